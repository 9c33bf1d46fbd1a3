"""The programmes that come with the program: planted once, and completed by later releases."""

from __future__ import annotations

import re
import tomllib
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Row, Table, insert, select, update
from sqlalchemy.orm import Session

from parkdesk.domain.programme_writing import FORMAT, programme_text
from parkdesk.domain.programmes import (
    CertificationSupport,
    Material,
    PlatformSupport,
    Programme,
    parse_programme,
)
from parkdesk.store.tables.programmes import ProgrammeRecord

_LATER = (
    "standing",
    "head_ceilings",
    "review_levels",
    "shares",
    "notice_days",
    "approval_limits",
    "barring",
    "signal_limits",
    "clauses",
    "cases",
)
"""What programmes hold since the layout 2, besides what certificates and platforms are paid."""


def plant_programme(session: Session, path: Path) -> None:
    """Add an edition of a programme that is not there; one that is there belongs to the park.

    What an earlier release knew nothing of is added to it all the same, once, and nothing else is
    touched. A text that cannot be read is left as it is.
    """
    text = path.read_text(encoding="utf-8")
    seed = tomllib.loads(text)
    programme = parse_programme(seed)
    table = ProgrammeRecord.__table__
    assert isinstance(table, Table)
    there = select(table.c.id, table.c.version, table.c.content, table.c.document_number).where(
        table.c.code == programme.code, table.c.edition == programme.version
    )
    found = session.connection().execute(there).first()
    if found is not None:
        _complete(session, table, found, programme, text)
        return
    row = columns_of(programme) | {
        "version": 1,
        "code": programme.code,
        "edition": programme.version,
        "open_for_claims": bool(seed.get("open_for_claims", True)),
        "content": text,
    }
    session.connection().execute(insert(table).values(row))


def columns_of(programme: Programme) -> dict[str, Any]:
    """Return the columns that repeat what the content says, for lists."""
    window = programme.window
    return {
        "year": programme.year,
        "title": programme.title,
        "document_number": programme.document,
        "region": programme.region,
        "window_first_on": window.value.first if window else None,
        "window_last_on": window.value.last if window else None,
        "is_template": programme.template,
    }


def _complete(
    session: Session, table: Table, found: Row[Any], seed: Programme, seed_text: str
) -> None:
    content = respelt(found.content, seed_text)
    stored = tomllib.loads(content)
    if stored.get("format", 1) < FORMAT:
        content = programme_text(completed(parse_programme(stored), seed))
    if content == found.content:
        return
    values = {
        "content": content,
        "document_number": respelt(found.document_number, seed_text),
        "version": found.version + 1,
    }
    session.connection().execute(update(table).where(table.c.id == found.id).values(values))


_NUMBER = re.compile(r"(\w+)〔(\d{4})〕(\d+号)")


def respelt(text: str, seed_text: str) -> str:
    """Return a park's text with the seed's document numbers as they are written officially.

    The first releases had 财企[2013]52号; GB/T 9704 writes the year in 〔〕. What the park typed
    itself is the park's.
    """
    for number in set(_NUMBER.findall(seed_text)):
        text = text.replace("{}[{}]{}".format(*number), "{}〔{}〕{}".format(*number))
    return text


def completed(stored: Programme, seed: Programme) -> Programme:
    """Return a park's programme with what the first releases could not hold, from the seed.

    A figure that the park has is kept, whatever the seed says by now.
    """
    certification = stored.certification or CertificationSupport()
    return replace(
        stored,
        **{name: getattr(seed, name) for name in _LATER},
        certification=_filled(certification, seed.certification),
        platform=stored.platform or seed.platform or PlatformSupport(),
        materials=_materials(stored.materials, seed.materials),
    )


def _filled(
    mine: CertificationSupport, seed: CertificationSupport | None
) -> CertificationSupport | None:
    if seed is None:
        return mine
    missing = {
        one.name: getattr(seed, one.name) for one in fields(mine) if getattr(mine, one.name) is None
    }
    return replace(mine, **missing)


def _materials(stored: tuple[Material, ...], seeds: tuple[Material, ...]) -> tuple[Material, ...]:
    """Keep the park's papers and their order; they learn the kinds they did not know."""
    known = {material.code: material for material in seeds}
    mine = {material.code for material in stored}
    kept = (
        replace(one, kinds=one.kinds | known[one.code].kinds) if one.code in known else one
        for one in stored
    )
    return (*kept, *(one for one in seeds if one.code not in mine))
