"""Looking a certificate up in a public register (查询留痕): what was found, and how old that is.

PARS shows an appraisal only where its sponsor agreed, and never corrects an entry for a later
rename or move: what is not published there may hold all the same, and only a person can say
whether what differs matters.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from parkdesk.domain.certifications import CertificationFamily, CertificationType


class Register(StrEnum):
    """Where one looks."""

    PARS = "pars"
    """Published Appraisal Results of the CMMI Institute."""
    CNCA = "cnca"
    """认监委's public service for certificates (全国认证认可信息公共服务平台)."""
    OTHER = "other"
    """The certifier's own list, or another."""


class CheckResult(StrEnum):
    """What a look into a register found."""

    AS_STATED = "as-stated"
    DIFFERENT = "different"
    NOT_PUBLISHED = "not-published"
    """No proof that the certificate does not hold."""
    UNAVAILABLE = "unavailable"
    """The register could not be asked: kept as a trace, but no answer."""


ANSWERS = frozenset({CheckResult.AS_STATED, CheckResult.DIFFERENT, CheckResult.NOT_PUBLISHED})
"""The results that renew the age of the last check."""


@dataclass(frozen=True, slots=True)
class SaveCheck:
    """What the form of a register check holds; `evidence` is the file to keep."""

    certification_id: int
    register: Register | None
    checked_on: dt.date | None
    looked_up: str
    result: CheckResult | None
    found: str = ""
    note: str = ""
    evidence: Path | None = None


def check_problems(form: SaveCheck, issued_on: dt.date, today: dt.date) -> dict[str, str]:
    """Return what does not hold, by field."""
    problems = {
        name: "required"
        for name in ("register", "checked_on", "result")
        if getattr(form, name) is None
    }
    if not form.looked_up.strip():
        problems["looked_up"] = "required"
    if form.checked_on is not None and form.checked_on > today:
        problems["checked_on"] = "in-the-future"
    elif form.checked_on is not None and form.checked_on < issued_on:
        problems["checked_on"] = "before-issue"
    if form.result is CheckResult.DIFFERENT and not form.found.strip():
        problems["found"] = "say-what-differs"
    return problems


def usual_register(kind: CertificationType) -> Register:
    """Return the register where a certificate of this kind is looked up first."""
    if kind.code in {"CMMI", "PCMM"}:
        return Register.PARS
    if kind.family is CertificationFamily.MANAGEMENT:
        return Register.CNCA
    return Register.OTHER


def age_days(checked_on: dt.date | None, day: dt.date) -> int | None:
    """Return how many days ago the last check was; None for never, or only after `day`."""
    if checked_on is None or checked_on > day:
        return None
    return (day - checked_on).days
