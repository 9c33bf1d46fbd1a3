"""What the demonstration park shows of subsidies: levels, questions, money out and back."""

from collections import Counter

import pytest
from sqlalchemy import select

from parkdesk.demo.levels import P_CITY
from parkdesk.demo.people import PASSWORD
from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.likely_same import PairAnswer, Resemblance
from parkdesk.domain.programmes import Level
from parkdesk.domain.signals import SignalAnswer, SignalKind, SignalState
from parkdesk.store.claim_steps import levels_left
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import ClawbackReceiptRecord, ClawbackRecord
from parkdesk.store.tables.notices import ObjectionRecord
from parkdesk.store.tables.payments import PaymentBatchRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.sampling import VerificationRowRecord
from parkdesk.store.tables.signals import PersonPairRecord, SignalRecord
from parkdesk.usecases.identity import sign_in
from parkdesk.usecases.reviews import draw_sample, open_sampled, pass_group, review_queue


class Unwritten(Exception):
    """Ends a unit of work that is to leave nothing behind."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    created = make_demo(str(tmp_path_factory.mktemp("demo")), Size())
    yield created.desk
    created.desk.close()


@pytest.fixture
def read(demo):
    with demo.work(read_only=True) as work:
        yield work


def city_claims(work):
    fund = select(ProgrammeRecord.id).where(ProgrammeRecord.code == P_CITY)
    query = select(ClaimRecord).where(ClaimRecord.programme_id.in_(fund))
    return list(work.session.scalars(query.order_by(ClaimRecord.id)))


def test_claims_wait_for_the_district_and_for_the_city(read):
    waiting = [
        levels_left(read.session, claim)
        for claim in city_claims(read)
        if claim.state == ClaimState.PRECHECKED.value
    ]
    assert waiting == [(Level.CITY,), (Level.DISTRICT, Level.CITY)]


def test_several_clean_claims_can_be_passed_as_a_group(demo):
    with demo.work(read_only=False) as work:
        actor = sign_in(work, "zhoumin", PASSWORD).actor
    reviewer = demo.signed_in(actor)
    with pytest.raises(Unwritten), reviewer.work(read_only=False) as work:
        clean = [row for row in review_queue(work) if row.cleanness.why is None]
        assert len(clean) >= 4
        sample = draw_sample(work, {row.id: row.version for row in clean})
        for claim_id in sample.drawn:
            sample = open_sampled(work, sample.id, sample.version, claim_id)
        outcome = pass_group(work, sample.id, sample.version)
        assert outcome.skipped == ()
        assert set(outcome.passed) == {row.number for row in clean}
        # What a block raised is not written: the park stays as the others read it.
        raise Unwritten


def test_signals_of_several_kinds_have_owners_and_answers(read):
    signals = list(read.session.scalars(select(SignalRecord)))
    kinds = {SignalKind(one.kind) for one in signals}
    asked = {SignalKind.LIKELY_SAME, SignalKind.DIPLOMA_REUSED, SignalKind.NUMBERS_RUN}
    assert asked <= kinds
    assert len(kinds) >= 6
    states = Counter(one.state for one in signals)
    assert states[SignalState.OPEN] >= 4
    assert states[SignalState.ANSWERED] >= 3
    answers = {one.answer for one in signals if one.answer}
    assert {SignalAnswer.EXPLAINED.value, SignalAnswer.CORRECTED.value} <= answers
    assert len({one.owner_name for one in signals if one.owner_id}) >= 2


def test_one_pair_of_persons_is_answered_and_one_is_asked(read):
    pairs = list(read.session.scalars(select(PersonPairRecord)))
    assert {(one.resemblance, one.answer) for one in pairs} == {
        (Resemblance.NAME_AND_BIRTH.value, PairAnswer.DIFFERENT.value),
        (Resemblance.ONE_DIGIT.value, ""),
    }


def test_money_went_out_failed_came_back_and_was_checked(read):
    batches = list(read.session.scalars(select(PaymentBatchRecord)))
    assert any(one.follows_id for one in batches)
    clawback = read.session.scalars(select(ClawbackRecord)).one()
    receipts = list(read.session.scalars(select(ClawbackReceiptRecord)))
    assert len(receipts) == 2
    assert 0 < clawback.received_cents < clawback.amount_cents
    assert clawback.received_cents == sum(one.amount_cents for one in receipts)
    assert read.session.scalars(select(ObjectionRecord)).one().state == "open"
    results = Counter(read.session.scalars(select(VerificationRowRecord.result)))
    assert results["wrong"] == 1
    assert results["right"] >= 5
