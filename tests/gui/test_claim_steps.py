"""Steps of a claim at the desk: one key for the next one, and who may not take it."""

import datetime as dt
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QApplication

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.identity import Role
from parkdesk.gui.claims.dialogs import ClaimDialog, SubmitDialog
from parkdesk.gui.claims.papers_dialog import PapersDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import set_language
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claimants import Condition, save_conditions
from parkdesk.usecases.rosters import save_roster
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import CAP, person


@pytest.fixture
def open_as(qtbot):
    """Open a claim's desk as the person of a role, in a window of their own."""
    runners = []

    def go(park, claim):
        runner = Runner(park)
        runners.append(runner)
        window = Workspace(runner)
        qtbot.addWidget(window)
        window.resize(1280, 720)
        window.show()
        desk = window.open_page("claims").open_claim(claim.id)
        qtbot.waitUntil(lambda: desk.sheet is not None and runner.is_idle, timeout=20_000)
        return desk

    yield go
    for runner in runners:
        runner.close()


def asked(qtbot, desk, action):
    desk.step(action)
    qtbot.waitUntil(lambda: desk.runner.is_idle, timeout=20_000)
    return dialog()


def dialog():
    shown = [
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, ClaimDialog) and widget.isVisible()
    ]
    return shown[0] if shown else None


def test_who_pre_checked_sees_the_approval_greyed_and_why(act_as, open_as):
    clerk = act_as(Role.CLERK)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)]))
    story.precheck(act_as(Role.REVIEWER), claim, CAP)
    seen = open_as(act_as(Role.REVIEWER), claim)
    approve = seen.actions_.steps[ClaimAction.APPROVE]
    assert approve.isVisible()
    assert not approve.isEnabled()
    assert "another person" in approve.toolTip()
    assert "another person" in seen.desk_head.answer.text.text()
    decides = open_as(act_as(Role.MANAGER), claim).actions_.steps[ClaimAction.APPROVE]
    assert decides.isEnabled()


def test_who_submitted_sees_the_pre_check_greyed_and_why(act_as, open_as):
    administrator = act_as(Role.ADMINISTRATOR)
    claim = story.submit(administrator, story.add_claim(act_as(Role.CLERK), [person(1)]))
    desk = open_as(administrator, claim)
    precheck = desk.actions_.steps[ClaimAction.PRECHECK]
    assert precheck.isVisible()
    assert not precheck.isEnabled()
    assert "another person" in precheck.toolTip()
    assert not desk.desk_head.answer.isHidden()
    assert desk.actions_.steps[ClaimAction.RETURN].isEnabled()
    desk.step(ClaimAction.PRECHECK)
    assert dialog() is None


def test_one_key_leads_on_from_every_stage(act_as, open_as, qtbot):
    clerk, administrator = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1)]))
    desk = open_as(administrator, claim)
    keys = {
        tuple(key.toString() for key in desk.actions_.steps[action].shortcuts())
        for action in (
            ClaimAction.SUBMIT,
            ClaimAction.PRECHECK,
            ClaimAction.APPROVE,
            ClaimAction.PAY,
        )
    }
    assert keys == {("Ctrl+Enter", "Ctrl+Return")}
    desk.window().activateWindow()
    desk.grid.setFocus()
    qtbot.waitUntil(desk.grid.hasFocus)
    qtbot.keyClick(desk.grid, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: dialog() is not None)
    assert dialog().save_button.text() == "Pass the pre-check"
    dialog().submit()
    qtbot.waitUntil(
        lambda: (
            desk.runner.is_idle
            and desk.detail is not None
            and desk.detail.row.state is ClaimState.PRECHECKED
        )
    )


def test_a_key_held_down_does_not_answer_the_form_it_opened(act_as, open_as, qtbot):
    clerk = act_as(Role.CLERK)
    desk = open_as(clerk, story.add_claim(clerk, [person(1)]))
    assert not desk.actions_.steps[ClaimAction.SUBMIT].autoRepeat()
    form = asked(qtbot, desk, ClaimAction.SUBMIT)
    shortcuts = form.findChildren(QShortcut)
    assert shortcuts
    assert not any(shortcut.autoRepeat() for shortcut in shortcuts)


def test_nothing_payable_cannot_be_submitted_and_says_why(act_as, open_as, qtbot):
    clerk = act_as(Role.CLERK)
    claim = story.add_claim(clerk, [person(1, degree=None), person(2, degree=None)])
    form = asked(qtbot, open_as(clerk, claim), ClaimAction.SUBMIT)
    assert isinstance(form, SubmitDialog)
    assert not form.save_button.isEnabled()
    assert "None of the 2 rows can be paid" in form.save_button.toolTip()
    form.submit()
    with clerk.work(read_only=True) as work:
        assert claim_detail(work, claim.id).row.state is ClaimState.DRAFT


def test_an_empty_roster_cannot_be_submitted(act_as, open_as, qtbot):
    clerk = act_as(Role.CLERK)
    form = asked(qtbot, open_as(clerk, story.add_claim(clerk)), ClaimAction.SUBMIT)
    assert not form.save_button.isEnabled()
    assert "The roster is empty" in form.save_button.toolTip()


def test_the_foot_names_the_button(act_as, open_as, qtbot):
    clerk = act_as(Role.CLERK)
    claim = story.add_claim(clerk, [person(1)])
    desk = open_as(clerk, claim)
    form = asked(qtbot, desk, ClaimAction.SUBMIT)
    assert "Ctrl+Enter: Submit" in form.foot_note.text()
    form.reject()
    story.submit(clerk, replace_version(clerk, claim))
    desk = open_as(act_as(Role.REVIEWER), claim)
    form = asked(qtbot, desk, ClaimAction.PRECHECK)
    assert "Ctrl+Enter: Pass the pre-check" in form.foot_note.text()
    assert form.foot_note.width() >= form.foot_note.sizeHint().width(), "nothing is cut off"
    form.reject()
    desk.open_papers()
    qtbot.waitUntil(lambda: isinstance(dialog(), PapersDialog))
    assert dialog().originals is not None, "a reviewer ticks the originals"
    dialog().reject()
    desk = open_as(act_as(Role.AUDITOR), claim)
    desk.open_papers()
    qtbot.waitUntil(lambda: isinstance(dialog(), PapersDialog))
    assert dialog().foot_note.text() == "Esc: close"


def replace_version(park, claim):
    with park.work(read_only=True) as work:
        row = claim_detail(work, claim.id).row
    return type(claim)(row.id, row.version, row.number, row.state)


@pytest.mark.parametrize(
    ("language", "capitals"),
    [("zh_CN", "人民币肆仟伍佰元整"), ("en", "the sum of the payable rows")],
)
def test_capitals_stand_in_chinese_alone(act_as, open_as, qtbot, language, capitals):
    set_language(language)
    clerk = act_as(Role.CLERK)
    desk = open_as(clerk, story.add_claim(clerk, [person(1), person(1)]))
    assert desk.figures.requested.note.text() == capitals
    assert desk.grid.records.index(1, 0).data() == "2×"
    form = asked(qtbot, desk, ClaimAction.SUBMIT)
    assert form is not None


def test_who_changed_the_roster_sees_the_reviews_greyed_and_why(act_as, open_as):
    administrator, clerk = act_as(Role.ADMINISTRATOR), act_as(Role.CLERK)
    claim = story.add_claim(clerk, [person(1)])
    with administrator.work(read_only=False) as work:
        saved = save_roster(work, claim.id, claim.version, (person(2),))
    story.submit(clerk, replace(claim, version=saved.version))
    desk = open_as(administrator, claim)
    precheck = desk.actions_.steps[ClaimAction.PRECHECK]
    assert precheck.isVisible()
    assert not precheck.isEnabled()
    assert "another person" in precheck.toolTip()


def test_the_card_shows_the_amount_of_the_claims_stage(act_as, open_as, qtbot):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    claim = story.submit(clerk, story.add_claim(clerk, [person(1), person(2)]))
    card = open_as(clerk, claim).figures.requested
    assert (card.title.text(), card.figure.text()) == ("Computed", "¥ 9,000.00")
    assert card.note.text() == "the sum of the payable rows"
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP + 100_000, "按就低原则核减")
    card = open_as(clerk, claim).figures.requested
    assert (card.title.text(), card.figure.text()) == ("Recommended", "¥ 5,500.00")
    assert card.note.text() == "computed: ¥ 9,000.00", "what was cut is not the rows' sum"
    claim = story.approve(manager, claim, CAP, "按就低原则核减")
    card = open_as(clerk, claim).figures.requested
    assert (card.title.text(), card.figure.text()) == ("Approved", "¥ 4,500.00")
    told = card.toolTip().splitlines()
    assert "Recommended: ¥ 5,500.00" in told
    assert "Computed: ¥ 9,000.00" in told


def test_the_form_of_the_approval_names_papers_and_conditions_and_asks_why(act_as, open_as, qtbot):
    clerk, manager = act_as(Role.CLERK), act_as(Role.MANAGER)
    draft = story.add_claim(clerk, [person(1)])
    with clerk.work(read_only=False) as work:
        said = (Condition("violations", met=False, found_on=dt.date(2026, 3, 1)),)
        draft = save_conditions(work, draft.id, draft.version, said)
    desk = open_as(clerk, draft)
    form = asked(qtbot, desk, ClaimAction.SUBMIT)
    boxes = "\n".join(box.text.text() for box in form.findChildren(Callout))
    missing = [line.material.name_en for line in desk.detail.lacking]
    assert missing
    assert all(name in boxes for name in missing)
    assert "1 condition of the applicant is not met" in boxes
    with qtbot.waitSignal(form.saved):
        form.submit()
    with clerk.work(read_only=True) as work:
        claim = replace(draft, version=claim_detail(work, draft.id).row.version)
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP)
    form = asked(qtbot, open_as(manager, claim), ClaimAction.APPROVE)
    boxes = "\n".join(box.text.text() for box in form.findChildren(Callout))
    assert all(name in boxes for name in missing)
    assert "not answered" in boxes
    form.submit()
    assert form.isVisible()
    assert form.reason.problem
    form.reason.set_value("已整改完毕，同意支持")
    with qtbot.waitSignal(form.saved):
        form.submit()
