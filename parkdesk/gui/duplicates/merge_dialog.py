"""Merging two records of one enterprise: which is kept, and whose values it bears."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.merges import UNDO_DAYS, MergeRequest
from parkdesk.gui.actions import button
from parkdesk.gui.duplicates.choices import FieldChoices
from parkdesk.gui.duplicates.words import moving_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import problem, tr, trn
from parkdesk.usecases.merges import MergePreview, merge_enterprises, merge_preview

_SHOWN_BEFORE = {"merge-sets-aside", "merge-moves-claims"}
"""What the form has said above the reason; saving it is the answer."""


class MergeDialog(FormDialog):
    """Makes one enterprise of two records; "keep the other one" turns the form round."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, kept_id: int, dropped_id: int
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Merge two records of one enterprise"),
            save_text=tr("Merge"),
            width=880,
            intro=trn(
                "The kept record gets everything that belongs to the other one, which then leaves"
                " the register. For {n} day this can be undone.",
                "The kept record gets everything that belongs to the other one, which then leaves"
                " the register. For {n} days this can be undone.",
                UNDO_DAYS,
            ),
        )
        self.preview: MergePreview | None = None
        self.kept = label("", "subtitle", wrap=True)
        self.dropped = label("", "count", wrap=True)
        self.swap = button(tr("Keep the other one (Alt+K)"), self._swap, role="link")
        self.swap.setShortcut(sequence("Alt+K"))
        self.choices = FieldChoices()
        self.same = label(tr("The two agree in every field."), "muted")
        self.same.hide()
        self.effects = Callout()
        for widget in (self.kept, self.dropped, self.swap, self.choices, self.same, self.effects):
            self.wide(widget)
        self.multiline("reason", tr("Why they are one"), required=True, lines=2)
        self.save_button.setEnabled(False)
        self._load(kept_id, dropped_id)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Merge."""
        shown = self.preview
        assert shown is not None
        request = MergeRequest(
            shown.kept_id,
            shown.kept_version,
            shown.dropped_id,
            shown.dropped_version,
            self.choices.taken(),
            str(self.fields["reason"].value()),
        )
        return self.runner.run(self, merge_enterprises, request, confirmed | _SHOWN_BEFORE)

    def reload(self) -> None:
        """Show the two as they are now; the reason stays."""
        if self.preview is not None:
            self.banner.dismiss()
            self._load(self.preview.kept_id, self.preview.dropped_id)

    def _load(self, kept_id: int, dropped_id: int) -> None:
        self.runner.run(self, merge_preview, kept_id, dropped_id).done(self._show)

    def _swap(self) -> None:
        if self.preview is not None:
            self._load(self.preview.dropped_id, self.preview.kept_id)

    def _show(self, preview: MergePreview) -> None:
        self.preview = preview
        self.kept.setText(
            tr("Kept: {enterprise} ({code})", enterprise=preview.kept_name, code=preview.kept_code)
        )
        self.dropped.setText(
            tr(
                "Given up: {enterprise} ({code})",
                enterprise=preview.dropped_name,
                code=preview.dropped_code,
            )
        )
        self.choices.show_pairs(preview.fields)
        self.choices.setVisible(bool(preview.fields))
        self.same.setVisible(not preview.fields)
        text, tone = _effects(preview)
        self.effects.say(text, tone)
        self.effects.setVisible(bool(text))
        self.save_button.setEnabled(not preview.obstacles)
        self._grow()


def _effects(preview: MergePreview) -> tuple[str, Tone]:
    if preview.obstacles:
        said = [
            problem(
                obstacle.value,
                kept=preview.kept_name,
                dropped=preview.dropped_name,
                table=table,
                count=count,
            )
            for obstacle, table, count in preview.obstacles
        ]
        return "\n".join(said), Tone.BAD
    said = [moving_text(preview.moving)]
    aside = sum(one.aside for one in preview.moving)
    if preview.claims_in_work:
        said.append(
            problem(
                "merge-moves-claims", dropped=preview.dropped_name, count=preview.claims_in_work
            )
        )
    if aside:
        said.append(problem("merge-sets-aside", dropped=preview.dropped_name, count=aside))
    warns = bool(aside or preview.claims_in_work)
    return "\n".join(one for one in said if one), Tone.WARN if warns else Tone.NEUTRAL
