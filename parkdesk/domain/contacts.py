"""People of an enterprise to turn to (联系人), and what for."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
_PHONE = frozenset("0123456789+-() /转,;")
LONGEST_NAME = 60


class Duty(StrEnum):
    """What a contact is there for."""

    STATISTICS = "statistics"
    SUBSIDIES = "subsidies"
    CERTIFICATES = "certificates"
    EMERGENCY = "emergency"


@dataclass(frozen=True, slots=True)
class SaveContact:
    """A contact as typed. A number or address that comes back masked, or None, stays as it is."""

    name: str
    post: str = ""
    phone: str | None = None
    mobile: str | None = None
    email: str | None = None
    duties: frozenset[Duty] = frozenset()


def check_contact(form: SaveContact) -> dict[str, str]:
    """Return what is wrong with a contact whose numbers are whole, by field."""
    problems: dict[str, str] = {}
    if not form.name.strip():
        problems["name"] = "required"
    elif len(form.name) > LONGEST_NAME:
        problems["name"] = "too-long"
    for name, number in (("phone", form.phone), ("mobile", form.mobile)):
        if not set((number or "").strip()) <= _PHONE:
            problems[name] = "phone-characters"
    email = (form.email or "").strip()
    if email and not _EMAIL.fullmatch(email):
        problems["email"] = "email-form"
    return problems


def duties_text(duties: Iterable[Duty]) -> str:
    """Return duties as they are kept: a JSON list of codes, in the order of their names."""
    return json.dumps(sorted(one.value for one in duties))


def duties_of(text: str) -> frozenset[Duty]:
    """Read what `duties_text` wrote; a code that this program does not know is left out."""
    known = {one.value for one in Duty}
    return frozenset(Duty(code) for code in json.loads(text or "[]") if code in known)
