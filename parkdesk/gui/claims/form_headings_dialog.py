"""The headings of a printed form under one programme: its own words, or the usual ones."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.claim_forms import FIELDS, OWN_FORMS, TITLE, FormHeadings
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.i18n import tr
from parkdesk.i18n.claim_forms import usual_heading
from parkdesk.usecases.form_headings import FormWording, save_form_wording


class FormHeadingsDialog(FormDialog):
    """A field for every heading; an empty one prints the usual words that its name shows."""

    def __init__(self, runner: Runner, parent: QWidget, wording: FormWording) -> None:
        form = wording.headings.form
        super().__init__(
            runner,
            parent,
            tr("Headings: {form}", form=usual_heading(form, TITLE)),
            intro=tr(
                "This form is the park's own: no official annex is known. A heading left empty"
                " prints the words before it."
            )
            if form in OWN_FORMS
            else tr(
                "The exact headings of the annexes are not known to the program: type them from"
                " the notice. A heading left empty prints the words before it."
            ),
            width=620,
        )
        self._wording = wording
        for name in FIELDS[form]:
            title = tr("Title of the form") if name == TITLE else usual_heading(form, name)
            field = self.text(name, title)
            field.set_value(wording.headings.words.get(name, ""))
        self.confirmed = self.check("confirmed", tr("Compared with the official annex"))
        self.confirmed.set_value(wording.headings.confirmed)
        self.confirmed.set_visible(form not in OWN_FORMS)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the words."""
        del confirmed
        form = self._wording.headings.form
        words = {name: str(self.fields[name].value() or "") for name in FIELDS[form]}
        headings = FormHeadings(form, words, bool(self.confirmed.value()))
        programme, version = self._wording.programme_id, self._wording.version
        return self.runner.run(self, save_form_wording, programme, version, headings)
