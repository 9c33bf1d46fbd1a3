"""Every check before a closing opens its own rows: as many as it says, whatever else there is."""

import datetime as dt

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode
from parkdesk.domain.identity import Role
from parkdesk.domain.periods import Month, PeriodKind
from parkdesk.domain.statistics import Return
from parkdesk.gui.summaries.check_rows import LISTS, open_list
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.payments import PaymentBatchRecord
from parkdesk.usecases.asked_returns import SaveAsked, save_asked
from parkdesk.usecases.closing_checks import closing_checks
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.pages import settle
from tests.registers import contract, enterprise
from tests.usecases.claim_stories import add_claim, add_enterprise, person, submit
from tests.usecases.payment_stories import approved_claim, cashiers, make

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)
D = dt.date
IN_Q3 = dt.datetime(2026, 9, 20, 2, 0, tzinfo=dt.UTC)
ASKED = frozenset({"executed-above-signed", "no-rate-yet", "outside-execution-window"})
WORD = "已核对"


def returns_and_contracts(work):
    """Enterprises for each check of theirs, and contracts above their amount in two quarters."""
    save_asked(work, (SaveAsked(PeriodKind.MONTH, 0, "2026-07"),))
    fine, jumped, draft, idle = (enterprise(work, name=f"企业{number}") for number in range(4))
    for owner, people in ((fine, 100), (jumped, 10)):
        save_return(work, owner, Q2, None, SaveReturn(Return(people, people, 1, 1)))
    for owner, now in ((fine, (100, 90, 10, 9)), (jumped, (300, 90, 0, 0)), (idle, (0, 0, 0, 0))):
        save_return(work, owner, Q3, None, SaveReturn(Return(*now), note=WORD))
    save_return(work, draft, Q3, None, SaveReturn(Return(5, 5, 1, 1), submit=False))
    for number in (7, 8, 9):
        told = SaveReturn(Return(90 + number, 90, 3, 3), note=WORD)
        save_return(work, fine, Month(2026, number), None, told)
    for owner, day, amount in (
        (fine, D(2026, 8, 1), 90_000_000),
        (idle, D(2026, 8, 1), 1_000),
        (fine, D(2026, 10, 8), 90_000_000),
    ):
        deal = register_contract(work, contract(owner))
        record_execution(work, deal, SaveExecution(day, amount, f"SH-{owner}"), ASKED)
    register_contract(work, contract(idle, currency="JPY", amount_minor=1_000_000), ASKED)


@pytest.fixture
def park(act_as):
    """A park in which every check finds something, and which holds more than it finds."""
    clerk = act_as(Role.CLERK)
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        returns_and_contracts(work)
    owner = add_enterprise(clerk, "无锡蠡湖数据有限公司", "91320213MA1TESTX28")
    asked, _later = (
        submit(clerk, add_claim(clerk, [person(one, graduated_on=None)], enterprise=owner))
        for one in (1, 2)
    )
    maker, _payer = cashiers(act_as)
    approved = (
        approved_claim(act_as, (5,), code="91320213MA1TESTX01", name="甲"),
        approved_claim(act_as, (6,), code="91320213MA1TESTX36", name="乙"),
    )
    batches = [make(maker, claim) for claim in approved]
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        work.get(ClaimRecord, asked.id).submitted_at = IN_Q3
        work.get(PaymentBatchRecord, batches[0].id).made_at = IN_Q3
    return act_as(Role.ADMINISTRATOR)


@pytest.fixture
def workspace(qtbot, park, runner):
    found = Workspace(runner)
    qtbot.addWidget(found)
    found.resize(1280, 720)
    found.show()
    return found


def test_every_check_has_its_list_but_the_one_that_names_figures():
    assert set(LISTS) == set(CheckCode) - {CheckCode.FIGURES_DO_NOT_ADD_UP}


def test_each_list_holds_as_many_rows_as_its_check_says(qtbot, workspace, park):
    with park.work(read_only=True) as work:
        counts = {one.code: one.count for one in closing_checks(work, Q3)}
    assert all(counts[code] for code in LISTS), "a check without rows would prove nothing"
    for code, key in LISTS.items():
        open_list(workspace, code)
        page = workspace.open_page(key)
        settle(qtbot, page)
        assert (code, page.table.records.total) == (code, counts[code])
        page.clear_filters()
        settle(qtbot, page)
        assert page.table.records.total > counts[code]
