"""The park's own values for kinds of certificate, and kinds of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from parkdesk.domain.certification_kinds import (
    SaveKind,
    SaveOwnKind,
    SaveRule,
    kind_problems,
    own_code,
    own_kind_problems,
    rule_problems,
)
from parkdesk.domain.certifications import CertificationFamily, LastDay, Surveillance
from parkdesk.domain.programmes import Mark

OWN = SaveOwnKind(
    "ISO22301",
    "业务连续性管理体系",
    "Business continuity management",
    CertificationFamily.MANAGEMENT,
    36,
    LastDay.DAY_BEFORE,
    Surveillance.YEARLY,
    90,
    0,
    "ISO 22301",
    Mark.DOCUMENT,
)


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (SaveKind(), {}),
        (SaveKind(lead_days=0), {}),
        (SaveKind(lead_days=731), {"lead_days": "no-such-lead-time"}),
        (SaveKind(lead_days=-1), {"lead_days": "no-such-lead-time"}),
        (SaveKind(validity_months=24), {"source": "say-where-read"}),
        (SaveKind(validity_months=24, source="园办〔2026〕3号"), {}),
        (SaveKind(validity_months=0, source="园办〔2026〕3号"), {}),
        (SaveKind(validity_months=241, source="x"), {"validity_months": "no-such-period"}),
    ],
)
def test_what_the_park_sets_for_a_kind(form, problems):
    assert kind_problems(form) == problems


def test_a_reading_of_a_rule_needs_its_source():
    assert rule_problems(SaveRule(30)) == {"source": "say-where-read"}
    assert rule_problems(SaveRule()) == {}


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"code": ""}, {"code": "required"}),
        ({"code": "信息安全"}, {"code": "not-a-short-name"}),
        ({"code": "A" * 21}, {"code": "not-a-short-name"}),
        ({"name_zh": " "}, {"name_zh": "required"}),
        ({"name_en": ""}, {"name_en": "required"}),
        ({"source": ""}, {"source": "required"}),
        ({"family": None}, {"family": "required"}),
        ({"mark": None}, {"mark": "required"}),
        ({"lead_days": None}, {"lead_days": "required"}),
        ({"lead_days": -1}, {"lead_days": "no-such-lead-time"}),
        ({"lead_days": 731}, {"lead_days": "no-such-lead-time"}),
        ({"validity_months": None}, {"validity_months": "surveillance-needs-period"}),
        ({"validity_months": 0}, {"validity_months": "no-such-period"}),
        ({"top_level": 10}, {"top_level": "no-such-level"}),
    ],
)
def test_a_kind_of_the_parks_own(differences, problems):
    assert own_kind_problems(replace(OWN, **differences)) == problems


@pytest.mark.parametrize("typed", ["ISO22301", "iso 22301", "PARK-ISO22301", " iso22301 "])
def test_its_code_is_one_that_no_seed_uses(typed):
    assert own_code(typed) == "PARK-ISO22301"
