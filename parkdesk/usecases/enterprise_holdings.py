"""What one enterprise holds as at a day: certificates, contracts, services of the platforms.

All rows of the one enterprise: a page shows their sums beside them, and a print leaves none out.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from sqlalchemy import select

from parkdesk.domain.certifications import status_on
from parkdesk.domain.contracts import COUNTED, Market, ServiceLine
from parkdesk.domain.enterprise_sheets import (
    CertificateLine,
    ContractLine,
    ContractYear,
    ServiceUsed,
)
from parkdesk.domain.identity import Permission
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.contracts_as_at import agreed_then, states_then
from parkdesk.store.conversion import NOT_CONVERTED
from parkdesk.store.standing import standings
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.contracts import (
    ContractExecutionRecord,
    ContractRecord,
    CountryRecord,
)
from parkdesk.store.tables.platforms import PlatformOfferRecord, PlatformServiceRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@query(Permission.CERTIFICATION_READ)
def certificates_held(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[CertificateLine, ...]:
    """Return every certificate issued by the day, those that run longest first.

    As at today those that are issued later are named too: their paper is here already.
    """
    day = on or work.today
    found = work.session.execute(
        select(
            CertificationRecord, CertificationTypeRecord.name_zh, CertificationTypeRecord.name_en
        )
        .join(
            CertificationTypeRecord, CertificationTypeRecord.code == CertificationRecord.type_code
        )
        .where(CertificationRecord.enterprise_id == enterprise_id)
        .order_by(CertificationRecord.expires_key.desc(), CertificationRecord.id.desc())
    ).all()
    followed = {record.renews_id for record, _zh, _en in found if record.issued_on <= day}
    standing = standings(work.session, [row[0] for row in found])
    return tuple(
        CertificateLine(
            record.id,
            record.type_code,
            zh,
            en,
            record.level,
            record.model,
            record.number,
            record.issuer,
            record.issued_on,
            record.expires_on,
            status_on(standing[record.id], day),
            record.id in followed,
        )
        for record, zh, en in found
        if on is None or record.issued_on <= day
    )


@query(Permission.CONTRACT_READ)
def contracts_taken(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[ContractLine, ...]:
    """Return every contract signed by the day, the newest first, as it was agreed and executed."""
    day = on or work.today
    # As at today the register's own figure holds, so that list and page never differ.
    executed: dict[int, int] = defaultdict(int)
    for contract_id, minor in work.session.execute(
        select(ContractExecutionRecord.contract_id, ContractExecutionRecord.amount_minor)
        .join(ContractRecord, ContractRecord.id == ContractExecutionRecord.contract_id)
        .where(
            ContractRecord.enterprise_id == enterprise_id,
            ContractExecutionRecord.executed_on <= day,
        )
    ):
        executed[contract_id] += minor
    found = work.session.execute(
        select(ContractRecord, CountryRecord.name_zh, CountryRecord.name_en)
        .join(CountryRecord, CountryRecord.code == ContractRecord.country_code)
        .where(ContractRecord.enterprise_id == enterprise_id, ContractRecord.signed_on <= day)
        .order_by(ContractRecord.signed_on.desc(), ContractRecord.id.desc())
    ).all()
    signed = {record.id: record.amount_minor for record, _zh, _en in found}
    agreed = {} if on is None else agreed_then(work.session, signed, on)
    states = states_then(work.session, {record.id: record.state for record, _zh, _en in found}, on)
    return tuple(
        ContractLine(
            record.id,
            record.number,
            record.client,
            zh,
            en,
            Market(record.market),
            ServiceLine(record.service_line),
            record.currency,
            _now_agreed(record) if on is None else agreed[record.id],
            executed[record.id],
            record.signed_on,
            states[record.id],
        )
        for record, zh, en in found
    )


@query(Permission.CONTRACT_READ)
def contract_years(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[ContractYear, ...]:
    """Return what was signed and executed in each calendar year up to the day, newest first."""
    day = on or work.today
    counted = (
        ContractRecord.enterprise_id == enterprise_id,
        ContractRecord.state.in_(sorted(COUNTED)),
    )
    signed = work.session.execute(
        select(ContractRecord.counted_on, ContractRecord.amount_usd_cents, ContractRecord.usd_rate)
        .where(*counted, ContractRecord.counted_on <= day)
    )  # fmt: skip
    executed = work.session.execute(
        select(
            ContractExecutionRecord.counted_on,
            ContractExecutionRecord.amount_usd_cents,
            ContractExecutionRecord.usd_rate,
            ContractRecord.market,
        )
        .join(ContractRecord, ContractRecord.id == ContractExecutionRecord.contract_id)
        .where(*counted, ContractExecutionRecord.counted_on <= day)
    )
    years: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for counted_on, cents, rate in signed:
        year = years[counted_on.year]
        year["contracts"] += 1
        year["signed_usd_cents"] += cents
        year["unconverted"] += rate == NOT_CONVERTED
    for counted_on, cents, rate, market in executed:
        year = years[counted_on.year]
        year["executed_usd_cents"] += cents
        year["executed_offshore_usd_cents"] += cents if market == Market.OFFSHORE.value else 0
        year["unconverted"] += rate == NOT_CONVERTED
    return tuple(ContractYear(year, **years[year]) for year in sorted(years, reverse=True))


@query(Permission.PLATFORM_READ)
def services_used(
    work: Work, enterprise_id: int, on: dt.date | None = None
) -> tuple[ServiceUsed, ...]:
    """Return every service of the public platforms up to the day, the newest first."""
    found = work.session.execute(
        select(PlatformServiceRecord, PlatformOfferRecord.name)
        .outerjoin(PlatformOfferRecord, PlatformOfferRecord.id == PlatformServiceRecord.offer_id)
        .where(
            PlatformServiceRecord.enterprise_id == enterprise_id,
            PlatformServiceRecord.served_on <= (on or work.today),
        )
        .order_by(PlatformServiceRecord.served_on.desc(), PlatformServiceRecord.id.desc())
    )
    return tuple(
        ServiceUsed(
            record.id,
            Platform(record.platform),
            ServiceKind(record.kind),
            record.served_on,
            record.hours_tenths,
            record.people,
            record.fee_cents,
            record.satisfaction,
            offer or "",
        )
        for record, offer in found
    )


def _now_agreed(record: ContractRecord) -> int:
    changed = record.changed_amount_minor
    return record.amount_minor if changed is None else changed
