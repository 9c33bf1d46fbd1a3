"""Every resource is used, every resource that is named is there, every font has its licence."""

import ast
import re
from pathlib import Path

import pytest

from parkdesk import paths
from tests.conformance.words import calls, trees

RESOURCES = paths.resource_files()
ICONS = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
STYLE = (RESOURCES / "theme" / "parkdesk.qss").read_text("utf-8")

# Where a call names an icon: the place of the argument, or a keyword.
ICON_ARGUMENT = {"icon": 0, "pixmap": 0, "set_icon": 1, "PageSpec": 2}


def _strings(tree: ast.AST) -> set[str]:
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }


def _patterns(tree: ast.AST) -> set[str]:
    """The texts of a module as regular expressions; what an f-string fills in may be anything."""
    found = {re.escape(text) for text in _strings(tree)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            found.add(
                "".join(
                    re.escape(str(part.value)) if isinstance(part, ast.Constant) else "[^/]+"
                    for part in node.values
                )
            )
    return found


def _named_icons() -> dict[str, str]:
    found = {}
    for path, tree in trees():
        for name, call in calls(tree, set(ICON_ARGUMENT)):
            place = ICON_ARGUMENT[name]
            arguments = call.args[place : place + 1]
            found |= _icon_texts(arguments, f"{path}:{call.lineno}")
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "icon":
                found |= _icon_texts([node.value], f"{path}:{node.value.lineno}")
    return found


def _icon_texts(nodes: list[ast.expr], where: str) -> dict[str, str]:
    return {
        node.value: where
        for node in nodes
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value
    }


def _style_icons() -> set[str]:
    named = re.findall(r"@icons/([\w@-]+)\.svg", STYLE)
    return {name.replace("@arrow", tone) for name in named for tone in ("light", "dark")}


def test_every_icon_that_is_named_is_there():
    named = _named_icons() | dict.fromkeys(_style_icons(), "theme/parkdesk.qss")
    missing = {name: where for name, where in named.items() if name not in ICONS}
    assert missing == {}


def test_every_icon_is_used():
    in_code = {text for path, tree in trees() if "/gui/" in path for text in _strings(tree)}
    assert sorted(ICONS - in_code - _style_icons()) == []


def test_an_icon_is_drawn_on_one_grid_and_takes_the_schemes_colour():
    texts = {
        path.stem: path.read_text("utf-8") for path in sorted((RESOURCES / "icons").glob("*.svg"))
    }
    coloured = {name for name in texts if name.endswith(("-light", "-dark"))} | {"parkdesk"}
    assert [name for name, text in texts.items() if "viewBox" not in text] == []
    colourless = [
        name for name, text in texts.items() if "#000" not in text and "currentColor" not in text
    ]
    assert set(colourless) <= coloured, "only the style's own and the program's mark have colours"
    assert [name for name, text in texts.items() if re.search("<(image|script|text)", text)] == []


def _others() -> list[Path]:
    apart = {"icons", "i18n"}
    return [
        path
        for path in sorted(RESOURCES.rglob("*"))
        if path.is_file() and path.relative_to(RESOURCES).parts[0] not in apart
    ]


@pytest.mark.parametrize("path", _others(), ids=lambda path: path.name)
def test_every_other_resource_is_used(path):
    if path.name in {"OFL.txt", "README.md"}:
        return  # The licence of what lies beside it, and what a folder is for.
    name = path.relative_to(RESOURCES).as_posix()
    patterns = {pattern for _path, tree in trees() for pattern in _patterns(tree)}
    # A pattern must name the folder or the file outright: "{name}.{suffix}" is every file.
    assert any(
        re.fullmatch(pattern, name) or pattern == re.escape(path.name) for pattern in patterns
    )


def test_every_font_has_its_licence_beside_it():
    fonts = [*RESOURCES.rglob("*.ttf"), *RESOURCES.rglob("*.otf"), *RESOURCES.rglob("*.ttc")]
    assert fonts
    for font in fonts:
        licence = font.parent / "OFL.txt"
        assert "SIL OPEN FONT LICENSE" in licence.read_text("utf-8").upper(), font.name
