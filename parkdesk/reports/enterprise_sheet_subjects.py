"""Sections of an enterprise's sheet: dated facts, titles and stops, chain, contacts, papers.

A section with nothing in it takes no room: only what every enterprise is asked for says "none".
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from parkdesk.domain.chain import Link, Party
from parkdesk.domain.charts import Tone
from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AnyFact,
    CapitalFact,
    NumberFact,
    PeopleFact,
    PremisesFact,
)
from parkdesk.domain.enterprise_print import EnterprisePrint, StopLine
from parkdesk.domain.papers import PaperState
from parkdesk.domain.stops import StopState
from parkdesk.i18n import (
    amount_text,
    date_text,
    instant_text,
    label,
    money_text,
    number_text,
    tr,
)
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.reports import style
from parkdesk.reports.flow import Flow
from parkdesk.reports.paper import Type
from parkdesk.reports.tables import Align, Cell, Column, Row, Table, draw_table

_HUNDRED = 100


def dated_facts(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write people, capital, premises, addresses and older numbers, each with its day."""
    if not sheet.dated:
        return
    flow.heading(tr("Facts by date"), 0, "dated")
    columns = (
        Column(tr("Kind")),
        Column(tr("From")),
        Column(tr("Value"), share=2),
        Column(tr("Until")),
        Column(tr("Source"), share=1),
    )
    rows = [
        Row(
            (
                label(one.kind),
                date_text(getattr(one.fact, "from_on", None)),
                fact_text(one.fact),
                date_text(getattr(one.fact, "until_on", None)),
                getattr(one.fact, "source", ""),
            ),
            bold=one.holds,
        )
        for one in sheet.dated
    ]
    caption = tr("What holds on the day stands in bold")
    draw_table(flow, Table(columns, rows, caption))


def fact_text(fact: AnyFact) -> str:
    """Return what a dated fact says, in one line."""
    if isinstance(fact, PeopleFact):
        return _people(fact)
    if isinstance(fact, CapitalFact):
        return money_text(fact.amount_minor, fact.currency)
    if isinstance(fact, PremisesFact):
        return _premises(fact)
    if isinstance(fact, AddressFact):
        return " ".join(part for part in (_kind(fact), fact.address) if part)
    return fact.code if isinstance(fact, NumberFact) else ""


def _people(fact: PeopleFact) -> str:
    heads = number_text(fact.headcount or 0)
    if fact.graduates is None:
        return heads
    return tr(
        "{heads}, of them junior college or above {graduates}",
        heads=heads,
        graduates=number_text(fact.graduates),
    )


def _premises(fact: PremisesFact) -> str:
    parts = [fact.place]
    if fact.area_centi_sqm is not None:
        whole, rest = divmod(fact.area_centi_sqm, _HUNDRED)
        area = f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
        parts.append(tr("{area} m²", area=area))
    if fact.lease_to is not None:
        parts.append(tr("lease to {day}", day=date_text(fact.lease_to)))
    return " · ".join(part for part in parts if part)


def _kind(fact: AddressFact) -> str:
    return label(fact.kind) if fact.kind is not None else ""


def titles(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write titles held, memberships, and stops with their exact effect."""
    if not (sheet.titles or sheet.memberships or sheet.stops):
        return
    flow.heading(tr("Titles and stops"), 0, "titles")
    if sheet.stops:
        _stops(flow, sheet.stops)
    if sheet.titles:
        columns = (
            Column(tr("Title"), share=2),
            Column(tr("Number"), share=1),
            Column(tr("Authority"), share=1),
            Column(tr("Granted on")),
            Column(tr("Valid until")),
            Column(tr("Status")),
        )
        rows = [
            Row(
                (
                    in_language(one.kind_zh, one.kind_en),
                    one.number,
                    one.authority,
                    date_text(one.granted_on),
                    date_text(one.valid_until),
                    label(one.state),
                )
            )
            for one in sheet.titles
        ]
        draw_table(flow, Table(columns, rows, tr("Titles")))
    if sheet.memberships:
        _memberships(flow, sheet)


def _memberships(flow: Flow, sheet: EnterprisePrint) -> None:
    columns = (
        Column(tr("Alliance"), share=1),
        Column(tr("Role")),
        Column(tr("Member since")),
        Column(tr("Until")),
        Column(tr("Status")),
    )
    rows = [
        Row(
            (
                one.alliance,
                label(one.role),
                date_text(one.since_on),
                date_text(one.until_on),
                label(one.state),
            )
        )
        for one in sheet.memberships
    ]
    draw_table(flow, Table(columns, rows, tr("Memberships")))


def _stops(flow: Flow, stops: Sequence[StopLine]) -> None:
    bad = Type(style.CELL, bold=True, colour=style.TONES[Tone.BAD])
    columns = (
        Column(tr("State")),
        Column(tr("Document number"), share=1),
        Column(tr("What is stopped"), share=2),
        Column(tr("From")),
        Column(tr("Until")),
        Column(tr("Reason"), share=2),
    )
    rows = [
        Row(
            (
                Cell(label(one.state), bad) if one.state is StopState.HOLDING else label(one.state),
                one.document_number,
                tr("; ").join(label(effect) for effect in one.effects),
                date_text(one.from_on),
                date_text(_end(one)),
                one.reason,
            )
        )
        for one in stops
    ]
    draw_table(flow, Table(columns, rows, tr("Stops")))


def _end(stop: StopLine) -> dt.date | None:
    if stop.lifted_on is None:
        return stop.until_on
    return stop.lifted_on - dt.timedelta(days=1)


def chain(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write the services offered, and the links of the day's year."""
    links = (*(sheet.works_for or ()), *(sheet.gives_to or ()))
    if not (sheet.offered or links):
        return
    flow.heading(tr("Services and chain"), 0, "chain")
    if sheet.offered:
        _offered(flow, sheet)
    year = str(sheet.links_year)
    for found, caption in (
        (sheet.works_for, tr("Works for, {year}", year=year)),
        (sheet.gives_to, tr("Gives work to, {year}", year=year)),
    ):
        if found:
            _links(flow, found, caption, gives=found is sheet.gives_to)


def _offered(flow: Flow, sheet: EnterprisePrint) -> None:
    columns = (
        Column(tr("Service"), share=2),
        Column(tr("Code")),
        Column(tr("Market")),
        Column(tr("Layer")),
        Column(tr("Main service")),
        Column(tr("From")),
        Column(tr("To")),
    )
    rows = [
        Row(
            (
                in_language(one.name_zh, one.name_en),
                one.code or "—",
                label(one.reach),
                label(one.layer) if one.layer is not None else "—",
                tr("Yes") if one.is_main else "",
                date_text(one.from_on),
                date_text(one.to_on),
            )
        )
        for one in sheet.offered
    ]
    draw_table(flow, Table(columns, rows, tr("Services offered")))


def _links(flow: Flow, links: Sequence[Link], caption: str, *, gives: bool) -> None:
    columns = (
        Column(tr("Name"), share=2),
        Column(tr("Country or region")),
        Column(tr("Contracts"), Align.RIGHT),
        Column(tr("Executed"), Align.POINT),
    )
    rows = [
        Row(
            (
                _party(one, gives=gives).name,
                _party(one, gives=gives).country,
                number_text(one.contracts),
                amount_text(one.amount_usd_cents),
            )
        )
        for one in links
    ]
    sum_ = amount_text(sum(one.amount_usd_cents for one in links))
    contracts = number_text(sum(one.contracts for one in links))
    total = Row((tr("Total"), "", contracts, sum_), bold=True)
    draw_table(flow, Table(columns, rows, caption, tr("US$"), total if len(rows) > 1 else None))


def _party(link: Link, *, gives: bool) -> Party:
    return link.taker if gives else link.giver


def contacts(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write whom to turn to and which accounts there are; every number is masked."""
    if not (sheet.contacts or sheet.accounts):
        return
    flow.heading(tr("Contacts and accounts"), 0, "contacts", tr("numbers are masked"))
    if sheet.contacts:
        columns = (
            Column(tr("Name")),
            Column(tr("Post"), share=1),
            Column(tr("Telephone")),
            Column(tr("Mobile")),
            Column(tr("E-mail"), share=1),
            Column(tr("Duties"), share=1),
        )
        rows = [
            Row(
                (
                    one.name,
                    one.post,
                    one.phone or "—",
                    one.mobile or "—",
                    one.email or "—",
                    tr(", ").join(label(duty) for duty in one.duties),
                )
            )
            for one in sheet.contacts
        ]
        draw_table(flow, Table(columns, rows, tr("Contacts")))
    if sheet.accounts:
        _accounts(flow, sheet)


def _accounts(flow: Flow, sheet: EnterprisePrint) -> None:
    columns = (
        Column(tr("Bank"), share=2),
        Column(tr("Account holder"), share=2),
        Column(tr("Bank account")),
        Column(tr("Purpose")),
        Column(tr("Subsidies are paid to it")),
    )
    rows = [
        Row(
            (
                " ".join(part for part in (one.bank, one.branch) if part),
                one.holder,
                re.sub(r"\*{5,}", "****", one.account) or "—",
                label(one.purpose) if one.purpose is not None else "—",
                tr("Yes") if one.is_main else "",
            )
        )
        for one in sheet.accounts
    ]
    draw_table(flow, Table(columns, rows, tr("Bank accounts")))


def papers(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write the documents that are there, and those that are asked for and missing."""
    if not sheet.papers:
        return
    flow.heading(tr("Papers"), 0, "papers")
    missing = Type(style.CELL, bold=True, colour=style.TONES[Tone.WARN])
    columns = (
        Column(tr("Kind of paper"), share=1),
        Column(tr("Belongs to"), share=1),
        Column(tr("File"), share=2),
        Column(tr("Pages"), Align.RIGHT),
        Column(tr("Attached at")),
    )
    rows = [
        Row(
            (
                in_language(one.slot_zh, one.slot_en),
                one.belongs_to or tr("Enterprise"),
                Cell(label(one.state), missing)
                if one.state is PaperState.MISSING
                else one.file_name,
                "—" if one.pages is None else number_text(one.pages),
                instant_text(one.added_at),
            )
        )
        for one in sheet.papers
    ]
    draw_table(flow, Table(columns, rows))
