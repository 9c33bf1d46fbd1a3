"""The form of a quarterly return as a workbook (季报表): which form, which version, whose, when.

The program writes this code into each row that it hands out, and reads it back: a form of another
version, quarter or enterprise is told as such, whatever the rest of the row says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parkdesk.domain.calendar import Quarter

FORM = "PD-JB"
"""The quarterly return (季报) of ParkDesk."""
VERSION = 1
"""Rises with the fields of the form."""
_CODE = re.compile(rf"{FORM}-(\d{{1,4}}) (\d{{4}}Q[1-4]) ([0-9A-Z-]{{1,30}})")


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """What the code of a form says: PD-JB-1 2026Q3 91330100799655058B."""

    version: int
    quarter: Quarter
    enterprise_code: str

    def __str__(self) -> str:
        return f"{FORM}-{self.version} {self.quarter} {self.enterprise_code}"


def form_for(quarter: Quarter, enterprise_code: str) -> ReturnForm:
    """Return the form in use of an enterprise's return."""
    return ReturnForm(VERSION, quarter, enterprise_code)


def read_form(text: str) -> ReturnForm | None:
    """Return what a code says; None where it is none of this form's."""
    found = _CODE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    return ReturnForm(int(found[1]), Quarter.parse(found[2]), found[3])


def form_problem(text: str, quarter: Quarter, enterprise_code: str) -> str:
    """Return the code of what is wrong with the form of a row; empty for none."""
    form = read_form(text)
    if form is None:
        return "not-a-return-form"
    if form.version != VERSION:
        return "form-of-another-version"
    if form.enterprise_code != enterprise_code:
        return "form-of-another-enterprise"
    return "" if form.quarter == quarter else "form-of-another-quarter"
