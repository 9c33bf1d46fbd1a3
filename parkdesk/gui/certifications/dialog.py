"""The form of a certificate: what its kind asks for, the expiry computed as one types."""

from __future__ import annotations

import datetime as dt
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.appraisals import computed_expiry
from parkdesk.domain.certifications import CertificationType, EventType, expiry
from parkdesk.gui.certifications.kind_field import KindField
from parkdesk.gui.certifications.words import in_language
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.field_form import starred
from parkdesk.gui.fields import BadText
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import date_text, label, list_text, tr
from parkdesk.usecases.certification_details import CertificationDetail
from parkdesk.usecases.certification_rules import CertificationRules
from parkdesk.usecases.certifications import (
    SaveCertification,
    edit_certification,
    register_certification,
    renew_certification,
)

_APPRAISAL = ("model", "method", "view", "appraisal_id", "lead_appraiser", "sponsor", "partner")
"""What an appraisal has and another certificate has not."""
_UNIT = ("org_unit", "site", "name_en")
_TOP_LEVEL = 5


class CertificationDialog(FormDialog):
    """Registers, corrects or renews a certificate.

    With `renews` the form starts as a copy of that certificate without number and dates: a renewal
    is a new record. With `edits` it corrects the record.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        rules: CertificationRules,
        today: dt.date,
        *,
        edits: CertificationDetail | None = None,
        renews: CertificationDetail | None = None,
    ) -> None:
        title = tr("Edit certificate") if edits else tr("New certificate")
        super().__init__(runner, parent, tr("Renew certificate") if renews else title, width=600)
        self._rules = rules
        self._edits = edits
        self._renews = renews
        self._declare_kind()
        self._declare_dates(today)
        self._declare_rest(today)
        given = edits or renews
        if given is not None:
            self._take_over(given)
        self._follow_kind()
        self.set_untouched()

    def _declare_kind(self) -> None:
        self.enterprise = EnterpriseField(
            self.runner, "enterprise_id", tr("Enterprise"), required=True
        )
        self.add(self.enterprise)
        held = {one.row.type_code for one in (self._edits, self._renews) if one is not None}
        kinds = [
            (one.code, in_language(one.name_zh, one.name_en))
            for one in self._rules.types
            if not one.retired or one.code in held
        ]
        self.type = KindField("type_code", tr("Certificate"), kinds, required=True)
        self.add(self.type)
        self.model = self.choice("model", tr("Model version"), [], typed=False)
        self.method = self.choice("method", tr("Appraisal method"), [], typed=False)
        levels = [(one, str(one)) for one in range(1, _TOP_LEVEL + 1)]
        self.level = self.choice("level", tr("Maturity level"), levels)
        self.type.changed.connect(self._follow_kind)
        self.type.level_given.connect(self.level.set_value)
        self.model.changed.connect(self._follow_model)
        self.method.changed.connect(self._follow_dates)

    def _declare_dates(self, today: dt.date) -> None:
        self.text("number", tr("Number"), required=True, longest=80)
        self.issued_on = self.date("issued_on", tr("Date of issue"), today=today, required=True)
        self.expires_on = self.date("expires_on", tr("Valid until"), today=today, base=self._issued)
        self.reason = self.text(
            "expiry_reason",
            tr("Reason"),
            placeholder=tr("Why the last day differs from the computed one"),
        )
        self.issued_on.changed.connect(self._follow_dates)
        self.issued_on.editor.editingFinished.connect(self._follow_dates)
        self.expires_on.changed.connect(self._follow_dates)
        self.expires_on.editor.editingFinished.connect(self._follow_dates)

    def _declare_rest(self, today: dt.date) -> None:
        self.text("issuer", tr("Issued by"), placeholder=tr("Certification body or partner"))
        self.choice(
            "event_type",
            tr("Obtained as"),
            [(one, label(one)) for one in EventType],
            required=True,
            typed=False,
        )
        self.fields["event_type"].set_value(EventType.FIRST)
        self.date("last_surveillance_on", tr("Last surveillance"), today=today)
        self.section(tr("Scope and appraisal"))
        self.view = self.text("view", tr("Model view"), longest=80)
        self.text("scope", tr("Scope"))
        self.text(
            "org_unit", tr("Organisational unit"), placeholder=tr("As the certificate names it")
        )
        self.text("site", tr("Site"))
        self.text("name_en", tr("English name"), placeholder=tr("As the register publishes it"))
        self.check("unit_confirmed", tr("I have checked that this unit is the enterprise above"))
        self.text("appraisal_id", tr("Appraisal ID"), longest=40)
        self.text("lead_appraiser", tr("Lead appraiser"), longest=80)
        self.text("sponsor", tr("Sponsor"), longest=80)
        self.text("partner", tr("Partner"), longest=120)
        self.multiline("note", tr("Remarks"), lines=2)
        for name in _UNIT:
            self.fields[name].changed.connect(self._unit_typed)

    def _unit_typed(self) -> None:
        """Another unit is another question: what was confirmed was the one before."""
        self.fields["unit_confirmed"].set_value(False)

    def _take_over(self, given: CertificationDetail) -> None:
        row = given.row
        self.enterprise.set_enterprise(row.enterprise_id, row.enterprise)
        self.type.set_value(row.type_code)
        self._follow_kind()
        self.model.set_value(row.model)
        self._follow_model()
        kept: dict[str, Any] = {
            "level": row.level,
            "issuer": row.issuer,
            "org_unit": given.org_unit,
            "site": given.site,
            "name_en": given.name_en,
            "sponsor": given.sponsor,
            "partner": given.partner,
            "unit_confirmed": given.unit_confirmed,
            "view": given.view,
            "lead_appraiser": given.lead_appraiser,
            "scope": given.scope,
        }
        if self._edits is not None:
            kept |= {
                "method": given.method or None,
                "appraisal_id": given.appraisal_id,
                "number": row.number,
                "issued_on": row.issued_on,
                "expires_on": row.expires_on,
                "expiry_reason": given.expiry_reason,
                "event_type": given.event_type,
                "last_surveillance_on": given.last_surveillance_on,
                "note": given.note,
            }
        else:
            kept["event_type"] = EventType.MAINTENANCE
            self.enterprise.set_enabled(False)
            self.type.set_enabled(False)
        for name, value in kept.items():
            self.fields[name].set_value(value)

    # Following what is typed

    def _kind(self) -> CertificationType | None:
        try:
            return self._rules.type_of(self.type.value() or "")
        except BadText:
            return None

    def _issued(self) -> dt.date | None:
        try:
            return self.issued_on.value()
        except BadText:
            return None

    def _follow_kind(self) -> None:
        kind = self._kind()
        models = self._rules.models_of(kind.code) if kind else ()
        self.model.set_options([(one, one) for one in models])
        if models and self.model.value() is None:
            self.model.set_value(models[-1])
        for name in _APPRAISAL:
            self.fields[name].set_visible(bool(models))
        self.level.set_visible(bool(kind and kind.has_levels))
        yearly = kind is not None and kind.surveillance.value == "yearly"
        self.fields["last_surveillance_on"].set_visible(yearly)
        self.issued_on.name_label.setText(
            tr("End of the appraisal *") if models else tr("Date of issue *")
        )
        self._follow_model()

    def _follow_model(self) -> None:
        views = self._rules.views_of(self.model.value() or "")
        self.view.editor.setPlaceholderText(list_text(views))
        methods = self._rules.methods_of(self.model.value() or "")
        self.method.set_options([(one.value, label(one)) for one in methods])
        if methods and self.method.value() is None:
            self.method.set_value(methods[0].value)
        self._follow_dates()

    def _follow_level(self) -> None:
        """Ask for a level where the kind has levels and the method gives one."""
        kind = self._kind()
        rule = self._rules.rule_of(self.model.value() or "", self.method.value() or "")
        needed = bool(kind and kind.has_levels) and (rule is None or rule.gives_level)
        self.level.required = needed
        title = self.level.title
        self.level.name_label.setText(starred(title) if needed else title)

    def _follow_dates(self) -> None:
        self._follow_level()
        computed, source = self._computed()
        self.expires_on.editor.setPlaceholderText(date_text(computed) if computed else "YYYY-MM-DD")
        self.expires_on.set_hint(source)
        try:
            given = self.expires_on.value()
        except BadText:
            return
        appraised = bool(self.model.value()) and not self.model.box.isHidden()
        self.reason.set_visible(appraised and given is not None and given != computed)

    def _computed(self) -> tuple[dt.date | None, str]:
        """Return the last day by the rule of the kind, and the sentence that explains it."""
        kind, issued = self._kind(), self._issued()
        if kind is None:
            return None, ""
        months, mark = kind.validity_months, kind.certainty
        last = expiry(issued, months, kind.last_day) if issued else None
        if self._rules.models_of(kind.code):
            rule = self._rules.rule_of(self.model.value() or "", self.method.value() or "")
            if rule is None:
                return None, ""
            if not rule.gives_level:
                return None, tr("This method gives no level and no validity.")
            months, mark = rule.validity_months, rule.certainty
            last = computed_expiry(rule, issued) if issued else None
        if months is None:
            return None, tr("No expiry is known for this kind; type one if the paper names it.")
        doubt = "" if mark.confirmed else tr(" (to be confirmed)")
        ruled = self.model.value() if self._rules.models_of(kind.code) else kind.code
        if last is None:
            return None, tr(
                "{months} months by the rule for {ruled}{doubt}.",
                months=months,
                ruled=ruled,
                doubt=doubt,
            )
        return last, tr(
            "{months} months by the rule for {ruled}{doubt}: until {last}. Leave it empty to take"
            " that day.",
            months=months,
            ruled=ruled,
            doubt=doubt,
            last=date_text(last),
        )

    # Saving

    def form(self) -> SaveCertification:
        """Return what is typed; fields that the kind does not have are empty."""
        values: dict[str, Any] = {
            name: field.value() for name, field in self.fields.items() if not field.box.isHidden()
        }
        for name in ("model", "method"):
            values[name] = values.get(name) or ""
        values["renews_id"] = self._renews.row.id if self._renews else None
        return SaveCertification(**values)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Register, renew or correct."""
        if self._edits is not None:
            row = self._edits.row
            return self.runner.run(
                self, edit_certification, row.id, row.version, self.form(), confirmed
            )
        if self._renews is not None:
            return self.runner.run(self, renew_certification, self.form(), confirmed)
        return self.runner.run(self, register_certification, self.form(), confirmed)

    def focus_first(self) -> None:
        """Begin where typing begins: a renewal has everything but its number and dates."""
        if self._renews is not None:
            self.fields["number"].focus()
        else:
            super().focus_first()
