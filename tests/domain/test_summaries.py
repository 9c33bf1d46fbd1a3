import dataclasses
import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain import canonical
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.deviations import ordered_deviations
from parkdesk.domain.findings import FindingStanding
from parkdesk.domain.statistics import GrowthMark, Totals
from parkdesk.domain.summaries import (
    Figure,
    FigureKey,
    QuarterlySummary,
    Signatures,
    SourceMarket,
    Unit,
)
from parkdesk.domain.summary_findings import ordered_lines
from parkdesk.domain.summary_laws import broken_laws
from tests.reports.sample import CUT_OFF, empty_summary, make_old_summary, make_summary


def test_the_sample_keeps_every_law():
    assert broken_laws(make_summary()) == ()
    assert broken_laws(empty_summary()) == ()


def test_a_summary_comes_back_from_its_canonical_form():
    summary = make_summary()
    content = canonical.encode(summary)
    assert canonical.decode(QuarterlySummary, content) == summary
    assert b"." not in content.replace(b"Inc.", b"").split(b'"contracts"')[0]


def test_the_code_follows_every_fact():
    summary = make_summary()
    other = dataclasses.replace(summary, subsidy_persons=639)
    assert summary.code != other.code
    assert summary.code == make_summary().code
    assert len(summary.code) == len("7F3A-91C2-04BE")


def test_numbers_name_quarter_edition_and_language():
    summary = make_summary(edition=2)
    assert summary.number("zh_CN") == "HG-2026-Q3-002"
    assert summary.number("en") == "HG-2026-Q3-002E"
    assert empty_summary().number("zh_CN") == ""


BREAKS = {
    "executed-by-line": lambda _s: {
        "figures": (Figure(FigureKey.OFFSHORE_EXECUTED, Unit.USD_CENTS, 1),)
    },
    "markets-add-up": lambda s: {"markets": (*s.markets, SourceMarket("FR", s.markets[0].name, 1))},
    "contracts-add-up": lambda s: {"contracts": s.contracts[:-1]},
    "enterprises-add-up": lambda s: {
        "enterprises": tuple(e for e in s.enterprises if not e.executed_usd_cents)
    },
    "claims-shrink": lambda s: {
        "programmes": (
            dataclasses.replace(s.programmes[0], paid_cents=s.programmes[0].approved_cents + 1),
            *s.programmes[1:],
        )
    },
    "subsidy-adds-up": lambda s: {"programmes": s.programmes[:1]},
    "staff-parts": lambda s: {"staff": (dataclasses.replace(s.staff[0], graduates=10**6),)},
    "deviations-in-order": lambda _s: {"deviations": make_old_summary().deviations[::-1]},
    "findings-of-the-quarter": lambda s: {
        "findings": dataclasses.replace(s.findings, lines=s.findings.lines[::-1])
    },
    "totals-agree": lambda s: {"totals": dataclasses.replace(totals_of(s), kpo_usd_cents=1)},
}


def totals_of(summary):
    """The sums that agree with a summary's figures and contracts."""
    executed = sum(line.executed_usd_cents for line in summary.contracts)
    return Totals(
        signed_usd_cents=summary.figure(FigureKey.SIGNED).value,
        executed_usd_cents=executed,
        executed_offshore_usd_cents=summary.figure(FigureKey.OFFSHORE_EXECUTED).value,
        ito_usd_cents=executed,
    )


def test_the_sums_that_are_kept_agree_with_everything_else():
    summary = make_summary()
    kept = totals_of(summary)
    assert broken_laws(dataclasses.replace(summary, totals=kept)) == ()
    for name in ("executed_usd_cents", "executed_offshore_usd_cents", "signed_usd_cents"):
        wrong = dataclasses.replace(kept, **{name: getattr(kept, name) + 1})
        assert broken_laws(dataclasses.replace(summary, totals=wrong)) == ("totals-agree",)


@pytest.mark.parametrize("law", BREAKS)
def test_a_broken_law_is_named(law):
    summary = make_summary()
    assert broken_laws(dataclasses.replace(summary, **BREAKS[law](summary))) == (law,)


def line_of(summary, standing):
    return next(one for one in summary.findings.lines if one.standing is standing)


@pytest.mark.parametrize(
    ("standing", "differences"),
    [
        pytest.param(
            FindingStanding.OPEN, {"found_on": dt.date(2026, 10, 1)}, id="found after the quarter"
        ),
        pytest.param(FindingStanding.ENDED, {"ended_on": None}, id="closed on no day"),
        pytest.param(
            FindingStanding.ENDED, {"ended_on": dt.date(2026, 6, 30)}, id="closed before it"
        ),
        pytest.param(
            FindingStanding.ENDED, {"standing": FindingStanding.OPEN}, id="closed and open"
        ),
    ],
)
def test_a_finding_stands_in_its_quarter_as_it_is_marked(standing, differences):
    summary = make_summary()
    old = line_of(summary, standing)
    lines = [one for one in summary.findings.lines if one is not old]
    wrong = ordered_lines([*lines, dataclasses.replace(old, **differences)])
    findings = dataclasses.replace(summary.findings, lines=wrong)
    broken = broken_laws(dataclasses.replace(summary, findings=findings))
    assert broken == ("findings-of-the-quarter",)


def test_growth_compares_like_for_like():
    figure = Figure(FigureKey.STAFF, Unit.PERSONS, 150, 100, None, like_previous=110)
    assert figure.against_previous().permille == 100
    assert figure.against_year_before().mark is GrowthMark.MISSING
    changed = dataclasses.replace(figure, redefined=True)
    assert changed.against_previous().mark is GrowthMark.REDEFINED


def test_only_certificates_in_force_expire():
    lines = make_summary().certificates
    day = CUT_OFF.date() + dt.timedelta(days=30)
    kinds = [
        dataclasses.replace(lines[0], expires_on=day, status=status)
        for status in (CertificationStatus.EXPIRING, CertificationStatus.SUSPENDED)
    ]
    summary = make_summary(certificates=tuple(kinds))
    assert summary.expiring() == (kinds[0],)


@given(st.randoms())
def test_exceptions_have_one_order(chance):
    found = list(make_old_summary(enterprises=5, contracts=3).deviations)
    chance.shuffle(found)
    once = make_old_summary(enterprises=5, contracts=3).deviations
    assert ordered_deviations(tuple(found)) == once


@pytest.mark.parametrize(
    ("signed", "left"),
    [
        (("李芳", "周敏", "陈志远"), ("李芳", "周敏", "陈志远")),
        (("李芳", "李芳", "陈志远"), ("李芳", "", "陈志远")),
        (("李芳", "周敏", "周敏"), ("李芳", "周敏", "")),
        (("李芳", "李芳", "李芳"), ("李芳", "", "")),
    ],
)
def test_nobody_signs_twice(signed, left):
    assert Signatures(*signed).of_different_people() == Signatures(*left)


def test_what_stood_open_is_counted_as_the_summary_kept_it():
    summary, older = make_summary(), make_old_summary()
    ended = [one for one in summary.findings.lines if one.standing is FindingStanding.ENDED]
    assert ended
    assert summary.open_exceptions == len(summary.findings.lines) - len(ended)
    assert older.open_exceptions == len(older.deviations) > 0
    assert empty_summary().open_exceptions == 0
