"""Lists and details as they stood on a day: enterprises, contracts, claims."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import end_of_day
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AddressKind,
    CapitalFact,
    FormerNameFact,
    PeopleFact,
    PremisesFact,
    StatusFact,
)
from parkdesk.domain.enterprises import CertificateState, EnterpriseStatus
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.claims import ClaimRecord, ClaimStepRecord
from parkdesk.store.tables.contracts import (
    ContractChangeRecord,
    ContractExecutionRecord,
    ContractRecord,
)
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.claim_lists import ClaimFilter, claim_counts, claim_detail, list_claims
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_lists import ContractFilter, contract_counts, list_contracts
from parkdesk.usecases.contracts import end_contract, reopen_contract
from parkdesk.usecases.enterprise_details import enterprise_detail
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.enterprise_holdings import contracts_taken
from parkdesk.usecases.enterprise_lists import (
    EnterpriseFilter,
    enterprise_counts,
    enterprise_place,
    export_enterprises,
    list_enterprises,
)
from parkdesk.usecases.enterprises import create_enterprise
from tests.usecases.test_enterprises import FORM, OTHER, THIRD, certificate, contract

THEN = dt.date(2023, 12, 31)
BEFORE = dt.date(2010, 1, 1)


@pytest.fixture
def park(work):
    """Three enterprises: one renamed and grown, one that has left since, one that came since."""
    grown = create_enterprise(work, FORM)
    add_fact(work, grown, PeopleFact(dt.date(2023, 6, 30), 20, 12))
    add_fact(work, grown, FormerNameFact(dt.date(2024, 5, 31), "苏州旧云信息技术有限公司"))
    add_fact(work, grown, CapitalFact(dt.date(2020, 5, 11), 1_000_000))
    add_fact(work, grown, PremisesFact(dt.date(2020, 5, 11), "旧楼", until_on=dt.date(2025, 1, 1)))
    add_fact(work, grown, AddressFact(BEFORE, AddressKind.REGISTERED, "旧址"))
    left = create_enterprise(work, replace(OTHER, headcount=9))
    add_fact(work, left, StatusFact(dt.date(2024, 6, 30), EnterpriseStatus.MOVED_OUT))
    came = create_enterprise(work, replace(THIRD, entered_on=dt.date(2024, 2, 1)))
    work.session.flush()
    return grown, left, came


def rows(work, on, **narrowing):
    window = list_enterprises(work, EnterpriseFilter(on=on, **narrowing), Sort("name"), 0, 10)
    assert window.total == len(window.rows)
    return {row.id: row for row in window.rows}


def test_the_list_shows_who_was_there(work, park):
    grown, left, came = park
    assert set(rows(work, None)) == {grown, left, came}
    assert set(rows(work, THEN)) == {grown, left}
    assert rows(work, BEFORE) == {}
    assert set(rows(work, THEN, status=EnterpriseStatus.RESIDENT)) == {grown, left}
    assert set(rows(work, None, status=EnterpriseStatus.RESIDENT)) == {grown, came}
    counts = enterprise_counts(work, THEN)
    assert (counts.resident, counts.all) == (2, 2)
    assert enterprise_counts(work).resident == 2


def test_a_head_office_is_called_as_it_was_on_the_day(work, park):
    head, _left, branch = park
    work.get(EnterpriseRecord, branch).head_office_id = head
    work.session.flush()
    assert rows(work, dt.date(2024, 5, 31))[branch].head_office == "苏州旧云信息技术有限公司"
    assert rows(work, dt.date(2024, 6, 1))[branch].head_office == FORM.name
    assert rows(work, None)[branch].head_office == FORM.name


@pytest.mark.parametrize(
    ("day", "status"),
    [
        (dt.date(2024, 6, 29), EnterpriseStatus.RESIDENT),
        (dt.date(2024, 6, 30), EnterpriseStatus.RESIDENT),
        (dt.date(2024, 7, 1), EnterpriseStatus.MOVED_OUT),
    ],
)
def test_the_last_day_is_still_one_in_the_park(work, park, day, status):
    left = park[1]
    assert rows(work, day)[left].status is status
    assert left in rows(work, day, status=status)


def test_a_row_and_a_detail_show_what_was_known(work, park):
    grown = park[0]
    row = rows(work, THEN)[grown]
    assert row.name == "苏州旧云信息技术有限公司"
    assert (row.headcount, row.building) == (20, "旧楼")
    assert rows(work, dt.date(2023, 1, 1))[grown].headcount is None
    detail = enterprise_detail(work, grown, THEN)
    assert detail.form.registered_capital_cents == 1_000_000
    assert (detail.form.graduates, detail.form.registered_address) == (12, "旧址")
    assert detail.former_names == ()
    today = enterprise_detail(work, grown)
    assert (today.row.name, today.row.headcount) == (FORM.name, 35)
    assert today.former_names == (("苏州旧云信息技术有限公司", dt.date(2024, 5, 31)),)


def test_an_export_as_at_a_day_has_that_days_values(work, park):
    criteria = EnterpriseFilter(on=THEN)
    found = export_enterprises(work, criteria, Sort("headcount", descending=True))
    assert [(one.name, one.headcount) for one in found] == [
        ("苏州旧云信息技术有限公司", 20),
        (OTHER.name, None),
    ]
    assert found[1].status is EnterpriseStatus.RESIDENT
    assert found[1].left_on is None


@pytest.mark.parametrize("column", ["name", "code", "status", "entered_on", "headcount"])
@pytest.mark.parametrize("descending", [False, True])
def test_the_place_of_a_row_as_at_a_day(work, park, column, descending):
    sort, criteria = Sort(column, descending=descending), EnterpriseFilter(on=THEN)
    listed = [row.id for row in list_enterprises(work, criteria, sort, 0, 10).rows]
    assert [enterprise_place(work, criteria, sort, id_) for id_ in listed] == [0, 1]
    assert enterprise_place(work, criteria, sort, park[2]) is None


def test_certificates_of_a_row_are_those_of_the_day(work, park):
    grown = park[0]
    certificate(work, grown, "A1", dt.date(2024, 1, 31))
    certificate(work, grown, "A2", dt.date(2028, 12, 20), issued_on=dt.date(2025, 12, 20), level=5)
    work.session.flush()
    assert rows(work, THEN)[grown].certificates is CertificateState.EXPIRING
    assert rows(work, THEN)[grown].certificate.level == 3
    assert grown in rows(work, THEN, certificates=CertificateState.EXPIRING)
    assert [one.number for one in enterprise_detail(work, grown, THEN).certificates] == ["A1"]
    assert rows(work, None)[grown].certificates is CertificateState.VALID


def test_contracts_as_at_a_day(work, park):
    grown = park[0]
    first = contract(work, grown, "HT-1")
    first.signed_on, first.amount_minor, first.changed_amount_minor = THEN, 1_000, 3_000
    contract(work, grown, "HT-2")
    for day, amount in ((dt.date(2024, 3, 1), 2_000), (dt.date(2025, 3, 1), 3_000)):
        work.add(
            ContractChangeRecord(
                contract_id=first.id,
                changed_on=day,
                amount_minor_before=1_000,
                amount_minor_after=amount,
                reason="x",
            )
        )
        work.add(
            ContractExecutionRecord(
                contract_id=first.id, executed_on=day, amount_minor=400, amount_usd_cents=400
            )
        )
    work.session.flush()

    def shown(on):
        found = list_contracts(work, ContractFilter(on=on), Sort("number"), 0, 9).rows
        return [(row.number, row.amount_minor, row.executed_minor) for row in found]

    assert shown(None) == [("HT-1", 3_000, 800), ("HT-2", 100, 0)]
    assert shown(dt.date(2024, 12, 31)) == [("HT-1", 2_000, 400)]
    assert shown(THEN) == [("HT-1", 1_000, 0)]
    assert shown(THEN - dt.timedelta(days=1)) == []
    assert contract_counts(work, THEN).contracts == 1
    detail = contract_detail(work, first.id, dt.date(2024, 12, 31))
    assert len(detail.executions) == len(detail.changes) == 1
    assert rows(work, THEN)[grown].contracts == 1
    assert len(enterprise_detail(work, grown, THEN).contracts) == 1


def at(desk, day):
    """Return the desk on another day."""
    return replace(desk, clock=lambda: dt.datetime.combine(day, dt.time(2), dt.UTC))


def test_the_state_of_a_contract_is_that_of_the_day(desk):
    """The trail knows when it was moved; lists, filters, details and sheets agree."""
    moves = (
        (dt.date(2026, 10, 13), ContractState.TERMINATED),
        (dt.date(2026, 10, 15), ContractState.REGISTERED),
        (dt.date(2026, 10, 17), ContractState.FINISHED),
    )
    with desk.work(read_only=False) as work:
        owner = create_enterprise(work, FORM)
        id_ = contract(work, owner).id
        other = contract(work, owner, "HT-2").id
    for day, state in moves:
        with at(desk, day).work(read_only=False) as work:
            version = work.get(ContractRecord, id_).version
            if state is ContractState.REGISTERED:
                reopen_contract(work, id_, version)
            else:
                end_contract(work, id_, version, state, "x")
    expected = {
        dt.date(2026, 1, 1): ContractState.REGISTERED,
        dt.date(2026, 10, 12): ContractState.REGISTERED,
        dt.date(2026, 10, 13): ContractState.TERMINATED,
        dt.date(2026, 10, 14): ContractState.TERMINATED,
        dt.date(2026, 10, 15): ContractState.REGISTERED,
        dt.date(2026, 10, 17): ContractState.FINISHED,
        None: ContractState.FINISHED,
    }
    with at(desk, dt.date(2026, 10, 20)).work(read_only=True) as work:
        for on, state in expected.items():
            for wanted in (ContractState.REGISTERED, ContractState.TERMINATED, state):
                criteria = ContractFilter(on=on, state=wanted)
                found = list_contracts(work, criteria, Sort("number"), 0, 9)
                ids = {row.id: row.state for row in found.rows}
                assert (id_ in ids) == (wanted is state)
                assert (other in ids) == (wanted is ContractState.REGISTERED)
            assert contract_detail(work, id_, on).row.state is state
            lines = (
                *enterprise_detail(work, owner, on).contracts,
                *contracts_taken(work, owner, on),
            )
            assert [one.state for one in lines if one.id == id_] == [state, state]


STEPS = (
    ("submit", ClaimState.SUBMITTED, 2),
    ("precheck", ClaimState.PRECHECKED, 4),
    ("approve", ClaimState.APPROVED, 6),
    ("pay", ClaimState.PAID, 10),
)
"""Each with its day; the payment was written down two days after the money had left."""


@pytest.mark.parametrize(
    ("day", "state", "approved", "paid"),
    [
        (1, ClaimState.DRAFT, None, None),
        (2, ClaimState.SUBMITTED, None, None),
        (5, ClaimState.PRECHECKED, None, None),
        (6, ClaimState.APPROVED, 900_000, None),
        (7, ClaimState.APPROVED, 900_000, None),
        (8, ClaimState.PAID, 900_000, 900_000),
        (9, ClaimState.PAID, 900_000, 900_000),
    ],
)
def test_a_claim_as_at_a_day(work, park, day, state, approved, paid):
    first = dt.datetime(2024, 3, 1, 1, tzinfo=dt.UTC)
    record = work.get(EnterpriseRecord, park[0])
    claim = work.add(
        ClaimRecord(
            number="PX-2024-0001",
            enterprise_id=record.id,
            enterprise_sort_key=record.sort_key,
            programme_id=work.session.query(ProgrammeRecord.id).limit(1).scalar(),
            track="enterprise",
            state="paid",
            heads=2,
            requested_cents=900_000,
            recommended_cents=900_000,
            approved_cents=900_000,
            paid_cents=900_000,
            paid_on=dt.date(2024, 3, 8),
            created_at=first,
            created_by_id=1,
        )
    )
    for action, reached, at in STEPS:
        work.add(
            ClaimStepRecord(
                claim_id=claim.id,
                at=first + dt.timedelta(days=at - 1),
                actor_id=1,
                actor_name="王敏",
                action=action,
                state=reached.value,
                amount_cents=900_000,
            )
        )
    on = dt.date(2024, 3, day)
    row = list_claims(work, ClaimFilter(on=on), Sort("number"), 0, 9).rows[0]
    assert (row.state, row.approved_cents, row.paid_cents) == (state, approved, paid)
    assert list_claims(work, ClaimFilter(on=on, state=state), Sort("number"), 0, 9).total == 1
    assert claim_counts(work, on)[state.value] == 1
    assert len(claim_detail(work, claim.id, on).steps) == sum(at <= day for *_, at in STEPS)
    before = dt.date(2024, 2, 29)
    assert list_claims(work, ClaimFilter(on=before), Sort("number"), 0, 9).total == 0
    assert sum(claim_counts(work, before).values()) == 0
    assert enterprise_detail(work, record.id, before).claims == ()


def test_a_day_ends_in_china():
    end = end_of_day(dt.date(2024, 3, 1)).astimezone(dt.UTC)
    assert end == dt.datetime(2024, 3, 1, 16, tzinfo=dt.UTC)
