"""Opportunities (商机): what is wanted, whom the park recommends, and what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.contracts import Country
from parkdesk.domain.opportunities import OPEN_STATES, CandidateState, OpportunityState
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.marketplace.importing import opportunity_import
from parkdesk.gui.marketplace.opportunity_columns import candidate_columns, opportunity_columns
from parkdesk.gui.marketplace.opportunity_dialogs import (
    Offered,
    OpportunityDialog,
    ReasonDialog,
    SignDialog,
    SignNewDialog,
)
from parkdesk.gui.marketplace.opportunity_words import (
    TONES,
    facts_of,
    yield_text,
)
from parkdesk.gui.marketplace.recommend_dialog import RecommendDialog
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.table_with_acts import TableWithActs
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.texts import label as label_widget
from parkdesk.i18n import label, number_text, tr, trn
from parkdesk.usecases.contract_lists import list_countries
from parkdesk.usecases.credit_lists import list_credit
from parkdesk.usecases.opportunities import (
    add_opportunity,
    close_opportunity,
    delete_opportunity,
    edit_opportunity,
    reopen_opportunity,
    sign_opportunity,
    sign_with_new_contract,
    unsign_opportunity,
)
from parkdesk.usecases.opportunity_imports import import_opportunities
from parkdesk.usecases.opportunity_lists import (
    Candidate,
    ClientToName,
    ContractToName,
    KindToAsk,
    MarketYield,
    OpportunityFilter,
    OpportunityRow,
    clients_to_name,
    contracts_to_name,
    kinds_to_ask,
    list_opportunities,
    market_yield,
    opportunity_detail,
)
from parkdesk.usecases.recommendations import begin_talks, drop_candidate, recommend
from parkdesk.usecases.service_code_lists import NamedCode, usable_service_codes

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

_OPEN, _PAST = "open", "past"


class OpportunitiesPage(RecordPage[OpportunityRow]):
    """Every opportunity, those due first; one at the right with whom the park recommended."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            *("opportunity", "opportunity_candidate", "client"),
            *("contract", "contract_execution", "enterprise"),
        }
    )
    view_key: ClassVar[str] = "opportunities"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Opportunities"))
        self.say_count(lambda n: trn("{n} opportunity", "{n} opportunities", n))
        self._make_actions()
        self._make_steps()
        self.standing = self.add_choice(
            tr("Open and ended"),
            [(_OPEN, tr("Still open")), (_PAST, tr("Last day for offers over"))],
            key="standing",
        )
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in OpportunityState], key="state"
        )
        self.search = self.add_search(tr("What is wanted, client or number"))
        self.filters.add(ActionButton(self.add_key(self.credit)))
        self.end_filters()
        self.brought = label_widget("", "muted", wrap=True)
        self.body.insertWidget(0, self.brought)
        self.set_list(opportunity_columns(), self._load, Sort("posted_on", descending=True))
        self.set_empty(
            tr("No opportunities yet"),
            tr("Post what a client wants done, then recommend enterprises of the park for it."),
            self.new,
            icon="contract",
        )
        self._make_panel()
        self._open_with_edit()
        self._ask_yield()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_opportunity, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_opportunity, tr("Delete"), self._ask_delete, icon="delete")
        self.close_it = make(
            close_opportunity, tr("Close without contract…"), self._ask_close, icon="reject"
        )
        self.reopen = make(reopen_opportunity, tr("Open again"), self._reopen, icon="restore")
        self.clients = PageAction(
            self, tr("Clients"), lambda: self.shell.open_page("clients"), icon="link"
        )
        self.credit = make(
            list_credit, tr("Provider credit"), lambda: self.shell.open_page("credit"),
            icon="approve",
        )  # fmt: skip
        self.import_list = make(
            import_opportunities,
            tr("Import Excel"),
            self.open_import,
            key="Ctrl+Shift+I",
            icon="import",
        )
        self.add_key(self.reopen)
        for action in (self.clients, self.import_list, self.edit, self.close_it, self.delete):
            self.add_action(action)
        self.new = make(
            add_opportunity, tr("New opportunity"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_steps(self) -> None:
        make = partial(action_for, self, self.runner)
        self.recommend = make(
            recommend, tr("Recommend…"), self._open_recommend, key="Ctrl+Return", icon="send"
        )
        self.sign = make(
            sign_opportunity, tr("Name the contract…"), self._ask_sign, icon="contract"
        )
        self.sign_new = make(
            sign_with_new_contract, tr("Register its contract…"), self._ask_sign_new, icon="plus"
        )
        self.unsign = make(
            unsign_opportunity, tr("Take the contract back"), self._unsign, icon="return"
        )
        self.talk = make(begin_talks, tr("In talks now"), self._begin_talks, icon="check")
        self.drop = make(drop_candidate, tr("Dropped out…"), self._ask_drop, icon="reject")
        for action in (
            *(self.recommend, self.sign, self.sign_new, self.unsign),
            *(self.talk, self.drop),
        ):
            self.add_key(action)

    def _make_panel(self) -> None:
        self.candidates: TableWithActs[Candidate] = TableWithActs(
            "OpportunityCandidates", candidate_columns(), self.talk, self.drop
        )
        self.candidates.table.empty.say(
            tr("Nobody recommended yet"), tr("Recommend the enterprises that fit.")
        )
        self.candidates.table.row_changed.connect(lambda _row: self._enable())
        self._tab = self.panel.add_tab("", self.candidates)
        self.panel.tabs.tabBar().show()
        self.panel.add_foot(self.recommend, primary=True, key_shown=True)
        self.panel.add_foot(self.sign_new)
        self.panel.add_seldom(self.sign, self.unsign, self.reopen)
        self.set_detail(self.panel, widths=(740, 440))

    def criteria(self) -> OpportunityFilter:
        """Return what the filters say."""
        standing = self.standing.value()
        return OpportunityFilter(
            self.search.words(), self.state.value(), standing == _OPEN, standing == _PAST
        )

    def refresh(self) -> None:
        """Fetch again, and what the year brought."""
        super().refresh()
        self._ask_yield()

    def _ask_yield(self) -> None:
        first = self.shell.today.replace(month=1, day=1)
        last = first.replace(month=12, day=31)
        self.runner.run(self, market_yield, first, last).done(self._say_yield)

    def _say_yield(self, said: MarketYield) -> None:
        self.brought.setText(yield_text(said, self.shell.today.year))

    def _ask(self, record_id: int) -> Request[OpportunityRow]:
        return self.runner.run(self, opportunity_detail, record_id)

    def _load(
        self, sort: Sort, offset: int, limit: int, arrived: Arrived[OpportunityRow]
    ) -> object:
        request = self.runner.run(self, list_opportunities, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: OpportunityRow) -> None:
        self.panel.show_title(row.form.title, row.number, (label(row.state), TONES[row.state]))
        self.facts.show_facts(facts_of(row))
        self.panel.name_tab(self._tab, tr("Recommended {n}", n=number_text(row.recommended)))
        self.candidates.table.show_rows(row.candidates)

    def _enable(self) -> None:
        """Offer what is left to do with the opportunity in view, and with the enterprise."""
        row = self._row
        state = row.state if row is not None else None
        is_open = state in OPEN_STATES
        live = is_open and row is not None and row.recommended > 0
        one = self.candidates.table.current()
        for action, use_case, fits in (
            (self.edit, edit_opportunity, is_open or state is OpportunityState.CLOSED),
            (self.delete, delete_opportunity, row is not None and not row.candidates),
            (self.close_it, close_opportunity, is_open),
            (self.reopen, reopen_opportunity, state is OpportunityState.CLOSED),
            (self.recommend, recommend, is_open),
            (self.talk, begin_talks, live and _is(one, CandidateState.RECOMMENDED)),
            (
                self.drop,
                drop_candidate,
                live and _is(one, CandidateState.RECOMMENDED, CandidateState.TALKS),
            ),
        ):
            action.setEnabled(fits and self.runner.can(use_case))
        self._show_contract_steps(live=live, signed=row is not None and not is_open)

    def _show_contract_steps(self, *, live: bool, signed: bool) -> None:
        has_contract = signed and self._row is not None and self._row.contract is not None
        may_name = self.runner.can(contracts_to_name)
        for action, fits in (
            (self.sign, live and may_name and self.runner.can(sign_opportunity)),
            (self.sign_new, live and may_name and self.runner.can(sign_with_new_contract)),
            (self.unsign, has_contract and self.runner.can(unsign_opportunity)),
        ):
            action.setVisible(fits)
            action.setEnabled(fits)
        self.panel.fit_foot()

    # Dialogs

    def _open_new(self) -> None:
        self._open_form(None)

    def _open_edit(self) -> None:
        if self._row is not None and self.edit.isEnabled():
            self._open_form(self._row)

    def _open_form(self, row: OpportunityRow | None) -> None:
        def opened(
            clients: tuple[ClientToName, ...],
            kinds: tuple[KindToAsk, ...],
            codes: tuple[NamedCode, ...],
        ) -> None:
            offered = Offered(clients, kinds, codes)
            dialog = OpportunityDialog(self.runner, self, self.shell.today, offered, row)
            dialog.saved.connect(self._saved)
            dialog.open()

        def with_kinds(clients: tuple[ClientToName, ...], kinds: tuple[KindToAsk, ...]) -> None:
            codes = self.runner.run(self, usable_service_codes)
            codes.done(partial(opened, clients, kinds))

        def with_clients(clients: tuple[ClientToName, ...]) -> None:
            self.runner.run(self, kinds_to_ask).done(partial(with_kinds, clients))

        self.runner.run(self, clients_to_name).done(with_clients)

    def _saved(self, opportunity_id: object) -> None:
        self.shell.notify(tr("Opportunity saved"))
        if isinstance(opportunity_id, int):
            self.show_record(opportunity_id)

    def open_import(self) -> None:
        """Open the import of a list of opportunities."""
        ImportDialog(self.runner, self, opportunity_import()).open()

    def _open_recommend(self) -> None:
        if self._row is not None:
            self._open(RecommendDialog(self.runner, self, self._row), tr("Enterprise recommended"))

    def _open(self, dialog: FormDialog, said: str) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(said))
        dialog.open()

    def _ask_sign(self) -> None:
        row = self._row
        if row is not None:
            request = self.runner.run(self, contracts_to_name, row.id)
            request.done(partial(self._open_sign, row))

    def _open_sign(self, row: OpportunityRow, contracts: tuple[ContractToName, ...]) -> None:
        if not contracts:
            self.banner.show_text(
                tr("No enterprise that was recommended has signed a contract since."),
                Tone.WARN,
                offers=((tr("Register its contract…"), self._ask_sign_new),),
            )
            return
        self._open(SignDialog(self.runner, self, row, contracts), tr("Contract named"))

    def _ask_sign_new(self) -> None:
        row = self._row
        if row is None:
            return

        def opened(countries: tuple[Country, ...], codes: tuple[NamedCode, ...]) -> None:
            dialog = SignNewDialog(
                self.runner, self, countries, self.shell.today, codes, row, self._favourite()
            )
            self._open(dialog, tr("Contract registered"))

        def with_codes(countries: tuple[Country, ...]) -> None:
            request = self.runner.run(self, usable_service_codes)
            request.done(partial(opened, countries))

        self.runner.run(self, list_countries).done(with_codes)

    def _favourite(self) -> Candidate | None:
        """Return whose contract it will be: the one in talks, or the only one there is."""
        everybody = self._row.candidates if self._row is not None else ()
        live = [one for one in everybody if one.dropped_on is None]
        talking = [one for one in live if one.talks_on is not None]
        found = talking or live
        return found[0] if len(found) == 1 else None

    def _unsign(self) -> None:
        row = self._row
        if row is not None:
            request = self.runner.run(self, unsign_opportunity, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Contract taken back")))

    def _begin_talks(self) -> None:
        one = self.candidates.table.current()
        if one is not None:
            request = self.runner.run(self, begin_talks, one.id, one.version)
            request.done(lambda _none: self.shell.notify(tr("Talks noted")))

    def _ask_drop(self) -> None:
        one = self.candidates.table.current()
        if one is None:
            return
        dialog = ReasonDialog(
            self.runner,
            self,
            tr("{enterprise} dropped out", enterprise=one.enterprise),
            tr("Note it"),
            "",
            lambda owner, reason: self.runner.run(
                owner, drop_candidate, one.id, one.version, reason
            ),
        )
        self._open(dialog, tr("Noted"))

    def _ask_close(self) -> None:
        row = self._row
        if row is None:
            return
        dialog = ReasonDialog(
            self.runner,
            self,
            tr("Close {number}", number=row.number),
            tr("Close it"),
            row.form.title,
            lambda owner, reason: self.runner.run(
                owner, close_opportunity, row.id, row.version, reason
            ),
        )
        self._open(dialog, tr("Opportunity closed"))

    def _reopen(self) -> None:
        row = self._row
        if row is not None:
            request = self.runner.run(self, reopen_opportunity, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Opportunity open again")))

    def _ask_delete(self) -> None:
        row = self._row
        if row is not None:
            self._confirm_delete(
                tr("Delete opportunity {number}?", number=row.number),
                lambda: self.runner.run(self, delete_opportunity, row.id, row.version),
                tr("Opportunity deleted"),
            )


def _is(one: Candidate | None, *states: CandidateState) -> bool:
    return one is not None and one.state in states
