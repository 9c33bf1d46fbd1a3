CREATE TABLE account (
	login VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	role_code VARCHAR NOT NULL,
	password_hash VARCHAR,
	os_account VARCHAR,
	active BOOLEAN NOT NULL,
	failures INTEGER NOT NULL,
	locked_until DATETIME,
	last_sign_in_at DATETIME,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_account PRIMARY KEY (id),
	CONSTRAINT uq_account_login UNIQUE (login),
	CONSTRAINT fk_account_role_code FOREIGN KEY(role_code) REFERENCES role (code),
	CONSTRAINT uq_account_os_account UNIQUE (os_account)
);

CREATE INDEX ix_account_role_code ON account (role_code);

CREATE TABLE alliance_membership (
	enterprise_id INTEGER NOT NULL,
	alliance VARCHAR NOT NULL,
	role VARCHAR NOT NULL,
	since_on DATE NOT NULL,
	until_on DATE,
	number VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_alliance_membership PRIMARY KEY (id),
	CONSTRAINT uq_alliance_membership_enterprise_id_alliance_since_on UNIQUE (enterprise_id, alliance, since_on),
	CONSTRAINT fk_alliance_membership_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_alliance_membership_alliance ON alliance_membership (alliance);

CREATE TABLE appraisal_rule (
	code VARCHAR NOT NULL,
	type_code VARCHAR NOT NULL,
	model VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	gives_level BOOLEAN NOT NULL,
	validity_months INTEGER,
	at_most BOOLEAN NOT NULL,
	in_a_row INTEGER,
	holds_at_least_until DATE,
	accepted_from DATE,
	accepted_until DATE,
	source VARCHAR NOT NULL,
	source_zh VARCHAR DEFAULT '' NOT NULL,
	certainty VARCHAR NOT NULL,
	park_validity_months INTEGER,
	park_source VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_appraisal_rule PRIMARY KEY (id),
	CONSTRAINT uq_appraisal_rule_code UNIQUE (code)
);

CREATE TABLE asked_return (
	kind VARCHAR NOT NULL,
	asked_from DATE NOT NULL,
	asked_to DATE,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_asked_return PRIMARY KEY (id),
	CONSTRAINT uq_asked_return_kind_asked_from UNIQUE (kind, asked_from)
);

CREATE TABLE assist_field (
	code VARCHAR NOT NULL,
	form VARCHAR NOT NULL,
	screen_zh VARCHAR NOT NULL,
	screen_en VARCHAR NOT NULL,
	field VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_assist_field PRIMARY KEY (id),
	CONSTRAINT uq_assist_field_code UNIQUE (code)
);

CREATE TABLE atse_rule (
	code VARCHAR NOT NULL,
	document_number VARCHAR NOT NULL,
	issued_on DATE,
	valid_from DATE NOT NULL,
	valid_to DATE,
	period_certainty VARCHAR NOT NULL,
	enterprise_class VARCHAR NOT NULL,
	area VARCHAR NOT NULL,
	income_percent INTEGER,
	income_certainty VARCHAR NOT NULL,
	offshore_percent INTEGER,
	offshore_certainty VARCHAR NOT NULL,
	graduates_percent INTEGER,
	graduates_certainty VARCHAR NOT NULL,
	needs_certificate BOOLEAN NOT NULL,
	certificate_certainty VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_atse_rule PRIMARY KEY (id),
	CONSTRAINT uq_atse_rule_code UNIQUE (code)
);

CREATE TABLE attestation (
	enterprise_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	measure_code VARCHAR NOT NULL,
	attested_on DATE NOT NULL,
	attested_by VARCHAR NOT NULL,
	paper_id INTEGER,
	note VARCHAR NOT NULL,
	recorded_at DATETIME NOT NULL,
	recorded_by VARCHAR NOT NULL,
	withdrawn_on DATE,
	withdrawn_by VARCHAR NOT NULL,
	withdrawal_reason VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_attestation PRIMARY KEY (id),
	CONSTRAINT fk_attestation_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_attestation_measure_code FOREIGN KEY(measure_code) REFERENCES attestation_measure (code),
	CONSTRAINT fk_attestation_paper_id FOREIGN KEY(paper_id) REFERENCES paper (id)
);

CREATE INDEX ix_attestation_enterprise_id_year_measure_code ON attestation (enterprise_id, year, measure_code);

CREATE INDEX ix_attestation_measure_code ON attestation (measure_code);

CREATE INDEX ix_attestation_paper_id ON attestation (paper_id);

CREATE TABLE attestation_measure (
	code VARCHAR NOT NULL,
	rule_code VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	source_zh VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_attestation_measure PRIMARY KEY (id),
	CONSTRAINT uq_attestation_measure_code UNIQUE (code),
	CONSTRAINT fk_attestation_measure_rule_code FOREIGN KEY(rule_code) REFERENCES compliance_rule (code)
);

CREATE TABLE bank_account (
	enterprise_id INTEGER NOT NULL,
	bank VARCHAR NOT NULL,
	branch VARCHAR NOT NULL,
	holder VARCHAR NOT NULL,
	account BLOB NOT NULL,
	account_hash BLOB NOT NULL,
	purpose VARCHAR NOT NULL,
	from_on DATE,
	until_on DATE,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_bank_account PRIMARY KEY (id),
	CONSTRAINT fk_bank_account_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_bank_account_account_hash ON bank_account (account_hash);

CREATE INDEX ix_bank_account_enterprise_id ON bank_account (enterprise_id);

CREATE TABLE bank_sheet (
	code VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	content TEXT NOT NULL,
	is_own BOOLEAN NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_bank_sheet PRIMARY KEY (id),
	CONSTRAINT uq_bank_sheet_code UNIQUE (code)
);

CREATE TABLE bookable_place (
	name VARCHAR NOT NULL,
	name_key VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	platform VARCHAR NOT NULL,
	service_kind VARCHAR NOT NULL,
	seats INTEGER,
	unit VARCHAR NOT NULL,
	opens INTEGER NOT NULL,
	closes INTEGER NOT NULL,
	open_days VARCHAR NOT NULL,
	active_from DATE NOT NULL,
	active_until DATE,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_bookable_place PRIMARY KEY (id),
	CONSTRAINT uq_bookable_place_name_key UNIQUE (name_key)
);

CREATE INDEX ix_bookable_place_name_id ON bookable_place (name, id);

CREATE INDEX ix_bookable_place_platform_id ON bookable_place (platform, id);

CREATE TABLE booking (
	number VARCHAR NOT NULL,
	place_id INTEGER NOT NULL,
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	day DATE NOT NULL,
	first_slot INTEGER NOT NULL,
	until_slot INTEGER NOT NULL,
	start_key INTEGER NOT NULL,
	purpose VARCHAR NOT NULL,
	persons INTEGER,
	state VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	recorded_by VARCHAR NOT NULL,
	service_id INTEGER,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_booking PRIMARY KEY (id),
	CONSTRAINT uq_booking_number UNIQUE (number),
	CONSTRAINT fk_booking_place_id FOREIGN KEY(place_id) REFERENCES bookable_place (id),
	CONSTRAINT fk_booking_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT uq_booking_service_id UNIQUE (service_id),
	CONSTRAINT fk_booking_service_id FOREIGN KEY(service_id) REFERENCES platform_service (id)
);

CREATE INDEX ix_booking_enterprise_id ON booking (enterprise_id);

CREATE INDEX ix_booking_enterprise_sort_key_id ON booking (enterprise_sort_key, id);

CREATE INDEX ix_booking_number_id ON booking (number, id);

CREATE INDEX ix_booking_place_id_day ON booking (place_id, day);

CREATE INDEX ix_booking_start_key_id ON booking (start_key, id);

CREATE TABLE booking_slot (
	place_id INTEGER NOT NULL,
	day DATE NOT NULL,
	slot INTEGER NOT NULL,
	booking_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_booking_slot PRIMARY KEY (id),
	CONSTRAINT uq_booking_slot_place_id_day_slot UNIQUE (place_id, day, slot),
	CONSTRAINT fk_booking_slot_place_id FOREIGN KEY(place_id) REFERENCES bookable_place (id),
	CONSTRAINT fk_booking_slot_booking_id FOREIGN KEY(booking_id) REFERENCES booking (id)
);

CREATE INDEX ix_booking_slot_booking_id ON booking_slot (booking_id);

CREATE TABLE brand_event (
	number VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	brand VARCHAR NOT NULL,
	venue VARCHAR NOT NULL,
	country_code VARCHAR,
	organiser VARCHAR NOT NULL,
	first_on DATE NOT NULL,
	until_on DATE NOT NULL,
	own_cents BIGINT NOT NULL,
	grant_cents BIGINT NOT NULL,
	cancelled_on DATE,
	reason VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_brand_event PRIMARY KEY (id),
	CONSTRAINT uq_brand_event_number UNIQUE (number),
	CONSTRAINT fk_brand_event_country_code FOREIGN KEY(country_code) REFERENCES country (code)
);

CREATE INDEX ix_brand_event_first_on_id ON brand_event (first_on, id);

CREATE INDEX ix_brand_event_title_id ON brand_event (title, id);

CREATE TABLE calendar_day (
	code VARCHAR NOT NULL,
	day DATE NOT NULL,
	works BOOLEAN NOT NULL,
	name VARCHAR NOT NULL,
	document VARCHAR NOT NULL,
	mark VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	is_own BOOLEAN NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_calendar_day PRIMARY KEY (id),
	CONSTRAINT uq_calendar_day_code UNIQUE (code),
	CONSTRAINT uq_calendar_day_day UNIQUE (day)
);

CREATE TABLE certification (
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	type_code VARCHAR NOT NULL,
	event_type VARCHAR NOT NULL,
	level INTEGER,
	model VARCHAR NOT NULL,
	"view" VARCHAR NOT NULL,
	method VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	issuer VARCHAR NOT NULL,
	lead_appraiser VARCHAR NOT NULL,
	org_unit VARCHAR NOT NULL,
	unit_confirmed BOOLEAN NOT NULL,
	scope VARCHAR NOT NULL,
	appraisal_ended_on DATE,
	issued_on DATE NOT NULL,
	expires_on DATE,
	expires_key DATE NOT NULL,
	remind_key DATE NOT NULL,
	held_key DATE DEFAULT '0001-01-01' NOT NULL,
	lead_days_own INTEGER,
	surveillance_key DATE DEFAULT '0001-01-01' NOT NULL,
	expiry_reason VARCHAR NOT NULL,
	last_surveillance_on DATE,
	suspended_on DATE,
	withdrawn_on DATE,
	stop_reason VARCHAR NOT NULL,
	renews_id INTEGER,
	superseded_on DATE,
	document_sha256 VARCHAR,
	note VARCHAR NOT NULL,
	appraisal_id VARCHAR DEFAULT '' NOT NULL,
	site VARCHAR DEFAULT '' NOT NULL,
	name_en VARCHAR DEFAULT '' NOT NULL,
	sponsor VARCHAR DEFAULT '' NOT NULL,
	partner VARCHAR DEFAULT '' NOT NULL,
	unit_confirmed_by VARCHAR DEFAULT '' NOT NULL,
	unit_confirmed_at DATETIME,
	checked_key DATE DEFAULT '0001-01-01' NOT NULL,
	check_result VARCHAR DEFAULT '' NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_certification PRIMARY KEY (id),
	CONSTRAINT uq_certification_number_enterprise_id_type_code UNIQUE (number, enterprise_id, type_code),
	CONSTRAINT fk_certification_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_certification_type_code FOREIGN KEY(type_code) REFERENCES certification_type (code),
	CONSTRAINT fk_certification_renews_id FOREIGN KEY(renews_id) REFERENCES certification (id)
);

CREATE INDEX ix_certification_check_result_id ON certification (check_result, id);

CREATE INDEX ix_certification_checked_key_id ON certification (checked_key, id);

CREATE INDEX ix_certification_enterprise_id_id ON certification (enterprise_id, id);

CREATE INDEX ix_certification_enterprise_sort_key_id ON certification (enterprise_sort_key, id);

CREATE INDEX ix_certification_expires_key_id ON certification (expires_key, id);

CREATE INDEX ix_certification_expiry_due ON certification (expires_key, remind_key, superseded_on, withdrawn_on, issued_on, enterprise_id);

CREATE INDEX ix_certification_held ON certification (held_key, remind_key, issued_on, expires_key, checked_key, enterprise_id);

CREATE INDEX ix_certification_holder ON certification (enterprise_id, held_key, remind_key, issued_on);

CREATE INDEX ix_certification_issued_on_id ON certification (issued_on, id);

CREATE INDEX ix_certification_number_id ON certification (number, id);

CREATE INDEX ix_certification_remind_key_id ON certification (remind_key, id);

CREATE INDEX ix_certification_renews_id ON certification (renews_id);

CREATE INDEX ix_certification_standing ON certification (issued_on, expires_key, remind_key, suspended_on, withdrawn_on, superseded_on, enterprise_id, type_code);

CREATE INDEX ix_certification_surveillance_due ON certification (surveillance_key, expires_key, superseded_on, withdrawn_on, issued_on, enterprise_id);

CREATE INDEX ix_certification_type_code_id ON certification (type_code, id);

CREATE TABLE certification_check (
	certification_id INTEGER NOT NULL,
	register VARCHAR NOT NULL,
	checked_on DATE NOT NULL,
	looked_up VARCHAR NOT NULL,
	result VARCHAR NOT NULL,
	found VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	evidence_sha256 VARCHAR,
	evidence_name VARCHAR NOT NULL,
	recorded_at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_certification_check PRIMARY KEY (id),
	CONSTRAINT fk_certification_check_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id)
);

CREATE INDEX ix_certification_check_certification_id_checked_on_id ON certification_check (certification_id, checked_on, id);

CREATE TABLE certification_funding (
	certification_id INTEGER NOT NULL,
	programme_id INTEGER NOT NULL,
	event_type VARCHAR NOT NULL,
	amount_cents BIGINT NOT NULL,
	cost_cents BIGINT,
	granted_on DATE NOT NULL,
	document_number VARCHAR NOT NULL,
	evidence_sha256 VARCHAR,
	evidence_name VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	recorded_at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_certification_funding PRIMARY KEY (id),
	CONSTRAINT uq_certification_funding_certification_id_programme_id_event_type UNIQUE (certification_id, programme_id, event_type),
	CONSTRAINT fk_certification_funding_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id),
	CONSTRAINT fk_certification_funding_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
);

CREATE INDEX ix_certification_funding_programme_id_id ON certification_funding (programme_id, id);

CREATE TABLE certification_surveillance (
	certification_id INTEGER NOT NULL,
	due_on DATE NOT NULL,
	outcome VARCHAR NOT NULL,
	done_on DATE,
	note VARCHAR NOT NULL,
	recorded_at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_certification_surveillance PRIMARY KEY (id),
	CONSTRAINT fk_certification_surveillance_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id)
);

CREATE INDEX ix_certification_surveillance_certification_id_due_on ON certification_surveillance (certification_id, due_on);

CREATE TABLE certification_suspension (
	certification_id INTEGER NOT NULL,
	first_on DATE NOT NULL,
	lifted_on DATE,
	reason VARCHAR NOT NULL,
	lifted_reason VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_certification_suspension PRIMARY KEY (id),
	CONSTRAINT fk_certification_suspension_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id)
);

CREATE INDEX ix_certification_suspension_certification_id_first_on ON certification_suspension (certification_id, first_on);

CREATE TABLE certification_type (
	code VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	family VARCHAR NOT NULL,
	validity_months INTEGER,
	last_day VARCHAR NOT NULL,
	surveillance VARCHAR NOT NULL,
	lead_days INTEGER NOT NULL,
	top_level INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	source_zh VARCHAR DEFAULT '' NOT NULL,
	certainty VARCHAR NOT NULL,
	retired_on DATE,
	is_own BOOLEAN DEFAULT 0 NOT NULL,
	park_lead_days INTEGER,
	park_validity_months INTEGER,
	park_source VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_certification_type PRIMARY KEY (id),
	CONSTRAINT uq_certification_type_code UNIQUE (code)
);

CREATE TABLE chain_link (
	giver_id INTEGER,
	giver_name VARCHAR NOT NULL,
	giver_country VARCHAR,
	giver_place VARCHAR NOT NULL,
	taker_id INTEGER,
	taker_name VARCHAR NOT NULL,
	taker_country VARCHAR,
	taker_place VARCHAR NOT NULL,
	service_line VARCHAR NOT NULL,
	measure VARCHAR NOT NULL,
	currency VARCHAR NOT NULL,
	amount_minor BIGINT NOT NULL,
	amount_usd_cents BIGINT NOT NULL,
	usd_rate VARCHAR NOT NULL,
	from_on DATE NOT NULL,
	to_on DATE,
	source VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_chain_link PRIMARY KEY (id),
	CONSTRAINT fk_chain_link_giver_id FOREIGN KEY(giver_id) REFERENCES enterprise (id),
	CONSTRAINT fk_chain_link_giver_country FOREIGN KEY(giver_country) REFERENCES country (code),
	CONSTRAINT fk_chain_link_taker_id FOREIGN KEY(taker_id) REFERENCES enterprise (id),
	CONSTRAINT fk_chain_link_taker_country FOREIGN KEY(taker_country) REFERENCES country (code)
);

CREATE INDEX ix_chain_link_from_on_id ON chain_link (from_on, id);

CREATE INDEX ix_chain_link_giver_id_from_on ON chain_link (giver_id, from_on);

CREATE INDEX ix_chain_link_taker_id_from_on ON chain_link (taker_id, from_on);

CREATE TABLE claim (
	number VARCHAR NOT NULL,
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	programme_id INTEGER NOT NULL,
	track VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	heads INTEGER NOT NULL,
	eligible_heads INTEGER NOT NULL,
	asked_cents BIGINT DEFAULT '0' NOT NULL,
	requested_cents BIGINT NOT NULL,
	recommended_cents BIGINT,
	approved_cents BIGINT,
	paid_cents BIGINT,
	recovered_cents BIGINT,
	materials TEXT NOT NULL,
	created_at DATETIME NOT NULL,
	created_by_id INTEGER NOT NULL,
	submitted_at DATETIME,
	submitted_by_id INTEGER,
	prechecked_at DATETIME,
	prechecked_by_id INTEGER,
	decided_at DATETIME,
	decided_by_id INTEGER,
	paid_on DATE,
	reviewer_id INTEGER,
	archive_number VARCHAR DEFAULT '' NOT NULL,
	archived_on DATE,
	answer VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim PRIMARY KEY (id),
	CONSTRAINT uq_claim_number UNIQUE (number),
	CONSTRAINT fk_claim_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_claim_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
);

CREATE INDEX ix_claim_created_at_id ON claim (created_at, id);

CREATE INDEX ix_claim_enterprise_id_id ON claim (enterprise_id, id);

CREATE INDEX ix_claim_enterprise_sort_key_id ON claim (enterprise_sort_key, id);

CREATE INDEX ix_claim_programme_id_state ON claim (programme_id, state);

CREATE INDEX ix_claim_requested_cents_id ON claim (requested_cents, id);

CREATE INDEX ix_claim_state_id ON claim (state, id);

CREATE TABLE claim_condition (
	claim_id INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	met BOOLEAN NOT NULL,
	found_on DATE,
	note VARCHAR NOT NULL,
	changed_at DATETIME NOT NULL,
	changed_by VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_condition PRIMARY KEY (id),
	CONSTRAINT uq_claim_condition_claim_id_code UNIQUE (claim_id, code),
	CONSTRAINT fk_claim_condition_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE TABLE claim_item (
	claim_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	certification_id INTEGER,
	event VARCHAR NOT NULL,
	platform VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	supplier VARCHAR NOT NULL,
	fee_kind VARCHAR NOT NULL,
	invoice_number VARCHAR NOT NULL,
	invoice_on DATE,
	bank_slip VARCHAR NOT NULL,
	paid_on DATE,
	cost_cents BIGINT,
	asked_cents BIGINT,
	applied_cents BIGINT NOT NULL,
	requested_cents BIGINT NOT NULL,
	recommended_cents BIGINT,
	recommended_reason VARCHAR NOT NULL,
	approved_cents BIGINT,
	approved_reason VARCHAR NOT NULL,
	paid_cents BIGINT,
	paid_reason VARCHAR NOT NULL,
	recovered_cents BIGINT,
	verdict VARCHAR NOT NULL,
	trace TEXT NOT NULL,
	note VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_item PRIMARY KEY (id),
	CONSTRAINT fk_claim_item_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT fk_claim_item_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id)
);

CREATE INDEX ix_claim_item_certification_id ON claim_item (certification_id);

CREATE INDEX ix_claim_item_claim_id_position ON claim_item (claim_id, position);

CREATE INDEX ix_claim_item_invoice_number ON claim_item (invoice_number);

CREATE TABLE claim_material (
	claim_id INTEGER NOT NULL,
	code VARCHAR NOT NULL,
	handed_in BOOLEAN NOT NULL,
	original_seen BOOLEAN NOT NULL,
	not_applicable BOOLEAN NOT NULL,
	note VARCHAR NOT NULL,
	changed_at DATETIME NOT NULL,
	changed_by VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_material PRIMARY KEY (id),
	CONSTRAINT uq_claim_material_claim_id_code UNIQUE (claim_id, code),
	CONSTRAINT fk_claim_material_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE TABLE claim_person (
	claim_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	trainee_id INTEGER,
	name VARCHAR NOT NULL,
	id_number BLOB,
	id_hash BLOB,
	education VARCHAR NOT NULL,
	school VARCHAR NOT NULL,
	major VARCHAR NOT NULL,
	graduated_on DATE,
	diploma_no VARCHAR NOT NULL,
	job VARCHAR NOT NULL,
	service_line VARCHAR NOT NULL,
	employer VARCHAR DEFAULT '' NOT NULL,
	hired_on DATE,
	contract_first_on DATE,
	contract_last_on DATE,
	institution VARCHAR NOT NULL,
	course VARCHAR NOT NULL,
	course_hours INTEGER,
	trained_first_on DATE,
	trained_last_on DATE,
	assessment VARCHAR NOT NULL,
	score_tenths INTEGER,
	raw BLOB,
	verdict VARCHAR NOT NULL,
	trace TEXT NOT NULL,
	asked_cents BIGINT,
	applied_cents BIGINT DEFAULT '0' NOT NULL,
	requested_cents BIGINT NOT NULL,
	recommended_cents BIGINT,
	recommended_reason VARCHAR DEFAULT '' NOT NULL,
	approved_cents BIGINT,
	approved_reason VARCHAR DEFAULT '' NOT NULL,
	paid_cents BIGINT,
	paid_reason VARCHAR DEFAULT '' NOT NULL,
	recovered_cents BIGINT,
	note VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_person PRIMARY KEY (id),
	CONSTRAINT fk_claim_person_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT fk_claim_person_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainee (id)
);

CREATE INDEX ix_claim_person_claim_id_position ON claim_person (claim_id, position);

CREATE INDEX ix_claim_person_diploma_named ON claim_person (diploma_no) WHERE diploma_no <> '';

CREATE INDEX ix_claim_person_id_hash_claim_id ON claim_person (id_hash, claim_id);

CREATE INDEX ix_claim_person_trainee_known ON claim_person (trainee_id) WHERE trainee_id IS NOT NULL;

CREATE TABLE claim_reason (
	code VARCHAR NOT NULL,
	uses VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	retired_on DATE,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_reason PRIMARY KEY (id),
	CONSTRAINT uq_claim_reason_code UNIQUE (code)
);

CREATE TABLE claim_return (
	claim_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	from_state VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	answer_by_on DATE,
	fingerprint TEXT NOT NULL,
	opened_whole BOOLEAN NOT NULL,
	answered_at DATETIME,
	straight_back BOOLEAN NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_return PRIMARY KEY (id),
	CONSTRAINT fk_claim_return_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_claim_return_claim_id_id ON claim_return (claim_id, id);

CREATE TABLE claim_return_mark (
	return_id INTEGER NOT NULL,
	subject VARCHAR NOT NULL,
	row_id INTEGER,
	position INTEGER,
	name VARCHAR NOT NULL,
	paper_code VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_return_mark PRIMARY KEY (id),
	CONSTRAINT fk_claim_return_mark_return_id FOREIGN KEY(return_id) REFERENCES claim_return (id)
);

CREATE INDEX ix_claim_return_mark_return_id_id ON claim_return_mark (return_id, id);

CREATE TABLE claim_signal (
	claim_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	facts TEXT NOT NULL,
	state VARCHAR NOT NULL,
	found_at DATETIME NOT NULL,
	owner_id INTEGER,
	owner_name VARCHAR NOT NULL,
	answer VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	answered_at DATETIME,
	answered_by_id INTEGER,
	answered_by_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_signal PRIMARY KEY (id),
	CONSTRAINT uq_claim_signal_claim_id_kind_subject UNIQUE (claim_id, kind, subject),
	CONSTRAINT fk_claim_signal_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_claim_signal_claim_id_id ON claim_signal (claim_id, id);

CREATE INDEX ix_claim_signal_found_at_id ON claim_signal (found_at, id);

CREATE INDEX ix_claim_signal_kind_id ON claim_signal (kind, id);

CREATE INDEX ix_claim_signal_owner_id_state ON claim_signal (owner_id, state);

CREATE INDEX ix_claim_signal_state_found_at_id ON claim_signal (state, found_at, id);

CREATE TABLE claim_signal_run (
	claim_id INTEGER NOT NULL,
	claim_version INTEGER NOT NULL,
	enterprise_version INTEGER NOT NULL,
	paper_id INTEGER NOT NULL,
	run_at DATETIME NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_signal_run PRIMARY KEY (id),
	CONSTRAINT uq_claim_signal_run_claim_id UNIQUE (claim_id),
	CONSTRAINT fk_claim_signal_run_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE TABLE claim_step (
	claim_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	action VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	amount_cents BIGINT,
	recommended_cents BIGINT,
	reason VARCHAR NOT NULL,
	level VARCHAR DEFAULT '' NOT NULL,
	document_number VARCHAR DEFAULT '' NOT NULL,
	exemption_id INTEGER,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claim_step PRIMARY KEY (id),
	CONSTRAINT fk_claim_step_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_claim_step_claim_id_id ON claim_step (claim_id, id);

CREATE TABLE claimant_finding (
	claim_id INTEGER NOT NULL,
	step_id INTEGER NOT NULL,
	failing INTEGER NOT NULL,
	lines TEXT NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_claimant_finding PRIMARY KEY (id),
	CONSTRAINT fk_claimant_finding_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT fk_claimant_finding_step_id FOREIGN KEY(step_id) REFERENCES claim_step (id)
);

CREATE INDEX ix_claimant_finding_claim_id_id ON claimant_finding (claim_id, id);

CREATE INDEX ix_claimant_finding_step_id ON claimant_finding (step_id);

CREATE TABLE class_member (
	class_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	id_number BLOB NOT NULL,
	id_hash BLOB NOT NULL,
	education VARCHAR NOT NULL,
	school VARCHAR NOT NULL,
	graduated_on DATE,
	diploma_no VARCHAR NOT NULL,
	present_tenths INTEGER NOT NULL,
	assessment VARCHAR NOT NULL,
	score_tenths INTEGER,
	enterprise_id INTEGER,
	employer VARCHAR NOT NULL,
	hired_on DATE,
	contract_first_on DATE,
	contract_last_on DATE,
	service_line VARCHAR NOT NULL,
	job VARCHAR NOT NULL,
	dropped_on DATE,
	reason VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_class_member PRIMARY KEY (id),
	CONSTRAINT uq_class_member_class_id_id_hash UNIQUE (class_id, id_hash),
	CONSTRAINT fk_class_member_class_id FOREIGN KEY(class_id) REFERENCES training_class (id),
	CONSTRAINT fk_class_member_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_class_member_enterprise_id ON class_member (enterprise_id);

CREATE INDEX ix_class_member_id_hash_class_id ON class_member (id_hash, class_id);

CREATE TABLE clawback (
	number VARCHAR NOT NULL,
	claim_id INTEGER NOT NULL,
	enterprise_id INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	reason_code VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	document_number VARCHAR NOT NULL,
	decided_on DATE NOT NULL,
	amount_cents BIGINT NOT NULL,
	received_cents BIGINT NOT NULL,
	opened_at DATETIME NOT NULL,
	opened_by_id INTEGER NOT NULL,
	opened_by_name VARCHAR NOT NULL,
	ended_at DATETIME,
	ending VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_clawback PRIMARY KEY (id),
	CONSTRAINT uq_clawback_number UNIQUE (number),
	CONSTRAINT fk_clawback_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT fk_clawback_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_clawback_amount_cents_id ON clawback (amount_cents, id);

CREATE INDEX ix_clawback_claim_id_id ON clawback (claim_id, id);

CREATE INDEX ix_clawback_enterprise_id ON clawback (enterprise_id);

CREATE INDEX ix_clawback_opened_at_id ON clawback (opened_at, id);

CREATE INDEX ix_clawback_state_id ON clawback (state, id);

CREATE TABLE clawback_instalment (
	clawback_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	due_on DATE NOT NULL,
	amount_cents BIGINT NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_clawback_instalment PRIMARY KEY (id),
	CONSTRAINT fk_clawback_instalment_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id)
);

CREATE INDEX ix_clawback_instalment_clawback_id_position ON clawback_instalment (clawback_id, position);

CREATE INDEX ix_clawback_instalment_due_on ON clawback_instalment (due_on);

CREATE TABLE clawback_line (
	clawback_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	claim_id INTEGER NOT NULL,
	row_id INTEGER NOT NULL,
	amount_cents BIGINT NOT NULL,
	received_cents BIGINT NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_clawback_line PRIMARY KEY (id),
	CONSTRAINT fk_clawback_line_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id),
	CONSTRAINT fk_clawback_line_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_clawback_line_claim_id_row_id ON clawback_line (claim_id, row_id);

CREATE INDEX ix_clawback_line_clawback_id_position ON clawback_line (clawback_id, position);

CREATE TABLE clawback_receipt (
	number VARCHAR NOT NULL,
	clawback_id INTEGER NOT NULL,
	received_on DATE NOT NULL,
	amount_cents BIGINT NOT NULL,
	bank_reference VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	corrects_id INTEGER,
	recorded_at DATETIME NOT NULL,
	recorded_by_id INTEGER NOT NULL,
	recorded_by_name VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_clawback_receipt PRIMARY KEY (id),
	CONSTRAINT uq_clawback_receipt_number UNIQUE (number),
	CONSTRAINT fk_clawback_receipt_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id),
	CONSTRAINT uq_clawback_receipt_corrects_id UNIQUE (corrects_id),
	CONSTRAINT fk_clawback_receipt_corrects_id FOREIGN KEY(corrects_id) REFERENCES clawback_receipt (id)
);

CREATE INDEX ix_clawback_receipt_clawback_id_id ON clawback_receipt (clawback_id, id);

CREATE TABLE client (
	name VARCHAR NOT NULL,
	name_key VARCHAR NOT NULL,
	country_code VARCHAR NOT NULL,
	field VARCHAR NOT NULL,
	people INTEGER,
	needs VARCHAR NOT NULL,
	history VARCHAR NOT NULL,
	contact VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	verified_on DATE,
	verified_by VARCHAR NOT NULL,
	verified_key DATE NOT NULL,
	consent_on DATE,
	consent_until DATE,
	consent_basis VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_client PRIMARY KEY (id),
	CONSTRAINT uq_client_name_key_country_code UNIQUE (name_key, country_code),
	CONSTRAINT fk_client_country_code FOREIGN KEY(country_code) REFERENCES country (code)
);

CREATE INDEX ix_client_country_code_id ON client (country_code, id);

CREATE INDEX ix_client_name_id ON client (name, id);

CREATE INDEX ix_client_verified_key_id ON client (verified_key, id);

CREATE TABLE closing (
	quarter VARCHAR NOT NULL,
	snapshot_id INTEGER NOT NULL,
	follows_id INTEGER,
	reopening_id INTEGER,
	backup VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_closing PRIMARY KEY (id),
	CONSTRAINT uq_closing_snapshot_id UNIQUE (snapshot_id),
	CONSTRAINT fk_closing_snapshot_id FOREIGN KEY(snapshot_id) REFERENCES snapshot (id),
	CONSTRAINT fk_closing_follows_id FOREIGN KEY(follows_id) REFERENCES snapshot (id),
	CONSTRAINT fk_closing_reopening_id FOREIGN KEY(reopening_id) REFERENCES reopening (id)
);

CREATE INDEX ix_closing_quarter_id ON closing (quarter, id);

CREATE TABLE closing_check (
	code VARCHAR NOT NULL,
	severity VARCHAR NOT NULL,
	factor INTEGER NOT NULL,
	least INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_closing_check PRIMARY KEY (id),
	CONSTRAINT uq_closing_check_code UNIQUE (code)
);

CREATE TABLE compliance_parameter (
	code VARCHAR NOT NULL,
	rule_code VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	from_on DATE NOT NULL,
	value INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_compliance_parameter PRIMARY KEY (id),
	CONSTRAINT uq_compliance_parameter_code UNIQUE (code),
	CONSTRAINT fk_compliance_parameter_rule_code FOREIGN KEY(rule_code) REFERENCES compliance_rule (code)
);

CREATE INDEX ix_compliance_parameter_rule_code_name_from_on ON compliance_parameter (rule_code, name, from_on);

CREATE TABLE compliance_rule (
	code VARCHAR NOT NULL,
	area VARCHAR NOT NULL,
	severity VARCHAR NOT NULL,
	concerns VARCHAR NOT NULL,
	sentence_zh VARCHAR NOT NULL,
	sentence_en VARCHAR NOT NULL,
	source_zh VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_compliance_rule PRIMARY KEY (id),
	CONSTRAINT uq_compliance_rule_code UNIQUE (code)
);

CREATE TABLE concentration_measure (
	code VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	largest INTEGER NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	definition_zh VARCHAR NOT NULL,
	definition_en VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_concentration_measure PRIMARY KEY (id),
	CONSTRAINT uq_concentration_measure_code UNIQUE (code)
);

CREATE TABLE contract (
	number VARCHAR NOT NULL,
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	client VARCHAR NOT NULL,
	country_code VARCHAR NOT NULL,
	final_customer VARCHAR NOT NULL,
	market VARCHAR NOT NULL,
	service_line VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	currency VARCHAR NOT NULL,
	amount_minor BIGINT NOT NULL,
	amount_usd_cents BIGINT NOT NULL,
	usd_rate VARCHAR NOT NULL,
	changed_amount_minor BIGINT,
	signed_on DATE NOT NULL,
	counted_on DATE DEFAULT '1900-01-01' NOT NULL,
	starts_on DATE,
	ends_on DATE,
	state VARCHAR NOT NULL,
	service_code_id INTEGER,
	layer VARCHAR DEFAULT '' NOT NULL,
	report_state VARCHAR DEFAULT 'unreported' NOT NULL,
	reported_on DATE,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_contract PRIMARY KEY (id),
	CONSTRAINT uq_contract_number UNIQUE (number),
	CONSTRAINT fk_contract_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_contract_country_code FOREIGN KEY(country_code) REFERENCES country (code),
	CONSTRAINT fk_contract_service_code_id FOREIGN KEY(service_code_id) REFERENCES service_code (id)
);

CREATE INDEX ix_contract_amount_usd_cents_id ON contract (amount_usd_cents, id);

CREATE INDEX ix_contract_client_id ON contract (client, id);

CREATE INDEX ix_contract_counted_on_id ON contract (counted_on, id);

CREATE INDEX ix_contract_enterprise_id_signed_on ON contract (enterprise_id, signed_on);

CREATE INDEX ix_contract_enterprise_sort_key_id ON contract (enterprise_sort_key, id);

CREATE INDEX ix_contract_number_id ON contract (number, id);

CREATE INDEX ix_contract_service_code_id ON contract (service_code_id);

CREATE INDEX ix_contract_signed_on_id ON contract (signed_on, id);

CREATE TABLE contract_change (
	contract_id INTEGER NOT NULL,
	changed_on DATE NOT NULL,
	amount_minor_before BIGINT NOT NULL,
	amount_minor_after BIGINT NOT NULL,
	ends_on_after DATE,
	moved TEXT DEFAULT '' NOT NULL,
	counted_on DATE DEFAULT '1900-01-01' NOT NULL,
	reason VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_contract_change PRIMARY KEY (id),
	CONSTRAINT fk_contract_change_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id)
);

CREATE INDEX ix_contract_change_contract_id_id ON contract_change (contract_id, id);

CREATE TABLE contract_day (
	day DATE NOT NULL,
	market VARCHAR NOT NULL,
	service_line VARCHAR NOT NULL,
	country_code VARCHAR NOT NULL,
	contracts INTEGER NOT NULL,
	signed_usd_cents BIGINT NOT NULL,
	executed_usd_cents BIGINT NOT NULL,
	waiting INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_contract_day PRIMARY KEY (id),
	CONSTRAINT uq_contract_day_day_market_service_line_country_code UNIQUE (day, market, service_line, country_code)
);

CREATE TABLE contract_execution (
	contract_id INTEGER NOT NULL,
	executed_on DATE NOT NULL,
	counted_on DATE DEFAULT '1900-01-01' NOT NULL,
	amount_minor BIGINT NOT NULL,
	amount_usd_cents BIGINT NOT NULL,
	usd_rate VARCHAR NOT NULL,
	receipt_no VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_contract_execution PRIMARY KEY (id),
	CONSTRAINT fk_contract_execution_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id)
);

CREATE INDEX ix_contract_execution_contract_id_executed_on_amount_minor_amount_usd_cents ON contract_execution (contract_id, executed_on, amount_minor, amount_usd_cents);

CREATE INDEX ix_contract_execution_counted_on_contract_id_amount_usd_cents ON contract_execution (counted_on, contract_id, amount_usd_cents);

CREATE TABLE contract_quarter (
	first_on DATE NOT NULL,
	enterprise_id INTEGER NOT NULL,
	contracts INTEGER NOT NULL,
	signed_usd_cents BIGINT NOT NULL,
	executed_usd_cents BIGINT NOT NULL,
	offshore_usd_cents BIGINT NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_contract_quarter PRIMARY KEY (id),
	CONSTRAINT uq_contract_quarter_first_on_enterprise_id UNIQUE (first_on, enterprise_id)
);

CREATE TABLE contract_report (
	contract_id INTEGER NOT NULL,
	reported_on DATE NOT NULL,
	reported_by VARCHAR NOT NULL,
	recorded_at DATETIME NOT NULL,
	content TEXT NOT NULL,
	sha256 VARCHAR NOT NULL,
	withdrawn_on DATE,
	withdrawn_by VARCHAR NOT NULL,
	withdrawal_reason VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_contract_report PRIMARY KEY (id),
	CONSTRAINT fk_contract_report_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id)
);

CREATE INDEX ix_contract_report_contract_id_id ON contract_report (contract_id, id);

CREATE TABLE country (
	code VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_country PRIMARY KEY (id),
	CONSTRAINT uq_country_code UNIQUE (code)
);

CREATE TABLE credit_entry (
	enterprise_id INTEGER NOT NULL,
	rule VARCHAR NOT NULL,
	happened_on DATE NOT NULL,
	said_by VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	entered_by VARCHAR NOT NULL,
	struck_on DATE,
	struck_by VARCHAR NOT NULL,
	strike_reason VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_credit_entry PRIMARY KEY (id),
	CONSTRAINT fk_credit_entry_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_credit_entry_enterprise_id_happened_on ON credit_entry (enterprise_id, happened_on);

CREATE TABLE credit_reply (
	enterprise_id INTEGER NOT NULL,
	point_key VARCHAR NOT NULL,
	replied_on DATE NOT NULL,
	replied_by VARCHAR NOT NULL,
	text VARCHAR NOT NULL,
	entered_by VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_credit_reply PRIMARY KEY (id),
	CONSTRAINT fk_credit_reply_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_credit_reply_enterprise_id_point_key ON credit_reply (enterprise_id, point_key);

CREATE TABLE credit_scheme (
	name VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	confirmed BOOLEAN NOT NULL,
	from_on DATE NOT NULL,
	months INTEGER NOT NULL,
	most_standing INTEGER NOT NULL,
	most_certificates INTEGER NOT NULL,
	most_delivery INTEGER NOT NULL,
	most_returns INTEGER NOT NULL,
	most_claims INTEGER NOT NULL,
	most_disputes INTEGER NOT NULL,
	stop_points INTEGER NOT NULL,
	certificate_points INTEGER NOT NULL,
	contract_points INTEGER NOT NULL,
	late_return_points INTEGER NOT NULL,
	missing_return_points INTEGER NOT NULL,
	clawback_points INTEGER NOT NULL,
	rejected_claim_points INTEGER NOT NULL,
	dispute_points INTEGER NOT NULL,
	commendation_points INTEGER NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_credit_scheme PRIMARY KEY (id),
	CONSTRAINT uq_credit_scheme_from_on UNIQUE (from_on)
);

CREATE TABLE default_view (
	account_id INTEGER NOT NULL,
	list_key VARCHAR NOT NULL,
	view_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_default_view PRIMARY KEY (id),
	CONSTRAINT uq_default_view_account_id_list_key UNIQUE (account_id, list_key),
	CONSTRAINT fk_default_view_account_id FOREIGN KEY(account_id) REFERENCES account (id),
	CONSTRAINT fk_default_view_view_id FOREIGN KEY(view_id) REFERENCES saved_view (id)
);

CREATE INDEX ix_default_view_view_id ON default_view (view_id);

CREATE TABLE deleted_contract (
	contract_id INTEGER NOT NULL,
	number VARCHAR NOT NULL,
	enterprise_id INTEGER NOT NULL,
	client VARCHAR NOT NULL,
	content TEXT NOT NULL,
	reason VARCHAR NOT NULL,
	deleted_at DATETIME NOT NULL,
	deleted_by VARCHAR NOT NULL,
	restored_at DATETIME,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_deleted_contract PRIMARY KEY (id),
	CONSTRAINT fk_deleted_contract_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_deleted_contract_deleted_at_id ON deleted_contract (deleted_at, id);

CREATE TABLE document_blob (
	sha256 VARCHAR NOT NULL,
	content BLOB NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_document_blob PRIMARY KEY (id),
	CONSTRAINT uq_document_blob_sha256 UNIQUE (sha256)
);

CREATE TABLE document_edition (
	kind VARCHAR NOT NULL,
	matter VARCHAR NOT NULL,
	series VARCHAR NOT NULL,
	edition INTEGER NOT NULL,
	subject VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	title_en VARCHAR NOT NULL,
	about_on DATE NOT NULL,
	content TEXT NOT NULL,
	sha256 VARCHAR NOT NULL,
	facts_sha256 VARCHAR NOT NULL,
	trail_head VARCHAR NOT NULL,
	frozen_at DATETIME NOT NULL,
	frozen_by VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_document_edition PRIMARY KEY (id),
	CONSTRAINT uq_document_edition_matter_edition UNIQUE (matter, edition),
	CONSTRAINT uq_document_edition_series_edition UNIQUE (series, edition),
	CONSTRAINT uq_document_edition_sha256 UNIQUE (sha256)
);

CREATE INDEX ix_document_edition_kind_subject_about_on ON document_edition (kind, subject, about_on);

CREATE TABLE document_print (
	number VARCHAR NOT NULL,
	edition_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	template VARCHAR NOT NULL,
	issued_at DATETIME NOT NULL,
	issued_by VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_document_print PRIMARY KEY (id),
	CONSTRAINT uq_document_print_number UNIQUE (number),
	CONSTRAINT fk_document_print_edition_id FOREIGN KEY(edition_id) REFERENCES document_edition (id)
);

CREATE INDEX ix_document_print_edition_id ON document_print (edition_id);

CREATE INDEX ix_document_print_issued_at_id ON document_print (issued_at, id);

CREATE INDEX ix_document_print_kind_issued_at_id ON document_print (kind, issued_at, id);

CREATE INDEX ix_document_print_sha256 ON document_print (sha256);

CREATE TABLE enterprise (
	code VARCHAR NOT NULL,
	org_code VARCHAR NOT NULL,
	registration_no VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	short_name VARCHAR NOT NULL,
	sort_key VARCHAR NOT NULL,
	pinyin VARCHAR NOT NULL,
	initials VARCHAR NOT NULL,
	status VARCHAR NOT NULL,
	service_line VARCHAR NOT NULL,
	market VARCHAR NOT NULL,
	legal_representative VARCHAR NOT NULL,
	registered_capital_cents BIGINT,
	founded_on DATE,
	entered_on DATE NOT NULL,
	left_on DATE,
	building VARCHAR NOT NULL,
	area_sqm INTEGER,
	headcount INTEGER NOT NULL,
	graduates INTEGER NOT NULL,
	contact_name VARCHAR NOT NULL,
	contact_phone BLOB,
	contact_post VARCHAR DEFAULT '' NOT NULL,
	contact_mobile BLOB,
	contact_email BLOB,
	contact_duties VARCHAR DEFAULT '[]' NOT NULL,
	bank_name VARCHAR NOT NULL,
	bank_account BLOB,
	bank_branch VARCHAR DEFAULT '' NOT NULL,
	bank_holder VARCHAR DEFAULT '' NOT NULL,
	bank_purpose VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR NOT NULL,
	company_type VARCHAR DEFAULT '' NOT NULL,
	registered_address VARCHAR DEFAULT '' NOT NULL,
	office_address VARCHAR DEFAULT '' NOT NULL,
	head_office_id INTEGER,
	head_office_name VARCHAR DEFAULT '' NOT NULL,
	head_office_code VARCHAR DEFAULT '' NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise PRIMARY KEY (id),
	CONSTRAINT uq_enterprise_code UNIQUE (code),
	CONSTRAINT fk_enterprise_head_office_id FOREIGN KEY(head_office_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_code_id ON enterprise (code, id);

CREATE INDEX ix_enterprise_entered_on_id ON enterprise (entered_on, id);

CREATE INDEX ix_enterprise_entered_on_left_on_status ON enterprise (entered_on, left_on, status);

CREATE INDEX ix_enterprise_head_office_id ON enterprise (head_office_id);

CREATE INDEX ix_enterprise_headcount_id ON enterprise (headcount, id);

CREATE INDEX ix_enterprise_initials_pinyin_code ON enterprise (initials, pinyin, code);

CREATE INDEX ix_enterprise_market_id ON enterprise (market, id);

CREATE INDEX ix_enterprise_name ON enterprise (name);

CREATE INDEX ix_enterprise_service_line_id ON enterprise (service_line, id);

CREATE INDEX ix_enterprise_sort_key_id ON enterprise (sort_key, id);

CREATE INDEX ix_enterprise_status_id ON enterprise (status, id);

CREATE INDEX ix_enterprise_words ON enterprise (name, initials, pinyin, code, org_code, registration_no);

CREATE TABLE enterprise_address (
	enterprise_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	address VARCHAR NOT NULL,
	from_on DATE NOT NULL,
	origin VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_address PRIMARY KEY (id),
	CONSTRAINT uq_enterprise_address_enterprise_id_kind_from_on UNIQUE (enterprise_id, kind, from_on),
	CONSTRAINT fk_enterprise_address_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE TABLE enterprise_capital (
	enterprise_id INTEGER NOT NULL,
	from_on DATE NOT NULL,
	currency VARCHAR NOT NULL,
	amount_minor BIGINT NOT NULL,
	origin VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_capital PRIMARY KEY (id),
	CONSTRAINT uq_enterprise_capital_enterprise_id_from_on UNIQUE (enterprise_id, from_on),
	CONSTRAINT fk_enterprise_capital_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE TABLE enterprise_contact (
	enterprise_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	post VARCHAR NOT NULL,
	phone BLOB,
	mobile BLOB,
	email BLOB,
	duties TEXT NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_contact PRIMARY KEY (id),
	CONSTRAINT fk_enterprise_contact_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_contact_enterprise_id ON enterprise_contact (enterprise_id);

CREATE TABLE enterprise_distinct (
	first_id INTEGER NOT NULL,
	second_id INTEGER NOT NULL,
	said_at DATETIME NOT NULL,
	said_by VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_distinct PRIMARY KEY (id),
	CONSTRAINT uq_enterprise_distinct_first_id_second_id UNIQUE (first_id, second_id),
	CONSTRAINT fk_enterprise_distinct_first_id FOREIGN KEY(first_id) REFERENCES enterprise (id),
	CONSTRAINT fk_enterprise_distinct_second_id FOREIGN KEY(second_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_distinct_second_id ON enterprise_distinct (second_id);

CREATE TABLE enterprise_headcount (
	enterprise_id INTEGER NOT NULL,
	from_on DATE NOT NULL,
	headcount INTEGER NOT NULL,
	graduates INTEGER,
	origin VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_headcount PRIMARY KEY (id),
	CONSTRAINT uq_enterprise_headcount_enterprise_id_from_on UNIQUE (enterprise_id, from_on),
	CONSTRAINT fk_enterprise_headcount_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE TABLE enterprise_identifier (
	enterprise_id INTEGER NOT NULL,
	kind VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	until_on DATE,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_identifier PRIMARY KEY (id),
	CONSTRAINT uq_enterprise_identifier_enterprise_id_code UNIQUE (enterprise_id, code),
	CONSTRAINT fk_enterprise_identifier_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_identifier_code_id ON enterprise_identifier (code, id);

CREATE TABLE enterprise_income (
	enterprise_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	total_cents BIGINT,
	ats_cents BIGINT,
	service_trade_cents BIGINT,
	offshore_cents BIGINT,
	paper VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_income PRIMARY KEY (id),
	CONSTRAINT uq_enterprise_income_enterprise_id_year UNIQUE (enterprise_id, year),
	CONSTRAINT fk_enterprise_income_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE TABLE enterprise_merge (
	kept_id INTEGER NOT NULL,
	dropped_id INTEGER NOT NULL,
	kept_name VARCHAR NOT NULL,
	dropped_name VARCHAR NOT NULL,
	merged_at DATETIME NOT NULL,
	merged_by VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	moved TEXT NOT NULL,
	set_aside BLOB NOT NULL,
	replaced BLOB NOT NULL,
	undone_at DATETIME,
	undone_by VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_merge PRIMARY KEY (id)
);

CREATE INDEX ix_enterprise_merge_kept_id ON enterprise_merge (kept_id);

CREATE INDEX ix_enterprise_merge_merged_at ON enterprise_merge (merged_at);

CREATE TABLE enterprise_name (
	enterprise_id INTEGER NOT NULL,
	name VARCHAR NOT NULL,
	until_on DATE NOT NULL,
	from_on DATE,
	source VARCHAR DEFAULT '' NOT NULL,
	note VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_name PRIMARY KEY (id),
	CONSTRAINT fk_enterprise_name_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_name_enterprise_id ON enterprise_name (enterprise_id);

CREATE TABLE enterprise_premises (
	enterprise_id INTEGER NOT NULL,
	building VARCHAR NOT NULL,
	floor VARCHAR NOT NULL,
	room VARCHAR NOT NULL,
	area_centi_sqm INTEGER,
	from_on DATE NOT NULL,
	lease_to DATE,
	until_on DATE,
	origin VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_premises PRIMARY KEY (id),
	CONSTRAINT fk_enterprise_premises_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_premises_enterprise_id_from_on ON enterprise_premises (enterprise_id, from_on);

CREATE INDEX ix_enterprise_premises_lease_to ON enterprise_premises (lease_to);

CREATE TABLE enterprise_service (
	enterprise_id INTEGER NOT NULL,
	service_code_id INTEGER NOT NULL,
	market VARCHAR NOT NULL,
	layer VARCHAR NOT NULL,
	is_main BOOLEAN NOT NULL,
	from_on DATE NOT NULL,
	to_on DATE,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_service PRIMARY KEY (id),
	CONSTRAINT fk_enterprise_service_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_enterprise_service_service_code_id FOREIGN KEY(service_code_id) REFERENCES service_code (id)
);

CREATE INDEX ix_enterprise_service_enterprise_id_from_on ON enterprise_service (enterprise_id, from_on);

CREATE INDEX ix_enterprise_service_service_code_id_enterprise_id ON enterprise_service (service_code_id, enterprise_id);

CREATE TABLE enterprise_status (
	enterprise_id INTEGER NOT NULL,
	status VARCHAR NOT NULL,
	from_on DATE NOT NULL,
	note VARCHAR NOT NULL,
	source VARCHAR DEFAULT '' NOT NULL,
	version INTEGER DEFAULT '1' NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_status PRIMARY KEY (id),
	CONSTRAINT fk_enterprise_status_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_status_enterprise_id_from_on ON enterprise_status (enterprise_id, from_on);

CREATE TABLE enterprise_stop (
	enterprise_id INTEGER NOT NULL,
	document_number VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	effects TEXT NOT NULL,
	from_on DATE NOT NULL,
	until_on DATE,
	set_at DATETIME NOT NULL,
	set_by_id INTEGER NOT NULL,
	set_by_name VARCHAR NOT NULL,
	lifted_on DATE,
	lifted_at DATETIME,
	lifted_by_id INTEGER,
	lifted_by_name VARCHAR NOT NULL,
	lifting VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_enterprise_stop PRIMARY KEY (id),
	CONSTRAINT fk_enterprise_stop_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_enterprise_stop_enterprise_id_from_on ON enterprise_stop (enterprise_id, from_on);

CREATE TABLE event_contract (
	event_id INTEGER NOT NULL,
	contract_id INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_event_contract PRIMARY KEY (id),
	CONSTRAINT fk_event_contract_event_id FOREIGN KEY(event_id) REFERENCES brand_event (id),
	CONSTRAINT uq_event_contract_contract_id UNIQUE (contract_id),
	CONSTRAINT fk_event_contract_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id)
);

CREATE INDEX ix_event_contract_event_id ON event_contract (event_id);

CREATE TABLE event_participant (
	event_id INTEGER NOT NULL,
	enterprise_id INTEGER NOT NULL,
	people INTEGER,
	leads INTEGER NOT NULL,
	interest VARCHAR NOT NULL,
	service_id INTEGER,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_event_participant PRIMARY KEY (id),
	CONSTRAINT uq_event_participant_event_id_enterprise_id UNIQUE (event_id, enterprise_id),
	CONSTRAINT fk_event_participant_event_id FOREIGN KEY(event_id) REFERENCES brand_event (id),
	CONSTRAINT fk_event_participant_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT uq_event_participant_service_id UNIQUE (service_id),
	CONSTRAINT fk_event_participant_service_id FOREIGN KEY(service_id) REFERENCES platform_service (id)
);

CREATE INDEX ix_event_participant_enterprise_id ON event_participant (enterprise_id);

CREATE TABLE exchange_rate (
	currency VARCHAR NOT NULL,
	month_on DATE NOT NULL,
	usd VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_exchange_rate PRIMARY KEY (id),
	CONSTRAINT uq_exchange_rate_currency_month_on UNIQUE (currency, month_on)
);

CREATE TABLE execution_window (
	code VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE,
	grace_until VARCHAR NOT NULL,
	grace_from VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_execution_window PRIMARY KEY (id),
	CONSTRAINT uq_execution_window_code UNIQUE (code)
);

CREATE TABLE finding (
	rule_code VARCHAR NOT NULL,
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	page VARCHAR NOT NULL,
	record_id INTEGER NOT NULL,
	facts TEXT NOT NULL,
	rank INTEGER NOT NULL,
	since_on DATE NOT NULL,
	found_on DATE NOT NULL,
	due_on DATE NOT NULL,
	due_set BOOLEAN NOT NULL,
	state VARCHAR NOT NULL,
	owner_id INTEGER,
	owner_name VARCHAR NOT NULL,
	answer VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	answered_on DATE,
	answered_by VARCHAR NOT NULL,
	paper_id INTEGER,
	waived_until DATE NOT NULL,
	ended_on DATE,
	ended_key DATE NOT NULL,
	ending TEXT NOT NULL,
	follows_id INTEGER,
	standing_for INTEGER,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_finding PRIMARY KEY (id),
	CONSTRAINT uq_finding_standing_for_rule_code_subject UNIQUE (standing_for, rule_code, subject),
	CONSTRAINT fk_finding_rule_code FOREIGN KEY(rule_code) REFERENCES compliance_rule (code),
	CONSTRAINT fk_finding_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_finding_paper_id FOREIGN KEY(paper_id) REFERENCES paper (id),
	CONSTRAINT fk_finding_follows_id FOREIGN KEY(follows_id) REFERENCES finding (id)
);

CREATE INDEX ix_finding_due_on_id ON finding (due_on, id);

CREATE INDEX ix_finding_ended_key_id ON finding (ended_key, id);

CREATE INDEX ix_finding_enterprise_id_state_id ON finding (enterprise_id, state, id);

CREATE INDEX ix_finding_enterprise_sort_key_id ON finding (enterprise_sort_key, id);

CREATE INDEX ix_finding_follows_id ON finding (follows_id);

CREATE INDEX ix_finding_found_on_id ON finding (found_on, id);

CREATE INDEX ix_finding_owner_id_state ON finding (owner_id, state);

CREATE INDEX ix_finding_paper_id ON finding (paper_id);

CREATE INDEX ix_finding_rank_id ON finding (rank, id);

CREATE INDEX ix_finding_rule_code_id ON finding (rule_code, id);

CREATE INDEX ix_finding_state_due_on_id ON finding (state, due_on, id);

CREATE TABLE finding_day (
	enterprise_id INTEGER NOT NULL,
	next_on DATE NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_finding_day PRIMARY KEY (id),
	CONSTRAINT uq_finding_day_enterprise_id UNIQUE (enterprise_id),
	CONSTRAINT fk_finding_day_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_finding_day_next_on_id ON finding_day (next_on, id);

CREATE TABLE finding_run (
	trail_id INTEGER NOT NULL,
	day DATE NOT NULL,
	digest VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_finding_run PRIMARY KEY (id)
);

CREATE TABLE finding_step (
	finding_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	actor_name VARCHAR NOT NULL,
	act VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	day DATE,
	id INTEGER NOT NULL,
	CONSTRAINT pk_finding_step PRIMARY KEY (id),
	CONSTRAINT fk_finding_step_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id)
);

CREATE INDEX ix_finding_step_finding_id_id ON finding_step (finding_id, id);

CREATE TABLE finding_waiver (
	finding_id INTEGER NOT NULL,
	from_on DATE NOT NULL,
	until_on DATE NOT NULL,
	reason VARCHAR NOT NULL,
	given_at DATETIME NOT NULL,
	given_by_id INTEGER NOT NULL,
	given_by_name VARCHAR NOT NULL,
	revoked_on DATE,
	revoked_by_name VARCHAR NOT NULL,
	revoked_reason VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_finding_waiver PRIMARY KEY (id),
	CONSTRAINT fk_finding_waiver_finding_id FOREIGN KEY(finding_id) REFERENCES finding (id)
);

CREATE INDEX ix_finding_waiver_finding_id_id ON finding_waiver (finding_id, id);

CREATE TABLE form_heading (
	programme_id INTEGER NOT NULL,
	form VARCHAR NOT NULL,
	words TEXT NOT NULL,
	confirmed BOOLEAN NOT NULL,
	changed_at DATETIME NOT NULL,
	changed_by VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_form_heading PRIMARY KEY (id),
	CONSTRAINT uq_form_heading_programme_id_form UNIQUE (programme_id, form),
	CONSTRAINT fk_form_heading_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
);

CREATE TABLE import_heading (
	list_key VARCHAR NOT NULL,
	heading VARCHAR NOT NULL,
	field VARCHAR NOT NULL,
	unit VARCHAR DEFAULT '' NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_import_heading PRIMARY KEY (id),
	CONSTRAINT uq_import_heading_list_key_heading UNIQUE (list_key, heading)
);

CREATE TABLE indicator (
	code VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	definition_zh VARCHAR NOT NULL,
	definition_en VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	formula_zh VARCHAR NOT NULL,
	formula_en VARCHAR NOT NULL,
	rounding_zh VARCHAR NOT NULL,
	rounding_en VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_indicator PRIMARY KEY (id),
	CONSTRAINT uq_indicator_code_valid_from UNIQUE (code, valid_from)
);

CREATE TABLE ip_matter (
	number VARCHAR NOT NULL,
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	other_side VARCHAR NOT NULL,
	opened_on DATE NOT NULL,
	due_on DATE,
	due_key DATE NOT NULL,
	state VARCHAR NOT NULL,
	filed_on DATE,
	application_number VARCHAR NOT NULL,
	closed_on DATE,
	certificate_number VARCHAR NOT NULL,
	outcome VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_ip_matter PRIMARY KEY (id),
	CONSTRAINT uq_ip_matter_number UNIQUE (number),
	CONSTRAINT fk_ip_matter_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_ip_matter_due_key_id ON ip_matter (due_key, id);

CREATE INDEX ix_ip_matter_enterprise_id_id ON ip_matter (enterprise_id, id);

CREATE INDEX ix_ip_matter_enterprise_sort_key_id ON ip_matter (enterprise_sort_key, id);

CREATE INDEX ix_ip_matter_kind_id ON ip_matter (kind, id);

CREATE INDEX ix_ip_matter_opened_on_id ON ip_matter (opened_on, id);

CREATE TABLE ip_template (
	title VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	edition VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	media_type VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	added_on DATE NOT NULL,
	retired_on DATE,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_ip_template PRIMARY KEY (id),
	CONSTRAINT uq_ip_template_title_edition UNIQUE (title, edition)
);

CREATE INDEX ix_ip_template_added_on_id ON ip_template (added_on, id);

CREATE INDEX ix_ip_template_title_id ON ip_template (title, id);

CREATE TABLE issued_document (
	number VARCHAR NOT NULL,
	snapshot_id INTEGER NOT NULL,
	language VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	template VARCHAR NOT NULL,
	issued_at DATETIME NOT NULL,
	issued_by VARCHAR NOT NULL,
	sections VARCHAR DEFAULT '' NOT NULL,
	pack VARCHAR DEFAULT '' NOT NULL,
	pack_version INTEGER DEFAULT '0' NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_issued_document PRIMARY KEY (id),
	CONSTRAINT uq_issued_document_number UNIQUE (number),
	CONSTRAINT fk_issued_document_snapshot_id FOREIGN KEY(snapshot_id) REFERENCES snapshot (id)
);

CREATE INDEX ix_issued_document_issued_at_id ON issued_document (issued_at, id);

CREATE INDEX ix_issued_document_sha256 ON issued_document (sha256);

CREATE INDEX ix_issued_document_snapshot_id ON issued_document (snapshot_id);

CREATE TABLE level_budget (
	programme_id INTEGER NOT NULL,
	level VARCHAR NOT NULL,
	allocated_cents BIGINT NOT NULL,
	document_number VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_level_budget PRIMARY KEY (id),
	CONSTRAINT uq_level_budget_programme_id_level UNIQUE (programme_id, level),
	CONSTRAINT fk_level_budget_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
);

CREATE TABLE market_item (
	title VARCHAR NOT NULL,
	title_key VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	published_on DATE NOT NULL,
	useful_until DATE NOT NULL,
	language VARCHAR NOT NULL,
	country_code VARCHAR,
	service_code_id INTEGER,
	summary VARCHAR NOT NULL,
	link VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_market_item PRIMARY KEY (id),
	CONSTRAINT uq_market_item_title_key_source_published_on UNIQUE (title_key, source, published_on),
	CONSTRAINT fk_market_item_country_code FOREIGN KEY(country_code) REFERENCES country (code),
	CONSTRAINT fk_market_item_service_code_id FOREIGN KEY(service_code_id) REFERENCES service_code (id)
);

CREATE INDEX ix_market_item_country_code ON market_item (country_code);

CREATE INDEX ix_market_item_published_on_id ON market_item (published_on, id);

CREATE INDEX ix_market_item_service_code_id ON market_item (service_code_id);

CREATE INDEX ix_market_item_title_id ON market_item (title, id);

CREATE INDEX ix_market_item_useful_until_id ON market_item (useful_until, id);

CREATE TABLE model_view (
	code VARCHAR NOT NULL,
	model VARCHAR NOT NULL,
	"view" VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	source_zh VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_model_view PRIMARY KEY (id),
	CONSTRAINT uq_model_view_code UNIQUE (code)
);

CREATE TABLE notice (
	number VARCHAR NOT NULL,
	programme_id INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	published_on DATE NOT NULL,
	working_days INTEGER NOT NULL,
	last_on DATE NOT NULL,
	calendar_known BOOLEAN NOT NULL,
	place VARCHAR NOT NULL,
	claims INTEGER NOT NULL,
	heads INTEGER NOT NULL,
	amount_cents BIGINT NOT NULL,
	created_at DATETIME NOT NULL,
	created_by_id INTEGER NOT NULL,
	created_by_name VARCHAR NOT NULL,
	closed_at DATETIME,
	closed_by_id INTEGER,
	closed_by_name VARCHAR NOT NULL,
	closing VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_notice PRIMARY KEY (id),
	CONSTRAINT uq_notice_number UNIQUE (number),
	CONSTRAINT fk_notice_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
);

CREATE INDEX ix_notice_amount_cents_id ON notice (amount_cents, id);

CREATE INDEX ix_notice_created_at_id ON notice (created_at, id);

CREATE INDEX ix_notice_programme_id ON notice (programme_id);

CREATE INDEX ix_notice_published_on_id ON notice (published_on, id);

CREATE INDEX ix_notice_state_id ON notice (state, id);

CREATE TABLE notice_claim (
	notice_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	claim_id INTEGER NOT NULL,
	heads INTEGER NOT NULL,
	amount_cents BIGINT NOT NULL,
	state VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_notice_claim PRIMARY KEY (id),
	CONSTRAINT fk_notice_claim_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id),
	CONSTRAINT fk_notice_claim_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_notice_claim_claim_id ON notice_claim (claim_id);

CREATE INDEX ix_notice_claim_notice_id_position ON notice_claim (notice_id, position);

CREATE UNIQUE INDEX uq_notice_claim_listed ON notice_claim (claim_id) WHERE state = 'listed';

CREATE TABLE notice_objection (
	notice_id INTEGER NOT NULL,
	claim_id INTEGER,
	received_on DATE NOT NULL,
	objector BLOB,
	words BLOB NOT NULL,
	state VARCHAR NOT NULL,
	finding VARCHAR NOT NULL,
	recorded_at DATETIME NOT NULL,
	recorded_by_id INTEGER NOT NULL,
	recorded_by_name VARCHAR NOT NULL,
	decided_at DATETIME,
	decided_by_id INTEGER,
	decided_by_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_notice_objection PRIMARY KEY (id),
	CONSTRAINT fk_notice_objection_notice_id FOREIGN KEY(notice_id) REFERENCES notice (id),
	CONSTRAINT fk_notice_objection_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_notice_objection_claim_id_state ON notice_objection (claim_id, state);

CREATE INDEX ix_notice_objection_notice_id_id ON notice_objection (notice_id, id);

CREATE TABLE opportunity (
	number VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	client_id INTEGER,
	posted_on DATE NOT NULL,
	answer_by DATE,
	answer_key DATE NOT NULL,
	service_code_id INTEGER,
	field VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	certification_type VARCHAR,
	least_level INTEGER,
	people INTEGER,
	starts_on DATE,
	budget_usd_cents BIGINT,
	needs VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	closed_on DATE,
	reason VARCHAR NOT NULL,
	contract_id INTEGER,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_opportunity PRIMARY KEY (id),
	CONSTRAINT uq_opportunity_number UNIQUE (number),
	CONSTRAINT fk_opportunity_client_id FOREIGN KEY(client_id) REFERENCES client (id),
	CONSTRAINT fk_opportunity_service_code_id FOREIGN KEY(service_code_id) REFERENCES service_code (id),
	CONSTRAINT fk_opportunity_certification_type FOREIGN KEY(certification_type) REFERENCES certification_type (code),
	CONSTRAINT uq_opportunity_contract_id UNIQUE (contract_id),
	CONSTRAINT fk_opportunity_contract_id FOREIGN KEY(contract_id) REFERENCES contract (id)
);

CREATE INDEX ix_opportunity_answer_key_id ON opportunity (answer_key, id);

CREATE INDEX ix_opportunity_client_id ON opportunity (client_id);

CREATE INDEX ix_opportunity_posted_on_id ON opportunity (posted_on, id);

CREATE INDEX ix_opportunity_service_code_id ON opportunity (service_code_id);

CREATE INDEX ix_opportunity_state_posted_on ON opportunity (state, posted_on);

CREATE INDEX ix_opportunity_title_id ON opportunity (title, id);

CREATE TABLE opportunity_candidate (
	opportunity_id INTEGER NOT NULL,
	enterprise_id INTEGER NOT NULL,
	recommended_on DATE NOT NULL,
	recommended_by VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	talks_on DATE,
	dropped_on DATE,
	drop_reason VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_opportunity_candidate PRIMARY KEY (id),
	CONSTRAINT uq_opportunity_candidate_opportunity_id_enterprise_id UNIQUE (opportunity_id, enterprise_id),
	CONSTRAINT fk_opportunity_candidate_opportunity_id FOREIGN KEY(opportunity_id) REFERENCES opportunity (id),
	CONSTRAINT fk_opportunity_candidate_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_opportunity_candidate_enterprise_id ON opportunity_candidate (enterprise_id);

CREATE TABLE pack_template (
	name VARCHAR NOT NULL,
	sections VARCHAR NOT NULL,
	language VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_pack_template PRIMARY KEY (id),
	CONSTRAINT uq_pack_template_name UNIQUE (name)
);

CREATE TABLE paper (
	enterprise_id INTEGER,
	certification_id INTEGER,
	claim_id INTEGER,
	claim_person_id INTEGER,
	contract_execution_id INTEGER,
	slot_code VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	media_type VARCHAR NOT NULL,
	pages INTEGER,
	note VARCHAR NOT NULL,
	added_at DATETIME NOT NULL,
	added_by VARCHAR NOT NULL,
	replaced_by_id INTEGER,
	removed_at DATETIME,
	removed_by VARCHAR NOT NULL,
	removal_reason VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_paper PRIMARY KEY (id),
	CONSTRAINT ck_paper_one_owner CHECK ((CASE WHEN enterprise_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN certification_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN claim_person_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN contract_execution_id IS NULL THEN 0 ELSE 1 END) = 1),
	CONSTRAINT fk_paper_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_paper_certification_id FOREIGN KEY(certification_id) REFERENCES certification (id),
	CONSTRAINT fk_paper_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT fk_paper_claim_person_id FOREIGN KEY(claim_person_id) REFERENCES claim_person (id),
	CONSTRAINT fk_paper_contract_execution_id FOREIGN KEY(contract_execution_id) REFERENCES contract_execution (id),
	CONSTRAINT fk_paper_slot_code FOREIGN KEY(slot_code) REFERENCES paper_slot (code),
	CONSTRAINT fk_paper_replaced_by_id FOREIGN KEY(replaced_by_id) REFERENCES paper (id)
);

CREATE INDEX ix_paper_certification_id_slot_code ON paper (certification_id, slot_code);

CREATE INDEX ix_paper_claim_id_slot_code ON paper (claim_id, slot_code);

CREATE INDEX ix_paper_claim_person_id_slot_code ON paper (claim_person_id, slot_code);

CREATE INDEX ix_paper_contract_execution_id_slot_code ON paper (contract_execution_id, slot_code);

CREATE INDEX ix_paper_enterprise_id_slot_code ON paper (enterprise_id, slot_code);

CREATE INDEX ix_paper_replaced_by_id ON paper (replaced_by_id);

CREATE INDEX ix_paper_sha256_id ON paper (sha256, id);

CREATE INDEX ix_paper_slot_code ON paper (slot_code);

CREATE TABLE paper_slot (
	code VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	owners VARCHAR NOT NULL,
	expected VARCHAR NOT NULL,
	several BOOLEAN NOT NULL,
	sensitive BOOLEAN NOT NULL,
	words VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	retired_on DATE,
	id INTEGER NOT NULL,
	CONSTRAINT pk_paper_slot PRIMARY KEY (id),
	CONSTRAINT uq_paper_slot_code UNIQUE (code)
);

CREATE TABLE park (
	name VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	region_code VARCHAR NOT NULL,
	sign_in_mode VARCHAR(32) NOT NULL,
	is_demo BOOLEAN NOT NULL,
	fixed_now DATETIME,
	key_id VARCHAR NOT NULL,
	key_check BLOB NOT NULL,
	key_wrapped BLOB NOT NULL,
	last_backup_at DATETIME,
	last_off_machine_at DATETIME,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_park PRIMARY KEY (id)
);

CREATE TABLE payment_batch (
	number VARCHAR NOT NULL,
	programme_id INTEGER NOT NULL,
	follows_id INTEGER,
	state VARCHAR NOT NULL,
	lines INTEGER NOT NULL,
	total_cents BIGINT NOT NULL,
	paid_cents BIGINT NOT NULL,
	failed_cents BIGINT NOT NULL,
	made_at DATETIME NOT NULL,
	made_by_id INTEGER NOT NULL,
	made_by_name VARCHAR NOT NULL,
	approved_at DATETIME,
	approved_by_id INTEGER,
	approved_by_name VARCHAR NOT NULL,
	ended_at DATETIME,
	ending VARCHAR NOT NULL,
	exceptions TEXT NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_payment_batch PRIMARY KEY (id),
	CONSTRAINT uq_payment_batch_number UNIQUE (number),
	CONSTRAINT fk_payment_batch_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id),
	CONSTRAINT fk_payment_batch_follows_id FOREIGN KEY(follows_id) REFERENCES payment_batch (id)
);

CREATE INDEX ix_payment_batch_follows_id ON payment_batch (follows_id);

CREATE INDEX ix_payment_batch_made_at_id ON payment_batch (made_at, id);

CREATE INDEX ix_payment_batch_programme_id_state ON payment_batch (programme_id, state);

CREATE INDEX ix_payment_batch_state_id ON payment_batch (state, id);

CREATE INDEX ix_payment_batch_total_cents_id ON payment_batch (total_cents, id);

CREATE TABLE payment_claim_hold (
	batch_id INTEGER NOT NULL,
	claim_id INTEGER NOT NULL,
	amount_cents BIGINT NOT NULL,
	cause VARCHAR NOT NULL,
	at_approval BOOLEAN NOT NULL,
	difference TEXT NOT NULL,
	held_at DATETIME NOT NULL,
	held_by_name VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_payment_claim_hold PRIMARY KEY (id),
	CONSTRAINT fk_payment_claim_hold_batch_id FOREIGN KEY(batch_id) REFERENCES payment_batch (id),
	CONSTRAINT fk_payment_claim_hold_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_payment_claim_hold_batch_id_id ON payment_claim_hold (batch_id, id);

CREATE INDEX ix_payment_claim_hold_claim_id ON payment_claim_hold (claim_id);

CREATE TABLE payment_hold (
	batch_id INTEGER NOT NULL,
	claim_id INTEGER NOT NULL,
	row_id INTEGER NOT NULL,
	amount_cents BIGINT NOT NULL,
	difference TEXT NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_payment_hold PRIMARY KEY (id),
	CONSTRAINT fk_payment_hold_batch_id FOREIGN KEY(batch_id) REFERENCES payment_batch (id),
	CONSTRAINT fk_payment_hold_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_payment_hold_batch_id_id ON payment_hold (batch_id, id);

CREATE INDEX ix_payment_hold_claim_id ON payment_hold (claim_id);

CREATE TABLE payment_line (
	batch_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	reference VARCHAR NOT NULL,
	claim_id INTEGER NOT NULL,
	enterprise_id INTEGER NOT NULL,
	level VARCHAR NOT NULL,
	amount_cents BIGINT NOT NULL,
	holder VARCHAR NOT NULL,
	bank_name VARCHAR NOT NULL,
	bank_branch VARCHAR NOT NULL,
	account BLOB NOT NULL,
	account_hash BLOB NOT NULL,
	state VARCHAR NOT NULL,
	paid_on DATE,
	bank_reference VARCHAR NOT NULL,
	failure VARCHAR NOT NULL,
	follows_id INTEGER,
	id INTEGER NOT NULL,
	CONSTRAINT pk_payment_line PRIMARY KEY (id),
	CONSTRAINT fk_payment_line_batch_id FOREIGN KEY(batch_id) REFERENCES payment_batch (id),
	CONSTRAINT uq_payment_line_reference UNIQUE (reference),
	CONSTRAINT fk_payment_line_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id),
	CONSTRAINT fk_payment_line_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT uq_payment_line_follows_id UNIQUE (follows_id),
	CONSTRAINT fk_payment_line_follows_id FOREIGN KEY(follows_id) REFERENCES payment_line (id)
);

CREATE INDEX ix_payment_line_account_hash ON payment_line (account_hash);

CREATE INDEX ix_payment_line_batch_id_position ON payment_line (batch_id, position);

CREATE INDEX ix_payment_line_claim_id ON payment_line (claim_id);

CREATE INDEX ix_payment_line_enterprise_id ON payment_line (enterprise_id);

CREATE UNIQUE INDEX uq_payment_line_live ON payment_line (claim_id, level) WHERE state IN ('pending', 'paid');

CREATE TABLE payment_part (
	line_id INTEGER NOT NULL,
	claim_id INTEGER NOT NULL,
	row_id INTEGER NOT NULL,
	amount_cents BIGINT NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_payment_part PRIMARY KEY (id),
	CONSTRAINT fk_payment_part_line_id FOREIGN KEY(line_id) REFERENCES payment_line (id),
	CONSTRAINT fk_payment_part_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_payment_part_claim_id ON payment_part (claim_id);

CREATE INDEX ix_payment_part_line_id_id ON payment_part (line_id, id);

CREATE TABLE payment_return (
	line_id INTEGER NOT NULL,
	batch_id INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	amount_cents BIGINT NOT NULL,
	paid_on DATE NOT NULL,
	returned_on DATE NOT NULL,
	reason VARCHAR NOT NULL,
	bank_reference VARCHAR NOT NULL,
	entered_at DATETIME NOT NULL,
	entered_by_id INTEGER NOT NULL,
	entered_by_name VARCHAR NOT NULL,
	decided_at DATETIME,
	decided_by_id INTEGER,
	decided_by_name VARCHAR NOT NULL,
	ending VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_payment_return PRIMARY KEY (id),
	CONSTRAINT fk_payment_return_line_id FOREIGN KEY(line_id) REFERENCES payment_line (id),
	CONSTRAINT fk_payment_return_batch_id FOREIGN KEY(batch_id) REFERENCES payment_batch (id)
);

CREATE INDEX ix_payment_return_batch_id ON payment_return (batch_id);

CREATE INDEX ix_payment_return_line_id_id ON payment_return (line_id, id);

CREATE INDEX ix_payment_return_state_id ON payment_return (state, id);

CREATE UNIQUE INDEX uq_payment_return_entered ON payment_return (line_id) WHERE state = 'entered';

CREATE TABLE payment_sheet (
	batch_id INTEGER NOT NULL,
	template_code VARCHAR NOT NULL,
	written_at DATETIME NOT NULL,
	written_by_id INTEGER NOT NULL,
	written_by_name VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	lines INTEGER NOT NULL,
	total_cents BIGINT NOT NULL,
	sha256 VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_payment_sheet PRIMARY KEY (id),
	CONSTRAINT fk_payment_sheet_batch_id FOREIGN KEY(batch_id) REFERENCES payment_batch (id)
);

CREATE INDEX ix_payment_sheet_batch_id_id ON payment_sheet (batch_id, id);

CREATE TABLE period_correction (
	enterprise_id INTEGER NOT NULL,
	period VARCHAR NOT NULL,
	is_taken_back BOOLEAN NOT NULL,
	headcount_before INTEGER,
	graduates_before INTEGER,
	new_hires_before INTEGER,
	new_graduates_before INTEGER,
	headcount INTEGER,
	graduates INTEGER,
	new_hires INTEGER,
	new_graduates INTEGER,
	reason VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_period_correction PRIMARY KEY (id),
	CONSTRAINT fk_period_correction_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_period_correction_enterprise_id_period_id ON period_correction (enterprise_id, period, id);

CREATE TABLE period_return (
	enterprise_id INTEGER NOT NULL,
	period VARCHAR NOT NULL,
	form VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	headcount INTEGER,
	graduates INTEGER,
	new_hires INTEGER,
	new_graduates INTEGER,
	received_on DATE,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_period_return PRIMARY KEY (id),
	CONSTRAINT uq_period_return_enterprise_id_period UNIQUE (enterprise_id, period),
	CONSTRAINT fk_period_return_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_period_return_period_id ON period_return (period, id);

CREATE TABLE person_bar (
	trainee_id INTEGER,
	id_hash BLOB NOT NULL,
	clawback_id INTEGER,
	document_number VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	from_on DATE NOT NULL,
	until_on DATE NOT NULL,
	lifted_on DATE,
	lifting VARCHAR NOT NULL,
	set_at DATETIME NOT NULL,
	set_by_id INTEGER NOT NULL,
	set_by_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_person_bar PRIMARY KEY (id),
	CONSTRAINT fk_person_bar_trainee_id FOREIGN KEY(trainee_id) REFERENCES trainee (id),
	CONSTRAINT fk_person_bar_clawback_id FOREIGN KEY(clawback_id) REFERENCES clawback (id)
);

CREATE INDEX ix_person_bar_clawback_id ON person_bar (clawback_id);

CREATE INDEX ix_person_bar_id_hash_from_on ON person_bar (id_hash, from_on);

CREATE INDEX ix_person_bar_trainee_id ON person_bar (trainee_id);

CREATE TABLE person_pair (
	first_id INTEGER NOT NULL,
	second_id INTEGER NOT NULL,
	resemblance VARCHAR NOT NULL,
	found_at DATETIME NOT NULL,
	answer VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	answered_at DATETIME,
	answered_by_id INTEGER,
	answered_by_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_person_pair PRIMARY KEY (id),
	CONSTRAINT uq_person_pair_first_id_second_id UNIQUE (first_id, second_id),
	CONSTRAINT fk_person_pair_first_id FOREIGN KEY(first_id) REFERENCES trainee (id),
	CONSTRAINT fk_person_pair_second_id FOREIGN KEY(second_id) REFERENCES trainee (id)
);

CREATE INDEX ix_person_pair_answer_id ON person_pair (answer, id);

CREATE INDEX ix_person_pair_second_id ON person_pair (second_id);

CREATE TABLE platform_grant (
	number VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	platform VARCHAR NOT NULL,
	programme_id INTEGER,
	granted_cents BIGINT NOT NULL,
	first_on DATE NOT NULL,
	last_on DATE NOT NULL,
	entered_on DATE NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_platform_grant PRIMARY KEY (id),
	CONSTRAINT uq_platform_grant_number UNIQUE (number),
	CONSTRAINT fk_platform_grant_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
);

CREATE INDEX ix_platform_grant_programme_id ON platform_grant (programme_id);

CREATE TABLE platform_offer (
	platform VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	unit VARCHAR NOT NULL,
	price_cents BIGINT NOT NULL,
	valid_from DATE NOT NULL,
	valid_until DATE,
	valid_key DATE NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_platform_offer PRIMARY KEY (id),
	CONSTRAINT uq_platform_offer_platform_name_valid_from UNIQUE (platform, name, valid_from)
);

CREATE INDEX ix_platform_offer_name_id ON platform_offer (name, id);

CREATE INDEX ix_platform_offer_platform_id ON platform_offer (platform, id);

CREATE INDEX ix_platform_offer_price_cents_id ON platform_offer (price_cents, id);

CREATE INDEX ix_platform_offer_valid_from_id ON platform_offer (valid_from, id);

CREATE INDEX ix_platform_offer_valid_key_id ON platform_offer (valid_key, id);

CREATE TABLE platform_outlay (
	platform VARCHAR NOT NULL,
	item VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	cost_kind VARCHAR NOT NULL,
	price_cents BIGINT NOT NULL,
	bought_on DATE NOT NULL,
	invoice_number VARCHAR NOT NULL,
	grant_id INTEGER,
	event_id INTEGER,
	place VARCHAR NOT NULL,
	condition VARCHAR NOT NULL,
	condition_on DATE NOT NULL,
	condition_words VARCHAR NOT NULL,
	valid_until DATE,
	valid_key DATE NOT NULL,
	entered_on DATE NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_platform_outlay PRIMARY KEY (id),
	CONSTRAINT fk_platform_outlay_grant_id FOREIGN KEY(grant_id) REFERENCES platform_grant (id),
	CONSTRAINT fk_platform_outlay_event_id FOREIGN KEY(event_id) REFERENCES brand_event (id)
);

CREATE INDEX ix_platform_outlay_bought_on_id ON platform_outlay (bought_on, id);

CREATE INDEX ix_platform_outlay_event_id_id ON platform_outlay (event_id, id);

CREATE INDEX ix_platform_outlay_grant_id_id ON platform_outlay (grant_id, id);

CREATE INDEX ix_platform_outlay_item_id ON platform_outlay (item, id);

CREATE INDEX ix_platform_outlay_platform_id ON platform_outlay (platform, id);

CREATE INDEX ix_platform_outlay_price_cents_id ON platform_outlay (price_cents, id);

CREATE INDEX ix_platform_outlay_valid_key_id ON platform_outlay (valid_key, id);

CREATE TABLE platform_request (
	number VARCHAR NOT NULL,
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	platform VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	offer_id INTEGER,
	subject VARCHAR NOT NULL,
	received_on DATE NOT NULL,
	due_on DATE NOT NULL,
	state VARCHAR NOT NULL,
	accepted_on DATE,
	begun_on DATE,
	closed_on DATE,
	reason VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_platform_request PRIMARY KEY (id),
	CONSTRAINT uq_platform_request_number UNIQUE (number),
	CONSTRAINT fk_platform_request_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_platform_request_offer_id FOREIGN KEY(offer_id) REFERENCES platform_offer (id)
);

CREATE INDEX ix_platform_request_due_on_id ON platform_request (due_on, id);

CREATE INDEX ix_platform_request_enterprise_id ON platform_request (enterprise_id);

CREATE INDEX ix_platform_request_enterprise_sort_key_id ON platform_request (enterprise_sort_key, id);

CREATE INDEX ix_platform_request_number_id ON platform_request (number, id);

CREATE INDEX ix_platform_request_offer_id ON platform_request (offer_id);

CREATE INDEX ix_platform_request_platform_id ON platform_request (platform, id);

CREATE INDEX ix_platform_request_received_on_id ON platform_request (received_on, id);

CREATE INDEX ix_platform_request_state_due_on ON platform_request (state, due_on);

CREATE TABLE platform_service (
	platform VARCHAR NOT NULL,
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	offer_id INTEGER,
	request_id INTEGER,
	served_on DATE NOT NULL,
	counted_on DATE DEFAULT '1900-01-01' NOT NULL,
	hours_tenths INTEGER NOT NULL,
	people INTEGER NOT NULL,
	fee_cents BIGINT NOT NULL,
	satisfaction INTEGER,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_platform_service PRIMARY KEY (id),
	CONSTRAINT fk_platform_service_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_platform_service_offer_id FOREIGN KEY(offer_id) REFERENCES platform_offer (id),
	CONSTRAINT fk_platform_service_request_id FOREIGN KEY(request_id) REFERENCES platform_request (id)
);

CREATE INDEX ix_platform_service_counted_on_platform ON platform_service (counted_on, platform);

CREATE INDEX ix_platform_service_enterprise_id_id ON platform_service (enterprise_id, id);

CREATE INDEX ix_platform_service_enterprise_sort_key_id ON platform_service (enterprise_sort_key, id);

CREATE INDEX ix_platform_service_fee_cents_id ON platform_service (fee_cents, id);

CREATE INDEX ix_platform_service_offer_id ON platform_service (offer_id);

CREATE INDEX ix_platform_service_platform_id ON platform_service (platform, id);

CREATE INDEX ix_platform_service_request_id ON platform_service (request_id);

CREATE INDEX ix_platform_service_served_on_id ON platform_service (served_on, id);

CREATE TABLE platform_staff (
	platform VARCHAR NOT NULL,
	quarter VARCHAR NOT NULL,
	full_time INTEGER NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_platform_staff PRIMARY KEY (id),
	CONSTRAINT uq_platform_staff_platform_quarter UNIQUE (platform, quarter)
);

CREATE TABLE programme (
	code VARCHAR NOT NULL,
	edition INTEGER NOT NULL,
	year INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	document_number VARCHAR NOT NULL,
	region VARCHAR NOT NULL,
	window_first_on DATE,
	window_last_on DATE,
	open_for_claims BOOLEAN NOT NULL,
	is_template BOOLEAN NOT NULL,
	budget_cents BIGINT,
	content TEXT NOT NULL,
	state VARCHAR DEFAULT 'released' NOT NULL,
	copied_from_id INTEGER,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_programme PRIMARY KEY (id),
	CONSTRAINT uq_programme_code_edition UNIQUE (code, edition),
	CONSTRAINT fk_programme_copied_from_id FOREIGN KEY(copied_from_id) REFERENCES programme (id)
);

CREATE TABLE programme_step (
	programme_id INTEGER NOT NULL,
	at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	action VARCHAR NOT NULL,
	cases_passed INTEGER,
	note VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_programme_step PRIMARY KEY (id),
	CONSTRAINT fk_programme_step_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id)
);

CREATE INDEX ix_programme_step_programme_id_id ON programme_step (programme_id, id);

CREATE TABLE published_figure (
	code VARCHAR NOT NULL,
	series VARCHAR NOT NULL,
	year INTEGER NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	printed VARCHAR NOT NULL,
	more_than BOOLEAN NOT NULL,
	unit VARCHAR NOT NULL,
	parts VARCHAR NOT NULL,
	base VARCHAR NOT NULL,
	source_zh VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_published_figure PRIMARY KEY (id),
	CONSTRAINT uq_published_figure_code UNIQUE (code)
);

CREATE TABLE quarter_return (
	enterprise_id INTEGER NOT NULL,
	quarter VARCHAR NOT NULL,
	state VARCHAR NOT NULL,
	headcount INTEGER NOT NULL,
	graduates INTEGER NOT NULL,
	new_hires INTEGER NOT NULL,
	new_graduates INTEGER NOT NULL,
	received_on DATE,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_quarter_return PRIMARY KEY (id),
	CONSTRAINT uq_quarter_return_enterprise_id_quarter UNIQUE (enterprise_id, quarter),
	CONSTRAINT fk_quarter_return_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_quarter_return_quarter_id ON quarter_return (quarter, id);

CREATE TABLE quarter_text (
	quarter VARCHAR NOT NULL,
	text TEXT NOT NULL,
	text_en TEXT NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_quarter_text PRIMARY KEY (id),
	CONSTRAINT uq_quarter_text_quarter UNIQUE (quarter)
);

CREATE TABLE reminder_note (
	kind VARCHAR NOT NULL,
	subject_id INTEGER NOT NULL,
	due_on DATE NOT NULL,
	enterprise_id INTEGER NOT NULL,
	act VARCHAR NOT NULL,
	until_on DATE,
	contacted_on DATE,
	person VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	noted_at DATETIME NOT NULL,
	noted_by_id INTEGER,
	noted_by VARCHAR NOT NULL,
	newest BOOLEAN,
	id INTEGER NOT NULL,
	CONSTRAINT pk_reminder_note PRIMARY KEY (id),
	CONSTRAINT uq_reminder_note_kind_subject_id_due_on_newest UNIQUE (kind, subject_id, due_on, newest),
	CONSTRAINT fk_reminder_note_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_reminder_note_enterprise_id_id ON reminder_note (enterprise_id, id);

CREATE TABLE reminder_owner (
	enterprise_id INTEGER NOT NULL,
	account_id INTEGER NOT NULL,
	assigned_at DATETIME NOT NULL,
	assigned_by VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_reminder_owner PRIMARY KEY (id),
	CONSTRAINT uq_reminder_owner_enterprise_id UNIQUE (enterprise_id),
	CONSTRAINT fk_reminder_owner_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_reminder_owner_account_id FOREIGN KEY(account_id) REFERENCES account (id)
);

CREATE INDEX ix_reminder_owner_account_id ON reminder_owner (account_id);

CREATE TABLE reminder_rule (
	code VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	from_on DATE NOT NULL,
	lead_days INTEGER NOT NULL,
	urgent_days INTEGER NOT NULL,
	always_days INTEGER NOT NULL,
	role_code VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_reminder_rule PRIMARY KEY (id),
	CONSTRAINT uq_reminder_rule_code UNIQUE (code),
	CONSTRAINT fk_reminder_rule_role_code FOREIGN KEY(role_code) REFERENCES role (code)
);

CREATE INDEX ix_reminder_rule_kind_from_on ON reminder_rule (kind, from_on);

CREATE TABLE reopening (
	quarter VARCHAR NOT NULL,
	snapshot_id INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	asked_at DATETIME NOT NULL,
	asked_by_id INTEGER NOT NULL,
	asked_by_name VARCHAR NOT NULL,
	answered_at DATETIME,
	answered_by_id INTEGER,
	answered_by_name VARCHAR NOT NULL,
	words VARCHAR NOT NULL,
	outside_approver VARCHAR DEFAULT '' NOT NULL,
	outside_paper VARCHAR DEFAULT '' NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_reopening PRIMARY KEY (id),
	CONSTRAINT fk_reopening_snapshot_id FOREIGN KEY(snapshot_id) REFERENCES snapshot (id)
);

CREATE INDEX ix_reopening_quarter_id ON reopening (quarter, id);

CREATE UNIQUE INDEX uq_reopening_under_way ON reopening (quarter) WHERE state IN ('asked', 'agreed');

CREATE TABLE reporting_day (
	code VARCHAR NOT NULL,
	month_offset INTEGER NOT NULL,
	due_day INTEGER NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_reporting_day PRIMARY KEY (id),
	CONSTRAINT uq_reporting_day_code UNIQUE (code)
);

CREATE TABLE return_correction (
	enterprise_id INTEGER NOT NULL,
	quarter VARCHAR NOT NULL,
	headcount_before INTEGER,
	graduates_before INTEGER,
	new_hires_before INTEGER,
	new_graduates_before INTEGER,
	headcount INTEGER,
	graduates INTEGER,
	new_hires INTEGER,
	new_graduates INTEGER,
	reason VARCHAR NOT NULL,
	edition INTEGER NOT NULL,
	told_in VARCHAR NOT NULL,
	at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_return_correction PRIMARY KEY (id),
	CONSTRAINT fk_return_correction_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_return_correction_enterprise_id_quarter_id ON return_correction (enterprise_id, quarter, id);

CREATE INDEX ix_return_correction_quarter_id ON return_correction (quarter, id);

CREATE INDEX ix_return_correction_told_in ON return_correction (told_in);

CREATE TABLE return_form (
	code VARCHAR NOT NULL,
	kind VARCHAR NOT NULL,
	form_version INTEGER NOT NULL,
	valid_from DATE NOT NULL,
	fields VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_return_form PRIMARY KEY (id),
	CONSTRAINT uq_return_form_code UNIQUE (code)
);

CREATE TABLE review_note (
	claim_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	words BLOB NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_review_note PRIMARY KEY (id),
	CONSTRAINT fk_review_note_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_review_note_claim_id_id ON review_note (claim_id, id);

CREATE TABLE review_sample (
	drawn_at DATETIME NOT NULL,
	drawn_by_id INTEGER NOT NULL,
	drawn_by_name VARCHAR NOT NULL,
	seed VARCHAR NOT NULL,
	claims TEXT NOT NULL,
	drawn TEXT NOT NULL,
	opened TEXT NOT NULL,
	passed_at DATETIME,
	outcome TEXT NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_review_sample PRIMARY KEY (id)
);

CREATE INDEX ix_review_sample_drawn_at ON review_sample (drawn_at);

CREATE TABLE role (
	code VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_role PRIMARY KEY (id),
	CONSTRAINT uq_role_code UNIQUE (code)
);

CREATE TABLE role_permission (
	role_code VARCHAR NOT NULL,
	permission VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_role_permission PRIMARY KEY (id),
	CONSTRAINT uq_role_permission_role_code_permission UNIQUE (role_code, permission),
	CONSTRAINT fk_role_permission_role_code FOREIGN KEY(role_code) REFERENCES role (code)
);

CREATE TABLE roster_heading (
	enterprise_id INTEGER NOT NULL,
	heading VARCHAR NOT NULL,
	field VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_roster_heading PRIMARY KEY (id),
	CONSTRAINT uq_roster_heading_enterprise_id_heading UNIQUE (enterprise_id, heading),
	CONSTRAINT fk_roster_heading_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE TABLE saved_view (
	list_key VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	owner_id INTEGER,
	definition VARCHAR NOT NULL,
	created_at DATETIME NOT NULL,
	changed_at DATETIME NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_saved_view PRIMARY KEY (id),
	CONSTRAINT fk_saved_view_owner_id FOREIGN KEY(owner_id) REFERENCES account (id)
);

CREATE INDEX ix_saved_view_list_key_owner_id ON saved_view (list_key, owner_id);

CREATE INDEX ix_saved_view_owner_id ON saved_view (owner_id);

CREATE TABLE scan_folder (
	path VARCHAR NOT NULL,
	move_when_filed BOOLEAN NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_scan_folder PRIMARY KEY (id)
);

CREATE TABLE scheduled_run (
	what VARCHAR NOT NULL,
	which VARCHAR NOT NULL,
	file_name VARCHAR NOT NULL,
	folder VARCHAR NOT NULL,
	problem VARCHAR NOT NULL,
	ran_at DATETIME NOT NULL,
	ran_by VARCHAR NOT NULL,
	seen_key DATE NOT NULL,
	seen_by VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_scheduled_run PRIMARY KEY (id)
);

CREATE INDEX ix_scheduled_run_seen_key_id ON scheduled_run (seen_key, id);

CREATE TABLE service_code (
	edition_code VARCHAR NOT NULL,
	code VARCHAR NOT NULL,
	parent_code VARCHAR NOT NULL,
	line VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	valid_from DATE,
	valid_to DATE,
	position INTEGER NOT NULL,
	certainty VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_service_code PRIMARY KEY (id),
	CONSTRAINT uq_service_code_edition_code_code UNIQUE (edition_code, code),
	CONSTRAINT fk_service_code_edition_code FOREIGN KEY(edition_code) REFERENCES service_code_edition (code)
);

CREATE TABLE service_code_edition (
	code VARCHAR NOT NULL,
	title VARCHAR NOT NULL,
	title_en VARCHAR NOT NULL,
	document VARCHAR NOT NULL,
	valid_from DATE NOT NULL,
	valid_to DATE,
	official_codes BOOLEAN NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_service_code_edition PRIMARY KEY (id),
	CONSTRAINT uq_service_code_edition_code UNIQUE (code)
);

CREATE TABLE service_code_mapping (
	from_code_id INTEGER NOT NULL,
	to_edition_code VARCHAR NOT NULL,
	to_code_id INTEGER,
	state VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_service_code_mapping PRIMARY KEY (id),
	CONSTRAINT uq_service_code_mapping_from_code_id_to_edition_code UNIQUE (from_code_id, to_edition_code),
	CONSTRAINT fk_service_code_mapping_from_code_id FOREIGN KEY(from_code_id) REFERENCES service_code (id),
	CONSTRAINT fk_service_code_mapping_to_edition_code FOREIGN KEY(to_edition_code) REFERENCES service_code_edition (code),
	CONSTRAINT fk_service_code_mapping_to_code_id FOREIGN KEY(to_code_id) REFERENCES service_code (id)
);

CREATE TABLE signal_limit (
	code VARCHAR NOT NULL,
	value INTEGER NOT NULL,
	own_value INTEGER,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_signal_limit PRIMARY KEY (id),
	CONSTRAINT uq_signal_limit_code UNIQUE (code)
);

CREATE TABLE signed_copy (
	issued_id INTEGER NOT NULL,
	issued_sha256 VARCHAR NOT NULL,
	sha256 VARCHAR NOT NULL,
	name VARCHAR NOT NULL,
	subject VARCHAR NOT NULL,
	issuer VARCHAR NOT NULL,
	serial VARCHAR NOT NULL,
	algorithm VARCHAR NOT NULL,
	begins_at DATETIME NOT NULL,
	ends_at DATETIME NOT NULL,
	signed_at DATETIME NOT NULL,
	signed_by VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_signed_copy PRIMARY KEY (id),
	CONSTRAINT uq_signed_copy_issued_id UNIQUE (issued_id),
	CONSTRAINT fk_signed_copy_issued_id FOREIGN KEY(issued_id) REFERENCES issued_document (id),
	CONSTRAINT uq_signed_copy_sha256 UNIQUE (sha256)
);

CREATE TABLE snapshot (
	quarter VARCHAR NOT NULL,
	edition INTEGER NOT NULL,
	content TEXT NOT NULL,
	sha256 VARCHAR NOT NULL,
	trail_head VARCHAR NOT NULL,
	frozen_at DATETIME NOT NULL,
	frozen_by VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_snapshot PRIMARY KEY (id),
	CONSTRAINT uq_snapshot_quarter_edition UNIQUE (quarter, edition),
	CONSTRAINT uq_snapshot_sha256 UNIQUE (sha256)
);

CREATE TABLE subsidy_account (
	enterprise_id INTEGER NOT NULL,
	since_at DATETIME,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	bank_name VARCHAR NOT NULL,
	account BLOB,
	account_hash BLOB,
	is_current BOOLEAN NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_subsidy_account PRIMARY KEY (id),
	CONSTRAINT fk_subsidy_account_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_subsidy_account_account_hash_is_current ON subsidy_account (account_hash, is_current);

CREATE INDEX ix_subsidy_account_enterprise_id_id ON subsidy_account (enterprise_id, id);

CREATE TABLE threshold_line (
	code VARCHAR NOT NULL,
	measure VARCHAR NOT NULL,
	permille INTEGER NOT NULL,
	near_permille INTEGER NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	valid_from DATE,
	valid_to DATE,
	source_zh VARCHAR NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	position INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_threshold_line PRIMARY KEY (id),
	CONSTRAINT uq_threshold_line_code UNIQUE (code)
);

CREATE TABLE title (
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	kind_code VARCHAR NOT NULL,
	number VARCHAR NOT NULL,
	authority VARCHAR NOT NULL,
	granted_on DATE NOT NULL,
	valid_until DATE,
	valid_key DATE NOT NULL,
	withdrawn_on DATE,
	withdrawal VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_title PRIMARY KEY (id),
	CONSTRAINT uq_title_enterprise_id_kind_code_granted_on UNIQUE (enterprise_id, kind_code, granted_on),
	CONSTRAINT fk_title_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id),
	CONSTRAINT fk_title_kind_code FOREIGN KEY(kind_code) REFERENCES title_kind (code)
);

CREATE INDEX ix_title_enterprise_sort_key_id ON title (enterprise_sort_key, id);

CREATE INDEX ix_title_granted_on_id ON title (granted_on, id);

CREATE INDEX ix_title_kind_code_id ON title (kind_code, id);

CREATE INDEX ix_title_number_id ON title (number, id);

CREATE INDEX ix_title_valid_key_id ON title (valid_key, id);

CREATE TABLE title_kind (
	code VARCHAR NOT NULL,
	name_zh VARCHAR NOT NULL,
	name_en VARCHAR NOT NULL,
	basis VARCHAR NOT NULL,
	valid_months INTEGER,
	own BOOLEAN NOT NULL,
	source VARCHAR NOT NULL,
	certainty VARCHAR NOT NULL,
	retired_on DATE,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_title_kind PRIMARY KEY (id),
	CONSTRAINT uq_title_kind_code UNIQUE (code)
);

CREATE TABLE trail (
	at DATETIME NOT NULL,
	actor_id INTEGER NOT NULL,
	actor_name VARCHAR NOT NULL,
	action VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	table_name VARCHAR NOT NULL,
	row_id INTEGER,
	row_count INTEGER NOT NULL,
	change TEXT NOT NULL,
	hash VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_trail PRIMARY KEY (id)
);

CREATE INDEX ix_trail_action_id ON trail (action, id);

CREATE INDEX ix_trail_actor_name_id ON trail (actor_name, id);

CREATE INDEX ix_trail_table_name_row_id_id ON trail (table_name, row_id, id);

CREATE TABLE trainee (
	name VARCHAR NOT NULL,
	id_number BLOB NOT NULL,
	id_hash BLOB NOT NULL,
	born_on DATE,
	sex VARCHAR NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_trainee PRIMARY KEY (id),
	CONSTRAINT uq_trainee_id_hash UNIQUE (id_hash)
);

CREATE INDEX ix_trainee_born_on ON trainee (born_on);

CREATE INDEX ix_trainee_name_id ON trainee (name, id);

CREATE TABLE training_class (
	number VARCHAR NOT NULL,
	course_id INTEGER NOT NULL,
	first_on DATE NOT NULL,
	last_on DATE NOT NULL,
	capacity INTEGER NOT NULL,
	room VARCHAR NOT NULL,
	teacher VARCHAR NOT NULL,
	cancelled_on DATE,
	reason VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_training_class PRIMARY KEY (id),
	CONSTRAINT uq_training_class_number UNIQUE (number),
	CONSTRAINT fk_training_class_course_id FOREIGN KEY(course_id) REFERENCES training_course (id)
);

CREATE INDEX ix_training_class_course_id_id ON training_class (course_id, id);

CREATE INDEX ix_training_class_first_on_id ON training_class (first_on, id);

CREATE TABLE training_course (
	institution_id INTEGER NOT NULL,
	title VARCHAR NOT NULL,
	hours_tenths INTEGER NOT NULL,
	content VARCHAR NOT NULL,
	retired_on DATE,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_training_course PRIMARY KEY (id),
	CONSTRAINT uq_training_course_institution_id_title UNIQUE (institution_id, title),
	CONSTRAINT fk_training_course_institution_id FOREIGN KEY(institution_id) REFERENCES training_institution (id)
);

CREATE INDEX ix_training_course_title_id ON training_course (title, id);

CREATE TABLE training_institution (
	enterprise_id INTEGER NOT NULL,
	enterprise_sort_key VARCHAR NOT NULL,
	licence_number VARCHAR NOT NULL,
	licence_authority VARCHAR NOT NULL,
	licence_until DATE,
	recognised_on DATE,
	conditions VARCHAR NOT NULL,
	note VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_training_institution PRIMARY KEY (id),
	CONSTRAINT uq_training_institution_enterprise_id UNIQUE (enterprise_id),
	CONSTRAINT fk_training_institution_enterprise_id FOREIGN KEY(enterprise_id) REFERENCES enterprise (id)
);

CREATE INDEX ix_training_institution_enterprise_sort_key_id ON training_institution (enterprise_sort_key, id);

CREATE TABLE training_year (
	institution_id INTEGER NOT NULL,
	year INTEGER NOT NULL,
	plan_on DATE,
	people INTEGER,
	budget_cents BIGINT,
	words VARCHAR NOT NULL,
	reviewed_on DATE,
	passed BOOLEAN,
	outcome VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_training_year PRIMARY KEY (id),
	CONSTRAINT uq_training_year_institution_id_year UNIQUE (institution_id, year),
	CONSTRAINT fk_training_year_institution_id FOREIGN KEY(institution_id) REFERENCES training_institution (id)
);

CREATE TABLE two_person_exemption (
	account_id INTEGER NOT NULL,
	account_name VARCHAR NOT NULL,
	first_on DATE NOT NULL,
	last_on DATE NOT NULL,
	document_number VARCHAR NOT NULL,
	reason VARCHAR NOT NULL,
	made_at DATETIME NOT NULL,
	made_by_id INTEGER NOT NULL,
	made_by_name VARCHAR NOT NULL,
	confirmed_at DATETIME,
	confirmed_by_id INTEGER,
	confirmed_by_name VARCHAR NOT NULL,
	ended_at DATETIME,
	ended_by_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_two_person_exemption PRIMARY KEY (id)
);

CREATE INDEX ix_two_person_exemption_account_id_first_on ON two_person_exemption (account_id, first_on);

CREATE TABLE verification (
	number VARCHAR NOT NULL,
	programme_id INTEGER NOT NULL,
	state VARCHAR NOT NULL,
	seed VARCHAR NOT NULL,
	population INTEGER NOT NULL,
	population_cents BIGINT NOT NULL,
	population_digest VARCHAR NOT NULL,
	size INTEGER NOT NULL,
	redraws_id INTEGER,
	redraw_reason VARCHAR DEFAULT '' NOT NULL,
	drawn_at DATETIME NOT NULL,
	drawn_by_id INTEGER NOT NULL,
	drawn_by_name VARCHAR NOT NULL,
	closed_at DATETIME,
	closed_by_id INTEGER,
	closed_by_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_verification PRIMARY KEY (id),
	CONSTRAINT uq_verification_number UNIQUE (number),
	CONSTRAINT fk_verification_programme_id FOREIGN KEY(programme_id) REFERENCES programme (id),
	CONSTRAINT fk_verification_redraws_id FOREIGN KEY(redraws_id) REFERENCES verification (id)
);

CREATE INDEX ix_verification_drawn_at_id ON verification (drawn_at, id);

CREATE INDEX ix_verification_programme_id_id ON verification (programme_id, id);

CREATE INDEX ix_verification_redraws_id ON verification (redraws_id);

CREATE INDEX ix_verification_size_id ON verification (size, id);

CREATE INDEX ix_verification_state_id ON verification (state, id);

CREATE TABLE verification_row (
	verification_id INTEGER NOT NULL,
	position INTEGER NOT NULL,
	claim_id INTEGER NOT NULL,
	row_id INTEGER NOT NULL,
	paid_cents BIGINT NOT NULL,
	id_hash BLOB,
	result VARCHAR NOT NULL,
	wrong_cents BIGINT NOT NULL,
	finding VARCHAR NOT NULL,
	checked_at DATETIME,
	checked_by_id INTEGER,
	checked_by_name VARCHAR NOT NULL,
	version INTEGER NOT NULL,
	id INTEGER NOT NULL,
	CONSTRAINT pk_verification_row PRIMARY KEY (id),
	CONSTRAINT fk_verification_row_verification_id FOREIGN KEY(verification_id) REFERENCES verification (id),
	CONSTRAINT fk_verification_row_claim_id FOREIGN KEY(claim_id) REFERENCES claim (id)
);

CREATE INDEX ix_verification_row_claim_id ON verification_row (claim_id);

CREATE INDEX ix_verification_row_verification_id_position ON verification_row (verification_id, position);
