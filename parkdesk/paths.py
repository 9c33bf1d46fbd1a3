"""Where db/, resources/ and the person's own data are: from source, as a wheel, frozen."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from platformdirs import user_config_path, user_data_path

_BUNDLED: str | None = getattr(sys, "_MEIPASS", None)
# Asked for every icon: what a link leads to is found out once.
_ROOT = Path(_BUNDLED) if _BUNDLED else Path(__file__).resolve().parent.parent


def root() -> Path:
    """Return the folder that holds `db` and `resources`."""
    return _ROOT


def database_files() -> Path:
    """Return `db/`: migrations and reference data."""
    return root() / "db"


def resource_files() -> Path:
    """Return `resources/`: icons, fonts, words, paper."""
    return root() / "resources"


def user_folder() -> Path:
    """Return where this person's parks, keys and logs are; `PARKDESK_HOME` moves it."""
    moved = os.environ.get("PARKDESK_HOME")
    return Path(moved) if moved else user_data_path("ParkDesk", appauthor=False)


def settings_file() -> Path:
    """Return the person's settings file."""
    moved = os.environ.get("PARKDESK_HOME")
    folder = Path(moved) if moved else user_config_path("ParkDesk", appauthor=False)
    return folder / "settings.toml"


def default_park() -> Path:
    """Return the data folder of the park that a new user makes."""
    return user_folder() / "park"


def free_park() -> Path:
    """Return a data folder beside the default one in which nothing lies yet."""
    folder, number = default_park(), 2
    while folder.exists() and any(folder.iterdir()):
        folder = default_park().with_name(f"park-{number}")
        number += 1
    return folder


def demo_park() -> Path:
    """Return the data folder of the demonstration park."""
    return user_folder() / "demo"


def default_outbox() -> Path:
    """Return where reports of a schedule are written, where nothing else is set."""
    return user_folder() / "outbox"


def key_folder() -> Path:
    """Return where data keys lie when the system has no store for them."""
    return user_folder() / "keys"
