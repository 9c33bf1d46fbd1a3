"""A certificate as it stood on a day: nothing that came later is told."""

import datetime as dt

from parkdesk.domain.certifications import EventType
from parkdesk.domain.enterprise_facts import FormerNameFact
from parkdesk.domain.paging import Sort
from parkdesk.domain.register_checks import CheckResult, Register, SaveCheck
from parkdesk.domain.surveillance import SaveSurveillance, SurveillanceOutcome, SurveillanceState
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.usecases.certification_checks import record_check
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_exports import export_certifications
from parkdesk.usecases.certification_funding import (
    SaveFunding,
    certification_funding,
    record_funding,
)
from parkdesk.usecases.certification_lists import CertificationFilter, list_certifications
from parkdesk.usecases.certification_stops import (
    record_surveillance,
    resume_certification,
    suspend_certification,
    withdraw_certification,
)
from parkdesk.usecases.certifications import register_certification, renew_certification
from parkdesk.usecases.enterprise_facts import add_fact
from tests.registers import enterprise, iso

D = dt.date
PASSED = SurveillanceOutcome.PASSED


def version_of(work, id_):
    work.session.flush()
    return work.session.get(CertificationRecord, id_).version


def test_a_certificate_as_at_a_day_knows_nothing_that_came_later(work):
    owner = enterprise(work)
    id_ = register_certification(work, iso(owner, issued_on=D(2024, 5, 10)))
    look = SaveCheck(id_, Register.CNCA, D(2026, 3, 1), "x", CheckResult.AS_STATED)
    record_check(work, look)
    suspend_certification(work, id_, version_of(work, id_), D(2026, 4, 1), "notice 1")
    resume_certification(work, id_, version_of(work, id_), "lifted", D(2026, 6, 1))
    withdraw_certification(work, id_, version_of(work, id_), D(2026, 9, 1), "ended")
    work.session.flush()

    def on(day):
        detail = certification_detail(work, id_, day)
        periods = [
            (one.period.first_on, one.period.lifted_on, one.lifted_reason)
            for one in detail.suspensions
        ]
        stop = (detail.suspended_on, detail.withdrawn_on, detail.stop_reason)
        return len(detail.checks), periods, stop

    assert on(D(2026, 2, 28)) == (0, [], (None, None, ""))
    assert on(D(2026, 3, 31)) == (1, [], (None, None, ""))
    running = [(D(2026, 4, 1), None, "")]
    assert on(D(2026, 4, 1)) == (1, running, (D(2026, 4, 1), None, "notice 1"))
    assert on(D(2026, 5, 31)) == (1, running, (D(2026, 4, 1), None, "notice 1"))
    lifted = [(D(2026, 4, 1), D(2026, 6, 1), "lifted")]
    assert on(D(2026, 6, 1)) == (1, lifted, (None, None, ""))
    assert on(D(2026, 9, 1)) == (1, lifted, (None, D(2026, 9, 1), "ended"))
    assert on(None) == (1, lifted, (None, D(2026, 9, 1), "ended"))


def test_renewal_and_surveillance_as_at_a_day(work):
    owner = enterprise(work)
    id_ = register_certification(work, iso(owner, issued_on=D(2023, 11, 10)))
    [first, *_rest] = certification_detail(work, id_).surveillance
    assert first.due_on == D(2024, 11, 9) or first.due_on == D(2024, 11, 10)
    done = D(2024, 11, 1)
    form = SaveSurveillance(id_, version_of(work, id_), first.due_on, PASSED, done)
    record_surveillance(work, form)
    newer = renew_certification(
        work, iso(owner, issued_on=D(2026, 9, 1), renews_id=id_), frozenset({"early-renewal"})
    )
    work.session.flush()

    def on(day):
        detail = certification_detail(work, id_, day)
        done = detail.surveillance[0].state
        return done, detail.last_surveillance_on, detail.renewed_by_id, len(detail.chain)

    passed, unknown = SurveillanceState.PASSED, SurveillanceState.UNKNOWN
    assert on(D(2024, 10, 31))[1:] == (None, None, 1)
    assert on(D(2024, 10, 31))[0] not in {passed, unknown}
    assert on(done) == (passed, done, None, 1)
    assert on(D(2026, 8, 31)) == (passed, done, None, 1)
    assert on(D(2026, 9, 1)) == (passed, done, newer, 2)
    assert on(None) == (passed, done, newer, 2)


def test_the_register_as_at_a_day_has_the_names_and_checks_of_that_day(work):
    owner = enterprise(work, name="太湖软件有限公司")
    add_fact(work, owner, FormerNameFact(D(2026, 3, 31), "太湖旧软件有限公司"))
    id_ = register_certification(work, iso(owner, issued_on=D(2024, 5, 10)))
    for day, result in (
        (D(2026, 2, 1), CheckResult.NOT_PUBLISHED),
        (D(2026, 2, 20), CheckResult.UNAVAILABLE),
        (D(2026, 6, 1), CheckResult.AS_STATED),
    ):
        record_check(work, SaveCheck(id_, Register.CNCA, day, "x", result))
    work.session.flush()

    def on(day, **asked):
        criteria = CertificationFilter(on=day, **asked)
        rows = list_certifications(work, criteria, Sort("checked_on"), 0, 9).rows
        return [(one.enterprise, one.checked_on, one.check_result) for one in rows]

    old, new = "太湖旧软件有限公司", "太湖软件有限公司"
    early, silent = D(2026, 1, 31), (D(2026, 2, 1), CheckResult.NOT_PUBLISHED)
    assert on(early) == [(old, None, None)]
    assert on(D(2026, 3, 31)) == [(old, *silent)]
    assert on(D(2026, 4, 1)) == [(new, *silent)]
    assert on(D(2026, 6, 1)) == [(new, D(2026, 6, 1), CheckResult.AS_STATED)]
    assert on(None) == on(D(2026, 6, 1))
    assert on(early, never_checked=True) == on(early)
    assert on(D(2026, 3, 31), never_checked=True) == []
    assert on(D(2026, 3, 31), check_result=CheckResult.NOT_PUBLISHED) == on(D(2026, 3, 31))
    assert on(D(2026, 6, 1), check_result=CheckResult.NOT_PUBLISHED) == []
    assert on(D(2026, 5, 31), unchecked_for_days=90) == on(D(2026, 4, 1))
    assert on(D(2026, 6, 1), unchecked_for_days=90) == []
    assert certification_detail(work, id_, early).row.enterprise == old


def test_the_export_as_at_a_day_has_the_names_and_audits_of_that_day(work):
    owner = enterprise(work, name="太湖软件有限公司")
    add_fact(work, owner, FormerNameFact(D(2026, 3, 31), "太湖旧软件有限公司"))
    register_certification(
        work, iso(owner, issued_on=D(2024, 5, 10), last_surveillance_on=D(2026, 5, 2))
    )
    work.session.flush()

    def on(day):
        [row] = export_certifications(work, CertificationFilter(on=day), Sort("number"))
        return row.enterprise, row.last_surveillance_on

    assert on(D(2026, 3, 31)) == ("太湖旧软件有限公司", None)
    assert on(D(2026, 5, 1)) == ("太湖软件有限公司", None)
    assert on(D(2026, 5, 2)) == on(None) == ("太湖软件有限公司", D(2026, 5, 2))


def test_money_of_a_certificate_as_at_a_day_is_what_was_granted_by_then(work):
    owner = enterprise(work)
    id_ = register_certification(work, iso(owner, issued_on=D(2024, 5, 10)))
    programme = certification_funding(work, id_).counters[0].programme_id
    grant = SaveFunding(id_, programme, EventType.FIRST, 10_000_00, D(2026, 3, 1), "拨款一号")
    record_funding(work, grant, frozenset({"items-used-up", "amount-above-cap", "kind-not-named"}))
    work.session.flush()

    def on(day):
        view = certification_funding(work, id_, day)
        counter = next(one for one in view.counters if one.programme_id == programme)
        return len(view.grants), counter.counter.items, counter.counter.amount_cents

    assert on(D(2026, 2, 28)) == (0, 0, 0)
    assert on(D(2026, 3, 1)) == on(None) == (1, 1, 10_000_00)
