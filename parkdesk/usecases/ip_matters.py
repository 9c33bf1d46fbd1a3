"""Filings and disputes (知识产权事项) that the platform follows: taken on, filed, ended."""

from __future__ import annotations

import datetime as dt
from typing import Any

from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import InvalidInput, Refused, WrongState
from parkdesk.domain.identity import Permission
from parkdesk.domain.ip_matters import (
    NEVER,
    OPEN_STATES,
    IpAction,
    IpKind,
    IpState,
    SaveMatter,
    after,
    check_ended,
    check_filed,
    check_matter,
)
from parkdesk.store.serials import next_serial
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.ip_matters import IpMatterRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command


@command(Permission.PLATFORM_EDIT)
def add_matter(work: Work, form: SaveMatter) -> int:
    """Take a filing or a dispute on; return its id."""
    values = _checked(work, form)
    prefix = f"ZS-{values['opened_on'].year}-"
    serial = next_serial(work, IpMatterRecord.number, prefix)
    record = IpMatterRecord(number=f"{prefix}{serial:04d}", state=IpState.OPEN.value, **values)
    return work.add(record).id


@command(Permission.PLATFORM_EDIT)
def edit_matter(work: Work, matter_id: int, version: int, form: SaveMatter) -> None:
    """Correct a matter that is open, or set the last day of its next step."""
    record = work.get(IpMatterRecord, matter_id, version=version)
    if IpState(record.state) not in OPEN_STATES:
        raise WrongState(state=IpState(record.state), action="edit")
    values = _checked(work, form)
    if record.filed_on is not None:
        if values["opened_on"] > record.filed_on:
            raise InvalidInput({"opened_on": "ip-begun-after-filed"}, day=record.filed_on)
        if IpKind(values["kind"]).is_dispute:
            raise InvalidInput({"kind": "ip-was-filed"}, day=record.filed_on)
    for name, value in values.items():
        setattr(record, name, value)


@command(Permission.PLATFORM_EDIT)
def file_matter(
    work: Work, matter_id: int, version: int, filed_on: dt.date | None, application_number: str
) -> None:
    """Note that the office took a filing in (受理), with its number."""
    record = work.get(IpMatterRecord, matter_id, version=version)
    filed = after(IpKind(record.kind), IpState(record.state), IpAction.FILE)
    problems = check_filed(filed_on, application_number, record.opened_on, work.today)
    if problems:
        raise InvalidInput(problems, day=record.opened_on)
    record.state = filed.value
    record.filed_on = filed_on
    record.application_number = application_number.strip()


@command(Permission.PLATFORM_EDIT)
def end_matter(
    work: Work,
    matter_id: int,
    version: int,
    action: IpAction | None,
    closed_on: dt.date | None,
    certificate_number: str = "",
    outcome: str = "",
) -> None:
    """Note how a matter ended: granted, refused, settled, decided or withdrawn."""
    record = work.get(IpMatterRecord, matter_id, version=version)
    if action is None:
        raise InvalidInput({"action": "required"})
    ended = after(IpKind(record.kind), IpState(record.state), action)
    if ended in OPEN_STATES:
        raise WrongState(state=IpState(record.state), action=action)
    since = record.filed_on or record.opened_on
    problems = check_ended(action, closed_on, certificate_number, outcome, since, work.today)
    if problems:
        raise InvalidInput(problems, day=since)
    record.state = ended.value
    record.closed_on = closed_on
    record.certificate_number = certificate_number.strip()
    record.outcome = outcome.strip()


@command(Permission.PLATFORM_EDIT)
def take_matter_back(work: Work, matter_id: int, version: int) -> None:
    """Take the last step back that was noted by mistake: the end, or else the filing."""
    record = work.get(IpMatterRecord, matter_id, version=version)
    state = IpState(record.state)
    if state is IpState.OPEN:
        raise WrongState(state=state, action="take-back")
    if state is IpState.FILED:
        record.state, record.filed_on, record.application_number = IpState.OPEN.value, None, ""
        return
    record.state = (IpState.FILED if record.filed_on is not None else IpState.OPEN).value
    record.closed_on, record.certificate_number, record.outcome = None, "", ""


@command(Permission.PLATFORM_EDIT)
def delete_matter(work: Work, matter_id: int, version: int) -> None:
    """Delete a matter that was entered by mistake; one that went any step stays."""
    record = work.get(IpMatterRecord, matter_id, version=version)
    if IpState(record.state) is not IpState.OPEN:
        raise Refused("ip-matter-went-on", number=record.number)
    work.session.delete(record)


def _checked(work: Work, form: SaveMatter) -> dict[str, Any]:
    enterprise = work.session.get(EnterpriseRecord, form.enterprise_id or 0)
    residence = Residence(None, None)
    if enterprise is not None:
        residence = Residence(enterprise.entered_on, enterprise.left_on)
    problems = check_matter(form, residence, work.today)
    if enterprise is None:
        problems["enterprise_id"] = "required" if form.enterprise_id is None else "unknown"
    if problems or enterprise is None or form.kind is None or form.opened_on is None:
        name = enterprise.name if enterprise is not None else ""
        raise InvalidInput(problems, enterprise=name, left_on=residence.left_on)
    return {
        "enterprise_id": enterprise.id,
        "enterprise_sort_key": enterprise.sort_key,
        "kind": form.kind.value,
        "title": form.title.strip(),
        "other_side": form.other_side.strip(),
        "opened_on": form.opened_on,
        "due_on": form.due_on,
        "due_key": form.due_on or NEVER,
        "note": form.note.strip(),
    }
