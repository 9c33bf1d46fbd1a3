"""What can go wrong around a command: one sentence each, exit code 1 or 2, nothing written."""

import os
import sqlite3
import subprocess
import sys

import pytest

from parkdesk.cli import console as consoles
from parkdesk.desk import NewPark, create_park
from parkdesk.domain.identity import SignInMode
from parkdesk.i18n import set_language
from tests.cli.books import HEADINGS, enterprise, write_book
from tests.parks import PASSWORD


@pytest.fixture
def guarded(tmp_path):
    """The folder of a park with an account."""
    form = NewPark(
        name="云湖",
        sign_in_mode=SignInMode.PASSWORD,
        login="wang",
        person="王敏",
        password=PASSWORD,
    )
    folder = tmp_path / "guarded"
    create_park(str(folder), form).desk.close()
    return folder


@pytest.mark.parametrize(
    "words",
    [
        pytest.param((), id="nothing"),
        pytest.param(("reprot",), id="no such command"),
        pytest.param(("report", "quarterly"), id="something missing"),
        pytest.param(("search", "x", "--dta", "y"), id="no such option"),
        pytest.param(("demo", "--enterprises", "many"), id="not a number"),
        pytest.param(("demo", "--enterprises", "-3"), id="a negative number"),
        pytest.param(("screenshots", "x", "--size", "big"), id="not a size"),
        pytest.param(("search", "x", "--data", "a", "--url", "b"), id="two places"),
        pytest.param(("import", "buyers", "x.xlsx"), id="no such list"),
        pytest.param(("db",), id="no job"),
        pytest.param(("search", "x", "--lang", "fr"), id="no such language"),
    ],
)
def test_wrong_use_is_exit_code_two(parkdesk, words):
    answer = parkdesk(*words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err


def test_wrong_use_is_told_in_the_language_chosen(parkdesk):
    assert "命令行缺少内容" in parkdesk("report", "quarterly", "--lang", "zh_CN").err
    assert "missing" in parkdesk("report", "quarterly", "--lang=en").err


@pytest.mark.parametrize("words", [("--version",), ("--help",), ("import", "--help")])
def test_what_only_tells_is_done(parkdesk, words):
    answer = parkdesk(*words)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out


def test_a_folder_without_a_park(parkdesk, tmp_path):
    answer = parkdesk("search", "x", "--data", tmp_path / "nowhere")
    assert answer.code == 1
    assert "no park here" in answer.sentence


def test_a_file_that_is_not_there(parkdesk, demo, tmp_path):
    answer = parkdesk("import", "enterprises", tmp_path / "gone.xlsx", "--data", demo)
    assert answer.code == 1
    assert "gone.xlsx" in answer.sentence


def test_a_file_that_is_no_list(parkdesk, tmp_path):
    file = tmp_path / "list.xlsx"
    file.write_bytes(b"PK\x03\x04 not really")
    answer = parkdesk("import", "enterprises", file, "--data", tmp_path / "new")
    assert answer.code == 1
    assert answer.sentence
    assert not (tmp_path / "new").exists()


def test_a_database_that_is_none(parkdesk, tmp_path):
    (tmp_path / "park.db").write_bytes(b"something else" * 400)
    answer = parkdesk("search", "x", "--data", tmp_path)
    assert answer.code == 1
    assert "not a database" in answer.sentence


def test_a_newer_database_names_both_versions(parkdesk, demo):
    with sqlite3.connect(demo / "park.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    for words in (("search", "x"), ("db", "upgrade")):
        answer = parkdesk(*words, "--data", demo)
        assert answer.code == 1
        assert "9999" in answer.sentence


def test_a_network_share(parkdesk, tmp_path, monkeypatch):
    from parkdesk.store import location

    monkeypatch.setattr(location, "on_network_share", lambda _folder: True)
    for words in (("demo",), ("search", "x")):
        answer = parkdesk(*words, "--data", tmp_path / "share")
        assert answer.code == 1
        assert "network share" in answer.sentence
    assert not (tmp_path / "share").exists()


def test_a_server_that_is_away(parkdesk):
    answer = parkdesk("search", "x", "--url", "postgresql://nobody@127.0.0.1:1/park")
    assert answer.code == 1
    assert "server does not answer" in answer.sentence


def test_an_address_that_is_none(parkdesk):
    answer = parkdesk("search", "x", "--url", "mysql://nobody@127.0.0.1/park")
    assert answer.code == 1
    assert "postgresql://" in answer.sentence


def test_a_quarter_that_is_none(parkdesk, demo, tmp_path):
    answer = parkdesk("report", "quarterly", "autumn", "-o", tmp_path / "q.pdf", "--data", demo)
    assert answer.code == 1
    assert "2026Q3" in answer.sentence


def test_a_quarter_that_is_not_over(parkdesk, demo, tmp_path):
    paper = tmp_path / "q.pdf"
    answer = parkdesk("report", "quarterly", "2026Q4", "-o", paper, "--data", demo)
    assert answer.code == 1
    assert answer.sentence
    assert not paper.exists()


def test_a_paper_that_cannot_be_written(parkdesk, demo, tmp_path):
    paper = tmp_path / "no such folder" / "q.pdf"
    answer = parkdesk("report", "quarterly", "2026Q3", "-o", paper, "--data", demo)
    assert answer.code == 1
    assert "cannot be written" in answer.sentence


def test_a_folder_that_may_not_be_written(parkdesk, tmp_path):
    """A file stands where the folder would be made: what even root may not write to."""
    (tmp_path / "file").write_text("in the way")
    answer = parkdesk("demo", "--data", tmp_path / "file" / "park")
    assert answer.code == 1
    assert "cannot be written" in answer.sentence


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere"
)
def test_a_folder_without_the_right_to_write(parkdesk, tmp_path):
    tmp_path.chmod(0o500)
    answer = parkdesk("demo", "--data", tmp_path / "park")
    tmp_path.chmod(0o700)
    assert answer.code == 1
    assert answer.sentence


def test_a_full_disk_leaves_no_half_of_a_park(parkdesk, tmp_path, monkeypatch):
    """SQLite itself says that the disk is full: its file may not grow beyond 60 pages."""
    from parkdesk.store import engine

    tune = engine._tune_sqlite

    def small(connection, record):
        tune(connection, record)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {max(pages, 1) + 40}")

    monkeypatch.setattr(engine, "_tune_sqlite", small)
    answer = parkdesk("demo", "--data", tmp_path / "park")
    assert answer.code == 1
    assert "disk is full" in answer.sentence
    assert not (tmp_path / "park" / "park.db").exists()


def test_a_park_with_accounts_wants_a_name(parkdesk, guarded):
    answer = parkdesk("search", "x", "--data", guarded)
    assert answer.code == 1
    assert "--user" in answer.sentence


def test_a_password_from_the_environment_signs_in(parkdesk, guarded, monkeypatch):
    monkeypatch.setenv("PARKDESK_PASSWORD", PASSWORD)
    assert parkdesk("db", "check", "--data", guarded, "--user", "wang").code == 0


def test_a_password_is_asked_for_where_somebody_sits(parkdesk, guarded, monkeypatch):
    from parkdesk.cli import opening

    monkeypatch.setattr(opening.sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(opening.getpass, "getpass", lambda _prompt: PASSWORD)
    assert parkdesk("db", "check", "--data", guarded, "--user", "wang").code == 0


def test_a_scheduled_job_without_a_password_is_told_how(parkdesk, guarded):
    answer = parkdesk("db", "check", "--data", guarded, "--user", "wang")
    assert answer.code == 1
    assert "PARKDESK_PASSWORD" in answer.sentence


def test_wrong_passwords_lock_the_account(parkdesk, guarded, monkeypatch):
    monkeypatch.setenv("PARKDESK_PASSWORD", "wrong")
    said = [parkdesk("search", "x", "--data", guarded, "--user", "wang") for _ in range(5)]
    assert {answer.code for answer in said} == {1}
    assert "wrong" in said[0].sentence
    assert "Too many" in said[-1].sentence
    monkeypatch.setenv("PARKDESK_PASSWORD", PASSWORD)
    locked = parkdesk("search", "x", "--data", guarded, "--user", "wang")
    assert "Too many" in locked.sentence


def test_a_role_that_may_not(parkdesk, demo, tmp_path, monkeypatch):
    book = write_book(tmp_path / "list.xlsx", HEADINGS, [enterprise(1)])
    monkeypatch.setenv("PARKDESK_PASSWORD", "parkdesk-demo")
    words = ("import", "enterprises", book, "--data", demo, "--user", "shenji")
    answer = parkdesk(*words)
    assert answer.code == 1
    assert "role" in answer.sentence


def test_a_backup_that_is_none(parkdesk, tmp_path):
    (tmp_path / "not.zip").write_bytes(b"nothing")
    answer = parkdesk("db", "restore", tmp_path / "not.zip", "--data", tmp_path / "new")
    assert answer.code == 1
    assert "not a backup" in answer.sentence


def test_somebody_presses_control_c(parkdesk, tmp_path, monkeypatch):
    from parkdesk.demo import writing

    def interrupted(*_arguments, **_options):
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "travel", interrupted)
    answer = parkdesk("demo", "--data", tmp_path / "park")
    assert answer.code == 1
    assert "Nothing was written" in answer.sentence
    assert not (tmp_path / "park" / "park.db").exists()


def test_a_console_without_chinese_does_not_stop_a_command(demo):
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "parkdesk",
            "search",
            "qhrj",
            "--data",
            str(demo),
            "--lang",
            "zh_CN",
        ],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "PARKDESK_RECOVERY_CODE": ""},
    )
    assert done.returncode in {0, 1}
    assert b"Traceback" not in done.stderr


def test_a_subprocess_speaks_and_ends_like_a_command(tmp_path):
    words = [sys.executable, "-m", "parkdesk"]
    version = subprocess.run([*words, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout.startswith("ParkDesk ")
    wrong = subprocess.run([*words, "nonsense"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2


def test_a_bar_is_drawn_for_people_only(capsys):
    set_language("en")
    quiet = consoles.Console()
    quiet.progress(1, 2)
    assert capsys.readouterr().err == ""


def test_a_bar_ends_its_line(capsys, monkeypatch):
    seen = consoles.Console()
    monkeypatch.setattr(seen.err, "isatty", lambda: True, raising=False)
    seen.progress(1, 2)
    seen.progress(2, 2)
    drawn = capsys.readouterr().err
    assert drawn.endswith("2/2\n")
