"""Sentences and words of the page of one enterprise: findings, subjects of its history."""

from parkdesk.domain.enterprise_history import HistorySubject
from parkdesk.i18n import N_

SENTENCES = {
    "finding-certificate-expired": N_(
        "{certificate} ({number}) ran out on {expired_on}; no following record is registered."
    ),
    "finding-certificate-withdrawn": N_("{certificate} ({number}) has been withdrawn."),
    "finding-claim-approved-not-paid": N_(
        "Claim {number} is approved and not paid yet: ¥ {approved_cents}."
    ),
    "finding-claim-waits-for-correction": N_(
        "Claim {number} was returned and waits to be corrected."
    ),
    "finding-contracts-without-rate": N_(
        "Contracts with an amount whose month has no rate yet: {count}. They are in no sum in US$."
    ),
    "finding-lease-ended": N_("The lease of {place} ended on {lease_to}; they are still there."),
    "finding-receipts-missing": N_("Offshore executions without a receipt number: {count}."),
    "finding-return-overdue": N_("The return of {quarter} was due on {due_on} and is not in."),
    "finding-stopped": N_("Stopped by {number} since {from_on}: see what exactly is stopped."),
    "finding-return-was-late": N_(
        "The return of {quarter} was due on {due_on} and was handed in on {received_on}."
    ),
}

LABELS = {
    HistorySubject.ENTERPRISE: N_("Enterprise"),
    HistorySubject.CERTIFICATES: N_("Certificates"),
    HistorySubject.CLAIMS: N_("Subsidy claims"),
    HistorySubject.CONTRACTS: N_("Contracts"),
    HistorySubject.SERVICES: N_("Platform services"),
    HistorySubject.RETURNS: N_("Returns"),
    HistorySubject.CHAIN: N_("Services and chain"),
    HistorySubject.TITLES: N_("Titles and stops"),
    HistorySubject.CONTACTS: N_("Contacts and accounts"),
    HistorySubject.PAPERS: N_("Papers"),
    HistorySubject.OTHER: N_("Others"),
}
