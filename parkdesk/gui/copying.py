"""Copying the chosen rows of a list, those too that nobody has scrolled to yet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QGuiApplication

from parkdesk.domain.paging import Window
from parkdesk.gui.faults import tell
from parkdesk.gui.runner import Request
from parkdesk.gui.theme import Tone
from parkdesk.i18n import number_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.widgets.record_table import RecordTable

MOST_COPIED = 20_000
"""So many rows fit the clipboard of any program, and are put together in an instant."""


def copy_chosen(table: RecordTable[Any]) -> None:
    """Put every chosen row on the clipboard as text, columns between tabs.

    Ctrl+A chooses rows that are not in memory: they are fetched first. More than `MOST_COPIED`
    are refused, and nothing is copied of a list that has changed meanwhile.
    """
    places = table.chosen_places()
    if len(places) > MOST_COPIED:
        tell(
            table,
            tr(
                "{n} rows are chosen; at most {most} are copied at a time. Choose fewer, or save"
                " the list as a file with Ctrl+Shift+X.",
                n=number_text(len(places)),
                most=number_text(MOST_COPIED),
            ),
            Tone.WARN,
        )
        return
    loaded = table.selected()
    if len(loaded) == len(places):
        _put(table, loaded)
        return
    records, first, total = table.records, places[0], table.records.total
    known = {getattr(one, "id", None) for one in loaded}

    def fetched(found: Window[Any]) -> None:
        rows = [found.rows[at - first] for at in places if at - first < len(found.rows)]
        same = found.total == total and len(rows) == len(places)
        # Somebody else may have entered or deleted one: the places are of other rows then.
        if same and known <= {getattr(one, "id", None) for one in rows}:
            _put(table, rows)
        else:
            words = tr("The list has changed meanwhile: choose the rows again and copy once more.")
            tell(table, words, Tone.WARN)

    request = records.fetch(first, places[-1], fetched)
    if isinstance(request, Request):
        request.named(tr("Collecting the rows"))


def _put(table: RecordTable[Any], rows: Sequence[Any]) -> None:
    columns = table.layout_of_columns.of_list()
    lines = ["\t".join(column.text(row) for column in columns) for row in rows]
    QGuiApplication.clipboard().setText("\n".join(lines))
