"""The forms of the platforms' money: an outlay, its condition, a grant, people of a platform."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.platform_money import (
    LONGEST_NAME,
    LONGEST_NUMBER,
    Condition,
    CostKind,
    OutlayKind,
)
from parkdesk.domain.platforms import Platform
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, quarter_text, tr
from parkdesk.usecases.platform_evaluation import Evaluated, set_platform_staff
from parkdesk.usecases.platform_funds import (
    NO_PROGRAMME,
    GrantChoices,
    GrantRow,
    SaveGrant,
    add_grant,
    edit_grant,
)
from parkdesk.usecases.platform_outlays import (
    OWN_MONEY,
    OutlayRow,
    SaveOutlay,
    add_outlay,
    edit_outlay,
    set_condition,
)


class OutlayDialog(FormDialog):
    """Enters an asset, licence or expense; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        choices: GrantChoices,
        *,
        platform: Platform | None = None,
        edits: OutlayRow | None = None,
    ) -> None:
        title = tr("Correct asset or cost") if edits else tr("New asset or cost")
        super().__init__(runner, parent, title)
        self._edits = edits
        self._choices = choices
        self.platform = self.choice(
            "platform", tr("Platform"), [(one, label(one)) for one in Platform],
            required=True, typed=False,
        )  # fmt: skip
        self.choice("kind", tr("Kind"), [(one, label(one)) for one in OutlayKind],
                    required=True, typed=False)  # fmt: skip
        self.text("item", tr("Item"), required=True, longest=LONGEST_NAME)
        self.choice("cost_kind", tr("Building or running"),
                    [(one, label(one)) for one in CostKind],
                    required=True, typed=False)  # fmt: skip
        self.money("price_cents", tr("Price paid"), required=True)
        self.date("bought_on", tr("Bought on"), today=today, required=True)
        self.text("invoice_number", tr("Invoice number"), longest=LONGEST_NUMBER)
        self.funding = self.choice("funding", tr("Source of money"), [], required=True, typed=False)
        self.text("place", tr("Where it stands"), longest=LONGEST_NAME)
        self.date("valid_until", tr("Valid until"), today=today, hint=tr("Of a licence only."))
        self.multiline("note", tr("Remarks"), lines=2)
        self.platform.changed.connect(self._follow)
        self._show(platform, today)
        self.set_untouched()

    def _show(self, platform: Platform | None, today: dt.date) -> None:
        edits = self._edits
        self.platform.set_value(edits.platform if edits else platform or Platform.TECHNOLOGY)
        self._follow()
        if edits is None:
            self.fill(
                {"kind": OutlayKind.ASSET, "cost_kind": CostKind.BUILDING, "bought_on": today}
            )
            return
        names = ("kind", "item", "cost_kind", "price_cents", "bought_on", "invoice_number",
                 "place", "valid_until", "note")  # fmt: skip
        self.fill({name: getattr(edits, name) for name in names})
        self.funding.set_value(edits.grant_id or OWN_MONEY)

    def _follow(self) -> None:
        grants = [
            (one.id, f"{one.grant.number} {one.grant.title}")
            for one in self._choices.grants
            if one.grant.platform is self.platform.value()
        ]
        self.funding.set_options([(OWN_MONEY, tr("own money")), *grants])
        if self.funding.value() is None:
            self.funding.set_value(OWN_MONEY)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        del confirmed
        form = SaveOutlay(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_outlay, form)
        return self.runner.run(self, edit_outlay, self._edits.id, self._edits.version, form)


class ConditionDialog(FormDialog):
    """Notes that an asset is in use again, lent, broken or retired."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, row: OutlayRow
    ) -> None:
        super().__init__(runner, parent, tr("State of the asset"), intro=row.item)
        self._row = row
        self.choice("condition", tr("State"), [(one, label(one)) for one in Condition],
                    required=True, typed=False)  # fmt: skip
        self.date("on", tr("Since"), today=today, required=True)
        self.text(
            "words",
            tr("Said of its state"),
            longest=LONGEST_NAME,
            hint=tr("To whom it is lent, why it is retired: needed for these two."),
        )
        self.fill({"condition": row.condition, "on": today})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Note it."""
        del confirmed
        values, row = self.values(), self._row
        return self.runner.run(
            self,
            set_condition,
            row.id,
            row.version,
            values["condition"],
            values["on"],
            values["words"],
        )


class GrantDialog(FormDialog):
    """Enters a grant; with `edits` it corrects that one."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        choices: GrantChoices,
        edits: GrantRow | None = None,
    ) -> None:
        super().__init__(runner, parent, tr("Correct grant") if edits else tr("New grant"))
        self._edits = edits
        self.text("number", tr("Number of the paper"), required=True, longest=LONGEST_NUMBER)
        self.text("title", tr("Granted for"), required=True, longest=LONGEST_NAME)
        self.choice("platform", tr("Platform"), [(one, label(one)) for one in Platform],
                    required=True, typed=False)  # fmt: skip
        self.choice("programme_id", tr("Programme"),
                    [(NO_PROGRAMME, tr("none named")), *choices.programmes])  # fmt: skip
        self.money("granted_cents", tr("Sum granted"), required=True)
        self.date("first_on", tr("May be spent from"), today=today, required=True)
        self.date("last_on", tr("May be spent until"), today=today, required=True)
        self.multiline("note", tr("Remarks"), lines=2)
        self._show(today)
        self.set_untouched()

    def _show(self, today: dt.date) -> None:
        edits = self._edits
        if edits is None:
            first, last = dt.date(today.year, 1, 1), dt.date(today.year, 12, 31)
            self.fill({"platform": Platform.TECHNOLOGY, "programme_id": NO_PROGRAMME,
                       "first_on": first, "last_on": last})  # fmt: skip
            return
        names = ("number", "title", "platform", "granted_cents", "first_on", "last_on")
        self.fill({name: getattr(edits.grant, name) for name in names})
        self.fill({"programme_id": edits.programme_id or NO_PROGRAMME, "note": edits.note})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter or correct."""
        del confirmed
        form = SaveGrant(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_grant, form)
        return self.runner.run(self, edit_grant, self._edits.id, self._edits.version, form)


class StaffDialog(FormDialog):
    """Enters who worked for a platform full time at the end of a quarter."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, quarter: Quarter, row: Evaluated
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Full-time staff"),
            intro=f"{label(row.indicators.platform)} · {quarter_text(quarter)}",
        )
        self._quarter, self._row = quarter, row
        self.number("full_time", tr("People who work for it alone"), required=True)
        self.fill({"full_time": row.indicators.full_time})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Enter them."""
        del confirmed
        row = self._row
        return self.runner.run(
            self,
            set_platform_staff,
            row.indicators.platform,
            self._quarter,
            row.staff_version,
            self.values()["full_time"],
        )
