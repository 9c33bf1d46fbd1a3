"""An error -> what the person sees, where the person is."""

from __future__ import annotations

import logging
import platform
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import shiboken6
from PySide6.QtCore import QObject, Qt, qVersion
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

import parkdesk
from parkdesk.domain.errors import Cancelled, ParkDeskError, StaleRecord, Unavailable
from parkdesk.gui.actions import button
from parkdesk.gui.summaries import folders
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import message, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request

log = logging.getLogger(__name__)
Offers = tuple[tuple[str, Callable[[], object]], ...]


@runtime_checkable
class ShowsFaults(Protocol):
    """A page, a form, a window: something with a banner."""

    def show_fault(self, text: str, tone: Tone, offers: Offers) -> None:
        """Show a sentence with its buttons."""


def show_failed(request: Request[Any]) -> None:
    """Show why a request failed, in the nearest banner; a bug opens its dialog."""
    error = request.error
    if isinstance(error, Cancelled):
        tell(request.owner, message(error), Tone.NEUTRAL)
    elif isinstance(error, Unavailable):
        tell(request.owner, message(error), Tone.BAD, ((tr("Try again"), request.retry),))
    elif isinstance(error, StaleRecord):
        tell(request.owner, message(error), Tone.WARN)
    elif isinstance(error, ParkDeskError):
        tell(request.owner, message(error), Tone.BAD)
    elif error is not None:
        show_bug(error, _widget(request.owner))


def tell(owner: QObject, text: str, tone: Tone, offers: Offers = ()) -> None:
    """Show a sentence in the nearest banner above `owner`; the active window's otherwise."""
    chain = _upwards(owner) if shiboken6.isValid(owner) else []
    places: tuple[object, ...] = (*chain, QApplication.activeWindow())
    for place in places:
        if isinstance(place, ShowsFaults):
            place.show_fault(text, tone, offers)
            return
    log.warning("no banner for a message")


def _upwards(owner: QObject) -> list[QObject]:
    chain = []
    # PySide6's stubs do not know that an object at the top has no parent.
    above: Any = owner
    while above is not None:
        chain.append(above)
        above = above.parent()
    return chain


def show_bug(error: BaseException, parent: QWidget | None = None) -> BugDialog:
    """Log the report of an unexpected error and offer to save it.

    The report, not the error itself: a driver's text quotes the row that it refused.
    """
    log.error("unexpected error\n%s", report_of(error))
    dialog = BugDialog(error, parent)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


def report_of(error: BaseException) -> str:
    """Return the report of a bug: places in the code and versions, no values, no names.

    The text of an unexpected exception is left out, since it may quote what was typed.
    """
    places = [
        f"{_inside(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]
    lines = [
        f"ParkDesk {parkdesk.__version__}",
        f"Python {platform.python_version()}, Qt {qVersion()}",
        f"{platform.system()} {platform.release()}",
        type(error).__name__,
        *places,
    ]
    return "\n".join(lines) + "\n"


def _inside(filename: str) -> str:
    parts = Path(filename).parts
    for package in ("parkdesk", "site-packages", "lib"):
        if package in parts:
            return "/".join(parts[parts.index(package) :])
    return parts[-1] if parts else ""


def _widget(owner: QObject) -> QWidget | None:
    if not shiboken6.isValid(owner):
        return QApplication.activeWindow()
    return owner.window() if isinstance(owner, QWidget) else QApplication.activeWindow()


class BugDialog(QDialog):
    """Says that the program has an error, what is safe, and what the report holds."""

    def __init__(self, error: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report_of(error)
        self.setWindowTitle(tr("An error in ParkDesk"))
        self.setMinimumWidth(560)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 5)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(tr("This did not work, and the fault is ours"), "title", wrap=True))
        text = tr(
            "What was saved before is safe; the last step was not carried out. You can go on"
            " working. The report below names places in the program and no data: save it and send"
            " it to whoever looks after the program."
        )
        box.addWidget(label(text, wrap=True))
        shown = QPlainTextEdit(self._report)
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(tr("Report"))
        box.addWidget(shown, 1)
        self.outcome = label("", "muted", wrap=True)
        foot = QHBoxLayout()
        foot.addWidget(self.outcome, 1)
        foot.addWidget(button(tr("Save report…"), self._choose_file, icon="save"))
        close = button(tr("Close"), self.reject, role="primary")
        foot.addWidget(close)
        box.addLayout(foot)
        close.setFocus()

    def save_to(self, path: Path) -> None:
        """Write the report; says so, or why it could not be written."""
        try:
            path.write_text(self._report, encoding="utf-8")
        except OSError:
            self.outcome.setText(
                tr("The report could not be written there: choose another folder.")
            )
        else:
            self.outcome.setText(tr("Saved as {name}.", name=path.name))

    def _choose_file(self) -> None:
        place = folders.last_folder() / "parkdesk-report.txt"
        dialog = QFileDialog(self, tr("Save report…"), str(place))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name)))
        dialog.open()
