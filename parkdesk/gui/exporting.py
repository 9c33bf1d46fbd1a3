"""Saving a list as a workbook: asks where, collects the rows, writes, says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from parkdesk.excel.columns import Column
from parkdesk.excel.writing import write_list
from parkdesk.gui.page import Page
from parkdesk.gui.summaries import folders
from parkdesk.i18n import tr, trn
from parkdesk.usecases.core import UseCase


@dataclass(frozen=True, slots=True)
class Export:
    """What is saved: `collect` is called with `args` and returns the rows, in their order."""

    title: str
    columns: Sequence[Column]
    collect: UseCase[..., Any]
    args: tuple[Any, ...]


def ask_export(page: Page, export: Export) -> QFileDialog:
    """Ask where to save the list, then save it."""
    day = read_on(page)
    name = tr("{list} {day}", list=export.title, day=page.shell.today.isoformat())
    if day is not None:
        name = as_at_title(export.title, day)
    dialog = QFileDialog(page, tr("Export"), str(folders.last_folder() / f"{name}.xlsx"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([tr("Excel workbook (*.xlsx)"), tr("Text for Excel (*.csv)")])
    dialog.setDefaultSuffix("xlsx")
    dialog.fileSelected.connect(lambda file: export_to(page, export, Path(file)))
    dialog.open()
    return dialog


def export_to(page: Page, export: Export, path: Path) -> None:
    """Write the list to `path`; its sheet says the day where it is read as at a past one."""
    day = read_on(page)
    title = export.title if day is None else as_at_title(export.title, day)

    def written(count: int) -> None:
        folders.keep_folder(path.parent)
        page.shell.notify(
            trn("{n} row saved as {file}", "{n} rows saved as {file}", count, file=path.name)
        )

    def write(rows: Sequence[object]) -> None:
        request = page.runner.call(page, _write, path, export.columns, rows, title)
        request.named(tr("Writing {file}", file=path.name)).done(written)

    request = page.runner.run(page, export.collect, *export.args)
    request.named(tr("Collecting the rows")).done(write)


def read_on(page: Page) -> dt.date | None:
    """Return the past day as at which a page is read; None: today, or a page without days."""
    return page.shell.on if page.as_at_note else None


def as_at_title(title: str, on: dt.date) -> str:
    """Return what a list is called that was read as at a past day."""
    return tr("{list} as at {day}", list=title, day=on.isoformat())


def _write(path: Path, columns: Sequence[Column], rows: Sequence[object], title: str) -> int:
    write_list(path, columns, rows, title=title)
    return len(rows)
