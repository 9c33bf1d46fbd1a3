"""The claim desk: stages, figures, the roster grid, and the reasoning of the current row."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QSplitter

from parkdesk.domain.calendar import CHINA
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.errors import ParkDeskError, StaleRecord
from parkdesk.gui import remembered
from parkdesk.gui.actions import ActionButton
from parkdesk.gui.claims.actions import DeskActions
from parkdesk.gui.claims.classes import ClassRosters
from parkdesk.gui.claims.desk_head import DeskHead
from parkdesk.gui.claims.drafts import DraftKeeper
from parkdesk.gui.claims.explanation import ExplanationPanel
from parkdesk.gui.claims.faults_dialog import FaultsDialog
from parkdesk.gui.claims.files import RosterFiles
from parkdesk.gui.claims.grid import RosterGrid
from parkdesk.gui.claims.list_headings import ListHeadings
from parkdesk.gui.claims.long_rosters import LongRosters, sheet_of, show_faults
from parkdesk.gui.claims.look_ups import LookUps
from parkdesk.gui.claims.looks import NumberLooks
from parkdesk.gui.claims.model import RosterModel
from parkdesk.gui.claims.repeat_choices import RepeatChoices
from parkdesk.gui.claims.scans import ClaimScans
from parkdesk.gui.claims.sheet import RosterSheet
from parkdesk.gui.claims.steps import DeskSteps
from parkdesk.gui.claims.words import withheld_words
from parkdesk.gui.page import Page
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.more_menu import MoreButton
from parkdesk.i18n import message, number_text, tr
from parkdesk.usecases.claim_lists import ClaimDetail, claim_detail
from parkdesk.usecases.rosters import Roster, load_roster, reveal_identity

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell


class ClaimDesk(Page):
    """One claim, from its first row to its payment.

    Signals:
        left: the person wants back to the register.
        shown: a claim's roster has been loaded.
        has_items: the claim has items instead of a roster; the id of it.
    """

    tables: ClassVar[frozenset[str]] = frozenset(
        {"claim", "claim_material", "claim_person", "programme", "enterprise_stop"}
    )
    left = Signal()
    shown = Signal()
    has_items = Signal(int)

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.detail: ClaimDetail | None = None
        self.sheet: RosterSheet | None = None
        self.masked = True
        self._known_people = 0
        self._wanted = 0
        self.drafts = DraftKeeper(runner, self)
        self.files = RosterFiles(runner, self)
        self.looks = NumberLooks(runner, self)
        self.steps = DeskSteps(self, self)
        self.scans = ClaimScans(self, self, self.steps.with_fresh)
        self.grid = RosterGrid(RosterModel(RosterSheet(None, 0), self))
        self.grid.records.may_reveal = runner.can(reveal_identity)
        self.actions_ = DeskActions(self, runner, self)
        self.explanation = ExplanationPanel(self.actions_.reveal)
        self.headings = ListHeadings(self)
        self.choices = RepeatChoices(self)
        self.long = LongRosters(self)
        self.classes = ClassRosters(self)
        self.look_ups = LookUps(self)
        self._lay_out()
        self._wire()
        self.actions_.enable(frozenset(), {}, editable=False)

    def _lay_out(self) -> None:
        self.desk_head = DeskHead(self, self.actions_.back, self.leave, self.open_papers)
        self.figures = self.desk_head.figures
        self._actions.addWidget(MoreButton(self.actions_.menu))
        for action, primary in self.actions_.buttons:
            self.add_key(action)
            made = ActionButton(action, primary=primary, key_shown=True)
            self._actions.addWidget(made)
            if action is self.actions_.check:
                self._check_button = made
        for action in self.actions_.without_button:
            self.add_key(action)
        self.body.addWidget(self._splitter(), 1)

    def _splitter(self) -> QSplitter:
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE * 2)
        splitter.addWidget(self.grid)
        splitter.addWidget(self.explanation)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([800, 288])
        splitter.restoreState(remembered.state("splitter/ClaimDesk"))
        splitter.splitterMoved.connect(
            lambda: remembered.keep_state("splitter/ClaimDesk", splitter.saveState())
        )
        return splitter

    def _wire(self) -> None:
        self.grid.changed.connect(lambda _words: self._edited())
        self.grid.said.connect(self.shell.notify)
        self.grid.left_out.connect(lambda words: self.banner.show_text(words, Tone.WARN))
        self.grid.place_changed.connect(self._show_row)
        self.grid.painter_of_cells.number_opened.connect(self._note_look)
        self.grid.turned_away.connect(self.drafts.save)
        self.grid.typing.connect(self.drafts.typed)
        self.drafts.saved.connect(self._saved)
        self.drafts.refused.connect(self._not_saved)
        self.files.read.connect(self.long.take)
        self.files.wrote.connect(lambda name: self.shell.notify(tr("Saved as {name}.", name=name)))
        self.looks.shown.connect(self.explanation.show_number)

    def show_claim(self, claim_id: int) -> None:
        """Load a claim once what was typed in the one before is saved.

        Where that is refused the one before stays, with the reason over it.
        """
        self._wanted = claim_id
        self._load_wanted()

    def _load_wanted(self) -> None:
        if not self.may_leave():
            self.drafts.when_settled(self._load_wanted)
            return
        self.detail = None
        self.sheet = None
        # Nothing is typed into rows that are about to go.
        self._put_sheet(self.grid.records.sheet, editable=False)
        self.banner.dismiss()
        self.shell.notify("")
        self.runner.run(self, claim_detail, self._wanted).done(self._arrived)

    def may_leave(self) -> bool:
        """Take what stands in the open cell; whether the database holds everything typed."""
        self.grid.finish_typing()
        return self.drafts.is_settled

    def when_settled(self, go_on: Callable[[], object], stay: Callable[[str], object]) -> None:
        """Call `go_on` once everything typed is saved; `stay` with the reason where it is not."""
        self.drafts.when_settled(go_on, lambda error: stay(_unsaved_words(error)))

    def refresh(self) -> None:
        """Fetch the claim again; the roster only where somebody else has changed it."""
        if self.detail is not None:
            self.runner.run(self, claim_detail, self.detail.row.id).done(self._refreshed)

    def focus_first(self) -> None:
        """Put the focus into the grid."""
        self.grid.setFocus()

    def leave(self) -> None:
        """Go back to the register; what was typed is saved."""
        self._keep_typing()
        self.left.emit()

    def _keep_typing(self) -> None:
        self.grid.finish_typing()
        self.drafts.save()

    def _arrived(self, detail: ClaimDetail) -> None:
        if detail.row.id != self._wanted:
            return
        if detail.row.track is None:
            self.has_items.emit(detail.row.id)
            return
        self.drafts.begin(detail.row.id, detail.row.version)
        self.looks.begin(detail.row.id)
        self.take_detail(detail)
        self.runner.run(self, load_roster, detail.row.id).done(self._show_roster)

    def _refreshed(self, detail: ClaimDetail) -> None:
        if self.detail is None or detail.row.id != self.detail.row.id:
            return
        moved = detail.row.version > self.drafts.version
        self.take_detail(detail)
        self._show_figures()
        if moved and self.drafts.is_settled:
            self.runner.run(self, load_roster, detail.row.id).done(self._show_roster)

    def take_detail(self, detail: ClaimDetail) -> None:
        """Show how the claim stands, its roster apart."""
        self.detail = detail
        self.desk_head.show(detail)
        self._enable()

    def _show_roster(self, roster: Roster) -> None:
        detail = self.detail
        if detail is None or roster.claim_id != detail.row.id or not self.drafts.is_settled:
            return
        self.drafts.version = roster.version
        self.masked = roster.masked
        self._known_people = roster.known_people
        self.sheet = sheet_of(roster, detail, self.shell.today)
        self.files.fields = self.sheet.fields
        self.long.follow(roster)
        self.desk_head.say_open(self.sheet.open_places)
        self._put_sheet(self.sheet, editable=not roster.masked)
        self.headings.follow(detail.row, editable=self.is_editable or self.long.by_file)
        self._enable()
        self._show_figures()
        self._show_row(self.grid.place)
        self.look_ups.persons()
        self.shown.emit()

    def _put_sheet(self, sheet: RosterSheet, *, editable: bool) -> None:
        place = max(self.grid.place, 0)
        self.grid.records.show_sheet(sheet, editable=editable)
        self.grid.go(min(place, max(self.grid.records.rowCount() - 1, 0)))

    def _show_figures(self) -> None:
        detail, sheet = self.detail, self.sheet
        if detail is not None and sheet is not None:
            sums = sheet.totals
            asked = detail.row.requested_cents if self.masked else sums.amount_cents
            self.figures.show_figures(detail, sums, asked)

    def _show_row(self, place: int) -> None:
        detail, sheet = self.detail, self.sheet
        self.looks.follow(place)
        if detail is None or sheet is None:
            return
        self.explanation.show_hints(editable=not self.masked)
        count = len(sheet.rows)
        self.position_changed.emit(min(place + 1, count), count)
        verdict = self.grid.records.verdict_at(place) if place >= 0 else None
        self.actions_.reveal.setEnabled(
            verdict is not None and bool(sheet.rows[place].id_number) and self.drafts.is_settled
        )
        if verdict is None:
            words = tr("No row chosen") if self.masked else tr("Type or paste the people here")
            self.explanation.show_blank(words)
        else:
            row = sheet.rows[place]
            self.explanation.show_row(place, row, verdict, detail.programme, self._known_people)
            self.explanation.show_person(row.id_number, self.shell.today)
            self.explanation.show_choices(wanted=self.is_editable and bool(sheet.repeat_at(place)))

    def _enable(self) -> None:
        detail = self.detail
        allowed = frozenset(detail.actions) if detail is not None else frozenset()
        withheld = withheld_words(detail) if detail is not None else {}
        partly = self.sheet is not None and self.sheet.open_places is not None
        self.actions_.enable(
            allowed, withheld, editable=self.is_editable, partly=partly,
            classes=self.classes.may_bring,
        )  # fmt: skip
        self.long.enable()
        # Under review the room is for its steps; F9 and the menu check all the same.
        self._check_button.setVisible(self.is_editable or self.long.by_file)

    @property
    def is_editable(self) -> bool:
        """Whether the roster may be typed in."""
        return not self.masked and self.detail is not None and self.detail.row.state.editable

    def settle(self, go_on: Callable[[], object]) -> None:
        """Call `go_on` once everything typed is saved."""
        self.drafts.when_settled(go_on)

    def take_fresh(self, detail: ClaimDetail) -> None:
        """Show how the claim stands now; what is saved next is saved over that."""
        self.take_detail(detail)
        self.drafts.version = detail.row.version

    # Editing

    def _edited(self) -> None:
        if self.sheet is not None:
            self.drafts.typed(self.sheet.rows)
            self.look_ups.soon()
            self._show_figures()
            self._show_row(self.grid.place)

    def check_all(self) -> None:
        """Look up every person again and go to the first problem (F9)."""
        sheet = self.sheet
        if sheet is None:
            return
        if not self.long.is_shown:
            self.look_ups.everybody()
        sums = sheet.totals
        self.shell.notify(
            tr(
                "Checked: {payable} payable, {refused} not",
                payable=number_text(sums.payable),
                refused=number_text(sums.refused),
            )
        )
        if sums.refused or sums.warned:
            self.grid.go_to_problem(1, start=-1)

    def list_faults(self) -> FaultsDialog | None:
        """List everything that has to be looked at, by row and column (Ctrl+F8)."""
        if self.long.is_shown:
            self.long.list_faults()
            return None
        return show_faults(self, self.sheet.faults() if self.sheet is not None else ())

    def put_today(self) -> None:
        """Type today's date into the current cell."""
        self.grid.put_day(self.shell.today)

    def _saved(self) -> None:
        now = self.runner.desk.clock() if self.runner.desk is not None else None
        time = "" if now is None else f"{now.astimezone(CHINA):%H:%M:%S}"
        self.shell.notify(tr("Draft saved {time}", time=time))
        self._show_row(self.grid.place)

    def _not_saved(self, error: Exception) -> None:
        offers: tuple[tuple[str, Callable[[], object]], ...]
        offers = ((tr("Try again"), self.drafts.save),)
        if isinstance(error, StaleRecord):
            offers = ((tr("Show theirs"), self._take_theirs), (tr("Keep mine"), self._keep_mine))
        self.banner.show_text(_unsaved_words(error), Tone.WARN, offers=offers)

    def _take_theirs(self) -> None:
        self.grid.finish_typing()
        self.drafts.forget()
        if self.detail is not None:
            self.show_claim(self.detail.row.id)

    def _keep_mine(self) -> None:
        self.steps.with_fresh(lambda _detail: self.drafts.save())

    def show_judged(self) -> None:
        """Show rows that were judged again."""
        self.grid.records.repaint()
        self._show_figures()
        self._show_row(self.grid.place)

    # Steps

    def step(self, action: ClaimAction) -> None:
        """Ask what a step of the workflow needs."""
        self.steps.ask(action)

    def open_papers(self) -> None:
        """Show the required papers."""
        self.steps.ask_papers()

    def reveal_number(self) -> None:
        """Show the current row's whole identity number for half a minute."""
        self.looks.reveal()

    def _note_look(self, place: int) -> None:
        # The row has to be stored before a look at it can be: typing elsewhere hides no look.
        self.drafts.when_settled(lambda: self.looks.note(place))

    def import_list(self) -> None:
        """Ask for a list, and put its people behind those that are there."""
        if self.detail is not None:
            self.files.choose_import(self.detail.programme.year)

    def bring_class(self) -> None:
        """Ask which class of the training platform is brought into the roster."""
        self.classes.ask()

    def save_template(self) -> None:
        """Ask where the empty list is to be written."""
        self.files.choose_template()

    def export(self) -> None:
        """Ask where the roster is to be written."""
        if self.detail is not None and self.sheet is not None:
            self.files.choose_export(self.detail.row.number, self.sheet.rows)

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        self._keep_typing()
        super().hideEvent(event)


def _unsaved_words(error: Exception) -> str:
    words = message(error) if isinstance(error, ParkDeskError) else ""
    return words or tr("The draft is not saved.")
