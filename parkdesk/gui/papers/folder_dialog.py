"""Where scans come in: this person's folder on this computer, and the park's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from parkdesk import settings
from parkdesk.gui.actions import button
from parkdesk.gui.fields import TextField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.summaries import folders
from parkdesk.i18n import tr
from parkdesk.scans.inbox import FILED
from parkdesk.usecases.paper_inbox import ScanFolder, scan_folder, set_scan_folder

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner

LONGEST_PATH = 500


def own_folder(shell: Shell) -> str:
    """Return the person's own folder of scans; empty where the park's holds."""
    host = shell.settings_host
    return (host.settings if host is not None else settings.load()).scan_folder


class FolderDialog(FormDialog):
    """Sets the folders; the park's by whoever may change the park's facts."""

    def __init__(self, runner: Runner, parent: QWidget, shell: Shell, park: ScanFolder) -> None:
        super().__init__(runner, parent, tr("Folder of scans"), width=640)
        self._shell = shell
        self._park = park
        self.own = self._folder(
            "own",
            tr("My folder"),
            tr("On this computer, for you alone; it comes before the park's."),
        )
        self.path = self._folder(
            "path", tr("The park's folder"), tr("As every computer of the office names it.")
        )
        self.moves = self.check(
            "move_when_filed",
            tr("Move what is filed to the subfolder {name}", name=FILED),
            hint=tr("Otherwise it is left where it is. Nothing is ever deleted."),
        )
        self.fill(
            {
                "own": own_folder(shell),
                "path": park.path,
                "move_when_filed": park.move_when_filed,
            }
        )
        if not runner.can(set_scan_folder):
            self.path.set_enabled(False)
            self.moves.set_enabled(False)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep both folders."""
        del confirmed
        self._keep_own(self.own.value())
        wanted = ScanFolder(self._park.version, self.path.value(), self.moves.value())
        if wanted == self._park or not self.runner.can(set_scan_folder):
            return self.runner.run(self, scan_folder)
        return self.runner.run(self, set_scan_folder, wanted)

    def _keep_own(self, path: str) -> None:
        host = self._shell.settings_host
        if host is not None and host.settings.scan_folder != path:
            host.keep(scan_folder=path)
        elif host is None:
            import dataclasses

            settings.save(dataclasses.replace(settings.load(), scan_folder=path))

    def _folder(self, name: str, title: str, hint: str) -> TextField:
        field = self.text(name, title, longest=LONGEST_PATH, hint=hint)
        field.add_button(button(tr("Choose…"), lambda: self._choose(field)))
        return field

    def _choose(self, field: TextField) -> None:
        dialog = QFileDialog(self, field.title, str(folders.nearest_folder(field.value())))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)

        def chosen(folder: str) -> None:
            field.set_value(folder)
            field.typed()

        dialog.fileSelected.connect(chosen)
        dialog.open()
