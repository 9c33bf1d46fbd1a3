"""How figures, growth and fill states are said and toned."""

from __future__ import annotations

from parkdesk.domain.statistics import Compared, FillState, Growth, GrowthMark
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, number_text, tr

FILL_TONES = {
    FillState.NOT_EXPECTED: Tone.NEUTRAL,
    FillState.MISSING: Tone.WARN,
    FillState.OVERDUE: Tone.BAD,
    FillState.DRAFT: Tone.WARN,
    FillState.SUBMITTED: Tone.GOOD,
}
_CENTS = 100


def growth_text(growth: Growth) -> str:
    """Return ↑ 18.4 %, ↓ 3.1 %, = 0.0 %; or the mark that says why there is no rate."""
    tenths = growth.tenths
    if growth.mark is not GrowthMark.VALUE or tenths is None:
        return label(growth.mark)
    arrow = "↑" if tenths > 0 else "↓" if tenths < 0 else "="
    return f"{arrow} {abs(tenths):,} %"


def growth_tone(growth: Growth) -> str:
    """Return the role of the text that shows a growth: good, bad or muted."""
    if growth.tenths is None or growth.tenths == 0:
        return "muted"
    return "good" if growth.tenths > 0 else "bad"


def compared_text(figure: Compared) -> str:
    """Return both growth rates of a figure in one line."""
    return tr(
        "On the quarter {quarter} · on the year {year}",
        quarter=growth_text(figure.quarter_on_quarter),
        year=growth_text(figure.year_on_year),
    )


def dollars_text(usd_cents: int) -> str:
    """Return whole US dollars with separators; cents are for the contract, not for a summary."""
    return number_text((usd_cents + _CENTS // 2) // _CENTS)
