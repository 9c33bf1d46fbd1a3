"""The live draft of a quarter's summary, gathered across the features in one read."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from parkdesk.domain.calendar import Quarter, add_months
from parkdesk.domain.contracts import Market, ServiceLine
from parkdesk.domain.identity import Permission
from parkdesk.domain.indicators import holding_on
from parkdesk.domain.statistics import Compared, FillState
from parkdesk.domain.summaries import (
    IN_TIME,
    EnterpriseLine,
    ExecutedQuarter,
    Figure,
    FigureKey,
    ProgrammeLine,
    QuarterlySummary,
    ReturnLine,
    Signatures,
    StaffQuarter,
    Unit,
)
from parkdesk.store import summaries
from parkdesk.store.indicator_rows import all_indicators, with_sources_in_english
from parkdesk.store.quarter_findings import quarter_findings
from parkdesk.store.quarters import expected_in, people_in_both, people_of
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.pack_contents import pack_content
from parkdesk.usecases.platforms import platform_totals
from parkdesk.usecases.return_counts import return_counts
from parkdesk.usecases.statistics import (
    QuarterFigures,
    QuarterRow,
    quarter_amounts,
    quarter_enterprises,
    quarter_figures,
)

_QUARTERS = 5
"""The quarter, the three before it and the one a year before."""
_CMMI_LEVEL = 3


@query(Permission.SUMMARY_READ)
def quarter_summary(work: Work, quarter: Quarter) -> QuarterlySummary:
    """Return the live draft of a quarter: edition 0, with the figures as they are now."""
    session = work.session
    figures = quarter_figures(work, quarter)
    rows = quarter_enterprises(work, quarter)
    executed = tuple(_executed(work, quarter.shifted(back)) for back in range(1 - _QUARTERS, 1))
    certificates = summaries.certificate_lines(session, work.today)
    programmes = summaries.programme_lines(session, quarter)
    best = summaries.best_certificates(certificates)
    returns = _returns(rows, figures.returns.due_on)
    park = session.scalars(select(ParkRecord)).one()
    draft = QuarterlySummary(
        park=park.name,
        park_en=park.name_en,
        quarter=quarter,
        edition=0,
        cut_off=work.now,
        signatures=Signatures(),
        figures=(),
        executed=executed,
        markets=summaries.source_markets(session, quarter),
        certificates=certificates,
        enterprises=_enterprises(session, rows, best),
        contracts=summaries.contract_lines(session, quarter),
        programmes=programmes,
        staff=_staff(session, quarter),
        returns=returns,
        returns_expected=figures.returns.expected,
        platforms=platform_totals(work, quarter.days),
        sources=summaries.sources(session, quarter),
        subsidy_persons=sum(line.persons_approved for line in programmes),
        budget_permille=summaries.budget_permille(session, quarter),
        findings=quarter_findings(session, quarter, work.today),
        totals=figures.totals,
        definitions=with_sources_in_english(holding_on(all_indicators(session), quarter.last)),
        pack=pack_content(work, quarter),
    )
    return dataclasses.replace(draft, figures=_figures(work, draft, figures))


def _figures(work: Work, draft: QuarterlySummary, figures: QuarterFigures) -> tuple[Figure, ...]:
    session, quarter = work.session, draft.quarter
    three = (quarter, quarter.previous(), quarter.year_before())
    days = (work.today, add_months(work.today, -3), add_months(work.today, -12))
    residents = [_count_residents(session, one) for one in three]
    cmmi = [summaries.count_cmmi(session, day, _CMMI_LEVEL) for day in days]
    expiring = [
        len(draft.expiring()),
        *(summaries.count_expiring(session, day) for day in days[1:]),
    ]
    earlier = [summaries.approved_cents(session, one) for one in three[1:]]
    returned = [return_counts(work, one).filed_permille for one in three]
    subsidy = [_approved(draft.programmes), *earlier]
    return (
        _figure(FigureKey.RESIDENTS, Unit.ENTERPRISES, residents),
        _compared(FigureKey.OFFSHORE_EXECUTED, figures.compared("executed_offshore_usd_cents")),
        _figure(FigureKey.CMMI_3_AND_UP, Unit.ENTERPRISES, cmmi),
        _figure(FigureKey.SUBSIDY_APPROVED, Unit.CNY_CENTS, subsidy),
        _compared(FigureKey.SIGNED, figures.compared("signed_usd_cents")),
        _staff_figure(session, quarter, figures),
        _figure(FigureKey.EXPIRING, Unit.CERTIFICATES, expiring),
        _figure(FigureKey.RETURNS_IN, Unit.PERMILLE, returned),
    )


def _figure(key: FigureKey, unit: Unit, values: Sequence[int | None]) -> Figure:
    now, previous, year_before = values
    return Figure(key, unit, now, previous, year_before)


def _compared(key: FigureKey, found: Compared) -> Figure:
    return Figure(key, Unit.USD_CENTS, found.now, found.previous, found.year_before)


def _approved(lines: tuple[ProgrammeLine, ...]) -> int:
    return sum(line.approved_cents for line in lines)


def _staff_figure(session: Session, quarter: Quarter, figures: QuarterFigures) -> Figure:
    """Return people, compared among those alone who handed in both quarters."""
    previous = people_in_both(session, quarter, quarter.previous())
    year = people_in_both(session, quarter, quarter.year_before())
    totals = figures.totals
    return Figure(
        FigureKey.STAFF,
        Unit.PERSONS,
        totals.headcount if totals.returns else None,
        previous.then.headcount if previous.then.returns else None,
        year.then.headcount if year.then.returns else None,
        previous.now.headcount if previous.then.returns else None,
        year.now.headcount if year.then.returns else None,
    )


def _count_residents(session: Session, quarter: Quarter) -> int:
    counted = select(func.count()).select_from(EnterpriseRecord).where(expected_in(quarter))
    return session.scalar(counted) or 0


def _executed(work: Work, quarter: Quarter) -> ExecutedQuarter:
    sums = dict.fromkeys(ServiceLine, 0)
    for amount in quarter_amounts(work, quarter):
        if amount.market is Market.OFFSHORE:
            sums[amount.line] += amount.executed_usd_cents
    return ExecutedQuarter(
        quarter, sums[ServiceLine.ITO], sums[ServiceLine.BPO], sums[ServiceLine.KPO]
    )


def _staff(session: Session, quarter: Quarter) -> tuple[StaffQuarter, ...]:
    found = []
    for back in range(1 - _QUARTERS, 1):
        one = quarter.shifted(back)
        people = people_of(session, one)
        if people.returns:
            found.append(
                StaffQuarter(
                    one, people.headcount, people.graduates, people.new_hires, people.new_graduates
                )
            )
    return tuple(found)


def _enterprises(
    session: Session, rows: tuple[QuarterRow, ...], best: dict[str, str]
) -> tuple[EnterpriseLine, ...]:
    found = session.execute(select(EnterpriseRecord.id, EnterpriseRecord.service_line))
    lines = {id_: ServiceLine(line) if line else None for id_, line in found}
    return tuple(
        EnterpriseLine(
            name=row.enterprise,
            code=row.code,
            service_line=lines[row.id],
            staff=row.totals.headcount if row.totals.returns else None,
            executed_usd_cents=row.totals.executed_offshore_usd_cents,
            certificate=best.get(row.enterprise, ""),
            fill_state=row.fill,
        )
        for row in rows
    )


def _returns(rows: tuple[QuarterRow, ...], due_on: dt.date) -> tuple[ReturnLine, ...]:
    """Return what was late or is not in, what is still in time among it."""
    lines = []
    for row in rows:
        submitted = row.fill is FillState.SUBMITTED
        late = submitted and row.received_on is not None and row.received_on > due_on
        if late or row.fill is FillState.OVERDUE or row.fill in IN_TIME:
            received = row.received_on if submitted else None
            lines.append(ReturnLine(row.enterprise, row.fill, due_on, received))
    return tuple(lines)
