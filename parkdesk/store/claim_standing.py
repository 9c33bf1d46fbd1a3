"""How a claim stands now, as hashes: its rows, its papers, what was found out, what was scanned."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import ColumnElement, Select, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from parkdesk.domain.claim_returns import Standing
from parkdesk.domain.trainees import Trainee
from parkdesk.store import rosters
from parkdesk.store.claim_item_rows import item_rows
from parkdesk.store.claim_lines import rows_of
from parkdesk.store.tables.claim_items import ClaimItemRecord
from parkdesk.store.tables.claim_returns import ClaimConditionRecord, ClaimMaterialRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.papers import PaperRecord
from parkdesk.store.work import Work

_LATER = "employer"
Files = dict[tuple[int, ...], list[tuple[str, str]]]


def standing(work: Work, claim: ClaimRecord) -> Standing:
    """Return how a claim stands now: what a later one is compared with, and with what it was."""
    rows: Mapping[int, object]
    if rows_of(claim) is ClaimPersonRecord:
        rows = {id_: hashed_cells(row) for id_, row in rosters.roster_rows(work.session, claim.id)}
    else:
        rows = {id_: asdict(item) for id_, item in item_rows(work.session, claim.id)}
    paper, condition = ClaimMaterialRecord, ClaimConditionRecord
    papers = (paper.code, paper.handed_in, paper.original_seen, paper.not_applicable)
    said = (condition.code, condition.met, condition.found_on, condition.note)
    return Standing(
        {id_: _hash(work, values) for id_, values in rows.items()},
        _by_code(work, select(*papers).where(paper.claim_id == claim.id).order_by(paper.code)),
        _by_code(
            work, select(*said).where(condition.claim_id == claim.id).order_by(condition.code)
        ),
        {rows: _hash(work, files) for rows, files in _scans(work, claim).items()},
    )


def hashed_cells(row: Trainee) -> dict[str, Any]:
    """Return what a row's hash is made of.

    An empty cell of a column that later releases brought is left out: the rows that were returned
    before must not look changed.
    """
    cells = asdict(row)
    return cells if row.employer else {name: cells[name] for name in cells if name != _LATER}


def _by_code(work: Work, query: Select[*tuple[Any, ...]]) -> dict[str, str]:
    return {row[0]: _hash(work, list(row)[1:]) for row in work.session.execute(query)}


def _hash(work: Work, values: object) -> str:
    return work.vault.keyed_hash(json.dumps(values, default=str, sort_keys=True)).hex()


def _scans(work: Work, claim: ClaimRecord) -> Files:
    """Return slot and content of the files that hold now, by the rows that they stand for."""
    paper, person, item = PaperRecord, ClaimPersonRecord, ClaimItemRecord
    own = _files(literal(0), paper.claim_id).where(paper.claim_id == claim.id)
    if rows_of(claim) is ClaimPersonRecord:
        others = _files(person.id, person.id).where(
            person.claim_id == claim.id, person.id == paper.claim_person_id
        )
    else:
        # What proves a certificate proves every item of it.
        others = _files(item.id, item.certification_id).where(
            item.claim_id == claim.id, item.certification_id == paper.certification_id
        )
    found: Files = {}
    for query in (own, others):
        rows: dict[int, set[int]] = {}
        files: dict[int, set[tuple[str, str]]] = {}
        for row, owner, slot, sha256 in work.session.execute(query):
            rows.setdefault(owner, set()).update({row} - {0})
            files.setdefault(owner, set()).add((slot, sha256))
        found |= {tuple(sorted(rows[owner])): sorted(files[owner]) for owner in files}
    return found


def _files(
    row: ColumnElement[int] | InstrumentedAttribute[int], owner: InstrumentedAttribute[Any]
) -> Select[*tuple[int, int, str, str]]:
    paper = PaperRecord
    return select(row, owner, paper.slot_code, paper.sha256).where(
        paper.replaced_by_id.is_(None), paper.removed_at.is_(None)
    )
