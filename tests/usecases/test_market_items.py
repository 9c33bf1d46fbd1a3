"""Market information on a real database: what is of use, lists in and out."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, NotFound, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import Change
from parkdesk.domain.market_items import ItemLanguage, ItemState, SaveItem
from parkdesk.domain.paging import Sort
from parkdesk.excel.market_items import ITEM_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.writing import write_list
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.usecases import list_plans
from parkdesk.usecases.market_item_imports import (
    export_items,
    import_items,
    preview_item_import,
)
from parkdesk.usecases.market_items import (
    SORTS,
    ItemFilter,
    add_market_item,
    delete_market_item,
    edit_market_item,
    list_market_items,
    market_item_detail,
)
from tests.usecases.test_register_imports import found, sheet

D = dt.date
ITEM = SaveItem("市场观察", "行业月刊", D(2026, 7, 15), D(2027, 1, 15), ItemLanguage.CHINESE, "JP")


def titles(work, sort="title", **criteria):
    rows = list_market_items(work, ItemFilter(**criteria), Sort(sort), 0, 100).rows
    return [row.form.title for row in rows]


def test_an_item_is_kept_as_it_was_typed(work):
    code = work.session.scalar(select(ServiceCodeRecord.id).order_by(ServiceCodeRecord.id))
    form = replace(ITEM, service_code_id=code, summary="研发外包占比上升")
    id_ = add_market_item(work, replace(form, title=" 市场观察 "))
    row = market_item_detail(work, id_)
    assert row.form == form
    assert (row.country_zh, row.country_en, row.state) == ("日本", "Japan", ItemState.CURRENT)
    assert row.service_code
    edit_market_item(work, id_, 1, replace(ITEM, country_code="", useful_until=D(2026, 10, 11)))
    work.session.flush()
    row = market_item_detail(work, id_)
    assert (row.country_zh, row.service_code, row.state) == ("", "", ItemState.EXPIRED)


def test_what_is_out_of_date_fades_from_the_list(work):
    add_market_item(work, ITEM)
    add_market_item(work, replace(ITEM, title="旧闻", useful_until=D(2026, 10, 11)))
    assert titles(work) == ["市场观察"]
    assert titles(work, with_expired=True) == ["市场观察", "旧闻"]
    said = {"title": "Nearshore", "source": "Market Weekly", "summary": "Nearshore Banking"}
    english = replace(ITEM, **said, language=ItemLanguage.ENGLISH, country_code="DE")
    add_market_item(work, english)
    assert titles(work, language=ItemLanguage.ENGLISH) == ["Nearshore"]
    assert titles(work, country="DE") == titles(work, text="NEAR") == ["Nearshore"]
    assert titles(work, text="market week") == titles(work, text="BANKING") == ["Nearshore"]
    assert titles(work, text="月刊") == ["市场观察"]
    for sort in SORTS:
        assert sorted(titles(work, sort)) == ["Nearshore", "市场观察"]


def test_an_item_of_the_same_title_source_and_day_is_refused(work):
    id_ = add_market_item(work, ITEM)
    with pytest.raises(InvalidInput) as refused:
        add_market_item(work, replace(ITEM, title="市场 观察"))
    assert refused.value.problems == {"title": "item-there-already"}
    add_market_item(work, replace(ITEM, source="另一来源"))
    edit_market_item(work, id_, 1, replace(ITEM, note="x"))
    with pytest.raises(InvalidInput) as refused:
        add_market_item(work, replace(ITEM, title="别的", service_code_id=10**6))
    assert refused.value.problems == {"service_code_id": "item-code-unknown"}


def test_a_reader_deletes_nothing(act_as):
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        id_ = add_market_item(work, ITEM)
    with act_as(Role.AUDITOR).work(read_only=False) as work, pytest.raises(NotPermitted):
        delete_market_item(work, id_, 1)
    with act_as(Role.CLERK).work(read_only=False) as work:
        delete_market_item(work, id_, 1)
        work.session.flush()
        with pytest.raises(NotFound):
            market_item_detail(work, id_)


def row(**values):
    return {"title": "市场观察", "source": "行业月刊", "published_on": D(2026, 7, 15)} | values


def test_a_list_adds_changes_and_leaves_alone(work):
    code = work.session.scalar(select(ServiceCodeRecord.code).order_by(ServiceCodeRecord.id))
    given = sheet(row(country_code="日本", service_code=code), row(title="二"))
    assert found(preview_item_import(work, given)) == []
    done = import_items(work, given)
    assert (done.new, done.changed, done.same) == (2, 0, 0)
    stored = list_market_items(work, ItemFilter(), Sort("title"), 0, 10).rows
    assert {one.form.useful_until for one in stored} == {D(2027, 1, 14)}
    again = sheet(row(), row(title="二", language=ItemLanguage.ENGLISH))
    preview = preview_item_import(work, again)
    assert [one.change for one in preview.rows] == [Change.SAME, Change.CHANGED]
    done = import_items(work, again)
    assert (done.new, done.changed, done.same) == (0, 1, 1)


def test_a_long_list_says_how_far_it_is(work, monkeypatch):
    monkeypatch.setattr(list_plans, "_EVERY", 2)
    told = []
    work.progress.listener = lambda done, total: told.append((done, total))
    given = sheet(row(), row(title="二"), row(title="三"))
    assert [one.change for one in preview_item_import(work, given).rows] == [Change.NEW] * 3
    assert told == [(2, 3)]


def test_a_change_is_told_in_the_words_of_the_list(work):
    first, second = work.session.scalars(
        select(ServiceCodeRecord).order_by(ServiceCodeRecord.id).limit(2)
    )
    import_items(work, sheet(row(country_code="日本", service_code=first.code)))
    again = sheet(row(country_code="us", service_code=second.code))
    (told,) = preview_item_import(work, again).rows
    assert {(one.field, one.old, one.new) for one in told.differences} == {
        ("country_code", "日本", "美国"),
        ("service_code", first.code, second.code),
    }


def test_an_item_keeps_a_code_that_was_not_in_use_on_its_day(work, tmp_path):
    code = work.session.scalar(select(ServiceCodeRecord).order_by(ServiceCodeRecord.id))
    code.valid_from = D(2026, 9, 1)
    add_market_item(work, replace(ITEM, service_code_id=code.id))
    path = tmp_path / "市场信息.xlsx"
    write_list(path, ITEM_COLUMNS, export_items(work, ItemFilter(), Sort("title")), title="x")
    preview = preview_item_import(work, read_sheet(path, ITEM_COLUMNS))
    assert found(preview) == []
    assert [one.change for one in preview.rows] == [Change.SAME]


def test_every_fault_of_a_list_is_told_and_nothing_is_written(work):
    given = sheet(
        row(country_code="火星"),
        row(title="二", service_code="无"),
        row(title="三", useful_until=D(2026, 7, 1)),
        row(title="三"),
    )
    assert found(preview_item_import(work, given)) == [
        (2, "country_code", "unknown-country"),
        (3, "service_code", "item-code-unknown"),
        (4, "useful_until", "end-before-start"),
        (5, "title", "twice-in-file"),
    ]
    with pytest.raises(Refused):
        import_items(work, given)
    assert titles(work, with_expired=True) == []


def test_what_goes_out_comes_in_again_unchanged(work, tmp_path):
    add_market_item(work, replace(ITEM, summary="=1+1", language=ItemLanguage.JAPANESE))
    path = tmp_path / "市场信息.xlsx"
    write_list(path, ITEM_COLUMNS, export_items(work, ItemFilter(), Sort("title")), title="x")
    preview = preview_item_import(work, read_sheet(path, ITEM_COLUMNS))
    assert [one.change for one in preview.rows] == [Change.SAME]
