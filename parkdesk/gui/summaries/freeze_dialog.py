"""The assistant of a closing (关账): what was found, a comment for it, the names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QDialog, QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode, ClosingCheck
from parkdesk.domain.summaries import Signatures
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.summaries.check_rows import CheckRow, Open, examples_text, fine_text
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import quarter_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.summaries import SigningPeople


class FreezeDialog(FormDialog):
    """Lists what the checks found, takes a comment for each that asks, and closes the quarter.

    Nothing can be closed while a check blocks. Opening a list leaves the form; what was typed is
    in `said` and comes back with the next one.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        quarter: Quarter,
        edition: int,
        names: SigningPeople,
        checks: Sequence[ClosingCheck],
        opened: Open,
    ) -> None:
        title = tr("Close {quarter}, edition {n}", quarter=quarter_text(quarter), n=edition)
        assert runner.desk is not None
        intro = _intro(backs_up=runner.desk.location.embedded)
        super().__init__(
            runner, parent, title, save_text=tr("Close the quarter"), intro=intro, width=680
        )
        self._quarter = quarter
        self._opened = opened
        self.rows: dict[CheckCode, CheckRow] = {}
        self._show_checks(checks)
        self._ask_names(names)
        self.reason = None
        if edition > 1:
            hint = tr("Printed on page 1 of the new edition")
            self.reason = self.text("reason", tr("What is corrected"), required=True, hint=hint)
        self.set_untouched()
        self.preparer.changed.connect(self._take_back_proposals)

    def fill_in(self, said: Mapping[str, str]) -> None:
        """Begin with what was typed before a list was looked at."""
        known = {name: words for name, words in said.items() if name in self.fields}
        self.fill(known)

    @property
    def said(self) -> dict[str, str]:
        """What is typed, by the field's name."""
        return {name: str(value or "") for name, value in self.values().items()}

    def _show_checks(self, checks: Sequence[ClosingCheck]) -> None:
        self.section(tr("Checks before the closing"))
        self.blocked = any(one.blocks for one in checks)
        if self.blocked:
            text = tr("Something blocks: put it right, then close. Nothing was changed.")
            self.wide(Callout(text, Tone.BAD))
        found = [one for one in checks if one.is_open]
        for number, check in enumerate(found, 1):
            self._add_check(check, number)
        fine = fine_text(checks)
        if fine:
            self.wide(label(fine, "muted", wrap=True))
        self.save_button.setEnabled(not self.blocked)

    def _add_check(self, check: ClosingCheck, number: int) -> None:
        row = CheckRow(check, number, self._leave_for)
        self.rows[check.code] = row
        self.wide(row)
        if check.asks:
            hint = examples_text(check)
            self.text(check.code.value, tr("Comment"), required=True, hint=hint)
        else:
            self.wide(label(examples_text(check), "muted", wrap=True))

    def _ask_names(self, names: SigningPeople) -> None:
        self.section(tr("Names"))
        offered = [(name, name) for name in names.people]
        blank = tr("Empty line, to be signed by hand")
        self.preparer = self.choice("preparer", tr("Prepared by"), offered, required=True)
        self.reviewer = self.choice("reviewer", tr("Reviewed by"), offered, empty=blank)
        self.signer = self.choice("signer", tr("To be signed by"), offered, empty=blank)
        proposed = names.proposed.of_different_people()
        self.preparer.set_value(proposed.preparer)
        self.reviewer.set_value(proposed.reviewer or None)
        self.signer.set_value(proposed.signer or None)

    def _leave_for(self, check: CheckCode) -> None:
        # What was typed is kept by the page: there is nothing to ask.
        self.set_untouched()
        self.done(QDialog.DialogCode.Rejected)
        self._opened(check)

    def _take_back_proposals(self) -> None:
        """Take back a proposal that has become the person who prepares."""
        typed = self.preparer.value()
        for field in (self.reviewer, self.signer):
            if field.value() == typed:
                field.set_value(None)

    def submit(self) -> None:
        """Close, unless something blocks."""
        if not self.blocked:
            super().submit()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Close the quarter."""
        from parkdesk.usecases.summaries import freeze_quarter

        del confirmed
        said = self.said
        signatures = Signatures(said["preparer"], said["reviewer"], said["signer"])
        comments = {str(code): said[code] for code in self.rows if code in said}
        reason = said.get("reason", "")
        request = self.runner.run(self, freeze_quarter, self._quarter, signatures, reason, comments)
        return request.named(tr("Closing the quarter"))


def _intro(*, backs_up: bool) -> str:
    kept = tr(
        "The figures of this quarter are kept as they are now, with their definitions, these"
        " comments and the head of the trail. Later changes do not touch the edition: to correct"
        " it, the quarter is opened again by two people."
    )
    if backs_up:
        return tr("The park is backed up first.") + " " + kept
    return kept
