"""What the editor of a programme says of a line, a test case and an edition."""

from __future__ import annotations

from parkdesk.domain.eligibility_rules import TraceLine
from parkdesk.domain.programme_editing import without_part
from parkdesk.domain.programme_keys import with_figure
from parkdesk.domain.programmes import Programme
from parkdesk.gui.theme import Tone
from parkdesk.i18n import tr
from parkdesk.i18n.claims import basis_text, line_text
from parkdesk.i18n.programme_rows import LISTS, FigureRow
from parkdesk.i18n.programmes import may_be_unset
from parkdesk.usecases.programme_drafts import ProgrammeDraft


def without_figure(programme: Programme, row: FigureRow) -> Programme:
    """Return the programme without the figure of a line."""
    holder = LISTS.get(row.key)
    if holder is None:
        return with_figure(programme, row.key, None)
    return without_part(programme, holder, row.place)


def origin_text(row: FigureRow) -> str:
    """Return a figure with where it was read, in full."""
    if row.confirmed is None and not may_be_unset(row.key):
        return tr("Nobody could read this figure: rules that need it say so in every claim.")
    parts = (row.name, row.value, row.document, row.source)
    return " · ".join(part for part in parts if part)


def reasoning_text(line: TraceLine, draft: ProgrammeDraft) -> str:
    """Return what a rule found in a test case, with the basis of its figure."""
    basis = basis_text(line.basis, draft.programme) if line.basis is not None else ""
    return " · ".join(part for part in (line_text(line), basis) if part)


def state_chip(draft: ProgrammeDraft) -> tuple[str, Tone]:
    """Return what the chip beside the title says of an edition."""
    edition = draft.programme.version
    if draft.draft:
        return tr("Draft of edition {edition}", edition=edition), Tone.WARN
    return tr("Edition {edition}, released", edition=edition), Tone.GOOD
