"""The form of a return as a workbook (月报表、季报表、年报表): which form, version, whose, when.

The program writes this code into each row that it hands out, and reads it back: a form of another
version, period or enterprise is told as such, whatever the rest of the row says.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.periods import Period, PeriodKind, kind_of, parse_period

FORMS = {
    PeriodKind.MONTH: "PD-YB",
    PeriodKind.QUARTER: "PD-JB",
    PeriodKind.YEAR: "PD-NB",
}
"""The returns of ParkDesk (月报, 季报, 年报) by their kind of period."""
VERSION = 1
"""Of the forms as they were first handed out; later versions are data."""
_CODE = re.compile(r"(PD-[YJN]B)-(\d{1,4}) (\S{4,7}) ([0-9A-Z-]{1,30})")


@dataclass(frozen=True, slots=True)
class ReturnForm:
    """What the code of a form says: PD-JB-1 2026Q3 91330100799655058B."""

    version: int
    period: Period
    enterprise_code: str

    def __str__(self) -> str:
        form = FORMS[kind_of(self.period)]
        return f"{form}-{self.version} {self.period} {self.enterprise_code}"


def form_for(period: Period, enterprise_code: str, version: int = VERSION) -> ReturnForm:
    """Return the form in use of an enterprise's return."""
    return ReturnForm(version, period, enterprise_code)


def read_form(text: str) -> ReturnForm | None:
    """Return what a code says; None where it is none of these forms'."""
    found = _CODE.fullmatch(" ".join(text.split()))
    if found is None:
        return None
    try:
        period = parse_period(found[3])
    except InvalidInput:
        return None
    if found[1] != FORMS[kind_of(period)]:
        return None
    return ReturnForm(int(found[2]), period, found[4])


def form_problem(text: str, period: Period, enterprise_code: str, version: int = VERSION) -> str:
    """Return the code of what is wrong with the form of a row; empty for none."""
    form = read_form(text)
    if form is None:
        return "not-a-return-form"
    if form.period == period and form.version != version:
        return "form-of-another-version"
    if form.enterprise_code != enterprise_code:
        return "form-of-another-enterprise"
    if form.period == period:
        return ""
    quarterly = isinstance(period, Quarter)
    return "form-of-another-quarter" if quarterly else "form-of-another-period"
