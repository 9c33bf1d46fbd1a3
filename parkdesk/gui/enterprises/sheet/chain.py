"""The tab of an enterprise's services and its place in the industry chain."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, ClassVar, TypeAlias

from parkdesk.domain.chain import Link, Party
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.scrolling import ScrollingTab
from parkdesk.gui.enterprises.sheet.service_dialog import ServiceDialog
from parkdesk.gui.faults import tell
from parkdesk.gui.service_codes.words import code_text
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import amount_text, date_text, label, language, tr
from parkdesk.i18n.chain import (
    counts,
    left_out_text,
    origins_text,
    stage_title,
)
from parkdesk.usecases.chain_picture import ChainFilter, EnterpriseChain, chain_of_enterprise
from parkdesk.usecases.enterprise_services import (
    OfferedRow,
    add_enterprise_service,
    delete_enterprise_service,
    edit_enterprise_service,
    services_of_enterprise,
)

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


Wanted: TypeAlias = "tuple[int, dt.date | None]"
"""The enterprise and the day of a question; its answer counts while both are in view."""


class ChainTab(ScrollingTab):
    """What it offers, whom it works for, who works for it."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "enterprise",
            "enterprise_service",
            "service_code",
            "chain_link",
            "contract",
            "contract_execution",
        }
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self._make_actions()
        self.services: RowsSection[OfferedRow] = RowsSection(
            tr("Services offered"),
            "sheet-services-offered",
            _service_columns(),
            empty=tr("No service is recorded; the register shows the line and market alone."),
            actions=(self.remove, self.edit, self.new),
        )
        self.services.when_chosen(self._enable)
        self.services.when_opened(self.edit)
        self.givers: RowsSection[Link] = RowsSection(
            tr("Works for"),
            "sheet-chain-givers",
            _link_columns(gives=False),
            empty=tr("Nobody's work for it is known in this year."),
            actions=(self.picture,),
        )
        self.takers: RowsSection[Link] = RowsSection(
            tr("Gives work to"),
            "sheet-chain-takers",
            _link_columns(gives=True),
            empty=tr("It gives work to nobody that is known in this year."),
        )
        self.givers.table.opened.connect(lambda row: self._go_to(row.giver))
        self.takers.table.opened.connect(lambda row: self._go_to(row.taker))
        self.left_out = Callout(tone=Tone.WARN)
        self.left_out.hide()
        for part in (self.services, self.givers, self.takers, self.left_out):
            self.column.addWidget(part)
        self.column.addStretch()
        for section in (self.givers, self.takers):
            section.setVisible(runner.can(chain_of_enterprise))
        self._enable()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.new = make(
            add_enterprise_service, tr("New service…"), self._new, key="Ctrl+Shift+N", icon="plus"
        )
        self.edit = make(edit_enterprise_service, tr("Edit"), self._edit)
        self.remove = make(delete_enterprise_service, tr("Delete"), self._ask_remove)
        self.picture: PageAction = make(
            chain_of_enterprise, tr("Show in the chain"), self._show_picture, icon="link"
        )
        self.sheet.add_key(self.new)

    def year(self) -> int:
        """Return the year of the links: that of the day in view, or of the quarter in view."""
        return self.on.year if self.on is not None else self.sheet.shell.quarter.year

    def refresh(self) -> None:
        """Fetch services and links again, as at the day in view."""
        id_ = self.enterprise_id
        if id_ is None:
            return
        wanted = (id_, self.on)
        asked = self.runner.run(self, services_of_enterprise, *wanted)
        asked.done(partial(self._show_services, wanted))
        if self.runner.can(chain_of_enterprise):
            criteria = ChainFilter(year=self.year(), on=self.on)
            request = self.runner.run(self, chain_of_enterprise, id_, criteria)
            request.done(partial(self._show_links, wanted))

    def _show_services(self, wanted: Wanted, rows: tuple[OfferedRow, ...]) -> None:
        if wanted == (self.enterprise_id, self.on):
            self.services.show_rows(rows)
            self._enable()

    def _show_links(self, wanted: Wanted, found: EnterpriseChain) -> None:
        if wanted != (self.enterprise_id, self.on):
            return
        self.givers.show_rows(found.from_others)
        self.takers.show_rows(found.to_others)
        text = left_out_text(found.left_out)
        self.left_out.say(text, Tone.WARN)
        self.left_out.setVisible(bool(text))

    def _enable(self) -> None:
        row = self.services.current()
        can = self.runner.can(edit_enterprise_service)
        self.new.setEnabled(can and self.enterprise_id is not None)
        self.edit.setEnabled(can and row is not None)
        self.remove.setEnabled(can and row is not None)

    def _new(self) -> None:
        self._open(None)

    def _edit(self) -> None:
        row = self.services.current()
        if row is not None:
            self._open(row)

    def _open(self, edits: OfferedRow | None) -> None:
        if self.enterprise_id is None:
            return
        dialog = ServiceDialog(
            self.runner,
            self,
            self.enterprise_id,
            self.sheet.shell.today,
            edits=edits,
            first=not self.services.rows,
        )
        dialog.saved.connect(lambda _id: self.sheet.shell.notify(tr("Service saved")))
        dialog.open()

    def _ask_remove(self) -> None:
        row = self.services.current()
        if row is None:
            return

        def delete() -> None:
            request = self.runner.run(self, delete_enterprise_service, row.id, row.version)
            request.done(lambda _none: self.sheet.shell.notify(tr("Service deleted")))

        text = tr(
            "Delete the service {code}? One that ended gets its last day instead.",
            code=code_text(row.code.code, row.code),
        )
        tell(self, text, Tone.WARN, ((tr("Delete"), delete),))

    def _show_picture(self) -> None:
        if self.enterprise_id is not None:
            self.sheet.shell.open_page("chain", self.enterprise_id)

    def _go_to(self, party: Party) -> None:
        if party.enterprise_id is not None:
            self.sheet.shell.open_page("enterprise", party.enterprise_id)


def _service_columns() -> tuple[Column[OfferedRow], ...]:
    return (
        Column(
            tr("Main"),
            lambda row: tr("Main service") if row.is_main else "",
            tone=lambda row: Tone.GOOD if row.is_main else None,
            width=90,
        ),
        Column(tr("Service line"), lambda row: label(row.code.line), width=80),
        Column(
            tr("Class of services"),
            lambda row: code_text(row.code.code, row.code),
            width=230,
            grows=True,
        ),
        Column(tr("Market"), lambda row: label(row.reach), width=110),
        Column(tr("Layer"), lambda row: label(row.layer) if row.layer else "—", width=80),
        Column(tr("From"), lambda row: date_text(row.from_on), width=96),
        Column(tr("To"), lambda row: date_text(row.to_on), width=96),
        Column(tr("Edition"), _edition, muted=True, width=170, grows=True, yields=1, wraps=True),
    )


def _edition(row: OfferedRow) -> str:
    title = row.edition_title
    if language() != "zh_CN":
        title = row.edition_title_en or title
    return title if row.official_codes else tr("{edition}, own keys", edition=title)


def _link_columns(*, gives: bool) -> tuple[Column[Link], ...]:
    return (
        Column(
            tr("Takes the work") if gives else tr("Gives the work"),
            lambda row: (row.taker if gives else row.giver).name,
            width=260,
            grows=True,
        ),
        Column(tr("Stage"), lambda row: stage_title(row.stage), width=190, grows=True),
        Column(
            tr("Executed (US$)"),
            lambda row: amount_text(row.amount_usd_cents),
            numeric=True,
            width=150,
        ),
        Column(tr("Behind it"), lambda row: counts(row.contracts, row.entered), width=120),
        Column(tr("Known from"), lambda row: origins_text(row.origins), muted=True, width=140),
    )
