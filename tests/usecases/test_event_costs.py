"""What an event cost, entered in the platforms' money, on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.brand_events import EventBrand, EventKind, SaveEvent
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.platforms import Platform
from parkdesk.usecases.brand_event_lists import event_detail
from parkdesk.usecases.brand_events import add_event, delete_event
from parkdesk.usecases.event_costs import EventCosts, enter_event_costs
from parkdesk.usecases.platform_evaluation import evaluate_platforms
from parkdesk.usecases.platform_funds import SaveGrant, add_grant, year_of_funds
from parkdesk.usecases.platform_outlays import delete_outlay, outlay_detail

D = dt.date
PAID = D(2026, 9, 20)
EVENT = SaveEvent(
    "软件交易会园区展团", EventKind.EXHIBITION, EventBrand.PARK, "大连", D(2026, 9, 14),
    D(2026, 9, 17), "组委会", "CN", 1_860_000, 500_000,
)  # fmt: skip


@pytest.fixture
def grant(work):
    days = (D(2026, 1, 1), D(2026, 12, 31))
    form = SaveGrant("批复〔2026〕9号", "公共品牌推广", Platform.BRAND, 2_000_000, *days)
    return add_grant(work, form)


@pytest.fixture
def event(work):
    return add_event(work, EVENT)


def test_own_money_and_a_grants_become_two_expenses(work, event, grant):
    ids = enter_event_costs(work, event, EventCosts(PAID, grant, "0917"))
    work.session.flush()
    own, granted = (outlay_detail(work, id_) for id_ in ids)
    assert (own.price_cents, own.grant, own.invoice_number) == (1_860_000, "", "0917")
    assert (granted.price_cents, granted.grant) == (500_000, "批复〔2026〕9号")
    assert {one.item for one in (own, granted)} == {EVENT.title}
    assert event_detail(work, event).paid_cents == 2_360_000
    lines = {one.grant_id: one for one in year_of_funds(work, 2026) if one.platform}
    assert lines[None].running_cents == 1_860_000
    assert (lines[grant].running_cents, lines[grant].left_cents) == (500_000, 1_500_000)
    brand = evaluate_platforms(work, Quarter(2026, 3))[-1].indicators
    assert (brand.platform, brand.running_cents) == (Platform.BRAND, 2_360_000)
    assert brand.grant_cents == 500_000


def test_it_is_entered_once_and_again_after_it_was_deleted(work, event, grant):
    ids = enter_event_costs(work, event, EventCosts(PAID, grant))
    work.session.flush()
    with pytest.raises(Refused) as refused:
        enter_event_costs(work, event, EventCosts(PAID, grant))
    assert refused.value.code == "event-in-funds"
    with pytest.raises(Refused):
        delete_event(work, event, 1)
    for id_ in ids:
        delete_outlay(work, id_, outlay_detail(work, id_).version)
    work.session.flush()
    assert event_detail(work, event).paid_cents == 0
    assert len(enter_event_costs(work, event, EventCosts(PAID, grant))) == 2


def test_what_the_outlay_refuses_is_told_at_the_form(work, event, grant):
    for form, problem in (
        (EventCosts(PAID), {"funding": "required"}),
        (EventCosts(D(2026, 12, 1), grant), {"bought_on": "in-the-future"}),
        (EventCosts(None, grant), {"bought_on": "required"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            enter_event_costs(work, event, form)
        assert refused.value.problems == problem


def test_own_money_alone_asks_for_no_grant_and_nothing_is_no_cost(work):
    alone = add_event(work, replace(EVENT, grant_cents=0))
    assert len(enter_event_costs(work, alone, EventCosts(PAID))) == 1
    free = add_event(work, replace(EVENT, own_cents=0, grant_cents=0))
    with pytest.raises(Refused) as refused:
        enter_event_costs(work, free, EventCosts(PAID))
    assert refused.value.code == "event-without-cost"


def test_whoever_may_not_edit_the_platforms_enters_nothing(act_as):
    with act_as(Role.AUDITOR).work(read_only=False) as work, pytest.raises(NotPermitted):
        enter_event_costs(work, 1, EventCosts(PAID))
