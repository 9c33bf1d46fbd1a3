"""The kind of outsourcing (业务类型) as lists spell it: ITO, BPO or KPO.

Accepted are the abbreviations and their names, an abbreviation with words beside it
(ITO（信息技术外包）, ITO-软件研发), and the classes that the official trees put under one of the
three: the 2007 statistics regime (商务部办公厅, 24 April 2007) and the scope of the tax incentive
for advanced-technology service enterprises. Any other word is the person's to decide.
"""

from __future__ import annotations

import re

from parkdesk.domain.contracts import ServiceLine
from parkdesk.excel.cells import Cell, CellFault, plain, read_text

WORDS = tuple(line.value for line in ServiceLine)
"""What a refusal names, and what a person chooses from."""

_NAMES = {
    "信息技术外包": ServiceLine.ITO,
    "业务流程外包": ServiceLine.BPO,
    "知识流程外包": ServiceLine.KPO,
}
_CLASSES = {
    ServiceLine.ITO: (
        # 技术先进型服务企业, scope of ITO; the first is written without 及 as well.
        "软件研发及外包",
        "软件研发外包",
        "信息技术研发服务外包",
        "信息系统运营维护外包",
        # The tree of the 2007 regime.
        "系统操作",
        "系统操作服务",
        "系统应用",
        "系统应用服务",
        "基础技术服务",
    ),
    ServiceLine.BPO: (
        "企业内部管理",
        "企业内部管理服务",
        "企业业务运作",
        "企业业务运作服务",
        "供应链管理",
        "供应链管理服务",
    ),
}
_KNOWN = {plain(name): line for name, line in _NAMES.items()} | {
    plain(word): line for line, words in _CLASSES.items() for word in words
}
_ABBREVIATION = re.compile(r"(?<![a-z])(ito|bpo|kpo)(?![a-z])")
_NEGATIONS = ("非", "不")


def read_service_line(cell: Cell) -> ServiceLine | None:
    """Return the one kind of outsourcing that the cell names; None for a blank one."""
    text = read_text(cell)
    if text is None:
        return None
    word = plain(text)
    found = {_KNOWN[word]} if word in _KNOWN else _named(word)
    if len(found) != 1:
        raise CellFault("not-in-list", allowed=WORDS)
    return found.pop()


def _named(word: str) -> set[ServiceLine]:
    """Return the kinds whose abbreviation stands in the word; two of them decide nothing."""
    found = {ServiceLine(one.upper()) for one in _ABBREVIATION.findall(word)}
    if not found or any(one in word for one in _NEGATIONS):
        return set()
    # A name beside the abbreviation has to be its own: KPO（业务流程外包） is a mistake.
    return found | {line for name, line in _NAMES.items() if name in word}
