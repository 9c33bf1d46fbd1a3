"""The forms of filings and disputes: taken on, taken in by the office, ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.ip_matters import (
    LONGEST_NUMBER,
    LONGEST_TITLE,
    LONGEST_WORDS,
    IpAction,
    IpKind,
    IpState,
    SaveMatter,
    endings,
)
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.ip.words import certificate_title
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, tr
from parkdesk.usecases.ip_matter_lists import MatterRow
from parkdesk.usecases.ip_matters import add_matter, edit_matter, end_matter, file_matter


class MatterDialog(FormDialog):
    """Takes a filing or a dispute on; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        edits: MatterRow | None = None,
    ) -> None:
        title = tr("Correct filing or dispute") if edits else tr("New filing or dispute")
        super().__init__(runner, parent, title)
        self._edits = edits
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.kind = self.choice(
            "kind", tr("Kind"), [(one, label(one)) for one in self._kinds()],
            required=True, typed=False,
        )  # fmt: skip
        self.text("title", tr("What it is about"), required=True, longest=LONGEST_TITLE)
        self.other_side = self.text("other_side", tr("Other side"), longest=LONGEST_WORDS)
        self.opened = self.date("opened_on", tr("Taken on"), today=today, required=True)
        self.date(
            "due_on",
            tr("Next step by"),
            today=today,
            base=lambda: None if self.opened.check() else self.opened.value(),
            hint=tr("The last day of its next step; +30d is thirty days after it was taken on."),
        )
        self.multiline("note", tr("Remarks"), lines=2)
        self.kind.changed.connect(self._follow)
        self._show(today)
        self._follow()
        self.set_untouched()

    def _kinds(self) -> tuple[IpKind, ...]:
        """Return what it can be: what the office has taken in is no dispute any more."""
        filed = self._edits is not None and self._edits.state is IpState.FILED
        return tuple(one for one in IpKind if not (filed and one.is_dispute))

    def _show(self, today: dt.date) -> None:
        edits = self._edits
        if edits is None:
            self.opened.set_value(today)
            self.kind.set_value(IpKind.SOFTWARE_COPYRIGHT)
            return
        self.enterprise.set_enterprise(edits.enterprise_id, edits.enterprise)
        names = ("kind", "title", "other_side", "opened_on", "due_on", "note")
        self.fill({name: getattr(edits, name) for name in names})

    def _follow(self) -> None:
        kind = self.kind.value()
        self.other_side.set_visible(visible=kind is not None and kind.is_dispute)
        self._grow()

    def form(self) -> SaveMatter:
        """Return what is typed; a filing has no other side."""
        values = self.values()
        kind = values["kind"]
        if kind is not None and not kind.is_dispute:
            values["other_side"] = ""
        return SaveMatter(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, add_matter, self.form())
        edits = self._edits
        return self.runner.run(self, edit_matter, edits.id, edits.version, self.form())


class FiledDialog(FormDialog):
    """Notes that the office took a filing in, with its number."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, row: MatterRow
    ) -> None:
        super().__init__(runner, parent, tr("{number} was taken in", number=row.number),
                         intro=_intro(row))  # fmt: skip
        self._row = row
        self.date("filed_on", tr("Taken in on"), today=today, required=True)
        self.text("application_number", tr("Application number"), required=True,
                  longest=LONGEST_NUMBER)  # fmt: skip
        self.fill({"filed_on": today})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Note it."""
        del confirmed
        values, row = self.values(), self._row
        return self.runner.run(
            self, file_matter, row.id, row.version, values["filed_on"],
            values["application_number"],
        )  # fmt: skip


class EndDialog(FormDialog):
    """Notes how a matter ended; what can come of it is offered."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, row: MatterRow
    ) -> None:
        super().__init__(runner, parent, tr("{number} ended", number=row.number),
                         intro=_intro(row))  # fmt: skip
        self._row = row
        ways = endings(row.kind, row.state)
        self.way = self.choice(
            "action", tr("How it ended"), [(one, label(one)) for one in ways],
            required=True, typed=False,
        )  # fmt: skip
        self.date("closed_on", tr("Ended on"), today=today, required=True)
        self.number_ = self.text(
            "certificate_number", certificate_title(row), longest=LONGEST_NUMBER
        )
        self.multiline(
            "outcome",
            tr("Outcome"),
            lines=2,
            hint=tr("In words; of a grant the number of the certificate is enough."),
        )
        self.fill({"closed_on": today, "action": ways[0]})
        self.way.changed.connect(self._follow)
        self._follow()
        self.set_untouched()

    def _follow(self) -> None:
        way = self.way.value()
        self.number_.set_visible(visible=way in (IpAction.GRANT, IpAction.DECIDE))
        self._grow()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Note it."""
        del confirmed
        values, row = self.values(), self._row
        numbered = values["action"] in (IpAction.GRANT, IpAction.DECIDE)
        return self.runner.run(
            self,
            end_matter,
            row.id,
            row.version,
            values["action"],
            values["closed_on"],
            values["certificate_number"] if numbered else "",
            values["outcome"],
        )


def _intro(row: MatterRow) -> str:
    return tr("{enterprise}: {what}", enterprise=row.enterprise, what=row.title)
