"""Which form belongs to which line of a programme's editor."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING

from parkdesk.gui.programmes.case_dialog import CaseDialog
from parkdesk.gui.programmes.figure_dialogs import FigureDialog
from parkdesk.gui.programmes.part_dialogs import (
    BarringDialog,
    BranchDialog,
    ClauseDialog,
    MaterialDialog,
    StandingDialog,
    TierDialog,
)
from parkdesk.i18n import label, tr

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.programmes.editor import ProgrammeEditor
    from parkdesk.i18n.programme_rows import FigureRow
    from parkdesk.usecases.programme_drafts import ProgrammeDraft

NEW = -1
"""The place of a line that is not there yet."""


def of_figure(
    editor: ProgrammeEditor, draft: ProgrammeDraft, row: FigureRow, today: dt.date
) -> FormDialog:
    """Return the form of a figure."""
    several = _several().get(row.key)
    if several is not None:
        return several(editor, draft, row.place)
    return FigureDialog(editor.runner, editor, draft, row.key, today)


def of_clause(editor: ProgrammeEditor, draft: ProgrammeDraft, place: int) -> FormDialog:
    """Return the form of a clause."""
    return ClauseDialog(editor.runner, editor, draft, place)


def of_paper(editor: ProgrammeEditor, draft: ProgrammeDraft, place: int) -> FormDialog:
    """Return the form of a required paper."""
    return MaterialDialog(editor.runner, editor, draft, place)


def of_case(editor: ProgrammeEditor, draft: ProgrammeDraft, place: int) -> FormDialog:
    """Return the form of a test case that is there."""
    kind = draft.programme.cases[place].kind
    return CaseDialog(editor.runner, editor, draft, kind, place)


def new_figures(
    editor: ProgrammeEditor, draft: ProgrammeDraft
) -> Iterator[tuple[str, Callable[[], FormDialog]]]:
    """Return the figures that there can be several of, each with what makes its form."""
    names = {
        "branch": tr("A threshold"),
        "standing": tr("A basic condition"),
        "head-ceiling": tr("A tier of heads"),
        "barring": tr("A ground for losing the right"),
    }
    several = _several()
    for key, name in names.items():
        yield name, partial(several[key], editor, draft, NEW)


def new_cases(
    editor: ProgrammeEditor, draft: ProgrammeDraft
) -> Iterator[tuple[str, Callable[[], FormDialog]]]:
    """Return the kinds of claim, each with what makes the form of a test case."""
    for kind in draft.programme.kinds:
        yield label(kind), partial(CaseDialog, editor.runner, editor, draft, kind, NEW)


def _several() -> Mapping[str, Callable[[ProgrammeEditor, ProgrammeDraft, int], FormDialog]]:
    return {
        "branch": lambda editor, draft, place: BranchDialog(editor.runner, editor, draft, place),
        "standing": lambda editor, draft, place: StandingDialog(
            editor.runner, editor, draft, place
        ),
        "head-ceiling": lambda editor, draft, place: TierDialog(
            editor.runner, editor, draft, place
        ),
        "barring": lambda editor, draft, place: BarringDialog(editor.runner, editor, draft, place),
    }
