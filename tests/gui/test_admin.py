"""System administration."""

import importlib
import pkgutil

import pytest
from PySide6.QtWidgets import QApplication

import parkdesk.usecases
from parkdesk.desk import NewPark, create_park
from parkdesk.domain.identity import SYSTEM
from parkdesk.gui.admin import trail_words
from parkdesk.gui.admin.people import AccountDialog
from parkdesk.gui.admin.trail_actions import ACTIONS
from parkdesk.gui.runner import Runner
from parkdesk.gui.workspace import Workspace
from parkdesk.i18n import speaking
from parkdesk.store.tables.summaries import SignedCopyRecord
from parkdesk.usecases.core import UseCase
from parkdesk.usecases.identity import list_accounts, park_detail


@pytest.fixture
def admin(workspace, still):
    page = workspace.open_page("admin")
    still()
    return page


def all_use_cases():
    for info in pkgutil.iter_modules(parkdesk.usecases.__path__):
        module = importlib.import_module(f"parkdesk.usecases.{info.name}")
        yield from (value for value in vars(module).values() if isinstance(value, UseCase))


def open_form(kind):
    return next(
        one for one in QApplication.topLevelWidgets() if isinstance(one, kind) and one.isVisible()
    )


def test_an_account_is_added_with_its_role(admin, runner, desk, qtbot):
    admin.show_section("people")
    admin.sections["people"].add.trigger()
    form = open_form(AccountDialog)
    form.submit()
    assert form.fields["login"].problem
    form.fill({"name": "孙工", "login": "sun", "password": "correct horse 43"})
    form.fields["role"].set_value("clerk")
    with qtbot.waitSignal(form.saved):
        form.submit()
    with desk.work(read_only=True) as work:
        assert "sun" in {row.login for row in list_accounts(work)}
    section = admin.sections["people"]
    qtbot.waitUntil(lambda: section.panel.title.text() == "孙工")


def test_a_weak_password_is_said_at_its_field(admin, qtbot):
    admin.show_section("people")
    admin.sections["people"].add.trigger()
    form = open_form(AccountDialog)
    form.fill({"name": "孙工", "login": "sun", "password": "short"})
    form.fields["role"].set_value("clerk")
    form.submit()
    qtbot.waitUntil(lambda: bool(form.fields["password"].problem))
    assert form.isVisible()


def test_the_trail_is_listed_and_found_whole(admin, qtbot):
    admin.show_section("trail")
    section = admin.sections["trail"]
    qtbot.waitUntil(lambda: section.table.records.is_settled)
    assert section.table.records.total > 0
    section.check.trigger()
    qtbot.waitUntil(section.banner.isVisible)
    assert "whole" in section.banner.text.text()


def test_a_backup_is_made_checked_and_restored_in_a_drill(admin, desk, tmp_path, qtbot, still):
    if not desk.location.embedded:
        pytest.skip("a server's park is backed up by its administrator")
    admin.show_section("backups")
    section = admin.sections["backups"]
    section.off_machine.setChecked(True)
    section.make_to(tmp_path / "park.zip")
    qtbot.waitUntil(lambda: "made and checked" in section.banner.text.text())
    still()
    with desk.work(read_only=True) as work:
        assert park_detail(work).last_off_machine_at is not None
    section.check_file(tmp_path / "park.zip")
    qtbot.waitUntil(lambda: "whole" in section.banner.text.text())


def test_the_drill_restores_a_backup_and_leaves_nothing_behind(tmp_path, qtbot, qapp, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    desk = create_park(str(tmp_path / "park"), NewPark(name="园")).desk
    runner = Runner(desk)
    workspace = Workspace(runner)
    qtbot.addWidget(workspace)
    workspace.show()
    section = workspace.open_page("admin").sections["backups"]
    section.make_to(tmp_path / "park.zip")
    qtbot.waitUntil(lambda: "made and checked" in section.banner.text.text())
    qtbot.waitUntil(lambda: runner.is_idle)
    section.drill_with(tmp_path / "park.zip")
    qtbot.waitUntil(lambda: "drill succeeded" in section.banner.text.text())
    assert not list(tmp_path.glob("parkdesk-drill-*"))
    qtbot.waitUntil(lambda: runner.is_idle)
    runner.close()
    desk.close()


def test_a_damaged_backup_is_refused_with_a_sentence(admin, tmp_path, qtbot):
    (tmp_path / "bad.zip").write_bytes(b"nothing of the kind")
    section = admin.sections["backups"]
    admin.show_section("backups")
    section.check_file(tmp_path / "bad.zip")
    qtbot.waitUntil(section.banner.isVisible)
    assert section.banner.property("tone") == "bad"


def test_the_settings_show_what_is_in_force(admin):
    section = admin.sections["settings"]
    assert section.scheme.value() == "light"
    assert section.language.value() == "en"


def test_what_the_program_did_by_itself_is_told_and_found_by_its_name(admin, qtbot):
    admin.show_section("trail")
    section = admin.sections["trail"]
    records = section.table.records
    qtbot.waitUntil(lambda: records.is_settled and records.total > 0)
    whole = records.total
    (column,) = (one for one in records.columns if one.sort == "actor")
    with speaking("zh_CN"):
        section.actor.set_plain("园务通")
        qtbot.waitUntil(lambda: records.is_settled and 0 < records.total < whole)
        rows = [records.row(at) for at in range(records.total)]
        assert {row.actor for row in rows} == {SYSTEM.name}
        assert column.text(rows[0]) == "园务通"
        section.actor.set_plain("")
        qtbot.waitUntil(lambda: records.is_settled and records.total == whole)


def test_every_command_has_its_words_in_the_trail():
    commands = {case.function.__name__ for case in all_use_cases() if not case.reads}
    assert commands <= set(ACTIONS)


def test_the_trail_is_narrowed_to_one_action(admin, qtbot):
    admin.show_section("trail")
    section = admin.sections["trail"]
    qtbot.waitUntil(lambda: section.table.records.is_settled)
    section.action.set_value("create_account")
    qtbot.waitUntil(lambda: section.table.records.is_settled and section.table.records.total == 4)
    assert section.table.current().action == "create_account"


def test_the_trail_names_its_fields_in_words():
    assert trail_words.field_text("account", "last_sign_in_at") == "Last sign-in"
    assert trail_words.value_text("last_sign_in_at", "2026-10-12T02:00:00+00:00") == (
        "2026-10-12 10:00"
    )
    assert trail_words.value_text("login", "") == "—"


def test_the_trail_names_every_field_of_a_signed_copy_in_words():
    kept = [one.name for one in SignedCopyRecord.__table__.columns if one.name != "id"]
    for code in ("en", "zh_CN"):
        with speaking(code):
            said = [trail_words.field_text("signed_copy", name) for name in kept]
        assert not set(said) & set(kept)
        assert len(set(said)) == len(kept)
    assert trail_words.field_text("enterprise", "name") != trail_words.field_text(
        "signed_copy", "name"
    )
    at = "2026-10-12T02:00:00+00:00"
    assert trail_words.value_text("signed_at", at) == "2026-10-12 10:00"


def test_a_tab_with_nothing_to_type_into_shows_the_focus_on_its_name(admin):
    for key in ("backups", "park"):
        admin.show_section(key)
        assert admin.window().focusWidget() is admin.tabs.tabBar()
