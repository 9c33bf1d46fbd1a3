"""A closed quarter on the page of statistics: its own figures, what came since a key away."""

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.statistics import Return
from parkdesk.gui.statistics.closed_dialog import SinceClosingDialog
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.pages import dialog_of, opened, settle
from tests.registers import enterprise
from tests.usecases.closing_stories import close

Q3 = Quarter(2026, 3)
LONG = 20_000


@pytest.fixture
def page(qtbot, desk, runner):
    with desk.work(read_only=False) as work:
        first = enterprise(work, name="太湖软件外包有限公司")
        second = enterprise(work, name="凌云信息有限公司")
        save_return(work, first, Q3, None, SaveReturn(Return(100, 90, 10, 9)))
    with desk.work(read_only=False) as work:
        close(work, Q3)
    with desk.work(read_only=False) as work:
        late = SaveReturn(Return(40, 30, 4, 3))
        save_return(work, second, Q3, None, late, frozenset({"return-of-closed-quarter"}))
    return opened(qtbot, runner, "statistics")


def test_the_card_shows_what_was_closed_and_what_it_would_be_now(qtbot, page):
    card = page.cards.cards["headcount"]
    qtbot.waitUntil(lambda: card.figure.text() == "100", timeout=LONG)
    assert "140" in card.note.text()
    assert page.table.records.total == 2


def test_what_came_since_is_listed(qtbot, page):
    qtbot.waitUntil(lambda: page.closed.found is not None, timeout=LONG)
    page.closed.open()
    dialog = dialog_of(qtbot, page, SinceClosingDialog)
    assert dialog.late.records.total == 1
    assert dialog.late.records.row(0).enterprise == "凌云信息有限公司"
    assert dialog.figures.records.total == 4
    dialog.reject()
    settle(qtbot, page)


def test_a_star_on_a_card_is_explained_under_the_cards(qtbot, desk, runner):
    with desk.work(read_only=False) as work:
        first = enterprise(work, name="太湖软件外包有限公司")
        second = enterprise(work, name="凌云信息有限公司")
        save_return(work, first, Q3.previous(), None, SaveReturn(Return(80, 70, 8, 7)))
        save_return(work, first, Q3, None, SaveReturn(Return(100, 90, 10, 9)))
        save_return(work, second, Q3, None, SaveReturn(Return(40, 30, 4, 3)))
    page = opened(qtbot, runner, "statistics")
    card = page.cards.cards["headcount"]
    qtbot.waitUntil(lambda: "*" in card.note.text(), timeout=LONG)
    assert page.cards.legend.isVisible()
    assert page.cards.legend.text() == "* Only enterprises that filed both periods are compared"
    settle(qtbot, page)
    page.cards.blank()
    assert not page.cards.legend.isVisible()


def test_a_card_of_a_closing_says_nothing_of_a_star_that_it_does_not_show(qtbot, page):
    card = page.cards.cards["headcount"]
    qtbot.waitUntil(lambda: card.figure.text() == "100", timeout=LONG)
    assert "*" not in card.note.text()
    assert not page.cards.legend.isVisible()
