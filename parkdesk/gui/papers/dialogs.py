"""The small forms of papers: where new files go, another slot for a paper, taking one out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QComboBox, QSplitter, QVBoxLayout, QWidget

from parkdesk.domain.papers import Owner, PaperFile
from parkdesk.gui.choice_field import ChoiceField
from parkdesk.gui.fields import CheckField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.papers.preview import PaperPreview
from parkdesk.gui.papers.words import place_name, row_name, twin_text
from parkdesk.gui.theme import SPACE
from parkdesk.i18n import tr, trn
from parkdesk.usecases.paper_inbox import Filing
from parkdesk.usecases.paper_lists import PaperPlace, PaperRow, Twin
from parkdesk.usecases.papers import NewPaper, add_papers, remove_paper, sort_paper

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner

Target = tuple[Owner, str]
_WIDE, _HIGH = 1080, 640
_LONGEST = 30
_FEWEST_SIGNS = 14


def shortened(name: str) -> str:
    """Return a file's name that fits beside a field; its beginning and its end tell most."""
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 12]}…{name[-10:]}"


def places_offered(places: Sequence[PaperPlace]) -> list[tuple[Target, str]]:
    """Return the places as options of a choice."""
    return [((one.owner, one.slot.code), place_name(one)) for one in places]


def keep_narrow(field: ChoiceField) -> None:
    """Let a choice of slots be narrower than its longest: the list that drops down is not."""
    field.editor.setMinimumContentsLength(_FEWEST_SIGNS)
    field.editor.setSizeAdjustPolicy(
        QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
    )


class FilingDialog(FormDialog):
    """New files of an enterprise, each with the slot that its name says; Enter files them all.

    A file without a slot is not filed; one that is kept elsewhere only where it is ticked.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        shell: Shell,
        files: Sequence[PaperFile],
        filing: Filing,
        *,
        replaces: PaperRow | None = None,
    ) -> None:
        title = tr("Newer version: {paper}", paper=row_name(replaces)) if replaces else ""
        super().__init__(
            runner,
            parent,
            title or trn("Add {n} file", "Add {n} files", len(files)),
            save_text=tr("File them"),
            width=_WIDE,
            intro=self.intro_of(files, filing),
        )
        self.setMinimumHeight(min(_HIGH, parent.window().height() - 40))
        self._files = tuple(files)
        self._replaces = replaces
        self._twins: dict[str, list[Twin]] = {}
        for twin in filing.twins:
            self._twins.setdefault(twin.sha256, []).append(twin)
        self._options = self.options_of(filing)
        self.preview = PaperPreview(runner, shell, offered=False)
        self.slots: list[ChoiceField] = []
        self.ticks: dict[int, CheckField] = {}
        for place, file in enumerate(self._files):
            guess = filing.guesses[place]
            self._declare(place, file, (guess.owner, guess.slot) if guess.owner else None)
        self._show_beside()
        self._watch_focus()
        self.set_untouched()

    def options_of(self, filing: Filing) -> list[tuple[Target, str]]:
        """Return the places that a file may be given."""
        return places_offered(filing.places)

    def intro_of(self, files: Sequence[PaperFile], filing: Filing) -> str:
        """Return what is said of all the files; nothing by default."""
        del files, filing
        return ""

    def focus_first(self) -> None:
        """Begin at the first file that has no slot yet; with none such, Enter files them."""
        for place, field in enumerate(self.slots):
            if field.is_empty or self._waits(place):
                self._look_at(place)
                (field if field.is_empty else self.ticks[place]).focus()
                return
        self._look_at(0)
        self.save_button.setFocus()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """File what has a slot."""
        del confirmed
        papers = tuple(
            NewPaper(
                target[0],
                target[1],
                file,
                replaces=self._replaces.id if self._replaces else None,
                twin_confirmed=place in self.ticks and bool(self.ticks[place].value()),
            )
            for place, (file, field) in enumerate(zip(self._files, self.slots, strict=True))
            if (target := field.value()) is not None and not self._waits(place)
        )
        return self.runner.run(self, add_papers, papers)

    def _declare(self, place: int, file: PaperFile, guessed: Target | None) -> None:
        options = self._options
        if self._replaces is not None:
            guessed = (self._replaces.owner, self._replaces.slot.code)
            options = [(guessed, row_name(self._replaces))]
        field = self.choice(
            f"slot-{place}", shortened(file.name), options, typed=self._replaces is None
        )
        field.name_label.setToolTip(file.name)
        keep_narrow(field)
        field.set_value(guessed)
        field.changed.connect(partial(self._look_at, place))
        self.slots.append(field)
        told = [twin_text(twin) for twin in self._twins.get(file.sha256, [])]
        told += [
            tr("The same scan is already among these files: {file}", file=shortened(one.name))
            for one in self._files[:place]
            if one.sha256 == file.sha256
        ]
        if told:
            tick = self.check(f"twin-{place}", tr("File it all the same"), hint="\n".join(told))
            self.ticks[place] = tick

    def _waits(self, place: int) -> bool:
        return place in self.ticks and not self.ticks[place].value()

    def _show_beside(self) -> None:
        """Put the preview beside the fields."""
        outer = self.layout()
        assert isinstance(outer, QVBoxLayout)
        at = outer.indexOf(self._area)
        self.panes = panes = QSplitter(Qt.Orientation.Horizontal)
        panes.setChildrenCollapsible(False)
        outer.removeWidget(self._area)
        panes.addWidget(self._area)
        self.preview.setContentsMargins(SPACE * 2, 0, SPACE * 6, 0)
        panes.addWidget(self.preview)
        panes.setSizes([_WIDE * 2 // 5, _WIDE * 3 // 5])
        outer.insertWidget(at, panes, 1)

    def _watch_focus(self) -> None:
        for place, field in enumerate(self.slots):
            line = field.editor.lineEdit() if field.editor.isEditable() else None
            _Focused(line or field.editor, partial(self._look_at, place))

    def _look_at(self, place: int) -> None:
        file = self._files[place]
        self.preview.show_file(file, ())


class _Focused(QObject):
    """Calls a slot when a widget gets the focus."""

    def __init__(self, watched: QWidget, slot: Callable[[], object]) -> None:
        super().__init__(watched)
        self._slot = slot
        watched.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn:
            self._slot()
        return super().eventFilter(watched, event)


class SortDialog(FormDialog):
    """Another slot for a paper, or another note."""

    def __init__(
        self, runner: Runner, parent: QWidget, row: PaperRow, places: Sequence[PaperPlace]
    ) -> None:
        super().__init__(runner, parent, tr("Slot and remarks"), intro=row.file_name)
        self._row = row
        self.place = self.choice("slot", tr("Slot"), places_offered(places), required=True)
        keep_narrow(self.place)
        self.note = self.multiline("note", tr("Remarks"))
        self.fill({"slot": (row.owner, row.slot.code), "note": row.note})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save slot and note."""
        del confirmed
        owner, slot = self.place.value()
        return self.runner.run(
            self, sort_paper, self._row.id, self._row.version, owner, slot, self.note.value()
        )


class RemoveDialog(FormDialog):
    """Taking a paper out, with the reason."""

    def __init__(self, runner: Runner, parent: QWidget, row: PaperRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Take out this paper"),
            save_text=tr("Take out"),
            intro=tr(
                "{file} stays in the history with your reason; it is not destroyed.",
                file=row.file_name,
            ),
        )
        self._row = row
        self.reason = self.text("reason", tr("Reason"), required=True, longest=500)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take the paper out."""
        del confirmed
        return self.runner.run(
            self, remove_paper, self._row.id, self._row.version, self.reason.value()
        )
