"""Says, while an enterprise is being typed, which one of the register it may be."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.likeness import TypedIdentity
from parkdesk.gui.actions import button
from parkdesk.gui.duplicates.words import why_tone
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import label, tr
from parkdesk.usecases.duplicates import Resembling, resembling_enterprises

PAUSE_MS = 250
_SHOWN = 3


class ResemblanceNote(QWidget):
    """Callouts under the fields that name an enterprise; it forbids nothing.

    Signals:
        wanted: the person wants to see the enterprise with this id instead.
        altered: it says something else; a form makes room for it.
    """

    wanted = Signal(int)
    altered = Signal()

    def __init__(
        self,
        runner: Runner,
        typed: Callable[[], TypedIdentity],
        apart_from: int | None = None,
    ) -> None:
        super().__init__()
        self._runner = runner
        self._typed = typed
        self._apart_from = apart_from
        self._asked = TypedIdentity()
        self.found: tuple[Resembling, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.hide()

    def look_again(self) -> None:
        """Something was typed: compare after a pause."""
        self._pause.start()

    def _ask(self) -> None:
        typed = self._typed()
        if typed == self._asked:
            return
        self._asked = typed
        request = self._runner.run(self, resembling_enterprises, typed, self._apart_from)
        request.done(partial(self._show, typed))

    def _show(self, typed: TypedIdentity, found: tuple[Resembling, ...]) -> None:
        if typed != self._asked or found == self.found:
            return
        self.found = found
        while self._box.count():
            item = self._box.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in found[:_SHOWN]:
            self._box.addWidget(self._line(one))
        self.setVisible(bool(found))
        self.altered.emit()

    def _line(self, one: Resembling) -> Callout:
        text = tr(
            "In the register already? {enterprise} ({code}, {status}): {why}.",
            enterprise=one.name,
            code=one.code,
            status=label(one.status),
            why=label(one.why),
        )
        line = Callout(text, why_tone(one.why))
        show = button(tr("Show it"), lambda: self.wanted.emit(one.id), role="link")
        layout = line.layout()
        assert layout is not None
        layout.addWidget(show)
        return line
