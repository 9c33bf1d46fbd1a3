"""The tab of the timeline: filters, zoom, the picture and its prints."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton

from parkdesk.domain.gantt import BarRow, Span, TimelineSheet, Zoom
from parkdesk.domain.paging import Sort
from parkdesk.excel.saving import saved
from parkdesk.gui.actions import PageAction, button
from parkdesk.gui.key_names import sequence
from parkdesk.gui.page import Page
from parkdesk.gui.reminders.files import ask_pdf, has_saved
from parkdesk.gui.reminders.gantt_view import GanttView
from parkdesk.gui.reminders.kind_filter import KindFilter
from parkdesk.gui.reminders.legend import TimelineLegend
from parkdesk.gui.reminders.past import as_at_note
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.search_field import SearchField
from parkdesk.i18n import label, language, tr, trn
from parkdesk.usecases.reminder_calendar import BarFilter, bars_to_print, list_bars

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class TimelineSection(Page):
    """Certificates over the months: one bar each, grouped by enterprise."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"certification", "certification_surveillance", "certification_type", "enterprise"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self.as_at_note = as_at_note()
        self.view = GanttView(self._load, shell.today)
        self.view.opened.connect(self._open)
        self.view.position_changed.connect(self.position_changed)
        self.view.records.counted.connect(self._counted)
        self._make_actions()
        self.body.addLayout(self._filter_row())
        self.body.addWidget(self.view, 1)
        self.legend = TimelineLegend()
        self.body.addWidget(self.legend)
        self.view.span_changed.connect(self._follow)
        find = QShortcut(sequence("Ctrl+F"), self)
        find.activated.connect(self.search.setFocus)
        QTimer.singleShot(0, self, self.view.records.reload)
        self._follow()

    def criteria(self) -> BarFilter:
        """Return what the filters say."""
        return BarFilter(self.search.words(), self.kind.code(), current=True, on=self.shell.on)

    def refresh(self) -> None:
        """Fetch the bars again, staying in place."""
        self.view.records.refresh()

    def blank(self) -> None:
        """Empty the picture: its bars are another day's."""
        self.view.read_as_at(self.shell.on or self.shell.today)
        self.legend.read_as_at(self.shell.on)
        self.set_count("")

    def focus_first(self) -> None:
        """Put the focus on the picture."""
        self.view.setFocus()

    def draw_pdf(self, size: str, path: Path) -> None:
        """Write the bars that the filters let through, over the months in view, as PDF."""
        order = self.view.records.order
        request = self.runner.run(self, bars_to_print, self.criteria(), order)
        request.done(partial(self._write, size, path))

    def _make_actions(self) -> None:
        self.a4 = PageAction(
            self, tr("Save as PDF (A4)…"), partial(self._ask_pdf, "A4"), key="Ctrl+P", icon="pdf"
        )
        self.a3 = PageAction(
            self,
            tr("Save as PDF (A3)…"),
            partial(self._ask_pdf, "A3"),
            key="Ctrl+Shift+P",
            icon="pdf",
        )
        self.add_action(self.a4)
        self.add_action(self.a3)

    def _filter_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        self.kind = KindFilter(self.runner)
        self.kind.chosen.connect(self._reload)
        self.search = SearchField(tr("Enterprise"))
        self.search.setMaximumWidth(280)
        self.search.searched.connect(lambda _words: self._reload())
        row.addWidget(self.kind)
        row.addWidget(self.search, 1)
        row.addStretch()
        earlier = button(
            "",
            partial(self.view.move_months, -1),
            icon="chevron-left",
            tip=tr("A month earlier (←)"),
        )
        later = button(
            "", partial(self.view.move_months, 1), icon="chevron-right", tip=tr("A month later (→)")
        )
        self.today = button(tr("Today"), self.view.go_to_today)
        for one in (earlier, self.today, later):
            row.addWidget(one)
        row.addSpacing(SPACE * 2)
        self.zooms: dict[Zoom, QPushButton] = {}
        group = QButtonGroup(self)
        for zoom in Zoom:
            tip = tr("Zoom (+ and −)")
            made = button(label(zoom), partial(self.view.set_zoom, zoom), role="segment", tip=tip)
            made.setCheckable(True)
            group.addButton(made)
            self.zooms[zoom] = made
            row.addWidget(made)
        return row

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[BarRow]) -> object:
        request = self.runner.run(self, list_bars, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _reload(self) -> None:
        self.view.records.reload()

    def _counted(self, total: int) -> None:
        self.set_count(trn("{n} certificate shown", "{n} certificates shown", total))
        filtered = bool(self.search.words() or self.kind.code())
        if filtered:
            self.view.empty.say(
                tr("Nothing matches"), tr("No row of this list fits the filters."), "search"
            )
            self.view.empty.offer_button(tr("Clear filters"), self._clear)
        else:
            self.view.empty.say(
                tr("No certificates yet"),
                tr("Certificates of the register stand here as bars over the months."),
                "calendar",
            )

    def _clear(self) -> None:
        self.search.clear()
        self.kind.clear_choice()

    def _follow(self) -> None:
        self.zooms[self.view.zoom].setChecked(True)

    def _open(self, row: BarRow) -> None:
        self.shell.open_page("certifications", row.id)

    def _ask_pdf(self, size: str) -> None:
        ask_pdf(self, tr("Timeline of certificates"), partial(self.draw_pdf, size))

    def _write(self, size: str, path: Path, sheet: TimelineSheet) -> None:
        request = self.runner.call(
            self, _write_pdf, path, sheet, self.view.span, self.view.today, size, language()
        )
        request.named(tr("Drawing the pages")).done(lambda _none: has_saved(self, path))


def _write_pdf(
    path: Path, sheet: TimelineSheet, span: Span, today: dt.date, size: str, spoken: str
) -> None:
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.gantt import render_timeline

    with saved(path) as beside:
        beside.write_bytes(render_timeline(sheet, span, today, size, spoken))
