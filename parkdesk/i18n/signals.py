"""What a signal asks, in one sentence: for the screen, for print, for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from parkdesk.domain.likely_same import Resemblance
from parkdesk.domain.signals import SignalFact, SignalKind
from parkdesk.i18n import problem, tr


def question_text(kind: SignalKind, facts: Mapping[str, SignalFact]) -> str:
    """Return the question of a signal."""
    places: dict[str, object] = dict(facts)
    if "resemblance" in facts:
        places["resemblance"] = Resemblance(str(facts["resemblance"]))
    many = "count" in facts and kind is not SignalKind.NUMBERS_RUN
    if kind is SignalKind.YOUNG_FIRM and "heads" not in facts:
        return problem("signal:young-firm-items", **places)
    return problem(f"{'signals' if many else 'signal'}:{kind.value}", **places)


def place_text(position: int) -> str:
    """Return where in the claim the question is asked; empty for the claim as a whole."""
    return tr("Row {n}", n=position) if position else ""
