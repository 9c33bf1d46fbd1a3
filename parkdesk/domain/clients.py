"""Clients (发包商) of the marketplace: who gives work, what they need, and what may be published.

The 2008 white paper of CSIP names a database of clients (发包商信息分类数据库); which facts it
holds is the park's own choice. A client is published only while its consent holds.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.bounds import MOST_COUNTED

LONGEST_NAME = 200
LOOKED_AT_EVERY = 365
"""Days after which what is known of a client is shown as old; the park's own habit, no rule."""


class ConsentState(StrEnum):
    """Whether a client may be named in a list that leaves the office."""

    NONE = "none"
    """Nobody has asked, or the client has not answered."""
    GIVEN = "given"
    ENDED = "ended"
    """Taken back, or given for a time that is over."""


@dataclass(frozen=True, slots=True)
class Consent:
    """A client's consent to be published: from a day on, perhaps to a last one, and on what."""

    given_on: dt.date | None = None
    until: dt.date | None = None
    basis: str = ""
    """The paper that says so: a letter, an e-mail, a clause of a contract."""

    def state(self, day: dt.date) -> ConsentState:
        """Return what it is on `day`; its first and its last day count."""
        if self.given_on is None or day < self.given_on:
            return ConsentState.NONE
        return ConsentState.ENDED if (self.until or dt.date.max) < day else ConsentState.GIVEN


@dataclass(frozen=True, slots=True)
class Client:
    """What is said of a client."""

    name: str
    country: str
    """ISO 3166-1 alpha-2, of the statistics' list of countries and regions."""
    source: str
    people: int | None = None
    """How many people it employs; None: not known."""
    verified_on: dt.date | None = None
    """The day on which somebody last made sure that this is so."""
    consent: Consent = Consent()


@dataclass(frozen=True, slots=True)
class SaveClient:
    """A client as typed."""

    name: str
    country_code: str
    source: str
    field: str = ""
    people: int | None = None
    needs: str = ""
    history: str = ""
    contact: str = ""
    verified_on: dt.date | None = None
    consent_on: dt.date | None = None
    consent_until: dt.date | None = None
    consent_basis: str = ""
    note: str = ""

    @property
    def client(self) -> Client:
        """What the rules look at."""
        return Client(
            self.name,
            self.country_code,
            self.source,
            self.people,
            self.verified_on,
            Consent(self.consent_on, self.consent_until, self.consent_basis),
        )


def check_client(client: Client, countries: Container[str], today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems = {
        name: "required"
        for name, value in (("name", client.name), ("source", client.source))
        if not value.strip()
    }
    if len(client.name.strip()) > LONGEST_NAME:
        problems["name"] = "client-name-too-long"
    if client.country not in countries:
        problems["country_code"] = "unknown-country" if client.country else "required"
    if client.people is not None and not 0 <= client.people <= MOST_COUNTED:
        problems["people"] = "negative-number" if client.people < 0 else "number-too-large"
    if client.verified_on is not None and client.verified_on > today:
        problems["verified_on"] = "day-in-future"
    return problems | _consent_problems(client.consent, today)


def _consent_problems(consent: Consent, today: dt.date) -> dict[str, str]:
    problems: dict[str, str] = {}
    if consent.given_on is None:
        if consent.until is not None or consent.basis.strip():
            problems["consent_on"] = "consent-without-day"
        return problems
    if consent.given_on > today:
        problems["consent_on"] = "day-in-future"
    if not consent.basis.strip():
        problems["consent_basis"] = "consent-without-basis"
    if consent.until is not None and consent.until < consent.given_on:
        problems["consent_until"] = "end-before-start"
    return problems


def is_old(verified_on: dt.date | None, day: dt.date) -> bool:
    """Return whether nobody has made sure of a client for so long that it has to be looked at."""
    return verified_on is None or (day - verified_on).days > LOOKED_AT_EVERY
