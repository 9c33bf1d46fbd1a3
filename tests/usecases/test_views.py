"""Saved views: whose they are, who may change them, which one a list opens with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.errors import InvalidInput, NotFound, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.views import NARROWEST, WIDEST, ShownColumn, ViewDefinition
from parkdesk.gui.pages import PAGES
from parkdesk.usecases import views

EXPIRING = ViewDefinition(
    {"status": "expiring", "search": "软件"},
    Sort("expires_on", descending=True),
    (ShownColumn("enterprise", 240), ShownColumn("expires_on")),
)


def do(desk, use_case, *args, **named):
    """Run one use-case in a unit of work of its own."""
    with desk.work(read_only=use_case.reads) as work:
        return use_case(work, *args, **named)


def names(desk, key="certifications"):
    return [(one.name, one.shared) for one in do(desk, views.list_views, key).views]


def test_a_saved_view_comes_back_as_it_was_said(act_as):
    clerk = act_as(Role.CLERK)
    saved = do(clerk, views.save_view, "certifications", " 快到期的 ", EXPIRING)
    found = do(clerk, views.list_views, "certifications")
    assert found.views == (saved,)
    assert (saved.name, saved.shared, saved.may_edit) == ("快到期的", False, True)
    assert saved.definition == EXPIRING
    assert found.default_id is None


def test_a_view_belongs_to_one_list_and_one_person(act_as):
    do(act_as(Role.CLERK), views.save_view, "certifications", "我的", EXPIRING)
    assert names(act_as(Role.REVIEWER)) == []
    assert names(act_as(Role.CLERK), "enterprises") == []
    assert names(act_as(Role.CLERK)) == [("我的", False)]


def test_another_persons_view_is_as_if_it_were_not_there(act_as):
    mine = do(act_as(Role.CLERK), views.save_view, "certifications", "我的", EXPIRING)
    other = act_as(Role.MANAGER)
    for use_case, args in (
        (views.update_view, (mine.id, mine.version, EXPIRING)),
        (views.rename_view, (mine.id, mine.version, "他的")),
        (views.delete_view, (mine.id, mine.version)),
        (views.set_default_view, ("certifications", mine.id)),
    ):
        with pytest.raises(NotFound):
            do(other, use_case, *args)
    with pytest.raises(NotFound):
        do(other, views.share_view, mine.id, mine.version, shared=True)


def test_sharing_takes_a_right_and_so_does_changing_what_is_shared(act_as):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    mine = do(clerk, views.save_view, "certifications", "我的", EXPIRING)
    with pytest.raises(NotPermitted):
        do(clerk, views.share_view, mine.id, mine.version, shared=True)
    theirs = do(manager, views.save_view, "certifications", "全园", EXPIRING)
    shared = do(manager, views.share_view, theirs.id, theirs.version, shared=True)
    assert names(clerk) == [("我的", False), ("全园", True)]
    assert not do(clerk, views.list_views, "certifications").views[1].may_edit
    with pytest.raises(NotPermitted):
        do(clerk, views.update_view, shared.id, shared.version, ViewDefinition())
    with pytest.raises(NotPermitted):
        do(clerk, views.delete_view, shared.id, shared.version)
    do(manager, views.rename_view, shared.id, shared.version, "全园到期")
    assert ("全园到期", True) in names(clerk)


def test_an_auditor_keeps_views_of_their_own(act_as):
    auditor = act_as(Role.AUDITOR)
    saved = do(auditor, views.save_view, "trail", "一天", ViewDefinition())
    do(auditor, views.set_default_view, "trail", saved.id)
    assert do(auditor, views.list_views, "trail").default_id == saved.id


def test_a_list_that_a_person_may_not_read_has_no_views_for_them(act_as):
    clerk = act_as(Role.CLERK)
    with pytest.raises(NotPermitted):
        do(clerk, views.list_views, "trail")
    with pytest.raises(NotPermitted):
        do(clerk, views.save_view, "trail", "偷看", ViewDefinition())
    with pytest.raises(NotFound):
        do(clerk, views.list_views, "nowhere")


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "required"),
        ("  ", "required"),
        ("长" * 41, "view-name-long"),
        ("有", "view-name-taken"),
    ],
)
def test_a_name_that_does_not_do(desk, name, problem):
    do(desk, views.save_view, "certifications", "有", EXPIRING)
    with pytest.raises(InvalidInput) as caught:
        do(desk, views.save_view, "certifications", name, EXPIRING)
    assert caught.value.problems == {"name": problem}


def test_a_view_keeps_its_own_name(desk):
    row = do(desk, views.save_view, "certifications", "有", EXPIRING)
    row = do(desk, views.rename_view, row.id, row.version, "有")
    assert row.name == "有"


def test_two_windows_cannot_overwrite_each_other(desk):
    row = do(desk, views.save_view, "certifications", "有", EXPIRING)
    do(desk, views.update_view, row.id, row.version, ViewDefinition())
    with pytest.raises(StaleRecord):
        do(desk, views.update_view, row.id, row.version, EXPIRING)


def test_the_view_that_a_list_opens_with(act_as):
    clerk = act_as(Role.CLERK)
    first = do(clerk, views.save_view, "claims", "一", ViewDefinition())
    second = do(clerk, views.save_view, "claims", "二", ViewDefinition())
    do(clerk, views.set_default_view, "claims", first.id)
    do(clerk, views.set_default_view, "claims", second.id)
    assert do(clerk, views.list_views, "claims").default_id == second.id
    assert do(act_as(Role.REVIEWER), views.list_views, "claims").default_id is None
    with pytest.raises(NotFound):
        do(clerk, views.set_default_view, "contracts", second.id)
    do(clerk, views.delete_view, second.id, second.version)
    assert do(clerk, views.list_views, "claims").default_id is None
    do(clerk, views.set_default_view, "claims", None)


def test_a_shared_view_taken_back_is_nobody_elses_default(act_as):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    row = do(manager, views.save_view, "claims", "全园", ViewDefinition())
    row = do(manager, views.share_view, row.id, row.version, shared=True)
    do(clerk, views.set_default_view, "claims", row.id)
    do(manager, views.set_default_view, "claims", row.id)
    do(manager, views.share_view, row.id, row.version, shared=False)
    assert names(clerk, "claims") == []
    assert do(clerk, views.list_views, "claims").default_id is None
    assert do(manager, views.list_views, "claims").default_id == row.id


def test_a_view_of_another_edition_is_listed_but_not_read(desk):
    from parkdesk.store.tables.views import SavedViewRecord

    row = do(desk, views.save_view, "claims", "新版", ViewDefinition())
    with desk.work(read_only=False) as work:
        work.get(SavedViewRecord, row.id).definition = '{"format":99}'
    (found,) = do(desk, views.list_views, "claims").views
    assert (found.name, found.definition) == ("新版", None)


plain = st.text(max_size=8)
definitions = st.builds(
    ViewDefinition,
    st.dictionaries(plain, plain, max_size=4),
    st.none() | st.builds(Sort, plain, st.booleans()),
    st.lists(
        st.builds(ShownColumn, plain, st.just(0) | st.integers(NARROWEST, WIDEST)), max_size=5
    ).map(tuple),
)


@given(definitions)
def test_what_is_written_is_what_is_read(definition):
    assert ViewDefinition.from_json(definition.to_json()) == definition


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "null",
        "{}",
        '{"format":1}',
        '{"format":1,"filters":[],"sort":null,"columns":[]}',
        '{"format":1,"filters":{},"sort":["a"],"columns":[]}',
        '{"format":1,"filters":{},"sort":null,"columns":[["a"]]}',
        '{"format":2,"filters":{},"sort":null,"columns":[]}',
    ],
)
def test_what_is_no_view_is_refused(text):
    with pytest.raises(Refused) as caught:
        ViewDefinition.from_json(text)
    assert caught.value.code == "view-unreadable"


def test_widths_that_no_window_has_are_mended():
    text = '{"format":1,"filters":{},"sort":null,"columns":[["a",3],["b",99999],["c","x"]]}'
    widths = [one.width for one in ViewDefinition.from_json(text).columns]
    assert widths == [NARROWEST, WIDEST, 0]


def test_a_pages_views_need_what_the_page_needs():
    from parkdesk.domain.views import LISTS

    needs = {page.key: page.needs for page in PAGES}
    wrong = {key: right for key, right in LISTS.items() if needs.get(key, right) is not right}
    assert wrong == {}


def test_a_list_that_opens_as_it_comes_stays_so(act_as):
    clerk = act_as(Role.CLERK)
    do(clerk, views.set_default_view, "certifications", None)
    assert do(clerk, views.list_views, "certifications").default_id is None
    mine = do(clerk, views.save_view, "certifications", "我的", EXPIRING)
    do(clerk, views.set_default_view, "certifications", mine.id)
    do(clerk, views.set_default_view, "certifications", None)
    do(clerk, views.set_default_view, "certifications", None)
    found = do(clerk, views.list_views, "certifications")
    assert (found.views, found.default_id) == ((mine,), None)
