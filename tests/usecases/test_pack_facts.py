"""What a quarter's pack counts of claims, payments and requests, on a real database."""

import datetime as dt

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Role
from parkdesk.domain.offers import OfferUnit
from parkdesk.domain.pack_facts import PlatformRequests
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.programme_figures import ClaimKind
from parkdesk.domain.requests import RequestState
from parkdesk.domain.summary_laws import broken_laws
from parkdesk.store.pack_facts import level_sums, platform_requests, training_lines
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import PaymentLineRecord
from parkdesk.store.tables.platforms import PlatformOfferRecord, PlatformRequestRecord
from parkdesk.usecases.quarter_summaries import quarter_summary
from tests.registers import enterprise
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP, person
from tests.usecases.payment_stories import SHARES

Q3, Q4 = Quarter(2026, 3), Quarter(2026, 4)
IN_Q3 = dt.datetime(2026, 9, 30, 15, 59, tzinfo=dt.UTC)
"""The last minute of the third quarter in China."""
D = dt.date


def read(desk, asked, *args):
    with desk.work(read_only=True) as work:
        return asked(work.session, *args)


def change(desk, claim_id, **values):
    with desk.work(read_only=False) as work:
        record = work.session.get(ClaimRecord, claim_id)
        for name, value in values.items():
            setattr(record, name, value)


def approved(act_as, persons, cents, of=None):
    made = [person(number) for number in persons]
    claim = story.add_claim(act_as(Role.CLERK), made, enterprise=of)
    claim = story.submit(act_as(Role.CLERK), claim)
    claim = story.precheck(act_as(Role.REVIEWER), claim, cents)
    return story.approve(act_as(Role.MANAGER), claim, cents)


def sums(desk, quarter):
    return {
        one.level: (
            one.approved_cents, one.approved_year_cents, one.paid_cents, one.paid_year_cents,
        )
        for one in read(desk, level_sums, quarter)
    }  # fmt: skip


def test_nothing_was_trained_paid_or_asked_in_an_empty_park(desk):
    assert read(desk, training_lines, Q4) == ()
    assert read(desk, level_sums, Q4) == ()
    assert read(desk, platform_requests, Q4) == tuple(map(PlatformRequests, Platform))


def test_training_counts_a_claim_where_it_came_was_decided_and_was_paid(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    claim = approved(act_as, (1, 2), 2 * CAP)
    (now,) = read(desk, training_lines, Q4)
    assert (now.kind, now.claims_in, now.persons_in) == (ClaimKind.ENTERPRISE, 1, 2)
    assert (now.claims_decided, now.persons_decided, now.persons_approved) == (1, 2, 2)
    assert (now.claims_paid, now.persons_paid) == (0, 0)
    change(desk, claim.id, submitted_at=IN_Q3)
    (before,) = read(desk, training_lines, Q3)
    assert (before.claims_in, before.persons_in, before.claims_decided) == (1, 2, 0)
    (now,) = read(desk, training_lines, Q4)
    assert (now.claims_in, now.persons_in, now.claims_decided) == (0, 0, 1)
    change(desk, claim.id, state="paid", paid_on=D(2026, 10, 2), paid_cents=2 * CAP)
    (now,) = read(desk, training_lines, Q4)
    assert (now.claims_paid, now.persons_paid) == (1, 2)
    change(desk, claim.id, paid_cents=CAP)
    (now,) = read(desk, training_lines, Q4)
    assert (now.claims_paid, now.persons_paid) == (1, 0)


def test_a_cut_amount_is_divided_among_nobody(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    claim = approved(act_as, (1, 2), 2 * CAP)
    change(desk, claim.id, approved_cents=CAP)
    (line,) = read(desk, training_lines, Q4)
    assert (line.persons_decided, line.persons_approved) == (2, 0)


def test_approved_is_split_by_the_shares_and_counts_on_its_day(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    pay.with_rules(desk, SHARES)
    claim = approved(act_as, (1, 2), 2 * CAP)
    now = {"central": CAP, "province": CAP // 2, "city": CAP // 2}
    assert sums(desk, Q4) == {level: (cents, cents, 0, 0) for level, cents in now.items()}
    assert sums(desk, Q3) == {}
    change(desk, claim.id, decided_at=IN_Q3)
    assert sums(desk, Q3) == {level: (cents, cents, 0, 0) for level, cents in now.items()}
    assert sums(desk, Q4) == {level: (0, cents, 0, 0) for level, cents in now.items()}
    change(desk, claim.id, decided_at=IN_Q3.replace(year=2025))
    assert sums(desk, Q4) == {}


def test_the_levels_add_up_to_what_the_quarter_approved(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    pay.with_rules(desk, SHARES)
    first = approved(act_as, (1,), CAP)
    approved(act_as, (2, 3), 2 * CAP, of=pay.claim_record(desk, first).enterprise_id)
    with desk.work(read_only=True) as work:
        summary = quarter_summary(work, Q4)
    facts = summary.pack.facts
    assert sum(one.approved_cents for one in facts.subsidies) == 3 * CAP
    assert broken_laws(summary) == ()


def test_paid_has_the_level_and_the_day_of_its_transfer(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    pay.with_rules(desk, SHARES)
    maker, payer = pay.cashiers(act_as)
    claim = approved(act_as, (1, 2), 2 * CAP)
    pay.give_account(desk, pay.claim_record(desk, claim).enterprise_id)
    pay.approve(payer, pay.make(maker, claim))
    with desk.work(read_only=False) as work:
        lines = work.session.query(PaymentLineRecord).order_by("id").all()
        assert {one.level for one in lines} == {"central", "province", "city"}
        for one in lines:
            one.state, one.paid_on = "paid", D(2026, 10, 1)
            if one.level == "city":
                one.paid_on = D(2026, 9, 30)
            if one.level == "province":
                one.state = "failed"
    found = sums(desk, Q4)
    assert found["central"][2:] == (CAP, CAP)
    assert found["city"][2:] == (0, CAP // 2)
    assert found["province"][2:] == (0, 0)
    assert sums(desk, Q3)["city"] == (0, 0, CAP // 2, CAP // 2)


def test_what_was_paid_outside_of_batches_is_split_and_counted_once(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    pay.with_rules(desk, SHARES)
    claim = approved(act_as, (1, 2), 2 * CAP)
    change(desk, claim.id, state="paid", paid_on=D(2026, 10, 2), paid_cents=2 * CAP)
    assert [one[2:] for one in sums(desk, Q4).values()] == [
        (CAP, CAP),
        (CAP // 2, CAP // 2),
        (CAP // 2, CAP // 2),
    ]


def test_without_known_shares_the_money_has_no_level(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    approved(act_as, (1,), CAP)
    assert sums(desk, Q4) == {"": (CAP, CAP, 0, 0)}


def request(owner, number, state=RequestState.RECEIVED, **days) -> PlatformRequestRecord:
    facts = {
        "number": f"SQ-2026-{number:04}", "enterprise_id": owner.id,
        "enterprise_sort_key": owner.sort_key, "platform": Platform.TRAINING.value,
        "kind": ServiceKind.COURSE.value, "subject": "新员工培训", "state": state.value,
        "received_on": D(2026, 10, 8), "due_on": D(2026, 12, 31),
    }  # fmt: skip
    return PlatformRequestRecord(**(facts | days))


def of_training(desk, quarter) -> PlatformRequests:
    found = {one.platform: one for one in read(desk, platform_requests, quarter)}
    others = [one for one in found if one is not Platform.TRAINING]
    assert [found[one] for one in others] == list(map(PlatformRequests, others))
    return found[Platform.TRAINING]


def test_requests_stand_where_they_stood_at_the_quarters_end(desk):
    with desk.work(read_only=False) as work:
        owner = work.session.get(EnterpriseRecord, enterprise(work))
        states = RequestState
        closed = {"accepted_on": D(2026, 9, 2), "begun_on": D(2026, 9, 3)}
        for one in (
            request(owner, 1),
            request(
                owner, 2, states.DONE, received_on=D(2026, 9, 1), **closed, closed_on=D(2026, 10, 1)
            ),
            request(owner, 3, states.REFUSED, received_on=D(2026, 7, 1), closed_on=D(2026, 9, 30)),
            request(
                owner,
                4,
                states.UNDERWAY,
                received_on=D(2026, 9, 30),
                due_on=D(2026, 9, 30),
                accepted_on=D(2026, 10, 1),
                begun_on=D(2027, 1, 1),
            ),
            request(owner, 5, received_on=D(2027, 1, 1)),
            request(owner, 6, states.REFUSED, received_on=D(2026, 1, 5), closed_on=D(2026, 6, 30)),
        ):
            work.add(one)
    third, fourth = of_training(desk, Q3), of_training(desk, Q4)
    assert third == PlatformRequests(
        Platform.TRAINING, open_before=0, came=3, done=0, refused=1, received=1, underway=1
    )
    assert fourth == PlatformRequests(
        Platform.TRAINING, open_before=2, came=1, done=1, received=1, accepted=1, overdue=1
    )
    for one in (third, fourth):
        assert one.open_before + one.came == one.done + one.refused + one.open_after
    assert third.open_after == fourth.open_before


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [
        (D(2026, 12, 31), None, 1),
        (D(2027, 1, 1), None, 0),
        (D(2026, 1, 1), D(2026, 12, 31), 1),
        (D(2026, 1, 1), D(2026, 12, 30), 0),
    ],
)
def test_the_catalogue_is_that_of_the_quarters_last_day(desk, first, last, held):
    with desk.work(read_only=False) as work:
        for name, price in (("公开课", 0), ("内训", 5_000_00)):
            work.add(
                PlatformOfferRecord(
                    platform=Platform.TRAINING.value, kind=ServiceKind.COURSE.value, name=name,
                    unit=OfferUnit.DAY.value, price_cents=price, valid_from=first,
                    valid_until=last, valid_key=last or dt.date.max,
                )
            )  # fmt: skip
    found = of_training(desk, Q4)
    assert (found.offers, found.free_offers) == (2 * held, held)
