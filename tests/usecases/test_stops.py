"""Stops: set and lifted by who may, and refused wherever they bind."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlalchemy import select

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import FoundColumn, Sheet, SheetRow
from parkdesk.domain.paging import Sort
from parkdesk.domain.stops import SaveStop, StopEffect, StopState
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.contract_imports import preview_contract_import
from parkdesk.usecases.contracts import edit_contract, register_contract
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.platforms import edit_service, record_service
from parkdesk.usecases.stops import ask_stop, enterprise_stops, lift_stop, set_stop
from tests.registers import contract, enterprise
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person
from tests.usecases.test_platforms import service

D = dt.date
TODAY = D(2026, 10, 12)
EVERYTHING = frozenset(StopEffect)


def form(*effects, **differences):
    facts = {
        "document_number": "商服[2026]1号",
        "reason": "专项审计期间暂停办理",
        "effects": frozenset(effects) or EVERYTHING,
        "from_on": D(2026, 10, 1),
        "until_on": D(2026, 12, 31),
    }
    return SaveStop(**(facts | differences))


def stop(desk, enterprise_id, *effects, **differences):
    with desk.work(read_only=False) as work:
        return set_stop(work, enterprise_id, form(*effects, **differences))


def refused(refusal):
    return refusal.value.code, refusal.value.params.get("effect")


@pytest.fixture
def owner(desk):
    with desk.work(read_only=False) as work:
        return enterprise(work)


def test_a_stop_is_set_shown_lifted_and_kept(desk, owner):
    id_ = stop(desk, owner, StopEffect.PAYMENT, StopEffect.NEW_CLAIMS)
    with desk.work(read_only=False) as work:
        row = enterprise_stops(work, owner)[0]
        assert row.effects == (StopEffect.NEW_CLAIMS, StopEffect.PAYMENT)
        assert (row.state, row.set_by) == (StopState.HOLDING, "王敏")
        lift_stop(work, id_, row.version, D(2026, 10, 5), "审计结束, 未发现问题")
    with desk.work(read_only=True) as work:
        row = enterprise_stops(work, owner)[0]
        assert (row.state, row.lifted_by, row.lifting) == (
            StopState.LIFTED,
            "王敏",
            "审计结束, 未发现问题",
        )
        before = enterprise_stops(work, owner, D(2026, 10, 4))[0]
        assert (before.state, before.lifted_on, before.lifted_at) == (StopState.HOLDING, None, None)
        assert (before.lifted_by, before.lifting) == ("", "")
        assert enterprise_stops(work, owner, D(2026, 10, 5))[0].lifting == row.lifting
        assert enterprise_stops(work, owner, D(2026, 9, 1)) == ()
        reasons = work.session.scalars(
            select(TrailRecord.reason).where(TrailRecord.table_name == "enterprise_stop")
        ).all()
    assert reasons == ["专项审计期间暂停办理", "审计结束, 未发现问题"]


def test_a_stop_is_lifted_once(desk, owner):
    id_ = stop(desk, owner)
    with desk.work(read_only=False) as work:
        lift_stop(work, id_, 1, TODAY, "审计结束")
    with desk.work(read_only=False) as work, pytest.raises(Refused) as refusal:
        lift_stop(work, id_, 2, TODAY, "审计结束")
    assert refusal.value.code == "stop-lifted-already"


def test_a_stop_needs_document_reason_and_effect(desk, owner):
    with desk.work(read_only=False) as work, pytest.raises(InvalidInput) as refusal:
        set_stop(work, owner, form(effects=frozenset(), document_number="", reason=""))
    assert set(refusal.value.problems) == {"document_number", "reason", "effects"}


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR])
def test_who_enters_claims_sets_and_lifts_no_stop(act_as, role):
    with act_as(role).work(read_only=True) as work:
        with pytest.raises(NotPermitted):
            set_stop(work, 1, form())
        with pytest.raises(NotPermitted):
            lift_stop(work, 1, 1, TODAY, "审计结束")


def test_no_claim_is_begun(desk, owner):
    stop(desk, owner, StopEffect.NEW_CLAIMS)
    with pytest.raises(Refused) as refusal:
        story.add_claim(desk, [person(1)], enterprise=owner)
    assert refused(refusal) == ("stopped-until", StopEffect.NEW_CLAIMS)
    facts = refusal.value.params
    assert (facts["document"], facts["first"], facts["last"]) == (
        "商服[2026]1号",
        D(2026, 10, 1),
        D(2026, 12, 31),
    )


def test_no_claim_is_handed_in(act_as):
    clerk = act_as(Role.CLERK)
    claim = story.add_claim(clerk, [person(1)])
    desk = act_as(Role.MANAGER)
    stop(desk, enterprise_of(desk, claim), StopEffect.SUBMISSION)
    with pytest.raises(Refused) as refusal:
        story.submit(clerk, claim)
    assert refused(refusal) == ("stopped-until", StopEffect.SUBMISSION)


def enterprise_of(desk, claim):
    with desk.work(read_only=True) as work:
        return claim_detail(work, claim.id).row.enterprise_id


def prechecked(act_as):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)]))
    return story.precheck(act_as(Role.REVIEWER), claim, CAP)


def test_no_amount_is_approved_but_a_claim_goes_back(act_as):
    claim = prechecked(act_as)
    desk = act_as(Role.MANAGER)
    stop(desk, enterprise_of(desk, claim), StopEffect.APPROVAL, until_on=None)
    with pytest.raises(Refused) as refusal:
        story.approve(desk, claim, CAP)
    assert refused(refusal) == ("stopped-until-lifted", StopEffect.APPROVAL)
    with desk.work(read_only=False) as work:
        assert (
            return_claim(work, claim.id, claim.version, "请补充材料").state is ClaimState.RETURNED
        )


def test_a_payment_is_refused_on_a_day_of_the_stop_alone(act_as):
    desk = act_as(Role.MANAGER)
    claim = story.approve(desk, prechecked(act_as), CAP)
    stop(desk, enterprise_of(desk, claim), StopEffect.PAYMENT)
    payer = act_as(Role.ADMINISTRATOR)
    with pytest.raises(Refused) as refusal:
        story.pay(payer, claim, CAP)
    assert refused(refusal) == ("stopped-until", StopEffect.PAYMENT)
    # Money that went out before the stop began is recorded all the same.
    paid = story.pay(payer, claim, CAP, D(2026, 9, 30))
    assert paid.state is ClaimState.PAID


def test_a_lifted_stop_forbids_nothing(desk, owner):
    id_ = stop(desk, owner, StopEffect.NEW_CLAIMS)
    with pytest.raises(Refused):
        story.add_claim(desk, [person(1)], enterprise=owner)
    with desk.work(read_only=False) as work:
        lift_stop(work, id_, 1, TODAY, "审计结束")
    assert story.add_claim(desk, [person(1)], enterprise=owner).state is ClaimState.DRAFT


def test_the_claims_desk_is_told(act_as):
    claim = prechecked(act_as)
    desk = act_as(Role.MANAGER)
    stop(desk, enterprise_of(desk, claim), StopEffect.APPROVAL)
    with desk.work(read_only=True) as work:
        found = claim_detail(work, claim.id)
    assert [one.document_number for one in found.stops] == ["商服[2026]1号"]
    assert ClaimAction.APPROVE in found.actions


def test_no_contract_is_registered_or_moved_there(work):
    other, stopped = enterprise(work), enterprise(work)
    set_stop(work, stopped, form(StopEffect.CONTRACTS))
    with pytest.raises(Refused) as refusal:
        register_contract(work, contract(stopped))
    assert refused(refusal) == ("stopped-until", StopEffect.CONTRACTS)
    moved = contract(other)
    id_ = register_contract(work, moved)
    with pytest.raises(Refused):
        edit_contract(work, id_, 1, contract(stopped, number=moved.number))
    edit_contract(work, id_, 1, contract(other, number=moved.number, subject="维护"))


def test_an_imported_contract_is_refused_with_the_document(work):
    stopped = enterprise(work, name="甲软件有限公司")
    set_stop(work, stopped, form(StopEffect.CONTRACTS))
    row = {
        "number": "HT-9",
        "enterprise": "甲软件有限公司",
        "client": "Northwind Inc.",
        "country_code": "US",
        "service_line": contract(stopped).service_line,
        "currency": "USD",
        "amount": Decimal(100),
        "signed_on": D(2026, 7, 6),
    }
    columns = tuple(FoundColumn(name, "A", name) for name in row)
    preview = preview_contract_import(work, Sheet("S", (SheetRow(2, row),), (), columns))
    assert [(one.field, one.code) for one in preview.problems] == [("enterprise", "stopped-until")]


def test_no_service_is_recorded_on_a_day_of_the_stop(work):
    owner = enterprise(work)
    set_stop(work, owner, form(StopEffect.SERVICES))
    id_ = record_service(work, service(owner, served_on=D(2026, 9, 30)))
    with pytest.raises(Refused) as refusal:
        record_service(work, service(owner, served_on=D(2026, 10, 2)))
    assert refused(refusal) == ("stopped-until", StopEffect.SERVICES)
    edit_service(work, id_, 1, service(owner, served_on=D(2026, 9, 30), people=9))
    work.session.flush()
    with pytest.raises(Refused):
        edit_service(work, id_, 2, service(owner, served_on=D(2026, 10, 2)))


def test_the_register_shows_and_filters_stops(work):
    owner, other = enterprise(work), enterprise(work)
    set_stop(work, owner, form())
    window = list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 10)
    assert {row.id: row.stopped for row in window.rows} == {owner: True, other: False}
    only = list_enterprises(work, EnterpriseFilter(stopped=True), Sort("name"), 0, 10)
    assert [row.id for row in only.rows] == [owner]


def test_a_form_asks_what_is_stopped_before_anything_is_done(desk, owner):
    stop(desk, owner, StopEffect.NEW_CLAIMS)
    with desk.work(read_only=True) as work:
        ask_stop(work, owner, StopEffect.PAYMENT)
        with pytest.raises(Refused) as refusal:
            ask_stop(work, owner, StopEffect.NEW_CLAIMS)
    assert refused(refusal) == ("stopped-until", StopEffect.NEW_CLAIMS)


def test_a_lifting_needs_a_day_and_a_reason_and_else_the_stop_holds(desk, owner):
    id_ = stop(desk, owner)
    with pytest.raises(InvalidInput) as refusal, desk.work(read_only=False) as work:
        lift_stop(work, id_, 1, None, " ")
    assert set(refusal.value.problems) == {"lifted_on", "lifting"}
    with desk.work(read_only=True) as work:
        assert [one.state for one in enterprise_stops(work, owner)] == [StopState.HOLDING]
