"""What the pictures of papers show: invented files, dropped and scanned."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from parkdesk.domain.papers import PaperState
from parkdesk.gui.scene_steps import NothingToShowError, afterwards
from parkdesk.reports.specimen import Specimen, print_specimen

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.enterprises.sheet.papers import PapersTab
    from parkdesk.gui.papers.inbox_page import InboxPage

_DROPPED = ("公司章程 2026.pdf", "IMG_20261009_0012.pdf")
_SCANNED = (
    "青禾软件 公司章程.pdf",
    "lqxx yyzz.pdf",
    "租赁合同_松屿数据.pdf",
    "IMG_20261009_0031.pdf",
)


def _folder(names: tuple[str, ...]) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="parkdesk-scans-"))
    for name in names:
        paper = Specimen(Path(name).stem, (("文件名", name),), "虚构")
        (folder / name).write_bytes(print_specimen(paper))
    return folder


def show_present(tab: PapersTab) -> None:
    """Choose the first paper that is there."""
    for place, row in enumerate(tab.rows):
        if row.state is PaperState.PRESENT:
            tab.table.select_place(place)
            return
    raise NothingToShowError(PaperState.PRESENT.value)


def on_present(tab: PapersTab, act: Callable[[], object]) -> None:
    """Choose the first paper that is there, then act."""
    show_present(tab)
    afterwards(act)


def drop_files(tab: PapersTab) -> None:
    """Let two files fall: one whose name says what it is, one whose name does not."""
    folder = _folder(_DROPPED)
    tab.add_paths([folder / name for name in _DROPPED])


def fill_inbox(page: InboxPage) -> None:
    """Let the page look into a folder of scans; one of them cannot be read."""
    folder = _folder(_SCANNED)
    (folder / "北辰 承诺书.pdf").write_bytes(b"%PDF-1.4\n")
    page.look_into(folder)
