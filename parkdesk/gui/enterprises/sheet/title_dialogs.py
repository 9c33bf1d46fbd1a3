"""The forms of titles and memberships."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.titles import AllianceRole, SaveMembership, SaveTitle, valid_until
from parkdesk.gui.fields import BadText
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, language, tr
from parkdesk.usecases.titles import (
    MembershipRow,
    TitleKind,
    TitleRow,
    edit_membership,
    edit_title,
    grant_title,
    join_alliance,
    withdraw_title,
)


def kind_name(kind: TitleKind) -> str:
    """Return a kind's name in the language spoken; with a word where it is to be confirmed."""
    name = kind.name_zh if language() == "zh_CN" else kind.name_en
    return name if kind.mark.confirmed else tr("{name} (to be confirmed)", name=name)


def title_name(row: TitleRow) -> str:
    """Return the name of a title's kind in the language spoken."""
    return row.kind_zh if language() == "zh_CN" else row.kind_en


class TitleDialog(FormDialog):
    """Grants a title, or corrects one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        enterprise_id: int,
        kinds: Sequence[TitleKind],
        today: dt.date,
        *,
        edits: TitleRow | None = None,
    ) -> None:
        super().__init__(
            runner, parent, tr("Correct the title") if edits else tr("Grant a title"), width=540
        )
        self._enterprise_id = enterprise_id
        self._edits = edits
        self._kinds = {one.code: one for one in kinds}
        options = [(one.code, kind_name(one)) for one in kinds]
        if edits is not None and edits.kind_code not in self._kinds:
            options.append((edits.kind_code, title_name(edits)))
        self.kind = self.choice("kind_code", tr("Title held"), options, required=True)
        self.granted = self.date("granted_on", tr("Granted on"), today=today, required=True)
        self.until = self.date("valid_until", tr("Valid until"), today=today)
        self.until.set_hint(tr("Empty where the document names no end."))
        self.text("number", tr("Document number"))
        self.text("authority", tr("Authority"))
        self.multiline("note", tr("Remarks"), lines=2)
        self.granted.changed.connect(self._propose_end)
        self.kind.changed.connect(self._propose_end)
        if edits is not None:
            self.fill(
                {
                    "kind_code": edits.kind_code,
                    "granted_on": edits.granted_on,
                    "valid_until": edits.valid_until,
                    "number": edits.number,
                    "authority": edits.authority,
                    "note": edits.note,
                }
            )
        self.set_untouched()

    def form(self) -> SaveTitle:
        """Return what is typed."""
        return SaveTitle(enterprise_id=self._enterprise_id, **self.values())

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the title."""
        del confirmed
        if self._edits is None:
            return self.runner.run(self, grant_title, self.form())
        return self.runner.run(self, edit_title, self._edits.id, self._edits.version, self.form())

    def _propose_end(self) -> None:
        """Write the end that the kind's period gives, while nothing else is typed there."""
        kind = self._kinds.get(self.kind.value())
        try:
            granted, typed = self.granted.value(), self.until.value()
        except BadText:
            return
        if kind is not None and granted is not None and typed is None:
            self.until.set_value(valid_until(granted, kind.valid_months))


class WithdrawDialog(FormDialog):
    """Asks from when a title is withdrawn, and by what."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: TitleRow, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Withdraw the title"),
            save_text=tr("Withdraw title"),
            width=500,
            intro=tr("{title} of {enterprise}", title=title_name(row), enterprise=row.enterprise),
        )
        self._row = row
        self.date("withdrawn_on", tr("Withdrawn from"), today=today, required=True)
        self.multiline(
            "withdrawal",
            tr("Why"),
            required=True,
            hint=tr("With the number of the document that withdraws it."),
        )
        self.fields["withdrawn_on"].set_value(today)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Withdraw the title."""
        del confirmed
        return self.runner.run(
            self, withdraw_title, self._row.id, self._row.version, **self.values()
        )


class MembershipDialog(FormDialog):
    """Records a membership of an alliance, or corrects one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        enterprise_id: int,
        known: Sequence[str],
        today: dt.date,
        *,
        edits: MembershipRow | None = None,
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Correct the membership") if edits else tr("Join an alliance"),
            width=540,
        )
        self._enterprise_id = enterprise_id
        self._edits = edits
        hint = tr("In use: {names}", names=tr(", ").join(known)) if known else ""
        self.text("alliance", tr("Alliance"), required=True, hint=hint)
        self.choice(
            "role",
            tr("Role in it"),
            [(one, label(one)) for one in AllianceRole],
            required=True,
        ).set_value(AllianceRole.MEMBER)
        self.date("since_on", tr("Member since"), today=today, required=True)
        self.date("until_on", tr("Member until"), today=today)
        self.text("number", tr("Document number"))
        self.multiline("note", tr("Remarks"), lines=2)
        if edits is not None:
            names = ("alliance", "role", "since_on", "until_on", "number", "note")
            self.fill({name: getattr(edits, name) for name in names})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the membership."""
        del confirmed
        form = SaveMembership(enterprise_id=self._enterprise_id, **self.values())
        if self._edits is None:
            return self.runner.run(self, join_alliance, form)
        return self.runner.run(self, edit_membership, self._edits.id, self._edits.version, form)
