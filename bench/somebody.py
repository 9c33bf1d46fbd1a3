"""Who sits in a park that is measured.

Beside the generator of such parks: a process that is measured brings in what the program does.
"""

from __future__ import annotations

from pathlib import Path

from parkdesk.demo.people import ADMINISTRATOR, PASSWORD
from parkdesk.desk import Desk, open_desk
from parkdesk.usecases.identity import sign_in


def administrator(place: Path | str) -> Desk:
    """Return the administrator's desk in a park of the generator."""
    desk = open_desk(str(place))
    with desk.work(read_only=False) as work:
        outcome = sign_in(work, ADMINISTRATOR.login, PASSWORD)
    assert outcome.actor is not None
    return desk.signed_in(outcome.actor)
