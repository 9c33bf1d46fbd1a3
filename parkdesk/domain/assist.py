"""The assist strip (辅助填报条): what goes into which field of the state system, in its order.

Fields and order are data. A step is one field with the value of the register; on a contract that
was reported already only what differs from the reporting is still to be typed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.contract_reports import Sent, SentContract
from parkdesk.domain.programmes import Mark


class AssistForm(StrEnum):
    """A form of the state system."""

    CONTRACT = "contract"
    CHANGE = "change"
    EXECUTION = "execution"


@dataclass(frozen=True, slots=True)
class AssistField:
    """A field on a screen of a form, as the seed says it."""

    form: AssistForm
    screen_zh: str
    screen_en: str
    field: str
    name_zh: str
    name_en: str
    certainty: Mark


@dataclass(frozen=True, slots=True)
class AssistStep:
    """One field to fill; `day` tells one change or execution from another.

    `sent` is what was reported, where that differs from `value`; `done` says that the state system
    has it already.
    """

    field: AssistField
    value: Sent
    day: dt.date | None = None
    sent: Sent = None
    done: bool = False


# The names of the seed's fields, where what is sent calls them otherwise.
_CONTRACT = {"amount": "signed_minor", "country": "country_code"}
_CHANGE = {"amount_after": "amount_minor_after"}
_EXECUTION = {"amount": "amount_minor"}


def steps_of(
    fields: Sequence[AssistField], now: SentContract, sent: SentContract | None
) -> tuple[AssistStep, ...]:
    """Return the steps for a contract: its own fields, then each change, then each execution."""
    by_form = {form: [one for one in fields if one.form is form] for form in AssistForm}
    found = _steps(by_form[AssistForm.CONTRACT], _CONTRACT, now, sent, None)
    known_changes = {one.id: one for one in sent.changes} if sent else {}
    for change in now.changes:
        known = known_changes.get(change.id)
        found += _steps(by_form[AssistForm.CHANGE], _CHANGE, change, known, change.changed_on)
    known_executions = {one.id: one for one in sent.executions} if sent else {}
    for execution in now.executions:
        was = known_executions.get(execution.id)
        day = execution.executed_on
        found += _steps(by_form[AssistForm.EXECUTION], _EXECUTION, execution, was, day)
    return tuple(found)


def _steps(
    fields: Sequence[AssistField],
    names: Mapping[str, str],
    now: object,
    sent: object | None,
    day: dt.date | None,
) -> list[AssistStep]:
    found = []
    for field in fields:
        name = names.get(field.field, field.field)
        value = getattr(now, name)
        was = getattr(sent, name) if sent is not None else None
        same = sent is not None and was == value
        found.append(AssistStep(field, value, day, None if same else was, same))
    return found


def next_open(done: Sequence[bool], after: int) -> int | None:
    """Return the place of the first step after one that is not ticked; None when all are."""
    places = [*range(after + 1, len(done)), *range(after + 1)]
    return next((place for place in places if not done[place]), None)
