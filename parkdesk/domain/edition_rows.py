"""The rows behind the figures of page 1 as an edition keeps them: what the paper was made of.

Nothing is looked up: the registers may have moved since, an edition has not. Values are in minor
units. The rows of a figure come to it, but for two things that an edition does not keep: on which
day a contract was counted, and who reported without being in the park in the quarter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from parkdesk.domain.certifications import IN_FORCE
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.shares import WHOLE, permille
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import EnterpriseLine, FigureKey, QuarterlySummary, Unit

_CMMI, _FROM_LEVEL = "CMMI", 3


@dataclass(frozen=True, slots=True)
class KeptRow:
    """One row of a figure; of what it lacks the text is empty."""

    name: str
    """The enterprise, or the programme."""
    number: str
    """Contract, certificate or document number, or the credit code."""
    value: int
    day: dt.date | None = None
    """Signed on, or the last day of a certificate."""
    client: str = ""
    certificate: str = ""
    line: ServiceLine | None = None
    fill: FillState | None = None
    name_en: str = ""


@dataclass(frozen=True, slots=True)
class KeptRows:
    """The rows of a figure, what they come to, and the figure that was printed."""

    key: FigureKey
    unit: Unit
    """What the figure and the total are counted in."""
    rows: tuple[KeptRow, ...]
    total: int | None
    figure: int | None
    """None: the edition has no such figure, or it was not known."""

    @property
    def row_unit(self) -> Unit:
        """What a row's value is counted in: a share is made of enterprises."""
        return Unit.ENTERPRISES if self.unit is Unit.PERMILLE else self.unit

    @property
    def adds_up(self) -> bool:
        """Whether the rows come to the figure that was printed."""
        return self.total == self.figure


def kept_rows(summary: QuarterlySummary, key: FigureKey) -> KeptRows:
    """Return the rows of a figure as the edition keeps them."""
    rows = tuple(_ROWS[key](summary))
    figure = summary.figure(key)
    unit = figure.unit if figure is not None else _UNITS[key]
    printed = None if figure is None else figure.value
    return KeptRows(key, unit, rows, _total(summary, key, rows), printed)


def _total(summary: QuarterlySummary, key: FigureKey, rows: tuple[KeptRow, ...]) -> int | None:
    total = sum(row.value for row in rows)
    if key is FigureKey.RETURNS_IN:
        expected = summary.returns_expected
        return permille(total, expected, reaching=WHOLE) if expected else None
    if key is FigureKey.STAFF and not rows:
        return None
    return total


def _expected(summary: QuarterlySummary) -> Iterable[EnterpriseLine]:
    """Yield who was in the park in the quarter: others have a line for what they reported."""
    return (one for one in summary.enterprises if one.fill_state is not FillState.NOT_EXPECTED)


def _residents(summary: QuarterlySummary) -> Iterable[KeptRow]:
    return (KeptRow(one.name, one.code, 1, line=one.service_line) for one in _expected(summary))


def _staff(summary: QuarterlySummary) -> Iterable[KeptRow]:
    return (
        KeptRow(one.name, one.code, one.staff, line=one.service_line)
        for one in summary.enterprises
        if one.staff is not None
    )


def _returns(summary: QuarterlySummary) -> Iterable[KeptRow]:
    return (
        KeptRow(one.name, one.code, int(one.fill_state is FillState.SUBMITTED), fill=one.fill_state)
        for one in _expected(summary)
    )


def _executed(summary: QuarterlySummary) -> Iterable[KeptRow]:
    return (
        KeptRow(one.enterprise, one.number, one.executed_usd_cents, one.signed_on, one.client)
        for one in summary.contracts
        if one.offshore and one.executed_usd_cents
    )


def _signed(summary: QuarterlySummary) -> Iterable[KeptRow]:
    days = summary.quarter.days
    return (
        KeptRow(one.enterprise, one.number, one.signed_usd_cents, one.signed_on, one.client)
        for one in summary.contracts
        if days.first <= one.signed_on <= days.last
    )


def _expiring(summary: QuarterlySummary) -> Iterable[KeptRow]:
    return (
        KeptRow(one.enterprise, one.number, 1, one.expires_on, certificate=one.title)
        for one in summary.expiring()
    )


def _cmmi(summary: QuarterlySummary) -> Iterable[KeptRow]:
    """Yield the best certificate of each enterprise: the figure counts enterprises."""
    best: dict[str, KeptRow] = {}
    held = (
        one
        for one in summary.certificates
        if one.kind == _CMMI and (one.level or 0) >= _FROM_LEVEL and one.status in IN_FORCE
    )
    for one in sorted(held, key=lambda line: (line.level or 0, line.issued_on), reverse=True):
        row = KeptRow(one.enterprise, one.number, 1, one.expires_on, certificate=one.title)
        best.setdefault(one.enterprise, row)
    return sorted(best.values(), key=lambda row: row.name)


def _subsidies(summary: QuarterlySummary) -> Iterable[KeptRow]:
    return (
        KeptRow(one.name, one.document_number, one.approved_cents, name_en=one.name_en)
        for one in summary.programmes
        if one.approved_cents
    )


_ROWS: Mapping[FigureKey, Callable[[QuarterlySummary], Iterable[KeptRow]]] = {
    FigureKey.RESIDENTS: _residents,
    FigureKey.OFFSHORE_EXECUTED: _executed,
    FigureKey.CMMI_3_AND_UP: _cmmi,
    FigureKey.SUBSIDY_APPROVED: _subsidies,
    FigureKey.SIGNED: _signed,
    FigureKey.STAFF: _staff,
    FigureKey.EXPIRING: _expiring,
    FigureKey.RETURNS_IN: _returns,
}
_UNITS: Mapping[FigureKey, Unit] = {
    FigureKey.RESIDENTS: Unit.ENTERPRISES,
    FigureKey.OFFSHORE_EXECUTED: Unit.USD_CENTS,
    FigureKey.CMMI_3_AND_UP: Unit.ENTERPRISES,
    FigureKey.SUBSIDY_APPROVED: Unit.CNY_CENTS,
    FigureKey.SIGNED: Unit.USD_CENTS,
    FigureKey.STAFF: Unit.PERSONS,
    FigureKey.EXPIRING: Unit.CERTIFICATES,
    FigureKey.RETURNS_IN: Unit.PERMILLE,
}
