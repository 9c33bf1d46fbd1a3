"""How findings stood on a quarter's last day, whoever asks and when."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import FindingAct, FindingStanding, QuarterMark
from parkdesk.domain.severity import Level
from parkdesk.domain.summary_findings import (
    FindingLine,
    Leave,
    QuarterFindings,
    Step,
    as_it_stood,
    duties,
    ending_of,
    kept_facts,
    ordered_lines,
    places,
)

D = dt.date
LAST = D(2026, 9, 30)
DUE = D(2026, 9, 15)
LATE, OPEN, SAID, WAIVED, ENDED = FindingStanding


def line(number=1, **differences):
    facts = {
        "finding_id": number,
        "level": Level.WARNING,
        "rule": RuleCode.CERTIFICATE_EXPIRED,
        "enterprise": "太湖软件",
        "facts": (),
        "since_on": D(2026, 7, 1),
        "found_on": D(2026, 7, 6),
        "due_on": DUE,
        "owner": "李芳",
        "standing": FindingStanding.OPEN,
        "mark": QuarterMark.NEW,
    }
    return FindingLine(**(facts | differences))


def quarter(*lines, **differences):
    facts = {
        "as_at": LAST,
        "kept_since": D(2026, 7, 1),
        "looked_on": D(2026, 10, 1),
        "lines": lines,
        "found_since": 0,
        "rules": (),
    }
    return QuarterFindings(**(facts | differences))


def step(act, day, words="", until=None):
    return Step(act, D(2026, 9, day), words, until)


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        pytest.param((), ("", DUE, LATE), id="nobody did anything"),
        pytest.param((step(FindingAct.ASSIGNED, 2, "周敏"),), ("周敏", DUE, LATE), id="assigned"),
        pytest.param((step(FindingAct.ANSWERED, 9, "已安排"),), ("", DUE, SAID), id="answered"),
        pytest.param(
            (step(FindingAct.ANSWERED, 9), step(FindingAct.REOPENED, 10)),
            ("", DUE, LATE),
            id="the answer was taken back",
        ),
        pytest.param(
            (step(FindingAct.DUE_MOVED, 9, until=LAST),), ("", LAST, OPEN), id="another deadline"
        ),
        pytest.param(
            (Step(FindingAct.ANSWERED, D(2026, 10, 2)),),
            ("", DUE, LATE),
            id="answered only in the next quarter",
        ),
    ],
)
def test_a_finding_stood_as_what_was_done_until_then_left_it(steps, expected):
    stood = as_it_stood(LAST, steps, DUE)
    assert (stood.owner, stood.due_on, stood.standing) == expected
    assert stood.waived_until is None


@pytest.mark.parametrize(
    ("own", "inherited", "steps", "until"),
    [
        pytest.param([Leave(D(2026, 9, 1), LAST)], [], (), LAST, id="waived to the day"),
        pytest.param([Leave(D(2026, 9, 1), D(2026, 9, 29))], [], (), None, id="run out before"),
        pytest.param([Leave(D(2026, 9, 1), LAST, LAST)], [], (), None, id="revoked on the day"),
        pytest.param(
            [Leave(D(2026, 9, 1), LAST, D(2026, 10, 1))], [], (), LAST, id="revoked only later"
        ),
        pytest.param([], [Leave(D(2026, 5, 1), LAST)], (), LAST, id="left by the one before"),
        pytest.param(
            [], [Leave(D(2026, 5, 1), LAST)], (step(FindingAct.REVOKED, 9),), None, id="ended here"
        ),
    ],
)
def test_leave_counts_on_the_days_that_it_held(own, inherited, steps, until):
    stood = as_it_stood(LAST, steps, DUE, own, inherited)
    assert stood.waived_until == until
    assert (stood.standing is WAIVED) is (until is not None)


def test_a_finding_grows_older_until_it_ends():
    assert line().age(LAST) == 86
    assert line(ended_on=D(2026, 7, 8)).age(LAST) == 2


def test_what_stood_and_what_ended_are_told_apart_and_counted():
    ended = line(2, mark=QuarterMark.CLOSED, standing=ENDED, ended_on=D(2026, 8, 1))
    grave = line(3, level=Level.SERIOUS, mark=QuarterMark.REPEATED)
    found = quarter(line(), ended, grave)
    assert found.standing == (line(), grave)
    assert found.closed == (ended,)
    assert found.by_level() == {**dict.fromkeys(Level, 0), Level.WARNING: 1, Level.SERIOUS: 1}
    assert found.by_mark() == dict.fromkeys(QuarterMark, 1)


@pytest.mark.parametrize(
    ("kept_since", "looked_on", "unknown"),
    [
        (D(2026, 7, 1), D(2026, 10, 1), False),
        (LAST, None, False),
        (D(2026, 10, 1), D(2026, 10, 1), True),
        (None, LAST, False),
        (None, D(2026, 10, 1), True),
        (None, None, True),
    ],
)
def test_a_quarter_before_the_first_look_is_not_known(kept_since, looked_on, unknown):
    assert quarter(kept_since=kept_since, looked_on=looked_on).unknown is unknown


def test_whoever_has_most_to_answer_comes_first_and_nobody_last():
    mine = [line(1), line(2, due_on=D(2026, 8, 1), standing=LATE)]
    nobodys = [line(number, owner="") for number in (3, 4, 5)]
    others = [line(6, owner="周敏"), line(7, owner="周敏", standing=SAID)]
    told = duties(quarter(*mine, *nobodys, *others))
    assert [(one.owner, one.count, one.overdue) for one in told] == [
        ("李芳", 2, 1),
        ("周敏", 1, 0),
        ("", 3, 0),
    ]
    assert told[0].first == mine[1]


def test_the_gravest_come_first_and_what_ended_last_of_its_level():
    ended = line(1, mark=QuarterMark.CLOSED)
    grave, late = line(2, level=Level.SERIOUS), line(3, standing=LATE)
    assert ordered_lines([ended, line(4), late, grave]) == (grave, late, line(4), ended)


facts = st.dictionaries(
    st.text(min_size=1), st.text() | st.integers() | st.dates(D(2000, 1, 1)), max_size=5
)


@given(facts)
def test_the_places_of_a_sentence_come_back_as_they_were(named):
    assert places(kept_facts(named)) == named


def test_the_fact_that_ended_it_is_found_again():
    assert ending_of(line()) is None
    ended = line(ending=kept_facts({"": "return-received", "received_on": LAST}))
    told = ending_of(ended)
    assert (told.code, told.facts) == ("return-received", {"received_on": LAST})
