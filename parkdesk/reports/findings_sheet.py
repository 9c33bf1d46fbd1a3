"""One enterprise's findings on paper (企业合规告知单): what stands, by which rule, until when.

It is handed over: so it says what each rule asks and where that is written, and leaves room for
the answer and the seal. What the office answered for itself is not told.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO

from parkdesk.domain.findings import FindingStanding
from parkdesk.domain.findings_print import FindingsSheet, PrintedFinding
from parkdesk.i18n import date_text, instant_text, label, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.findings import found_text, measure_text, rule_text, source_text
from parkdesk.reports.about import About
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Paper
from parkdesk.reports.record_paper import TAGS, furnish, quiet, title_band, write_record
from parkdesk.reports.tables import Column, Row, Table, draw_table

_INDENT = 12.0


def render_findings_sheet(
    found: FindingsSheet,
    out: BinaryIO,
    language: str = "zh_CN",
    progress: Callable[[int, int], None] = quiet,
) -> tuple[str, ...]:
    """Write the sheet to `out`; return the signs that stand as 〓. Same findings, same bytes."""
    return write_record(lambda: _paper(found, language), out, language, progress)


def _paper(found: FindingsSheet, language: str) -> Paper:
    park = in_language(found.park, found.park_en)
    kind = tr("Findings to answer")
    count = trn("{n} finding", "{n} findings", len(found.rows))
    paper = Paper(
        About(
            title=f"{found.enterprise} {kind}",
            author=park,
            subject=count,
            language=TAGS[language],
            at=found.at,
        )
    )
    flow = Flow(paper)
    about = (found.code, tr("as at {day}", day=date_text(found.day)), count)
    title_band(flow, park, kind, found.enterprise, about)
    flow.paragraph(
        tr(
            "This is what the registers of the park show. Please put it right or answer in writing"
            " by the day that is named, with the papers that prove it; a finding is closed when"
            " the registers show it."
        ),
        NOTE,
    )
    flow.space(4)
    for number, one in enumerate(found.rows, 1):
        _finding(flow, number, one)
    if not found.rows:
        flow.paragraph(tr("Everything is as the rules ask."))
    _attested(flow, found)
    _signing(flow)
    printed = tr("Printed by {person} on {at}", person=found.by, at=instant_text(found.at))
    furnish(paper, f"{found.enterprise} {kind}", (park, printed))
    return paper


def _finding(flow: Flow, number: int, one: PrintedFinding) -> None:
    rule = one.rule
    beside = tr("Answer by {day}", day=date_text(one.due_on))
    name = tr("{rule} · {level}", rule=rule.code.value, level=label(rule.level))
    flow.heading(f"{number}. {name}", 0, f"finding-{number}", note=beside)
    flow.paragraph(found_text(rule.code, one.facts), indent=_INDENT)
    flow.paragraph(tr("What is asked: {text}", text=rule_text(rule)), indent=_INDENT)
    flow.paragraph(tr("Source: {text}", text=source_text(rule)), NOTE, indent=_INDENT)
    for line in _said(one):
        flow.paragraph(line, NOTE, indent=_INDENT)
    flow.space(4)


def _said(one: PrintedFinding) -> list[str]:
    """Return what concerns the enterprise; what the office said to a finding stays with it."""
    said = [tr("So since {day}", day=date_text(one.since_on))]
    if one.owner:
        said.append(tr("Looked after by {person}", person=one.owner))
    if one.standing is FindingStanding.WAIVED:
        said.append(tr("Waived until {day}", day=date_text(one.waived_until)))
    return said


def _attested(flow: Flow, found: FindingsSheet) -> None:
    flow.heading(tr("Attestations of {year}", year=str(found.day.year)), 0, "attested")
    columns = (
        Column(tr("Measure attested"), share=2),
        Column(tr("Source"), share=4),
        Column(tr("Attested on")),
        Column(tr("Attested by")),
    )
    rows = [
        Row(
            (
                measure_text(one.measure),
                source_text(one.measure),
                date_text(one.attested_on) or "—",
                one.attested_by or "—",
            )
        )
        for one in found.attested
    ]
    draw_table(flow, Table(columns, rows))


def _signing(flow: Flow) -> None:
    """Leave room for the answer, the name and the seal of the enterprise."""
    flow.heading(tr("Answer of the enterprise"), 0, "answer")
    columns = (Column(tr("Finding"), share=1), Column(tr("Answer, papers attached"), share=5))
    rows = [Row((number_text(number), " \n ")) for number in range(1, 5)]
    draw_table(flow, Table(columns, rows))
    flow.paragraph(tr("Signed for the enterprise, seal, day: ______________________________"))
