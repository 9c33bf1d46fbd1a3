"""Lists of certificates and contracts: previewed with every problem, then all or nothing."""

import datetime as dt
from decimal import Decimal

import pytest

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.imports import Change, FoundColumn, Sheet, SheetRow
from parkdesk.domain.paging import Sort
from parkdesk.store.tables.enterprises import EnterpriseNameRecord
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_exports import export_certifications
from parkdesk.usecases.certification_imports import (
    import_certifications,
    preview_certification_import,
)
from parkdesk.usecases.certification_lists import CertificationFilter, list_certifications
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.contract_details import contract_detail
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contract_exports import export_contracts
from parkdesk.usecases.contract_imports import import_contracts, preview_contract_import
from parkdesk.usecases.contract_lists import ContractFilter, list_contracts
from parkdesk.usecases.contracts import register_contract
from tests.registers import benchmark, contract, enterprise

D = dt.date


def sheet(*rows, problems=()):
    names = dict.fromkeys(name for row in rows for name in row)
    columns = tuple(
        FoundColumn(name, chr(ord("A") + place), name) for place, name in enumerate(names)
    )
    return Sheet(
        "Sheet1",
        tuple(SheetRow(number, row) for number, row in enumerate(rows, 2)),
        tuple(problems),
        columns,
    )


def certificate(**values):
    return {
        "enterprise": "太湖软件有限公司",
        "type_code": "CMMI#3",
        "number": "A-1",
        "issued_on": D(2024, 5, 10),
        "model": "CMMI V2.0",
        "method": "benchmark",
    } | values


def found(preview):
    return [(one.row, one.field, one.code) for one in preview.problems]


def listed(work):
    return list_certifications(work, CertificationFilter(), Sort("issued_on"), 0, 100).rows


def test_certificates_are_imported_with_their_level_and_expiry(work):
    enterprise(work, name="太湖软件有限公司")
    given = sheet(
        certificate(),
        certificate(type_code="ISO27001", number="I-1", model=None, method=None),
    )
    preview = preview_certification_import(work, given)
    assert (preview.count(Change.NEW), found(preview)) == (2, [])
    done = import_certifications(work, given)
    assert (done.new, done.changed, done.same) == (2, 0, 0)
    work.session.flush()
    rows = {row.number: row for row in listed(work)}
    assert done.first_id == min(row.id for row in rows.values())
    assert (rows["A-1"].level, rows["A-1"].expires_on) == (3, D(2027, 5, 10))
    assert rows["I-1"].expires_on == D(2027, 5, 9)
    again = import_certifications(work, given)
    assert again.nothing_changed


def test_a_chain_in_one_file_is_linked_whatever_its_order(work):
    enterprise(work, name="太湖软件有限公司")
    sustained = certificate(number="A-2", method="sustainment", issued_on=D(2026, 4, 1))
    import_certifications(work, sheet(sustained, certificate()))
    work.session.flush()
    first, second = listed(work)
    detail = certification_detail(work, second.id)
    assert [one.id for one in detail.chain] == [first.id, second.id]
    assert detail.row.expires_on == D(2028, 4, 1)


def test_every_problem_of_a_list_of_certificates_is_told_in_one_pass(work):
    owner = enterprise(work, name="太湖软件有限公司")
    enterprise(work, name="老企业", founded_on=D(2025, 1, 1))
    register_certification(work, benchmark(owner, number="A-0"))
    given = sheet(
        certificate(enterprise="没有这家企业"),
        certificate(method="evaluation"),
        certificate(number="A-9", method="sustainment", level=4, issued_on=D(2026, 4, 1)),
        certificate(number="A-3", model=None),
        certificate(number="A-3"),
        certificate(enterprise="老企业", number="A-5"),
    )
    preview = preview_certification_import(work, given)
    assert found(preview) == [
        (2, "enterprise", "unknown-enterprise"),
        (3, "level", "method-gives-no-level"),
        (4, "level", "sustainment-raises-level"),
        (5, "model", "required"),
        (6, "number", "twice-in-file"),
        (7, "issued_on", "issued-before-founding"),
    ]
    assert (preview.stops, preview.asks) == (5, 1)
    with pytest.raises(Refused):
        import_certifications(work, given)
    assert len(listed(work)) == 1


def test_a_doubt_about_a_certificate_wants_the_persons_word(work):
    enterprise(work, name="太湖软件有限公司", founded_on=D(2025, 1, 1))
    given = sheet(certificate())
    with pytest.raises(NeedsConfirmation):
        import_certifications(work, given)
    assert import_certifications(work, given, frozenset({"import-has-doubts"})).new == 1


def test_a_changed_cell_changes_a_certificate_and_a_blank_one_does_not(work):
    owner = enterprise(work, name="太湖软件有限公司")
    id_ = register_certification(work, benchmark(owner, number="A-1", scope="软件开发"))
    given = sheet(certificate(issuer="某评估机构", scope=None))
    preview = preview_certification_import(work, given)
    assert [(one.field, one.new) for one in preview.rows[0].differences] == [
        ("issuer", "某评估机构")
    ]
    assert import_certifications(work, given).changed == 1
    work.session.flush()
    detail = certification_detail(work, id_)
    assert (detail.row.issuer, detail.scope) == ("某评估机构", "软件开发")


def test_an_exported_list_of_certificates_can_be_imported_again(work):
    owner = enterprise(work, name="太湖软件有限公司")
    register_certification(work, benchmark(owner, number="A-1"))
    rows = export_certifications(work, CertificationFilter(), Sort("number"))
    given = sheet({name: getattr(rows[0], name) for name in rows[0].__slots__})
    assert import_certifications(work, given).nothing_changed


def agreed(**values):
    return {
        "number": "JB-1",
        "enterprise": "太湖软件有限公司",
        "client": "Northwind Inc.",
        "country_code": "美国",
        "service_line": ServiceLine.ITO,
        "currency": "USD",
        "amount": Decimal("100000.00"),
        "signed_on": D(2026, 7, 6),
    } | values


def contracts(work):
    return list_contracts(work, ContractFilter(), Sort("number"), 0, 100).rows


def test_contracts_are_imported_in_their_currency(work):
    enterprise(work, name="太湖软件有限公司", code="91320211000000001X")
    given = sheet(
        agreed(),
        agreed(number="JB-2", country_code="香港", currency="JPY", amount=Decimal(5_000_000)),
        agreed(number="JB-3", enterprise="别的写法", code="91320211000000001X"),
    )
    assert found(preview_contract_import(work, given)) == [(3, "currency", "no-rate-yet")]
    with pytest.raises(NeedsConfirmation):
        import_contracts(work, given)
    assert import_contracts(work, given, frozenset({"import-has-doubts"})).new == 3
    rows = contracts(work)
    assert [row.amount_minor for row in rows] == [10_000_000, 5_000_000, 10_000_000]
    assert [row.country_code for row in rows] == ["US", "HK", "US"]
    assert rows[1].amount_usd_cents is None
    assert import_contracts(work, given).nothing_changed


def test_every_problem_of_a_list_of_contracts_is_told_in_one_pass(work):
    enterprise(work, name="太湖软件有限公司")
    enterprise(work, name="新企业", entered_on=D(2026, 8, 1))
    given = sheet(
        agreed(enterprise="没有这家企业"),
        agreed(number="JB-2", country_code="亚特兰蒂斯"),
        agreed(number="JB-3", currency="JPY", amount=Decimal("0.5")),
        agreed(number="JB-4", signed_on=D(2027, 1, 1)),
        agreed(number="JB-4"),
        agreed(number="JB-5", amount=Decimal(-5)),
        agreed(number="JB-6", enterprise="新企业"),
    )
    preview = preview_contract_import(work, given)
    assert found(preview) == [
        (2, "enterprise", "unknown-enterprise"),
        (3, "country_code", "unknown-country"),
        (4, "amount", "too-many-decimals"),
        (5, "signed_on", "in-the-future"),
        (6, "number", "twice-in-file"),
        (7, "amount", "negative-amount"),
        (8, "signed_on", "signed-outside-residence"),
    ]
    with pytest.raises(Refused):
        import_contracts(work, given)
    assert contracts(work) == ()


def test_a_list_does_not_move_what_was_reported(work):
    owner = enterprise(work, name="太湖软件有限公司")
    id_ = register_contract(work, contract(owner, number="JB-1"))
    assert import_contracts(work, sheet(agreed(amount=Decimal(120_000)))).changed == 1
    work.session.flush()
    record_execution(work, id_, SaveExecution(D(2026, 8, 20), 3_000_000))
    given = sheet(agreed(amount=Decimal(130_000)))
    assert found(preview_contract_import(work, given)) == [(2, "amount", "moves-by-change")]
    renamed = sheet(agreed(amount=Decimal(120_000), client="Contoso Ltd."))
    assert import_contracts(work, renamed).changed == 1
    work.session.flush()
    assert contract_detail(work, id_).row.client == "Contoso Ltd."


def test_an_exported_list_of_contracts_can_be_imported_again(work):
    owner = enterprise(work, name="太湖软件有限公司")
    register_contract(work, contract(owner, number="JB-1", country_code="TW"))
    rows = export_contracts(work, ContractFilter(), Sort("number"))
    given = sheet({name: getattr(rows[0], name) for name in rows[0].__slots__})
    assert rows[0].country_code == "中国台湾"
    assert import_contracts(work, given).nothing_changed


@pytest.mark.parametrize(
    ("preview", "row"),
    [(preview_certification_import, "certificate"), (preview_contract_import, "agreement")],
)
def test_a_code_and_a_name_of_two_enterprises_decide_nothing(work, preview, row):
    """Where a column slipped by a row, the code alone would give each record to a neighbour."""
    enterprise(work, name="太湖软件有限公司", code="91330100799655058B")
    enterprise(work, name="洞庭软件有限公司")
    values = {"certificate": certificate, "agreement": agreed}[row]
    given = sheet(
        values(enterprise="洞庭软件有限公司", code="91330100799655058B"),
        values(enterprise="新名软件有限公司", code="91330100799655058B", number="A-2"),
    )
    assert found(preview(work, given)) == [(2, "enterprise", "code-of-another")]


def test_a_former_name_that_two_have_borne_means_neither(work):
    for owner in (enterprise(work), enterprise(work)):
        work.add(
            EnterpriseNameRecord(
                enterprise_id=owner, name="旧名软件有限公司", until_on=D(2020, 1, 1)
            )
        )
    given = sheet(certificate(enterprise="旧名软件有限公司"))
    assert found(preview_certification_import(work, given)) == [
        (2, "enterprise", "unknown-enterprise")
    ]
