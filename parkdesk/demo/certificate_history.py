"""What befell the certificates: suspensions, surveillance, looks into registers, money.

For the enterprises that are told at length; deterministic, without a draw.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from parkdesk.demo.certificates import Certificate
from parkdesk.demo.people import CLERK
from parkdesk.demo.size import NOW, TODAY, TOLD_AT_LENGTH
from parkdesk.domain.certifications import CertificationType, surveillance_due
from parkdesk.domain.register_checks import ANSWERS, CheckResult, Register, usual_register

Row = dict[str, Any]
_CLERK_ID = 2
_LIFTED = {6: (dt.date(2025, 9, 8), dt.date(2025, 11, 3))}
"""Suspended once and in force again, by the enterprise's number."""
_MISSED = {12: dt.date(2026, 7, 6)}
_NEVER_CHECKED = 4
"""Every so many-th certificate was never looked up."""
_GRANTS = {
    1: (("maintenance", 38_000_000),),
    5: (("first", 50_000_000), ("maintenance", 12_000_000)),
    8: (("first", 26_000_000),),
    14: (("upgrade", 45_000_000),),
}
"""Events funded under this year's programme, on the certificates of an enterprise in turn."""


def suspensions(one: Certificate, id_: int) -> Iterator[Row]:
    """Yield the times in which the certifier had suspended a certificate."""
    lifted = _LIFTED.get(one.enterprise)
    if lifted is not None and not one.method and one.issued_on < lifted[0]:
        yield _suspension(id_, *lifted, "未按期接受监督审核", "补充监督审核通过")
    if one.suspended_on is not None:
        yield _suspension(id_, one.suspended_on, None, one.stop_reason, "")


def _suspension(
    id_: int, first_on: dt.date, lifted_on: dt.date | None, reason: str, lifted: str
) -> Row:
    return {
        "certification_id": id_,
        "first_on": first_on,
        "lifted_on": lifted_on,
        "reason": reason,
        "lifted_reason": lifted,
    }


def surveillance(one: Certificate, id_: int, kind: CertificationType) -> Iterator[Row]:
    """Yield what became of each surveillance audit; a suspended holder missed the last one."""
    if one.enterprise > TOLD_AT_LENGTH or one.last_surveillance_on is None:
        return
    missed = one.suspended_on is not None and one.enterprise in _MISSED
    due = [
        day
        for day in surveillance_due(kind, one.issued_on, one.expires_on)
        if day - dt.timedelta(days=30) <= one.last_surveillance_on or (missed and day < TODAY)
    ]
    for day in due:
        is_missed = missed and day == due[-1]
        yield {
            "certification_id": id_,
            "due_on": day,
            "outcome": "missed" if is_missed else "passed",
            "done_on": None if is_missed else day - dt.timedelta(days=9),
            "note": "企业称已另约时间" if is_missed else "",
            **_written(min(day, TODAY)),
        }


def checks(one: Certificate, id_: int, kind: CertificationType, holder: str) -> Iterator[Row]:
    """Yield the looks into registers: most as stated, some of every other result, some never."""
    if one.enterprise > TOLD_AT_LENGTH or id_ % _NEVER_CHECKED == 0:
        return
    day = max(one.issued_on, TODAY - dt.timedelta(days=(id_ * 37) % 420))
    result = _result(one, id_)
    register = usual_register(kind)
    name = one.unit or holder
    yield _check(id_, register, day, name, result)
    if result is CheckResult.UNAVAILABLE:
        yield _check(id_, register, min(day + dt.timedelta(days=1), TODAY), name, _AGAIN)


_AGAIN = CheckResult.AS_STATED


def _result(one: Certificate, id_: int) -> CheckResult:
    if one.method and id_ % 7 == 3:  # noqa: PLR2004 (every seventh)
        return CheckResult.NOT_PUBLISHED
    if id_ % 11 == 5:  # noqa: PLR2004 (every eleventh)
        return CheckResult.DIFFERENT
    return CheckResult.UNAVAILABLE if id_ % 13 == 1 else CheckResult.AS_STATED


def _check(id_: int, register: Register, day: dt.date, name: str, result: CheckResult) -> Row:
    found = "登记名称为迁址前的旧名称" if result is CheckResult.DIFFERENT else ""
    note = "查询页面打不开，改日再查" if result is CheckResult.UNAVAILABLE else ""
    return {
        "certification_id": id_,
        "register": register.value,
        "checked_on": day,
        "looked_up": name,
        "result": result.value,
        "found": found,
        "note": note,
        "evidence_sha256": None,
        "evidence_name": "",
        **_written(day),
    }


def checked_columns(found: list[Row]) -> Row:
    """Return what a certificate keeps of its last check that got an answer; nothing for none."""
    answered = [row for row in found if CheckResult(row["result"]) in ANSWERS]
    if not answered:
        return {}
    last = max(answered, key=lambda row: row["checked_on"])
    return {"checked_key": last["checked_on"], "check_result": last["result"]}


def grants(held: tuple[Certificate, ...], ids: list[int], programme_id: int) -> Iterator[Row]:
    """Yield what this year's programme paid for the certificates of one enterprise."""
    if not held:
        return
    running = [
        id_
        for one, id_ in zip(held, ids, strict=True)
        if one.superseded_on is None and one.withdrawn_on is None
    ]
    told = _GRANTS.get(held[0].enterprise, ())
    for (event, amount), id_ in zip(told, running, strict=False):
        day = dt.date(2026, 6, 18)
        yield {
            "version": 1,
            "certification_id": id_,
            "programme_id": programme_id,
            "event_type": event,
            "amount_cents": amount,
            "cost_cents": amount + 6_000_000,
            "granted_on": day,
            "document_number": f"云湖商务〔2026〕{31 + held[0].enterprise}号（虚构）",
            "evidence_sha256": None,
            "evidence_name": "",
            "note": "",
            **_written(day),
        }


def _written(day: dt.date) -> Row:
    return {
        "recorded_at": NOW.replace(year=day.year, month=day.month, day=day.day),
        "actor_id": _CLERK_ID,
        "actor_name": CLERK.name,
    }
