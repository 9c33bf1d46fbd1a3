"""The register of certificates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.certifications import CertificationFamily, CertificationStatus
from parkdesk.domain.paging import Sort
from parkdesk.excel.certifications import CERTIFICATION_COLUMNS
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.certifications.dialog import CertificationDialog
from parkdesk.gui.certifications.panel import CertificationPanel
from parkdesk.gui.certifications.stop_dialog import StopDialog
from parkdesk.gui.certifications.words import (
    certificate_text,
    days_text,
    status_text,
    status_tone,
)
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.usecases.certification_imports import (
    export_certifications,
    import_certifications,
    preview_certification_import,
)
from parkdesk.usecases.certification_details import CertificationDetail, certification_detail
from parkdesk.usecases.certification_lists import (
    CertificationCounts,
    CertificationFilter,
    CertificationRow,
    certification_counts,
    list_certifications,
)
from parkdesk.usecases.certification_rules import CertificationRules, certification_rules
from parkdesk.usecases.certification_stops import suspend_certification
from parkdesk.usecases.certifications import (
    delete_certification,
    edit_certification,
    register_certification,
    renew_certification,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.pages import Shell

_WITHIN_DAYS = (30, 90, 180)
_IN_FORCE = "in-force"


class CertificationsPage(RegistryPage[CertificationRow]):
    """Every certificate with its status today, and one of them at the right."""

    tables: ClassVar[frozenset[str]] = frozenset({"certification", "enterprise"})

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._detail: CertificationDetail | None = None
        self.set_title(tr("Certificates"))
        self._make_actions()
        self._make_filters()
        self.set_list(_columns(), self._load, Sort("expires_on"))
        self.set_empty(
            tr("No certificates yet"),
            tr("Enter a certificate from the paper, or import the list that the office keeps."),
            self.new,
            self.import_list,
            icon="certificate",
        )
        self.panel = CertificationPanel()
        for action in (self.renew, self.edit, self.stop, self.delete):
            self.panel.add_foot(action)
        self.set_detail(self.panel)
        self.table.opened.connect(lambda _row: self.edit.trigger())
        self._count()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.renew = make(
            renew_certification, tr("Renew"), self._open_renewal, key="Ctrl+R", icon="refresh"
        )
        self.edit = make(edit_certification, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.stop = make(suspend_certification, tr("Suspend…"), self._open_stop)
        self.delete = make(delete_certification, tr("Delete"), self._ask_delete)
        for action in (self.renew, self.edit, self.stop, self.delete):
            self.add_key(action)
        self.import_list = make(
            import_certifications,
            tr("Import Excel"),
            self.open_import,
            key="Ctrl+Shift+I",
            icon="import",
        )
        self.export = make(
            export_certifications,
            tr("Export"),
            self._ask_export,
            key="Ctrl+Shift+E",
            icon="export",
        )
        self.add_action(self.import_list)
        self.add_action(self.export)
        self.new: PageAction = make(
            register_certification,
            tr("New certificate"),
            self._open_new,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_filters(self) -> None:
        self.family = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in CertificationFamily]
        )
        self.status = self.add_choice(
            tr("All statuses"),
            [(_IN_FORCE, tr("In force now")), *((one, label(one)) for one in CertificationStatus)],
        )
        # What is in force, the next to expire on top, is what an office opens this page for.
        self.status.set_value(_IN_FORCE)
        self.within = self.add_choice(
            tr("Any expiry"),
            [(days, tr("Expires within {days} days", days=days)) for days in _WITHIN_DAYS],
        )
        self.search = self.add_search(tr("Enterprise or number"))
        self.end_filters()

    def criteria(self) -> CertificationFilter:
        """Return what the filters say."""
        status = self.status.value()
        return CertificationFilter(
            self.search.words(),
            self.family.value(),
            CertificationStatus(status) if status not in {None, _IN_FORCE} else None,
            self.within.value(),
            in_force=status == _IN_FORCE,
        )

    def show_detail(self, record_id: int | None) -> None:
        """Load a certificate into the panel."""
        if record_id is None:
            self._detail = None
            self.panel.show_nothing()
            self._enable()
            return
        request = self.runner.run(self, certification_detail, record_id)
        request.done(self._show).refused(self._gone)

    def refresh(self) -> None:
        """Fetch rows, detail and counts again."""
        super().refresh()
        self._count()

    def _load(
        self, sort: Sort, offset: int, limit: int, arrived: Arrived[CertificationRow]
    ) -> object:
        request = self.runner.run(self, list_certifications, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _show(self, detail: CertificationDetail) -> None:
        if detail.row.id != self.current_id():
            return
        self._detail = detail
        self.panel.show_detail(detail, self.shell.today)
        self._enable()

    def _gone(self, _error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one: the list tells the same.
        self._detail = None
        self.panel.show_nothing()
        self._enable()
        return True

    def _enable(self) -> None:
        detail = self._detail
        here = detail is not None
        last = detail is not None and detail.renewed_by_id is None
        stopped = detail is not None and detail.withdrawn_on is not None
        self.renew.setEnabled(last and self.runner.can(renew_certification))
        self.edit.setEnabled(here and self.runner.can(edit_certification))
        self.stop.setEnabled(last and not stopped and self.runner.can(suspend_certification))
        self.delete.setEnabled(last and self.runner.can(delete_certification))

    def _count(self) -> None:
        self.runner.run(self, certification_counts).done(self._show_counts)

    def _show_counts(self, counts: CertificationCounts) -> None:
        if not (counts.in_force or counts.expired) and self.status.value() == _IN_FORCE:
            self.status.clear_choice()
        self.set_count(
            tr(
                "{valid} in force · {expiring} about to expire · {expired} lapsed",
                valid=number_text(counts.in_force),
                expiring=number_text(counts.expiring),
                expired=number_text(counts.expired),
            )
        )

    # Import and export

    def open_import(self) -> ImportDialog:
        """Open the import of a list of certificates."""
        dialog = ImportDialog(self.runner, self, certification_import())
        dialog.open()
        return dialog

    def export_spec(self) -> Export:
        """Return what an export of the list as it is filtered and ordered now is."""
        order = self.table.records.order
        return Export(
            tr("Certificates"),
            CERTIFICATION_COLUMNS,
            export_certifications,
            (self.criteria(), order),
        )

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())

    # Dialogs

    def _open_new(self) -> None:
        self._with_rules(
            lambda rules: CertificationDialog(self.runner, self, rules, self.shell.today)
        )

    def _open_edit(self) -> None:
        detail = self._detail
        if detail is not None:
            self._with_rules(
                lambda rules: CertificationDialog(
                    self.runner, self, rules, self.shell.today, edits=detail
                )
            )

    def _open_renewal(self) -> None:
        detail = self._detail
        if detail is not None:
            self._with_rules(
                lambda rules: CertificationDialog(
                    self.runner, self, rules, self.shell.today, renews=detail
                )
            )

    def _open_stop(self) -> None:
        if self._detail is not None:
            dialog = StopDialog(self.runner, self, self._detail, self.shell.today)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("Saved")))
            dialog.open()

    def _with_rules(self, make: Callable[[CertificationRules], CertificationDialog]) -> None:
        def opened(rules: CertificationRules) -> None:
            dialog = make(rules)
            dialog.saved.connect(self._saved)
            dialog.open()

        self.runner.run(self, certification_rules).done(opened)

    def _saved(self, certification_id: object) -> None:
        self.shell.notify(tr("Certificate saved"))
        if isinstance(certification_id, int):
            self.show_record(certification_id)

    def _ask_delete(self) -> None:
        if self._detail is None:
            return
        row = self._detail.row

        def delete() -> None:
            request = self.runner.run(self, delete_certification, row.id, row.version)
            request.done(lambda _none: self.shell.notify(tr("Certificate deleted")))

        self.banner.show_text(
            tr(
                "Delete {certificate}, number {number}, of {enterprise}?",
                certificate=certificate_text(row),
                number=row.number,
                enterprise=row.enterprise,
            ),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )


def certification_import() -> ImportSpec:
    """Return how a list of certificates is imported."""
    return ImportSpec(
        title=tr("Import certificates"),
        things=tr("certificate entries"),
        counted=lambda n: trn("{n} certificate entry", "{n} certificate entries", n),
        columns=CERTIFICATION_COLUMNS,
        preview=preview_certification_import,
        apply=import_certifications,
        template=tr("Certificates template"),
        intro=tr(
            "A row is a certificate of the register if enterprise, kind and number are the same. A"
            " blank cell changes nothing."
        ),
    )


def _columns() -> tuple[Column[CertificationRow], ...]:
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=184),
        Column(tr("Certificate"), certificate_text, "type", width=172),
        Column(
            tr("Status"),
            lambda row: status_text(row.status),
            tone=lambda row: status_tone(row.status),
            width=124,
        ),
        Column(tr("Valid until"), lambda row: date_text(row.expires_on), "expires_on", width=94),
        Column(tr("Days left"), days_text, numeric=True, width=74),
        Column(tr("Number"), lambda row: row.number, "number", width=150, muted=True),
        Column(tr("In force from"), lambda row: date_text(row.issued_on), "issued_on", width=100),
        Column(tr("Issued by"), lambda row: row.issuer, width=160, muted=True),
    )
