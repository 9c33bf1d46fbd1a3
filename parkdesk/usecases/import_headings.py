"""What the headings of imported lists mean: answered once for each kind of list."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.errors import InvalidInput, NotFound
from parkdesk.domain.identity import Permission
from parkdesk.domain.import_headings import LISTS, LONGEST_HEADING, MOST_HEADINGS, OwnHeading
from parkdesk.store.tables.import_headings import ImportHeadingRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@query(Permission.PARK_READ)
def own_headings(work: Work, list_key: str) -> tuple[OwnHeading, ...]:
    """Return what was answered about the headings of this kind of list."""
    _require_list(work, list_key)
    return tuple(OwnHeading(one.heading, one.field, one.unit) for one in _records(work, list_key))


@command(Permission.CERTIFICATION_EDIT)
def remember_own_headings(
    work: Work, list_key: str, headings: tuple[OwnHeading, ...]
) -> tuple[OwnHeading, ...]:
    """Keep what headings mean, over what was said of the same ones before; return all of them.

    Whoever may import a kind of list may say it: the answers are the park's, not a person's. Every
    role that imports anything imports certificates; which lists it imports is asked for here.
    """
    _require_list(work, list_key)
    if len(headings) > MOST_HEADINGS:
        raise InvalidInput({"headings": "too-long"})
    kept = {one.heading: one for one in _records(work, list_key)}
    for one in headings:
        if not 0 < len(one.heading) <= LONGEST_HEADING:
            raise InvalidInput({"heading": "too-long" if one.heading else "required"})
        there = kept.get(one.heading)
        if there is None:
            kept[one.heading] = work.add(
                ImportHeadingRecord(
                    list_key=list_key, heading=one.heading, field=one.field, unit=one.unit
                )
            )
        elif (there.field, there.unit) != (one.field, one.unit):
            there.field, there.unit = one.field, one.unit
    work.session.flush()  # what is read below holds it already
    return own_headings(work, list_key)


def _require_list(work: Work, list_key: str) -> None:
    needs = LISTS.get(list_key)
    if needs is None:
        raise NotFound(table="import_heading", id=0)
    work.actor.require(needs)


def _records(work: Work, list_key: str) -> list[ImportHeadingRecord]:
    table = ImportHeadingRecord
    return list(
        work.session.scalars(select(table).where(table.list_key == list_key).order_by(table.id))
    )
