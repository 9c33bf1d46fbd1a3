"""What stands behind a box or a band: its links, and the contracts of the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.chain import Link
from parkdesk.domain.chain_layout import Band, Node
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import amount_text, date_text, tr
from parkdesk.i18n.chain import (
    column_title,
    counts,
    node_name,
    origins_text,
    stage_title,
    usd,
)
from parkdesk.usecases.chain_picture import MOST_BEHIND, BehindRow


@dataclass(frozen=True, slots=True)
class Beside:
    """A link as a box sees it: the other side, and which way the work goes."""

    link: Link
    gives: bool

    @property
    def other(self) -> str:
        """The name at the other side."""
        return self.link.taker.name if self.gives else self.link.giver.name


class ChainPanel(DetailPanel):
    """Shows a box, a band or one link; its tables follow what is chosen in them."""

    def __init__(self, open_enterprise: QAction, only: QAction) -> None:
        super().__init__(tr("Choose a box or a band of the picture: arrow keys walk through them."))
        self.facts = Facts()
        self.links = ShortTable[Beside]("ChainBesideTable", _link_columns(), most=9)
        self.contracts = ShortTable[BehindRow]("ChainContractsTable", _contract_columns(), most=12)
        self.contracts.empty.say(
            tr("No contract"), tr("No contract of the register stands behind this link.")
        )
        self.note = text_label("", "muted", wrap=True)
        self.add_tab(tr("Links"), self._stacked(self.facts, self.links))
        self._contract_tab = self.add_tab("", self._stacked(self.note, self.contracts))
        self.add_foot(open_enterprise, primary=True, key_shown=True)
        self.add_foot(only)
        self.show_nothing()

    def show_node(self, node: Node, links: Sequence[Link]) -> None:
        """Show a box with its links, the largest first."""
        self.show_title(node_name(node), column_title(node.column), _chip(node))
        self.facts.show_facts(
            [
                (tr("Comes in"), usd(node.incoming) if node.incoming else ""),
                (tr("Goes out"), usd(node.outgoing) if node.outgoing else ""),
            ]
        )
        keys = {node.key}
        self._show_links([Beside(one, one.giver.key in keys) for one in links])

    def show_band(self, band: Band, giver: Node, taker: Node) -> None:
        """Show a band with its links."""
        title = tr("{giver} to {taker}", giver=node_name(giver), taker=node_name(taker))
        self.show_title(title, stage_title(band.links[0].stage))
        self._amounts(band.value, band.links)
        self._show_links([Beside(one, gives=True) for one in band.links])

    def show_link(self, link: Link) -> None:
        """Show one link."""
        title = tr("{giver} to {taker}", giver=link.giver.name, taker=link.taker.name)
        self.show_title(title, stage_title(link.stage))
        self._amounts(link.amount_usd_cents, (link,))
        self._show_links([Beside(link, gives=True)])

    def show_contracts(self, rows: Sequence[BehindRow], contracts: int) -> None:
        """Show the contracts behind what is chosen; `contracts` is how many there are."""
        self.contracts.show_rows(rows)
        self.name_tab(self._contract_tab, tr("Contracts {count}", count=contracts))
        cut = contracts > len(rows) >= MOST_BEHIND
        self.note.setText(
            tr("The largest {count} are listed here.", count=MOST_BEHIND) if cut else ""
        )
        self.note.setVisible(cut)

    def _amounts(self, value: int, links: Sequence[Link]) -> None:
        contracts = sum(one.contracts for one in links)
        entered = sum(one.entered for one in links)
        origins = {origin for one in links for origin in one.origins}
        self.facts.show_facts(
            [
                (tr("Amount"), usd(value)),
                (tr("Behind it"), counts(contracts, entered)),
                (tr("Known from"), origins_text(origins)),
            ]
        )

    def _show_links(self, rows: list[Beside]) -> None:
        rows.sort(key=lambda one: -one.link.amount_usd_cents)
        self.links.show_rows(rows)

    def _stacked(self, *parts: QWidget) -> QWidget:
        tab = QWidget()
        box = QVBoxLayout(tab)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        for part in parts:
            box.addWidget(part)
        box.addStretch(1)
        return tab


def _chip(node: Node) -> tuple[str, Tone] | None:
    if node.party is None:
        return None
    if node.party.is_of_park:
        return tr("Of the park"), Tone.ACCENT
    return node.party.country, Tone.NEUTRAL


def _link_columns() -> tuple[Column[Beside], ...]:
    return (
        Column(
            tr("Other side"),
            # The arrow says which way the work goes: from here, or to here.
            lambda row: (
                tr("→ {name}", name=row.other) if row.gives else tr("← {name}", name=row.other)
            ),
            width=158,
            grows=True,
        ),
        Column(
            tr("US$"), lambda row: amount_text(row.link.amount_usd_cents), numeric=True, width=100
        ),
    )


def _contract_columns() -> tuple[Column[BehindRow], ...]:
    return (
        Column(tr("Contract number"), lambda row: row.number, width=116),
        Column(tr("US$"), lambda row: amount_text(row.amount_usd_cents), numeric=True, width=96),
        Column(
            tr("Signed on"), lambda row: date_text(row.signed_on), muted=True, width=84, yields=1
        ),
    )
