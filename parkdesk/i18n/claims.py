"""The reasoning of a roster's row in sentences: for the screen, for print, for the terminal."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.eligibility import TraceLine, Verdict
from parkdesk.domain.eligibility_rules import Fact
from parkdesk.domain.money import rmb_capitals
from parkdesk.domain.programme_figures import ClaimKind, Standing
from parkdesk.domain.programmes import Figure, Material, Programme
from parkdesk.domain.remedies import remedy_of
from parkdesk.domain.rule_grounds import OWN_CHECKS, document_of, paper_of
from parkdesk.domain.trainees import OPEN_ENDED, RosterField, Trainee
from parkdesk.i18n import N_, date_text, label, language, problem, tr, trn

_MARKS: Mapping[Verdict, str] = {
    Verdict.PASS: "✓",
    Verdict.WARN: "▲",
    Verdict.FAIL: "✕",
    Verdict.DUPLICATE: "2×",
}

# A button says what it does; a course and a print say what was done.
_DONE: Mapping[ClaimAction, str] = {
    ClaimAction.SUBMIT: N_("Submitted"),
    ClaimAction.PRECHECK: N_("Pre-check passed"),
    ClaimAction.RESUBMIT: N_("Handed back to the reviewer"),
    ClaimAction.REVIEW: N_("Higher level's finding recorded"),
    ClaimAction.APPROVE: N_("Approval given"),
    ClaimAction.PUBLISH: N_("Public notice begun"),
    ClaimAction.UNPUBLISH: N_("Public notice withdrawn"),
    ClaimAction.CLEAR: N_("Released for payment"),
    ClaimAction.PAY: N_("Payment recorded"),
    ClaimAction.BOUNCE: N_("Transfer came back"),
    ClaimAction.ARCHIVE: N_("Filed away"),
    ClaimAction.RETURN: N_("Returned for correction"),
    ClaimAction.REJECT: N_("Rejected"),
    ClaimAction.WITHDRAW: N_("Withdrawn by the applicant"),
    ClaimAction.RECOVER: N_("Clawback opened"),
    ClaimAction.SETTLE: N_("Recovery closed"),
}


def done_text(action: ClaimAction) -> str:
    """Return what a step of a claim's course did."""
    return tr(_DONE[action])


def size_text(kind: ClaimKind, n: int) -> str:
    """Return how many people or items a claim of a kind has."""
    if kind.track is not None:
        return trn("{n} person", "{n} people", n)
    return trn("{n} item", "{n} items", n)


def mark_text(verdict: Verdict) -> str:
    """Return the sign that stands beside a colour, so that a colour never stands alone."""
    return _MARKS[verdict]


def capitals_text(cents: int) -> str:
    """Return an amount as Chinese forms write it, 人民币壹万元整; English has no such words."""
    return rmb_capitals(cents) if language() == "zh_CN" else ""


def line_text(line: TraceLine) -> str:
    """Return what a rule found, in one sentence."""
    facts = _facts(line.facts)
    if line.code == "assessment-passed" and line.facts.get("score_tenths") is not None:
        return problem("assessment-passed-score", **facts)
    return problem(line.code, **facts)


def remedy_text(line: TraceLine) -> str:
    """Return what would make the rule pass; empty where nothing is known."""
    code = remedy_of(line)
    return problem(code, what=line.cell or line.rule, **_facts(line.facts)) if code else ""


def _facts(facts: Mapping[str, Fact]) -> dict[str, Fact]:
    score = facts.get("score_tenths")
    return {**facts, "score": score_text(score) if isinstance(score, int) else ""}


def basis_text(figure: Figure[object] | None, programme: Programme) -> str:
    """Return document and clause of a figure, and 待核实 where nobody has read it there."""
    document = (figure.document if figure else "") or programme.document
    named = document or programme_title(programme)
    clause = figure.clause if figure else ""
    text = tr("{document}, {clause}", document=named, clause=clause) if clause else named
    if figure is not None and not figure.confirmed:
        return tr("{text} (to be confirmed)", text=text)
    return text


def line_basis_text(line: TraceLine, programme: Programme) -> str:
    """Return what a line rests on: its figure's document and clause, or what stands for them.

    Without a figure that is a national standard, the order of a bar, a paper of the programme's
    list, or a check of the park's own. Where the programme's figure is lacking it is the
    programme's document, to be confirmed.
    """
    if line.basis is not None:
        return basis_text(line.basis, programme)
    if named := document_of(line):
        return named
    if paper := paper_of(line, programme):
        return basis_text(
            Figure(None, paper.mark, paper.source, paper.document, paper.clause), programme
        )
    own = tr("the park's own check") if line.rule in OWN_CHECKS else basis_text(None, programme)
    return tr("{text} (to be confirmed)", text=own)


def programme_title(programme: Programme) -> str:
    """Return the programme's title in the language in use."""
    return programme.title if language() == "zh_CN" else programme.title_en


def material_name(material: Material) -> str:
    """Return a paper's name in the language in use."""
    return material.name if language() == "zh_CN" else material.name_en


def condition_name(code: str) -> str:
    """Return what an answer about a claim's applicant is about, by its code."""
    known = {one.value for one in Standing}
    return label(Standing(code)) if code in known else tr("Violations")


def score_text(tenths: int | None) -> str:
    """Return 86 or 86.5; empty for none."""
    if tenths is None:
        return ""
    whole, tenth = divmod(tenths, 10)
    return f"{whole}.{tenth}" if tenth else str(whole)


def day_text(day: dt.date | None) -> str:
    """Return a day, the words for a contract without an end, or nothing."""
    if day is None:
        return ""
    return tr("no fixed term") if day == OPEN_ENDED else date_text(day)


def cell_text(row: Trainee, cell: RosterField) -> str:
    """Return a cell as it is shown and typed: what cannot be read stands as it was typed."""
    typed = row.unread.get(cell.value)
    if typed is not None:
        return typed
    value = getattr(row, cell.value)
    if value is None or value == "":
        return ""
    if cell is RosterField.SCORE_TENTHS:
        return score_text(value)
    if cell is RosterField.REQUESTED_CENTS:
        return f"{value // 100:,}.{value % 100:02d}"
    if isinstance(value, dt.date):
        return day_text(value)
    return value if type(value) is str else label(value)
