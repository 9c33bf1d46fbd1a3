"""The contracts of an enterprise, with what it signed and executed in each calendar year."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.enterprise_sheets import ContractLine, ContractYear, total_of
from parkdesk.gui.contracts.words import MARKET_TONES, STATE_TONES
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.widgets.texts import SectionHeader
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import amount_text, date_text, label, number_text, percent_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.enterprise_holdings import contract_years, contracts_taken

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class ContractsTab(SheetTab):
    """Sums by year in US dollars, and every contract signed by the day in its own currency."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"contract", "contract_change", "contract_execution", "exchange_rate"}
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.years: RowsTable[ContractYear] = RowsTable(
            "SheetContractYears", _year_columns(), {}, most=4
        )
        self.years.empty.say(tr("Nothing has been signed or executed."))
        self.waiting = text_label("", "warn", wrap=True)
        self.waiting.hide()
        self.table: RowsTable[ContractLine] = RowsTable("SheetContracts", _columns(), _KEYS)
        self.table.empty.say(tr("No contract"), tr("No contract is registered."), "contract")
        self.table.opened.connect(lambda row: sheet.shell.open_page("contracts", row.id))
        self.body.addWidget(SectionHeader(tr("By calendar year, US$")))
        self.body.addWidget(self.years)
        self.body.addWidget(self.waiting)
        self.body.addWidget(SectionHeader(tr("Contracts, each in its currency")))
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Fetch years and contracts again."""
        self.read(contract_years, self._show_years)
        self.read(contracts_taken, self._show)

    def _show_years(self, years: tuple[ContractYear, ...]) -> None:
        total = total_of(years)
        self.years.show_rows((*years, total) if len(years) > 1 else years)
        self.waiting.setVisible(bool(total.unconverted))
        self.waiting.setText(
            tr(
                "{count} contracts and executions wait for the rate of their month: they are in"
                " no sum.",
                count=number_text(total.unconverted),
            )
        )

    def _show(self, rows: tuple[ContractLine, ...]) -> None:
        self.sheet.name_tab("contracts", len(rows))
        self.table.show_rows(rows)


def _year_columns() -> tuple[Column[ContractYear], ...]:
    return (
        Column(tr("Year"), lambda row: str(row.year) if row.year else tr("All years"), width=90),
        Column(
            tr("Contracts"), lambda row: number_text(row.contracts), numeric=True, width=110
        ),
        Column(
            tr("Signed, US$"), lambda row: amount_text(row.signed_usd_cents), numeric=True,
            width=140,
        ),
        Column(
            tr("Executed, US$"), lambda row: amount_text(row.executed_usd_cents), numeric=True,
            width=140,
        ),
        Column(
            tr("Executed offshore, US$"),
            lambda row: amount_text(row.executed_offshore_usd_cents),
            numeric=True,
            width=160,
        ),
        Column("", lambda _row: "", width=20),
    )  # fmt: skip


def _columns() -> tuple[Column[ContractLine], ...]:
    return (
        Column(tr("Number"), lambda row: row.number, "number", width=110),
        Column(tr("Client"), lambda row: row.client, "client", width=180, grows=True),
        Column(tr("Signed on"), lambda row: date_text(row.signed_on), "signed", width=92),
        Column(tr("Currency"), lambda row: row.currency, "currency", width=56),
        Column(
            tr("Amount with changes"),
            lambda row: amount_text(row.amount_minor, row.currency),
            "agreed",
            numeric=True,
            width=106,
        ),
        Column(
            tr("Executed"),
            lambda row: amount_text(row.executed_minor, row.currency),
            "executed",
            numeric=True,
            width=106,
        ),
        Column(
            tr("Executed %"),
            lambda row: percent_text(row.executed_permille),
            "share",
            numeric=True,
            width=70,
        ),
        Column(
            tr("Market"),
            lambda row: label(row.market),
            tone=lambda row: MARKET_TONES[row.market],
            width=84,
            yields=1,
        ),
        Column(
            tr("State today"),
            lambda row: label(row.state),
            "state",
            tone=lambda row: STATE_TONES[row.state],
            width=84,
        ),
        Column(
            tr("Country or region"),
            lambda row: in_language(row.country_zh, row.country_en),
            "country",
            width=96,
            yields=2,
        ),
    )


_KEYS = {
    "number": lambda row: row.number,
    "client": lambda row: row.client,
    "signed": lambda row: row.signed_on,
    "currency": lambda row: row.currency,
    "agreed": lambda row: (row.currency, row.amount_minor),
    "executed": lambda row: (row.currency, row.executed_minor),
    "share": lambda row: row.executed_permille,
    "state": lambda row: label(row.state),
    "country": lambda row: row.country_zh,
}
