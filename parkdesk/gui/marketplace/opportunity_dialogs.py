"""The forms of opportunities: what is asked, whom the park recommends, what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.contracts import Country
from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.opportunities import LONGEST_TITLE, SaveOpportunity
from parkdesk.gui.contracts.dialog import ContractDialog
from parkdesk.gui.contracts.words import usd_text
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.marketplace.opportunity_words import certificate_text
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.service_codes.words import code_text
from parkdesk.i18n import date_text, label, language, tr
from parkdesk.usecases.opportunities import (
    add_opportunity,
    edit_opportunity,
    sign_opportunity,
    sign_with_new_contract,
)
from parkdesk.usecases.opportunity_lists import (
    Candidate,
    ClientToName,
    ContractToName,
    KindToAsk,
    OpportunityRow,
)
from parkdesk.usecases.service_code_lists import NamedCode

_WORDS = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """What the choices of the form hold."""

    clients: Sequence[ClientToName]
    kinds: Sequence[KindToAsk]
    codes: Sequence[NamedCode]


class OpportunityDialog(FormDialog):
    """Posts an opportunity; with `edits` it changes that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        offered: Offered,
        edits: OpportunityRow | None = None,
    ) -> None:
        title = tr("Edit opportunity") if edits else tr("New opportunity")
        super().__init__(runner, parent, title, width=600)
        self._edits = edits
        self._declare_origin(today, offered)
        self._declare_demand(today, offered)
        if edits is None:
            self.posted.set_value(today)
        else:
            for one in fields(SaveOpportunity):
                self.fields[one.name].set_value(getattr(edits.form, one.name))
        self.set_untouched()

    def _declare_origin(self, today: dt.date, offered: Offered) -> None:
        self.text("title", tr("What is wanted"), required=True, longest=LONGEST_TITLE)
        self.choice("client_id", tr("Client"), [(one.id, one.name) for one in offered.clients])
        self.text("source", tr("Source"), required=True, longest=_WORDS)
        self.posted = self.date("posted_on", tr("Posted on"), today=today, required=True)
        self.date(
            "answer_by",
            tr("Offers until"),
            today=today,
            base=lambda: None if self.posted.check() else self.posted.value(),
            hint=tr("Empty: nobody named a last day."),
        )

    def _declare_demand(self, today: dt.date, offered: Offered) -> None:
        chinese = language() == "zh_CN"
        self.section(tr("What an enterprise needs for it"))
        codes = [(one.id, code_text(one.code, one)) for one in offered.codes]
        kinds = [(one.code, one.name_zh if chinese else one.name_en) for one in offered.kinds]
        if self._edits is not None:
            _keep_held(self._edits, codes, kinds)
        self.choice("service_code_id", tr("Service code"), codes)
        self.text("field", tr("Trade"), longest=_WORDS)
        self.choice("language", tr("Working language"), [(one, label(one)) for one in ItemLanguage])
        self.choice("certification_type", tr("Certificate asked for"), kinds)
        self.number("least_level", tr("Lowest level"))
        self.number("people", tr("People needed"))
        self.date("starts_on", tr("Work to begin"), today=today)
        self.money("budget_usd_cents", tr("Budget of the client"), currency="USD")
        self.multiline("needs", tr("At length"), lines=3)
        self.multiline("note", tr("Remarks"), lines=2)

    def form(self) -> SaveOpportunity:
        """Return what is typed."""
        values = self.values()
        values["certification_type"] = values["certification_type"] or ""
        return SaveOpportunity(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Post or change."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_opportunity, self.form())
        edits = self._edits
        return self.runner.run(self, edit_opportunity, edits.id, edits.version, self.form())


def _keep_held(
    row: OpportunityRow, codes: list[tuple[int, str]], kinds: list[tuple[str, str]]
) -> None:
    """Offer what the opportunity has already, even where it is offered no more."""
    code, kind = row.form.service_code_id, row.form.certification_type
    if code is not None and code not in dict(codes):
        codes.append((code, row.service_code))
    if kind and kind not in dict(kinds):
        kinds.append((kind, certificate_text(row)))


class ReasonDialog(FormDialog):
    """Asks why an opportunity is closed, or an enterprise is out of it."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        title: str,
        save_text: str,
        intro: str,
        act: Callable[[QWidget, str], Request[Any]],
    ) -> None:
        super().__init__(runner, parent, title, save_text=save_text, intro=intro)
        self._act = act
        self.multiline("reason", tr("Reason"), required=True)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Do what the reason is for."""
        del confirmed
        return self._act(self, self.fields["reason"].value())


class SignDialog(FormDialog):
    """Names the registered contract that came of an opportunity."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: OpportunityRow,
        contracts: Sequence[ContractToName],
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Contract of {number}", number=row.number),
            save_text=tr("This contract came of it"),
            intro=row.form.title,
            width=600,
        )
        self._row = row
        self.choice(
            "contract_id",
            tr("Contract"),
            [(one.id, contract_text(one)) for one in contracts],
            required=True,
            hint=tr("Contracts of those recommended, signed since it was posted."),
        )
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Tie the contract to the opportunity."""
        del confirmed
        row = self._row
        contract = self.fields["contract_id"].value()
        return self.runner.run(self, sign_opportunity, row.id, row.version, contract)


class SignNewDialog(ContractDialog):
    """Registers the contract that came of an opportunity."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        countries: Sequence[Country],
        today: dt.date,
        codes: Sequence[NamedCode],
        row: OpportunityRow,
        candidate: Candidate | None,
    ) -> None:
        super().__init__(runner, parent, countries, today, codes=codes)
        self._row = row
        form = row.form
        if candidate is not None:
            self.enterprise.set_enterprise(candidate.enterprise_id, candidate.enterprise)
        self.fill({"client": row.client, "subject": form.title})
        if form.service_code_id in {one.id for one in codes}:
            self.code.set_value(form.service_code_id)
            self._follow_code()
        # A draft comes of nothing yet.
        self.draft.set_visible(visible=False)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Register the contract, and tie it to the opportunity."""
        row = self._row
        return self.runner.run(
            self, sign_with_new_contract, row.id, row.version, self.form(), confirmed
        )


def contract_text(one: ContractToName) -> str:
    """Return a contract in a line."""
    return tr(
        "{number} · {enterprise} · {day} · {amount}",
        number=one.number,
        enterprise=one.enterprise,
        day=date_text(one.signed_on),
        amount=usd_text(one.amount_usd_cents),
    )
