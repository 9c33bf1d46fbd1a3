"""Looks into public registers: what one must say, and how old it is."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationType,
    LastDay,
    Surveillance,
)
from parkdesk.domain.programmes import Mark
from parkdesk.domain.register_checks import (
    ANSWERS,
    CheckResult,
    Register,
    SaveCheck,
    age_days,
    check_problems,
    usual_register,
)

D = dt.date
ISSUED, TODAY = D(2024, 5, 10), D(2026, 10, 12)
FORM = SaveCheck(1, Register.PARS, TODAY, "Taihu Software Co., Ltd.", CheckResult.AS_STATED)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({}, {}),
        ({"register": None}, {"register": "required"}),
        ({"result": None}, {"result": "required"}),
        ({"looked_up": " "}, {"looked_up": "required"}),
        ({"checked_on": None}, {"checked_on": "required"}),
        ({"checked_on": D(2026, 10, 13)}, {"checked_on": "in-the-future"}),
        ({"checked_on": D(2024, 5, 9)}, {"checked_on": "before-issue"}),
        ({"result": CheckResult.DIFFERENT}, {"found": "say-what-differs"}),
        ({"result": CheckResult.DIFFERENT, "found": "level 2"}, {}),
        ({"result": CheckResult.NOT_PUBLISHED}, {}),
        ({"result": CheckResult.UNAVAILABLE}, {}),
    ],
)
def test_what_a_check_must_say(differences, problems):
    assert check_problems(replace(FORM, **differences), ISSUED, TODAY) == problems


def test_a_register_that_could_not_be_asked_is_no_answer():
    assert set(CheckResult) - ANSWERS == {CheckResult.UNAVAILABLE}


@pytest.mark.parametrize(
    ("checked_on", "age"),
    [(None, None), (TODAY, 0), (D(2026, 10, 2), 10), (D(2026, 10, 13), None)],
)
def test_the_age_of_the_last_check(checked_on, age):
    assert age_days(checked_on, TODAY) == age


@pytest.mark.parametrize(
    ("code", "family", "register"),
    [
        ("CMMI", CertificationFamily.MATURITY, Register.PARS),
        ("CSMM", CertificationFamily.MATURITY, Register.OTHER),
        ("ISO27001", CertificationFamily.MANAGEMENT, Register.CNCA),
        ("SWIFT", CertificationFamily.INDUSTRY, Register.OTHER),
    ],
)
def test_where_a_kind_is_looked_up_first(code, family, register):
    kind = CertificationType(
        code, "", "", family, 36, LastDay.ANNIVERSARY, Surveillance.NONE, 90, 0, "", Mark.DOCUMENT
    )
    assert usual_register(kind) is register
