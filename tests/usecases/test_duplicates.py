"""Who may be who: while typing, over the whole register, and what a person has answered."""

import datetime as dt

import pytest

from parkdesk.domain import likeness
from parkdesk.domain.errors import Cancelled, InvalidInput, NotPermitted
from parkdesk.domain.identity import Role
from parkdesk.domain.likeness import TypedIdentity, Why
from parkdesk.store.progress import Progress
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.usecases import duplicates
from parkdesk.usecases.duplicates import (
    likely_duplicates,
    mark_as_two,
    resembling_enterprises,
    unmark_as_two,
)
from tests.registers import enterprise

CODE = "91330100799655058B"


@pytest.fixture
def qinghe(work):
    """云湖青禾, registered with its credit code."""
    id_ = enterprise(
        work,
        name="云湖青禾信息技术有限公司",
        code=CODE,
        pinyin="yunhuqinghexinxijishuyouxiangongsi",
        registration_no="330100000012345",
    )
    work.session.flush()
    return id_


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (TypedIdentity(code=CODE.lower()), Why.SAME_CODE),
        (TypedIdentity(registration_no="330100000012345"), Why.SAME_CODE),
        (TypedIdentity(org_code="79965505-8"), Why.SAME_ORGANISATION),
        (TypedIdentity(name="云湖青禾信息技术有限公司 "), Why.SAME_NAME),
        (TypedIdentity(name="云湖青禾信息技术股份有限公司"), Why.SAME_CORE),
        (TypedIdentity(name="云湖清河信息技术有限公司"), Why.SAME_SOUND),
        (TypedIdentity(name="云湖青木信息技术有限公司"), Why.ALIKE),
    ],
)
def test_what_is_typed_is_told_with_its_reason(work, qinghe, typed, why):
    enterprise(work, name="沧宁远山数据服务有限公司")
    (found,) = resembling_enterprises(work, typed)
    assert (found.id, found.why) == (qinghe, why)


@pytest.mark.parametrize("name", ["", "云", "沧宁远山数据服务有限公司", "云湖白露信息技术有限公司"])
def test_what_resembles_nothing_is_not_told(work, qinghe, name):
    assert resembling_enterprises(work, TypedIdentity(name=name)) == ()


def test_an_enterprise_being_edited_does_not_resemble_itself(work, qinghe):
    typed = TypedIdentity(name="云湖青禾信息技术有限公司", code=CODE)
    assert resembling_enterprises(work, typed, qinghe) == ()


def test_a_former_name_is_found_and_a_new_one_at_once(desk, work):
    id_ = enterprise(work, name="新名软件有限公司")
    work.add(
        EnterpriseNameRecord(
            enterprise_id=id_, name="远山数据有限公司", until_on=dt.date(2020, 1, 1)
        )
    )
    (found,) = resembling_enterprises(work, TypedIdentity(name="远山数据有限公司"))
    assert found.why is Why.FORMER_NAME


def test_the_memory_of_names_follows_what_is_saved(desk):
    typed = TypedIdentity(name="北辰软件有限公司")
    with desk.work(read_only=True) as work:
        assert resembling_enterprises(work, typed) == ()
    with desk.work(read_only=False) as work:
        enterprise(work, name="北辰软件有限公司")
    with desk.work(read_only=True) as work:
        assert len(resembling_enterprises(work, typed)) == 1


def test_names_that_were_changed_deleted_or_merged_are_followed_one_by_one(desk, monkeypatch):
    read = []
    whole = duplicates.LikenessIndex

    def counted(enterprises):
        if enterprises:  # the index begins with none
            read.append(1)
        return whole(enterprises)

    monkeypatch.setattr(duplicates, "LikenessIndex", counted)

    def told(name):
        with desk.work(read_only=True) as work:
            return [one.id for one in resembling_enterprises(work, TypedIdentity(name=name))]

    with desk.work(read_only=False) as work:
        first = enterprise(work, name="北辰软件有限公司", code="913202110000000001")
        second = enterprise(work, name="南极软件有限公司", pinyin="nanji")
    assert (told("北辰软件有限公司"), told("南极软件有限公司")) == ([first], [second])
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, first).name = "东海软件有限公司"
        work.add(
            EnterpriseNameRecord(
                enterprise_id=second, name="西山软件有限公司", until_on=dt.date(2020, 1, 1)
            )
        )
    assert (told("北辰软件有限公司"), told("东海软件有限公司")) == ([], [first])
    assert (told("南极软件有限公司"), told("西山软件有限公司")) == ([second], [second])
    with desk.work(read_only=True) as work:
        typed = TypedIdentity(code="913202110000000001")
        assert [one.id for one in resembling_enterprises(work, typed)] == [first]
    with desk.work(read_only=False) as work:
        work.session.delete(work.get(EnterpriseRecord, first))
    assert told("东海软件有限公司") == []
    assert len(read) == 1
    with desk.work(read_only=False) as work:
        work.update_many(EnterpriseRecord, [{"id": second, "name": "北辰软件有限公司"}])
    # A bulk change names no row: everything is read again.
    assert (told("北辰软件有限公司"), len(read)) == ([second], 2)


def test_comparing_all_tells_how_far_it_is_and_can_be_stopped(desk, monkeypatch):
    monkeypatch.setattr(likeness, "_STEP", 1)
    with desk.work(read_only=False) as work:
        for _ in range(4):
            enterprise(work)
    steps = []
    progress = Progress(lambda done, total: steps.append((done, total)))
    with desk.work(read_only=True, progress=progress) as work:
        likely_duplicates(work)
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == ((0, 4), (4, 4))
    progress.stop.set()
    with pytest.raises(Cancelled), desk.work(read_only=True, progress=progress) as work:
        likely_duplicates(work)


def test_a_pair_said_to_be_two_is_not_told_again_until_it_is_taken_back(work, qinghe):
    other = enterprise(work, name="云湖青禾信息技术股份有限公司")
    assert likely_duplicates(work).total == 1
    mark_as_two(work, other, qinghe)
    mark_as_two(work, qinghe, other)
    assert likely_duplicates(work).pairs == ()
    unmark_as_two(work, qinghe, other)
    (pair,) = likely_duplicates(work).pairs
    assert {pair.first.id, pair.second.id} == {qinghe, other}


def test_one_enterprise_is_no_pair(work, qinghe):
    with pytest.raises(InvalidInput):
        mark_as_two(work, qinghe, qinghe)


def test_a_reviewer_may_look_but_not_answer(act_as):
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        assert likely_duplicates(work).total == 0
        with pytest.raises(NotPermitted):
            mark_as_two(work, 1, 2)
