"""Claims on their way: every step is done by the use-case of the program, on its day.

So nothing about a claim is made up: who may do what, the verdict of every row, the amounts and
the state after each step are what the rules say.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from parkdesk.demo import people
from parkdesk.demo.claims import P2013, P2026, Claim, Step
from parkdesk.demo.closings import MILESTONES
from parkdesk.demo.notices import clear_claim, publish_claim
from parkdesk.demo.size import NOW
from parkdesk.desk import Desk
from parkdesk.domain.calendar import CHINA
from parkdesk.domain.claims import ClaimAction, ClaimKind
from parkdesk.domain.identity import Actor
from parkdesk.store.claim_submission import failing_conditions
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claim_papers import save_materials
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claim_stages import archive_claim
from parkdesk.usecases.claims import (
    ClaimKey,
    NewClaim,
    approve_claim,
    create_claim,
    precheck_claim,
    reject_claim,
    submit_claim,
)
from parkdesk.usecases.programmes import (
    open_programme,
    open_programmes,
    programme_detail,
    set_programme_budget,
)
from parkdesk.usecases.rosters import save_roster

_BUDGET_CENTS = 150_000_000
"""What the park has set aside for this year's training."""
_WORDS = frozenset({"claim-claimant-fails", "claim-has-refused-rows", "claim-lacks-materials"})
_ALL_THE_SAME = "大专以上人员比例按企业补充提交的花名册核对，同意支持"
_OPENING = dt.time(9, 5)
_MINUTES = 50
# The first steps of a journey are a clerk's; whoever decides is somebody else.
_WHO = {
    ClaimAction.SUBMIT: people.CLERK,
    ClaimAction.PRECHECK: people.REVIEWER,
    ClaimAction.RETURN: people.REVIEWER,
    ClaimAction.APPROVE: people.MANAGER,
    ClaimAction.REJECT: people.MANAGER,
    ClaimAction.ARCHIVE: people.CLERK,
    # Whoever approved a claim does not pay it.
    ClaimAction.PAY: people.ADMINISTRATOR,
}


@dataclass(frozen=True, slots=True)
class Team:
    """The people of the park, each at a desk whose clock can be set."""

    desk: Desk
    actors: dict[str, Actor]

    def at(self, person: people.Person, day: dt.date, minute: int = 0) -> Desk:
        """Return a person's desk on the morning of a day, but never later than the park's now."""
        moment = dt.datetime.combine(day, _OPENING, CHINA) + dt.timedelta(minutes=minute)
        now = min(moment.astimezone(dt.UTC), NOW)
        return replace(self.desk, actor=self.actors[person.login], clock=lambda: now)


@dataclass(slots=True)
class _Journey:
    """A claim with what the last step left of it."""

    claim: Claim
    key: ClaimKey | None = None


_Due = tuple[dt.date, Callable[[Team, dt.date], None]]


def travel(team: Team, told: Sequence[Claim], *, freeze: bool) -> None:
    """Do every step of the claims told, all in the order of days.

    With `freeze`, the quarters before the last are closed on their days between them.
    """
    programmes = _prepare(team)
    journeys = [_Journey(claim) for claim in told]
    due: list[_Due] = [_END_OF_2013, *(MILESTONES if freeze else ())]
    for minute, (day, place, step) in enumerate(_in_order(told)):
        _reached(team, due, day)
        _go(team, journeys[place], step, programmes, minute % _MINUTES)
    _reached(team, due, dt.date.max)


def _reached(team: Team, due: list[_Due], day: dt.date) -> None:
    """Do what was due before a day, in its order."""
    while due and due[0][0] < day:
        on, act = due.pop(0)
        act(team, on)


def _in_order(told: Sequence[Claim]) -> list[tuple[dt.date, int, Step | None]]:
    """Return days, places and steps; on one day as told, a journey's own steps in their order."""
    days = [
        (step.day if step else claim.begun_on, place, order, step)
        for place, claim in enumerate(told)
        for order, step in enumerate((None, *claim.steps))
    ]
    days.sort(key=lambda one: one[:3])
    return [(day, place, step) for day, place, _order, step in days]


def _prepare(team: Team) -> dict[str, int]:
    """Give this year's programme its budget; return the numbers of the programmes by code."""
    with team.desk.work(read_only=False) as work:
        rows = open_programmes(work)
        this_year = next(row for row in rows if row.programme.code == P2026)
        set_programme_budget(work, this_year.id, this_year.version, _BUDGET_CENTS)
    return {row.programme.code: row.id for row in rows}


def _stop_2013(team: Team, day: dt.date) -> None:
    """Take no more claims under the programme of a year that is long over."""
    with team.at(people.MANAGER, day).work(read_only=False) as work:
        row = next((one for one in open_programmes(work) if one.programme.code == P2013), None)
        if row is not None:
            open_programme(work, row.id, row.version, is_open=False)


_END_OF_2013 = (dt.date(2013, 12, 31), _stop_2013)


def _go(
    team: Team, journey: _Journey, step: Step | None, programmes: dict[str, int], minute: int
) -> None:
    claim = journey.claim
    if step is None:
        with team.at(people.CLERK, claim.begun_on, minute).work(read_only=False) as work:
            journey.key = _begin(work, claim, programmes[claim.programme])
        return
    assert journey.key is not None
    with team.at(_WHO[step.action], step.day, minute).work(read_only=False) as work:
        journey.key = _STEPS[step.action](work, journey.key, step)


def _begin(work: Work, claim: Claim, programme_id: int) -> ClaimKey:
    key = create_claim(work, NewClaim(claim.enterprise, programme_id, ClaimKind(claim.track)))
    asked = programme_detail(work, programme_id).programme.materials_for(claim.track)
    # A claim that goes on its way has all its papers, every third but one; a draft has some.
    kept = len(asked) - (claim.enterprise % 3 == 0) if claim.steps else len(asked) // 2
    key = save_materials(work, key.id, key.version, tuple(one.code for one in asked[:kept]))
    if claim.rows:
        saved = save_roster(work, key.id, key.version, claim.rows)
        key = replace(key, version=saved.version)
    return key


def _submit(work: Work, key: ClaimKey, _step: Step) -> ClaimKey:
    return submit_claim(work, key.id, key.version, _WORDS)


def _precheck(work: Work, key: ClaimKey, step: Step) -> ClaimKey:
    amount = work.get(ClaimRecord, key.id).requested_cents - step.cut_cents
    return precheck_claim(work, key.id, key.version, amount, step.reason)


def _approve(work: Work, key: ClaimKey, step: Step) -> ClaimKey:
    claim = work.get(ClaimRecord, key.id)
    amount = (claim.recommended_cents or 0) - step.cut_cents
    reason = step.reason or (_ALL_THE_SAME if failing_conditions(work, claim) else "")
    approved = approve_claim(work, key.id, key.version, amount, reason)
    publish_claim(work, key.id)
    return replace(approved, version=claim.version)


def _pay(work: Work, key: ClaimKey, step: Step) -> ClaimKey:
    clear_claim(work, key.id)
    claim = work.get(ClaimRecord, key.id)
    return pay_claim(work, key.id, claim.version, step.day, claim.approved_cents or 0)


def _return(work: Work, key: ClaimKey, step: Step) -> ClaimKey:
    return return_claim(work, key.id, key.version, step.reason)


def _reject(work: Work, key: ClaimKey, step: Step) -> ClaimKey:
    return reject_claim(work, key.id, key.version, step.reason)


def _archive(work: Work, key: ClaimKey, step: Step) -> ClaimKey:
    return archive_claim(work, key.id, key.version, step.reason)


_STEPS: dict[ClaimAction, Callable[[Work, ClaimKey, Step], ClaimKey]] = {
    ClaimAction.SUBMIT: _submit,
    ClaimAction.PRECHECK: _precheck,
    ClaimAction.APPROVE: _approve,
    ClaimAction.PAY: _pay,
    ClaimAction.RETURN: _return,
    ClaimAction.REJECT: _reject,
    ClaimAction.ARCHIVE: _archive,
}
