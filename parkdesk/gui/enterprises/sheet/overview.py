"""The first tab: what needs work, and what is recorded of the enterprise."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from parkdesk.gui.enterprises.fact_pairs import contact_pairs, fact_pairs
from parkdesk.gui.enterprises.notices import Notices
from parkdesk.gui.enterprises.sheet.scrolling import ScrollingTab
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.usecases.enterprise_details import EnterpriseDetail, enterprise_detail

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class OverviewTab(ScrollingTab):
    """Notices and facts."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"enterprise", "certification", "contract", "contract_execution", "quarter_return"}
    )

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.notices = Notices()
        self.facts = Facts()
        self.column.addWidget(self.notices)
        self.column.addWidget(self.facts)
        self.column.addStretch()

    def refresh(self) -> None:
        """Fetch the enterprise again."""
        if self.enterprise_id is not None:
            self.runner.run(self, enterprise_detail, self.enterprise_id).done(self._show)

    def _show(self, detail: EnterpriseDetail) -> None:
        if detail.row.id != self.enterprise_id:
            return
        self.notices.show_notices(detail.notices)
        self.facts.show_facts(fact_pairs(detail) + contact_pairs(detail.form))
