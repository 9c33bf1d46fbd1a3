"""Rosters in files: read into the grid, written as a list or as an empty template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from parkdesk.desk import Progress  # type: ignore[attr-defined]  # the desk's own part
from parkdesk.domain.errors import Refused
from parkdesk.domain.roster_headings import Meanings
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS
from parkdesk.domain.trainees import RosterField, Trainee
from parkdesk.excel.roster import (
    RosterFile,
    columns_of,
    export_rows,
)
from parkdesk.excel.roster_beside import read_roster_beside
from parkdesk.excel.roster_headings import free_fields, unknown_headings
from parkdesk.excel.writing import write_list, write_template
from parkdesk.gui.claims.pasting import HeadingQuestion
from parkdesk.gui.runner import Runner
from parkdesk.gui.summaries import folders
from parkdesk.i18n import tr

Fields = tuple[RosterField, ...]


class RosterFiles(QObject):
    """Asks for a file, then reads or writes it off the window's thread.

    Signals:
        read: what a file held.
        asks: a `HeadingQuestion`; the file waits for `go_on`.
        wrote: the name of the file that has been written.
    """

    read = Signal(object)
    asks = Signal(object)
    wrote = Signal(str)

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self._runner = runner
        self._window = parent
        self._waiting: tuple[Path, int] | None = None
        self.meanings: Meanings = {}
        """What the enterprise's own headings mean."""
        self.fields: Fields = ENTERPRISE_FIELDS
        """The columns of the roster that is shown."""

    def choose_import(self, year: int) -> QFileDialog:
        """Ask which list is to be read; `year` completes dates without one."""
        dialog = QFileDialog(self._window, tr("Import Excel…"), str(folders.last_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{tr('Lists')} (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)")
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name), year))
        dialog.open()
        return dialog

    def read_file(self, path: Path, year: int) -> None:
        """Read a roster; what its headings mean is asked where nobody has said it yet."""
        request = self._runner.call(self, _read, path, year, dict(self.meanings), self.fields)
        request.named(tr("Reading {file}…", file=path.name))
        request.done(lambda file: self._arrived(path, year, file))
        request.refused(lambda error: self._refused(path, year, error))

    def go_on(self, meanings: Meanings) -> None:
        """Read the file again that waited for this answer."""
        self.meanings = meanings
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.read_file(*waiting)

    def choose_template(self) -> QFileDialog:
        """Ask where the empty list is to be written."""
        return self._choose_target(tr("Roster template"), self.write_template)

    def choose_export(self, number: str, rows: Sequence[Trainee]) -> QFileDialog:
        """Ask where a claim's roster is to be written, its identity numbers masked."""
        kept = tuple(rows)
        name = tr("Roster {number}", number=number)
        return self._choose_target(name, lambda path: self.write_rows(path, kept))

    def write_template(self, path: Path) -> None:
        """Write the empty list."""
        request = self._runner.call(self, _write_template, path, self.fields)
        request.done(lambda _nothing: self.wrote.emit(path.name))

    def write_rows(self, path: Path, rows: Sequence[Trainee]) -> None:
        """Write people as a list, their identity numbers masked."""
        request = self._runner.call(self, _write_rows, path, rows, self.fields)
        request.named(tr("Writing {file}…", file=path.name))
        request.done(lambda _nothing: self.wrote.emit(path.name))

    def _arrived(self, path: Path, year: int, file: RosterFile) -> None:
        heads = [*(column.heading for column in file.sheet.columns), *file.sheet.ignored]
        if not self._asked(path, year, heads):
            self.read.emit(file)

    def _refused(self, path: Path, year: int, error: Exception) -> bool:
        """Ask about a list whose headings say nothing to us; other troubles are told."""
        if not isinstance(error, Refused) or error.code != "wrong-headings":
            return False
        found = error.params.get("found")
        heads = [str(one) for one in found] if isinstance(found, tuple) else []
        # A row with a number in it is a person's: the list has no headings at all.
        named = not any("***" in one or one.isdigit() for one in heads)
        return named and self._asked(path, year, heads)

    def _asked(self, path: Path, year: int, heads: list[str]) -> bool:
        unknown = unknown_headings([heads], self.meanings, self.fields)
        if unknown:
            self._waiting = path, year
            free = free_fields(heads, self.meanings, self.fields)
            self.asks.emit(HeadingQuestion(unknown, free))
        return bool(unknown)

    def _choose_target(self, name: str, write: Callable[[Path], None]) -> QFileDialog:
        proposed = str(folders.last_folder() / f"{name}.xlsx")
        dialog = QFileDialog(self._window, name, proposed, f"{tr('Excel workbook')} (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda chosen: write(Path(chosen)))
        dialog.open()
        return dialog


def _read(
    path: Path, year: int, meanings: Meanings, fields: Fields, *, progress: Progress
) -> RosterFile:
    step = progress.step
    return read_roster_beside(path, year, fields=fields, meanings=meanings, progress=step)


def _write_template(path: Path, fields: Fields) -> None:
    write_template(path, columns_of(fields), title=tr("Roster"))


def _write_rows(path: Path, rows: Sequence[Trainee], fields: Fields, *, progress: Progress) -> None:
    shown, step = export_rows(rows), progress.step
    write_list(path, columns_of(fields), shown, title=tr("Roster"), masked=True, progress=step)
