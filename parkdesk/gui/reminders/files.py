"""Saving reminders as a calendar file, and pictures of them as PDF."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.reminders import ReminderCalendar, ReminderFilter
from parkdesk.excel.saving import saved
from parkdesk.gui.exporting import as_at_title, read_on
from parkdesk.gui.summaries import folders
from parkdesk.i18n import tr, trn
from parkdesk.usecases.reminder_exports import reminder_calendar

if TYPE_CHECKING:
    from parkdesk.gui.page import Page


def ask_calendar(page: Page, criteria: ReminderFilter) -> QFileDialog:
    """Ask where to save the reminders that a filter lets through, then save them."""
    dialog = _asked(
        page, tr("Reminders"), "ics", tr("Calendar file (*.ics)"), tr("Save as calendar")
    )
    dialog.fileSelected.connect(lambda name: save_calendar(page, criteria, Path(name)))
    dialog.open()
    return dialog


def save_calendar(page: Page, criteria: ReminderFilter, path: Path) -> None:
    """Write the reminders to `path`, for any calendar program."""

    def written(count: int) -> None:
        folders.keep_folder(path.parent)
        page.shell.notify(
            trn("{n} reminder saved as {file}", "{n} reminders saved as {file}", count,
                file=path.name)
        )  # fmt: skip

    def write(calendar: ReminderCalendar) -> None:
        page.runner.call(page, _write_calendar, path, calendar).done(written)

    page.runner.run(page, reminder_calendar, criteria).done(write)


def ask_pdf(page: Page, name: str, draw: Callable[[Path], object]) -> QFileDialog:
    """Ask where to save a picture as PDF, then call `draw` with the place."""
    dialog = _asked(page, name, "pdf", tr("PDF documents (*.pdf)"), tr("Save as PDF"))
    dialog.fileSelected.connect(lambda chosen: draw(Path(chosen)))
    dialog.open()
    return dialog


def has_saved(page: Page, path: Path) -> None:
    """Say that a file is there, and begin there the next time."""
    folders.keep_folder(path.parent)
    page.shell.notify(tr("Saved as {path}", path=path))


def _asked(page: Page, name: str, suffix: str, pattern: str, title: str) -> QFileDialog:
    on = read_on(page)
    today = tr("{list} {day}", list=name, day=page.shell.today.isoformat())
    file = today if on is None else as_at_title(name, on)
    dialog = QFileDialog(page, title, str(folders.last_folder() / f"{file}.{suffix}"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilter(pattern)
    dialog.setDefaultSuffix(suffix)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return dialog


def _write_calendar(path: Path, calendar: ReminderCalendar) -> int:
    # Imported here: a window that saves no calendar need not wait for the library.
    from parkdesk.reports.calendar_file import calendar_file

    with saved(path) as beside:
        beside.write_bytes(calendar_file(calendar))
    return len(calendar.items)
