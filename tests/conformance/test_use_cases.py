"""What every use-case owes: one permission, a plain answer, a name for the trail."""

import csv
import dataclasses
import datetime as dt
import enum
import inspect
import typing
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from types import GenericAlias, NoneType, UnionType

import pytest

from parkdesk import paths
from parkdesk.domain.identity import Permission, Role
from parkdesk.usecases.core import UseCase
from tests.conformance.use_cases import all_use_cases, modules, public

USE_CASES = all_use_cases()
PLAIN = (str, int, bytes, bool, Decimal, dt.date, dt.datetime, dt.timedelta, NoneType, Path)

# What a person who only reads may do all the same: it concerns themselves alone.
OPEN_TO_READERS = {
    "identity.change_own_password",
    "identity.sign_in",
    "identity.sign_in_os_account",
    # A view of one's own; what is shared takes a right that is asked for inside.
    "views.delete_view",
    "views.rename_view",
    "views.save_view",
    "views.set_default_view",
    "views.update_view",
}

# Permissions that no use-case asks for, with what asks instead.
ASKED_ELSEWHERE: dict[Permission, str] = {}


def grants() -> set[tuple[str, str]]:
    with (paths.database_files() / "seed" / "role_permissions.csv").open(encoding="utf-8") as file:
        return {(row["role_code"], row["permission"]) for row in csv.DictReader(file)}


@pytest.mark.parametrize("module", list(modules()), ids=lambda module: module.__name__)
def test_every_public_function_asks_for_a_permission(module):
    bare = [name for name, value in public(module).items() if inspect.isfunction(value)]
    assert bare == []


@pytest.mark.parametrize("name", USE_CASES)
def test_a_use_case_says_in_the_trail_what_it_is(name):
    use_case = USE_CASES[name]
    assert name.endswith(f".{use_case.__name__}"), "the trail shows another name"
    assert (use_case.__doc__ or "").strip()


def test_no_two_use_cases_have_one_name():
    names = [use_case.__name__ for use_case in USE_CASES.values()]
    assert sorted(names) == sorted(set(names)), "the trail could not tell them apart"


@pytest.mark.parametrize("name", USE_CASES)
def test_the_answer_is_plain(name):
    hints = typing.get_type_hints(USE_CASES[name].function)
    assert list(_not_plain(hints["return"], set())) == []


@pytest.mark.parametrize("name", USE_CASES)
def test_what_is_handed_in_is_plain(name):
    hints = typing.get_type_hints(USE_CASES[name].function)
    handed = [kind for place, kind in hints.items() if place not in {"work", "return"}]
    assert [wrong for kind in handed for wrong in _not_plain(kind, set())] == []


def _not_plain(kind: object, seen: set[object]) -> Iterator[str]:
    """Name everything in a type that is tied to a session or may change behind one's back."""
    if kind in seen or kind is Ellipsis:
        return
    if isinstance(kind, UnionType | GenericAlias) or typing.get_origin(kind):
        parts = [typing.get_origin(kind), *typing.get_args(kind)]
        inner = [part for part in parts if part not in _GENERIC]
        for part in inner:
            yield from _not_plain(part, seen)
    elif dataclasses.is_dataclass(kind):
        yield from _not_plain_dataclass(kind, {*seen, kind})
    elif not isinstance(kind, type):
        if not isinstance(kind, typing.TypeVar | str):
            yield repr(kind)
    elif not issubclass(kind, (*PLAIN, enum.Enum)):
        yield kind.__qualname__


_GENERIC = {
    *(tuple, frozenset, dict, list, type, typing.Union, UnionType, typing.Literal),
    *(typing.get_origin(kind) for kind in (typing.Mapping[int, int], typing.Sequence[int])),
    *(typing.get_origin(typing.Callable[[], int]), typing.get_origin(typing.Iterable[int])),
}


def _not_plain_dataclass(kind: type, seen: set[object]) -> Iterator[str]:
    if not kind.__dataclass_params__.frozen:
        yield f"{kind.__qualname__} is not frozen"
    hints = typing.get_type_hints(kind)
    for field in dataclasses.fields(kind):
        for wrong in _not_plain(hints[field.name], seen):
            yield f"{kind.__qualname__}.{field.name}: {wrong}"


def test_every_permission_is_needed_by_a_use_case():
    needed = {use_case.needs for use_case in USE_CASES.values()}
    assert set(Permission) - needed == set(ASKED_ELSEWHERE)


def test_every_permission_is_granted_to_a_role_and_nothing_else_is():
    granted = {permission for _role, permission in grants()}
    assert granted == {permission.value for permission in Permission}


def test_only_known_roles_are_granted_something():
    assert {role for role, _permission in grants()} == {role.value for role in Role}


def test_an_auditor_changes_nothing():
    may = {permission for role, permission in grants() if role == Role.AUDITOR.value}
    writing = {
        name for name, use_case in USE_CASES.items() if use_case.needs in may and not use_case.reads
    }
    assert writing <= OPEN_TO_READERS


def test_the_guard_itself_refuses(act_as):
    from parkdesk.domain.errors import NotPermitted

    desk = act_as(Role.AUDITOR)
    refused = [
        name
        for name, use_case in USE_CASES.items()
        if not desk.actor.may(use_case.needs) and _is_refused(desk, use_case, NotPermitted)
    ]
    assert refused == [n for n, use_case in USE_CASES.items() if not desk.actor.may(use_case.needs)]


def _is_refused(desk, use_case: UseCase, error: type[Exception]) -> bool:
    # Asked without its arguments: the permission comes before the first of them is looked at.
    with desk.work(read_only=True) as work, pytest.raises(error):
        use_case(work)
    return True
