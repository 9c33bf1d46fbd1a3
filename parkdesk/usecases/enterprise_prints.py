"""Gathering the printed sheet of one enterprise: every section that the person may read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import select

from parkdesk.domain.chain import Link
from parkdesk.domain.enterprise_facts import FactKind
from parkdesk.domain.enterprise_print import (
    AccountLine,
    ContactLine,
    EnterprisePrint,
    FactLine,
    GrantLine,
    MembershipLine,
    OfferedLine,
    PaperLine,
    StopLine,
    TitleLine,
)
from parkdesk.domain.enterprise_sheets import Finding, beside_rules
from parkdesk.domain.errors import NotFound
from parkdesk.domain.findings_print import PrintedFinding
from parkdesk.domain.identity import Permission
from parkdesk.domain.papers import PaperState
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRunRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.bank_accounts import enterprise_accounts
from parkdesk.usecases.certification_funding import enterprise_funding
from parkdesk.usecases.chain_picture import ChainFilter, chain_of_enterprise
from parkdesk.usecases.contacts import enterprise_contacts
from parkdesk.usecases.core import UseCase, query
from parkdesk.usecases.enterprise_facts import enterprise_facts
from parkdesk.usecases.enterprise_findings import enterprise_findings
from parkdesk.usecases.enterprise_history import HistoryFilter, enterprise_history
from parkdesk.usecases.enterprise_holdings import (
    certificates_held,
    contract_years,
    contracts_taken,
    services_used,
)
from parkdesk.usecases.enterprise_overview import enterprise_facts_on, enterprise_year_figures
from parkdesk.usecases.enterprise_returns import returns_handed_in
from parkdesk.usecases.enterprise_services import services_of_enterprise
from parkdesk.usecases.enterprise_subsidies import claims_made, subsidy_lines
from parkdesk.usecases.finding_prints import findings_sheet
from parkdesk.usecases.paper_lists import enterprise_papers
from parkdesk.usecases.stops import enterprise_stops
from parkdesk.usecases.titles import enterprise_titles

P = ParamSpec("P")
R = TypeVar("R")
HISTORY_PRINTED = 60
"""So many of the newest changes are printed; the sheet says how many there are in all."""


@query(Permission.ENTERPRISE_READ)
def enterprise_print(work: Work, enterprise_id: int, on: dt.date | None = None) -> EnterprisePrint:
    """Return the whole sheet as at a day; what the person may not read is left out."""
    record = work.get(EnterpriseRecord, enterprise_id)
    park = work.session.scalars(select(ParkRecord)).one()
    day = on or work.today
    history = enterprise_history.function(
        work, enterprise_id, HistoryFilter(on=on), 0, HISTORY_PRINTED
    )
    titles = enterprise_titles.function(work, enterprise_id, on)
    chain = _may(chain_of_enterprise, work, enterprise_id, ChainFilter(year=day.year, on=on))
    return EnterprisePrint(
        park_zh=park.name,
        park_en=park.name_en,
        facts=enterprise_facts_on.function(work, enterprise_id, on),
        code=record.code,
        day=day,
        is_past=on is not None,
        printed_at=work.now,
        printed_by=work.actor.name,
        figures=enterprise_year_figures.function(work, enterprise_id, on),
        findings=_noted(work, enterprise_id, on),
        ruled=_ruled(work, enterprise_id, on),
        dated=_dated(work, enterprise_id, on),
        certificates=_may(certificates_held, work, enterprise_id, on),
        grants=_grants(work, enterprise_id, on),
        subsidies=_may(subsidy_lines, work, enterprise_id, on),
        claims=_may(claims_made, work, enterprise_id, on),
        years=_may(contract_years, work, enterprise_id, on),
        contracts=_may(contracts_taken, work, enterprise_id, on),
        services=_may(services_used, work, enterprise_id, on),
        returns=_may(returns_handed_in, work, enterprise_id, on),
        titles=tuple(
            TitleLine(
                one.kind_zh,
                one.kind_en,
                one.number,
                one.authority,
                one.granted_on,
                one.valid_until,
                one.state,
            )
            for one in titles.titles
        ),
        memberships=tuple(
            MembershipLine(one.alliance, one.role, one.since_on, one.until_on, one.state)
            for one in titles.memberships
        ),
        stops=_stops(work, enterprise_id, on),
        offered=_offered(work, enterprise_id, on),
        works_for=_largest(chain.from_others) if chain is not None else None,
        gives_to=_largest(chain.to_others) if chain is not None else None,
        links_year=day.year,
        contacts=_contacts(work, enterprise_id, on),
        accounts=_accounts(work, enterprise_id, on),
        papers=_papers(work, enterprise_id, on),
        history=history.rows,
        history_total=history.total,
    )


@query(Permission.ENTERPRISE_READ)
def enterprise_by_code(work: Work, code: str) -> int:
    """Return the id of the enterprise with this code, or with this name in full."""
    wanted = code.strip()
    found = work.session.scalar(
        select(EnterpriseRecord.id).where(EnterpriseRecord.code == wanted.upper())
    ) or work.session.scalar(select(EnterpriseRecord.id).where(EnterpriseRecord.name == wanted))
    if found is None:
        raise NotFound(table=EnterpriseRecord.__tablename__, number=wanted)
    return found


def _may(use_case: UseCase[P, R], work: Work, *args: P.args, **kwargs: P.kwargs) -> R | None:
    """Return what a use-case does, None for a person who may not ask it."""
    function: Callable[Concatenate[Work, P], R] = use_case.function
    return function(work, *args, **kwargs) if work.actor.may(use_case.needs) else None


def _noted(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[Finding, ...]:
    """Return what is noted; where the rules are told too, what they do not say."""
    noted = enterprise_findings.function(work, enterprise_id, on)
    return beside_rules(noted) if _told_by_rules(work, on) else noted


def _told_by_rules(work: Work, on: dt.date | None) -> bool:
    """Whether the person reads what the rules found today, and they have been looked at."""
    may = on is None and work.actor.may(findings_sheet.needs)
    return may and work.session.scalar(select(FindingRunRecord.id)) is not None


def _ruled(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[PrintedFinding, ...] | None:
    if not _told_by_rules(work, on):
        return None
    return findings_sheet.function(work, enterprise_id).rows


def _dated(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[FactLine, ...]:
    facts = enterprise_facts.function(work, enterprise_id, on)
    rows = (*facts.people, *facts.capital, *facts.premises, *facts.addresses, *facts.numbers)
    # Status and former names stand among what is recorded of the enterprise itself.
    apart = {FactKind.STATUS, FactKind.FORMER_NAME}
    return tuple(FactLine(one.kind, one.fact, one.holds) for one in rows if one.kind not in apart)


def _grants(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[GrantLine, ...] | None:
    view = _may(enterprise_funding, work, enterprise_id, on)
    if view is None:
        return None
    return tuple(
        GrantLine(
            one.granted_on,
            f"{one.type_code} {one.number}".strip(),
            one.event_type,
            one.year,
            one.document_number,
            one.amount_cents,
        )
        for one in view.grants
    )


def _stops(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[StopLine, ...]:
    return tuple(
        StopLine(
            one.document_number,
            one.reason,
            one.effects,
            one.from_on,
            one.until_on,
            one.lifted_on,
            one.state,
        )
        for one in enterprise_stops.function(work, enterprise_id, on)
        if on is None or one.from_on <= on
    )


def _offered(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[OfferedLine, ...]:
    return tuple(
        OfferedLine(
            one.code.code if one.official_codes else "",
            one.code.name,
            one.code.name_en,
            one.reach,
            one.layer,
            one.is_main,
            one.from_on,
            one.to_on,
        )
        for one in services_of_enterprise.function(work, enterprise_id, on)
    )


def _largest(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(sorted(links, key=lambda one: -one.amount_usd_cents))


def _contacts(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[ContactLine, ...]:
    return tuple(
        ContactLine(one.name, one.post, one.phone, one.mobile, one.email, one.duties)
        for one in enterprise_contacts.function(work, enterprise_id, on).rows
    )


def _accounts(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[AccountLine, ...]:
    return tuple(
        AccountLine(one.bank, one.branch, one.holder, one.account, one.purpose, one.is_main)
        for one in enterprise_accounts.function(work, enterprise_id, on).rows
    )


def _papers(work: Work, enterprise_id: int, on: dt.date | None) -> tuple[PaperLine, ...]:
    shown = {PaperState.PRESENT, PaperState.MISSING}
    return tuple(
        PaperLine(
            one.slot.name_zh,
            one.slot.name_en,
            one.owner_detail,
            one.file_name,
            one.pages,
            one.added_at,
            one.state,
        )
        for one in enterprise_papers.function(work, enterprise_id, on)
        if one.state in shown
    )
