"""Numbers of a record that was merged away: the kept enterprise goes on being found by them.

They stand among its further numbers, with the name of the record they were of as the remark.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from parkdesk.domain.identifiers import bare, identify
from parkdesk.store.tables.enterprise_facts import EnterpriseIdentifierRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work


def numbers_of(record: EnterpriseRecord) -> tuple[str, ...]:
    """Return the numbers that an enterprise's own record has."""
    numbers = (record.code, record.org_code, record.registration_no)
    return tuple(bare(one) for one in numbers if one)


def keep_numbers(work: Work, enterprise_id: int, numbers: Iterable[tuple[str, str]]) -> None:
    """Give an enterprise further numbers, each with its remark, where it does not have them."""
    table = EnterpriseIdentifierRecord
    known = set(numbers_of(work.get(EnterpriseRecord, enterprise_id)))
    known |= set(
        work.session.scalars(select(table.code).where(table.enterprise_id == enterprise_id))
    )
    for number, note in numbers:
        if number not in known:
            known.add(number)
            kind = identify(number).kind.value
            work.add(table(enterprise_id=enterprise_id, kind=kind, code=number, note=note))


def forget_numbers(work: Work, enterprise_id: int, note: str) -> None:
    """Take back the further numbers that an enterprise was given with this remark."""
    table = EnterpriseIdentifierRecord
    for one in work.session.scalars(
        select(table).where(table.enterprise_id == enterprise_id, table.note == note)
    ):
        work.session.delete(one)
    work.session.flush()  # the numbers are free for whose they were
