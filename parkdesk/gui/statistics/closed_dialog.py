"""What came since a quarter was closed: its figures then and now, and the rows between them."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.closing import Restatement
from parkdesk.gui.actions import button
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.statistics.words import dollars_text, people_moved
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import SectionHeader, label
from parkdesk.i18n import date_text, instant_text, number_text, quarter_text, tr, trn
from parkdesk.usecases.closed_figures import ClosedFigure, ClosedFigures


class SinceClosingDialog(QDialog):
    """The closed figures beside those of now, then each return that came or changed since."""

    def __init__(self, parent: QWidget, found: ClosedFigures) -> None:
        super().__init__(parent)
        title = tr("Since {quarter} was closed", quarter=quarter_text(found.quarter))
        self.setWindowTitle(title)
        self.figures = ShortTable[ClosedFigure]("ClosedFigures", _figure_columns(), most=4)
        self.late = ShortTable[Restatement]("LateReturns", _late_columns(), most=8, gives_way=True)
        self.closing = button(tr("Close"), self.reject, role="primary")
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 5)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(title, "title", wrap=True))
        box.addWidget(label(_closed_text(found), "muted", wrap=True))
        box.addWidget(self.figures)
        box.addWidget(SectionHeader(tr("Returns that came, changed or were taken back since")))
        box.addWidget(self.late, 1)
        box.addWidget(label(_contracts_text(found), "muted", wrap=True))
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self.closing)
        box.addLayout(foot)
        self.figures.show_rows(found.figures)
        self.late.show_rows(found.late)
        self.late.empty.say(
            tr("No return came since"), tr("The figures are those that were closed."), "check"
        )
        self.resize(820, 560)
        self.closing.setFocus()


def _closed_text(found: ClosedFigures) -> str:
    return tr(
        "Closed as edition {n}, {code}, on {at} by {person}. Later changes are not in its figures:"
        " the next closing reports them, or the quarter is reopened.",
        n=found.edition,
        code=found.code,
        at=instant_text(found.closed_at),
        person=found.closed_by,
    )


def _contracts_text(found: ClosedFigures) -> str:
    count = len(found.contracts.lines)
    if not count:
        return tr(
            "Contracts: nothing was changed since. A late contract counts in a later quarter."
        )
    return trn(
        "Contracts: {n} entry of the trail since, named in the closing chain; no amount that was"
        " counted has moved.",
        "Contracts: {n} entries of the trail since, named in the closing chain; no amount that was"
        " counted has moved.",
        count,
    )


def figure_title(name: str) -> str:
    """Return what a figure of the page is called."""
    return {
        "signed_usd_cents": tr("Signed, US$"),
        "executed_usd_cents": tr("Executed, US$"),
        "executed_offshore_usd_cents": tr("Executed offshore, US$"),
        "headcount": tr("People employed"),
    }[name]


def _closed_figure(row: ClosedFigure) -> str:
    return tr("not kept") if row.closed is None else figure_text(row.name, row.closed)


def _difference(row: ClosedFigure) -> str:
    if row.closed is None or not row.differs:
        return "—"
    return figure_text(row.name, row.now - row.closed)


def figure_text(name: str, value: int) -> str:
    """Return a figure as its card shows it."""
    return dollars_text(value) if name.endswith("_usd_cents") else number_text(value)


def _figure_columns() -> tuple[Column[ClosedFigure], ...]:
    return (
        Column(tr("Figure"), lambda row: figure_title(row.name), width=200, grows=True),
        Column(tr("As closed"), _closed_figure, numeric=True, width=130),
        Column(tr("Now"), lambda row: figure_text(row.name, row.now), numeric=True, width=130),
        Column(tr("Difference"), _difference, numeric=True, width=130),
    )


def _late_columns() -> tuple[Column[Restatement], ...]:
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, width=200, grows=True),
        Column(tr("People"), people_moved, numeric=True, width=110),
        Column(tr("On"), lambda row: date_text(day_in_china(row.at)), width=96),
        Column(tr("By"), lambda row: row.by, width=70),
        Column(tr("Why"), lambda row: row.reason, width=160, grows=True),
    )
