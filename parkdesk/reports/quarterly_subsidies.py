"""The section of subsidies: claims by programme, money by level, why people were refused."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.eligibility_rules import Rule as EligibilityRule
from parkdesk.domain.pack_facts import LevelSum
from parkdesk.domain.programmes import Level
from parkdesk.domain.summaries import ProgrammeLine, QuarterlySummary
from parkdesk.i18n import N_, label, number_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import words
from parkdesk.reports.flow import NOTE
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def subsidies(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write the claims of the quarter by programme, and why people were refused."""
    facts = facts_of(summary)
    if facts is None:
        flow.section(N_("{number} Training subsidies"), "subsidies")
        _decided(flow, summary)
        _rejections(flow, summary)
        return
    flow.section(N_("{number} Subsidies by programme and level"), "subsidies")
    flow.part(N_("{number} Claims decided"), "claims-decided")
    _decided(flow, summary)
    flow.part(N_("{number} Approved and paid by level"), "subsidy-levels")
    _by_level(flow, facts.subsidies, summary.quarter)
    flow.part(N_("{number} People refused"), "refusals")
    _rejections(flow, summary)


def _decided(flow: PackFlow, summary: QuarterlySummary) -> None:
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


def _by_level(flow: PackFlow, lines: tuple[LevelSum, ...], quarter: Quarter) -> None:
    now, year = words.quarter_short(quarter), tr("{year} so far", year=quarter.year)
    columns = (
        Column(tr("Programme"), share=1),
        Column(tr("Level")),
        Column(tr("Approved {when}", when=now), Align.POINT),
        Column(tr("Approved {when}", when=year), Align.POINT),
        Column(tr("Paid {when}", when=now), Align.POINT),
        Column(tr("Paid {when}", when=year), Align.POINT),
    )
    rows = []
    for name, found in groupby(lines, key=lambda one: in_language(one.programme, one.programme_en)):
        of_programme = tuple(found)
        rows += [Row((name, _level(one.level), *_amounts((one,)))) for one in of_programme]
        if len(of_programme) > 1:
            rows.append(Row((name, tr("Subtotal"), *_amounts(of_programme)), bold=True))
    total = Row((tr("Total"), "", *_amounts(lines)), bold=True) if rows else None
    caption = flow.caption(N_("Table {number}  Approved and paid, by programme and level"))
    empty = tr("Nothing was approved or paid in the year so far.")
    draw_table(flow, Table(columns, rows, caption, tr("yuan"), total, empty))
    flow.paragraph(_of_levels(), NOTE)
    flow.space(6)


def _level(code: str) -> str:
    return label(Level(code)) if code else tr("not known")


def _amounts(lines: Iterable[LevelSum]) -> tuple[str, ...]:
    found = tuple(lines)
    return (
        words.yuan(sum(one.approved_cents for one in found)),
        words.yuan(sum(one.approved_year_cents for one in found)),
        words.yuan(sum(one.paid_cents for one in found)),
        words.yuan(sum(one.paid_year_cents for one in found)),
    )


def _of_levels() -> str:
    return tr(
        "Approved counts by the day of the decision and is split as the programme's shares say;"
        " paid counts by the day of the bank's payment, whenever the claim was decided. The"
        " approved sums of the quarter add up to those of the claims decided in it."
    )


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
