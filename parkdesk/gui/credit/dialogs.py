"""The forms of provider credit: a scheme, an entry, why one is struck, an enterprise's reply."""

from __future__ import annotations

import datetime as dt
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.credit import (
    ENTERED,
    CreditCriterion,
    CreditPoint,
    CreditRule,
    CreditScheme,
    most_field,
    points_field,
)
from parkdesk.domain.credit_forms import (
    PROPOSED,
    SaveCreditEntry,
    SaveCreditReply,
    SaveCreditScheme,
)
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.credit import (
    add_credit_entry,
    add_credit_scheme,
    edit_credit_scheme,
    record_credit_reply,
    strike_credit_entry,
)
from parkdesk.usecases.credit_lists import CreditEntry, CreditRow, SchemeRow

_WORDS = 200


class SchemeDialog(FormDialog):
    """Adds the weights and points of a day; with `edits` it corrects those."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        edits: SchemeRow | None = None,
        before: CreditScheme | None = None,
    ) -> None:
        title = tr("Edit scoring scheme") if edits else tr("New scoring scheme")
        super().__init__(runner, parent, title, width=560)
        self._edits = edits
        self.text("name", tr("Name of the scheme"), required=True, longest=_WORDS)
        self.date("from_on", tr("Holds from"), today=today, required=True)
        self.text("source", tr("Source"), required=True, longest=_WORDS)
        self.check("confirmed", tr("The document was seen"))
        self.number("months", tr("Months counted"), required=True)
        self.section(tr("Weights: together 100"))
        for criterion in CreditCriterion:
            self.number(most_field(criterion), label(criterion), required=True)
        self.section(tr("Points of each record"))
        for rule in CreditRule:
            self.number(points_field(rule), label(rule), required=True)
        self._fill(edits.scheme if edits else before, today, fresh=edits is None)
        self.set_untouched()

    def _fill(self, scheme: CreditScheme | None, today: dt.date, *, fresh: bool) -> None:
        """Begin with the scheme to correct or to follow; without one with the proposal."""
        if scheme is None:
            for name, value in PROPOSED.items():
                self.fields[name].set_value(value)
        else:
            for one in fields(CreditScheme):
                self.fields[one.name].set_value(getattr(scheme, one.name))
        if fresh:
            self.fields["from_on"].set_value(today)
            self.fields["confirmed"].set_value(value=False)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or correct."""
        del confirmed
        form = SaveCreditScheme(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_credit_scheme, form)
        return self.runner.run(self, edit_credit_scheme, self._edits.id, self._edits.version, form)


class EntryDialog(FormDialog):
    """Enters a dispute or a commendation, with who says so, on what basis, and the day."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        row: CreditRow | None = None,
    ) -> None:
        super().__init__(runner, parent, tr("New credit entry"), width=560)
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.choice(
            "rule", tr("What counts"), [(one, label(one)) for one in ENTERED], required=True
        )
        self.date("happened_on", tr("Day"), today=today, required=True)
        self.text("said_by", tr("Said by"), required=True, longest=_WORDS)
        self.multiline("basis", tr("Basis"), lines=3, required=True)
        if row is not None:
            self.enterprise.set_enterprise(row.id, row.name)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter it."""
        del confirmed
        return self.runner.run(self, add_credit_entry, SaveCreditEntry(**self.values()))


class StrikeDialog(FormDialog):
    """Asks why an entry is struck."""

    def __init__(self, runner: Runner, parent: QWidget | None, entry: CreditEntry) -> None:
        super().__init__(
            runner, parent, tr("Strike out an entry"), save_text=tr("Strike out"),
            intro=entry.basis,
        )  # fmt: skip
        self._entry = entry
        self.multiline("reason", tr("Reason"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Strike it."""
        del confirmed
        entry = self._entry
        return self.runner.run(
            self, strike_credit_entry, entry.id, entry.version, self.fields["reason"].value()
        )


class ReplyDialog(FormDialog):
    """Records what the enterprise says to one of its points."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        row: CreditRow,
        point: CreditPoint,
    ) -> None:
        what = tr("{what}: {record}", what=label(point.fact.rule), record=point.fact.said)
        super().__init__(runner, parent, tr("Reply of the enterprise"), intro=what, width=560)
        self._row, self._point = row, point
        self.date("replied_on", tr("Replied on"), today=today, required=True)
        self.text("replied_by", tr("Replied by"), required=True, longest=_WORDS)
        self.multiline("text", tr("What it says"), lines=4, required=True)
        self.fields["replied_on"].set_value(today)
        reply = point.reply
        if reply is not None:
            self.fields["replied_by"].set_value(reply.by)
            self.fields["text"].set_value(reply.text)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record it."""
        del confirmed
        form = SaveCreditReply(self._row.id, self._point.fact.key, **self.values())
        return self.runner.run(self, record_credit_reply, form)
