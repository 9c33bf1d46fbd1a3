"""A filter by the kind of certificate; its answers are fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from parkdesk.gui.certifications.words import in_language
from parkdesk.gui.widgets.choice_box import ChoiceBox
from parkdesk.i18n import tr
from parkdesk.usecases.certification_rules import CertificationRules, certification_rules

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner


class KindFilter(ChoiceBox):
    """Every kind of certificate that there is, or all of them.

    Signals:
        chosen: another entry; ask `code()`.
    """

    chosen = Signal()

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._codes = [""]
        self.addItem(tr("All kinds"))
        self.setAccessibleName(tr("All kinds"))
        self.currentIndexChanged.connect(lambda _index: self.chosen.emit())
        runner.run(self, certification_rules).done(self._show)

    def code(self) -> str:
        """Return the code of the kind chosen; empty for all."""
        return self._codes[max(0, self.currentIndex())]

    def choose(self, code: str) -> None:
        """Choose a kind by its code."""
        if code in self._codes:
            self.setCurrentIndex(self._codes.index(code))

    def clear_choice(self) -> None:
        """Choose all."""
        self.setCurrentIndex(0)

    def _show(self, rules: CertificationRules) -> None:
        for kind in rules.types:
            self._codes.append(kind.code)
            self.addItem(in_language(kind.name_zh, kind.name_en))
