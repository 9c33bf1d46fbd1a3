"""Headings of an enterprise's lists: remembered for it alone, the last answer counts."""

import pytest
from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, NotFound, NotPermitted
from parkdesk.domain.identity import Role
from parkdesk.domain.roster_headings import HeadingMeaning
from parkdesk.domain.trainees import RosterField
from parkdesk.store.tables.roster_headings import RosterHeadingRecord
from parkdesk.usecases.roster_headings import remember_headings, roster_headings
from tests.usecases.claim_stories import add_enterprise

NAMES = HeadingMeaning("人员名称", RosterField.NAME)
DUTY = HeadingMeaning("职级", None)


def remember(desk, enterprise, *meanings):
    with desk.work(read_only=False) as work:
        return remember_headings(work, enterprise, meanings)


def known(desk, enterprise):
    with desk.work(read_only=True) as work:
        return roster_headings(work, enterprise)


def test_what_was_answered_is_known_the_next_time_and_for_this_enterprise_alone(desk):
    firm = add_enterprise(desk)
    other = add_enterprise(desk, "无锡惠山软件有限公司", "91320213MA1TESTX02")
    assert known(desk, firm) == ()
    assert remember(desk, firm, NAMES, DUTY) == (NAMES, DUTY)
    assert known(desk, firm) == (NAMES, DUTY)
    assert known(desk, other) == ()


def test_the_last_answer_counts(desk):
    firm = add_enterprise(desk)
    remember(desk, firm, NAMES, DUTY)
    post = HeadingMeaning("职级", RosterField.POST)
    assert remember(desk, firm, post) == (NAMES, post)
    nothing = HeadingMeaning("人员名称", None)
    assert remember(desk, firm, nothing) == (nothing, post)


@pytest.mark.parametrize("heading", ["", "长" * 101])
def test_a_heading_has_words_but_no_novel(desk, heading):
    firm = add_enterprise(desk)
    with pytest.raises(InvalidInput):
        remember(desk, firm, HeadingMeaning(heading, None))
    with pytest.raises(InvalidInput):
        remember(desk, firm, *[HeadingMeaning(str(n), None) for n in range(201)])


def test_it_is_remembered_of_an_enterprise_that_there_is(desk):
    with pytest.raises(NotFound):
        remember(desk, 999, NAMES)


def test_who_only_reads_claims_answers_nothing(desk, act_as):
    firm = add_enterprise(desk)
    auditor = act_as(Role.AUDITOR)
    with pytest.raises(NotPermitted):
        remember(auditor, firm, NAMES)


def test_the_same_answer_once_more_changes_nothing(desk):
    firm = add_enterprise(desk)
    before = remember(desk, firm, NAMES, DUTY)
    assert remember(desk, firm, NAMES, DUTY) == before
    with desk.work(read_only=True) as work:
        versions = work.session.scalars(select(RosterHeadingRecord.version)).all()
    assert versions == [1, 1]
