"""Scenes of filings and disputes: name, page, and what is opened on it."""

from __future__ import annotations

from typing import Any

from parkdesk.domain.ip_matters import IpState
from parkdesk.gui.scene_steps import afterwards, press


def _in_state(page: Any, state: IpState, action: str) -> None:  # noqa: ANN401
    """Choose a matter that is in a state, then open something of it."""
    page.state.set_value(state)
    afterwards(lambda: press(getattr(page, action)))


IP_MATTERS = (
    ("ip-template-edit", "ip-templates", lambda page: press(page.edit)),
    ("ip-template-hand-out", "ip-templates", lambda page: press(page.hand_out)),
    ("ip-template-new", "ip-templates", lambda page: press(page.new)),
    ("ip-edit", "ip-matters", lambda page: press(page.edit)),
    ("ip-end", "ip-matters", lambda page: _in_state(page, IpState.FILED, "end")),
    ("ip-file", "ip-matters", lambda page: _in_state(page, IpState.OPEN, "file")),
    ("ip-new", "ip-matters", lambda page: press(page.new)),
)
"""Imported by the scenes of the platforms."""
