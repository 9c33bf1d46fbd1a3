"""Requests to the public platforms on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.paging import Sort
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.requests import RequestState
from parkdesk.usecases.platforms import (
    SaveService,
    delete_service,
    edit_service,
    record_service,
    service_detail,
)
from parkdesk.usecases.request_lists import (
    SORTS,
    RequestFilter,
    count_overdue_requests,
    lines_to_name,
    list_requests,
    request_detail,
)
from parkdesk.usecases.requests import (
    SaveRequest,
    accept_request,
    add_request,
    begin_request,
    complete_request,
    complete_request_by_line,
    delete_request,
    edit_request,
    refuse_request,
)
from tests.registers import enterprise

D = dt.date


def asked(owner, **differences):
    facts = {
        "enterprise_id": owner,
        "platform": Platform.TECHNOLOGY,
        "kind": ServiceKind.TEST_ENVIRONMENT,
        "subject": "借用测试环境三天",
        "received_on": D(2026, 10, 8),
        "due_on": D(2026, 10, 30),
    }
    return SaveRequest(**(facts | differences))


def line(owner, **differences):
    facts = {
        "enterprise_id": owner,
        "platform": Platform.TECHNOLOGY,
        "kind": ServiceKind.TEST_ENVIRONMENT,
        "served_on": D(2026, 10, 10),
        "hours_tenths": 240,
    }
    return SaveService(**(facts | differences))


def listed(work, criteria=None, sort="due_on", **flags):
    return list_requests(work, criteria or RequestFilter(), Sort(sort, **flags), 0, 100).rows


def underway(work, owner, **differences):
    id_ = add_request(work, asked(owner, **differences))
    accept_request(work, id_, 1)
    work.session.flush()
    begin_request(work, id_, 2)
    work.session.flush()
    return id_


def test_a_request_goes_from_being_put_to_the_line_that_came_of_it(work):
    owner = enterprise(work)
    id_ = underway(work, owner)
    row = request_detail(work, id_)
    assert (row.number, row.state) == ("SQ-2026-0001", RequestState.UNDERWAY)
    assert (row.accepted_on, row.begun_on) == (D(2026, 10, 12), D(2026, 10, 12))
    with pytest.raises(NeedsConfirmation):
        complete_request(work, id_, 3, line(None, hours_tenths=250))
    service = complete_request(
        work, id_, 3, line(None, hours_tenths=250), frozenset({"more-hours-than-a-day"})
    )
    work.session.flush()
    row = request_detail(work, id_)
    assert (row.state, row.closed_on) == (RequestState.DONE, D(2026, 10, 12))
    assert (row.line.id, row.line.hours_tenths) == (service, 250)
    told = service_detail(work, service)
    assert (told.enterprise_id, told.request_id, told.request) == (owner, id_, row.number)
    with pytest.raises(WrongState):
        complete_request(work, id_, 4, line(None))


def test_the_line_that_came_of_a_request_stays_its_own(work):
    owner, other = enterprise(work), enterprise(work)
    id_ = underway(work, owner)
    service = complete_request(work, id_, 3, line(None))
    work.session.flush()
    version = service_detail(work, service).version
    for form, problems in (
        (line(other), {"enterprise_id": "enterprise-of-request"}),
        (line(owner, served_on=D(2026, 10, 7)), {"served_on": "served-before-request"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            edit_service(work, service, version, form)
        assert refused.value.problems == problems
    delete_service(work, service, version)
    work.session.flush()
    row = request_detail(work, id_)
    assert (row.state, row.closed_on, row.line) == (RequestState.UNDERWAY, None, None)


def test_a_line_that_is_in_the_log_already_finishes_a_request(work):
    owner, other = enterprise(work), enterprise(work)
    id_ = underway(work, owner)
    mine = record_service(work, line(owner))
    early = record_service(work, line(owner, served_on=D(2026, 10, 7)))
    theirs = record_service(work, line(other))
    assert [one.id for one in lines_to_name(work, id_)] == [mine]
    for service, code in (
        (early, "served-before-request"),
        (theirs, "line-of-another-enterprise"),
    ):
        with pytest.raises(InvalidInput) as refused:
            complete_request_by_line(work, id_, 3, service)
        assert refused.value.problems == {"service_id": code}
    complete_request_by_line(work, id_, 3, mine)
    work.session.flush()
    assert request_detail(work, id_).line.id == mine
    second = underway(work, owner)
    assert lines_to_name(work, second) == ()
    with pytest.raises(InvalidInput) as refused:
        complete_request_by_line(work, second, 3, mine)
    assert refused.value.problems == {"service_id": "line-of-another-request"}


def test_a_request_is_refused_with_a_reason_and_then_rests(work):
    id_ = add_request(work, asked(enterprise(work)))
    with pytest.raises(InvalidInput):
        refuse_request(work, id_, 1, "无")
    with pytest.raises(WrongState):
        begin_request(work, id_, 1)
    refuse_request(work, id_, 1, "超出平台服务范围")
    work.session.flush()
    row = request_detail(work, id_)
    assert (row.state, row.reason) == (RequestState.REFUSED, "超出平台服务范围")
    with pytest.raises(WrongState):
        edit_request(work, id_, 2, asked(row.enterprise_id))
    with pytest.raises(WrongState):
        accept_request(work, id_, 2)
    with pytest.raises(Refused):
        delete_request(work, id_, 2)


def test_a_request_is_corrected_and_one_entered_by_mistake_deleted(work):
    owner = enterprise(work)
    id_ = add_request(work, asked(owner))
    edit_request(work, id_, 1, asked(owner, due_on=D(2026, 11, 6)))
    work.session.flush()
    assert request_detail(work, id_).due_on == D(2026, 11, 6)
    with pytest.raises(StaleRecord):
        accept_request(work, id_, 1)
    delete_request(work, id_, 2)
    work.session.flush()
    with pytest.raises(NotFound):
        request_detail(work, id_)


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"enterprise_id": None}, {"enterprise_id": "required"}),
        ({"enterprise_id": 9_999}, {"enterprise_id": "unknown"}),
        ({"kind": None}, {"kind": "required"}),
        ({"received_on": None, "due_on": None}, {"received_on": "required", "due_on": "required"}),
        ({"subject": " "}, {"subject": "required"}),
        ({"due_on": D(2026, 10, 7)}, {"due_on": "due-before-received"}),
        ({"offer_id": 9_999}, {"offer_id": "unknown"}),
    ],
)
def test_a_wrong_request_is_refused_at_its_fields(work, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        add_request(work, replace(asked(enterprise(work)), **differences))
    assert refused.value.problems == problems


def test_an_enterprise_that_had_left_asks_for_nothing(work):
    gone = enterprise(work, name="已迁出软件有限公司", left_on=D(2026, 9, 30))
    with pytest.raises(InvalidInput) as refused:
        add_request(work, asked(gone))
    assert refused.value.params["enterprise"] == "已迁出软件有限公司"


def test_filters_sorts_and_what_is_overdue(work):
    first, second = enterprise(work, initials="thrj"), enterprise(work)
    late = add_request(work, asked(first, received_on=D(2026, 9, 1), due_on=D(2026, 10, 11)))
    busy = underway(work, second, due_on=D(2026, 10, 12), subject="代码检测")
    done = add_request(work, asked(second, due_on=D(2026, 10, 10)))
    refuse_request(work, done, 1, "超出平台服务范围")
    work.session.flush()
    for criteria, ids in [
        (RequestFilter(text="thrj"), {late}),
        (RequestFilter(text="检测"), {busy}),
        (RequestFilter(text="0003"), {done}),
        (RequestFilter(platform=Platform.BRAND), set()),
        (RequestFilter(state=RequestState.UNDERWAY), {busy}),
        (RequestFilter(is_open=True), {late, busy}),
        (RequestFilter(overdue=True), {late}),
        (RequestFilter(on=D(2026, 10, 1)), {late}),
        (RequestFilter(on=D(2026, 10, 12), state=RequestState.REFUSED), {done}),
    ]:
        assert {row.id for row in listed(work, criteria)} == ids
    assert count_overdue_requests(work) == 1
    for key in SORTS:
        up = [row.id for row in listed(work, sort=key)]
        assert up == [row.id for row in listed(work, sort=key, descending=True)][::-1]


def test_a_request_is_read_as_it_stood_on_a_day(work):
    id_ = underway(work, enterprise(work))
    refuse_request(work, id_, 3, "企业撤回申请")
    work.session.flush()
    row = request_detail(work, id_, D(2026, 10, 11))
    assert (row.state, row.accepted_on, row.reason) == (RequestState.RECEIVED, None, "")
    with pytest.raises(NotFound):
        request_detail(work, id_, D(2026, 10, 7))


def test_a_request_was_put_before_it_was_accepted(work):
    owner = enterprise(work)
    id_ = add_request(work, asked(owner, received_on=D(2026, 10, 8)))
    work.now -= dt.timedelta(days=2)
    accept_request(work, id_, 1)
    work.session.flush()
    work.now += dt.timedelta(days=2)
    with pytest.raises(InvalidInput) as refused:
        edit_request(work, id_, 2, asked(owner, received_on=D(2026, 10, 11)))
    assert refused.value.problems == {"received_on": "received-after-accepted"}
    assert refused.value.params["day"] == D(2026, 10, 10)
    edit_request(work, id_, 2, asked(owner, received_on=D(2026, 10, 10)))
    work.session.flush()
    assert request_detail(work, id_).received_on == D(2026, 10, 10)


def test_the_line_of_a_request_is_corrected(work):
    owner = enterprise(work)
    id_ = underway(work, owner)
    service = complete_request(work, id_, 3, line(None))
    work.session.flush()
    version = service_detail(work, service).version
    edit_service(work, service, version, line(owner, hours_tenths=160))
    work.session.flush()
    told = service_detail(work, service)
    assert (told.hours_tenths, told.request_id) == (160, id_)
