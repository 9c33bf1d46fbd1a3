"""Goes to an action of any page and does it, or says what it waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence

from parkdesk.gui.key_names import sequence
from parkdesk.gui.pages import spec as page_spec
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.action_list import ActionSpec
    from parkdesk.gui.actions import PageAction
    from parkdesk.gui.page import Page
    from parkdesk.gui.workspace import Workspace

LONGEST_MS = 5_000
"""A page that has just been made asks the database first; an action waits so long for it."""


def go_and_do(workspace: Workspace, wanted: ActionSpec) -> None:
    """Do an action that can be done at once; else go to its page and say what comes first.

    What changes a record is done to one that the person sees chosen: from the page in view alone.
    """
    was_in_view = workspace.is_in_view(wanted.page)
    if was_in_view and (here := _offered(workspace, wanted)) is not None:
        here.trigger()
        return
    spec = page_spec(wanted.page)
    page = workspace.open_page(spec.behind if spec.of_record else wanted.page)
    if page is None:
        return
    if wanted.part and not spec.of_record:
        page.choose(wanted.part)
    action = _found(page, wanted)
    if action is None or not wanted.free:
        _say_what_comes_first(workspace, wanted)
    elif action.isVisible() and action.isEnabled():
        action.trigger()
    else:
        _Waiting(workspace, page, action, wanted)


class _Waiting(QObject):
    """Does an action as soon as its page has what it needs."""

    def __init__(
        self, workspace: Workspace, page: Page, action: PageAction, wanted: ActionSpec
    ) -> None:
        super().__init__(page)
        self._workspace, self._action, self._wanted = workspace, action, wanted
        action.changed.connect(self._look)
        self._patience = QTimer(self, singleShot=True, interval=LONGEST_MS)
        self._patience.timeout.connect(self._give_up)
        self._patience.start()

    def _look(self) -> None:
        if not (self._action.isVisible() and self._action.isEnabled()):
            return
        self._end()
        if self._workspace.is_in_view(self._wanted.page):
            self._action.trigger()

    def _give_up(self) -> None:
        self._end()
        _say_what_comes_first(self._workspace, self._wanted)

    def _end(self) -> None:
        self._patience.stop()
        self._action.changed.disconnect(self._look)
        self.deleteLater()


def _offered(workspace: Workspace, wanted: ActionSpec) -> PageAction | None:
    words = tr(wanted.text)
    return next((one for one in workspace.offered_actions() if one.text() == words), None)


def _found(page: Page, wanted: ActionSpec) -> PageAction | None:
    words = tr(wanted.text)
    return next(
        (
            one
            for one in page.page_actions
            if one.text() == words and page.part_of(one) == wanted.part
        ),
        None,
    )


def _say_what_comes_first(workspace: Workspace, wanted: ActionSpec) -> None:
    key = sequence(wanted.key).toString(QKeySequence.SequenceFormat.NativeText)
    action = tr("{action} ({key})", action=tr(wanted.text), key=key) if key else tr(wanted.text)
    opens = page_spec(wanted.page).of_record or wanted.part == "desk"
    if opens:
        workspace.notify(
            tr("Choose a record and open it with Enter; there: {action}", action=action)
        )
    else:
        workspace.notify(tr("Choose here what it is for, then: {action}", action=action))
