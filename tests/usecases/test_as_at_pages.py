"""Platforms, statistics, chain and programmes as they stood on a day."""

import datetime as dt
import tomllib
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.chain import Measure, Place, SaveLink
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprise_facts import FormerNameFact
from parkdesk.domain.errors import NotFound
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.statistics import FillState, Return
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.usecases.chain_links import LinkFilter, enter_chain_link, list_chain_links
from parkdesk.usecases.chain_picture import (
    ChainFilter,
    chain_of_enterprise,
    chain_picture,
    contracts_behind,
)
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.platforms import (
    SaveService,
    ServiceFilter,
    list_services,
    platform_totals,
    record_service,
    service_detail,
)
from parkdesk.usecases.programmes import list_programmes, programme_detail
from parkdesk.usecases.quarter_lists import QuarterFilter, list_quarter
from parkdesk.usecases.return_counts import return_counts
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.statistics import (
    past_quarters,
    quarter_enterprises,
    quarter_figures,
    quarter_row,
)
from parkdesk.usecases.statistics_exports import listed_quarter
from tests.registers import contract, enterprise

D = dt.date
Q3 = Quarter(2026, 3)
OLD_NAME = "苏州旧云信息技术有限公司"
RENAMED = D(2026, 8, 15)
"""The last day of the old name."""


@pytest.fixture
def owner(work):
    id_ = enterprise(work)
    add_fact(work, id_, FormerNameFact(RENAMED, OLD_NAME))
    work.session.flush()
    return id_


def name_of(work, id_):
    return work.get(EnterpriseRecord, id_).name


def test_services_up_to_the_day(work, owner):
    ids = [
        record_service(
            work,
            SaveService(owner, Platform.TECHNOLOGY, ServiceKind.SERVICE_ORDER, day, 10, 2, 300),
        )
        for day in (D(2026, 7, 1), D(2026, 8, 15), D(2026, 9, 1))
    ]
    work.session.flush()

    def shown(on):
        found = list_services(work, ServiceFilter(on=on), Sort("served_on"), 0, 9)
        assert found.total == len(found.rows)
        return [row.id for row in found.rows], {row.enterprise for row in found.rows}

    def counted(on):
        return next(
            one.services
            for one in platform_totals(work, Q3.days, on)
            if one.platform is Platform.TECHNOLOGY
        )

    assert shown(None) == (ids, {name_of(work, owner)})
    assert shown(RENAMED) == (ids[:2], {OLD_NAME})
    assert shown(D(2026, 6, 30)) == ([], set())
    assert [counted(on) for on in (None, RENAMED, D(2026, 7, 1), D(2026, 6, 30))] == [3, 2, 1, 0]
    assert service_detail(work, ids[0], RENAMED).enterprise == OLD_NAME
    with pytest.raises(NotFound):
        service_detail(work, ids[2], RENAMED)


@pytest.fixture
def quarter(work, owner):
    """Signed in July and September, executed in August and September, handed in on 9 October."""
    first = register_contract(work, contract(owner, amount_minor=1_000_00))
    register_contract(work, contract(owner, amount_minor=50_00, signed_on=D(2026, 9, 20)))
    for day, cents in ((D(2026, 8, 1), 300_00), (D(2026, 9, 15), 100_00)):
        sure = frozenset({"outside-execution-window"})
        record_execution(work, first, SaveExecution(day, cents, "SH"), sure)
    save_return(work, owner, Q3, None, SaveReturn(Return(100, 90, 10, 9)))
    record = work.session.query(QuarterReturnRecord).one()
    record.received_on = D(2026, 10, 9)
    work.session.flush()
    return owner


def signed_and_executed(totals):
    return totals.signed_usd_cents, totals.executed_usd_cents, totals.returns


AMOUNTS = {
    None: (1_050_00, 400_00, 1),
    D(2026, 10, 9): (1_050_00, 400_00, 1),
    D(2026, 10, 8): (1_050_00, 400_00, 0),
    D(2026, 9, 14): (1_000_00, 300_00, 0),
    D(2026, 7, 6): (1_000_00, 0, 0),
    D(2026, 7, 5): (0, 0, 0),
}


@pytest.mark.parametrize("on", AMOUNTS)
def test_figures_of_a_quarter_known_by_the_day(work, quarter, on):
    expected = AMOUNTS[on]
    figures = quarter_figures(work, Q3, on)
    assert signed_and_executed(figures.totals) == expected
    row = quarter_row(work, quarter, Q3, on)
    assert signed_and_executed(row.totals) == expected
    assert signed_and_executed(past_quarters(work, quarter, Q3, 1, on)[0].totals) == expected
    assert (row.entered is None) == (not expected[2])
    assert (row.fill is FillState.SUBMITTED) == bool(expected[2])
    exported = listed_quarter(work, Q3, on)[0]
    assert (exported.signed_usd_cents, exported.executed_usd_cents) == expected[:2]
    assert return_counts(work, Q3, on).filed == expected[2]
    for fill in FillState:
        found = list_quarter(work, QuarterFilter(Q3, fill=fill, on=on), Sort("enterprise"), 0, 9)
        assert found.total == (fill is row.fill)
    old = on is not None and on <= RENAMED
    assert (row.enterprise == OLD_NAME) == old


def test_a_return_is_due_late_or_not_asked_on_the_day(work, quarter):
    def fill(on):
        return quarter_row(work, quarter, Q3, on).fill

    assert fill(D(2026, 10, 8)) is FillState.MISSING
    earlier = Quarter(2026, 1)
    assert quarter_row(work, quarter, earlier, D(2026, 10, 8)).fill is FillState.OVERDUE
    # Before the quarter began nobody owed anything in it, and the list has nobody.
    assert fill(D(2026, 6, 30)) is FillState.NOT_EXPECTED
    assert quarter_enterprises(work, Q3, D(2026, 6, 30)) == ()
    assert return_counts(work, Q3, D(2026, 6, 30)).expected == 0


def test_an_enterprise_that_left_later_still_owed_its_return_on_the_day(work):
    left = enterprise(work, left_on=D(2026, 9, 10), status="moved-out")
    assert quarter_row(work, left, Q3).fill is FillState.NOT_EXPECTED
    assert quarter_row(work, left, Q3, D(2026, 9, 10)).fill is FillState.NOT_EXPECTED
    assert quarter_row(work, left, Q3, D(2026, 9, 9)).fill is FillState.MISSING


def test_the_chain_up_to_the_day(work, quarter):
    form = SaveLink(
        giver_id=quarter,
        giver_place=Place.GENERAL_PROVIDER,
        taker_name="外协软件工作室",
        taker_country="CN",
        measure=Measure.EXECUTED,
        service_line=ServiceLine.ITO,
        currency="USD",
        amount_minor=5_000_00,
        from_on=D(2026, 8, 10),
        to_on=D(2026, 9, 30),
        source="分包合同复印件",
    )
    enter_chain_link(work, form)
    work.session.flush()

    def told(on, year=2026, measure=Measure.EXECUTED):
        criteria = ChainFilter(measure, year, on=on)
        links = chain_picture(work, criteria).links
        own = chain_of_enterprise(work, quarter, criteria)
        assert {*own.from_others, *own.to_others} == set(links)
        return {(one.giver.name, one.taker.name): one.amount_usd_cents for one in links}

    now = name_of(work, quarter)
    outside = "外协软件工作室"
    assert told(None) == {("Northwind Inc.", now): 400_00, (now, outside): 5_000_00}
    assert told(RENAMED) == {("Northwind Inc.", OLD_NAME): 300_00, (OLD_NAME, outside): 5_000_00}
    assert told(D(2026, 8, 9)) == {("Northwind Inc.", OLD_NAME): 300_00}
    for year in (2026, None):
        assert told(D(2026, 7, 31), year) == {}
    assert told(RENAMED, None, Measure.SIGNED) == {("Northwind Inc.", OLD_NAME): 1_000_00}
    # A year that had not begun.
    assert told(D(2025, 12, 31)) == {}
    criteria = ChainFilter(Measure.EXECUTED, 2026, on=RENAMED)
    roots = tuple(root for one in chain_picture(work, criteria).links for root in one.roots)
    behind = contracts_behind(work, criteria, roots)
    assert [(one.enterprise, one.amount_usd_cents) for one in behind] == [(OLD_NAME, 300_00)]


def test_entered_links_that_had_begun(work, owner):
    form = SaveLink(
        giver_id=owner,
        giver_place=Place.GENERAL_PROVIDER,
        taker_name="外协软件工作室",
        taker_country="CN",
        measure=Measure.EXECUTED,
        service_line=ServiceLine.ITO,
        currency="USD",
        amount_minor=5_000_00,
        from_on=D(2026, 8, 10),
        to_on=D(2026, 9, 30),
        source="分包合同复印件",
    )
    enter_chain_link(work, form)
    work.session.flush()

    def listed(on):
        rows = list_chain_links(work, LinkFilter(on=on), Sort("from_on"), 0, 9).rows
        return [row.giver.name for row in rows]

    assert listed(D(2026, 8, 9)) == []
    assert listed(D(2026, 8, 10)) == [OLD_NAME]
    assert listed(None) == [name_of(work, owner)]


def programmes(work, on=None):
    return list_programmes(work, Sort("year"), 0, 50, on).rows


def test_programmes_are_those_issued_by_the_day(work):
    everything = programmes(work)
    dated = {row.id: row.programme.issued_on for row in everything}
    assert any(dated.values())
    for on in (D(2009, 3, 26), D(2009, 3, 27), D(2013, 12, 31)):
        shown = {row.id for row in programmes(work, on)}
        for id_, issued_on in dated.items():
            if issued_on is not None:
                assert (id_ in shown) == (issued_on <= on)
    assert programmes(work, D(2000, 1, 1)) == ()
    first = next(row for row in everything if row.programme.issued_on == D(2009, 3, 27))
    assert programme_detail(work, first.id, D(2009, 3, 27)).id == first.id
    with pytest.raises(NotFound):
        programme_detail(work, first.id, D(2009, 3, 26))


def test_of_a_programme_the_edition_of_the_day(work):
    one = next(row for row in programmes(work) if row.programme.issued_on == D(2009, 3, 27))
    record = work.get(ProgrammeRecord, one.id)
    values = {
        column.key: getattr(record, column.key)
        for column in ProgrammeRecord.__table__.columns
        if column.key not in {"id", "version"}
    }
    content = record.content.replace("version = 1", "version = 2").replace(
        "issued_on = 2009-03-27", "issued_on = 2009-09-01"
    )
    assert tomllib.loads(content)["version"] == 2
    newer = work.add(ProgrammeRecord(**(values | {"edition": 2, "content": content})))
    code = one.programme.code

    def editions(on):
        return [row.id for row in programmes(work, on) if row.programme.code == code]

    assert editions(D(2009, 8, 31)) == [one.id]
    assert editions(D(2009, 9, 1)) == [newer.id]
    assert set(editions(None)) == {one.id, newer.id}


def test_the_sums_of_a_programme_on_the_day(work, owner):
    programme = programmes(work)[0]
    begun = dt.datetime(2026, 9, 1, 1, tzinfo=dt.UTC)
    record = work.get(EnterpriseRecord, owner)
    claim = work.add(
        ClaimRecord(
            number="PX-2026-0001",
            enterprise_id=owner,
            enterprise_sort_key=record.sort_key,
            programme_id=programme.id,
            track="enterprise",
            state="approved",
            heads=2,
            requested_cents=900_000,
            recommended_cents=900_000,
            approved_cents=800_000,
            created_at=begun,
            created_by_id=1,
        )
    )
    steps = (("submit", "submitted", 900_000, 1), ("approve", "approved", 700_000, 5))
    for action, state, cents, day in steps:
        work.add(
            ClaimStepRecord(
                claim_id=claim.id,
                at=begun + dt.timedelta(days=day),
                actor_id=1,
                actor_name="王敏",
                action=action,
                state=state,
                amount_cents=cents,
            )
        )
    work.session.flush()

    def sums(on):
        row = next(row for row in programmes(work, on) if row.id == programme.id)
        assert on is None or programme_detail(work, row.id, on) == row
        return row.claims, row.budget.pending_cents, row.budget.committed_cents

    assert sums(None) == (1, 0, 800_000)
    assert sums(D(2026, 9, 6)) == (1, 0, 700_000)
    assert sums(D(2026, 9, 5)) == (1, 900_000, 0)
    assert sums(D(2026, 9, 1)) == (1, 0, 0)
    assert sums(D(2026, 8, 31)) == (0, 0, 0)


def test_today_reads_as_no_day_does(work, quarter):
    """As at today every reading says what it says without a day."""
    today = work.today
    assert quarter_figures(work, Q3, today) == quarter_figures(work, Q3)
    assert quarter_enterprises(work, Q3, today) == quarter_enterprises(work, Q3)
    for measure in Measure:
        criteria = ChainFilter(measure, 2026)
        then = chain_picture(work, replace(criteria, on=today)).links
        assert then == chain_picture(work, criteria).links
