"""What every command keeps to: 0 done, 1 refused with a sentence, 2 wrong use, no traceback."""

import re
import subprocess
import sys
from argparse import _SubParsersAction
from pathlib import Path

import pytest

import parkdesk
from parkdesk.cli.arguments import DATABASE_JOBS, IMPORTS, REPORTS, _parser
from parkdesk.cli.main import main

ROOT = Path(parkdesk.__file__).parent.parent

COMMANDS = (
    ("demo",),
    ("import", "enterprises", "list.xlsx"),
    ("import", "roster", "list.xlsx"),
    ("import", "certifications", "list.xlsx"),
    ("import", "contracts", "list.xlsx"),
    ("export", "enterprises", "out.xlsx"),
    ("documents", "list", "91320000YW0000012M"),
    ("documents", "add", "91320000YW0000012M", "scan.pdf"),
    ("documents", "export", "91320000YW0000012M", "folder"),
    ("report", "quarterly", "2026Q3", "-o", "out.pdf"),
    ("report", "enterprise", "91320000YW0000012M", "-o", "out.pdf"),
    ("report", "enterprise-pack", "91320000YW0000012M", "-o", "out.pdf"),
    ("report", "programme", "template-training-2026", "-o", "out.pdf"),
    ("report", "expiries", "12", "--outbox"),
    ("report", "notice", "GS-2026-0001", "-o", "out.pdf"),
    ("import", "executions", "list.xlsx"),
    ("verify", "summary.pdf"),
    ("reminders", "out.ics"),
    ("search", "云湖"),
    ("db", "upgrade"),
    ("db", "check"),
    ("db", "backup"),
    ("db", "restore", "backup"),
    ("screenshots", "pictures"),
)
"""Every command of the program, as somebody would type it."""

# Those whose second word says what is done.
GROUPS = {"import", "report", "db", "documents"}

# Which of them make what they need; the others want a park that is there.
MAKES_A_PARK = {"demo", "import"}

WRONG_USES = (
    (),
    ("fly",),
    ("import",),
    ("import", "weather", "list.xlsx"),
    ("report", "quarterly", "2026Q3"),
    ("report", "enterprise", "x", "--on", "yesterday", "-o", "out.pdf"),
    ("db",),
    ("db", "vanish"),
    ("documents",),
    ("documents", "shred", "x"),
    ("demo", "--enterprises", "many"),
    ("demo", "--data", "a", "--url", "postgresql://b"),
    ("search",),
    ("screenshots", "pictures", "--size", "huge"),
    ("search", "a", "--lang", "tlh"),
)


@pytest.fixture
def place(tmp_path, monkeypatch) -> Path:
    """An empty folder to stand in, far from any park."""
    monkeypatch.chdir(tmp_path)
    return tmp_path / "park"


@pytest.fixture(scope="module")
def demo(tmp_path_factory) -> Path:
    """A demonstration park made by the command itself."""
    folder = tmp_path_factory.mktemp("demo") / "park"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PARKDESK_HOME", str(folder.parent / "home"))
        patch.setenv("PARKDESK_KEY_STORE", "file")
        assert main(["demo", "--data", str(folder), "--enterprises", "40"]) == 0
    return folder


@pytest.fixture
def at_home(demo, monkeypatch):
    """The home in which the demonstration park's key lies."""
    monkeypatch.setenv("PARKDESK_HOME", str(demo.parent / "home"))


def _one_sentence(text: str) -> bool:
    return bool(text.strip()) and "Traceback" not in text and len(text.strip().splitlines()) == 1


def test_every_command_is_looked_at():
    words = {" ".join(words[:2] if words[0] in GROUPS else words[:1]) for words in COMMANDS}
    assert words == {
        *(name for name in _choices(_parser()) if name not in GROUPS),
        *(f"import {name}" for name in IMPORTS),
        *(f"report {name}" for name in REPORTS),
        *(f"db {name}" for name in DATABASE_JOBS),
        *(f"documents {name}" for name in _choices(_choices(_parser())["documents"])),
    }


def _choices(parser):
    """The commands of a parser, by name."""
    found = [one.choices for one in parser._actions if isinstance(one, _SubParsersAction)]
    return dict(found[0])


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(words, capsys):
    names = [word for word in words[:2] if word.isalpha() and word.islower()]
    assert main([*names[: 2 if names[0] == "db" else 1], "--help"]) == 0
    assert "--data" in capsys.readouterr().out


@pytest.mark.parametrize("words", WRONG_USES, ids=lambda words: " ".join(words) or "nothing")
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_wrong_use_is_told_with_two(words, language, capsys, monkeypatch):
    monkeypatch.setenv("PARKDESK_LANG", language)
    assert main(list(words)) == 2
    complaint = capsys.readouterr().err
    assert complaint.strip()
    assert "Traceback" not in complaint


@pytest.mark.parametrize(
    "words", [words for words in COMMANDS if words[0] not in MAKES_A_PARK], ids=" ".join
)
def test_without_a_park_a_command_is_refused_in_one_sentence(words, place, capsys):
    assert main([*words, "--data", str(place)]) == 1
    assert _one_sentence(capsys.readouterr().err)
    assert not place.exists()


@pytest.mark.parametrize(
    "words", [words for words in COMMANDS if words[0] == "import"], ids=" ".join
)
def test_a_missing_file_is_refused_in_one_sentence(words, place, capsys):
    assert main([*words, "--data", str(place)]) == 1
    assert _one_sentence(capsys.readouterr().err)


def test_a_second_park_is_not_made_over_the_first(demo, at_home, capsys):
    before = (demo / "park.db").read_bytes()
    assert main(["demo", "--data", str(demo)]) == 1
    assert _one_sentence(capsys.readouterr().err)
    assert (demo / "park.db").read_bytes() == before


@pytest.mark.parametrize(
    "words",
    [
        ("search", "云湖"),
        ("db", "check"),
        ("export", "enterprises", "out.xlsx"),
        ("report", "quarterly", "2026Q3", "-o", "out.pdf"),
        ("report", "enterprise", "91320000YW0000012M", "-o", "out.pdf"),
        ("db", "backup", "--to", "backups"),
    ],
    ids=" ".join,
)
@pytest.mark.parametrize("way", ["option", "environment"])
def test_a_command_finds_its_park_either_way(words, way, demo, at_home, place, monkeypatch, capsys):
    if way == "environment":
        monkeypatch.setenv("PARKDESK_DATA", str(demo))
        assert main(list(words)) == 0
    else:
        assert main([*words, "--data", str(demo)]) == 0
    assert capsys.readouterr().err == ""


def test_a_report_is_the_same_on_any_day(demo, at_home, place):
    for name in ("first.pdf", "second.pdf"):
        words = ["report", "quarterly", "2026Q3", "-o", name, "--data", str(demo)]
        assert main(words) == 0
    assert Path("first.pdf").read_bytes() == Path("second.pdf").read_bytes()


def test_what_is_not_a_quarter_is_refused(demo, at_home, place, capsys):
    words = ["report", "quarterly", "2026Q7", "-o", "x.pdf", "--data", str(demo)]
    assert main(words) in {1, 2}
    assert "Traceback" not in capsys.readouterr().err
    assert not Path("x.pdf").exists()


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.strip() == f"ParkDesk {parkdesk.__version__}"


def test_the_module_is_the_command(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "parkdesk", "fly"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert not re.search("Traceback", done.stderr)
