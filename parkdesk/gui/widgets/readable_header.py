"""A table's header whose titles can be read: narrowed, they are cut at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QWidget

from parkdesk.gui.theme import TEXT_PX, sized

PADDING = 8
"""At each side of a title, as in the style sheet."""
ARROW = 22
"""What the arrow of the sorted column takes, in pixels."""
_ROOM_FOR_ARROW = "\N{NO-BREAK SPACE}" * 5 + "\N{WORD JOINER}"


class ReadableHeader(QHeaderView):
    """The horizontal header of a table.

    Qt centres a title that does not fit about its alignment: one aligned to the right would lose
    its beginning. Here it keeps its beginning and ends in an ellipsis.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)

    def width_for(self, title: str, *, sortable: bool) -> int:
        """Return the width, in pixels, at which a title stands whole beside its arrow."""
        metrics = QFontMetrics(sized(TEXT_PX, QFont.Weight.DemiBold))
        return metrics.horizontalAdvance(title) + 2 * PADDING + (ARROW + 2 if sortable else 2)

    def shown_title(self, section: int) -> str:
        """Return the title as it is painted."""
        title = str(self.model().headerData(section, self.orientation()))
        room = self.sectionSize(section) - 2 * PADDING
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            room -= ARROW
        metrics = QFontMetrics(sized(TEXT_PX, QFont.Weight.DemiBold))
        return metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)

    def _is_under_arrow(self, section: int) -> bool:
        if not (self.isSortIndicatorShown() and self.sortIndicatorSection() == section):
            return False
        role = Qt.ItemDataRole.TextAlignmentRole
        side = self.model().headerData(section, self.orientation(), role)
        return side is not None and bool(side & Qt.AlignmentFlag.AlignRight)

    # Qt overrides

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, logicalIndex: int) -> None:  # noqa: N803
        super().initStyleOptionForIndex(option, logicalIndex)
        option.text = self.shown_title(logicalIndex)
        if self._is_under_arrow(logicalIndex):
            # The style paints the arrow at the right edge, over a title that ends there.
            option.text += _ROOM_FOR_ARROW
