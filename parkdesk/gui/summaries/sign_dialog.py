"""Signing an issued document with a certificate: the file, its passphrase, and what it is not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from parkdesk.domain.errors import InvalidInput
from parkdesk.gui.actions import button
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.reports.digital_signing import Signed
    from parkdesk.usecases.summaries import IssuedRow

_LARGEST = 1_000_000
"""Bytes: a file with a certificate has a few thousand."""


class SignDialog(FormDialog):
    """Asks for the file and its passphrase; the passphrase is kept nowhere."""

    def __init__(self, runner: Runner, parent: QWidget, row: IssuedRow, content: bytes) -> None:
        super().__init__(
            runner,
            parent,
            tr("Sign {number} with a certificate", number=row.number),
            save_text=tr("Sign"),
            intro=tr(
                "The issued file stays as it is; a signed copy is kept beside it, with a seal on"
                " page 1. The place for the wet seal stays free."
            ),
        )
        self._row, self._content = row, content
        self.key_file = self.text(
            "key_file", tr("File with the certificate"), required=True, longest=500,
            hint=tr("A PKCS#12 file (.p12 or .pfx) with its private key"),
        )  # fmt: skip
        self.key_file.add_button(button(tr("Choose…"), self._choose))
        self.passphrase = self.text(
            "passphrase", tr("Its passphrase"), secret=True, hint=tr("Asked each time, never kept")
        )
        limits = tr(
            "Certificates in the store of Windows and on USB keys cannot be used here. The"
            " signature has no time stamp of an authority, and nobody is asked whether the"
            " certificate was revoked: this program works offline."
        )
        self.wide(Callout(limits, Tone.NEUTRAL))

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Sign, without the park: the outcome is kept by whoever opened the form."""
        del confirmed
        path = Path(self.key_file.value())
        desk = self.runner.desk
        assert desk is not None
        spoken = "en" if self._row.language == "en" else "zh_CN"
        words = self.passphrase.value()
        request = self.runner.call(
            self, sign_with, self._content, path, words, desk.clock(), spoken
        )
        return request.named(tr("Signing"))

    def _choose(self) -> None:
        begin = folders.nearest_folder(self.key_file.value())
        dialog = QFileDialog(self, tr("File with the certificate"), str(begin))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([tr("Certificates with a key (*.p12 *.pfx)"), tr("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._chosen)
        dialog.open()

    def _chosen(self, path: str) -> None:
        self.key_file.set_value(path)
        self.key_file.typed()
        self.passphrase.focus()


def sign_with(
    content: bytes, path: Path, passphrase: str, at: dt.datetime, language: str
) -> Signed:
    """Read the certificate's file and sign; run in a thread."""
    # Imported here: the window opens before pyHanko is loaded.
    from parkdesk.reports.certificates import KeyFile
    from parkdesk.reports.digital_signing import sign

    try:
        large = path.stat().st_size > _LARGEST
        key = b"" if large else path.read_bytes()
    except (OSError, ValueError) as error:
        raise InvalidInput({"key_file": "certificate-file-missing"}) from error
    return sign(content, KeyFile(key, passphrase), at, language)
