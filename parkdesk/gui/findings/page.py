"""Compliance findings (合规发现): the worklist, and the catalogue of rules; one tab each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.gui.findings.rules import RulesSection
from parkdesk.gui.findings.worklist import FindingsSection
from parkdesk.gui.page_sections import offered_sections
from parkdesk.gui.tabbed_page import TabbedPage
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.domain.compliance_rules import RuleCode
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class FindingsPage(TabbedPage):
    """What is not as the rules ask, and the rules themselves."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        assert runner.desk is not None
        self.set_title(tr("Compliance findings"))
        self.worklist = FindingsSection(runner, shell)
        self.rules = RulesSection(runner, shell)
        self.rules.wanted.connect(self._show_rule)
        made = {"worklist": self.worklist, "rules": self.rules}
        for spec in offered_sections(runner.desk.actor, "findings"):
            self.add_section(spec.key, tr(spec.title), made[spec.key])

    def choose(self, value: object) -> None:
        """Show a section by its key; anything else is what the worklist is to show."""
        if str(value) in self.sections:
            self.show_section(str(value))
        else:
            self.show_section("worklist")
            self.worklist.choose(value)

    def show_record(self, record_id: int) -> None:
        """Show one finding."""
        self.show_section("worklist")
        self.worklist.show_record(record_id)

    def _show_rule(self, code: RuleCode) -> None:
        self.show_section("worklist")
        self.worklist.show_rule(code)
