"""The evaluation of the public platforms, quarter by quarter, from their own records."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, StaleRecord
from parkdesk.domain.identity import Permission
from parkdesk.domain.platform_evaluation import PlatformIndicators, indicators, staff_problem
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.platform_money import spent_until
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.marketplace import OpportunityRecord
from parkdesk.store.tables.platform_money import PlatformStaffRecord
from parkdesk.store.tables.platforms import PlatformServiceRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.places import place_use
from parkdesk.usecases.platforms import platform_totals


@dataclass(frozen=True, slots=True)
class Evaluated:
    """One platform's indicators, and the version of its number of people (0: none yet)."""

    indicators: PlatformIndicators
    staff_version: int


@query(Permission.PLATFORM_READ)
def evaluate_platforms(work: Work, quarter: Quarter) -> tuple[Evaluated, ...]:
    """Return the indicators of the four platforms in a quarter."""
    days = quarter.days
    staff = {
        Platform(one.platform): one
        for one in work.session.scalars(select(PlatformStaffRecord).filter_by(quarter=str(quarter)))
    }
    contracts = _contracts(work, quarter)
    diagnoses = _diagnoses(work, quarter)
    places = place_use(work, days)
    spent = spent_until(work.session, days.last)
    found = []
    for totals in platform_totals(work, days):
        record = staff.get(totals.platform)
        counted = {
            "full_time": record.full_time if record else None,
            "contracts": contracts if totals.platform is Platform.TECHNOLOGY else 0,
            "diagnoses": diagnoses.get(totals.platform, 0),
        }
        one = indicators(totals, counted, places, spent, days)
        found.append(Evaluated(one, record.version if record else 0))
    return tuple(found)


@command(Permission.PLATFORM_EDIT)
def set_platform_staff(
    work: Work, platform: Platform, quarter: Quarter, version: int, full_time: int | None
) -> None:
    """Enter who worked for a platform full time at a quarter's end; `version` 0 is the first."""
    problem = staff_problem(full_time)
    if problem or full_time is None:
        raise InvalidInput({"full_time": problem or "required"})
    found = work.session.scalar(
        select(PlatformStaffRecord).filter_by(platform=platform.value, quarter=str(quarter))
    )
    if (found.version if found is not None else 0) != version:
        raise StaleRecord(table=PlatformStaffRecord.__tablename__, id=found.id if found else 0)
    if found is None:
        work.add(
            PlatformStaffRecord(platform=platform.value, quarter=str(quarter), full_time=full_time)
        )
    else:
        found.full_time = full_time


def _contracts(work: Work, quarter: Quarter) -> int:
    """Return how many contracts of the quarter came of opportunities: 接发包 is technology's."""
    return (
        work.session.scalar(
            select(func.count(ContractRecord.id.distinct()))
            .join(OpportunityRecord, OpportunityRecord.contract_id == ContractRecord.id)
            .where(ContractRecord.signed_on.between(quarter.first, quarter.last))
        )
        or 0
    )


def _diagnoses(work: Work, quarter: Quarter) -> dict[Platform, int]:
    table = PlatformServiceRecord
    rows = work.session.execute(
        select(table.platform, func.count())
        .where(
            table.kind == ServiceKind.CONSULTATION.value,
            table.counted_on.between(quarter.first, quarter.last),
        )
        .group_by(table.platform)
    )
    return {Platform(platform): count for platform, count in rows}
