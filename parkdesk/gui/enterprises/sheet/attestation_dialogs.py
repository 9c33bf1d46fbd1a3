"""The forms that record a yearly attestation, and take one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.compliance_rules import Measure
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.set_field import SetField
from parkdesk.i18n import list_text, tr
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.findings import measure_text
from parkdesk.usecases.attestations import (
    AttestationRow,
    Attestations,
    RecordAttestation,
    record_attestation,
    withdraw_attestation,
)

_YEARS = 6
"""This year and those before for which one may still be handed in."""


class AttestationDialog(FormDialog):
    """Asks what was attested for which year, on which day, by whom, with which paper."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        enterprise_id: int,
        known: Attestations,
        today: dt.date,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Yearly attestation"),
            width=560,
            intro=tr("What the enterprise signed: one day and one person, for several measures."),
        )
        self._enterprise_id = enterprise_id
        years = range(today.year, today.year - _YEARS, -1)
        self.year = self.choice(
            "year", tr("Year"), [(one, str(one)) for one in years], required=True, typed=False
        )
        self.measures = self.add(
            SetField(
                "measures",
                tr("Measures"),
                [(one.code, measure_text(one)) for one in known.measures],
                required=True,
                across=1,
                hint=_sources(known.measures),
            )
        )
        self.day = self.date("attested_on", tr("Attested on"), today=today, required=True)
        self.by = self.text("attested_by", tr("Attested by"), required=True)
        self.paper = self.choice(
            "paper_id",
            tr("Signed paper"),
            [(one.id, one.file_name) for one in known.papers],
            typed=False,
            empty=tr("No paper"),
            hint=tr("A paper of the enterprise; new ones are added under its Papers."),
        )
        self.multiline("note", tr("Remarks"), lines=2)
        self.year.set_value(today.year)
        self.day.set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record it."""
        del confirmed
        values = self.values()
        form = RecordAttestation(
            values["year"],
            tuple(sorted(values["measures"])),
            values["attested_on"],
            values["attested_by"],
            values["paper_id"],
            values["note"],
        )
        return self.runner.run(self, record_attestation, self._enterprise_id, form)


def _sources(measures: Sequence[Measure]) -> str:
    """Return where each measure comes from: its name is the source's word, and says no more."""
    named: dict[str, list[str]] = {}
    for one in measures:
        source = in_language(one.source_zh, one.source)
        said = source if one.mark.confirmed else tr("{text} (to be confirmed)", text=source)
        named.setdefault(said, []).append(measure_text(one))
    return "\n".join(
        tr("{measures}: as named in {source}", measures=list_text(names), source=source)
        for source, names in named.items()
    )


class WithdrawDialog(FormDialog):
    """Takes back what was recorded by mistake."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: AttestationRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Take the attestation back"),
            save_text=tr("Take back"),
            width=500,
            intro=tr("{measure}, {year}", measure=measure_text(row.measure), year=str(row.year)),
        )
        self._row = row
        self.reason = self.multiline("reason", tr("Reason"), required=True, lines=3)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Take it back."""
        del confirmed
        row = self._row
        return self.runner.run(self, withdraw_attestation, row.id, row.version, self.reason.value())
