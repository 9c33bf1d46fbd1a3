"""Opportunities on a real database: posted, recommended, in talks, signed, executed or closed."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from parkdesk.domain.clients import SaveClient
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    NotPermitted,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.opportunities import CandidateState, OpportunityState, SaveOpportunity
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.certifications import CertificationTypeRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.marketplace import OpportunityCandidateRecord
from parkdesk.usecases.clients import add_client, client_detail, delete_client
from parkdesk.usecases.contract_deletions import delete_contract
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.opportunities import (
    add_opportunity,
    close_opportunity,
    delete_opportunity,
    edit_opportunity,
    reopen_opportunity,
    sign_opportunity,
    sign_with_new_contract,
    unsign_opportunity,
)
from parkdesk.usecases.opportunity_lists import (
    SORTS,
    ClientToName,
    MarketYield,
    OpportunityFilter,
    clients_to_name,
    contracts_to_name,
    kinds_to_ask,
    list_opportunities,
    market_yield,
    opportunity_detail,
)
from parkdesk.usecases.recommendations import begin_talks, drop_candidate, recommend
from tests.registers import contract, enterprise

D = dt.date
FORM = SaveOpportunity(
    "保险理赔单据处理",
    "驻外商务机构转来",
    D(2026, 7, 1),
    D(2026, 11, 30),
    field="保险",
    language=ItemLanguage.ENGLISH,
    certification_type="CMMI",
    least_level=3,
    people=40,
    starts_on=D(2027, 1, 1),
    budget_usd_cents=50_000_000,
    needs="单据录入与复核，英语。",
)


@pytest.fixture
def posted(work):
    return add_opportunity(work, FORM)


@pytest.fixture
def firm(work):
    return enterprise(work, name="云湖青禾信息技术有限公司")


def seen(work, opportunity_id):
    return opportunity_detail(work, opportunity_id)


def state(work, opportunity_id):
    work.session.flush()
    return seen(work, opportunity_id).state


def named(work, opportunity_id, *firms, **more):
    """Recommend these firms; return the first as a candidate."""
    recommend(work, opportunity_id, seen(work, opportunity_id).version, firms, **more)
    work.session.flush()
    return next(
        one for one in seen(work, opportunity_id).candidates if one.enterprise_id == firms[0]
    )


def signed(work, opportunity_id, firm, **differences):
    number = register_contract(work, contract(firm, **differences))
    sign_opportunity(work, opportunity_id, seen(work, opportunity_id).version, number)
    work.session.flush()
    return number


def listed(work, sort="posted_on", **criteria):
    found = list_opportunities(work, OpportunityFilter(**criteria), Sort(sort), 0, 100)
    return [row.form.title for row in found.rows]


def test_an_opportunity_is_kept_as_it_was_typed(work):
    client = add_client(work, SaveClient("Alder Ltd.", "GB", "软件交易会"))
    id_ = add_opportunity(work, replace(FORM, title=" 保险理赔单据处理 ", client_id=client))
    row = seen(work, id_)
    assert row.form == replace(FORM, client_id=client)
    assert (row.number, row.client) == ("SJ-2026-0001", "Alder Ltd.")
    assert row.certificate_zh
    assert (row.state, row.recommended, row.is_past) == (OpportunityState.POSTED, 0, False)
    assert seen(work, add_opportunity(work, FORM)).number == "SJ-2026-0002"


def test_what_does_not_hold_is_refused_and_nothing_is_written(work):
    with pytest.raises(InvalidInput) as refused:
        add_opportunity(work, replace(FORM, title="", client_id=99, certification_type="ISO1"))
    assert refused.value.problems == {
        "title": "required",
        "client_id": "unknown",
        "certification_type": "unknown",
        "least_level": "kind-has-no-level",
    }
    assert listed(work) == []


def test_the_form_offers_every_client_and_the_kinds_that_are_not_retired(work):
    second = add_client(work, SaveClient("Birch Ltd.", "GB", "软件交易会"))
    first = add_client(work, SaveClient("Alder Ltd.", "GB", "软件交易会"))
    assert clients_to_name(work) == (
        ClientToName(first, "Alder Ltd."),
        ClientToName(second, "Birch Ltd."),
    )
    kinds = work.session.scalars(select(CertificationTypeRecord)).all()
    retired, ends_later = kinds[0], kinds[1]
    retired.retired_on = work.today
    ends_later.retired_on = work.today + dt.timedelta(days=1)
    work.session.flush()
    offered = {one.code: one.top_level for one in kinds_to_ask(work)}
    still = (one for one in kinds[1:] if one.retired_on is None or one is ends_later)
    assert offered == {one.code: one.top_level for one in still}


def test_from_posting_to_money(work, posted, firm):
    one = named(work, posted, firm, basis="三年对英保险业务")
    assert (one.state, one.basis, one.recommended_by) == (
        CandidateState.RECOMMENDED, "三年对英保险业务", work.actor.name,
    )  # fmt: skip
    assert state(work, posted) is OpportunityState.RECOMMENDED
    begin_talks(work, one.id, one.version)
    assert state(work, posted) is OpportunityState.TALKS
    number = signed(work, posted, firm)
    row = seen(work, posted)
    assert (row.state, row.candidates[0].state) == (OpportunityState.SIGNED, CandidateState.SIGNED)
    assert (row.contract.amount_usd_cents, row.contract.executed_usd_cents) == (10_000_000, 0)
    record_execution(work, number, SaveExecution(D(2026, 8, 20), 2_500_000))
    row = seen(work, posted)
    assert row.state is OpportunityState.EXECUTED
    assert row.contract.executed_usd_cents == 2_500_000
    assert listed(work, state=OpportunityState.EXECUTED) == [FORM.title]
    assert listed(work, state=OpportunityState.SIGNED) == []
    assert market_yield(work, D(2026, 7, 1), D(2026, 9, 30)) == MarketYield(
        1, 1, 10_000_000, 2_500_000
    )
    assert market_yield(work, D(2026, 4, 1), D(2026, 6, 30)) == MarketYield(0, 0, 0, 0)


def test_a_contract_is_registered_from_the_opportunity(work, posted, firm):
    named(work, posted, firm)
    version = seen(work, posted).version
    number = sign_with_new_contract(work, posted, version, contract(firm))
    row = seen(work, posted)
    assert (row.contract.id, row.state) == (number, OpportunityState.SIGNED)


def test_a_contract_that_cannot_have_come_of_it_is_not_registered(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    with desk.work(read_only=False) as work:
        posted, firm, other = add_opportunity(work, FORM), enterprise(work), enterprise(work)
        named(work, posted, firm)
    with pytest.raises(InvalidInput), desk.work(read_only=False) as work:
        sign_with_new_contract(work, posted, seen(work, posted).version, contract(other))
    with desk.work(read_only=True) as work:
        assert work.session.scalar(select(func.count()).select_from(ContractRecord)) == 0
        assert state(work, posted) is OpportunityState.RECOMMENDED


def test_which_contracts_can_be_named(work, posted, firm):
    other = enterprise(work)
    named(work, posted, firm)
    good = register_contract(work, contract(firm, signed_on=D(2026, 7, 1)))
    bad = {
        "contract-of-nobody-recommended": contract(other),
        "contract-before-posting": contract(firm, signed_on=D(2026, 6, 30)),
        "contract-still-draft": contract(firm, draft=True),
    }
    for code, form in bad.items():
        number = register_contract(work, form)
        with pytest.raises(InvalidInput) as refused:
            sign_opportunity(work, posted, seen(work, posted).version, number)
        assert refused.value.problems == {"contract_id": code}
    assert [one.id for one in contracts_to_name(work, posted)] == [good]
    sign_opportunity(work, posted, seen(work, posted).version, good)
    second = add_opportunity(work, FORM)
    named(work, second, firm)
    assert contracts_to_name(work, second) == ()
    with pytest.raises(InvalidInput) as refused:
        sign_opportunity(work, second, seen(work, second).version, good)
    assert refused.value.problems == {"contract_id": "contract-of-another"}


def test_a_wrong_contract_is_taken_back(work, posted, firm):
    named(work, posted, firm)
    number = signed(work, posted, firm)
    with pytest.raises(Refused) as refused:
        delete_contract(work, number, 1, "录入错误，重复登记")
    assert refused.value.code == "contract-of-opportunity"
    unsign_opportunity(work, posted, seen(work, posted).version)
    assert state(work, posted) is OpportunityState.RECOMMENDED
    with pytest.raises(WrongState):
        unsign_opportunity(work, posted, seen(work, posted).version)
    delete_contract(work, number, 1, "录入错误，重复登记")


def test_nobody_who_left_is_recommended_and_nobody_twice(work, posted, firm):
    gone = enterprise(work, left_on=D(2026, 9, 30))
    with pytest.raises(Refused) as refused:
        recommend(work, posted, 1, [firm, gone])
    assert refused.value.code == "recommended-after-leaving"
    named(work, posted, firm)
    with pytest.raises(Refused) as refused:
        recommend(work, posted, seen(work, posted).version, [firm])
    assert refused.value.code == "recommended-already"
    for chosen, code in (([], "required"), ([firm + 1_000], "unknown")):
        with pytest.raises(InvalidInput) as wrong:
            recommend(work, posted, seen(work, posted).version, chosen)
        assert wrong.value.problems == {"enterprise_id": code}


def test_after_the_last_day_it_is_asked(work, firm):
    late = add_opportunity(work, replace(FORM, answer_by=D(2026, 10, 11)))
    assert seen(work, late).is_past
    with pytest.raises(NeedsConfirmation) as asked:
        recommend(work, late, 1, [firm])
    assert asked.value.code == "opportunity-past"
    assert recommend(work, late, 1, [firm], "", frozenset({"opportunity-past"})) == 1


def test_whoever_drops_out_may_come_in_again(work, posted, firm):
    one = named(work, posted, firm)
    begin_talks(work, one.id, one.version)
    work.session.flush()
    one = seen(work, posted).candidates[0]
    with pytest.raises(WrongState):
        begin_talks(work, one.id, one.version)
    with pytest.raises(InvalidInput):
        drop_candidate(work, one.id, one.version, " ")
    drop_candidate(work, one.id, one.version, "报价过高")
    assert state(work, posted) is OpportunityState.POSTED
    one = seen(work, posted).candidates[0]
    assert (one.state, one.drop_reason) == (CandidateState.DROPPED, "报价过高")
    with pytest.raises(WrongState):
        drop_candidate(work, one.id, one.version, "报价过高")
    again = named(work, posted, firm, basis="新报价")
    assert (again.state, again.basis, again.drop_reason) == (
        CandidateState.RECOMMENDED, "新报价", "",
    )  # fmt: skip


def test_one_that_comes_to_nothing_is_closed_with_the_reason_and_opened_again(work, posted, firm):
    one = named(work, posted, firm)
    with pytest.raises(InvalidInput):
        close_opportunity(work, posted, seen(work, posted).version, "无")
    close_opportunity(work, posted, seen(work, posted).version, "对方取消采购")
    row = seen(work, posted)
    assert (row.state, row.reason, row.closed_on) == (
        OpportunityState.CLOSED, "对方取消采购", work.today,
    )  # fmt: skip
    for act in (
        lambda: recommend(work, posted, row.version, [enterprise(work)]),
        lambda: begin_talks(work, one.id, one.version),
        lambda: close_opportunity(work, posted, row.version, "对方取消采购"),
    ):
        with pytest.raises(WrongState):
            act()
    reopen_opportunity(work, posted, row.version)
    assert state(work, posted) is OpportunityState.RECOMMENDED
    with pytest.raises(WrongState):
        reopen_opportunity(work, posted, seen(work, posted).version)


def test_what_is_said_of_it_changes_until_it_is_signed(work, posted, firm):
    changed = replace(FORM, people=60, language=None, certification_type="", least_level=None)
    edit_opportunity(work, posted, 1, changed)
    work.session.flush()
    assert seen(work, posted).form == changed
    with pytest.raises(StaleRecord):
        edit_opportunity(work, posted, 1, FORM)
    named(work, posted, firm)
    signed(work, posted, firm)
    with pytest.raises(WrongState):
        edit_opportunity(work, posted, seen(work, posted).version, FORM)


def test_it_is_not_posted_after_somebody_was_recommended(work, posted, firm):
    one = named(work, posted, firm)
    work.session.get(OpportunityCandidateRecord, one.id).recommended_on = D(2026, 7, 10)
    work.session.flush()
    with pytest.raises(InvalidInput) as refused:
        edit_opportunity(
            work, posted, seen(work, posted).version, replace(FORM, posted_on=D(2026, 7, 11))
        )
    assert refused.value.problems == {"posted_on": "posted-after-recommended"}


def test_one_entered_by_mistake_is_deleted_others_are_closed(work, posted, firm):
    mistake = add_opportunity(work, FORM)
    delete_opportunity(work, mistake, 1)
    work.session.flush()
    with pytest.raises(NotFound):
        opportunity_detail(work, mistake)
    named(work, posted, firm)
    with pytest.raises(Refused) as refused:
        delete_opportunity(work, posted, seen(work, posted).version)
    assert refused.value.code == "opportunity-was-recommended"


def test_a_client_that_asks_stays_in_the_register(work):
    client = add_client(work, SaveClient("Alder Ltd.", "GB", "软件交易会"))
    asked = add_opportunity(work, replace(FORM, client_id=client))
    with pytest.raises(Refused) as refused:
        delete_client(work, client, client_detail(work, client).version)
    assert (refused.value.code, refused.value.params["count"]) == ("client-has-opportunities", 1)
    delete_opportunity(work, asked, 1)
    work.session.flush()
    delete_client(work, client, client_detail(work, client).version)


def test_the_list_is_narrowed_and_ordered(work, posted):
    client = add_client(work, SaveClient("Alder Ltd.", "GB", "软件交易会"))
    late = replace(FORM, title="测试外包", posted_on=D(2026, 8, 1), answer_by=D(2026, 9, 1))
    add_opportunity(work, replace(late, client_id=client))
    closed = add_opportunity(work, replace(late, title="游戏美术", answer_by=None))
    close_opportunity(work, closed, 1, "对方取消采购")
    assert listed(work, text="理赔") == [FORM.title]
    assert listed(work, text="Alder") == ["测试外包"]
    assert listed(work, is_open=True) == [FORM.title, "测试外包"]
    assert listed(work, is_past=True) == ["测试外包"]
    assert listed(work, state=OpportunityState.CLOSED) == ["游戏美术"]
    assert listed(work, sort="answer_by") == ["测试外包", FORM.title, "游戏美术"]
    for sort in SORTS:
        assert len(listed(work, sort=sort)) == 3


def test_an_auditor_reads_and_writes_nothing(act_as):
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        add_opportunity(work, FORM)
    with act_as(Role.AUDITOR).work(read_only=False) as work:
        assert listed(work) == [FORM.title]
        with pytest.raises(NotPermitted):
            add_opportunity(work, FORM)
