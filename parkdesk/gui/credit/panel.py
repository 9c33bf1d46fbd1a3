"""One enterprise's scorecard beside the list: criteria, points, entries, sheets issued."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.credit import CreditPoint, IssuedCredit
from parkdesk.gui.credit.columns import entry_columns, issued_columns, point_columns
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.i18n.credit import basis_text, reply_text, scheme_text, total_text
from parkdesk.usecases.credit_lists import CreditEntry, CreditRow

POINTS, ENTRIES, ISSUED = 1, 2, 3


class CreditPanel:
    """Fills the tabs of a panel with one enterprise's credit."""

    def __init__(self, panel: DetailPanel, facts: Facts) -> None:
        self._panel, self._facts = panel, facts
        self._entries: tuple[CreditEntry, ...] = ()
        self.points: ShortTable[CreditPoint] = ShortTable(
            "CreditPoints", point_columns(), most=40, grows_from=5
        )
        self.points.empty.say(
            tr("No points"), tr("No record gives or takes a point by this scheme.")
        )
        self.chosen = Facts()
        self.entries: ShortTable[CreditEntry] = ShortTable("CreditEntries", entry_columns())
        self.entries.empty.say(
            tr("No entries"), tr("What no register says is entered by a named person.")
        )
        self.issued: ShortTable[IssuedCredit] = ShortTable("CreditIssued", issued_columns())
        self.issued.empty.say(
            tr("No sheet issued"), tr("Issuing freezes points, weights and replies.")
        )
        for widget in (_stacked(self.points, self.chosen), self.entries, self.issued):
            panel.add_tab("", widget)
        panel.tabs.tabBar().show()
        self.points.row_changed.connect(self._say_point)

    def show(self, row: CreditRow) -> None:
        """Show an enterprise; where no scheme holds, only its entries and sheets."""
        sheet, panel = row.sheet, self._panel
        chip = None
        if sheet is not None:
            chip = (total_text(sheet.total, sheet.most), Tone.ACCENT)
        panel.show_title(row.name, row.code, chip)
        points = sheet.points if sheet is not None else ()
        self._facts.show_facts(_facts(row))
        self.points.show_rows(points)
        self._entries = row.entries
        self.entries.show_rows(row.entries)
        self.issued.show_rows(row.issued)
        for place, name, count in (
            (POINTS, tr("Points"), len(points)),
            (ENTRIES, tr("Entries"), len(row.entries)),
            (ISSUED, tr("Sheets issued"), len(row.issued)),
        ):
            panel.name_tab(place, f"{name} {number_text(count)}")

    def point(self) -> CreditPoint | None:
        """Return the point that is chosen, where the points are in view."""
        return self.points.current() if self._panel.tabs.currentIndex() == POINTS else None

    def entry(self) -> CreditEntry | None:
        """Return the entry that is chosen, where the entries are in view."""
        return self.entries.current() if self._panel.tabs.currentIndex() == ENTRIES else None

    def go_to_entry(self, entry_id: int) -> None:
        """Show the entries, with this one chosen."""
        self._panel.tabs.setCurrentIndex(ENTRIES)
        ids = [one.id for one in self._entries]
        self.entries.select_place(ids.index(entry_id))
        self.entries.setFocus()

    def _say_point(self, point: CreditPoint | None) -> None:
        self.chosen.show_facts(
            []
            if point is None
            else [
                (tr("Record"), point.fact.said),
                (tr("Basis, and who entered it"), basis_text(point.fact)),
                (tr("Reply of the enterprise"), reply_text(point.reply)),
            ]
        )


def _facts(row: CreditRow) -> list[tuple[str, str]]:
    sheet, last = row.sheet, row.last
    if sheet is None:
        said = [(tr("Scheme"), tr("None holds yet: enter weights and points first."))]
    else:
        said = [(label(one.criterion), total_text(one.score, one.most)) for one in sheet.scores]
        said.append((tr("Total"), total_text(sheet.total, sheet.most)))
        said.append((tr("Scheme"), scheme_text(sheet)))
    issued = "" if last is None else tr(
        "{number} of {day}: {total}",
        number=last.number,
        day=date_text(last.about_on),
        total=total_text(last.total, last.most),
    )  # fmt: skip
    return [*said, (tr("Last sheet"), issued)]


def _stacked(*widgets: QWidget) -> QWidget:
    whole = QWidget()
    box = QVBoxLayout(whole)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(SPACE * 3)
    for widget in widgets:
        box.addWidget(widget)
    return whole
