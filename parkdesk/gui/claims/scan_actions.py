"""The actions about a claim's scans, the same at the desk of people and at that of items."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.claims.scans import ClaimScans
from parkdesk.gui.runner import Runner
from parkdesk.i18n import tr
from parkdesk.usecases.claim_scans import claim_scans, file_scans


class ScanActions:
    """Adding scans while the claim can be changed, and looking at them at any time."""

    def __init__(self, owner: QWidget, runner: Runner, scans: ClaimScans) -> None:
        make = partial(action_for, owner, runner)
        self.files = make(file_scans, tr("Add scans…"), scans.ask_files, key="Ctrl+U", icon="plus")
        self.folder = make(
            file_scans, tr("Add a folder of scans…"), scans.ask_folder, key="Ctrl+Shift+U"
        )
        self.list = make(
            claim_scans, tr("Scans of the claim"), scans.show_scans, key="Alt+L", icon="pdf"
        )

    @property
    def all(self) -> tuple[PageAction, ...]:
        """In the order of a menu."""
        return (self.files, self.folder, self.list)

    def enable(self, *, editable: bool) -> None:
        """Take scans in while the claim can be changed."""
        self.files.setEnabled(editable)
        self.folder.setEnabled(editable)
