"""The left side of the reports: state and figures of the quarter, editions and documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from parkdesk.domain.closing import ReopeningState
from parkdesk.domain.summaries import FigureKey, QuarterlySummary
from parkdesk.gui.actions import ActionButton
from parkdesk.gui.summaries.viewer import PACK_LANGUAGE_NAMES
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import SectionHeader, card, label
from parkdesk.i18n import instant_text, number_text, tr
from parkdesk.i18n import label as word
from parkdesk.reports import words

if TYPE_CHECKING:
    from parkdesk.usecases.reopenings import ReopeningRow
    from parkdesk.usecases.summaries import IssuedRow, SnapshotRow


@dataclass(frozen=True, slots=True)
class Choice:
    """What is in view: the live draft, an edition, or a document as it was issued."""

    edition: SnapshotRow | None = None
    issued: IssuedRow | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it is the live draft."""
        return self.edition is None and self.issued is None


DRAFT = Choice()


PAGE_KEYS = (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
"""They turn the document beside the panel, wherever the focus is."""


class EditionList(QListWidget):
    """The few editions: there are no pages of them to turn."""

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


class SidePanel(QScrollArea):
    """State, figures, and the list of what can be looked at.

    Signals:
        chosen: the person has chosen a `Choice`.
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.state = Callout()
        self.figures: dict[FigureKey, tuple[QLabel, QLabel]] = {}
        self.exceptions = label("—")
        self.list = EditionList()
        self.list.setAccessibleName(tr("Editions and issued documents"))
        self.list.setWordWrap(True)
        self.list.setMinimumHeight(150)
        self.list.currentItemChanged.connect(self._picked)
        self.choices: list[Choice] = []
        self._inner = inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, SPACE, 0)
        box.setSpacing(SPACE * 2)
        box.addWidget(self.state)
        self._of_closed = QWidget()
        self._of_closed.hide()
        self._under_state = QVBoxLayout(self._of_closed)
        self._under_state.setContentsMargins(0, 0, 0, 0)
        self._under_state.setSpacing(SPACE)
        box.addWidget(self._of_closed)
        box.addWidget(self._pack_row())
        box.addWidget(self._figure_card())
        box.addWidget(SectionHeader(tr("Editions and issued documents")))
        box.addWidget(self.list, 1)
        self.setWidget(inner)
        self._fit()

    def add_actions(self, *actions: QAction) -> None:
        """Put buttons under the state of a quarter that was closed: what can be done then."""
        for action in actions:
            self._under_state.addWidget(ActionButton(action, key_shown=True))
        self._fit()

    def add_pair(self, *actions: QAction) -> None:
        """Put two buttons more side by side under those of a closed quarter."""
        row = QHBoxLayout()
        row.setSpacing(SPACE)
        for action in actions:
            row.addWidget(ActionButton(action))
        self._under_state.addLayout(row)
        self._fit()

    def add_pack(self, said: str, *actions: QAction) -> None:
        """Put the buttons that alter what is printed beside what is printed now."""
        for action in actions:
            self._pack_keys.addWidget(ActionButton(action))
        self.say_pack(said)

    def say_pack(self, said: str) -> None:
        """Say which sections are printed."""
        self.pack.setText(said)
        self._fit()

    def show_summary(self, summary: QuarterlySummary) -> None:
        """Show the eight figures of what is in view."""
        for key, (value, change) in self.figures.items():
            figure = summary.figure(key)
            value.setText("—" if figure is None else words.figure_value(figure))
            # The arrow says the direction; no colour judges it, here as on the workbench.
            change.setText("" if figure is None else words.year_change(figure)[0])
        self.exceptions.setText(number_text(summary.open_exceptions))
        self._fit()

    def say_state(
        self,
        choice: Choice,
        editions: Sequence[SnapshotRow],
        reopening: ReopeningRow | None = None,
    ) -> None:
        """Say what is in view and whether it still holds, or whether the quarter is open again."""
        if reopening is not None:
            self.state.say(_reopening_sentence(reopening), Tone.WARN)
            return
        newest = editions[0] if editions else None
        edition = choice.edition
        if edition is None:
            self.state.say(_draft_sentence(newest), Tone.NEUTRAL)
        elif newest is not None and newest.edition > edition.edition:
            self.state.say(
                tr(
                    "Edition {n} was corrected by edition {newer}: {reason}",
                    n=edition.edition, newer=newest.edition, reason=newest.reason,
                ),
                Tone.WARN,
            )  # fmt: skip
        else:
            self.state.say(
                tr(
                    "Edition {n} is frozen. Snapshot {code}, {at}, {name}",
                    n=edition.edition, code=edition.code, at=instant_text(edition.frozen_at),
                    name=edition.frozen_by,
                ),
                Tone.GOOD,
            )  # fmt: skip

    def show_choices(
        self, editions: Sequence[SnapshotRow], issued: Sequence[IssuedRow], wanted: Choice
    ) -> Choice:
        """List the draft, the editions and their documents; return what is now chosen.

        What was chosen stays, by its number; else the newest edition, else the draft.
        """
        self._of_closed.setVisible(bool(editions))
        self.choices = [DRAFT]
        for edition in editions:
            self.choices.append(Choice(edition))
            self.choices += [
                Choice(edition, row) for row in issued if row.snapshot_id == edition.id
            ]
        place = self._place_of(wanted)
        blocker = QSignalBlocker(self.list)
        self.list.clear()
        for choice in self.choices:
            item = QListWidgetItem(_words(choice))
            item.setToolTip(_words(choice))
            self.list.addItem(item)
        self.list.setCurrentRow(place)
        blocker.unblock()
        return self.choices[place]

    def choose(self, choice: Choice) -> None:
        """Choose as the person would."""
        self.list.setCurrentRow(self._place_of(choice))

    def _place_of(self, wanted: Choice) -> int:
        keys = [_key(choice) for choice in self.choices]
        return keys.index(_key(wanted)) if _key(wanted) in keys else 0

    def _picked(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(self.choices[self.list.row(item)])

    def _fit(self) -> None:
        """Be as wide as the figures need, whatever the language, so that none is cut off."""
        self._inner.adjustSize()
        bar = self.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(self._inner.minimumSizeHint().width() + bar + SPACE)

    def _pack_row(self) -> QWidget:
        made = QWidget()
        box = QVBoxLayout(made)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        self.pack = label("", "muted", wrap=True)
        self._pack_keys = QHBoxLayout()
        self._pack_keys.setSpacing(SPACE)
        box.addWidget(self.pack)
        box.addLayout(self._pack_keys)
        return made

    def _figure_card(self) -> QFrame:
        made = card()
        grid = QGridLayout(made)
        grid.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
        grid.setVerticalSpacing(SPACE)
        grid.setHorizontalSpacing(SPACE * 2)
        grid.setColumnStretch(0, 1)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(label(tr("Key figures"), "section"), 0, 0, 1, 2)
        grid.addWidget(label(tr("YoY"), "muted"), 0, 2, right)
        for row, key in enumerate(FigureKey, 1):
            value, change = label("—"), label("", "muted")
            grid.addWidget(label(word(key), "label"), row, 0)
            grid.addWidget(value, row, 1, right)
            grid.addWidget(change, row, 2, right)
            self.figures[key] = value, change
        last = len(self.figures) + 1
        grid.addWidget(label(tr("Compliance findings"), "label"), last, 0)
        grid.addWidget(self.exceptions, last, 1, right)
        return made

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in PAGE_KEYS:
            event.ignore()
        else:
            super().keyPressEvent(event)


def _key(choice: Choice) -> tuple[int, int]:
    edition = choice.edition.id if choice.edition is not None else 0
    return edition, choice.issued.id if choice.issued is not None else 0


def _words(choice: Choice) -> str:
    if choice.issued is not None:
        language = dict(PACK_LANGUAGE_NAMES)[choice.issued.language]
        lines = tr(
            "{number} · {language}\nissued {at} · {name}",
            number=choice.issued.number,
            language=language,
            at=instant_text(choice.issued.issued_at),
            name=choice.issued.issued_by,
        )
        return "\n".join(f"      {line}" for line in lines.splitlines())
    if choice.edition is not None:
        return tr(
            "Edition {n} · frozen\n{at} · {name}",
            n=choice.edition.edition, at=instant_text(choice.edition.frozen_at),
            name=choice.edition.frozen_by,
        )  # fmt: skip
    return tr("Draft · the figures of now")


def _reopening_sentence(reopening: ReopeningRow) -> str:
    if reopening.outside_approver:
        return tr(
            "The quarter is open for a correction: opened by {person}, approved in writing by"
            " {approver} ({paper}). Correct, then close it anew. Why: {reason}",
            person=reopening.asked_by,
            approver=reopening.outside_approver,
            paper=reopening.outside_paper,
            reason=reopening.reason,
        )
    if reopening.state is ReopeningState.AGREED:
        return tr(
            "The quarter is open for a correction: {asked} asked, {agreed} agreed. Correct, then"
            " close it anew. Why: {reason}",
            asked=reopening.asked_by, agreed=reopening.answered_by, reason=reopening.reason,
        )  # fmt: skip
    return tr(
        "{person} asks for the quarter to be opened again; another person has to answer. Why:"
        " {reason}",
        person=reopening.asked_by, reason=reopening.reason,
    )  # fmt: skip


def _draft_sentence(newest: SnapshotRow | None) -> str:
    if newest is None:
        return tr(
            "A draft: its figures still move. Once an administrator or the manager has closed the"
            " quarter, the summary can be issued."
        )
    return tr(
        "A draft with the figures of now. What counts is edition {n}: to correct it, the quarter is"
        " opened again and closed as edition {next}.",
        n=newest.edition, next=newest.edition + 1,
    )  # fmt: skip
