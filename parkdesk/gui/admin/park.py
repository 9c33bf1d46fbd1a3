"""The park's own facts, how people sign in, the recovery code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.identity import SignInMode
from parkdesk.gui.actions import action_for
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.page import Page
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.texts import card
from parkdesk.i18n import instant_text, tr
from parkdesk.i18n import label as label_of
from parkdesk.usecases.identity import SavePark, edit_park, park_detail, renew_recovery_code

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.identity import ParkDetail


class ParkSection(Page):
    """Shows the facts; changes go through the form."""

    tables = frozenset({"park"})

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        assert runner.desk is not None
        self._park: ParkDetail | None = None
        self.set_title("")
        self.edit = action_for(
            self,
            runner,
            edit_park,
            tr("Change the park's facts"),
            self._edit,
            key="F2",
            icon="edit",
        )
        self.renew = action_for(
            self, runner, renew_recovery_code, tr("New recovery code"), self._renew, icon="key"
        )
        self.add_action(self.renew)
        self.add_action(self.edit, primary=True)
        self.facts = Facts()
        self.code = Callout("", Tone.WARN)
        self.code.hide()
        frame = card()
        frame.setMaximumWidth(760)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.setSpacing(SPACE * 3)
        inner.addWidget(self.facts)
        inner.addWidget(self.code)
        self.body.addWidget(frame)
        self.body.addStretch()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the facts again."""
        self.runner.run(self, park_detail).done(self._show)

    def _show(self, park: ParkDetail) -> None:
        self._park = park
        desk = self.runner.desk
        assert desk is not None
        where = tr("In the system's key store")
        if desk.key_store_name == "file":
            where = tr("In a file that only you can read: this system offers no key store")
        self.facts.show_facts(
            (
                (tr("Name of the park"), park.name),
                (tr("English name"), park.name_en),
                (tr("Region code"), park.region_code),
                (tr("Signing in"), label_of(park.sign_in_mode)),
                (tr("Data"), desk.location.shown),
                (tr("Encryption key"), where),
                (tr("Last backup"), instant_text(park.last_backup_at)),
                (tr("Last copy off this computer"), instant_text(park.last_off_machine_at)),
            )
        )

    def _edit(self) -> None:
        if self._park is not None:
            dialog = ParkDialog(self.runner, self, self._park)
            dialog.saved.connect(lambda _park: self.shell.notify(tr("The park's facts are saved")))
            dialog.open()

    def _renew(self) -> None:
        self.banner.show_text(
            tr(
                "From now on the printed code opens only the backups made until today."
                " Make a new one?"
            ),
            Tone.WARN,
            offers=((tr("Make a new code"), self._renew_now),),
        )

    def _renew_now(self) -> None:
        self.runner.run(self, renew_recovery_code).done(self._show_code)

    def _show_code(self, code: str) -> None:
        words = tr("The new recovery code, shown this once: {code}. Write it down now.", code=code)
        self.code.say(words, Tone.WARN)
        self.code.show()


class ParkDialog(FormDialog):
    """Changes the park's facts."""

    def __init__(self, runner: Runner, parent: QWidget, park: ParkDetail) -> None:
        super().__init__(runner, parent, tr("Change the park's facts"))
        self._version = park.version
        self.text("name", tr("Name of the park"), required=True)
        self.text("name_en", tr("English name"))
        self.text(
            "region_code",
            tr("Region code"),
            longest=6,
            hint=tr("Six digits of the administrative division, such as 320214."),
        )
        self.choice(
            "sign_in_mode",
            tr("Signing in"),
            [(mode, label_of(mode)) for mode in SignInMode],
            required=True,
            hint=tr("With names and passwords, give yourself a password first."),
        )
        self.fill(
            {
                "name": park.name,
                "name_en": park.name_en,
                "region_code": park.region_code,
                "sign_in_mode": park.sign_in_mode,
            }
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Save the facts."""
        del confirmed
        return self.runner.run(self, edit_park, self._version, SavePark(**self.values()))
