"""A page whose parts are tabs, each of them a page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget

from parkdesk.gui.page import Page

if TYPE_CHECKING:
    from parkdesk.gui.actions import PageAction
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class TabbedPage(Page):
    """Shows one of its sections at a time; the actions of all of them are offered by the page."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.sections: dict[str, Page] = {}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._show_position)

    def add_section(self, key: str, title: str, section: Page) -> None:
        """Take a page in as a tab."""
        self.sections[key] = section
        section.position_changed.connect(self._show_position)
        section.sit_inside()
        self.page_actions.extend(section.page_actions)
        self.tabs.addTab(section, title)

    def show_section(self, key: str) -> None:
        """Bring a tab into view and put the focus into it."""
        if key in self.sections:
            self.tabs.setCurrentWidget(self.sections[key])
            self._focus(self.sections[key])

    def choose(self, value: object) -> None:
        """Show the section of this key: what the Ctrl+K box asks for."""
        self.show_section(str(value))

    def part_of(self, action: PageAction) -> str:
        """Return the key of the tab that an action belongs to."""
        owner = action.parent()
        return next(
            (
                key
                for key, one in self.sections.items()
                if owner is one or (isinstance(owner, QWidget) and one.isAncestorOf(owner))
            ),
            "",
        )

    @property
    def section(self) -> Page | None:
        """The tab in view."""
        shown = self.tabs.currentWidget()
        return shown if isinstance(shown, Page) else None

    def refresh(self) -> None:
        """Fetch the tab in view again."""
        if self.section is not None:
            self.section.refresh()

    def focus_first(self) -> None:
        """Put the focus into the tab in view."""
        if self.section is not None:
            self._focus(self.section)

    def _focus(self, section: Page) -> None:
        section.focus_first()
        if self.window().focusWidget() is section:
            # A tab without anything to type into or choose from: its name shows the focus.
            self.tabs.tabBar().setFocus()

    def _show_position(self) -> None:
        if self.section is not None:
            self.position_changed.emit(*self.section.position)
