"""Gathering the prints of a claim: the correction notice, the forms, the annex, the whole file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from parkdesk.domain.claim_print import (
    RULES_OF_REASON,
    ClaimPrint,
    ClaimSums,
    CorrectionNotice,
    NoticeMark,
    PrintedStep,
    Scan,
)
from parkdesk.domain.claim_returns import Mark, MarkSubject
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import TraceLine
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.papers import Owner, OwnerKind, PaperState
from parkdesk.domain.programmes import Programme
from parkdesk.domain.reasons import Reason
from parkdesk.store import claim_prints, claim_returns
from parkdesk.store.claim_judging import judge_rows
from parkdesk.store.claim_papers import papers_of
from parkdesk.store.claimant_facts import claimant_trace
from parkdesk.store.claimant_findings import failing_at_steps
from parkdesk.store.paper_owners import owner_words
from parkdesk.store.tables.claim_items import ClaimItemRecord
from parkdesk.store.tables.claim_returns import ClaimReturnMarkRecord, ClaimReturnRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claim_decisions import claim_reasons
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.core import command, query
from parkdesk.usecases.paper_lists import PaperRow
from parkdesk.usecases.paper_lists import papers_of as owned_papers

MOST_BYTES = 400 * 1024 * 1024
"""Bytes of all scans of one file: more no reader opens and no printer takes."""


@query(Permission.CLAIM_READ)
def correction_notice(work: Work, claim_id: int) -> CorrectionNotice:
    """Return the notice of the newest return; refused where the claim was never returned."""
    claim = work.get(ClaimRecord, claim_id)
    record = ClaimReturnRecord
    newest = work.session.scalar(
        select(record).where(record.claim_id == claim_id).order_by(record.id.desc()).limit(1)
    )
    if newest is None:
        raise Refused("claim-never-returned", number=claim.number)
    return _notice(work, claim, newest)


@query(Permission.CLAIM_READ)
def claim_print(work: Work, claim_id: int) -> ClaimPrint:
    """Return a claim for its forms and its annex, identity numbers masked."""
    return _claim_print(work, claim_id, whole=False)


@command(Permission.IDENTITY_REVEAL)
def claim_print_whole(work: Work, claim_id: int) -> ClaimPrint:
    """Return a claim with whole identity numbers; the trail keeps who printed them."""
    work.actor.require(Permission.CLAIM_READ)
    number = work.get(ClaimRecord, claim_id).number
    work.note(ClaimRecord.__tablename__, claim_id, {"printed": number, "id_number": "revealed"})
    return _claim_print(work, claim_id, whole=True)


@query(Permission.CLAIM_READ)
def claim_file(work: Work, claim_id: int) -> ClaimPrint:
    """Return everything of a case with its scans; those that show numbers are only named."""
    return _claim_file(work, claim_id, whole=False)


@command(Permission.IDENTITY_REVEAL)
def claim_file_whole(work: Work, claim_id: int) -> ClaimPrint:
    """Return everything of a case, every scan and whole numbers; the trail keeps who did."""
    work.actor.require(Permission.CLAIM_READ)
    number = work.get(ClaimRecord, claim_id).number
    change = {"printed": number, "id_number": "revealed", "content": "print"}
    work.note(ClaimRecord.__tablename__, claim_id, change)
    return _claim_file(work, claim_id, whole=True)


def _claim_file(work: Work, claim_id: int, *, whole: bool) -> ClaimPrint:
    claim = work.get(ClaimRecord, claim_id)
    returns = work.session.scalars(
        select(ClaimReturnRecord)
        .where(ClaimReturnRecord.claim_id == claim_id)
        .order_by(ClaimReturnRecord.id)
    ).all()
    return replace(
        _claim_print(work, claim_id, whole=whole),
        scans=_scans(work, claim, whole=whole),
        notices=tuple(_notice(work, claim, one) for one in returns),
    )


def _scans(work: Work, claim: ClaimRecord, *, whole: bool) -> tuple[Scan, ...]:
    """Return the papers of the claim, of its people in their order, of its certificates."""
    papers = [
        row
        for owner in _owners(work, claim)
        for row in owned_papers.function(work, owner)
        if row.state is PaperState.PRESENT
    ]
    if sum(row.size for row in papers if row.media_type and row.media_type.is_seen) > MOST_BYTES:
        raise Refused("claim-file-too-large", limit=MOST_BYTES // 1024 // 1024)
    return tuple(_scan(work, row, whole=whole) for row in papers)


def _owners(work: Work, claim: ClaimRecord) -> list[Owner]:
    people, items = ClaimPersonRecord, ClaimItemRecord
    owners = [Owner(OwnerKind.CLAIM, claim.id)]
    with_papers = (
        select(people.id)
        .join(PaperRecord, PaperRecord.claim_person_id == people.id)
        .where(people.claim_id == claim.id)
        .distinct()
        .order_by(people.id)
    )
    owners += [Owner(OwnerKind.CLAIM_PERSON, id_) for id_ in work.session.scalars(with_papers)]
    if work.actor.may(Permission.CERTIFICATION_READ):
        named = (
            select(items.certification_id)
            .where(items.claim_id == claim.id, items.certification_id.is_not(None))
            .distinct()
            .order_by(items.certification_id)
        )
        owners += [
            Owner(OwnerKind.CERTIFICATION, id_)
            for id_ in work.session.scalars(named)
            if id_ is not None
        ]
    return owners


def _scan(work: Work, row: PaperRow, *, whole: bool) -> Scan:
    assert row.media_type is not None, "a paper that is there has a kind"
    detail = owner_words(work.session, [row.owner])[row.owner].detail
    slot = row.slot
    scan = Scan(slot.name_zh, slot.name_en, detail, row.file_name, row.media_type)
    if slot.sensitive and not whole:
        return replace(scan, why="scan-withheld")
    if not row.media_type.is_seen:
        return replace(scan, why="scan-without-pages")
    sha256 = work.get(PaperRecord, row.id).sha256
    return replace(scan, content=work.documents.get(sha256))


def _claim_print(work: Work, claim_id: int, *, whole: bool) -> ClaimPrint:
    claim = work.get(ClaimRecord, claim_id)
    return ClaimPrint(
        head=claim_prints.claim_head(work, claim),
        sums=_sums(claim),
        rows=claim_prints.printed_rows(work, claim, whole=whole),
        steps=_steps(work, claim_id),
        papers=papers_of(work.session, claim),
        claimant=claimant_trace(work, claim),
        reasons=_reasons(work),
        headings=claim_prints.headings_of(work, claim.programme_id),
        whole=whole,
    )


def _sums(claim: ClaimRecord) -> ClaimSums:
    return ClaimSums(
        claim.asked_cents,
        claim.requested_cents,
        claim.recommended_cents,
        claim.approved_cents,
        claim.paid_cents,
        claim.recovered_cents,
    )


def _steps(work: Work, claim_id: int) -> tuple[PrintedStep, ...]:
    record = ClaimStepRecord
    approvals = iter(
        work.session.scalars(
            select(record.id)
            .where(record.claim_id == claim_id, record.action == ClaimAction.APPROVE.value)
            .order_by(record.id)
        ).all()
    )
    failing = failing_at_steps(work.session, claim_id)
    return tuple(
        PrintedStep(
            step.at,
            step.actor,
            step.action,
            step.level,
            step.document,
            step.amount_cents,
            step.reason,
            step.exemption,
            failing.get(next(approvals), ()) if step.action is ClaimAction.APPROVE else (),
        )
        for step in claim_detail.function(work, claim_id).steps
    )


def _reasons(work: Work) -> dict[str, Reason]:
    return {one.code: one for one in claim_reasons.function(work)}


def _notice(work: Work, claim: ClaimRecord, record: ClaimReturnRecord) -> CorrectionNotice:
    head = claim_prints.claim_head(work, claim)
    judged = judge_rows(work, claim)
    verdicts = dict(zip(judged.ids, judged.verdicts, strict=True))
    said = claim_prints.findings_at_submission(work, claim)
    table = ClaimReturnMarkRecord
    stored = work.session.scalars(
        select(table).where(table.return_id == record.id).order_by(table.id)
    ).all()
    marks = tuple(
        _mark(claim_returns.mark_of(one), one, head.programme, verdicts, said) for one in stored
    )
    subjects = {one.mark.subject for one in marks}
    opened = record.opened_whole or not marks or MarkSubject.CLAIM in subjects
    return CorrectionNotice(
        head,
        record.at,
        record.actor_name,
        record.words,
        record.answer_by_on,
        tuple(sorted(marks, key=_order)),
        opened,
        _reasons(work),
    )


def _mark(
    mark: Mark,
    stored: ClaimReturnMarkRecord,
    programme: Programme,
    verdicts: Mapping[int, RowVerdict],
    said: Mapping[int, frozenset[str]],
) -> NoticeMark:
    material = next((one for one in programme.materials if one.code == mark.paper), None)
    lines = _asking(mark, verdicts.get(mark.row), said.get(mark.row, frozenset()))
    return NoticeMark(mark, stored.position or 0, stored.name, lines, material)


def _asking(mark: Mark, verdict: RowVerdict | None, said: frozenset[str]) -> tuple[TraceLine, ...]:
    """Return the rules that a mark is about: those of its reason, else those that found something.

    What was found is told as it stood when the claim was handed in: a row may be mended by now.
    """
    if verdict is None:
        return ()
    rules = RULES_OF_REASON.get(mark.reason)
    if rules is not None:
        return tuple(line for line in verdict.lines if line.rule in rules)
    return tuple(line for line in verdict.lines if line.rule.value in said)


def _order(mark: NoticeMark) -> tuple[int, int, str]:
    order = (MarkSubject.CLAIM, MarkSubject.PAPER, MarkSubject.PERSON, MarkSubject.ITEM)
    return (order.index(mark.mark.subject), mark.position, mark.mark.paper)
