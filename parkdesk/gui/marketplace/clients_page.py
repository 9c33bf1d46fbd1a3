"""Clients (发包商): who gives work, what they need, and whether they may be published."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.clients import ConsentState
from parkdesk.domain.contracts import Country
from parkdesk.domain.paging import Sort
from parkdesk.excel.clients import CLIENT_COLUMNS, PUBLISHED_COLUMNS
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.contracts.words import usd_text
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.marketplace.client_dialog import ClientDialog
from parkdesk.gui.marketplace.importing import client_import
from parkdesk.gui.marketplace.words import country_text, unpublished_text, verified_text
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.usecases.client_imports import export_clients, import_clients
from parkdesk.usecases.clients import (
    ClientFilter,
    ClientRow,
    add_client,
    client_detail,
    clients_to_publish,
    clients_without_consent,
    delete_client,
    edit_client,
    list_clients,
    verify_client,
)
from parkdesk.usecases.contract_lists import list_countries

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

TONES = {
    ConsentState.NONE: Tone.NEUTRAL,
    ConsentState.GIVEN: Tone.GOOD,
    ConsentState.ENDED: Tone.WARN,
}
_OLD = "old"


class ClientsPage(RecordPage[ClientRow]):
    """Every client, and one of them at the right with what the contracts say of it."""

    tables: ClassVar[frozenset[str]] = frozenset({"client", "contract", "contract_execution"})
    view_key: ClassVar[str] = "clients"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Clients"))
        self.say_count(lambda n: trn("{n} client", "{n} clients", n))
        self._make_actions()
        self.consent = self.add_choice(
            tr("Any consent"), [(one, label(one)) for one in ConsentState], key="consent"
        )
        self.age = self.add_choice(
            tr("Whenever verified"), [(_OLD, tr("Not verified for a year"))], key="age"
        )
        self.search = self.add_search(tr("Name, trade or what it gives out"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("name"))
        self.set_empty(
            tr("No clients yet"),
            tr("Enter who gives work to outsourcing firms, or import the list that you have."),
            self.new,
            self.import_list,
            icon="link",
        )
        for action in (self.edit, self.verify, self.delete):
            self.panel.add_foot(action, key_shown=True)
        self.set_detail(self.panel, widths=(780, 400))
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_client, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.verify = make(
            verify_client, tr("Verified today"), self._verify, key="Ctrl+Shift+V", icon="check"
        )
        self.delete = make(delete_client, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.verify, self.delete):
            self.add_key(action)
        self.publish = make(
            clients_to_publish,
            tr("List to publish…"),
            self._ask_publish,
            key="Ctrl+Alt+U",
            icon="send",
        )
        self.import_list = make(
            import_clients, tr("Import Excel"), self.open_import, key="Ctrl+Shift+I", icon="import"
        )
        self.export = make(
            export_clients, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        self.market = PageAction(
            self,
            tr("Market information"),
            lambda: self.shell.open_page("market-items"),
            key="Ctrl+Alt+I",
            icon="book",
        )
        back = self._way_back(tr("To the opportunities"), "opportunities", "contract")
        for action in (back, self.market, self.publish, self.import_list, self.export):
            self.add_action(action)
        self.new = make(
            add_client, tr("New client"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> ClientFilter:
        """Return what the filters say."""
        return ClientFilter(
            self.search.words(), consent=self.consent.value(), is_old=self.age.value() == _OLD
        )

    def _ask(self, record_id: int) -> Request[ClientRow]:
        return self.runner.run(self, client_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ClientRow]) -> object:
        request = self.runner.run(self, list_clients, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: ClientRow) -> None:
        self.panel.show_title(row.form.name, country_text(row), _chip(row))
        self.facts.show_facts([*_facts(row), *_dealings(row)])

    def _enable(self) -> None:
        row = self._row
        for action, use_case in (
            (self.edit, edit_client),
            (self.verify, verify_client),
            (self.delete, delete_client),
        ):
            action.setEnabled(row is not None and self.runner.can(use_case))
        if row is not None and row.form.verified_on == self.shell.today:
            self.verify.setEnabled(False)

    # Dialogs

    def _open_new(self) -> None:
        self._open(None)

    def _open_edit(self) -> None:
        if self._row is not None:
            self._open(self._row)

    def _open(self, row: ClientRow | None) -> None:
        def opened(countries: tuple[Country, ...]) -> None:
            dialog = ClientDialog(self.runner, self, countries, self.shell.today, row)
            dialog.saved.connect(self._saved)
            dialog.open()

        self.runner.run(self, list_countries).done(opened)

    def _saved(self, client_id: object) -> None:
        self.shell.notify(tr("Client saved"))
        if isinstance(client_id, int):
            self.show_record(client_id)

    def _verify(self) -> None:
        row = self._row
        if row is not None:
            request = self.runner.run(self, verify_client, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Client verified")))

    def open_import(self) -> ImportDialog:
        """Open the import of a list of clients."""
        dialog = ImportDialog(self.runner, self, client_import())
        dialog.open()
        return dialog

    def export_spec(self) -> Export:
        """Return what an export of the list as it is filtered and ordered now is."""
        args = (self.criteria(), self.table.records.order)
        return Export(tr("Clients"), CLIENT_COLUMNS, export_clients, args)

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())

    def publish_spec(self) -> Export:
        """Return what the list that leaves the office is."""
        args = (self.criteria(), self.table.records.order)
        return Export(tr("Clients, published"), PUBLISHED_COLUMNS, clients_to_publish, args)

    def _ask_publish(self) -> None:
        request = self.runner.run(self, clients_without_consent, self.criteria())
        request.done(self._publish_without)

    def _publish_without(self, names: tuple[str, ...]) -> None:
        if not names:
            ask_export(self, self.publish_spec())
            return
        self.banner.show_text(
            unpublished_text(names),
            Tone.WARN,
            offers=((tr("Leave them out and save…"), self._save_published),),
        )

    def _save_published(self) -> None:
        ask_export(self, self.publish_spec())

    def _ask_delete(self) -> None:
        row = self._row
        if row is not None:
            self._confirm_delete(
                tr("Delete “{name}” from the clients?", name=row.form.name),
                lambda: self.runner.run(self, delete_client, row.id, row.version),
                tr("Client deleted"),
            )


def _people(row: ClientRow) -> str:
    return "—" if row.form.people is None else number_text(row.form.people)


def _chip(row: ClientRow) -> tuple[str, Tone]:
    return label(row.consent), TONES[row.consent]


def _facts(row: ClientRow) -> list[tuple[str, str]]:
    form = row.form
    until = tr("no end named") if form.consent_until is None else date_text(form.consent_until)
    given = form.consent_on is not None
    return [
        (tr("Trade"), form.field),
        (tr("Size (people)"), _people(row)),
        (tr("What it gives out"), form.needs),
        (tr("Earlier dealings"), form.history),
        (tr("Whom to turn to"), form.contact),
        (tr("Source"), form.source),
        (tr("Last verified"), " · ".join(filter(None, (verified_text(row), row.verified_by)))),
        (tr("Consent from"), date_text(form.consent_on) if form.consent_on else "—"),
        (tr("Consent until"), until if given else "—"),
        (tr("Basis of the consent"), form.consent_basis),
        (tr("Remarks"), form.note),
    ]


def _dealings(row: ClientRow) -> list[tuple[str, str]]:
    found = row.dealings
    if found is None:
        return []
    last = found.last_signed_on
    return [
        (tr("Contracts with the park"), number_text(found.contracts)),
        (tr("Enterprises that took them"), number_text(found.enterprises)),
        (tr("Signed in all"), usd_text(found.signed_usd_cents)),
        (tr("Executed in all"), usd_text(found.executed_usd_cents)),
        (tr("Last signed"), date_text(last) if last is not None else "—"),
    ]


def _columns() -> tuple[Column[ClientRow], ...]:
    return (
        Column(tr("Client"), lambda row: row.form.name, "name", width=210, grows=True),
        Column(tr("Country or region"), country_text, "country", width=96),
        Column(tr("Trade"), lambda row: row.form.field, width=120, key="field", yields=2),
        Column(
            tr("What it gives out"),
            lambda row: row.form.needs,
            width=180,
            key="needs",
            grows=True,
            yields=1,
        ),
        Column(
            tr("Last verified"),
            verified_text,
            "verified_on",
            width=100,
            tone=lambda row: Tone.WARN if row.is_old else None,
            value=lambda row: row.form.verified_on,
        ),
        Column(
            tr("Consent"),
            lambda row: label(row.consent),
            tone=lambda row: TONES[row.consent],
            width=96,
            key="consent",
        ),
        Column(
            tr("Size (people)"),
            _people,
            numeric=True,
            width=90,
            key="people",
            hidden=True,
            value=lambda row: row.form.people,
        ),
        Column(tr("Source"), lambda row: row.form.source, width=140, key="source", hidden=True),
        Column(tr("Remarks"), lambda row: row.form.note, width=160, key="note", hidden=True),
    )
