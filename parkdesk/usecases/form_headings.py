"""The headings of a claim's printed forms, as a programme words them."""

from __future__ import annotations

import json
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.claim_forms import ClaimForm, FormHeadings, checked_headings
from parkdesk.domain.errors import StaleRecord
from parkdesk.domain.identity import Permission
from parkdesk.store.claim_prints import headings_of
from parkdesk.store.tables.form_headings import FormHeadingRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query


@dataclass(frozen=True, slots=True)
class FormWording:
    """The headings of one form under an edition; version 0 where it has none of its own yet."""

    programme_id: int
    version: int
    headings: FormHeadings


@query(Permission.PROGRAMME_READ)
def form_wording(work: Work, programme_id: int, form: ClaimForm) -> FormWording:
    """Return the headings that a form is printed with, and how they may be saved over."""
    record = _record(work, programme_id, form)
    headings = headings_of(work, programme_id)[form]
    return FormWording(programme_id, record.version if record else 0, headings)


@command(Permission.PROGRAMME_EDIT)
def save_form_wording(
    work: Work, programme_id: int, version: int, headings: FormHeadings
) -> FormWording:
    """Save the headings of a form for one edition; a field left empty has the usual words.

    They are words on paper and no rule: a released edition may be worded anew, as when the
    official annex comes later than the notice.
    """
    checked = checked_headings(headings)
    work.get(ProgrammeRecord, programme_id)
    values = {
        "words": json.dumps(dict(checked.words), ensure_ascii=False, sort_keys=True),
        "confirmed": checked.confirmed,
        "changed_at": work.now,
        "changed_by": work.actor.name,
    }
    there = _record(work, programme_id, checked.form)
    if version != (there.version if there else 0):
        raise StaleRecord(table=FormHeadingRecord.__tablename__)
    if there is None:
        record = FormHeadingRecord(programme_id=programme_id, form=checked.form.value, **values)
        there = work.add(record)
    else:
        there = work.get(FormHeadingRecord, there.id, version=version)
        for name, value in values.items():
            setattr(there, name, value)
    work.session.flush()  # the caller wants the new version
    return FormWording(programme_id, there.version, checked)


def _record(work: Work, programme_id: int, form: ClaimForm) -> FormHeadingRecord | None:
    record = FormHeadingRecord
    return work.session.scalar(
        select(record).where(record.programme_id == programme_id, record.form == form.value)
    )
