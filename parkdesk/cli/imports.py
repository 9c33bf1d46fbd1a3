"""`parkdesk import`: what a file would change, then all of it or nothing."""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from parkdesk.cli import roster
from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_or_make_park, open_park, park_is_there, passing_park
from parkdesk.cli.problems import told
from parkdesk.cli.sheets import named_by_option
from parkdesk.desk import Desk
from parkdesk.domain.errors import NeedsConfirmation, ParkDeskError, Refused
from parkdesk.domain.imports import Change, Imported, Preview, Sheet
from parkdesk.excel.columns import Column
from parkdesk.excel.reading import read_sheet
from parkdesk.i18n import tr
from parkdesk.usecases.core import UseCase

_DOUBTS = frozenset({"import-has-doubts"})
_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _List:
    """A kind of list: its columns, what shows what it would do, and what does it."""

    columns: Sequence[Column]
    preview: UseCase[[Sheet], Preview]
    bring: UseCase[[Sheet, frozenset[str]], Imported]


def run(asked: argparse.Namespace, console: Console) -> int:
    """Check or import the file; every problem is told, with its place in the file."""
    if park_is_there(asked):
        return _run_on(open_park(asked), asked, console)
    # A list that cannot be taken leaves nothing behind: not even an empty park.
    said = io.StringIO()
    rehearsal = Console(said, console.err)
    try:
        with TemporaryDirectory() as folder:
            _run_on(passing_park(Path(folder)), _only_checked(asked), rehearsal)
    except ParkDeskError:
        console.out.write(said.getvalue())
        raise
    if asked.check:
        console.out.write(said.getvalue())
        return 0
    return _run_on(open_or_make_park(asked, console), asked, console)


def _only_checked(asked: argparse.Namespace) -> argparse.Namespace:
    return argparse.Namespace(**{**vars(asked), "check": True})


def _run_on(desk: Desk, asked: argparse.Namespace, console: Console) -> int:
    try:
        if asked.what == "roster":
            return roster.bring(desk, asked, console)
        return _bring(desk, _LISTS[asked.what](), asked, console)
    finally:
        desk.close()


def _bring(desk: Desk, kind: _List, asked: argparse.Namespace, console: Console) -> int:
    with named_by_option():
        sheet = read_sheet(asked.file, kind.columns, sheet=asked.sheet, progress=console.progress)
    with desk.work(read_only=True) as work:
        preview = kind.preview(work, sheet)
    for problem in preview.problems:
        console.say(told(problem))
    console.say(
        tr(
            "New: {new}, changed: {changed}, as they are: {same}.",
            new=preview.count(Change.NEW),
            changed=preview.count(Change.CHANGED),
            same=preview.count(Change.SAME),
        )
    )
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if asked.check:
        return 0
    if preview.asks and not asked.yes:
        raise NeedsConfirmation("import-asks", count=preview.asks)
    with desk.work(read_only=False) as work:
        kind.bring(work, sheet, _DOUBTS if asked.yes else _NOTHING)
    console.say(tr("Imported from {file}.", file=asked.file))
    return 0


def _enterprises() -> _List:
    from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
    from parkdesk.usecases.imports import import_enterprises, preview_enterprise_import

    return _List(ENTERPRISE_COLUMNS, preview_enterprise_import, import_enterprises)


def _certifications() -> _List:
    from parkdesk.excel.certifications import CERTIFICATION_COLUMNS
    from parkdesk.usecases.certification_imports import (
        import_certifications,
        preview_certification_import,
    )

    return _List(CERTIFICATION_COLUMNS, preview_certification_import, import_certifications)


def _contracts() -> _List:
    from parkdesk.excel.contracts import CONTRACT_COLUMNS
    from parkdesk.usecases.contract_imports import import_contracts, preview_contract_import

    return _List(CONTRACT_COLUMNS, preview_contract_import, import_contracts)


def _executions() -> _List:
    from parkdesk.excel.executions import EXECUTION_COLUMNS
    from parkdesk.usecases.execution_imports import import_executions, preview_execution_import

    return _List(EXECUTION_COLUMNS, preview_execution_import, import_executions)


# Imported when asked for: an import of people need not wait for the rules of contracts.
_LISTS: dict[str, Callable[[], _List]] = {
    "certifications": _certifications,
    "contracts": _contracts,
    "executions": _executions,
    "enterprises": _enterprises,
}
