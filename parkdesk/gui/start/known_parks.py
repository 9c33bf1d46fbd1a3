"""The parks this person has opened on this computer, and the name they sign in with in each."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from parkdesk.gui import remembered

MOST = 5
_KEY = "parks/known"


@dataclass(frozen=True, slots=True)
class KnownPark:
    """A park that was opened here: where it is (never with a password), and as whom."""

    place: str
    name: str
    login: str = ""
    is_demo: bool = False

    @property
    def is_there(self) -> bool:
        """Whether it can be offered: a folder may have been taken away, a server is not asked."""
        return "://" in self.place or (Path(self.place) / "park.db").is_file()


class KnownParks:
    """The list in the window's settings, the park opened last first."""

    def all(self) -> tuple[KnownPark, ...]:
        """Return the parks that can be offered; a broken entry is left out."""
        return tuple(park for park in self._stored() if park.is_there)

    def demo(self) -> KnownPark | None:
        """Return a demonstration park that is there."""
        return next((park for park in self.all() if park.is_demo), None)

    def login(self, place: str) -> str:
        """Return who signed in to the park at `place` last, nothing for another park."""
        return next((park.login for park in self._stored() if park.place == place), "")

    def opened(self, place: str, name: str, *, is_demo: bool) -> None:
        """Put a park at the head of the list; `place` is the address without its password."""
        others = tuple(park for park in self._stored() if park.place != place)
        first = KnownPark(place, name, self.login(place), is_demo)
        self._store((first, *others)[:MOST])

    def signed_in(self, place: str, login: str) -> None:
        """Remember the name somebody signed in with."""
        self._store(
            tuple(
                replace(park, login=login) if park.place == place else park
                for park in self._stored()
            )
        )

    def _stored(self) -> tuple[KnownPark, ...]:
        try:
            return tuple(KnownPark(**entry) for entry in json.loads(remembered.text(_KEY, "[]")))
        except (ValueError, TypeError):
            return ()

    def _store(self, parks: tuple[KnownPark, ...]) -> None:
        remembered.keep_text(_KEY, json.dumps([asdict(park) for park in parks]))
