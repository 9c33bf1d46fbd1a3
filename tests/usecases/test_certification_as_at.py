"""A certificate as it stood on a day: nothing that came later is told."""

import datetime as dt

from parkdesk.domain.register_checks import CheckResult, Register, SaveCheck
from parkdesk.domain.surveillance import SaveSurveillance, SurveillanceOutcome, SurveillanceState
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.usecases.certification_checks import record_check
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_stops import (
    record_surveillance,
    resume_certification,
    suspend_certification,
    withdraw_certification,
)
from parkdesk.usecases.certifications import register_certification, renew_certification
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
