"""Recommending an enterprise for an opportunity: who fits, why and why not, and the choice."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.matching import Match
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.marketplace.matching_words import matching_text, why_not_text, why_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import tr
from parkdesk.usecases.matching import Matching, match_enterprises
from parkdesk.usecases.opportunity_lists import OpportunityRow
from parkdesk.usecases.recommendations import recommend


class RecommendDialog(FormDialog):
    """Offers the enterprises that fit best; any other one can be named as well."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: OpportunityRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Recommend for {number}", number=row.number),
            save_text=tr("Recommend"),
            intro=row.form.title,
            width=860,
        )
        self._row = row
        self._proposed = ""
        self.said = label(tr("Looking through the registers…"), "muted", wrap=True)
        self.wide(self.said)
        self.fitting: ShortTable[Match] = ShortTable("FittingEnterprises", _columns(), most=9)
        self.fitting.empty.say(
            tr("Nobody to propose"), tr("Name an enterprise below that you know to fit.")
        )
        self.fitting.row_changed.connect(self._follow)
        self.fitting.opened.connect(self._take)
        self.wide(self.fitting)
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.basis = self.multiline("basis", tr("Why this one"), lines=2)
        self.set_untouched()
        if runner.can(match_enterprises):
            runner.run(self, match_enterprises, row.id).done(self._show)

    def _show(self, found: Matching) -> None:
        self.said.setText(matching_text(found))
        self.fitting.setVisible(bool(found.criteria))
        self.fitting.show_rows(found.matches)
        self._grow()

    def _follow(self, match: Match | None) -> None:
        # The first row is current as soon as the rows are there: nobody has chosen it.
        if match is not None and self.fitting.hasFocus():
            self._take(match)

    def _take(self, match: Match) -> None:
        """Fill the form with the enterprise that is chosen, and with why it fits."""
        self.enterprise.set_enterprise(match.enterprise_id, match.enterprise)
        if self.basis.value() in {"", self._proposed}:
            self._proposed = why_text(match)
            self.basis.set_value(self._proposed)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Recommend it."""
        values = self.values()
        chosen = (values["enterprise_id"],)
        row = self._row
        return self.runner.run(
            self, recommend, row.id, row.version, chosen, values["basis"], confirmed
        )


def _columns() -> tuple[Column[Match], ...]:
    return (
        Column(tr("Enterprise"), lambda one: one.enterprise, width=200, key="name", grows=True),
        Column(
            tr("Criteria met"), lambda one: f"{one.met}/{len(one.answers)}", width=70, key="met",
            numeric=True,
        ),
        Column(tr("Why"), why_text, width=270, key="why", grows=True),
        Column(tr("Why not"), why_not_text, width=230, key="why_not", grows=True),
    )  # fmt: skip
