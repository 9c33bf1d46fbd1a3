"""Register checks, surveillance, grants and kinds, through a real runner and database."""

import datetime as dt
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from parkdesk.domain.certifications import CertificationStatus, EventType
from parkdesk.domain.identity import Role
from parkdesk.domain.register_checks import CheckResult, Register
from parkdesk.domain.surveillance import SurveillanceOutcome
from parkdesk.gui.certifications.check_dialog import CheckDialog
from parkdesk.gui.certifications.dialog import CertificationDialog
from parkdesk.gui.certifications.funding_dialog import FundingDialog
from parkdesk.gui.certifications.kind_forms import KindDialog, OwnKindDialog, RuleDialog, doubted
from parkdesk.gui.certifications.kinds_dialog import KindsDialog
from parkdesk.gui.certifications.surveillance_dialog import SurveillanceDialog
from parkdesk.gui.enterprises.sheet.grants import GrantsTab
from parkdesk.gui.runner import Runner
from parkdesk.gui.widgets.texts import label
from parkdesk.usecases.certification_details import certification_detail
from parkdesk.usecases.certification_funding import (
    SaveFunding,
    certification_funding,
    record_funding,
)
from parkdesk.usecases.certification_kinds import certification_kinds
from parkdesk.usecases.certifications import register_certification
from tests.pages import dialog_of, opened, settle
from tests.registers import benchmark, enterprise, iso

D = dt.date
NO_POPUP = pytest.mark.qt_log_ignore("does not support")


@pytest.fixture
def ids(desk):
    with desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司", initials="thrjwbyxgs", pinyin="taihu")
        other = enterprise(work, name="凌云信息有限公司", initials="lyxxyxgs", pinyin="lingyun")
        appraised = benchmark(
            owner, issued_on=D(2023, 12, 1), org_unit="Delivery centre", unit_confirmed=True
        )
        return {
            "owner": owner,
            "cmmi": register_certification(work, appraised),
            "iso": register_certification(work, iso(other)),
        }


@pytest.fixture
def page(qtbot, ids, runner):
    return opened(qtbot, runner, "certifications")


def detail_of(desk, id_):
    with desk.work(read_only=True) as work:
        return certification_detail(work, id_)


def show(qtbot, page, id_):
    page.show_record(id_)
    settle(qtbot, page)


def accepted(qtbot, page, dialog):
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)


def words(widget):
    return [
        one.text() for one in widget.findChildren(type(label(""))) if one.text() and one.isVisible()
    ]


@NO_POPUP
def test_a_clerk_renews_a_cmmi_certificate_with_at_most_seven_command_keys(
    qtbot, act_as, ids, desk
):
    """From another page, as a person does: contents are typed, every other key is counted."""
    runner = Runner(act_as(Role.CLERK))
    try:
        start = opened(qtbot, runner, "enterprises")
        window = start.window()
        window.activateWindow()
        count = 0

        def press(widget, key, modifier=Qt.KeyboardModifier.NoModifier):
            nonlocal count
            count += 1
            qtbot.keyClick(widget, key, modifier)

        control = Qt.KeyboardModifier.ControlModifier
        start.table.setFocus()
        places = [one.key for one in window.pages if one.is_on_rail]
        number = Qt.Key(Qt.Key.Key_1.value + places.index("certifications"))
        press(start.table, number, control)
        page = window.open_page("certifications")
        settle(qtbot, page)
        press(page.table, Qt.Key.Key_F, control)
        qtbot.waitUntil(page.search.hasFocus)
        qtbot.keyClicks(page.search, "thrj")
        qtbot.waitUntil(lambda: page.table.records.total == 1)
        settle(qtbot, page)
        press(page.search, Qt.Key.Key_R, control)
        dialog = dialog_of(qtbot, page, CertificationDialog)
        qtbot.waitUntil(dialog.fields["number"].editor.hasFocus)
        qtbot.keyClicks(dialog.focusWidget(), "A-2026-7")
        press(dialog.focusWidget(), Qt.Key.Key_Return)
        qtbot.keyClicks(dialog.focusWidget(), "20261001")
        press(dialog.focusWidget(), Qt.Key.Key_Return, control)
        qtbot.waitUntil(lambda: not dialog.isVisible())
        settle(qtbot, page)
        assert count <= 7
        renewed = detail_of(desk, ids["cmmi"])
        assert renewed.row.status is CertificationStatus.SUPERSEDED
        following = detail_of(desk, renewed.renewed_by_id)
        assert (following.row.number, following.row.expires_on) == ("A-2026-7", D(2029, 10, 1))
        assert (following.row.level, following.event_type) == (3, EventType.MAINTENANCE)
    finally:
        runner.close()


def test_another_unit_takes_its_confirmation_away(qtbot, page, ids):
    show(qtbot, page, ids["cmmi"])
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, CertificationDialog)
    assert dialog.fields["unit_confirmed"].value()
    dialog.fields["org_unit"].focus()
    qtbot.keyClicks(dialog.fields["org_unit"].editor, "Other")
    assert not dialog.fields["unit_confirmed"].value()


def test_a_check_is_written_down_and_its_age_is_told(qtbot, page, desk, ids, tmp_path):
    show(qtbot, page, ids["cmmi"])
    assert page.panel.checks.state.text.text() == "Never looked up in a register."
    page.check.trigger()
    dialog = dialog_of(qtbot, page, CheckDialog)
    assert dialog.register.value() is Register.PARS
    assert dialog.looked_up.value() == "Delivery centre"
    assert dialog.found.box.isHidden()
    dialog.answer.set_value(CheckResult.NOT_PUBLISHED)
    dialog.answer.changed.emit()
    assert "does not mean not valid" in dialog.answer._hint.text()
    picture = tmp_path / "pars.png"
    picture.write_bytes(b"a picture")
    dialog.evidence.set_value(picture)
    dialog.fields["checked_on"].set_value(D(2026, 10, 2))
    accepted(qtbot, page, dialog)
    check = detail_of(desk, ids["cmmi"]).last_check
    assert (check.result, check.evidence_name) == (CheckResult.NOT_PUBLISHED, "pars.png")
    assert "10 days ago" in page.panel.checks.state.text.text()
    copy = tmp_path / "copy.png"
    page.actions_of_one.copy_to(ids["cmmi"], check.evidence_sha256, copy)
    qtbot.waitUntil(copy.exists)
    settle(qtbot, page)
    assert copy.read_bytes() == b"a picture"


def test_what_differs_must_be_said_and_evidence_must_be_there(qtbot, page, ids):
    show(qtbot, page, ids["cmmi"])
    page.check.trigger()
    dialog = dialog_of(qtbot, page, CheckDialog)
    dialog.answer.set_value(CheckResult.DIFFERENT)
    dialog.answer.changed.emit()
    dialog.evidence.set_value(Path("nowhere.png"))
    dialog.submit()
    assert dialog.found.problem
    assert dialog.evidence.problem == "There is no such file."
    assert dialog.isVisible()


def test_the_list_is_narrowed_by_checks(qtbot, page, ids):
    page.looked_up.set_value("never")
    settle(qtbot, page)
    assert page.table.records.total == 2
    page.looked_up.set_value("surveillance")
    settle(qtbot, page)
    assert [page.table.records.row(0).id, page.table.records.total] == [ids["iso"], 1]
    page.looked_up.set_value(CheckResult.DIFFERENT)
    settle(qtbot, page)
    assert page.table.records.total == 0
    page.looked_up.set_value("before-90")
    settle(qtbot, page)
    assert page.criteria().unchecked_for_days == 90
    assert page.table.records.total == 2


def test_a_missed_audit_is_asked_and_the_certifiers_notice_suspends(qtbot, page, desk, ids):
    show(qtbot, page, ids["cmmi"])
    assert not page.surveillance.isEnabled()
    show(qtbot, page, ids["iso"])
    qtbot.waitUntil(lambda: any("has the certifier suspended" in one for one in words(page.panel)))
    page.surveillance.trigger()
    dialog = dialog_of(qtbot, page, SurveillanceDialog)
    assert dialog.suspended_on.box.isHidden()
    dialog.outcome.set_value(SurveillanceOutcome.MISSED)
    dialog.outcome.changed.emit()
    assert dialog.done_on.box.isHidden()
    dialog.suspended_on.set_value(D(2026, 9, 1))
    accepted(qtbot, page, dialog)
    assert detail_of(desk, ids["iso"]).row.status is CertificationStatus.SUSPENDED


def test_the_form_opens_on_the_next_audit_that_nobody_has_written_down(qtbot, page, desk, ids):
    show(qtbot, page, ids["iso"])
    qtbot.waitUntil(page.surveillance.isEnabled)
    page.surveillance.trigger()
    dialog = dialog_of(qtbot, page, SurveillanceDialog)
    days = [one.due_on for one in detail_of(desk, ids["iso"]).surveillance]
    assert dialog.due_on.value() == days[0]
    dialog.fields["done_on"].set_value(days[0])
    accepted(qtbot, page, dialog)
    page.surveillance.trigger()
    again = dialog_of(qtbot, page, SurveillanceDialog)
    assert again.due_on.value() == days[1]


def test_a_grant_is_recorded_counted_and_deleted(qtbot, page, desk, ids):
    show(qtbot, page, ids["cmmi"])
    page.panel.tabs.setCurrentIndex(3)
    page.fund.trigger()
    dialog = dialog_of(qtbot, page, FundingDialog)
    assert "0 of 3 items" in dialog.programme._hint.text()
    dialog.amount.set_value(60_000_000)
    dialog.fields["granted_on"].set_value(D(2026, 6, 1))
    dialog.fields["document_number"].set_value("云湖商务〔2026〕31号")
    dialog.submit()
    qtbot.waitUntil(dialog.banner.isVisible)
    assert "500,000.00" in dialog.banner.text.text()
    dialog.amount.set_value(40_000_000)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    settle(qtbot, page)
    with desk.work(read_only=True) as work:
        grant = certification_funding(work, ids["cmmi"]).grants[0]
    assert grant.amount_cents == 40_000_000
    qtbot.waitUntil(lambda: any("1 of 3 items" in text for text in words(page.panel.funding)))
    page.fund.trigger()
    again = dialog_of(qtbot, page, FundingDialog)
    again.amount.set_value(1)
    again.fields["granted_on"].set_value(D(2026, 6, 1))
    again.fields["document_number"].set_value("x")
    again.submit()
    qtbot.waitUntil(lambda: bool(again.funded.problem))
    again.done(0)
    page.actions_of_one.ask_delete_grant(grant)
    page.banner._buttons[0].click()
    settle(qtbot, page)
    with desk.work(read_only=True) as work:
        assert certification_funding(work, ids["cmmi"]).grants == ()


def test_the_enterprises_page_shows_its_grants_and_counters(qtbot, page, desk, runner, ids):
    with desk.work(read_only=False) as work:
        programme = next(
            one for one in certification_funding(work, ids["cmmi"]).counters if one.year == 2026
        )
        form = SaveFunding(
            ids["cmmi"],
            programme.programme_id,
            EventType.FIRST,
            40_000_000,
            D(2026, 6, 1),
            "云湖商务〔2026〕31号",
        )
        record_funding(work, form)
    sheet = page.window().open_page("enterprise", ids["owner"])
    sheet.show_tab("grants")
    qtbot.waitUntil(lambda: runner.is_idle and bool(sheet.findChildren(GrantsTab)))
    tab = sheet.findChildren(GrantsTab)[0]
    qtbot.waitUntil(lambda: tab.table.records.total == 1)
    qtbot.waitUntil(lambda: any("1 of 3 items" in text for text in words(tab)))


# Kinds


@pytest.fixture
def kinds(qtbot, page, runner):
    page.kinds.trigger()
    dialog = dialog_of(qtbot, page, KindsDialog)
    qtbot.waitUntil(lambda: runner.is_idle and dialog.kinds.records.total > 0)
    return dialog


def test_kinds_rules_and_views_are_listed_with_their_mark(qtbot, kinds):
    assert kinds.kinds.records.total == 19
    assert kinds.rules.records.total == 20
    assert kinds.views.records.total == 17
    qtbot.waitUntil(lambda: kinds.kinds.current() is not None)
    assert kinds.said.text().startswith("Source: ")


def test_the_parks_lead_time_is_set(qtbot, kinds, desk):
    kinds.kinds.select_place(0)
    kinds.edit.trigger()
    dialog = dialog_of(qtbot, kinds, KindDialog)
    dialog.lead.set_value(200)
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    with desk.work(read_only=True) as work:
        row = certification_kinds(work).kinds[0]
    assert (row.kind.code, row.kind.lead_days, row.seed_lead_days) == ("CMMI", 200, 180)
    qtbot.waitUntil(lambda: kinds.kinds.records.row(0).park.lead_days == 200)


def test_a_reading_of_a_rule_needs_its_source(qtbot, kinds):
    kinds.tabs.setCurrentIndex(1)
    kinds.rules.select_place(0)
    kinds.edit.trigger()
    dialog = dialog_of(qtbot, kinds, RuleDialog)
    dialog.fields["validity_months"].set_value(36)
    dialog.submit()
    qtbot.waitUntil(lambda: bool(dialog.fields["source"].problem))


def test_a_kind_of_the_parks_own_is_added_and_retired(qtbot, kinds, desk):
    kinds.add.trigger()
    dialog = dialog_of(qtbot, kinds, OwnKindDialog)
    dialog.fill(
        {
            "code": "ISO22301",
            "name_zh": "业务连续性管理体系",
            "name_en": "Business continuity",
            "source": "ISO 22301",
        }
    )
    dialog.submit()
    qtbot.waitUntil(lambda: not dialog.isVisible())
    qtbot.waitUntil(lambda: kinds.kinds.records.total == 20)
    kinds.kinds.select_place(19)
    qtbot.waitUntil(lambda: kinds.kinds.current() is not None and kinds.kinds.current().is_own)
    kinds.retire.trigger()
    qtbot.waitUntil(lambda: kinds.kinds.records.row(19).retired_on is not None)
    with desk.work(read_only=True) as work:
        assert certification_kinds(work).kinds[-1].retired_on == D(2026, 10, 12)


def test_a_clerk_sees_kinds_and_changes_none(qtbot, act_as, ids):
    runner = Runner(act_as(Role.CLERK))
    try:
        page = opened(qtbot, runner, "certifications")
        page.kinds.trigger()
        dialog = dialog_of(qtbot, page, KindsDialog)
        qtbot.waitUntil(lambda: runner.is_idle and dialog.kinds.records.total > 0)
        assert not dialog.add.isVisible()
        assert not dialog.edit.isEnabled()
        dialog.accept()
    finally:
        runner.close()


def test_a_kind_names_its_appraisals_whose_period_is_to_be_confirmed(desk):
    with desk.work(read_only=True) as work:
        found = certification_kinds(work)
    kinds = {row.kind.code: row for row in found.kinds}
    models = {one.rule.model for one in found.rules if doubted(one, kinds["CMMI"])}
    assert models == {"CMMI V2.0", "CMMI V3.0"}
    assert not [one for one in found.rules if doubted(one, kinds["ITSS"])]


@NO_POPUP
def test_the_form_of_a_kind_says_which_periods_are_to_be_confirmed(desk, runner, qtbot):
    with desk.work(read_only=True) as work:
        found = certification_kinds(work)
    kind = next(row for row in found.kinds if row.kind.code == "CMMI")
    rules = tuple(one for one in found.rules if doubted(one, kind))
    dialog = KindDialog(runner, None, kind, rules)
    qtbot.addWidget(dialog)
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "To be confirmed are the periods of: CMMI V2.0" in said
    assert "CMMI V1.3" not in said.upper()
