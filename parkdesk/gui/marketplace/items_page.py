"""Market information (市场信息): what was learnt of the markets, while it is of use."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.contracts import Country
from parkdesk.domain.market_items import ItemLanguage, ItemState
from parkdesk.domain.paging import Sort
from parkdesk.excel.market_items import ITEM_COLUMNS
from parkdesk.gui.actions import action_for
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.marketplace.importing import item_import
from parkdesk.gui.marketplace.item_dialog import ItemDialog
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, language, tr, trn
from parkdesk.usecases.contract_lists import list_countries
from parkdesk.usecases.market_item_imports import export_items, import_items
from parkdesk.usecases.market_items import (
    ItemFilter,
    ItemRow,
    add_market_item,
    delete_market_item,
    edit_market_item,
    list_market_items,
    market_item_detail,
)
from parkdesk.usecases.service_code_lists import NamedCode, usable_service_codes

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

TONES = {ItemState.CURRENT: Tone.GOOD, ItemState.EXPIRED: Tone.NEUTRAL}
_EXPIRED = "expired"


class ItemsPage(RecordPage[ItemRow]):
    """What is of use, the newest first; what is out of date is shown where it is asked for."""

    tables: ClassVar[frozenset[str]] = frozenset({"market_item"})
    view_key: ClassVar[str] = "market-items"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Market information"))
        self.say_count(lambda n: trn("{n} item", "{n} items", n))
        self._make_actions()
        self.state = self.add_choice(
            tr("Of use now"), [(_EXPIRED, tr("Out of date too"))], key="state"
        )
        self.language = self.add_choice(
            tr("Any language"), [(one, label(one)) for one in ItemLanguage], key="language"
        )
        self.search = self.add_search(tr("Title, source or what it says"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("published_on", descending=True))
        self.set_empty(
            tr("No market information yet"),
            tr("Note what was learnt of a market, and until when it is of use."),
            self.new,
            self.import_list,
            icon="book",
        )
        for action in (self.edit, self.delete):
            self.panel.add_foot(action, key_shown=True)
        self.set_detail(self.panel, widths=(800, 380))
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_market_item, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_market_item, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.delete):
            self.add_key(action)
        self.back = self._way_back(tr("To the clients"), "clients", "link")
        self.import_list = make(
            import_items, tr("Import Excel"), self.open_import, key="Ctrl+Shift+I", icon="import"
        )
        self.export = make(
            export_items, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        for action in (self.back, self.import_list, self.export):
            self.add_action(action)
        self.new = make(
            add_market_item, tr("New market item"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> ItemFilter:
        """Return what the filters say."""
        return ItemFilter(
            self.search.words(),
            self.language.value(),
            with_expired=self.state.value() == _EXPIRED,
        )

    def _ask(self, record_id: int) -> Request[ItemRow]:
        return self.runner.run(self, market_item_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ItemRow]) -> object:
        request = self.runner.run(self, list_market_items, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: ItemRow) -> None:
        self.panel.show_title(row.form.title, row.form.source, (label(row.state), TONES[row.state]))
        self.facts.show_facts(
            [
                (tr("What it says"), row.form.summary),
                (tr("Day of publication"), _published(row)),
                (tr("Of use until"), _until(row)),
                (tr("Language of the item"), _language(row)),
                (tr("Country or region"), _country(row)),
                (tr("Service code"), _code(row)),
                (tr("Where to find it"), row.form.link),
                (tr("Remarks"), row.form.note),
            ]
        )

    def _enable(self) -> None:
        here = self._row is not None
        self.edit.setEnabled(here and self.runner.can(edit_market_item))
        self.delete.setEnabled(here and self.runner.can(delete_market_item))

    # Dialogs

    def _open_new(self) -> None:
        self._open(None)

    def _open_edit(self) -> None:
        if self._row is not None:
            self._open(self._row)

    def _open(self, row: ItemRow | None) -> None:
        def opened(countries: tuple[Country, ...], codes: tuple[NamedCode, ...]) -> None:
            dialog = ItemDialog(self.runner, self, self.shell.today, countries, codes, row)
            dialog.saved.connect(self._saved)
            dialog.open()

        def with_codes(countries: tuple[Country, ...]) -> None:
            day = row.form.published_on if row is not None else None
            request = self.runner.run(self, usable_service_codes, day)
            request.done(partial(opened, countries))

        self.runner.run(self, list_countries).done(with_codes)

    def _saved(self, item_id: object) -> None:
        self.shell.notify(tr("Market item saved"))
        if isinstance(item_id, int):
            self.show_record(item_id)

    def open_import(self) -> ImportDialog:
        """Open the import of a list of market information."""
        dialog = ImportDialog(self.runner, self, item_import())
        dialog.open()
        return dialog

    def export_spec(self) -> Export:
        """Return what an export of the list as it is filtered and ordered now is."""
        args = (self.criteria(), self.table.records.order)
        return Export(tr("Market information"), ITEM_COLUMNS, export_items, args)

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())

    def _ask_delete(self) -> None:
        row = self._row
        if row is not None:
            self._confirm_delete(
                tr("Delete “{name}” from the market information?", name=row.form.title),
                lambda: self.runner.run(self, delete_market_item, row.id, row.version),
                tr("Market item deleted"),
            )


def _published(row: ItemRow) -> str:
    return "" if row.form.published_on is None else date_text(row.form.published_on)


def _until(row: ItemRow) -> str:
    return "" if row.form.useful_until is None else date_text(row.form.useful_until)


def _language(row: ItemRow) -> str:
    return "" if row.form.language is None else label(row.form.language)


def _country(row: ItemRow) -> str:
    return row.country_zh if language() == "zh_CN" else row.country_en


def _code(row: ItemRow) -> str:
    chinese = language() == "zh_CN" or not row.service_en
    return f"{row.service_code} {row.service_zh if chinese else row.service_en}".strip()


def _columns() -> tuple[Column[ItemRow], ...]:
    return (
        Column(tr("Title of the item"), lambda row: row.form.title, "title", width=250, grows=True),
        Column(
            tr("Day of publication"),
            _published,
            "published_on",
            width=100,
            value=lambda row: row.form.published_on,
        ),
        Column(tr("Country or region"), _country, width=110, key="country", yields=2),
        Column(tr("Language of the item"), _language, width=80, key="language", yields=3),
        Column(tr("Source"), lambda row: row.form.source, width=120, key="source", yields=1),
        Column(
            tr("Of use until"),
            _until,
            "useful_until",
            width=110,
            tone=lambda row: Tone.NEUTRAL if row.state is ItemState.EXPIRED else None,
            value=lambda row: row.form.useful_until,
        ),
        Column(tr("Service code"), _code, width=140, key="service_code", hidden=True),
        Column(tr("Remarks"), lambda row: row.form.note, width=160, key="note", hidden=True),
    )
