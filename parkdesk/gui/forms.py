"""The frame of every form: fields declared, problems at the field, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, ClassVar

import shiboken6
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, StaleRecord
from parkdesk.gui.actions import button
from parkdesk.gui.composition import is_composing
from parkdesk.gui.field_form import DeclaresFields, FieldT
from parkdesk.gui.key_names import sequence
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.busy_bar import BusyBar
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.reading_area import ReadingArea
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import message, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner

HIGHEST = 760
"""No form is higher, whatever the screen: a longer one scrolls."""
TITLE_BAR = 36
"""Room left for the title and frame of a form, which are known only once it is shown."""
NO_CODES: frozenset[str] = frozenset()


class _Inside(QWidget):
    """What scrolls in a form: as high as its sentences are at the form's width.

    By itself Qt keeps the height that they would have in the narrowest form.
    """

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), 0)


class FormDialog(DeclaresFields, QDialog):
    """A form that stays open, with everything typed, until what it saves is accepted.

    A subclass declares fields in its constructor (`self.name = self.text("name", …)`; the names
    are those of the use-case's `InvalidInput` problems) and overrides `save`. Enter goes to the
    next field, Ctrl+Enter saves, Esc asks when something was typed. Open it with `open()`.

    Signals:
        saved: what the use-case returned, once it is accepted.
    """

    saved = Signal(object)

    grave: ClassVar[bool] = False
    """Whether what it does cannot be taken back: without a field, Enter by itself answers no."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        title: str,
        *,
        save_text: str = "",
        width: int = 560,
        intro: str = "",
    ) -> None:
        super().__init__(parent)
        self.runner = runner
        self.banner = Banner()
        self._dirty = False
        self._saving = False
        self._withheld = ""
        self._confirmed: frozenset[str] = NO_CODES
        self.start_fields(self, self._left_last)
        self.save_button = button(save_text or tr("Save"), self.submit, role="primary")
        self._save_tip = tr("{action} ({key})", action=self.save_button.text(), key="Ctrl+Enter")
        self.save_button.setToolTip(self._save_tip)
        self.cancel_button = button(tr("Cancel"), self.reject)
        self.save_button.setAutoDefault(False)
        self.cancel_button.setAutoDefault(False)
        self.setWindowTitle(title)
        self.setMinimumWidth(width)
        self._build(title, intro)
        for made in (self.cancel_button, self.save_button):
            self._area.read_by(made)
        self.banner.altered.connect(self._grow)
        self._came_from: QWidget | None = None
        self.finished.connect(self._give_focus_back)
        QShortcut(sequence("F1"), self).activated.connect(self.show_help)
        for key in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(sequence(key), self).activated.connect(self.submit)

    def add(self, field: FieldT) -> FieldT:
        """Add a field made elsewhere."""
        added = super().add(field)
        added.changed.connect(self._typed)
        return added

    # What a subclass overrides

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Start the use-case with what is typed; `confirmed` holds the codes affirmed."""
        raise NotImplementedError

    def reload(self) -> None:
        """Fill the form again after somebody else has saved the record; closes by default."""
        self.done(QDialog.DialogCode.Rejected)

    # Working

    def fill(self, values: Mapping[str, Any]) -> None:
        """Show values by field name; the form counts as untouched afterwards."""
        for name, value in values.items():
            self.fields[name].set_value(value)
        self.set_untouched()

    def set_untouched(self) -> None:
        """Take what the fields hold as the starting point: Esc then closes without asking."""
        self._dirty = False

    def withhold(self, why: str) -> None:
        """Grey the button that saves, with the reason as its tip; empty gives it back."""
        self._withheld = why
        self.save_button.setToolTip(why or self._save_tip)
        self.save_button.setEnabled(not why and not self._saving)

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed since the form was filled."""
        return self._dirty

    def submit(self) -> None:
        """Check the fields, then save; stays open until the use-case accepts."""
        if self._saving or self._withheld or is_composing():
            return
        problems = self.found_problems()
        self.show_problems(problems)
        if problems:
            return
        self._start(self._confirmed)

    def show_problems(self, problems: Mapping[str, str], **facts: object) -> None:
        """Show each code's sentence under its field and go to the first; others in the banner."""
        others = self.show_at_fields(problems, facts)
        if others:
            self.banner.show_text("\n".join(others))
        else:
            self.banner.dismiss()
        self._grow()

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over this form; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def _build(self, title: str, intro: str) -> None:
        inner = _Inside()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE * 6, SPACE * 2, SPACE * 6, SPACE * 2)
        if intro:
            # A line never ends between the sign of the currency and the amount.
            column.addWidget(label(intro.replace("¥ ", "¥\u00a0"), "count", wrap=True))
            column.addSpacing(SPACE * 2)
        column.addLayout(self.grid)
        column.addStretch()
        self._area = ReadingArea()
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(inner)
        self._inner = inner
        self._heading = heading = label(title, "title", wrap=True)
        heading.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 2)
        holder = QVBoxLayout()
        holder.setContentsMargins(SPACE * 6, 0, SPACE * 6, 0)
        holder.addWidget(self.banner)
        holder.addWidget(BusyBar(self.runner, self))
        self._foot = foot = QHBoxLayout()
        foot.setContentsMargins(SPACE * 6, SPACE * 3, SPACE * 6, SPACE * 5)
        foot.setSpacing(SPACE * 2)
        self.foot_note = label(self._all_keys(), "muted")
        foot.addWidget(self.foot_note)
        foot.addStretch()
        foot.addWidget(self.cancel_button)
        foot.addWidget(self.save_button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(heading)
        outer.addLayout(holder)
        outer.addWidget(self._area, 1)
        outer.addLayout(foot)

    def _start(self, confirmed: frozenset[str]) -> None:
        self._saving = True
        self.save_button.setEnabled(False)
        self.save(confirmed).done(self._accepted).refused(self._refused)

    def _accepted(self, result: object) -> None:
        self._saving = False
        self._dirty = False
        self.accept()
        self.saved.emit(result)

    def _refused(self, error: Exception) -> bool:
        self._saving = False
        self.save_button.setEnabled(not self._withheld)
        if isinstance(error, InvalidInput):
            self.show_problems(error.problems, **error.params)
        elif isinstance(error, NeedsConfirmation):
            self._ask(error)
        elif isinstance(error, StaleRecord):
            offers = ((tr("Reload"), self.reload),)
            self.banner.show_text(message(error), Tone.WARN, offers=offers)
        else:
            return False
        return True

    def _ask(self, error: NeedsConfirmation) -> None:
        def affirmed() -> None:
            self._confirmed |= {error.code}
            self.submit()

        offers = ((tr("Save anyway"), affirmed),)
        self.banner.show_text(message(error), Tone.WARN, offers=offers)

    def _typed(self) -> None:
        self._dirty = True
        # What was confirmed was said of other values.
        self._confirmed = frozenset()

    def _left_last(self) -> None:
        self.save_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _grow(self) -> None:
        for part in self.findChildren(QWidget):
            # The style sheet's margins count too, also before the form is first shown.
            part.ensurePolished()
        # What was shown or hidden a moment ago is not yet in the height that is asked for.
        self.grid.activate()
        across = max(self.width(), self.minimumWidth())
        wanted = self._fields_height(across) + self._frame_height(across)
        most = min(self.screen().availableGeometry().height() - 60, self._room_below(), HIGHEST)
        self.resize(max(self.width(), self.minimumWidth()), max(self.height(), min(wanted, most)))
        self._show_focused()

    def _show_focused(self) -> None:
        """Scroll to the field with the focus: the first that may be changed may lie far down."""
        focused: object = self.focusWidget()
        if isinstance(focused, QWidget) and self._inner.isAncestorOf(focused):
            self._area.ensureWidgetVisible(focused)

    def _place_over(self, window: QWidget) -> None:
        """Say where the form goes: one that grows before X11 has placed it would go to a corner."""
        room = window.screen().availableGeometry()
        place = window.geometry().center() - self.rect().center()
        lowest = room.bottom() - self.height() - TITLE_BAR
        self.move(max(room.left(), place.x()), max(room.top(), min(place.y(), lowest)))

    def _room_below(self) -> int:
        """Return how high the form may be over the application's window."""
        below: QWidget | None = self.parentWidget()
        window = None
        # A form over another form has the main window's height all the same.
        while below is not None:
            window = below.window()
            below = window.parentWidget()
        return window.height() - 32 if window is not None else HIGHEST

    def _fit_foot(self) -> None:
        foot = (self.foot_note, self.cancel_button, self.save_button)
        wanted = sum(part.sizeHint().width() + SPACE * 3 for part in foot) + SPACE * 12
        self.setMinimumWidth(max(self.minimumWidth(), wanted))

    def _fields_height(self, across: int) -> int:
        """Return what the fields need at this width of the form: long sentences wrap."""
        inner = self._inner.layout()
        assert inner is not None
        if inner.hasHeightForWidth():
            # The ring of the area takes its width from them: a sentence that just fits without
            # it wraps, and would push the last field out of sight.
            return inner.totalHeightForWidth(across - 2 * self._area.frameWidth())
        return inner.totalSizeHint().height()

    def _frame_height(self, across: int) -> int:
        """Return what stands over and under the fields, the banner with it."""
        banner = 0
        if not self.banner.isHidden():
            room = across - 2 * SPACE * 6
            banner = max(self.banner.heightForWidth(room), self.banner.sizeHint().height())
        ring = 2 * self._area.frameWidth()
        foot = self._foot.sizeHint().height()
        return self._heading.heightForWidth(across) + banner + ring + foot

    def _all_keys(self) -> str:
        return tr(
            "Enter: next field · Ctrl+Enter: {action} · Esc: close", action=self.save_button.text()
        )

    def focus_first(self) -> None:
        """Go to the first field, or else to the button: back, where the act is grave."""
        super().focus_first()
        if any(field.editor.isEnabled() for field in self.fields.values()) or self._has_inside():
            return
        ready = self.save_button.isEnabled() and not self.grave
        (self.save_button if ready else self.cancel_button).setFocus()

    def _has_inside(self) -> bool:
        """Whether something between the title and the buttons takes keys: a list, a button."""
        return any(
            one.isVisible() and one.isEnabled() and not isinstance(one, QLabel)
            for one in self._inner.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus
        )

    def show_help(self) -> None:
        """Show what the keys do in a form (F1)."""
        from parkdesk.gui.help import HelpDialog

        dialog = HelpDialog((), (), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _give_focus_back(self) -> None:
        if self._came_from is None or not shiboken6.isValid(self._came_from):
            return
        # What is greyed or hidden by what was saved hands the focus on by itself.
        if self._came_from.isVisible() and self._came_from.isEnabled():
            self._came_from.setFocus()

    def _ask_to_leave(self) -> None:
        self.banner.show_text(
            tr("What you typed has not been saved."),
            Tone.WARN,
            offers=(
                (self.save_button.text(), self.submit),
                (tr("Discard"), lambda: self.done(QDialog.DialogCode.Rejected)),
                (tr("Go on filling in"), self.focus_first),
            ),
            closable=False,
        )
        self.banner.focus_first()

    # Qt overrides

    def reject(self) -> None:
        """Close; ask first when something was typed."""
        if is_composing() or self._saving:
            # Gone, the form could not say whether what is on its way was taken.
            return
        if self._dirty and not self.banner.isVisible():
            self._ask_to_leave()
        elif not self._dirty:
            super().reject()
        else:
            # A second Esc takes back the question, never the typing.
            self.banner.dismiss()

    def open(self) -> None:
        """Show the form over its window, as high as its fields need and the screen allows."""
        self._fit_foot()
        self._grow()
        below = self.parentWidget()
        if below is not None:
            self._came_from = below.window().focusWidget()
            self._place_over(below.window())
        # Tab goes from field to field and to the buttons; what only reads is scrolled from there.
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not self.fields and self.foot_note.text() == self._all_keys():
            words = tr("Ctrl+Enter: {action} · Esc: close", action=self.save_button.text())
            self.foot_note.setText(words)
        super().open()
        self.focus_first()
        self._show_focused()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.reject()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            # The key that opened the form, still held down, is no answer to it.
            if isinstance(focused, QPushButton) and not event.isAutoRepeat():
                focused.click()
            return
        super().keyPressEvent(event)
