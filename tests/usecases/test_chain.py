"""The industry chain on a real database: derived from contracts, completed by hand."""

import datetime as dt

import pytest

from parkdesk.domain.chain import Measure, Origin, Place, SaveLink
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, StaleRecord
from parkdesk.domain.paging import Sort
from parkdesk.usecases.chain_links import (
    LinkFilter,
    delete_chain_link,
    edit_chain_link,
    enter_chain_link,
    list_chain_links,
)
from parkdesk.usecases.chain_picture import (
    ChainFilter,
    chain_choices,
    chain_of_enterprise,
    chain_picture,
    contracts_behind,
)
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.rates import SaveRate, enter_rate
from tests.registers import contract, enterprise

D = dt.date
SIGNED = ChainFilter(Measure.SIGNED, 2026)
EXECUTED = ChainFilter(Measure.EXECUTED, 2026)


@pytest.fixture
def park(work):
    prime = enterprise(work, name="总包软件（无锡）有限公司")
    sub = enterprise(work, name="分包信息有限公司")
    other = enterprise(work, name="第三方数据有限公司")
    return {"prime": prime, "sub": sub, "other": other}


def sign(work, owner, executed=0, **differences):
    id_ = register_contract(work, contract(owner, **differences), frozenset({"no-rate-yet"}))
    if executed:
        record_execution(work, id_, SaveExecution(D(2026, 9, 1), executed, "R"))
    return id_


def told(chain):
    return {
        (one.stage, one.giver.name, one.taker.name): one.amount_usd_cents for one in chain.links
    }


def link(giver, **differences):
    facts = {
        "giver_id": giver,
        "giver_place": Place.GENERAL_PROVIDER,
        "taker_name": "外协软件工作室",
        "taker_country": "CN",
        "measure": Measure.EXECUTED,
        "service_line": ServiceLine.ITO,
        "currency": "USD",
        "amount_minor": 5_000_00,
        "from_on": D(2026, 1, 1),
        "to_on": D(2026, 6, 30),
        "source": "分包合同复印件",
    }
    return SaveLink(**(facts | differences))


def entered(work):
    return list_chain_links(work, LinkFilter(), Sort("from_on"), 0, 50).rows


def test_contracts_tell_the_chain_and_join_up(work, park):
    sign(work, park["prime"], 400_00, amount_minor=1_000_00)
    # Half-width brackets are the same name.
    sign(
        work,
        park["sub"],
        100_00,
        client="总包软件(无锡)有限公司",
        country_code="CN",
        amount_minor=300_00,
    )
    assert told(chain_picture(work, SIGNED)) == {
        (Place.FINAL_CLIENT, "Northwind Inc.", "总包软件（无锡）有限公司"): 1_000_00,
        (Place.GENERAL_PROVIDER, "总包软件（无锡）有限公司", "分包信息有限公司"): 300_00,
    }
    assert sorted(told(chain_picture(work, EXECUTED)).values()) == [100_00, 400_00]
    assert chain_picture(work, ChainFilter(Measure.SIGNED, 2025)).links == ()


def test_a_final_customer_is_known_by_the_part_that_reaches_the_park(work, park):
    sign(work, park["sub"], client="Prime KK", country_code="JP", final_customer="Northwind Inc.")
    chain = chain_picture(work, SIGNED)
    assert [one.origins for one in chain.links if one.stage is Place.FINAL_CLIENT] == [
        {Origin.FINAL_CUSTOMER}
    ]
    assert chain.total(Place.FINAL_CLIENT) == chain.total(Place.GENERAL_PROVIDER) == 10_000_000


def test_what_is_not_in_the_picture_is_said(work, park):
    sign(work, park["prime"], currency="EUR")
    sign(work, park["sub"], client="分包信息有限公司", country_code="CN")
    sign(work, park["other"], draft=True)
    chain = chain_picture(work, SIGNED)
    assert chain.links == ()
    assert (chain.left_out.without_rate, chain.left_out.to_itself) == (1, 1)


@pytest.mark.parametrize(
    ("differences", "links"),
    [
        ({"line": ServiceLine.BPO}, 1),
        ({"country": "JP"}, 1),
        ({"country": "US", "line": ServiceLine.BPO}, 1),
        ({"year": None}, 3),
        ({"year": 2024}, 0),
    ],
)
def test_the_picture_is_filtered(work, park, differences, links):
    sign(work, park["prime"], service_line=ServiceLine.BPO)
    sign(work, park["prime"], client="Sakura KK", country_code="JP")
    sign(work, park["sub"], signed_on=D(2025, 3, 1))
    criteria = {"measure": Measure.SIGNED, "year": 2026} | differences
    assert len(chain_picture(work, ChainFilter(**criteria)).links) == links


def test_the_contracts_behind_add_up_to_the_link(work, park):
    for executed in (100_00, 250_00):
        sign(work, park["prime"], executed)
    sign(work, park["prime"], 70_00, client="Other Ltd.")
    for criteria in (SIGNED, EXECUTED):
        for one in chain_picture(work, criteria).links:
            behind = contracts_behind(work, criteria, one.roots)
            assert sum(row.amount_usd_cents for row in behind) == one.amount_usd_cents
            assert len(behind) == one.contracts


def test_behind_a_link_of_one_line_are_the_contracts_of_that_line(work, park):
    wanted = sign(work, park["prime"], service_line=ServiceLine.BPO)
    sign(work, park["prime"], service_line=ServiceLine.ITO)
    criteria = ChainFilter(Measure.SIGNED, 2026, line=ServiceLine.BPO)
    (one,) = chain_picture(work, criteria).links
    (row,) = contracts_behind(work, criteria, one.roots)
    assert (row.id, row.amount_usd_cents) == (wanted, one.amount_usd_cents)


def test_an_enterprise_sees_both_ways(work, park):
    sign(work, park["prime"])
    sign(work, park["sub"], client="总包软件（无锡）有限公司", country_code="CN")
    sign(work, park["other"])
    both = chain_of_enterprise(work, park["prime"], SIGNED)
    assert [one.giver.name for one in both.from_others] == ["Northwind Inc."]
    assert [one.taker.name for one in both.to_others] == ["分包信息有限公司"]


def test_a_link_is_entered_corrected_and_deleted(work, park):
    id_ = enter_chain_link(work, link(park["prime"]))
    assert told(chain_picture(work, EXECUTED)) == {
        (Place.GENERAL_PROVIDER, "总包软件（无锡）有限公司", "外协软件工作室"): 5_000_00
    }
    edit_chain_link(work, id_, 1, link(park["prime"], amount_minor=6_000_00))
    work.session.flush()
    assert [one.amount_usd_cents for one in entered(work)] == [6_000_00]
    with pytest.raises(StaleRecord):
        delete_chain_link(work, id_, 1)
    delete_chain_link(work, id_, 2)
    work.session.flush()
    assert entered(work) == ()


def test_the_entered_links_of_one_enterprise_are_those_of_either_side(work, park):
    given = enter_chain_link(work, link(park["prime"]))
    taken = enter_chain_link(
        work, link(park["other"], taker_id=park["prime"], taker_name="", taker_country=None)
    )
    enter_chain_link(work, link(park["sub"]))
    work.session.flush()
    wanted = LinkFilter(enterprise_id=park["prime"])
    rows = list_chain_links(work, wanted, Sort("from_on"), 0, 9).rows
    assert {row.id for row in rows} == {given, taken}


def test_what_a_contract_tells_is_never_typed_twice(work, park):
    sign(work, park["sub"], client="总包软件(无锡)有限公司", country_code="CN", number="HT-DERIVED")
    again = link(park["prime"], taker_id=park["sub"], taker_name="", taker_country=None)
    with pytest.raises(InvalidInput) as refused:
        enter_chain_link(work, again)
    assert refused.value.problems == {"taker_id": "link-is-derived"}
    assert refused.value.params["number"] == "HT-DERIVED"


def test_an_enterprise_is_not_typed_as_an_outside_name(work, park):
    with pytest.raises(InvalidInput) as refused:
        enter_chain_link(work, link(park["prime"], taker_name="分包信息有限公司"))
    assert refused.value.problems == {"taker_name": "name-of-enterprise"}
    with pytest.raises(InvalidInput) as refused:
        enter_chain_link(work, link(9_999))
    assert refused.value.problems == {"giver_id": "unknown-enterprise"}


def test_the_same_link_and_one_that_goes_back_are_asked_about(work, park):
    between = {"taker_id": park["other"], "taker_name": "", "taker_country": None}
    enter_chain_link(work, link(park["prime"], **between))
    with pytest.raises(NeedsConfirmation) as asked:
        enter_chain_link(work, link(park["prime"], **between))
    assert asked.value.code == "link-twice"
    back = between | {"taker_id": park["prime"]}
    with pytest.raises(NeedsConfirmation) as asked:
        enter_chain_link(work, link(park["other"], **back))
    assert asked.value.code == "link-reversed"
    enter_chain_link(work, link(park["other"], **back), frozenset({"link-reversed"}))


def test_an_amount_waits_for_its_rate(work, park):
    enter_chain_link(work, link(park["prime"], currency="CNY"))
    assert chain_picture(work, EXECUTED).left_out.without_rate == 1
    assert entered(work)[0].amount_usd_cents is None
    enter_rate(work, SaveRate("CNY", D(2026, 1, 1), "0.14", "试验"))
    work.session.expire_all()
    assert chain_picture(work, EXECUTED).total(Place.GENERAL_PROVIDER) == 700_00


def test_the_filters_offer_what_there_is(work, park):
    assert chain_choices(work).years == ()
    sign(work, park["prime"], signed_on=D(2025, 3, 1))
    enter_chain_link(work, link(park["prime"]))
    found = chain_choices(work)
    assert found.years == (2026, 2025)
    assert [one.code for one in found.countries] == ["US"]


def test_behind_a_link_of_all_years_are_the_contracts_of_all_years(work, park):
    ids = {sign(work, park["prime"], signed_on=D(year, 3, 1)) for year in (2024, 2026)}
    criteria = ChainFilter(Measure.SIGNED, None)
    (one,) = chain_picture(work, criteria).links
    behind = contracts_behind(work, criteria, one.roots)
    assert {row.id for row in behind} == ids
    assert sum(row.amount_usd_cents for row in behind) == one.amount_usd_cents


def test_of_a_contract_an_enterprise_sees_only_its_own_links(work, park):
    sign(work, park["sub"], client="Prime KK", country_code="JP", final_customer="Northwind Inc.")
    assert len(chain_picture(work, SIGNED).links) == 2
    own = ChainFilter(Measure.SIGNED, 2026, enterprise_id=park["sub"])
    assert [one.giver.name for one in chain_picture(work, own).links] == ["Prime KK"]
