"""Every rule has its clause beside it, and every line of reasoning something that it rests on."""

import ast
import inspect
import re
from types import ModuleType

import pytest

from parkdesk.domain import (
    certification_claims,
    claimants,
    eligibility_rules,
    head_ceilings,
    item_rules,
    person_bars,
    platform_claims,
)
from parkdesk.domain.eligibility import Judge, RowVerdict, deciding_line
from parkdesk.domain.eligibility_rules import Rule, TraceLine, Verdict
from parkdesk.domain.programmes import Mark, Track
from parkdesk.domain.rule_grounds import document_of, paper_of
from tests.domain.packs import TODAY
from tests.domain.test_eligibility import GOOD, THIS_YEAR

MODULES = (
    certification_claims,
    claimants,
    eligibility_rules,
    head_ceilings,
    item_rules,
    person_bars,
    platform_claims,
)
_DOCUMENT = re.compile(r"财企\[\d{4}\]\d+号|GB \d+-\d{4}|[Nn]o notice|S\d+")
_MARK = re.compile(r"\b[ABCD]\b")
_SHARED = {"listed_line", "_branch_line", "_repeat", "_scored"}
"""Rules that others speak for: the list is the caller's, the branch one of the threshold's, a score
one of the assessment's, and an invoice that stands twice is a slip of the pen."""


def rules_of(module: ModuleType):
    """The functions of a module that make a line of reasoning, methods too."""
    tree = ast.parse(inspect.getsource(module))
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.returns is not None:
            kind = ast.unparse(node.returns)
            if kind in {"TraceLine", "TraceLine | None"} or node.name == "with_bar":
                yield node


@pytest.mark.parametrize("module", MODULES, ids=lambda one: one.__name__.rpartition(".")[2])
def test_a_rule_says_where_it_was_read_and_how_well(module):
    found = list(rules_of(module))
    assert found
    for rule in found:
        words = ast.get_docstring(rule) or ""
        if rule.name in _SHARED:
            continue
        assert _DOCUMENT.search(words), f"{rule.name}: {words}"
        assert _MARK.search(words), f"{rule.name}: {words}"


def test_a_standard_an_order_and_a_paper_speak_for_themselves():
    (number,) = [one for one in judged(GOOD).lines if one.rule is Rule.ID_NUMBER]
    assert document_of(number) == "GB 11643-1999"
    barred = TraceLine(Rule.BARRED, Verdict.FAIL, "person-barred", {"document": "商服〔2026〕3号"})
    assert document_of(barred) == "商服〔2026〕3号"
    for code, paper in (("invoice-missing", "fee-invoice"), ("bank-slip-missing", "bank-slip")):
        line = TraceLine(Rule.PAPERS, Verdict.FAIL, code)
        found = paper_of(line, THIS_YEAR)
        assert (found.code, document_of(line)) == (paper, "")
        assert found.mark in Mark
    assert paper_of(number, THIS_YEAR) is None


def judged(row) -> RowVerdict:
    return Judge(THIS_YEAR, Track.ENTERPRISE, TODAY).judge(row)


def test_the_gravest_line_decides():
    lines = [
        TraceLine(Rule.AGE, Verdict.WARN, "age-of-retirement"),
        TraceLine(Rule.DEGREE, Verdict.FAIL, "degree-too-low"),
        TraceLine(Rule.AMOUNT, Verdict.FAIL, "amount-withheld"),
    ]
    assert deciding_line(RowVerdict(Verdict.FAIL, 0, tuple(lines))).rule is Rule.DEGREE
    assert deciding_line(judged(GOOD)).rule is Rule.AMOUNT
