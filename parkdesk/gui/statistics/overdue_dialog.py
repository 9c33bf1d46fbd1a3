"""Whom to call about a period's returns: looked at, printed, saved as a PDF or a workbook."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.overdue import OverdueReturn
from parkdesk.excel.statistics import OVERDUE_COLUMNS
from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import tr
from parkdesk.i18n.returns import overdue_title
from parkdesk.usecases.overdue_returns import overdue_phone_list, overdue_returns

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.domain.periods import Period
    from parkdesk.gui.page import Page
    from parkdesk.gui.runner import Request
    from parkdesk.reports.overdue_returns import OverduePrint


class OverdueDialog(PreviewDialog[tuple[OverdueReturn, ...]]):
    """The list with masked numbers; with whole ones on demand, which the trail tells."""

    def __init__(self, page: Page, period: Period | None = None) -> None:
        self._page = page
        self._period: Period = period or page.shell.quarter
        title = overdue_title(self._period)
        super().__init__(page.runner, page, title, page.shell.notify)
        self.viewer.outline.hide()
        self.whole = QCheckBox(tr("Whole telephone numbers (the look is kept in the trail)"))
        self.whole.setEnabled(page.runner.can(overdue_phone_list))
        self.whole.toggled.connect(lambda _on: self._collect())
        self.choices.addWidget(self.whole)
        self.choices.addStretch()
        self.exporting = PageAction(
            self, tr("Export"), self._export, key="Ctrl+Shift+E", icon="export"
        )
        self.foot.insertWidget(0, ActionButton(self.exporting, key_shown=True))
        self._collect()

    def file_name(self) -> str:
        """Return the name to save under."""
        return f"{self._title()}.pdf"

    def begin_drawing(self, found: tuple[OverdueReturn, ...], spoken: str) -> Request[Printed]:
        """Start drawing the list."""
        from parkdesk.reports.overdue_returns import OverduePrint

        desk = self.runner.desk
        assert desk is not None
        park = self._page.shell.park
        # The print may speak another language than the window.
        name = park.name_en if spoken == "en" and park.name_en else park.name
        report = OverduePrint(name, self._period, found, desk.clock(), desk.actor.name)
        return self.runner.call(self, print_overdue, report, spoken)

    def export_spec(self) -> Export:
        """Return what an export of the list is: with whole numbers where they are in view."""
        asked = overdue_phone_list if self.whole.isChecked() else overdue_returns
        return Export(self._title(), OVERDUE_COLUMNS, asked, (self._period,))

    def _collect(self) -> None:
        asked = overdue_phone_list if self.whole.isChecked() else overdue_returns
        self.gather(asked, self._period)

    def _title(self) -> str:
        if isinstance(self._period, Quarter):
            return tr("Returns to call about {quarter}", quarter=str(self._period))
        return tr("Returns to call about, {period}", period=str(self._period))

    def _export(self) -> None:
        ask_export(self._page, self.export_spec())


def print_overdue(report: OverduePrint, language: str, progress: Progress) -> Printed:
    """Render the list; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from parkdesk.reports.overdue_returns import render_overdue

    out = BytesIO()
    missing = render_overdue(report, out, language, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
