"""Titles, their kinds and memberships, on a real database."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.enterprise_facts import FormerNameFact
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.imports import Change, FoundColumn, Problem, Severity, Sheet, SheetRow
from parkdesk.domain.paging import Sort
from parkdesk.domain.titles import (
    AllianceRole,
    MembershipState,
    SaveMembership,
    SaveTitle,
    SaveTitleKind,
    TitleState,
)
from parkdesk.store.tables.titles import TitleKindRecord
from parkdesk.usecases import title_imports
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.title_imports import import_titles, preview_title_import
from parkdesk.usecases.title_lists import (
    TitleFilter,
    count_titles_held,
    export_titles,
    list_titles,
    title_detail,
)
from parkdesk.usecases.titles import (
    add_title_kind,
    delete_membership,
    delete_title,
    edit_membership,
    edit_title,
    edit_title_kind,
    enterprise_titles,
    grant_title,
    join_alliance,
    known_alliances,
    list_title_kinds,
    offer_title_kind,
    withdraw_title,
)
from tests.registers import enterprise

D = dt.date


def title(owner, **differences):
    facts = {
        "enterprise_id": owner,
        "kind_code": "model",
        "granted_on": D(2024, 1, 10),
        "number": "苏商服[2024]8号",
        "authority": "省商务厅",
        "valid_until": D(2026, 12, 31),
    }
    return SaveTitle(**(facts | differences))


def membership(owner, **differences):
    facts = {
        "enterprise_id": owner,
        "alliance": "太湖服务外包联盟",
        "role": AllianceRole.MEMBER,
        "since_on": D(2022, 5, 1),
    }
    return SaveMembership(**(facts | differences))


def held(work, owner, on=None):
    return enterprise_titles(work, owner, on)


def test_a_title_is_granted_and_read_as_at_a_day(work):
    owner = enterprise(work)
    grant_title(work, title(owner))
    row = held(work, owner).titles[0]
    assert (row.kind_zh, row.number, row.state) == (
        "服务外包示范企业",
        "苏商服[2024]8号",
        TitleState.HELD,
    )
    assert held(work, owner, D(2023, 1, 1)).titles == ()
    assert held(work, owner, D(2027, 1, 1)).titles[0].state is TitleState.EXPIRED


def test_the_same_title_is_not_granted_twice_on_a_day(work):
    owner = enterprise(work)
    grant_title(work, title(owner))
    with pytest.raises(InvalidInput) as refusal:
        grant_title(work, title(owner))
    assert refusal.value.problems == {"granted_on": "title-twice"}
    grant_title(work, title(owner, kind_code="key"))


def test_a_title_is_corrected_withdrawn_and_deleted(work):
    owner = enterprise(work)
    id_ = grant_title(work, title(owner))
    edit_title(work, id_, 1, title(None, number="苏商服[2024]9号"))
    work.session.flush()
    withdraw_title(work, id_, 2, D(2025, 3, 1), "苏商服[2025]2号, 材料不实")
    work.session.flush()
    row = title_detail(work, id_)
    assert (row.number, row.state) == ("苏商服[2024]9号", TitleState.WITHDRAWN)
    assert title_detail(work, id_, D(2025, 2, 28)).state is TitleState.HELD
    with pytest.raises(Refused) as refusal:
        withdraw_title(work, id_, 3, D(2025, 4, 1), "再次")
    assert refusal.value.code == "title-withdrawn-already"
    delete_title(work, id_, 3)
    work.session.flush()
    assert held(work, owner).titles == ()


def test_a_withdrawal_needs_its_day_and_document_and_a_title_a_kind(work):
    owner = enterprise(work)
    id_ = grant_title(work, title(owner))
    with pytest.raises(InvalidInput) as refused:
        withdraw_title(work, id_, 1, None, " ")
    assert set(refused.value.problems) == {"withdrawn_on", "withdrawal"}
    with pytest.raises(InvalidInput) as refused:
        grant_title(work, title(owner, kind_code="nobody-knows"))
    assert refused.value.problems == {"kind_code": "required"}
    work.session.flush()
    assert [one.withdrawn_on for one in enterprise_titles(work, owner).titles] == [None]


def test_the_register_as_at_a_day_tells_nothing_that_came_later(work):
    owner = enterprise(work, name="太湖软件有限公司")
    add_fact(work, owner, FormerNameFact(D(2025, 6, 30), "太湖旧软件有限公司"))
    first = grant_title(work, title(owner, granted_on=D(2024, 5, 1)))
    grant_title(work, title(owner, kind_code="key", granted_on=D(2025, 5, 1)))
    withdraw_title(work, first, 1, D(2025, 3, 1), "苏商服[2025]2号")
    work.session.flush()

    def on(day):
        rows = list_titles(work, TitleFilter(), Sort("granted_on"), 0, 9, day).rows
        return [(one.enterprise, one.state, one.withdrawn_on, one.withdrawal) for one in rows]

    old, new = "太湖旧软件有限公司", "太湖软件有限公司"
    taken = (TitleState.WITHDRAWN, D(2025, 3, 1), "苏商服[2025]2号")
    assert on(D(2024, 4, 30)) == []
    assert on(D(2025, 2, 28)) == [(old, TitleState.HELD, None, "")]
    assert on(D(2025, 6, 30)) == [(old, *taken), (old, TitleState.HELD, None, "")]
    assert on(D(2025, 7, 1)) == [(new, *taken), (new, TitleState.HELD, None, "")]
    assert on(None) == on(D(2025, 7, 1))
    taken_away = TitleFilter(state=TitleState.WITHDRAWN)
    asked = (taken_away, Sort("granted_on"), 0, 9)
    assert list_titles(work, *asked, D(2025, 2, 28)).total == 0
    assert list_titles(work, *asked, D(2025, 3, 1)).total == 1
    detail = title_detail(work, first, D(2025, 2, 28))
    assert (detail.enterprise, detail.withdrawal) == (old, "")


def test_memberships_as_at_a_day_are_those_that_had_begun(work):
    owner = enterprise(work)
    join_alliance(work, SaveMembership(owner, "长三角外包联盟", AllianceRole.MEMBER, D(2025, 1, 1)))
    assert held(work, owner, D(2024, 12, 31)).memberships == ()
    assert len(held(work, owner, D(2025, 1, 1)).memberships) == 1


def test_a_kind_of_the_parks_own(work):
    owner = enterprise(work)
    code = add_title_kind(work, SaveTitleKind("园区之星", "Star of the park", valid_months=12))
    kind = next(one for one in list_title_kinds(work) if one.code == code)
    assert (kind.own, kind.mark.confirmed, kind.valid_months) == (True, True, 12)
    edit_title_kind(work, kind.id, kind.version, SaveTitleKind("园区年度之星"))
    work.session.flush()
    grant_title(work, title(owner, kind_code=code))
    kind = next(one for one in list_title_kinds(work) if one.code == code)
    offer_title_kind(work, kind.id, kind.version, offered=False)
    work.session.flush()
    assert code not in {one.code for one in list_title_kinds(work)}
    assert code in {one.code for one in list_title_kinds(work, retired=True)}
    with pytest.raises(InvalidInput) as refusal:
        grant_title(work, title(enterprise(work), kind_code=code))
    assert refusal.value.problems == {"kind_code": "title-kind-retired"}
    assert held(work, owner).titles[0].kind_zh == "园区年度之星"
    offer_title_kind(work, kind.id, kind.version + 1, offered=True)
    work.session.flush()
    grant_title(work, title(enterprise(work), kind_code=code))


def test_a_kind_of_the_program_stays_as_its_document_says(work):
    atse = next(one for one in list_title_kinds(work) if one.code == "atse")
    with pytest.raises(Refused) as refusal:
        edit_title_kind(work, atse.id, atse.version, SaveTitleKind("别的"))
    assert refusal.value.code == "title-kind-of-program"
    with pytest.raises(InvalidInput) as taken:
        add_title_kind(work, SaveTitleKind(atse.name_zh))
    assert taken.value.problems == {"name_zh": "title-kind-taken"}


def test_a_name_without_the_number_of_a_document_is_to_be_confirmed(work):
    marks = {one.code: one.mark.confirmed for one in list_title_kinds(work)}
    assert marks == {"model": False, "key": False, "atse": True}


def test_memberships_of_one_alliance_do_not_overlap(work):
    owner = enterprise(work)
    first = join_alliance(work, membership(owner))
    with pytest.raises(InvalidInput) as refusal:
        join_alliance(work, membership(owner, since_on=D(2024, 1, 1)))
    assert refusal.value.problems == {"since_on": "membership-overlaps"}
    edit_membership(work, first, 1, membership(None, until_on=D(2023, 12, 31)))
    work.session.flush()
    join_alliance(work, membership(owner, since_on=D(2024, 1, 1), role=AllianceRole.COUNCIL))
    rows = held(work, owner).memberships
    assert [(one.role, one.state) for one in rows] == [
        (AllianceRole.COUNCIL, MembershipState.MEMBER),
        (AllianceRole.MEMBER, MembershipState.ENDED),
    ]
    assert known_alliances(work) == ("太湖服务外包联盟",)
    delete_membership(work, first, 2)
    work.session.flush()
    assert len(held(work, owner).memberships) == 1


def test_only_who_may_edit_grants_a_title(act_as):
    desk = act_as(Role.AUDITOR)
    with desk.work(read_only=True) as work, pytest.raises(NotPermitted):
        grant_title(work, title(1))


def test_the_register_filters_counts_and_sorts(work):
    owner = enterprise(work, name="甲软件有限公司", sort_key="jia", initials="jrj")
    other = enterprise(work, name="乙软件有限公司", sort_key="yi", initials="yrj")
    grant_title(work, title(owner))
    grant_title(work, title(other, kind_code="key", valid_until=D(2025, 1, 1), number="B-1"))
    grant_title(work, title(other, kind_code="atse", valid_until=None, number="C-1"))

    def names(sort="enterprise", **criteria):
        window = list_titles(work, TitleFilter(**criteria), Sort(sort), 0, 10)
        return [(row.enterprise[0], row.kind_code) for row in window.rows]

    assert names() == [("甲", "model"), ("乙", "key"), ("乙", "atse")]
    assert names("valid_until")[0] == ("乙", "key")
    assert names(kind_code="atse") == [("乙", "atse")]
    assert names(state=TitleState.EXPIRED) == [("乙", "key")]
    assert names(text="jrj") == [("甲", "model")]
    assert names(text="C-") == [("乙", "atse")]
    assert count_titles_held(work) == 2
    assert count_titles_held(work, D(2024, 6, 1)) == 3
    listed = export_titles(work, TitleFilter(), Sort("enterprise"))
    assert (listed[0].enterprise, listed[0].kind) == (
        "甲软件有限公司",
        "服务外包示范企业",
    )


def sheet(*rows):
    columns = tuple(
        FoundColumn(name, chr(ord("A") + place), name)
        for place, name in enumerate(dict.fromkeys(name for row in rows for name in row))
    )
    found = tuple(SheetRow(number, row) for number, row in enumerate(rows, 2))
    return Sheet("Sheet1", found, (), columns)


def listed_row(**values):
    return {
        "enterprise": "甲软件有限公司",
        "kind": "技术先进型服务企业",
        "number": "锡科[2025]3号",
        "granted_on": D(2025, 12, 1),
    } | values


def test_a_list_is_previewed_then_written(work):
    owner = enterprise(work, name="甲软件有限公司")
    rows = sheet(listed_row(), listed_row(kind="服务外包重点企业"))
    assert [one.change for one in preview_title_import(work, rows).rows] == [Change.NEW] * 2
    done = import_titles(work, rows)
    assert (done.new, done.changed) == (2, 0)
    again = sheet(listed_row(valid_until=D(2028, 11, 30)), listed_row(kind="服务外包重点企业"))
    done = import_titles(work, again)
    work.session.flush()
    assert (done.new, done.changed, done.same) == (0, 1, 1)
    atse = next(one for one in held(work, owner).titles if one.kind_code == "atse")
    assert (atse.valid_until, atse.number) == (D(2028, 11, 30), "锡科[2025]3号")


def test_everything_wrong_in_a_list_is_said_at_once(work):
    enterprise(work, name="甲软件有限公司")
    rows = sheet(
        listed_row(enterprise="无名公司"),
        listed_row(kind="不存在的称号"),
        listed_row(granted_on=D(2030, 1, 1)),
        listed_row(),
        listed_row(),
        listed_row(granted_on=D(2025, 1, 1), valid_until=D(2024, 1, 1)),
    )
    found = [(one.row, one.field, one.code) for one in preview_title_import(work, rows).problems]
    assert found == [
        (2, "enterprise", "unknown-enterprise"),
        (3, "kind", "unknown-title-kind"),
        (4, "granted_on", "day-in-future"),
        (6, "granted_on", "title-twice-in-file"),
        (7, "valid_until", "title-ends-first"),
    ]
    with pytest.raises(Refused):
        import_titles(work, rows)


def test_a_list_of_titles_leaves_a_term_that_was_taken_away(work):
    owner = enterprise(work, name="甲软件有限公司")
    title = grant_title(work, SaveTitle(owner, "atse", D(2025, 12, 1)))
    work.session.flush()
    assert import_titles(work, sheet(listed_row(number=""))).nothing_changed
    assert title_detail(work, title).valid_until is None


def test_a_list_of_titles_does_not_believe_a_code_against_a_name(work):
    enterprise(work, name="甲软件有限公司")
    enterprise(work, name="乙软件有限公司", code="91330100799655058B")
    rows = sheet(listed_row(code="91330100799655058B"))
    found = [(one.row, one.field, one.code) for one in preview_title_import(work, rows).problems]
    assert found == [(2, "enterprise", "code-of-another")]


def test_a_kind_that_ends_later_is_taken_until_then(work):
    enterprise(work, name="甲软件有限公司")
    kind = work.session.scalars(select(TitleKindRecord).filter_by(code="atse")).one()
    kind.retired_on = work.today + dt.timedelta(days=1)
    assert preview_title_import(work, sheet(listed_row())).problems == ()
    kind.retired_on = work.today
    found = [one.code for one in preview_title_import(work, sheet(listed_row())).problems]
    assert found == ["title-kind-retired"]


def test_the_register_of_enterprises_is_narrowed_to_who_holds_a_title(work):
    owner = enterprise(work, name="甲软件有限公司")
    other = enterprise(work, name="乙软件有限公司")
    grant_title(work, title(owner))
    grant_title(work, title(other, kind_code="key", valid_until=D(2025, 1, 1), number="B-1"))

    def holders(code):
        rows = list_enterprises(work, EnterpriseFilter(title=code), Sort("name"), 0, 9).rows
        return [one.id for one in rows]

    assert holders("model") == [owner]
    assert holders("key") == [], "it has expired"


def test_a_long_list_of_titles_says_how_far_it_is(work, monkeypatch):
    enterprise(work, name="甲软件有限公司")
    monkeypatch.setattr(title_imports, "_EVERY", 2)
    told = []
    work.progress.listener = lambda done, total: told.append((done, total))
    rows = [listed_row(granted_on=D(2020 + year, 1, 1)) for year in range(5)]
    assert len(preview_title_import(work, sheet(*rows)).rows) == 5
    assert told == [(2, 5), (4, 5)]


def test_a_doubt_about_a_list_is_asked_before_anything_is_written(work):
    owner = enterprise(work, name="甲软件有限公司")
    doubt = Problem(2, "valid_until", "import-has-doubts", severity=Severity.ASK)
    given = replace(sheet(listed_row()), problems=(doubt,))
    with pytest.raises(NeedsConfirmation) as asked:
        import_titles(work, given)
    assert asked.value.params == {"count": 1}
    assert held(work, owner).titles == ()
    assert import_titles(work, given, frozenset({"import-has-doubts"})).new == 1
    assert len(held(work, owner).titles) == 1
