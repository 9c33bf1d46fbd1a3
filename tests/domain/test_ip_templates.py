"""Templates of the intellectual-property platform: what holds of one, and where it is on a day."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.ip_templates import (
    IpTemplateKind,
    IpTemplateState,
    SaveIpTemplate,
    check_template,
    state_on,
)

DAY = dt.date(2026, 10, 12)
FORM = SaveIpTemplate("员工保密协议", IpTemplateKind.NDA, "园区服务窗口", "2026版")


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({}, {}),
        ({"title": " "}, {"title": "required"}),
        ({"source": ""}, {"source": "required"}),
        ({"kind": None}, {"kind": "required"}),
        ({"title": "长" * 101}, {"title": "ip-template-too-long"}),
        ({"source": "长" * 201}, {"source": "ip-template-too-long"}),
        ({"edition": "长" * 201}, {"edition": "ip-template-too-long"}),
    ],
)
def test_what_does_not_hold_is_named(changed, problems):
    assert check_template(replace(FORM, **changed)) == problems


@pytest.mark.parametrize(
    ("retired_on", "state"),
    [
        (None, IpTemplateState.OFFERED),
        (DAY, IpTemplateState.RETIRED),
        (DAY + dt.timedelta(days=1), IpTemplateState.OFFERED),
    ],
)
def test_it_is_handed_out_until_the_day_of_its_end(retired_on, state):
    assert state_on(DAY, retired_on) is state
