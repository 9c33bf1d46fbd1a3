"""Finding the use-cases, for the tests that ask something of every one of them."""

import importlib
import pkgutil
from collections.abc import Iterator
from types import ModuleType

import parkdesk.usecases
from parkdesk.usecases.core import UseCase

MACHINERY = {"core"}
"""Modules of the package that declare what a use-case is, and have none."""


def modules() -> Iterator[ModuleType]:
    """The modules that hold use-cases."""
    for info in pkgutil.iter_modules(parkdesk.usecases.__path__):
        if info.name not in MACHINERY:
            yield importlib.import_module(f"parkdesk.usecases.{info.name}")


def public(module: ModuleType) -> dict[str, object]:
    """What a module declares itself, under names that do not begin with an underscore."""
    return {
        name: value
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", "") == module.__name__
    }


def all_use_cases() -> dict[str, UseCase]:
    """Every use-case, by the name `feature.use_case`."""
    return {
        f"{module.__name__.rpartition('.')[2]}.{name}": value
        for module in modules()
        for name, value in public(module).items()
        if isinstance(value, UseCase)
    }
