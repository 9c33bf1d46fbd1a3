"""One thing that cannot be read, or lies where it should not."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtWidgets import QWidget

_LONGEST = 80


class Kind(StrEnum):
    """What is wrong."""

    WORDS = "words cut"
    CELL = "cell cut"
    HEADER = "column title cut"
    SIDEWAYS = "scrolls sideways"
    OUTSIDE = "outside its parent"
    OVERLAP = "overlaps"
    FOCUS = "the body that scrolls has the focus"
    NO_FOCUS = "no focus is seen"
    ASLANT = "column title not aligned as its cells"
    STRAY = "was a window of its own"


@dataclass(frozen=True, slots=True)
class Finding:
    """`where` names the widget by the classes around it; `text` is what cannot be read whole."""

    kind: Kind
    where: str
    text: str

    def __str__(self) -> str:
        return f"{self.where}: {self.kind}: {self.text}"


def found(kind: Kind, widget: QWidget, text: str) -> Finding:
    """Return a finding at a widget."""
    short = " ".join(text.split())
    return Finding(kind, where(widget), short[:_LONGEST])


def where(widget: QWidget) -> str:
    """Return the classes of our own around a widget, from the outside in, then its own."""
    names: list[str] = []
    above: QWidget | None = widget
    while above is not None:
        if above is widget or not type(above).__module__.startswith("PySide6"):
            name = type(above).__name__
            names.append(f"{name}({above.objectName()})" if above is widget else name)
        above = above.parentWidget()
    return " > ".join(reversed(names)).replace("()", "")
