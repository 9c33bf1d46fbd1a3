"""What runs where there is no display, and the one command that draws."""

import subprocess
import sys
from pathlib import Path

import pytest

from parkdesk import headless, paths
from parkdesk.i18n import language, set_language


@pytest.fixture(autouse=True)
def same_language():
    before = language()
    yield
    set_language(before)


def test_the_main_job_is_done_and_both_places_are_named(capsys):
    assert headless.main() == 0
    said = capsys.readouterr().out
    folder = paths.demo_park()
    assert str(folder) in said
    assert str(folder / "2026Q3.pdf") in said
    assert (folder / "2026Q3.pdf").read_bytes().startswith(b"%PDF")
    assert headless.main() == 0, "a second time prints the same park again"


def test_a_place_that_cannot_be_written_is_said(capsys, monkeypatch, tmp_path):
    (tmp_path / "file").write_text("in the way")
    monkeypatch.setattr(headless.paths, "demo_park", lambda: Path(tmp_path / "file" / "demo"))
    assert headless.main() == 1
    assert capsys.readouterr().err


def test_the_command_line_loads_no_qt(demo):
    question = (
        "import sys\n"
        "from parkdesk.cli.main import main\n"
        f"main(['search', 'x', '--data', {str(demo)!r}])\n"
        "sys.exit('PySide6' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", question], capture_output=True, check=False)
    assert done.returncode == 0


def test_pictures_are_taken_as_asked(parkdesk, demo, tmp_path, monkeypatch):
    from parkdesk.gui import screenshots

    asked = {}

    def take(desk, folder, *, told, **options):
        asked.update(options, folder=folder, person=desk.actor.name)
        told(folder / "01-home.png")
        return [folder / "01-home.png"]

    monkeypatch.setattr(screenshots, "take_screenshots", take)
    words = ("--size", "1280x720", "--scheme", "dark", "--lang", "zh_CN", "--data", demo)
    answer = parkdesk("screenshots", tmp_path / "shots", *words)
    assert answer.code == 0
    assert "01-home.png" in answer.out
    assert asked == {
        "size": (1280, 720),
        "scheme": "dark",
        "language": "zh_CN",
        "found": None,
        "folder": tmp_path / "shots",
        "person": "王敏",
    }


@pytest.mark.parametrize(
    ("error", "said"), [("page", "enterprises: KeyError"), ("disk", "cannot be written")]
)
def test_pictures_that_fail_are_said(parkdesk, demo, tmp_path, monkeypatch, error, said):
    from parkdesk.gui import screenshots

    def take(*_arguments, **_options):
        if error == "page":
            raise screenshots.ScreenshotError(["enterprises: KeyError"])
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(screenshots, "take_screenshots", take)
    answer = parkdesk("screenshots", tmp_path / "shots", "--data", demo)
    assert answer.code == 1
    assert said in answer.sentence


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ((), ""),
        (("--data", "/a/park"), "/a/park"),
        (("--url", "postgresql://x/y"), "postgresql://x/y"),
    ],
)
def test_without_a_command_the_window_opens(monkeypatch, words, place):
    import parkdesk.__main__ as program
    from parkdesk.gui import app

    opened = []
    monkeypatch.setattr(sys, "argv", ["parkdesk", *words])
    monkeypatch.setattr(app, "run", lambda place="": opened.append(place) or 0)
    assert program.main() == 0
    assert opened == [place]


def test_without_a_display_there_is_a_sentence_and_a_way_on(monkeypatch, capsys):
    import parkdesk.__main__ as program
    from parkdesk.gui import app

    monkeypatch.setattr(sys, "argv", ["parkdesk"])
    monkeypatch.setattr(app, "has_display", lambda: False)
    assert program.main() == 1
    assert "--help" in capsys.readouterr().err


def test_with_a_command_no_window_opens(monkeypatch, capsys):
    import parkdesk.__main__ as program

    monkeypatch.setattr(sys, "argv", ["parkdesk", "--version"])
    assert program.main() == 0
    assert "ParkDesk" in capsys.readouterr().out
