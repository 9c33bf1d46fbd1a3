"""The layer rule: which package may import which, and which libraries.

Said shortly: domain knows nothing; only gui knows Qt; gui, cli and the prints never see a session.
An exception is a line here, with its reason.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from pytest_archon import archrule

import parkdesk


@dataclass(frozen=True)
class Layer:
    """What the modules of one package may import besides themselves and the standard library."""

    name: str
    ours: tuple[str, ...] = ()
    libraries: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()


# Read from the bottom of the house to its roof.
LAYERS = (
    Layer("domain"),
    Layer("paths", libraries=("platformdirs",)),
    Layer("resources", ours=("paths",)),
    Layer("logs", ours=("paths",)),
    # The pace of the garbage collector: both ways into the program set it.
    Layer("collector"),
    Layer("settings", ours=("domain", "paths")),
    Layer("i18n", ours=("domain", "paths", "resources"), libraries=("babel",)),
    Layer(
        "store",
        ours=("domain", "paths"),
        # Argon2id and AES-GCM for accounts and columns, the system's store for the key; the search
        # of names in memory, their likeness, and their order by pinyin.
        libraries=(
            "alembic",
            "argon2",
            "cryptography",
            "keyring",
            "psycopg",
            "pypinyin",
            "rapidfuzz",
            "sqlalchemy",
            "stringzilla",
        ),
    ),
    Layer("usecases", ours=("domain", "store"), libraries=("sqlalchemy",)),
    # It joins the parts: an engine is SQLAlchemy's.
    Layer("desk", ours=("domain", "store", "settings", "paths"), libraries=("sqlalchemy",)),
    # Pillow is what ReportLab reads pictures with: it says how large one is before it unpacks it.
    Layer(
        "reports",
        ours=("domain", "i18n", "resources"),
        # pyHanko signs a print and checks such a signature, with certificates of cryptography.
        libraries=(
            *("PIL", "deflate", "icalendar", "reportlab"),
            *("asn1crypto", "cryptography", "pyhanko", "pyhanko_certvalidator"),
        ),
    ),
    Layer(
        "excel", ours=("domain", "i18n", "resources"), libraries=("python_calamine", "xlsxwriter")
    ),
    # Foreign files that somebody hands in; PDFium says whether a PDF opens, and its pages.
    Layer("scans", ours=("domain",), libraries=("pypdfium2",)),
    # Invents rows as use-cases would make them, a million of them at once.
    # Its invented papers are printed like every other print.
    Layer(
        "demo",
        ours=("domain", "store", "usecases", "desk", "paths", "reports"),
        libraries=("sqlalchemy",),
    ),
    Layer(
        "cli",
        ours=(
            *("domain", "usecases", "reports", "excel", "scans", "desk", "demo"),
            *("collector", "i18n", "logs", "paths", "resources", "settings"),
        ),
        excused=("parkdesk.cli.screenshots",),
    ),
    Layer(
        "gui",
        ours=(
            *("domain", "usecases", "reports", "excel", "scans", "desk", "demo"),
            *("collector", "i18n", "logs", "paths", "resources", "settings"),
        ),
        # shiboken6 tells whether a widget is still there; pypdfium2 draws the very PDF file; a
        # choice is found by the pinyin that is typed.
        libraries=("PySide6", "shiboken6", "pypdfium2", "pypinyin"),
    ),
)

# Who opens the window: nothing else names the package that knows Qt.
OPENS_WINDOWS = {
    "parkdesk.__main__": "without words on the command line it opens the window",
    "parkdesk.cli.screenshots": "the one command that draws; it imports the window when called",
    "parkdesk.selftest": "examines every room of the built program, the window among them",
}


def _and_below(*names: str) -> tuple[str, ...]:
    return tuple(pattern for name in names for pattern in (name, f"{name}.*"))


@pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.name)
def test_a_layer_imports_nothing_above_it(layer):
    own = f"parkdesk.{layer.name}"
    ours = (f"parkdesk.{name}" for name in (layer.name, *layer.ours))
    (
        archrule(f"{layer.name} imports what it may")
        .match(*_and_below(own))
        .exclude(*layer.excused)
        .should_not_import("*")
        # `import parkdesk` alone is the version number.
        .may_import("parkdesk", *_and_below(*ours, *layer.libraries, *sys.stdlib_module_names))
        .check(parkdesk, only_direct_imports=True)
    )


def test_every_package_is_a_layer():
    known = {layer.name for layer in LAYERS} | {"__init__", "__main__", "headless", "selftest"}
    folder = parkdesk.__path__[0]
    found = {
        path.stem
        for path in Path(folder).iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists())
    }
    assert found <= known


def test_only_those_who_open_windows_name_the_gui():
    (
        archrule("nobody below knows the window", comment=str(OPENS_WINDOWS))
        .match("parkdesk*")
        .exclude(*_and_below("parkdesk.gui"), *OPENS_WINDOWS)
        .should_not_import("PySide6*", "shiboken6*", "parkdesk.gui*")
        .check(parkdesk, only_direct_imports=True)
    )


@pytest.mark.parametrize("module", ["parkdesk.cli.main", "parkdesk.headless", "parkdesk.desk"])
def test_what_runs_without_a_window_loads_no_qt(module):
    question = f"import sys, {module}; sys.exit('PySide6' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", question], check=False)
    assert done.returncode == 0
