"""Claims that may be published and paid, and the people who do it: plain functions."""

import datetime as dt
from dataclasses import replace

from sqlalchemy import select

from parkdesk.domain.identity import Role
from parkdesk.domain.payments import Answer
from parkdesk.domain.programme_writing import programme_text
from parkdesk.domain.programmes import Level, Track
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.payments import PaymentBatchRecord, PaymentLineRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.claim_stages import record_review
from parkdesk.usecases.identity import SaveAccount, create_account
from parkdesk.usecases.payment_sheets import (
    keep_bank_sheet,
    open_bank_sheet,
    record_bank_answers,
)
from parkdesk.usecases.payments import MakeBatch, approve_batch, make_batch
from tests.parks import PASSWORD
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person

TODAY = dt.date(2026, 10, 12)
MAKER, PAYER = "cashier", "treasurer"
ACCOUNT = "320200001234567890"
SHARES = "\n[shares]\nvalue = { central = 500, province = 250, city = 250 }\nmark = 'C'\n"
NOTICE = "\n[notice_days]\nvalue = 5\nmark = 'C'\n"


def cashiers(act_as):
    """Two people who may pay and have never seen a claim."""
    for login, name in ((MAKER, "吴会计"), (PAYER, "林主任")):
        with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
            create_account(work, SaveAccount(login, name, Role.MANAGER.value, PASSWORD))
    return act_as(MAKER), act_as(PAYER)


def with_rules(desk, *sections, code="template-training-2026"):
    """Add sections to a programme's rules, as the park's own document would."""
    with desk.work(read_only=False) as work:
        record = work.session.scalar(select(ProgrammeRecord).where(ProgrammeRecord.code == code))
        record.content += "".join(sections)


def give_account(desk, enterprise_id, account=ACCOUNT, holder=""):
    """Enter the account that subsidies are paid to."""
    from parkdesk.store.subsidy_accounts import follow_accounts

    with desk.work(read_only=False) as work:
        record = work.get(EnterpriseRecord, enterprise_id)
        record.bank_name, record.bank_account, record.bank_holder = "江苏银行", account, holder
        follow_accounts(work, [enterprise_id], described=True)


def approved_claim(act_as, people=(1, 2), **where):
    """Take a claim to its approval, each step by another person; return its key."""
    return approved_claim_of(act_as, people, CAP * len(people), **where)


def approved_claim_of(act_as, people, cents, *, account=ACCOUNT, name="", code="", **where):
    """Take a claim whose rules give `cents` to its approval."""
    clerk = act_as(Role.CLERK)
    enterprise = story.add_enterprise(
        clerk, name or "无锡太湖软件外包有限公司", code or "91320213MA1TESTX01"
    )
    if account:
        give_account(act_as(Role.ADMINISTRATOR), enterprise, account)
    rows = [person(number) for number in people]
    claim = story.submit(clerk, story.add_claim(clerk, rows, enterprise=enterprise, **where))
    claim = story.precheck(act_as(Role.REVIEWER), claim, cents)
    return story.approve(act_as(Role.MANAGER), claim, cents)


def reviewed_claim(act_as, people):
    """Take a claim to its approval past the district's and the city's review."""
    clerk, cents = act_as(Role.CLERK), CAP * len(people)
    enterprise = story.add_enterprise(clerk)
    give_account(act_as(Role.ADMINISTRATOR), enterprise)
    rows = [person(number) for number in people]
    claim = story.submit(clerk, story.add_claim(clerk, rows, enterprise=enterprise))
    claim = story.precheck(act_as(Role.REVIEWER), claim, cents)
    for level in (Level.DISTRICT, Level.CITY):
        with act_as(Role.REVIEWER).work(read_only=False) as work:
            claim = record_review(work, claim.id, claim.version, level, cents, "区商[2026]3号")
    return story.approve(act_as(Role.MANAGER), claim, cents)


def lower_limit(desk, cents, code="template-training-2026"):
    """Lower the limit of an enterprise's person, as no released programme could be: a shortcut."""
    with desk.work(read_only=False) as work:
        record = work.session.scalar(select(ProgrammeRecord).where(ProgrammeRecord.code == code))
        rules = programme_of(record.content)
        cap = rules.cap_cents[Track.ENTERPRISE]
        caps = {**rules.cap_cents, Track.ENTERPRISE: replace(cap, value=cents)}
        record.content = programme_text(replace(rules, cap_cents=caps))


def decided(desk, claim, day):
    """Let a claim have been approved on an earlier day than the tests' own."""
    with desk.work(read_only=False) as work:
        record = work.get(ClaimRecord, claim.id)
        record.decided_at = dt.datetime(day.year, day.month, day.day, 10, tzinfo=dt.UTC)
        work.session.flush()
        return replace(claim, version=record.version)


def make(desk, *claims, confirmed=frozenset(), levels=None):
    """Make a batch of claims."""
    programme = story.programme_id(desk)
    form = MakeBatch(programme, tuple(claim.id for claim in claims), levels)
    with desk.work(read_only=False) as work:
        return make_batch(work, form, frozenset(confirmed))


def approve(desk, batch, digits=None, confirmed=frozenset()):
    """Approve a batch by the digits of its total."""
    from parkdesk.domain.payments import last_four

    typed = last_four(batch.total_cents) if digits is None else digits
    with desk.work(read_only=False) as work:
        return approve_batch(work, batch.id, batch.version, typed, frozenset(confirmed))


def lines(desk, batch):
    """The lines of a batch: reference, level, state, fen."""
    with desk.work(read_only=True) as work:
        query = select(PaymentLineRecord).where(PaymentLineRecord.batch_id == batch.id)
        return [
            (one.reference, one.level, one.state, one.amount_cents)
            for one in work.session.scalars(query.order_by(PaymentLineRecord.position))
        ]


def batch_record(desk, batch):
    """A batch as it is stored."""
    with desk.work(read_only=True) as work:
        return work.get(PaymentBatchRecord, batch.id)


def claim_record(desk, claim):
    """A claim as it is stored."""
    with desk.work(read_only=True) as work:
        return work.get(ClaimRecord, claim.id)


def row_sums(desk, claim):
    """Approved, paid and recovered fen of a claim's persons, summed."""
    with desk.work(read_only=True) as work:
        rows = work.session.scalars(
            select(ClaimPersonRecord).where(ClaimPersonRecord.claim_id == claim.id)
        ).all()
        return tuple(
            sum(getattr(row, name) or 0 for row in rows)
            for name in ("approved_cents", "paid_cents", "recovered_cents")
        )


def foots(desk, claim):
    """Whether a claim's sums are those of its rows at every stage."""
    record = claim_record(desk, claim)
    stored = (record.approved_cents, record.paid_cents, record.recovered_cents)
    return tuple(cents or 0 for cents in stored) == row_sums(desk, claim)


def row_ids(desk, claim):
    """The numbers of a claim's persons, in their order."""
    with desk.work(read_only=True) as work:
        query = select(ClaimPersonRecord.id).where(ClaimPersonRecord.claim_id == claim.id)
        return list(work.session.scalars(query.order_by(ClaimPersonRecord.position)))


def change_rules(desk, code="template-training-2026", **parts):
    """Replace parts of a programme's rules, as no released programme could be: a shortcut."""
    with desk.work(read_only=False) as work:
        record = work.session.scalar(select(ProgrammeRecord).where(ProgrammeRecord.code == code))
        rules = replace(programme_of(record.content), **parts)
        record.content = programme_text(rules)


def end_enterprise(desk, enterprise_id, status="deregistered"):
    """Let an enterprise be struck off the register, or be what else it is."""
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, enterprise_id).status = status


def shorten_contract(desk, claim, *places):
    """Let contracts of a claim's persons end early: the rules refuse them from now on."""
    ids = row_ids(desk, claim)
    with desk.work(read_only=False) as work:
        for place in places:
            work.get(ClaimPersonRecord, ids[place]).contract_last_on = dt.date(2026, 8, 31)


def lengthen_contract(desk, claim, *places):
    """Let them be as they were."""
    ids = row_ids(desk, claim)
    with desk.work(read_only=False) as work:
        for place in places:
            row = work.get(ClaimPersonRecord, ids[place])
            row.contract_last_on = person().contract_last


def sent(payer, batch, confirmed=frozenset()):
    """Approve a batch and write its sheet; return it as it stands."""
    batch = approve(payer, batch, confirmed=confirmed)
    with payer.work(read_only=False) as work:
        found = open_bank_sheet(work, batch.id, batch.version, "general-csv", "送银行拨付")
    assert sum(line.amount_cents for line in found.lines) == batch.total_cents
    with payer.work(read_only=False) as work:
        return keep_bank_sheet(
            work, batch.id, batch.version, "general-csv", "送银行拨付", "ab" * 32
        )


def answer(payer, batch, **failures):
    """Let the bank pay a batch, but the levels named fail with a reason."""
    with payer.work(read_only=False) as work:
        query = select(PaymentLineRecord).where(
            PaymentLineRecord.batch_id == batch.id, PaymentLineRecord.state == "pending"
        )
        given = [
            Answer(one.reference, False, failure=failures[one.level])
            if one.level in failures
            else Answer(one.reference, True, paid_on=TODAY)
            for one in work.session.scalars(query)
        ]
    with payer.work(read_only=False) as work:
        return record_bank_answers(work, batch.id, batch.version, tuple(given)).batch


def paid_by_level(desk, claim):
    """What stands paid of a claim, by level."""
    with desk.work(read_only=True) as work:
        query = select(PaymentLineRecord).where(
            PaymentLineRecord.claim_id == claim.id, PaymentLineRecord.state == "paid"
        )
        return {one.level: one.amount_cents for one in work.session.scalars(query)}


def batch_foots(desk, batch):
    """Whether a batch's sums are those of its lines that are part of it."""
    record = batch_record(desk, batch)
    rows = [line for line in lines(desk, batch) if line[2] != "cancelled"]
    sums = {state: sum(row[3] for row in rows if row[2] == state) for state in ("paid", "failed")}
    return (record.lines, record.total_cents, record.paid_cents, record.failed_cents) == (
        len(rows),
        sum(row[3] for row in rows),
        sums["paid"],
        sums["failed"],
    )
