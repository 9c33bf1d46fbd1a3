"""Headings of imported lists: remembered for each kind of list, by whoever may import it."""

import pytest
from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, NotFound, NotPermitted
from parkdesk.domain.identity import Role
from parkdesk.domain.import_headings import LISTS, OwnHeading
from parkdesk.store.tables.import_headings import ImportHeadingRecord
from parkdesk.usecases.import_headings import own_headings, remember_own_headings

NAME = OwnHeading("主体", "name")
BOSS = OwnHeading("老板", "")
CAPITAL = OwnHeading("注册资本", "registered_capital_cents", "注册资本(元)")


def remember(desk, kind, *headings):
    with desk.work(read_only=False) as work:
        return remember_own_headings(work, kind, headings)


def known(desk, kind):
    with desk.work(read_only=True) as work:
        return own_headings(work, kind)


def test_what_was_answered_is_known_the_next_time_and_for_this_kind_alone(desk):
    assert known(desk, "enterprises") == ()
    assert remember(desk, "enterprises", NAME, BOSS, CAPITAL) == (NAME, BOSS, CAPITAL)
    assert known(desk, "enterprises") == (NAME, BOSS, CAPITAL)
    assert known(desk, "contracts") == ()


def test_the_last_answer_counts(desk):
    remember(desk, "enterprises", BOSS, CAPITAL)
    owner = OwnHeading("老板", "legal_representative")
    in_wan = OwnHeading("注册资本", "registered_capital_cents")
    assert remember(desk, "enterprises", owner, in_wan) == (owner, in_wan)


def test_the_same_answer_again_changes_nothing(desk):
    assert remember(desk, "enterprises", BOSS, CAPITAL) == (BOSS, CAPITAL)
    assert remember(desk, "enterprises", CAPITAL, NAME) == (BOSS, CAPITAL, NAME)
    with desk.work(read_only=True) as work:
        kept = work.session.scalars(select(ImportHeadingRecord).order_by(ImportHeadingRecord.id))
        assert [(one.heading, one.version) for one in kept] == [
            (BOSS.heading, 1),
            (CAPITAL.heading, 1),
            (NAME.heading, 1),
        ]


@pytest.mark.parametrize("heading", ["", "长" * 101])
def test_a_heading_has_words_but_no_novel(desk, heading):
    with pytest.raises(InvalidInput):
        remember(desk, "titles", OwnHeading(heading, ""))
    with pytest.raises(InvalidInput):
        remember(desk, "titles", *[OwnHeading(str(n), "") for n in range(201)])


def test_there_is_no_other_kind_of_list(desk):
    with pytest.raises(NotFound):
        known(desk, "rosters")
    with pytest.raises(NotFound):
        remember(desk, "rosters", NAME)


@pytest.mark.parametrize("kind", sorted(LISTS))
def test_who_may_not_import_a_list_neither_reads_nor_answers(desk, act_as, kind):
    remember(desk, kind, NAME)
    auditor = act_as(Role.AUDITOR)
    for ask in (known, remember):
        with pytest.raises(NotPermitted):
            ask(auditor, kind)
