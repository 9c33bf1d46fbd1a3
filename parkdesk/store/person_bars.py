"""Bars of persons in the database, found by the keyed hash of their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from sqlalchemy import select

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.person_bars import PersonBar, with_bar
from parkdesk.domain.trainees import Trainee
from parkdesk.store.person_pairs import same_persons
from parkdesk.store.tables.clawbacks import PersonBarRecord
from parkdesk.store.work import Work


def barred_rows(
    work: Work,
    rows: Sequence[Trainee],
    verdicts: Sequence[RowVerdict],
    day: dt.date,
    hashes: Mapping[str, bytes],
) -> tuple[RowVerdict, ...]:
    """Return the reasoning for rows with the bars that hold on `day`.

    `hashes` are the keyed hashes of their numbers, as far as those hold.
    """
    bars = bars_holding(work, hashes, day)
    if not bars:
        return tuple(verdicts)
    return tuple(
        with_bar(verdict, bars.get(row.id_number))
        for row, verdict in zip(rows, verdicts, strict=True)
    )


def bars_holding(work: Work, hashes: Mapping[str, bytes], day: dt.date) -> Mapping[str, PersonBar]:
    """Return the bar that holds longest on `day`, by identity number.

    There are few bars: all that hold are read, and the numbers looked up among them.
    """
    record = PersonBarRecord
    query = select(record).where(record.from_on <= day, record.until_on >= day)
    held: dict[bytes, PersonBar] = {}
    for one in work.session.scalars(query.order_by(record.until_on, record.id)):
        bar = PersonBar(one.document_number, one.from_on, one.until_on, one.lifted_on)
        if bar.holds(day):
            held[one.id_hash] = bar
    if not held:
        return {}
    same = same_persons(work.session)
    barred = held.keys() | {one for bar in held for one in same.get(bar, ())}
    found = {}
    # Of a hundred thousand people hardly any is barred: the others are passed by at once.
    for number, hash_ in hashes.items() if not barred.isdisjoint(hashes.values()) else ():
        # A bar is the person's: another number of theirs is no way round it.
        known = [held[one] for one in (hash_, *same.get(hash_, ())) if one in held]
        if known:
            found[number] = max(known, key=lambda bar: bar.until)
    return found
