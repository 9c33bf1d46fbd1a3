"""An opportunity from its posting to executed money, and to the page of the platforms."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import CHINA, Quarter
from parkdesk.domain.certifications import IN_FORCE
from parkdesk.domain.clients import ConsentState, SaveClient
from parkdesk.domain.errors import WrongState
from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.matching import Criterion
from parkdesk.domain.opportunities import CandidateState, OpportunityState, SaveOpportunity
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.clients import (
    ClientFilter,
    add_client,
    client_detail,
    clients_to_publish,
    clients_without_consent,
)
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.enterprise_details import enterprise_detail
from parkdesk.usecases.matching import match_enterprises
from parkdesk.usecases.opportunities import (
    add_opportunity,
    close_opportunity,
    sign_with_new_contract,
)
from parkdesk.usecases.opportunity_lists import (
    MarketYield,
    OpportunityFilter,
    list_opportunities,
    market_yield,
    opportunity_detail,
)
from parkdesk.usecases.platform_evaluation import evaluate_platforms
from parkdesk.usecases.recommendations import begin_talks, drop_candidate, recommend
from parkdesk.usecases.service_code_lists import usable_service_codes
from parkdesk.usecases.trail import check_trail
from tests.registers import benchmark, contract, enterprise

D = dt.date
POSTED, NAMED, TALKED, SIGNED, PAID = (
    D(2026, 6, 22), D(2026, 6, 25), D(2026, 6, 30), D(2026, 7, 6), D(2026, 8, 20),
)  # fmt: skip
YEAR = (D(2026, 1, 1), D(2026, 12, 31))
BUYER = SaveClient(
    "Alder Insurance Ltd.", "GB", "软件交易会", field="保险", verified_on=D(2026, 6, 1),
    consent_on=D(2026, 6, 1), consent_basis="2026年6月1日来函",
)  # fmt: skip
SILENT = replace(BUYER, name="Birch Ltd.", consent_on=None, consent_basis="")
BEFORE, AGREED, RECEIVED = 3_000_000, 50_000_000, 12_500_000
"""US cents: executed before on another contract, the new contract, the first receipt on it."""


@pytest.fixture
def on(desk):
    """A function from a day to the desk as it is then."""

    def turned(day):
        noon = dt.datetime.combine(day, dt.time(12), CHINA)
        return replace(desk, clock=lambda: noon)

    return turned


@pytest.fixture
def code(on):
    with on(POSTED).work(read_only=True) as work:
        return usable_service_codes(work)[0]


@pytest.fixture
def firms(on, code):
    """Three firms of the park: one has all that is asked, one no certificate, one nothing."""
    with on(POSTED).work(read_only=False) as work:
        fit = enterprise(work, name="云湖青禾信息技术有限公司", headcount=120)
        near = enterprise(work, name="云湖远航数据有限公司", headcount=80)
        far = enterprise(work, name="云湖静安软件有限公司", headcount=8)
        register_certification(work, benchmark(fit, number="A-70011", level=5))
        register_certification(work, benchmark(far, number="A-70012", level=2))
        for firm in (fit, near):
            _has_done(work, firm, code)
    return fit, near, far


def _has_done(work, firm, code):
    work.add(
        EnterpriseServiceRecord(
            enterprise_id=firm, service_code_id=code.id, market="offshore", from_on=D(2026, 1, 1)
        )
    )
    form = contract(firm, service_code_id=code.id, service_line=code.line, signed_on=D(2026, 3, 2))
    record_execution(work, register_contract(work, form), SaveExecution(D(2026, 5, 8), BEFORE))


@pytest.fixture
def posted(on, firms, code):
    """What the buyer wants done, posted while its consent holds."""
    with on(POSTED).work(read_only=False) as work:
        buyer = add_client(work, BUYER)
        add_client(work, SILENT)
        return add_opportunity(
            work,
            SaveOpportunity(
                "保险理赔单据处理", "驻外商务机构转来", POSTED, D(2026, 9, 30), client_id=buyer,
                service_code_id=code.id, language=ItemLanguage.ENGLISH, certification_type="CMMI",
                least_level=3, people=60, budget_usd_cents=AGREED,
            ),
        )  # fmt: skip


def seen(desk, id_):
    with desk.work(read_only=True) as work:
        return opportunity_detail(work, id_)


def step(desk, act, *given):
    with desk.work(read_only=False) as work:
        return act(work, *given)


def brought(desk, quarter):
    """What the year's opportunities brought, and the contracts in a quarter's evaluation."""
    with desk.work(read_only=True) as work:
        found = {one.indicators.platform.value: one.indicators.contracts
                 for one in evaluate_platforms(work, quarter)}  # fmt: skip
        return market_yield(work, *YEAR), found


def of_technology(contracts):
    return {"technology": contracts, "intellectual-property": 0, "training": 0, "brand": 0}


def test_only_the_buyer_that_agreed_leaves_the_office(on, posted):
    with on(POSTED).work(read_only=True) as work:
        row = opportunity_detail(work, posted)
        assert (row.client, row.state) == (BUYER.name, OpportunityState.POSTED)
        assert client_detail(work, row.form.client_id).consent is ConsentState.GIVEN
        assert clients_without_consent(work, ClientFilter()) == (SILENT.name,)
        published = clients_to_publish(work, ClientFilter(), Sort("name"))
        assert [one.name for one in published] == [BUYER.name]


def test_each_reason_of_the_proposal_is_what_its_record_says(on, posted, firms, code):
    fit, near, far = firms
    with on(NAMED).work(read_only=True) as work:
        found = match_enterprises(work, posted)
        assert [one.enterprise_id for one in found.matches] == [fit, near]
        assert (found.full, found.considered) == (1, 2)
        assert found.criteria == tuple(Criterion)
        first, second = ({a.criterion: a for a in one.answers} for one in found.matches)

        certificate = certification_detail(work, first[Criterion.CERTIFICATE].record_id).row
        assert (certificate.number, certificate.enterprise_id) == ("A-70011", fit)
        assert certificate.status in IN_FORCE
        assert first[Criterion.CERTIFICATE].figure == certificate.level == 5
        for firm, answers in ((fit, first), (near, second)):
            offer = work.get(EnterpriseServiceRecord, answers[Criterion.SERVICE].record_id)
            assert (offer.enterprise_id, offer.service_code_id) == (firm, code.id)
            done = contract_detail(work, answers[Criterion.EXECUTED].record_id)
            assert done.row.number == answers[Criterion.EXECUTED].said
            assert answers[Criterion.EXECUTED].figure == BEFORE
            people = enterprise_detail(work, answers[Criterion.PEOPLE].record_id).row.headcount
            assert people == answers[Criterion.PEOPLE].figure >= 60
            assert answers[Criterion.STANDING].fits
        lacking = second[Criterion.CERTIFICATE]
        assert (lacking.fits, lacking.table, lacking.record_id) == (False, "", 0)
        assert far not in {one.enterprise_id for one in found.matches}


def test_from_posting_to_the_money_on_the_platforms_page(on, posted, firms, code):
    fit, near, _far = firms
    day = on(NAMED)
    with day.work(read_only=True) as work:
        proposed = [one.enterprise_id for one in match_enterprises(work, posted).matches]
    assert step(day, recommend, posted, 1, proposed, "按匹配结果推荐") == 2
    row = seen(day, posted)
    assert (row.state, row.recommended) == (OpportunityState.RECOMMENDED, 2)
    assert {one.enterprise_id: one.recommended_on for one in row.candidates} == {
        fit: NAMED, near: NAMED,
    }  # fmt: skip
    with day.work(read_only=True) as work:
        assert match_enterprises(work, posted).matches == ()

    day = on(TALKED)
    named = {one.enterprise_id: one for one in row.candidates}
    step(day, begin_talks, named[fit].id, named[fit].version)
    step(day, drop_candidate, named[near].id, named[near].version, "未持有CMMI证书")
    row = seen(day, posted)
    assert (row.state, row.recommended) == (OpportunityState.TALKS, 1)
    assert [(one.enterprise_id, one.state) for one in row.candidates] == [
        (fit, CandidateState.TALKS), (near, CandidateState.DROPPED),
    ]  # fmt: skip
    assert brought(day, Quarter(2026, 2)) == (MarketYield(1, 0, 0, 0), of_technology(0))

    day = on(SIGNED)
    form = contract(
        fit, number="HT-2026-0717", client=BUYER.name, country_code="GB", signed_on=SIGNED,
        service_code_id=code.id, service_line=code.line, amount_minor=AGREED,
    )  # fmt: skip
    registered = step(day, sign_with_new_contract, posted, row.version, form)
    row = seen(day, posted)
    assert (row.state, row.candidates[0].state) == (OpportunityState.SIGNED, CandidateState.SIGNED)
    assert (row.contract.id, row.contract.number) == (registered, "HT-2026-0717")
    assert (row.contract.amount_usd_cents, row.contract.executed_usd_cents) == (AGREED, 0)
    assert brought(day, Quarter(2026, 3)) == (MarketYield(1, 1, AGREED, 0), of_technology(1))
    with pytest.raises(WrongState):
        step(day, close_opportunity, posted, row.version, "对方取消采购")

    day = on(PAID)
    step(day, record_execution, registered, SaveExecution(PAID, RECEIVED))
    row = seen(day, posted)
    assert (row.state, row.contract.executed_usd_cents) == (OpportunityState.EXECUTED, RECEIVED)
    assert brought(day, Quarter(2026, 3)) == (
        MarketYield(1, 1, AGREED, RECEIVED), of_technology(1),
    )  # fmt: skip
    assert brought(day, Quarter(2026, 2))[1] == of_technology(0)
    with day.work(read_only=True) as work:
        filtered = OpportunityFilter(state=OpportunityState.EXECUTED)
        rows = list_opportunities(work, filtered, Sort("posted_on"), 0, 10).rows
        assert [one.id for one in rows] == [posted]
        dealings = client_detail(work, row.form.client_id).dealings
        assert (dealings.contracts, dealings.enterprises) == (1, 1)
        assert (dealings.signed_usd_cents, dealings.executed_usd_cents) == (AGREED, RECEIVED)
        assert dealings.last_signed_on == SIGNED
        assert check_trail(work).broken_at is None
