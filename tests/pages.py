"""Opening a page in a real workspace, and waiting until it has shown what it asked for."""

from PySide6.QtWidgets import QApplication

from parkdesk.gui.workspace import Workspace

OPENING_MS = 20_000
"""What opens may be read first, on a machine that does other things too."""


def opened(qtbot, runner, key):
    """The page with this key, in a window, with everything loaded."""
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.resize(1280, 720)
    workspace.show()
    page = workspace.open_page(key)
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    """Wait until nothing is under way and the panel has followed the list."""
    qtbot.waitUntil(
        lambda: (
            page.runner.is_idle
            and page.table.records.is_settled
            and not page._detail_pause.isActive()
            and not page._refreshing.isActive()
        ),
        timeout=10_000,
    )


def dialog_of(qtbot, page, kind):
    """The open dialog of this class on a page; waits until it is there and takes keys."""
    return _open(qtbot, lambda: page.findChildren(kind))


def shown(qtbot, kind):
    """The open window of this class, wherever it came from; waits until it takes keys."""
    return _open(
        qtbot, lambda: [one for one in QApplication.topLevelWidgets() if isinstance(one, kind)]
    )


def _open(qtbot, windows):
    # A window that is visible is not yet active: a shortcut pressed in between goes nowhere.
    found = []

    def there():
        found[:] = [one for one in windows() if one.isVisible() and one.isActiveWindow()]
        return bool(found)

    qtbot.waitUntil(there, timeout=OPENING_MS)
    return found[0]
