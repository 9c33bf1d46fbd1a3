"""The forms of a kind of certificate and of an appraisal rule."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.certification_kinds import OWN
from parkdesk.domain.certifications import CertificationFamily, LastDay, Surveillance
from parkdesk.domain.programmes import Mark
from parkdesk.gui.certifications.words import in_language
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import label, list_text, tr, trn
from parkdesk.usecases.certification_kinds import (
    KindRow,
    RuleRow,
    SaveKind,
    SaveOwnKind,
    SaveRule,
    add_kind,
    edit_appraisal_rule,
    edit_kind,
    edit_own_kind,
)


def months_text(months: int | None) -> str:
    """Return "36 months", or that there is no expiry."""
    return tr("no expiry") if not months else trn("{n} month", "{n} months", months)


class KindDialog(FormDialog):
    """Sets the park's own lead time, and its own reading of the period, for a seeded kind."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        row: KindRow,
        rules: tuple[RuleRow, ...] = (),
    ) -> None:
        kind = row.kind
        intro = " ".join(filter(None, (_source_text(row), _doubt_text(rules))))
        super().__init__(runner, parent, in_language(kind.name_zh, kind.name_en), intro=intro)
        self._row = row
        self.lead = self.number(
            "lead_days",
            tr("The park's lead time, days"),
            hint=tr("Empty: {days} as the program says.", days=_days(row.seed_lead_days)),
        )
        _declare_reading(self, row.seed_validity_months)
        self.fill(
            {
                "lead_days": row.park.lead_days,
                "validity_months": row.park.validity_months,
                "source": row.park.source,
            }
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Set or clear the park's own values."""
        del confirmed
        form = SaveKind(**self.values())
        return self.runner.run(self, edit_kind, self._row.id, self._row.version, form)


class RuleDialog(FormDialog):
    """Sets the park's own reading of an appraisal rule's period."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: RuleRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("{model}, {method}", model=row.rule.model, method=label(row.rule.method)),
            intro=_source_text(row),
        )
        self._row = row
        _declare_reading(self, row.seed_validity_months)
        self.fill({"validity_months": row.park.validity_months, "source": row.park.source})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Set or clear the park's own reading."""
        del confirmed
        form = SaveRule(**self.values())
        return self.runner.run(self, edit_appraisal_rule, self._row.id, self._row.version, form)


class OwnKindDialog(FormDialog):
    """Adds a kind of the park's own, or corrects one."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: KindRow | None) -> None:
        title = tr("Kind of the park's own") if row else tr("Add a kind of the park's own")
        super().__init__(runner, parent, title)
        self._row = row
        self.code = self.text(
            "code",
            tr("Short name"),
            required=True,
            longest=20,
            hint=tr("Latin letters and digits, such as ISO22301; lists are read by it."),
        )
        self.text("name_zh", tr("Chinese name"), required=True, longest=80)
        self.text("name_en", tr("English name"), required=True, longest=80)
        families = [(one, label(one)) for one in CertificationFamily]
        self.choice("family", tr("Family"), families, required=True, typed=False)
        self.number(
            "validity_months",
            tr("Validity, months"),
            hint=tr("Empty: its certificates have no expiry."),
        )
        last_days = [(one, label(one)) for one in LastDay]
        self.choice("last_day", tr("How the period ends"), last_days, required=True, typed=False)
        visits = [(one, label(one)) for one in Surveillance]
        self.choice("surveillance", tr("Surveillance"), visits, required=True, typed=False)
        self.number("lead_days", tr("Lead time, days"), required=True)
        self.number(
            "top_level",
            tr("Highest level"),
            required=True,
            hint=tr("0: the kind has no levels."),
        )
        self.text("source", tr("Source"), required=True, hint=tr("Where its rules were read."))
        marks = [(one, label(one)) for one in Mark]
        self.choice("mark", tr("Standing"), marks, required=True, typed=False)
        self.fill(_given(row))
        self.code.set_enabled(row is None)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add or correct the kind."""
        del confirmed
        form = SaveOwnKind(**self.values())
        if self._row is None:
            return self.runner.run(self, add_kind, form)
        return self.runner.run(self, edit_own_kind, self._row.id, self._row.version, form)


def _given(row: KindRow | None) -> dict[str, Any]:
    if row is None:
        return {
            "family": CertificationFamily.MANAGEMENT,
            "last_day": LastDay.DAY_BEFORE,
            "surveillance": Surveillance.NONE,
            "lead_days": 90,
            "top_level": 0,
            "mark": Mark.UNVERIFIED,
        }
    kind = row.kind
    return {
        "code": kind.code.removeprefix(OWN),
        "name_zh": kind.name_zh,
        "name_en": kind.name_en,
        "family": kind.family,
        "validity_months": kind.validity_months,
        "last_day": kind.last_day,
        "surveillance": kind.surveillance,
        "lead_days": kind.lead_days,
        "top_level": kind.top_level,
        "source": kind.source,
        "mark": kind.certainty,
    }


def _declare_reading(form: FormDialog, seeded: int | None) -> None:
    form.number(
        "validity_months",
        tr("The park's own reading, months"),
        hint=tr("Empty: {period} as the program says. 0: no expiry.", period=months_text(seeded)),
    )
    form.text(
        "source",
        tr("Where it was read"),
        placeholder=tr("Number and clause of the document"),
    )


def _source_text(row: KindRow | RuleRow) -> str:
    source = in_language(row.seed_source_zh, row.seed_source)
    return tr("The program says: {source} ({mark}).", source=source, mark=label(row.seed_mark))


def doubted(rule: RuleRow, kind: KindRow) -> bool:
    """Whether nobody has read in a document how long a level of this kind holds by a rule."""
    of_kind = rule.rule.type_code == kind.kind.code and rule.rule.gives_level
    return of_kind and not rule.rule.certainty.confirmed


def _doubt_text(rules: tuple[RuleRow, ...]) -> str:
    """Say which appraisals of a kind are not known as well as the kind itself."""
    if not rules:
        return ""
    names = [
        tr("{model}, {method}", model=one.rule.model, method=label(one.rule.method))
        for one in rules
    ]
    return tr("To be confirmed are the periods of: {rules}.", rules=list_text(names))


def _days(days: int) -> str:
    return trn("{n} day", "{n} days", days)
