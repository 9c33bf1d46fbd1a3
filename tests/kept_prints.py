"""Keeps prints that tests make, for `tests/verapdf.py` to look at: the first and the longest.

And the last one with rare signs, which another face writes.

Only where the run names a folder for them in `PARKDESK_TEST_PRINTS`.
"""

import os
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest

from parkdesk.i18n import language
from parkdesk.reports.pdf_file import PdfFile

FOLDER = "PARKDESK_TEST_PRINTS"
_longest: dict[str, int] = {}


@pytest.fixture(autouse=True, scope="session")
def keep_prints() -> Iterator[None]:
    """Write each kind's first and longest print into the folder that was named."""
    folder = os.environ.get(FOLDER)
    if not folder:
        yield
        return
    write = PdfFile.write

    def kept(self, sheets, root, out, progress):
        whole = BytesIO()
        write(self, sheets, root, whole, progress)
        out.write(whole.getvalue())
        _keep(Path(folder), whole.getvalue())

    PdfFile.write = kept
    yield
    PdfFile.write = write


def _keep(folder: Path, content: bytes) -> None:
    kind = _kind()
    if kind is None:
        return
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0")
    name = f"{kind}@{language()}-{worker}"
    if b"HanaMinB" in content:
        (folder / f"{name}-rare.pdf").write_bytes(content)
    before = _longest.get(name)
    if before is None or len(content) > before:
        _longest[name] = len(content)
        place = "first" if before is None else "longest"
        (folder / f"{name}-{place}.pdf").write_bytes(content)


def _kind() -> str | None:
    """Return the print that is being drawn: the outermost, where one is drawn by another."""
    found = None
    frame = sys._getframe()
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        name = frame.f_code.co_name
        if module.startswith("parkdesk.reports.") and name.startswith("render_"):
            found = f"{module.rpartition('.')[2]}.{name}"
        frame = frame.f_back
    return found
