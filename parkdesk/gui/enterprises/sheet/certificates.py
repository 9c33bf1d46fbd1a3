"""The certificates of an enterprise, with what each is worth on the day."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.certifications import IN_FORCE, NEVER
from parkdesk.domain.enterprise_sheets import CertificateLine
from parkdesk.gui.certifications.words import status_text, status_tone
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, number_text, tr
from parkdesk.i18n.enterprise_sheets import certificate_name
from parkdesk.usecases.enterprise_holdings import certificates_held

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class CertificatesTab(SheetTab):
    """Every certificate issued by the day; Enter opens it in its register."""

    tables: ClassVar[frozenset[str]] = frozenset({"certification", "certification_suspension"})

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.sums = text_label("", "muted")
        self.table: RowsTable[CertificateLine] = RowsTable(
            "SheetCertificates",
            (
                Column(tr("Certificate"), certificate_name, "name", width=230, grows=True),
                Column(
                    tr("Status"),
                    lambda row: status_text(row.status),
                    "status",
                    tone=lambda row: status_tone(row.status),
                    width=96,
                ),
                Column(tr("Number"), lambda row: row.number, "number", muted=True, width=170),
                Column(tr("Issued on"), lambda row: date_text(row.issued_on), "issued", width=110),
                Column(tr("Last day"), lambda row: date_text(row.expires_on), "expires", width=110),
                Column(
                    tr("Issuer"), lambda row: row.issuer or "—", "issuer", width=200, grows=True
                ),
            ),
            {
                "name": certificate_name,
                "status": lambda row: status_text(row.status),
                "number": lambda row: row.number,
                "issued": lambda row: row.issued_on,
                "expires": lambda row: row.expires_on or NEVER,
                "issuer": lambda row: row.issuer,
            },
        )
        self.table.empty.say(
            tr("No certificate"), tr("The enterprise holds no registered certificate."),
            "certificate",
        )  # fmt: skip
        self.table.opened.connect(lambda row: sheet.shell.open_page("certifications", row.id))
        self.body.addWidget(self.sums)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Fetch the certificates again."""
        self.read(certificates_held, self._show)

    def _show(self, rows: tuple[CertificateLine, ...]) -> None:
        in_force = sum(row.status in IN_FORCE for row in rows)
        self.sums.setText(
            tr(
                "{all} in the register, {count} in force",
                all=number_text(len(rows)),
                count=number_text(in_force),
            )
        )
        self.sheet.name_tab("certificates", len(rows))
        self.table.show_rows(rows)
