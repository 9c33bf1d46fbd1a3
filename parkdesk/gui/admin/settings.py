"""What this person chose on this computer: language, scheme, folder of backups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QVBoxLayout

from parkdesk import paths, settings
from parkdesk.gui.actions import button
from parkdesk.gui.field_form import FieldPanel
from parkdesk.gui.page import Page
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import Scheme, theme
from parkdesk.gui.widgets.texts import card, label
from parkdesk.i18n import language, tr

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

LANGUAGES = {"zh_CN": "简体中文", "en": "English"}


class SettingsSection(Page):
    """Changes take effect at once and hold for this person on this computer."""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        host = shell.settings_host
        chosen = host.settings if host is not None else settings.load()
        scheme_now = theme.wanted.value
        self.form = FieldPanel()
        self.language = self.form.choice(
            "language",
            tr("Language"),
            list(LANGUAGES.items()),
            required=True,
            hint=tr("The window changes language at once."),
        )
        self.scheme = self.form.choice(
            "scheme",
            tr("Colours"),
            [
                (Scheme.SYSTEM.value, tr("As the computer")),
                (Scheme.LIGHT.value, tr("Light")),
                (Scheme.DARK.value, tr("Dark")),
                (Scheme.HIGH_CONTRAST.value, tr("High contrast")),
            ],
            required=True,
        )
        self.backups = self.form.text(
            "backup_folder",
            tr("Folder of backups"),
            longest=500,
            hint=tr("Best on another disk: a backup beside the park is lost with it."),
        )
        self.backups.add_button(button(tr("Choose…"), self._choose_folder))
        self.language.set_value(language())
        self.scheme.set_value(scheme_now)
        self.backups.set_value(chosen.backup_folder)
        frame = card()
        frame.setMaximumWidth(720)
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(20, 16, 20, 16)
        inner.addWidget(self.form)
        files = tr("Settings file: {path}", path=str(paths.settings_file()))
        inner.addWidget(label(files, "muted", wrap=True, selectable=True))
        self.body.addWidget(frame)
        self.body.addStretch()
        self.language.changed.connect(self._language_chosen)
        self.scheme.changed.connect(self._scheme_chosen)
        self.backups.editor.editingFinished.connect(self._folder_chosen)

    def focus_first(self) -> None:
        """Begin with the language."""
        self.language.focus()

    def _language_chosen(self) -> None:
        host = self.shell.settings_host
        if host is not None and self.language.value() != language():
            host.change_language(self.language.value())

    def _scheme_chosen(self) -> None:
        host = self.shell.settings_host
        if host is not None:
            host.change_scheme(self.scheme.value())

    def _folder_chosen(self) -> None:
        host = self.shell.settings_host
        if host is not None and host.settings.backup_folder != self.backups.value():
            host.keep(backup_folder=self.backups.value())
            self.shell.notify(tr("Folder of backups kept"))

    def _choose_folder(self) -> None:
        place = folders.nearest_folder(self.backups.value())
        dialog = QFileDialog(self, tr("Folder of backups"), str(place))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)

        def chosen(folder: str) -> None:
            self.backups.set_value(folder)
            self._folder_chosen()

        dialog.fileSelected.connect(chosen)
        dialog.open()
