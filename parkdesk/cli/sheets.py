"""Which sheet of a workbook is meant: on the command line an option says it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from parkdesk.domain.errors import Refused


@contextmanager
def named_by_option() -> Iterator[None]:
    """Refuse a workbook whose sheet is not clear by the option that names one."""
    try:
        yield
    except Refused as error:
        if error.code != "which-sheet":
            raise
        sheets = cast("tuple[str, ...]", error.params["sheets"])
        raise Refused(
            "sheet-by-option",
            name=error.params["name"],
            count=error.params["count"],
            first=sheets[0],
        ) from error
