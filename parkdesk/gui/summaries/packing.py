"""What the page prints: the sections that were chosen, and the words that open them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from parkdesk.domain.errors import NeedsConfirmation
from parkdesk.domain.packs import STANDARD, PackPlan, Section
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.page import Page
from parkdesk.gui.summaries.pack_dialog import PackDialog
from parkdesk.gui.summaries.text_dialog import TextDialog
from parkdesk.gui.theme import Tone
from parkdesk.i18n import language, message, tr

if TYPE_CHECKING:
    from parkdesk.usecases.packs import PackTemplateRow, QuarterText


class PackChoice(QObject):
    """The plan in use, and the two dialogs that alter what is printed.

    Signals:
        chosen: another plan is in use.
    """

    chosen = Signal()

    def __init__(self, page: Page) -> None:
        from parkdesk.usecases.packs import save_quarter_text

        super().__init__(page)
        self._page = page
        self.plan: PackPlan | None = None
        """None: the sections that an edition has by itself."""
        self.language = language()
        """That of what is printed: of the plan chosen last, or as the viewer has it since."""
        self.choosing = PageAction(
            page, tr("Sections…"), self.choose, key="Ctrl+Alt+G", icon="columns"
        )
        self.writing = action_for(
            page,
            page.runner,
            save_quarter_text,
            tr("Words…"),
            self.write,
            key="Ctrl+Alt+Y",
            icon="edit",
        )

    @property
    def sections(self) -> tuple[Section, ...] | None:
        """The sections to print; None: those that an edition has by itself."""
        return None if self.plan is None else self.plan.sections

    def said(self) -> str:
        """Return in words what is printed."""
        if self.plan is None:
            return tr("Standard sections")
        return self.plan.name or tr("Sections chosen for this time")

    def choose(self) -> None:
        """Ask which sections are printed."""
        from parkdesk.usecases.packs import list_pack_templates

        self._page.runner.run(self._page, list_pack_templates).done(self._ask)

    def write(self) -> None:
        """Ask for the words on the quarter."""
        from parkdesk.usecases.packs import quarter_text

        request = self._page.runner.run(self._page, quarter_text, self._page.shell.quarter)
        request.done(self._ask_words)

    def use(self, chosen: PackPlan | PackTemplateRow) -> None:
        """Print by a plan, or by a template that was kept just now."""
        plan = chosen if isinstance(chosen, PackPlan) else chosen.plan
        usual = plan.sections == STANDARD and not plan.name
        self.language = plan.language
        self.plan = None if usual else plan
        self.chosen.emit()

    def ask_again(self, issue: Callable[[frozenset[str]], object], error: Exception) -> bool:
        """Offer to issue all the same where the words say figures that the edition has not."""
        if not isinstance(error, NeedsConfirmation):
            return False
        offers = ((tr("Issue all the same"), partial(issue, frozenset({error.code}))),)
        self._page.banner.show_text(message(error), Tone.WARN, offers=offers)
        return True

    def _ask(self, templates: tuple[PackTemplateRow, ...]) -> None:
        plan = self.plan or PackPlan(language=self.language)
        dialog = PackDialog(self._page.runner, self._page, plan, templates)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(self.use)
        dialog.open()

    def _ask_words(self, words: QuarterText) -> None:
        dialog = TextDialog(self._page.runner, self._page, self._page.shell.quarter, words)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda _row: self._page.refresh())
        dialog.open()
