"""The park's enterprises as those who hired somebody whom an institution trained (录用企业).

What stands in a roster is a name as the institution wrote it, or a credit code. Whoever is not in
the park's register may be an outsourcing enterprise all the same: that is for a person to see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import name_key


@dataclass(frozen=True, slots=True)
class Employer:
    """An enterprise of the register; `initials` are those of its name's pinyin.

    Its name is folded once, when it is read: while somebody types, a hundred thousand are looked
    through with each key.
    """

    name: str
    code: str
    initials: str
    line: ServiceLine
    key: str = field(init=False, repr=False, compare=False)
    """`name_key` of the name."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", name_key(self.name))


Employers = Mapping[str, Employer]
"""By `name_key` of the name and of the code."""


def employers_by_key(known: Iterable[Employer]) -> dict[str, Employer]:
    """Return enterprises by what a roster may call them; of two of one name the first counts."""
    found: dict[str, Employer] = {}
    for one in known:
        found.setdefault(one.key, one)
        found.setdefault(name_key(one.code), one)
    return found


def employers_called(known: Iterable[Employer], text: str, most: int) -> tuple[Employer, ...]:
    """Return enterprises whose name has `text`, or whose code or pinyin initials begin with it.

    Whose name or initials begin with it come first; at most `most`, none for a blank text.
    """
    sought = name_key(text)
    if not sought:
        return ()
    first: list[Employer] = []
    rest: list[Employer] = []
    for one in known:
        name = one.key
        if name.startswith(sought) or one.initials.casefold().startswith(sought):
            first.append(one)
        elif sought in name or one.code.casefold().startswith(sought):
            rest.append(one)
    return tuple(first[:most] + rest[: max(most - len(first), 0)])
