"""How programmes and what they still allow are said."""

from __future__ import annotations

from typing import Any

from parkdesk.domain.certification_funding import FundingCounter
from parkdesk.domain.programmes import Figure
from parkdesk.gui.certifications.words import in_language
from parkdesk.gui.theme import Tone
from parkdesk.i18n import money_text, tr, trn
from parkdesk.usecases.certification_funding import FundingView, ProgrammeCounter


def programme_text(one: ProgrammeCounter) -> str:
    """Return year and document of a programme, or its title where it has no document."""
    # A title names its year itself.
    if not one.document:
        return in_language(one.title, one.title_en)
    return tr("{year} · {programme}", year=one.year, programme=one.document)


def items_text(counter: FundingCounter) -> str:
    """Return "2 of 3 funded", or how many where no limit is known."""
    limit = counter.support.items_a_year if counter.support else None
    if limit is None:
        return trn("{n} item funded", "{n} items funded", counter.items)
    return tr(
        "{items} of {limit} items funded{doubt}",
        items=counter.items,
        limit=limit.value,
        doubt=_doubt(limit),
    )


def counters_in_view(view: FundingView) -> list[ProgrammeCounter]:
    """Return the counters of this year's programme and of those that have granted something."""
    newest = next((one for one in view.counters if one.open_for_claims), None)
    return [one for one in view.counters if one is newest or one.counter.items]


def allowance_lines(counter: FundingCounter) -> list[str]:
    """Return what a programme granted to the enterprise, and what it allows for one certificate."""
    said = [items_text(counter)]
    if counter.amount_cents:
        said.append(tr("{amount} in all", amount=money_text(counter.amount_cents)))
    cap = counter.support.cap_cents if counter.support else None
    if cap is not None:
        said.append(
            tr(
                "at most {amount} for one{doubt}",
                amount=money_text(cap.value),
                doubt=_doubt(cap),
            )
        )
    return said


def allowance_text(counter: FundingCounter) -> str:
    """Return the same in one line."""
    return " · ".join(allowance_lines(counter))


def counter_tone(counter: FundingCounter) -> Tone:
    """Return the tone of a counter: used up is a warning, never a verdict."""
    return Tone.WARN if counter.items_left == 0 else Tone.NEUTRAL


def _doubt(figure: Figure[Any]) -> str:
    return "" if figure.confirmed else tr(" (to be confirmed)")
