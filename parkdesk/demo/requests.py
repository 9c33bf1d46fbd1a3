"""Requests to the platforms of the demonstration park: invented, and one of them is late."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.platforms import ServiceKind, platform_of
from parkdesk.store.work import Work
from parkdesk.usecases.platforms import SaveService
from parkdesk.usecases.requests import (
    SaveRequest,
    accept_request,
    add_request,
    begin_request,
    complete_request,
    refuse_request,
)

D = dt.date
_REFUSED = "超出平台服务范围，建议向市知识产权维权中心申请。"
# What is asked for, the days on which it came, is due, and was taken on, begun and closed.
_ASKED = (
    (ServiceKind.TEST_ENVIRONMENT, "移动端兼容性测试环境", D(2026, 9, 2), D(2026, 9, 18),
     (D(2026, 9, 3), D(2026, 9, 7), D(2026, 9, 16))),
    (ServiceKind.COPYRIGHT_FILING, "两项软件著作权登记代办", D(2026, 9, 8), D(2026, 10, 8),
     (D(2026, 9, 9), D(2026, 9, 14))),
    (ServiceKind.DISPUTE, "境外商标纠纷应诉", D(2026, 9, 10), D(2026, 9, 30),
     (D(2026, 9, 11), D(2026, 9, 17))),
    (ServiceKind.CONSULTATION, "对日合同保密条款咨询", D(2026, 9, 21), D(2026, 10, 16),
     (D(2026, 9, 22), D(2026, 9, 28))),
    (ServiceKind.SERVICE_ORDER, "代码安全检测", D(2026, 9, 28), D(2026, 10, 20), (D(2026, 9, 29),)),
    (ServiceKind.DEMAND_MATCH, "希望对接日本汽车电子发包方", D(2026, 10, 9), D(2026, 10, 30), ()),
    (ServiceKind.EXHIBITION, "明年软件交易会展位", D(2026, 10, 10), D(2026, 11, 30), ()),
)  # fmt: skip
_TURNED_DOWN = ServiceKind.DISPUTE
_TOLD = 40
_BEGUN = 2
"""The second step, where a request is not turned down."""


def ask_platforms(team: Team, everybody: Sequence[Tenant]) -> None:
    """Take the requests down and go their steps, each on its day."""
    here = [one for one in everybody[:_TOLD] if one.fate is Fate.STAYS and one.left_on is None]
    for tenant, (kind, subject, came, due, steps) in zip(here, _ASKED, strict=False):
        form = SaveRequest(tenant.number, platform_of(kind), kind, subject, came, due)
        with team.at(people.CLERK, came).work(read_only=False) as work:
            id_ = add_request(work, form)
        for number, day in enumerate(steps, 1):
            with team.at(people.CLERK, day).work(read_only=False) as work:
                _step(work, id_, number, kind)


def _step(work: Work, id_: int, number: int, kind: ServiceKind) -> None:
    """Go the step of this number; the version rises with each."""
    if number == 1:
        accept_request(work, id_, number)
    elif kind is _TURNED_DOWN:
        refuse_request(work, id_, number, _REFUSED)
    elif number == _BEGUN:
        begin_request(work, id_, number)
    else:
        form = SaveService(None, platform_of(kind), kind, work.today, 180, 2, 135_000, 5)
        complete_request(work, id_, number, form)
