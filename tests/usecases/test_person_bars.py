"""Bars of persons: listed with masked numbers, set by a document, lifted by somebody else."""

import datetime as dt

import pytest

from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.likely_same import PairAnswer
from parkdesk.domain.person_bars import BarState, SaveBar
from parkdesk.domain.programmes import Track
from parkdesk.usecases.person_bars import bar_person, lift_person_bar, list_person_bars
from parkdesk.usecases.person_pairs import answer_pair, pair_detail
from parkdesk.usecases.roster_persons import KnownPersons, known_persons
from parkdesk.usecases.rosters import check_roster
from parkdesk.usecases.signals import signals_of_claim
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.payment_stories import TODAY
from tests.usecases.test_signals import ask, do, nearly, other_firm

UNTIL = dt.date(2028, 10, 11)


@pytest.fixture
def known(act_as):
    """A park in which persons 1 and 2 were claimed for; the manager's desk."""
    pay.approved_claim(act_as)
    return act_as(Role.MANAGER)


def form(number=1, **differences):
    said = {
        "id_number": story.person(number).id_number,
        "document_number": "商服[2026]18号",
        "reason": "提供虚假学历证书",
        "from_on": TODAY,
        "until_on": UNTIL,
    } | differences
    return SaveBar(**said)


def bar(desk, **differences):
    with desk.work(read_only=False) as work:
        return bar_person(work, form(**differences))


def bars(desk):
    with desk.work(read_only=True) as work:
        return list_person_bars(work)


def lift(desk, row, day=TODAY, why="复议后撤销"):
    with desk.work(read_only=False) as work:
        lift_person_bar(work, row.id, row.version, day, why)


def refused(desk):
    with desk.work(read_only=True) as work:
        found = check_roster(work, story.programme_id(desk), Track.INSTITUTION, (story.person(1),))
    return "person-barred" in {line.code for line in found.verdicts[0].lines}


def test_a_barred_person_is_listed_with_a_masked_number_and_refused(act_as, known):
    assert bars(known) == ()
    bar(known)
    (row,) = bars(known)
    assert (row.name, row.state, row.document_number) == (
        "学员1",
        BarState.HOLDING,
        "商服[2026]18号",
    )
    assert story.person(1).id_number not in str(row)
    assert row.id_number.endswith(story.person(1).id_number[-4:])
    assert refused(act_as(Role.CLERK))


def test_a_bar_is_lifted_by_somebody_else_and_kept(act_as, known):
    bar(known)
    (row,) = bars(known)
    with pytest.raises(Refused, match="bar-same-person"):
        lift(known, row)
    reviewer = act_as(Role.REVIEWER)
    with pytest.raises(InvalidInput) as wrong:
        lift(reviewer, row, TODAY + dt.timedelta(days=1), " ")
    assert set(wrong.value.problems) == {"lifted_on", "reason"}
    lift(reviewer, row)
    (lifted,) = bars(known)
    assert (lifted.state, lifted.lifted_on, lifted.lifting) == (
        BarState.LIFTED,
        TODAY,
        "复议后撤销",
    )
    assert not refused(act_as(Role.CLERK))
    with pytest.raises(StaleRecord):
        lift(reviewer, row)
    with pytest.raises(Refused, match="bar-lifted-before"):
        lift(reviewer, lifted)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"id_number": "320106199805110011"}, {"id_number": "id-number-wrong"}),
        ({"number": 77}, {"id_number": "person-not-known"}),
        ({"document_number": " "}, {"document_number": "required"}),
        ({"reason": "错"}, {"reason": "reason-missing"}),
        ({"from_on": None, "until_on": None}, {"from_on": "required", "until_on": "required"}),
        ({"until_on": TODAY - dt.timedelta(days=1)}, {"until_on": "barred-until-before"}),
    ],
)
def test_a_bar_names_a_known_person_a_document_and_its_days(known, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        bar(known, **differences)
    assert refused.value.problems == problems


def test_those_that_hold_stand_first(known):
    bar(known)
    bar(known, number=2, from_on=dt.date(2024, 1, 1), until_on=dt.date(2025, 1, 1))
    assert [row.state for row in bars(known)] == [BarState.HOLDING, BarState.OVER]


def test_a_clerk_bars_nobody(act_as, known):
    with pytest.raises(NotPermitted):
        bar(act_as(Role.CLERK))


def test_of_the_numbers_in_a_roster_it_is_known_who_is_barred_and_who_is_one(act_as, known):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    twin = nearly(1)
    firm = other_firm(clerk)
    claim = story.submit(clerk, story.add_claim(clerk, [twin], enterprise=firm))
    draft = story.add_claim(clerk, [story.person(4)], enterprise=firm)
    numbers = (story.person(1).id_number, twin.id_number, story.person(2).id_number, "无")

    def answered():
        with clerk.work(read_only=True) as work:
            return known_persons(work, draft.id, numbers)

    assert answered() == KnownPersons()
    (signal,) = ask(clerk, signals_of_claim, claim.id)
    pair = ask(reviewer, pair_detail, signal.facts["pair"])
    do(reviewer, answer_pair, pair.id, pair.version, PairAnswer.SAME, "身份证号换发过")
    bar(known, number=2)
    found = answered()
    assert found.same == dict.fromkeys(numbers[:2], min(numbers[:2]))
    assert set(found.bars) == {numbers[2]}
    assert found.bars[numbers[2]].document == "商服[2026]18号"
