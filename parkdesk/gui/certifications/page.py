"""The register of certificates."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.certifications import CertificationFamily, CertificationStatus
from parkdesk.domain.paging import Sort
from parkdesk.domain.register_checks import CheckResult
from parkdesk.excel.certifications import CERTIFICATION_COLUMNS
from parkdesk.gui.actions import action_for
from parkdesk.gui.certifications.handling import CertificationActions
from parkdesk.gui.certifications.panel import CertificationPanel
from parkdesk.gui.certifications.words import (
    certificate_text,
    checked_text,
    days_text,
    status_text,
    status_tone,
)
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.following import go_on_with_first
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.usecases.certification_details import CertificationDetail, certification_detail
from parkdesk.usecases.certification_exports import export_certifications
from parkdesk.usecases.certification_funding import FundingView, certification_funding
from parkdesk.usecases.certification_imports import (
    import_certifications,
    preview_certification_import,
)
from parkdesk.usecases.certification_lists import (
    CertificationCounts,
    CertificationFilter,
    CertificationRow,
    certification_counts,
    list_certifications,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

_WITHIN_DAYS = (30, 90, 180)
_IN_FORCE = "in-force"
_NEVER = "never"
_CHECKED_BEFORE = "before-"
_CHECK_AGES = (90, 180, 365)
_VISIT = "surveillance"


class CertificationsPage(RegistryPage[CertificationRow]):
    """Every certificate with its status today, and one of them at the right."""

    reads_quarter: ClassVar[bool] = False
    tables: ClassVar[frozenset[str]] = frozenset(
        {
            "certification",
            "certification_check",
            "certification_funding",
            "certification_surveillance",
            "certification_type",
            "enterprise",
        }
    )
    view_key: ClassVar[str] = "certifications"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.as_at_note = tr(
            "Names of enterprises, status, suspensions, checks, surveillance and granted money are"
            " those of that day; the scope has no days, and the filter of surveillance past due"
            " asks as at today."
        )
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
        self.panel = CertificationPanel(self.actions_of_one)
        for action in (self.renew, self.edit, self.stop, self.delete):
            self.panel.add_foot(action)
        self.set_detail(self.panel)
        self.table.opened.connect(lambda _row: self.edit.trigger())
        self._count()

    def _make_actions(self) -> None:
        self.actions_of_one = CertificationActions(self)
        actions = self.actions_of_one
        self.renew, self.edit, self.stop = actions.renew, actions.edit, actions.stop
        self.delete, self.check, self.fund = actions.delete, actions.check, actions.fund
        self.surveillance, self.new, self.kinds = actions.surveillance, actions.new, actions.kinds
        make = partial(action_for, self, self.runner)
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
        self.add_action(self.kinds)
        self.add_action(self.import_list)
        self.add_action(self.export)
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_filters(self) -> None:
        self.family = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in CertificationFamily], key="family"
        )
        self.status = self.add_choice(
            tr("All statuses"),
            [(_IN_FORCE, tr("In force now")), *((one, label(one)) for one in CertificationStatus)],
            key="status",
        )
        # What is in force, the next to expire on top, is what an office opens this page for.
        self.status.come_with(_IN_FORCE)
        self.within = self.add_choice(
            tr("Any expiry"),
            [(days, tr("Expires within {days} days", days=days)) for days in _WITHIN_DAYS],
            key="within",
        )
        self.looked_up = self.add_choice(
            tr("Any register check"),
            [
                (_NEVER, tr("Never looked up")),
                *(
                    (_CHECKED_BEFORE + str(days), tr("Not for {days} days", days=days))
                    for days in _CHECK_AGES
                ),
                *((one, label(one)) for one in (CheckResult.DIFFERENT, CheckResult.NOT_PUBLISHED)),
                (_VISIT, tr("Surveillance past due")),
            ],
            key="looked_up",
        )
        self.search = self.add_search(tr("Enterprise or number"))
        self.end_filters()

    def criteria(self) -> CertificationFilter:
        """Return what the filters say."""
        status = self.status.value()
        checked = str(self.looked_up.value() or "")
        aged = checked.removeprefix(_CHECKED_BEFORE) if checked.startswith(_CHECKED_BEFORE) else ""
        return CertificationFilter(
            self.search.words(),
            self.family.value(),
            CertificationStatus(status) if status not in {None, _IN_FORCE} else None,
            self.within.value(),
            in_force=status == _IN_FORCE,
            never_checked=checked == _NEVER,
            unchecked_for_days=int(aged) if aged else None,
            check_result=CheckResult(checked) if checked in set(CheckResult) else None,
            surveillance_open=checked == _VISIT,
            on=self.shell.on,
        )

    def show_detail(self, record_id: int | None) -> None:
        """Load a certificate into the panel, with the money it brought."""
        if record_id is None:
            self._show_nothing()
            return
        request = self.runner.run(self, certification_detail, record_id, self.shell.on)
        request.done(self.of_day(self._show)).refused(self._gone)
        funding = self.runner.run(self, certification_funding, record_id, self.shell.on)
        shown = self.of_day(partial(self._show_funding, record_id))
        funding.done(shown).refused(self._gone)

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
        self.panel.show_detail(detail, self.shell.on or self.shell.today)
        self.actions_of_one.show(detail)

    def _show_funding(self, record_id: int, view: FundingView) -> None:
        if record_id == self.current_id():
            self.panel.show_funding(view)

    def _show_nothing(self) -> None:
        self.panel.show_nothing()
        self.actions_of_one.show(None)

    def _gone(self, _error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one: the list tells the same.
        self._show_nothing()
        return True

    def _count(self) -> None:
        request = self.runner.run(self, certification_counts, self.shell.on)
        request.done(self.of_day(self._show_counts))

    def _show_counts(self, counts: CertificationCounts) -> None:
        if not (counts.in_force or counts.expired) and self.status.value() == _IN_FORCE:
            self.status.clear_choice()
        self.set_count(
            tr(
                "{valid} in force · {expiring} about to expire · {expired} expired",
                valid=number_text(counts.in_force),
                expiring=number_text(counts.expiring),
                expired=number_text(counts.expired),
            )
        )

    # Import and export

    def open_import(self) -> ImportDialog:
        """Open the import of a list of certificates."""
        dialog = ImportDialog(self.runner, self, certification_import())
        go_on_with_first(self, dialog)
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


def certification_import() -> ImportSpec:
    """Return how a list of certificates is imported."""
    return ImportSpec(
        key="certificates",
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
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=190, grows=True),
        Column(tr("Certificate"), certificate_text, "type", width=212, grows=True),
        Column(
            tr("Status"),
            lambda row: status_text(row.status),
            tone=lambda row: status_tone(row.status),
            width=110,
            key="status",
        ),
        Column(
            tr("Valid until"),
            lambda row: date_text(row.expires_on),
            "expires_on",
            width=94,
            value=lambda row: row.expires_on,
        ),
        Column(
            tr("Days left"),
            days_text,
            "expires_on",
            numeric=True,
            width=74,
            key="days_left",
            value=lambda row: row.days_left,
            yields=1,
        ),
        Column(tr("Number"), lambda row: row.number, "number", width=150, muted=True, hidden=True),
        Column(
            tr("In force from"),
            lambda row: date_text(row.issued_on),
            "issued_on",
            width=100,
            hidden=True,
            value=lambda row: row.issued_on,
        ),
        Column(
            tr("Register check"),
            checked_text,
            "checked_on",
            width=150,
            hidden=True,
            value=lambda row: row.checked_on,
        ),
        Column(
            tr("Issued by"),
            lambda row: row.issuer,
            width=160,
            muted=True,
            key="issuer",
            hidden=True,
            grows=True,
        ),
    )
