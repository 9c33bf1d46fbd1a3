"""Writing the manager's own words on a quarter; its figures are held against the summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.gui.forms import FormDialog
from parkdesk.i18n import quarter_text as named
from parkdesk.i18n import tr
from parkdesk.usecases.packs import QuarterText, save_quarter_text

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner

_LINES = 10


class TextDialog(FormDialog):
    """Takes the words in both languages; the next edition is frozen with them."""

    def __init__(
        self, runner: Runner, parent: QWidget, quarter: Quarter, words: QuarterText
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Words on {quarter}", quarter=named(quarter)),
            intro=tr(
                "Printed as the first section. Figures with a unit and percentages are held"
                " against the summary; those that it does not have are named before it is kept."
                " An edition that is frozen keeps the words that it has."
            ),
            width=720,
        )
        self._quarter = quarter
        self._version = words.version
        self.multiline("text", tr("Chinese"), lines=_LINES)
        self.multiline("text_en", tr("English"), lines=_LINES // 2)
        self.fill({"text": words.text, "text_en": words.text_en})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the words."""
        said = self.values()
        text, text_en = str(said["text"] or ""), str(said["text_en"] or "")
        return self.runner.run(
            self, save_quarter_text, self._quarter, text, text_en, self._version, confirmed
        )
