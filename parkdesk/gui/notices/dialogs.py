"""The forms of a notice: publishing, an objection and its decision, closing, withdrawing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.notices import MOST_WORKING_DAYS, PublishNotice, RecordObjection
from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.domain.working_days import Deadline
from parkdesk.gui.check_list import CheckLine, CheckListField
from parkdesk.gui.fields import BadText
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import date_text, label, money_text, number_text, tr
from parkdesk.i18n.claims import size_text
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.usecases.notice_lists import (
    NoticeDetail,
    NoticeRow,
    ObjectionRow,
    Publishable,
    programmes_to_publish,
    publishable_claims,
)
from parkdesk.usecases.notices import (
    close_notice,
    decide_objection,
    publish_notice,
    record_objection,
    withdraw_notice,
)
from parkdesk.usecases.working_days import working_deadline

_UNBROKEN = "\u00a0"
"""Keeps a sign of money beside its amount where the line ends."""


class PublishDialog(FormDialog):
    """Which approved claims are published from when, for how many working days."""

    def __init__(self, runner: Runner, parent: QWidget | None, today: dt.date) -> None:
        super().__init__(
            runner,
            parent,
            tr("New public notice"),
            save_text=tr("Publish"),
            width=680,
            intro=tr(
                "The list is printed with masked identity numbers. Nothing is paid before the"
                " notice ends."
            ),
        )
        self._found: Publishable | None = None
        self.programme = self.choice(
            "programme_id", tr("Programme"), [], required=True, typed=False
        )
        self.claims = self.add(CheckListField("claim_ids", tr("Claims"), required=True))
        self.claims.set_hint(tr("Space ticks a claim, Ctrl+A all or none."))
        self.day = self.date("published_on", tr("Published on"), today=today, required=True)
        self.days = self.number("working_days", tr("Working days"), required=True)
        self.until = Callout()
        self.wide(self.until)
        self.until.hide()
        self.text("place", tr("Place of publication"), required=True)
        self.day.set_value(today)
        self.programme.changed.connect(self._load)
        self.day.changed.connect(self._count)
        self.days.changed.connect(self._count)
        runner.run(self, programmes_to_publish).done(self._offer)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Publish."""
        del confirmed
        return self.runner.run(self, publish_notice, PublishNotice(**self.values()))

    def _offer(self, programmes: tuple[ProgrammeChoice, ...]) -> None:
        self.programme.set_options(
            [
                (
                    one.id,
                    tr(
                        "{programme} ({n})",
                        programme=in_language(one.title, one.title_en),
                        n=number_text(one.claims),
                    ),
                )
                for one in programmes
            ]
        )
        if programmes:
            self.programme.set_value(programmes[0].id)
            self._load()
        else:
            self._tell(tr("No approved claim waits for a public notice."), Tone.NEUTRAL)
        self.set_untouched()

    def _load(self) -> None:
        programme = self.programme.value()
        self.claims.set_lines(())
        if programme is not None:
            self.runner.run(self, publishable_claims, programme).done(self._arrived)

    def _arrived(self, found: Publishable) -> None:
        if found.programme_id != self.programme.value():
            return
        self._found = found
        self.claims.set_lines(
            [
                CheckLine(
                    one.id,
                    "  ·  ".join(
                        (
                            one.number,
                            one.enterprise,
                            label(one.kind),
                            size_text(one.kind, one.heads),
                            money_text(one.amount_cents).replace(" ", _UNBROKEN),
                        )
                    ),
                )
                for one in found.claims
            ]
        )
        if found.working_days is None:
            self.days.set_hint(tr("The programme's number of days is not known (to be confirmed)."))
        else:
            self.days.set_value(found.working_days)
            unsure = "" if found.confirmed else tr("The programme's figure is to be confirmed.")
            self.days.set_hint(unsure)
        self._count()
        self.set_untouched()

    def _count(self) -> None:
        try:
            day, days = self.day.value(), self.days.value()
        except BadText:
            return
        if day is None or days is None or not 1 <= days <= MOST_WORKING_DAYS:
            self.until.hide()
            return
        self.runner.run(self, working_deadline, day, days).done(self._show_deadline)

    def _show_deadline(self, deadline: Deadline) -> None:
        words = tr("Last day for objections: {day}.", day=date_text(deadline.last))
        if deadline.known:
            self._tell(words, Tone.GOOD)
            return
        unsure = tr(
            "To be confirmed: the holidays of a year that was counted over are not known,"
            " only weekends were."
        )
        self._tell(f"{words} {unsure}", Tone.WARN)

    def _tell(self, words: str, tone: Tone) -> None:
        self.until.say(words, tone)
        self.until.show()
        self._grow()


class ObjectionDialog(FormDialog):
    """An objection as it came."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, detail: NoticeDetail, today: dt.date
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Objection to {notice}", notice=detail.row.number),
            width=560,
            intro=tr("What it concerns is not paid until it is decided."),
        )
        self._row = detail.row
        self.choice(
            "claim_id",
            tr("About"),
            [(one.claim_id, f"{one.number}  ·  {one.enterprise}") for one in detail.claims],
            empty=tr("The whole notice"),
        )
        day = self.date("received_on", tr("Received on"), today=today, required=True)
        self.text("objector", tr("From whom"), hint=tr("Kept encrypted; empty: no name given."))
        self.multiline("words", tr("What is objected"), required=True)
        day.set_value(min(today, detail.row.last_on))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the objection."""
        del confirmed
        form = RecordObjection(**self.values())
        return self.runner.run(self, record_objection, self._row.id, form)


class DecideDialog(FormDialog):
    """What the inquiry into an objection found."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: ObjectionRow) -> None:
        super().__init__(runner, parent, tr("Decide the objection"), width=540, intro=row.words)
        self._row = row
        self.choice(
            "upheld",
            tr("Decision"),
            [
                (False, tr("Dismissed: the claim stays on the notice")),
                (True, tr("Upheld: the claim is taken off and returned or refused")),
            ],
            required=True,
            typed=False,
        )
        self.multiline("finding", tr("What was found"), required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Decide."""
        del confirmed
        values = self.values()
        return self.runner.run(
            self,
            decide_objection,
            self._row.id,
            self._row.version,
            upheld=values["upheld"],
            finding=values["finding"],
        )


class CloseDialog(FormDialog):
    """Closes a notice that is over; its claims wait for payment then."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: NoticeRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Close {notice}", notice=row.number),
            save_text=tr("Close the notice"),
            width=520,
            intro=tr(
                "The last day was {day}. Its claims may then be paid.", day=date_text(row.last_on)
            ),
        )
        self._row = row
        self.multiline("finding", tr("What came of it"), lines=2)
        self.fields["finding"].set_value(tr("No objection during the notice."))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Close."""
        del confirmed
        row = self._row
        return self.runner.run(self, close_notice, row.id, row.version, **self.values())


class WithdrawDialog(FormDialog):
    """Takes a notice back for a mistake in it."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: NoticeRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Withdraw {notice}", notice=row.number),
            save_text=tr("Withdraw the notice"),
            width=520,
            intro=tr("Its claims are approved as before and wait for another notice."),
        )
        self._row = row
        self.multiline("finding", tr("Why"), required=True)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Withdraw."""
        del confirmed
        row = self._row
        why = self.values()["finding"]
        return self.runner.run(self, withdraw_notice, row.id, row.version, why)
