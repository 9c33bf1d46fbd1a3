"""The rules of reminders: those that were and are in force, and a new one from a day on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.identity import Role
from parkdesk.domain.reminders import ReminderKind, ReminderRule, rule_on
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.i18n.indicator_sources import indicator_source
from parkdesk.usecases.reminders import set_reminder_rule


class RulesDialog(FormDialog):
    """Shows every rule; who may edit the park sets the next one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rules: Sequence[ReminderRule],
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Rules of reminders"),
            width=900,
            save_text=tr("Put into force"),
            intro=tr(
                "A later rule takes over from its first day on; what was shown before stays as it"
                " was. The lead time of an expiry belongs to the kind of certificate."
            ),
        )
        self._rules = tuple(rules)
        self._today = today
        self.table = ShortTable[ReminderRule]("ReminderRules", _columns(), most=5)
        self.table.show_rows(self._rules)
        self.wide(self.table)
        if runner.can(set_reminder_rule):
            self._declare()
            self._follow_kind()
            self.set_untouched()
        else:
            self.save_button.hide()
            self.cancel_button.setText(tr("Close"))

    def _declare(self) -> None:
        self.section(tr("A rule of the park's own"))
        kinds = [(one, label(one)) for one in ReminderKind]
        self.kind = self.choice("kind", tr("Kind of reminder"), kinds, required=True, typed=False)
        self.kind.set_value(ReminderKind.EXPIRY)
        self.from_on = self.date("from_on", tr("From this day"), today=self._today, required=True)
        self.from_on.set_value(self._today)
        days = tr("days before")
        self.lead = self.number("lead_days", tr("Reminded"), unit=days, required=True)
        self.urgent = self.number(
            "urgent_days", tr("Urgent if nobody acted"), unit=days, required=True
        )
        self.always = self.number("always_days", tr("Urgent in any case"), unit=days, required=True)
        self.role = self.choice(
            "role",
            tr("Counted for"),
            [(one.value, label(one)) for one in Role],
            required=True,
            typed=False,
        )
        self.source = self.text(
            "source", tr("Source"), required=True, placeholder=tr("Who decided it, and when")
        )
        self.kind.changed.connect(self._follow_kind)

    def _follow_kind(self) -> None:
        """Begin with the figures that are in force, and hide what a kind does not have."""
        kind = self.kind.value()
        rule = rule_on(self._rules, kind, self._today)
        self.lead.set_value(rule.lead_days)
        self.urgent.set_value(rule.urgent_days)
        self.always.set_value(rule.always_days)
        self.role.set_value(rule.role)
        self.lead.set_visible(kind is not ReminderKind.EXPIRY)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Put the rule into force."""
        del confirmed
        values = self.values()
        rule = ReminderRule(
            values["kind"],
            values["from_on"],
            values["lead_days"],
            values["urgent_days"],
            values["always_days"],
            values["role"],
            values["source"],
        )
        return self.runner.run(self, set_reminder_rule, rule)


def _columns() -> tuple[Column[ReminderRule], ...]:
    return (
        Column(tr("Kind of reminder"), lambda rule: label(rule.kind), width=88),
        Column(tr("From this day"), lambda rule: date_text(rule.from_on), width=92),
        Column(tr("Reminded"), _lead, numeric=True, width=68),
        Column(
            tr("Urgent if nobody acted"),
            lambda rule: number_text(rule.urgent_days),
            numeric=True,
            width=98,
        ),
        Column(
            tr("Urgent in any case"),
            lambda rule: number_text(rule.always_days),
            numeric=True,
            width=98,
        ),
        Column(tr("Source"), _source, width=236, muted=True, grows=True, wraps=True),
    )


def _lead(rule: ReminderRule) -> str:
    return number_text(rule.lead_days) if rule.kind is not ReminderKind.EXPIRY else "—"


def _source(rule: ReminderRule) -> str:
    if rule.certainty.confirmed:
        return indicator_source(rule.source)
    return tr("{source} (to be confirmed)", source=indicator_source(rule.source))
