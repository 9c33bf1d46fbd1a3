"""How lists spell ITO, BPO and KPO, and what is left to the person."""

import pytest

from parkdesk.domain.contracts import ServiceLine
from parkdesk.excel.cells import CellFault
from parkdesk.excel.contracts import CONTRACT_COLUMNS
from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.excel.service_lines import read_service_line
from parkdesk.i18n import tr


@pytest.mark.parametrize(
    ("word", "line"),
    [
        ("", None),
        (" ito ", ServiceLine.ITO),
        ("ＢＰＯ", ServiceLine.BPO),
        ("信息技术外包", ServiceLine.ITO),
        ("ITO（信息技术外包）", ServiceLine.ITO),
        ("ITO(信息技术外包)", ServiceLine.ITO),
        ("信息技术外包（ITO）", ServiceLine.ITO),
        ("ITO-软件研发", ServiceLine.ITO),
        ("ITO：软件研发", ServiceLine.ITO),
        ("业务流程外包 BPO", ServiceLine.BPO),
        ("KPO知识流程外包", ServiceLine.KPO),
        ("软件研发及外包", ServiceLine.ITO),
        ("软件研发外包", ServiceLine.ITO),
        ("信息系统运营维护外包", ServiceLine.ITO),
        ("企业内部管理", ServiceLine.BPO),
        ("供应链管理服务", ServiceLine.BPO),
    ],
)
def test_a_word_that_the_official_trees_decide(word, line):
    assert read_service_line(word) is line


@pytest.mark.parametrize(
    "word",
    [
        "呼叫中心",
        "数据处理",
        "ITO/BPO",
        "KPO（业务流程外包）",
        "非ITO",
        "VITORIA",
        "供应链管理软件",
        "外包",
    ],
)
def test_a_word_that_only_the_person_can_decide(word):
    with pytest.raises(CellFault) as refused:
        read_service_line(word)
    assert refused.value.code == "not-in-list"
    assert refused.value.facts == {"allowed": ("ITO", "BPO", "KPO")}


@pytest.mark.parametrize(
    "column",
    [one for one in (*ENTERPRISE_COLUMNS, *CONTRACT_COLUMNS) if one.allowed],
    ids=lambda one: one.heading,
)
def test_every_word_that_is_offered_can_be_read(column):
    assert all(column.read(tr(word)) is not None for word in column.allowed)
