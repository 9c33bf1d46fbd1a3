"""The form of a contract: registering (新增) and correcting (修改)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.contracts import ContractState, Country, ReportState, ServiceLine, market_of
from parkdesk.domain.service_codes import Layer
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.fields import BadText
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.service_codes.words import code_text
from parkdesk.i18n import label, language, tr
from parkdesk.usecases.contract_details import ContractDetail
from parkdesk.usecases.contracts import SaveContract, edit_contract, register_contract
from parkdesk.usecases.service_code_lists import NamedCode

CURRENCIES = ("USD", "CNY", "JPY", "EUR", "HKD", "GBP", "SGD", "KRW", "TWD", "AUD", "CAD", "CHF")


class ContractDialog(FormDialog):
    """Registers a contract; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        countries: Sequence[Country],
        today: dt.date,
        *,
        codes: Sequence[NamedCode] = (),
        edits: ContractDetail | None = None,
    ) -> None:
        title = tr("Correct contract") if edits else tr("New contract")
        super().__init__(runner, parent, title, width=600)
        self._edits = edits
        self._lines = {one.id: one.line for one in codes}
        self._declare_parties(countries)
        self._declare_code(codes, edits)
        self._declare_amount(today)
        if edits is not None:
            self._take_over(edits)
        self._follow()
        self.set_untouched()

    def _declare_parties(self, countries: Sequence[Country]) -> None:
        self.enterprise = EnterpriseField(
            self.runner, "enterprise_id", tr("Enterprise"), required=True
        )
        self.add(self.enterprise)
        self.text("number", tr("Contract number"), required=True, longest=80)
        self.text("client", tr("Client"), required=True)
        chinese = language() == "zh_CN"
        self.country = self.choice(
            "country_code",
            tr("Client's country or region"),
            [(one.code, one.name_zh if chinese else one.name_en) for one in countries],
            required=True,
        )
        self.text("final_customer", tr("Final client"))
        self.line = self.choice(
            "service_line",
            tr("Service line"),
            [(one, label(one)) for one in ServiceLine],
            required=True,
            typed=False,
        )
        self.text("subject", tr("Subject"))
        self.country.changed.connect(self._follow)
        self._line_of_enterprise: ServiceLine | None = None
        self.enterprise.changed.connect(self._follow_enterprise)

    def _declare_code(self, codes: Sequence[NamedCode], edits: ContractDetail | None) -> None:
        """Offer the codes of the edition in use, and the one that the contract has already."""
        offered = [(one.id, code_text(one.code, one)) for one in codes]
        held = edits.service_code_id if edits is not None else None
        if edits is not None and held is not None and held not in self._lines:
            kept = edits.service_code if language() == "zh_CN" else edits.service_code_en
            offered.append((held, kept))
        self.code = self.choice("service_code_id", tr("Service code"), offered)
        self.code.changed.connect(self._follow_code)
        self.choice("layer", tr("Layer"), [(one, label(one)) for one in Layer], typed=False)

    def _follow_code(self) -> None:
        """Take the line of the code, which decides it."""
        try:
            line = self._lines.get(self.code.value() or 0)
        except BadText:
            return
        if line is not None:
            self.line.set_value(line)

    def _declare_amount(self, today: dt.date) -> None:
        self.currency = self.choice(
            "currency",
            tr("Currency"),
            [(one, one) for one in CURRENCIES],
            required=True,
            typed=False,
        )
        self.currency.set_value("USD")
        self.amount = self.money("amount_minor", tr("Signed amount"), currency="USD", required=True)
        self.signed_on = self.date("signed_on", tr("Date of signing"), today=today, required=True)
        self.date("starts_on", tr("Work begins"), today=today, base=self._signed)
        self.date("ends_on", tr("Work ends"), today=today, base=self._starts)
        self.multiline("note", tr("Remarks"), lines=2)
        self.draft = self.check("draft", tr("Draft: it counts nowhere yet"))
        self.currency.changed.connect(self._follow)

    def _take_over(self, edits: ContractDetail) -> None:
        row = edits.row
        self.enterprise.set_enterprise(row.enterprise_id, row.enterprise)
        self.currency.set_value(row.currency)
        self.amount.set_currency(row.currency)
        self.fill(
            {
                "number": row.number,
                "client": row.client,
                "country_code": row.country_code,
                "final_customer": edits.final_customer,
                "service_line": row.service_line,
                "subject": edits.subject,
                "amount_minor": edits.signed_minor,
                "signed_on": row.signed_on,
                "starts_on": edits.starts_on,
                "ends_on": edits.ends_on,
                "note": edits.note,
                "service_code_id": edits.service_code_id,
                "layer": edits.layer,
                "draft": row.state is ContractState.DRAFT,
            }
        )
        self.draft.set_visible(row.state is ContractState.DRAFT)
        if row.report_state is not ReportState.UNREPORTED:
            self._hold_reported()
        elif edits.executions or edits.changes:
            for field in (self.enterprise, self.currency, self.amount, self.signed_on):
                field.set_enabled(False)
            self.amount.set_hint(
                tr("Already executed or changed: alter the amount by a change (Shift+F2).")
            )

    def _hold_reported(self) -> None:
        """Leave only the remarks to a correction: the state system has the rest."""
        for name, field in self.fields.items():
            if name != "note":
                field.set_enabled(False)
        self.amount.set_hint(
            tr("Reported: alter it by a change (Shift+F2); the remarks can be corrected.")
        )

    def _signed(self) -> dt.date | None:
        return self.signed_on.value()

    def _starts(self) -> dt.date | None:
        starts: dt.date | None = self.fields["starts_on"].value()
        return starts or self.signed_on.value()

    def _follow_enterprise(self) -> None:
        """Take the enterprise's service line, unless the person has chosen another one."""
        row = self.enterprise.row
        if row is None or self.line.value() not in {None, self._line_of_enterprise}:
            return
        self._line_of_enterprise = row.service_line
        self.line.set_value(row.service_line)

    def _follow(self) -> None:
        self.amount.set_currency(self.currency.value() or "USD")
        try:
            country = self.country.value()
        except BadText:
            country = None
        self.country.set_hint(
            tr("Counts as {market}.", market=label(market_of(country))) if country else ""
        )

    def form(self) -> SaveContract:
        """Return what is typed."""
        return SaveContract(**self.values())

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Register or correct."""
        if self._edits is None:
            return self.runner.run(self, register_contract, self.form(), confirmed)
        row = self._edits.row
        return self.runner.run(self, edit_contract, row.id, row.version, self.form(), confirmed)
