"""One firm of the demonstration park registered twice, as it happens in every office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.size import TODAY, TOLD_AT_LENGTH
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import EnterpriseStatus, SaveEnterprise
from parkdesk.usecases.enterprises import create_enterprise

_TWICE = 12
"""The enterprise that a second paper, with an older number, brings in again."""
_DAYS_AGO = 6


def register_twice(team: Team, everybody: Sequence[Tenant]) -> None:
    """Enter an application of a firm that is in the register under its newer number."""
    if not _TWICE <= len(everybody) <= TOLD_AT_LENGTH:
        return  # a crowd has exactly as many as were asked for
    known = everybody[_TWICE - 1]
    day = TODAY - dt.timedelta(days=_DAYS_AGO)
    form = SaveEnterprise(
        name=known.company.name.replace("有限公司", "有限责任公司"),
        code="320500000012345",
        entered_on=day,
        status=EnterpriseStatus.APPLIED,
        service_line=ServiceLine(known.company.line),
        note="申请书上填写的是旧注册号（虚构）",
    )
    with team.at(people.CLERK, day).work(read_only=False) as work:
        create_enterprise(work, form, frozenset({"older-identifier"}))
