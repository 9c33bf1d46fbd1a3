"""Assets, grants, use of funds and evaluation on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NotFound, Refused, StaleRecord
from parkdesk.domain.pack_facts import PlatformEvaluation
from parkdesk.domain.paging import Sort
from parkdesk.domain.platform_money import Condition, CostKind, FundsFault, OutlayKind
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.i18n import message
from parkdesk.store.tables.platform_money import PlatformGrantRecord, PlatformOutlayRecord
from parkdesk.usecases.pack_contents import pack_content
from parkdesk.usecases.platform_evaluation import evaluate_platforms, set_platform_staff
from parkdesk.usecases.platform_funds import (
    SaveGrant,
    add_grant,
    delete_grant,
    edit_grant,
    grant_choices,
    year_of_funds,
)
from parkdesk.usecases.platform_outlays import (
    SORTS,
    OutlayFilter,
    SaveOutlay,
    add_outlay,
    delete_outlay,
    edit_outlay,
    licences_ending,
    list_outlays,
    outlay_detail,
    set_condition,
)
from parkdesk.usecases.platforms import SaveService, record_service
from tests.registers import enterprise

D = dt.date
TECHNOLOGY = Platform.TECHNOLOGY
GRANT = SaveGrant(
    "批复〔2026〕3号", "平台建设", TECHNOLOGY, 1_000_00, D(2026, 1, 1), D(2026, 9, 30)
)
FORM = SaveOutlay(
    TECHNOLOGY, "测试服务器", OutlayKind.ASSET, CostKind.BUILDING, 600_00, D(2026, 3, 1),
    0, "24512000000081", "实验室",
)  # fmt: skip
LICENCE = replace(
    FORM, item="测试软件", kind=OutlayKind.LICENCE, valid_until=D(2026, 12, 1), invoice_number=""
)


def listed(work, criteria=None, sort="item", **flags):
    return list_outlays(work, criteria or OutlayFilter(), Sort(sort, **flags), 0, 100).rows


def older(work, table, id_):
    work.session.flush()
    work.get(table, id_).entered_on = work.today - dt.timedelta(days=1)
    work.session.flush()


def test_an_outlay_is_entered_corrected_and_deleted_on_its_day(work):
    id_ = add_outlay(work, FORM)
    edit_outlay(work, id_, 1, replace(FORM, price_cents=650_00, invoice_number=""))
    work.session.flush()
    row = outlay_detail(work, id_)
    assert (row.price_cents, row.condition, row.grant) == (650_00, Condition.IN_USE, "")
    with pytest.raises(StaleRecord):
        edit_outlay(work, id_, 1, FORM)
    delete_outlay(work, id_, 2)
    work.session.flush()
    with pytest.raises(NotFound):
        outlay_detail(work, id_)


def test_what_was_entered_before_is_retired_and_not_deleted(work):
    id_ = add_outlay(work, FORM)
    older(work, PlatformOutlayRecord, id_)
    with pytest.raises(Refused) as found:
        delete_outlay(work, id_, 2)
    assert "测试服务器" in message(found.value)
    set_condition(work, id_, 2, Condition.RETIRED, work.today, "主板损坏")
    work.session.flush()
    row = outlay_detail(work, id_)
    assert (row.condition, row.condition_words) == (Condition.RETIRED, "主板损坏")
    with pytest.raises(InvalidInput) as refused:
        edit_outlay(work, id_, 3, replace(FORM, kind=OutlayKind.EXPENSE))
    assert refused.value.problems == {"kind": "condition-was-noted"}
    with pytest.raises(InvalidInput) as refused:
        set_condition(work, id_, 3, Condition.LENT, None, "")
    assert refused.value.problems == {"on": "required"}


def test_what_was_noted_of_an_asset_holds_its_kind_and_its_day(work):
    id_ = add_outlay(work, FORM)
    with pytest.raises(InvalidInput) as found:
        set_condition(work, id_, 1, Condition.LENT, None, "借给甲公司")
    assert found.value.problems == {"on": "required"}
    with pytest.raises(InvalidInput) as found:
        set_condition(work, id_, 1, Condition.LENT, D(2026, 4, 1), "")
    assert list(found.value.problems) == ["words"]
    set_condition(work, id_, 1, Condition.LENT, D(2026, 4, 1), "借给甲公司")
    work.session.flush()
    for differences, problems in (
        ({"kind": OutlayKind.EXPENSE}, {"kind": "condition-was-noted"}),
        ({"bought_on": D(2026, 4, 2)}, {"bought_on": "after-its-condition"}),
    ):
        with pytest.raises(InvalidInput) as found:
            edit_outlay(work, id_, 2, replace(FORM, **differences))
        assert found.value.problems == problems
    edit_outlay(work, id_, 2, replace(FORM, bought_on=D(2026, 3, 2)))
    row = outlay_detail(work, id_)
    assert (row.bought_on, row.condition_on) == (D(2026, 3, 2), D(2026, 4, 1))


def test_an_expense_has_no_condition(work):
    id_ = add_outlay(work, replace(FORM, kind=OutlayKind.EXPENSE))
    with pytest.raises(Refused) as found:
        set_condition(work, id_, 1, Condition.BROKEN, work.today, "")
    assert found.value.code == "expense-has-no-condition"


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        (
            dict.fromkeys(("platform", "kind", "cost_kind", "price_cents", "bought_on", "funding"))
            | {"item": ""},
            dict.fromkeys(
                ("platform", "kind", "cost_kind", "price_cents", "bought_on", "funding", "item"),
                "required",
            ),
        ),
        ({"funding": 999}, {"funding": "unknown"}),
        ({"price_cents": -5}, {"price_cents": "not-above-nothing"}),
    ],
)
def test_what_cannot_be_is_refused_by_field(work, differences, problems):
    with pytest.raises(InvalidInput) as found:
        add_outlay(work, replace(FORM, **differences))
    assert found.value.problems == problems


def test_the_list_is_filtered_and_ordered(work):
    add_outlay(work, FORM)
    add_outlay(work, LICENCE)
    add_outlay(work, replace(LICENCE, item="年费", valid_until=D(2030, 1, 1)))
    work.session.flush()
    for sort in SORTS:
        assert len(listed(work, sort=sort, descending=True)) == 3
    assert [row.item for row in listed(work, OutlayFilter("软件"))] == ["测试软件"]
    for criteria, count in (
        (OutlayFilter(platform=Platform.BRAND), 0),
        (OutlayFilter(kind=OutlayKind.LICENCE), 2),
        (OutlayFilter(cost_kind=CostKind.RUNNING), 0),
        (OutlayFilter(condition=Condition.IN_USE), 3),
        (OutlayFilter(ends_soon=True), 1),
    ):
        assert len(listed(work, criteria)) == count
    assert [row.item for row in licences_ending(work)] == ["测试软件"]


def test_a_grant_keeps_its_platform_once_it_was_spent(work):
    id_ = add_grant(work, GRANT)
    with pytest.raises(InvalidInput) as found:
        add_grant(work, GRANT)
    assert found.value.problems == {"number": "grant-there-already"}
    add_outlay(work, replace(FORM, funding=id_))
    work.session.flush()
    with pytest.raises(InvalidInput) as found:
        edit_grant(work, id_, 1, replace(GRANT, platform=Platform.BRAND))
    assert found.value.problems == {"platform": "grant-in-use"}
    with pytest.raises(Refused) as refused:
        delete_grant(work, id_, 1)
    assert refused.value.code == "grant-was-spent"
    edit_grant(work, id_, 1, replace(GRANT, granted_cents=900_00))
    work.session.flush()
    assert grant_choices(work).grants[0].grant.granted_cents == 900_00


def test_a_grant_is_deleted_on_the_day_it_was_entered_alone(work):
    first, second = add_grant(work, GRANT), add_grant(work, replace(GRANT, number="批复5号"))
    older(work, PlatformGrantRecord, first)
    with pytest.raises(Refused) as found:
        delete_grant(work, first, 2)
    assert found.value.code == "grant-of-another-day"
    delete_grant(work, second, 1)
    work.session.flush()
    assert [one.id for one in grant_choices(work).grants] == [first]


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"platform": None, "granted_cents": None}, {"platform": "required",
                                                     "granted_cents": "required"}),
        ({"last_on": D(2025, 1, 1)}, {"last_on": "end-before-start"}),
    ],
)  # fmt: skip
def test_a_grant_that_cannot_be_is_refused(work, differences, problems):
    with pytest.raises(InvalidInput) as found:
        add_grant(work, replace(GRANT, **differences))
    assert found.value.problems == problems
    with pytest.raises(NotFound):
        add_grant(work, replace(GRANT, programme_id=999))


def test_the_use_of_funds_names_what_is_over(work):
    grant = add_grant(work, GRANT)
    add_outlay(work, replace(FORM, funding=grant))
    add_outlay(work, replace(LICENCE, funding=grant, bought_on=D(2026, 10, 1)))
    add_outlay(work, replace(FORM, cost_kind=CostKind.RUNNING))
    work.session.flush()
    own, line, total = year_of_funds(work, 2026)
    assert (own.running_cents, line.building_cents, total.year_cents) == (600_00, 1_200_00,
                                                                          1_800_00)  # fmt: skip
    assert line.faults == tuple(FundsFault)
    assert year_of_funds(work, 2024) == ()


def test_the_evaluation_counts_the_platforms_own_records(work):
    quarter = Quarter(2026, 3)
    firm = enterprise(work)
    kind = ServiceKind.CONSULTATION
    property_ = Platform.INTELLECTUAL_PROPERTY
    record_service(work, SaveService(firm, property_, kind, D(2026, 9, 1), 25, 3, 0, 5))
    add_outlay(work, replace(FORM, platform=property_, bought_on=D(2026, 7, 1)))
    set_platform_staff(work, property_, quarter, 0, 4)
    work.session.flush()
    found = {one.indicators.platform: one for one in evaluate_platforms(work, quarter)}
    one = found[property_].indicators
    assert (one.totals.enterprises, one.diagnoses, one.full_time) == (1, 1, 4)
    assert (one.building_cents, one.running_cents, one.grant_cents) == (600_00, 0, 0)
    assert found[TECHNOLOGY].indicators.full_time is None
    pack = {line.platform: line for line in pack_content(work, quarter).facts.evaluation}
    assert tuple(pack) == tuple(Platform)
    assert pack[TECHNOLOGY] == PlatformEvaluation(TECHNOLOGY)
    assert pack[property_] == PlatformEvaluation(
        property_, full_time=4, consultations=1, building_cents=600_00
    )
    set_platform_staff(work, property_, quarter, 1, 5)
    with pytest.raises(StaleRecord):
        set_platform_staff(work, property_, quarter, 0, 6)
    for number, problem in ((None, "required"), (-1, "negative-number"),
                            (10_001, "number-too-large")):  # fmt: skip
        with pytest.raises(InvalidInput) as refused:
            set_platform_staff(work, TECHNOLOGY, quarter, 0, number)
        assert refused.value.problems == {"full_time": problem}
