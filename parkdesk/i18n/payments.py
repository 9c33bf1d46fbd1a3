"""Words of payments that screen and paper share."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.claimant_findings import ConditionChange
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.payment_holds import HoldRow
from parkdesk.domain.payment_returns import Returned, ReturnState
from parkdesk.domain.sampling import Extrapolation
from parkdesk.domain.verifications import EarlierDraw
from parkdesk.i18n import date_text, label, list_text, money_text, number_text, percent_text, tr
from parkdesk.i18n.claims import line_text, mark_text


def whole_text(whole: Extrapolation) -> str:
    """Return in words what a finished sample says of the whole it was drawn from."""
    return tr(
        "{wrong} of {size} checked are wrong. Of all {population}, {least} to {most} are wrong"
        " (exact hypergeometric bounds, 95 in 100 sure), most likely {estimate}. Of the money"
        " checked {rate} is wrong; the same part of all that was paid would be {cents}.",
        wrong=number_text(whole.wrong),
        size=number_text(whole.size),
        population=number_text(whole.population),
        least=number_text(whole.bounds.least),
        most=number_text(whole.bounds.most),
        estimate=number_text(whole.bounds.estimate),
        rate=percent_text(whole.rate_permyriad, 2),
        cents=money_text(whole.estimate_cents),
    )


def redraw_text(before: EarlierDraw) -> str:
    """Return in words which draw a sample repeats, by which seed that was, and why."""
    return tr(
        "After {sample} (seed {seed}): {reason}",
        sample=before.number,
        seed=before.seed,
        reason=before.reason,
    )


def place_text(row: HoldRow) -> str:
    """Return the row that is held, or that all of them are."""
    return tr("all") if row.position is None else str(row.position)


def hold_text(row: HoldRow) -> str:
    """Return in words why somebody, or a whole claim, is held: what was found, and is now."""
    if row.conditions:
        return conditions_text(row.conditions)
    if row.position is None:
        return tr("persons of it get less: see the rows")
    return list_text(
        tr(
            "{rule}: {before} → {now}",
            rule=label(one.rule),
            before=_verdict_text(one.before),
            now=_verdict_text(one.now),
        )
        for one in row.changes
    )


def _verdict_text(verdict: Verdict | None) -> str:
    return mark_text(verdict or Verdict.PASS)


def conditions_text(conditions: Sequence[ConditionChange]) -> str:
    """Return in words which conditions of the applicant came to fail, and how they stood."""
    return "\n".join(map(_condition_text, conditions))


def _condition_text(one: ConditionChange) -> str:
    now = line_text(one.now)
    if one.before is None:
        return tr("{now} How it stood at the approval was not recorded.", now=now)
    return tr("{now} At the approval: {before}", now=now, before=line_text(one.before))


def returned_text(one: Returned) -> str:
    """Return in words when a transfer came back, why, and who said so."""
    said = tr(
        "Came back on {day}: {reason}. Entered by {person}",
        day=date_text(one.returned_on),
        reason=one.reason,
        person=one.entered_by,
    )
    if one.state is ReturnState.CONFIRMED:
        return tr("{said}, confirmed by {person}.", said=said, person=one.decided_by)
    return tr("{said}. {state}.", said=said, state=label(one.state))
