"""What an identity number says of a person, in words that do not give it away."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain import id_number
from parkdesk.i18n import label, problem, tr

_SEPARATOR = " · "


def person_text(number: str, today: dt.date) -> str:
    """Return sex, year of birth, age and province; of a masked number the province alone.

    The day of birth is not named: with it and the mask's digits the number could be put together.
    """
    province = id_number.province(number)
    where = problem(f"province-{province}") if province else ""
    if not id_number.holds(number):
        return where if "*" in number else ""
    born = id_number.birth_date(number)
    if born > today:
        return ""
    parts = (
        label(id_number.sex(number)),
        tr("born in {year}", year=born.year),
        tr("aged {age}", age=id_number.age_on(born, today)),
        where,
    )
    return _SEPARATOR.join(part for part in parts if part)
