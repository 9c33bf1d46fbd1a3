"""The columns of certificates and contracts: what lists in the wild write."""

from decimal import Decimal

import pytest

from parkdesk.excel.cells import CellFault
from parkdesk.excel.certifications import CERTIFICATION_COLUMNS, read_kind
from parkdesk.excel.columns import find_column
from parkdesk.excel.contracts import CONTRACT_COLUMNS, read_currency


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("CMMI", "CMMI"),
        ("cmmi 3级", "CMMI#3"),
        ("CMMI5", "CMMI#5"),
        ("CMMI ML3", "CMMI#3"),
        ("ISO 27001", "ISO27001"),
        ("ISO/IEC 27001:2022", "ISO27001"),
        ("ISO27001信息安全管理体系", "ISO27001"),
        ("ISO/IEC 20000-1", "ISO20000"),
        ("SAS 70", "SAS70"),
        ("CMMI-DEV V2.0 ML3", "CMMI#3"),
        ("CMMI-DEV v1.3", "CMMI"),
        ("PCMM 2级", "PCMM#2"),
        ("CMMI 三级", "CMMI#3"),
        ("GB/T 22080-2016/ISO/IEC 27001:2013", "ISO27001"),
        ("", None),
    ],
)
def test_a_kind_is_known_as_people_write_it(cell, code):
    assert read_kind(cell) == code


@pytest.mark.parametrize("cell", ["高新技术企业", "ISO", "ISO9001/ISO14001", "CMMI3、ISO 27001"])
def test_an_unknown_kind_is_a_problem_of_its_cell(cell):
    with pytest.raises(CellFault) as fault:
        read_kind(cell)
    assert fault.value.code == "not-in-list"


@pytest.mark.parametrize(
    ("cell", "code"), [("USD", "USD"), ("美元", "USD"), ("rmb", "CNY"), ("日元", "JPY")]
)
def test_a_currency_is_known_by_code_and_by_name(cell, code):
    assert read_currency(cell) == code


def test_an_unknown_currency_is_a_problem_of_its_cell():
    with pytest.raises(CellFault) as fault:
        read_currency("dollars")
    assert fault.value.code == "unknown-currency"


def test_an_amount_is_read_exactly():
    assert find_column(CONTRACT_COLUMNS, "amount").read(0.1) == Decimal("0.1")


def test_a_method_is_known_by_its_chinese_and_english_words():
    read = find_column(CERTIFICATION_COLUMNS, "method").read
    assert read("维持评估（Sustainment）") == "sustainment"
    assert read("benchmark") == "benchmark"
