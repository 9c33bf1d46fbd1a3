"""What a widget may do though a designer would ask about it, and why: said where it is made."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

_CUT = "may_cut"
_SCROLL = "may_scroll"
_OVERLAP = "may_overlap"


def may_cut(widget: QWidget, reason: str) -> None:
    """Say why the words of this widget may be shortened: how else they can be read."""
    widget.setProperty(_CUT, reason)


def may_scroll(widget: QWidget, reason: str) -> None:
    """Say why this view may be wider than its place, such as a sheet that is wide by nature."""
    widget.setProperty(_SCROLL, reason)


def may_overlap(widget: QWidget, reason: str) -> None:
    """Say why this widget may lie over its neighbours, or reach out of its parent."""
    widget.setProperty(_OVERLAP, reason)


def is_let_cut(widget: QWidget) -> bool:
    """Whether the widget's words may be shortened."""
    return bool(widget.property(_CUT))


def is_let_scroll(widget: QWidget) -> bool:
    """Whether the view may be wider than its place."""
    return bool(widget.property(_SCROLL))


def is_let_overlap(widget: QWidget) -> bool:
    """Whether the widget may lie over others."""
    return bool(widget.property(_OVERLAP))
