"""Writes down what the pages can do: `python docs/write_keys.py`.

`resources/pages/actions.json` is what the Ctrl+K box knows of pages that are not open;
`docs/manual/*/keys.md` is the manual's table of keys. A test fails when one of them is stale.
"""

# ruff: noqa: INP001 (run by itself, imported by a test)

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
sys.path.insert(0, str(ROOT))

from PySide6.QtGui import QKeySequence  # noqa: E402

from parkdesk.gui import help as keys_of_help  # noqa: E402
from parkdesk.gui.action_list import FILE, ActionSpec, actions_of, as_file  # noqa: E402
from parkdesk.gui.key_meanings import MEANINGS  # noqa: E402
from parkdesk.gui.key_names import sequence  # noqa: E402
from parkdesk.gui.pages import PAGES  # noqa: E402
from parkdesk.gui.workspace import Workspace  # noqa: E402
from parkdesk.i18n import language, set_language, tr  # noqa: E402

LANGUAGES = ("zh_CN", "en")
TITLES = {"zh_CN": "# 按键一览", "en": "# Keys"}
MADE = {
    "zh_CN": "本页由 `docs/write_keys.py` 按各页面登记的操作生成。",
    "en": "Made by `docs/write_keys.py` from the actions that the pages register.",
}
EVERYWHERE = {"zh_CN": "## 处处相同", "en": "## Everywhere"}
ONE_MEANING = {"zh_CN": "## 各页含义相同的按键", "en": "## One meaning on every page"}
HEAD = {"zh_CN": "| 按键 | 作用 |", "en": "| Key | What it does |"}
LIST_KEYS = frozenset({"Alt+V", "Alt+C", "Alt+A", "Ctrl+Shift+S", "Ctrl+Shift+X", "Ctrl+Shift+P"})
"""The kit gives them to every list: they stand in the first table alone."""


def actions_of_all(workspace: Workspace, settle: Callable[[], object]) -> list[ActionSpec]:
    """Return the actions of all pages, each opened in an empty park; `settle` waits for it."""
    found: list[ActionSpec] = []
    for spec in PAGES:
        page = workspace.open_page(spec.key)
        settle()
        if page is not None:
            found += actions_of(spec.key, page)
    return list(dict.fromkeys(found))


def snapshots(actions: list[ActionSpec]) -> dict[Path, str]:
    """Return the content of each file."""
    files = {ROOT / "resources" / FILE: as_file(actions)}
    spoken = language()
    for one in LANGUAGES:
        set_language(one)
        files[HERE / "manual" / one / "keys.md"] = _page(one, actions)
    set_language(spoken)
    return files


def _page(spoken: str, actions: list[ActionSpec]) -> str:
    lines = [TITLES[spoken], "", MADE[spoken], "", EVERYWHERE[spoken], "", HEAD[spoken]]
    lines += _rows((key, tr(text)) for key, text in keys_of_help.EVERYWHERE)
    lines += [ONE_MEANING[spoken], "", HEAD[spoken]]
    lines += _rows((_name(key), tr(text)) for key, text in MEANINGS.items())
    for spec in PAGES:
        keys = [one.key for one in actions if one.page == spec.key and one.key]
        own = [key for key in dict.fromkeys(keys) if key not in LIST_KEYS]
        if own:
            lines += [f"## {tr(spec.title)}", "", HEAD[spoken]]
            lines += _rows((_name(key), _said(spec.key, key, actions)) for key in own)
    return "\n".join(lines)


def _said(page: str, key: str, actions: list[ActionSpec]) -> str:
    words = (tr(one.text) for one in actions if one.page == page and one.key == key)
    return ", ".join(dict.fromkeys(words))


def _name(key: str) -> str:
    return sequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def _rows(rows: Iterable[tuple[str, str]]) -> list[str]:
    return ["|---|---|", *(f"| {key} | {words} |" for key, words in rows), ""]


def main() -> None:
    """Make an empty park aside, open every page in it, write the files."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"PARKDESK_HOME": f"{folder}/home", "PARKDESK_KEY_STORE": "file"}
        _write(Path(folder))


def _write(folder: Path) -> None:
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from parkdesk.desk import NewPark, create_park
    from parkdesk.domain.identity import SignInMode
    from parkdesk.gui import theme
    from parkdesk.gui.app import speak
    from parkdesk.gui.runner import Runner

    app = QApplication([])
    speak(app, "en")
    theme.install(app, theme.Scheme.LIGHT)
    park = NewPark(
        "园区",
        sign_in_mode=SignInMode.PASSWORD,
        login="keys",
        person="Keys",
        password="keys of all pages 1",  # noqa: S106 (of a park that is thrown away)
    )
    runner = Runner(create_park(str(folder / "park"), park).desk)
    workspace = Workspace(runner)
    workspace.resize(1280, 720)
    workspace.show()

    def settle() -> None:
        loop = QEventLoop()
        look = QTimer(interval=50)
        look.timeout.connect(lambda: loop.quit() if runner.is_idle else None)
        look.start()
        loop.exec()

    for path, text in snapshots(actions_of_all(workspace, settle)).items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    workspace.close()
    runner.close()


if __name__ == "__main__":
    main()
