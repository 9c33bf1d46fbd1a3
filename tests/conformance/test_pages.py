"""Every page opens: in an empty park, in a full one, and for a person who may do nothing on it."""

import pytest
from PySide6.QtWidgets import QLabel

from parkdesk.domain.identity import Actor, Permission
from parkdesk.gui.pages import PAGES
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import set_language

LONGEST_MS = 10_000


@pytest.fixture
def settled(qtbot):
    """A function that waits until a workspace has shown everything it asked for."""

    def wait(workspace: Workspace) -> None:
        quiet = workspace.runner
        qtbot.waitUntil(lambda: quiet.is_idle, timeout=LONGEST_MS)

    return wait


@pytest.fixture
def opened(qtbot, settled):
    """A function that opens a page in a workspace and returns it with the faults it met."""

    def open_page(runner: Runner, key: str):
        faults: list[object] = []
        runner.failed.connect(faults.append)
        workspace = Workspace(runner)
        qtbot.addWidget(workspace)
        workspace.resize(1280, 720)
        workspace.show()
        page = workspace.open_page(key)
        settled(workspace)
        return workspace, page, [getattr(fault, "error", fault) for fault in faults]

    return open_page


@pytest.fixture
def sitting(desk):
    """A function to a runner of the empty park, with a person who has these permissions."""
    runners = []

    def sit_down(*permissions: Permission) -> Runner:
        actor = Actor(99, "试", "auditor", frozenset(permissions))
        runners.append(Runner(desk.signed_in(actor)))
        return runners[-1]

    yield sit_down
    for runner in runners:
        runner.close()


@pytest.fixture(autouse=True)
def spoken(request):
    set_language(getattr(request, "param", "zh_CN"))


def _says_something(page) -> bool:
    return any(label.text() for label in page.findChildren(QLabel) if label.isVisible())


page_keys = pytest.mark.parametrize("key", [page.key for page in PAGES])


@page_keys
def test_a_page_opens_in_an_empty_park(key, runner, opened):
    _workspace, page, faults = opened(runner, key)
    assert faults == []
    assert _says_something(page)


@page_keys
@pytest.mark.parametrize("spoken", ["zh_CN", "en"], indirect=True)
def test_a_page_opens_in_a_full_park(key, full_runner, opened):
    _workspace, page, faults = opened(full_runner, key)
    assert faults == []
    assert _says_something(page)


@page_keys
def test_a_person_without_its_permission_is_not_offered_a_page(key, sitting, opened):
    needs = next(page.needs for page in PAGES if page.key == key)
    others = set(Permission) - {needs}
    workspace, page, faults = opened(sitting(*others), key)
    assert page is None
    assert key not in [offered.key for offered in workspace.pages]
    assert faults == []


@page_keys
def test_a_person_who_may_only_look_sees_the_page_without_a_fault(key, sitting, opened):
    needs = next(page.needs for page in PAGES if page.key == key)
    reading = {one for one in Permission if one.value.endswith(":read")}
    _workspace, page, faults = opened(sitting(*reading | {needs}), key)
    assert faults == []
    assert _says_something(page)


@page_keys
def test_an_open_page_has_a_place_for_the_keyboard(key, full_runner, opened):
    workspace, _page, _faults = opened(full_runner, key)
    assert workspace.focusWidget() is not None


def test_pages_have_keys_and_titles_of_their_own():
    assert len({page.key for page in PAGES}) == len(PAGES)
    assert len({page.title for page in PAGES}) == len(PAGES)
