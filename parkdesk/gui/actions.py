"""An action of a page: what it needs, its key, its icon, and the button that shows it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QMargins, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget

from parkdesk.gui.icons import set_icon
from parkdesk.gui.key_names import sequence
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.domain.identity import Permission
    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.core import UseCase


class PageAction(QAction):
    """Something a person can do on a page: by button, by key, from the Ctrl+K box.

    It is offered (visible) only where the person's role grants the use-case's permission;
    a page greys it with `setEnabled` where the current row's state forbids it.
    """

    def __init__(
        self,
        owner: QWidget,
        text: str,
        slot: Callable[[], object],
        *,
        key: str = "",
        icon: str = "",
        allowed: bool = True,
        needs: Permission | None = None,
    ) -> None:
        super().__init__(text, owner)
        self.icon_name = icon
        self.needs = needs
        """What the role must grant; None: whoever may open the page may do this."""
        if key:
            self.setShortcut(sequence(key))
        self.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shown_key = self.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self._tip = tr("{action} ({key})", action=text, key=shown_key) if shown_key else text
        self.setToolTip(self._tip)
        self.setVisible(allowed)
        self.setEnabled(allowed)
        self.triggered.connect(lambda _checked=False: slot())
        if icon:
            set_icon(self, icon)
        owner.addAction(self)

    def withhold(self, why: str) -> None:
        """Grey it with the reason as its tip; where there is none, its tip is its own again."""
        self.setToolTip(why or self._tip)
        if why:
            self.setEnabled(False)


def action_for(
    owner: QWidget,
    runner: Runner,
    use_case: UseCase[..., Any],
    text: str,
    slot: Callable[[], object],
    *,
    key: str = "",
    icon: str = "",
) -> PageAction:
    """Make the action that leads to `use_case`: not offered to whom the role does not allow it."""
    return PageAction(
        owner,
        text,
        slot,
        key=key,
        icon=icon,
        allowed=runner.can(use_case),
        needs=use_case.needs,
    )


class ActionButton(QPushButton):
    """A button that shows an action and follows it: text, icon, tip, enabled, visible.

    `words` are what it says where its place says the rest; the action keeps its whole name.
    """

    def __init__(
        self,
        action: QAction,
        *,
        primary: bool = False,
        key_shown: bool = False,
        words: str = "",
    ) -> None:
        super().__init__()
        self._action = action
        self._words = words
        self._key_shown = key_shown
        self._key_fits = True
        self._icon_fits = True
        # Outside a dialog Qt lets only such a button take Enter.
        self.setAutoDefault(True)
        if primary:
            self.setProperty("role", "primary")
        name = getattr(action, "icon_name", "")
        if name:
            set_icon(self, name, "on_accent" if primary else "ink")
        self._icon_size = self.iconSize()
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def show_key(self, shown: bool) -> None:  # noqa: FBT001
        """Show the key in the button, or leave it to the tip where there is no room."""
        if self._key_fits != shown:
            self._key_fits = shown
            self._follow()

    def extra(self, *, keys: bool, icons: bool) -> int:
        """Return how much wider its key and its icon make the button, if they are shown."""
        metrics = self.fontMetrics()
        words = metrics.horizontalAdvance(self._said())
        key = metrics.horizontalAdvance(self._with_key()) - words if keys else 0
        icon = self._icon_size.width() if icons and not self.icon().isNull() else 0
        return key + icon

    @property
    def extra_now(self) -> int:
        """How much wider its key and its icon make the button as it is."""
        return self.extra(keys=self._key_fits, icons=self._icon_fits)

    def show_icon(self, shown: bool) -> None:  # noqa: FBT001
        """Show the action's icon, or the words alone where there is no room for both."""
        if self._icon_fits != shown:
            self._icon_fits = shown
            self.setIconSize(self._icon_size if shown else QSize(0, 0))

    def _said(self) -> str:
        return self._words or self._action.text()

    def _with_key(self) -> str:
        text = self._said()
        if not self._key_shown or self._action.shortcut().isEmpty():
            return text
        key = self._action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        return f"{text}  {key}"

    def _follow(self) -> None:
        self.setText(self._with_key() if self._key_fits else self._said())
        self.setToolTip(self._action.toolTip())
        if not (self._action.isEnabled() and self._action.isVisible()):
            self._give_focus_back()
        self.setEnabled(self._action.isEnabled())
        if self.parentWidget() is not None or not self._action.isVisible():
            # Shown before it has its place, a button would flash up as a window of its own.
            self.setVisible(self._action.isVisible())

    def _give_focus_back(self) -> None:
        """Greyed under the focus, a button would hand it to whatever comes next: to its page."""
        if self.window().focusWidget() is not self:
            return
        above = self.parentWidget()
        while above is not None and not hasattr(above, "focus_first"):
            above = above.parentWidget()
        if above is not None:
            above.focus_first()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._icon_fits and not self.icon().isNull():
            hint = hint.shrunkBy(QMargins(0, 0, self.iconSize().width(), 0))
        key = self.text().removeprefix(self._said())
        return hint.shrunkBy(QMargins(0, 0, self.fontMetrics().horizontalAdvance(key), 0))

    def event(self, event: QEvent) -> bool:
        # A button of an action that is not offered stays hidden when its page is shown.
        if event.type() == QEvent.Type.Show and not self._action.isVisible():
            self.hide()
        return super().event(event)


def button(
    text: str,
    slot: Callable[[], object],
    *,
    icon: str = "",
    role: str = "",
    tip: str = "",
) -> QPushButton:
    """Return a plain button; `role` is primary, danger, link, flat or nothing."""
    made = QPushButton(text)
    made.setProperty("role", role)
    made.setToolTip(tip)
    made.setAutoDefault(True)
    if icon:
        set_icon(made, icon, {"primary": "on_accent", "link": "accent"}.get(role, "ink"))
    made.clicked.connect(lambda _checked=False: slot())
    return made
