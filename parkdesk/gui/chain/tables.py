"""The table behind the picture, and the list of entered links."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from parkdesk.domain.chain import STAGES, Link, Origin
from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.contracts.words import usd_text
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import amount_text, date_text, label, money_text, tr
from parkdesk.i18n.chain import counts, origins_text, party_place, share_text, stage_title
from parkdesk.usecases.chain_links import LinkRow

Countries = Callable[[], dict[str, str]]
"""Names of countries by code, as they are known when a row is painted."""


class LinksTable(RecordTable[Link]):
    """Every link of the picture; sorted in memory, where all of them are."""

    def __init__(self, countries: Countries) -> None:
        super().__init__()
        self.setObjectName("ChainLinksTable")
        self._links: tuple[Link, ...] = ()
        self._totals: dict[str, int] = {}
        self.set_model(
            WindowedModel(
                self._columns(countries),
                self._serve,
                self,
                sort=Sort("amount", descending=True),
            )
        )

    def show_links(self, links: Sequence[Link]) -> None:
        """Show these links."""
        self._links = tuple(links)
        self._totals = {
            stage: sum(one.amount_usd_cents for one in links if one.stage is stage)
            for stage in STAGES
        }
        self.records.reload()

    def in_order(self) -> tuple[Link, ...]:
        """Return the links as the table orders them now."""
        return self._sorted(self.records.order)

    def _serve(self, sort: Sort, offset: int, limit: int, arrived: Arrived[Link]) -> None:
        rows = self._sorted(sort)
        arrived(Window(rows[offset : offset + limit], len(rows), offset))

    def _sorted(self, sort: Sort) -> tuple[Link, ...]:
        keys: dict[str, Callable[[Link], tuple[object, ...]]] = {
            "stage": lambda one: (STAGES.index(one.stage), one.id),
            "giver": lambda one: (one.giver.name, one.id),
            "taker": lambda one: (one.taker.name, one.id),
            "amount": lambda one: (one.amount_usd_cents, -one.id),
        }
        key = keys[sort.column]
        return tuple(sorted(self._links, key=key, reverse=sort.descending))

    def _columns(self, countries: Countries) -> tuple[Column[Link], ...]:
        return (
            Column(
                tr("Stage"), lambda row: stage_title(row.stage), sort="stage", width=144, yields=1
            ),
            Column(
                tr("Gives the work"),
                lambda row: row.giver.name,
                sort="giver",
                width=182,
                grows=True,
            ),
            Column(
                tr("Country or region"),
                lambda row: party_place(row.giver, countries()),
                muted=True,
                width=92,
                yields=4,
            ),
            Column(
                tr("Takes the work"),
                lambda row: row.taker.name,
                sort="taker",
                width=200,
                grows=True,
            ),
            Column(
                tr("Amount (US$)"),
                lambda row: amount_text(row.amount_usd_cents),
                sort="amount",
                numeric=True,
                width=118,
            ),
            Column(
                tr("Of its stage"),
                lambda row: share_text(row.amount_usd_cents, self._totals.get(row.stage, 0)),
                numeric=True,
                muted=True,
                width=72,
                yields=3,
            ),
            Column(
                tr("Behind it"), lambda row: counts(row.contracts, row.entered), width=96, yields=2
            ),
            Column(
                tr("Known from"),
                lambda row: origins_text(row.origins),
                tone=lambda row: _PART if Origin.FINAL_CUSTOMER in row.origins else None,
                width=108,
            ),
        )


_PART = Tone.WARN
"""Of such a link only a part is known."""


def entered_columns() -> tuple[Column[LinkRow], ...]:
    """Return the columns of the list of entered links."""
    return (
        Column(tr("From"), lambda row: date_text(row.from_on), sort="from_on", width=96),
        Column(tr("To"), lambda row: date_text(row.to_on), muted=True, width=96, yields=2),
        Column(tr("Gives the work"), lambda row: row.giver.name, width=200),
        Column(tr("Takes the work"), lambda row: row.taker.name, width=200),
        Column(tr("Its place"), lambda row: label(row.taker_place), width=100, yields=4),
        Column(tr("Service line"), lambda row: label(row.service_line), width=80, yields=3),
        Column(
            tr("Amount"),
            lambda row: money_text(row.amount_minor, row.currency),
            numeric=True,
            width=140,
            yields=1,
        ),
        Column(
            tr("US$"),
            lambda row: usd_text(row.amount_usd_cents),
            tone=lambda row: Tone.WARN if row.amount_usd_cents is None else None,
            numeric=True,
            width=130,
        ),
        Column(
            tr("The amount is"), lambda row: label(row.measure), muted=True, width=100, yields=6
        ),
        Column(tr("Source"), lambda row: row.source, muted=True, width=160, grows=True, yields=5),
    )
