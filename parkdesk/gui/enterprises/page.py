"""The registry of enterprises (企业档案)."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QDragEnterEvent, QDropEvent

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprise_status import FOLLOWS
from parkdesk.domain.enterprises import CertificateState, EnterpriseStatus, Reach, SaveEnterprise
from parkdesk.domain.paging import Sort
from parkdesk.excel.enterprises import ENTERPRISE_EXPORT_COLUMNS
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.columns import TABLES, enterprise_columns
from parkdesk.gui.enterprises.panel import EnterprisePanel
from parkdesk.gui.enterprises.standing import STOPPED, standing_options
from parkdesk.gui.enterprises.status_dialog import StatusDialog
from parkdesk.gui.exporting import Export, ask_export, export_to
from parkdesk.gui.imports.choose_step import dropped_file
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.service_codes.words import service_options
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.choice_filter import ChoiceFilter
from parkdesk.i18n import label, number_text, tr
from parkdesk.usecases.enterprise_details import (
    EnterpriseDetail,
    enterprise_detail,
    enterprise_form,
    reveal_enterprise_numbers,
)
from parkdesk.usecases.enterprise_lists import (
    EnterpriseCounts,
    EnterpriseFilter,
    EnterpriseRow,
    enterprise_counts,
    enterprise_place,
    export_enterprises,
    list_enterprises,
)
from parkdesk.usecases.enterprise_sheet import enterprise_head
from parkdesk.usecases.enterprises import (
    change_enterprise_status,
    create_enterprise,
    delete_enterprise,
    edit_enterprise,
)
from parkdesk.usecases.imports import import_enterprises
from parkdesk.usecases.service_code_lists import NamedCode, usable_service_codes
from parkdesk.usecases.titles import TitleKind, list_title_kinds

if TYPE_CHECKING:
    from parkdesk.gui.imports.dialog import ImportDialog
    from parkdesk.gui.pages import Shell

# The list is what a person waits for at the start; dialogs and sheet are imported when opened.


class EnterprisesPage(RegistryPage[EnterpriseRow]):
    """Every enterprise with its certificates' state, and one of them at the right."""

    reads_quarter: ClassVar[bool] = False
    tables: ClassVar[frozenset[str]] = TABLES
    view_key: ClassVar[str] = "enterprises"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.detail: EnterpriseDetail | None = None
        self.setAcceptDrops(True)
        self.set_title(tr("Enterprises"))
        self.as_at_note = tr(
            "Names, status, people, premises, services, certificates and contracts are those of"
            " that day; a service line without dated services is today's. Anything saved is saved"
            " as of today."
        )
        self._make_row_actions()
        self._make_page_actions()
        self._make_filters()
        self.set_list(enterprise_columns(), self._load, Sort("name"))
        self.set_empty(
            tr("No enterprises yet"),
            tr("Import the list that the office keeps in Excel, or enter the first one by hand."),
            self.import_list,
            self.new,
            icon="building",
        )
        self.panel = EnterprisePanel(self._go, self.reveal, self.whole)
        for action in (self.edit, self.status_change, self.delete):
            self.panel.add_foot(action)
        self.set_detail(self.panel, widths=(740, 420))
        self.table.opened.connect(lambda row: self.open_sheet(row.id))
        self._count()
        self._enable()

    # Making

    def _make_row_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_enterprise, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.status_change = make(
            change_enterprise_status, tr("Status…"), self._open_status, key="Ctrl+T", icon="clock"
        )
        self.delete = make(
            delete_enterprise, tr("Delete"), self._ask_delete, key="Ctrl+Del", icon="delete"
        )
        self.reveal = make(
            reveal_enterprise_numbers,
            tr("Show the numbers in full"),
            self._reveal,
            key="Ctrl+Shift+R",
            icon="eye",
        )
        whole = tr("Open the enterprise page")
        self.whole = make(enterprise_head, whole, self._open_whole, key="F4", icon="building")
        for action in (self.edit, self.status_change, self.delete, self.reveal, self.whole):
            self.add_key(action)

    def _make_page_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.import_list: PageAction = make(
            import_enterprises,
            tr("Import Excel"),
            self.open_import,
            key="Ctrl+Shift+I",
            icon="import",
        )
        self.export: PageAction = make(
            export_enterprises, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        self.new: PageAction = make(
            create_enterprise, tr("New enterprise"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        leads = partial(PageAction, self)
        go = self.shell.open_page
        scans = partial(go, "scans")
        self.scans = leads(tr("Scan inbox"), scans, key="Ctrl+Shift+B", icon="folder")
        alike = partial(go, "duplicates")
        self.duplicates = leads(tr("Duplicates"), alike, key="Ctrl+Shift+D", icon="copy")
        self.add_key(self.scans)
        self.add_action(self.duplicates)
        self.add_action(self.import_list)
        self.add_action(self.export)
        self.add_action(self.new, primary=True)

    def _make_filters(self) -> None:
        self.status = self.add_choice(
            tr("All statuses"), [(one, label(one)) for one in EnterpriseStatus], key="status"
        )
        self.line: ChoiceFilter[ServiceLine | str] = self.add_choice(
            tr("All services"), [(one, one.value) for one in ServiceLine], key="service_line"
        )
        self.line.await_options()
        self.runner.run(self, usable_service_codes).done(self._offer_services)
        self.certificates = self.add_choice(
            tr("All certificates"),
            [(one, label(one)) for one in CertificateState],
            key="certificates",
        )
        self.reach = self.add_choice(
            tr("All markets"),
            [(one, label(one)) for one in (Reach.OFFSHORE, Reach.ONSHORE)],
            key="market",
        )
        self.standing: ChoiceFilter[str] = self.add_choice(
            tr("Titles and stops"), [], key="standing"
        )
        self.standing.await_options()
        self.runner.run(self, list_title_kinds).done(self._offer_standing)
        self.search = self.add_search(tr("Name, pinyin initials or code"))
        self.end_filters()

    def _offer_services(self, codes: tuple[NamedCode, ...]) -> None:
        self.line.set_options(service_options(codes))

    def _offer_standing(self, kinds: tuple[TitleKind, ...]) -> None:
        self.standing.set_options(standing_options(kinds))

    def criteria(self) -> EnterpriseFilter:
        """Return what the filters say."""
        standing, service = self.standing.value(), self.line.value()
        return EnterpriseFilter(
            self.search.words(),
            self.status.value(),
            service if isinstance(service, ServiceLine) else None,
            self.certificates.value(),
            self.reach.value(),
            on=self.shell.on,
            title=None if standing == STOPPED else standing,
            stopped=standing == STOPPED,
            service_code=None if isinstance(service, ServiceLine) else service,
        )

    # Showing

    def show_detail(self, record_id: int | None) -> None:
        """Load an enterprise into the panel."""
        if record_id is None:
            self._show_nothing()
            return
        request = self.runner.run(self, enterprise_detail, record_id, self.shell.on)
        request.done(self.of_day(self._show)).refused(self._gone)

    def show_record(self, record_id: int) -> None:
        """Show an enterprise, its row in view wherever in the list it stands."""
        super().show_record(record_id)
        request = self.runner.run(
            self, enterprise_place, self.criteria(), self.table.records.order, record_id
        )
        request.done(self._go_to_place).refused(self._gone)

    def refresh(self) -> None:
        """Fetch rows, detail and counts again."""
        super().refresh()
        self._count()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[EnterpriseRow]) -> object:
        request = self.runner.run(self, list_enterprises, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _go_to_place(self, place: int | None) -> None:
        if place is not None and place < self.table.records.total:
            self.table.select_place(place)

    def _show(self, detail: EnterpriseDetail) -> None:
        if detail.row.id != self.current_id():
            return
        if self.shell.on is not None and not detail.statuses:
            # On the day in view the register did not know it: the list does not have it either.
            self._show_nothing()
            return
        self.detail = detail
        self.panel.show_detail(detail)
        self._enable()

    def _gone(self, _error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one: the list tells the same.
        self._show_nothing()
        return True

    def _show_nothing(self) -> None:
        self.detail = None
        self.panel.show_nothing()
        self._enable()

    def _enable(self) -> None:
        here = self.detail is not None
        for action, use_case in (
            (self.edit, edit_enterprise),
            (self.status_change, change_enterprise_status),
            (self.delete, delete_enterprise),
            (self.reveal, reveal_enterprise_numbers),
        ):
            action.setEnabled(here and self.runner.can(use_case))
        if self.shell.on is not None:
            # The status shown is that of a past day: no ground to change today's on.
            self.status_change.setEnabled(False)
        self.status_change.withhold(_ended(self.detail))

    def _count(self) -> None:
        request = self.runner.run(self, enterprise_counts, self.shell.on)
        request.done(self.of_day(self._show_counts))

    def _show_counts(self, counts: EnterpriseCounts) -> None:
        parts = [
            tr("{count} in the park", count=number_text(counts.resident)),
            tr("{count} with an offshore market", count=number_text(counts.offshore)),
        ]
        if counts.unrecorded:
            parts.append(tr("no market recorded: {count}", count=number_text(counts.unrecorded)))
        self.set_count(" · ".join(parts))

    def _go(self, page: str, record_id: int) -> None:
        self.shell.open_page(page, record_id)

    def _open_whole(self) -> None:
        if self.detail is not None:
            self.open_sheet(self.detail.row.id)

    def open_sheet(self, enterprise_id: int) -> None:
        """Open the page of one enterprise; there, Alt+Up and Alt+Down walk through this list."""
        from parkdesk.gui.enterprises.sheet.page import EnterpriseSheet

        sheet = self.shell.open_page("enterprise", enterprise_id)
        if isinstance(sheet, EnterpriseSheet):
            sheet.follow(self.criteria(), self.table.records.order)

    # Dialogs

    def _open_new(self) -> None:
        self._open()

    def _open_edit(self) -> None:
        if self.detail is None:
            return
        id_ = self.detail.row.id

        def opened(found: tuple[int, SaveEnterprise]) -> None:
            self._open((id_, *found))

        self.runner.run(self, enterprise_form, id_).done(opened)

    def _open_status(self) -> None:
        if self.detail is not None:
            dialog = StatusDialog(self.runner, self, self.detail.row, self.shell.today)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("Status changed")))
            dialog.open()

    def _open(self, edits: tuple[int, int, SaveEnterprise] | None = None) -> None:
        from parkdesk.gui.enterprises.dialog import EnterpriseDialog

        dialog = EnterpriseDialog(self.runner, self, self.shell.today, edits=edits)
        dialog.saved.connect(self._saved)
        dialog.other_wanted.connect(self.open_sheet)
        dialog.open()

    def _saved(self, enterprise_id: object) -> None:
        self.shell.notify(tr("Enterprise saved"))
        if isinstance(enterprise_id, int):
            self.show_record(enterprise_id)

    def _ask_delete(self) -> None:
        if self.detail is None:
            return
        row = self.detail.row

        def delete() -> None:
            request = self.runner.run(self, delete_enterprise, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Enterprise deleted")))

        self.banner.show_text(
            tr("Delete {enterprise} ({code})?", enterprise=row.name, code=row.code),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )

    def _reveal(self) -> None:
        if self.detail is not None:
            id_ = self.detail.row.id

            def shown(numbers: tuple[str, str]) -> None:
                if self.current_id() == id_:
                    self.panel.show_numbers(*numbers)

            self.runner.run(self, reveal_enterprise_numbers, id_).done(shown)

    # Import and export

    def open_import(self, path: Path | None = None) -> ImportDialog:
        """Open the import; with a path, begin to read it."""
        from parkdesk.gui.enterprises.importing import enterprise_import
        from parkdesk.gui.imports.dialog import ImportDialog
        from parkdesk.gui.imports.following import go_on_with_first

        dialog = ImportDialog(self.runner, self, enterprise_import())
        go_on_with_first(self, dialog)
        dialog.open()
        if path is not None:
            dialog.read_file(path)
        return dialog

    def _ask_export(self) -> None:
        ask_export(self, self._export())

    def export_to(self, path: Path) -> None:
        """Write the list as it is filtered and ordered now; numbers of persons are masked."""
        export_to(self, self._export(), path)

    def _export(self) -> Export:
        asked = (self.criteria(), self.table.records.order)
        return Export(tr("Enterprises"), ENTERPRISE_EXPORT_COLUMNS, export_enterprises, asked)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.runner.can(import_enterprises) and dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_import(path)


def _ended(detail: EnterpriseDetail | None) -> str:
    """Return why no other status can follow; nothing where one can."""
    if detail is None or FOLLOWS[detail.row.status]:
        return ""
    return tr("{status}: no other status follows this one.", status=label(detail.row.status))
