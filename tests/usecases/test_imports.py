"""Importing enterprises: preview, all or nothing, and the same file twice."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprise_facts import FactOrigin, NumberFact, PremisesFact
from parkdesk.domain.enterprises import EnterpriseStatus, Reach
from parkdesk.domain.errors import Cancelled, NeedsConfirmation, Refused
from parkdesk.domain.imports import Change, FoundColumn, Severity, Sheet, SheetRow
from parkdesk.store.enterprise_services import sync_record
from parkdesk.store.service_code_rows import class_of_line
from parkdesk.store.tables.enterprises import (
    EnterpriseNameRecord,
    EnterpriseRecord,
    EnterpriseStatusRecord,
)
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.usecases import imports
from parkdesk.usecases.enterprise_details import enterprise_detail, reveal_enterprise_numbers
from parkdesk.usecases.enterprise_facts import add_fact, enterprise_facts
from parkdesk.usecases.enterprises import create_enterprise
from parkdesk.usecases.imports import import_enterprises, preview_enterprise_import
from tests.usecases.test_enterprises import FORM, OTHER, certificate

DAY = dt.date(2020, 5, 11)
CODES = ("91330100799655058B", "91440300708461136T", "9111000071093123XX")
DOUBTS = frozenset({"import-has-doubts"})


def sheet(*rows, problems=()):
    columns = ("name", "code", "entered_on", "contact_phone", "headcount")
    found = tuple(
        FoundColumn(name, letter, name) for name, letter in zip(columns, "ABCDE", strict=True)
    )
    return Sheet(
        "名录",
        tuple(SheetRow(number, row) for number, row in enumerate(rows, 2)),
        tuple(problems),
        found,
    )


def row(name, code, **more):
    return {"name": name, "code": code, "entered_on": DAY, **more}


LIST = sheet(row("甲公司", CODES[0], contact_phone="13800002291"), row("乙公司", CODES[1]))


def shown(preview):
    return [(p.row, p.column, p.code) for p in preview.problems]


def count(work):
    return work.session.scalar(select(func.count()).select_from(EnterpriseRecord))


def test_a_preview_counts_and_writes_nothing(work):
    preview = preview_enterprise_import(work, LIST)
    assert [preview.count(change) for change in Change] == [2, 0, 0]
    assert preview.problems == ()
    assert count(work) == 0


def test_the_same_file_twice_changes_nothing_and_says_so(work):
    first = import_enterprises(work, LIST)
    assert (first.new, first.changed, first.same) == (2, 0, 0)
    second = import_enterprises(work, LIST)
    assert (second.new, second.changed, second.same) == (0, 0, 2)
    assert second.nothing_changed


def test_a_changed_cell_is_shown_and_a_blank_one_changes_nothing(work):
    import_enterprises(work, LIST)
    again = sheet(row("甲公司", CODES[0], contact_phone="13911112222", headcount=None))
    preview = preview_enterprise_import(work, again)
    (difference,) = preview.rows[0].differences
    assert (difference.field, difference.old, difference.new) == (
        "contact_phone",
        "138****2291",
        "139****2222",
    )
    import_enterprises(work, again)
    work.session.flush()
    id_ = work.session.scalar(select(EnterpriseRecord.id).filter_by(code=CODES[0]))
    assert reveal_enterprise_numbers(work, id_)[0] == "13911112222"


def test_a_new_credit_code_replaces_an_older_number_of_the_same_name(work):
    import_enterprises(work, sheet(row("甲（中国）公司", "320500000012345")))
    preview = preview_enterprise_import(work, sheet(row("甲(中国)公司", CODES[0])))
    assert [one.field for one in preview.rows[0].differences] == ["code", "registration_no"]
    assert preview.rows[0].differences[1].new == "320500000012345"
    assert preview.rows[0].change is Change.CHANGED


def test_a_row_without_a_code_is_known_by_its_name(work):
    import_enterprises(work, LIST)
    preview = preview_enterprise_import(work, sheet({"name": "甲公司", "headcount": 12}))
    assert preview.rows[0].change is Change.CHANGED
    preview = preview_enterprise_import(work, sheet({"name": "丙公司", "entered_on": DAY}))
    assert shown(preview) == [(2, "B", "needed-for-new")]


@pytest.mark.parametrize(
    ("rows", "problems"),
    [
        ([row("甲", "91330100799655058C")], [(2, "B", "credit-code-check-wanted")]),
        ([row("甲", CODES[0]), row("乙", CODES[0])], [(3, "B", "twice-in-file")]),
        ([row("甲", CODES[0]), row("甲", CODES[1])], [(3, "A", "twice-in-file")]),
        ([row("甲", CODES[0], headcount=-1)], [(2, "E", "negative")]),
        ([{"name": "甲", "code": CODES[0]}], [(2, "C", "needed-for-new")]),
        ([row("在册", CODES[1])], [(2, "A", "name-of-another")]),
    ],
)
def test_what_forbids_an_import(work, rows, problems):
    import_enterprises(work, sheet(row("在册", CODES[2])))
    assert shown(preview_enterprise_import(work, sheet(*rows))) == problems
    with pytest.raises(Refused) as caught:
        import_enterprises(work, sheet(*rows))
    assert caught.value.code == "import-has-problems"
    assert count(work) == 1


def test_an_older_number_is_only_a_hint(work):
    preview = preview_enterprise_import(work, sheet(row("甲", "320500000012345")))
    assert [(one.code, one.severity) for one in preview.problems] == [
        ("older-identifier", Severity.HINT)
    ]


def test_a_new_name_is_asked_about_and_kept_as_a_former_one(work):
    import_enterprises(work, LIST)
    id_ = work.session.scalar(select(EnterpriseRecord.id).filter_by(code=CODES[0]))
    held = certificate(work, id_, "C1", dt.date(2028, 1, 1))
    renamed = sheet(row("阿甲公司", CODES[0]))
    with pytest.raises(NeedsConfirmation):
        import_enterprises(work, renamed)
    import_enterprises(work, renamed, DOUBTS)
    work.session.flush()
    work.session.refresh(held)
    assert held.enterprise_sort_key.startswith("a1 ")
    assert work.session.scalars(select(EnterpriseNameRecord.name)).all() == ["甲公司"]


def test_a_large_list_of_changes_is_written_at_once(work, monkeypatch):
    monkeypatch.setattr(imports, "_ONE_BY_ONE", 1)
    import_enterprises(work, LIST)
    done = import_enterprises(
        work, sheet(row("甲公司", CODES[0], headcount=5), row("乙公司", CODES[1], headcount=6))
    )
    assert done.changed == 2
    heads = work.session.scalars(select(EnterpriseRecord.headcount).order_by(EnterpriseRecord.id))
    assert list(heads) == [5, 6]
    assert import_enterprises(work, LIST).nothing_changed


def test_an_import_beside_enterprises_that_are_there(work):
    kept = create_enterprise(work, FORM)
    import_enterprises(work, sheet(row(OTHER.name, OTHER.code)))
    assert count(work) == 2
    assert enterprise_detail(work, kept).row.name == FORM.name
    create_enterprise(work, FORM.__class__("丁", CODES[2], DAY))
    assert count(work) == 3


def test_a_day_of_leaving_says_that_it_has_left(work):
    left = row("甲公司", CODES[0], left_on=dt.date(2024, 6, 30))
    columns = (*sheet().columns, FoundColumn("left_on", "F", "离园日期"))
    listed = replace(sheet(left), columns=columns)
    import_enterprises(work, listed)
    record = work.session.scalar(select(EnterpriseRecord))
    assert (record.status, record.left_on) == ("moved-out", dt.date(2024, 6, 30))
    again = replace(
        sheet(row("甲公司", CODES[0], status=EnterpriseStatus.REVOKED)), columns=columns
    )
    import_enterprises(work, again)
    work.session.flush()
    statuses = work.session.scalars(select(EnterpriseStatusRecord.status)).all()
    assert statuses == ["resident", "moved-out", "revoked"]
    assert record.left_on == dt.date(2024, 6, 30)


def test_a_long_list_says_how_far_it_is(work, monkeypatch):
    monkeypatch.setattr(imports, "_CHUNK", 1)
    told = []
    work.progress.listener = lambda done, total: told.append((done, total))
    preview_enterprise_import(work, LIST)
    assert told == [(1, 2), (2, 2)]


def test_writing_new_enterprises_is_told_row_by_row_after_reading_them(work, monkeypatch):
    monkeypatch.setattr(imports, "_CHUNK", 1)
    told = []
    work.progress.listener = lambda done, total: told.append((done, total))
    import_enterprises(work, LIST)
    assert told[:4] == [(1, 2), (2, 2)] * 2
    assert count(work) == 2


def test_a_number_that_belongs_to_another_enterprise_is_asked_about(work):
    number = "330100000012345"
    import_enterprises(work, sheet(row("甲公司", CODES[0], registration_no=number)), DOUBTS)
    taken = sheet(row("乙公司", CODES[1], registration_no=number))
    [problem] = [
        one
        for one in preview_enterprise_import(work, taken).problems
        if one.code == "number-of-another"
    ]
    assert (problem.row, problem.field, problem.severity) == (2, "registration_no", Severity.ASK)
    assert problem.facts == {"enterprise": "甲公司", "number": number}
    with pytest.raises(NeedsConfirmation):
        import_enterprises(work, taken)
    assert count(work) == 1
    assert import_enterprises(work, taken, DOUBTS).new == 1


def test_an_older_number_that_is_known_is_not_remarked_on_again(work):
    older = replace(OTHER, name="丙公司", code="330100000012345", entered_on=DAY)
    id_ = create_enterprise(work, older, frozenset({"older-identifier"}))
    changed = sheet(row("丙公司", "330100000012345", headcount=9))
    assert preview_enterprise_import(work, changed).problems == ()
    assert import_enterprises(work, changed).changed == 1
    assert work.get(EnterpriseRecord, id_).headcount == 9


def test_the_main_service_follows_line_and_market_of_a_list(work):
    import_enterprises(work, LIST)
    id_ = work.session.scalar(select(EnterpriseRecord.id).filter_by(code=CODES[0]))
    code = class_of_line(work.session, ServiceLine.ITO, work.today)
    before = work.add(
        EnterpriseServiceRecord(
            enterprise_id=id_,
            service_code_id=code.id,
            from_on=DAY,
            market="offshore",
            is_main=True,
        )
    )
    work.session.flush()
    sync_record(work, id_)
    work.session.flush()
    moved = row("甲公司", CODES[0], service_line=ServiceLine.BPO, reach=Reach("onshore"))
    assert import_enterprises(work, sheet(moved)).changed == 1
    work.session.flush()
    [now] = work.session.scalars(
        select(EnterpriseServiceRecord).filter_by(enterprise_id=id_, is_main=True, to_on=None)
    )
    assert now.id != before.id
    assert now.service_code_id == class_of_line(work.session, ServiceLine.BPO, work.today).id
    assert (now.from_on, now.market) == (work.today, "onshore")
    assert work.session.get(EnterpriseServiceRecord, before.id).service_code_id == code.id


def test_a_cancelled_import_writes_nothing(desk):
    def stop(_done, _total):
        raise Cancelled

    with pytest.raises(Cancelled), desk.work(read_only=False) as work:
        work.progress.listener = stop
        import_enterprises(work, LIST)
    with desk.work(read_only=True) as work:
        assert count(work) == 0


def test_an_import_tells_where_to_go_on(work):
    create_enterprise(work, replace(OTHER, code=CODES[2]))
    first = import_enterprises(work, LIST).first_id
    assert enterprise_detail(work, first).row.name == "甲公司"
    changed = import_enterprises(work, sheet(row("乙公司", CODES[1], headcount=9)))
    assert enterprise_detail(work, changed.first_id).row.name == "乙公司"
    assert import_enterprises(work, LIST).first_id is None


def test_new_columns_come_with_the_list(work):
    head = row("总公司", CODES[0])
    branch = row(
        "分公司",
        CODES[1],
        head_office_name="总公司",
        registered_address="云湖市青禾路 1 号",
        company_type="有限责任公司分公司",
        former_name="旧分公司",
        renamed_on=dt.date(2024, 6, 1),
    )
    import_enterprises(work, sheet(branch, head))
    work.session.flush()
    found = work.session.scalars(select(EnterpriseRecord).order_by(EnterpriseRecord.id)).all()
    assert [one.name for one in found] == ["分公司", "总公司"]
    assert (found[0].head_office_id, found[0].head_office_name) == (found[1].id, "")
    assert found[0].registered_address == "云湖市青禾路 1 号"
    detail = enterprise_detail(work, found[0].id)
    assert detail.former_names == (("旧分公司", dt.date(2024, 5, 31)),)
    facts = enterprise_facts(work, found[0].id)
    assert facts.addresses[0].origin is FactOrigin.IMPORTED
    again = preview_enterprise_import(work, sheet(branch, head))
    assert [one.change for one in again.rows] == [Change.SAME, Change.SAME]


def test_everything_that_is_wrong_is_told_in_one_pass(work):
    import_enterprises(work, sheet(row("甲公司", CODES[0])))
    known = work.session.scalar(select(EnterpriseRecord.id))
    add_fact(work, known, PremisesFact(dt.date(2020, 1, 1), "A 座"))
    add_fact(work, known, PremisesFact(dt.date(2021, 1, 1), "B 座"))
    columns = (
        *sheet().columns,
        FoundColumn("former_name", "H", "曾用名"),
        FoundColumn("renamed_on", "I", "更名日期"),
        FoundColumn("building", "J", "场地"),
        FoundColumn("status", "K", "状态"),
        FoundColumn("head_office_code", "L", "总公司统一社会信用代码"),
    )
    listed = replace(
        sheet(
            row("甲公司", CODES[0], building="C 座", status=EnterpriseStatus.APPLIED),
            row("乙公司", CODES[1], former_name="旧乙"),
            row("丙公司", CODES[2], former_name="旧丙", renamed_on=dt.date(2027, 1, 1)),
            row("丁公司", CODES[1][:-1] + "0", head_office_code=CODES[0][:-1]),
        ),
        columns=columns,
    )
    problems = preview_enterprise_import(work, listed).problems
    told = {(one.row, one.column, one.code) for one in problems if one.severity is Severity.STOP}
    assert (2, "J", "several-premises") in told
    assert (2, "K", "status-cannot-follow") in told
    assert (3, "H", "former-name-needs-day") in told
    assert (4, "I", "day-in-future") in told
    assert {one.code for one in problems if one.row == 5} >= {"credit-code-check-wanted"}
    with pytest.raises(Refused):
        import_enterprises(work, listed)


def test_a_list_with_an_older_number_finds_its_enterprise(work):
    import_enterprises(work, sheet(row("甲公司", CODES[0])))
    known = work.session.scalar(select(EnterpriseRecord.id))
    add_fact(work, known, NumberFact("320500000012345"))
    preview = preview_enterprise_import(work, sheet(row("甲公司", "320500000012345", headcount=77)))
    assert preview.rows[0].change is Change.CHANGED
    assert "code" not in [one.field for one in preview.rows[0].differences]
    preview = preview_enterprise_import(work, sheet(row("甲公司", CODES[0][8:17])))
    assert preview.rows[0].change is Change.SAME


def test_a_new_name_in_a_list_begins_on_its_day(work):
    import_enterprises(work, sheet(row("甲公司", CODES[0])))
    renamed = sheet(row("新甲公司", CODES[0], renamed_on=dt.date(2025, 3, 1)))
    import_enterprises(work, renamed, frozenset({"import-has-doubts"}))
    work.session.flush()
    known = work.session.scalar(select(EnterpriseRecord.id))
    assert enterprise_detail(work, known).former_names == (("甲公司", dt.date(2025, 2, 28)),)


def test_a_corrected_day_of_entry_moves_the_dated_status(work):
    import_enterprises(work, sheet(row("甲公司", CODES[0])))
    day = dt.date(2015, 1, 5)
    import_enterprises(work, sheet(row("甲公司", CODES[0], entered_on=day)), DOUBTS)
    assert work.session.scalars(select(EnterpriseStatusRecord.from_on)).all() == [day]


@pytest.mark.parametrize(
    ("head", "branch", "code"),
    [
        (0, 0, "head-office-is-itself"),
        (1, 0, "head-office-is-branch"),
        (2, 0, "branch-has-branches"),
    ],
)
def test_a_list_makes_no_chain_of_branches(work, head, branch, code):
    names = ("甲公司", "乙公司", "丙公司")
    rows = [row(name, number) for name, number in zip(names, CODES, strict=True)]
    rows[1] |= {"head_office_name": names[0], "head_office_code": CODES[0]}
    import_enterprises(work, sheet(*rows), DOUBTS)
    named = {"head_office_name": names[head], "head_office_code": CODES[head]}
    found = shown(preview_enterprise_import(work, sheet(rows[branch] | named)))
    assert (2, code) in [(number, said) for number, _column, said in found]
