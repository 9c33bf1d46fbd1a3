"""The pictures of findings, by name and page: what each opens is in `scenes`.

Nothing that a window needs is loaded for them.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any


def _show_findings(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.findings.scenes import open_findings

    open_findings(page, what)


def _show_tab(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.findings.scenes import open_on_sheet

    open_on_sheet(page, what)


_PAGE = (
    "answer",
    "assign",
    "back",
    "due",
    "figure",
    "figures",
    "history",
    "rules",
    "several",
    "waive",
)
_SHEET = ("attest", "print", "withdraw")
FINDINGS: tuple[tuple[str, str, Callable[[Any], object]], ...] = (
    *((f"finding-{one}", "findings", partial(_show_findings, what=one)) for one in _PAGE),
    *(
        (f"enterprise-sheet-findings-{one}", "enterprise", partial(_show_tab, what=one))
        for one in _SHEET
    ),
)
