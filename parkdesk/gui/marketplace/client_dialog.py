"""The form of a client (发包商)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.clients import LONGEST_NAME, SaveClient
from parkdesk.domain.contracts import Country
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import language, tr
from parkdesk.usecases.clients import ClientRow, add_client, edit_client

_WORDS = 200


class ClientDialog(FormDialog):
    """Adds a client to the register; with `edits` it changes that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        countries: Sequence[Country],
        today: dt.date,
        edits: ClientRow | None = None,
    ) -> None:
        super().__init__(
            runner, parent, tr("Edit client") if edits else tr("New client"), width=600
        )
        self._edits = edits
        self._declare_who(countries)
        self._declare_knowledge(today)
        self._declare_consent(today)
        if edits is None:
            self.fields["verified_on"].set_value(today)
        else:
            for one in fields(SaveClient):
                self.fields[one.name].set_value(getattr(edits.form, one.name))
        self.set_untouched()

    def _declare_who(self, countries: Sequence[Country]) -> None:
        chinese = language() == "zh_CN"
        self.text("name", tr("Client"), required=True, longest=LONGEST_NAME)
        self.choice(
            "country_code",
            tr("Country or region"),
            [(one.code, one.name_zh if chinese else one.name_en) for one in countries],
            required=True,
        )
        self.text("field", tr("Trade"), longest=_WORDS)
        self.number("people", tr("Size (people)"))
        self.multiline("needs", tr("What it gives out"), lines=2)

    def _declare_knowledge(self, today: dt.date) -> None:
        self.multiline("history", tr("Earlier dealings"), lines=2)
        self.text("contact", tr("Whom to turn to"), longest=_WORDS)
        self.text(
            "source",
            tr("Source"),
            required=True,
            longest=_WORDS,
            hint=tr("Where this was learnt: a fair, a contract, the client itself."),
        )
        self.date("verified_on", tr("Last verified"), today=today)

    def _declare_consent(self, today: dt.date) -> None:
        self.section(tr("Consent to be published"))
        self.date("consent_on", tr("Consent from"), today=today)
        self.date(
            "consent_until",
            tr("Consent until"),
            today=today,
            hint=tr("Empty: until it is taken back."),
        )
        self.text("consent_basis", tr("Basis of the consent"), longest=_WORDS)
        self.multiline("note", tr("Remarks"), lines=2)

    def form(self) -> SaveClient:
        """Return what is typed."""
        return SaveClient(**self.values())

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or change."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_client, self.form())
        edits = self._edits
        return self.runner.run(self, edit_client, edits.id, edits.version, self.form())
