"""How much each tab of an enterprise's page has, told before any of them is opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from parkdesk.domain.enterprise_sheets import beside_rules
from parkdesk.domain.identity import Permission
from parkdesk.domain.papers import PaperState
from parkdesk.domain.statistics import FillState
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.work import Work
from parkdesk.usecases.bank_accounts import enterprise_accounts
from parkdesk.usecases.certification_funding import enterprise_funding
from parkdesk.usecases.contacts import enterprise_contacts
from parkdesk.usecases.core import query
from parkdesk.usecases.enterprise_findings import enterprise_findings
from parkdesk.usecases.enterprise_holdings import certificates_held, services_used
from parkdesk.usecases.enterprise_returns import returns_of_all_periods
from parkdesk.usecases.enterprise_subsidies import claims_made
from parkdesk.usecases.finding_lists import findings_of_enterprise
from parkdesk.usecases.paper_lists import enterprise_papers

if TYPE_CHECKING:
    from parkdesk.usecases.core import UseCase

_TABS: Mapping[str, tuple[UseCase[..., Any], Callable[[Any], int]]] = {
    "certificates": (certificates_held, len),
    "claims": (claims_made, len),
    "grants": (enterprise_funding, lambda view: len(view.grants)),
    "papers": (
        enterprise_papers,
        lambda rows: sum(row.state is PaperState.PRESENT for row in rows),
    ),
    "returns": (
        returns_of_all_periods,
        lambda rows: sum(row.fill is FillState.SUBMITTED for row in rows),
    ),
    "services": (services_used, len),
}
"""What each tab reads and what it counts of it: the very same, so that none counts otherwise."""


@query(Permission.ENTERPRISE_READ)
def enterprise_tab_counts(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> Mapping[str, int]:
    """Return what the tabs count as at a day, by the tab's key; what may not be read is left out.

    An enterprise may have thousands of contracts: they are counted where they lie.
    """
    counts = {
        key: count(use_case.function(work, enterprise_id, on))
        for key, (use_case, count) in _TABS.items()
        if work.actor.may(use_case.needs)
    }
    counts["contacts"] = _contacts(work, enterprise_id, on)
    if work.actor.may(Permission.CONTRACT_READ):
        counts["contracts"] = _contracts(work, enterprise_id, on or work.today)
    counts["findings"] = _findings(work, enterprise_id, on)
    return counts


def _findings(work: Work, enterprise_id: int, on: dt.date | None) -> int:
    noted = enterprise_findings.function(work, enterprise_id, on)
    if on is not None:
        return len(noted)
    count = len(beside_rules(noted))
    if work.actor.may(findings_of_enterprise.needs):
        count += len(findings_of_enterprise.function(work, enterprise_id))
    return count


def _contacts(work: Work, enterprise_id: int, on: dt.date | None) -> int:
    people = enterprise_contacts.function(work, enterprise_id, on).rows
    return len(people) + len(enterprise_accounts.function(work, enterprise_id, on).rows)


def _contracts(work: Work, enterprise_id: int, day: dt.date) -> int:
    record = ContractRecord
    wanted = select(func.count()).where(
        record.enterprise_id == enterprise_id, record.signed_on <= day
    )
    return work.session.scalar(wanted) or 0
