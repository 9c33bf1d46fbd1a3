"""Scenes of the public platforms: name, page, and what is opened on it."""

from __future__ import annotations

from typing import Any

from parkdesk.gui.ip.scene_list import IP_MATTERS
from parkdesk.gui.platform_money.scene_list import PLATFORM_MONEY
from parkdesk.gui.scene_steps import press
from parkdesk.gui.training.scene_list import TRAINING


def _line(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.platforms.scenes import open_line

    open_line(page)


def _complete(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.platforms.scenes import open_complete

    open_complete(page)


def _booked(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.platforms.scenes import choose_booking

    choose_booking(page)


def _cancel(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.platforms.scenes import open_cancel

    open_cancel(page)


PLATFORMS = (
    ("platform-service-edit", "platforms", lambda page: press(page.edit)),
    ("platform-service-import", "platforms", lambda page: press(page.import_list)),
    ("platform-service-new", "platforms", _line),
    ("request-complete", "requests", _complete),
    ("request-edit", "requests", lambda page: press(page.edit)),
    ("request-new", "requests", lambda page: press(page.new)),
    ("request-refuse", "requests", lambda page: press(page.refuse)),
    ("offer-edit", "offers", lambda page: press(page.edit)),
    ("offer-new", "offers", lambda page: press(page.new)),
    ("booking-cancel", "booking-list", _cancel),
    ("booking-chosen", "bookings", _booked),
    ("booking-new", "bookings", lambda page: press(page.new)),
    ("booking-place", "bookings", lambda page: press(page.edit_place)),
    *PLATFORM_MONEY,
    *IP_MATTERS,
    *TRAINING,
)
"""Imported by the list of all scenes; what opens them is imported when it is asked for."""
