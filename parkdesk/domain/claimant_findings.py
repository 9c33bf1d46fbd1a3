"""What the conditions of a claimant said at a step, kept to be laid beside what they say later.

A condition that was not met and was approved all the same was a decision with a reason; it stops
nothing later. One that has come to fail since was decided by nobody: nothing of the claim is paid
until it is met again, or the claim was decided anew. The ceiling of heads (人数上限) is no such
condition: it stops the persons above it, row by row.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.programme_figures import Figure, Mark, Standing


@dataclass(frozen=True, slots=True)
class ConditionChange:
    """A condition that is not met now; `before` is what the approval found, None: not kept."""

    before: TraceLine | None
    now: TraceLine


def came_to_fail(
    before: Sequence[TraceLine] | None, now: Iterable[TraceLine]
) -> tuple[ConditionChange, ...]:
    """Return the conditions that fail now and did not at the approval.

    `before` is None where the approval kept nothing (releases before 0004): nobody can say then
    that a failing condition was decided on, so each of them counts as new.
    """
    known = {_key(line): line for line in before or ()}
    changes = []
    for line in now:
        if line.rule is Rule.HEADS or line.verdict is not Verdict.FAIL:
            continue
        old = known.get(_key(line))
        if old is None or old.verdict is not Verdict.FAIL:
            changes.append(ConditionChange(old, line))
    return tuple(changes)


def _key(line: TraceLine) -> tuple[Rule, Fact]:
    return line.rule, line.facts.get("standing")


def lines_text(lines: Iterable[TraceLine]) -> str:
    """Return lines as JSON, each with its facts, limit and clause: what is printed later."""
    return json.dumps([_data(line) for line in lines], ensure_ascii=False)


def read_lines(text: str) -> tuple[TraceLine, ...]:
    """Return the lines that a stored text holds."""
    return tuple(_line(one) for one in json.loads(text))


def changes_text(changes: Iterable[ConditionChange]) -> str:
    """Return changes as JSON, before and now."""
    pairs = [
        {"before": None if one.before is None else _data(one.before), "now": _data(one.now)}
        for one in changes
    ]
    return json.dumps(pairs, ensure_ascii=False)


def read_changes(text: str) -> tuple[ConditionChange, ...]:
    """Return the changes that a stored text holds."""
    return tuple(
        ConditionChange(None if one["before"] is None else _line(one["before"]), _line(one["now"]))
        for one in json.loads(text)
    )


def _data(line: TraceLine) -> dict[str, Any]:
    basis = line.basis
    return {
        "rule": line.rule.value,
        "verdict": line.verdict.value,
        "code": line.code,
        "remedy": line.remedy,
        "facts": {name: _told(fact) for name, fact in line.facts.items()},
        "basis": basis
        and {
            "mark": basis.mark.value,
            "source": basis.source,
            "document": basis.document,
            "clause": basis.clause,
        },
    }


def _told(fact: Fact) -> object:
    if isinstance(fact, Standing):
        return {"standing": fact.value}
    if isinstance(fact, dt.date):
        return {"day": fact.isoformat()}
    if fact is None or isinstance(fact, str | int):
        return fact
    raise TypeError(fact)


def _line(data: Mapping[str, Any]) -> TraceLine:
    basis = data["basis"]
    return TraceLine(
        Rule(data["rule"]),
        Verdict(data["verdict"]),
        data["code"],
        {name: _fact(one) for name, one in data["facts"].items()},
        # The limit stands among the facts; the figure is kept for its document and clause.
        basis
        and Figure(None, Mark(basis["mark"]), basis["source"], basis["document"], basis["clause"]),
        remedy=data["remedy"],
    )


def _fact(told: object) -> Fact:
    if isinstance(told, dict):
        day = told.get("day")
        return Standing(told["standing"]) if day is None else dt.date.fromisoformat(day)
    assert told is None or isinstance(told, str | int)
    return told
