"""Claims of all four kinds on their way, and what must foot at every stage: plain functions."""

import datetime as dt
from collections.abc import Iterable

from sqlalchemy import select

from parkdesk.domain.certifications import EventType
from parkdesk.domain.claim_items import ClaimItem
from parkdesk.domain.claim_lines import Stage, stage_sum
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.identity import Role
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_figures import FeeKind, ItemKind
from parkdesk.store.claim_judging import judge_rows
from parkdesk.store.claim_lines import amount_lines
from parkdesk.store.claim_lines import rows_of as record_of_rows
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.claim_items import load_items, save_items
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.rosters import load_roster, save_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person

COLUMNS = {
    Stage.ASKED: "asked_cents",
    Stage.COMPUTED: "requested_cents",
    Stage.RECOMMENDED: "recommended_cents",
    Stage.APPROVED: "approved_cents",
    Stage.PAID: "paid_cents",
    Stage.RECOVERED: "recovered_cents",
}


def amounts(desk, claim_id):
    """Return the claim's sum at every stage, after checking that it is that of its rows."""
    with desk.work(read_only=True) as work:
        record = work.get(ClaimRecord, claim_id)
        lines = amount_lines(work.session, record)
        found = {stage: getattr(record, column) for stage, column in COLUMNS.items()}
        fixed = dict(found)
        if ClaimState(record.state).editable:
            # Nothing is computed for good yet: it is what the rules give the rows as they stand.
            judged = judge_rows(work, record).verdicts
            assert sum(one.amount_cents for one in judged) == fixed.pop(Stage.COMPUTED)
        for stage, cents in fixed.items():
            assert stage_sum(lines, stage) == (cents or 0), stage
        given = [cents for cents in fixed.values() if cents is not None]
        assert given == sorted(given, reverse=True), "no stage gives more than the one before"
        for line in lines:
            for before, after, reason in (
                (line.requested_cents, line.recommended_cents, line.recommended_reason),
                (line.recommended_cents, line.approved_cents, line.approved_reason),
                (line.approved_cents, line.paid_cents, line.paid_reason),
            ):
                if after is not None:
                    assert bool(reason) == (after < (before or 0)), line
    return found


def lines_of(desk, claim_id):
    """Return the rows of a claim with what every stage gave them."""
    with desk.work(read_only=True) as work:
        return amount_lines(work.session, work.get(ClaimRecord, claim_id))


def rows_as_paid(session, claim):
    """Return the rows of a claim as they are stored, persons or items."""
    record = record_of_rows(claim)
    return session.scalars(select(record).where(record.claim_id == claim.id)).all()


def rows_of(desk, claim_id):
    """Return the numbers of a claim's rows, in their order."""
    return [line.id for line in lines_of(desk, claim_id)]


def with_rules(desk, *sections, code="template-training-2026"):
    """Add sections to a programme's rules, as the park's own document would."""
    with desk.work(read_only=False) as work:
        record = work.session.scalar(select(ProgrammeRecord).where(ProgrammeRecord.code == code))
        record.content += "".join(sections)


def add_certificate(desk, enterprise_id, number="CMMI-2026-1", kind="CMMI", level=3):
    """Enter a certificate of the register; return its number there."""
    with desk.work(read_only=False) as work:
        return work.add(
            CertificationRecord(
                enterprise_id=enterprise_id,
                enterprise_sort_key="无锡太湖软件外包有限公司",
                type_code=kind,
                level=level,
                number=number,
                issued_on=dt.date(2026, 3, 1),
                expires_on=dt.date(2029, 2, 28),
                expires_key=dt.date(2029, 2, 28),
                remind_key=dt.date(2028, 11, 28),
            )
        ).id


def fee(certification_id, number=1, **cells):
    """Return a fee of a certificate that meets every rule."""
    return ClaimItem(
        **{
            "kind": ItemKind.CERTIFICATE,
            "certification_id": certification_id,
            "event": EventType.FIRST,
            "title": f"CMMI 3 级评估 {number}",
            "supplier": "某评估有限公司",
            "fee_kind": FeeKind.APPRAISAL,
            "invoice_number": f"INV{number:08d}",
            "invoice_on": dt.date(2026, 3, 10),
            "bank_slip": f"SLIP{number}",
            "paid_on": dt.date(2026, 3, 12),
            "cost_cents": 20_000_000,
            **cells,
        }
    )


def cost(number=1, kind=ItemKind.EQUIPMENT, **cells):
    """Return a platform's cost that meets every rule."""
    return ClaimItem(
        **{
            "kind": kind,
            "platform": Platform.TECHNOLOGY,
            "title": f"测试服务器 {number}",
            "supplier": "某设备有限公司",
            "invoice_number": f"EQ{number:08d}",
            "invoice_on": dt.date(2026, 4, 2),
            "bank_slip": f"S{number}",
            "paid_on": dt.date(2026, 4, 5),
            "cost_cents": 60_000_000,
            **cells,
        }
    )


def begin(desk, kind, content: Iterable[object], *, enterprise=None):
    """Begin a claim of a kind with its rows or items; return its key."""
    owner = enterprise if enterprise is not None else story.add_enterprise(desk)
    with desk.work(read_only=False) as work:
        key = create_claim(work, NewClaim(owner, programme_of_kind(work, kind), kind))
    save = save_roster if kind.track else save_items
    with desk.work(read_only=False) as work:
        save(work, key.id, key.version, tuple(content))
    return current(desk, key.id)


def programme_of_kind(work, kind):
    """Return the programme of this year: the template, which pays for every kind."""
    return work.session.scalar(
        select(ProgrammeRecord.id).where(ProgrammeRecord.code == "template-training-2026")
    )


def current(desk, claim_id):
    """Return a claim's key as it stands."""
    from parkdesk.store.claim_records import key_of

    with desk.work(read_only=True) as work:
        return key_of(work.get(ClaimRecord, claim_id))


def content_of(desk, kind, claim_id):
    """Return the rows or items of a claim as its clerk sees them."""
    with desk.work(read_only=True) as work:
        if kind.track:
            return load_roster(work, claim_id).rows
        return load_items(work, claim_id).items


def save_content(desk, kind, claim, content):
    """Save the rows or items of a claim; return its key."""
    save = save_roster if kind.track else save_items
    with desk.work(read_only=False) as work:
        save(work, claim.id, claim.version, tuple(content))
    return current(desk, claim.id)


def good_content(act_as, kind, enterprise):
    """Return three rows or items of a kind that meet every rule."""
    if kind.track:
        return [person(number, **assessed(kind)) for number in (1, 2, 3)]
    if kind is ClaimKind.PLATFORM:
        return [cost(1), cost(2, ItemKind.RUNNING), cost(3)]
    desk = act_as(Role.ADMINISTRATOR)
    ids = [add_certificate(desk, enterprise, f"C-{at}") for at in (1, 2, 3)]
    return [fee(id_, at) for at, id_ in enumerate(ids, 1)]


def assessed(kind):
    """Return the cells that a kind's people need beside the others."""
    return {"assessment": assessment()} if kind is ClaimKind.INSTITUTION else {}


def assessment():
    """Return the outcome that an institution's trainee needs."""
    from parkdesk.domain.trainees import Assessment

    return Assessment.PASSED
