"""Where the scans of a claim go: what each name says, what is unsure, what is there twice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.paper_names import without_numbers
from parkdesk.domain.papers import OwnerKind, PaperFile
from parkdesk.gui.fields import BadText
from parkdesk.gui.papers.dialogs import FilingDialog, Target, shortened
from parkdesk.gui.papers.words import place_name, slot_name
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import number_text, tr
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_scans import ClaimScan, ScanFiling, file_scans
from parkdesk.usecases.paper_inbox import Filing
from parkdesk.usecases.paper_lists import PaperPlace

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner


_ACROSS = (1, 1)
"""How the width is shared between the fields and the pages beside them."""


class ClaimFilingDialog(FilingDialog):
    """Every file with the required paper that its name says; Enter files them all.

    Nothing is filed before: Esc leaves everything as it was.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        shell: Shell,
        detail: ClaimDetail,
        files: Sequence[PaperFile],
        found: ScanFiling,
        *,
        more: int = 0,
    ) -> None:
        filing = found.filing
        super().__init__(runner, parent, shell, files, filing)
        self._detail = detail
        if more:
            words = tr("{n} more files follow when these are filed.", n=number_text(more))
            self.wide(label(words, "muted", wrap=True))
        self._single = {_target(one) for one in filing.places if not one.slot.several}
        self._here = found.kept
        for place, field in enumerate(self.slots):
            # The folder tells apart what is called alike in each: 张三/身份证, 李四/身份证.
            told = filing.guesses[place].name.replace("\\", "/")
            field.name_label.setText(shortened(without_numbers(told)))
            field.name_label.setToolTip(without_numbers(told))
            field.changed.connect(self._say_replaced)
        for tick in self.ticks.values():
            tick.changed.connect(self._say_replaced)
        self._say_replaced()
        across = sum(_ACROSS)
        self.panes.setSizes([self.width() * part // across for part in _ACROSS])
        self.set_untouched()

    def options_of(self, filing: Filing) -> list[tuple[Target, str]]:
        """Return the required papers; those that people bring for each of them, too."""
        return [(_target(one), _place_text(one)) for one in filing.places]

    def intro_of(self, files: Sequence[PaperFile], filing: Filing) -> str:
        """Say how many names told where they go, and what is asked."""
        return _intro(files, filing)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """File what has a place; a file without one, or there twice and not ticked, stays out."""
        del confirmed
        row = self._detail.row
        scans = tuple(
            ClaimScan(
                target[0],
                target[1],
                file,
                twin_confirmed=place in self.ticks and bool(self.ticks[place].value()),
            )
            for place, file in enumerate(self._files)
            if (target := self._chosen(place)) is not None and not self._waits(place)
        )
        return self.runner.run(self, file_scans, row.id, row.version, scans)

    def _chosen(self, place: int) -> Target | None:
        try:
            target: Target | None = self.slots[place].value()
        except BadText:
            return None
        return target

    def _say_replaced(self) -> None:
        """Say of a paper there is one of that a file takes the place of another."""
        goes = {
            place: target
            for place in range(len(self._files))
            if not self._waits(place) and (target := self._chosen(place)) in self._single
        }
        for place, field in enumerate(self.slots):
            target = goes.get(place)
            words = ""
            other = next((at for at, one in goes.items() if one == target and at != place), None)
            if target is not None and other is not None:
                name = shortened(self._files[other].name)
                words = tr("Only one is kept here: {file} goes there, too.", file=name)
            elif target is not None and target in self._here:
                words = tr("Takes the place of {file}.", file=shortened(self._here[target]))
            field.set_hint(words)


def _intro(files: Sequence[PaperFile], filing: Filing) -> str:
    unsure = sum(one.owner is None for one in filing.guesses)
    kept = {twin.sha256 for twin in filing.twins}
    hashes = [file.sha256 for file in files]
    twice = sum(one in kept or one in hashes[:place] for place, one in enumerate(hashes))
    said = [tr("{n} sorted by name", n=number_text(len(files) - unsure))]
    if unsure:
        said.append(tr("{n} unsure: choose, or leave empty and it stays out", n=unsure))
    if twice:
        said.append(tr("{n} there already: filed only where you tick it", n=twice))
    return " · ".join(said)


def _target(place: PaperPlace) -> Target:
    return (place.owner, place.slot.code)


def _place_text(place: PaperPlace) -> str:
    if place.owner.kind is OwnerKind.CLAIM and OwnerKind.CLAIM_PERSON in place.slot.owners:
        return tr("{paper} · all people in one scan", paper=slot_name(place.slot))
    return place_name(place)
