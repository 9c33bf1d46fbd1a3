"""What a window leaves to its subclasses is filled by every one that can be opened."""

import importlib
import inspect
import pkgutil

import pytest

import parkdesk.gui
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.record_page import RecordPage


def _classes():
    found = set()
    for module in pkgutil.walk_packages(parkdesk.gui.__path__, "parkdesk.gui."):
        members = vars(importlib.import_module(module.name)).values()
        found |= {one for one in members if isinstance(one, type) and one.__module__ == module.name}
    return sorted(found, key=lambda one: (one.__module__, one.__qualname__))


def _is_open(method):
    """Whether a method does nothing but say that a subclass has to."""
    return method.__code__.co_names == ("NotImplementedError",)


OPEN = {
    one: [
        name
        for name, method in vars(one).items()
        if inspect.isfunction(method) and _is_open(method)
    ]
    for one in _classes()
}
HOOKS = {one: names for one, names in OPEN.items() if names}


# A form that takes what is typed by itself never comes to the use-case that `save` starts; a page
# whose lines are the records never asks for one of them.
CALLED_BY = {(FormDialog, "save"): "submit", (RecordPage, "_ask"): "show_detail"}


def _is_called(leaf, base, name):
    caller = CALLED_BY.get((base, name))
    return caller is None or getattr(leaf, caller) is vars(base)[caller]


def test_there_are_hooks_and_subclasses_to_look_at():
    names = {one.__name__ for one in HOOKS}
    assert {"ListDialog", "PreviewDialog", "FormDialog", "Field"} <= names
    assert all(one.__subclasses__() for one in HOOKS)


@pytest.mark.parametrize(
    "leaf",
    [one for one in _classes() if issubclass(one, tuple(HOOKS)) and not one.__subclasses__()],
    ids=lambda one: one.__name__,
)
def test_a_window_fills_every_hook(leaf):
    left = {
        f"{base.__name__}.{name}"
        for base, names in HOOKS.items()
        if issubclass(leaf, base)
        for name in names
        if getattr(leaf, name) is vars(base)[name] and _is_called(leaf, base, name)
    }
    assert left == set()
