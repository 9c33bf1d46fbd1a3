"""An office in which one person alone may close quarters opens one on a written approval."""

from io import BytesIO

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ChainStep, ReopeningState
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.reports.closing_chain import render_closing_chain
from parkdesk.store.tables.identity import AccountRecord
from parkdesk.usecases.closing_chains import closing_chain
from parkdesk.usecases.reopenings import (
    OutsideApproval,
    current_reopening,
    open_on_outside_approval,
    others_who_answer,
)
from tests.registers import enterprise
from tests.usecases.closing_stories import close

Q3 = Quarter(2026, 3)
APPROVAL = OutsideApproval("漏报分公司", "刘主任，管委会分管领导", "园管〔2026〕7号，2026-10-10")


@pytest.fixture
def closed(desk):
    with desk.work(read_only=False) as work:
        enterprise(work)
    with desk.work(read_only=False) as work:
        close(work, Q3)
    return desk


@pytest.fixture
def alone(closed):
    """The administrator is the only one left who may close quarters."""
    with closed.work(read_only=False) as work:
        others = select(AccountRecord).where(
            AccountRecord.id != work.actor.id, AccountRecord.role_code != Role.CLERK.value
        )
        for one in work.session.scalars(others):
            one.active = False
    return closed


def opening(desk, form=APPROVAL):
    with desk.work(read_only=False) as work:
        return open_on_outside_approval(work, Q3, form)


def test_whoever_has_a_colleague_asks_the_colleague(closed):
    with closed.work(read_only=True) as work:
        assert others_who_answer(work) > 0
    with pytest.raises(Refused) as refused:
        opening(closed)
    assert refused.value.code == "reopening-has-another"


def test_one_person_opens_on_a_written_approval_and_the_chain_says_so(alone):
    row = opening(alone)
    assert (row.state, row.outside_approver) == (ReopeningState.AGREED, APPROVAL.approver)
    with alone.work(read_only=False) as work:
        close(work, Q3, None, "更正从业人员")
    with alone.work(read_only=True) as work:
        chain = closing_chain(work, Q3)
        assert current_reopening(work, Q3) is None
    assert [one.step for one in chain.links] == [
        ChainStep.CLOSED,
        ChainStep.ASKED,
        ChainStep.APPROVED_OUTSIDE,
        ChainStep.CLOSED,
    ]
    approved = chain.links[2]
    assert (approved.by, approved.approver, approved.paper) == (
        "王敏", APPROVAL.approver, APPROVAL.paper,
    )  # fmt: skip
    out = BytesIO()
    render_closing_chain(chain, out, "en")
    text = "".join(page.extract_text() for page in PdfReader(out).pages)
    assert "Nobody else could agree" in text
    assert "园管〔2026〕7号" in text


@pytest.mark.parametrize(
    ("form", "problems"),
    [
        (OutsideApproval(" ", " ", ""), {"reason", "approver", "paper"}),
        (OutsideApproval("漏报", "王敏", "园管〔2026〕7号"), {"approver"}),
    ],
)
def test_an_approval_has_a_name_and_a_paper_and_is_somebody_elses(alone, form, problems):
    with pytest.raises(InvalidInput) as refused:
        opening(alone, form)
    assert set(refused.value.problems) == problems


def test_an_open_quarter_is_not_opened_again(alone):
    opening(alone)
    with pytest.raises(Refused) as refused:
        opening(alone)
    assert refused.value.code == "quarter-open-already"


def test_a_clerk_opens_nothing_alone(act_as, alone):
    with act_as(Role.CLERK).work(read_only=False) as work, pytest.raises(NotPermitted):
        open_on_outside_approval(work, Q3, APPROVAL)
