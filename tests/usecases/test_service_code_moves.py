"""Codes that are asked about, and services that go on under a newer edition."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import Reach
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.usecases.enterprise_services import add_enterprise_service, services_of_enterprise
from parkdesk.usecases.service_code_imports import import_service_codes, preview_service_code_import
from parkdesk.usecases.service_code_lists import (
    list_service_codes,
    service_code_mapping,
    usable_service_codes,
)
from parkdesk.usecases.service_codes import (
    Decision,
    SaveCode,
    decide_mapping,
    move_to_edition,
    register_edition,
    save_service_code,
)
from tests.registers import enterprise
from tests.usecases.test_service_codes import NEW, SEED, TABLE, row, service, sheet

D = dt.date
ON = D(2026, 10, 1)


@pytest.fixture
def codes(work):
    return {one.code: one for one in list_service_codes(work, SEED)}


@pytest.fixture
def imported(work):
    edition = register_edition(work, NEW)
    import_service_codes(work, edition, TABLE)
    work.session.flush()
    return edition


def newer(work, edition):
    return {one.code: one for one in list_service_codes(work, edition)}


def decide(work, edition, **becomes):
    """Say what becomes of codes (old → new, their dashes written as underscores)."""
    old = {one.code: one.from_id for one in service_code_mapping(work, SEED, edition).rows}
    new = newer(work, edition)
    told = [(old[code.replace("_", "-")], new[to].id) for code, to in becomes.items()]
    decided = decide_mapping(work, edition, tuple(Decision(*one) for one in told))
    work.session.flush()
    return decided


def offered(work, owner, day=ON):
    found = services_of_enterprise(work, owner, day)
    return sorted((one.code.code, one.reach, one.from_on, one.to_on) for one in found)


def test_before_the_first_edition_no_code_is_offered(work, codes):
    assert usable_service_codes(work, D(2000, 1, 1)) == ()
    assert usable_service_codes(work, D(2008, 1, 1))[0].code == "ITO"


def test_a_decision_may_be_changed_until_services_follow_it(work, codes, imported):
    owner = enterprise(work)
    add_enterprise_service(work, owner, service(codes["ITO-OPER"].id))
    assert decide(work, imported, ITO_OPER="21") == 1
    assert decide(work, imported, ITO_OPER="11") == 1
    move_to_edition(work, SEED, imported, ON)
    assert offered(work, owner) == [("11", Reach.OFFSHORE, ON, None)]


def test_a_service_that_begins_later_takes_the_newer_code_whole(work, codes, imported):
    owner = enterprise(work)
    later = D(2026, 10, 8)
    add_enterprise_service(work, owner, service(codes["ITO-OPER"].id, from_on=ON))
    add_enterprise_service(work, owner, service(codes["BPO-SUPP"].id, from_on=later))
    decide(work, imported, ITO_OPER="11", BPO_SUPP="21")
    assert move_to_edition(work, SEED, imported, ON).services == 2
    work.session.flush()
    assert offered(work, owner, None) == [
        ("11", Reach.OFFSHORE, ON, None),
        ("21", Reach.OFFSHORE, later, None),
    ]


@pytest.mark.parametrize(
    ("last_there", "last_moved", "last_of_both"),
    [
        (D(2026, 12, 31), None, None),
        (D(2026, 12, 31), D(2027, 6, 30), D(2027, 6, 30)),
        (D(2027, 6, 30), D(2026, 12, 31), D(2027, 6, 30)),
        (None, D(2026, 12, 31), None),
    ],
)
def test_two_that_become_one_last_as_long_as_the_longer(
    work, codes, imported, last_there, last_moved, last_of_both
):
    owner = enterprise(work)
    new = newer(work, imported)["11"].id
    there = service(new, from_on=D(2026, 2, 1), to_on=last_there, reach=Reach.ONSHORE)
    add_enterprise_service(work, owner, there)
    moved = service(codes["ITO-OPER"].id, from_on=ON, to_on=last_moved)
    add_enterprise_service(work, owner, moved)
    decide(work, imported, ITO_OPER="11")
    move_to_edition(work, SEED, imported, ON)
    work.session.flush()
    # One row is left: what began on the day itself was nothing before it.
    assert offered(work, owner, None) == [("11", Reach.BOTH, D(2026, 2, 1), last_of_both)]


def test_a_long_move_says_how_far_it_is(work, codes, imported):
    for _firm in range(101):
        owner = enterprise(work)
        work.add(
            EnterpriseServiceRecord(
                enterprise_id=owner,
                service_code_id=codes["ITO-OPER"].id,
                market="offshore",
                from_on=D(2024, 1, 1),
            )
        )
    decide(work, imported, ITO_OPER="11")
    told = []
    work.progress.listener = lambda done, total: told.append((done, total))
    assert move_to_edition(work, SEED, imported, ON).services == 101
    assert told == [(100, 101)]


def test_a_name_that_another_code_has_is_asked_about(work, imported):
    form = SaveCode("12", "系统操作服务", parent="10")
    with pytest.raises(NeedsConfirmation) as asked:
        save_service_code(work, imported, form)
    assert asked.value.code == "name-twice-at-a-time"
    assert asked.value.params["other"] == "11"
    assert "12" not in newer(work, imported)
    save_service_code(work, imported, form, confirmed=frozenset({"name-twice-at-a-time"}))
    assert newer(work, imported)["12"].line is ServiceLine.ITO


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"code": "19"}, {"code": "service-code-fixed"}),
        ({"line": ServiceLine.KPO}, {"line": "service-code-fixed"}),
        ({"name": "研发服务"}, {}),
    ],
)
def test_of_a_code_in_use_the_name_alone_changes(work, imported, differences, problems):
    save_service_code(work, imported, SaveCode("30", "知识流程服务", line=ServiceLine.BPO))
    work.session.flush()
    used = newer(work, imported)["30"]
    add_enterprise_service(work, enterprise(work), service(used.id, from_on=D(2026, 2, 1)))
    work.session.flush()
    form = replace(SaveCode("30", "知识流程服务", line=ServiceLine.BPO), **differences)
    if not problems:
        save_service_code(work, imported, form, used.id, used.version)
        assert newer(work, imported)["30"].name == "研发服务"
        return
    with pytest.raises(InvalidInput) as refused:
        save_service_code(work, imported, form, used.id, used.version)
    assert refused.value.problems == problems


def test_a_table_that_is_odd_is_asked_about_and_one_that_corrects_changes(work, imported):
    odd = sheet(row(2, "12", "系统操作服务", parent="10"))
    found = preview_service_code_import(work, imported, odd)
    assert [(one.row, one.code) for one in found.problems] == [(2, "name-twice-at-a-time")]
    with pytest.raises(NeedsConfirmation) as asked:
        import_service_codes(work, imported, odd)
    assert (asked.value.code, asked.value.params["count"]) == ("import-has-doubts", 1)
    assert "12" not in newer(work, imported)
    done = import_service_codes(work, imported, odd, frozenset({"import-has-doubts"}))
    assert (done.new, done.changed, done.same) == (1, 0, 0)
    better = sheet(
        row(2, "12", "云平台服务", parent="10"), row(3, "11", "系统操作服务", parent="10")
    )
    done = import_service_codes(work, imported, better)
    work.session.flush()
    assert (done.new, done.changed, done.same) == (0, 1, 1)
    assert newer(work, imported)["12"].name == "云平台服务"


@pytest.mark.parametrize(
    ("first", "last", "asks"),
    [
        (None, None, True),
        (D(2026, 1, 1), None, True),
        (None, D(2026, 5, 31), False),
        (D(2026, 7, 1), None, True),
    ],
)
def test_a_name_is_asked_about_whichever_of_the_two_began_first(work, imported, first, last, asks):
    confirmed = frozenset({"name-twice-at-a-time"})
    there = SaveCode("12", "云服务", parent="10", valid_from=D(2026, 6, 1))
    save_service_code(work, imported, there)
    form = SaveCode("13", "云服务", parent="10", valid_from=first, valid_to=last)
    if asks:
        with pytest.raises(NeedsConfirmation) as asked:
            save_service_code(work, imported, form)
        assert (asked.value.code, asked.value.params["other"]) == ("name-twice-at-a-time", "12")
        assert "13" not in newer(work, imported)
    save_service_code(work, imported, form, confirmed=confirmed if asks else frozenset())
    assert newer(work, imported)["13"].name == "云服务"
