"""Duplicates (重复企业): pairs of the register that may be one, and the merges that were made."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from parkdesk.domain.merges import UndoState
from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.duplicates.merge_dialog import MergeDialog
from parkdesk.gui.duplicates.words import why_tone
from parkdesk.gui.page import Page
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import date_text, instant_text, label, number_text, tr, trn
from parkdesk.usecases.duplicates import (
    LikelyPair,
    LikelyPairs,
    likely_duplicates,
    mark_as_two,
)
from parkdesk.usecases.merge_undoing import MergeRow, Undone, list_merges, undo_merge
from parkdesk.usecases.merges import merge_enterprises

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner

_STATE_TONES = {
    UndoState.OPEN: Tone.GOOD,
    UndoState.UNDONE: Tone.NEUTRAL,
    UndoState.TOO_LATE: Tone.NEUTRAL,
}


class DuplicatesPage(Page):
    """A worklist of pairs; each is merged, or said to be two."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"enterprise", "enterprise_name", "enterprise_merge", "enterprise_distinct"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._found = LikelyPairs((), 0)
        self._comparing: Request[LikelyPairs] | None = None
        self.set_title(tr("Duplicates"))
        self._make_actions()
        self.pairs: RecordTable[LikelyPair] = RecordTable()
        self.pairs.setObjectName("DuplicatePairs")
        self.pairs.set_model(WindowedModel(_pair_columns(), self._serve, self))
        self.pairs.empty.say(
            tr("No two enterprises look alike"),
            tr("Numbers, names, former names and their sound were compared."),
            "check",
        )
        self.pairs.opened.connect(lambda _pair: self.merge.trigger())
        self.pairs.row_changed.connect(lambda _pair: self._enable())
        self.merges: RecordTable[MergeRow] = RecordTable()
        self.merges.setObjectName("EnterpriseMerges")
        self.merges.set_model(WindowedModel(_merge_columns(), self._load_merges, self))
        self.merges.empty.say(tr("Nothing has been merged yet"), "", "info")
        self.merges.row_changed.connect(lambda _merge: self._enable())
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.addTab(_under_tabs(self.pairs), tr("To look at"))
        self.tabs.addTab(_under_tabs(self.merges), tr("Merged"))
        self.tabs.currentChanged.connect(lambda _place: self._enable())
        self.body.addWidget(self.tabs, 1)
        self.refresh()

    def refresh(self) -> None:
        """Compare the register again."""
        if self._comparing is not None:
            # What it compares is no longer what is stored.
            self._comparing.cancel()
        request = self._comparing = self.runner.run(self, likely_duplicates)
        request.named(tr("Comparing names and numbers")).done(self._arrived)
        request.refused(lambda _error: request is not self._comparing)
        self.merges.records.reload()

    def focus_first(self) -> None:
        """Begin at the first pair."""
        self.pairs.setFocus()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.back = PageAction(
            self,
            tr("To the register"),
            lambda: self.shell.open_page("enterprises"),
            key="Alt+Left",
            icon="chevron-left",
        )
        self.undo = make(undo_merge, tr("Undo merge"), self._ask_undo, key="Ctrl+Shift+Z")
        self.two = make(mark_as_two, tr("Not duplicates"), self._mark, key="Ctrl+Alt+M")
        self.show_one = PageAction(self, tr("Show enterprise"), self._show_one, key="F4")
        self.merge = make(merge_enterprises, tr("Merge…"), self._open_merge, key="Ctrl+M")
        for action in (self.back, self.undo, self.show_one, self.two):
            self.add_action(action)
        self.add_action(self.merge, primary=True)
        self._enable_first()

    def _enable_first(self) -> None:
        for action in (self.undo, self.two, self.show_one, self.merge):
            action.setEnabled(False)

    def _enable(self) -> None:
        looking = self.tabs.currentIndex() == 0
        pair = self.pairs.current() if looking else None
        merged = None if looking else self.merges.current()
        self.merge.setEnabled(pair is not None and self.runner.can(merge_enterprises))
        self.two.setEnabled(pair is not None and self.runner.can(mark_as_two))
        self.show_one.setEnabled(pair is not None or merged is not None)
        self.undo.setEnabled(
            merged is not None and merged.state is UndoState.OPEN and self.runner.can(undo_merge)
        )

    def _arrived(self, found: LikelyPairs) -> None:
        self._comparing = None
        self._found = found
        self.set_count(trn("{n} pair to look at", "{n} pairs to look at", found.total))
        self.pairs.records.reload()

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[LikelyPair]) -> None:
        rows = self._found.pairs
        arrived(Window(rows[offset : offset + limit], len(rows), offset))

    def _load_merges(
        self, _sort: Sort, offset: int, limit: int, arrived: Arrived[MergeRow]
    ) -> object:
        newest_first = Sort("id", descending=True)
        return self.runner.run(self, list_merges, newest_first, offset, limit).done(arrived)

    def _open_merge(self) -> None:
        pair = self.pairs.current()
        if pair is not None:
            dialog = MergeDialog(self.runner, self, pair.first.id, pair.second.id)
            dialog.saved.connect(lambda _id: self.shell.notify(tr("Merged into one enterprise")))
            dialog.open()

    def _mark(self) -> None:
        pair = self.pairs.current()
        if pair is not None:
            request = self.runner.run(self, mark_as_two, pair.first.id, pair.second.id)
            request.done(lambda _none: self.shell.notify(tr("Noted: they are two")))

    def _show_one(self) -> None:
        if self.tabs.currentIndex() == 0:
            pair = self.pairs.current()
            id_ = pair.first.id if pair is not None else None
        else:
            merged = self.merges.current()
            id_ = merged.kept_id if merged is not None else None
        if id_ is not None:
            self.shell.open_page("enterprise", id_)

    def _ask_undo(self) -> None:
        row = self.merges.current()
        if row is None:
            return

        def undo() -> None:
            self.runner.run(self, undo_merge, row.id).done(self._undone)

        self.banner.show_text(
            tr(
                "Make {kept} and {dropped} two enterprises again? What was recorded since stays"
                " with {kept}.",
                kept=row.kept_name,
                dropped=row.dropped_name,
            ),
            Tone.WARN,
            offers=((tr("Undo merge"), undo),),
        )
        self.banner.focus_first()

    def _undone(self, undone: Undone) -> None:
        if undone.left or undone.kept_values:
            self.banner.show_text(
                tr(
                    "Undone. {left} entries were deleted or given away since, and {values} fields"
                    " were changed since: these stay as they are.",
                    left=number_text(undone.left),
                    values=number_text(len(undone.kept_values)),
                ),
                Tone.WARN,
            )
        else:
            self.shell.notify(tr("Undone: they are two again"))


def _under_tabs(table: QWidget) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, SPACE * 3, 0, 0)
    box.addWidget(table)
    return made


def _pair_columns() -> tuple[Column[LikelyPair], ...]:
    return (
        Column(
            tr("Reason"),
            lambda pair: label(pair.why),
            tone=lambda pair: why_tone(pair.why),
            width=170,
        ),
        Column(tr("Enterprise"), lambda pair: pair.first.name, width=260, grows=True),
        Column(tr("Credit code"), lambda pair: pair.first.code, muted=True, width=170, yields=1),
        Column(tr("The other one"), lambda pair: pair.second.name, width=260, grows=True),
        Column(tr("Its code"), lambda pair: pair.second.code, muted=True, width=170, yields=1),
    )


def _merge_columns() -> tuple[Column[MergeRow], ...]:
    return (
        Column(tr("When"), lambda row: instant_text(row.merged_at), width=140),
        Column(tr("Kept"), lambda row: row.kept_name, width=230, grows=True),
        Column(tr("Given up"), lambda row: row.dropped_name, width=230, grows=True),
        Column(tr("Who"), lambda row: row.merged_by, width=80, yields=1),
        Column(tr("Reason"), lambda row: row.reason, width=180, grows=True, yields=2),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: _STATE_TONES[row.state],
            width=110,
        ),
        Column(tr("Undo until"), lambda row: date_text(row.undo_until), width=100),
    )
