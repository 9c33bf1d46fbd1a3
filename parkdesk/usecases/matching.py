"""Which enterprises fit an opportunity, ranked, each answer with the record behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from parkdesk.domain.identity import Permission
from parkdesk.domain.matching import MOST_SHOWN, Criterion, Match, Need
from parkdesk.store.credit import last_credit
from parkdesk.store.matching import best_matches
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.marketplace import OpportunityCandidateRecord, OpportunityRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query


@dataclass(frozen=True, slots=True)
class Matching:
    """The enterprises that fit best, without those recommended already."""

    criteria: tuple[Criterion, ...]
    """What was looked at; empty: the opportunity asks for nothing that a register answers."""
    need: Need
    matches: tuple[Match, ...]
    """The first ones; where none meets all, these are the nearest."""
    full: int
    """How many meet everything."""
    considered: int
    """How many meet something."""


@query(Permission.PLATFORM_READ)
def match_enterprises(work: Work, opportunity_id: int) -> Matching:
    """Return who fits an opportunity today."""
    work.actor.require(Permission.ENTERPRISE_READ)
    record = work.get(OpportunityRecord, opportunity_id)
    need = Need(
        record.certification_type or "",
        record.least_level,
        record.service_code_id,
        record.people,
    )
    candidate = OpportunityCandidateRecord
    live = set(
        work.session.scalars(
            select(candidate.enterprise_id).where(
                candidate.opportunity_id == opportunity_id, candidate.dropped_on.is_(None)
            )
        )
    )
    if not need.criteria():
        return Matching((), need, (), 0, 0)
    best = best_matches(work.session, need, work.today, live, MOST_SHOWN)
    return Matching(
        need.criteria(), need, _with_credit(work, best.matches), best.full, best.considered
    )


def _with_credit(work: Work, best: Sequence[Match]) -> tuple[Match, ...]:
    """Return the matches with the last scorecard issued to each, for who may read scorecards."""
    if not work.actor.may(Permission.CLAIM_READ):
        return tuple(best)
    table = EnterpriseRecord
    found = work.session.execute(
        select(table.id, table.code).where(table.id.in_([one.enterprise_id for one in best]))
    )
    codes = {id_: code for id_, code in found}  # noqa: C416
    last = last_credit(work.session, sorted(codes.values()))
    return tuple(replace(one, credit=last.get(codes[one.enterprise_id])) for one in best)
