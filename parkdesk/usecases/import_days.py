"""What an imported list may not contradict: the dated facts of the enterprises that it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from parkdesk.domain.enterprise_status import StatusChange, contradiction
from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.imports import Problem, Value
from parkdesk.store.enterprise_rows import form_of
from parkdesk.store.enterprise_steps import FactSteps, corrected_days, status_day, statuses_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work


class DaysKnown:
    """What is known by days of the enterprises that a list changes."""

    def __init__(self, work: Work, ids: set[int]) -> None:
        self._work = work
        self._rooms = FactSteps(work, work.today)
        self._rooms.know(ids)
        self._statuses = statuses_of(work.session, ids)

    def problems(
        self, number: int, record: EnterpriseRecord, form: SaveEnterprise
    ) -> Iterator[Problem]:
        """Yield what the dated facts of an enterprise forbid a row to say."""
        before = form_of(record)
        changed = (
            one for one in ("building", "area_sqm") if getattr(before, one) != getattr(form, one)
        )
        if (moved := next(changed, None)) and self._rooms.rooms_of(record.id) > 1:
            yield Problem(number, moved, "several-premises")
        for column, history in self._histories(record, form):
            if (found := contradiction(history)) is not None:
                code, earlier, later = found
                facts: dict[str, Value] = {
                    "earlier": earlier.status,
                    "earlier_on": earlier.from_on,
                    "later": later.status,
                    "later_on": later.from_on,
                }
                yield Problem(number, column, code, facts)

    def _histories(
        self, record: EnterpriseRecord, form: SaveEnterprise
    ) -> Iterator[tuple[str, list[StatusChange]]]:
        """Yield the dated statuses as a row would make them, by the column that does."""
        before, known = form_of(record), self._statuses.get(record.id, [])
        if form.status is not before.status:
            change = StatusChange(status_day(before, form, self._work.today), form.status)
            yield "status", [*known, change]
        for name, old, new, statuses in corrected_days(before, form):
            yield (
                name,
                [
                    replace(one, from_on=new)
                    if one.from_on == old and one.status in statuses
                    else one
                    for one in known
                ],
            )
