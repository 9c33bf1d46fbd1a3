"""The forms of an edition's head and of one code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.programmes import Mark
from parkdesk.domain.service_codes import EditionForm
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.service_codes.words import code_text
from parkdesk.i18n import label, tr
from parkdesk.usecases.service_code_lists import CodeRow, EditionRow
from parkdesk.usecases.service_codes import (
    SaveCode,
    edit_edition,
    register_edition,
    save_service_code,
)


class EditionDialog(FormDialog):
    """Adds an edition, or corrects its head; its codes are imported afterwards."""

    def __init__(
        self, runner: Runner, parent: QWidget, today: dt.date, *, edits: EditionRow | None = None
    ) -> None:
        title = tr("Correct edition") if edits else tr("New edition")
        super().__init__(runner, parent, title, width=600)
        self._edits = edits
        self.text("title", tr("Title"), required=True)
        self.text("title_en", tr("English name"))
        self.text(
            "document", tr("Document number"), hint=tr("As on the document: GB/T 46403-2025.")
        )
        first = self.date("valid_from", tr("Valid from"), today=today, required=True)
        self.date("valid_to", tr("Valid to"), today=today, base=first.value)
        self.check("official_codes", tr("The codes are the document's own"))
        self.text("source", tr("Source"), required=True, hint=tr("Where the table was read."))
        self.choice(
            "certainty",
            tr("Standing"),
            [(one, label(one)) for one in Mark],
            required=True,
            typed=False,
        )
        if edits is None:
            self.fill({"official_codes": True, "certainty": Mark.DOCUMENT})
        else:
            self._take_over(edits)

    def _take_over(self, edits: EditionRow) -> None:
        same = ("title", "title_en", "document", "official_codes", "source", "certainty")
        values: dict[str, Any] = {name: getattr(edits, name) for name in same}
        self.fill(values | {"valid_from": edits.period.first, "valid_to": edits.period.last})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or correct."""
        form = EditionForm(**self.values())
        if self._edits is None:
            return self.runner.run(self, register_edition, form, confirmed)
        row = self._edits
        return self.runner.run(self, edit_edition, row.id, row.version, form, confirmed)


class CodeDialog(FormDialog):
    """Adds a code to an edition, or corrects one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        edition: EditionRow,
        codes: Sequence[CodeRow],
        today: dt.date,
        *,
        edits: CodeRow | None = None,
        above: str = "",
    ) -> None:
        super().__init__(runner, parent, tr("Correct class") if edits else tr("New class"))
        self._edition = edition
        self._edits = edits
        self.text("code", tr("Code"), required=True, longest=40)
        self.text("name", tr("Name of the class"), required=True)
        self.text("name_en", tr("English name"))
        tops = [one for one in codes if not one.parent_code and one is not edits]
        self.parent_code = self.choice(
            "parent",
            tr("Part of"),
            [(one.code, code_text(one.code, one)) for one in tops],
            typed=False,
            empty=tr("None: it is of the first level"),
        )
        self.parent_code.changed.connect(self._follow)
        self.line = self.choice(
            "line",
            tr("Service line"),
            [(one, label(one)) for one in ServiceLine],
            typed=False,
        )
        first = self.date("valid_from", tr("Valid from"), today=today)
        self.date("valid_to", tr("Valid to"), today=today, base=first.value)
        self.multiline("note", tr("Remarks"), lines=2)
        self._lines = {one.code: one.line for one in tops}
        if edits is not None:
            self._take_over(edits)
        else:
            self.fill({"parent": above or None})
        self._follow()
        self.set_untouched()

    def _take_over(self, edits: CodeRow) -> None:
        same = ("code", "name", "name_en", "line", "valid_from", "valid_to", "note")
        values: dict[str, Any] = {name: getattr(edits, name) for name in same}
        self.fill(values | {"parent": edits.parent_code or None})

    def _follow(self) -> None:
        above = self.parent_code.value()
        self.line.set_enabled(not above)
        if above:
            self.line.set_value(self._lines[above])

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or correct."""
        values = self.values()
        form = SaveCode(**values | {"parent": values["parent"] or ""})
        row = self._edits
        return self.runner.run(
            self,
            save_service_code,
            self._edition.code,
            form,
            row.id if row else None,
            row.version if row else None,
            confirmed,
        )
