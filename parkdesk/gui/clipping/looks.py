"""Where the focus is, and whether a table's titles stand over their cells."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QMainWindow, QScrollArea, QTableView, QWidget

from parkdesk.gui.clipping.finding import Finding, Kind, found

_ACROSS = Qt.AlignmentFlag.AlignHorizontal_Mask
_LEFT = Qt.AlignmentFlag.AlignLeft


def misfocused(widget: QWidget) -> Iterator[Finding]:
    """Yield the body of a dialog that has its focus: Enter and Space do nothing there."""
    if not isinstance(widget, QDialog):
        return
    focused: object = widget.focusWidget()
    if isinstance(focused, QScrollArea):
        yield found(Kind.FOCUS, focused, widget.windowTitle())


def unfocused(widget: QWidget) -> Iterator[Finding]:
    """Yield a window in which no focus is seen: only what the Tab key reaches draws its ring."""
    if not isinstance(widget, QMainWindow):
        return
    if not any(_takes_focus(one) for one in widget.findChildren(QWidget)):
        return
    focused: object = widget.focusWidget()
    if not isinstance(focused, QWidget):
        yield found(Kind.NO_FOCUS, widget, widget.windowTitle())
    elif not _takes_focus(focused):
        yield found(Kind.NO_FOCUS, focused, widget.windowTitle())


def _takes_focus(widget: QWidget) -> bool:
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isVisible() and widget.isEnabled()


def aslant(widget: QWidget) -> Iterator[Finding]:
    """Yield the titles of a table that do not stand as the cells under them do."""
    if not isinstance(widget, QTableView) or not widget.horizontalHeader().isVisible():
        return
    if widget.model() is None:
        return
    model, header = widget.model(), widget.horizontalHeader()
    if not model.rowCount():
        return
    for column in range(model.columnCount()):
        if widget.isColumnHidden(column):
            continue
        title = model.headerData(
            column, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole
        )
        over = _across(header.defaultAlignment() if title is None else title)
        under = _across(model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole))
        if over is not under:
            name = model.headerData(column, Qt.Orientation.Horizontal)
            yield found(Kind.ASLANT, widget, str(name))


def _across(alignment: Any) -> Qt.AlignmentFlag:  # noqa: ANN401 (as Qt has it)
    """Return how something stands from left to right; Qt begins at the left."""
    flags = _LEFT if alignment is None else Qt.AlignmentFlag(alignment)
    return (flags & _ACROSS) or _LEFT
