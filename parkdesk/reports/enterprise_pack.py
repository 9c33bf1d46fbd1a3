"""The pack of one enterprise (企业专报): in short, what is to be done, and the registers."""

from __future__ import annotations

from parkdesk.domain.charts import Tone
from parkdesk.domain.document_facts import EnterprisePack, PackFinding
from parkdesk.domain.enterprise_print import EnterprisePrint
from parkdesk.domain.findings import TO_ANSWER, FindingStanding
from parkdesk.domain.issued_documents import DocumentSnapshot
from parkdesk.domain.severity import Level
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summary_findings import places
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.findings import found_text
from parkdesk.reports import enterprise_sheet_sections as sections
from parkdesk.reports import style
from parkdesk.reports.enterprise_sheet import draw_cards, draw_facts
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Type
from parkdesk.reports.tables import Cell, Column, Row, Table, draw_table

_TONES = {Level.SERIOUS: Tone.BAD, Level.WARNING: Tone.WARN, Level.HINT: Tone.NEUTRAL}
_LATE = Type(style.CELL, bold=True, colour=style.TONES[Tone.BAD])


def write(flow: Flow, snapshot: DocumentSnapshot) -> None:
    """Write the pack: the first page says what goes well, what does not, who does what by when."""
    pack = snapshot.enterprise
    assert pack is not None
    sheet = _as_sheet(snapshot, pack)
    draw_cards(flow, sheet)
    _in_short(flow, snapshot, pack)
    _to_do(flow, snapshot, pack)
    draw_facts(flow, sheet)
    sections.certificates(flow, sheet)
    sections.subsidies(flow, sheet)
    sections.contracts(flow, sheet)
    sections.returns(flow, sheet)
    _left_out(flow, pack)


def _as_sheet(snapshot: DocumentSnapshot, pack: EnterprisePack) -> EnterprisePrint:
    """Return the pack as the sections of the sheet take it."""
    matter = snapshot.matter
    return EnterprisePrint(
        park_zh=snapshot.park_zh,
        park_en=snapshot.park_en,
        facts=pack.facts,
        code=matter.subject,
        day=matter.day,
        is_past=False,
        printed_at=snapshot.at,
        printed_by=snapshot.by,
        figures=pack.figures,
        findings=(),
        certificates=pack.certificates,
        grants=pack.grants,
        subsidies=pack.subsidies,
        claims=pack.claims,
        years=pack.years,
        contracts=pack.contracts,
        returns=pack.returns,
    )


def _in_short(flow: Flow, snapshot: DocumentSnapshot, pack: EnterprisePack) -> None:
    flow.heading(tr("In short"), 0, "short")
    for line in (_well(pack), _wrong(pack), _next_step(snapshot, pack)):
        if line:
            flow.paragraph(line)
    flow.space(6)


def _well(pack: EnterprisePack) -> str:
    """Say what is as it should be."""
    parts = [
        trn("{n} certificate in force", "{n} certificates in force", pack.figures.certificates)
    ]
    if pack.returns:
        asked = [one for one in pack.returns if one.fill is not FillState.NOT_EXPECTED]
        there = sum(1 for one in asked if one.fill is FillState.SUBMITTED)
        parts.append(
            tr(
                "{n} of {total} quarterly returns handed in",
                n=number_text(there),
                total=number_text(len(asked)),
            )
        )
    return tr("In order: {what}.", what=tr(", ").join(parts))


def _wrong(pack: EnterprisePack) -> str:
    """Say how many findings have not ended, and how many of them wait, by level."""
    if pack.findings is None:
        return ""
    waiting = [one for one in pack.findings if one.standing in TO_ANSWER]
    if not waiting:
        return tr("To be dealt with: nothing waits for an answer.")
    total = len(pack.findings)
    count = {level: sum(1 for one in waiting if one.rule.level is level) for level in Level}
    return trn(
        "To be dealt with: of {n} compliance finding that has not ended, these wait for an answer:"
        " {serious} serious, {warnings} warnings, {hints} hints.",
        "To be dealt with: of {n} compliance findings that have not ended, these wait for an"
        " answer: {serious} serious, {warnings} warnings, {hints} hints.",
        total,
        serious=count[Level.SERIOUS],
        warnings=count[Level.WARNING],
        hints=count[Level.HINT],
    )


def _next_step(snapshot: DocumentSnapshot, pack: EnterprisePack) -> str:
    """Say who has what to do first, and by when, or since when it is overdue."""
    waiting = [one for one in pack.findings or () if one.standing in TO_ANSWER]
    if not waiting:
        return ""
    first = min(waiting, key=lambda one: one.due_on)
    facts = {
        "day": date_text(first.due_on),
        "person": first.owner or tr("nobody yet"),
        "what": found_text(first.rule.code, places(first.facts)),
    }
    if first.due_on < snapshot.matter.day:
        return tr("First, overdue since {day} (owner: {person}): {what}", **facts)
    return tr("First, by {day} (owner: {person}): {what}", **facts)


def _to_do(flow: Flow, snapshot: DocumentSnapshot, pack: EnterprisePack) -> None:
    if pack.findings is None:
        return
    flow.heading(tr("Findings, and what is to be done"), 0, "findings")
    columns = (
        Column(tr("Level")),
        Column(tr("What was found"), share=4),
        Column(tr("What the rule asks"), share=4),
        Column(tr("Owner"), share=1),
        Column(tr("Answer by")),
        Column(tr("State")),
    )
    rows = [_row(snapshot, one) for one in pack.findings]
    draw_table(flow, Table(columns, rows, empty=tr("Everything is as the rules ask.")))


def _row(snapshot: DocumentSnapshot, one: PackFinding) -> Row:
    rule = one.rule
    level = Cell(
        label(rule.level), Type(style.CELL, bold=True, colour=style.TONES[_TONES[rule.level]])
    )
    day = date_text(one.due_on)
    late = one.standing is FindingStanding.OVERDUE and one.due_on < snapshot.matter.day
    source = in_language(rule.source_zh, rule.source)
    if not rule.confirmed:
        source = tr("{text} (to be confirmed)", text=source)
    sentence = in_language(rule.sentence_zh, rule.sentence_en)
    asked = tr("{rule} ({source})", rule=sentence, source=source)
    return Row(
        (
            level,
            found_text(rule.code, places(one.facts)),
            asked,
            one.owner or "—",
            Cell(day, _LATE) if late else day,
            label(one.standing),
        )
    )


def _left_out(flow: Flow, pack: EnterprisePack) -> None:
    parts = (
        (pack.findings, tr("Findings of the rules (known for today alone)")),
        (pack.certificates, tr("Certificates")),
        (pack.claims, tr("Subsidy claims")),
        (pack.contracts, tr("Contracts")),
        (pack.returns, tr("Quarterly returns")),
    )
    hidden = [name for part, name in parts if part is None]
    if hidden:
        names = tr(", ").join(hidden)
        flow.paragraph(tr("Not in this document: {names}.", names=names), NOTE)
