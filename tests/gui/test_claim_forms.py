"""The forms beside the review: the applicant's conditions, the archive, exceptions of hands."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.identity import Role
from parkdesk.gui.claims.conditions_dialog import ConditionsDialog
from parkdesk.gui.claims.exemptions_dialog import ExemptionsDialog
from parkdesk.gui.claims.stage_dialogs import ArchiveDialog, ReleaseDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claimants import claimant_check
from parkdesk.usecases.exemptions import list_exemptions
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey


@pytest.fixture
def page_of(qtbot):
    """The claims page of a person; its window is closed at the end."""
    opened = []

    def show(park):
        runner = Runner(park)
        window = Workspace(runner)
        qtbot.addWidget(window)
        window.show()
        opened.append(runner)
        page = window.open_page("claims")
        qtbot.waitUntil(lambda: runner.is_idle)
        return page

    yield show
    for runner in opened:
        runner.close()


def dialog():
    return QApplication.activeModalWidget()


def desk_of(qtbot, page, claim):
    page.open_claim(claim.id)
    qtbot.waitUntil(lambda: page.runner.is_idle and page.current().detail is not None)
    return page.current()


def test_what_no_record_tells_is_answered(act_as, page_of, qtbot):
    clerk = act_as(Role.CLERK)
    claim = journey.begin(clerk, ClaimKind.PLATFORM, [journey.cost(1)])
    with clerk.work(read_only=True) as work:
        asked = claimant_check(work, claim.id).conditions
    assert all(one.met is None for one in asked)
    desk = desk_of(qtbot, page_of(clerk), claim)
    desk.steps.ask_conditions()
    qtbot.waitUntil(lambda: isinstance(dialog(), ConditionsDialog))
    said = "\n".join(one.text() for one in dialog().findChildren(QLabel))
    assert "write the answer down below" in said
    assert "“Conditions of the applicant”" not in said, "the form sends nobody to itself"
    for one in asked:
        dialog().fields[one.code].set_value(True)
    dialog().submit()
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    with clerk.work(read_only=True) as work:
        assert all(one.met for one in claimant_check(work, claim.id).conditions)


def test_a_claim_that_an_earlier_release_approved_is_released(act_as, page_of, qtbot):
    claim = story.paid_claim(act_as, [story.person(1)])
    manager = act_as(Role.MANAGER)
    with manager.work(read_only=False) as work:
        # So it was left there: approved, with no notice in its programme and no payment yet.
        record = work.get(ClaimRecord, claim.id)
        record.state, record.paid_cents, record.paid_on = ClaimState.APPROVED.value, None, None
    desk = desk_of(qtbot, page_of(manager), claim)
    assert ClaimAction.CLEAR in desk.detail.actions
    desk.step(ClaimAction.CLEAR)
    qtbot.waitUntil(lambda: isinstance(dialog(), ReleaseDialog))
    dialog().submit()
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    with manager.work(read_only=True) as work:
        assert claim_detail(work, claim.id).row.state is ClaimState.PAYABLE


def test_a_paid_claim_is_filed_away(act_as, page_of, qtbot):
    claim = story.paid_claim(act_as, [story.person(1)])
    clerk = act_as(Role.CLERK)
    desk = desk_of(qtbot, page_of(clerk), claim)
    desk.step(ClaimAction.ARCHIVE)
    qtbot.waitUntil(lambda: isinstance(dialog(), ArchiveDialog))
    dialog().archive.set_value("2026-BT-0001")
    dialog().submit()
    qtbot.waitUntil(lambda: desk.runner.is_idle)
    with clerk.work(read_only=True) as work:
        row = claim_detail(work, claim.id).row
    assert (row.state, row.archive_number) == (ClaimState.ARCHIVED, "2026-BT-0001")


def test_an_exception_is_entered_by_one_and_confirmed_by_another(act_as, page_of, qtbot):
    administrator, manager = act_as(Role.ADMINISTRATOR), act_as(Role.MANAGER)
    page = page_of(administrator)
    page.register.exemptions.trigger()
    qtbot.waitUntil(lambda: isinstance(dialog(), ExemptionsDialog))
    dialog().fill(
        {
            "account_id": administrator.actor.id,
            "first_on": dt.date(2026, 10, 1),
            "last_on": dt.date(2026, 12, 31),
            "document_number": "园办〔2026〕3号",
            "reason": "园区办仅两人，无法分岗",
        }
    )
    dialog().submit()
    qtbot.waitUntil(lambda: page.runner.is_idle and dialog() is None)
    page = page_of(manager)
    page.register.exemptions.trigger()
    qtbot.waitUntil(lambda: isinstance(dialog(), ExemptionsDialog) and page.runner.is_idle)
    assert not dialog().save_button.isVisible(), "a manager makes none"
    dialog().confirm.click()
    qtbot.waitUntil(lambda: page.runner.is_idle)
    with manager.work(read_only=True) as work:
        (row,) = list_exemptions(work)
    assert row.holds(dt.date(2026, 10, 12))
    dialog().reject()
