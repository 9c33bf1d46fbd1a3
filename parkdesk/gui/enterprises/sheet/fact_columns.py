"""The columns of dated facts, a table a kind."""

from __future__ import annotations

from typing import Any

from parkdesk.domain.enterprise_facts import FactKind, FactOrigin
from parkdesk.gui.enterprises.words import STATUS_TONES
from parkdesk.gui.table_model import Column
from parkdesk.i18n import amount_text, date_text, label, money_text, number_text, percent_text, tr
from parkdesk.usecases.enterprise_facts import FactRow

FactColumns = tuple[Column[FactRow], ...]


def fact_columns(kind: FactKind) -> FactColumns:
    """Return the columns of one kind of facts, in the language in use."""
    return _COLUMNS[kind]()


def fact_words(row: FactRow) -> str:
    """Return a fact in a line, for the question before it is removed."""
    columns = fact_columns(row.kind)
    return " · ".join(text for one in columns if (text := one.text(row)) not in {"", "—"})


def _fact(row: FactRow) -> Any:  # noqa: ANN401 (each table knows its own kind)
    return row.fact


def _holds(row: FactRow) -> str:
    return tr("Yes") if row.holds else ""


def _from(title: str) -> Column[FactRow]:
    return Column(title, lambda row: date_text(_fact(row).from_on), width=104)


def _rest() -> FactColumns:
    return (
        Column(tr("Holds"), _holds, width=64),
        Column(tr("Read from"), _source, width=190, muted=True, grows=True),
        Column(tr("Remarks"), lambda row: _fact(row).note, width=180, muted=True, grows=True),
    )


def _source(row: FactRow) -> str:
    source = str(_fact(row).source)
    if row.origin is FactOrigin.ENTERED:
        return source
    if row.origin is FactOrigin.CARRIED_OVER:
        return source or tr("carried over: as last known, from the day of entry")
    return source or label(row.origin)


def _status() -> FactColumns:
    return (
        _from(tr("From")),
        Column(
            tr("Status"),
            lambda row: label(_fact(row).status),
            tone=lambda row: STATUS_TONES[_fact(row).status],
            width=120,
        ),
        *_rest(),
    )


def _people() -> FactColumns:
    return (
        _from(tr("Counted on")),
        Column(tr("People"), lambda row: number_text(_fact(row).headcount), numeric=True, width=80),
        Column(tr("Junior college or above"), _graduates, numeric=True, width=120),
        Column(tr("Share"), share_text, numeric=True, width=80),
        *_rest(),
    )


def _graduates(row: FactRow) -> str:
    value = _fact(row).graduates
    return "—" if value is None else number_text(value)


def share_text(row: FactRow) -> str:
    """Return the share of graduates: 85.7%."""
    permille = _fact(row).permille
    return "—" if permille is None else percent_text(permille)


def _capital() -> FactColumns:
    return (
        _from(tr("From")),
        Column(
            tr("Registered capital"),
            lambda row: money_text(_fact(row).amount_minor, _fact(row).currency),
            numeric=True,
            width=170,
        ),
        *_rest(),
    )


def _premises() -> FactColumns:
    return (
        _from(tr("Lease from")),
        Column(tr("Lease to"), lambda row: date_text(_fact(row).lease_to), width=104),
        Column(tr("Building"), lambda row: _fact(row).building or "—", width=120, grows=True),
        Column(tr("Floor"), lambda row: _fact(row).floor or "—", width=64),
        Column(tr("Room"), lambda row: _fact(row).room or "—", width=80),
        Column(tr("Area (m²)"), _area, numeric=True, width=90),
        Column(tr("Given up on"), lambda row: date_text(_fact(row).until_on), width=104),
        *_rest(),
    )


def _area(row: FactRow) -> str:
    value = _fact(row).area_centi_sqm
    # Hundredths of a square metre have the two decimals of an amount.
    return "—" if value is None else amount_text(value)


def _address() -> FactColumns:
    return (
        _from(tr("From")),
        Column(tr("Which"), lambda row: label(_fact(row).kind), width=110),
        Column(tr("Address"), lambda row: _fact(row).address, width=320, grows=True),
        *_rest(),
    )


def _former_name() -> FactColumns:
    return (
        _from(tr("From")),
        Column(tr("Until"), lambda row: date_text(_fact(row).until_on), width=104),
        Column(tr("Former name"), lambda row: _fact(row).name, width=300, grows=True),
        Column(tr("Read from"), _source, width=190, muted=True, grows=True),
        Column(tr("Remarks"), lambda row: _fact(row).note, width=180, muted=True, grows=True),
    )


def _number() -> FactColumns:
    return (
        Column(tr("Number"), lambda row: _fact(row).code, width=190),
        Column(tr("Which"), lambda row: label(_fact(row).kind), width=170),
        Column(tr("In use until"), lambda row: date_text(_fact(row).until_on), width=104),
        Column(tr("Remarks"), lambda row: _fact(row).note, width=220, muted=True, grows=True),
    )


_COLUMNS = {
    FactKind.STATUS: _status,
    FactKind.PEOPLE: _people,
    FactKind.CAPITAL: _capital,
    FactKind.PREMISES: _premises,
    FactKind.ADDRESS: _address,
    FactKind.FORMER_NAME: _former_name,
    FactKind.NUMBER: _number,
}
