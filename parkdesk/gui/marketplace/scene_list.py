"""Scenes of the marketplace: name, page, and what is opened on it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from parkdesk.domain.opportunities import OpportunityState
from parkdesk.gui.scene_steps import afterwards, press


def _in_talks(page: Any, act: Callable[[Any], object]) -> None:  # noqa: ANN401
    """Choose an opportunity that somebody talks about, then open something of it."""
    page.state.set_value(OpportunityState.TALKS)
    afterwards(lambda: act(page))


def _show_recommended(page: Any) -> None:  # noqa: ANN401
    page.panel.tabs.setCurrentIndex(1)


def _sign(page: Any) -> None:  # noqa: ANN401
    press(page.sign_new)


def _points(page: Any) -> None:  # noqa: ANN401
    """Show the points of the enterprise with most of them, one chosen."""
    page.standing.set_value("issued")
    afterwards(lambda: page.table.opened.emit(page.table.current()))


def _reply(page: Any) -> None:  # noqa: ANN401
    _points(page)
    afterwards(lambda: afterwards(lambda: press(page.reply)))


def _scorecard(page: Any) -> None:  # noqa: ANN401
    page.standing.set_value("issued")
    afterwards(lambda: press(page.issue))


MARKETPLACE = (
    ("client-edit", "clients", lambda page: press(page.edit)),
    ("client-import", "clients", lambda page: press(page.import_list)),
    ("client-new", "clients", lambda page: press(page.new)),
    ("client-publish", "clients", lambda page: press(page.publish)),
    ("credit-entry-new", "credit", lambda page: press(page.new)),
    ("credit-points", "credit", _points),
    ("credit-reply", "credit", _reply),
    ("credit-scheme-new", "credit-schemes", lambda page: press(page.new)),
    ("credit-sheet", "credit", _scorecard),
    ("market-item-edit", "market-items", lambda page: press(page.edit)),
    ("market-item-import", "market-items", lambda page: press(page.import_list)),
    ("market-item-new", "market-items", lambda page: press(page.new)),
    ("opportunity-close", "opportunities", lambda page: press(page.close_it)),
    ("opportunity-edit", "opportunities", lambda page: press(page.edit)),
    ("opportunity-import", "opportunities", lambda page: press(page.import_list)),
    ("opportunity-new", "opportunities", lambda page: press(page.new)),
    ("opportunity-recommend", "opportunities", lambda page: press(page.recommend)),
    ("opportunity-recommended", "opportunities", lambda page: _in_talks(page, _show_recommended)),
    ("opportunity-sign-new", "opportunities", lambda page: _in_talks(page, _sign)),
)
"""Imported by the list of all scenes; what opens them is imported when it is asked for."""
