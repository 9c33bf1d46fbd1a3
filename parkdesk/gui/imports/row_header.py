"""A row's number and what becomes of it, at the left of the preview however far it is scrolled."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from parkdesk.gui.imports.grid_model import TONE_ROLE, GridModel
from parkdesk.gui.theme import MARKS, SPACE, TEXT_PX, Tone, sized, theme, tokens

NUMBER_WIDTH = 60
WIDTH = NUMBER_WIDTH + 104
_LEFT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft


def _number_place(rect: QRect) -> QRect:
    return QRect(rect.left() + SPACE * 2, rect.top(), NUMBER_WIDTH - SPACE * 2, rect.height())


def _outcome_place(rect: QRect) -> QRect:
    return rect.adjusted(NUMBER_WIDTH + SPACE * 2, 0, -SPACE, 0)


class RowHeader(QHeaderView):
    """Paints the model's first two columns, which the table itself hides."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._grid_model = model
        self.setSectionsClickable(True)
        self.setFixedWidth(WIDTH)
        # A header draws again for changed headings only; what it shows here are cells.
        model.dataChanged.connect(lambda *_changed: self.viewport().update())
        theme.changed.connect(self.viewport().update)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        colors = tokens()
        number, outcome = (self._grid_model.index(logical, column) for column in (0, 1))
        given = outcome.data(TONE_ROLE)
        tone = Tone(given) if given else None
        painter.save()
        painter.fillRect(rect, colors.color("card"))
        painter.setPen(colors.color("line"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setFont(sized(TEXT_PX))
        painter.setPen(colors.color("muted"))
        painter.drawText(_number_place(rect), _LEFT, str(number.data()))
        text = str(outcome.data() or "")
        if tone is not None:
            painter.setPen(colors.tone(tone)[0])
            text = f"{MARKS[tone]} {text}"
        painter.drawText(_outcome_place(rect), _LEFT, text)
        painter.restore()


class Corner(QWidget):
    """The headings of the two, over the table's corner."""

    def __init__(self, model: GridModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._grid_model = model
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.update)

    # Qt overrides

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(sized(TEXT_PX, QFont.Weight.DemiBold))
        painter.setPen(tokens().color("muted"))
        for column, place in enumerate((_number_place(self.rect()), _outcome_place(self.rect()))):
            title = self._grid_model.headerData(column, Qt.Orientation.Horizontal)
            painter.drawText(place, _LEFT, str(title or ""))
        painter.end()
