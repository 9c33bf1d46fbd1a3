"""The service catalogue of the demonstration park; names and prices are invented."""

from __future__ import annotations

import datetime as dt

from parkdesk.demo.rows import Row
from parkdesk.demo.services import Served
from parkdesk.domain.offers import NEVER, OfferUnit
from parkdesk.domain.platforms import ServiceKind, platform_of

_OPENED = dt.date(2024, 1, 1)
"""The first day of the catalogue: no service of the demonstration park is older."""
_ENTRIES = (
    (ServiceKind.SERVICE_ORDER, "软件测试与代码检测", OfferUnit.ITEM, 600_00),
    (ServiceKind.TEST_ENVIRONMENT, "云测试环境", OfferUnit.HOUR, 75_00),
    (ServiceKind.DEMAND_MATCH, "发包需求对接", OfferUnit.TIME, 0),
    (ServiceKind.CONSULTATION, "知识产权咨询", OfferUnit.TIME, 0),
    (ServiceKind.COPYRIGHT_FILING, "软件著作权登记代办", OfferUnit.ITEM, 300_00),
    (ServiceKind.PATENT_FILING, "专利申请代办", OfferUnit.ITEM, 1_500_00),
    (ServiceKind.COURSE, "外包人才定制培训", OfferUnit.PERSON, 0),
    (ServiceKind.ASSESSMENT, "岗位能力测评", OfferUnit.PERSON, 0),
    (ServiceKind.EXHIBITION, "展会联合参展", OfferUnit.TIME, 8_000_00),
)


def entries() -> tuple[Row, ...]:
    """Return the rows of `platform_offer`, numbered from one."""
    return tuple(
        {
            "id": number,
            "version": 1,
            "platform": platform_of(kind).value,
            "kind": kind.value,
            "name": name,
            "unit": unit.value,
            "price_cents": price,
            "valid_from": _OPENED,
            "valid_until": None,
            "valid_key": NEVER,
            "note": "",
        }
        for number, (kind, name, unit, price) in enumerate(_ENTRIES, 1)
    )


_NUMBERS = {kind: number for number, (kind, *_rest) in enumerate(_ENTRIES, 1)}


def named(one: Served) -> int | None:
    """Return the entry that a service is of; disputes and placements have none."""
    return _NUMBERS.get(one.kind)
