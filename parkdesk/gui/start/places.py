"""What opens and makes parks, in a thread: the start itself imports none of the store."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parkdesk.desk import CreatedPark, Desk, Progress, Upgraded  # type: ignore[attr-defined]


def shown_place(place: str) -> str:
    """Return a place without the password that a server's address may hold."""
    head, mark, rest = place.partition("://")
    if not mark or "@" not in rest:
        return place
    account, _, host = rest.rpartition("@")
    return f"{head}://{account.partition(':')[0]}@{host}"


# Each of these runs in a thread: what it imports is the slow part of the start.


@dataclass(frozen=True, slots=True)
class OpenedPlace:
    """An opened park, and what was done to bring its data to this program's version, if anything.

    A server's data are for its administrator to upgrade: other desks work on them.
    """

    desk: Desk
    upgraded: Upgraded | None


def open_place(place: str, recovery_code: str) -> OpenedPlace:
    """Open a park and load what the workspace is made of; upgrade a folder of an older release."""
    from parkdesk.desk import open_desk, upgrade_park
    from parkdesk.domain.errors import Unavailable

    upgraded = None
    try:
        desk = open_desk(place, recovery_code=recovery_code, remember=True)
    except Unavailable as error:
        if error.code != "database-older" or "://" in place:
            raise
        upgraded = upgrade_park(place)
        desk = open_desk(place, recovery_code=recovery_code, remember=True)
    # The workspace is made in the window's thread: what it imports is loaded here.
    import parkdesk.gui.home.page
    import parkdesk.gui.workspace
    import parkdesk.usecases.identity  # noqa: F401

    return OpenedPlace(desk, upgraded)


def make_park(place: str, answers: dict[str, Any]) -> CreatedPark:
    """Make an empty park; `answers` are the keyword arguments of `desk.NewPark`."""
    from parkdesk.desk import NewPark, create_park

    return create_park(place, NewPark(**answers))


def make_demo_park(place: str, progress: Progress) -> None:
    """Make the demonstration park; cancelled, it leaves nothing behind."""
    from parkdesk.demo.size import Size
    from parkdesk.demo.writing import make_demo

    make_demo(place, Size(), progress.step).desk.close()


def restore_place(file: str, place: str) -> None:
    """Make a park out of a backup."""
    from parkdesk.desk import restore_park

    restore_park(file, place)
