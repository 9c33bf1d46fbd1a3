"""The service catalogue (服务目录): what the platforms offer, at what price, for how long."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.money import major_units
from parkdesk.domain.offers import OfferState
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform
from parkdesk.gui.actions import action_for
from parkdesk.gui.platforms.offer_dialog import OfferDialog
from parkdesk.gui.platforms.words import price_text
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.usecases.offers import (
    OfferFilter,
    OfferRow,
    add_offer,
    delete_offer,
    edit_offer,
    list_offers,
    offer_detail,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

TONES = {
    OfferState.COMING: Tone.ACCENT,
    OfferState.OFFERED: Tone.GOOD,
    OfferState.ENDED: Tone.NEUTRAL,
}


class OffersPage(RecordPage[OfferRow]):
    """Every entry of the catalogue, and one of them at the right."""

    tables: ClassVar[frozenset[str]] = frozenset({"platform_offer", "platform_service"})
    view_key: ClassVar[str] = "offers"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.as_at_note = tr("Catalogue entries with what they were on that day.")
        self.set_title(tr("Service catalogue"))
        self.say_count(lambda n: trn("{n} entry", "{n} entries", n))
        self._make_actions()
        self.platform = self.add_choice(
            tr("All platforms"), [(one, label(one)) for one in Platform], key="platform"
        )
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in OfferState], key="state"
        )
        self.search = self.add_search(tr("Name of the service"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("platform"))
        self.set_empty(
            tr("The catalogue is empty"),
            tr("Enter what the platforms offer, with unit and price: the log chooses from it."),
            self.new,
            icon="book",
        )
        for action in (self.edit, self.delete):
            self.panel.add_foot(action, key_shown=True)
        self.set_detail(self.panel, widths=(800, 360))
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_offer, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_offer, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.delete):
            self.add_key(action)
        self.new = make(add_offer, tr("New entry"), self._open_new, key="Ctrl+Shift+N", icon="plus")
        self.add_action(self._way_back(tr("To the service log"), "platforms", "platform"))
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> OfferFilter:
        """Return what the filters say."""
        return OfferFilter(self.search.words(), self.platform.value(), self.state.value())

    def _ask(self, record_id: int) -> Request[OfferRow]:
        return self.runner.run(self, offer_detail, record_id, self.shell.on)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[OfferRow]) -> object:
        asked = (self.criteria(), sort, offset, limit, self.shell.on)
        return self.runner.run(self, list_offers, *asked).done(arrived)

    def _say(self, row: OfferRow) -> None:
        chip = (label(row.state), TONES[row.state])
        self.panel.show_title(row.offer.name, label(row.offer.platform), chip)
        self.facts.show_facts(
            [
                (tr("Kind of service"), label(row.offer.kind)),
                (tr("Price"), price_text(row.offer)),
                (tr("Offered from"), date_text(row.offer.valid_from)),
                (tr("Offered until"), _until(row)),
                (tr("Lines of the log"), number_text(row.used)),
                (tr("Remarks"), row.note),
            ]
        )

    def _enable(self) -> None:
        row = self._row
        self.edit.setEnabled(row is not None and self.runner.can(edit_offer))
        self.delete.setEnabled(row is not None and self.runner.can(delete_offer))

    def _open_new(self) -> None:
        dialog = OfferDialog(self.runner, self, self.shell.today, platform=self.platform.value())
        dialog.saved.connect(self._saved)
        dialog.open()

    def _open_edit(self) -> None:
        if self._row is not None:
            dialog = OfferDialog(self.runner, self, self.shell.today, edits=self._row)
            dialog.saved.connect(self._saved)
            dialog.open()

    def _saved(self, offer_id: object) -> None:
        self.shell.notify(tr("Catalogue entry saved"))
        if isinstance(offer_id, int):
            self.show_record(offer_id)

    def _ask_delete(self) -> None:
        row = self._row
        if row is None:
            return
        self._confirm_delete(
            tr("Delete “{name}” from the catalogue?", name=row.offer.name),
            lambda: self.runner.run(self, delete_offer, row.id, row.version),
            tr("Catalogue entry deleted"),
        )


def _until(row: OfferRow) -> str:
    until = row.offer.valid_until
    return date_text(until) if until is not None else tr("no end named")


def _columns() -> tuple[Column[OfferRow], ...]:
    return (
        Column(
            tr("Platform"), lambda row: label(row.offer.platform), "platform", width=110, yields=2
        ),
        Column(
            tr("Name of the service"), lambda row: row.offer.name, "name", width=200, grows=True
        ),
        Column(
            tr("Kind of service"),
            lambda row: label(row.offer.kind),
            width=120,
            key="kind",
            yields=3,
        ),
        Column(
            tr("Price"),
            lambda row: price_text(row.offer),
            "price",
            numeric=True,
            width=120,
            value=lambda row: major_units(row.offer.price_cents),
        ),
        Column(
            tr("Offered from"),
            lambda row: date_text(row.offer.valid_from),
            "valid_from",
            width=96,
            value=lambda row: row.offer.valid_from,
        ),
        Column(
            tr("Offered until"),
            _until,
            "valid_until",
            width=96,
            yields=1,
            value=lambda row: row.offer.valid_until,
        ),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: TONES[row.state],
            width=84,
            key="state",
        ),
        Column(tr("Unit"), lambda row: label(row.offer.unit), width=70, key="unit", hidden=True),
        Column(tr("Remarks"), lambda row: row.note, width=160, key="note", hidden=True, grows=True),
    )
