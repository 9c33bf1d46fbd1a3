"""Every list that has views says itself in plain words: keys for its columns and filters."""

import pytest

from parkdesk.domain.views import LISTS
from parkdesk.gui.pages import PAGES
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import set_language

LONGEST_MS = 20_000


@pytest.fixture
def lists(qtbot, full_runner):
    """Every page that is a list, also those inside another page."""
    set_language("zh_CN")
    workspace = Workspace(full_runner)
    qtbot.addWidget(workspace)
    workspace.resize(1440, 900)
    workspace.show()
    found = []
    for page in PAGES:
        made = workspace.open_page(page.key)
        qtbot.waitUntil(lambda: full_runner.is_idle, timeout=LONGEST_MS)
        inside = [one for one in made.findChildren(RegistryPage) if one.table.model() is not None]
        found += [made, *inside] if isinstance(made, RegistryPage) else inside
    return found


def test_lists_speak_in_keys(lists):
    wrong = []
    for page in lists:
        name = type(page).__name__
        names = [one.name for one in page.table.records.columns]
        keys = [one.key for one in page.filter_set.widgets]
        if page.view_key and page.view_key not in LISTS:
            wrong.append(f"{name}: no list {page.view_key}")
        if page.view_key and ("" in names or len(set(names)) < len(names)):
            wrong.append(f"{name}: columns {names}")
        if "" in keys or len(set(keys)) < len(keys):
            wrong.append(f"{name}: filters {keys}")
    assert wrong == []


def test_every_page_that_is_a_list_has_views_and_every_view_a_page(lists):
    keys = {page.view_key for page in lists}
    assert keys == set(LISTS)
