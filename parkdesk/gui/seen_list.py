"""The list as it is seen, in a file: its rows and order, the columns in view, the texts shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.paging import WHOLE_LIST, Window
from parkdesk.excel.seen import SeenColumn, SeenList, write_seen
from parkdesk.gui.exporting import as_at_title, read_on
from parkdesk.gui.runner import Request
from parkdesk.gui.summaries import folders
from parkdesk.i18n import date_text, tr, trn

if TYPE_CHECKING:
    from parkdesk.gui.registry_page import RegistryPage
    from parkdesk.gui.table_model import Column, Load


def ask_seen_export(page: RegistryPage[Any], load: Load[Any]) -> QFileDialog:
    """Ask where to save the list as shown, then save it."""
    seen = seen_list(page)
    name = tr("{list} {day}", list=seen.title, day=page.shell.today.isoformat())
    if read_on(page) is not None:
        name = seen.title
    place = folders.last_folder() / f"{name}.xlsx"
    dialog = QFileDialog(page, tr("Export as shown"), str(place))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([tr("Excel workbook (*.xlsx)"), tr("Text for Excel (*.csv)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.fileSelected.connect(lambda file: export_seen(page, load, Path(file)))
    dialog.open()
    return dialog


def seen_list(page: RegistryPage[Any]) -> SeenList:
    """Return what the page's list is, as it stands now."""
    title, day = page.title.text() or tr("List"), read_on(page)
    if day is not None:
        title = as_at_title(title, day)
    return SeenList(
        title=title,
        columns=tuple(_seen(one) for one in page.table.layout_of_columns.of_list()),
        notes=(
            (tr("List"), title),
            (tr("Day"), date_text(day or page.shell.today)),
            (tr("Filter"), filter_words(page)),
            (tr("Order"), order_words(page)),
        ),
    )


def filter_words(page: RegistryPage[Any]) -> str:
    """Return what narrows a page's list, as a person reads it."""
    return " · ".join(page.filter_set.said()) or tr("none, the whole list")


def order_words(page: RegistryPage[Any]) -> str:
    """Return how a page's list is ordered."""
    records = page.table.records
    sorted_by = next((c.title for c in records.columns if c.sort == records.order.column), "")
    order = tr("{column}, descending", column=sorted_by) if records.order.descending else sorted_by
    return order or tr("as it came")


def export_seen(page: RegistryPage[Any], load: Load[Any], path: Path) -> None:
    """Collect the rows in one reading of the database, write them in another thread."""
    seen = seen_list(page)

    def written(count: int) -> None:
        folders.keep_folder(path.parent)
        page.shell.notify(
            trn("{n} row saved as {file}", "{n} rows saved as {file}", count, file=path.name)
        )

    def write(window: Window[Any]) -> None:
        request = page.runner.call(page, write_seen, path, seen, window.rows)
        request.named(tr("Writing {file}", file=path.name)).done(written)

    request = load(page.table.records.order, 0, WHOLE_LIST, write)
    if isinstance(request, Request):
        request.named(tr("Collecting the rows"))


def _seen(column: Column[Any]) -> SeenColumn:
    return SeenColumn(column.title, column.value or column.text, numeric=column.numeric)
