"""Merging: what was only typed, what is gone when it is undone, and finding by given-up numbers."""

import datetime as dt

import pytest
from sqlalchemy import func, select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprise_facts import PremisesFact
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.imports import Change, Sheet, SheetRow
from parkdesk.domain.paging import Sort
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.enterprise_rows import form_of
from parkdesk.store.enterprise_services import sync_record
from parkdesk.store.service_code_rows import class_of_line
from parkdesk.store.tables.duplicates import EnterpriseMergeRecord
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord, ServiceCodeRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.enterprises import create_enterprise, delete_enterprise
from parkdesk.usecases.imports import preview_enterprise_import
from parkdesk.usecases.merge_undoing import undo_merge
from parkdesk.usecases.merges import merge_enterprises, merge_preview
from parkdesk.usecases.search import search
from tests.usecases import test_merges as merging
from tests.usecases.test_enterprises import OTHER
from tests.usecases.test_merges import EVERYTHING, form, request, returned

two = merging.two


def service(work, enterprise_id, line, **differences):
    """A dated main service; the record's line and market follow it."""
    code = class_of_line(work.session, line, work.today)
    facts = {"from_on": dt.date(2020, 1, 1), "market": "offshore", "is_main": True}
    made = work.add(
        EnterpriseServiceRecord(
            enterprise_id=enterprise_id, service_code_id=code.id, **(facts | differences)
        )
    )
    sync_record(work, enterprise_id)
    return made


def test_a_main_service_that_moves_goes_on_over_a_typed_line(work, two):
    kept, dropped = two
    record = work.get(EnterpriseRecord, kept)
    record.service_line, record.market = "BPO", "onshore"
    moved = service(work, dropped, ServiceLine.ITO)
    work.session.flush()
    pairs = {one.field: one for one in merge_preview(work, kept, dropped).fields}
    assert (pairs["service_line"].suggested, pairs["service_line"].fixed) == (True, True)
    assert not pairs["name"].fixed
    merge = merge_enterprises(work, request(work, two), EVERYTHING)
    work.session.flush()
    rows = work.session.query(EnterpriseServiceRecord).filter_by(enterprise_id=kept).all()
    assert [(one.id, one.is_main, one.from_on, one.to_on) for one in rows] == [
        (moved.id, True, dt.date(2020, 1, 1), None)
    ]
    assert (record.service_line, record.market) == ("ITO", "offshore")
    back = undo_merge(work, merge)
    assert (record.service_line, record.market) == ("BPO", "onshore")
    rows = work.session.query(EnterpriseServiceRecord).all()
    assert [(one.enterprise_id, one.is_main, one.to_on) for one in rows] == [
        (back.enterprise_id, True, None)
    ]


def test_a_main_service_that_has_ended_tells_nothing(work, two):
    kept, dropped = two
    work.get(EnterpriseRecord, kept).service_line = "BPO"
    service(work, dropped, ServiceLine.ITO, to_on=dt.date(2021, 1, 1))
    merge_enterprises(work, request(work, two), EVERYTHING)
    assert work.get(EnterpriseRecord, kept).service_line == "BPO"


def test_undoing_is_refused_whole_where_something_it_needs_is_gone(desk):
    """A service set aside refers to a class of services that somebody has deleted since."""
    with desk.work(read_only=False) as work:
        kept = create_enterprise(work, form("云湖青禾信息技术有限公司", "91330100799655058B"))
        other = form("云湖青禾信息技术股份有限公司", "330100000012345")
        dropped = create_enterprise(work, other, frozenset({"older-identifier"}))
        edition = work.session.query(ServiceCodeRecord).first()
        values = {
            column.key: getattr(edition, column.key)
            for column in ServiceCodeRecord.__table__.columns
            if column.key not in {"id", "version"}
        }
        own = work.add(ServiceCodeRecord(**(values | {"code": "XX", "parent_code": edition.code})))
        service(work, kept, ServiceLine.ITO)
        aside = work.add(
            EnterpriseServiceRecord(
                enterprise_id=dropped,
                service_code_id=own.id,
                market="offshore",
                is_main=False,
                from_on=dt.date(2020, 1, 1),
            )
        )
        aside_id, own_id = aside.id, own.id
    with desk.work(read_only=False) as work:
        merge = merge_enterprises(work, request(work, (kept, dropped)), EVERYTHING)
        assert work.session.get(EnterpriseServiceRecord, aside_id) is None
    with desk.work(read_only=False) as work:
        work.session.delete(work.get(ServiceCodeRecord, own_id))

    def state():
        with desk.work(read_only=True) as work:
            record = work.get(EnterpriseRecord, kept)
            last = work.session.scalar(select(func.max(TrailRecord.id)))
            undone = work.get(EnterpriseMergeRecord, merge).undone_at
            return form_of(record), record.version, last, undone

    before = state()
    with pytest.raises(Refused) as refused, desk.work(read_only=False) as work:
        undo_merge(work, merge)
    assert refused.value.code == "merge-undo-needs"
    assert refused.value.params["table"] == "service_code"
    assert state() == before


def test_undoing_is_refused_where_the_head_office_of_what_comes_back_is_gone(work, two):
    head = create_enterprise(work, OTHER)
    work.get(EnterpriseRecord, two[1]).head_office_id = head
    merge = merge_enterprises(work, request(work, two), EVERYTHING)
    work.get(EnterpriseRecord, two[0]).head_office_id = None
    work.session.flush()
    delete_enterprise(work, head, work.get(EnterpriseRecord, head).version)
    with pytest.raises(Refused) as refused:
        undo_merge(work, merge)
    assert (refused.value.code, refused.value.params["table"]) == ("merge-undo-needs", "enterprise")


def test_undoing_is_refused_where_the_kept_one_is_gone(work, two):
    kept = work.get(EnterpriseRecord, two[0]).name
    merge = merge_enterprises(work, request(work, two), EVERYTHING)
    work.session.flush()
    delete_enterprise(work, two[0], work.get(EnterpriseRecord, two[0]).version)
    work.session.flush()
    with pytest.raises(Refused) as refused:
        undo_merge(work, merge)
    assert (refused.value.code, refused.value.params["kept"]) == ("merge-kept-gone", kept)
    assert work.session.get(EnterpriseRecord, two[1]) is None


def test_the_kept_one_is_found_by_the_numbers_of_the_other(desk):
    """By Ctrl+K, in the register, and by a list that still has them; and no more once undone."""
    with desk.work(read_only=False) as work:
        kept = create_enterprise(work, form("云湖青禾信息技术有限公司", "91330100799655058B"))
        other = form("云湖青禾信息技术股份有限公司", "330100000012345")
        dropped = create_enterprise(work, other, frozenset({"older-identifier"}))

    def told():
        with desk.work(read_only=True) as work:
            hits = search(work, "330100000012345")
            criteria = EnterpriseFilter("330100000012345")
            listed = list_enterprises(work, criteria, Sort("name"), 0, 9).rows
            by_name = EnterprisesByName(work.session).find("330100000012345", "")
            row = {"code": "330100000012345", "name": "云湖青禾信息技术股份有限公司"}
            sheet = Sheet("x", (SheetRow(2, row),), (), ())
            preview = preview_enterprise_import(work, sheet)
            return hits, [one.id for one in listed], by_name, preview

    with desk.work(read_only=False) as work:
        merge = merge_enterprises(work, request(work, (kept, dropped)), EVERYTHING)
    hits, listed, by_name, preview = told()
    assert [(one.id, one.number, one.merged) for one in hits] == [
        (kept, "330100000012345", "云湖青禾信息技术股份有限公司")
    ]
    assert (listed, by_name) == ([kept], kept)
    assert [one.change for one in preview.rows] == [Change.SAME]
    assert [one.code for one in preview.problems] == ["further-number"]
    with desk.work(read_only=False) as work:
        back = undo_merge(work, merge).enterprise_id
    hits, listed, by_name, preview = told()
    assert [(one.id, one.number, one.merged) for one in hits] == [(back, "", "")]
    assert (listed, by_name) == ([back], back)
    assert preview.problems == ()


def test_the_kept_one_is_found_by_the_code_that_it_gave_up(work, two):
    merge = merge_enterprises(work, request(work, two, {"code"}), EVERYTHING)
    work.session.flush()
    numbers = select(EnterpriseIdentifierRecord.code).filter_by(enterprise_id=two[0])
    assert "91330100799655058B" in work.session.scalars(numbers).all()
    undo_merge(work, merge)
    assert work.session.scalars(numbers).all() == []


def test_what_both_together_could_not_be_is_told_at_its_field(work):
    kept = create_enterprise(work, form("云湖青禾信息技术有限公司", "91330100799655058B"))
    facts = {"entered_on": dt.date(2012, 3, 1), "founded_on": dt.date(2011, 5, 6)}
    dropped = create_enterprise(work, form(OTHER.name, OTHER.code, **facts))
    with pytest.raises(InvalidInput) as refused:
        merge_enterprises(work, request(work, (kept, dropped), {"founded_on"}), EVERYTHING)
    assert refused.value.problems == {"entered_on": "entered-before-founded"}
    assert work.get(EnterpriseRecord, kept).founded_on is None


def test_the_building_of_one_with_several_premises_is_not_taken(work):
    own = {"building": "A 座"}
    kept = create_enterprise(work, form("云湖青禾信息技术有限公司", "91330100799655058B", **own))
    add_fact(work, kept, PremisesFact(dt.date(2020, 1, 1), "C 座"))
    dropped = create_enterprise(work, form(OTHER.name, OTHER.code, building="D 座"))
    with pytest.raises(InvalidInput) as refused:
        merge_enterprises(work, request(work, (kept, dropped), {"building"}), EVERYTHING)
    assert refused.value.problems == {"building": "several-premises"}
    assert work.get(EnterpriseRecord, dropped).building == "D 座"


def test_a_row_set_aside_comes_back_under_another_number_where_its_own_is_in_use(desk):
    with desk.work(read_only=False) as work:
        kept = create_enterprise(work, form("云湖青禾信息技术有限公司", "91330100799655058B"))
        dropped = create_enterprise(work, form(OTHER.name, OTHER.code))
        returned(work, kept, headcount=10)
        aside = returned(work, dropped, headcount=11)
        work.session.flush()
        number = aside.id
    with desk.work(read_only=False) as work:
        merge = merge_enterprises(work, request(work, (kept, dropped)), EVERYTHING)
    with desk.work(read_only=False) as work:
        returned(work, kept, "2026Q1", headcount=12).id = number
    with desk.work(read_only=False) as work:
        undo_merge(work, merge)
        rows = work.session.scalars(select(QuarterReturnRecord)).all()
        assert {(row.enterprise_id, row.quarter, row.headcount) for row in rows} == {
            (kept, "2026Q2", 10),
            (dropped, "2026Q2", 11),
            (kept, "2026Q1", 12),
        }
        assert work.get(QuarterReturnRecord, number).headcount == 12
