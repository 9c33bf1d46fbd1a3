"""What the pictures of certificates open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer

from parkdesk.domain.certifications import CertificationStatus

_FOLLOWED_MS = 160
"""By then the list is narrowed and the panel shows its first certificate."""


def open_tab(page: Any, tab: int) -> None:  # noqa: ANN401
    """Open a tab of the panel."""
    page.panel.tabs.setCurrentIndex(tab)


def open_surveillance(page: Any) -> None:  # noqa: ANN401
    """Open the form of surveillance on a suspended certificate: it has audits."""
    page.status.set_value(CertificationStatus.SUSPENDED)
    QTimer.singleShot(_FOLLOWED_MS, page, page.surveillance.trigger)


def open_kind(page: Any, what: str) -> None:  # noqa: ANN401
    """Open the kinds, and one of their lists or forms."""
    dialog = page.actions_of_one.open_kinds()
    tabs = {"kinds": 0, "edit": 0, "own": 0, "rules": 1, "rule": 1, "views": 2}
    dialog.tabs.setCurrentIndex(tabs[what])
    if what == "own":
        dialog.add.trigger()
    elif what in {"edit", "rule"}:
        table = dialog.kinds if what == "edit" else dialog.rules

        def choose() -> None:
            table.select_place(0)
            dialog.edit.trigger()

        QTimer.singleShot(_FOLLOWED_MS, dialog, choose)
