"""Every test asserts something: by itself, by waiting for it, or by a helper that does.

A test that only calls may pass for ever, whatever the program does.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent

SAYS_SO = {
    "raises": "pytest.raises",
    "warns": "pytest.warns",
    "fail": "pytest.fail",
    "waitUntil": "fails where the condition does not come",
    "waitSignal": "fails where the signal does not come",
    "waitSignals": "as waitSignal",
    "assertNotEmitted": "fails where the signal comes",
    "check": "of an archrule: fails where a module imports what it may not",
    "run_state_machine_as_test": "fails where an invariant of the machine does not hold",
}
"""Calls that fail by themselves where something is not so."""


@dataclass
class Module:
    """A file of tests: its functions, and what its names stand for."""

    path: Path
    functions: dict[str, ast.FunctionDef] = field(default_factory=dict)
    names: dict[str, tuple[str, str]] = field(default_factory=dict)
    """A name that was imported → the module it is of, and its name there; "" is the module."""


def _read(path: Path) -> Module:
    module = Module(path)
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef):
            module.functions.setdefault(node.name, node)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("tests"):
            for one in node.names:
                module.names[one.asname or one.name] = (node.module or "", one.name)
    return module


MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts): _read(path)
    for path in sorted(TESTS.rglob("*.py"))
}
SHARED = [one for one in MODULES.values() if one.path.name == "conftest.py"] + [
    MODULES[name] for name in MODULES if name.count(".") == 1
]
"""Where the fixtures are that every test may ask for."""


def _asserts(module: Module, name: str, seen: frozenset[tuple[Path, str]] = frozenset()) -> bool:
    """Whether a function of a module asserts something, or what it calls does."""
    node = module.functions.get(name)
    if node is None or (module.path, name) in seen:
        return False
    seen |= {(module.path, name)}
    inside = list(ast.walk(node))
    if any(isinstance(one, ast.Assert) for one in inside):
        return True
    called = [one.func for one in inside if isinstance(one, ast.Call)]
    if any(_last(one) in SAYS_SO for one in called):
        return True
    return any(_asserts(there, what, seen) for one in called for there, what in _meant(module, one))


def _last(called: ast.expr) -> str:
    if isinstance(called, ast.Attribute):
        return called.attr
    return called.id if isinstance(called, ast.Name) else ""


def _meant(module: Module, called: ast.expr) -> list[tuple[Module, str]]:
    """The functions of the tests that a call may be of."""
    if isinstance(called, ast.Name):
        if called.id in module.functions:
            return [(module, called.id)]
        if called.id in module.names:
            home, name = module.names[called.id]
            return [(MODULES[home], name)] if home in MODULES else []
        return [(one, called.id) for one in SHARED]
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        home, name = module.names.get(called.value.id, ("", ""))
        whole = MODULES.get(f"{home}.{name}")
        if whole is not None:
            return [(whole, called.attr)]
        # A method of something that a fixture or a helper of the tests has made.
        return [(one, called.attr) for one in (module, *SHARED, *_imported(module))]
    return []


def _imported(module: Module) -> list[Module]:
    homes = {home for home, _name in module.names.values()}
    return [MODULES[home] for home in homes if home in MODULES]


def _silent(modules: dict[str, Module]) -> list[str]:
    return [
        f"{module.path.name}:{node.lineno} {name}"
        for module in modules.values()
        for name, node in module.functions.items()
        if name.startswith("test_") and not _asserts(module, name)
    ]


@pytest.fixture
def written(tmp_path):
    """A function from the text of a test to what the rule says of it."""

    def look(text: str) -> list[str]:
        path = tmp_path / "test_it.py"
        path.write_text(text, "utf-8")
        return _silent({"it": _read(path)})

    return look


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ("def test_a():\n    f()", True),
        ("def test_a():\n    for _ in (): f()\n    print(1 == 2)", True),
        ("def test_a():\n    assert f()", False),
        ("def test_a():\n    with pytest.raises(E):\n        f()", False),
        ("def g():\n    assert 1\ndef test_a():\n    g()", False),
        ("def g():\n    h()\ndef h():\n    g()\ndef test_a():\n    g()", True),
    ],
)
def test_the_rule_finds_a_test_that_asserts_nothing(written, text, silent):
    assert bool(written(text)) is silent


def test_every_test_asserts_something():
    assert _silent(MODULES) == []
