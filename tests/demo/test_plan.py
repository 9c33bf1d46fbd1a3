"""The plan: invented, the same for the same seed, and complete."""

import itertools

import pytest
from stdnum.cn import ric

from parkdesk.demo import codes, levels, names, plan
from parkdesk.demo.draw import stream
from parkdesk.demo.size import QUARTERS, TODAY, Size
from parkdesk.demo.tenants import Fate
from parkdesk.domain import enterprises, id_number
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.trainees import Trainee

SIZE = Size()


@pytest.fixture(scope="module")
def tenants():
    return plan.all_tenants(SIZE)


@pytest.fixture(scope="module")
def batch(tenants):
    (only,) = plan.batches(SIZE, tenants)
    return only


def test_the_same_seed_gives_the_same_plan(tenants, batch):
    again = plan.all_tenants(SIZE)
    assert again == tenants
    assert list(plan.batches(SIZE, again)) == [batch]
    assert plan.claims_of(SIZE, again)[0] == plan.claims_of(SIZE, tenants)[0]


def test_another_seed_gives_another_plan(tenants):
    assert plan.all_tenants(Size(seed=7)) != tenants


def test_a_larger_park_begins_like_a_smaller_one(tenants):
    assert plan.all_tenants(Size(enterprises=60))[:40] == tenants


@pytest.mark.parametrize("number", [1, 40, 999, 100_000])
def test_a_credit_code_holds_inside_and_outside(number):
    assert enterprises.credit_code_problem(codes.credit_code(number)) == ""


def test_credit_codes_are_in_a_series_that_nobody_is_given():
    assert {codes.credit_code(number)[8:10] for number in range(500)} == {"YW"}


def test_nobody_has_the_id_number_of_somebody_else():
    numbers = [codes.resident(number)[0] for number in range(50_000)]
    assert len(set(numbers)) == len(numbers)
    assert all(id_number.holds(number) for number in numbers)


def test_id_numbers_have_no_county_and_pass_every_check():
    for number in range(200):
        text, born, man = codes.resident(number)
        assert text[2:6] == "0000"
        assert ric.is_valid(text)
        reading = id_number.read(text, TODAY)
        assert (reading.birth, reading.problem) == (born, None)
        assert (int(text[16]) % 2 == 1) is man


def test_a_spoilt_check_character_is_wrong_and_nothing_else():
    spoilt = codes.wrong_check(codes.resident(5)[0])
    assert id_number.read(spoilt, TODAY).problem is id_number.IdProblem.WRONG_CHECK


def test_no_two_companies_have_one_name():
    told = [company.name for company in names.told()]
    more = itertools.islice(names.made_up(stream(1, "names")), 20_000)
    everybody = [*told, *(company.name for company in more)]
    assert len(set(everybody)) == len(everybody)


def test_every_status_of_the_register_is_there(tenants):
    assert {one.fate.status for one in tenants} == set(EnterpriseStatus)


def test_dates_of_a_tenant_are_in_order(tenants):
    for one in tenants:
        assert one.founded_on <= one.entered_on
        assert (one.left_on is not None) == (one.fate.status in enterprises.LEFT)
        assert one.left_on is None or one.entered_on <= one.left_on <= TODAY


def test_all_eight_quarters_have_contracts_and_executions(batch):
    executed = {day.year * 4 + (day.month - 1) // 3 for day in _execution_days(batch)}
    assert executed == {quarter.year * 4 + quarter.number - 1 for quarter in QUARTERS}


def _execution_days(batch):
    return [one.executed_on for contract in batch.contracts for one in contract.executions]


def test_a_contract_is_never_executed_beyond_its_amount_nor_outside_its_term(batch):
    for contract in batch.contracts:
        amount = contract.amendment.amount_minor if contract.amendment else contract.amount_minor
        assert sum(one.amount_minor for one in contract.executions) <= amount
        for one in contract.executions:
            assert contract.signed_on <= one.executed_on <= min(contract.ends_on, TODAY)
            assert one.amount_minor > 0


def test_contract_and_receipt_numbers_are_given_once(batch):
    numbers = [contract.number for contract in batch.contracts]
    receipts = [
        one.receipt_no
        for contract in batch.contracts
        for one in contract.executions
        if one.receipt_no
    ]
    assert len(set(numbers)) == len(numbers)
    assert len(set(receipts)) == len(receipts)


def test_some_slips_of_the_last_quarter_are_out(batch):
    out = [
        one.executed_on
        for contract in batch.contracts
        for one in contract.executions
        if not one.receipt_no
    ]
    assert out
    assert all(day >= QUARTERS[-1].first for day in out)


def test_returns_come_in_time_late_and_not_at_all(tenants, batch):
    late = [one for one in batch.returns if one.received_on and one.received_on.day > 15]
    drafts = [one for one in batch.returns if one.received_on is None]
    expected = sum(
        (one.last_quarter() or 0) - (one.first_quarter() or 0) + 1
        for one in tenants
        if one.first_quarter() is not None and one.last_quarter() is not None
    )
    assert late
    assert {one.quarter for one in drafts} == {QUARTERS[-1]}
    assert len(batch.returns) < expected


def test_a_return_adds_up(batch):
    for one in batch.returns:
        assert 0 <= one.graduates <= one.headcount
        assert 0 <= one.new_graduates <= one.new_hires
        assert one.received_on is None or one.received_on <= TODAY


def test_a_certificate_was_issued_to_an_enterprise_that_was_there(tenants, batch):
    by_number = {one.number: one for one in tenants}
    for held in batch.certificates:
        for one in held:
            tenant = by_number[one.enterprise]
            assert tenant.founded_on <= one.issued_on <= (tenant.left_on or TODAY)


def test_a_chain_of_certificates_has_no_gap_in_it(batch):
    followed = 0
    for held in batch.certificates:
        for one in held:
            if one.follows is not None:
                followed += 1
                before = held[one.follows]
                assert before.superseded_on == one.issued_on
                assert before.issued_on < one.issued_on
    assert followed


def test_an_applicant_has_no_history(tenants, batch):
    (applicant,) = [one.number for one in tenants if one.fate is Fate.APPLIED]
    assert applicant not in {one.enterprise for one in batch.contracts}
    assert applicant not in {one.enterprise for one in batch.returns}


def test_every_kind_of_step_is_taken(tenants):
    told, _more = plan.claims_of(SIZE, tenants)
    # Notices, batches and clawbacks are of many claims at once: the demonstration's own modules.
    assert {step.action for claim in told for step in claim.steps} == {
        ClaimAction.SUBMIT,
        ClaimAction.PRECHECK,
        ClaimAction.APPROVE,
        ClaimAction.PAY,
        ClaimAction.ARCHIVE,
        ClaimAction.RETURN,
        ClaimAction.REJECT,
    }


def test_the_steps_of_a_claim_follow_one_another(tenants):
    told, _more = plan.claims_of(SIZE, tenants)
    for claim in told:
        days = [claim.begun_on, *(step.day for step in claim.steps)]
        assert days == sorted(days)
        assert days[-1] <= TODAY


def test_as_many_people_as_asked_for(tenants):
    told, more = plan.claims_of(Size(trainees=2_000), tenants)
    rows: list[Trainee] = [row for claim in (*told, *more) for row in claim.rows]
    fresh = {row.id_number for row in rows if id_number.holds(row.id_number)}
    assert len(rows) >= 2_000
    assert len(fresh) > 1_950


def test_nobody_of_a_crowd_is_one_of_the_fund_of_the_levels(tenants):
    _told, more = plan.claims_of(Size(trainees=41_000), tenants)
    crowd = {row.id_number for claim in more for row in claim.rows}
    fund = {codes.resident(levels.FIRST_PERSON + place)[0] for place in range(1_000)}
    assert len(crowd) > 40_000
    assert not crowd & fund


def test_a_park_of_three_enterprises_is_possible():
    size = Size(enterprises=3)
    few = plan.all_tenants(size)
    told, more = plan.claims_of(size, few)
    assert {claim.enterprise for claim in told} <= {1, 2, 3}
    assert sum(len(claim.rows) for claim in (*told, *more)) >= 300
