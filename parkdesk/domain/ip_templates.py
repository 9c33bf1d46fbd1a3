"""Templates (文本模板) that the intellectual-property platform hands to enterprises.

The white paper gives the platform templates of confidentiality agreements (保密协议) and for trade
secrets (商业秘密); no text of one could be read. A template is whatever file the park puts here,
with where it comes from.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

LONGEST_TITLE = 100
LONGEST_WORDS = 200


class IpTemplateKind(StrEnum):
    """What a template is for."""

    NDA = "nda"
    """保密协议"""
    TRADE_SECRET = "trade-secret"  # noqa: S105 (no password)
    """商业秘密保护"""
    OWNERSHIP = "ownership"
    """成果归属约定"""
    OTHER = "other"


class IpTemplateState(StrEnum):
    """Whether a template is handed out; only the day of its end was ever typed."""

    OFFERED = "offered"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class SaveIpTemplate:
    """A template as typed, its file apart."""

    title: str
    kind: IpTemplateKind | None
    source: str
    """Who wrote it: an office, a lawyer, a law."""
    edition: str = ""
    """Edition or day, as its author calls it."""
    note: str = ""


def state_on(day: dt.date, retired_on: dt.date | None) -> IpTemplateState:
    """Return whether a template is handed out on a day."""
    retired = retired_on is not None and retired_on <= day
    return IpTemplateState.RETIRED if retired else IpTemplateState.OFFERED


def check_template(form: SaveIpTemplate) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems = {name: "required" for name in ("title", "source") if not getattr(form, name).strip()}
    if form.kind is None:
        problems["kind"] = "required"
    lengths = {"title": LONGEST_TITLE, "source": LONGEST_WORDS, "edition": LONGEST_WORDS}
    for name, most in lengths.items():
        if len(getattr(form, name).strip()) > most:
            problems[name] = "ip-template-too-long"
    return problems
