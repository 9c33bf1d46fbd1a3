"""The programmes' page: marks of the sources, money, copies, the editor of a draft, its release."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from parkdesk.domain.certifications import EventType
from parkdesk.domain.claim_forms import TITLE, ClaimForm
from parkdesk.domain.identity import Role
from parkdesk.domain.programme_keys import figure_at
from parkdesk.domain.programmes import (
    BarringGround,
    ClaimKind,
    Level,
    LevelShare,
    Mark,
    Repeat,
    Standing,
)
from parkdesk.gui.claims.form_headings_dialog import FormHeadingsDialog
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.programmes import editor as editing
from parkdesk.gui.programmes.case_dialog import CaseDialog
from parkdesk.gui.programmes.editor import ProgrammeEditor
from parkdesk.gui.programmes.figure_dialogs import FigureDialog
from parkdesk.gui.programmes.part_dialogs import (
    BarringDialog,
    BranchDialog,
    ClauseDialog,
    MaterialDialog,
    StandingDialog,
    TierDialog,
)
from parkdesk.gui.programmes.print_dialog import ProgrammePrintDialog
from parkdesk.gui.programmes.step_dialogs import CopyDialog, HeadDialog, ReleaseDialog
from parkdesk.gui.runner import Runner
from parkdesk.usecases.form_headings import form_wording
from parkdesk.usecases.programme_drafts import copy_programme, programme_draft, save_programme
from tests.usecases.claim_stories import programme_id


@pytest.fixture
def key(desk):
    """A draft for 2027."""
    source = programme_id(desk)
    with desk.work(read_only=False) as work:
        return copy_programme(work, source, "park-2027", 2027)


def dialog_of(kind):
    """The open dialog of this class."""
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, kind) and widget.isVisible()
    )


def kept(desk, key):
    with desk.work(read_only=True) as work:
        return programme_draft(work, key.id).programme


@pytest.fixture
def editor(runner, key, workspace, still):
    """The editor of the draft, loaded."""
    dialog = ProgrammeEditor(runner, workspace, key.id, workspace.today)
    dialog.open()
    still()
    return dialog


@pytest.fixture
def choose(editor, qtbot):
    """Put the list of figures on a line, once it is there."""

    def on(key):
        rows = [row.key for row in editor.shown_figures()]

        def there():
            editor.figures.select_place(rows.index(key))
            current = editor.figures.current()
            return current is not None and current.key == key

        qtbot.waitUntil(there)

    return on


def edit(editor, kind, still, **values):
    """Open the form of the line in view, type and save."""
    editor.edit.trigger()
    return save(editor, kind, still, **values)


def save(editor, kind, still, **values):
    dialog = dialog_of(kind)
    for name, value in values.items():
        dialog.fields[name].set_value(value)
    dialog.submit()
    still()
    assert not dialog.isVisible()
    still()
    return editor.draft.programme


def add(editor, kind, text, still, **values):
    """Choose from the menu of what can be added, type and save."""
    action = next(one for one in editor.choices_to_add().actions() if one.text() == text)
    action.trigger()
    return save(editor, kind, still, **values)


def test_the_programmes_are_shown_with_their_marks(workspace, still, qtbot):
    page = workspace.open_page("programmes")
    still()
    qtbot.waitUntil(lambda: page._row is not None)
    assert page.table.records.total == 5
    assert "template" in page.panel.title.text()
    page.budget.trigger()
    dialog = dialog_of(FormDialog)
    dialog.total.set_value(100_000_000)
    dialog.submit()
    still()
    qtbot.waitUntil(lambda: page._row.budget.total_cents == 100_000_000)
    page.opening.trigger()
    still()
    qtbot.waitUntil(lambda: not page._row.open_for_claims)


def test_a_copy_opens_in_its_editor(workspace, still, qtbot):
    page = workspace.open_page("programmes")
    still()
    qtbot.waitUntil(lambda: page._row is not None)
    page.copy.trigger()
    dialog = dialog_of(CopyDialog)
    assert (dialog.year.value(), dialog.code.value()) == (2027, "template-training-2027")
    dialog.submit()
    still()
    editor = dialog_of(ProgrammeEditor)
    qtbot.waitUntil(lambda: editor.draft is not None)
    assert editor.draft.programme.year == 2027
    editor.accept()
    qtbot.waitUntil(lambda: page.table.records.total == 6)
    qtbot.waitUntil(lambda: page._row is not None and page._row.draft)
    assert not page.budget.isEnabled()
    assert not page.opening.isEnabled()


@pytest.mark.parametrize(
    ("key_", "value"),
    [
        ("allotment", 5_000_000_00),
        ("graduates", 705),
        ("local-match", 1500),
        ("clean-years", 3),
        ("outsourcing-work", False),
        ("repeat", Repeat.ONCE_EVER),
        ("certification-share", 500),
        ("approval-limit-manager", 50_000_00),
    ],
)
def test_each_kind_of_figure_has_its_form(editor, still, key_, value, choose):
    choose(key_)
    programme = edit(
        editor,
        FigureDialog,
        still,
        value=value,
        mark=Mark.DOCUMENT,
        document="宁园〔2027〕3号",
        clause="第八条",
        source="第 2 页",
    )
    figure = figure_at(programme, key_)
    assert (figure.value, figure.mark) == (value, Mark.DOCUMENT)
    assert (figure.document, figure.clause, figure.source) == (
        "宁园〔2027〕3号",
        "第八条",
        "第 2 页",
    )


def test_figures_that_are_lists_windows_and_shares(editor, still, desk, key, choose):
    choose("certification-events")
    programme = edit(editor, FigureDialog, still, value=frozenset({"upgrade", "first"}))
    assert programme.certification.events.value == (EventType.FIRST, EventType.UPGRADE)
    choose("certification-kinds")
    programme = edit(editor, FigureDialog, still, value="CMMI、ISO27001, CMMI")
    assert programme.certification.kinds.value == ("CMMI", "ISO27001")
    choose("review-levels")
    programme = edit(editor, FigureDialog, still, value=frozenset({"city", "district"}))
    assert programme.reviewed_by == (Level.DISTRICT, Level.CITY)
    choose("shares")
    programme = edit(editor, FigureDialog, still, central=500, city=300, park=200)
    assert programme.shares.value == (
        LevelShare(Level.CENTRAL, 500),
        LevelShare(Level.CITY, 300),
        LevelShare(Level.PARK, 200),
    )
    choose("window")
    editor.edit.trigger()
    form = dialog_of(FigureDialog)
    first, last = form.fields["first"].value(), form.fields["last"].value()
    form.fields["first"].set_value(last)
    form.fields["last"].set_value(first)
    form.submit()
    still()
    assert form.isVisible()
    assert form.fields["last"].problem
    form.done(0)
    assert kept(desk, key) == programme


def test_shares_that_do_not_make_everything_stay_in_the_form(editor, still, choose):
    choose("shares")
    editor.edit.trigger()
    form = dialog_of(FigureDialog)
    form.fields["central"].set_value(500)
    form.submit()
    still()
    assert form.isVisible()
    assert editor.draft.programme.shares is None


def test_a_confirmed_figure_needs_where_it_was_read(editor, still, choose):
    choose("notice-days")
    editor.edit.trigger()
    form = dialog_of(FigureDialog)
    form.fields["value"].set_value(7)
    form.fields["mark"].set_value(Mark.DOCUMENT)
    form.submit()
    still()
    assert form.fields["source"].problem
    form.fields["source"].set_value("第 3 页")
    form.submit()
    still()
    still()
    assert editor.draft.programme.noticed_for == 7


def test_what_there_are_several_of_is_added_changed_and_taken_out(editor, still, choose):
    programme = add(editor, BranchDialog, "A threshold", still, turnover=100, offshore=350)
    assert [one.offshore_permille.value for one in programme.branches] == [500, 350]
    programme = add(
        editor, StandingDialog, "A basic condition", still, value=Standing.SOUND_ACCOUNTS
    )
    assert programme.standing[-1].value is Standing.SOUND_ACCOUNTS
    programme = add(editor, TierDialog, "A tier of heads", still, from_usd=10, below=100, heads=100)
    assert programme.head_ceilings[-1].value.heads == 100
    choose("head-ceiling")
    programme = edit(editor, TierDialog, still, heads=120)
    assert [tier.value.heads for tier in programme.head_ceilings] == [120]
    programme = add(
        editor,
        BarringDialog,
        "A ground for losing the right",
        still,
        ground=BarringGround.FRAUD,
        years=3,
    )
    assert programme.barring[-1].value.years == 3
    choose("head-ceiling")
    editor.remove.trigger()
    still()
    still()
    assert editor.draft.programme.head_ceilings == ()
    choose("retirement-age")
    before = editor.draft.programme
    editor.remove.trigger()
    still()
    still()
    assert editor.draft.programme.retirement_age is None
    assert editor.banner.isVisible()
    editor.bring_back(before)
    still()
    still()
    assert editor.draft.programme == before
    assert not editor.banner.isVisible()


def test_clauses_papers_and_cases(editor, still):
    editor.tabs.setCurrentIndex(editing.CLAUSES)
    editor.add.trigger()
    programme = save(
        editor, ClauseDialog, still, number="第八条", text="公示期不少于七个工作日。", source="原件"
    )
    assert programme.clause_text("第八条") == "公示期不少于七个工作日。"
    editor.tabs.setCurrentIndex(editing.PAPERS)
    editor.papers.select_place(0)
    before = programme.materials[0]
    programme = edit(editor, MaterialDialog, still, condition="首次申报时")
    assert programme.materials[0] == replace(before, condition="首次申报时")
    editor.tabs.setCurrentIndex(editing.CASES)
    programme = add(
        editor,
        CaseDialog,
        "Public platform",
        still,
        name="平台运营费",
        verdict="pass",
        amount=100_000_00,
        platform="brand",
        cost_kind="running",
        cost="100,000",
        paid_on="2027-03-01",
    )
    assert programme.cases[-1].kind is ClaimKind.PLATFORM
    assert editor.draft.results[-1].passed
    editor.cases.select_place(len(programme.cases) - 1)
    assert "100,000.00" in editor.said.text()
    editor.remove.trigger()
    still()
    still()
    assert "平台运营费" not in [case.name for case in editor.draft.programme.cases]


def test_a_case_names_the_fact_that_cannot_be_read(editor, still):
    editor.tabs.setCurrentIndex(editing.CASES)
    editor.cases.select_place(0)
    editor.edit.trigger()
    form = dialog_of(CaseDialog)
    form.fields["hired_on"].set_value("2027-02-30")
    form.submit()
    assert form.fields["hired_on"].problem
    form.done(0)


def test_the_head_needs_its_document_once_it_is_no_template(editor, still):
    editor.head.trigger()
    form = dialog_of(HeadDialog)
    form.fields["template"].set_value(False)
    form.submit()
    assert form.fields["document"].problem
    form.fields["document"].set_value("宁园〔2027〕3号")
    form.submit()
    still()
    still()
    assert editor.draft.programme.document == "宁园〔2027〕3号"


def test_its_author_cannot_release_and_another_person_can(
    editor, still, act_as, key, qtbot, workspace
):
    assert not editor.release.isEnabled()
    other = Runner(act_as(Role.MANAGER))
    dialog = ProgrammeEditor(other, workspace, key.id, workspace.today)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.draft is not None)
    assert dialog.release.isEnabled()
    dialog.release.trigger()
    form = dialog_of(ReleaseDialog)
    form.note.set_value("与通知原文逐条核对")
    form.submit()
    qtbot.waitUntil(lambda: other.is_idle and not dialog.draft.draft)
    assert dialog.draft.open_for_claims
    for action in (dialog.edit, dialog.add, dialog.remove, dialog.head, dialog.throw):
        assert not action.isVisible()
    assert dialog.edition.isVisible()
    dialog.tabs.setCurrentIndex(editing.HISTORY)
    with qtbot.waitSignal(dialog.edition_begun) as begun:
        dialog.edition.trigger()
    assert begun.args[0] != key.id
    dialog.done(0)
    qtbot.waitUntil(lambda: other.is_idle)
    other.close()


def test_a_draft_is_thrown_away_only_when_it_is_meant(editor, still, workspace, qtbot):
    editor.throw.trigger()
    still()
    assert editor.isVisible()
    editor.discard()
    still()
    qtbot.waitUntil(lambda: not editor.isVisible())


def test_two_editors_of_one_draft(editor, still, desk, key, choose):
    choose("clean-years")
    editor.edit.trigger()
    form = dialog_of(FigureDialog)
    with desk.work(read_only=False) as work:
        programme = programme_draft(work, key.id).programme
        save_programme(work, key.id, key.version, replace(programme, region="别处"))
    form.fields["value"].set_value(5)
    form.submit()
    still()
    assert form.isVisible()
    form.done(0)
    assert kept(desk, key).clean_years.value == 2


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_programme_is_looked_at_as_it_is_printed(workspace, still, qtbot, tmp_path, language):
    page = workspace.open_page("programmes")
    still()
    qtbot.waitUntil(lambda: page._row is not None)
    dialog = page.open_print()
    assert isinstance(dialog, ProgrammePrintDialog)
    still()
    qtbot.waitUntil(lambda: dialog.file() is not None)
    dialog.viewer.language_chosen.emit(language)
    still()
    qtbot.waitUntil(lambda: dialog.file() is not None)
    dialog.save_to(tmp_path / "programme.pdf")
    qtbot.waitUntil((tmp_path / "programme.pdf").exists)
    assert (tmp_path / "programme.pdf").read_bytes().startswith(b"%PDF")
    dialog.done(0)


def test_the_rules_open_by_key(workspace, still, qtbot):
    page = workspace.open_page("programmes")
    still()
    qtbot.waitUntil(lambda: page._row is not None)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    still()
    editor = dialog_of(ProgrammeEditor)
    qtbot.waitUntil(lambda: editor.draft is not None)
    assert not editor.draft.draft
    assert not editor.edit.isVisible()


def test_the_headings_of_a_form_are_worded_from_the_programmes_page(workspace, still, qtbot, desk):
    page = workspace.open_page("programmes")
    still()
    page.table.select_place(0)
    qtbot.waitUntil(lambda: page._row is not None)
    button = page.headings.button
    assert button.isVisible()
    offered = {action.text() for action in button.menu().actions() if action.isEnabled()}
    assert "Headings: Use of platform funds in detail" in offered
    programme = page._row.id
    page.headings.actions[ClaimForm.HIRED].trigger()
    qtbot.waitUntil(lambda: page.findChild(FormHeadingsDialog) is not None)
    form = page.findChild(FormHeadingsDialog)
    form.fields[TITLE].set_value("附件二 录用人员名册")
    with qtbot.waitSignal(form.saved):
        form.submit()
    with desk.work(read_only=True) as work:
        kept_words = form_wording(work, programme, ClaimForm.HIRED).headings.words
    assert kept_words == {TITLE: "附件二 录用人员名册"}


def test_the_parks_own_form_is_never_compared_with_an_annex(workspace, still, qtbot):
    page = workspace.open_page("programmes")
    still()
    page.table.select_place(0)
    qtbot.waitUntil(lambda: page._row is not None)
    page.headings.ask(ClaimForm.PLATFORM)
    qtbot.waitUntil(lambda: page.findChild(FormHeadingsDialog) is not None)
    form = page.findChild(FormHeadingsDialog)
    assert form.confirmed.box.isHidden()
    form.done(0)
