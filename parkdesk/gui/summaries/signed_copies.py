"""What the reports do about signatures: sign an issued document, and save its signed copy."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from parkdesk.domain.signatures import SignedCopyRow
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.summaries.sign_dialog import SignDialog
from parkdesk.gui.theme import Tone
from parkdesk.i18n import instant_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.summaries.page import SummariesPage
    from parkdesk.reports.digital_signing import Signed
    from parkdesk.usecases.summaries import IssuedRow


class SignedCopies:
    """The two actions on the issued document in view."""

    def __init__(self, page: SummariesPage) -> None:
        from parkdesk.usecases.signed_copies import keep_signed_copy

        self._page = page
        self.signing = action_for(
            page, page.runner, keep_signed_copy, tr("Sign with a certificate…"), self.sign,
            icon="certificate", key="Ctrl+Alt+E",
        )  # fmt: skip
        self.saving = PageAction(
            page, tr("Save signed copy…"), self.save, icon="pdf", key="Ctrl+Alt+X"
        )
        self.actions = (self.signing, self.saving)
        for action in self.actions:
            page.add_key(action)
        page.panel.add_pair(*self.actions)

    def follow(self) -> None:
        """Enable both for an issued document."""
        choice = self._page.choice
        issued = choice is not None and choice.issued is not None
        there = issued and self._page.file() is not None
        for action in self.actions:
            action.setEnabled(there)

    def sign(self) -> None:
        """Ask for the certificate, or say who has signed already."""
        self._with_copy(self._ask)

    def save(self) -> None:
        """Ask where to save the signed copy, or say that there is none."""
        self._with_copy(self._offer)

    def _with_copy(self, then: Callable[[IssuedRow, tuple[SignedCopyRow, ...]], object]) -> None:
        from parkdesk.usecases.signed_copies import list_signed_copies

        choice, page = self._page.choice, self._page
        if choice is None or choice.issued is None:
            return
        request = page.runner.run(page, list_signed_copies, choice.issued.quarter)
        request.done(partial(then, choice.issued))

    def _ask(self, row: IssuedRow, copies: tuple[SignedCopyRow, ...]) -> None:
        page, file = self._page, self._page.file()
        signed = _copy_of(row, copies)
        if signed is not None:
            text = tr(
                "{number} was signed already: by the certificate of {name}, on {at}. Its signed"
                " copy can be saved.",
                number=row.number, name=signed.facts.name, at=instant_text(signed.signed_at),
            )  # fmt: skip
            page.banner.show_text(text, Tone.WARN)
        elif file is not None and page.choice is not None and page.choice.issued == row:
            dialog = SignDialog(page.runner, page, row, file.content)
            dialog.saved.connect(partial(self._keep, row))
            dialog.open()

    def _keep(self, row: IssuedRow, signed: Signed) -> None:
        from parkdesk.usecases.signed_copies import keep_signed_copy

        what = row.id, signed.content, signed.facts
        self._page.runner.run(self._page, keep_signed_copy, *what).done(self._kept)

    def _kept(self, row: SignedCopyRow) -> None:
        text = tr(
            "{number} is signed by the certificate of {name}; the signed copy is kept.",
            number=row.number, name=row.facts.name,
        )  # fmt: skip
        self._page.shell.notify(text)

    def _offer(self, row: IssuedRow, copies: tuple[SignedCopyRow, ...]) -> None:
        if _copy_of(row, copies) is None:
            text = tr("{number} has not been signed with a certificate.", number=row.number)
            self._page.banner.show_text(text, Tone.WARN)
            return
        name = f"{row.number}-signed.pdf"
        self._page.outputs.save(name, partial(self.save_to, row))

    def save_to(self, row: IssuedRow, path: Path) -> None:
        """Save the signed copy of a document: the whole of it or nothing."""
        from parkdesk.usecases.signed_copies import signed_copy_bytes

        def save(content: bytes) -> None:
            self._page.outputs.save_to(path, PdfFile(content))

        self._page.runner.run(self._page, signed_copy_bytes, row.id).done(save)


def _copy_of(row: IssuedRow, copies: tuple[SignedCopyRow, ...]) -> SignedCopyRow | None:
    return next((one for one in copies if one.issued_id == row.id), None)
