"""The review desk (审核台): what waits for this person, samples, and passing a clean group."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from parkdesk.domain import claims
from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.errors import InvalidInput, Refused, UserError
from parkdesk.domain.identity import Permission
from parkdesk.domain.reviews import (
    Cleanness,
    LeftOut,
    NotClean,
    require_opened,
    sample_size,
)
from parkdesk.domain.sampling import draw
from parkdesk.domain.signals import SignalState
from parkdesk.store.claim_hands import hands_of
from parkdesk.store.claim_papers import count_lacking
from parkdesk.store.claim_steps import awaiting_levels
from parkdesk.store.claimant_facts import claimant_traces
from parkdesk.store.review_samples import same_group, seed_of_earlier
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.signals import ReviewNoteRecord, ReviewSampleRecord, SignalRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import approve_claim, precheck_claim
from parkdesk.usecases.core import command, query

LONGEST_NOTE = 2000
_SEED_BYTES = 4


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A claim that waits for a step of the person who asks."""

    id: int
    version: int
    number: str
    enterprise_id: int
    enterprise: str
    kind: ClaimKind
    year: int
    state: ClaimState
    action: ClaimAction
    """The step that passes it: the park's pre-check or the approval."""
    heads: int
    requested_cents: int
    recommended_cents: int | None
    submitted_at: dt.datetime | None
    signals: int
    """Answered and open ones; `cleanness` has the open ones."""
    cleanness: Cleanness
    again: bool
    """It was returned before: a second look shows what changed."""

    @property
    def passing_cents(self) -> int:
        """What passing it without a cut would grant."""
        return self.requested_cents if self.recommended_cents is None else self.recommended_cents


@dataclass(frozen=True, slots=True)
class Sample:
    """A group of clean claims, and those of it that must be opened before it is passed."""

    id: int
    version: int
    seed: str
    group: tuple[int, ...]
    drawn: tuple[int, ...]
    opened: frozenset[int]


@dataclass(frozen=True, slots=True)
class GroupOutcome:
    """What became of a group: the claims that passed, and why others did not."""

    passed: tuple[str, ...]
    skipped: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class ReviewNote:
    """What a reviewer wrote down beside a claim or a row of it."""

    id: int
    at: dt.datetime
    actor: str
    position: int
    words: str


@query(Permission.CLAIM_APPROVE)
def review_queue(work: Work) -> tuple[ReviewRow, ...]:
    """Return the claims that this person may pass, the longest waiting first.

    Claims that they handed in, edited or pre-checked themselves wait for somebody else.
    """
    steps = _passing_steps(work)
    states = [state.value for state in steps]
    found = work.session.execute(
        select(ClaimRecord, EnterpriseRecord.name, ProgrammeRecord.year)
        .join(EnterpriseRecord, EnterpriseRecord.id == ClaimRecord.enterprise_id)
        .join(ProgrammeRecord, ProgrammeRecord.id == ClaimRecord.programme_id)
        .where(ClaimRecord.state.in_(states))
        .order_by(ClaimRecord.submitted_at, ClaimRecord.id)
    ).all()
    passable = _passable(work, [claim for claim, _name, _year in found], steps)
    mine = [row for row in found if row[0].id in passable]
    ids = [claim.id for claim, _name, _year in mine]
    signals, again = _signals(work, ids), _returned(work, ids)
    cleanness = _cleanness(work, [claim for claim, _name, _year in mine], signals)
    return tuple(
        ReviewRow(
            id=claim.id,
            version=claim.version,
            number=claim.number,
            enterprise_id=claim.enterprise_id,
            enterprise=name,
            kind=ClaimKind(claim.track),
            year=year,
            state=ClaimState(claim.state),
            action=steps[ClaimState(claim.state)],
            heads=claim.heads,
            requested_cents=claim.requested_cents,
            recommended_cents=claim.recommended_cents,
            submitted_at=claim.submitted_at,
            signals=sum(signals.get(claim.id, {}).values()),
            cleanness=cleanness[claim.id],
            again=claim.id in again,
        )
        for claim, name, year in mine
    )


@query(Permission.CLAIM_APPROVE)
def count_reviews(work: Work) -> int:
    """Return how many claims wait for a step of this person."""
    steps = _passing_steps(work)
    found = work.session.scalars(
        select(ClaimRecord).where(ClaimRecord.state.in_([state.value for state in steps]))
    ).all()
    return len(_passable(work, found, steps))


@command(Permission.CLAIM_APPROVE)
def draw_sample(work: Work, versions: Mapping[int, int]) -> Sample:
    """Draw what must be opened of a group of clean claims (id → version); the seed is kept.

    Nobody draws anew until it suits them: the same group is the same sample, and while a claim of
    it stands as it was drawn before and has not been passed, the seed of that draw is used again.
    Refuses a group with a claim that is not clean, or that this person may not pass.
    """
    if not versions:
        raise InvalidInput({"claims": "required"})
    waiting = {row.id: row for row in review_queue.function(work)}
    for id_, version in versions.items():
        row = waiting.get(id_)
        if row is None or row.version != version:
            raise Refused("group-changed")
        if row.cleanness.why is not None:
            raise Refused("group-not-clean", number=row.number, why=row.cleanness.why)
    numbers = {waiting[id_].number: id_ for id_ in versions}
    before = same_group(work, versions)
    if before is not None:
        return _sample(before)
    seed = seed_of_earlier(work, versions) or secrets.token_hex(_SEED_BYTES)
    drawn = [numbers[one] for one in draw(seed, numbers, sample_size(len(numbers)))]
    record = work.add(
        ReviewSampleRecord(
            drawn_at=work.now,
            drawn_by_id=work.actor.id,
            drawn_by_name=work.actor.name,
            seed=seed,
            claims=json.dumps({str(id_): versions[id_] for id_ in sorted(versions)}),
            drawn=json.dumps(drawn),
        )
    )
    return _sample(record)


@command(Permission.CLAIM_APPROVE)
def open_sampled(work: Work, sample_id: int, version: int, claim_id: int) -> Sample:
    """Keep that a claim of a sample was opened; the window says so when all of it was shown."""
    record = _own_sample(work, sample_id, version)
    opened = set(json.loads(record.opened)) | {claim_id}
    record.opened = json.dumps(sorted(opened & set(json.loads(record.drawn))))
    work.session.flush()  # the caller wants the new version
    return _sample(record)


@command(Permission.CLAIM_APPROVE)
def pass_group(work: Work, sample_id: int, version: int) -> GroupOutcome:
    """Pass every claim of a group whose sample was opened, each with its full amount.

    A claim that is no longer clean, or that its own step refuses, is left out and named.
    """
    record = _own_sample(work, sample_id, version)
    require_opened(frozenset(json.loads(record.drawn)), frozenset(json.loads(record.opened)))
    waiting = {row.id: row for row in review_queue.function(work)}
    passed: list[str] = []
    skipped: list[LeftOut] = []
    versions = {int(id_): known for id_, known in json.loads(record.claims).items()}
    for done, (id_, known) in enumerate(versions.items(), start=1):
        number = work.get(ClaimRecord, id_).number
        left_out = _pass_one(work, number, waiting.get(id_), known)
        if left_out is None:
            passed.append(number)
        else:
            skipped.append(left_out)
        work.progress.step(done, len(versions))
    record.passed_at = work.now
    record.outcome = json.dumps(
        {
            "passed": passed,
            "skipped": [[one.number, one.why.value if one.why else one.refusal] for one in skipped],
        }
    )
    return GroupOutcome(tuple(passed), tuple(skipped))


@command(Permission.CLAIM_APPROVE)
def add_review_note(work: Work, claim_id: int, position: int, words: str) -> int:
    """Write something down for the next reviewer; the enterprise does not see it."""
    work.get(ClaimRecord, claim_id)
    text = words.strip()
    if not text:
        raise InvalidInput({"words": "required"})
    if len(text) > LONGEST_NOTE:
        raise InvalidInput({"words": "text-too-long"}, limit=LONGEST_NOTE)
    note = work.add(
        ReviewNoteRecord(
            claim_id=claim_id,
            position=position,
            at=work.now,
            actor_id=work.actor.id,
            actor_name=work.actor.name,
            words=text,
        )
    )
    return note.id


@query(Permission.CLAIM_APPROVE)
def review_notes(work: Work, claim_id: int) -> tuple[ReviewNote, ...]:
    """Return what reviewers wrote down beside a claim, the oldest first."""
    found = work.session.scalars(
        select(ReviewNoteRecord)
        .where(ReviewNoteRecord.claim_id == claim_id)
        .order_by(ReviewNoteRecord.id)
    )
    return tuple(
        ReviewNote(note.id, note.at, note.actor_name, note.position, note.words) for note in found
    )


def _passing_steps(work: Work) -> dict[ClaimState, ClaimAction]:
    steps = {
        ClaimState.SUBMITTED: ClaimAction.PRECHECK,
        ClaimState.PRECHECKED: ClaimAction.APPROVE,
    }
    return {
        state: action for state, action in steps.items() if work.actor.may(claims.NEEDS[action])
    }


def _passable(
    work: Work, found: Sequence[ClaimRecord], steps: Mapping[ClaimState, ClaimAction]
) -> frozenset[int]:
    """Return the claims that this person has not had in hand."""
    hands = hands_of(work.session, found)
    return frozenset(
        claim.id
        for claim in found
        if claims.own_step(steps[ClaimState(claim.state)], work.actor.id, hands[claim.id]) is None
    )


def _signals(work: Work, ids: Sequence[int]) -> dict[int, dict[SignalState, int]]:
    counted = (
        select(SignalRecord.claim_id, SignalRecord.state, func.count())
        .where(SignalRecord.claim_id.in_(ids), SignalRecord.state != SignalState.GONE.value)
        .group_by(SignalRecord.claim_id, SignalRecord.state)
    )
    found: dict[int, dict[SignalState, int]] = {}
    for claim_id, state, count in work.session.execute(counted):
        found.setdefault(claim_id, {})[SignalState(state)] = count
    return found


def _returned(work: Work, ids: Sequence[int]) -> frozenset[int]:
    steps = select(ClaimStepRecord.claim_id).where(
        ClaimStepRecord.claim_id.in_(ids), ClaimStepRecord.action == ClaimAction.RETURN.value
    )
    return frozenset(work.session.scalars(steps))


def _cleanness(
    work: Work, mine: Sequence[ClaimRecord], signals: Mapping[int, Mapping[SignalState, int]]
) -> dict[int, Cleanness]:
    lacking, traces = count_lacking(work.session, mine), claimant_traces(work, mine)
    awaiting = awaiting_levels(work.session, mine)
    return {
        claim.id: Cleanness(
            signals.get(claim.id, {}).get(SignalState.OPEN, 0),
            lacking[claim.id],
            sum(not line.verdict.payable for line in traces[claim.id]),
            sum(line.verdict is Verdict.WARN for line in traces[claim.id]),
            awaits_level=claim.id in awaiting,
        )
        for claim in mine
    }


def _own_sample(work: Work, sample_id: int, version: int) -> ReviewSampleRecord:
    record = work.get(ReviewSampleRecord, sample_id, version=version)
    if record.drawn_by_id != work.actor.id:
        raise Refused("sample-of-another-person", person=record.drawn_by_name)
    if record.passed_at is not None:
        raise Refused("sample-used")
    return record


def _pass_one(work: Work, number: str, row: ReviewRow | None, known: int) -> LeftOut | None:
    """Pass one claim, or say why not; a step refuses before it writes anything."""
    if row is None or row.version != known:
        return LeftOut(number, NotClean.CHANGED)
    if row.cleanness.why is not None:
        return LeftOut(number, row.cleanness.why)
    step = precheck_claim if row.action is ClaimAction.PRECHECK else approve_claim
    try:
        step(work, row.id, row.version, row.passing_cents)
    except UserError as error:
        problems = error.problems.values() if isinstance(error, InvalidInput) else ()
        plain = {name: fact for name, fact in error.params.items() if isinstance(fact, str | int)}
        return LeftOut(number, None, next(iter(problems), error.code), plain)
    return None


def _sample(record: ReviewSampleRecord) -> Sample:
    return Sample(
        id=record.id,
        version=record.version,
        seed=record.seed,
        group=tuple(int(id_) for id_ in json.loads(record.claims)),
        drawn=tuple(json.loads(record.drawn)),
        opened=frozenset(json.loads(record.opened)),
    )
