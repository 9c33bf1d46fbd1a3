"""Where documents are saved and looked for: the folder used last, else the person's Documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from parkdesk.gui import remembered

_KEY = "folder/documents"


def last_folder() -> Path:
    """Return the folder a file dialog begins in; one that is there."""
    places = QStandardPaths.StandardLocation
    known = (
        remembered.text(_KEY),
        QStandardPaths.writableLocation(places.DocumentsLocation),
        QStandardPaths.writableLocation(places.HomeLocation),
    )
    found = (Path(place) for place in known if place)
    return next((place for place in found if place.is_dir()), Path.home())


def nearest_folder(place: str) -> Path:
    """Return the folder a dialog begins in for a place typed or kept: it, or what is left of it.

    A folder may have been renamed, or lie on a disk that is not plugged in.
    """
    if not place.strip():
        return last_folder()
    path = Path(place)
    return next((one for one in (path, *path.parents) if one.is_dir()), last_folder())


def keep_folder(folder: Path) -> None:
    """Remember the folder for the next time."""
    remembered.keep_text(_KEY, str(folder))
