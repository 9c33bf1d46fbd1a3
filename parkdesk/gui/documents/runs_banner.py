"""What the schedule wrote, or why it did not, until somebody has looked at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.i18n import instant_text, tr, trn
from parkdesk.usecases.scheduled_runs import ScheduledRun, see_runs, unseen_runs

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

_TOLD = 3


class RunsBanner(Banner):
    """The newest runs in a few lines; "Seen" takes them off for everybody."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__()
        self._runner = runner
        self._shell = shell
        self.runs: tuple[ScheduledRun, ...] = ()

    def refresh(self) -> None:
        """Fetch what nobody has looked at yet."""
        self._runner.run(self, unseen_runs).done(self._show)

    def see(self) -> None:
        """Say that they were looked at."""
        if self.runs:
            request = self._runner.run(self, see_runs, self.runs[0].id)
            request.done(lambda _none: self.refresh())

    def open_folder(self) -> None:
        """Open the folder of the newest file in the file manager."""
        folder = next((one.folder for one in self.runs if one.file_name), "")
        if folder and Path(folder).is_dir():
            QDesktopServices.openUrl(QUrl.fromLocalFile(folder))
        else:
            self._shell.notify(tr("The folder {folder} is not on this computer.", folder=folder))
        # A pressed button hides the banner, and nobody said yet that it was looked at.
        self._show(self.runs)

    def _show(self, runs: tuple[ScheduledRun, ...]) -> None:
        self.runs = runs
        if not runs:
            self.dismiss()
            return
        # What failed is told first: nobody finds a file that is not there.
        ordered = sorted(runs, key=lambda one: not one.problem)
        lines = [run_text(one) for one in ordered[:_TOLD]]
        more = len(runs) - len(lines)
        if more:
            lines.append(trn("and {n} further run", "and {n} further runs", more))
        failed = any(one.problem for one in runs)
        offers = [(tr("Open the folder"), self.open_folder)] if _has_file(runs) else []
        if self._runner.can(see_runs):
            offers.append((tr("Seen"), self.see))
        tone = Tone.BAD if failed else Tone.ACCENT
        self.show_text("\n".join(lines), tone, offers=tuple(offers), closable=False)


def run_text(run: ScheduledRun) -> str:
    """Say what came of a run."""
    at = instant_text(run.ran_at)
    if run.problem:
        return tr(
            "The schedule's report “{what} {which}” of {at} failed because: {problem}",
            what=run.what,
            which=run.which,
            at=at,
            problem=run.problem,
        )
    return tr(
        "{file} was written by the schedule at {at} and not looked at yet.",
        file=run.file_name,
        at=at,
    )


def _has_file(runs: tuple[ScheduledRun, ...]) -> bool:
    return any(one.file_name for one in runs)
