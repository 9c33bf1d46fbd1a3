"""How the columns of a list share its width: fixed words whole, names the rest, the least leave."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Need:
    """What one column needs, in pixels.

    `least` is what it never goes under, `comfort` what it should have before a lesser column may
    stay, `full` what its widest text takes, `wish` what looks well where there is room. A column
    of fixed words has `least` == `comfort`. `yields` is how early it leaves: 0 never, the highest
    first.
    """

    least: int
    comfort: int
    full: int
    wish: int
    grows: bool = False
    yields: int = 0


def fixed(width: int) -> Need:
    """Return the need of a column whose width a person gave: neither more nor less."""
    return Need(width, width, width, width)


def fit(needs: Sequence[Need], room: int) -> list[int]:
    """Return a width for each column; 0: there is no room for it.

    Where even those that never leave need more than `room`, they are as wide as they need: the
    list is then wider than its place.
    """
    stay = _staying(needs, room)
    widths = {place: needs[place].comfort for place in stay}
    spare = room - sum(widths.values())
    if spare < 0:
        _narrow(needs, widths, -spare)
    else:
        _widen(needs, widths, spare)
    return [widths.get(place, 0) for place in range(len(needs))]


def _staying(needs: Sequence[Need], room: int) -> list[int]:
    """Return the places of the columns that stay, the dearest first to be let in."""
    stay = {place for place, one in enumerate(needs) if not one.yields}
    taken = sum(needs[place].comfort for place in stay)
    yielding = (place for place, one in enumerate(needs) if one.yields)
    for place in sorted(yielding, key=lambda place: (needs[place].yields, place)):
        if taken + needs[place].comfort > room:
            break  # A lesser one must not stay in its stead: lists would change at random.
        stay.add(place)
        taken += needs[place].comfort
    return sorted(stay)


def _narrow(needs: Sequence[Need], widths: dict[int, int], over: int) -> None:
    """Take `over` pixels from the names, and from the first of them last: it says what a row is."""
    names = [place for place in widths if needs[place].grows]
    over -= _take(needs, widths, names[1:], over)
    _take(needs, widths, names[:1], over)


def _take(needs: Sequence[Need], widths: dict[int, int], places: Sequence[int], wanted: int) -> int:
    """Take pixels from these columns by what each has to spare; return how many."""
    slack = {place: widths[place] - needs[place].least for place in places}
    whole = sum(slack.values())
    over = wanted = min(wanted, whole)
    for place, spare in slack.items():
        taken = over * spare // whole if whole else 0
        widths[place] -= taken
        over, whole = over - taken, whole - spare
    return wanted


def _widen(needs: Sequence[Need], widths: dict[int, int], spare: int) -> None:
    """Give what is left: to names until they stand whole, to the others, the rest to names."""
    growing = [place for place in widths if needs[place].grows]
    steps = [(place, needs[place].full) for place in growing]
    steps += [(place, needs[place].wish) for place in widths]
    for place, upto in steps:
        more = min(spare, max(0, upto - widths[place]))
        widths[place] += more
        spare -= more
    last = growing or sorted(widths)[-1:]
    for place in last:
        widths[place] += spare // len(last)
    if last:
        widths[last[0]] += spare % len(last)
