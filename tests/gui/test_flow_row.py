"""A row that goes on in a second line is as high as what stands in it now."""

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from parkdesk.gui.widgets.flow_row import FlowRow

WIDE, NARROW = 1000, 1


@pytest.fixture
def holder(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    row = FlowRow()
    holder.setLayout(row)
    row.add(QLabel("One"))
    holder.show()
    return holder


@pytest.fixture
def row(holder):
    return holder.layout()


def test_it_has_a_second_line_where_it_is_narrow(row, qtbot):
    one = row.heightForWidth(WIDE)
    assert row.heightForWidth(NARROW) == one
    row.add(QLabel("Two"))
    qtbot.waitUntil(lambda: row.heightForWidth(NARROW) == 2 * one + row.spacing())
    assert row.heightForWidth(WIDE) == one


def test_what_is_hidden_or_taken_out_takes_no_line(row, qtbot):
    one = row.heightForWidth(NARROW)
    second = QLabel("Two")
    row.add(second)
    qtbot.waitUntil(second.isVisible)
    assert row.heightForWidth(NARROW) > one
    second.hide()
    qtbot.waitUntil(lambda: row.heightForWidth(NARROW) == one)
    second.show()
    qtbot.waitUntil(lambda: row.heightForWidth(NARROW) > one)
    row.takeAt(1)
    assert row.heightForWidth(NARROW) == one


def test_higher_words_make_a_higher_row(row, qtbot):
    one = row.heightForWidth(WIDE)
    row.itemAt(0).widget().setText("One\nand a half")
    qtbot.waitUntil(lambda: row.heightForWidth(WIDE) > one)
