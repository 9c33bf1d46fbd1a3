"""The services of the public platforms that an enterprise has used."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.enterprise_sheets import ServiceUsed
from parkdesk.domain.platforms import BEST_SATISFACTION
from parkdesk.gui.enterprises.sheet.rows_table import RowsTable
from parkdesk.gui.enterprises.sheet.tab import SheetTab
from parkdesk.gui.table_model import Column
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import amount_text, date_text, label, money_text, number_text, tr
from parkdesk.usecases.enterprise_holdings import services_used

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class ServicesUsedTab(SheetTab):
    """Every service up to the day, the newest first."""

    tables: ClassVar[frozenset[str]] = frozenset({"platform_service", "platform_offer"})

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.sums = text_label("", "muted")
        self.table: RowsTable[ServiceUsed] = RowsTable("SheetServices", _columns(), _KEYS)
        self.table.empty.say(
            tr("No service"), tr("No service of a public platform is recorded."), "platform"
        )
        self.table.opened.connect(lambda row: sheet.shell.open_page("platforms", row.id))
        self.body.addWidget(self.sums)
        self.body.addWidget(self.table, 1)

    def refresh(self) -> None:
        """Fetch the services again."""
        self.read(services_used, self._show)

    def _show(self, rows: tuple[ServiceUsed, ...]) -> None:
        self.sheet.name_tab("services", len(rows))
        self.sums.setVisible(bool(rows))
        self.sums.setText(
            tr(
                "{count} services, {hours} hours, {people} people, fees {fees}",
                count=number_text(len(rows)),
                hours=tenths_text(sum(row.hours_tenths for row in rows)),
                people=number_text(sum(row.people for row in rows)),
                fees=money_text(sum(row.fee_cents for row in rows)),
            )
        )
        self.table.show_rows(rows)


def tenths_text(tenths: int) -> str:
    """Return 12.5 for 125 tenths of an hour."""
    return f"{tenths // 10:,}.{tenths % 10}"


def _done_text(row: ServiceUsed) -> str:
    return row.offer or label(row.kind)


def _columns() -> tuple[Column[ServiceUsed], ...]:
    return (
        Column(tr("Day"), lambda row: date_text(row.served_on), "day", width=110),
        Column(tr("Platform"), lambda row: label(row.platform), "platform", width=170),
        Column(tr("Service"), _done_text, "kind", width=170, grows=True),
        Column(
            tr("Hours"), lambda row: tenths_text(row.hours_tenths), "hours", numeric=True, width=80
        ),
        Column(tr("People"), lambda row: number_text(row.people), "people", numeric=True, width=80),
        Column(
            tr("Fee, ¥"),
            lambda row: amount_text(row.fee_cents) if row.fee_cents else tr("free"),
            "fee",
            numeric=True,
            width=120,
        ),
        Column(
            tr("Satisfaction"),
            lambda row: (
                tr("not asked")
                if row.satisfaction is None
                else f"{row.satisfaction} / {BEST_SATISFACTION}"
            ),
            numeric=True,
            width=90,
        ),
        Column("", lambda _row: "", width=20),
    )


_KEYS = {
    "day": lambda row: row.served_on,
    "platform": lambda row: label(row.platform),
    "kind": _done_text,
    "hours": lambda row: row.hours_tenths,
    "people": lambda row: row.people,
    "fee": lambda row: row.fee_cents,
}
