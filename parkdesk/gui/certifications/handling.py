"""What can be done with a certificate: the actions of its page, and the dialogs they open."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.certifications.check_dialog import CheckDialog
from parkdesk.gui.certifications.dialog import CertificationDialog
from parkdesk.gui.certifications.funding_dialog import FundingDialog
from parkdesk.gui.certifications.kinds_dialog import KindsDialog
from parkdesk.gui.certifications.stop_dialog import StopDialog
from parkdesk.gui.certifications.surveillance_dialog import SurveillanceDialog
from parkdesk.gui.certifications.words import certificate_text
from parkdesk.gui.papers.copies import save_copy
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import Tone
from parkdesk.i18n import label, money_text, tr
from parkdesk.usecases.certification_checks import Evidence, certification_evidence, record_check
from parkdesk.usecases.certification_funding import (
    FundingRow,
    certification_funding,
    delete_funding,
    record_funding,
)
from parkdesk.usecases.certification_kinds import certification_kinds
from parkdesk.usecases.certification_rules import CertificationRules, certification_rules
from parkdesk.usecases.certification_stops import record_surveillance, suspend_certification
from parkdesk.usecases.certifications import (
    delete_certification,
    edit_certification,
    register_certification,
    renew_certification,
)
from parkdesk.usecases.paper_lists import enterprise_papers

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.registry_page import RegistryPage
    from parkdesk.usecases.certification_details import CertificationDetail


class CertificationActions:
    """The actions of the register; those on one certificate follow what `show` was given."""

    def __init__(self, page: RegistryPage[Any]) -> None:
        self._page = page
        self._runner = page.runner
        self._detail: CertificationDetail | None = None
        make = partial(action_for, page, page.runner)
        self.renew = make(
            renew_certification, tr("Renew"), self._open_renewal, key="Ctrl+R", icon="refresh"
        )
        self.edit = make(edit_certification, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.stop = make(suspend_certification, tr("Suspend…"), self._open_stop)
        self.delete = make(delete_certification, tr("Delete"), self._ask_delete)
        self.check = make(
            record_check, tr("Record a check"), self._open_check, key="Ctrl+Alt+R", icon="search"
        )
        self.surveillance = make(
            record_surveillance, tr("Record surveillance"), self._open_surveillance, icon="calendar"
        )
        self.fund = make(
            record_funding, tr("Record a grant"), self._open_funding, key="Ctrl+G", icon="money"
        )
        self.papers = make(
            enterprise_papers, tr("Scans"), self._open_papers, key="Ctrl+U", icon="folder"
        )
        self.new: PageAction = make(
            register_certification,
            tr("New certificate"),
            self._open_new,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.kinds = make(certification_kinds, tr("Kinds…"), self.open_kinds, icon="settings")
        for action in (*self._of_one(), self.new, self.kinds):
            page.add_key(action)
        self.show(None)

    @property
    def may_fund(self) -> bool:
        """Whether the person may record and delete grants."""
        return self._runner.can(delete_funding)

    def show(self, detail: CertificationDetail | None) -> None:
        """Follow the certificate in the panel: grey what its state forbids."""
        self._detail = detail
        here = detail is not None
        last = detail is not None and detail.renewed_by_id is None
        stopped = detail is not None and detail.withdrawn_on is not None
        visited = detail is not None and bool(detail.surveillance)
        self._enable(self.renew, renew_certification, last)
        self._enable(self.edit, edit_certification, here)
        self._enable(self.stop, suspend_certification, last and not stopped)
        self._enable(self.delete, delete_certification, last)
        self._enable(self.check, record_check, here)
        self._enable(self.surveillance, record_surveillance, visited)
        self._enable(self.fund, record_funding, here)
        self._enable(self.papers, enterprise_papers, here)

    def _of_one(self) -> tuple[PageAction, ...]:
        return (
            self.renew,
            self.edit,
            self.stop,
            self.delete,
            self.check,
            self.surveillance,
            self.fund,
            self.papers,
        )

    def _enable(self, action: PageAction, use_case: Any, possible: bool) -> None:  # noqa: ANN401, FBT001
        action.setEnabled(possible and self._runner.can(use_case))

    def _open_papers(self) -> None:
        """Go to the certificate's scans, among the documents of its holder."""
        if self._detail is None:
            return
        row = self._detail.row
        # The pages of those keys: a tab of the one shows the papers of the other's record.
        sheet: Any = self._page.shell.open_page("enterprise", row.enterprise_id)
        sheet.show_tab("papers")
        sheet.tabs_made["papers"].show_owner(Owner(OwnerKind.CERTIFICATION, row.id))

    # Dialogs

    def _open_new(self) -> None:
        self._with_rules(lambda rules: self._form(rules))

    def _open_edit(self) -> None:
        detail = self._detail
        if detail is not None:
            self._with_rules(lambda rules: self._form(rules, edits=detail))

    def _open_renewal(self) -> None:
        detail = self._detail
        if detail is not None:
            self._with_rules(lambda rules: self._form(rules, renews=detail))

    def _form(
        self,
        rules: CertificationRules,
        *,
        edits: CertificationDetail | None = None,
        renews: CertificationDetail | None = None,
    ) -> CertificationDialog:
        today = self._page.shell.today
        return CertificationDialog(
            self._runner, self._page, rules, today, edits=edits, renews=renews
        )

    def _with_rules(self, make: Callable[[CertificationRules], CertificationDialog]) -> None:
        def opened(rules: CertificationRules) -> None:
            dialog = make(rules)
            dialog.saved.connect(self._saved)
            dialog.open()

        self._runner.run(self._page, certification_rules).done(opened)

    def _saved(self, certification_id: object) -> None:
        self._page.shell.notify(tr("Certificate saved"))
        if isinstance(certification_id, int):
            self._page.show_record(certification_id)

    def _open_stop(self) -> None:
        if self._detail is not None:
            self._open(StopDialog(*self._about(self._detail)))

    def _open_check(self) -> None:
        if self._detail is not None:
            self._open(CheckDialog(*self._about(self._detail)))

    def _open_surveillance(self) -> None:
        if self._detail is not None:
            self._open(SurveillanceDialog(*self._about(self._detail)))

    def _open_funding(self) -> None:
        detail = self._detail
        if detail is None:
            return
        today = self._page.shell.today
        request = self._runner.run(self._page, certification_funding, detail.row.id)
        request.done(
            lambda view: self._open(FundingDialog(self._runner, self._page, detail, view, today))
        )

    def open_kinds(self) -> KindsDialog:
        """Open what is known of kinds and appraisal rules."""
        dialog = KindsDialog(self._runner, self._page)
        dialog.open()
        return dialog

    def _about(self, detail: CertificationDetail) -> tuple[Any, ...]:
        return (self._runner, self._page, detail, self._page.shell.today)

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(lambda _result: self._page.shell.notify(tr("Saved")))
        dialog.open()

    # Asking first

    def _ask_delete(self) -> None:
        if self._detail is None:
            return
        row = self._detail.row

        def delete() -> None:
            request = self._runner.run(self._page, delete_certification, row.id, row.version)
            request.done(lambda _none: self._page.shell.notify(tr("Certificate deleted")))

        self._page.banner.show_text(
            tr(
                "Delete {certificate}, number {number}, of {enterprise}?",
                certificate=certificate_text(row),
                number=row.number,
                enterprise=row.enterprise,
            ),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )

    def ask_delete_grant(self, grant: FundingRow) -> None:
        """Ask whether a grant was entered by mistake, then delete it."""

        def delete() -> None:
            request = self._runner.run(self._page, delete_funding, grant.id, grant.version)
            request.done(lambda _none: self._page.shell.notify(tr("Grant deleted")))

        self._page.banner.show_text(
            tr(
                "Delete the grant of {amount} for {event}, {document}?",
                amount=money_text(grant.amount_cents),
                event=label(grant.event_type),
                document=grant.document_number,
            ),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )

    # Evidence

    def save_copy(self, sha256: str, name: str) -> QFileDialog | None:
        """Ask where a copy of a kept file goes, then write it."""
        detail = self._detail
        if detail is None:
            return None
        dialog = QFileDialog(self._page, tr("Save a copy"), str(folders.last_folder() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda file: self.copy_to(detail.row.id, sha256, Path(file)))
        dialog.open()
        return dialog

    def copy_to(self, certification_id: int, sha256: str, path: Path) -> None:
        """Write a copy of a kept file."""

        def write(found: Evidence) -> None:
            request = self._runner.call(self._page, save_copy, path, found.content)
            request.done(
                lambda _path: self._page.shell.notify(tr("Saved as {file}", file=path.name))
            )

        request = self._runner.run(self._page, certification_evidence, certification_id, sha256)
        request.done(write)
