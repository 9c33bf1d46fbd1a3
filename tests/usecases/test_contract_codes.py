"""Service codes, layers and evidence of contracts, by hand and from a list."""

import datetime as dt

import pytest
from sqlalchemy import select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.domain.paging import Sort
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.domain.service_codes import Layer
from parkdesk.store.tables.service_codes import ServiceCodeRecord
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import (
    SaveExecution,
    delete_execution,
    record_execution,
)
from parkdesk.usecases.contract_exports import export_contracts
from parkdesk.usecases.contract_imports import import_contracts, preview_contract_import
from parkdesk.usecases.contract_lists import ContractFilter
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.execution_papers import prepare_evidence
from parkdesk.usecases.papers import NewPaper, add_papers, remove_paper
from parkdesk.usecases.service_codes import delete_service_code
from tests.papers import paper_file, pdf
from tests.registers import contract, enterprise
from tests.usecases.test_register_imports import agreed, found, sheet

D = dt.date


def code_of(work, line):
    query = select(ServiceCodeRecord).where(
        ServiceCodeRecord.line == line, ServiceCodeRecord.parent_code != ""
    )
    return work.session.scalars(query.order_by(ServiceCodeRecord.id)).first()


def test_a_code_is_of_the_contracts_line_and_of_its_day(work):
    owner, code = enterprise(work), code_of(work, "ITO")
    id_ = register_contract(work, contract(owner, service_code_id=code.id, layer=Layer.OPERATIONAL))
    detail = contract_detail(work, id_)
    assert detail.service_code == f"{code.code} {code.name}"
    assert (detail.service_code_id, detail.layer) == (code.id, Layer.OPERATIONAL)
    for differences, problem in (
        ({"service_line": ServiceLine.BPO}, "code-of-another-line"),
        ({"service_code_id": 999_999}, "unknown-service-code"),
        ({"signed_on": D(2007, 4, 23)}, "code-not-of-the-day"),
    ):
        form = contract(owner, **({"service_code_id": code.id} | differences))
        with pytest.raises(InvalidInput) as refused:
            register_contract(work, form)
        assert refused.value.problems == {"service_code_id": problem}


def test_a_code_that_a_contract_names_is_not_deleted(work):
    code = code_of(work, "ITO")
    register_contract(work, contract(enterprise(work), service_code_id=code.id))
    with pytest.raises(Refused) as refused:
        delete_service_code(work, code.id, code.version)
    assert refused.value.code == "service-code-in-use"


def test_a_list_has_codes_and_layers_and_comes_back_as_it_went(work):
    enterprise(work, name="太湖软件有限公司")
    code = code_of(work, "ITO")
    given = sheet(
        agreed(service_code=code.code, layer=Layer.STRATEGIC),
        agreed(number="JB-2", service_code="NOWHERE"),
        agreed(number="JB-3", service_code=code_of(work, "BPO").code),
    )
    assert found(preview_contract_import(work, given)) == [
        (3, "service_code", "unknown-service-code"),
        (4, "service_code", "code-of-another-line"),
    ]
    assert import_contracts(work, sheet(given.rows[0].values)).new == 1
    (row,) = export_contracts(work, ContractFilter(), Sort("number"))
    assert (row.service_code, row.layer) == (code.code, Layer.STRATEGIC)
    again = sheet({name: getattr(row, name) for name in row.__slots__})
    assert import_contracts(work, again).nothing_changed


def test_a_change_is_told_in_the_words_of_the_list(work):
    enterprise(work, name="太湖软件有限公司")
    enterprise(work, name="凌云信息有限公司")
    first, second = work.session.scalars(
        select(ServiceCodeRecord)
        .where(ServiceCodeRecord.line == "ITO", ServiceCodeRecord.parent_code != "")
        .order_by(ServiceCodeRecord.id)
        .limit(2)
    )
    import_contracts(work, sheet(agreed(service_code=first.code, country_code="日本")))
    moved = {"enterprise": "凌云信息有限公司", "service_code": second.code, "country_code": "us"}
    (told,) = preview_contract_import(work, sheet(agreed(**moved))).rows
    assert {(one.field, one.old, one.new) for one in told.differences} == {
        ("enterprise", "太湖软件有限公司", "凌云信息有限公司"),
        ("service_code", first.code, second.code),
        ("country_code", "日本", "美国"),
    }


# Evidence


@pytest.fixture
def execution(work):
    id_ = register_contract(work, contract(enterprise(work), number="HT-1"))
    return record_execution(work, id_, SaveExecution(D(2026, 8, 20), 3_000_000, "SH-1"))


def test_a_file_is_taken_for_a_receipt_unless_its_name_says_otherwise(work, execution):
    names = ("IMG_0001.pdf", "验收单 0820.pdf", "结汇水单.pdf")
    filing = prepare_evidence(work, execution, names, ())
    assert [one.slot for one in filing.guesses] == [
        "exchange-receipt",
        "acceptance",
        "exchange-receipt",
    ]
    assert {one.owner.kind for one in filing.places} == {OwnerKind.CONTRACT_EXECUTION}


def test_an_execution_keeps_its_papers_even_those_that_were_taken_out(work, execution):
    owner = Owner(OwnerKind.CONTRACT_EXECUTION, execution)
    (paper,) = add_papers(work, (NewPaper(owner, "exchange-receipt", paper_file(pdf())),))
    with pytest.raises(Refused) as refused:
        delete_execution(work, execution, 1, "重复登记")
    assert refused.value.code == "execution-has-papers"
    remove_paper(work, paper, 1, "Another contract's")
    with pytest.raises(Refused):
        delete_execution(work, execution, 1, "重复登记")
