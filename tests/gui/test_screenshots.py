"""Pictures of every page; a run of its own, since it has an application of its own."""

import subprocess
import sys

from PySide6.QtGui import QImage

from parkdesk.demo.size import Size
from parkdesk.demo.writing import make_demo
from parkdesk.gui.pages import PAGES
from parkdesk.gui.scenes import SCENES

SCRIPT = """
import sys
from pathlib import Path
from parkdesk.demo.people import PASSWORD
from parkdesk.desk import open_desk
from parkdesk.gui.screenshots import take_screenshots
from parkdesk.usecases.identity import sign_in

desk = open_desk(sys.argv[1])
with desk.work(read_only=False) as work:
    outcome = sign_in(work, "wangmin", PASSWORD)
take_screenshots(desk.signed_in(outcome.actor), Path(sys.argv[2]), size=(1280, 720))
desk.close()
"""


def test_every_page_and_dialog_has_its_picture(tmp_path):
    make_demo(str(tmp_path / "demo"), Size()).desk.close()
    places = (str(tmp_path / "demo"), str(tmp_path / "shots"))
    subprocess.run([sys.executable, "-c", SCRIPT, *places], check=True, timeout=300)
    names = {file.stem.split("-", 1)[1] for file in (tmp_path / "shots").iterdir()}
    assert {page.key for page in PAGES} | {scene.name for scene in SCENES} <= names
    assert {"welcome", "sign-in", "find", "help", "bug"} <= names
    picture = QImage(str(next((tmp_path / "shots").glob("*-home.png"))))
    assert (picture.width(), picture.height()) == (1280, 720)
