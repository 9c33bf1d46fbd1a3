"""Printing a list as it is seen: looked at here, then printed or saved, the very same pages."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout

from parkdesk.gui.actions import ActionButton, PageAction, button
from parkdesk.gui.exporting import read_on
from parkdesk.gui.runner import Request
from parkdesk.gui.seen_list import filter_words, order_words
from parkdesk.gui.summaries.outputs import Outputs
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.gui.summaries.viewer import Viewer
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import date_text, language, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QShowEvent

    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.domain.paging import Window
    from parkdesk.gui.registry_page import RegistryPage
    from parkdesk.gui.table_model import Column, Load
    from parkdesk.reports.seen_list import ListPrint

FIRST = QSize(1100, 800)


class ListPrintDialog(QDialog):
    """Shows the pages of a list, in the language of the window: the texts are those of the screen.

    The rows are read once, when the dialog opens: what is printed is what was looked at.
    """

    def __init__(self, page: RegistryPage[Any], load: Load[Any]) -> None:
        super().__init__(page)
        self.runner = page.runner
        self._page = page
        self._load = load
        self._title = page.title.text() or tr("List")
        self._day = read_on(page)
        self.setWindowTitle(tr("Print {list}", list=self._title))
        self.banner = Banner()
        self.viewer = Viewer(self.runner, language())
        # The texts are those of the screen, and a list has no sections.
        self.viewer.language.hide()
        self.viewer.outline.hide()
        self.outputs = Outputs(self.runner, self, page.shell.notify)
        self.printing = PageAction(self, tr("Print…"), self.print, key="Ctrl+P", icon="print")
        self.saving = PageAction(self, tr("Save as PDF…"), self.save, key="Ctrl+S", icon="pdf")
        self._enable(on=False)
        self._lay_out()
        self._collect()

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over the preview; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def file(self) -> PdfFile | None:
        """Return the pages in view; None until they are drawn."""
        return self.viewer.view.file if self.printing.isEnabled() else None

    def file_name(self) -> str:
        """Return the name to save under."""
        day = self._day or self._page.shell.today
        return tr("{list} {day}.pdf", list=self._title, day=day.isoformat())

    def print(self) -> None:
        """Open the system's printer dialogue."""
        file = self.file()
        if file is not None:
            self.outputs.print(file, self.file_name(), self.save)

    def save(self) -> None:
        """Ask where to, then save the pages in view."""
        if self.file() is not None:
            self.outputs.save(self.file_name(), self.save_to)

    def save_to(self, path: Path) -> None:
        """Save the pages in view."""
        file = self.file()
        if file is not None:
            self.outputs.save_to(path, file)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.reject))
        foot.addWidget(ActionButton(self.saving, key_shown=True))
        foot.addWidget(ActionButton(self.printing, primary=True, key_shown=True))
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(self.windowTitle(), "title"))
        box.addWidget(self.banner)
        box.addWidget(self.viewer, 1)
        box.addLayout(foot)

    def _collect(self) -> None:
        from parkdesk.reports.seen_list import MOST_ROWS

        request = self._load(self._page.table.records.order, 0, MOST_ROWS, self._draw)
        if isinstance(request, Request):
            request.named(tr("Collecting the rows")).refused(self._not_drawn)

    def _draw(self, window: Window[Any]) -> None:
        report = list_print(self._page, window)
        columns = tuple(self._page.table.layout_of_columns.of_list())
        request = self.runner.call(self, print_list, report, columns, window.rows, language())
        request.named(tr("Drawing the pages")).done(self._show).refused(self._not_drawn)

    def _show(self, printed: Printed) -> None:
        self.viewer.show_content(printed.file)
        self._enable(on=True)
        self.viewer.view.setFocus()
        if printed.missing:
            signs = "、".join(printed.missing)
            self.banner.show_text(
                tr("No font of the program has these signs; they are printed as 〓: {signs}",
                   signs=signs),
                Tone.WARN,
            )  # fmt: skip

    def _not_drawn(self, _error: Exception) -> bool:
        """Say that there is nothing to see; why stands in the banner."""
        self.viewer.say(tr("The pages were not drawn"), "", "pdf")
        return False

    def _enable(self, *, on: bool) -> None:
        self.printing.setEnabled(on)
        self.saving.setEnabled(on)

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        parent = self.parentWidget()
        if parent is not None:
            room = parent.window().size() - QSize(SPACE * 12, SPACE * 12)
            self.resize(FIRST.boundedTo(room))


def list_print(page: RegistryPage[Any], window: Window[Any]) -> ListPrint:
    """Return what is printed of a page's list, but for its rows."""
    from parkdesk.reports.seen_list import ListPrint, PrintedColumn

    desk, park, day = page.runner.desk, page.shell.park, read_on(page)
    assert desk is not None
    said = tr("As at {day}", day=date_text(day)) if day else date_text(page.shell.today)
    return ListPrint(
        park=park.name_en if language() == "en" and park.name_en else park.name,
        title=page.title.text() or tr("List"),
        columns=tuple(
            PrintedColumn(one.title, one.numeric, one.grows)
            for one in page.table.layout_of_columns.of_list()
        ),
        rows=(),
        total=window.total,
        filters=filter_words(page),
        order=order_words(page),
        day=said,
        at=desk.clock(),
        by=desk.actor.name,
    )


def print_list(
    report: ListPrint,
    columns: Sequence[Column[Any]],
    rows: Sequence[object],
    spoken: str,
    progress: Progress,
) -> Printed:
    """Render a list; run in a thread."""
    # Imported here: ReportLab takes longer to load than the window may take to open.
    from dataclasses import replace

    from parkdesk.reports.seen_list import render_list

    texts = tuple(tuple(one.text(row) for one in columns) for row in rows)
    out = BytesIO()
    missing = render_list(replace(report, rows=texts), out, spoken, progress.step)
    return Printed(PdfFile(out.getvalue()), missing)
