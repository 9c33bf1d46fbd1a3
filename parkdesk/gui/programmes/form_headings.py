"""The headings of the printed forms, from the page of the programmes: one entry for each form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from parkdesk.domain.claim_forms import FORMS_OF, ClaimForm
from parkdesk.domain.programmes import Programme
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.claims.form_headings_dialog import FormHeadingsDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.widgets.more_menu import MenuButton
from parkdesk.i18n import label, tr
from parkdesk.usecases.form_headings import FormWording, form_wording, save_form_wording

KEY = "Alt+H"


class FormHeadings(QObject):
    """Actions that open the headings of a form under the programme in view."""

    def __init__(self, owner: QWidget, runner: Runner, notify: Callable[[str], object]) -> None:
        super().__init__(owner)
        self._owner = owner
        self._runner = runner
        self._notify = notify
        self._programme_id: int | None = None
        self.actions = {
            form: action_for(
                owner,
                runner,
                save_form_wording,
                tr("Headings: {form}", form=label(form)),
                partial(self.ask, form),
            )
            for form in ClaimForm
        }
        tip = tr("Headings of the printed forms")
        self.button = MenuButton(
            tr("Form headings"), (tuple(self.actions.values()),), tip=tip, key=KEY
        )
        if not runner.can(save_form_wording):
            self.button.hide()
        self.follow(None, None)

    @property
    def keys(self) -> tuple[PageAction, ...]:
        """The actions, for the Ctrl+K box."""
        return tuple(self.actions.values())

    def follow(self, programme_id: int | None, programme: Programme | None) -> None:
        """Offer the forms that claims under a programme bring; None while none is in view."""
        self._programme_id = programme_id
        wanted = {
            form for kind in (programme.kinds if programme else ()) for form in FORMS_OF[kind]
        }
        for form, action in self.actions.items():
            action.setEnabled(form in wanted)
        self.button.setEnabled(bool(wanted))

    def ask(self, form: ClaimForm) -> None:
        """Open the headings of a form."""
        if self._programme_id is not None:
            request = self._runner.run(self, form_wording, self._programme_id, form)
            request.done(self._open)

    def _open(self, wording: FormWording) -> None:
        dialog = FormHeadingsDialog(self._runner, self._owner, wording)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.saved.connect(lambda _saved: self._notify(tr("Saved")))
        dialog.open()
