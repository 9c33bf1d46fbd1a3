"""System administration: settings, the park, people, backups, the trail; one tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget

from parkdesk.gui.admin.backups import BackupsSection
from parkdesk.gui.admin.park import ParkSection
from parkdesk.gui.admin.people import PeopleSection
from parkdesk.gui.admin.settings import SettingsSection
from parkdesk.gui.admin.trail import TrailSection
from parkdesk.gui.page import Page
from parkdesk.gui.service_codes.section import ServiceCodesSection
from parkdesk.i18n import tr
from parkdesk.usecases.backups import make_backup
from parkdesk.usecases.identity import list_accounts, park_detail
from parkdesk.usecases.service_code_lists import list_editions
from parkdesk.usecases.trail import list_trail

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class AdminPage(Page):
    """What keeps the park running; each role sees the tabs it may use."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Administration"))
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.sections: dict[str, Page] = {}
        self._add("settings", tr("Settings"), SettingsSection(runner, shell))
        if runner.can(park_detail):
            self._add("park", tr("The park"), ParkSection(runner, shell))
        if runner.can(list_accounts):
            self._add("people", tr("People and roles"), PeopleSection(runner, shell))
        if runner.can(list_editions):
            self._add("service-codes", tr("Service code list"), ServiceCodesSection(runner, shell))
        if runner.can(make_backup):
            self._add("backups", tr("Backups"), BackupsSection(runner, shell))
        if runner.can(list_trail):
            self._add("trail", tr("Trail"), TrailSection(runner, shell))
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self._show_position)

    def show_section(self, key: str) -> None:
        """Bring a tab into view."""
        if key in self.sections:
            self.tabs.setCurrentWidget(self.sections[key])
            self.sections[key].focus_first()

    def refresh(self) -> None:
        """Fetch the tab in view again."""
        section = self.tabs.currentWidget()
        if isinstance(section, Page):
            section.refresh()

    def focus_first(self) -> None:
        """Put the focus on the tabs: left and right choose one."""
        self.tabs.tabBar().setFocus()

    def _add(self, key: str, title: str, section: Page) -> None:
        self.sections[key] = section
        section.position_changed.connect(self._show_position)
        section.sit_inside()
        self.page_actions.extend(section.page_actions)
        self.tabs.addTab(section, title)

    def _show_position(self) -> None:
        section = self.tabs.currentWidget()
        if isinstance(section, Page):
            self.position_changed.emit(*section.position)
