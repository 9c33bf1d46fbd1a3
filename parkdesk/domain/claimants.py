"""Whether somebody may claim at all: the conditions of the claimant, each with its reasoning.

What the park's own records do not say is looked at, not refused: None is not known. The thresholds
are alternatives (或): one branch that is met is enough.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from parkdesk.domain.calendar import add_years
from parkdesk.domain.eligibility_rules import Fact, Rule, TraceLine, Verdict
from parkdesk.domain.head_ceilings import ceiling_line
from parkdesk.domain.programme_figures import ClaimKind, Figure, Standing
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import ClaimantBranch
from parkdesk.domain.shares import WHOLE, above, below, permille

_INSTITUTION = frozenset(
    {
        Standing.LEGAL_PERSON,
        Standing.TRAINING_LICENCE,
        Standing.TRAINING_PREMISES,
        Standing.TRAINING_EXPERIENCE,
        Standing.SOUND_ACCOUNTS,
    }
)
_ENTERPRISE = frozenset(
    {
        Standing.LEGAL_PERSON,
        Standing.REGISTERED,
        Standing.TRADE_RECORD,
        Standing.LONG_CONTRACT,
        Standing.RETURNS_FILED,
        Standing.MARKET_STAFF,
    }
)
ASKED_OF: Mapping[ClaimKind, frozenset[Standing]] = {
    ClaimKind.ENTERPRISE: _ENTERPRISE,
    ClaimKind.CERTIFICATION: _ENTERPRISE,
    ClaimKind.INSTITUTION: _INSTITUTION,
    # Associations and universities may ask for a platform (厦商务技贸[2011]487号).
    ClaimKind.PLATFORM: frozenset({Standing.LEGAL_PERSON}),
}
_THRESHOLD_KINDS = frozenset({ClaimKind.ENTERPRISE, ClaimKind.CERTIFICATION})


@dataclass(frozen=True, slots=True)
class ClaimantFacts:
    """What is known of a claimant on the day of judging; None is not known.

    `turnover_usd_cents` and `offshore_usd_cents` are those of the year before the programme's;
    `standing` holds what the records or a person have answered, and nothing else.
    `violations_checked` says that somebody has looked for violations.
    """

    turnover_usd_cents: int | None = None
    offshore_usd_cents: int | None = None
    staff: int | None = None
    graduates: int | None = None
    last_violation_on: dt.date | None = None
    violations_checked: bool = False
    standing: Mapping[Standing, bool] = field(default_factory=dict)

    def offshore_permille(self, branch: ClaimantBranch) -> int | None:
        """Return the offshore share as it reads beside a branch; None where it is not known."""
        if self.offshore_usd_cents is None or not self.turnover_usd_cents:
            return None
        least = branch.offshore_permille.value if branch.offshore_permille else None
        passing = least if branch.offshore_above else None
        return permille(
            self.offshore_usd_cents, self.turnover_usd_cents, reaching=least, passing=passing
        )


def claimant_lines(
    programme: Programme, kind: ClaimKind, facts: ClaimantFacts, heads: int, day: dt.date
) -> tuple[TraceLine, ...]:
    """Return the reasoning about the claimant of a claim for `heads` persons (0 for items)."""
    lines: list[TraceLine | None] = [
        standing_line(figure, facts.standing.get(figure.value))
        for figure in programme.standing
        if figure.value in ASKED_OF[kind]
    ]
    if kind in _THRESHOLD_KINDS:
        lines.append(threshold_line(programme.branches, facts))
        lines.append(graduates_line(programme.graduate_permille, facts))
    lines.append(clean_line(programme.clean_years, facts, day))
    if kind is ClaimKind.ENTERPRISE:
        lines.append(ceiling_line(programme.head_ceilings, facts.turnover_usd_cents, heads))
    return tuple(line for line in lines if line is not None)


def standing_line(basis: Figure[Standing], met: bool | None) -> TraceLine:  # noqa: FBT001 - a fact
    """Judge one condition that is met or not (基本条件).

    Enterprises: 财企[2009]44号 and the notices after it (S3, S9, S12, S14, S24, A). Institutions:
    the conditions of Shangyu and Henan (S29, S26, A). Branches claim through their legal person:
    财企[2011]69号 (S7, A).
    """
    facts: dict[str, Fact] = {"standing": basis.value}
    if met is None:
        return TraceLine(Rule.STANDING, Verdict.WARN, "standing-unknown", facts, basis)
    if met:
        return TraceLine(Rule.STANDING, Verdict.PASS, "standing-met", facts, basis)
    remedy = "head-office-claims" if basis.value is Standing.LEGAL_PERSON else ""
    return TraceLine(Rule.STANDING, Verdict.FAIL, "standing-not-met", facts, basis, remedy=remedy)


def threshold_line(branches: Sequence[ClaimantBranch], facts: ClaimantFacts) -> TraceLine | None:
    """Judge turnover and offshore share: the branch that comes nearest makes the sentence.

    财企[2009]44号: 1,500,000 US dollars and 70 % (S3, S5, S6, A). Either of two branches since
    财企[2013]52号 (S11 to S13, B; for the business of 2014 S24, A).
    """
    if not branches:
        return None
    return min((_branch_line(one, facts) for one in branches), key=_distance)


def _distance(line: TraceLine) -> tuple[int, int]:
    order = {Verdict.PASS: 0, Verdict.WARN: 1}
    return order.get(line.verdict, 2), line.code == "threshold-both-missed"


def _branch_line(branch: ClaimantBranch, facts: ClaimantFacts) -> TraceLine:
    turnover, share = facts.turnover_usd_cents, facts.offshore_permille(branch)
    floor, least = branch.turnover_usd_cents, branch.offshore_permille
    limit = floor.value if floor else 0
    said: dict[str, Fact] = {
        "turnover_usd_cents": turnover,
        "limit_usd_cents": limit,
        "offshore_permille": share,
        "limit_permille": least.value if least else 0,
    }
    enough = _enough(floor, turnover)
    abroad = _shared(branch, facts)
    basis = floor if enough is not True and floor is not None else least or floor
    if enough is False and abroad is False:
        code, remedy = "threshold-both-missed", ""
    elif enough is False:
        code, remedy = "threshold-turnover-missed", "threshold-turnover-lacks"
        said["lacking_usd_cents"] = limit - (turnover or 0)
    elif abroad is False:
        code, remedy = "threshold-offshore-missed", ""
    elif enough is None or abroad is None:
        return TraceLine(Rule.THRESHOLD, Verdict.WARN, "threshold-unknown", said, basis)
    else:
        code = "threshold-met-above" if branch.offshore_above else "threshold-met"
        return TraceLine(Rule.THRESHOLD, Verdict.PASS, code, said, basis)
    return TraceLine(Rule.THRESHOLD, Verdict.FAIL, code, said, basis, remedy=remedy)


def _enough(floor: Figure[int] | None, turnover: int | None) -> bool | None:
    if floor is None:
        return True
    return None if turnover is None else turnover >= floor.value


def _shared(branch: ClaimantBranch, facts: ClaimantFacts) -> bool | None:
    least = branch.offshore_permille
    if least is None:
        return True
    if facts.offshore_usd_cents is None or not facts.turnover_usd_cents:
        return None
    have, whole = facts.offshore_usd_cents, facts.turnover_usd_cents
    if branch.offshore_above:
        return above(have, whole, least.value)
    return not below(have, whole, least.value)


def graduates_line(basis: Figure[int] | None, facts: ClaimantFacts) -> TraceLine | None:
    """Judge the share of staff with junior college or more (大专以上).

    70 %: Shanghai's call of 2012 and the business of 2014 (S17, S24, A); before, unverified (C).
    """
    if basis is None:
        return None
    said: dict[str, Fact] = {"limit_permille": basis.value}
    if not facts.staff or facts.graduates is None:
        return TraceLine(Rule.GRADUATES, Verdict.WARN, "graduates-unknown", said, basis)
    said |= {"graduates": facts.graduates, "staff": facts.staff}
    said["share_permille"] = permille(facts.graduates, facts.staff, reaching=basis.value)
    if below(facts.graduates, facts.staff, basis.value):
        said["needed"] = -(-facts.staff * basis.value // WHOLE)
        return TraceLine(Rule.GRADUATES, Verdict.FAIL, "graduates-too-few", said, basis)
    return TraceLine(Rule.GRADUATES, Verdict.PASS, "graduates-enough", said, basis)


def clean_line(basis: Figure[int] | None, facts: ClaimantFacts, day: dt.date) -> TraceLine | None:
    """Judge the years without violations (近…年无违法违规), counted back from `day`.

    Two years: 财企[2009]44号 (S3, A). Jiangsu's own scheme asks for three (S42, B).
    """
    if basis is None:
        return None
    said: dict[str, Fact] = {"years": basis.value}
    last = facts.last_violation_on
    if last is None:
        verdict = Verdict.PASS if facts.violations_checked else Verdict.WARN
        code = "clean-years-kept" if facts.violations_checked else "clean-years-unchecked"
        return TraceLine(Rule.CLEAN_YEARS, verdict, code, said, basis)
    until = add_years(last, basis.value)
    said |= {"violation": last, "until": until}
    if until > day:
        return TraceLine(
            Rule.CLEAN_YEARS,
            Verdict.FAIL,
            "clean-years-broken",
            said,
            basis,
            remedy="clean-years-until",
        )
    return TraceLine(Rule.CLEAN_YEARS, Verdict.PASS, "clean-years-over", said, basis)
