"""Search as you type: what is found, in which order, and after which changes."""

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.enterprises import Rename
from parkdesk.domain.identity import Actor, Permission
from parkdesk.domain.search import HitKind
from parkdesk.store import search_index
from parkdesk.store.search_index import Entry, SearchIndex, fold
from parkdesk.usecases.enterprises import create_enterprise, delete_enterprise, edit_enterprise
from parkdesk.usecases.imports import import_enterprises
from parkdesk.usecases.search import search
from tests.usecases.test_enterprises import FORM, OTHER, THIRD, certificate, contract
from tests.usecases.test_imports import LIST


@pytest.fixture
def filled(desk):
    with desk.work(read_only=False) as work:
        for form in (FORM, OTHER, THIRD):
            create_enterprise(work, form)
        certificate(work, 1, "CMMI-2024-77", dt.date(2028, 1, 1))
        contract(work, 2, "HT-2026-0001")
    return desk


def found(desk, text, limit=50):
    with desk.work(read_only=True) as work:
        return [hit.title for hit in search(work, text, limit)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("凌", FORM.name),
        ("凌云信息", FORM.name),
        ("szly", FORM.name),
        ("lyxx", FORM.name),
        ("su zhou", FORM.name),
        ("chongqing", OTHER.name),
        ("yinhang", OTHER.name),
        ("9144", OTHER.name),
        ("ABC(中国)", THIRD.name),
        ("ａｂｃ", THIRD.name),
        ("cmmi-2024", "CMMI-2024-77"),
        ("0001", "HT-2026-0001"),
    ],
)
def test_any_spelling_finds_it_first(filled, text, first):
    assert found(filled, text)[0] == first


@pytest.mark.parametrize("text", ["", "  ", "没有这一家", "zzzz", "\n"])
def test_what_is_not_there_is_not_found(filled, text):
    assert found(filled, text) == []


def test_a_start_counts_before_an_inside(desk):
    with desk.work(read_only=False) as work:
        create_enterprise(work, replace(FORM, name="大海软件公司"))
        create_enterprise(work, replace(OTHER, name="海软公司"))
    assert found(desk, "海") == ["海软公司", "大海软件公司"]
    assert found(desk, "海", limit=1) == ["海软公司"]


def test_a_rename_a_new_one_and_a_deletion_are_seen(filled, monkeypatch):
    assert found(filled, "凌云") == [FORM.name]
    monkeypatch.setattr("parkdesk.usecases.search._all", lambda _work: pytest.fail("built again"))
    with filled.work(read_only=False) as work:
        rename = Rename(work.today)
        edit_enterprise(work, 1, 1, replace(FORM, name="阿里软件公司"), rename=rename)
        delete_enterprise(work, 3, 1)
    assert found(filled, "alrj") == ["阿里软件公司"]
    with filled.work(read_only=True) as work:
        assert search(work, "cmmi-2024")[0].detail == "阿里软件公司"
    assert found(filled, "凌云") == ["阿里软件公司"]  # by its former name
    assert found(filled, "abc") == []


def test_an_import_is_seen(desk):
    assert found(desk, "甲公司") == []
    with desk.work(read_only=False) as work:
        import_enterprises(work, LIST)
    assert found(desk, "甲公司") == ["甲公司"]


def test_the_index_is_built_once(filled, monkeypatch):
    assert found(filled, "凌云")
    monkeypatch.setattr("parkdesk.usecases.search._all", lambda _work: pytest.fail("built again"))
    assert found(filled, "lyxx")


def test_kinds_that_may_not_be_read_are_left_out(filled):
    reader = Actor(9, "x", "x", frozenset({Permission.ENTERPRISE_READ}))
    assert found(filled.signed_in(reader), "cmmi") == []


NAMES = st.text("阿里软件公司abc ", max_size=6)


@given(
    st.lists(NAMES, max_size=20), st.text("阿里软件公司abc", min_size=1, max_size=3), st.booleans()
)
def test_the_index_finds_what_a_plain_scan_finds(names, text, compiled):
    entries = [Entry(HitKind.ENTERPRISE, n, name, "", (name,)) for n, name in enumerate(names)]
    walker = search_index._walker
    if not compiled:
        search_index._walker = lambda joined: joined
    try:
        index = SearchIndex(entries)
    finally:
        search_index._walker = walker
    wanted = {n for n, name in enumerate(names) if text in fold(name)}
    assert {entry.id for entry in index.find(text, 100)} == wanted


def test_many_changes_are_taken_into_the_index(monkeypatch):
    monkeypatch.setattr(search_index, "_REBUILD_AT", 5)
    entries = [Entry(HitKind.CLAIM, n, f"c{n}", "", code=f"c{n}") for n in range(20)]
    index = SearchIndex(entries)
    for n in range(10):
        index.update([replace(entries[n], code=f"d{n}")], [(HitKind.CLAIM, n + 10)])
    assert len(index) == 10
    assert len(index.find("d", 50)) == 10
    assert index.find("c1", 50) == []
