"""What the headings of a kind of list mean: fetched with the import, asked where nobody knows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from parkdesk.domain.import_headings import OwnHeading
from parkdesk.domain.imports import Sheet
from parkdesk.excel.columns import Column
from parkdesk.excel.own_headings import (
    HeadingQuestion,
    knowing,
    question_of,
    question_of_refused,
)
from parkdesk.gui.imports.headings_dialog import HeadingsDialog
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.usecases.import_headings import own_headings

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner


class OwnHeadings(QObject):
    """Knows the answers of this kind of list, and asks for more.

    Signals:
        told: somebody has said what headings mean; the file is to be read again.
    """

    told = Signal()

    def __init__(self, runner: Runner, window: QWidget, spec: ImportSpec) -> None:
        super().__init__(window)
        self._runner = runner
        self._window = window
        self._spec = spec
        self._known: tuple[OwnHeading, ...] | None = None
        self._waiting: Callable[[], object] | None = None
        self.question: HeadingQuestion | None = None
        """What there is to ask about the file that was read last."""
        request = runner.run(self, own_headings, spec.key)
        request.done(self._arrived).refused(self._failed)

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the list, with the headings that were explained."""
        return knowing(self._spec.columns, self._known or ())

    def when_known(self, go: Callable[[], object]) -> None:
        """Go on at once, or when the answers are here; what waited before is dropped."""
        if self._known is None:
            self._waiting = go
        else:
            go()

    def follow(self, sheet: Sheet) -> bool:
        """Return whether a list that was read has headings to ask about."""
        return self._may_ask(question_of(sheet, self._spec.columns))

    def follow_refused(self, error: Exception) -> bool:
        """Return whether a list was refused for headings that can be explained."""
        known = self._known or ()
        return self._may_ask(question_of_refused(error, self._spec.columns, known))

    def ask_what_is_new(self) -> None:
        """Ask at once where a heading has never been answered."""
        answered = {one.heading for one in self._known or ()}
        if self.question and any(one.key not in answered for one in self.question.unknown):
            self.ask()

    def ask(self) -> None:
        """Ask what the headings mean; the answer is kept, then told."""
        if self.question is not None:
            dialog = HeadingsDialog(self._runner, self._window, self._spec.key, self.question)
            dialog.saved.connect(self._answered)
            dialog.open()

    def _may_ask(self, question: HeadingQuestion | None) -> bool:
        """Keep what there is to ask; what was left out on purpose is not guessed again."""
        left_out = {one.heading for one in self._known or () if not one.field}
        self.question = question and replace(
            question,
            unknown=tuple(
                replace(one, guess=None) if one.key in left_out else one for one in question.unknown
            ),
        )
        return question is not None

    def _answered(self, known: tuple[OwnHeading, ...]) -> None:
        self._known = known
        self.told.emit()

    def _arrived(self, known: tuple[OwnHeading, ...]) -> None:
        self._known = known
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting()

    def _failed(self, _error: Exception) -> bool:
        # Without the answers a list can still be read; what went wrong is told as always.
        self._arrived(())
        return False
