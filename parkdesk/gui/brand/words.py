"""Words of events that list, panel and forms share."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.brand_events import EventState
from parkdesk.gui.contracts.words import usd_text
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, language, money_text, number_text, tr, trn
from parkdesk.usecases.brand_event_lists import EventRow, EventYield, Participant

TONES = {
    EventState.PLANNED: Tone.ACCENT,
    EventState.UNDER_WAY: Tone.WARN,
    EventState.HELD: Tone.GOOD,
    EventState.CANCELLED: Tone.NEUTRAL,
}


def days_text(row: EventRow) -> str:
    """Return the day of an event, or its first and last one."""
    first, last = row.form.first_on, row.until_on
    if first == last:
        return date_text(first)
    return tr("{first} to {last}", first=date_text(first), last=date_text(last))


def place_text(row: EventRow) -> str:
    """Return where an event is, with the country where that is said."""
    country = row.country_zh if language() == "zh_CN" else row.country_en
    if not country:
        return row.form.venue
    return tr("{place} ({country})", place=row.form.venue, country=country)


def log_text(one: Participant) -> str:
    """Return whether a participant has its line in the service log."""
    return tr("in the log") if one.is_in_log else "—"


def people_text(one: Participant) -> str:
    """Return how many people an enterprise sent; a dash where nobody said."""
    return "—" if one.people is None else number_text(one.people)


def yield_text(said: EventYield, first: dt.date) -> str:
    """Return what the events of a year cost and brought."""
    return tr(
        "{year}: {events}, {firms}, {leads}; cost {own} of the park's own and {grant} of grants;"
        " {contracts} over {signed}, {executed} of it executed.",
        year=first.year,
        events=trn("{n} event", "{n} events", said.events),
        firms=trn("{n} enterprise", "{n} enterprises", said.firms),
        leads=trn("{n} lead", "{n} leads", said.leads),
        own=money_text(said.own_cents),
        grant=money_text(said.grant_cents),
        contracts=trn("{n} contract", "{n} contracts", said.contracts),
        signed=usd_text(said.signed_usd_cents),
        executed=usd_text(said.executed_usd_cents),
    )


def paid_text(row: EventRow) -> str:
    """Return how much of an event's cost is entered in the platforms' money."""
    if not row.paid_cents:
        return tr("Not entered yet") if cost_of(row) else "—"
    paid = money_text(row.paid_cents)
    return (
        paid if row.paid_cents == cost_of(row) else tr("{sum}, not what the event says", sum=paid)
    )


def cost_of(row: EventRow) -> int:
    """Return what an event costs, own money and a grant's together."""
    return (row.form.own_cents or 0) + (row.form.grant_cents or 0)


def facts_of(row: EventRow) -> list[tuple[str, str]]:
    """Return what is said of an event and what came of it, as pairs for the panel."""
    form = row.form
    assert form.kind is not None, "a stored event has its kind"
    assert form.brand is not None, "a stored event has its brand"
    facts = [
        (tr("Sort of event"), label(form.kind)),
        (tr("Brand"), label(form.brand)),
        (tr("Days of the event"), days_text(row)),
        (tr("Place"), place_text(row)),
        (tr("Organiser"), form.organiser),
        (tr("Own money"), money_text(form.own_cents)),
        (tr("Money of a grant"), money_text(form.grant_cents)),
        (tr("In the platforms' money"), paid_text(row)),
        (tr("Enterprises taking part"), number_text(row.firms)),
        (tr("Leads"), number_text(row.leads)),
        (tr("Contracts that came of it"), number_text(row.contracts)),
    ]
    if row.state is EventState.CANCELLED:
        facts += [(tr("Called off on"), date_text(row.cancelled_on)), (tr("Reason"), row.reason)]
    return [*facts, (tr("Remarks"), form.note)]
