"""A registered document: looked at as a draft, frozen and issued, then printed or saved."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from parkdesk.domain.issued_documents import (
    ISSUES,
    USUAL_MONTHS,
    DocumentKind,
    DocumentRequest,
    DocumentRow,
    DocumentSnapshot,
    EditionRow,
)
from parkdesk.gui.actions import ActionButton, PageAction
from parkdesk.gui.documents.rendering import print_document
from parkdesk.gui.summaries.preview_dialog import PreviewDialog
from parkdesk.gui.summaries.rendering import Printed, open_file
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import tr, trn
from parkdesk.i18n.issued import kind_title
from parkdesk.usecases.issued_documents import (
    Drafted,
    document_snapshot,
    draft_document,
    freeze_document,
    issue_document,
)

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner

_MONTHS = (1, 3, 6, USUAL_MONTHS, 24)


class DocumentDialog(PreviewDialog[Drafted]):
    """One document: the draft, or the very file that was issued of the newest edition."""

    issuing: PageAction | None = None
    """None while the base class is made, which already enables what there is."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        asked: DocumentRequest,
        notify: Callable[[str], object],
    ) -> None:
        super().__init__(runner, parent, kind_title(asked.kind), notify)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.asked = asked
        self._notify = notify
        self.state = text_label("", "muted")
        self.months = QComboBox()
        self.reason = QLineEdit()
        issuing = PageAction(
            self,
            tr("Issue"),
            self.issue,
            key="Ctrl+Shift+G",
            icon="approve",
            allowed=runner.desk is not None and runner.desk.actor.may(ISSUES[asked.kind]),
            needs=ISSUES[asked.kind],
        )
        issuing.setEnabled(False)
        self.issuing = issuing
        self._lay_out_choices()
        self.foot.insertWidget(0, ActionButton(issuing, key_shown=True))
        self.gather(draft_document, asked)

    def file_name(self) -> str:
        """Return the name to save under: the number; of a draft the kind and the day."""
        assert self.found is not None
        snapshot = self.found.snapshot
        if snapshot.draft:
            day = snapshot.matter.day.isoformat()
            return tr("{list} {day}.pdf", list=kind_title(self.asked.kind), day=day)
        return f"{snapshot.number(self.spoken)}.pdf"

    def begin_drawing(self, found: Drafted, spoken: str) -> Request[Printed]:
        """Start drawing; what was issued already is shown as it was kept."""
        self._say_state(found, spoken)
        kept = found.kept(spoken)
        if kept is not None:
            return self.runner.call(self, open_file, kept.content)
        return self.runner.call(self, print_document, found.snapshot, spoken)

    def issue(self) -> None:
        """Freeze what is in view, draw it under its number, register it."""
        if not self._open_to_issue() or self.issuing is None:
            return
        self.issuing.setEnabled(False)
        self.banner.dismiss()
        request = self.runner.run(self, freeze_document, self.asked, self.reason.text())
        request.done(self._frozen).refused(self._refused)

    # Working

    def _lay_out_choices(self) -> None:
        for months in _MONTHS:
            self.months.addItem(trn("Next {n} month", "Next {n} months", months), months)
        self.months.setCurrentIndex(max(self.months.findData(self.asked.months), 0))
        self.months.setAccessibleName(tr("How far the list looks ahead"))
        self.months.currentIndexChanged.connect(lambda _at: self._look_ahead())
        self.reason.setPlaceholderText(tr("Why there is another edition"))
        self.reason.setAccessibleName(tr("Why there is another edition"))
        self.reason.setMaxLength(200)
        self.choices.addWidget(self.months)
        self.choices.addWidget(self.state)
        self.choices.addWidget(self.reason, 1)
        self.choices.addStretch()
        # Shown before it has a place, a widget is a window of its own for a moment.
        self.months.setVisible(self.asked.kind is DocumentKind.EXPIRIES)
        self.reason.hide()

    def _look_ahead(self) -> None:
        self.asked = dataclasses.replace(self.asked, months=int(self.months.currentData()))
        self.gather(draft_document, self.asked)

    def _say_state(self, found: Drafted, spoken: str) -> None:
        """Say whether it is a draft, a correction, or issued already."""
        kept, newest = found.kept(spoken), found.newest
        corrects = found.edition_id is None and newest is not None
        self.reason.setVisible(corrects)
        if kept is not None:
            self.state.setText(tr("{number} as it was issued", number=kept.number))
        elif corrects and newest is not None:
            self.state.setText(tr("Changed since edition {n}", n=newest.edition))
        elif newest is not None:
            self.state.setText(tr("Frozen, not issued in this language yet"))
        else:
            self.state.setText(tr("Draft, without a number"))

    def _open_to_issue(self) -> bool:
        found = self.found
        return found is not None and self.file() is not None and found.kept(self.spoken) is None

    def _frozen(self, edition: EditionRow) -> None:
        request = self.runner.run(self, document_snapshot, edition.id)
        request.done(partial(self._draw_frozen, edition)).refused(self._refused)

    def _draw_frozen(self, edition: EditionRow, snapshot: DocumentSnapshot) -> None:
        spoken = self.spoken
        request = self.runner.call(self, print_document, snapshot, spoken)
        request.named(tr("Drawing the pages"))
        request.done(partial(self._register, edition, spoken)).refused(self._refused)

    def _register(self, edition: EditionRow, spoken: str, printed: Printed) -> None:
        content, template = printed.file.content, printed.template
        printed.file.close()
        request = self.runner.run(self, issue_document, edition.id, content, spoken, template)
        request.done(self._issued).refused(self._refused)

    def _issued(self, row: DocumentRow) -> None:
        said = tr("{number} is issued and kept", number=row.number)
        self._notify(said)
        self.reason.clear()
        self.gather(draft_document, self.asked)
        self.banner.show_text(said, Tone.GOOD)

    def _refused(self, _error: Exception) -> bool:
        """Let it be tried again; why it was refused stands in the banner."""
        self._enable(on=self.printing.isEnabled())
        return False

    def _enable(self, *, on: bool) -> None:
        super()._enable(on=on)
        if self.issuing is not None:
            self.issuing.setEnabled(on and self._open_to_issue())


def open_document(
    runner: Runner, parent: QWidget, asked: DocumentRequest, notify: Callable[[str], object]
) -> DocumentDialog:
    """Show a document as it would be issued now."""
    dialog = DocumentDialog(runner, parent, asked, notify)
    dialog.open()
    return dialog
