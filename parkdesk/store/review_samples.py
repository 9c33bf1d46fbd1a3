"""Samples that were drawn of groups under review: the same claims keep their seed.

Whoever could draw until the sample is convenient would have chosen it. As long as a claim stands
as it was drawn and has not been passed, every group with it is drawn by the same seed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping

from sqlalchemy import select

from parkdesk.store.tables.signals import ReviewSampleRecord
from parkdesk.store.work import Work


def same_group(work: Work, versions: Mapping[int, int]) -> ReviewSampleRecord | None:
    """Return the sample that this person drew of the very same group and has not passed."""
    mine = (one for one in _unpassed(work) if one.drawn_by_id == work.actor.id)
    return next((one for one in mine if _group(one) == dict(versions)), None)


def seed_of_earlier(work: Work, versions: Mapping[int, int]) -> str | None:
    """Return the seed by which one of these claims was drawn first, by whomever; None for none."""
    wanted = set(versions.items())
    return next((one.seed for one in _unpassed(work) if wanted & _group(one).items()), None)


def _unpassed(work: Work) -> list[ReviewSampleRecord]:
    record = ReviewSampleRecord
    query = select(record).where(record.passed_at.is_(None)).order_by(record.id)
    return list(work.session.scalars(query))


def _group(record: ReviewSampleRecord) -> dict[int, int]:
    return {int(id_): version for id_, version in json.loads(record.claims).items()}
