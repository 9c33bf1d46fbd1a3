"""What a claim's prints need from the database: who, the rows with their reasoning, the words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select

from parkdesk.domain import id_number
from parkdesk.domain.claim_forms import ClaimForm, FormHeadings
from parkdesk.domain.claim_items import ClaimItem
from parkdesk.domain.claim_lines import AmountLine
from parkdesk.domain.claim_print import ClaimHead, PrintedRow
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.masking import mask_id_number
from parkdesk.domain.trainees import RosterField, Trainee
from parkdesk.store import rosters
from parkdesk.store.claim_item_rows import item_rows
from parkdesk.store.claim_judging import judge_rows
from parkdesk.store.claim_lines import amount_lines, rows_of
from parkdesk.store.tables.certifications import CertificationRecord, CertificationTypeRecord
from parkdesk.store.tables.claims import ClaimPersonRecord, ClaimRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.form_headings import FormHeadingRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.work import Work


def claim_head(work: Work, claim: ClaimRecord) -> ClaimHead:
    """Return what stands on every sheet of a claim."""
    park = work.session.scalars(select(ParkRecord)).one()
    enterprise = work.get(EnterpriseRecord, claim.enterprise_id)
    programme = work.get(ProgrammeRecord, claim.programme_id)
    return ClaimHead(
        park.name,
        park.name_en,
        claim.number,
        enterprise.name,
        enterprise.code,
        ClaimKind(claim.track),
        ClaimState(claim.state),
        rosters.programme_of(programme.content),
        work.now,
        work.actor.name,
    )


def printed_rows(work: Work, claim: ClaimRecord, *, whole: bool) -> tuple[PrintedRow, ...]:
    """Return the rows in their order; numbers whole only where that was asked for."""
    lines = {line.id: line for line in amount_lines(work.session, claim)}
    judged = judge_rows(work, claim)
    found = dict(zip(judged.ids, judged.verdicts, strict=True))
    if rows_of(claim) is ClaimPersonRecord:
        people = rosters.roster_rows(work.session, claim.id)
        return tuple(_person(work, lines[id_], found[id_], row, whole=whole) for id_, row in people)
    named = _certificates(work, claim)
    return tuple(
        _item(lines[id_], found[id_], item, named)
        for id_, item in item_rows(work.session, claim.id)
    )


def findings_at_submission(work: Work, claim: ClaimRecord) -> dict[int, frozenset[str]]:
    """Return, by row, the codes of the rules that did not simply pass when it was handed in."""
    record = rows_of(claim)
    query = select(record.id, record.trace).where(record.claim_id == claim.id)
    return {
        row.id: frozenset(rule for rule, _verdict, _code in json.loads(row.trace or "[]"))
        for row in work.session.execute(query)
    }


def headings_of(work: Work, programme_id: int) -> dict[ClaimForm, FormHeadings]:
    """Return the headings of every form; those of the edition it was copied from where it has none.

    A form that nobody has worded is there without words: it has the usual ones.
    """
    found: dict[ClaimForm, FormHeadings] = {}
    seen: set[int] = set()
    wanted: int | None = programme_id
    while wanted is not None and wanted not in seen:
        seen.add(wanted)
        for record in _headings(work, wanted):
            form = ClaimForm(record.form)
            # What was compared with last year's annex was not compared with this year's.
            confirmed = record.confirmed and wanted == programme_id
            found.setdefault(form, FormHeadings(form, json.loads(record.words), confirmed))
        wanted = work.get(ProgrammeRecord, wanted).copied_from_id
    return {form: found.get(form, FormHeadings(form)) for form in ClaimForm}


def _headings(work: Work, programme_id: int) -> list[FormHeadingRecord]:
    record = FormHeadingRecord
    query = select(record).where(record.programme_id == programme_id).order_by(record.form)
    return list(work.session.scalars(query))


def _person(
    work: Work, line: AmountLine, verdict: RowVerdict, row: Trainee, *, whole: bool
) -> PrintedRow:
    reading = id_number.read(row.id_number, work.today)
    born = reading.birth
    shown = "" if born is None else f"{born:%Y-%m}" if whole else f"{born:%Y}-**"
    number = row.id_number if whole else mask_id_number(row.id_number)
    # What was typed for a number and not understood may hold a part of it.
    unread = {
        name: "" if name == RosterField.ID_NUMBER.value and not whole else typed
        for name, typed in row.unread.items()
    }
    sex = reading.sex.value if reading.sex is not None else ""
    person = replace(row, id_number=number, unread=unread)
    return PrintedRow(line, verdict, person, sex, shown)


def _item(
    line: AmountLine, verdict: RowVerdict, item: ClaimItem, named: Mapping[int, str]
) -> PrintedRow:
    certificate = named.get(item.certification_id or 0, "")
    return PrintedRow(line, verdict, item=item, certificate=certificate)


def _certificates(work: Work, claim: ClaimRecord) -> dict[int, str]:
    held, kind = CertificationRecord, CertificationTypeRecord
    query = (
        select(held.id, kind.code, held.level, held.number)
        .join(kind, kind.code == held.type_code)
        .where(held.enterprise_id == claim.enterprise_id)
    )
    return {
        row.id: " ".join(str(part) for part in (row.code, row.level, row.number) if part)
        for row in work.session.execute(query)
    }
