"""Events of the public brand platform (公共品牌): who took part, what it cost, what came of it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.brand_events import SERVICE_OF, EventKind, EventState
from parkdesk.domain.contracts import Country
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import action_for
from parkdesk.gui.brand.columns import contract_columns, event_columns, participant_columns
from parkdesk.gui.brand.dialogs import (
    ContractOfEventDialog,
    EventCostsDialog,
    EventDialog,
    LogDialog,
    ParticipantDialog,
)
from parkdesk.gui.brand.words import TONES, cost_of, facts_of, yield_text
from parkdesk.gui.marketplace.opportunity_dialogs import ReasonDialog
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.table_with_acts import TableWithActs
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.texts import label as label_widget
from parkdesk.i18n import label, number_text, tr, trn
from parkdesk.usecases.brand_event_lists import (
    EventContract,
    EventFilter,
    EventRow,
    EventYield,
    Participant,
    contracts_of_participants,
    event_detail,
    event_yield,
    list_events,
)
from parkdesk.usecases.brand_events import (
    add_event,
    add_participant,
    cancel_event,
    delete_event,
    edit_event,
    edit_participant,
    log_event,
    name_event_contract,
    remove_participant,
    resume_event,
    take_event_contract_back,
)
from parkdesk.usecases.contract_lists import list_countries
from parkdesk.usecases.event_costs import enter_event_costs
from parkdesk.usecases.opportunity_lists import ContractToName
from parkdesk.usecases.platform_funds import GrantChoices, grant_choices

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request


class BrandEventsPage(RecordPage[EventRow]):
    """Every event, the newest first; one at the right with its enterprises and contracts."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            *("brand_event", "event_participant", "event_contract"),
            *("contract", "contract_execution", "enterprise", "platform_service"),
            "platform_outlay",
        }
    )
    view_key: ClassVar[str] = "brand-events"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Brand events"))
        self.say_count(lambda n: trn("{n} event", "{n} events", n))
        self._make_actions()
        self._make_steps()
        self.kind = self.add_choice(
            tr("All kinds of event"), [(one, label(one)) for one in EventKind], key="kind"
        )
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in EventState], key="state"
        )
        self.search = self.add_search(tr("Event, place, organiser or number"))
        self.end_filters()
        self.brought = label_widget("", "muted", wrap=True)
        self.body.insertWidget(0, self.brought)
        self.set_list(event_columns(), self._load, Sort("first_on", descending=True))
        self.set_empty(
            tr("No events yet"),
            tr("Enter the exhibitions and delegations in which the park takes part."),
            self.new,
            icon="calendar",
        )
        self._make_panel()
        self._open_with_edit()
        self._ask_yield()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.add_action(self._way_back(tr("To the service log"), "platforms", "platform"))
        self.edit = make(edit_event, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.call_off = make(cancel_event, tr("Call off…"), self._ask_cancel, icon="reject")
        self.resume = make(resume_event, tr("Not called off"), self._resume, icon="restore")
        self.delete = make(delete_event, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.call_off, self.resume, self.delete):
            self.add_action(action)
        self.new = make(add_event, tr("New event"), self._open_new, key="Ctrl+Shift+N", icon="plus")
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_steps(self) -> None:
        make = partial(action_for, self, self.runner)
        self.join = make(
            add_participant, tr("Add an enterprise…"), self._open_join, key="Ctrl+Ins", icon="plus"
        )
        self.log = make(
            log_event, tr("Into the log…"), self._open_log, key="Ctrl+Alt+J", icon="save"
        )
        self.name_contract = make(
            name_event_contract, tr("Name a contract…"), self._ask_contract, icon="contract"
        )
        self.enter_costs = make(
            enter_event_costs, tr("Into the funds…"), self._ask_costs, icon="money"
        )
        self.found = make(edit_participant, tr("What it found…"), self._open_found, icon="edit")
        self.leave = make(remove_participant, tr("Does not take part"), self._leave, icon="reject")
        self.take_back = make(
            take_event_contract_back, tr("Take the contract back"), self._take_back, icon="return"
        )
        for action in (
            *(self.join, self.log, self.name_contract, self.enter_costs),
            *(self.found, self.leave, self.take_back),
        ):
            self.add_key(action)

    def _make_panel(self) -> None:
        self.participants: TableWithActs[Participant] = TableWithActs(
            "EventParticipants", participant_columns(), self.found, self.leave
        )
        self.participants.table.empty.say(
            tr("Nobody takes part yet"), tr("Add the enterprises of the park that go there.")
        )
        self.contracts: TableWithActs[EventContract] = TableWithActs(
            "EventContracts", contract_columns(), self.take_back
        )
        self.contracts.table.empty.say(
            tr("No contract came of it yet"),
            tr("Name the registered contracts of those who took part."),
        )
        for table in (self.participants, self.contracts):
            table.table.row_changed.connect(lambda _row: self._enable())
        self._tabs = [
            self.panel.add_tab("", self.participants),
            self.panel.add_tab("", self.contracts),
        ]
        self.panel.tabs.tabBar().show()
        self.panel.add_foot(self.join, primary=True, key_shown=True)
        self.panel.add_foot(self.log)
        self.panel.add_seldom(self.name_contract, self.enter_costs)
        self.set_detail(self.panel, widths=(760, 440))

    def criteria(self) -> EventFilter:
        """Return what the filters say."""
        return EventFilter(self.search.words(), self.kind.value(), self.state.value())

    def refresh(self) -> None:
        """Fetch again, and what the year brought."""
        super().refresh()
        self._ask_yield()

    def _ask_yield(self) -> None:
        first = self.shell.today.replace(month=1, day=1)
        last = first.replace(month=12, day=31)
        self.runner.run(self, event_yield, first, last).done(self._say_yield)

    def _say_yield(self, said: EventYield) -> None:
        self.brought.setText(yield_text(said, self.shell.today))

    def _ask(self, record_id: int) -> Request[EventRow]:
        return self.runner.run(self, event_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[EventRow]) -> object:
        request = self.runner.run(self, list_events, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: EventRow) -> None:
        self.panel.show_title(row.form.title, row.number, (label(row.state), TONES[row.state]))
        self.facts.show_facts(facts_of(row))
        names = (
            tr("Enterprises {n}", n=number_text(row.firms)),
            tr("Contracts {n}", n=number_text(row.contracts)),
        )
        for tab, name in zip(self._tabs, names, strict=True):
            self.panel.name_tab(tab, name)
        self.participants.table.show_rows(row.participants)
        self.contracts.table.show_rows(row.signed)

    def _enable(self) -> None:
        """Offer what is left to do with the event in view, and with the row chosen there."""
        row = self._row
        stands = row is not None and row.state is not EventState.CANCELLED
        began = stands and row is not None and row.state is not EventState.PLANNED
        in_log = row is not None and row.form.kind in SERVICE_OF
        waiting = row is not None and any(not one.is_in_log for one in row.participants)
        one, contract = self.participants.table.current(), self.contracts.table.current()
        brought = row is not None and _brought_something(row)
        may_name = began and row is not None and row.firms > 0
        for action, use_case, fits in (
            (self.edit, edit_event, stands),
            (self.call_off, cancel_event, stands and not brought),
            (self.resume, resume_event, row is not None and not stands),
            (self.delete, delete_event, row is not None and not row.firms),
            (self.join, add_participant, stands),
            (self.log, log_event, began and in_log and waiting),
            (self.name_contract, name_event_contract, may_name),
            (self.enter_costs, enter_event_costs, _may_pay(row)),
            (self.found, edit_participant, stands and one is not None),
            (self.leave, remove_participant, stands and one is not None and _may_leave(row, one)),
            (self.take_back, take_event_contract_back, stands and contract is not None),
        ):
            action.setEnabled(fits and self.runner.can(use_case))
        if not self.runner.can(contracts_of_participants):
            self.name_contract.setEnabled(False)
        self.panel.fit_foot()

    # Dialogs

    def _open_new(self) -> None:
        self._open_form(None)

    def _open_edit(self) -> None:
        if self._row is not None and self.edit.isEnabled():
            self._open_form(self._row)

    def _open_form(self, row: EventRow | None) -> None:
        def opened(countries: tuple[Country, ...]) -> None:
            dialog = EventDialog(self.runner, self, countries, self.shell.today, row)
            dialog.saved.connect(self._saved)
            dialog.open()

        self.runner.run(self, list_countries).done(opened)

    def _saved(self, event_id: object) -> None:
        self.shell.notify(tr("Event saved"))
        if isinstance(event_id, int):
            self.show_record(event_id)

    def _open(self, dialog: FormDialog, said: str) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(said))
        dialog.open()

    def _open_join(self) -> None:
        if self._row is not None:
            self._open(ParticipantDialog(self.runner, self, self._row), tr("Enterprise added"))

    def _open_found(self) -> None:
        row, one = self._row, self.participants.table.current()
        if row is not None and one is not None:
            self._open(ParticipantDialog(self.runner, self, row, one), tr("Noted"))

    def _open_log(self) -> None:
        if self._row is not None:
            self._open(LogDialog(self.runner, self, self._row), tr("Lines of the log made"))

    def _leave(self) -> None:
        one = self.participants.table.current()
        if one is not None:
            request = self.runner.run(self, remove_participant, one.id, one.version)
            request.done(lambda _none: self.shell.notify(tr("Taken out")))

    def _take_back(self) -> None:
        row, one = self._row, self.contracts.table.current()
        if row is not None and one is not None:
            request = self.runner.run(
                self, take_event_contract_back, row.id, row.version, one.contract_id
            )
            request.done(lambda _none: self.shell.notify(tr("Contract taken back")))

    def _ask_costs(self) -> None:
        row = self._row
        if row is None:
            return

        def opened(choices: GrantChoices) -> None:
            dialog = EventCostsDialog(self.runner, self, row, choices.grants, self.shell.today)
            self._open(dialog, tr("The cost is in the platforms' money"))

        self.runner.run(self, grant_choices).done(opened)

    def _ask_contract(self) -> None:
        row = self._row
        if row is not None:
            request = self.runner.run(self, contracts_of_participants, row.id)
            request.done(partial(self._open_contract, row))

    def _open_contract(self, row: EventRow, contracts: tuple[ContractToName, ...]) -> None:
        if not contracts:
            self.banner.show_text(
                tr("No enterprise that took part has signed a contract since the event began."),
                Tone.WARN,
            )
            return
        self._open(ContractOfEventDialog(self.runner, self, row, contracts), tr("Contract named"))

    def _ask_cancel(self) -> None:
        row = self._row
        if row is None:
            return
        dialog = ReasonDialog(
            self.runner,
            self,
            tr("Call off {number}", number=row.number),
            tr("Call it off"),
            row.form.title,
            lambda owner, reason: self.runner.run(owner, cancel_event, row.id, row.version, reason),
        )
        self._open(dialog, tr("Event called off"))

    def _resume(self) -> None:
        row = self._row
        if row is not None:
            request = self.runner.run(self, resume_event, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Event takes place")))

    def _ask_delete(self) -> None:
        row = self._row
        if row is not None:
            self._confirm_delete(
                tr("Delete event {number}?", number=row.number),
                lambda: self.runner.run(self, delete_event, row.id, row.version),
                tr("Event deleted"),
            )


def _brought_something(row: EventRow) -> bool:
    return bool(row.leads or row.contracts) or any(one.is_in_log for one in row.participants)


def _may_pay(row: EventRow | None) -> bool:
    """Return whether what an event cost is known and not in the platforms' money."""
    return row is not None and cost_of(row) > 0 and not row.paid_cents


def _may_leave(row: EventRow | None, one: Participant) -> bool:
    signed = {contract.enterprise_id for contract in row.signed} if row is not None else set()
    return not one.leads and not one.is_in_log and one.enterprise_id not in signed
