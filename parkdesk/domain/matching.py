"""Which enterprises fit an opportunity (接发包匹配), and why or why not, from the registers alone.

Only what the opportunity asks for is looked at; each answer names the record that it rests on. The
order is a help for whoever recommends, no verdict: the client chooses.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.credit import IssuedCredit

MOST_SHOWN = 50


class Criterion(StrEnum):
    """What an enterprise is held against."""

    CERTIFICATE = "certificate"
    """A certificate of the kind and level asked for is in force on the day."""
    SERVICE = "service"
    """The enterprise offers the service code, by its own entry in the register."""
    EXECUTED = "executed"
    """It has executed a contract of that code."""
    PEOPLE = "people"
    """It employs as many people as the work needs; how many are free is in no register."""
    STANDING = "standing"
    """No stop (暂停办理) holds on the day."""


@dataclass(frozen=True, slots=True)
class Need:
    """What an opportunity asks for, as far as the registers can answer."""

    certification_type: str = ""
    least_level: int | None = None
    service_code_id: int | None = None
    people: int | None = None

    def criteria(self) -> tuple[Criterion, ...]:
        """Return what is looked at; the standing only beside something else."""
        asked = [Criterion.CERTIFICATE] if self.certification_type else []
        if self.service_code_id is not None:
            asked += [Criterion.SERVICE, Criterion.EXECUTED]
        if self.people is not None:
            asked.append(Criterion.PEOPLE)
        return (*asked, Criterion.STANDING) if asked else ()


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether an enterprise meets one criterion, and the record that says so."""

    criterion: Criterion
    fits: bool
    table: str = ""
    """Table of the record; empty: there is none, which is why it does not fit."""
    record_id: int = 0
    said: str = ""
    """What the record says in short: a certificate's number, a contract's, a document's."""
    figure: int | None = None
    """Level, people, or US cents executed."""


@dataclass(frozen=True, slots=True)
class Match:
    """One enterprise with its answers, in the order of the criteria."""

    enterprise_id: int
    enterprise: str
    sort_key: str
    answers: tuple[Answer, ...]
    executed_usd_cents: int = 0
    credit: IssuedCredit | None = None
    """The last scorecard issued to it; it is shown, and decides nothing: no client asked for it."""

    @property
    def met(self) -> int:
        """How many criteria it meets."""
        return sum(one.fits for one in self.answers)

    @property
    def is_full(self) -> bool:
        """Whether it meets them all."""
        return all(one.fits for one in self.answers)


def ranked(matches: Iterable[Match]) -> list[Match]:
    """Return those that meet most first; among equals who executed most, then by name."""
    return sorted(
        matches,
        key=lambda one: (-one.met, -one.executed_usd_cents, one.sort_key, one.enterprise_id),
    )
