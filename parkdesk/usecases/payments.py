"""Payment batches (拨付批次): made by one person, approved by another; failures paid again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
from parkdesk.domain.reasons import says_too_little
from parkdesk.store.claim_dues import Due, changed_dues, due_of, recorded_holds
from parkdesk.store.claim_money import claims_by_id
from parkdesk.store.level_budgets import level_budgets
from parkdesk.store.payment_checks import (
    Payee,
    account_changed,
    hands,
    live_levels,
    obstacle,
    payee_of,
    require_may_approve,
)
from parkdesk.store.payment_lines import batch_key, batch_lines
from parkdesk.store.payment_writing import (
    HoldToWrite,
    LineToWrite,
    hold_claim,
    holds_of,
    take_out,
    write_batch,
    write_holds,
)
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import (
    PaymentBatchRecord,
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
    (`batch-holds-persons`), and so are whole claims whose claimant has come to fail a condition
    since the approval (`batch-holds-claims`). Asks as well about accounts that are others than at
    the approval (`batch-accounts-changed`) or in another name (`batch-holders-differ`). What a
    level allotted cannot be passed.
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
    dues = [due_of(work, claim) for claim in claims]
    paying = [due for due in dues if not due.conditions]
    payees = {due.claim.id: _payee(work, due.claim) for due in paying}
    _ask(work, dues, payees, confirmed)
    lines = _lines(form, paying, payees)
    _require_budget(work, programme, lines)
    batch = write_batch(work, programme, lines, holds_of(paying), form.note.strip(), used)
    for due in dues:
        if due.conditions:
            cents = sum(part.amount_cents for part in _wanted(form, due))
            hold_claim(work, batch, due, cents, at_approval=False)
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
    work: Work, dues: Sequence[Due], payees: Mapping[int, Payee], confirmed: frozenset[str]
) -> None:
    _ask_about_claimants(dues, confirmed)
    rows = [one for due in dues if not due.conditions for one in due.holds]
    if rows and "batch-holds-persons" not in confirmed:
        raise NeedsConfirmation(
            "batch-holds-persons",
            persons=len(rows),
            amount_cents=sum(one.held_cents for one in rows),
        )
    paying = [due.claim for due in dues if due.claim.id in payees]
    changed = tuple(payees[one.id].enterprise for one in paying if account_changed(work, one))
    if changed and "batch-accounts-changed" not in confirmed:
        raise NeedsConfirmation("batch-accounts-changed", enterprises=_once(changed))
    _ask_about_holders(payees, confirmed)


def _ask_about_claimants(dues: Sequence[Due], confirmed: frozenset[str]) -> None:
    held = [due for due in dues if due.conditions]
    if len(held) == len(dues):
        raise Refused("batch-claimants-fail", claims=_numbers(held))
    if held and "batch-holds-claims" not in confirmed:
        raise NeedsConfirmation(
            "batch-holds-claims",
            claims=_numbers(held),
            amount_cents=sum(due.cents for due in held),
        )


def _ask_about_holders(payees: Mapping[int, Payee], confirmed: frozenset[str]) -> None:
    others = tuple(
        one.enterprise for one in payees.values() if holder_differs(one.holder, (one.enterprise,))
    )
    if others and "batch-holders-differ" not in confirmed:
        raise NeedsConfirmation("batch-holders-differ", enterprises=_once(others))


def _numbers(dues: Sequence[Due]) -> tuple[str, ...]:
    return tuple(due.claim.number for due in dues)


def _once(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _lines(form: MakeBatch, dues: Sequence[Due], payees: Mapping[int, Payee]) -> list[LineToWrite]:
    lines = []
    for due in dues:
        parts = _wanted(form, due)
        if not parts:
            raise Refused("batch-nothing-to-pay", claim=due.claim.number)
        lines += [LineToWrite(due.claim, payees[due.claim.id], part) for part in parts]
    return lines


def _wanted(form: MakeBatch, due: Due) -> list[LevelPart]:
    return [part for part in due.parts if form.levels is None or part.level in form.levels]


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

    The rules are run once more over rows and claimants. A claim of which the batch would pay more
    than they give now is taken out, once that is confirmed (`batch-changed-since`), and the
    digits are those of what is left; where nothing is left the batch is cancelled and made anew.
    Asks about accounts that changed since it was made (`batch-accounts-changed`).
    """
    batch = work.get(PaymentBatchRecord, batch_id, version=version)
    state = payments.advance_batch(BatchState(batch.state), BatchAction.APPROVE)
    lines = batch_lines(work, batch.id)
    claims = claims_by_id(work.session, [line.claim_id for line in lines])
    used = require_may_approve(work, batch.made_by_id, claims.values())
    for claim in claims.values():
        _require_payable(work, claim)
    changed = changed_dues(work, batch, claims.values())
    staying = _ask_about_changes(batch, lines, changed, confirmed)
    payments.check_last_four(sum(line.amount_cents for line in staying), digits)
    _ask_about_accounts(work, staying, confirmed)
    if changed:
        take_out(work, batch, changed)
        write_holds(work, batch, holds_of(changed))
    programme = work.get(ProgrammeRecord, batch.programme_id)
    require_still_covered(level_budgets(work.session, programme), {line.level for line in staying})
    batch.state = state.value
    batch.approved_at = work.now
    batch.approved_by_id = work.actor.id
    batch.approved_by_name = work.actor.name
    batch.exceptions = "\n".join(filter(None, (batch.exceptions, used)))
    work.session.flush()  # the caller wants the new version
    return batch_key(batch)


def _ask_about_changes(
    batch: PaymentBatchRecord,
    lines: Sequence[PaymentLineRecord],
    changed: Sequence[Due],
    confirmed: frozenset[str],
) -> list[PaymentLineRecord]:
    """Return the lines that stay in a batch without the claims whose money is less by now."""
    gone = {due.claim.id for due in changed}
    staying = [line for line in lines if line.claim_id not in gone]
    if not staying:
        raise Refused("batch-nothing-left", batch=batch.number, claims=_numbers(changed))
    if changed and "batch-changed-since" not in confirmed:
        left = sum(line.amount_cents for line in staying)
        raise NeedsConfirmation(
            "batch-changed-since",
            claims=_numbers(changed),
            amount_cents=batch.total_cents - left,
            left_cents=left,
        )
    return staying


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
    if says_too_little(text):
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

    It pays what failed, to the fen: where the rules now give somebody less, or the claimant fails
    a condition, the claim is left out once that is confirmed (`follow-up-leaves-out`) and a batch
    of its own is made of it. Asks when an account is still the one that failed
    (`batch-same-account`).
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
    claims = {claim.id: claim for claim in _claims(work, form, programme)}
    used = hands(work, claims.values())
    changed = changed_dues(work, before, claims.values(), again=True)
    failed = _without(failed, changed, confirmed)
    payees = {one.claim_id: _payee(work, claims[one.claim_id]) for one in failed}
    _ask_about_holders(payees, confirmed)
    same = [payees[one.claim_id] for one in failed if _same(one, payees[one.claim_id])]
    if same and "batch-same-account" not in confirmed:
        names = _once([one.enterprise for one in same])
        raise NeedsConfirmation("batch-same-account", enterprises=names)
    lines = [
        LineToWrite(claims[one.claim_id], payees[one.claim_id], _again(work, one), one.id)
        for one in failed
    ]
    _require_budget(work, programme, lines)
    # Who was given less by the batch still is: what follows pays the same, and says so.
    held = [
        HoldToWrite(claim, row, one.amount_cents, one.difference)
        for (claim, row), one in recorded_holds(work, before.id).items()
        if claim in payees
    ]
    batch = write_batch(work, programme, lines, held, "", used, before)
    for due in changed:
        cents = sum(part.amount_cents for part in due.parts)
        hold_claim(work, batch, due, cents, at_approval=False)
    return batch_key(batch)


def _without(
    failed: Sequence[PaymentLineRecord], changed: Sequence[Due], confirmed: frozenset[str]
) -> list[PaymentLineRecord]:
    """Return the failed lines whose claims may still be paid what failed."""
    gone = {due.claim.id for due in changed}
    kept = [line for line in failed if line.claim_id not in gone]
    if not kept:
        raise Refused("follow-up-changed", claims=_numbers(changed))
    if changed and "follow-up-leaves-out" not in confirmed:
        raise NeedsConfirmation("follow-up-leaves-out", claims=_numbers(changed))
    return kept


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
