"""Opening a workbook with the reading library, whatever the library does over a damaged one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from parkdesk.domain.errors import Refused
from parkdesk.excel.container import Container

_PANIC = "pyo3_runtime"
"""The module of the library's `PanicException`, which is no `Exception`: whoever waits for the
reading would never hear of it."""


@contextmanager
def opened(container: Container) -> Iterator[CalamineWorkbook]:
    """Yield the workbook; a panic of the library, now or later, is a damaged workbook."""
    try:
        with _open(container) as workbook:
            yield workbook
    except BaseException as error:
        if type(error).__module__ != _PANIC:
            raise
        raise Refused("workbook-damaged", name=container.name) from error


def _open(container: Container) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_filelike(BytesIO(container.data))
    except PasswordError:
        raise Refused("workbook-password", name=container.name) from None
    except CalamineError as error:
        raise Refused("workbook-damaged", name=container.name) from error


def visible_sheets(workbook: CalamineWorkbook) -> tuple[str, ...]:
    """Return the names of the sheets with cells that a person sees."""
    return tuple(
        one.name
        for one in workbook.sheets_metadata
        if one.visible == SheetVisibleEnum.Visible and one.typ == SheetTypeEnum.WorkSheet
    )
