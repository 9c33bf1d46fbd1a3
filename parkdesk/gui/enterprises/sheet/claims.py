"""The claims of an enterprise, under its subsidy account (补贴台账) of all programme years."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.enterprise_sheets import ClaimLine, SubsidyLine, subsidy_sums
from parkdesk.gui.claims.words import STATE_TONES
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import amount_text, date_text, label, money_text, number_text, tr
from parkdesk.i18n.enterprise_sheets import (
    caps_text,
    in_language,
    programme_name,
    quota_text,
)
from parkdesk.usecases.enterprise_subsidies import claims_made, subsidy_lines

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class ClaimsTab(SheetTab):
    """What was asked, approved and paid in each programme year, and the claims it comes from."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"certification_funding", "claim", "claim_step", "programme"}
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.sums = text_label("", "muted", wrap=True)
        self.account: RowsTable[SubsidyLine] = RowsTable(
            "SheetSubsidies", _account_columns(), {}, most=4
        )
        self.account.opened.connect(
            lambda row: sheet.shell.open_page("programmes", row.programme_id)
        )
        self.table: RowsTable[ClaimLine] = RowsTable("SheetClaims", _claim_columns(), _CLAIM_KEYS)
        self.table.empty.say(tr("No claim"), tr("No claim has been made."), "claim")
        self.table.opened.connect(lambda row: sheet.shell.open_page("claims", row.id))
        self.heading = SectionHeader(tr("Subsidy account, ¥"))
        self.body.addWidget(self.heading)
        self.body.addWidget(self.account)
        self.body.addWidget(self.sums)
        self.body.addWidget(SectionHeader(tr("Claims, ¥")))
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Fetch account and claims again."""
        self.read(subsidy_lines, self._show_account)
        self.read(claims_made, self._show)

    def _show_account(self, lines: tuple[SubsidyLine, ...]) -> None:
        self.account.show_rows(lines)
        sums = subsidy_sums(lines)
        self.sums.setText(
            tr(
                "All years: applied for {requested}, approved {approved}, paid {paid},"
                " for certificates {granted}. A dash means: no programme names such a limit, or"
                " nobody records it.",
                requested=money_text(sums.requested_cents),
                approved=money_text(sums.approved_cents),
                paid=money_text(sums.paid_cents),
                granted=money_text(sums.granted_cents),
            )
        )
        for part in (self.heading, self.account, self.sums):
            part.setVisible(bool(lines))

    def _show(self, rows: tuple[ClaimLine, ...]) -> None:
        self.sheet.name_tab("claims", len(rows))
        self.table.show_rows(rows)


def _amount(cents: int | None) -> str:
    return "—" if cents is None else amount_text(cents)


def _account_columns() -> tuple[Column[SubsidyLine], ...]:
    return (
        Column(tr("Year"), lambda row: str(row.year), width=50),
        Column(tr("Programme"), programme_name, width=262, grows=True, wraps=True),
        Column(tr("Claims"), lambda row: number_text(row.claims), numeric=True, width=52),
        Column(
            tr("Applied for"), lambda row: _amount(row.requested_cents), numeric=True, width=104
        ),
        Column(tr("Approved"), lambda row: _amount(row.approved_cents), numeric=True, width=104),
        Column(tr("Paid"), lambda row: _amount(row.paid_cents), numeric=True, width=104),
        Column(
            tr("Came back"),
            lambda row: _amount(row.returned_cents),
            numeric=True,
            width=64,
            tip=tr("What was received of clawbacks"),
            yields=2,
        ),
        Column(
            tr("For certificates"),
            lambda row: _amount(row.granted_cents or None),
            numeric=True,
            width=100,
            tip=tr("Granted for certificates under the programme"),
        ),
        Column(
            tr("Quota left"),
            quota_text,
            numeric=True,
            width=120,
            tip=tr("What the enterprise may still get; a dash where the programme names no limit"),
        ),
        Column(
            tr("Limit of a person"),
            lambda row: caps_text(row.caps),
            width=150,
            tip=tr("Upper limits that the programme does name: for each person, by track"),
            grows=True,
        ),
        Column(
            tr("Park's budget left today"),
            lambda row: _amount(row.fund_left_cents),
            numeric=True,
            width=126,
            yields=1,
        ),
    )


def _claim_columns() -> tuple[Column[ClaimLine], ...]:
    return (
        Column(tr("Number"), lambda row: row.number, "number", width=106),
        Column(
            tr("State"),
            lambda row: label(row.state),
            "state",
            tone=lambda row: STATE_TONES[row.state],
            width=108,
        ),
        Column(tr("Kind of claim"), lambda row: label(row.kind), "track", width=138),
        Column(
            tr("Heads or items"), lambda row: number_text(row.heads), "heads",
            numeric=True, width=52, yields=2,
        ),
        Column(
            tr("Applied for"), lambda row: _amount(row.requested_cents), "requested",
            numeric=True, width=96,
        ),
        Column(
            tr("Recommended"), lambda row: _amount(row.recommended_cents), "recommended",
            numeric=True, width=96, yields=1,
        ),
        Column(
            tr("Approved"), lambda row: _amount(row.approved_cents), "approved",
            numeric=True, width=96,
        ),
        Column(tr("Paid"), lambda row: _amount(row.paid_cents), "paid", numeric=True, width=96),
        Column(tr("Paid on"), lambda row: date_text(row.paid_on), width=92),
        Column(
            tr("Programme"),
            lambda row: in_language(row.programme_zh, row.programme_en),
            "programme",
            width=140,
            grows=True,
            wraps=True,
        ),
    )  # fmt: skip


_CLAIM_KEYS = {
    "number": lambda row: row.number,
    "state": lambda row: label(row.state),
    "track": lambda row: label(row.kind),
    "heads": lambda row: row.heads,
    "requested": lambda row: row.requested_cents or 0,
    "recommended": lambda row: row.recommended_cents or 0,
    "approved": lambda row: row.approved_cents or 0,
    "paid": lambda row: row.paid_cents or 0,
    "programme": lambda row: (row.year, row.programme_zh),
}
