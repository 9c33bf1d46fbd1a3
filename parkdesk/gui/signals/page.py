"""The worklist of signals (疑点): what a reviewer should look into, and what was found out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.paging import Sort
from parkdesk.domain.signals import SignalKind, SignalState
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.signals.dialogs import AnswerDialog, AssignDialog, LimitsDialog, ReopenDialog
from parkdesk.gui.signals.pair_dialog import PairDialog
from parkdesk.gui.signals.words import TONES, facts_of_signal
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import instant_text, label, number_text, tr, trn
from parkdesk.i18n.signals import place_text, question_text
from parkdesk.usecases.person_pairs import PairDetail, answer_pair, pair_detail
from parkdesk.usecases.signals import (
    SignalFilter,
    SignalLimitRow,
    SignalRow,
    answer_signal,
    assign_signals,
    count_open_signals,
    list_signals,
    refresh_signals,
    reopen_signal,
    set_signal_limits,
    signal_detail,
    signal_limits,
    signal_owners,
)

if TYPE_CHECKING:
    from parkdesk.domain.closing import CheckCode
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

_MINE = "mine"
OPEN_FOR_CLOSING = "open-for-closing"
"""A choice of the list: what the check before a closing counts."""


class SignalsPage(RegistryPage[SignalRow]):
    """Every question about a claim; the chosen one with its facts at the right."""

    tables: ClassVar[frozenset[str]] = frozenset({"claim_signal", "person_pair", "claim"})
    view_key: ClassVar[str] = "signals"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._chosen: SignalRow | None = None
        self.set_title(tr("Signals"))
        self._make_actions()
        self._make_filters()
        self.set_list(_columns(), self._load, Sort("found", descending=True))
        self.set_empty(
            tr("Nothing to look into"),
            tr("Signals are found when a claim is handed in, and again when something changes."),
            icon="check",
        )
        self.panel = DetailPanel(tr("Choose a signal to see what it rests on."))
        self.facts = Facts()
        self.history = Facts()
        self.panel.add_tab(tr("What is asked"), self.facts)
        self.panel.add_tab(tr("Answer"), self.history)
        self.panel.add_foot(self.answer, primary=True, key_shown=True)
        self.panel.add_foot(self.claim, key_shown=True)
        self.panel.add_foot(self.reopen)
        self.set_detail(self.panel, widths=(860, 320))
        self.table.opened.connect(lambda _row: self.answer.trigger())
        shell.quarter_changed.connect(self._quarter_changed)
        self._enable()
        self._count()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.answer = make(answer_signal, tr("Answer…"), self._open_answer, key="F2", icon="check")
        self.claim = PageAction(self, tr("Open claim"), self._open_claim, key="F4", icon="claim")
        self.assign = make(assign_signals, tr("Assign…"), self._ask_assign, key="F7")
        self.reopen = make(reopen_signal, tr("Take back…"), self._open_reopen)
        for action in (self.answer, self.claim, self.assign, self.reopen):
            self.add_key(action)
        self.limits = make(set_signal_limits, tr("Limits…"), self._ask_limits, icon="settings")
        self.look = make(
            refresh_signals, tr("Look for signals"), self.look_again, key="F9", icon="refresh"
        )
        self.add_action(self.assign, key_shown=True)
        self.add_action(self.limits)
        self.add_action(self.look, primary=True, key_shown=True)

    def _make_filters(self) -> None:
        self.state = self.add_choice(
            tr("All states"),
            [
                *((one, label(one)) for one in SignalState),
                (OPEN_FOR_CLOSING, tr("Open, handed in by the end of the quarter in view")),
            ],
            key="state",
        )
        # What waits for somebody is what an office opens this page for.
        self.state.come_with(SignalState.OPEN)
        self.kind = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in SignalKind], key="kind"
        )
        self.owner = self.add_choice(tr("Anybody's"), [(_MINE, tr("Mine"))], key="owner")
        self.search = self.add_search(tr("Claim number or enterprise"))
        self.end_filters()

    def criteria(self) -> SignalFilter:
        """Return what the filters say."""
        state = self.state.value()
        for_closing = state == OPEN_FOR_CLOSING
        return SignalFilter(
            self.search.words(),
            state if isinstance(state, SignalState) else None,
            self.kind.value(),
            mine=self.owner.value() == _MINE,
            open_for=self.shell.quarter if for_closing else None,
        )

    def show_claim(self, number: str) -> None:
        """Show every signal of one claim, answered or not."""
        self.clear_filters()
        self.state.clear_choice()
        self.search.setText(number)
        self.reload()

    def show_detail(self, record_id: int | None) -> None:
        """Load a signal into the panel."""
        self._chosen = None
        self._enable()
        if record_id is None:
            self.panel.show_nothing()
        else:
            self.runner.run(self, signal_detail, record_id).done(self._show)

    def _show(self, row: SignalRow) -> None:
        if row.id != self.current_id():
            return
        self._chosen = row
        state = (label(row.state), TONES[row.state])
        self.panel.show_title(label(row.kind), question_text(row.kind, row.facts), state)
        self.facts.show_facts(facts_of_signal(row))
        self.history.show_facts(_answer_facts(row))
        self._enable()

    def refresh(self) -> None:
        """Fetch rows, detail and count again."""
        super().refresh()
        self._count()

    def look_again(self) -> None:
        """Look through every claim under way that changed since the last look."""
        request = self.runner.run(self, refresh_signals).named(tr("Looking for signals…"))
        request.done(self._looked)

    def _looked(self, claims: int) -> None:
        self.shell.notify(
            trn("{n} claim was looked through.", "{n} claims were looked through.", claims)
            if claims
            else tr("No claim has changed since the last look.")
        )

    def show_check(self, _check: CheckCode) -> None:
        """Show what the closing of the quarter in view asks about, and only that."""
        self.clear_filters()
        self.state.set_value(OPEN_FOR_CLOSING)

    def _quarter_changed(self, _quarter: object) -> None:
        if self.state.value() == OPEN_FOR_CLOSING:
            self.reload()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[SignalRow]) -> object:
        request = self.runner.run(self, list_signals, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _count(self) -> None:
        self.runner.run(self, count_open_signals).done(self._show_count)

    def _show_count(self, count: int) -> None:
        self.set_count(tr("{n} to be looked into", n=number_text(count)))

    def _enable(self) -> None:
        row, can = self._chosen, self.runner.can
        is_open = row is not None and row.state is SignalState.OPEN
        answered = row is not None and row.state is SignalState.ANSWERED
        pair = row is not None and row.kind is SignalKind.LIKELY_SAME
        self.answer.setEnabled(is_open and can(answer_pair if pair else answer_signal))
        self.claim.setEnabled(row is not None)
        self.assign.setEnabled(is_open and can(assign_signals))
        self.reopen.setEnabled(answered and not pair and can(reopen_signal))

    # What can be done

    def _open_answer(self) -> None:
        row = self._chosen
        if row is None:
            return
        if row.kind is SignalKind.LIKELY_SAME:
            self.runner.run(self, pair_detail, int(str(row.facts["pair"]))).done(self._open_pair)
        else:
            self._ask(AnswerDialog(self.runner, self, row))

    def _open_pair(self, pair: PairDetail) -> None:
        self._ask(PairDialog(self.runner, self, pair))

    def _open_claim(self) -> None:
        if self._chosen is not None:
            self.shell.open_page("claims", self._chosen.claim_id)

    def _ask_assign(self) -> None:
        if self._chosen is not None:
            self.runner.run(self, signal_owners).done(self._open_assign)

    def _open_assign(self, people: tuple[tuple[int, str], ...]) -> None:
        if self._chosen is not None:
            self._ask(AssignDialog(self.runner, self, self._chosen, people))

    def _open_reopen(self) -> None:
        if self._chosen is not None:
            self._ask(ReopenDialog(self.runner, self, self._chosen))

    def _ask_limits(self) -> None:
        self.runner.run(self, signal_limits).done(self._open_limits)

    def _open_limits(self, limits: tuple[SignalLimitRow, ...]) -> None:
        self._ask(LimitsDialog(self.runner, self, limits))

    def _ask(self, dialog: FormDialog) -> None:
        dialog.open()


def _columns() -> tuple[Column[SignalRow], ...]:
    return (
        Column(
            tr("What is asked"),
            lambda row: question_text(row.kind, row.facts),
            key="question",
            width=320,
            grows=True,
            wraps=True,
        ),
        Column(tr("Kind"), lambda row: label(row.kind), sort="kind", width=130, yields=2),
        Column(tr("Claim"), lambda row: row.number, sort="claim", width=110),
        Column(
            tr("Enterprise"),
            lambda row: row.enterprise,
            key="enterprise",
            width=150,
            grows=True,
            wraps=True,
        ),
        Column(
            tr("Where"),
            lambda row: place_text(row.position),
            key="where",
            width=70,
            muted=True,
            yields=4,
        ),
        Column(
            tr("State"),
            lambda row: label(row.state),
            key="state",
            tone=lambda row: TONES[row.state],
            width=90,
        ),
        Column(tr("Owner"), lambda row: row.owner or "—", key="owner", width=80, yields=1),
        Column(
            tr("Found"),
            lambda row: instant_text(row.found_at),
            sort="found",
            width=130,
            muted=True,
            yields=3,
            value=lambda row: day_in_china(row.found_at),
        ),
    )


def _answer_facts(row: SignalRow) -> list[tuple[str, str]]:
    return [
        (tr("State"), label(row.state)),
        (tr("Owner"), row.owner),
        (tr("Answer"), label(row.answer) if row.answer else ""),
        (tr("What was found out"), row.words),
        (tr("Answered by"), row.answered_by),
        (tr("Answered"), instant_text(row.answered_at)),
    ]
