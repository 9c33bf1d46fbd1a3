"""The programmes of db/seed/programmes: each file is one edition, kept as it is written."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from parkdesk.domain.programmes import Programme, parse_programme
from parkdesk.paths import database_files
from parkdesk.store.tables.programmes import ProgrammeRecord


def plant_programmes(session: Session) -> None:
    """Add the editions that are not there yet and correct the text of those that are.

    The park's own settings (budget, open for claims) are only set for a new edition.
    """
    known = {
        (record.code, record.edition): record for record in session.scalars(select(ProgrammeRecord))
    }
    for text, programme, is_open in _files():
        record = known.get((programme.code, programme.version))
        if record is None:
            record = ProgrammeRecord(
                code=programme.code, edition=programme.version, open_for_claims=is_open
            )
            session.add(record)
        for name, value in _columns(text, programme).items():
            if getattr(record, name) != value:
                setattr(record, name, value)


def read_programme(record: ProgrammeRecord) -> Programme:
    """Return the rules that a stored edition holds."""
    return parse_programme(tomllib.loads(record.content))


def _files() -> Iterator[tuple[str, Programme, bool]]:
    for path in sorted((database_files() / "seed" / "programmes").glob("*.toml")):
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
        yield text, parse_programme(data), bool(data.get("open_for_claims"))


def _columns(text: str, programme: Programme) -> dict[str, Any]:
    window = programme.window.value if programme.window else None
    return {
        "year": programme.year,
        "title": programme.title,
        "document_number": programme.document,
        "region": programme.region,
        "window_first_on": window.first if window else None,
        "window_last_on": window.last if window else None,
        "is_template": programme.template,
        "content": text,
    }
