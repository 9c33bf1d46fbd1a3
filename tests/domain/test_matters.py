"""What page 1 says is to be done: findings that wait, by rule and person."""

import dataclasses
import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import FindingStanding, QuarterMark
from parkdesk.domain.severity import Level
from parkdesk.domain.summary_findings import matters, ordered_lines
from tests.reports.sample import make_findings

NAMES = ["甲公司", "乙公司", "丙公司"]
SAMPLE = make_findings(NAMES)
MODEL = SAMPLE.lines[0]


def line(number, **differences):
    return dataclasses.replace(
        MODEL, finding_id=number, ended_on=None, ending=(), waived_until=None,
        **({"mark": QuarterMark.NEW, "standing": FindingStanding.OPEN} | differences),
    )  # fmt: skip


def found(*lines):
    return dataclasses.replace(SAMPLE, lines=ordered_lines(lines))


def test_findings_of_one_rule_and_person_are_one_matter():
    made = matters(
        found(
            line(1, owner="李倩", enterprise="甲公司", due_on=dt.date(2026, 10, 3)),
            line(2, owner="李倩", enterprise="甲公司", due_on=dt.date(2026, 10, 1)),
            line(3, owner="李倩", enterprise="乙公司", due_on=dt.date(2026, 9, 1),
                 standing=FindingStanding.OVERDUE),
            line(4, owner="", enterprise="乙公司", due_on=dt.date(2026, 10, 9)),
        )
    )  # fmt: skip
    assert [(one.owner, one.count, one.overdue, one.enterprises) for one in made] == [
        ("李倩", 3, 1, 2),
        ("", 1, 0, 1),
    ]
    assert made[0].first.finding_id == 3


def test_what_was_answered_waived_closed_or_has_ended_since_waits_for_nobody():
    ended = line(4)
    made = matters(
        found(
            line(1, standing=FindingStanding.ANSWERED),
            line(2, standing=FindingStanding.WAIVED),
            line(3, standing=FindingStanding.ENDED, mark=QuarterMark.CLOSED),
            dataclasses.replace(ended, ended_on=dt.date(2026, 10, 4)),
        )
    )
    assert made == ()


def test_the_gravest_comes_first_and_then_what_is_latest():
    made = matters(
        found(
            line(1, level=Level.HINT, rule=RuleCode.RETURN_LATE,
                 standing=FindingStanding.OVERDUE),
            line(2, level=Level.WARNING, rule=RuleCode.CERTIFICATE_EXPIRING, owner="甲"),
            line(3, level=Level.WARNING, rule=RuleCode.CERTIFICATE_EXPIRING, owner="乙",
                 standing=FindingStanding.OVERDUE),
            line(4, level=Level.SERIOUS, rule=RuleCode.CERTIFICATE_EXPIRED),
        )
    )  # fmt: skip
    assert [one.first.finding_id for one in made] == [4, 3, 2, 1]


def test_findings_of_two_levels_of_a_rule_are_told_by_the_graver():
    made = matters(found(line(1, level=Level.HINT), line(2, level=Level.SERIOUS)))
    assert [(one.level, one.count) for one in made] == [(Level.SERIOUS, 2)]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(list(RuleCode)), st.sampled_from(["", "李倩", "周敏"]),
            st.sampled_from(list(FindingStanding)), st.booleans(),
        ),
        max_size=30,
    )
)  # fmt: skip
def test_every_finding_that_waits_is_in_one_matter(rows):
    lines = [
        dataclasses.replace(
            line(number, rule=rule, owner=owner, standing=standing),
            ended_on=dt.date(2026, 10, 2) if ended else None,
        )
        for number, (rule, owner, standing, ended) in enumerate(rows)
    ]
    waiting = [
        one for one in lines
        if one.standing in {FindingStanding.OPEN, FindingStanding.OVERDUE} and not one.ended_on
    ]  # fmt: skip
    made = matters(found(*lines))
    assert sum(one.count for one in made) == len(waiting)
    overdue = [one for one in waiting if one.standing is FindingStanding.OVERDUE]
    assert sum(one.overdue for one in made) == len(overdue)
    assert len({(one.rule, one.owner) for one in made}) == len(made)
