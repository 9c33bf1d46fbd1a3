"""Kinds of certificate with the park's own values: what a new release may not touch."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import update

from parkdesk.domain.certification_kinds import SaveKind, SaveOwnKind, SaveRule
from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationStatus,
    LastDay,
    Surveillance,
)
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.programmes import Mark
from parkdesk.store import seed
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_kinds import (
    add_kind,
    certification_kinds,
    edit_appraisal_rule,
    edit_kind,
    edit_own_kind,
    retire_kind,
)
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.certifications import edit_certification, register_certification
from tests.registers import benchmark, enterprise, iso

D = dt.date
OWN = SaveOwnKind(
    "ISO 22301",
    "业务连续性管理体系",
    "Business continuity management",
    CertificationFamily.MANAGEMENT,
    36,
    LastDay.DAY_BEFORE,
    Surveillance.YEARLY,
    90,
    0,
    "ISO 22301",
    Mark.DOCUMENT,
)


def kind(work, code):
    return next(one for one in certification_kinds(work).kinds if one.kind.code == code)


def rule(work, model, method):
    return next(
        one
        for one in certification_kinds(work).rules
        if (one.rule.model, one.rule.method) == (model, method)
    )


def set_kind(work, code, **values):
    row = kind(work, code)
    edit_kind(work, row.id, row.version, SaveKind(**values))
    work.session.flush()


def test_kinds_rules_and_views_tell_source_and_mark(work):
    found = certification_kinds(work)
    assert kind(work, "CMM").kind.certainty is Mark.UNVERIFIED
    assert not kind(work, "CMM").kind.certainty.confirmed
    assert all(one.seed_source and one.seed_source_zh for one in (*found.kinds, *found.rules))
    assert {one.view for one in found.views if one.model == "CMMI V3.0"} >= {"DEV", "SEC"}


def test_the_parks_lead_time_moves_the_reminders_at_once(work):
    owner = enterprise(work)
    id_ = register_certification(work, iso(owner, issued_on=D(2024, 3, 1)))
    own = register_certification(work, iso(owner, issued_on=D(2024, 3, 1)))
    work.session.get(CertificationRecord, own).lead_days_own = 10
    work.session.flush()
    assert certification_detail(work, id_).row.status is CertificationStatus.VALID
    set_kind(work, "ISO27001", lead_days=200)
    assert certification_detail(work, id_).row.status is CertificationStatus.EXPIRING
    assert certification_detail(work, own).row.status is CertificationStatus.VALID
    set_kind(work, "ISO27001")
    assert certification_detail(work, id_).row.status is CertificationStatus.VALID
    assert kind(work, "ISO27001").kind.lead_days == 90


def test_a_reading_of_the_parks_own_without_its_source_changes_nothing(work):
    with pytest.raises(InvalidInput) as refused:
        set_kind(work, "ISO27001", validity_months=24)
    assert refused.value.problems == {"source": "say-where-read"}
    assert kind(work, "ISO27001").park == SaveKind()


def test_a_new_release_brings_its_figures_and_leaves_the_parks(work):
    set_kind(work, "ISO27001", lead_days=200, validity_months=24, source="园办〔2026〕3号")
    retired = kind(work, "GLP")
    retire_kind(work, retired.id, retired.version, retired=True)
    add_kind(work, OWN)
    work.session.flush()
    # What another release's seed said before, and what it says of the park's own things: nothing.
    table = CertificationTypeRecord.__table__
    work.session.connection().execute(update(table).values(lead_days=1, certainty="C"))
    seed.plant(work.session)
    work.session.expire_all()
    row = kind(work, "ISO27001")
    assert (row.seed_lead_days, row.seed_mark) == (90, Mark.DOCUMENT)
    assert row.park == SaveKind(200, 24, "园办〔2026〕3号")
    assert (row.kind.lead_days, row.kind.validity_months) == (200, 24)
    assert row.kind.certainty is Mark.DOCUMENT
    assert kind(work, "GLP").retired_on == D(2026, 10, 12)
    assert kind(work, "PARK-ISO22301").is_own


def test_what_the_park_read_holds_for_new_certificates(work):
    set_kind(work, "ISO9001", validity_months=12, source="notice 7")
    owner = enterprise(work)
    form = replace(iso(owner), type_code="ISO9001", issued_on=D(2026, 5, 10))
    id_ = register_certification(work, form)
    assert certification_detail(work, id_).row.expires_on == D(2027, 5, 9)
    set_kind(work, "ISO9001", validity_months=0, source="notice 7")
    second = register_certification(work, replace(form, number="I-none"))
    assert certification_detail(work, second).row.expires_on is None
    assert certification_detail(work, id_).row.expires_on == D(2027, 5, 9)


def test_an_appraisal_rule_takes_the_parks_reading(work):
    row = rule(work, "CMMI V3.0", "benchmark")
    edit_appraisal_rule(work, row.id, row.version, SaveRule(48, "CMMI Institute, notice"))
    work.session.flush()
    assert rule(work, "CMMI V3.0", "benchmark").rule.certainty is Mark.DOCUMENT
    id_ = register_certification(work, benchmark(enterprise(work), model="CMMI V3.0"))
    assert certification_detail(work, id_).row.expires_on == D(2028, 5, 10)
    with pytest.raises(InvalidInput) as refused:
        other = rule(work, "CMMI V3.0", "evaluation")
        edit_appraisal_rule(work, other.id, other.version, SaveRule(12, "x"))
    assert refused.value.problems == {"validity_months": "method-gives-no-expiry"}


def test_a_kind_of_the_parks_own_is_used_like_any_other(work):
    id_ = add_kind(work, OWN)
    form = replace(iso(enterprise(work)), type_code="PARK-ISO22301")
    certificate = register_certification(work, form)
    assert certification_detail(work, certificate).row.expires_on == D(2027, 5, 9)
    assert kind(work, "PARK-ISO22301").certificates == 1
    with pytest.raises(InvalidInput) as refused:
        add_kind(work, replace(OWN, code="iso22301"))
    assert refused.value.problems == {"code": "kind-taken"}
    edit_own_kind(work, id_, 1, replace(OWN, name_zh="业务连续性", lead_days=30))
    work.session.flush()
    assert kind(work, "PARK-ISO22301").kind.lead_days == 30
    with pytest.raises(StaleRecord):
        edit_own_kind(work, id_, 1, OWN)
    row = kind(work, "PARK-ISO22301")
    with pytest.raises(InvalidInput) as refused:
        edit_own_kind(work, id_, row.version, replace(OWN, lead_days=None))
    assert refused.value.problems == {"lead_days": "required"}
    assert kind(work, "PARK-ISO22301").kind.lead_days == 30


def test_a_seeded_kind_is_not_edited_as_the_parks_own(work):
    row = kind(work, "CMMI")
    with pytest.raises(Refused) as refused:
        edit_own_kind(work, row.id, row.version, OWN)
    assert refused.value.code == "kind-not-own"


def test_a_retired_kind_is_offered_no_more_but_its_certificates_stay(work):
    form = iso(enterprise(work))
    id_ = register_certification(work, form)
    row = kind(work, "ISO27001")
    retire_kind(work, row.id, row.version, retired=True)
    work.session.flush()
    assert "ISO27001" not in {one.code for one in certification_rules(work).offered}
    with pytest.raises(InvalidInput) as refused:
        register_certification(work, replace(form, number="I-late"))
    assert refused.value.problems == {"type_code": "kind-retired"}
    edit_certification(work, id_, 1, replace(form, note="still read"))
    row = kind(work, "ISO27001")
    retire_kind(work, row.id, row.version, retired=False)
    work.session.flush()
    assert register_certification(work, replace(form, number="I-late"))


@pytest.mark.parametrize("role", [Role.CLERK, Role.REVIEWER, Role.AUDITOR])
def test_only_who_may_edit_the_park_edits_kinds(act_as, role):
    with act_as(role).work(read_only=True) as work:
        assert certification_kinds(work).kinds
        for use_case in (add_kind, edit_kind, edit_own_kind, retire_kind, edit_appraisal_rule):
            with pytest.raises(NotPermitted):
                use_case(work)
