"""Every list with what nobody expects in its cells: a problem of the cell, and never a fault.

Each column of each list is given each odd text, alone in an otherwise good row, as a file. What
has no problem must be one that can be written, on both databases.
"""

import csv
import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import Refused, UserError
from parkdesk.domain.programmes import Mark
from parkdesk.domain.service_codes import EditionForm
from parkdesk.excel.certifications import CERTIFICATION_COLUMNS
from parkdesk.excel.class_members import CLASS_COLUMNS
from parkdesk.excel.clients import CLIENT_COLUMNS
from parkdesk.excel.columns import Column
from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.excel.market_items import ITEM_COLUMNS
from parkdesk.excel.opportunities import OPPORTUNITY_COLUMNS
from parkdesk.excel.reading import read_sheet
from parkdesk.excel.service_codes import SERVICE_CODE_COLUMNS
from parkdesk.excel.statistics import RETURN_COLUMNS
from parkdesk.excel.titles import TITLE_COLUMNS
from parkdesk.usecases.certification_imports import (
    import_certifications,
    preview_certification_import,
)
from parkdesk.usecases.class_imports import import_members, preview_member_import
from parkdesk.usecases.client_imports import import_clients, preview_client_import
from parkdesk.usecases.contract_imports import import_contracts, preview_contract_import
from parkdesk.usecases.imports import import_enterprises, preview_enterprise_import
from parkdesk.usecases.market_item_imports import import_items, preview_item_import
from parkdesk.usecases.opportunity_imports import (
    import_opportunities,
    preview_opportunity_import,
)
from parkdesk.usecases.return_imports import import_returns, preview_return_import
from parkdesk.usecases.service_code_imports import (
    import_service_codes,
    preview_service_code_import,
)
from parkdesk.usecases.service_codes import register_edition
from parkdesk.usecases.title_imports import import_titles, preview_title_import
from tests.registers import enterprise
from tests.usecases import training_stories as training

HOLDER = "太湖软件有限公司"
ODD = (
    "0001-01-01",
    "9999-12-31",
    "999999999999999",
    "2147483648",
    "99999999999.99",
    "-1",
    "#",
    "?",
    "'",
    "\u200b",
    "😀" * 40,
    "x" * 5_000,
    "0000Q1",
    "9999Q4",
    "1,5",
)


@dataclass(frozen=True)
class Kind:
    columns: tuple[Column, ...]
    good: dict[str, str]
    preview: Callable[..., Any]
    write: Callable[..., Any]
    first: Callable[[Any], tuple[Any, ...]] = lambda _work: ()


def _edition(work):
    form = EditionForm(
        "试验分类", dt.date(2026, 1, 1), document="T/TEST 1", source="x", certainty=Mark.DOCUMENT
    )
    return (register_edition(work, form),)


def _class(work):
    owner = training.institution(work, enterprise(work, name="云湖职业培训学校"))
    return (training.class_of(work, training.course(work, owner)),)


KINDS = {
    "enterprises": Kind(
        ENTERPRISE_COLUMNS,
        {"name": "洞庭软件有限公司", "code": "91330100799655058B", "entered_on": "2020-05-11"},
        preview_enterprise_import,
        import_enterprises,
    ),
    "certifications": Kind(
        CERTIFICATION_COLUMNS,
        {"enterprise": HOLDER, "type_code": "ISO27001", "number": "I-1", "issued_on": "2024-05-10"},
        preview_certification_import,
        import_certifications,
    ),
    "appraisals": Kind(
        CERTIFICATION_COLUMNS,
        {
            "enterprise": HOLDER,
            "type_code": "CMMI3",
            "number": "I-1",
            "issued_on": "2024-05-10",
            "model": "CMMI V2.0",
            "method": "benchmark",
        },
        preview_certification_import,
        import_certifications,
    ),
    "contracts": Kind(
        CONTRACT_COLUMNS,
        {
            "number": "C-1",
            "enterprise": HOLDER,
            "client": "Northwind",
            "country_code": "US",
            "service_line": "ITO",
            "currency": "CNY",
            "amount": "10",
            "signed_on": "2024-05-10",
        },
        preview_contract_import,
        import_contracts,
    ),
    "class members": Kind(
        CLASS_COLUMNS,
        {"name": "学员1", "id_number": "320106199805110012"},
        preview_member_import,
        import_members,
        _class,
    ),
    "clients": Kind(
        CLIENT_COLUMNS,
        {"name": "Northwind", "country_code": "US", "source": "接包合同"},
        preview_client_import,
        import_clients,
    ),
    "market items": Kind(
        ITEM_COLUMNS,
        {"title": "市场观察", "source": "行业月刊", "published_on": "2026-07-15"},
        preview_item_import,
        import_items,
    ),
    "opportunities": Kind(
        OPPORTUNITY_COLUMNS,
        {"title": "单据录入", "source": "交易会", "posted_on": "2026-07-15"},
        preview_opportunity_import,
        import_opportunities,
    ),
    "titles": Kind(
        TITLE_COLUMNS,
        {"enterprise": HOLDER, "kind": "技术先进型服务企业", "granted_on": "2024-05-10"},
        preview_title_import,
        import_titles,
    ),
    "returns": Kind(
        RETURN_COLUMNS,
        {
            "enterprise": HOLDER,
            "headcount": "10",
            "graduates": "9",
            "new_hires": "1",
            "new_graduates": "1",
        },
        preview_return_import,
        import_returns,
        lambda _work: (Quarter(2026, 3),),
    ),
    "service codes": Kind(
        SERVICE_CODE_COLUMNS,
        {"code": "10", "name": "软件研发", "line": "ITO"},
        preview_service_code_import,
        import_service_codes,
        _edition,
    ),
}


@pytest.mark.parametrize(
    ("kind", "field"),
    [(name, column.field) for name, kind in KINDS.items() for column in kind.columns],
)
def test_an_odd_cell_is_a_problem_and_never_a_fault(desk, tmp_path, kind, field):
    it = KINDS[kind]
    fields = [one.field for one in it.columns if one.field in it.good or one.field == field]
    titles = [one.heading for one in it.columns if one.field in fields]
    faults = []
    for number, odd in enumerate(ODD):
        path = tmp_path / f"{number}.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(titles)
            writer.writerow([(it.good | {field: odd})[name] for name in fields])
        sheet = read_sheet(path, it.columns)
        try:
            with desk.work(read_only=False) as work:
                enterprise(work, name=HOLDER)
                work.session.flush()
                first = it.first(work)
                it.preview(work, *first, sheet)
                it.write(work, *first, sheet, frozenset({"import-has-doubts"}))
                work.session.flush()
                raise Refused("undo")  # noqa: TRY301 - leaves the park as it was
        except UserError:
            pass
        except Exception as fault:  # noqa: BLE001 - each is one to mend
            faults.append((odd[:12], repr(fault)[:90]))
    assert faults == []
