"""Lists of opportunities: imported whole or not at all.

A row is the opportunity of this title and source that was posted on that day: the one that is
stored, or a new one. A blank cell changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from sqlalchemy import select

from parkdesk.domain.enterprises import name_key
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    Sheet,
    SheetRow,
    Value,
)
from parkdesk.domain.opportunities import Known, SaveOpportunity, check_opportunity
from parkdesk.store.opportunities import columns_of, form_of
from parkdesk.store.serials import next_serial
from parkdesk.store.service_code_rows import codes_of_contracts
from parkdesk.store.tables.certifications import CertificationTypeRecord
from parkdesk.store.tables.marketplace import ClientRecord, OpportunityRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.list_plans import NOTHING_CONFIRMED, ListPlan, PlannedRow

_KEY = ("title", "source", "posted_on")
_GIVEN = tuple(one.name for one in fields(SaveOpportunity) if one.name not in _KEY)
_SHOWN = {"client_id": "client", "service_code_id": "service_code"}


@query(Permission.PLATFORM_EDIT)
def preview_opportunity_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _plan(work, sheet).preview()


@command(Permission.PLATFORM_EDIT)
def import_opportunities(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    return _plan(work, sheet).write(confirmed)


@dataclass(slots=True)
class _Planned(PlannedRow[OpportunityRecord]):
    """What one row comes to."""


def _plan(work: Work, sheet: Sheet) -> _Plan:
    plan = _Plan(work)
    plan.take_all(sheet)
    return plan


class _Plan(ListPlan[_Planned]):
    record = OpportunityRecord

    def __init__(self, work: Work) -> None:
        super().__init__(work)
        session = work.session
        self._codes = codes_of_contracts(session)
        kinds = session.scalars(select(CertificationTypeRecord)).all()
        self._kind_of = {
            name_key(word): one.code
            for one in kinds
            for word in (one.name_en, one.name_zh, one.code)
        }
        clients = session.execute(select(ClientRecord.id, ClientRecord.name)).all()
        self._clients: defaultdict[str, list[int]] = defaultdict(list)
        for id_, name in clients:
            self._clients[name_key(name)].append(id_)
        self._called: Mapping[str, Mapping[Any, str]] = {
            "client_id": {id_: name for id_, name in clients},  # noqa: C416
            "service_code_id": {one.id: one.code for one in self._codes.values()},
        }
        self._known = Known(
            self._called["client_id"], self._codes, {one.code: one.top_level for one in kinds}
        )
        self._stored: defaultdict[tuple[str, str, dt.date], list[OpportunityRecord]] = defaultdict(
            list
        )
        for one in session.scalars(select(OpportunityRecord).order_by(OpportunityRecord.id)):
            self._stored[name_key(one.title), one.source, one.posted_on].append(one)
        self._prefix = f"SJ-{work.today.year}-"
        self._serial = next_serial(work, OpportunityRecord.number, self._prefix)

    def take(self, row: SheetRow) -> Iterator[Problem]:
        """Plan the opportunity of a row."""
        values = row.values
        title, source = (str(values.get(name) or "").strip() for name in ("title", "source"))
        day = values.get("posted_on")
        planned = _Planned(row, title)
        self.planned.append(planned)
        if not title or not source or not isinstance(day, dt.date):
            return
        key = (name_key(title), source, day)
        twice = self.twice(key, row.number)
        if twice is not None:
            yield replace(twice, field="title", code="opportunity-twice-in-file")
        stored = self._stored[key]
        if len(stored) > 1:
            yield Problem(row.number, "title", "opportunity-there-twice")
            return
        record = planned.record = stored[0] if stored else None
        before = form_of(record) if record else SaveOpportunity(title, source, day, None)
        given = dict(values)
        for name, found, code in self._words(row, before):
            given[name] = found
            if code:
                yield Problem(row.number, _SHOWN.get(name, name), code)
        yield from self._fill(planned, before, given)

    def _words(
        self, row: SheetRow, before: SaveOpportunity
    ) -> Iterator[tuple[str, str | int | None, str]]:
        """Yield what the words of a row mean: field, value, and the code of what is wrong."""
        client = str(row.values.get("client") or "")
        if client:
            ids = self._clients.get(name_key(client), [])
            held = before.client_id if before.client_id in ids else None
            found = held or (ids[0] if len(ids) == 1 else None)
            code = "client-of-two-countries" if ids else "client-not-registered"
            yield "client_id", found, "" if found else code
        word = str(row.values.get("service_code") or "")
        if word:
            yield "service_code_id", *self._service_code(word, before)
        kind, _, level = str(row.values.get("certification_type") or "").partition("#")
        if kind:
            code = self._kind_of.get(name_key(kind.removeprefix("?")), "")
            yield "certification_type", code, "" if code else "certificate-kind-unknown"
        if level:
            typed = row.values.get("least_level")
            differ = typed not in (None, "", int(level))
            yield "least_level", int(level), "levels-differ" if differ else ""

    def _service_code(self, word: str, before: SaveOpportunity) -> tuple[int | None, str]:
        """Return the code that is meant: the one held already before any other called so."""
        day = before.posted_on
        usable = [
            one.id
            for one in self._codes.values()
            if one.code == word
            and (one.id == before.service_code_id or (day is not None and one.period.covers(day)))
        ]
        held = before.service_code_id
        found = held if held in usable else next(iter(usable), None)
        return found, "" if found is not None else "item-code-unknown"

    def _fill(
        self, planned: _Planned, before: SaveOpportunity, given: dict[str, Any]
    ) -> Iterator[Problem]:
        record, number = planned.record, planned.row.number
        form = replace(
            before, **{one: given[one] for one in _GIVEN if given.get(one) not in (None, "")}
        )
        planned.columns = columns_of(form)
        if record is None:
            planned.columns["number"] = f"{self._prefix}{self._serial:04d}"
            self._serial += 1
        else:
            planned.differences = tuple(
                Difference(_SHOWN.get(one, one), self._told(before, one), self._told(form, one))
                for one in _GIVEN
                if getattr(before, one) != getattr(form, one)
            )
            planned.change = Change.CHANGED if planned.differences else Change.SAME
            if planned.differences and record.contract_id is not None:
                yield Problem(number, "title", "opportunity-is-signed")
        for at, code in check_opportunity(form, self._known, self.today).items():
            yield Problem(number, _SHOWN.get(at, at), code)

    def _told(self, form: SaveOpportunity, name: str) -> Value:
        """Return a field as a list has it: a client and a code by what they are called."""
        value, words = getattr(form, name), self._called.get(name)
        told: Value = value if words is None else words.get(value, "")
        return told
