"""The checklist of a claim's papers: what has come, was seen in the original, or is not needed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QWidget

from parkdesk.domain.claim_papers import PaperLine, PaperState
from parkdesk.domain.claims import WAITING
from parkdesk.domain.programme_figures import Requirement
from parkdesk.gui.actions import button
from parkdesk.gui.check_list import CheckLine, CheckListField
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import language, tr, trn
from parkdesk.i18n.claims import material_name
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_papers import save_papers, see_originals


class Said(StrEnum):
    """What a clerk can say of a paper."""

    MISSING = "missing"
    COME = "come"
    SEEN = "seen"
    NOT_NEEDED = "not-needed"


class PapersDialog(ClaimDialog):
    """One choice a paper, the missing ones on top; a reviewer ticks the originals instead."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        *,
        editable: bool,
        scans: Mapping[str, int] | None = None,
    ) -> None:
        reviews = not editable and detail.row.state in WAITING and runner.can(see_originals)
        super().__init__(
            runner,
            parent,
            tr("Required papers"),
            intro=tr("Tick the papers whose originals you have seen.")
            if reviews
            else tr("The missing ones stand on top. ↓ chooses, Enter goes to the next paper."),
            width=680,
        )
        self._detail = detail
        self._scans = scans or {}
        self._reviews = reviews
        self.originals: CheckListField | None = None
        if reviews:
            self._declare_originals()
        else:
            for line in detail.papers:
                self._declare(line, editable=editable)
            if editable:
                self._offer_all()
        self.set_untouched()
        self.save_button.setVisible(editable or reviews)
        if not (editable or reviews):
            self.save_button.setEnabled(False)
            self.foot_note.setText(tr("Esc: close"))

    def _offer_all(self) -> None:
        key = sequence("Ctrl+Shift+A")
        words = tr(
            "All handed in ({key})", key=key.toString(QKeySequence.SequenceFormat.NativeText)
        )
        self.all_here = button(words, self.mark_all)
        self.wide(self.all_here)
        QShortcut(key, self).activated.connect(self.mark_all)

    def mark_all(self) -> None:
        """Say of every required paper that is missing that it was handed in; not saved yet.

        Whether a conditional one is needed is for the person to say.
        """
        for line in self._detail.papers:
            field = self.fields[line.material.code]
            required = line.material.requirement is Requirement.REQUIRED
            if required and field.value() == Said.MISSING:
                field.set_value(Said.COME)
        self._typed()

    def _declare(self, line: PaperLine, *, editable: bool) -> None:
        material = line.material
        said = [
            (Said.MISSING, tr("not here yet")),
            (Said.COME, tr("handed in")),
            (Said.SEEN, tr("handed in, original seen")),
        ]
        if material.requirement is Requirement.CONDITIONAL:
            said.append((Said.NOT_NEEDED, tr("not needed here")))
        field = self.choice(material.code, paper_name(line), said, required=True, typed=False)
        field.editor.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        field.set_value(_said(line.state))
        field.set_enabled(editable)
        hints = []
        if material.requirement is Requirement.CONDITIONAL:
            words = material.condition if language() == "zh_CN" else material.condition_en
            hints.append(tr("Needed where: {condition}", condition=words))
        if scans := self._scans.get(material.code):
            hints.append(trn("{n} scan attached", "{n} scans attached", scans))
        field.set_hint(" · ".join(hints))

    def _declare_originals(self) -> None:
        come = [line for line in self._detail.papers if line.state.handed_in]
        self.originals = self.add(CheckListField("originals", tr("Originals seen")))
        self.originals.set_lines(
            [
                CheckLine(line.material.code, paper_name(line), checked=line.state.original_seen)
                for line in come
            ]
        )
        if not come:
            self.originals.set_hint(tr("Nothing has been handed in."))

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep what was said."""
        row = self._detail.row
        if self.originals is not None:
            seen = frozenset(self.originals.value())
            return self.runner.run(self, see_originals, row.id, row.version, seen)
        return self.runner.run(self, save_papers, row.id, row.version, self.states())

    def states(self) -> tuple[PaperState, ...]:
        """Return what the form says of every paper."""
        values = self.values()
        return tuple(
            PaperState(
                line.material.code,
                handed_in=values[line.material.code] in {Said.COME, Said.SEEN},
                original_seen=values[line.material.code] is Said.SEEN,
                not_applicable=values[line.material.code] is Said.NOT_NEEDED,
                note=line.state.note,
            )
            for line in self._detail.papers
        )


def paper_name(line: PaperLine) -> str:
    """Return a paper's name; one that every person brings says so."""
    name = material_name(line.material)
    if line.material.per_person:
        return tr("{paper} (for each person)", paper=name)
    return name


def _said(state: PaperState) -> Said:
    if state.not_applicable:
        return Said.NOT_NEEDED
    if state.original_seen:
        return Said.SEEN
    return Said.COME if state.handed_in else Said.MISSING
