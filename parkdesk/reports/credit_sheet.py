"""The scorecard of a provider (资信评分表): points by criterion, each with record and reply."""

from __future__ import annotations

from parkdesk.domain.credit import CreditPoint, CreditScore, CreditSheet
from parkdesk.domain.issued_documents import DocumentSnapshot
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.i18n.credit import basis_text, points_text, reply_text, scheme_text
from parkdesk.reports.flow import Flow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def write(flow: Flow, snapshot: DocumentSnapshot) -> None:
    """Write the result, the criteria, then every point with its record and the reply to it."""
    sheet = snapshot.credit
    assert sheet is not None
    flow.paragraph(
        trn(
            "{total} of {most} points, from {n} point that a record stands behind.",
            "{total} of {most} points, from {n} points that a record stands behind.",
            len(sheet.points),
            total=number_text(sheet.total),
            most=number_text(sheet.most),
        )
    )
    flow.paragraph(scheme_text(sheet))
    flow.paragraph(
        tr(
            "Counted from the park's own registers and from entries by named persons; nothing was"
            " taken from lists outside the park. The enterprise may reply to every point; its reply"
            " stands beside it."
        )
    )
    flow.space(6)
    _criteria(flow, sheet)
    _points(flow, sheet)


def _criteria(flow: Flow, sheet: CreditSheet) -> None:
    flow.heading(tr("By criterion"), 0, "criteria")
    columns = (
        Column(tr("Credit criterion"), share=1),
        Column(tr("Weight"), Align.RIGHT),
        Column(tr("Reached"), Align.RIGHT),
        Column(tr("Points counted"), Align.RIGHT),
    )
    rows = [_criterion(one) for one in sheet.scores]
    total = Row(
        (
            tr("Total"),
            number_text(sheet.most),
            number_text(sheet.total),
            number_text(len(sheet.points)),
        ),
        bold=True,
    )
    draw_table(flow, Table(columns, rows, total=total))


def _criterion(one: CreditScore) -> Row:
    return Row(
        (
            label(one.criterion),
            number_text(one.most),
            number_text(one.score),
            number_text(len(one.points)),
        )
    )


def _points(flow: Flow, sheet: CreditSheet) -> None:
    flow.heading(tr("Every point"), 0, "points")
    columns = (
        Column(tr("What counts")),
        Column(tr("Record"), share=2),
        Column(tr("Day")),
        Column(tr("Points"), Align.RIGHT),
        Column(tr("Basis, and who entered it"), share=2),
        Column(tr("Reply of the enterprise"), share=2),
    )
    rows = [_point(one) for one in sheet.points]
    draw_table(flow, Table(columns, rows, empty=tr("No record gives or takes a point.")))


def _point(one: CreditPoint) -> Row:
    fact = one.fact
    return Row(
        (
            label(fact.rule),
            fact.said,
            date_text(fact.day),
            points_text(one.points),
            basis_text(fact),
            reply_text(one.reply),
        )
    )
