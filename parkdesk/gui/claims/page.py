"""The claims page: the register, and the desk of the claim that is opened from it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.claims.desk import ClaimDesk
from parkdesk.gui.claims.dialogs import NewClaimDialog
from parkdesk.gui.claims.exemptions_dialog import ask_exemptions
from parkdesk.gui.claims.item_desk import ItemDesk
from parkdesk.gui.claims.register_columns import claim_columns
from parkdesk.gui.claims.words import STATE_TONES
from parkdesk.gui.page import Page
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, instant_text, label, money_text, number_text, tr
from parkdesk.i18n.claims import done_text, programme_title
from parkdesk.usecases.claim_lists import (
    ClaimDetail,
    ClaimFilter,
    ClaimRow,
    ClaimStep,
    claim_counts,
    claim_detail,
    list_claims,
)
from parkdesk.usecases.claims import ClaimKey, create_claim
from parkdesk.usecases.exemptions import list_exemptions
from parkdesk.usecases.programmes import ProgrammeRow, open_programmes

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell


REGISTER = "register"
DESK = "desk"
"""The parts of the page, as the Ctrl+K box knows them."""


class ClaimsPage(Page):
    """Register and desk behind one another; the window knows them as one page."""

    reads_quarter: ClassVar[bool] = False

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        # The two pages inside have titles, banners and margins of their own.
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.set_title(tr("Subsidy claims"))
        self.title.hide()
        self.count.hide()
        self.register = ClaimsRegister(runner, shell)
        self.as_at_note = self.register.as_at_note
        self.desk: ClaimDesk | None = None
        self.item_desk: ItemDesk | None = None
        self._stack = QStackedWidget()
        self._stack.addWidget(self.register)
        self.body.addWidget(self._stack)
        self.register.opened.connect(self.open_claim)
        self.register.position_changed.connect(partial(self._position, self.register))
        self.page_actions = self.register.page_actions

    def choose(self, value: object) -> None:
        """Show the register, and one part of it: what a tile of the workbench counts."""
        self.show_register()
        if value != REGISTER:
            self.register.choose(value)

    def every_action(self) -> list[PageAction]:
        """Return what can be done in the register and at the desks of both kinds of claims."""
        desks = (self._made_desk(), self._made_item_desk())
        return [*self.register.page_actions, *(one for desk in desks for one in desk.page_actions)]

    def part_of(self, action: PageAction) -> str:
        """Return whether an action is the register's or one of a claim that is open."""
        return REGISTER if action in self.register.page_actions else DESK

    def open_items(self, claim_id: int) -> ItemDesk:
        """Show the desk of a claim with items."""
        desk = self._made_item_desk()
        desk.show_claim(claim_id)
        self._bring(desk)
        return desk

    def open_claim(self, claim_id: int) -> ClaimDesk:
        """Show one claim's desk; one with items gives way to the desk of items."""
        desk = self._made_desk()
        desk.show_claim(claim_id)
        self._bring(desk)
        return desk

    def _made_item_desk(self) -> ItemDesk:
        if self.item_desk is None:
            self.item_desk = ItemDesk(self.runner, self.shell)
            self.item_desk.left.connect(self.show_register)
            self.item_desk.position_changed.connect(partial(self._position, self.item_desk))
            self._stack.addWidget(self.item_desk)
        return self.item_desk

    def _made_desk(self) -> ClaimDesk:
        if self.desk is None:
            self.desk = ClaimDesk(self.runner, self.shell)
            self.desk.left.connect(self.show_register)
            self.desk.has_items.connect(self.open_items)
            self.desk.position_changed.connect(partial(self._position, self.desk))
            self._stack.addWidget(self.desk)
        return self.desk

    def current(self) -> Page:
        """Return the register or the desk that is in view."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def show_register(self) -> None:
        """Go back to the register."""
        self._bring(self.register)
        self.register.refresh()

    def show_record(self, record_id: int) -> None:
        """Open a claim."""
        self.open_claim(record_id)

    def refresh(self) -> None:
        """Fetch again what is in view."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.refresh()

    def blank(self) -> None:
        """Empty the register; a claim's desk always shows today."""
        self.register.blank()

    def focus_first(self) -> None:
        """Put the focus where work goes on."""
        page = self._stack.currentWidget()
        if isinstance(page, Page):
            page.focus_first()

    def _bring(self, page: Page) -> None:
        self._stack.setCurrentWidget(page)
        self.page_actions = page.page_actions
        self.position_changed.emit(*page.position)
        page.focus_first()

    def _position(self, page: Page, row: int, total: int) -> None:
        if self._stack.currentWidget() is page:
            self.position_changed.emit(row, total)


class ClaimsRegister(RegistryPage[ClaimRow]):
    """Every claim, the newest first.

    Signals:
        opened: the id of a claim whose desk is wanted.
    """

    tables: ClassVar[frozenset[str]] = frozenset({"claim", "enterprise"})
    view_key: ClassVar[str] = "claims"
    opened = Signal(int)

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Subsidy claims"))
        self.as_at_note = tr(
            "Claims begun by that day, with state and amounts as decided by its end; heads and the"
            " computed amount have no days, they are today's. A claim's desk always shows today."
        )
        self._make_actions()
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in ClaimState], key="state"
        )
        self.kind = self.add_choice(
            tr("All kinds of claim"), [(one, label(one)) for one in ClaimKind], key="track"
        )
        self.search = self.add_search(tr("Number, enterprise or initials"))
        self.end_filters()
        self.set_empty(
            tr("No claims yet"),
            tr("Begin a claim, then paste the roster from the enterprise's Excel list."),
            self.new,
            icon="claim",
        )
        self.set_list(claim_columns(), self._load, Sort("created", descending=True))
        self._make_panel()
        self.table.opened.connect(lambda row: self.opened.emit(row.id))
        self._count()

    def _make_actions(self) -> None:
        self.open_desk = PageAction(self, tr("Open claim"), self._open, key="F4", icon="claim")
        self.new = action_for(
            self,
            self.runner,
            create_claim,
            tr("New claim"),
            self._new,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        self.exemptions = action_for(
            self,
            self.runner,
            list_exemptions,
            tr("Exceptions to the two-person rule…"),
            partial(ask_exemptions, self),
        )
        self.add_key(self.open_desk)
        self.add_key(self.exemptions)
        self.add_action(self.new, primary=True)

    def _make_panel(self) -> None:
        self.panel = DetailPanel(tr("Choose a claim; Enter opens its roster."))
        self.facts = Facts()
        self.steps = QWidget()
        QVBoxLayout(self.steps).setContentsMargins(0, 0, 0, 0)
        self.panel.add_tab(tr("Overview"), self.facts)
        self.panel.add_tab(tr("Course of the claim"), self.steps)
        self.panel.add_foot(self.open_desk, primary=True)
        self.set_detail(self.panel)

    def refresh(self) -> None:
        """Fetch rows, detail and counts again."""
        super().refresh()
        self._count()

    def show_detail(self, record_id: int | None) -> None:
        """Load a claim into the panel."""
        self.open_desk.setEnabled(record_id is not None)
        if record_id is None:
            self.panel.show_nothing()
        else:
            request = self.runner.run(self, claim_detail, record_id, self.shell.on)
            request.done(self.of_day(self._show))

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[ClaimRow]) -> object:
        criteria = ClaimFilter(
            text=self.search.words(),
            state=self.state.value(),
            kind=self.kind.value(),
            on=self.shell.on,
        )
        request = self.runner.run(self, list_claims, criteria, sort, offset, limit)
        return request.done(arrived)

    def _show(self, detail: ClaimDetail) -> None:
        row = detail.row
        if row.id != self.current_id():
            return
        self.panel.show_title(
            row.enterprise, row.number, (label(row.state), STATE_TONES[row.state])
        )
        self.facts.show_facts(_facts(detail))
        box = self.steps.layout()
        assert isinstance(box, QVBoxLayout)
        while box.count():
            item = box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for step in detail.steps:
            box.addWidget(_step(step))
        if not detail.steps:
            box.addWidget(text_label(tr("Not submitted yet"), "muted"))

    def _count(self) -> None:
        def arrived(counts: dict[str, int]) -> None:
            waiting = counts[ClaimState.SUBMITTED] + counts[ClaimState.PRECHECKED]
            self.set_count(
                tr(
                    "{all} claims · {waiting} under review · {returned} returned",
                    all=number_text(sum(counts.values())),
                    waiting=number_text(waiting),
                    returned=number_text(counts[ClaimState.RETURNED]),
                )
            )

        self.runner.run(self, claim_counts, self.shell.on).done(self.of_day(arrived))

    def _open(self) -> None:
        record_id = self.current_id()
        if record_id is not None:
            self.opened.emit(record_id)

    def _new(self) -> None:
        self.runner.run(self, open_programmes).done(self.ask_new)

    def ask_new(self, programmes: tuple[ProgrammeRow, ...]) -> NewClaimDialog:
        """Ask whose claim it is; open its desk once it is begun."""
        dialog = NewClaimDialog(self.runner, self, programmes)
        dialog.saved.connect(self._begun)
        dialog.open()
        return dialog

    def _begun(self, key: ClaimKey) -> None:
        self.opened.emit(key.id)


def _facts(detail: ClaimDetail) -> list[tuple[str, str]]:
    row = detail.row
    facts = [
        (tr("Programme"), programme_title(detail.programme)),
        (tr("Document number"), detail.programme.document or tr("template, no document")),
        (tr("Kind of claim"), label(row.kind)),
        (tr("People"), number_text(row.heads)),
        (tr("Payable"), number_text(row.eligible_heads)),
        (tr("Applied for"), money_text(row.asked_cents)),
        (tr("Computed"), money_text(row.requested_cents)),
        (tr("Recommended"), money_text(row.recommended_cents)),
        (tr("Approved"), money_text(row.approved_cents)),
        (tr("Paid"), money_text(row.paid_cents)),
        (tr("Paid on"), date_text(row.paid_on)),
        (tr("Recovered"), money_text(row.recovered_cents)),
        (tr("Number in the archive"), row.archive_number or "—"),
    ]
    return [*facts, (tr("Reason"), row.answer)] if row.answer else facts


def _step(step: ClaimStep) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 0, 0, 8)
    box.setSpacing(2)
    amount = f" · {money_text(step.amount_cents)}" if step.amount_cents is not None else ""
    box.addWidget(text_label(f"{done_text(step.action)}{amount}", "section", wrap=True))
    box.addWidget(text_label(f"{instant_text(step.at)} · {step.actor}", "muted", wrap=True))
    if step.level is not None:
        told = f"{label(step.level)} · {step.document}"
        box.addWidget(text_label(told, "muted", wrap=True))
    if step.exemption:
        told = tr("By an exception to the two-person rule: {document}", document=step.exemption)
        box.addWidget(text_label(told, "warn", wrap=True))
    if step.reason:
        box.addWidget(text_label(step.reason, "", wrap=True, selectable=True))
    return made
