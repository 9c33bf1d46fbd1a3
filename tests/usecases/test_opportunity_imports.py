"""Lists of opportunities on a real database: new ones, changed ones, and what forbids a list."""

import datetime as dt

import pytest

from parkdesk.domain.clients import SaveClient
from parkdesk.domain.errors import NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import Change
from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.opportunities import OpportunityState, SaveOpportunity
from parkdesk.domain.paging import Sort
from parkdesk.excel.opportunities import OPPORTUNITY_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.usecases.clients import add_client
from parkdesk.usecases.opportunities import add_opportunity, sign_with_new_contract
from parkdesk.usecases.opportunity_imports import (
    import_opportunities,
    preview_opportunity_import,
)
from parkdesk.usecases.opportunity_lists import OpportunityFilter, list_opportunities
from parkdesk.usecases.recommendations import recommend
from parkdesk.usecases.service_code_lists import usable_service_codes
from tests.registers import contract, enterprise
from tests.usecases.test_register_imports import found, sheet

D = dt.date
DAY = D(2026, 7, 1)


def row(**values):
    return {"title": "单据录入", "source": "交易会", "posted_on": DAY} | values


def listed(work):
    work.session.flush()
    return list_opportunities(work, OpportunityFilter(), Sort("number"), 0, 100).rows


def test_a_list_adds_changes_and_leaves_alone(work):
    client = add_client(work, SaveClient("Alder Ltd.", "GB", "交易会"))
    code = usable_service_codes(work)[0]
    first = add_opportunity(work, SaveOpportunity("旧商机", "交易会", DAY, None))
    given = sheet(
        row(client="alder ltd.", service_code=code.code, certification_type="CMMI#3", people=40,
            language=ItemLanguage.ENGLISH, budget_usd_cents=5_000_000),
        row(title="二"),
    )  # fmt: skip
    assert found(preview_opportunity_import(work, given)) == []
    done = import_opportunities(work, given)
    assert (done.new, done.changed, done.same) == (2, 0, 0)
    one, new, other = listed(work)
    assert [one.id, one.number, new.number, other.number] == [
        first, "SJ-2026-0001", "SJ-2026-0002", "SJ-2026-0003",
    ]  # fmt: skip
    assert new.form == SaveOpportunity(
        "单据录入", "交易会", DAY, None, client_id=client, service_code_id=code.id,
        language=ItemLanguage.ENGLISH, certification_type="CMMI", least_level=3, people=40,
        budget_usd_cents=5_000_000,
    )  # fmt: skip
    assert (new.state, new.client) == (OpportunityState.POSTED, "Alder Ltd.")
    again = sheet(row(), row(title=" 二", answer_by=D(2026, 8, 1), client="Alder Ltd."))
    preview = preview_opportunity_import(work, again)
    assert [one.change for one in preview.rows] == [Change.SAME, Change.CHANGED]
    assert {(one.field, one.old, one.new) for one in preview.rows[1].differences} == {
        ("answer_by", None, D(2026, 8, 1)),
        ("client", "", "Alder Ltd."),
    }
    done = import_opportunities(work, again)
    assert (done.new, done.changed, done.same) == (0, 1, 1)
    assert [one.number for one in listed(work)][2] == "SJ-2026-0003"


def test_every_fault_of_a_list_is_told_and_nothing_is_written(work):
    for country in ("GB", "US"):
        add_client(work, SaveClient("Birch Ltd.", country, "交易会"))
    for _ in range(2):
        add_opportunity(work, SaveOpportunity("重复", "交易会", DAY, None))
    before = listed(work)
    given = sheet(
        row(client="无名"),
        row(title="二", client="Birch Ltd."),
        row(title="三", service_code="无"),
        row(title="四", certification_type="?奖状"),
        row(title="五", certification_type="CMMI#3", least_level=4),
        row(title="六", least_level=3),
        row(title="七", answer_by=D(2026, 6, 30), people=0),
        row(title="八", posted_on=D(2026, 10, 13)),
        row(title="重复"),
        row(title="三 "),
    )
    assert found(preview_opportunity_import(work, given)) == [
        (2, "client", "client-not-registered"),
        (3, "client", "client-of-two-countries"),
        (4, "service_code", "item-code-unknown"),
        (5, "certification_type", "certificate-kind-unknown"),
        (6, "least_level", "levels-differ"),
        (7, "least_level", "level-without-certificate"),
        (8, "people", "limit-not-positive"),
        (8, "answer_by", "end-before-start"),
        (9, "posted_on", "day-in-future"),
        (10, "title", "opportunity-there-twice"),
        (11, "title", "opportunity-twice-in-file"),
    ]
    with pytest.raises(Refused):
        import_opportunities(work, given)
    assert listed(work) == before


def test_a_signed_one_is_changed_no_more(work):
    id_ = add_opportunity(work, SaveOpportunity("单据录入", "交易会", DAY, None))
    firm = enterprise(work)
    recommend(work, id_, 1, [firm])
    work.session.flush()
    sign_with_new_contract(work, id_, listed(work)[0].version, contract(firm))
    work.session.flush()
    assert found(preview_opportunity_import(work, sheet(row()))) == []
    told = preview_opportunity_import(work, sheet(row(people=60)))
    assert found(told) == [(2, "title", "opportunity-is-signed")]


def test_headings_are_known_by_their_words_and_money_by_its_unit(tmp_path):
    path = tmp_path / "商机.csv"

    def read(heading, cell):
        path.write_text(
            f"需求名称,来源,发布日期,{heading}\n录入,交易会,2026-07-01,{cell}\n", "utf-8"
        )
        given = read_sheet(path, OPPORTUNITY_COLUMNS)
        return given.rows[0].values.get("budget_usd_cents"), [one.code for one in given.problems]

    assert read("预算(美元)", "1200.5") == (120_050, [])
    assert read("发包预算(万美元)", "50") == (50_000_000, [])
    for cell in ("￥500", "500万元", "€500"):
        assert read("预算(美元)", cell) == (None, ["not-a-number"])
    value, problems = read("预算", "50")
    assert value is None
    assert len(problems) == 1


def test_whoever_may_not_edit_the_platforms_imports_nothing(act_as):
    with act_as(Role.AUDITOR).work(read_only=False) as work, pytest.raises(NotPermitted):
        import_opportunities(work, sheet(row()))
