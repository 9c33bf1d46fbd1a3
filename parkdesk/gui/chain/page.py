"""The industry chain (产业链图) of the park: who contracts to whom, by value."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from parkdesk.domain.chain import Chain, Link, Party
from parkdesk.domain.chain_layout import Band, Node
from parkdesk.domain.contracts import MAINLAND
from parkdesk.gui import remembered
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.chain.canvas import ChainCanvas
from parkdesk.gui.chain.entered import EnteredLinks
from parkdesk.gui.chain.filters import Asked, ChainFilters
from parkdesk.gui.chain.panel import Beside, ChainPanel
from parkdesk.gui.chain.printing import ChainPrinting
from parkdesk.gui.chain.tables import LinksTable
from parkdesk.gui.chain.zoom import ZoomButtons
from parkdesk.gui.key_names import sequence
from parkdesk.gui.page import Page
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.texts import card
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, language, tr, trn
from parkdesk.i18n.chain import left_out_text, totals_text
from parkdesk.usecases.chain_links import enter_chain_link
from parkdesk.usecases.chain_picture import (
    BehindRow,
    ChainChoices,
    chain_choices,
    chain_picture,
    contracts_behind,
)
from parkdesk.usecases.enterprise_details import enterprise_detail

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.enterprise_details import EnterpriseDetail


class ChainPage(Page):
    """The picture, the table behind it, and the links that people entered."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"contract", "contract_execution", "chain_link", "enterprise", "enterprise_name"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.chain = Chain()
        self.shown: tuple[Link, ...] = ()
        self._order: Asked | None = None
        self._countries: dict[str, str] = {}
        self.set_title(tr("Industry chain"))
        self.as_at_note = tr(
            "What was signed or executed up to that day, and entered links that had begun by it;"
            " enterprises are called as they were then."
        )
        self.filters = ChainFilters(shell.quarter.year)
        self.filters.asked.connect(self.refresh)
        self.filters.searched.connect(self._show_links)
        self._make_actions()
        self._make_views()
        find = QShortcut(sequence("Ctrl+F"), self)
        find.activated.connect(self.filters.search.setFocus)
        self.refresh()

    # Making

    def _make_actions(self) -> None:
        self.printing = ChainPrinting(self)
        self.open_enterprise = PageAction(
            self, tr("Open"), self._open_chosen, key="F4", icon="building"
        )
        self.only = PageAction(self, tr("Only its links"), self._show_only)
        self.new = action_for(
            self,
            self.runner,
            enter_chain_link,
            tr("New link"),
            self._open_new,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.add_key(self.open_enterprise)
        for action in self.printing.actions:
            self.add_action(action)
        self.add_action(self.new, primary=True, key_shown=True)

    def _make_views(self) -> None:
        self.canvas = ChainCanvas()
        self.canvas.chosen.connect(self._choose)
        self.canvas.opened.connect(self._open)
        self.panel = ChainPanel(self.open_enterprise, self.only)
        self.panel.links.row_changed.connect(self._follow_link)
        self.panel.links.opened.connect(self._go_to_other)
        self.panel.contracts.opened.connect(self._open_contract)
        self.table = LinksTable(lambda: self._countries)
        self.table.opened.connect(self._show_in_picture)
        self.panel.hide()
        self.hint = text_label(
            tr("Choose a box or a band of the picture: arrow keys walk through them."), "muted"
        )
        self.totals = text_label("", "label", wrap=True, selectable=True)
        self.left_out = text_label("", "muted", wrap=True, selectable=True)
        self.entered = EnteredLinks(self.runner, self)
        self.empty = EmptyState()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.zoom = ZoomButtons(self.canvas)
        self.tabs.setCornerWidget(self.zoom)
        self.tabs.addTab(self._picture_tab(), tr("Picture"))
        self.tabs.addTab(self._table_tab(), tr("Table"))
        self.tabs.addTab(self.entered, tr("Entered links"))
        self.tabs.currentChanged.connect(self._tab_changed)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.tabs, 1)
        self.body.addWidget(self.hint)
        self.body.addWidget(self.totals)
        self.body.addWidget(self.left_out)
        self._enable(None)

    def _picture_tab(self) -> QWidget:
        self.splitter = QSplitter()
        self.splitter.setChildrenCollapsible(False)
        self.splitter.setHandleWidth(SPACE * 2)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.canvas)
        self._stack.addWidget(self.empty)
        frame = card()
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(SPACE, SPACE * 2, SPACE, SPACE * 2)
        inside.addWidget(self._stack)
        self.splitter.addWidget(frame)
        self.splitter.addWidget(self.panel)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setSizes([760, 320])
        self.splitter.restoreState(remembered.state("splitter/ChainPage"))
        self.splitter.splitterMoved.connect(
            lambda: remembered.keep_state("splitter/ChainPage", self.splitter.saveState())
        )
        return _padded(self.splitter)

    def _tab_changed(self, place: int) -> None:
        self.zoom.setVisible(place == 0)
        self._show_panel(not self.panel.isHidden())

    def _table_tab(self) -> QWidget:
        return _padded(self.table)

    # Showing

    def refresh(self) -> None:
        """Read the chain again as the filters ask."""
        self._order = asked = self.asks()
        self.runner.run(self, chain_choices).done(self._offer)
        request = self.runner.run(self, chain_picture, asked.criteria)
        request.named(tr("Reading the chain")).done(partial(self._arrived, asked))
        self.entered.refresh()

    def asks(self) -> Asked:
        """Return what the filters say, as at the day in view."""
        return self.filters.asks(self.shell.on)

    def blank(self) -> None:
        """Empty picture, table and panel: they are another day's."""
        self.filters.keep_to(self.shell.on)
        self._order = None
        self.chain = Chain()
        self.shown = ()
        self.canvas.show_links(())
        self.table.show_links(())
        self.panel.show_nothing()
        self.panel.hide()
        self.entered.blank()
        for text in (self.hint, self.totals, self.left_out):
            text.hide()
        self.set_count("")
        self.printing.enable(False)
        self._stack.setCurrentIndex(0)

    def focus_first(self) -> None:
        """Put the focus into the picture."""
        self.canvas.setFocus()

    def show_record(self, record_id: int) -> None:
        """Show the links of one enterprise alone."""
        self.runner.run(self, enterprise_detail, record_id).done(self._show_enterprise)

    def words(self) -> str:
        """Return what is shown, for a print: filters, and the day where it is a past one."""
        if self.shell.on is None:
            return self.filters.words()
        day = tr("As at {day}", day=date_text(self.shell.on))
        return f"{day} · {self.filters.words()}"

    def export_rows(self) -> tuple[Link, ...]:
        """Return the links in the table's order: what an export and a print hold."""
        return self.table.in_order()

    def country(self, code: str) -> str:
        """Return a country's name in the language spoken."""
        return self._countries.get(code, code)

    def _show_enterprise(self, detail: EnterpriseDetail) -> None:
        row = detail.row
        self.filters.show_only(Party(row.name, MAINLAND, row.id))

    def _offer(self, choices: ChainChoices) -> None:
        chinese = language() == "zh_CN"
        self._countries = {
            one.code: one.name_zh if chinese else one.name_en for one in choices.countries
        }
        self.filters.offer(choices)

    def _arrived(self, asked: Asked, chain: Chain) -> None:
        if asked is self._order:
            self.chain = chain
            self._show_links()

    def _show_links(self) -> None:
        asked = self.asks()
        self.shown = tuple(one for one in self.chain.links if asked.fits(one))
        self.canvas.show_links(self.shown)
        self.table.show_links(self.shown)
        self.totals.setText(totals_text(self.shown))
        self.totals.setVisible(bool(self.shown))
        text = left_out_text(self.chain.left_out)
        self.left_out.setText(text)
        self.left_out.setVisible(bool(text))
        self.set_count(trn("{n} link", "{n} links", len(self.shown)))
        self.printing.enable(bool(self.shown))
        self._say_empty()
        self._show_panel(self.canvas.selection() is not None)
        self.zoom.follow()

    def _say_empty(self) -> None:
        self._stack.setCurrentIndex(0 if self.shown else 1)
        if self.shown:
            return
        asked = self.asks()
        plain = asked.text == "" and not self._narrowed()
        if plain and self.shell.on is None:
            self.empty.say(
                tr("No links yet"),
                tr(
                    "The chain is made from the contract register. What no contract tells, such as"
                    " a subcontract with a firm outside the park, is entered here."
                ),
                "link",
            )
            self.empty.offer(self.new)
        elif plain and self.shell.on is not None:
            text = tr("Nothing was known on {day}.", day=date_text(self.shell.on))
            self.empty.say(tr("No links yet"), text, "link")
        else:
            text = tr("No link of the chain fits the filters.")
            self.empty.say(tr("Nothing matches"), text, "search")
            self.empty.offer_button(tr("Clear filters"), self.filters.clear)

    def _narrowed(self) -> bool:
        criteria = self.asks().criteria
        return any((criteria.year, criteria.line, criteria.country, criteria.enterprise_id))

    # What is chosen

    def _choose(self, what: Node | Band | None) -> None:
        self._enable(what)
        self._show_panel(what is not None)
        if isinstance(what, Node):
            links = [one for band in self.canvas.picture.bands_of(what.id) for one in band.links]
            own = [one for one in links if what.party is None or what.key in _keys(one)]
            self.panel.show_node(what, own)
            self._load_contracts(own)
        elif isinstance(what, Band):
            giver = self.canvas.picture.node(what.giver)
            taker = self.canvas.picture.node(what.taker)
            assert giver is not None
            assert taker is not None
            self.panel.show_band(what, giver, taker)
            self._load_contracts(list(what.links))
        else:
            self.panel.show_nothing()

    def _show_panel(self, shown: bool) -> None:  # noqa: FBT001
        """Give the picture the whole width while nothing is chosen: its names need it."""
        self.panel.setVisible(shown)
        self.hint.setVisible(not shown and bool(self.shown) and self.tabs.currentIndex() == 0)

    def _follow_link(self, row: Beside | None) -> None:
        if row is not None and self.panel.links.hasFocus():
            self._load_contracts([row.link])

    def _load_contracts(self, links: list[Link]) -> None:
        roots = tuple(dict.fromkeys(root for one in links for root in one.roots))
        count = sum(one.contracts for one in links)
        shown = partial(self._show_contracts, tuple(links), count)
        criteria = self.asks().criteria
        self._behind = tuple(links)
        if roots:
            self.runner.run(self, contracts_behind, criteria, roots).done(shown)
        else:
            self._show_contracts(tuple(links), 0, ())

    def _show_contracts(
        self, links: tuple[Link, ...], count: int, rows: tuple[BehindRow, ...]
    ) -> None:
        if links == self._behind:
            self.panel.show_contracts(rows, count)

    def _enable(self, what: Node | Band | None) -> None:
        party = what.party if isinstance(what, Node) else None
        ours = party is not None and party.is_of_park
        self.open_enterprise.setEnabled(ours)
        self.only.setEnabled(ours)

    def _chosen_party(self) -> Party | None:
        what = self.canvas.selection()
        return what.party if isinstance(what, Node) else None

    def _open_chosen(self) -> None:
        self._open(self.canvas.selection())

    def _open(self, what: Node | Band | None) -> None:
        if not isinstance(what, Node):
            return
        if what.party is None:
            # The small ones come out of their box when there is more room.
            self.canvas.zoom_by(1)
        elif what.party.enterprise_id is not None:
            self.shell.open_page("enterprise", what.party.enterprise_id)

    def _show_only(self) -> None:
        party = self._chosen_party()
        if party is not None and party.is_of_park:
            self.filters.show_only(party)

    def _go_to_other(self, row: Beside) -> None:
        other = row.link.taker if row.gives else row.link.giver
        if not self.canvas.choose_party(other.key) and other.enterprise_id is not None:
            self.shell.open_page("enterprise", other.enterprise_id)

    def _open_contract(self, row: BehindRow) -> None:
        self.shell.open_page("contracts", row.id)

    def _show_in_picture(self, link: Link) -> None:
        self.tabs.setCurrentIndex(0)
        self.canvas.setFocus()
        if not self.canvas.choose_party(link.giver.key):
            self.canvas.choose_party(link.taker.key)
        self.panel.show_link(link)
        self._show_panel(shown=True)
        self._load_contracts([link])

    def _open_new(self) -> None:
        self.entered.open_form(None)


def _keys(link: Link) -> set[str]:
    return {link.giver.key, link.taker.key}


def _padded(widget: QWidget) -> QWidget:
    tab = QWidget()
    box = QVBoxLayout(tab)
    box.setContentsMargins(0, SPACE * 3, 0, 0)
    box.addWidget(widget)
    return tab
