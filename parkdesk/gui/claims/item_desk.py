"""The desk of a claim with items: certificates of an enterprise, or the costs of a platform."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter

from parkdesk.domain.claims import ClaimAction
from parkdesk.gui.actions import ActionButton, PageAction, action_for
from parkdesk.gui.claims.desk_head import DeskHead
from parkdesk.gui.claims.explanation import ExplanationPanel
from parkdesk.gui.claims.item_form import ItemDialog
from parkdesk.gui.claims.item_table import ItemRow, ItemTable, item_rows
from parkdesk.gui.claims.scan_actions import ScanActions
from parkdesk.gui.claims.scans import ClaimScans
from parkdesk.gui.claims.step_actions import StepActions
from parkdesk.gui.claims.steps import DeskSteps
from parkdesk.gui.claims.words import withheld_words
from parkdesk.gui.page import Page
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.more_menu import MoreButton
from parkdesk.i18n import tr
from parkdesk.usecases.claim_items import ItemList, certificate_choices, load_items, save_items
from parkdesk.usecases.claim_lists import ClaimDetail, claim_detail
from parkdesk.usecases.claim_prints import claim_print
from parkdesk.usecases.claim_returns import open_returned_claim

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.usecases.claim_items import CertificateChoice, ItemsSaved


class ItemDesk(Page):
    """One claim with items, from its first item to its archive.

    Signals:
        left: the person wants back to the register.
        shown: a claim's items have been loaded.
    """

    tables: ClassVar[frozenset[str]] = frozenset(
        {"claim", "claim_item", "claim_material", "claim_condition", "programme", "enterprise_stop"}
    )
    left = Signal()
    shown = Signal()

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.detail: ClaimDetail | None = None
        self.items: ItemList | None = None
        self._wanted = 0
        self._choices: tuple[CertificateChoice, ...] = ()
        self.steps = DeskSteps(self, self)
        self.scans = ClaimScans(self, self, self.steps.with_fresh)
        self._make_actions()
        self.table = ItemTable()
        self.explanation = ExplanationPanel()
        self.explanation.show_hints(editable=False)
        self._lay_out()
        self.table.opened.connect(lambda row: self._open_form(row.place))
        self.table.row_changed.connect(self._show_row)
        self._enable()

    def _make_actions(self) -> None:
        plain = partial(PageAction, self)
        make = partial(action_for, self, self.runner)
        self.step_actions = StepActions(self, self.runner, self.step)
        self.back = plain(tr("Back to the claims"), self.leave, key="Alt+Left", icon="chevron-left")
        self.new = make(save_items, tr("New item"), self.add_item, key="Ctrl+Ins", icon="plus")
        self.change = make(
            save_items, tr("Change the item"), self.change_item, key="F2", icon="edit"
        )
        self.remove = make(
            save_items, tr("Remove the item"), self.remove_item, key="Ctrl+Del", icon="delete"
        )
        self.papers = plain(tr("Required papers"), self.open_papers, key="Ctrl+L")
        self.scan_actions = ScanActions(self, self.runner, self.scans)
        self.conditions = plain(
            tr("Conditions of the applicant"), self.steps.ask_conditions, key="Ctrl+Shift+C"
        )
        self.whole = make(
            open_returned_claim, tr("Open the whole claim"), self.steps.open_whole, icon="edit"
        )
        self.print = make(
            claim_print, tr("Print…"), self.steps.ask_print, key="Ctrl+P", icon="print"
        )

    def _lay_out(self) -> None:
        self.desk_head = DeskHead(self, self.back, self.leave, self.open_papers)
        self.figures = self.desk_head.figures
        self._actions.addWidget(MoreButton(self._menu()))
        for action, primary in (
            (self.print, False),
            (self.new, False),
            *self.step_actions.buttons,
        ):
            self.add_key(action)
            self._actions.addWidget(ActionButton(action, primary=primary, key_shown=True))
        for action in (
            self.back,
            *self.step_actions.without_button,
            self.change,
            self.remove,
            self.papers,
            *self.scan_actions.all,
            self.conditions,
            self.whole,
        ):
            self.add_key(action)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE * 2)
        splitter.addWidget(self.table)
        splitter.addWidget(self.explanation)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([800, 288])
        self.body.addWidget(splitter, 1)

    def _menu(self) -> tuple[tuple[PageAction, ...], ...]:
        return (
            (self.print,),
            (self.papers, *self.scan_actions.all, self.conditions),
            (self.change, self.remove),
            (self.whole, *self.step_actions.without_button),
        )

    # The claim

    def show_claim(self, claim_id: int) -> None:
        """Load a claim with its items."""
        self._wanted = claim_id
        self.detail = self.items = None
        self.banner.dismiss()
        self.runner.run(self, claim_detail, claim_id).done(self._arrived)

    def _arrived(self, detail: ClaimDetail) -> None:
        if detail.row.id != self._wanted:
            return
        self.take_detail(detail)
        self.runner.run(self, certificate_choices, detail.row.id).done(self._take_choices)
        self._load()

    def _take_choices(self, choices: tuple[CertificateChoice, ...]) -> None:
        self._choices = choices
        self._show_items()

    def _load(self) -> None:
        self.runner.run(self, load_items, self._wanted).done(self._take_items)

    def _take_items(self, items: ItemList) -> None:
        if self.detail is None or items.claim_id != self.detail.row.id:
            return
        self.items = items
        self._show_items()
        opened = items.open_ids
        places = None
        if opened is not None:
            places = [at for at, id_ in enumerate(items.ids) if id_ in opened]
        self.desk_head.say_open(places)
        self._enable()
        self.shown.emit()

    def _show_items(self) -> None:
        if self.items is None or self.detail is None:
            return
        self.table.show_items(item_rows(self.items, self._choices))
        sums = self.items.totals
        asked = sums.amount_cents if self.is_editable else self.detail.row.requested_cents
        self.figures.show_figures(self.detail, sums, asked)
        self._show_row(self.table.current())

    def take_detail(self, detail: ClaimDetail) -> None:
        """Show how the claim stands, its items apart."""
        self.detail = detail
        self.desk_head.show(detail)
        self._enable()

    def refresh(self) -> None:
        """Fetch the claim again."""
        if self.detail is not None:
            self.runner.run(self, claim_detail, self.detail.row.id).done(self._arrived)

    def focus_first(self) -> None:
        """Put the focus into the list."""
        self.table.setFocus()

    def leave(self) -> None:
        """Go back to the register."""
        self.left.emit()

    def may_leave(self) -> bool:
        """Whether everything typed is saved: an item is, as soon as its form closes."""
        return True

    # Steps

    def settle(self, go_on: Callable[[], object]) -> None:
        """Call `go_on`: nothing is ever typed and not saved here."""
        go_on()

    def take_fresh(self, detail: ClaimDetail) -> None:
        """Show how the claim stands now, with its items as they are."""
        self.take_detail(detail)
        self._load()

    def step(self, action: ClaimAction) -> None:
        """Ask what a step of the workflow needs."""
        self.steps.ask(action)

    def open_papers(self) -> None:
        """Show the required papers."""
        self.steps.ask_papers()

    @property
    def is_editable(self) -> bool:
        """Whether items may be changed."""
        return self.items is not None and self.items.editable

    # Items

    def add_item(self) -> None:
        """Ask for one more item."""
        if self.items is not None:
            self._open_form(len(self.items.items))

    def change_item(self) -> None:
        """Open the current item."""
        row = self.table.current()
        if row is not None:
            self._open_form(row.place)

    def remove_item(self) -> None:
        """Take the current item out; the trail keeps it."""
        row = self.table.current()
        if row is None or self.items is None or self.items.open_ids is not None:
            return
        left = [item for at, item in enumerate(self.items.items) if at != row.place]
        request = self.runner.run(self, save_items, self.items.claim_id, self._version, tuple(left))
        request.done(self._saved)

    def _open_form(self, place: int) -> None:
        if self.detail is None or self.items is None or not self._may_open(place):
            return
        dialog = ItemDialog(
            self.runner, self, self.detail, self.items, place, self._choices, self.shell.today
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._saved)
        dialog.open()

    def _may_open(self, place: int) -> bool:
        items = self.items
        if items is None or not items.editable:
            return False
        if items.open_ids is None:
            return True
        return place < len(items.ids) and items.ids[place] in items.open_ids

    @property
    def _version(self) -> int:
        return self.items.version if self.items is not None else 0

    def _saved(self, saved: ItemsSaved) -> None:
        self.shell.notify(tr("Saved"))
        del saved
        self.refresh()

    def _show_row(self, row: ItemRow | None) -> None:
        detail = self.detail
        may = row is not None and self._may_open(row.place)
        whole = self.items is not None and self.items.open_ids is None
        self.change.setEnabled(may)
        self.remove.setEnabled(may and whole)
        if detail is None or row is None:
            self.explanation.show_blank(tr("No item chosen"))
            return
        self.explanation.show_verdict(row.place, row.name, row.verdict, detail.programme)

    def _enable(self) -> None:
        detail = self.detail
        allowed = frozenset(detail.actions) if detail is not None else frozenset()
        withheld = withheld_words(detail) if detail is not None else {}
        self.step_actions.enable(allowed, withheld)
        partly = self.items is not None and self.items.open_ids is not None
        self.new.setVisible(self.is_editable)
        self.new.setEnabled(self.is_editable and not partly)
        self.whole.setEnabled(self.is_editable and partly)
        self.scan_actions.enable(editable=self.is_editable)
