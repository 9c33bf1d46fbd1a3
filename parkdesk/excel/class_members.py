"""The columns of a list of the people in a class: enrolment, results and placement in one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from parkdesk.domain import id_number
from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import (
    Assessment,
    CellProblemError,
    RosterField,
    ServiceLine,
    read_cell,
)
from parkdesk.excel.cells import CellFault, read_code, read_decimal
from parkdesk.excel.columns import Column, Format, find_column
from parkdesk.excel.roster import ROSTER_COLUMNS, read_shown
from parkdesk.i18n import N_, label

if TYPE_CHECKING:
    from parkdesk.excel.cells import Cell

_F = RosterField
_EXAMPLES = {
    _F.DEGREE: Degree.BACHELOR,
    _F.ASSESSMENT: Assessment.PASSED,
    _F.SCORE_TENTHS: 860,
    _F.SERVICE_LINE: ServiceLine.ITO,
}
_NO_YEAR = 0
"""A class has no programme whose year a day could take: a day without one is no day."""


def _typed(cell: RosterField) -> Callable[[Cell], Any]:
    """Return a reader that takes what a roster's cell takes."""

    def read(given: Cell) -> Any:  # noqa: ANN401 (a member, a number, a text)
        text = read_shown(given)
        if text is None:
            return None
        try:
            return read_cell(cell, text, _NO_YEAR)
        except CellProblemError as error:
            raise CellFault(error.code) from None

    return read


def _read_number(given: Cell) -> str | None:
    """Return an identity number; one that a spreadsheet has rounded is refused, not guessed."""
    text = read_code(given)
    return None if text is None else id_number.normalise(text)


def _of_roster(cell: RosterField, show: Callable[[Any], str] | None = None) -> Column:
    """Return a column of the roster, read into what it means and not kept as typed."""
    column = find_column(ROSTER_COLUMNS, cell.value)
    example = _EXAMPLES.get(cell, column.example)
    return replace(column, read=_typed(cell), show=show, example=example)


def _points(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


CLASS_COLUMNS: tuple[Column, ...] = (
    _of_roster(_F.NAME),
    replace(_of_roster(_F.ID_NUMBER), read=_read_number),
    _of_roster(_F.DEGREE, label),
    _of_roster(_F.SCHOOL),
    _of_roster(_F.GRADUATED_ON),
    _of_roster(_F.DIPLOMA_NUMBER),
    Column(
        N_("Hours present"),
        "hours",
        read_decimal,
        Format.NUMBER,
        synonyms=("出勤课时", "出勤学时", "实际课时", "出勤"),
        width=10,
    ),
    _of_roster(_F.ASSESSMENT, label),
    _of_roster(_F.SCORE_TENTHS, _points),
    _of_roster(_F.EMPLOYER),
    _of_roster(_F.HIRED_ON),
    _of_roster(_F.CONTRACT_FIRST),
    _of_roster(_F.CONTRACT_LAST),
    _of_roster(_F.SERVICE_LINE, label),
    _of_roster(_F.POST),
    _of_roster(_F.NOTE),
)
"""Order of the template; a file may have any of them in any order."""
