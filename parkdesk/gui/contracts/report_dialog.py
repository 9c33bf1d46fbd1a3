"""The forms of reporting (上报): recording it, and taking it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.gui.contracts.report_words import difference_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import tr, trn
from parkdesk.usecases.contract_details import ContractDetail
from parkdesk.usecases.contract_lists import ContractRow
from parkdesk.usecases.contract_report_lists import report_contracts
from parkdesk.usecases.contract_reports import (
    LONGEST_NAME,
    RecordReport,
    ReportStanding,
    report_contract,
    withdraw_report,
)

_MOST = 6
"""Differences that are named one by one."""


class ReportDialog(FormDialog):
    """Records that a contract was reported as it stands here."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        contract: ContractDetail,
        standing: ReportStanding,
        today: dt.date,
    ) -> None:
        row = contract.row
        super().__init__(
            runner,
            parent,
            tr("Record the reporting"),
            width=560,
            intro=tr(
                "Contract {number} is recorded as reported in its present form. After that it can"
                " be altered only by a change (Shift+F2), and every difference from the report is"
                " shown.",
                number=row.number,
            ),
        )
        self._contract = contract
        self.told = Callout()
        if standing.differences:
            self.told.say(_differences_text(standing), Tone.WARN)
            self.wide(self.told)
        self.date("reported_on", tr("Reported on"), today=today, required=True)
        self.text(
            "reported_by",
            tr("Reported by"),
            # Shown in the empty field: left so, the person who is signed in reported it.
            placeholder=tr("Empty: you"),
            longest=100,
        )
        self.fill({"reported_on": today})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record it."""
        del confirmed
        row = self._contract.row
        form = RecordReport(**self.values())
        return self.runner.run(self, report_contract, row.id, row.version, form)


class ReportManyDialog(FormDialog):
    """Records that several contracts were reported on one day, each as it stands here."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        chosen: Sequence[ContractRow],
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Record the reporting of several contracts"),
            width=560,
            intro=trn(
                "{n} contract is chosen. It is recorded as reported in its present form; drafts"
                " and contracts already reported unchanged are skipped.",
                "{n} contracts are chosen. Each is recorded as reported in its present form;"
                " drafts and contracts already reported unchanged are skipped.",
                len(chosen),
            ),
        )
        self._versions = {one.id: one.version for one in chosen}
        self.date("reported_on", tr("Reported on"), today=today, required=True)
        self.text(
            "reported_by", tr("Reported by"), placeholder=tr("Empty: you"), longest=LONGEST_NAME
        )
        self.fill({"reported_on": today})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record them all, or none."""
        del confirmed
        form = RecordReport(**self.values())
        request = self.runner.run(self, report_contracts, self._versions, form)
        return request.named(tr("Recording the reporting"))


class WithdrawReportDialog(FormDialog):
    """Takes the last reporting back, with the reason."""

    def __init__(self, runner: Runner, parent: QWidget | None, contract: ContractDetail) -> None:
        super().__init__(
            runner,
            parent,
            tr("Take the reporting back"),
            save_text=tr("Take back"),
            width=520,
            intro=tr(
                "For a reporting that was recorded by mistake, or that the office sent back."
                " Contract {number} can be corrected again; the reporting stays in its history.",
                number=contract.row.number,
            ),
        )
        self._contract = contract
        self.text("reason", tr("Reason"), required=True, longest=500)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take it back."""
        del confirmed
        row = self._contract.row
        return self.runner.run(self, withdraw_report, row.id, row.version, self.values()["reason"])


def _differences_text(standing: ReportStanding) -> str:
    found = standing.differences
    lines = [
        trn(
            "{n} item differs from what was sent:",
            "{n} items differ from what was sent:",
            len(found),
        )
    ]
    lines += [difference_text(one, standing.currency) for one in found[:_MOST]]
    if len(found) > _MOST:
        lines.append("…")
    return "\n".join(lines)
