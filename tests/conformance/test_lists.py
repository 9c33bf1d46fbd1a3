"""Every list walks an index, in every order it offers, and asks as often for one row as for fifty.

A list use-case is one that answers with a Window. It is found here by its annotation, called with
its filter's defaults, and its statements are shown to SQLite's planner.
"""

import dataclasses
import inspect
import typing
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from parkdesk.domain.paging import Sort, Window
from parkdesk.store import lists
from tests.conformance.use_cases import all_use_cases

ALL = {
    name: use_case
    for name, use_case in all_use_cases().items()
    if typing.get_origin(typing.get_type_hints(use_case.function)["return"]) is Window
}

# Lists that have no windowed query, and why they need none.
SHORT = {
    "enterprise_history.enterprise_history": "one enterprise's entries, each by its record's index",
    "programmes.list_programmes": "a dozen notices, ordered by their year",
}

LISTS = {name: use_case for name, use_case in ALL.items() if name not in SHORT}


def _arguments(use_case) -> dict[str, object]:
    """What the use-case is handed when nothing is filtered."""
    hints = typing.get_type_hints(use_case.function)
    handed = {}
    for name, parameter in inspect.signature(use_case.function).parameters.items():
        if name != "work" and parameter.default is inspect.Parameter.empty:
            kind = hints[name]
            if name in {"offset", "limit"}:
                handed[name] = {"offset": 0, "limit": 50}[name]
            elif kind is not Sort:
                handed[name] = 1 if kind is int else kind()
    return handed


@contextmanager
def _statements(work) -> Iterator[list[tuple[str, object]]]:
    heard: list[tuple[str, object]] = []
    engine = work.session.get_bind()
    engine = getattr(engine, "engine", engine)

    def hear(_connection, _cursor, statement, parameters, _context, _many):
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            heard.append((statement, parameters))

    sa.event.listen(engine, "before_cursor_execute", hear)
    try:
        yield heard
    finally:
        sa.event.remove(engine, "before_cursor_execute", hear)


def _orders(use_case, work, monkeypatch) -> list[str]:
    """The columns that a list can be sorted by: what it hands to fetch_window."""
    keys: list[str] = []

    def spy(session, id_column, where, offered, sort, *rest, **named):
        keys.extend(key for key in offered if key not in keys)
        known = sort if sort.column in offered else Sort(keys[0])
        return lists.fetch_window(session, id_column, where, offered, known, *rest, **named)

    monkeypatch.setattr(inspect.getmodule(use_case.function), "fetch_window", spy)
    any_sort = {"sort": Sort("?")} if _takes_sort(use_case) else {}
    use_case(work, **_arguments(use_case) | any_sort)
    monkeypatch.undo()
    return keys


def _takes_sort(use_case) -> bool:
    return "sort" in inspect.signature(use_case.function).parameters


def test_there_are_lists():
    assert LISTS
    assert set(SHORT) <= set(ALL)


@pytest.mark.parametrize("name", LISTS)
def test_a_list_offers_its_orders_through_the_window(name, desk, monkeypatch):
    with desk.work(read_only=True) as work:
        assert _orders(LISTS[name], work, monkeypatch)


@pytest.mark.parametrize("name", LISTS)
def test_every_order_of_a_list_walks_an_index(name, desk, databases, monkeypatch):
    if databases.name != "sqlite":
        pytest.skip("an empty PostgreSQL table is always read whole: SQLite's planner is asked")
    use_case = LISTS[name]
    slow = []
    with desk.work(read_only=True) as work:
        for key in _orders(use_case, work, monkeypatch):
            for descending in (False, True):
                with _statements(work) as heard:
                    use_case(work, **_arguments(use_case), sort=Sort(key, descending=descending))
                slow += [f"{key}: {line}" for line in _slow_steps(work, _ordered(heard))]
    assert slow == []


def _ordered(heard: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """The statement that walks the list in its order; the others fetch its rows by their ids."""
    found = [item for item in heard if "ORDER BY" in item[0] and "LIMIT" in item[0]]
    assert found, heard
    return found


def _slow_steps(work, statements: list[tuple[str, object]]) -> list[str]:
    steps = []
    for statement, parameters in statements:
        rows = work.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", parameters
        )
        plan = [str(row[3]) for row in rows]
        steps += [step for step in plan if "TEMP B-TREE" in step]
        # The first table is walked in the list's order; whatever is joined to it is looked up.
        steps += [step for step in plan if step.startswith("SCAN")][1:]
    return steps


@pytest.mark.parametrize("name", LISTS)
def test_a_list_asks_as_often_for_many_rows_as_for_one(name, full_desk, monkeypatch):
    use_case = LISTS[name]
    arguments = _arguments(use_case)
    with full_desk.work(read_only=True) as work:
        orders = _orders(use_case, work, monkeypatch)
        arguments |= {"sort": Sort(orders[0])} if _takes_sort(use_case) else {}
        counts = {}
        for limit in (2, 50):
            work.session.expire_all()
            with _statements(work) as heard:
                use_case(work, **arguments | {"offset": 0, "limit": limit})
            counts[limit] = len(heard)
    assert counts[2] == counts[50]


@pytest.mark.parametrize("name", LISTS)
def test_a_lists_rows_are_plain_and_have_an_id(name):
    row = typing.get_args(typing.get_type_hints(LISTS[name].function)["return"])[0]
    assert dataclasses.is_dataclass(row)
    assert "id" in {field.name for field in dataclasses.fields(row)}
