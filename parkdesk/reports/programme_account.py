"""The account of one programme (政策兑现专报): claims by state, money by level, ceilings, list."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable

from parkdesk.domain.document_facts import ProgrammeAccount
from parkdesk.domain.issued_documents import DocumentSnapshot
from parkdesk.domain.programme_figures import Level
from parkdesk.domain.programme_keys import Section
from parkdesk.domain.programmes import parse_programme
from parkdesk.i18n import amount_text, label, money_text, number_text, tr, trn
from parkdesk.i18n.programme_rows import figure_rows
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table

_CEILINGS = (Section.TRAINING, Section.CERTIFICATION, Section.PLATFORM)


def write(flow: Flow, snapshot: DocumentSnapshot) -> None:
    """Write what was asked for, approved, paid and is left, and every claim."""
    account = snapshot.programme
    assert account is not None
    _in_short(flow, account)
    _levels(flow, account)
    _states(flow, account)
    _ceilings(flow, account)
    _claims(flow, account)


def _in_short(flow: Flow, account: ProgrammeAccount) -> None:
    flow.heading(tr("In short"), 0, "short")
    programme = parse_programme(tomllib.loads(account.content))
    flow.paragraph(
        tr(
            "{document}, edition {edition}: {claims}, {asked} asked for, {approved} approved,"
            " {paid} of it on claims that are wholly paid.",
            document=programme.document or tr("Template, no document"),
            edition=account.version,
            claims=trn("{n} claim", "{n} claims", len(account.claims)),
            asked=money_text(sum(one.asked_cents for one in account.claims)),
            approved=money_text(sum(one.approved_cents or 0 for one in account.claims)),
            paid=money_text(sum(one.paid_cents or 0 for one in account.claims)),
        )
    )
    known = [one.left_cents for one in account.levels if one.left_cents is not None]
    if known:
        flow.paragraph(tr("Left of what was allotted: {amount}.", amount=money_text(sum(known))))
    else:
        flow.paragraph(tr("What was allotted is not known: nobody can say what is left."))
    flow.space(6)


def _levels(flow: Flow, account: ProgrammeAccount) -> None:
    flow.heading(tr("Money by level, all editions together"), 0, "levels")
    columns = (
        Column(tr("Level"), share=1),
        *(
            Column(title, Align.POINT)
            for title in (
                tr("Allotted (yuan)"),
                tr("Approved, unpaid (yuan)"),
                tr("Paid (yuan)"),
                tr("Left (yuan)"),
                tr("Waiting (yuan)"),
                tr("Recovered (yuan)"),
            )
        ),
    )
    rows = [
        Row(
            (
                _level(one.level),
                _yuan(one.allocated_cents),
                amount_text(one.unpaid_cents),
                amount_text(one.paid_cents),
                _yuan(one.left_cents),
                amount_text(one.pending_cents),
                amount_text(one.recovered_cents),
            )
        )
        for one in account.levels
    ]
    total = Row(
        (
            tr("Total"),
            _sum(one.allocated_cents for one in account.levels),
            amount_text(sum(one.unpaid_cents for one in account.levels)),
            amount_text(sum(one.paid_cents for one in account.levels)),
            _sum(one.left_cents for one in account.levels),
            amount_text(sum(one.pending_cents for one in account.levels)),
            amount_text(sum(one.recovered_cents for one in account.levels)),
        ),
        bold=True,
    )
    empty = tr("No money is known of this programme.")
    draw_table(flow, Table(columns, rows, total=total if rows else None, empty=empty))
    flow.paragraph(
        tr(
            "Paid counts each transfer that has left, of all editions; above and below,"
            " claims count once the whole of their money has left. What came back is not given"
            " out again: it belongs to the treasury."
        ),
        NOTE,
    )
    flow.space(6)


def _states(flow: Flow, account: ProgrammeAccount) -> None:
    flow.heading(tr("Claims by state"), 0, "states")
    columns = (
        Column(tr("State"), share=1),
        Column(tr("Claims"), Align.RIGHT),
        Column(tr("Persons or items"), Align.RIGHT),
        Column(tr("Asked (yuan)"), Align.POINT),
        Column(tr("By the rules (yuan)"), Align.POINT),
        Column(tr("Approved (yuan)"), Align.POINT),
        Column(tr("Wholly paid (yuan)"), Align.POINT),
    )
    parts = account.states
    rows = [
        Row(
            (
                label(one.state),
                number_text(one.claims),
                number_text(one.heads),
                amount_text(one.asked_cents),
                amount_text(one.requested_cents),
                amount_text(one.approved_cents),
                amount_text(one.paid_cents),
            )
        )
        for one in parts
    ]
    total = Row(
        (
            tr("Total"),
            number_text(sum(one.claims for one in parts)),
            number_text(sum(one.heads for one in parts)),
            amount_text(sum(one.asked_cents for one in parts)),
            amount_text(sum(one.requested_cents for one in parts)),
            amount_text(sum(one.approved_cents for one in parts)),
            amount_text(sum(one.paid_cents for one in parts)),
        ),
        bold=True,
    )
    empty = tr("Nobody has claimed under it.")
    draw_table(flow, Table(columns, rows, total=total if rows else None, empty=empty))


def _ceilings(flow: Flow, account: ProgrammeAccount) -> None:
    programme = parse_programme(tomllib.loads(account.content))
    rows = [
        Row(
            (
                one.name,
                one.value,
                tr("confirmed") if one.confirmed else tr("to be confirmed"),
                one.document or "—",
            )
        )
        for one in figure_rows(programme)
        if one.section in _CEILINGS and one.confirmed is not None
    ]
    flow.heading(tr("Amounts and ceilings"), 0, "ceilings")
    columns = (
        Column(tr("Figure"), share=3),
        Column(tr("Value"), share=3),
        Column(tr("Standing")),
        Column(tr("Document number"), share=3),
    )
    draw_table(flow, Table(columns, rows, empty=tr("No figure is known.")))


def _claims(flow: Flow, account: ProgrammeAccount) -> None:
    flow.heading(tr("Every claim"), 0, "claims")
    columns = (
        Column(tr("Claim")),
        Column(tr("Enterprise"), share=3),
        Column(tr("Kind"), share=1),
        Column(tr("State")),
        Column(tr("Asked (yuan)"), Align.POINT),
        Column(tr("Approved (yuan)"), Align.POINT),
        Column(tr("Wholly paid (yuan)"), Align.POINT),
    )
    rows = [
        Row(
            (
                one.number,
                one.enterprise,
                label(one.kind),
                label(one.state),
                amount_text(one.asked_cents),
                _yuan(one.approved_cents),
                _yuan(one.paid_cents),
            )
        )
        for one in account.claims
    ]

    def sums(name: str, count: int) -> Row:
        first = account.claims[:count]
        return Row(
            (
                "",
                name,
                "",
                "",
                amount_text(sum(one.asked_cents for one in first)),
                amount_text(sum(one.approved_cents or 0 for one in first)),
                amount_text(sum(one.paid_cents or 0 for one in first)),
            ),
            bold=True,
        )

    table = Table(
        columns,
        rows,
        total=sums(tr("Total"), len(rows)) if rows else None,
        empty=tr("Nobody has claimed under it."),
        carried=sums if rows else None,
    )
    draw_table(flow, table)


def _level(level: str) -> str:
    known = {one.value for one in Level}
    return label(Level(level)) if level in known else tr("All levels (shares not known)")


def _yuan(cents: int | None) -> str:
    return "—" if cents is None else amount_text(cents)


def _sum(parts: Iterable[int | None]) -> str:
    """Return the sum of what is known; a dash where a part is not."""
    known = list(parts)
    return _yuan(None if None in known else sum(part for part in known if part is not None))
