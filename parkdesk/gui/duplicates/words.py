"""Words of duplicates: why two may be one, what a field holds, what a merge moves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum

from parkdesk.domain.likeness import Why
from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.gui.theme import Tone
from parkdesk.i18n import N_, date_text, label, money_text, number_text, tr, trn
from parkdesk.i18n.enterprises import capital_text
from parkdesk.usecases.merges import Moving

_COLUMNS = {column.field: column for column in ENTERPRISE_COLUMNS}
_SURE = frozenset({Why.SAME_CODE, Why.SAME_ORGANISATION, Why.SAME_NAME})
_THINGS = {
    "booking": N_("bookings of rooms and equipment"),
    "certification": N_("certificate records"),
    "claim": N_("claims"),
    "class_member": N_("placements of trainees"),
    "contract": N_("contracts"),
    "credit_entry": N_("credit entries"),
    "credit_reply": N_("replies to credit points"),
    "event_participant": N_("part taken in events"),
    "ip_matter": N_("filings and disputes"),
    "opportunity_candidate": N_("recommendations for opportunities"),
    "paper": N_("papers"),
    "period_return": N_("returns of months and years"),
    "platform_request": N_("service requests"),
    "platform_service": N_("platform services"),
    "quarter_return": N_("returns"),
    "training_institution": N_("entries as a training institution"),
}


_NAMED = {
    # The column of a workbook says its unit, and the branch's office is no column at all.
    "registered_capital_cents": N_("Registered capital"),
    "head_office_id": N_("Head office in the register"),
}


def why_tone(why: Why) -> Tone:
    """Return the tone of a reason: sure ones stand out."""
    return Tone.BAD if why in _SURE else Tone.WARN


def field_title(field: str) -> str:
    """Return what a field of the form is called."""
    if field in _NAMED:
        return tr(_NAMED[field])
    column = _COLUMNS.get(field)
    return column.title if column is not None else field


def value_text(field: str, value: object) -> str:
    """Return a field's value as a person reads it; a dash where nothing is known."""
    if value is None or value == "":
        return "—"
    if isinstance(value, StrEnum):
        return label(value)
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, int) and field == "registered_capital_cents":
        return capital_text(value)
    if isinstance(value, int):
        return money_text(value) if field.endswith("_cents") else number_text(value)
    return str(value)


def moving_text(moving: Sequence[Moving]) -> str:
    """Return what a merge moves, in one sentence; an empty text where nothing moves."""
    named = [
        f"{tr(_THINGS[one.table])} {number_text(one.moved)}"
        for one in moving
        if one.table in _THINGS and one.moved
    ]
    other = sum(one.moved for one in moving if one.table not in _THINGS)
    if other:
        named.append(trn("{n} further entry", "{n} further entries", other))
    return tr("It gets: {things}.", things=tr(", ").join(named)) if named else ""
