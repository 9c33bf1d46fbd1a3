"""Opening a page in a real workspace, and waiting until it has shown what it asked for."""

from parkdesk.gui.workspace import Workspace


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
    """The open dialog of this class; waits until it is there."""
    found = []

    def there():
        found[:] = [one for one in page.findChildren(kind) if one.isVisible()]
        return bool(found)

    qtbot.waitUntil(there)
    return found[0]
