"""The section of training subsidies: claims by programme, and why people were refused."""

from __future__ import annotations

from parkdesk.domain.eligibility_rules import Rule as EligibilityRule
from parkdesk.domain.summaries import ProgrammeLine, QuarterlySummary
from parkdesk.i18n import N_, label, number_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import words
from parkdesk.reports.flow import NOTE
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def subsidies(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the claims of the quarter by programme, and why people were refused."""
    flow.section(N_("{number} Training subsidies"), "subsidies")
    columns = (
        Column(tr("Programme"), share=3),
        Column(tr("Claims"), Align.RIGHT),
        Column(tr("People"), Align.RIGHT),
        Column(tr("approved in full"), Align.RIGHT),
        Column(tr("Computed"), Align.POINT),
        Column(tr("Approved"), Align.POINT),
        Column(tr("Paid"), Align.POINT),
    )
    rows = [
        Row(
            (
                _programme(line), number_text(line.claims), number_text(line.persons),
                number_text(line.persons_approved), words.yuan(line.requested_cents),
                words.yuan(line.approved_cents), words.yuan(line.paid_cents),
            )
        )
        for line in summary.programmes
    ]  # fmt: skip
    total = _subsidy_total(summary.programmes) if rows else None
    caption = flow.caption(N_("Table {number}  Claims decided in the quarter, by programme"))
    empty = tr("No claim was decided in this quarter.")
    draw_table(flow, Table(columns, rows, caption, tr("yuan"), total, empty))
    if any(line.approved_cents < line.requested_cents for line in summary.programmes):
        flow.paragraph(_of_cuts(), NOTE)
        flow.space(10)
    _rejections(flow, summary)


def _of_cuts() -> str:
    return tr(
        "People approved are those of claims approved in full. A cut amount is not divided among"
        " people: theirs are not counted."
    )


def _programme(line: ProgrammeLine) -> str:
    name = in_language(line.name, line.name_en)
    if line.document_number:
        name = tr("{title} ({number})", title=name, number=line.document_number)
    return name if line.confirmed else name + tr(" [to be verified]")


def _subsidy_total(lines: tuple[ProgrammeLine, ...]) -> Row:
    counts = (
        sum(line.claims for line in lines),
        sum(line.persons for line in lines),
        sum(line.persons_approved for line in lines),
    )
    sums = (
        sum(line.requested_cents for line in lines),
        sum(line.approved_cents for line in lines),
        sum(line.paid_cents for line in lines),
    )
    cells = (tr("Total"), *map(number_text, counts), *map(words.yuan, sums))
    return Row(cells, bold=True)


def _rejections(flow: PackFlow, summary: QuarterlySummary) -> None:
    reasons: dict[EligibilityRule, int] = {}
    for line in summary.programmes:
        for rejection in line.rejections:
            reasons[rejection.reason] = reasons.get(rejection.reason, 0) + rejection.persons
    columns = (Column(tr("Reason"), share=1), Column(tr("People"), Align.RIGHT))
    ordered = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    rows = [Row((label(reason), number_text(count))) for reason, count in ordered]
    caption = flow.caption(N_("Table {number}  People refused, by the first condition they failed"))
    empty = tr("Nobody was refused.")
    draw_table(flow, Table(columns, rows, caption, tr("people"), empty=empty))
