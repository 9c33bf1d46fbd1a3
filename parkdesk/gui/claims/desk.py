"""The claim desk: stages, figures, the roster grid, and the reasoning of the current row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
)

from parkdesk.domain.calendar import CHINA
from parkdesk.domain.claims import STAGES, ClaimAction, ClaimState, stage_of
from parkdesk.domain.eligibility import Judge, OtherClaim
from parkdesk.domain.errors import StaleRecord
from parkdesk.domain.money import rmb_capitals
from parkdesk.domain.trainees import RosterField
from parkdesk.excel.roster import ROSTER_COLUMNS, RosterFile, export_rows, read_roster
from parkdesk.excel.writing import write_list, write_template
from parkdesk.gui import remembered
from parkdesk.gui.actions import ActionButton, PageAction, action_for, button
from parkdesk.gui.claims.dialogs import (
    AmountDialog,
    MaterialsDialog,
    PaymentDialog,
    ReasonDialog,
    SubmitDialog,
    lacking_papers,
)
from parkdesk.gui.claims.explanation import ExplanationPanel
from parkdesk.gui.claims.grid import RosterGrid
from parkdesk.gui.claims.model import RosterModel
from parkdesk.gui.claims.sheet import RosterSheet
from parkdesk.gui.claims.words import STATE_TONES, crumb_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.page import Page
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.gui.widgets.stage_line import StageLine
from parkdesk.i18n import label, message, money_text, number_text, tr, trn
from parkdesk.i18n.claims import line_text
from parkdesk.usecases.claim_lists import ClaimDetail, claim_detail
from parkdesk.usecases.claims import (
    ClaimKey,
    approve_claim,
    pay_claim,
    precheck_claim,
    reject_claim,
    return_claim,
    submit_claim,
)
from parkdesk.usecases.rosters import (
    Roster,
    RosterSaved,
    find_other_claims,
    load_roster,
    reveal_identity,
    save_roster,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell

SAVE_AFTER_MS = 1_500
"""A draft is safe two seconds after the last key, the time of writing it included."""
LOOK_UP_AFTER_MS = 250
"""Other claims of new people are asked for after this pause."""
SHOWN_NUMBER_MS = 30_000
_MOST_REASONS = 12
_CARD_HEIGHT = 96


class ClaimDesk(Page):
    """One claim, from its first row to its payment.

    Signals:
        left: the person wants back to the register.
    """

    tables: ClassVar[frozenset[str]] = frozenset({"claim", "claim_person", "programme"})
    left = Signal()

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.detail: ClaimDetail | None = None
        self.sheet: RosterSheet | None = None
        self._version = 0
        self._dirty = False
        self._saving = False
        self._masked = True
        self._known_people = 0
        self._after_save: list[partial[None]] = []
        self._after_load: list[Callable[[], object]] = []
        self._revealed: set[int] = set()
        self._save_pause = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._save_pause.timeout.connect(self.save_now)
        self._look_up_pause = QTimer(self, singleShot=True, interval=LOOK_UP_AFTER_MS)
        self._look_up_pause.timeout.connect(self._look_up)
        self._number_over = QTimer(self, singleShot=True, interval=SHOWN_NUMBER_MS)
        self._make_actions()
        self._lay_out()
        self._number_over.timeout.connect(lambda: self.explanation.show_number(""))

    # What is on the page

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.back = PageAction(
            self, tr("Back to the claims"), self.leave, key="Alt+Left", icon="chevron-left"
        )
        self.import_file = make(
            save_roster, tr("Import Excel…"), self._choose_import, key="Ctrl+I", icon="import"
        )
        self.check = PageAction(self, tr("Check all"), self.check_all, key="F9", icon="check")
        self.submit = make(submit_claim, tr("Submit"), self._submit, key="Ctrl+Return", icon="send")
        self.return_ = make(return_claim, label(ClaimAction.RETURN), self._return, icon="return")
        self.reject = make(reject_claim, label(ClaimAction.REJECT), self._reject, icon="reject")
        self.precheck = make(
            precheck_claim, label(ClaimAction.PRECHECK), self._precheck, key="Ctrl+Shift+Return"
        )
        self.approve = make(
            approve_claim, label(ClaimAction.APPROVE), self._approve, key="Ctrl+Shift+A"
        )
        self.pay = make(pay_claim, label(ClaimAction.PAY), self._pay, icon="money")
        self._by_action = {
            ClaimAction.SUBMIT: self.submit,
            ClaimAction.PRECHECK: self.precheck,
            ClaimAction.APPROVE: self.approve,
            ClaimAction.PAY: self.pay,
            ClaimAction.RETURN: self.return_,
            ClaimAction.REJECT: self.reject,
        }
        for action in (self.import_file, self.check, self.reject, self.return_):
            self._add_button(action, primary=False)
        for action in (self.precheck, self.approve, self.pay, self.submit):
            self._add_button(action, primary=True)
        self._make_grid_actions()

    def _add_button(self, action: PageAction, *, primary: bool) -> None:
        self.add_key(action)
        self._actions.addWidget(ActionButton(action, primary=primary, key_shown=True))

    def _make_grid_actions(self) -> None:
        keys = (
            (tr("Next problem"), lambda: self.grid.go_to_problem(1), "F8", "problem"),
            (tr("Previous problem"), lambda: self.grid.go_to_problem(-1), "Shift+F8", ""),
            (tr("Undo"), lambda: self.grid.undo(), "Ctrl+Z", ""),
            (tr("Fill down"), lambda: self.grid.fill_down(), "Ctrl+D", ""),
            (tr("Value above"), lambda: self.grid.take_above(), "Ctrl+'", ""),
            (tr("Today's date"), lambda: self.grid.put_day(self.shell.today), "Ctrl+;", ""),
            (tr("Insert a row"), lambda: self.grid.insert_row(), "Ctrl+Ins", ""),
            (tr("Remove rows"), lambda: self.grid.remove_rows(), "Ctrl+Del", "delete"),
        )
        self.editing = [
            self.add_key(PageAction(self, text, slot, key=key, icon=icon))
            for text, slot, key, icon in keys
        ]
        self.template = self.add_key(
            PageAction(self, tr("Save an empty Excel template…"), self._choose_template)
        )
        self.export = self.add_key(
            PageAction(
                self, tr("Export the roster, numbers masked…"), self._choose_export, icon="export"
            )
        )
        self.papers = self.add_key(PageAction(self, tr("Required papers"), self._open_papers))
        self.reveal = self.add_key(
            action_for(
                self,
                self.runner,
                reveal_identity,
                tr("Show the identity number"),
                self._reveal,
                key="Ctrl+R",
                icon="eye",
            )
        )

    def _lay_out(self) -> None:
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        head = outer.findChild(QHBoxLayout)
        assert head is not None
        self.crumb = button("", self.leave, icon="chevron-left", role="link")
        self.crumb.setToolTip(self.back.toolTip())
        outer.insertWidget(0, self.crumb, alignment=Qt.AlignmentFlag.AlignLeft)
        self.chip = Chip()
        head.insertWidget(1, self.chip)
        outer.setSpacing(SPACE * 2)
        self.stages = StageLine()
        self.answer = Callout()
        self.answer.hide()
        self.body.setSpacing(SPACE * 2)
        self.body.addWidget(self.stages)
        self.body.addWidget(self.answer)
        self.body.addLayout(self._cards())
        self.grid = RosterGrid(RosterModel(_no_sheet(), self))
        self.grid.records.may_reveal = self.runner.can(reveal_identity)
        self.explanation = ExplanationPanel(self.reveal)
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
        self.body.addWidget(splitter, 1)
        self.grid.changed.connect(self._edited)
        self.grid.said.connect(self.shell.notify)
        self.grid.place_changed.connect(self._show_row)
        self.grid.painter_of_cells.number_opened.connect(self._note_look)

    def _cards(self) -> QGridLayout:
        self.heads = FigureCard(tr("People"))
        self.requested = FigureCard(tr("Requested"))
        self.budget = FigureCard(tr("Budget left this year"))
        self.materials = FigureCard(tr("Papers"), opened=self._open_papers)
        cards = QGridLayout()
        cards.setSpacing(SPACE * 2)
        for place, one in enumerate((self.heads, self.requested, self.budget, self.materials)):
            # Ignored, so that the four are equally wide whatever they say.
            one.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            one.setMaximumHeight(_CARD_HEIGHT)
            cards.addWidget(one, 0, place)
            cards.setColumnStretch(place, 1)
        return cards

    # Showing

    def show_claim(self, claim_id: int) -> None:
        """Load a claim; what was typed in the one before is saved first."""
        self.save_now()
        self.detail = None
        self.sheet = None
        self._dirty = False
        self._revealed.clear()
        self.banner.dismiss()
        self.runner.run(self, claim_detail, claim_id).done(self._arrived)

    def when_loaded(self, slot: Callable[[], object]) -> None:
        """Call `slot` once the claim that is on its way is shown."""
        self._after_load.append(slot)

    def open_for_picture(self, action: str) -> None:
        """Go to the first problem, then open what an action of this page asks."""
        self.grid.go_to_problem(1)
        if action:
            getattr(self, action).trigger()

    def refresh(self) -> None:
        """Fetch the claim again; the roster only where somebody else has changed it."""
        if self.detail is not None:
            self.runner.run(self, claim_detail, self.detail.row.id).done(self._refreshed)

    def focus_first(self) -> None:
        """Put the focus into the grid."""
        self.grid.setFocus()

    def leave(self) -> None:
        """Go back to the register; what was typed is saved."""
        self.save_now()
        self.left.emit()

    def _arrived(self, detail: ClaimDetail) -> None:
        self.detail = detail
        self._version = detail.row.version
        self._show_head()
        self.runner.run(self, load_roster, detail.row.id).done(self._show_roster)

    def _refreshed(self, detail: ClaimDetail) -> None:
        if self.detail is None or detail.row.id != self.detail.row.id:
            return
        moved = detail.row.version != self._version and not self._saving
        self.detail = detail
        if moved and not self._dirty:
            self._version = detail.row.version
            self.runner.run(self, load_roster, detail.row.id).done(self._show_roster)
        self._show_head()
        self._show_figures()

    def _show_roster(self, roster: Roster) -> None:
        detail = self.detail
        if detail is None or roster.claim_id != detail.row.id or self._dirty:
            return
        self._version = roster.version
        self._masked = roster.masked
        self._known_people = roster.known_people
        judge = Judge(detail.programme, detail.row.track, self.shell.today)
        self.sheet = RosterSheet(judge, detail.programme.year)
        self.sheet.load(roster.rows, roster.verdicts, roster.others)
        place = max(self.grid.place, 0)
        self.grid.records.show_sheet(self.sheet, editable=not roster.masked)
        self.grid.go(min(place, max(self.grid.records.rowCount() - 1, 0)))
        self._enable()
        self._show_figures()
        self._show_row(self.grid.place)
        waiting, self._after_load = self._after_load, []
        for slot in waiting:
            slot()

    def _show_head(self) -> None:
        detail = self.detail
        if detail is None:
            return
        row = detail.row
        self.set_title(
            tr("{enterprise} · {track}", enterprise=row.enterprise, track=label(row.track))
        )
        self.crumb.setText(crumb_text(detail))
        self.chip.say(label(row.state), STATE_TONES[row.state])
        self.stages.say(tuple(label(stage) for stage in STAGES), STAGES.index(stage_of(row.state)))
        said = row.answer if row.state in {ClaimState.RETURNED, ClaimState.REJECTED} else ""
        if said:
            text = tr("{state}: {reason}", state=label(row.state), reason=said)
            self.answer.say(text, STATE_TONES[row.state])
        self.answer.setVisible(bool(said))
        self._enable()

    def _show_figures(self) -> None:
        detail, sheet = self.detail, self.sheet
        if detail is None or sheet is None:
            return
        sums = sheet.totals
        self.heads.say(
            trn("{n} person", "{n} people", sums.heads),
            tr(
                "{payable} payable ({warned} to look at) · {refused} not",
                payable=number_text(sums.payable),
                warned=number_text(sums.warned),
                refused=number_text(sums.refused),
            ),
        )
        asked = sums.amount_cents if not self._masked else detail.row.requested_cents
        self.requested.say(money_text(asked), rmb_capitals(asked))
        self._show_budget(detail, asked)
        papers = detail.programme.materials_for(detail.row.track)
        lacking = lacking_papers(detail)
        self.materials.say(
            tr("{come} of {all}", come=len(papers) - len(lacking), all=len(papers)),
            _missing_text(lacking),
            "warn" if lacking else "good",
        )
        self.materials.note.setToolTip("\n".join(lacking))

    def _show_budget(self, detail: ClaimDetail, asked_cents: int) -> None:
        left = detail.budget.left_cents
        if left is None:
            self.budget.say(tr("not set"), tr("set it on the programme's page"))
        elif detail.row.approved_cents is not None:
            self.budget.say(money_text(left), tr("this claim is counted"))
        else:
            after = left - asked_cents
            note = tr("after this claim {amount}", amount=money_text(after))
            self.budget.say(money_text(left), note, "bad" if after < 0 else "muted")

    def _show_row(self, place: int) -> None:
        detail, sheet = self.detail, self.sheet
        self.explanation.show_number("")
        self.explanation.hints.setText(self._hints())
        if detail is None or sheet is None:
            return
        count = len(sheet.rows)
        self.position_changed.emit(min(place + 1, count), count)
        verdict = self.grid.records.verdict_at(place) if place >= 0 else None
        self.reveal.setEnabled(
            verdict is not None and bool(sheet.rows[place].id_number) and not self._dirty
        )
        if verdict is None:
            self.explanation.show_blank(
                tr("Type or paste the people here") if not self._masked else tr("No row chosen")
            )
            return
        self.explanation.show_row(
            place, sheet.rows[place], verdict, detail.programme, self._known_people
        )

    def _hints(self) -> str:
        if self._masked:
            return tr("F8 next problem · Ctrl+R show the identity number")
        return tr(
            "Paste from Excel (Ctrl+V) · Enter next cell · F2 edit · Ctrl+D fill down ·"
            " Ctrl+Z undo · F8 next problem"
        )

    def _enable(self) -> None:
        detail = self.detail
        allowed = set(detail.actions) if detail is not None else set()
        for action, shown in self._by_action.items():
            shown.setVisible(action in allowed)
            shown.setEnabled(action in allowed)
        editable = not self._masked and detail is not None and detail.row.state.editable
        self.import_file.setVisible(editable)
        self.import_file.setEnabled(editable)
        for one in self.editing[2:]:
            one.setEnabled(editable)

    # Editing

    def _edited(self, _words: str) -> None:
        self._dirty = True
        self._save_pause.start()
        self._look_up_pause.start()
        self._show_figures()
        self._show_row(self.grid.place)

    def check_all(self) -> None:
        """Look up every person again, judge every row, and go to the first problem (F9)."""
        sheet = self.sheet
        if sheet is None:
            return
        if not self._masked:
            sheet.others.clear()
            self._look_up()
        sums = sheet.totals
        self.shell.notify(
            tr(
                "Checked: {payable} payable, {refused} not",
                payable=number_text(sums.payable),
                refused=number_text(sums.refused),
            )
        )
        if sums.refused or sums.warned:
            place = sheet.problem_after(-1, 1)
            self.grid.go(place)

    def save_now(self) -> None:
        """Save what has been typed, at once; a save under way is followed by another."""
        self._save_pause.stop()
        if not self._dirty or self._saving or self.sheet is None or self.detail is None:
            return
        self._dirty = False
        self._saving = True
        rows = tuple(self.sheet.rows)
        request = self.runner.run(self, save_roster, self.detail.row.id, self._version, rows)
        request.done(partial(self._saved, self.detail.row.id)).refused(self._not_saved)

    def _saved(self, claim_id: int, saved: RosterSaved) -> None:
        self._saving = False
        if self.detail is None or self.detail.row.id != claim_id:
            return
        self._version = saved.version
        at = self.runner.desk.clock() if self.runner.desk is not None else None
        self.shell.notify(tr("Draft saved {time}", time=_clock_text(at)))
        if self._dirty:
            self.save_now()
            return
        self._show_row(self.grid.place)
        waiting, self._after_save = self._after_save, []
        for go_on in waiting:
            go_on()

    def _not_saved(self, error: Exception) -> bool:
        self._saving = False
        self._dirty = True
        self._after_save.clear()
        if not isinstance(error, StaleRecord):
            return False
        offers = ((tr("Show theirs"), self._take_theirs), (tr("Keep mine"), self._keep_mine))
        self.banner.show_text(message(error), Tone.WARN, offers=offers)
        return True

    def _take_theirs(self) -> None:
        self._dirty = False
        if self.detail is not None:
            self.show_claim(self.detail.row.id)

    def _keep_mine(self) -> None:
        def arrived(detail: ClaimDetail) -> None:
            self.detail = detail
            self._version = detail.row.version
            self.save_now()

        if self.detail is not None:
            self.runner.run(self, claim_detail, self.detail.row.id).done(arrived)

    def _look_up(self) -> None:
        sheet, detail = self.sheet, self.detail
        if sheet is None or detail is None or self._masked:
            return
        numbers = sheet.unknown_numbers()
        if not numbers:
            return

        def arrived(others: dict[str, tuple[OtherClaim, ...]]) -> None:
            if self.sheet is sheet and sheet.learn(others):
                self.grid.records.repaint()
                self._show_figures()
                self._show_row(self.grid.place)

        self.runner.run(self, find_other_claims, detail.row.id, numbers).done(arrived)

    # Steps

    def _settled(self, go_on: partial[None]) -> None:
        """Go on once everything typed is saved."""
        if self._dirty or self._saving:
            self._after_save.append(go_on)
            self.save_now()
        else:
            go_on()

    def _open(self, dialog: FormDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._stepped)
        dialog.open()

    def _stepped(self, key: ClaimKey) -> None:
        self.shell.notify(tr("{number}: {state}", number=key.number, state=label(key.state)))
        self.show_claim(key.id)

    def _submit(self) -> None:
        self._settled(partial(self._fetch_and, self._open_submit))

    def _fetch_and(self, slot: object) -> None:
        """Fetch the claim's present version, then open what decides about it."""

        def arrived(detail: ClaimDetail) -> None:
            self.detail = detail
            self._version = detail.row.version
            slot()  # type: ignore[operator]

        if self.detail is not None:
            self.runner.run(self, claim_detail, self.detail.row.id).done(arrived)

    def _open_submit(self) -> None:
        if self.detail is not None and self.sheet is not None:
            self._open(SubmitDialog(self.runner, self, self.detail, self.sheet.totals))

    def _precheck(self) -> None:
        if self.detail is not None:
            self._open(AmountDialog(self.runner, self, self.detail, ClaimAction.PRECHECK))

    def _approve(self) -> None:
        if self.detail is not None:
            self._open(AmountDialog(self.runner, self, self.detail, ClaimAction.APPROVE))

    def _return(self) -> None:
        if self.detail is not None:
            words = self._problem_words()
            self._open(ReasonDialog(self.runner, self, self.detail, ClaimAction.RETURN, words))

    def _reject(self) -> None:
        if self.detail is not None:
            self._open(ReasonDialog(self.runner, self, self.detail, ClaimAction.REJECT))

    def _pay(self) -> None:
        if self.detail is not None:
            self._open(PaymentDialog(self.runner, self, self.detail, self.shell.today))

    def _problem_words(self) -> str:
        """Return what a return for correction would say: missing papers, rows that fail."""
        detail, sheet = self.detail, self.sheet
        if detail is None or sheet is None:
            return ""
        lacking = lacking_papers(detail)
        words = [tr("Missing papers: {papers}", papers="、".join(lacking))] if lacking else []
        for place, (row, verdict) in enumerate(zip(sheet.rows, sheet.verdicts, strict=True), 1):
            failing = [line for line in verdict.problems if not line.verdict.payable]
            if failing and len(words) < _MOST_REASONS:
                words.append(
                    tr(
                        "Row {row}, {name}: {reason}",
                        row=place,
                        name=row.name,
                        reason=line_text(failing[0]),
                    )
                )
        return "\n".join(words)

    def _open_papers(self) -> None:
        self._settled(partial(self._fetch_and, self._show_papers))

    def _show_papers(self) -> None:
        if self.detail is None:
            return
        dialog = MaterialsDialog(self.runner, self, self.detail, editable=not self._masked)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self._papers_saved)
        dialog.open()

    def _papers_saved(self, key: ClaimKey) -> None:
        self._version = key.version
        self.refresh()

    # Numbers

    def _reveal(self) -> None:
        detail, place = self.detail, self.grid.place
        if detail is None or place < 0:
            return

        def arrived(number: str) -> None:
            if self.grid.place == place:
                self.explanation.show_number(
                    tr("{field}: {number}", field=label(RosterField.ID_NUMBER), number=number)
                )
                self._number_over.start()

        self.runner.run(self, reveal_identity, detail.row.id, place + 1).done(arrived)

    def _note_look(self, place: int) -> None:
        """Keep in the trail that an editor shows a number that lies in the database."""
        detail = self.detail
        if detail is None or self._dirty or self._saving or place in self._revealed:
            return
        self._revealed.add(place)
        request = self.runner.run(self, reveal_identity, detail.row.id, place + 1)
        # A row that is not stored yet has nothing to reveal.
        request.refused(lambda _error: True)

    # Files

    def _choose_import(self) -> None:
        dialog = QFileDialog(self, tr("Import Excel…"), _documents())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(tr("Lists") + " (*.xlsx *.xlsm *.xls *.ods *.csv *.txt)")
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name)))
        dialog.open()

    def read_file(self, path: Path) -> None:
        """Read a roster and put its people behind those that are there, as one step of undo."""
        if self.detail is None:
            return
        request = self.runner.call(self, read_roster, path, self.detail.programme.year)
        request.named(tr("Reading {file}…", file=path.name)).done(self._take_file)

    def _take_file(self, file: RosterFile) -> None:
        if self.sheet is None or self._masked:
            return
        known = {row.id_number for row in self.sheet.rows if row.id_number}
        rows = [row for row in file.rows if row.id_number not in known]
        said = trn("{n} row read", "{n} rows read", len(rows))
        if len(rows) < len(file.rows):
            there = trn(
                "{n} was there already", "{n} were there already", len(file.rows) - len(rows)
            )
            said = tr("{said}; {more}", said=said, more=there)
        if file.sheet.ignored:
            names = "、".join(file.sheet.ignored)
            said = tr("{said}; columns not known here: {names}", said=said, names=names)
        if rows:
            self.grid.add_rows(rows, trn("import of {n} row", "import of {n} rows", len(rows)))
            self.grid.go_to_problem(1)
        self.shell.notify(said)

    def _choose_template(self) -> None:
        self._choose_target(tr("Roster template"), self._write_template)

    def _choose_export(self) -> None:
        number = self.detail.row.number if self.detail is not None else ""
        self._choose_target(tr("Roster {number}", number=number), self._write_roster)

    def _choose_target(self, name: str, write: object) -> None:
        proposed = str(Path(_documents()) / f"{name}.xlsx")
        dialog = QFileDialog(self, name, proposed, tr("Excel workbook") + " (*.xlsx)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("xlsx")
        dialog.fileSelected.connect(lambda chosen: write(Path(chosen)))  # type: ignore[operator]
        dialog.open()

    def _write_template(self, path: Path) -> None:
        title = tr("Roster")
        request = self.runner.call(self, write_template, path, ROSTER_COLUMNS, title=title)
        request.done(lambda _nothing: self.shell.notify(tr("Saved as {name}.", name=path.name)))

    def _write_roster(self, path: Path) -> None:
        if self.sheet is None:
            return
        rows = export_rows(self.sheet.rows)
        request = self.runner.call(
            self, write_list, path, ROSTER_COLUMNS, rows, title=tr("Roster"), masked=True
        )
        request.done(lambda _nothing: self.shell.notify(tr("Saved as {name}.", name=path.name)))

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        self.save_now()
        super().hideEvent(event)


def _missing_text(lacking: tuple[str, ...]) -> str:
    if not lacking:
        return tr("complete")
    if len(lacking) == 1:
        return tr("missing: {papers}", papers=lacking[0])
    return trn("{n} paper missing", "{n} papers missing", len(lacking))


def _no_sheet() -> RosterSheet:
    """Return a sheet without rows: what the grid shows before a claim has come."""
    return RosterSheet(None, 0)  # type: ignore[arg-type]  # nothing is judged in it


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)


def _clock_text(at: dt.datetime | None) -> str:
    return "" if at is None else f"{at.astimezone(CHINA):%H:%M:%S}"
