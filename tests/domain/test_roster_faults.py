"""The faults of a roster: one an entry, in the order of rows and columns."""

from parkdesk.domain.eligibility import RowVerdict, Rule, TraceLine, Verdict
from parkdesk.domain.roster_faults import roster_faults
from parkdesk.domain.trainees import RosterField, Trainee

NAME, NUMBER, HIRED = RosterField.NAME, RosterField.ID_NUMBER, RosterField.HIRED_ON


def fails(cell, rule=Rule.AMOUNT):
    return TraceLine(rule, Verdict.FAIL, "wrong", {}, None, cell)


def judged(*lines):
    return RowVerdict(Verdict.FAIL if lines else Verdict.PASS, 0, lines)


def told(rows, *verdicts):
    return [(one.place, one.cell, one.line.code) for one in roster_faults(rows, verdicts)]


def test_faults_come_by_row_and_column_and_those_of_a_whole_row_last():
    rows = [Trainee(name="学员1"), Trainee(name="学员2")]
    first = judged(fails(None), fails(HIRED), fails(NAME))
    assert told(rows, first, judged(fails(NUMBER))) == [
        (0, NAME, "wrong"),
        (0, HIRED, "wrong"),
        (0, None, "wrong"),
        (1, NUMBER, "wrong"),
    ]


def test_each_cell_that_cannot_be_read_is_a_fault_of_its_own():
    row = Trainee(name="学员1", unread={HIRED.value: "昨天", NUMBER.value: "?"})
    found = told([row], judged(fails(None, Rule.CELLS)))
    assert found == [(0, NUMBER, "cell-not-readable"), (0, HIRED, "cell-not-readable")]


def test_a_blank_row_and_a_good_one_have_no_faults():
    assert told([Trainee(), Trainee(name="学员1")], judged(fails(NAME)), judged()) == []
