"""Walking over the widgets of a window."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtWidgets import QAbstractItemView, QWidget

from parkdesk.gui.clipping.cells import cut_cells
from parkdesk.gui.clipping.declared import is_let_cut
from parkdesk.gui.clipping.finding import Finding, Kind, found
from parkdesk.gui.clipping.looks import aslant, misfocused, unfocused
from parkdesk.gui.clipping.places import is_inside_of_qt, misplaced, sideways
from parkdesk.gui.clipping.words import cut_words


def findings(root: QWidget) -> list[Finding]:
    """Return what cannot be read in a window or a dialog as it stands on the screen."""
    return [one for widget in _shown(root) for one in _of(widget)]


def _of(widget: QWidget) -> Iterator[Finding]:
    if not is_let_cut(widget):
        for words in cut_words(widget):
            yield found(Kind.WORDS, widget, words)
    if isinstance(widget, QAbstractItemView):
        yield from cut_cells(widget)
    yield from sideways(widget)
    yield from misplaced(widget)
    yield from misfocused(widget)
    yield from unfocused(widget)
    yield from aslant(widget)


def _shown(root: QWidget) -> Iterator[QWidget]:
    """Yield the visible widgets from the outside in; what Qt puts into its own is left to it."""
    yield root
    for child in root.children():
        if not isinstance(child, QWidget) or not child.isVisible() or child.isWindow():
            continue
        if is_inside_of_qt(root) and not is_inside_of_qt(child):
            continue
        yield from _shown(child)
