"""Words for the trail: what each table, field and value is called.

The trail itself keeps the names of the program, which never change; people read these.
"""

from __future__ import annotations

import datetime as dt

from parkdesk.gui.admin.trail_actions import ACTIONS
from parkdesk.i18n import N_, instant_text, tr
from parkdesk.i18n.enterprise_history import field_text as history_field_text

TABLES = {
    "account": N_("account"),
    "alliance_membership": N_("membership of an alliance"),
    "appraisal_rule": N_("appraisal rule"),
    "asked_return": N_("kind of returns asked for"),
    "atse_rule": N_("threshold of a document"),
    "attestation": N_("yearly attestation"),
    "attestation_measure": N_("measure that is attested"),
    "bank_account": N_("bank account"),
    "bookable_place": N_("place to book"),
    "booking": N_("booking"),
    "booking_slot": N_("half hour of a booking"),
    "bank_sheet": N_("template of a bank sheet"),
    "calendar_day": N_("day of the calendar"),
    "certification": N_("certificate"),
    "certification_check": N_("register check"),
    "certification_funding": N_("grant for a certificate"),
    "certification_surveillance": N_("surveillance"),
    "certification_suspension": N_("suspension"),
    "certification_type": N_("kind of certificate"),
    "chain_link": N_("link of the chain"),
    "claim": N_("claim"),
    "claim_condition": N_("condition of an applicant"),
    "claim_item": N_("item of a claim"),
    "claim_material": N_("paper of a claim"),
    "claim_person": N_("person of a roster"),
    "claim_reason": N_("reason"),
    "claim_return": N_("return of a claim"),
    "claim_return_mark": N_("mark of a return"),
    "claim_signal": N_("Signal"),
    "claim_signal_run": N_("Look for signals"),
    "claim_step": N_("step of a claim"),
    "claimant_finding": N_("conditions found at an approval"),
    "clawback": N_("clawback"),
    "clawback_instalment": N_("payment of a plan"),
    "clawback_line": N_("person of a clawback"),
    "clawback_receipt": N_("receipt of a clawback"),
    "assist_field": N_("field of the assist strip"),
    "closing": N_("closing of a quarter"),
    "client": N_("client"),
    "closing_check": N_("check before a closing"),
    "compliance_parameter": N_("figure of a compliance rule"),
    "compliance_rule": N_("compliance rule"),
    "concentration_measure": N_("measure of concentration"),
    "contract": N_("contract"),
    "credit_entry": N_("credit entry"),
    "credit_reply": N_("reply to a credit point"),
    "credit_scheme": N_("scoring scheme"),
    "contract_change": N_("change of a contract"),
    "contract_execution": N_("execution"),
    "contract_report": N_("reporting of a contract"),
    "country": N_("country"),
    "deleted_contract": N_("deleted contract"),
    "default_view": N_("view that a list opens with"),
    "document_edition": N_("edition of a document"),
    "document_print": N_("issued print of a document"),
    "enterprise": N_("enterprise"),
    "enterprise_address": N_("address of an enterprise"),
    "enterprise_capital": N_("capital of an enterprise"),
    "enterprise_contact": N_("contact of an enterprise"),
    "enterprise_distinct": N_("lookalikes that are two"),
    "enterprise_headcount": N_("people of an enterprise"),
    "enterprise_identifier": N_("further number of an enterprise"),
    "enterprise_income": N_("income of a year"),
    "enterprise_merge": N_("merge of enterprises"),
    "enterprise_name": N_("former name"),
    "enterprise_premises": N_("premises of an enterprise"),
    "enterprise_service": N_("service of an enterprise"),
    "enterprise_status": N_("status of an enterprise"),
    "enterprise_stop": N_("stop of an enterprise"),
    "exchange_rate": N_("exchange rate"),
    "execution_window": N_("execution window"),
    "finding": N_("compliance finding"),
    "finding_step": N_("step of a compliance finding"),
    "finding_waiver": N_("waiver of a compliance finding"),
    "form_heading": N_("headings of a form"),
    "import_heading": N_("Heading of an imported list"),
    "indicator": N_("indicator"),
    "issued_document": N_("issued document"),
    "signed_copy": N_("signed copy of a document"),
    "level_budget": N_("allotment of a level"),
    "model_view": N_("model view"),
    "market_item": N_("market item"),
    "brand_event": N_("brand event"),
    "event_participant": N_("enterprise of an event"),
    "event_contract": N_("contract of an event"),
    "ip_matter": N_("filing or dispute"),
    "ip_template": N_("template of the IP platform"),
    "training_institution": N_("training institution"),
    "training_year": N_("plan of an institution"),
    "training_course": N_("course"),
    "training_class": N_("class"),
    "class_member": N_("somebody in a class"),
    "opportunity": N_("opportunity"),
    "opportunity_candidate": N_("enterprise recommended"),
    "notice": N_("public notice"),
    "notice_claim": N_("claim of a notice"),
    "notice_objection": N_("objection"),
    "pack_template": N_("template of a pack"),
    "paper": N_("paper"),
    "paper_slot": N_("kind of paper"),
    "park": N_("park"),
    "payment_batch": N_("payment batch"),
    "payment_claim_hold": N_("claim held back"),
    "payment_hold": N_("row held back"),
    "payment_line": N_("line of a batch"),
    "payment_part": N_("part of a line"),
    "payment_return": N_("returned transfer"),
    "payment_sheet": N_("bank sheet"),
    "period_correction": N_("correction of a month's or year's return"),
    "period_return": N_("return of a month or a year"),
    "person_bar": N_("bar of a person"),
    "person_pair": N_("Pair of persons"),
    "platform_grant": N_("grant to a platform"),
    "platform_offer": N_("entry of the service catalogue"),
    "platform_outlay": N_("asset or cost of a platform"),
    "platform_request": N_("service request"),
    "platform_service": N_("platform service"),
    "platform_staff": N_("people of a platform"),
    "programme": N_("programme"),
    "programme_step": N_("Step of a programme"),
    "quarter_return": N_("quarterly return"),
    "quarter_text": N_("words on a quarter"),
    "reminder_note": N_("note on a reminder"),
    "reminder_owner": N_("person for reminders"),
    "reminder_rule": N_("rule of reminders"),
    "reopening": N_("opening of a closed quarter"),
    "reporting_day": N_("reporting day"),
    "return_correction": N_("correction of a return"),
    "return_form": N_("form of returns"),
    "review_note": N_("Note of a reviewer"),
    "review_sample": N_("Sample of a review"),
    "role": N_("role"),
    "role_permission": N_("permission of a role"),
    "roster_heading": N_("Heading of a roster"),
    "saved_view": N_("saved view"),
    "scan_folder": N_("folder of scans"),
    "scheduled_run": N_("report of a schedule"),
    "service_code": N_("class of services"),
    "service_code_edition": N_("edition of the service codes"),
    "service_code_mapping": N_("successor of a service code"),
    "signal_limit": N_("Limit of signals"),
    "snapshot": N_("frozen quarter"),
    "subsidy_account": N_("account for subsidies"),
    "threshold_line": N_("line of the threshold watch"),
    "title": N_("title of an enterprise"),
    "title_kind": N_("kind of title"),
    "trainee": N_("trainee"),
    "two_person_exemption": N_("exception to the two-person rule"),
    "verification": N_("after-payment check"),
    "verification_row": N_("person drawn"),
}
"""By the table's name."""


FIELDS = {
    "active": N_("May sign in"),
    "active_from": N_("Can be booked from"),
    "active_until": N_("Can be booked until"),
    "closes": N_("Closes at (half hour of the day)"),
    "consent_basis": N_("Basis of the consent"),
    "consent_on": N_("Consent from"),
    "consent_until": N_("Consent until"),
    "digest": N_("Checksum"),
    "field": N_("Trade"),
    "history": N_("Earlier dealings"),
    "ids": N_("Numbers of the rows"),
    "language": N_("Language of the item"),
    "last_backup_at": N_("Last backup"),
    "last_off_machine_at": N_("Last copy off this computer"),
    "last_sign_in_at": N_("Last sign-in"),
    "link": N_("Where to find it"),
    "locked_until": N_("Locked until"),
    "login": N_("Sign-in name"),
    "needs": N_("What it gives out"),
    "open_days": N_("Open days"),
    "opens": N_("Opens at (half hour of the day)"),
    "os_account": N_("Account of the computer"),
    "region_code": N_("Region code"),
    "role_code": N_("Role"),
    "published_on": N_("Day of publication"),
    "rows": N_("Rows"),
    "seats": N_("Seats"),
    "service_kind": N_("Kind of service in the log"),
    "sign_in_mode": N_("Signing in"),
    "summary": N_("What it says"),
    "useful_until": N_("Of use until"),
    "verified_by": N_("Verified by"),
    "verified_on": N_("Last verified"),
    "written": N_("Fields written"),
}
"""Fields of the park itself and of its people; those of the registers are in the history's."""
SIGNED_COPY = {
    "algorithm": N_("Key and digest"),
    "begins_at": N_("Certificate valid from"),
    "ends_at": N_("Certificate valid until"),
    "issued_id": N_("Issued document"),
    "issued_sha256": N_("SHA-256 of the file before"),
    "issuer": N_("Authority that gave it"),
    "name": N_("Whose certificate"),
    "serial": N_("Serial number of the certificate"),
    "sha256": N_("SHA-256 of the signed file"),
    "signed_at": N_("Signed at"),
    "signed_by": N_("Who kept it"),
    "subject": N_("Name in the certificate"),
}
"""Fields of a signed copy: elsewhere the same names mean something else."""
_INSTANTS = frozenset(
    {
        *("begins_at", "ends_at", "signed_at"),
        *("last_backup_at", "last_off_machine_at", "last_sign_in_at", "locked_until"),
    }
)


def action_text(action: str) -> str:
    """Return what a use-case is called; the plain name of one that an older program knew."""
    return tr(ACTIONS[action]) if action in ACTIONS else action


def table_text(table: str) -> str:
    """Return what a table is called; its plain name where it has no other."""
    return tr(TABLES[table]) if table in TABLES else table


def field_text(table: str, field: str) -> str:
    """Return what a field is called; its plain name where it has no other."""
    if table == "signed_copy" and field in SIGNED_COPY:
        return tr(SIGNED_COPY[field])
    return tr(FIELDS[field]) if field in FIELDS else history_field_text(table, field)


def value_text(field: str, stored: str) -> str:
    """Return a value as it is kept, an instant as people write it; a dash for nothing."""
    if stored and field in _INSTANTS:
        return instant_text(dt.datetime.fromisoformat(stored))
    return stored or "—"
