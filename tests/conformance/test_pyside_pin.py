"""Why PySide6 is pinned: a version that loses references to None aborts the program.

Before Python 3.12 None counts its references like any object. PySide6 6.12.0 gives one back too
many when an overridden method returns None to Qt; after some thousands of paints the interpreter
stops with "deallocating None".
"""

import sys

import pytest
from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

ROUNDS = 500


class _Empty(QAbstractTableModel):
    def rowCount(self, _parent=None):
        return 3

    def columnCount(self, _parent=None):
        return 3

    def data(self, _index, _role=0):
        return None


class _Painted(QWidget):
    def paintEvent(self, _event):
        return None


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
@pytest.mark.parametrize("what", ["data", "paintEvent", "drawText", "update"])
def test_a_call_into_qt_costs_no_reference_to_none(qtbot, what):
    model = _Empty()
    widget = _Painted()
    qtbot.addWidget(widget)
    widget.show()
    picture = QPixmap(20, 20)
    painter = QPainter(picture)
    index = model.index(0, 0, QModelIndex())
    calls = {
        "data": lambda: model.match(index, Qt.ItemDataRole.DisplayRole, "x", 1),
        "paintEvent": widget.repaint,
        "drawText": lambda: painter.drawText(1, 9, "a"),
        "update": widget.update,
    }
    for _ in range(ROUNDS):
        calls[what]()
    before = sys.getrefcount(None)
    for _ in range(ROUNDS):
        calls[what]()
    lost = before - sys.getrefcount(None)
    painter.end()
    assert abs(lost) < ROUNDS / 10
