"""One look at one enterprise: what the checks say as they go along."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from parkdesk.domain.compliance_facts import EnterpriseFacts, OfContracts, ParkFacts
from parkdesk.domain.compliance_rules import ParameterName, RuleBook, RuleCode
from parkdesk.domain.findings import (
    EVERY_CONTRACT,
    NEVER,
    NO_LONGER_SO,
    OTHERS,
    REPLACED,
    Ending,
    Facts,
    FindingFact,
    Found,
    Key,
    Outcome,
)

DAY = dt.timedelta(days=1)


class Look:
    """Gathers what is found, what is settled, and the next day on which something changes."""

    def __init__(self, facts: EnterpriseFacts, park: ParkFacts, book: RuleBook) -> None:
        self.facts = facts
        self.park = park
        self.book = book
        self.day = park.day
        self._found: dict[Key, Found] = {}
        self._settled: dict[Key, Ending] = {}
        self._next = NEVER

    def days(self, rule: RuleCode, name: ParameterName) -> dt.timedelta:
        """Return a rule's figure of days that is in force."""
        return dt.timedelta(days=self.figure(rule, name))

    def figure(self, rule: RuleCode, name: ParameterName) -> int:
        """Return a rule's figure that is in force."""
        return self.book.figure(rule, name, self.day)

    def later(self, day: dt.date | None) -> None:
        """Say that something changes on a day by itself; one that is past says nothing."""
        if day is not None and day > self.day:
            self._next = min(self._next, day)

    def finds(
        self,
        rule: RuleCode,
        subject: str,
        page: str,
        record_id: int,
        since_on: dt.date,
        facts: Mapping[str, FindingFact] | None = None,
    ) -> None:
        """Say what is not as the rule asks."""
        found = Found(rule, subject, page, record_id, since_on, facts or {})
        self._found[found.key] = found

    def settles(self, rule: RuleCode, subject: str, code: str, **facts: FindingFact) -> None:
        """Say what is as it should be, with the fact that shows it."""
        self._settled[rule, subject] = Ending(code, facts)

    def finds_contracts(self, rule: RuleCode, found: OfContracts) -> None:
        """Say of each contract what is not as the rule asks."""
        self.later(found.next_on)
        for one in found.rows:
            said: Facts = {
                "contract": one.number,
                "count": one.count,
                "oldest_on": one.oldest_on,
            }
            self.finds(rule, str(one.id), "contracts", one.id, one.oldest_on, said)
        self.settles_others(rule, "nothing-left")
        self.replaces(rule, EVERY_CONTRACT, bool(found.rows))

    def settles_others(self, rule: RuleCode, code: str, **facts: FindingFact) -> None:
        """Say what ended all of a rule of which nothing more is said."""
        self._settled[rule, OTHERS] = Ending(code, facts)

    def replaces(self, rule: RuleCode, subject: str, is_found: bool) -> None:  # noqa: FBT001 - a fact
        """Say that what was one finding of several objects is one of each object now."""
        if is_found:
            self._settled[rule, subject] = REPLACED

    def outcome(self, otherwise: Ending = NO_LONGER_SO) -> Outcome:
        """Return what was said, of the rules that are asked on the day."""
        asked = [one for one in self._found.values() if self.book.asks(one.rule, self.day)]
        return Outcome(tuple(asked), self._settled, self._next, otherwise)
