"""The services of the public platforms, with what each of the four did in the quarter."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QHBoxLayout, QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.money import major_units
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, PlatformTotals
from parkdesk.excel.service_log import SERVICE_COLUMNS
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.platforms.dialog import ServiceDialog
from parkdesk.gui.platforms.entry_line import EntryLine
from parkdesk.gui.platforms.importing import service_import
from parkdesk.gui.platforms.words import (
    done_text,
    fee_text,
    hours_text,
    satisfaction_text,
    totals_text,
)
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.i18n import (
    date_text,
    label,
    number_text,
    quarter_text,
    tr,
    trn,
)
from parkdesk.usecases.platforms import (
    ServiceFilter,
    ServiceRow,
    delete_service,
    edit_service,
    list_services,
    platform_totals,
    record_service,
    service_detail,
)
from parkdesk.usecases.service_imports import export_services, import_services

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

_QUARTER, _ALL = "quarter", "all"


class PlatformsPage(RegistryPage[ServiceRow]):
    """Every service, the totals of the four platforms above it."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"platform_service", "platform_offer", "platform_request", "enterprise"}
    )
    view_key: ClassVar[str] = "platforms"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._row: ServiceRow | None = None
        self.as_at_note = tr(
            "Services given up to that day, in the list and in the totals above it."
        )
        self._make_cards()
        self._name_quarter()
        self._make_actions()
        self.line = EntryLine(runner, self, shell.today)
        self.line.saved.connect(self._line_saved)
        self.line.closed.connect(self.table.setFocus)
        self.body.insertWidget(1, self.line)
        self.platform = self.add_choice(
            tr("All platforms"), [(one, label(one)) for one in Platform], key="platform"
        )
        self.period = self.add_choice(
            tr("Any time"), [(_QUARTER, tr("In the quarter in view"))], key="period"
        )
        self.search = self.add_search(tr("Enterprise, service or remark"))
        for action in (self.classes, self.matters, self.events, self.assets):
            self.filters.add(ActionButton(self.add_key(action)))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("served_on", descending=True))
        self.set_empty(
            tr("No services yet"),
            tr("Record what a platform did for an enterprise: one line each time."),
            self.new,
            icon="platform",
        )
        self.panel = DetailPanel(tr("Choose a service to see it whole."))
        self.facts = Facts()
        self.panel.add_tab(tr("Overview"), self.facts)
        self.panel.tabs.tabBar().hide()
        for action in (self.edit, self.delete):
            self.panel.add_foot(action, key_shown=True)
        self.set_detail(self.panel, widths=(850, 350))
        self.table.opened.connect(lambda _row: self.edit.trigger())
        shell.quarter_changed.connect(self._quarter_changed)
        self._enable()
        self._load_totals()

    def _make_cards(self) -> None:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 3)
        self.cards = {}
        for one in Platform:
            card = FigureCard(label(one), opened=partial(self._choose, one))
            self.cards[one] = card
            row.addWidget(card, 1)
        self.body.insertWidget(0, holder)

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_service, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_service, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.delete):
            self.add_key(action)
        self.catalogue = PageAction(
            self,
            tr("Service catalogue"),
            lambda: self.shell.open_page("offers"),
            key="Ctrl+Alt+C",
            icon="book",
        )
        self.import_list = make(
            import_services, tr("Import Excel"), self.open_import, key="Ctrl+Shift+I", icon="import"
        )
        self.export = make(
            export_services, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        self.requests = PageAction(
            self,
            tr("Service requests"),
            lambda: self.shell.open_page("requests"),
            key="Ctrl+Alt+Q",
            icon="send",
        )
        self.rooms = PageAction(
            self,
            tr("Rooms"),
            lambda: self.shell.open_page("bookings"),
            key="Ctrl+Alt+K",
            icon="calendar",
        )
        self.events = PageAction(
            self,
            tr("Events"),
            lambda: self.shell.open_page("brand-events"),
            key="Ctrl+Alt+H",
            icon="calendar",
        )
        self.matters = PageAction(
            self,
            tr("IP matters"),
            lambda: self.shell.open_page("ip-matters"),
            key="Ctrl+Alt+Z",
            icon="certificate",
        )
        self.classes = PageAction(
            self,
            tr("Training"),
            lambda: self.shell.open_page("training-classes"),
            icon="people",
        )
        self.assets = PageAction(
            self,
            tr("Money"),
            lambda: self.shell.open_page("platform-assets"),
            key="Ctrl+Alt+F",
            icon="money",
        )
        for action in (
            *(self.rooms, self.requests, self.catalogue),
            *(self.import_list, self.export),
        ):
            self.add_action(action)
        self.new: PageAction = make(
            record_service, tr("New service"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> ServiceFilter:
        """Return what the filters say."""
        days = self.shell.quarter.days if self.period.value() == _QUARTER else None
        return ServiceFilter(self.search.words(), self.platform.value(), days, on=self.shell.on)

    def show_detail(self, record_id: int | None) -> None:
        """Load a service into the panel."""
        if record_id is None:
            self._show_none()
            return
        request = self.runner.run(self, service_detail, record_id, self.shell.on)
        request.done(self.of_day(self._show)).refused(self._gone)

    def refresh(self) -> None:
        """Fetch rows, totals and the panel again."""
        super().refresh()
        self._load_totals()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ServiceRow]) -> object:
        request = self.runner.run(self, list_services, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def blank(self) -> None:
        """Empty rows, detail and totals: they are another day's."""
        super().blank()
        self._name_quarter()
        for card in self.cards.values():
            card.say("—")

    def _load_totals(self) -> None:
        quarter = self.shell.quarter
        request = self.runner.run(self, platform_totals, quarter.days, self.shell.on)
        request.done(self.of_day(partial(self._show_totals, quarter)))

    def _show_totals(self, quarter: Quarter, totals: tuple[PlatformTotals, ...]) -> None:
        if quarter != self.shell.quarter:
            return
        for one in totals:
            self.cards[one.platform].say(
                trn("{n} service", "{n} services", one.services), totals_text(one)
            )

    def _choose(self, platform: Platform) -> None:
        self.platform.set_value(platform)
        self.period.set_value(_QUARTER)

    def _name_quarter(self) -> None:
        self.set_title(
            tr("Platform services"),
            tr("Totals of {quarter}", quarter=quarter_text(self.shell.quarter)),
        )

    def _quarter_changed(self, _quarter: object) -> None:
        self._name_quarter()
        self._load_totals()
        if self.period.value() == _QUARTER:
            self.reload()

    def _show(self, row: ServiceRow) -> None:
        if row.id != self.current_id():
            return
        self._row = row
        self.panel.show_title(done_text(row), row.enterprise, (label(row.platform), Tone.ACCENT))
        self.facts.show_facts(_facts(row))
        self._enable()

    def _show_none(self) -> None:
        self._row = None
        self.panel.show_nothing()
        self._enable()

    def _gone(self, _error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one: the list tells the same.
        self._show_none()
        return True

    def _enable(self) -> None:
        here = self._row is not None
        self.edit.setEnabled(here and self.runner.can(edit_service))
        self.delete.setEnabled(here and self.runner.can(delete_service))

    # Dialogs

    def _open_new(self) -> None:
        self.line.begin()

    def _line_saved(self, service_id: int) -> None:
        # The cursor stays in the line: the next one is typed there.
        self._saved(service_id)

    def open_import(self) -> ImportDialog:
        """Open the import of a list of services."""
        dialog = ImportDialog(self.runner, self, service_import())
        dialog.open()
        return dialog

    def export_spec(self) -> Export:
        """Return what an export of the list as it is filtered and ordered now is."""
        args = (self.criteria(), self.table.records.order)
        return Export(tr("Platform services"), SERVICE_COLUMNS, export_services, args)

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())

    def _open_edit(self) -> None:
        if self._row is not None:
            dialog = ServiceDialog(self.runner, self, self.shell.today, self._row)
            dialog.saved.connect(self._saved)
            dialog.open()

    def _saved(self, service_id: object) -> None:
        self.shell.notify(tr("Service saved"))
        if isinstance(service_id, int):
            self.show_record(service_id)

    def _ask_delete(self) -> None:
        row = self._row
        if row is None:
            return

        def delete() -> None:
            request = self.runner.run(self, delete_service, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Service deleted")))

        self.banner.show_text(
            tr(
                "Delete {kind} for {enterprise} on {day}?",
                kind=done_text(row),
                enterprise=row.enterprise,
                day=date_text(row.served_on),
            ),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )


def _facts(row: ServiceRow) -> list[tuple[str, str]]:
    return [
        (tr("Platform"), label(row.platform)),
        (tr("Kind of service"), label(row.kind)),
        (tr("Catalogue entry"), row.offer or "—"),
        (tr("Date"), date_text(row.served_on)),
        (tr("Hours"), hours_text(row.hours_tenths)),
        (tr("People who took part"), number_text(row.people)),
        (tr("Fee paid"), fee_text(row)),
        (tr("Satisfaction"), satisfaction_text(row)),
        (tr("Service request"), row.request or "—"),
        (tr("Counts in"), quarter_text(Quarter.of(row.counted_on))),
        (tr("Remarks"), row.note),
    ]


def _columns() -> tuple[Column[ServiceRow], ...]:
    return (
        Column(
            tr("Date"),
            lambda row: date_text(row.served_on),
            "served_on",
            width=92,
            value=lambda row: row.served_on,
        ),
        Column(tr("Platform"), lambda row: label(row.platform), "platform", width=110),
        Column(tr("Service"), done_text, width=150, key="service", grows=True),
        Column(
            tr("Kind of service"), lambda row: label(row.kind), width=128, key="kind", hidden=True
        ),
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=190, grows=True),
        Column(
            tr("Hours"),
            lambda row: hours_text(row.hours_tenths),
            numeric=True,
            width=64,
            key="hours",
            value=lambda row: Decimal(row.hours_tenths).scaleb(-1),
            yields=3,
        ),
        Column(
            tr("People"),
            lambda row: number_text(row.people),
            numeric=True,
            width=64,
            key="people",
            value=lambda row: row.people,
            yields=4,
        ),
        Column(
            tr("Fee paid"),
            fee_text,
            "fee",
            numeric=True,
            width=92,
            value=lambda row: major_units(row.fee_cents),
            yields=2,
        ),
        Column(
            tr("Satisfaction"),
            satisfaction_text,
            numeric=True,
            width=88,
            key="satisfaction",
            hidden=True,
            value=lambda row: row.satisfaction,
        ),
        Column(tr("Remarks"), lambda row: row.note, width=180, key="note", hidden=True, grows=True),
    )
