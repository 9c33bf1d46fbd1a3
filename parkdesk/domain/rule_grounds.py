"""What a line of reasoning rests on where it compares with no figure of the programme."""

from __future__ import annotations

from collections.abc import Mapping

from parkdesk.domain.eligibility_rules import Rule, TraceLine
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import Material

STANDARDS: Mapping[Rule, str] = {Rule.ID_NUMBER: "GB 11643-1999"}
"""Rules of a national standard."""

OWN_CHECKS = frozenset({Rule.CELLS, Rule.NAME, Rule.GRADUATION, Rule.TRAINING, Rule.REPEAT})
"""Rules that no notice words: each function says what they come from."""

_PAPERS = {"invoice-missing": "fee-invoice", "papers-there": "fee-invoice"}


def document_of(line: TraceLine) -> str:
    """Return the document that a line names by itself: of a bar its order, else a standard."""
    if line.rule is Rule.BARRED:
        return str(line.facts.get("document", ""))
    return STANDARDS.get(line.rule, "")


def paper_of(line: TraceLine, programme: Programme) -> Material | None:
    """Return the paper in the programme's list that a line asks for."""
    if line.rule is not Rule.PAPERS:
        return None
    wanted = _PAPERS.get(line.code, "bank-slip")
    return next((one for one in programme.materials if one.code == wanted), None)
