"""The history of one enterprise (变更记录): every change of every row that belongs to it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class HistorySubject(StrEnum):
    """What a change is about, as the page's filter offers it."""

    ENTERPRISE = "enterprise"
    """The enterprise itself: names, status, people, capital, premises, numbers."""
    CERTIFICATES = "certificates"
    CLAIMS = "claims"
    CONTRACTS = "contracts"
    SERVICES = "services"
    RETURNS = "returns"
    CHAIN = "chain"
    TITLES = "titles"
    """Titles, memberships, thresholds and stops."""
    CONTACTS = "contacts"
    """Contacts and bank accounts."""
    PAPERS = "papers"
    OTHER = "other"


_SUBJECTS = {
    "alliance_membership": HistorySubject.TITLES,
    "bank_account": HistorySubject.CONTACTS,
    "booking": HistorySubject.SERVICES,
    "certification": HistorySubject.CERTIFICATES,
    "chain_link": HistorySubject.CHAIN,
    "claim": HistorySubject.CLAIMS,
    "class_member": HistorySubject.SERVICES,
    "contract": HistorySubject.CONTRACTS,
    "credit_entry": HistorySubject.SERVICES,
    "credit_reply": HistorySubject.SERVICES,
    "enterprise": HistorySubject.ENTERPRISE,
    "enterprise_address": HistorySubject.ENTERPRISE,
    "enterprise_capital": HistorySubject.ENTERPRISE,
    "enterprise_contact": HistorySubject.CONTACTS,
    "enterprise_headcount": HistorySubject.ENTERPRISE,
    "enterprise_identifier": HistorySubject.ENTERPRISE,
    "enterprise_income": HistorySubject.TITLES,
    "enterprise_name": HistorySubject.ENTERPRISE,
    "enterprise_premises": HistorySubject.ENTERPRISE,
    "enterprise_service": HistorySubject.CHAIN,
    "enterprise_status": HistorySubject.ENTERPRISE,
    "enterprise_stop": HistorySubject.TITLES,
    "event_participant": HistorySubject.SERVICES,
    "ip_matter": HistorySubject.SERVICES,
    "opportunity_candidate": HistorySubject.SERVICES,
    "paper": HistorySubject.PAPERS,
    "period_return": HistorySubject.RETURNS,
    "platform_request": HistorySubject.SERVICES,
    "platform_service": HistorySubject.SERVICES,
    "quarter_return": HistorySubject.RETURNS,
    "subsidy_account": HistorySubject.CONTACTS,
    "title": HistorySubject.TITLES,
    "training_institution": HistorySubject.SERVICES,
}


def subject_of(root: str) -> HistorySubject:
    """Return the subject of the table that stands next to the enterprise."""
    return _SUBJECTS.get(root, HistorySubject.OTHER)


@dataclass(frozen=True, slots=True)
class Change:
    """One field: what it was and what it became, as the trail keeps them.

    Of a `hidden` one (an encrypted number) the trail keeps neither.
    """

    field: str
    old: str
    new: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change of one row, by one person, at one time; `id` is the trail entry's number."""

    id: int
    at: dt.datetime
    actor: str
    action: str
    """The use-case's name."""
    reason: str
    subject: HistorySubject
    table: str
    row_id: int
    record: str
    """What the row is called by people: a contract's number; empty where it has no name."""
    currency: str
    """Of the row's amounts in minor units; empty where it has none."""
    changes: tuple[Change, ...]
