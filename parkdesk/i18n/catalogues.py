"""Catalogues: the PO files of a language, one a feature, compiled into one MO file.

A source checkout compiles when a PO file is newer than the MO file; a built program carries the
MO file. Two PO files that translate one text differently are an error.
"""

from __future__ import annotations

import gettext
import io
import os
import tempfile
from pathlib import Path

from parkdesk import paths

_SOURCE = "en"


class CatalogueError(Exception):
    """A PO file that cannot be used; names file and text."""


def catalogue(code: str) -> gettext.NullTranslations:
    """Return the translations of a language; English is the source and needs none."""
    if code == _SOURCE:
        return gettext.NullTranslations()
    folder = paths.resource_files() / "i18n" / code
    compiled = folder / "parkdesk.mo"
    sources = sorted(folder.glob("*.po"))
    if compiled.exists() and not any(_newer(source, compiled) for source in sources):
        with compiled.open("rb") as file:
            return gettext.GNUTranslations(file)
    content = compile_catalogue(code, sources)
    _keep(compiled, content)
    return gettext.GNUTranslations(io.BytesIO(content))


def compile_catalogue(code: str, sources: list[Path]) -> bytes:
    """Return the MO bytes of all PO files together."""
    from babel.messages.catalog import Catalog
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    merged = Catalog(locale=code)
    seen: dict[object, tuple[object, str]] = {}
    for source in sources:
        with source.open("rb") as file:
            for entry in read_po(file, locale=code):
                if not entry.id:
                    continue
                known = seen.setdefault(entry.id, (entry.string, source.name))
                if known[0] != entry.string:
                    text = f"{entry.id!r}: {known[1]} and {source.name} differ"
                    raise CatalogueError(text)
                merged.add(entry.id, entry.string)
    buffer = io.BytesIO()
    write_mo(buffer, merged)
    return buffer.getvalue()


def _newer(source: Path, compiled: Path) -> bool:
    return source.stat().st_mtime_ns > compiled.stat().st_mtime_ns


def _keep(compiled: Path, content: bytes) -> None:
    # Two processes may compile at once, and the folder may be read-only: then it is done again.
    try:
        handle, name = tempfile.mkstemp(dir=compiled.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(compiled)
    except OSError:
        return
