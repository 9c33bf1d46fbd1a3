"""The line at the foot: where the data are, saved or not, backups, the key, row n of m."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStatusBar, QWidget

from parkdesk.domain.calendar import day_in_china
from parkdesk.gui.widgets.texts import label, set_role
from parkdesk.i18n import date_text, instant_text, number_text, tr, trn

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.identity import ParkDetail

NOTICE_MS = 6_000
OLD_BACKUP_DAYS = 7


class StatusLine(QStatusBar):
    """Says quietly what a person wants to be sure of."""

    def __init__(self, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self.setSizeGripEnabled(False)
        self.place = label("")
        self.saved = label("")
        self.backup = label("")
        self.key = label("")
        self.notice = label("")
        self.row = label("")
        for part in (self.place, self.saved, self.backup, self.key, self.notice):
            self.addWidget(part)
        self.addPermanentWidget(self.row)
        self._notice_over = QTimer(self, singleShot=True, interval=NOTICE_MS)
        self._notice_over.timeout.connect(self.notice.clear)
        # Methods, not lambdas: the runner outlives this line, and Qt lets go of methods by itself.
        runner.started.connect(self._show_saved)
        runner.ended.connect(self._show_saved)
        self.key.hide()
        self._show_saved()

    def show_place(self) -> None:
        """Say where the data are and where the key is kept."""
        desk = self._runner.desk
        if desk is None:
            return
        shown = desk.location.shown
        if desk.location.embedded:
            self.place.setText(tr("Local database"))
        else:
            self.place.setText(tr("Server"))
        if desk.park.is_demo:
            day = date_text(day_in_china(desk.clock()))
            self.place.setText(tr("Demonstration park: its date stays {day}", day=day))
        self.place.setToolTip(shown)
        in_file = desk.key_store_name == "file"
        self.key.setVisible(in_file)
        self.key.setText(tr("Key in a file"))
        self.key.setToolTip(
            tr(
                "This system offers no key store: the key to the encrypted fields lies in a file"
                " that only you can read. Keep the recovery code in a safe place."
            )
        )

    def show_backups(self, park: ParkDetail, now: dt.datetime) -> None:
        """Say when the last backup and the last off-machine copy were made."""
        if park.last_backup_at is None:
            self.backup.setText(tr("No backup yet"))
            set_role(self.backup, "warn")
            return
        days = (now - (park.last_off_machine_at or park.last_backup_at)).days
        text = tr("Last backup {when}", when=_moment(park.last_backup_at, now))
        if park.last_off_machine_at is None:
            text += " · " + tr("no copy off this computer")
        elif days >= 1:
            text += " · " + trn(
                "copy off this computer {n} day ago", "copy off this computer {n} days ago", days
            )
        else:
            text += " · " + tr("copy off this computer today")
        self.backup.setText(text)
        late = park.last_off_machine_at is None or days > OLD_BACKUP_DAYS
        set_role(self.backup, "warn" if late else "")

    def show_row(self, row: int, total: int) -> None:
        """Say which row of how many is current; no list shows nothing."""
        text = tr("Row {row} of {total}", row=number_text(row), total=number_text(total))
        self.row.setText(text if row and total else "")

    def tell(self, text: str) -> None:
        """Say for a few seconds what has been done."""
        self.notice.setText(f"✓ {text}")
        self._notice_over.start()

    def forget(self) -> None:
        """Take away what was said: it was about something that is no longer in view."""
        self._notice_over.stop()
        self.notice.clear()

    def _show_saved(self) -> None:
        writing = self._runner.is_writing
        self.saved.setText(tr("Saving…") if writing else tr("Saved"))


def _moment(instant: dt.datetime, now: dt.datetime) -> str:
    text = instant_text(instant)
    if day_in_china(instant) == day_in_china(now):
        return tr("today {time}", time=text[-5:])
    return text
