"""Keys are written in Qt's own names and read as such: `gui/key_names.sequence`."""

import ast
from pathlib import Path

import pytest

import parkdesk.gui

GUI = Path(parkdesk.gui.__file__).parent
FILES = sorted(path for path in GUI.rglob("*.py") if path.name != "key_names.py")


def read_in_the_persons_language(tree):
    """The lines that make a key of a text by Qt's own way, which knows only translated names."""
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not call.args:
            continue
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        first = call.args[0]
        pressed = isinstance(first, ast.Call) and getattr(first.func, "attr", "") == (
            "keyCombination"
        )
        is_text = isinstance(first, ast.Constant | ast.JoinedStr)
        if (name == "QKeySequence" and not pressed) or (name == "setShortcut" and is_text):
            yield call.lineno


def test_the_rule_finds_what_it_forbids():
    bad = "a.setShortcut('Ctrl+P')\nQShortcut(QKeySequence(key), a)\nQKeySequence('Esc')"
    good = "a.setShortcut(sequence('Ctrl+P'))\nQKeySequence(event.keyCombination())"
    assert sorted(read_in_the_persons_language(ast.parse(bad))) == [1, 2, 3]
    assert list(read_in_the_persons_language(ast.parse(good))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(GUI)))
def test_no_key_is_read_in_the_persons_language(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert list(read_in_the_persons_language(tree)) == []
