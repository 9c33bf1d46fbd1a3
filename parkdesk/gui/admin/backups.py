"""Backups: make one, check one, and the drill that proves one can be restored."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QFileDialog, QVBoxLayout

from parkdesk.gui.actions import action_for
from parkdesk.gui.page import Page
from parkdesk.gui.runner import Runner
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.busy_bar import BusyBar
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.texts import card, label
from parkdesk.i18n import instant_text, number_text, tr
from parkdesk.usecases.backups import BackupRow, check_backup, make_backup, note_backup
from parkdesk.usecases.identity import park_detail
from parkdesk.usecases.trail import TrailCheck, check_trail

if TYPE_CHECKING:
    from parkdesk.desk import Desk
    from parkdesk.gui.pages import Shell
    from parkdesk.usecases.identity import ParkDetail


class BackupsSection(Page):
    """One file holds the whole park; what it is worth shows only when it is read again."""

    tables = frozenset({"park"})

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self._drill_runner: Runner | None = None
        self._drill_bar: BusyBar | None = None
        self.drill = action_for(
            self, runner, check_backup, tr("Restore drill…"), self._choose_for_drill, icon="restore"
        )
        self.check = action_for(
            self,
            runner,
            check_backup,
            tr("Check a backup…"),
            self._choose_for_check,
            icon="approve",
        )
        self.make = action_for(
            self,
            runner,
            make_backup,
            tr("Make a backup…"),
            self._choose_target,
            key="Ctrl+Alt+B",
            icon="backup",
        )
        self.add_action(self.drill)
        self.add_action(self.check)
        self.add_action(self.make, primary=True)
        self.facts = Facts()
        self.off_machine = QCheckBox(
            tr("It goes to another disk or computer (counts as the copy off this computer)")
        )
        frame = card()
        frame.setMaximumWidth(760)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(SPACE * 3)
        inner.addWidget(self.facts)
        inner.addWidget(self.off_machine)
        text = tr(
            "A backup is one file with the database and every document. It is read again and"
            " compared right after it is made; work goes on meanwhile. The encrypted fields stay"
            " encrypted in it: without the recovery code nobody can read them. Once a quarter, do"
            " the restore drill."
        )
        inner.addWidget(label(text, "count", wrap=True))
        self.body.addWidget(frame)
        self.body.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Fetch when the last ones were made."""
        self.runner.run(self, park_detail).done(self._show)

    def make_to(self, target: Path) -> None:
        """Make a backup at `target` and say how it went."""
        off_machine = self.off_machine.isChecked() or _other_disk(target, self._data_folder())
        self.make.setEnabled(False)
        request = self.runner.run(self, make_backup, str(target))
        request.named(tr("Making the backup…"))
        request.done(lambda row: self._made(row, off_machine)).refused(self._not_made)

    def check_file(self, file: Path) -> None:
        """Read a backup again, every byte, and say what it holds."""
        request = self.runner.run(self, check_backup, str(file))
        request.named(tr("Checking the backup…"))
        request.done(self._checked)

    def drill_with(self, file: Path) -> None:
        """Restore a backup into a temporary folder, open it, walk its trail, remove it again."""
        folder = Path(tempfile.mkdtemp(prefix="parkdesk-drill-"))
        request = self.runner.call(self, _restore_for_drill, str(file), str(folder))
        request.named(tr("Restoring into a temporary folder…"))
        request.done(lambda desk: self._walk(desk, folder))
        request.refused(lambda _error: self._clear_drill(folder))

    def _show(self, park: ParkDetail) -> None:
        assert self.runner.desk is not None
        self.facts.show_facts(
            (
                (tr("Data"), self.runner.desk.location.shown),
                (tr("Last backup"), instant_text(park.last_backup_at)),
                (tr("Last copy off this computer"), instant_text(park.last_off_machine_at)),
            )
        )

    def _made(self, row: BackupRow, off_machine: bool) -> None:  # noqa: FBT001
        self.make.setEnabled(True)
        self.runner.run(self, note_backup, off_machine=off_machine)
        text = tr(
            "Backup made and checked: {rows} rows, {documents} documents, in {path}.",
            rows=number_text(row.rows),
            documents=number_text(row.documents),
            path=row.path,
        )
        self.banner.show_text(text, Tone.GOOD)

    def _not_made(self, _error: Exception) -> bool:
        self.make.setEnabled(True)
        return False

    def _checked(self, row: BackupRow) -> None:
        text = tr(
            "The backup is whole: made {when}, {rows} rows, {documents} documents.",
            when=instant_text(row.made_at),
            rows=number_text(row.rows),
            documents=number_text(row.documents),
        )
        self.banner.show_text(text, Tone.GOOD)

    def _walk(self, restored: Desk, folder: Path) -> None:
        assert self.runner.desk is not None
        self._drill_runner = walker = Runner(restored.signed_in(self.runner.desk.actor))
        # The window watches its own runner alone: what takes long or fails here is shown as well.
        walker.failed.connect(self.runner.failed)
        self._drill_bar = BusyBar(walker, self)
        self.body.insertWidget(0, self._drill_bar)
        request = walker.run(self, check_trail).named(tr("Checking the trail…"))
        request.done(lambda outcome: self._drilled(outcome, restored, folder))
        request.refused(lambda _error: self._end_drill(restored, folder))

    def _drilled(self, outcome: TrailCheck, restored: Desk, folder: Path) -> None:
        self._end_drill(restored, folder)
        if outcome.broken_at is None:
            text = tr(
                "The drill succeeded: the backup was restored, opened with this computer's key,"
                " and its trail of {n} entries is whole. The temporary copy is removed.",
                n=number_text(outcome.entries),
            )
            self.banner.show_text(text, Tone.GOOD)
        else:
            text = tr(
                "The restored park opens, but its trail is broken at entry {n}.",
                n=number_text(outcome.broken_at),
            )
            self.banner.show_text(text, Tone.BAD)

    def _end_drill(self, restored: Desk, folder: Path) -> bool:
        if self._drill_runner is not None:
            self._drill_runner.close()
            self._drill_runner = None
        if self._drill_bar is not None:
            self._drill_bar.deleteLater()
            self._drill_bar = None
        restored.close()
        return self._clear_drill(folder)

    def _clear_drill(self, folder: Path) -> bool:
        shutil.rmtree(folder, ignore_errors=True)
        return False

    def _data_folder(self) -> Path | None:
        assert self.runner.desk is not None
        return self.runner.desk.location.folder

    def _choose_target(self) -> None:
        name = f"parkdesk-{self.shell.today.isoformat()}.zip"
        dialog = QFileDialog(self, tr("Make a backup…"), str(self._usual_folder() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([tr("Backups of ParkDesk (*.zip)")])
        dialog.setDefaultSuffix("zip")
        dialog.fileSelected.connect(lambda file: self.make_to(Path(file)))
        dialog.open()

    def _usual_folder(self) -> Path:
        host = self.shell.settings_host
        return folders.nearest_folder(host.settings.backup_folder if host is not None else "")

    def _choose_for_check(self) -> None:
        self._choose_file(tr("Check a backup…"), self.check_file)

    def _choose_for_drill(self) -> None:
        self._choose_file(tr("Restore drill…"), self.drill_with)

    def _choose_file(self, title: str, then: Callable[[Path], None]) -> None:
        dialog = QFileDialog(self, title, str(self._usual_folder()))
        dialog.setNameFilters([tr("Backups of ParkDesk (*.zip)"), tr("All files (*)")])
        dialog.fileSelected.connect(lambda file: then(Path(file)))
        dialog.open()


def _other_disk(target: Path, data: Path | None) -> bool:
    """Whether a file lies on another disk than the park; unknown counts as the same."""
    if data is None:
        return False
    try:
        return target.parent.stat().st_dev != data.stat().st_dev
    except OSError:
        return False


def _restore_for_drill(file: str, folder: str) -> Desk:
    from parkdesk.desk import open_desk, restore_park

    restore_park(file, folder)
    return open_desk(folder)
