"""Returns of months and years: who handed in, figure by figure, one of them at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.domain.periods import Month, Period, Year, parse_period
from parkdesk.domain.return_kinds import PeriodCorrection, ReturnFormRule
from parkdesk.domain.statistics import NOT_FILED, FillState
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.statistics.asked_dialog import AskedDialog
from parkdesk.gui.statistics.definitions import DefinesFigures, open_definitions
from parkdesk.gui.statistics.overdue_dialog import OverdueDialog
from parkdesk.gui.statistics.period_columns import period_columns
from parkdesk.gui.statistics.period_handling import PeriodActions
from parkdesk.gui.statistics.period_panel import PeriodPanel
from parkdesk.gui.statistics.period_words import period_growth_text
from parkdesk.gui.statistics.words import narrowed_text, star_text
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.choice_box import ChoiceBox
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import date_text, number_text, period_text, tr
from parkdesk.i18n import label as word
from parkdesk.usecases.asked_returns import AskedKind, asked_kinds, periods_asked, save_asked
from parkdesk.usecases.figure_rows import FigureChoice
from parkdesk.usecases.period_returns import (
    PeriodDetail,
    PeriodFigures,
    PeriodFilter,
    PeriodRow,
    list_period,
    period_detail,
    period_figures,
)
from parkdesk.usecases.return_counts import ReturnCounts
from parkdesk.usecases.returns import corrections_of_period

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell


class PeriodReturnsPage(RegistryPage[PeriodRow]):
    """One month or year at a time; which there are follows what the office asks for."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"asked_return", "enterprise", "period_return", "period_correction", "quarter_return"}
    )
    view_key: ClassVar[str] = "returns"
    has_periods: ClassVar[bool] = True

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.period: Period | None = None
        self.form: ReturnFormRule | None = None
        self.detail: PeriodDetail | None = None
        self._periods: tuple[str, ...] | None = None
        self._wished = ""
        """A period that was asked for before the list of them was there."""
        self.cards = {
            "headcount": FigureCard(
                tr("People employed"), opened=partial(self.open_rows, ParkFigureKey.HEADCOUNT)
            ),
            "new_hires": FigureCard(
                tr("New people"), opened=partial(self.open_rows, ParkFigureKey.NEW_HIRES)
            ),
            "returns": FigureCard(tr("Returns of the period"), opened=self._show_missing),
        }
        self._help = DefinesFigures(self, self.explain)
        for name, card in self.cards.items():
            self._help.watch(card, partial(str, name))
        self.body.insertWidget(0, self._choosing())
        self.set_title(tr("Periodic returns"))
        self.asking = action_for(
            self, runner, save_asked, tr("What is asked for…"), self.open_asked, icon="settings"
        )
        self.calling = PageAction(
            self, tr("To call about…"), self.open_overdue, key="Ctrl+Shift+O", icon="people"
        )
        self.choosing = PageAction(self, tr("Choose the period"), self._choose_period, key="Alt+P")
        self.add_key(self.choosing)
        self.acts = PeriodActions(self)
        self.add_action(self.asking)
        self.add_action(self.calling)
        self.acts.offer()
        self.fill = self.add_choice(
            tr("All return states"),
            [(NOT_FILED, tr("Not handed in")), *((one, word(one)) for one in FillState)],
            key="fill",
        )
        self.search = self.add_search(tr("Enterprise"))
        self.end_filters()
        self._say_what_is_missing()
        self.set_list(period_columns(), self._load, Sort("enterprise"))
        self.panel = PeriodPanel()
        self.panel.add_foot(self.acts.enter, key_shown=True)
        self.panel.add_seldom(self.acts.delete, self.acts.form_of_one, self.acts.forms)
        self.set_detail(self.panel, widths=(790, 400))
        self.table.opened.connect(lambda _row: self.acts.enter.trigger())
        self.acts.follow()
        self._load_periods()

    def _choosing(self) -> QWidget:
        """Return the row over the list: which period, its sums, how far it has come."""
        self.chosen = ChoiceBox()
        self.chosen.setAccessibleName(tr("Period"))
        self.chosen.currentIndexChanged.connect(self._period_chosen)
        self.about = label("", "muted", wrap=True)
        outer = QHBoxLayout()
        outer.setSpacing(SPACE * 3)
        first = FigureCard(f"{tr('Period')}  Alt+P")
        first.figure.hide()
        box = first.layout()
        assert box is not None
        box.addWidget(self.chosen)
        box.addWidget(self.about)
        outer.addWidget(first, 2)
        for card in self.cards.values():
            outer.addWidget(card, 1)
        self.legend = label(narrowed_text(), "muted")
        self.legend.hide()
        over = QWidget()
        both = QVBoxLayout(over)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(SPACE)
        both.addLayout(outer)
        both.addWidget(self.legend)
        return over

    # Which period

    def _load_periods(self) -> None:
        self.runner.run(self, periods_asked).done(self._show_periods)

    def _show_periods(self, found: tuple[str, ...]) -> None:
        if found == self._periods:
            return
        self._periods = found
        kept = self._wished or (str(self.period) if self.period is not None else "")
        self._wished = ""
        periods = [parse_period(one) for one in found]
        over = [one for one in periods if one.last < self.shell.today]
        wanted = kept if kept in found else _first_of(over) or _first_of(periods)
        blocked = self.chosen.blockSignals(True)
        self.chosen.clear()
        self.chosen.addItems([period_text(one) for one in periods])
        self.chosen.setEnabled(bool(periods))
        if periods:
            self.chosen.setCurrentIndex(found.index(wanted))
        self.chosen.blockSignals(blocked)
        self._period_chosen()

    def show_period(self, period: Period) -> None:
        """Choose a period that is asked for; another one is not offered."""
        if self._periods is None:
            self._wished = str(period)
        elif str(period) in self._periods:
            self.chosen.setCurrentIndex(self._periods.index(str(period)))

    def step_period(self, later: int) -> None:
        """Go to the period so many places later in the list, as Alt+PgUp and Alt+PgDn do."""
        # The newest period stands first.
        place = self.chosen.currentIndex() - later
        if 0 <= place < self.chosen.count():
            self.chosen.setCurrentIndex(place)

    def _choose_period(self) -> None:
        self.chosen.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if self.chosen.isEnabled():
            self.chosen.showPopup()

    def _period_chosen(self) -> None:
        place = self.chosen.currentIndex()
        names = self._periods or ()
        self.period = parse_period(names[place]) if 0 <= place < len(names) else None
        self.form = None
        shown = period_text(self.period) if self.period is not None else ""
        self.set_title(tr("Periodic returns"), shown)
        self.about.setText("")
        for card in self.cards.values():
            card.say("—")
        self.legend.hide()
        self._say_what_is_missing()
        self.acts.follow()
        self.reload()
        self._load_figures()
        self.show_detail(self.current_id())

    def _say_what_is_missing(self) -> None:
        if self.period is not None:
            text = tr("Register enterprises first, or choose another period.")
            self.set_empty(tr("No enterprise in this period"), text, icon="statistics")
            return
        text = tr(
            "Quarterly returns are always asked for. Monthly and yearly ones can be asked for as"
            " well."
        )
        self.set_empty(tr("No month or year is asked for"), text, self.asking, icon="statistics")

    # The list

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[PeriodRow]) -> object:
        if self.period is None:
            arrived(Window((), 0, offset))
            return None
        fill = self.fill.value()
        criteria = PeriodFilter(
            self.period,
            self.search.words(),
            FillState(fill) if fill not in {None, NOT_FILED} else None,
            not_filed=fill == NOT_FILED,
        )
        request = self.runner.run(self, list_period, criteria, sort, offset, limit)
        return request.done(arrived)

    def refresh(self) -> None:
        """Fetch the periods, the rows, the figures and the panel again."""
        super().refresh()
        self._load_periods()
        self._load_figures()

    def _load_figures(self) -> None:
        if self.period is not None:
            request = self.runner.run(self, period_figures, self.period)
            request.done(partial(self._show_figures, self.period))

    def _show_figures(self, period: Period, found: PeriodFigures) -> None:
        if period != self.period:
            return
        self.form = found.form
        self.acts.follow()
        people = dict(found.people)
        for name in ("headcount", "new_hires"):
            if name in people:
                figure = people[name]
                self.cards[name].say(number_text(figure.now), period_growth_text(period, figure))
                self.cards[name].setToolTip(star_text(figure))
        self.legend.setVisible(any(star_text(one) for one in people.values()))
        self._show_returns(found.returns)
        self.about.setText(self._about(found))

    def _about(self, found: PeriodFigures) -> str:
        said = tr(
            "Form {code}, due on {day}", code=found.form.code, day=date_text(found.returns.due_on)
        )
        if not found.form.certainty.confirmed:
            said += "\n" + tr("To be confirmed")
        return said

    def _show_returns(self, returns: ReturnCounts) -> None:
        filed = f"{number_text(returns.filed)} / {number_text(returns.expected)}"
        if returns.overdue:
            note = tr("{count} overdue since {day}", count=returns.overdue, day=_due(returns))
        elif returns.missing:
            note = tr("{count} missing, due on {day}", count=returns.missing, day=_due(returns))
        else:
            note = tr("Due on {day}", day=_due(returns))
        if returns.beyond:
            note += "\n" + tr("{count} more, not required", count=returns.beyond)
        self.cards["returns"].say(filed, note, "bad" if returns.overdue else "muted")

    def _show_missing(self) -> None:
        self.fill.set_value(NOT_FILED)
        self.table.setFocus()

    # The panel

    def show_detail(self, record_id: int | None) -> None:
        """Load an enterprise's return into the panel."""
        if record_id is None or self.period is None:
            self.detail = None
            self.panel.show_nothing()
            self.acts.follow()
            return
        period = self.period
        request = self.runner.run(self, period_detail, record_id, period)
        request.done(partial(self._show, period))
        told = self.runner.run(self, corrections_of_period, record_id, period)
        told.done(partial(self._show_corrections, record_id, period))

    def _show(self, period: Period, detail: PeriodDetail) -> None:
        if detail.row.id == self.current_id() and period == self.period:
            self.detail = detail
            self.panel.show_detail(detail, period)
            self.acts.follow()

    def _show_corrections(
        self, enterprise_id: int, period: Period, told: tuple[PeriodCorrection, ...]
    ) -> None:
        if enterprise_id == self.current_id() and period == self.period:
            self.panel.show_corrections(told)

    # Dialogs

    def choose(self, value: object) -> None:
        """Open what is asked for, which the Ctrl+K box knows; else show a part of the list."""
        if value == "asked":
            self.open_asked()
        elif isinstance(value, Month | Year):
            self.show_period(value)
        else:
            super().choose(value)

    def open_rows(self, key: ParkFigureKey) -> None:
        """Open the returns that a figure of the period is the sum of."""
        if self.period is not None:
            RowsDialog(self.runner, self, FigureChoice(key, self.period)).open()

    def explain(self, name: str) -> None:
        """Say what a figure of the period means."""
        open_definitions(self.runner, self, self.period or self.shell.quarter, name)

    def open_asked(self) -> None:
        """Open the settings: which returns are asked for."""
        self.runner.run(self, asked_kinds).done(self._open_asked)

    def _open_asked(self, known: tuple[AskedKind, ...]) -> None:
        dialog = AskedDialog(self.runner, self, known)
        dialog.saved.connect(lambda _none: self.shell.notify(tr("What is asked for is saved")))
        dialog.open()

    def open_overdue(self) -> OverdueDialog | None:
        """Open the list of whom to call."""
        if self.period is None:
            return None
        dialog = OverdueDialog(self, self.period)
        dialog.open()
        return dialog


def _due(returns: ReturnCounts) -> str:
    return date_text(returns.due_on)


def _first_of(periods: list[Period]) -> str:
    return str(periods[0]) if periods else ""
