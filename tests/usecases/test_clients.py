"""Clients of the marketplace on a real database: register, lists in and out, what may leave."""

import datetime as dt
from dataclasses import replace

import openpyxl
import pytest

from parkdesk.domain.clients import ConsentState, SaveClient
from parkdesk.domain.errors import InvalidInput, NotFound, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import Change
from parkdesk.domain.paging import Sort
from parkdesk.excel.clients import CLIENT_COLUMNS, PUBLISHED_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.writing import write_list
from parkdesk.usecases.client_imports import (
    export_clients,
    import_clients,
    preview_client_import,
)
from parkdesk.usecases.clients import (
    SORTS,
    ClientFilter,
    add_client,
    client_detail,
    clients_to_publish,
    clients_without_consent,
    delete_client,
    edit_client,
    list_clients,
    verify_client,
)
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from tests.registers import contract, enterprise
from tests.usecases.test_register_imports import found, sheet

D = dt.date
NAME = "Kitanagi Systems K.K."
FORM = SaveClient(
    NAME, "JP", "接包合同", "金融信息系统", 3_200, "测试外包", verified_on=D(2026, 9, 15)
)
AGREED = {"consent_on": D(2026, 1, 15), "consent_basis": "2026年1月15日邮件"}


def listed(work, criteria=None, sort="name", **flags):
    return list_clients(work, criteria or ClientFilter(), Sort(sort, **flags), 0, 100).rows


def names(work, **criteria):
    return [row.form.name for row in listed(work, ClientFilter(**criteria))]


def test_a_client_is_kept_as_it_was_typed(work):
    id_ = add_client(work, replace(FORM, name=f" {NAME} "))
    row = client_detail(work, id_)
    assert row.form == FORM
    assert (row.country_zh, row.country_en, row.verified_by) == ("日本", "Japan", work.actor.name)
    assert (row.consent, row.is_old) == (ConsentState.NONE, False)


def test_the_same_name_in_the_same_country_is_one_client(work):
    id_ = add_client(work, FORM)
    with pytest.raises(InvalidInput) as refused:
        add_client(work, replace(FORM, name="kitanagi　systems k.k."))
    assert refused.value.problems == {"name": "client-there-already"}
    other = add_client(work, replace(FORM, country_code="US"))
    with pytest.raises(InvalidInput):
        edit_client(work, other, 1, FORM)
    edit_client(work, id_, 1, replace(FORM, field="银行"))
    work.session.flush()
    assert client_detail(work, id_).form.field == "银行"


def test_who_made_sure_stays_until_the_day_moves(act_as):
    clerk, manager = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    with clerk.work(read_only=False) as work:
        id_ = add_client(work, FORM)
    with manager.work(read_only=False) as work:
        edit_client(work, id_, 1, replace(FORM, note="改备注"))
    with manager.work(read_only=True) as work:
        assert client_detail(work, id_).verified_by == "李芳"
    with manager.work(read_only=False) as work:
        verify_client(work, id_, 2)
    with manager.work(read_only=True) as work:
        row = client_detail(work, id_)
    assert (row.form.verified_on, row.verified_by) == (D(2026, 10, 12), "王敏")


def test_an_older_version_is_not_written_over(work):
    id_ = add_client(work, FORM)
    edit_client(work, id_, 1, replace(FORM, field="银行"))
    work.session.flush()
    with pytest.raises(StaleRecord):
        verify_client(work, id_, 1)


def test_filters_and_orders(work):
    for name, country, differences in (
        ("Alder Ltd.", "GB", AGREED | {"verified_on": None}),
        ("Birch Ltd.", "GB", AGREED | {"consent_until": D(2026, 9, 30), "needs": "数据标注"}),
        ("Cedar Inc.", "US", {"verified_on": D(2025, 10, 11), "field": "保险 Insurance"}),
    ):
        add_client(work, replace(FORM, name=name, country_code=country, **differences))
    assert names(work) == ["Alder Ltd.", "Birch Ltd.", "Cedar Inc."]
    assert names(work, consent=ConsentState.GIVEN) == ["Alder Ltd."]
    assert names(work, consent=ConsentState.ENDED) == ["Birch Ltd."]
    assert names(work, consent=ConsentState.NONE) == ["Cedar Inc."]
    assert names(work, is_old=True) == ["Alder Ltd.", "Cedar Inc."]
    assert names(work, country="US") == names(work, text="保险") == ["Cedar Inc."]
    assert names(work, text="insurance") == ["Cedar Inc."]
    assert names(work, text="标注") == names(work, text="BIRCH") == ["Birch Ltd."]
    for sort in SORTS:
        up, down = listed(work, sort=sort), listed(work, sort=sort, descending=True)
        assert up == down[::-1]


def test_only_whose_consent_holds_today_leaves_the_office(work):
    add_client(work, replace(FORM, name="Alder Ltd.", **AGREED))
    add_client(work, replace(FORM, name="Birch Ltd.", **AGREED, consent_until=D(2026, 10, 11)))
    add_client(work, replace(FORM, name="Cedar Inc."))
    everybody = ClientFilter()
    assert clients_without_consent(work, everybody) == ("Birch Ltd.", "Cedar Inc.")
    published = clients_to_publish(work, everybody, Sort("name"))
    assert [(one.name, one.country_code) for one in published] == [("Alder Ltd.", "日本")]
    told = {column.field for column in PUBLISHED_COLUMNS}
    assert told == {"name", "country_code", "field", "people", "needs"}


def test_a_client_is_shown_with_what_the_contracts_say(act_as):
    desk = act_as(Role.ADMINISTRATOR)
    with desk.work(read_only=False) as work:
        id_ = add_client(work, FORM)
        owner = enterprise(work)
        one = register_contract(work, contract(owner, client=NAME))
        register_contract(work, contract(owner, number="C-2", client="Another"))
        record_execution(work, one, SaveExecution(D(2026, 10, 8), 40_000_00))
    with desk.work(read_only=True) as work:
        dealings = client_detail(work, id_).dealings
    assert (dealings.contracts, dealings.enterprises) == (1, 1)
    assert dealings.executed_usd_cents == 40_000_00
    assert dealings.last_signed_on is not None


def test_a_deleted_client_is_gone_and_a_reader_deletes_none(act_as):
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        id_ = add_client(work, FORM)
    with act_as(Role.AUDITOR).work(read_only=False) as work, pytest.raises(NotPermitted):
        delete_client(work, id_, 1)
    with act_as(Role.CLERK).work(read_only=False) as work:
        delete_client(work, id_, 1)
        work.session.flush()
        with pytest.raises(NotFound):
            client_detail(work, id_)


def row(**values):
    return {"name": NAME, "country_code": "日本", "source": "接包合同", "people": 3_200} | values


def test_a_list_adds_changes_and_leaves_alone(work):
    given = sheet(row(), row(name="Harbourline", country_code="us"), row(country_code="香港"))
    assert found(preview_client_import(work, given)) == []
    done = import_clients(work, given)
    assert (done.new, done.changed, done.same) == (3, 0, 0)
    again = sheet(row(people=None), row(name="harbourline", country_code="美国", field="软件"))
    preview = preview_client_import(work, again)
    assert [one.change for one in preview.rows] == [Change.SAME, Change.CHANGED]
    assert [one.field for one in preview.rows[1].differences] == ["field"]
    done = import_clients(work, again)
    assert (done.new, done.changed, done.same) == (0, 1, 1)
    assert [one.form.field for one in listed(work)] == ["软件", "", ""]


def test_every_fault_of_a_list_is_told_and_nothing_is_written(work):
    given = sheet(
        row(country_code="火星"),
        row(source=None),
        row(name="A", people=-1),
        row(name="B", consent_on=D(2026, 1, 1)),
        row(name="b"),
    )
    assert found(preview_client_import(work, given)) == [
        (2, "country_code", "unknown-country"),
        (3, "source", "required"),
        (4, "people", "negative-number"),
        (5, "consent_basis", "consent-without-basis"),
        (6, "name", "twice-in-file"),
    ]
    with pytest.raises(Refused):
        import_clients(work, given)
    assert listed(work) == ()


def test_what_goes_out_comes_in_again_unchanged(work, tmp_path):
    add_client(work, replace(FORM, **AGREED, note="=1+1"))
    path = tmp_path / "发包商.xlsx"
    write_list(path, CLIENT_COLUMNS, export_clients(work, ClientFilter(), Sort("name")), title="x")
    cells = [cell.value for line in openpyxl.load_workbook(path).active for cell in line]
    assert "日本" in cells
    preview = preview_client_import(work, read_sheet(path, CLIENT_COLUMNS))
    assert [one.change for one in preview.rows] == [Change.SAME]


def test_a_wrong_form_is_refused_at_its_fields_and_writes_nothing(work):
    with pytest.raises(InvalidInput) as refused:
        add_client(work, replace(FORM, name=" ", country_code="??"))
    assert set(refused.value.problems) == {"name", "country_code"}
    assert listed(work) == ()
