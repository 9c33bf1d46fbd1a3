"""Threshold watch (门槛观察) as findings: the lowest line not reached, and a programme's own.

Shares are worked out from the same amounts as the watch's page, from the parts themselves.
"""

from __future__ import annotations

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.compliance_facts import ClaimFacts, Executed, ProgrammeLines
from parkdesk.domain.compliance_look import DAY, Look
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.findings import Facts
from parkdesk.domain.shares import permille
from parkdesk.domain.threshold_watch import Side, WatchLine, WatchMeasure, side_of

_OFFSHORE = {
    "offshore-35": RuleCode.OFFSHORE_35,
    "offshore-50": RuleCode.OFFSHORE_50,
    "offshore-70": RuleCode.OFFSHORE_70,
}
_SUBJECT = "share"


def look_at_thresholds(look: Look) -> None:
    """Hold the year's shares against the park's lines, and claims against their programme's."""
    look.later(Quarter.of(look.day).last + DAY)
    _offshore(look)
    _graduates(look)
    programmes = {one.code: one for one in look.park.programmes}
    for one in look.facts.claims:
        programme = programmes.get(one.programme)
        if programme is not None:
            _programme(look, one, programme)


def _offshore(look: Look) -> None:
    """Name the lowest line that is not reached: whoever is below it is below the others too.

    An enterprise that executed nothing offshore does other work; no line asks it.
    """
    sums = look.facts.executed.get(look.park.year, Executed())
    lines = sorted(
        (one for one in look.park.offshore if _is_asked(look, one)), key=lambda one: one.limit
    )
    below = [one for one in lines if side_of(one, sums.offshore, sums.whole) is Side.BELOW]
    named = below[0] if sums.offshore and below else None
    for line in lines:
        rule = _OFFSHORE[line.code]
        share = permille(sums.offshore, sums.whole, reaching=line.limit) if sums.whole > 0 else 0
        if line is named:
            said: Facts = {"share_permille": share, "floor_permille": line.limit}
            look.finds(rule, _SUBJECT, "figures", look.facts.id, look.park.year.last, said)
        elif line in below:
            look.settles(rule, _SUBJECT, "below-another-line")
        else:
            look.settles(rule, _SUBJECT, "line-reached", share_permille=share)


def _is_asked(look: Look, line: WatchLine) -> bool:
    return line.code in _OFFSHORE and look.book.asks(_OFFSHORE[line.code], look.day)


def _graduates(look: Look) -> None:
    line, rule = look.park.graduates, RuleCode.GRADUATES_70
    quarter = Quarter.of(look.park.year.last)
    one = next((one for one in look.facts.returns if one.quarter == quarter), None)
    if line is None or one is None or one.received_on is None:
        return
    if not one.headcount or one.graduates is None:
        return
    share = permille(one.graduates, one.headcount, reaching=line.limit)
    if side_of(line, one.graduates, one.headcount) is Side.BELOW:
        said: Facts = {"share_permille": share, "floor_permille": line.limit}
        look.finds(rule, _SUBJECT, "figures", look.facts.id, look.park.year.last, said)
    else:
        look.settles(rule, _SUBJECT, "line-reached", share_permille=share)


def _programme(look: Look, claim: ClaimFacts, programme: ProgrammeLines) -> None:
    rule = RuleCode.PROGRAMME_LINE
    waits = claim.is_open or (claim.is_granted and claim.paid_on is None)
    if not waits:
        look.settles(rule, claim.number, "claim-decided", number=claim.number)
    elif programme.branches and not any(
        all(_holds(look, line) for line in branch.lines) for branch in programme.branches
    ):
        said: Facts = {
            "number": claim.number,
            "name_zh": programme.title,
            "name_en": programme.title_en or programme.title,
        }
        since = claim.submitted_on or look.park.year.last
        look.finds(rule, claim.number, "claims", claim.id, since, said)
    else:
        look.settles(rule, claim.number, "conditions-met", number=claim.number)


def _holds(look: Look, line: WatchLine) -> bool:
    """Return whether a line of a programme is reached in its own period, as far as it has come."""
    sums = look.facts.executed.get(line.period(look.park.year), Executed())
    part = sums.whole if line.measure is WatchMeasure.TURNOVER else sums.offshore
    return side_of(line, part, sums.whole) not in {Side.BELOW, Side.NO_DATA}
