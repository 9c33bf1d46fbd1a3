"""System administration: settings, the park, people, backups, the trail; one tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.gui.admin.backups import BackupsSection
from parkdesk.gui.admin.park import ParkSection
from parkdesk.gui.admin.people import PeopleSection
from parkdesk.gui.admin.settings import SettingsSection
from parkdesk.gui.admin.trail import TrailSection
from parkdesk.gui.page_sections import offered_sections
from parkdesk.gui.service_codes.section import ServiceCodesSection
from parkdesk.gui.tabbed_page import TabbedPage
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.page import Page
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

_MAKERS: dict[str, Callable[[Runner, Shell], Page]] = {
    "settings": SettingsSection,
    "park": ParkSection,
    "people": PeopleSection,
    "service-codes": ServiceCodesSection,
    "backups": BackupsSection,
    "trail": TrailSection,
}


class AdminPage(TabbedPage):
    """What keeps the park running; each role sees the tabs it may use."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        assert runner.desk is not None
        self.set_title(tr("Administration"))
        for spec in offered_sections(runner.desk.actor, "admin"):
            self.add_section(spec.key, tr(spec.title), _MAKERS[spec.key](runner, shell))

    def focus_first(self) -> None:
        """Put the focus on the tabs: left and right choose one."""
        self.tabs.tabBar().setFocus()
