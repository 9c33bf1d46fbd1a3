"""From the first run to the workspace, and every way a park may refuse to open."""

import dataclasses
import datetime as dt
import sqlite3
import zipfile
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QPushButton

from parkdesk import paths, settings
from parkdesk.desk import NewPark, create_park, open_desk, upgrade_park
from parkdesk.domain.errors import Unavailable
from parkdesk.domain.identity import SignInMode
from parkdesk.gui.main_window import MainWindow
from parkdesk.gui.opening import Opening
from parkdesk.gui.start.card import account_words
from parkdesk.gui.start.known_parks import KnownPark, KnownParks
from parkdesk.gui.start.new_park import NewParkScreen
from parkdesk.gui.start.open_park import OpenParkScreen, RestoreScreen
from parkdesk.gui.start.opening import CannotOpenScreen, OpeningScreen
from parkdesk.gui.start.places import shown_place
from parkdesk.gui.start.recovery import EnterCodeScreen, RecoveryCodeScreen
from parkdesk.gui.start.sign_in import SignInScreen
from parkdesk.gui.start.welcome import WelcomeScreen
from parkdesk.gui.summaries import folders
from parkdesk.gui.workspace import Workspace
from tests.gui.keys import Person

PASSWORD = "correct horse 42"
DATA = Path(__file__).parent.parent / "data"
OLD_PARKS_CODE = "Y23J-NIAD-G3S7-XHYD-WZBW-GR2H-DMXD-ZIXJ"


@pytest.fixture
def opening(qapp, qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    chosen = dataclasses.replace(settings.Settings(), language="en", scheme="light")
    made = Opening(qapp, window, chosen)
    window.show()
    yield made
    made.close()


@pytest.fixture
def screen(opening, qtbot):
    """Wait for a kind of screen."""

    def wait(kind):
        qtbot.waitUntil(lambda: isinstance(opening.window.screen_shown, kind), timeout=20_000)
        return opening.window.screen_shown

    return wait


@pytest.fixture
def park(tmp_path):
    """The folder of a park with passwords."""
    form = NewPark(
        name="云湖园",
        sign_in_mode=SignInMode.PASSWORD,
        login="wang",
        person="王敏",
        password=PASSWORD,
    )
    created = create_park(str(tmp_path / "park"), form)
    created.desk.close()
    return str(tmp_path / "park")


def test_the_first_run_offers_what_there_is(opening, screen):
    opening.begin("")
    shown = screen(WelcomeScreen)
    assert set(shown.cards) == {"demo", "new", "open", "restore"}


def test_a_new_park_is_set_up_and_its_code_confirmed(opening, screen, tmp_path):
    opening.begin("")
    screen(WelcomeScreen).cards["new"].click()
    form = screen(NewParkScreen)
    form.submit()
    assert form.name.problem
    form.name.set_value("太湖园")
    form.person.set_value("王敏")
    form.folder.set_value(str(tmp_path / "new"))
    form.submit()
    code = screen(RecoveryCodeScreen)
    code.last.set_value("XXXX")
    code.submit()
    assert code.last.problem
    code.save_to(tmp_path / "code.txt")
    written = (tmp_path / "code.txt").read_text(encoding="utf-8").splitlines()
    code.last.set_value(written[3].split("-")[-1])
    code.submit()
    workspace = screen(Workspace)
    assert workspace.park.name == "太湖园"
    assert settings.load().location == str(tmp_path / "new")


def test_passwords_are_checked_before_a_park_is_made(opening, screen):
    opening._chosen("new")
    form = screen(NewParkScreen)
    form.by_password.setChecked(True)
    form.name.set_value("园")
    form.person.set_value("王")
    form.login.set_value("wang")
    form.password.set_value("short")
    form.again.set_value("other")
    form.region.set_value("32")
    form.submit()
    assert form.password.problem
    assert form.again.problem
    assert form.region.problem


def test_a_folder_that_cannot_be_written_is_said_and_the_form_stays(opening, screen, qtbot):
    opening._chosen("new")
    form = screen(NewParkScreen)
    form.name.set_value("园")
    form.person.set_value("王")
    form.folder.set_value("/proc/no-such-place/park")
    form.submit()
    qtbot.waitUntil(form.banner.isVisible)
    assert form.main.isEnabled()
    assert form.name.value() == "园"


def test_a_park_on_this_account_opens_without_a_question(opening, screen, tmp_path):
    create_park(str(tmp_path / "own"), NewPark(name="园")).desk.close()
    opening.begin(str(tmp_path / "own"))
    assert screen(Workspace).page is not None


def test_signing_in_with_a_password_leads_to_the_workbench(opening, screen, park):
    opening.begin(park)
    form = screen(SignInScreen)
    form.login.set_value("wang")
    form.password.set_value(PASSWORD)
    form.submit()
    assert screen(Workspace).runner.desk.actor.name == "王敏"
    assert settings.load().login == "wang"


def test_wrong_passwords_are_said_and_lock_for_a_while(opening, screen, park, qtbot):
    opening.begin(park)
    form = screen(SignInScreen)
    form.login.set_value("wang")
    for _ in range(5):
        form.password.set_value("wrong")
        form.submit()
        qtbot.waitUntil(lambda: opening.runner.is_idle and form.password.value() == "")
    assert "Too many wrong passwords" in form.banner.text.text()
    assert not form.main.isEnabled()
    form._locked["wang"] = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    form._tick()
    assert form.main.isEnabled()


def test_signing_out_asks_who_is_next(opening, screen, park, qtbot):
    opening.begin(park)
    form = screen(SignInScreen)
    form.login.set_value("wang")
    form.password.set_value(PASSWORD)
    form.submit()
    before = screen(Workspace)
    before.sign_out_wanted.emit()
    again = screen(SignInScreen)
    assert again.login.value() == "wang"
    assert again.password.value() == ""
    # The next password is typed at once; somebody else types over the name.
    person = Person(qtbot)
    qtbot.waitUntil(again.password.editor.hasFocus)
    person.press("Shift+Tab")
    assert again.login.editor.selectedText() == "wang"
    person.type("zhou")
    assert again.login.value() == "zhou"
    # Nothing that the last person had in view stays behind.
    qtbot.waitUntil(lambda: not shiboken6.isValid(before))


def test_after_signing_out_of_the_demonstration_its_last_person_is_one_key_away(
    opening, screen, park, monkeypatch
):
    with sqlite3.connect(Path(park) / "park.db") as data:
        data.execute("UPDATE park SET is_demo = 1")
    opening.begin(park)
    first = screen(SignInScreen)
    assert first.focusWidget() is first._people["wangmin"]
    opening.known.signed_in(shown_place(park), "lifang")
    opening._ask_person()
    again = screen(SignInScreen)
    assert again.focusWidget() is again._people["lifang"]


def test_ctrl_enter_goes_on_from_any_field_before_the_workspace(opening, screen, tmp_path, qtbot):
    opening._chosen("new")
    form = screen(NewParkScreen)
    person = Person(qtbot)
    person.press("Ctrl+Return")
    assert form.name.problem
    form.name.set_value("太湖园")
    form.folder.set_value(str(tmp_path / "new"))
    form.person.focus()
    person.type("王敏")
    person.press("Ctrl+Return")
    code = screen(RecoveryCodeScreen)
    qtbot.waitUntil(code.last.editor.hasFocus)
    code.save_to(tmp_path / "code.txt")
    written = (tmp_path / "code.txt").read_text(encoding="utf-8").splitlines()
    person.type(written[3].split("-")[-1])
    person.press("Ctrl+Return")
    assert screen(Workspace).park.name == "太湖园"


def test_a_file_dialog_begins_in_a_folder_that_is_there(opening, screen, tmp_path, monkeypatch):
    there = tmp_path / "home"
    there.mkdir()
    nowhere = tmp_path / "no-documents"
    places = {QStandardPaths.StandardLocation.HomeLocation: str(there)}
    monkeypatch.setattr(
        folders.QStandardPaths, "writableLocation", lambda place: places.get(place, str(nowhere))
    )
    assert folders.last_folder() == there
    assert folders.nearest_folder(str(there / "gone" / "deeper")) == there
    assert folders.nearest_folder("") == there
    opening._chosen("restore")
    form = screen(RestoreScreen)
    form.folder.set_value(str(there / "park" / "new"))
    for choose in (form._choose_file, form._choose_folder):
        choose()
        dialog = form.findChildren(QFileDialog)[-1]
        assert Path(dialog.directory().path()) == there
        dialog.reject()


def test_after_signing_out_of_an_account_one_key_leads_back(opening, screen, tmp_path):
    create_park(str(tmp_path / "own"), NewPark(name="园")).desk.close()
    opening.begin(str(tmp_path / "own"))
    screen(Workspace).sign_out_wanted.emit()
    screen(SignInScreen).account_wanted.emit()
    screen(Workspace)


def test_an_unknown_account_is_said_and_a_name_asked(opening, screen, tmp_path, monkeypatch):
    create_park(str(tmp_path / "own"), NewPark(name="园")).desk.close()
    monkeypatch.setattr("parkdesk.desk.os_account", lambda: "somebody-else")
    opening.begin(str(tmp_path / "own"))
    assert screen(SignInScreen).banner.isVisible()


@pytest.mark.parametrize(
    "code", ["network-share", "database-newer", "database-damaged", "cannot-open", "server-away"]
)
def test_a_park_that_cannot_be_opened_says_why_and_offers_ways_on(opening, screen, code, qtbot):
    opening._not_opened("/data/park", Unavailable(code, found="9", known="1"))
    shown = screen(CannotOpenScreen)
    buttons = {one.text(): one for one in shown.findChildren(QPushButton)}
    assert "Try again" in buttons
    buttons["Another park, or a new one…"].click()
    screen(WelcomeScreen)


def test_a_folder_without_a_park_can_be_left(opening, screen, tmp_path):
    opening.begin(str(tmp_path / "empty"))
    screen(CannotOpenScreen)


def test_without_its_key_a_park_asks_for_the_recovery_code(opening, screen, tmp_path, qtbot):
    created = create_park(str(tmp_path / "park"), NewPark(name="园"))
    created.desk.close()
    for file in paths.key_folder().iterdir():
        file.unlink()
    opening.begin(str(tmp_path / "park"))
    asked = screen(EnterCodeScreen)
    asked.code.set_value("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA")
    asked.submit()
    qtbot.waitUntil(asked.banner.isVisible)
    asked.code.set_value(created.recovery_code)
    asked.submit()
    screen(Workspace)


def test_a_backup_becomes_a_park(opening, screen, tmp_path, qtbot):
    from parkdesk.usecases.backups import make_backup

    desk = create_park(str(tmp_path / "park"), NewPark(name="园")).desk
    with desk.work(read_only=True) as work:
        make_backup(work, str(tmp_path / "backup.zip"))
    desk.close()
    opening._chosen("restore")
    form = screen(RestoreScreen)
    form.file.set_value(str(tmp_path / "nothing.zip"))
    form.submit()
    assert form.file.problem
    form.file.set_value(str(tmp_path / "backup.zip"))
    form.folder.set_value(str(tmp_path / "restored"))
    form.submit()
    assert screen(Workspace).park.name == "园"


def test_opening_asks_for_a_place(opening, screen, park):
    opening._chosen("open")
    form = screen(OpenParkScreen)
    form.submit()
    assert form.place.problem
    form.place.set_value(park)
    form.submit()
    screen(SignInScreen)


def test_another_language_holds_at_once_and_next_time(opening, screen):
    opening.begin("")
    screen(WelcomeScreen)
    opening.change_language("zh_CN")
    assert "园务通" in opening.window.windowTitle()
    assert settings.load().language == "zh_CN"


def test_another_scheme_holds_at_once_and_next_time(opening, qapp):
    from parkdesk.gui.theme import Scheme, theme

    opening.change_scheme("dark")
    assert theme.scheme is Scheme.DARK
    assert settings.load().scheme == "dark"
    opening.change_scheme("light")


def test_settings_that_cannot_be_stored_hold_until_the_end(opening, monkeypatch):
    def full(_settings):
        raise OSError

    monkeypatch.setattr(settings, "save", full)
    opening.change_scheme("light")
    assert opening.window.banner.isVisible()


def test_a_servers_password_is_notshown_place():
    assert (
        shown_place("postgresql://wang:secret@host:5432/park") == "postgresql://wang@host:5432/park"
    )
    assert shown_place("/data/park") == "/data/park"


def test_a_second_window_on_a_folder_brings_the_first_to_the_front(opening, qapp, qtbot, tmp_path):
    from parkdesk.gui.single import Single

    place = str(tmp_path / "park")
    assert opening.single.take(place)
    second = Single(opening, opening.window)
    assert not second.take(place)
    assert second.take("postgresql://host/park")
    opening.single.release()
    assert second.take(place)
    second.release()


def try_wrongly(form, opening, qtbot, times):
    for _ in range(times):
        form.password.set_value("wrong")
        form.submit()
        qtbot.waitUntil(lambda: opening.runner.is_idle and form.password.value() == "")


def test_wrong_passwords_hold_up_that_person_only(opening, screen, park, qtbot):
    opening.begin(park)
    form = screen(SignInScreen)
    form.login.set_value("wang")
    try_wrongly(form, opening, qtbot, 5)
    assert not form.main.isEnabled()
    form.login.set_value("li")
    assert form.main.isEnabled()
    assert not form.banner.isVisible()
    form.login.set_value("wang")
    assert not form.main.isEnabled()
    assert form.banner.isVisible()


def test_the_last_attempts_are_counted_down(opening, screen, park, qtbot):
    opening.begin(park)
    form = screen(SignInScreen)
    form.login.set_value("wang")
    try_wrongly(form, opening, qtbot, 2)
    assert "more wrong" not in form.banner.text.text()
    try_wrongly(form, opening, qtbot, 1)
    assert "2 more wrong passwords" in form.banner.text.text()
    try_wrongly(form, opening, qtbot, 1)
    assert "1 more wrong password," in form.banner.text.text()


def test_tab_goes_from_the_password_to_signing_in(opening, screen, park, qtbot):
    opening.begin(park)
    form = screen(SignInScreen)
    form.password.focus()
    qtbot.keyClick(form.password.editor, Qt.Key.Key_Tab)
    assert form.focusWidget() is form.main
    qtbot.keyClick(form.main, Qt.Key.Key_Tab)
    assert form.focusWidget().text() == "Another park…"


def test_parks_opened_before_are_offered_and_opened_with_their_own_name(
    opening, screen, park, tmp_path
):
    opening.begin(park)
    form = screen(SignInScreen)
    form.login.set_value("wang")
    form.password.set_value(PASSWORD)
    form.submit()
    screen(Workspace).other_park_wanted.emit()
    shown = screen(WelcomeScreen)
    assert [one.accessibleName() for one in shown.known] == ["云湖园"]
    assert shown.focusWidget() is shown.known[0]
    shown.known[0].click()
    assert screen(SignInScreen).login.value() == "wang"


def test_the_name_typed_in_one_park_is_not_offered_in_another(opening, screen, park):
    opening.keep(login="somebody")
    opening.begin(park)
    assert screen(SignInScreen).login.value() == ""


def test_a_park_that_was_taken_away_is_not_offered(tmp_path):
    known = KnownParks()
    known.opened(str(tmp_path / "gone"), "园", is_demo=True)
    known.opened("postgresql://wang@host/park", "Server", is_demo=False)
    assert [one.name for one in known.all()] == ["Server"]
    assert known.demo() is None


def test_a_second_demonstration_park_is_asked_about(opening, screen, park, monkeypatch):
    there = KnownPark(park, "云湖园", "wang", is_demo=True)
    monkeypatch.setattr(KnownParks, "demo", lambda _self: there)
    opening.begin("")
    shown = screen(WelcomeScreen)
    shown.cards["demo"].click()
    assert shown.banner.isVisible()
    assert shown.focusWidget().text() == "Open it"
    shown.focusWidget().click()
    screen(SignInScreen)


def test_making_the_demonstration_can_be_stopped_and_leaves_nothing(opening, screen, qtbot):
    opening.begin("")
    screen(WelcomeScreen).cards["demo"].click()
    making = screen(OpeningScreen)
    qtbot.keyClick(making, Qt.Key.Key_Escape)
    assert not making.cancel.isEnabled()
    screen(WelcomeScreen)
    assert not (paths.demo_park() / "park.db").exists()
    assert not list(paths.demo_park().glob("*"))


def test_making_a_park_says_so_meanwhile(opening, screen, tmp_path):
    opening._chosen("new")
    form = screen(NewParkScreen)
    form.name.set_value("园")
    form.person.set_value("王")
    form.folder.set_value(str(tmp_path / "new"))
    form.submit()
    assert form.busy.isVisible()
    assert form.busy_bar.isVisible()
    screen(RecoveryCodeScreen)


@pytest.mark.parametrize(("system", "word"), [("win32", "Windows"), ("linux", "computer's")])
def test_the_account_is_called_what_this_system_calls_it(monkeypatch, system, word):
    monkeypatch.setattr("sys.platform", system)
    assert word in account_words()


def test_a_park_of_an_older_release_is_brought_up_to_date_and_says_so(
    opening, screen, tmp_path, qtbot
):
    for name in ("known", "old"):
        with zipfile.ZipFile(DATA / "park-0001.zip") as archive:
            archive.extractall(tmp_path / name)
    upgrade_park(str(tmp_path / "known"))
    # Its key comes to this computer by the recovery code.
    open_desk(str(tmp_path / "known"), recovery_code=OLD_PARKS_CODE).close()
    opening.begin(str(tmp_path / "old"))
    form = screen(SignInScreen)
    form.login.set_value("wangmin")
    form.password.set_value(PASSWORD)
    form.submit()
    workspace = screen(Workspace)
    qtbot.waitUntil(lambda: "0001" in workspace.page.banner.text.text())
    assert list((tmp_path / "old" / "backups").iterdir())
