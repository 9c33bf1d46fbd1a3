"""Sets of bits: as the sets of Python have it, and kept until a register is changed."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.matching import Criterion, Need
from parkdesk.store import matching
from parkdesk.store import matching_sets as sets
from parkdesk.usecases.certifications import register_certification
from tests.registers import enterprise, iso

D = dt.date
TODAY = D(2026, 10, 12)
IDS = st.sets(st.integers(1, 200), max_size=40)


@given(IDS)
def test_a_set_has_its_members_and_nobody_else(ids):
    found = sets.of_ids(ids)
    belongs = sets.holder(found)
    assert list(sets.members(found)) == sorted(ids)
    assert {one for one in range(1, 260) if belongs(one)} == ids
    assert found.bit_count() == len(ids)


@given(IDS, st.lists(IDS, max_size=5))
def test_each_is_counted_once_by_how_many_sets_hold_it(among, others):
    counts = sets.by_count(map(sets.of_ids, others), sets.of_ids(among))
    assert len(counts) == len(others) + 1
    for count, found in enumerate(counts):
        assert set(sets.members(found)) == {
            one for one in among if sum(one in other for other in others) == count
        }


def certified(desk, need):
    with desk.work(read_only=True) as work:
        known = sets.sets_on(work.session, TODAY)
        return known, set(sets.members(known.asked(work.session, need)[Criterion.CERTIFICATE]))


def test_what_is_known_holds_until_a_register_is_changed(desk):
    need = Need("ISO27001")
    with desk.work(read_only=False) as work:
        first, second = enterprise(work), enterprise(work)
        register_certification(work, iso(first))
    known, found = certified(desk, need)
    again, same = certified(desk, need)
    assert again is known
    assert (found, same) == ({first}, {first})
    with desk.work(read_only=False) as work:
        register_certification(work, iso(second))
    other, more = certified(desk, need)
    assert other is not known
    assert more == {first, second}


def test_a_writer_sees_what_it_has_changed(desk):
    need = Need("ISO27001")
    certified(desk, need)
    with desk.work(read_only=False) as work:
        owner = enterprise(work)
        register_certification(work, iso(owner))
        work.session.flush()
        known = sets.sets_on(work.session, TODAY)
        assert set(sets.members(known.asked(work.session, need)[Criterion.CERTIFICATE])) == {owner}


@pytest.mark.parametrize("sort_keys", [("b", "a"), ("a", "b")])
def test_the_roll_is_in_the_order_of_the_names(desk, sort_keys):
    with desk.work(read_only=False) as work:
        ids = [enterprise(work, sort_key=one) for one in sort_keys]
    with desk.work(read_only=True) as work:
        roll = sets.sets_on(work.session, TODAY).roll(work.session)
    wanted = [id_ for _key, id_ in sorted(zip(sort_keys, ids, strict=True))]
    assert list(roll.ids) == wanted
    assert [roll.place[one] for one in wanted] == [0, 1]


@given(
    st.dictionaries(st.integers(1, 300), st.integers(-3, 3), max_size=200),
    IDS,
    st.integers(1, 20),
    st.randoms(use_true_random=False),
)
def test_the_first_of_a_group_are_the_same_however_they_are_sought(cents, group, most, chance):
    """By money executed, then by name, whoever executed less than nothing last."""
    ids = sorted({*cents, *group})
    chance.shuffle(ids)
    last = max(ids, default=0)
    place = [0] * (last + 1)
    for number, id_ in enumerate(ids):
        place[id_] = number
    roll = sets.Roll(ids, place, [0] * (last + 1), sets.of_ids(ids))
    downwards = sorted(cents, key=lambda id_: (-cents[id_], id_))
    money = sets.executed_of(downwards, [cents[id_] for id_ in downwards])
    whole = sets.of_ids(group)
    best = sorted(group, key=lambda id_: (-cents.get(id_, 0), place[id_]))[:most]
    with pytest.MonkeyPatch.context() as patched:
        for few in (2_000, 0):
            patched.setattr(matching, "_FEW", few)
            assert matching._first(roll, money, whole, most) == best
