"""What a certificate's form or imported row must hold, with the reference data at hand."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.domain.appraisals import Appraisal, AppraisalRule, Method, check, computed_expiry
from parkdesk.domain.certifications import CertificationType, EventType, expiry
from parkdesk.domain.programmes import Mark


@dataclass(frozen=True, slots=True)
class SaveCertification:
    """What the certificate form holds when the person saves it.

    For an appraised kind `issued_on` is the day the appraisal ended. `expires_on` is None to take
    the computed day. `renews_id` names the certificate that this one follows.
    """

    enterprise_id: int | None
    type_code: str
    number: str
    issued_on: dt.date | None
    expires_on: dt.date | None = None
    expiry_reason: str = ""
    level: int | None = None
    model: str = ""
    view: str = ""
    method: str = ""
    issuer: str = ""
    lead_appraiser: str = ""
    org_unit: str = ""
    unit_confirmed: bool = False
    scope: str = ""
    event_type: EventType = EventType.FIRST
    last_surveillance_on: dt.date | None = None
    renews_id: int | None = None
    note: str = ""
    appraisal_id: str = ""
    site: str = ""
    name_en: str = ""
    sponsor: str = ""
    partner: str = ""


@dataclass(frozen=True, slots=True)
class ModelView:
    """A view or domain that a model version can be appraised in, one row of the reference data."""

    model: str
    view: str
    name_zh: str
    name_en: str
    source: str
    certainty: Mark
    source_zh: str = ""


@dataclass(frozen=True, slots=True)
class CertificationRules:
    """Every kind, every rule of appraisals and every view, in the order of the reference data."""

    types: tuple[CertificationType, ...]
    appraisals: tuple[AppraisalRule, ...]
    views: tuple[ModelView, ...] = ()

    @property
    def offered(self) -> tuple[CertificationType, ...]:
        """The kinds that a new certificate may be of."""
        return tuple(kind for kind in self.types if not kind.retired)

    def type_of(self, code: str) -> CertificationType | None:
        """Return the kind with this code."""
        return next((kind for kind in self.types if kind.code == code), None)

    def models_of(self, type_code: str) -> tuple[str, ...]:
        """Return the model versions of a kind that is appraised; empty for one that is not."""
        found = (rule.model for rule in self.appraisals if rule.type_code == type_code)
        return tuple(dict.fromkeys(found))

    def methods_of(self, model: str) -> tuple[Method, ...]:
        """Return the appraisal methods of a model version."""
        return tuple(rule.method for rule in self.appraisals if rule.model == model)

    def views_of(self, model: str) -> tuple[str, ...]:
        """Return the short names of a model version's views; empty where none are known."""
        return tuple(one.view for one in self.views if one.model == model)

    def rule_of(self, model: str, method: str) -> AppraisalRule | None:
        """Return what a method gives under a model version; None where it has no such method."""
        fits = (one for one in self.appraisals if one.model == model and one.method == method)
        return next(fits, None)


@dataclass(frozen=True, slots=True)
class Holder:
    """What the rules need of the enterprise: when it began and when it left the park."""

    founded_on: dt.date | None
    left_on: dt.date | None


@dataclass(frozen=True, slots=True)
class Examined:
    """What is wrong (field to code), what to ask, and the last day by form or rule."""

    problems: dict[str, str]
    questions: tuple[str, ...] = ()
    expires_on: dt.date | None = None


def examine(
    form: SaveCertification,
    holder: Holder | None,
    rules: CertificationRules,
    before: Sequence[Appraisal],
    today: dt.date,
) -> Examined:
    """Check a form; `holder` is None where no enterprise was found, `before` is its chain."""
    kind = rules.type_of(form.type_code)
    problems = _basic_problems(form, holder, kind, today)
    if kind is None or form.issued_on is None:
        return Examined(problems)
    if rules.models_of(kind.code):
        found = _appraised(form, form.issued_on, kind, rules, before)
    else:
        found = _certified(form, form.issued_on, kind)
    asked = () if holder is None else _residence_questions(form.issued_on, holder)
    return Examined(problems | found.problems, (*found.questions, *asked), found.expires_on)


def _basic_problems(
    form: SaveCertification, holder: Holder | None, kind: CertificationType | None, today: dt.date
) -> dict[str, str]:
    problems: dict[str, str] = {}
    if holder is None:
        problems["enterprise_id"] = "required" if form.enterprise_id is None else "unknown"
    if kind is None:
        problems["type_code"] = "unknown" if form.type_code else "required"
    if not form.number.strip():
        problems["number"] = "required"
    if form.issued_on is None:
        problems["issued_on"] = "required"
    elif form.issued_on > today:
        problems["issued_on"] = "in-the-future"
    return problems


def _appraised(
    form: SaveCertification,
    issued_on: dt.date,
    kind: CertificationType,
    rules: CertificationRules,
    before: Sequence[Appraisal],
) -> Examined:
    missing = {name: "required" for name in ("model", "method") if not getattr(form, name)}
    if missing:
        return Examined(missing)
    rule = rules.rule_of(form.model, form.method)
    if rule is None or rule.type_code != kind.code:
        return Examined({"method": "method-not-of-model"})
    appraisal = Appraisal(
        form.model, rule.method, issued_on, form.level, form.expires_on, form.expiry_reason
    )
    verdict = check(appraisal, rule, before, kind.top_level)
    questions = verdict.questions
    if unknown_views(form.view, rules.views_of(form.model)):
        questions = (*questions, "view-not-of-model")
    # The form has one day for both: the appraisal's end is the first day of the rating.
    problems = {
        "issued_on" if field == "ended_on" else field: code
        for field, code in verdict.problems.items()
    }
    last = form.expires_on or computed_expiry(rule, issued_on)
    return Examined(problems, questions, last)


def unknown_views(written: str, known: Sequence[str]) -> tuple[str, ...]:
    """Return the views in a text like "DEV, SVC" that a model version is not known to have.

    Nothing is unknown where no views of the version are known. "SAM" was an option of the v1.x
    views and stands beside them in ratings.
    """
    if not known:
        return ()
    allowed = {*(one.casefold() for one in known), "sam"}
    parts = re.split(r"[\s,;/+&、，；]+", written.strip())
    return tuple(part for part in parts if part and part.casefold() not in allowed)


def _certified(form: SaveCertification, issued_on: dt.date, kind: CertificationType) -> Examined:
    problems: dict[str, str] = {}
    if kind.has_levels and form.level is None:
        problems["level"] = "required"
    elif form.level is not None and not 1 <= form.level <= kind.top_level:
        problems["level"] = "no-such-level" if kind.has_levels else "kind-has-no-level"
    computed = expiry(issued_on, kind.validity_months, kind.last_day)
    last = form.expires_on or computed
    if last is not None and last < issued_on:
        problems["expires_on"] = "expiry-before-issue"
    longer = computed is not None and last is not None and last > computed
    return Examined(problems, ("expiry-beyond-cycle",) if longer else (), last)


def _residence_questions(issued_on: dt.date, holder: Holder) -> tuple[str, ...]:
    if holder.founded_on is not None and issued_on < holder.founded_on:
        return ("issued-before-founding",)
    if holder.left_on is not None and issued_on > holder.left_on:
        return ("issued-after-leaving",)
    return ()


def followed_problems(form: SaveCertification, later: SaveCertification) -> dict[str, str]:
    """Return what a certificate may not become because another one follows it.

    Its day stays before that one's, and its level the one that a sustainment keeps.
    """
    problems = {}
    days = (form.issued_on, later.issued_on)
    if days[0] is not None and days[1] is not None and days[0] >= days[1]:
        problems["issued_on"] = "after-renewal"
    if later.method == Method.SUSTAINMENT and form.level != later.level:
        problems["level"] = "sustainment-changes-level"
    return problems
