"""`parkdesk --selftest`: the program examines itself where it stands, in a folder of its own.

It is meant for the built program, whose parts may be missing although the sources are whole. It
touches every room and nobody's data, draws without a screen, and prints one line a check.
"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SAMPLE = "园务通"
QUARTER = "2026Q3"
YEAR = 2026
ROUNDS = 500
LONGEST_S = 60


class SelfTestError(Exception):
    """A check did not hold; the text says what was found."""


def run() -> int:
    """Make every check in a temporary park; return 0 when all hold, 1 otherwise."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        _stay_apart(folder)
        results = [_made(title, check, folder) for title, check in CHECKS.items()]
    print(f"selftest: {results.count(True)} of {len(results)} checks hold", flush=True)
    return 0 if all(results) else 1


def _stay_apart(folder: Path) -> None:
    """Keep away from the person's parks, keys, settings and screen."""
    os.environ["PARKDESK_HOME"] = str(folder / "home")
    os.environ["PARKDESK_KEY_STORE"] = "file"
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    for name in ("PARKDESK_DATA", "PARKDESK_LANG"):
        os.environ.pop(name, None)


def _made(title: str, check: Callable[[Path], str], folder: Path) -> bool:
    started = time.monotonic()
    try:
        found, held = check(folder), True
    # Whatever went wrong, the other checks are still of use to whoever reads the list.
    except Exception as error:  # noqa: BLE001
        found, held = f"{type(error).__name__}: {error}", False
    took = time.monotonic() - started
    print(f"{'ok' if held else 'FAILED':<7} {title:<10} {took:5.1f} s  {found}", flush=True)
    return held


def _require(condition: object, problem: str) -> None:
    if not condition:
        raise SelfTestError(problem)


def _libraries(_folder: Path) -> str:
    """Load what no other check does, and what would be missed only by being slow."""
    import psycopg
    import pypinyin

    signing = ("pyhanko.sign.signers", "pyhanko.sign.validation", "pyhanko.stamp")
    for name in ("_rl_accel", "stringzilla", "python_calamine", *signing):
        importlib.import_module(name)
    spoken = "".join(pypinyin.lazy_pinyin(SAMPLE))
    _require(spoken == "yuanwutong", f"pinyin of the sample is {spoken}")
    return f"libpq {psycopg.pq.version()}"


def _words(_folder: Path) -> str:
    """Find a catalogue for every language and Qt's own words beside it."""
    from PySide6.QtCore import QLibraryInfo

    from parkdesk.i18n import set_language, tr

    set_language("zh_CN")
    spoken = tr("Save")
    _require(spoken != "Save", "there are no Chinese words")
    qt_words = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
    _require((qt_words / "qtbase_zh_CN.qm").exists(), "Qt's own Chinese words are missing")
    return "zh_CN, en"


def _fonts(_folder: Path) -> str:
    """Find the faces of prints and windows, with glyphs for Chinese."""
    from parkdesk import resources
    from parkdesk.reports.fonts import faces

    both = faces()
    _require(all(both.regular.covers(sign) for sign in SAMPLE), "the regular face lacks a sign")
    _require(all(both.bold.covers(sign) for sign in SAMPLE), "the bold face lacks a sign")
    _require(resources.path("fonts/OFL.txt").exists(), "the fonts' licence is missing")
    return f"{len(both.regular.widths)} signs"


def _database(folder: Path) -> str:
    """Make a demonstration park, check it, back it up, by the commands a person would type."""
    park = folder / "park"
    _command("demo", "--data", str(park))
    _command("db", "check", "--data", str(park))
    _command("db", "backup", "--to", str(folder / "backups"), "--data", str(park))
    return f"{(park / 'park.db').stat().st_size // 1024} KiB"


def _workbook(folder: Path) -> str:
    """Write the enterprises as a workbook and read it back as an import would."""
    book = folder / "enterprises.xlsx"
    park = str(folder / "park")
    _command("export", "enterprises", str(book), "--data", park)
    _command("import", "enterprises", str(book), "--check", "--data", park)
    return f"{book.stat().st_size // 1024} KiB"


def _own_process(folder: Path) -> str:
    """Read a roster as a long one is read: the program starts itself for that."""
    from parkdesk.excel.roster import ROSTER_COLUMNS
    from parkdesk.excel.roster_beside import read_in_own_process
    from parkdesk.excel.writing import write_list

    book = folder / "roster.xlsx"
    write_list(book, ROSTER_COLUMNS, [{"name": SAMPLE}], title=SAMPLE)
    rows = read_in_own_process(book, YEAR).rows
    _require([row.name for row in rows] == [SAMPLE], f"the roster has {len(rows)} rows")
    return "one row"


def _report(folder: Path) -> str:
    """Print a quarter, then open the very file as the preview does and find Chinese on it."""
    import pypdfium2

    file = folder / "quarter.pdf"
    _command("report", "quarterly", QUARTER, "-o", str(file), "--data", str(folder / "park"))
    document = pypdfium2.PdfDocument(file)
    try:
        page = document[0]
        text = page.get_textpage().get_text_range()
        picture = page.render(scale=1).to_pil()
        pages = len(document)
    finally:
        document.close()
    _require("园" in text, "the first page says nothing in Chinese")
    _require(len(picture.getcolors(1 << 24) or ()) > 1, "the first page is blank")
    return f"{pages} pages"


def _command(*words: str) -> None:
    from contextlib import redirect_stdout
    from io import StringIO

    from parkdesk.cli.main import main

    with redirect_stdout(StringIO()):
        code = main(list(words))
    _require(code == 0, f"parkdesk {words[0]} {words[1]} ended with {code}")


def _window(folder: Path) -> str:
    """Draw the workspace with its first page into memory."""
    from PySide6.QtWidgets import QApplication

    from parkdesk import settings
    from parkdesk.cli.arguments import read
    from parkdesk.cli.opening import open_park
    from parkdesk.gui.app import make_application
    from parkdesk.gui.runner import Runner
    from parkdesk.gui.workspace import Workspace

    app = make_application(settings.load())
    desk = open_park(read(["--data", str(folder / "park"), "search", SAMPLE]))
    runner = Runner(desk)
    failed: list[object] = []
    runner.failed.connect(failed.append)
    workspace = Workspace(runner)
    try:
        workspace.resize(1280, 720)
        workspace.show()
        workspace.open_page("home")
        until = time.monotonic() + LONGEST_S
        while not runner.is_idle and time.monotonic() < until:
            QApplication.processEvents()
        _require(not failed, f"the first page met {failed}")
        picture = workspace.grab().toImage()
    finally:
        runner.close()
        desk.close()
        workspace.deleteLater()
        app.processEvents()
    shades = {picture.pixel(x, y) for x in range(0, 1280, 5) for y in range(0, 720, 5)}
    _require(len(shades) > 8, f"the window shows {len(shades)} colours")  # noqa: PLR2004
    return f"{picture.width()}x{picture.height()}, {len(shades)} colours"


def _references(_folder: Path) -> str:
    """Call into Qt and lose no reference to None: see tests/conformance/test_pyside_pin.py."""
    import PySide6
    from PySide6.QtCore import QObject

    label = QObject()
    for _ in range(ROUNDS):
        label.setObjectName(SAMPLE)
    before = sys.getrefcount(None)
    for _ in range(ROUNDS):
        label.setObjectName(SAMPLE)
    lost = before - sys.getrefcount(None)
    # None counts its references up to Python 3.11; from 3.12 on it is immortal.
    _require(abs(lost) < ROUNDS // 10, f"{lost} references to None lost in {ROUNDS} calls")
    return f"PySide6 {PySide6.__version__}"


# In this order: each of the later ones works on the park that the database's check has made.
CHECKS: dict[str, Callable[[Path], str]] = {
    "libraries": _libraries,
    "words": _words,
    "fonts": _fonts,
    "database": _database,
    "workbook": _workbook,
    "process": _own_process,
    "report": _report,
    "window": _window,
    "references": _references,
}
