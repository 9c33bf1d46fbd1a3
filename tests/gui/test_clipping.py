"""The detector finds what a person could not read, and nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from parkdesk.gui.clipping import (
    Kind,
    StrayWindows,
    findings,
    may_cut,
    may_overlap,
    may_scroll,
)
from parkdesk.gui.fields import TextField
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.empty_state import EmptyState

LONG = "The enterprise has been asked for the missing certificate"


@pytest.fixture
def stage(qtbot):
    """A window of 400 × 200 to lay widgets on."""
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(400, 200)
    made.show()
    return made


def put(widget, stage, *place):
    """Lay a widget on the stage."""
    widget.setParent(stage)
    widget.setGeometry(*place)
    widget.show()
    return widget


def kinds(stage):
    return [one.kind for one in findings(stage)]


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("a service-outsourcing fund", False),
        ("a serviceoutsourcing fund", True),
        ("no. 2026-10-12-000000-11", True),
    ],
)
def test_a_line_is_broken_after_the_hyphen_of_a_word_alone(stage, text, cut):
    made = QLabel(text)
    made.setWordWrap(True)
    room = made.fontMetrics().horizontalAdvance("outsourcing") + 4
    put(made, stage, 0, 0, room, 150)
    assert (Kind.WORDS in kinds(stage)) is cut


@pytest.mark.parametrize("made", [QLabel, QPushButton])
def test_words_wider_than_their_place_are_found(stage, made):
    put(made(LONG), stage, 0, 0, 120, 40)
    assert [(one.kind, one.text) for one in findings(stage)] == [(Kind.WORDS, LONG)]


@pytest.mark.parametrize("made", [QLabel, QPushButton])
def test_words_that_fit_are_no_finding(stage, made):
    put(made("Save"), stage, 0, 0, 120, 40)
    assert kinds(stage) == []


def test_a_wrapped_label_that_is_too_low_is_found(stage):
    label = put(QLabel(LONG), stage, 0, 0, 120, 20)
    label.setWordWrap(True)
    assert kinds(stage) == [Kind.WORDS]
    label.resize(120, 150)
    assert kinds(stage) == []


def test_fields_are_looked_into(stage):
    field = put(QLineEdit(), stage, 0, 0, 80, 34)
    field.setPlaceholderText(LONG[:40])
    box = put(QComboBox(), stage, 0, 60, 80, 34)
    box.addItem(LONG[:40])
    assert kinds(stage) == [Kind.WORDS, Kind.WORDS]
    field.resize(390, 34)
    box.resize(390, 34)
    assert kinds(stage) == []


def test_tabs_that_need_arrows_are_found(stage):
    tabs = put(QTabWidget(), stage, 0, 0, 150, 100)
    for place in range(5):
        tabs.addTab(QWidget(), f"Section {place}")
    assert Kind.SIDEWAYS in kinds(stage)


def test_an_area_that_scrolls_sideways_is_found_though_its_bar_is_hidden(stage):
    area = put(QScrollArea(), stage, 0, 0, 200, 100)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidgetResizable(True)
    inner = QWidget()
    inner.setMinimumWidth(300)
    area.setWidget(inner)
    assert kinds(stage) == [Kind.SIDEWAYS]


def test_neighbours_over_each_other_and_parts_outside_are_found(stage):
    put(QPlainTextEdit(), stage, 0, 0, 100, 100)
    put(QPlainTextEdit(), stage, 50, 50, 100, 100)
    put(QPlainTextEdit(), stage, 350, 0, 100, 100)
    assert kinds(stage) == [Kind.OUTSIDE, Kind.OVERLAP]


def test_what_is_declared_with_a_reason_is_let_be(stage):
    may_cut(put(QLabel(LONG), stage, 0, 0, 120, 40), "the tool tip has the whole name")
    may_overlap(put(QPlainTextEdit(), stage, 350, 0, 100, 100), "a shade over the page")
    area = put(QScrollArea(), stage, 0, 60, 200, 100)
    inner = QWidget()
    inner.resize(300, 50)
    area.setWidget(inner)
    may_scroll(area, "a sheet of paper")
    assert kinds(stage) == []


def test_what_is_shown_before_it_has_a_parent_is_found(stage, qapp, qtbot):
    strays = []
    watch = StrayWindows(qapp, strays.append)
    qapp.installEventFilter(watch)
    box = QVBoxLayout(stage)
    chip = Chip("in force", Tone.GOOD)
    field = TextField("name", "Name", hint="As it is registered")
    state = EmptyState()
    for one in (chip, field.box, state):
        box.addWidget(one)
    state.offer_button("Clear filters", lambda: None)
    state.say("Nothing here")
    qtbot.waitUntil(chip.isVisible)
    assert strays == []
    label = QLabel("flash")
    label.show()
    assert [one.kind for one in strays] == [Kind.STRAY]
    label.close()
    qapp.removeEventFilter(watch)


def test_a_finding_names_the_scene_of_the_fault(stage):
    label = put(QLabel(LONG), stage, 0, 0, 120, 40)
    label.setObjectName("note")
    assert str(findings(stage)[0]) == f"QLabel(note): words cut: {LONG}"


@pytest.mark.parametrize(
    ("number", "titled", "aslant"),
    [
        (False, Qt.AlignmentFlag.AlignLeft, False),
        (False, None, True),
        (True, Qt.AlignmentFlag.AlignRight, False),
        (True, Qt.AlignmentFlag.AlignLeft, True),
    ],
)
def test_a_title_that_does_not_stand_as_its_cells_is_found(stage, number, titled, aslant):
    table = put(QTableView(), stage, 0, 0, 300, 150)
    sheet, cell, title = QStandardItemModel(1, 1), QStandardItem("1"), QStandardItem("n")
    if number:
        cell.setTextAlignment(Qt.AlignmentFlag.AlignRight)
    if titled is not None:
        title.setTextAlignment(titled)
    sheet.setItem(0, 0, cell)
    sheet.setHorizontalHeaderItem(0, title)
    table.setModel(sheet)
    # By itself Qt centres what is over the cells.
    assert (Kind.ASLANT in kinds(stage)) is aslant


def test_the_focus_on_a_body_that_scrolls_is_found(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    box = QVBoxLayout(dialog)
    area, answer = QScrollArea(), QPushButton("Yes")
    box.addWidget(area)
    box.addWidget(answer)
    dialog.open()
    area.setFocus()
    assert Kind.FOCUS in kinds(dialog)
    answer.setFocus()
    assert Kind.FOCUS not in kinds(dialog)


def test_a_window_in_which_no_focus_is_seen_is_found(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    page = QWidget()
    answer = QPushButton("Yes", page)
    window.setCentralWidget(page)
    window.show()
    page.setFocus()
    assert Kind.NO_FOCUS in kinds(window)
    answer.setFocus()
    assert Kind.NO_FOCUS not in kinds(window)
