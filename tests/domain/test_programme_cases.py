"""Test cases run through the rules of claims, and say what they could not read."""

from dataclasses import replace

import pytest

from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.programme_cases import FACTS_OF, run_case, run_cases
from parkdesk.domain.programmes import ClaimKind, PackCase
from tests.domain.packs import FOLDER, seeded

SEEDS = sorted(path.stem for path in FOLDER.glob("*.toml"))
GOOD = {
    "degree": "bachelor",
    "graduated_on": "2025-06-30",
    "hired_on": "2026-05-11",
    "contract_first": "2026-05-11",
    "contract_last": "2029-05-10",
    "service_line": "ito",
}
FEE = {"certificate": "CMMI", "event": "first", "fee": "appraisal", "cost": "100,000"}
PAID = {"paid_on": "2026-05-20"}


@pytest.mark.parametrize("name", SEEDS)
def test_the_cases_of_every_seed_pass(name):
    results = run_cases(seeded(name))
    assert results
    assert [result.case.name for result in results if not result.passed] == []


@pytest.mark.parametrize(
    ("kind", "facts", "verdict", "amount"),
    [
        (ClaimKind.ENTERPRISE, GOOD, Verdict.PASS, 450_000),
        (ClaimKind.ENTERPRISE, GOOD | {"contract_last": "+1y"}, Verdict.WARN, 450_000),
        (ClaimKind.ENTERPRISE, GOOD | {"born": "1960-01-01"}, Verdict.WARN, 450_000),
        (ClaimKind.ENTERPRISE, GOOD | {"staff": "10", "graduates": "6"}, Verdict.FAIL, 0),
        (ClaimKind.ENTERPRISE, GOOD | {"last_violation": "2025-06-01"}, Verdict.FAIL, 0),
        (
            ClaimKind.ENTERPRISE,
            GOOD | {"last_violation": "2024-06-01", "judged_on": "2026-06-01"},
            Verdict.PASS,
            450_000,
        ),
        (ClaimKind.INSTITUTION, GOOD, Verdict.FAIL, 0),
        (ClaimKind.INSTITUTION, GOOD | {"assessment": "passed"}, Verdict.PASS, 50_000),
        (ClaimKind.CERTIFICATION, FEE | PAID, Verdict.WARN, 10_000_000),
        (ClaimKind.CERTIFICATION, FEE | PAID | {"funded_events": "3"}, Verdict.FAIL, 0),
        (ClaimKind.CERTIFICATION, FEE | PAID | {"invoice": "无"}, Verdict.FAIL, 0),
        (ClaimKind.CERTIFICATION, FEE | PAID | {"bank_slip": "-"}, Verdict.FAIL, 0),
        (ClaimKind.PLATFORM, {"platform": "brand", "cost_kind": "running"}, Verdict.FAIL, 0),
        (
            ClaimKind.PLATFORM,
            {"platform": "brand", "cost_kind": "running", "cost": "1,000.50"} | PAID,
            Verdict.PASS,
            100_050,
        ),
    ],
)
def test_a_case_is_judged_as_a_claim_would_be(kind, facts, verdict, amount):
    result = run_case(seeded(), PackCase("x", kind, facts, verdict.value, amount))
    assert (result.verdict, result.amount_cents) == (verdict, amount)
    assert result.passed
    assert result.lines


@pytest.mark.parametrize(
    ("kind", "name", "text"),
    [
        (ClaimKind.ENTERPRISE, "hired_on", "2026-13-01"),
        (ClaimKind.ENTERPRISE, "degree", "professor"),
        (ClaimKind.ENTERPRISE, "staff", "-3"),
        (ClaimKind.CERTIFICATION, "cost", "much"),
        (ClaimKind.CERTIFICATION, "event", "again"),
        (ClaimKind.PLATFORM, "judged_on", "x"),
    ],
)
def test_a_fact_that_cannot_be_read_is_named(kind, name, text):
    result = run_case(seeded(), PackCase("x", kind, {name: text}, "pass", 0))
    assert result.unread == name
    assert result.verdict is None
    assert not result.passed


def test_a_wrong_expectation_does_not_pass():
    programme = seeded()
    case = PackCase("x", ClaimKind.ENTERPRISE, GOOD, "pass", 450_000)
    assert run_case(programme, case).passed
    assert not run_case(programme, replace(case, amount_cents=450_001)).passed
    assert not run_case(programme, replace(case, verdict="warn")).passed


def test_every_kind_asks_for_its_facts():
    assert set(FACTS_OF) == set(ClaimKind)
    for facts in FACTS_OF.values():
        assert len({fact.value for fact in facts}) == len(facts)
