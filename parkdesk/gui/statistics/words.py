"""How figures, growth and fill states are said and toned."""

from __future__ import annotations

from parkdesk.domain.closing import Restatement
from parkdesk.domain.statistics import Compared, FillState, Growth, Return
from parkdesk.gui.theme import Tone
from parkdesk.i18n import arrow_text, label, number_text, tr

FILL_TONES = {
    FillState.NOT_EXPECTED: Tone.NEUTRAL,
    FillState.MISSING: Tone.WARN,
    FillState.OVERDUE: Tone.BAD,
    FillState.DRAFT: Tone.WARN,
    FillState.SUBMITTED: Tone.GOOD,
}
_CENTS = 100


def growth_text(growth: Growth, *, narrowed: bool = False) -> str:
    """Return ↑ 18.4%, ↓ 3.1%, 持平; or the mark that says why there is no rate.

    A star says that only those who handed in both periods were compared, and not all.
    """
    if growth.permille is None:
        return label(growth.mark)
    return arrow_text(growth.permille) + ("*" if narrowed else "")


def narrowed_text() -> str:
    """Return what the star beside a growth means."""
    return tr("* Only enterprises that filed both periods are compared")


def compared_text(figure: Compared) -> str:
    """Return both growth rates of a figure, a line each.

    The arrow says the direction; no colour judges it, here as on the workbench, in the tables and
    in the quarterly report.
    """
    before = growth_text(figure.quarter_on_quarter, narrowed=figure.quarter_narrowed)
    year = growth_text(figure.year_on_year, narrowed=figure.year_narrowed)
    return tr("QoQ {growth}", growth=before) + "\n" + tr("YoY {growth}", growth=year)


def star_text(figure: Compared) -> str:
    """Return what the star in `compared_text` means; nothing where there is none."""
    return narrowed_text() if figure.quarter_narrowed or figure.year_narrowed else ""


def dollars_text(usd_cents: int) -> str:
    """Return whole US dollars with separators; cents are for the contract, not for a summary."""
    return number_text((usd_cents + _CENTS // 2) // _CENTS)


def people_moved(row: Restatement) -> str:
    """Return the people before and after a return was changed; a dash for no return."""
    return f"{_headcount(row.before)} → {_headcount(row.after)}"


def _headcount(told: Return | None) -> str:
    return "—" if told is None or told.headcount is None else number_text(told.headcount)
