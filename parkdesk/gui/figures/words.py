"""How the park's figures, shares and distances are said."""

from __future__ import annotations

from decimal import Decimal

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.concentration import Concentration, MeasureKind
from parkdesk.domain.park_figures import Beside, FigureUnit
from parkdesk.domain.published import Agreement, Published, PublishedUnit, Recomputed
from parkdesk.domain.threshold_watch import Side, Watched, WatchLine, WatchMeasure
from parkdesk.gui.statistics.words import dollars_text, growth_text
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, language, number_text, percent_text, rate_text, tr
from parkdesk.i18n.enterprise_sheets import in_language

SIDE_TONES = {
    Side.BELOW: Tone.BAD,
    Side.NEAR: Tone.WARN,
    Side.ABOVE: Tone.GOOD,
    Side.NO_DATA: Tone.NEUTRAL,
}
AGREEMENT_TONES = {
    Agreement.ITSELF: None,
    Agreement.SAME: Tone.GOOD,
    Agreement.ROUNDING: Tone.WARN,
    Agreement.DIFFERS: Tone.BAD,
    Agreement.INCOMPLETE: Tone.NEUTRAL,
}


def value_text(value: int | None, unit: FigureUnit) -> str:
    """Return a figure without its unit; an em dash where it is not known."""
    if value is None:
        return "—"
    return dollars_text(value) if unit is FigureUnit.USD_CENTS else number_text(value)


def counted_text(value: int, unit: FigureUnit) -> str:
    """Return a figure with its unit, as a sentence says it."""
    if unit is FigureUnit.USD_CENTS:
        return tr("US$ {amount}", amount=value_text(value, unit))
    return f"{value_text(value, unit)} {label(unit)}"


def base_text(beside: Beside, unit: FigureUnit) -> str:
    """Return what a figure is compared with; a star where it is not of all, as beside the growth.

    The figure itself is of all: the two need not make the growth between them.
    """
    text = value_text(beside.base, unit)
    return text + "*" if beside.narrowed and beside.base is not None else text


def beside_text(beside: Beside) -> str:
    """Return the growth; a star where some are in one of the two alone and were left out."""
    return growth_text(beside.growth, narrowed=beside.narrowed)


def days_text(days: DateRange) -> str:
    """Return a period; an em dash where no day of it has passed."""
    if days.last < days.first:
        return "—"
    return tr("{first} to {last}", first=date_text(days.first), last=date_text(days.last))


def concentration_text(found: Concentration) -> str:
    """Return a measure's value: a share, or the index as a whole number."""
    if found.value is None:
        return "—"
    if found.measure.kind is MeasureKind.SQUARES:
        return number_text(found.value)
    return percent_text(found.value)


def line_name(line: WatchLine) -> str:
    """Return what a line is called: its own name, or the programme's."""
    return in_language(line.name_zh, line.name_en)


def limit_text(line: WatchLine) -> str:
    """Return the line itself."""
    if line.measure is WatchMeasure.TURNOVER:
        amount = tr("US$ {amount}", amount=dollars_text(line.limit))
        return tr("more than {limit}", limit=amount) if line.over else amount
    share = rate_text(line.limit)
    return tr("more than {limit}", limit=share) if line.over else share


def measured_text(line: WatchLine, found: Watched) -> str:
    """Return where somebody stands."""
    if found.value is None:
        return "—"
    if line.measure is WatchMeasure.TURNOVER:
        return dollars_text(found.value)
    return percent_text(found.value)


def distance_text(line: WatchLine, found: Watched) -> str:
    """Return how far it is from the line, with its sign: points of a share, or US dollars."""
    if found.distance is None:
        return "—"
    sign = "+" if found.distance > 0 else "−" if found.distance < 0 else ""
    size = abs(found.distance)
    if line.measure is WatchMeasure.TURNOVER:
        return f"{sign}{dollars_text(size)}"
    return tr("{sign}{points} points", sign=sign, points=number_text(Decimal(size) / 10, 1))


def lacking_text(line: WatchLine, found: Watched) -> str:
    """Return what would reach the line, or what could be lost, everything else as it is."""
    people = line.measure is WatchMeasure.GRADUATES
    if found.side is Side.BELOW:
        if not found.lacking:
            return tr("cannot be reached")
        if people:
            return tr("{count} more needed", count=number_text(found.lacking))
        return tr("US$ {amount} more needed", amount=_dollars_up(found.lacking))
    if people:
        return tr("{count} to spare", count=number_text(found.spare))
    return tr("US$ {amount} to spare", amount=_dollars_down(found.spare))


def _dollars_up(cents: int) -> str:
    """Return whole dollars that are enough."""
    return number_text(-(-cents // 100))


def _dollars_down(cents: int) -> str:
    """Return whole dollars that are not too many."""
    return number_text(cents // 100)


def published_name(figure: Published) -> str:
    """Return what a printed figure is called, and its unit; a share says its own."""
    name = figure.name_zh if language() == "zh_CN" else figure.name_en
    if figure.unit is PublishedUnit.PERCENT:
        return name
    return tr("{name} ({unit})", name=name, unit=label(figure.unit))


def printed_text(figure: Published) -> str:
    """Return a figure as it was printed."""
    if figure.printed is None:
        return tr("not seen")
    text = _decimal_text(figure.printed, figure.unit)
    return tr("more than {limit}", limit=text) if figure.more_than else text


def found_text(one: Recomputed) -> str:
    """Return the figure worked out again; empty where there is nothing to work out."""
    return "" if one.found is None else _decimal_text(one.found, one.figure.unit)


def source_text(figure: Published) -> str:
    """Return where a figure was read."""
    return figure.source_zh if language() == "zh_CN" else figure.source


def standing_text(figure: Published) -> str:
    """Return the standing of a figure: its mark, and 待核实 where it waits for confirmation."""
    return label(figure.mark)


def _decimal_text(value: Decimal, unit: PublishedUnit) -> str:
    if unit is not PublishedUnit.PERCENT:
        return f"{value:,}"
    # As many decimals as were printed, in the one spelling of a percentage.
    exponent = value.as_tuple().exponent
    decimals = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return percent_text(int(value.scaleb(decimals)), decimals)
