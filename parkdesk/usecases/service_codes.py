"""Writing the list of services: editions, codes by hand, and the mapping of an older edition."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from sqlalchemy import func, or_, select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import Reach
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import Severity
from parkdesk.domain.service_codes import (
    CodeLine,
    EditionForm,
    MappingBasis,
    MappingState,
    Period,
    check_edition,
    check_lines,
    gap_before,
    undecided,
)
from parkdesk.store.enterprise_services import sync_record
from parkdesk.store.service_code_rows import editions, lines_of, uses_of
from parkdesk.store.tables.service_codes import (
    EnterpriseServiceRecord,
    ServiceCodeEditionRecord,
    ServiceCodeMappingRecord,
    ServiceCodeRecord,
)
from parkdesk.store.work import Work
from parkdesk.usecases.core import command

_NOTHING_CONFIRMED: frozenset[str] = frozenset()
_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SaveCode:
    """A code as typed; `parent` is the code of its class, empty on the first level."""

    code: str
    name: str
    line: ServiceLine | None = None
    parent: str = ""
    name_en: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person says becomes of a code; without `to_id` it has no successor."""

    from_id: int
    to_id: int | None


@dataclass(frozen=True, slots=True)
class Moved:
    """What moving to a newer edition did."""

    services: int
    enterprises: int
    left: int
    """Services whose code has no successor: they wait for a person, one by one."""


@command(Permission.PARK_EDIT)
def register_edition(
    work: Work, form: EditionForm, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> str:
    """Add an edition, empty until its table is imported; return its code.

    Asks `gap-between-editions` where the one before ends earlier than the day before.
    """
    _require_edition(work, form, None, confirmed)
    record = ServiceCodeEditionRecord(code=_name_of(work, form), **_columns(form))
    return work.add(record).code


@command(Permission.PARK_EDIT)
def edit_edition(
    work: Work,
    edition_id: int,
    version: int,
    form: EditionForm,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> str:
    """Correct the head of an edition; return its code."""
    record = work.get(ServiceCodeEditionRecord, edition_id, version=version)
    _require_edition(work, form, record.code, confirmed)
    for name, value in _columns(form).items():
        setattr(record, name, value)
    return record.code


@command(Permission.PARK_EDIT)
def save_service_code(
    work: Work,
    edition_code: str,
    form: SaveCode,
    code_id: int | None = None,
    version: int | None = None,
    confirmed: frozenset[str] = _NOTHING_CONFIRMED,
) -> int:
    """Add a code to an edition, or correct one; return its id. Its key moves only while unused."""
    record = None if code_id is None else work.get(ServiceCodeRecord, code_id, version=version)
    line = _require_code(work, edition_code, form, record, confirmed)
    values = {
        "code": form.code.strip(),
        "parent_code": form.parent.strip(),
        "line": line.value,
        "name": form.name.strip(),
        "name_en": form.name_en.strip(),
        "valid_from": form.valid_from,
        "valid_to": form.valid_to,
        "note": form.note.strip(),
    }
    if record is None:
        edition = _edition(work, edition_code)
        last = select(func.max(ServiceCodeRecord.position)).filter_by(edition_code=edition_code)
        position = (work.session.scalar(last) or 0) + 1
        return work.add(
            ServiceCodeRecord(
                edition_code=edition_code,
                certainty=edition.certainty,
                position=position,
                **values,
            )
        ).id
    for name, value in values.items():
        setattr(record, name, value)
    return record.id


@command(Permission.PARK_EDIT)
def delete_service_code(work: Work, code_id: int, version: int) -> None:
    """Delete a code that nothing uses, with what was said about its mapping."""
    record = work.get(ServiceCodeRecord, code_id, version=version)
    used = uses_of(work.session, record)
    if used:
        raise Refused("service-code-in-use", name=record.name, count=used)
    work.delete_many(
        ServiceCodeMappingRecord,
        or_(
            ServiceCodeMappingRecord.from_code_id == code_id,
            ServiceCodeMappingRecord.to_code_id == code_id,
        ),
    )
    work.session.delete(work.get(ServiceCodeRecord, code_id, version=version))


@command(Permission.PARK_EDIT)
def decide_mapping(work: Work, to_edition: str, decisions: tuple[Decision, ...]) -> int:
    """Keep what a person says becomes of codes in a newer edition; return how many were said."""
    targets = {one.code: one.number for one in lines_of(work.session, to_edition)}
    for one in decisions:
        if one.to_id is not None and one.to_id not in targets.values():
            raise InvalidInput({"to_id": "parent-not-in-list"}, parent="")
        state = MappingState.NONE if one.to_id is None else MappingState.CONFIRMED
        known = work.session.scalar(
            select(ServiceCodeMappingRecord).filter_by(
                from_code_id=one.from_id, to_edition_code=to_edition
            )
        )
        if known is None:
            known = ServiceCodeMappingRecord(from_code_id=one.from_id, to_edition_code=to_edition)
            work.session.add(known)
        known.to_code_id, known.state = one.to_id, state.value
        known.basis = MappingBasis.BY_HAND.value
    return len(decisions)


@command(Permission.PARK_EDIT)
def move_to_edition(work: Work, from_edition: str, to_edition: str, on: dt.date) -> Moved:
    """Let the services of enterprises follow the mapping from a day on.

    Each service under an old code ends the day before and goes on under the new one: the past
    stays as it was said. Refused while a code in use has no decision; what has no successor is
    left for a person.
    """
    newer = _edition(work, to_edition)
    if on < newer.valid_from:
        raise InvalidInput({"on": "code-not-in-force"}, first=newer.valid_from)
    if on > work.today:
        raise InvalidInput({"on": "day-in-future"})
    stored = {
        one.from_code_id: one
        for one in work.session.scalars(
            select(ServiceCodeMappingRecord).filter_by(to_edition_code=to_edition)
        )
    }
    services = _services_under(work, from_edition, on)
    used = {one.service_code_id for one in services}
    old = [one for one in lines_of(work.session, from_edition) if one.number in used]
    states = {
        one.code: MappingState(stored[one.number].state) for one in old if one.number in stored
    }
    missing = undecided(states, old)
    if missing:
        raise Refused("mapping-incomplete", count=len(missing), codes=missing[:5])
    moved, left = 0, 0
    touched: set[int] = set()
    for done, service in enumerate(services, 1):
        target = stored[service.service_code_id].to_code_id
        if target is None:
            left += 1
            continue
        _continue_as(work, service, target, on)
        touched.add(service.enterprise_id)
        moved += 1
        if done % 100 == 0:
            work.progress.step(done, len(services))
    for enterprise_id in sorted(touched):
        sync_record(work, enterprise_id)
    return Moved(moved, len(touched), left)


def _services_under(work: Work, edition: str, on: dt.date) -> list[EnterpriseServiceRecord]:
    last = EnterpriseServiceRecord.to_on
    return list(
        work.session.scalars(
            select(EnterpriseServiceRecord)
            .join(
                ServiceCodeRecord, ServiceCodeRecord.id == EnterpriseServiceRecord.service_code_id
            )
            .where(ServiceCodeRecord.edition_code == edition, or_(last.is_(None), last >= on))
            .order_by(EnterpriseServiceRecord.id)
        )
    )


def _continue_as(work: Work, service: EnterpriseServiceRecord, code_id: int, on: dt.date) -> None:
    """Let a service go on under another code; where it is under that one already, both are one."""
    same = _offered_already(work, service, code_id, max(service.from_on, on))
    if same is not None:
        _take_in(work, same, service, on)
        return
    if service.from_on >= on:
        service.service_code_id = code_id
        return
    work.session.add(
        EnterpriseServiceRecord(
            enterprise_id=service.enterprise_id,
            service_code_id=code_id,
            market=service.market,
            layer=service.layer,
            is_main=service.is_main,
            from_on=on,
            to_on=service.to_on,
            note=service.note,
        )
    )
    service.to_on = on - _DAY


def _offered_already(
    work: Work, service: EnterpriseServiceRecord, code_id: int, on: dt.date
) -> EnterpriseServiceRecord | None:
    """Return the service of the same enterprise under a code that meets the days from `on`."""
    rest = Period(on, service.to_on)
    others = work.session.scalars(
        select(EnterpriseServiceRecord)
        .filter_by(enterprise_id=service.enterprise_id, service_code_id=code_id)
        .order_by(EnterpriseServiceRecord.id)
    )
    found = (one for one in others if Period(one.from_on, one.to_on).meets(rest))
    return next((one for one in found if one is not service), None)


def _take_in(
    work: Work, same: EnterpriseServiceRecord, service: EnterpriseServiceRecord, on: dt.date
) -> None:
    same.from_on = min(same.from_on, max(service.from_on, on))
    if same.to_on is not None:
        same.to_on = None if service.to_on is None else max(same.to_on, service.to_on)
    same.is_main = same.is_main or service.is_main
    if same.market != service.market:
        same.market = Reach.BOTH.value
    if service.from_on >= on:
        work.session.delete(service)
    else:
        service.to_on = on - _DAY


def _edition(work: Work, code: str) -> ServiceCodeEditionRecord:
    return work.session.scalars(select(ServiceCodeEditionRecord).filter_by(code=code)).one()


def _require_edition(
    work: Work, form: EditionForm, own: str | None, confirmed: frozenset[str]
) -> None:
    problems = check_edition(form)
    if problems or form.valid_from is None:
        raise InvalidInput(problems)
    others = [one for one in editions(work.session) if one.code != own]
    if any(one.period.first == form.valid_from for one in others):
        raise InvalidInput({"valid_from": "edition-same-day"})
    day = gap_before(form.valid_from, (one.period for one in others))
    if day is not None and "gap-between-editions" not in confirmed:
        raise NeedsConfirmation("gap-between-editions", day=day, first=form.valid_from)


def _columns(form: EditionForm) -> dict[str, object]:
    assert form.certainty is not None
    return {
        "title": form.title.strip(),
        "title_en": form.title_en.strip(),
        "document": form.document.strip(),
        "valid_from": form.valid_from,
        "valid_to": form.valid_to,
        "official_codes": form.official_codes,
        "source": form.source.strip(),
        "certainty": form.certainty.value,
    }


def _name_of(work: Work, form: EditionForm) -> str:
    """Return a name that never changes: the document's number, or the day, made unlike others."""
    base = re.sub(r"[^a-z0-9]+", "-", form.document.casefold()).strip("-")
    base = base or f"edition-{form.valid_from}"
    taken = {one.code for one in editions(work.session)}
    return next(
        name
        for name in (base, *(f"{base}-{number}" for number in range(2, len(taken) + 3)))
        if name not in taken
    )


def _require_code(
    work: Work,
    edition_code: str,
    form: SaveCode,
    record: ServiceCodeRecord | None,
    confirmed: frozenset[str],
) -> ServiceLine:
    others = [
        one
        for one in lines_of(work.session, edition_code)
        if record is None or one.number != record.id
    ]
    own = _line_of(form, others)
    problems = _key_problems(work, own, others, record)
    edition = _edition(work, edition_code)
    head = Period(edition.valid_from, edition.valid_to)
    # Numbered below it: of two of one name it is the new one that is asked about.
    there = [replace(one, number=-one.number) for one in others]
    found = [one for one in check_lines([*there, own], head) if one.number == 0]
    for one in found:
        if one.severity is Severity.STOP and one.code != "twice-in-file":
            problems.setdefault(one.column, one.code)
    facts = {name: value for one in found for name, value in one.facts.items()}
    if problems or own.line is None:
        raise InvalidInput(problems, **facts)
    for one in found:
        if one.severity is Severity.ASK and one.code not in confirmed:
            raise NeedsConfirmation(one.code, **one.facts)
    return own.line


def _line_of(form: SaveCode, others: list[CodeLine]) -> CodeLine:
    """Return the form as a line of the list; a part is of its class's line."""
    above = form.parent.strip()
    parent = next((one for one in others if one.code == above), None)
    line = form.line or (parent.line if parent else None)
    days = Period(form.valid_from, form.valid_to)
    return CodeLine(form.code.strip(), form.name.strip(), line, above, days)


def _key_problems(
    work: Work, own: CodeLine, others: list[CodeLine], record: ServiceCodeRecord | None
) -> dict[str, str]:
    problems = {name: "required" for name in ("code", "name") if not getattr(own, name)}
    if any(one.code == own.code for one in others):
        problems["code"] = "service-code-taken"
    if record is not None and uses_of(work.session, record):
        # Services and parts refer to it as it is: another key or line would move them unseen.
        if record.code != own.code:
            problems["code"] = "service-code-fixed"
        if record.line != own.line:
            problems["line"] = "service-code-fixed"
    return problems
