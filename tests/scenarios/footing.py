"""Whether the money of a claim and of its whole programme foots, added up anew from the rows."""

from collections import Counter, defaultdict

from sqlalchemy import select

from parkdesk.domain.claims import GRANTED, PAID_OUT, WAITING
from parkdesk.domain.clawbacks import ClawbackState
from parkdesk.domain.payments import LineState
from parkdesk.domain.programme_figures import Level
from parkdesk.store.budgets import budget_of
from parkdesk.store.claims_as_at import sums_then
from parkdesk.store.level_budgets import level_budgets, shares_of
from parkdesk.store.tables.budgets import LevelBudgetRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import (
    ClawbackInstalmentRecord,
    ClawbackLineRecord,
    ClawbackReceiptRecord,
    ClawbackRecord,
)
from parkdesk.store.tables.notices import NoticeClaimRecord, NoticeRecord
from parkdesk.store.tables.payments import PaymentBatchRecord, PaymentLineRecord, PaymentPartRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.enterprise_details import enterprise_detail
from tests.usecases import journey_stories as journey


def amounts_foot(desk, claim_id):
    """Add up everything that a claim's money is written in; return its amounts by stage.

    The claim is the sum of its rows at each stage, its transfers are the sum of their parts and
    of the levels, each batch is the sum of its lines, each clawback that of its plan, its lines
    and its receipts, and each level's budget is what it allotted less what was paid less what was
    approved and is not paid, added up here from the claims and the transfers themselves.
    """
    found = journey.amounts(desk, claim_id)
    with desk.work(read_only=True) as work:
        claim = work.get(ClaimRecord, claim_id)
        programme = work.get(ProgrammeRecord, claim.programme_id)
        _transfers_foot(work.session, claim)
        _batches_foot(work.session, programme)
        _clawbacks_foot(work.session, claim)
        _notices_foot(work.session, programme)
        _budget_foots(work.session, programme, work.today)
        then = enterprise_detail(work, claim.enterprise_id, work.today)
        assert then.claims == enterprise_detail(work, claim.enterprise_id).claims
    return found


def _all(session, record, *where):
    return session.scalars(select(record).where(*where).order_by(record.id)).all()


def _transfers_foot(session, claim):
    """A line is the sum of its parts; what the levels paid is what every row was paid."""
    lines = _all(session, PaymentLineRecord, PaymentLineRecord.claim_id == claim.id)
    paid_rows, live = Counter(), Counter()
    for line in lines:
        parts = _all(session, PaymentPartRecord, PaymentPartRecord.line_id == line.id)
        assert sum(part.amount_cents for part in parts) == line.amount_cents, line.reference
        if LineState(line.state).live:
            live[line.level] += line.amount_cents
        if line.state == LineState.PAID.value:
            paid_rows.update({part.row_id: part.amount_cents for part in parts})
    assert sum(live.values()) <= (claim.approved_cents or 0)
    shares = shares_of(session.get_one(ProgrammeRecord, claim.programme_id))
    for level, cents in live.items():
        due = claim.approved_cents * shares[Level(level)]
        assert due - 1000 < cents * 1000 < due + 1000, "a level is a fen off its share at most"
    if claim.state in PAID_OUT:
        assert sum(live.values()) == claim.paid_cents == sum(paid_rows.values())
        for row in journey.rows_as_paid(session, claim):
            assert paid_rows[row.id] == row.paid_cents, row


def _batches_foot(session, programme):
    """A batch is the sum of its lines, by state too; a later one pays failures to the fen."""
    for batch in _all(session, PaymentBatchRecord, PaymentBatchRecord.programme_id == programme.id):
        lines = _all(session, PaymentLineRecord, PaymentLineRecord.batch_id == batch.id)
        by_state = Counter()
        for line in lines:
            by_state[LineState(line.state)] += line.amount_cents
        assert (len(lines), sum(by_state.values())) == (batch.lines, batch.total_cents)
        assert by_state[LineState.PAID] == batch.paid_cents
        assert by_state[LineState.FAILED] == batch.failed_cents
        for line in lines:
            if line.follows_id is not None:
                before = session.get_one(PaymentLineRecord, line.follows_id)
                assert before.state == LineState.FAILED.value
                assert (before.level, before.amount_cents) == (line.level, line.amount_cents)


def _clawbacks_foot(session, claim):
    """A clawback is the sum of its rows and of its plan, what came of it that of its receipts."""
    asked, came = Counter(), Counter()
    for clawback in _all(session, ClawbackRecord, ClawbackRecord.claim_id == claim.id):
        own = clawback.id
        lines = _all(session, ClawbackLineRecord, ClawbackLineRecord.clawback_id == own)
        plan = _all(session, ClawbackInstalmentRecord, ClawbackInstalmentRecord.clawback_id == own)
        receipts = _all(session, ClawbackReceiptRecord, ClawbackReceiptRecord.clawback_id == own)
        assert sum(line.amount_cents for line in lines) == clawback.amount_cents
        assert sum(one.amount_cents for one in plan) == clawback.amount_cents
        assert sum(one.amount_cents for one in receipts) == clawback.received_cents
        assert sum(line.received_cents for line in lines) == clawback.received_cents
        settled = clawback.received_cents == clawback.amount_cents
        assert settled == (clawback.state == ClawbackState.SETTLED.value)
        for line in lines:
            asked[line.row_id] += line.amount_cents
            came[line.row_id] += line.received_cents
    assert sum(came.values()) == (claim.recovered_cents or 0)
    for row in journey.rows_as_paid(session, claim):
        assert (row.recovered_cents or 0) == came[row.id] <= asked[row.id] <= (row.paid_cents or 0)


def _notices_foot(session, programme):
    """A notice is the sum of the claims that it published."""
    for notice in _all(session, NoticeRecord, NoticeRecord.programme_id == programme.id):
        listed = _all(session, NoticeClaimRecord, NoticeClaimRecord.notice_id == notice.id)
        published = (sum(one.amount_cents for one in listed), sum(one.heads for one in listed))
        assert published == (notice.amount_cents, notice.heads)


def _budget_foots(session, programme, today):
    """Allotted − paid − approved-unpaid by level, added up from claims and transfers.

    A programme says the same of itself, and so does what it was as at today.
    """
    claims = _all(session, ClaimRecord, ClaimRecord.programme_id == programme.id)
    paid, unpaid = _by_level(session, claims, shares_of(programme))
    allotted = {
        one.level: one.allocated_cents
        for one in _all(session, LevelBudgetRecord, LevelBudgetRecord.programme_id == programme.id)
    }
    budgets = {one.level: one for one in level_budgets(session, programme)}
    assert set(budgets) == {level.value for level in shares_of(programme)} == set(allotted)
    for level, budget in budgets.items():
        assert budget.allocated_cents == allotted[level]
        assert budget.paid_cents == paid[level], level
        assert budget.unpaid_cents == unpaid[level], level
        assert budget.left_cents == allotted[level] - paid[level] - unpaid[level] >= 0
    granted = sum(claim.approved_cents for claim in claims if claim.state in GRANTED)
    assert sum(paid.values()) + sum(unpaid.values()) == granted
    budget = budget_of(session, programme)
    assert budget.committed_cents == granted
    waiting = [claim for claim in claims if claim.state in WAITING]
    asked = [
        one.requested_cents if one.recommended_cents is None else one.recommended_cents
        for one in waiting
    ]
    assert sum(one.pending_cents for one in budgets.values()) == sum(asked) == budget.pending_cents
    then = sums_then(session, today)[programme.id]
    assert (then.committed_cents, then.pending_cents) == (granted, sum(asked))
    recovered = sum(claim.recovered_cents or 0 for claim in claims)
    assert sum(one.recovered_cents for one in budgets.values()) == recovered


def _by_level(session, claims, shares):
    """What each level has paid, and what it still has to pay of what was approved."""
    paid, unpaid = defaultdict(int), defaultdict(int)
    for claim in claims:
        if claim.state not in GRANTED:
            continue
        due = _shared(claim.approved_cents, shares)
        for line in _all(session, PaymentLineRecord, PaymentLineRecord.claim_id == claim.id):
            if line.state == LineState.PAID.value:
                paid[line.level] += line.amount_cents
                due[line.level] -= line.amount_cents
        for level, cents in due.items():
            assert cents >= 0, "no level has paid more than its share"
            unpaid[level] += cents
    return paid, unpaid


def _shared(cents, shares):
    """Split by the largest remainder, the first of equal remainders first."""
    parts = {level.value: cents * share // 1000 for level, share in shares.items()}
    left = cents - sum(parts.values())
    rest = sorted(shares, key=lambda level: -(cents * shares[level] % 1000))
    for level in rest[:left]:
        parts[level.value] += 1
    return parts
