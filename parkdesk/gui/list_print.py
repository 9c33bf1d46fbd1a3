"""Printing a list as it is seen: looked at here, then printed or saved, the very same pages."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from parkdesk.gui.exporting import read_on
from parkdesk.gui.runner import Request
from parkdesk.gui.seen_list import filter_words, order_words
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed
from parkdesk.i18n import date_text, language, tr

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]
    from parkdesk.domain.paging import Window
    from parkdesk.gui.registry_page import RegistryPage
    from parkdesk.gui.table_model import Column, Load
    from parkdesk.reports.seen_list import ListPrint


class ListPrintDialog(PreviewDialog[Any]):
    """Shows the pages of a list, in the language of the window: the texts are those of the screen.

    The rows are read once, when the dialog opens: what is printed is what was looked at.
    """

    def __init__(self, page: RegistryPage[Any], load: Load[Any]) -> None:
        self._page = page
        self._list = page.title.text() or tr("List")
        self._day = read_on(page)
        title = tr("Print the list: {list}", list=self._list)
        super().__init__(page.runner, page, title, page.shell.notify)
        # The texts are those of the screen, and a list has no sections.
        self.viewer.language.hide()
        self.viewer.outline.hide()
        self._collect(load)

    def file_name(self) -> str:
        """Return the name to save under."""
        day = self._day or self._page.shell.today
        return tr("{list} {day}.pdf", list=self._list, day=day.isoformat())

    def begin_drawing(self, found: Window[Any], spoken: str) -> Request[Printed]:
        """Start drawing the rows."""
        report = list_print(self._page, found)
        columns = tuple(self._page.table.layout_of_columns.of_list())
        return self.runner.call(self, print_list, report, columns, found.rows, spoken)

    def _collect(self, load: Load[Any]) -> None:
        from parkdesk.reports.seen_list import MOST_ROWS

        request = load(self._page.table.records.order, 0, MOST_ROWS, self.draw)
        if isinstance(request, Request):
            request.named(tr("Collecting the rows")).refused(self.not_drawn)


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
