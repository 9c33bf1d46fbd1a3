"""The words of the program, read from its source: what is marked for the catalogue, and codes."""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import parkdesk

PACKAGE = Path(parkdesk.__file__).parent
ROOT = PACKAGE.parent
MARKERS = {"tr": 1, "N_": 1, "trn": 2}
"""The functions that mark a text, and how many of their first arguments are texts."""

KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")


@dataclass(frozen=True)
class Marked:
    """A text that a catalogue must hold."""

    text: str | tuple[str, str]
    where: str
    places: frozenset[str] | None
    """The named places that the call fills; None where the text is only marked."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Every module's path and syntax tree."""
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), ast.parse(path.read_text("utf-8"))


def calls(tree: ast.Module, names: set[str]) -> Iterator[tuple[str, ast.Call]]:
    """The calls of functions with one of these names, as a name or as an attribute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            name = getattr(function, "id", None) or getattr(function, "attr", None)
            if name in names:
                yield name, node


def marked() -> list[Marked]:
    """Every literal text that is marked for the catalogue."""
    found = []
    for path, tree in trees():
        for name, call in calls(tree, set(MARKERS)):
            texts = [_literal(argument) for argument in call.args[: MARKERS[name]]]
            if texts and all(text is not None for text in texts):
                found.append(
                    Marked(
                        texts[0] if len(texts) == 1 else (texts[0], texts[1]),
                        f"{path}:{call.lineno}",
                        None if name == "N_" else _filled(name, call),
                    )
                )
    return found


def _filled(name: str, call: ast.Call) -> frozenset[str] | None:
    if any(keyword.arg is None for keyword in call.keywords):
        return None  # **facts: known when it runs.
    names = {str(keyword.arg) for keyword in call.keywords}
    return frozenset(names | {"n"} if name == "trn" else names)


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def places(text: str) -> frozenset[str]:
    """The named places of a sentence."""
    return frozenset(
        re.split(r"[.\[]", name)[0] for _, name, _, _ in string.Formatter().parse(text) if name
    )


def raised_codes() -> dict[str, str]:
    """Every code that an error, a problem of a field or a problem of a cell may carry."""
    found: dict[str, str] = {}
    for path, tree in trees():
        for node in ast.walk(tree):
            for code in _codes(node):
                found.setdefault(code, f"{path}:{getattr(node, 'lineno', 0)}")
    return found


_ERRORS = {"Refused", "NeedsConfirmation", "Unavailable", "InvalidInput", "Problem"}


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call):
        name = getattr(node.func, "id", None) or getattr(node.func, "attr", None)
        if name in _ERRORS:
            yield from _kebab(*node.args, *(keyword.value for keyword in node.keywords))
    elif isinstance(node, ast.FunctionDef) and re.search(r"problem|refusal", node.name):
        returned = [part.value for part in ast.walk(node) if isinstance(part, ast.Return)]
        yield from _kebab(*(value for value in returned if value))
    elif value := _stored_problem(node):
        yield from _kebab(value)


def _stored_problem(node: ast.AST) -> ast.expr | None:
    targets = {ast.Assign: "targets", ast.AnnAssign: "target"}.get(type(node))
    if targets is None:
        return None
    found = getattr(node, targets)
    held = any(
        _holds_problems(target) for target in (found if isinstance(found, list) else [found])
    )
    return getattr(node, "value", None) if held else None


def _holds_problems(target: ast.expr) -> bool:
    """Whether something is stored in `code = ...`, `problems = ...` or `problems[...] = ...`."""
    if isinstance(target, ast.Subscript):
        target = target.value
    name = getattr(target, "id", None) or getattr(target, "attr", "")
    return name in {"code", "problem", "problems"}


def _kebab(*nodes: ast.expr) -> Iterator[str]:
    for node in nodes:
        for part in ast.walk(node):
            text = _literal(part) if isinstance(part, ast.expr) else None
            if text and KEBAB.fullmatch(text):
                yield text
