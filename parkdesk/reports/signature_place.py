"""Where on page 1 the seal of a signature by certificate stands."""

from __future__ import annotations

from parkdesk.reports import style

_LEFT = style.MARGIN + style.TEXT_WIDTH / 2 + 5
_LOW = style.FOOT + 17
WIDTH, HEIGHT = style.TEXT_WIDTH / 4 - 10, 28.0
BOX = (round(_LEFT), round(_LOW), round(_LEFT + WIDTH), round(_LOW + HEIGHT))
"""Left, bottom, right, top: over the line where one signs by hand (签发), beside the wet seal."""
