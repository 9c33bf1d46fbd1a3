"""Words of a matching: how many fit, and what each answer says."""

from __future__ import annotations

from parkdesk.domain.matching import Answer, Criterion, Match
from parkdesk.gui.contracts.words import usd_text
from parkdesk.i18n import date_text, number_text, tr
from parkdesk.i18n.credit import total_text
from parkdesk.usecases.matching import Matching


def matching_text(found: Matching) -> str:
    """Return how many enterprises fit, or that there is nothing to go by."""
    if not found.criteria:
        return tr(
            "The opportunity names no certificate, service code or number of people: the registers"
            " cannot say who fits."
        )
    if not found.considered:
        return tr("No enterprise of the park meets anything that is asked.")
    if not found.full:
        return tr(
            "No enterprise meets everything that is asked. The nearest of {n} are listed first.",
            n=number_text(found.considered),
        )
    return tr(
        "{full} of the {n} enterprises listed meet everything that the registers can answer.",
        full=number_text(found.full),
        n=number_text(found.considered),
    )


def why_text(match: Match) -> str:
    """Return what speaks for an enterprise."""
    said = [_fits(one) for one in match.answers if one.fits]
    return tr("; ").join([*said, *_credit(match)])


def why_not_text(match: Match) -> str:
    """Return what speaks against an enterprise."""
    return tr("; ").join(_fails(one) for one in match.answers if not one.fits)


def _credit(match: Match) -> list[str]:
    """Return what the last scorecard issued says; nothing where there is none."""
    credit = match.credit
    if credit is None:
        return []
    return [
        tr(
            "credit {total} by sheet {number} of {day}",
            total=total_text(credit.total, credit.most),
            number=credit.number,
            day=date_text(credit.about_on),
        )
    ]


def _fits(answer: Answer) -> str:
    if answer.criterion is Criterion.CERTIFICATE:
        if answer.figure is None:
            return tr("certificate {number} in force", number=answer.said)
        return tr(
            "certificate {number} in force, level {level}", number=answer.said, level=answer.figure
        )
    if answer.criterion is Criterion.SERVICE:
        return tr("offers this service")
    if answer.criterion is Criterion.EXECUTED:
        return tr(
            "executed {amount} of this code, last contract {number}",
            amount=usd_text(answer.figure or 0),
            number=answer.said,
        )
    if answer.criterion is Criterion.PEOPLE:
        return tr("employs {n} people", n=number_text(answer.figure or 0))
    return tr("no stop holds")


def _fails(answer: Answer) -> str:
    if answer.criterion is Criterion.CERTIFICATE:
        return tr("no such certificate in force")
    if answer.criterion is Criterion.SERVICE:
        return tr("does not offer this service by the register")
    if answer.criterion is Criterion.EXECUTED:
        return tr("nothing executed of this code")
    if answer.criterion is Criterion.PEOPLE:
        return tr("employs only {n} people", n=number_text(answer.figure or 0))
    return tr("a stop holds: {document}", document=answer.said)
