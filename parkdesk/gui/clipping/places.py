"""Where widgets lie: bars that scroll sideways, children cut off, neighbours over each other."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollBar,
    QSizeGrip,
    QSplitterHandle,
    QTabBar,
    QToolButton,
    QWidget,
)

from parkdesk.gui.clipping.declared import is_let_overlap, is_let_scroll
from parkdesk.gui.clipping.finding import Finding, Kind, found
from parkdesk.gui.clipping.words import SLACK

_OF_QT = (QLineEdit, QComboBox, QAbstractSpinBox, QTabBar, QHeaderView, QScrollBar)
"""Widgets whose inside is Qt's own business."""
_OVER_OTHERS = (QSplitterHandle, QSizeGrip, QScrollBar)
"""Parts that lie over others by their nature: they can be caught with the mouse more easily."""
_SEEN_OVERLAP = 2


def is_inside_of_qt(widget: QWidget) -> bool:
    """Whether the inside of this widget is Qt's own business."""
    return isinstance(widget, _OF_QT)


def sideways(widget: QWidget) -> Iterator[Finding]:
    """Yield a view, or a row of tabs, that is wider than its place."""
    if is_let_scroll(widget):
        return
    if isinstance(widget, QTabBar):
        arrows = [one for one in widget.findChildren(QToolButton) if one.isVisible()]
        if arrows:
            yield found(Kind.SIDEWAYS, widget, "tabs")
    elif isinstance(widget, QAbstractScrollArea) and not isinstance(widget, QHeaderView):
        bar = widget.horizontalScrollBar()
        if bar.maximum() > bar.minimum():
            yield found(Kind.SIDEWAYS, widget, f"by {bar.maximum()} px")


def misplaced(widget: QWidget) -> Iterator[Finding]:
    """Yield the children that are cut off by this widget, and those that overlap."""
    children = [one for one in _visible_children(widget) if not is_let_overlap(one)]
    if not _scrolls(widget):
        for child in children:
            if not _holds(widget.rect(), child.geometry()):
                yield found(Kind.OUTSIDE, child, _named(child))
    for place, child in enumerate(children):
        for other in children[place + 1 :]:
            shared = child.geometry().intersected(other.geometry())
            if shared.width() > _SEEN_OVERLAP and shared.height() > _SEEN_OVERLAP:
                yield found(Kind.OVERLAP, child, f"{_named(child)} / {_named(other)}")


def _visible_children(widget: QWidget) -> list[QWidget]:
    if isinstance(widget, (*_OF_QT, QAbstractItemView)):
        return []
    return [
        one
        for one in widget.children()
        if isinstance(one, QWidget)
        and one.isVisible()
        and not one.isWindow()
        and not isinstance(one, _OVER_OTHERS)
    ]


def _scrolls(widget: QWidget) -> bool:
    """Whether the widget is the port of an area: what is in it may reach down out of view."""
    above = widget.parentWidget()
    return isinstance(above, QAbstractScrollArea) and above.viewport() is widget


def _holds(place: QRect, child: QRect) -> bool:
    return place.adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(child) or child.isEmpty()


def _named(widget: QWidget) -> str:
    name = type(widget).__name__
    words = widget.text() if isinstance(widget, QLabel) else widget.accessibleName()
    return f"{name} “{words}”" if words else name
