"""The list of links that people entered, with their form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.contracts import Country
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import ActionButton, action_for
from parkdesk.gui.chain.link_dialog import LinkDialog
from parkdesk.gui.chain.tables import entered_columns
from parkdesk.gui.table_model import Arrived, WindowedModel
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import tr
from parkdesk.usecases.chain_links import (
    LinkFilter,
    LinkRow,
    delete_chain_link,
    edit_chain_link,
    list_chain_links,
)
from parkdesk.usecases.contract_lists import list_countries

if TYPE_CHECKING:
    from parkdesk.gui.page import Page
    from parkdesk.gui.runner import Runner


class EnteredLinks(QWidget):
    """A tab of the page; the newest link first."""

    def __init__(self, runner: Runner, page: Page) -> None:
        super().__init__()
        self._runner = runner
        self._page = page
        self.edit = action_for(
            self,
            runner,
            edit_chain_link,
            tr("Correct link"),
            self._open_edit,
            key="F2",
            icon="edit",
        )
        self.delete = action_for(
            self, runner, delete_chain_link, tr("Delete link"), self._ask_delete, icon="delete"
        )
        row = QHBoxLayout()
        for action in (self.edit, self.delete):
            row.addWidget(ActionButton(action, key_shown=True))
        row.addStretch()
        self.table: RecordTable[LinkRow] = RecordTable()
        self.table.setObjectName("EnteredLinksTable")
        order = Sort("from_on", descending=True)
        model = WindowedModel(entered_columns(), self._load, self, sort=order)
        self.table.set_model(model)
        self.table.opened.connect(lambda _row: self.edit.trigger())
        self.table.row_changed.connect(lambda _row: self._enable())
        self.table.empty.say(
            tr("No link entered"),
            tr("What the contracts of the register tell needs no entry here."),
            "link",
        )
        box = QVBoxLayout(self)
        box.setContentsMargins(0, SPACE * 3, 0, 0)
        box.setSpacing(SPACE * 2)
        box.addLayout(row)
        box.addWidget(self.table, 1)
        self._enable()

    def blank(self) -> None:
        """Empty the list: it is another day's."""
        self.table.records.blank()

    def refresh(self) -> None:
        """Fetch the list again."""
        self.table.records.refresh()

    def open_form(self, edits: LinkRow | None) -> None:
        """Open the form of a new link, or of one that is there."""

        def opened(countries: tuple[Country, ...]) -> None:
            dialog = LinkDialog(
                self._runner, self._page, countries, self._page.shell.today, edits=edits
            )
            dialog.saved.connect(lambda _id: self._page.shell.notify(tr("Link saved")))
            dialog.open()

        self._runner.run(self, list_countries).done(opened)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[LinkRow]) -> object:
        criteria = LinkFilter(on=self._page.shell.on)
        request = self._runner.run(self, list_chain_links, criteria, sort, offset, limit)
        return request.done(arrived)

    def _enable(self) -> None:
        row = self.table.current()
        self.edit.setEnabled(row is not None and self._runner.can(edit_chain_link))
        self.delete.setEnabled(row is not None and self._runner.can(delete_chain_link))

    def _open_edit(self) -> None:
        row = self.table.current()
        if row is not None:
            self.open_form(row)

    def _ask_delete(self) -> None:
        row = self.table.current()
        if row is None:
            return

        def delete() -> None:
            request = self._runner.run(self, delete_chain_link, row.id, row.version)
            request.done(lambda _none: self._page.shell.notify(tr("Link deleted")))

        self._page.banner.show_text(
            tr(
                "Delete the link from {giver} to {taker}?",
                giver=row.giver.name,
                taker=row.taker.name,
            ),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )
