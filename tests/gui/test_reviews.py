"""Twelve claims reviewed at the review desk, by a person who counts the keys (anchors §4.2 a)."""

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.gui.claims.conditions_dialog import ConditionsDialog
from parkdesk.gui.claims.return_dialog import ReturnDialog
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.reviews.dialogs import CutDialog, GroupDialog, PassDialog
from parkdesk.gui.runner import Runner
from parkdesk.gui.signals.pair_dialog import PairDialog
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.workspace import Workspace
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.usecases.claim_lists import claim_counts, claim_detail
from parkdesk.usecases.claim_papers import claim_papers, save_materials
from parkdesk.usecases.claimants import Condition, claimant_check
from parkdesk.usecases.claims import precheck_claim
from parkdesk.usecases.condition_answers import answer_conditions
from parkdesk.usecases.papers import NewPaper, add_papers
from parkdesk.usecases.rosters import load_roster
from parkdesk.usecases.trail import TrailFilter, list_trail
from tests import papers
from tests.gui.keys import Person
from tests.pages import shown
from tests.usecases.claim_stories import CAP, add_claim, add_enterprise, person, submit
from tests.usecases.payment_stories import with_rules
from tests.usecases.test_signals import nearly

MOST_KEYS = 27
"""anchors-features.md §4.2 a: twelve claims are decided with 27 K."""


def handed_in(desk, number, rows, *, without=0):
    """A claim of a firm of its own, with three scans and all papers but `without` ticked."""
    firm = add_enterprise(desk, f"无锡第{number}软件有限公司", f"9132021300000{number:05}")
    claim = add_claim(desk, rows, enterprise=firm)
    with desk.work(read_only=False) as work:
        owner = Owner(OwnerKind.CLAIM, claim.id)
        scans = (("application-form", "a"), ("funding-report", "b"), ("training-plan", "c"))
        for slot, text in scans:
            scan = papers.paper_file(papers.pdf(text=f"{number}{text}"), f"{slot}.pdf")
            add_papers(work, (NewPaper(owner, slot, scan),))
    with desk.work(read_only=False) as work:
        codes = [line.material.code for line in claim_papers(work, claim.id)]
        claim = save_materials(work, claim.id, claim.version, tuple(codes[without:]))
    return submit(desk, claim)


@pytest.fixture
def twelve(act_as):
    """Nine clean claims; one without a paper, one with a likely pair, one to be cut."""
    clerk = act_as(Role.CLERK)
    claims = [handed_in(clerk, number, [person(number)]) for number in range(1, 10)]
    claims.append(handed_in(clerk, 10, [person(10)], without=1))
    claims.append(handed_in(clerk, 11, [nearly(1)]))
    doubtful = [person(31, graduated_on=None), person(32, graduated_on=None), person(33)]
    claims.append(handed_in(clerk, 12, doubtful))
    return claims


@pytest.fixture
def at_the_desk(qtbot, act_as, twelve):
    """The review desk of the reviewer, in a window, with everything loaded."""
    runner = Runner(act_as(Role.REVIEWER))
    window = Workspace(runner)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.open_page("review")
    calm(qtbot, page)
    page.focus_first()
    yield page
    runner.close()


def calm(qtbot, page):
    """Wait until everything that was asked for has come and is shown."""
    qtbot.waitUntil(
        lambda: (
            page.runner.is_idle
            and page.queue.records.is_settled
            and not page._refreshing.isActive()
            and page.papers.preview.is_settled
        ),
        timeout=10_000,
    )


def gone(qtbot, page):
    qtbot.waitUntil(
        lambda: (
            not any(
                isinstance(widget, FormDialog) and widget.isVisible()
                for widget in QApplication.topLevelWidgets()
            )
        )
    )
    # Without a window manager nobody hands the window back.
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    calm(qtbot, page)


def pass_the_clean(qtbot, page, reviewer):
    """The nine clean ones: a sample of two is drawn, each with three papers; then the group."""
    reviewer.press("Ctrl+A")
    calm(qtbot, page)
    assert len(page.queue.sample.group) == 9
    for _drawn in range(2):
        for _paper in range(2):
            reviewer.press("Space")
            calm(qtbot, page)
    reviewer.press("P")
    shown(qtbot, GroupDialog)
    reviewer.press("Ctrl+Return")
    gone(qtbot, page)
    assert len(page.queue.rows) == 3


def return_for_a_paper(qtbot, page, reviewer):
    """The return proposes the paper that is missing."""
    reviewer.press("R")
    shown(qtbot, ReturnDialog)
    reviewer.press("Ctrl+Return")
    gone(qtbot, page)


def judge_a_pair(qtbot, page, reviewer):
    """Two numbers are asked about; then the claim passes."""
    reviewer.press("D")
    dialog = shown(qtbot, PairDialog)
    dialog.answer.editor.setFocus()
    reviewer.press("End")
    reviewer.press("Return")
    reviewer.type("ID cards compared")
    reviewer.press("Ctrl+Return")
    gone(qtbot, page)
    # Nobody has answered the conditions of the applicant: that is said before it passes.
    reviewer.press("P")
    assert "not answered" in said_in(shown(qtbot, PassDialog))
    reviewer.press("Ctrl+Return")
    gone(qtbot, page)


def said_in(dialog):
    """What the boxes of a form say."""
    return "\n".join(box.text.text() for box in dialog.findChildren(Callout))


def cut_two(qtbot, page, reviewer):
    """Two people are cut to nothing, then the third is passed."""
    for _person in range(2):
        reviewer.press("F8")
        reviewer.press("X")
        dialog = shown(qtbot, CutDialog)
        dialog.reason.set_value("degree-unproven")
        reviewer.press("Ctrl+Return")
        gone(qtbot, page)
    reviewer.press("P")
    shown(qtbot, PassDialog)
    reviewer.type("Proof of the degree is missing")
    with qtbot.waitSignal(shown(qtbot, PassDialog).saved):
        reviewer.press("Ctrl+Return")
    gone(qtbot, page)


def test_twelve_claims_are_reviewed_with_at_most_27_keys(qtbot, act_as, at_the_desk, twelve):
    page = at_the_desk
    assert len(page.queue.rows) == 12
    reviewer = Person(qtbot)
    pass_the_clean(qtbot, page, reviewer)
    for place, decide in ((9, return_for_a_paper), (10, judge_a_pair), (11, cut_two)):
        wanted = twelve[place].id
        qtbot.waitUntil(
            lambda wanted=wanted: page.case is not None and page.case.detail.row.id == wanted
        )
        decide(qtbot, page, reviewer)

    assert page.queue.rows == ()
    assert len(reviewer.commands) <= MOST_KEYS, reviewer.commands
    desk = act_as(Role.AUDITOR)
    with desk.work(read_only=True) as work:
        counts = claim_counts(work)
        assert counts[ClaimState.PRECHECKED] == 11
        assert counts[ClaimState.RETURNED] == 1
        cut = claim_detail(work, twelve[11].id).row
        assert (cut.requested_cents, cut.recommended_cents) == (3 * CAP, CAP)
        assert load_roster(work, twelve[11].id).masked


def reviewed(qtbot, desk, claim):
    """The review desk of a person with one claim in view."""
    runner = Runner(desk)
    window = Workspace(runner)
    qtbot.addWidget(window)
    window.resize(1280, 720)
    window.show()
    window.activateWindow()
    page = window.open_page("review")
    calm(qtbot, page)
    page.show_record(claim.id)
    qtbot.waitUntil(lambda: page.case is not None and page.case.detail.row.id == claim.id)
    calm(qtbot, page)
    return page


@pytest.fixture
def at_one(qtbot):
    pages = []

    def go(desk, claim):
        page = reviewed(qtbot, desk, claim)
        pages.append(page)
        return page

    yield go
    for page in pages:
        page.runner.close()


def test_a_reviewer_answers_an_open_condition_and_says_where_it_was_looked_up(
    qtbot, act_as, at_one
):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    claim = handed_in(clerk, 1, [person(1)])
    page = at_one(reviewer, claim)
    assert "C answers" in page.panel.asks.text.text()
    page.conditions.trigger()
    form = shown(qtbot, ConditionsDialog)
    form.submit()
    assert form.isVisible()  # An answer without a reason is none.
    form.fields["violations"].set_value(True)
    form.reason.set_value("已在统一平台查询")
    with qtbot.waitSignal(form.saved):
        form.submit()
    gone(qtbot, page)
    with reviewer.work(read_only=True) as work:
        said = {one.code: one for one in claimant_check(work, claim.id).conditions}
    assert said["violations"].met is True
    assert said["violations"].note == "已在统一平台查询"
    page.conditions.trigger()
    again = shown(qtbot, ConditionsDialog)
    assert not again.fields["violations"].editor.isEnabled()
    assert "已在统一平台查询" in again.fields["violations"]._hint.text()
    again.done(0)


def test_a_claim_that_a_higher_level_has_to_review_first_is_not_approved(qtbot, act_as, at_one):
    with_rules(
        act_as(Role.ADMINISTRATOR),
        "\n[review_levels]\nvalue = ['district', 'city']\nmark = 'C'\n",
    )
    clerk, reviewer, manager = (act_as(role) for role in (Role.CLERK, Role.REVIEWER, Role.MANAGER))
    claim = handed_in(clerk, 1, [person(1)])
    assert at_one(reviewer, claim).passing.isEnabled()  # The pre-check comes before it.
    with reviewer.work(read_only=False) as work:
        cents = work.get(ClaimRecord, claim.id).requested_cents
        precheck_claim(work, claim.id, claim.version, cents)
    page = at_one(manager, claim)
    assert not page.passing.isEnabled()
    assert "has still to review" in page.passing.toolTip()
    assert "has still to review" in page.panel.asks.text.text()


def test_a_missing_paper_and_a_failed_condition_are_named_before_a_claim_passes(
    qtbot, act_as, at_one
):
    clerk, reviewer, manager = (act_as(role) for role in (Role.CLERK, Role.REVIEWER, Role.MANAGER))
    claim = handed_in(clerk, 1, [person(1)], without=1)
    with reviewer.work(read_only=False) as work:
        said = (Condition("violations", met=False, found_on=dt.date(2026, 3, 1)),)
        answer_conditions(work, claim.id, claim.version, said, "处罚决定书")
    page = at_one(reviewer, claim)
    missing = page.case.detail.lacking[0].material.name_en
    page.passing.trigger()
    form = shown(qtbot, PassDialog)
    assert missing in said_in(form)
    assert "not met" in said_in(form)
    with qtbot.waitSignal(form.saved):
        form.submit()
    gone(qtbot, page)
    page = at_one(manager, claim)
    page.passing.trigger()
    form = shown(qtbot, PassDialog)
    form.submit()
    assert form.isVisible()  # Approving although a condition is not met needs its reason.
    assert form.reason.problem
    form.reason.set_value("已整改完毕，同意支持")
    with qtbot.waitSignal(form.saved):
        form.submit()
    with manager.work(read_only=True) as work:
        assert claim_detail(work, claim.id).row.approved_cents == CAP


def test_a_covered_paper_counts_as_seen_once_it_was_uncovered(qtbot, act_as, at_one):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    claim = handed_in(clerk, 1, [person(1)])
    with clerk.work(read_only=False) as work:
        owner = Owner(OwnerKind.CLAIM, claim.id)
        scan = papers.paper_file(papers.pdf(text="secret"), "secret.pdf")
        add_papers(work, (NewPaper(owner, "personnel-summary", scan),))
    page = at_one(reviewer, claim)
    page.groups.draw()
    calm(qtbot, page)
    for _paper in range(6):
        page.papers.step()
        calm(qtbot, page)
    assert page.queue.sample.opened == frozenset()
    row = next(at for at, one in enumerate(page.papers._rows) if one.slot.sensitive)
    page.papers.table.select_place(row)
    calm(qtbot, page)
    page.look.trigger()
    qtbot.waitUntil(lambda: page.queue.sample.opened == {claim.id})
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        assert any(one.action == "reveal_paper" for one in list_trail(work, TrailFilter()).rows)


def test_a_drawn_claim_whose_papers_are_shown_twice_is_kept_once(qtbot, at_the_desk):
    page = at_the_desk
    refused = []
    page.runner.failed.connect(refused.append)
    page.groups.draw()
    calm(qtbot, page)
    sample = page.queue.sample
    page.queue.go_to(sample.drawn[0])
    calm(qtbot, page)
    # As when the claim is fetched again while it is being kept that it was opened.
    page.groups.case_seen()
    page.groups.case_seen()
    calm(qtbot, page)
    assert page.queue.sample.opened == {sample.drawn[0]}
    page.groups.case_seen()
    calm(qtbot, page)
    assert page.queue.sample.opened == set(sample.drawn)
    assert refused == []
