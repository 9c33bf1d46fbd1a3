"""The rules of compliance, each from facts and a day; and the law of the next day."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.compliance_checks import evaluate
from parkdesk.domain.compliance_facts import (
    AttestedFacts,
    CertificateFacts,
    ClaimFacts,
    EnterpriseFacts,
    Executed,
    LeaseFacts,
    OfContract,
    OfContracts,
    PaperFacts,
    ParkFacts,
    ProgrammeBranch,
    ProgrammeLines,
    ReturnFacts,
)
from parkdesk.domain.compliance_rules import (
    ComplianceRule,
    Concerned,
    Measure,
    Parameter,
    ParameterName,
    RuleArea,
    RuleBook,
    RuleCode,
    is_day_of_year,
    parameter_on,
    parameter_problems,
)
from parkdesk.domain.contracts import ExecutionWindow
from parkdesk.domain.programmes import Mark
from parkdesk.domain.severity import Level
from parkdesk.domain.threshold_watch import WatchLine, WatchMeasure

LONG_AGO = dt.date(2000, 1, 1)
TODAY = dt.date(2026, 10, 12)
OF_CONTRACT = OfContracts((OfContract(9, "HT-9", dt.date(2026, 8, 1)),))
OF_CLOSING = OfContracts((OfContract(9, "HT-9", dt.date(2026, 2, 1), 3),))
YEAR = DateRange(dt.date(2026, 1, 1), dt.date(2026, 9, 30))
Q2, Q3, Q4 = Quarter(2026, 2), Quarter(2026, 3), Quarter(2026, 4)
DUE = {
    Q2: dt.date(2026, 7, 15),
    Q3: dt.date(2026, 10, 15),
    Q4: dt.date(2027, 1, 15),
}
FIGURES = {
    ParameterName.ANSWER_DAYS: 30,
    ParameterName.LEAD_DAYS: 90,
    ParameterName.GRACE_DAYS: 30,
    ParameterName.KEPT_DAYS: 365,
    ParameterName.DUE_MMDD: 331,
}


def rule(code, **differences):
    facts = {
        "code": code,
        "area": RuleArea.RETURNS,
        "level": Level.WARNING,
        "concerns": Concerned.RESIDENTS,
        "sentence_zh": "",
        "sentence_en": "",
        "source_zh": "",
        "source": "",
        "mark": Mark.DOCUMENT,
        "valid_from": LONG_AGO,
        "valid_to": None,
    }
    return ComplianceRule(**(facts | differences))


def measure(code, of):
    return Measure(code, of, code, code, "", "", Mark.UNVERIFIED, LONG_AGO, None)


BOOK = RuleBook(
    {code: rule(code) for code in RuleCode},
    tuple(
        Parameter(code, name, LONG_AGO, value, "", Mark.UNVERIFIED)
        for code in RuleCode
        for name, value in FIGURES.items()
    ),
    (
        measure("isolation", RuleCode.SECURITY_UNATTESTED),
        measure("notice", RuleCode.PERSONAL_DATA_UNATTESTED),
    ),
)


def line(code, limit, kind=WatchMeasure.OFFSHORE):
    return WatchLine(code, kind, limit, 0, code, code, "", "", Mark.DOCUMENT)


PROGRAMME = ProgrammeLines(
    "fund-2026",
    "资金",
    "Fund",
    (
        ProgrammeBranch((line("floor", 50_000_000, WatchMeasure.TURNOVER), line("share", 500))),
        ProgrammeBranch((line("floor-2", 500_000_000, WatchMeasure.TURNOVER), line("s-2", 350))),
    ),
)
PARK = ParkFacts(
    TODAY,
    DUE,
    YEAR,
    (line("offshore-50", 500), line("offshore-35", 350), line("offshore-70", 700)),
    line("graduates-70", 700, WatchMeasure.GRADUATES),
    (PROGRAMME,),
    ExecutionWindow(LONG_AGO, None, (3, 31), (7, 1), "", Mark.DOCUMENT),
)
CERTIFICATE = CertificateFacts(7, "CMMI 3", "A-1", dt.date(2028, 1, 1), None)
CLAIM = ClaimFacts(
    4,
    "PX-1",
    "fund-2026",
    is_platform=False,
    is_open=False,
    is_granted=True,
    paid_on=dt.date(2026, 2, 1),
    submitted_on=dt.date(2026, 1, 5),
)
ATTESTED = tuple(
    AttestedFacts(code, year, dt.date(year, 3, 1), "王")
    for code in ("isolation", "notice")
    for year in (2025, 2026)
)
RETURNS = (
    ReturnFacts(Q2, 100, 90, dt.date(2026, 7, 10)),
    ReturnFacts(Q3, 100, 90, dt.date(2026, 10, 9)),
)
SOUND = EnterpriseFacts(
    1,
    is_applied=False,
    entered_on=dt.date(2020, 1, 1),
    left_on=None,
    certificates=(CERTIFICATE,),
    returns=RETURNS,
    executed={YEAR: Executed(100, 80)},
    attested=ATTESTED,
)


def look(facts=SOUND, day=TODAY, book=BOOK, **differences):
    return evaluate(replace(facts, **differences), replace(PARK, day=day), book)


def codes(outcome):
    return {one.rule.value for one in outcome.found}


def test_nothing_is_found_where_everything_is_as_the_rules_ask():
    assert look().found == ()


CASES = {
    "return not in after its day": ({"returns": RETURNS[1:]}, "T-01"),
    "return came late": (
        {"returns": (replace(RETURNS[0], received_on=dt.date(2026, 7, 16)), RETURNS[1])},
        "T-02",
    ),
    "return without people": (
        {"returns": (RETURNS[0], replace(RETURNS[1], headcount=0, graduates=0))},
        "T-04",
    ),
    "receipts missing": (
        {"receipts": OF_CONTRACT},
        "T-03",
    ),
    "certificate ran out": (
        {"certificates": (replace(CERTIFICATE, expires_on=dt.date(2026, 10, 11)),)},
        "Z-01",
    ),
    "certificate runs out, nobody spoke": (
        {"certificates": (replace(CERTIFICATE, expires_on=dt.date(2027, 1, 10)),)},
        "Z-02",
    ),
    "certificate suspended": (
        {"certificates": (replace(CERTIFICATE, suspended_on=dt.date(2026, 9, 1)),)},
        "Z-03",
    ),
    "yearly check missed": (
        {"certificates": (replace(CERTIFICATE, surveillance_on=dt.date(2026, 10, 11)),)},
        "Z-04",
    ),
    "persons of an open claim do not qualify": (
        {"claims": (replace(CLAIM, programme="", is_open=True, is_granted=False, refused_rows=2),)},
        "P-01",
    ),
    "fewer people than supported": ({"supported": ((dt.date(2027, 1, 1), 101),)}, "P-02"),
    "a supported person left early": (
        {"claims": (replace(CLAIM, left_early=1, left_since=dt.date(2026, 9, 1)),)},
        "P-03",
    ),
    "a check found it wrong": (
        {"claims": (replace(CLAIM, wrong_rows=1, wrong_since=dt.date(2026, 9, 1)),)},
        "P-04",
    ),
    "platform money never checked": (
        {"claims": (replace(CLAIM, is_platform=True, paid_on=dt.date(2025, 10, 11)),)},
        "P-05",
    ),
    "contracts not reported": (
        {"unreported": OF_CONTRACT},
        "H-01",
    ),
    "contracts differ": (
        {"differing": OF_CONTRACT},
        "H-02",
    ),
    "window closes": (
        {"closing": OF_CLOSING},
        "H-03",
    ),
    "executed above the contract": (
        {"above": OF_CONTRACT},
        "H-04",
    ),
    "below one half": ({"executed": {YEAR: Executed(100, 49)}}, "M-01"),
    "below thirty-five": ({"executed": {YEAR: Executed(100, 34)}}, "M-02"),
    "below seventy": ({"executed": {YEAR: Executed(100, 69)}}, "M-03"),
    "graduates below seventy": (
        {"returns": (RETURNS[0], replace(RETURNS[1], graduates=69))},
        "M-04",
    ),
    "claimant below the programme": (
        {"claims": (replace(CLAIM, is_open=True, is_granted=False, paid_on=None),)},
        "M-05",
    ),
    "lease ran out": ({"leases": (LeaseFacts(3, "A 座", dt.date(2026, 10, 11)),)}, "D-01"),
    "a paper is missing": ({"papers": (PaperFacts("lease", "租赁", "Lease", None),)}, "D-02"),
    "a measure is not attested": ({"attested": ATTESTED[2:]}, "S-01"),
    "duties are not attested": ({"attested": ATTESTED[:2], "has_persons": True}, "S-02"),
}


@pytest.mark.parametrize("case", CASES)
def test_each_rule_finds_its_own_and_nothing_else(case):
    differences, code = CASES[case]
    assert codes(look(**differences)) == {code}


def test_every_rule_of_the_catalogue_has_its_case():
    assert {code for _differences, code in CASES.values()} == set(RuleCode)


@pytest.mark.parametrize(
    ("day", "found"),
    [
        pytest.param(dt.date(2026, 7, 15), False, id="on its day"),
        pytest.param(dt.date(2026, 7, 16), True, id="a day later"),
    ],
)
def test_a_return_is_missing_from_the_day_after_it_was_due(day, found):
    missing = look(day=day, returns=RETURNS[1:])
    assert (RuleCode.RETURN_MISSING in {one.rule for one in missing.found}) is found


def test_a_renewal_that_was_spoken_about_is_under_way():
    soon = replace(CERTIFICATE, expires_on=dt.date(2027, 1, 10), renewal_said=True)
    outcome = look(certificates=(soon,))
    assert outcome.found == ()
    assert outcome.settled[RuleCode.CERTIFICATE_EXPIRING, "7"].code == "renewal-under-way"


def test_a_return_that_came_says_so_as_the_end_of_what_was_missing():
    ending = look().settled[RuleCode.RETURN_MISSING, "2026Q2"]
    assert (ending.code, ending.facts["received_on"]) == ("return-received", dt.date(2026, 7, 10))


def test_the_lowest_line_alone_is_named():
    outcome = look(executed={YEAR: Executed(100, 20)})
    assert codes(outcome) == {"M-02"}
    assert outcome.settled[RuleCode.OFFSHORE_70, "share"].code == "below-another-line"


def test_who_does_no_offshore_work_is_asked_for_no_share():
    assert look(executed={YEAR: Executed(100, 0)}).found == ()


def test_the_second_branch_of_a_programme_is_enough():
    waiting = replace(CLAIM, is_open=True, is_granted=False, paid_on=None)
    rich = Executed(600_000_000, 240_000_000)
    outcome = look(claims=(waiting,), executed={YEAR: rich})
    assert RuleCode.PROGRAMME_LINE not in {one.rule for one in outcome.found}


def test_until_the_day_of_the_year_the_year_before_is_asked_for():
    early = look(day=dt.date(2026, 3, 31), attested=())
    subjects = {one.subject for one in early.found if one.rule is RuleCode.SECURITY_UNATTESTED}
    assert subjects == {"isolation:2025"}


def test_who_left_the_park_is_asked_for_money_alone():
    gone = dt.date(2026, 9, 30)
    wrong = replace(CLAIM, wrong_rows=1, wrong_since=dt.date(2026, 9, 1))
    outcome = look(left_on=gone, returns=(), claims=(wrong,))
    assert codes(outcome) == {"P-04"}
    assert outcome.otherwise.code == "left-park"


def test_a_rule_that_is_not_asked_finds_nothing():
    over = rule(RuleCode.RETURN_MISSING, valid_to=dt.date(2026, 10, 11))
    book = replace(BOOK, rules={**BOOK.rules, RuleCode.RETURN_MISSING: over})
    assert look(returns=RETURNS[1:], book=book).found == ()


def test_a_later_figure_takes_over_on_its_day():
    later = Parameter(
        RuleCode.CERTIFICATE_EXPIRING,
        ParameterName.LEAD_DAYS,
        TODAY,
        10,
        "园区自定",
        Mark.DOCUMENT,
    )
    known = (*BOOK.parameters, later)
    asked = (RuleCode.CERTIFICATE_EXPIRING, ParameterName.LEAD_DAYS)
    assert parameter_on(known, *asked, TODAY - dt.timedelta(days=1)).value == 90
    assert parameter_on(known, *asked, TODAY).value == 10
    with pytest.raises(LookupError):
        parameter_on(known, *asked, dt.date(1999, 12, 31))


@pytest.mark.parametrize(
    ("name", "value", "from_on", "source", "problems"),
    [
        pytest.param(ParameterName.LEAD_DAYS, 30, TODAY, "主任会议", {}, id="right"),
        pytest.param(
            ParameterName.LEAD_DAYS, -1, TODAY, "x", {"value": "rule-days-out-of-range"}, id="days"
        ),
        pytest.param(
            ParameterName.DUE_MMDD,
            230,
            TODAY,
            "x",
            {"value": "rule-not-a-day-of-the-year"},
            id="30 February",
        ),
        pytest.param(
            ParameterName.LEAD_DAYS,
            None,
            dt.date(2026, 10, 11),
            " ",
            {"from_on": "in-the-past", "value": "required", "source": "required"},
            id="everything",
        ),
        pytest.param(ParameterName.DUE_MMDD, 331, None, "x", {"from_on": "required"}, id="no day"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(name, value, from_on, source, problems):
    assert parameter_problems(name, from_on, value, source, TODAY) == problems


def test_the_29th_of_february_is_no_day_of_every_year():
    assert is_day_of_year(228)
    assert not is_day_of_year(229)


DAYS = st.dates(dt.date(2024, 6, 1), dt.date(2027, 12, 31))
MAYBE = st.none() | DAYS


@st.composite
def enterprises(draw):
    """Any enterprise whose dates lie around the quarter that is looked at."""
    certificates = st.builds(
        CertificateFacts,
        st.integers(1, 3),
        st.just("CMMI 3"),
        st.just("A-1"),
        MAYBE,
        MAYBE,
        MAYBE,
        MAYBE,
        MAYBE,
        st.booleans(),
    )
    claims = st.builds(
        replace,
        st.just(CLAIM),
        is_platform=st.booleans(),
        is_open=st.booleans(),
        paid_on=MAYBE,
    )
    return replace(
        SOUND,
        entered_on=draw(DAYS),
        left_on=draw(MAYBE),
        certificates=tuple(draw(st.lists(certificates, max_size=3, unique_by=lambda one: one.id))),
        returns=tuple(
            ReturnFacts(quarter, 10, 5, draw(st.none() | st.dates(quarter.last, TODAY)))
            for quarter in draw(st.sets(st.sampled_from((Q2, Q3))))
        ),
        claims=tuple(draw(st.lists(claims, max_size=1))),
        leases=tuple(draw(st.lists(st.builds(LeaseFacts, st.just(3), st.just("A"), DAYS)))[:1]),
        attested=ATTESTED[: draw(st.integers(0, 4))],
        closing=OF_CLOSING,
        has_persons=draw(st.booleans()),
    )


@settings(max_examples=300, deadline=None)
@given(enterprises(), st.data())
def test_nothing_changes_by_itself_before_the_day_that_was_said(facts, data):
    """What a look says holds on every day until its next day: so those alone are looked at."""
    days = st.dates(Q4.first, Q4.last)
    first = data.draw(days)
    outcome = look(facts, first)
    until = min(outcome.next_on - dt.timedelta(days=1), Q4.last)
    later = look(facts, data.draw(st.dates(first, max(first, until))))
    assert set(map(repr, later.found)) == set(map(repr, outcome.found))


def test_without_a_dated_rule_no_window_closes():
    closing = replace(SOUND, closing=OF_CLOSING)
    assert codes(evaluate(closing, PARK, BOOK)) == {"H-03"}
    assert codes(evaluate(closing, replace(PARK, window=None), BOOK)) == set()


def test_a_quarter_without_people_is_held_only_against_money():
    nobody = (RETURNS[0], replace(RETURNS[1], headcount=0, graduates=0))
    assert codes(look(returns=nobody, executed={})) == set()
    assert codes(look(returns=nobody, executed={YEAR: Executed(0, 0)})) == set()


def test_a_paper_that_was_attached_says_when():
    attached = PaperFacts("lease", "租赁", "Lease", dt.date(2026, 9, 2))
    missing = PaperFacts("licence", "执照", "Licence", None)
    outcome = look(papers=(attached, missing))
    assert [one.subject for one in outcome.found] == ["licence"]
    ending = outcome.settled[RuleCode.PAPER_MISSING, "lease"]
    assert (ending.code, ending.facts) == ("paper-attached", {"on": dt.date(2026, 9, 2)})


def test_a_platform_that_was_checked_says_when():
    old = replace(CLAIM, is_platform=True, paid_on=dt.date(2025, 10, 11))
    outcome = look(claims=(replace(old, checked_on=dt.date(2026, 4, 1)),))
    assert outcome.found == ()
    ending = outcome.settled[RuleCode.PLATFORM_UNCHECKED, "PX-1"]
    assert ending.facts == {"number": "PX-1", "on": dt.date(2026, 4, 1)}
