"""Filings and disputes on a real database."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.errors import InvalidInput, NotFound, Refused, StaleRecord, WrongState
from parkdesk.domain.ip_matters import IpAction, IpKind, IpState, SaveMatter
from parkdesk.domain.paging import Sort
from parkdesk.usecases.ip_matter_lists import (
    SORTS,
    MatterFilter,
    list_matters,
    matter_detail,
)
from parkdesk.usecases.ip_matters import (
    add_matter,
    delete_matter,
    edit_matter,
    end_matter,
    file_matter,
    take_matter_back,
)
from tests.registers import enterprise

D = dt.date
TODAY = D(2026, 10, 12)


def filing(owner, **differences):
    form = SaveMatter(owner, IpKind.INVENTION, "一种票据影像去重方法", D(2026, 9, 1))
    return replace(form, **differences)


def dispute(owner, **differences):
    return filing(
        owner, kind=IpKind.DISPUTE, title="成果归属", other_side="Nordic Oy", **differences
    )


def added(work, form):
    id_ = add_matter(work, form)
    work.session.flush()
    return id_


def filed(work, owner, **differences):
    id_ = added(work, filing(owner, **differences))
    file_matter(work, id_, 1, D(2026, 9, 20), " 202610000001.X ")
    work.session.flush()
    return id_


def listed(work, criteria=None, sort="due_on", **flags):
    return list_matters(work, criteria or MatterFilter(), Sort(sort, **flags), 0, 100).rows


def test_a_filing_goes_from_being_taken_on_to_its_certificate(work):
    id_ = filed(work, enterprise(work), due_on=D(2026, 10, 30))
    row = matter_detail(work, id_)
    assert (row.number, row.state) == ("ZS-2026-0001", IpState.FILED)
    assert (row.filed_on, row.application_number) == (D(2026, 9, 20), "202610000001.X")
    end_matter(work, id_, 2, IpAction.GRANT, D(2026, 10, 8), " ZL202610000001.X ")
    work.session.flush()
    row = matter_detail(work, id_)
    assert (row.state, row.closed_on) == (IpState.GRANTED, D(2026, 10, 8))
    assert (row.certificate_number, row.past_due) == ("ZL202610000001.X", False)
    with pytest.raises(WrongState):
        edit_matter(work, id_, 3, filing(row.enterprise_id))
    with pytest.raises(Refused):
        delete_matter(work, id_, 3)


def test_a_dispute_is_settled_or_decided_and_never_filed(work):
    owner = enterprise(work)
    id_ = added(work, dispute(owner))
    with pytest.raises(WrongState):
        file_matter(work, id_, 1, TODAY, "1")
    end_matter(work, id_, 1, IpAction.SETTLE, TODAY, outcome="双方约定保留署名")
    work.session.flush()
    row = matter_detail(work, id_)
    assert (row.state, row.outcome, row.other_side) == (
        IpState.SETTLED, "双方约定保留署名", "Nordic Oy",
    )  # fmt: skip


def test_no_end_is_a_filing(work):
    id_ = added(work, filing(enterprise(work)))
    with pytest.raises(WrongState):
        end_matter(work, id_, 1, IpAction.FILE, TODAY, "1")
    with pytest.raises(InvalidInput) as refused:
        end_matter(work, id_, 1, None, TODAY)
    assert refused.value.problems == {"action": "required"}


def test_the_last_step_is_taken_back_one_after_the_other(work):
    id_ = filed(work, enterprise(work))
    end_matter(work, id_, 2, IpAction.REFUSE, D(2026, 10, 8), outcome="已有同样结构")
    for version, state, day in ((3, IpState.FILED, D(2026, 9, 20)), (4, IpState.OPEN, None)):
        work.session.flush()
        take_matter_back(work, id_, version)
        work.session.flush()
        row = matter_detail(work, id_)
        assert (row.state, row.filed_on, row.closed_on, row.outcome) == (state, day, None, "")
    with pytest.raises(WrongState):
        take_matter_back(work, id_, 5)
    end_matter(work, id_, 5, IpAction.WITHDRAW, TODAY, outcome="企业不再申请")
    work.session.flush()
    take_matter_back(work, id_, 6)
    work.session.flush()
    assert matter_detail(work, id_).state is IpState.OPEN
    delete_matter(work, id_, 7)
    work.session.flush()
    assert listed(work) == ()


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"enterprise_id": None}, {"enterprise_id": "required"}),
        ({"enterprise_id": 9_999}, {"enterprise_id": "unknown"}),
        ({"title": ""}, {"title": "required"}),
        ({"opened_on": D(2026, 10, 13)}, {"opened_on": "in-the-future"}),
    ],
)
def test_what_is_wrong_is_refused_by_its_name(work, differences, problems):
    with pytest.raises(InvalidInput) as refused:
        add_matter(work, filing(enterprise(work), **differences))
    assert refused.value.problems == problems
    assert listed(work) == ()


def test_steps_keep_their_order(work):
    owner = enterprise(work)
    id_ = added(work, filing(owner))
    with pytest.raises(InvalidInput) as refused:
        file_matter(work, id_, 1, D(2026, 8, 31), "1")
    assert refused.value.problems == {"filed_on": "ip-step-before-last"}
    id_ = filed(work, owner)
    for form, problems in (
        (filing(owner, opened_on=D(2026, 9, 21)), {"opened_on": "ip-begun-after-filed"}),
        (dispute(owner), {"kind": "ip-was-filed"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            edit_matter(work, id_, 2, form)
        assert refused.value.problems == problems
    with pytest.raises(InvalidInput) as refused:
        end_matter(work, id_, 2, IpAction.GRANT, D(2026, 9, 19), "1")
    assert refused.value.problems == {"closed_on": "ip-step-before-last"}
    edit_matter(work, id_, 2, filing(owner, due_on=D(2026, 11, 30)))
    work.session.flush()
    assert matter_detail(work, id_).due_on == D(2026, 11, 30)
    with pytest.raises(StaleRecord):
        edit_matter(work, id_, 2, filing(owner))


def test_the_register_is_narrowed_and_ordered(work):
    first = enterprise(work, name="太湖软件外包有限公司", initials="thrj")
    other = enterprise(work, name="云湖听澜呼叫中心有限公司", initials="yhtl")
    late = added(work, filing(first, due_on=D(2026, 10, 11)))
    never = filed(work, other)
    open_ = added(work, dispute(other, due_on=D(2026, 10, 12)))
    end_matter(work, never, 2, IpAction.GRANT, TODAY, "ZL202610000001.X")
    work.session.flush()
    assert [one.id for one in listed(work)] == [late, open_, never]
    for criteria, found in (
        (MatterFilter(past_due=True), [late]),
        (MatterFilter(is_open=True), [late, open_]),
        (MatterFilter(kind=IpKind.DISPUTE), [open_]),
        (MatterFilter(state=IpState.GRANTED), [never]),
        (MatterFilter("thrj"), [late]),
        (MatterFilter("NORDIC"), [open_]),
        (MatterFilter("zl2026"), [never]),
        (MatterFilter("50%"), []),
    ):
        assert [one.id for one in listed(work, criteria)] == found
    for sort in SORTS:
        assert {one.id for one in listed(work, sort=sort, descending=True)} == {late, open_, never}


def test_as_at_a_day_it_stands_where_it_stood(work):
    id_ = filed(work, enterprise(work))
    end_matter(work, id_, 2, IpAction.GRANT, D(2026, 10, 8), "ZL202610000001.X")
    work.session.flush()
    for day, state, number in (
        (D(2026, 9, 19), IpState.OPEN, ""),
        (D(2026, 9, 20), IpState.FILED, ""),
        (D(2026, 10, 8), IpState.GRANTED, "ZL202610000001.X"),
    ):
        row = matter_detail(work, id_, day)
        assert (row.state, row.certificate_number) == (state, number)
        assert [one.state for one in listed(work, MatterFilter(on=day, state=state))] == [state]
    assert listed(work, MatterFilter(on=D(2026, 8, 31))) == ()
    with pytest.raises(NotFound):
        matter_detail(work, id_, D(2026, 8, 31))
