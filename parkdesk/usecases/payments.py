"""Payment batches (拨付批次): made by one person, approved by another; failures paid again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain import payments
from parkdesk.domain.bank_accounts import holder_differs
from parkdesk.domain.budgets import require_covered, require_still_covered
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.payments import (
    BatchAction,
    BatchKey,
    BatchState,
    LevelPart,
    LineState,
    Obstacle,
)
from parkdesk.store.claim_money import claims_by_id, money_rows
from parkdesk.store.level_budgets import level_budgets, shares_of
from parkdesk.store.payment_checks import (
    Held,
    Payee,
    account_changed,
    hands,
    held_rows,
    live_levels,
    obstacle,
    payee_of,
)
from parkdesk.store.payment_lines import batch_key, batch_lines
from parkdesk.store.payment_writing import LineToWrite, write_batch
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
    PaymentHoldRecord,
    PaymentLineRecord,
    PaymentPartRecord,
)
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

_NOTHING: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class MakeBatch:
    """Which claims of a programme are to be paid, and of which levels' money; None is all."""

    programme_id: int | None
    claim_ids: tuple[int, ...]
    levels: frozenset[str] | None = None
    note: str = ""


@command(Permission.CLAIM_PAY)
def make_batch(work: Work, form: MakeBatch, confirmed: frozenset[str] = _NOTHING) -> BatchKey:
    """Make a batch of claims that may be paid, with the accounts of now.

    The rules are run once more: persons whose verdict changed are held, once that is confirmed
    (`batch-holds-persons`). Asks as well about accounts that are others than at the approval
    (`batch-accounts-changed`) or in another name (`batch-holders-differ`). What a level allotted
    cannot be passed.
    """
    problems = {}
    if form.programme_id is None:
        problems["programme_id"] = "required"
    if not form.claim_ids:
        problems["claim_ids"] = "batch-without-claims"
    if form.programme_id is None or problems:
        raise InvalidInput(problems)
    programme = work.get(ProgrammeRecord, form.programme_id)
    claims = _claims(work, form, programme)
    used = hands(work, claims)
    held = {claim.id: held_rows(work, claim) for claim in claims}
    payees = {claim.id: _payee(work, claim) for claim in claims}
    _ask(work, claims, held, payees, confirmed)
    lines = _lines(work, form, programme, claims, held, payees)
    _require_budget(work, programme, lines)
    batch = write_batch(work, programme, lines, held, form.note.strip(), used)
    return batch_key(batch)


def _claims(work: Work, form: MakeBatch, programme: ProgrammeRecord) -> list[ClaimRecord]:
    found = claims_by_id(work.session, form.claim_ids)
    claims = [found[id_] for id_ in dict.fromkeys(form.claim_ids) if id_ in found]
    if len(claims) != len(set(form.claim_ids)):
        raise Refused("batch-claim-gone")
    for claim in claims:
        if claim.programme_id != programme.id:
            raise Refused("batch-other-programme", claim=claim.number)
        _require_payable(work, claim)
    return claims


def _require_payable(work: Work, claim: ClaimRecord) -> None:
    found = obstacle(work, claim)
    # Whose hands it was in is refused by name before.
    if found is not None and found is not Obstacle.OWN_HANDS:
        raise Refused("batch-claim-hindered", claim=claim.number, obstacle=found)


def _payee(work: Work, claim: ClaimRecord) -> Payee:
    payee = payee_of(work, work.get(EnterpriseRecord, claim.enterprise_id))
    assert payee is not None  # an obstacle otherwise
    return payee


def _ask(
    work: Work,
    claims: Sequence[ClaimRecord],
    held: Mapping[int, tuple[Held, ...]],
    payees: Mapping[int, Payee],
    confirmed: frozenset[str],
) -> None:
    rows = [one for those in held.values() for one in those]
    if rows and "batch-holds-persons" not in confirmed:
        raise NeedsConfirmation(
            "batch-holds-persons",
            persons=len(rows),
            amount_cents=sum(one.held_cents for one in rows),
        )
    changed = tuple(payees[one.id].enterprise for one in claims if account_changed(work, one))
    if changed and "batch-accounts-changed" not in confirmed:
        raise NeedsConfirmation("batch-accounts-changed", enterprises=_once(changed))
    others = tuple(
        one.enterprise for one in payees.values() if holder_differs(one.holder, (one.enterprise,))
    )
    if others and "batch-holders-differ" not in confirmed:
        raise NeedsConfirmation("batch-holders-differ", enterprises=_once(others))


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _lines(
    work: Work,
    form: MakeBatch,
    programme: ProgrammeRecord,
    claims: Sequence[ClaimRecord],
    held: Mapping[int, tuple[Held, ...]],
    payees: Mapping[int, Payee],
) -> list[LineToWrite]:
    live = live_levels(work.session, [claim.id for claim in claims])
    shares = shares_of(programme)
    lines = []
    for claim in claims:
        left = {one.row.id: one.left_cents for one in held[claim.id]}
        rows = {
            row.id: left.get(row.id, row.approved_cents)
            for row in money_rows(work.session, claim)
            if left.get(row.id, row.approved_cents)
        }
        parts = [
            part
            for part in payments.split_claim(rows, shares)
            if part.level not in live.get(claim.id, frozenset())
            and (form.levels is None or part.level in form.levels)
        ]
        if not parts:
            raise Refused("batch-nothing-to-pay", claim=claim.number)
        lines += [LineToWrite(claim, payees[claim.id], part) for part in parts]
    return lines


def _require_budget(work: Work, programme: ProgrammeRecord, lines: Sequence[LineToWrite]) -> None:
    wanted: dict[str, int] = {}
    for line in lines:
        wanted[line.part.level] = wanted.get(line.part.level, 0) + line.part.amount_cents
    require_covered(level_budgets(work.session, programme), wanted)


@command(Permission.CLAIM_PAY)
def approve_batch(
    work: Work, batch_id: int, version: int, digits: str, confirmed: frozenset[str] = _NOTHING
) -> BatchKey:
    """Approve a batch that somebody else made; `digits` are the last four of its total's yuan.

    The rules are run once more, and the batch must still pay what it says: else it is cancelled
    and made anew. Asks about accounts that changed since it was made (`batch-accounts-changed`).
    """
    batch = work.get(PaymentBatchRecord, batch_id, version=version)
    state = payments.advance_batch(BatchState(batch.state), BatchAction.APPROVE)
    payments.require_other_hand(batch.made_by_id, work.actor.id)
    lines = batch_lines(work, batch.id)
    claims = claims_by_id(work.session, [line.claim_id for line in lines])
    used = hands(work, claims.values())
    for claim in claims.values():
        _require_payable(work, claim)
    payments.check_last_four(batch.total_cents, digits)
    programme = work.get(ProgrammeRecord, batch.programme_id)
    require_still_covered(level_budgets(work.session, programme), {line.level for line in lines})
    _require_same_verdicts(work, batch, claims.values())
    _ask_about_accounts(work, lines, confirmed)
    batch.state = state.value
    batch.approved_at = work.now
    batch.approved_by_id = work.actor.id
    batch.approved_by_name = work.actor.name
    batch.exceptions = "\n".join(filter(None, (batch.exceptions, used)))
    work.session.flush()  # the caller wants the new version
    return batch_key(batch)


def _require_same_verdicts(
    work: Work, batch: PaymentBatchRecord, claims: Iterable[ClaimRecord]
) -> None:
    """Refuse when the rules now give somebody less than the batch's claims pay for them."""
    held, part, line = PaymentHoldRecord, PaymentPartRecord, PaymentLineRecord
    known = {
        row.row_id: row.amount_cents
        for row in work.session.execute(
            select(held.row_id, held.amount_cents).where(held.batch_id == batch.id)
        )
    }
    paid = set(
        work.session.scalars(
            select(part.row_id).join(line, line.id == part.line_id).where(line.batch_id == batch.id)
        )
    )
    changed = [
        one
        for claim in claims
        for one in held_rows(work, claim)
        if one.row.id in paid and one.held_cents > known.get(one.row.id, 0)
    ]
    if changed:
        raise Refused("batch-verdicts-changed", persons=len(changed))


def _ask_about_accounts(
    work: Work, lines: Sequence[PaymentLineRecord], confirmed: frozenset[str]
) -> None:
    changed = []
    for line in lines:
        payee = payee_of(work, work.get(EnterpriseRecord, line.enterprise_id))
        if payee is None or payee.account_hash != line.account_hash:
            changed.append(work.get(EnterpriseRecord, line.enterprise_id).name)
    if changed and "batch-accounts-changed" not in confirmed:
        raise NeedsConfirmation("batch-accounts-changed", enterprises=_once(changed))


@command(Permission.CLAIM_PAY)
def cancel_batch(work: Work, batch_id: int, version: int, reason: str) -> BatchKey:
    """Cancel a batch of which nothing has gone to the bank; its claims may be paid anew."""
    batch = work.get(PaymentBatchRecord, batch_id, version=version)
    state = payments.advance_batch(BatchState(batch.state), BatchAction.CANCEL)
    text = reason.strip()
    if len(text) < payments.SHORTEST_REASON:
        raise InvalidInput({"reason": "reason-missing"})
    for line in batch_lines(work, batch.id):
        line.state = LineState.CANCELLED.value
        # What it was to pay again may then be paid by another batch.
        line.follows_id = None
    batch.state = state.value
    batch.ending = text
    batch.ended_at = work.now
    work.session.flush()  # the caller wants the new version
    return batch_key(batch)


@command(Permission.CLAIM_PAY)
def follow_up_batch(work: Work, batch_id: int, confirmed: frozenset[str] = _NOTHING) -> BatchKey:
    """Make a batch of the failed lines of another one, to the accounts of now.

    It pays what failed, to the fen: where the rules now give somebody less, a batch of its own is
    made of the claim. Asks when an account is still the one that failed (`batch-same-account`).
    """
    before = work.get(PaymentBatchRecord, batch_id)
    failed = _failed(work, before.id)
    live = live_levels(work.session, [line.claim_id for line in failed])
    # Another batch may have taken them up meanwhile.
    failed = [one for one in failed if one.level not in live.get(one.claim_id, ())]
    if not failed:
        raise Refused("batch-without-failures")
    programme = work.get(ProgrammeRecord, before.programme_id)
    form = MakeBatch(programme.id, tuple(line.claim_id for line in failed))
    claims = _claims(work, form, programme)
    used = hands(work, claims)
    _require_same_verdicts(work, before, claims)
    # Who gets less still does: the approval, and the claim's end, find it with this batch too.
    held = {claim.id: held_rows(work, claim) for claim in claims}
    payees = {claim.id: _payee(work, claim) for claim in claims}
    _ask(work, claims, {}, payees, confirmed | {"batch-accounts-changed"})
    same = [payees[one.claim_id] for one in failed if _same(one, payees[one.claim_id])]
    if same and "batch-same-account" not in confirmed:
        names = _once([one.enterprise for one in same])
        raise NeedsConfirmation("batch-same-account", enterprises=names)
    by_id = {claim.id: claim for claim in claims}
    lines = [
        LineToWrite(by_id[one.claim_id], payees[one.claim_id], _again(work, one), one.id)
        for one in failed
    ]
    _require_budget(work, programme, lines)
    return batch_key(write_batch(work, programme, lines, held, "", used, before))


def _same(line: PaymentLineRecord, payee: Payee) -> bool:
    return (line.account_hash, line.holder) == (payee.account_hash, payee.holder)


def _failed(work: Work, batch_id: int) -> Sequence[PaymentLineRecord]:
    line = PaymentLineRecord
    followed = select(line.follows_id).where(line.follows_id.is_not(None))
    return work.session.scalars(
        select(line)
        .where(line.batch_id == batch_id, line.state == LineState.FAILED.value)
        .where(line.id.not_in(followed))
        .order_by(line.position)
    ).all()


def _again(work: Work, line: PaymentLineRecord) -> LevelPart:
    query = select(PaymentPartRecord).where(PaymentPartRecord.line_id == line.id)
    rows = {part.row_id: part.amount_cents for part in work.session.scalars(query)}
    return LevelPart(line.level, sum(rows.values()), rows)
