"""Opening a park that is there, and making one out of a backup."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from parkdesk import paths
from parkdesk.gui.actions import button
from parkdesk.gui.field_form import FieldPanel
from parkdesk.gui.start.card import StartCard
from parkdesk.gui.summaries import folders
from parkdesk.i18n import tr


class OpenParkScreen(StartCard):
    """Asks for a folder or a server's address.

    Signals:
        wanted: the place.
        left: the person goes back.
    """

    wanted = Signal(str)
    left = Signal()

    def __init__(self, place: str = "") -> None:
        super().__init__(
            tr("Open an existing park"),
            tr(
                "A data folder lies on a disk of this computer. Several desks share a PostgreSQL"
                " server: its address is like postgresql://name@host/park."
            ),
        )
        self.form = FieldPanel()
        self.place = self.form.text("place", tr("Folder or server"), required=True, longest=500)
        self.place.set_value(place)
        self.place.add_button(button(tr("Choose…"), self._choose))
        self.form.finished.connect(self.submit)
        self.content.addWidget(self.form)
        self.add_back(self.left.emit)
        self.main = self.add_main(tr("Open"), self.submit)

    def focus_first(self) -> None:
        """Begin with the place."""
        self.place.focus()

    def submit(self) -> None:
        """Ask for the park."""
        problems = self.form.found_problems()
        self.form.show_at_fields(problems, {})
        if not problems:
            self.wanted.emit(self.place.value())

    def _choose(self) -> None:
        place = folders.nearest_folder(self.place.value())
        dialog = QFileDialog(self, tr("Data folder"), str(place))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.place.set_value)
        dialog.open()


class RestoreScreen(StartCard):
    """Asks for a backup file and an empty folder.

    Signals:
        wanted: the backup file and the folder.
        left: the person goes back.
    """

    wanted = Signal(str, str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("Restore a backup"),
            tr(
                "The backup is checked first, every byte of it. It is unpacked into an empty"
                " folder; a park that is there stays untouched."
            ),
        )
        self.form = FieldPanel()
        self.file = self.form.text("file", tr("Backup file"), required=True, longest=500)
        self.file.add_button(button(tr("Choose…"), self._choose_file))
        self.folder = self.form.text("folder", tr("Into the folder"), required=True, longest=500)
        self.folder.set_value(str(paths.free_park()))
        self.folder.add_button(button(tr("Choose…"), self._choose_folder))
        self.form.finished.connect(self.submit)
        self.content.addWidget(self.form)
        self.add_back(self.left.emit)
        self.main = self.add_main(tr("Check and restore"), self.submit)

    def focus_first(self) -> None:
        """Begin with the file."""
        self.file.focus()

    def submit(self) -> None:
        """Ask for the park to be made."""
        problems = self.form.found_problems()
        if "file" not in problems and not Path(self.file.value()).is_file():
            problems["file"] = "no-such-file"
        self.form.show_at_fields(problems, {"path": self.file.value()})
        if not problems:
            self.wanted.emit(self.file.value(), self.folder.value())

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, tr("Backup file"), str(folders.last_folder()))
        dialog.setNameFilters([tr("Backups of ParkDesk (*.zip)"), tr("All files (*)")])
        dialog.fileSelected.connect(self.file.set_value)
        dialog.open()

    def _choose_folder(self) -> None:
        place = folders.nearest_folder(self.folder.value())
        dialog = QFileDialog(self, tr("Into the folder"), str(place))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self.folder.set_value)
        dialog.open()
