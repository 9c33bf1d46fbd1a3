"""A problem of a file, told in one line with its place."""

from __future__ import annotations

from parkdesk.domain.imports import Problem, Severity
from parkdesk.i18n import N_, problem, tr

_MARKS = {
    Severity.STOP: N_("To be corrected"),
    Severity.ASK: N_("To be looked at"),
    Severity.HINT: N_("Remark"),
}


def told(found: Problem) -> str:
    """Return the sheet, the cell and the sentence."""
    sentence = problem(found.code, **found.facts)
    mark = tr(_MARKS[found.severity])
    if found.column:
        return tr(
            "{mark}: {sheet}, {cell} ({heading}): {sentence}",
            mark=mark,
            sheet=found.sheet,
            cell=f"{found.column}{found.row}",
            heading=found.heading,
            sentence=sentence,
        )
    if found.heading:
        return tr(
            "{mark}: {sheet}, row {row} (no column {heading}): {sentence}",
            mark=mark,
            sheet=found.sheet,
            row=found.row,
            heading=found.heading,
            sentence=sentence,
        )
    return tr(
        "{mark}: {sheet}, row {row}: {sentence}",
        mark=mark,
        sheet=found.sheet,
        row=found.row,
        sentence=sentence,
    )
