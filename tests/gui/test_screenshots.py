"""Every scene has its picture, and nothing in it is cut: runs of their own, with their own Qt."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.gui.pages import PAGES
from parkdesk.gui.scenes import SCENES

LANGUAGES = ("zh_CN", "en")
LONGEST_S = 900
# Two hundred scenes in two languages take a minute or two; a test is given two as a rule.
pytestmark = pytest.mark.timeout(LONGEST_S)
SCRIPT = """
import json
import sys
from pathlib import Path
from parkdesk.demo.people import PASSWORD
from parkdesk.desk import open_desk
from parkdesk.gui.screenshots import take_screenshots
from parkdesk.i18n import set_language
from parkdesk.usecases.identity import sign_in

park, language, shots, told = sys.argv[1:]
set_language(language)
desk = open_desk(park)
with desk.work(read_only=False) as work:
    outcome = sign_in(work, "wangmin", PASSWORD)
cut = []
take_screenshots(
    desk.signed_in(outcome.actor),
    Path(shots) if shots else None,
    size=(1280, 720),
    language=language,
    found=lambda scene, finding: cut.append(f"{scene}: {finding}"),
)
desk.close()
Path(told).write_text(json.dumps(cut), encoding="utf-8")
"""


@pytest.fixture(scope="module")
def seen():
    """The folder of the pictures, and what is cut by language; both languages run at once."""
    # A short path: how much of a park's place can be read is not what is looked at.
    with tempfile.TemporaryDirectory(prefix="p") as short:
        folder = Path(short)
        made = folder / "park"
        make_demo(str(made), Size()).desk.close()
        runs = {}
        for language in LANGUAGES:
            park = shutil.copytree(made, folder / f"park-{language}")
            # One set of pictures is enough to see that each is taken.
            shots = str(folder / "shots") if language == "zh_CN" else ""
            told = folder / f"{language}.json"
            words = [sys.executable, "-c", SCRIPT, str(park), language, shots, str(told)]
            runs[language] = subprocess.Popen(words), told
        for process, _told in runs.values():
            assert process.wait(timeout=LONGEST_S) == 0
        cut = {
            language: json.loads(told.read_text("utf-8")) for language, (_, told) in runs.items()
        }
        yield folder / "shots", cut


def test_every_page_and_dialog_has_its_picture(seen):
    shots, _cut = seen
    names = {file.stem.split("-", 1)[1] for file in shots.iterdir()}
    assert {page.key for page in PAGES} | {scene.name for scene in SCENES} <= names
    assert {"welcome", "sign-in", "find", "help", "bug"} <= names
    picture = QImage(str(next(shots.glob("*-home.png"))))
    assert (picture.width(), picture.height()) == (1280, 720)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_and_nothing_scrolls_sideways(language, seen):
    _shots, cut = seen
    assert cut[language] == []
