"""What the intellectual-property platform follows for enterprises (知识产权事项).

Filings are 计算机软件著作权登记 (计算机软件保护条例 art. 7), 作品登记, and the patents of 专利法
art. 2: 发明, 实用新型, 外观设计. Disputes (纠纷) stand beside them. No document read here lists
columns for a park's own register of them: these are the park's own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.contracts import Residence
from parkdesk.domain.errors import WrongState
from parkdesk.domain.reasons import says_too_little
from parkdesk.domain.service_log import LEFT

NEVER = dt.date.max
"""Stands for "no day is set" where days are put in order."""
LONGEST_TITLE = 200
LONGEST_NUMBER = 60
LONGEST_WORDS = 200


class IpKind(StrEnum):
    """What a matter is about."""

    SOFTWARE_COPYRIGHT = "software-copyright"
    """软件著作权登记"""
    COPYRIGHT = "copyright"
    """作品登记"""
    INVENTION = "invention"
    """发明专利"""
    UTILITY_MODEL = "utility-model"
    """实用新型专利"""
    DESIGN = "design"
    """外观设计专利"""
    DISPUTE = "dispute"
    """纠纷"""

    @property
    def is_dispute(self) -> bool:
        """Whether it is a dispute and no filing."""
        return self is IpKind.DISPUTE


class IpState(StrEnum):
    """Where a matter is."""

    OPEN = "open"
    """A filing in preparation, a dispute going on."""
    FILED = "filed"
    """已受理: the office has given it a number."""
    GRANTED = "granted"
    """登记 or 授权."""
    REFUSED = "refused"
    """驳回"""
    SETTLED = "settled"
    """和解"""
    DECIDED = "decided"
    """Decided by a court or an arbitration."""
    WITHDRAWN = "withdrawn"
    """撤回"""


class IpAction(StrEnum):
    """What happens to a matter."""

    FILE = "file"
    GRANT = "grant"
    REFUSE = "refuse"
    SETTLE = "settle"
    DECIDE = "decide"
    WITHDRAW = "withdraw"


OPEN_STATES = (IpState.OPEN, IpState.FILED)
_OF_FILINGS = {
    (IpState.OPEN, IpAction.FILE): IpState.FILED,
    (IpState.OPEN, IpAction.WITHDRAW): IpState.WITHDRAWN,
    (IpState.FILED, IpAction.GRANT): IpState.GRANTED,
    (IpState.FILED, IpAction.REFUSE): IpState.REFUSED,
    (IpState.FILED, IpAction.WITHDRAW): IpState.WITHDRAWN,
}
_OF_DISPUTES = {
    (IpState.OPEN, IpAction.SETTLE): IpState.SETTLED,
    (IpState.OPEN, IpAction.DECIDE): IpState.DECIDED,
    (IpState.OPEN, IpAction.WITHDRAW): IpState.WITHDRAWN,
}


def steps_of(kind: IpKind) -> Mapping[tuple[IpState, IpAction], IpState]:
    """Return every step that a matter of the kind can go."""
    return _OF_DISPUTES if kind.is_dispute else _OF_FILINGS


def endings(kind: IpKind, state: IpState) -> tuple[IpAction, ...]:
    """Return the ways in which a matter can end from where it is."""
    return tuple(
        action
        for (source, action), target in steps_of(kind).items()
        if source is state and target not in OPEN_STATES
    )


def after(kind: IpKind, state: IpState, action: IpAction) -> IpState:
    """Return the state that `action` leads to; raises WrongState where it leads nowhere."""
    try:
        return steps_of(kind)[state, action]
    except KeyError:
        raise WrongState(state=state, action=action) from None


@dataclass(frozen=True, slots=True)
class MatterDays:
    """When a matter was filed and closed, as far as it was, and what it is now."""

    state: IpState
    filed_on: dt.date | None = None
    closed_on: dt.date | None = None

    def state_on(self, day: dt.date) -> IpState:
        """Return where it was at the end of `day`."""
        if self.closed_on is not None and self.closed_on <= day:
            return self.state
        if self.filed_on is not None and self.filed_on <= day:
            return IpState.FILED
        return IpState.OPEN


def is_past_due(state: IpState, due_on: dt.date | None, day: dt.date) -> bool:
    """Return whether it is still open after the last day of its next step (期限)."""
    return state in OPEN_STATES and due_on is not None and due_on < day


@dataclass(frozen=True, slots=True)
class SaveMatter:
    """A matter as typed."""

    enterprise_id: int | None
    kind: IpKind | None
    title: str
    opened_on: dt.date | None
    other_side: str = ""
    """Of a dispute."""
    due_on: dt.date | None = None
    """Last day of the next step; None: none is set."""
    note: str = ""


def check_matter(form: SaveMatter, residence: Residence, today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    problems: dict[str, str] = {}
    if form.kind is None:
        problems["kind"] = "required"
    if form.opened_on is None:
        problems["opened_on"] = "required"
    if not form.title.strip():
        problems["title"] = "required"
    elif len(form.title.strip()) > LONGEST_TITLE:
        problems["title"] = "ip-words-too-long"
    return problems | _sides(form) | _days(form, residence, today)


def _sides(form: SaveMatter) -> dict[str, str]:
    named = form.other_side.strip()
    if form.kind is not None and form.kind.is_dispute and not named:
        return {"other_side": "required"}
    if form.kind is not None and not form.kind.is_dispute and named:
        return {"other_side": "ip-filing-has-no-other-side"}
    return {"other_side": "ip-words-too-long"} if len(named) > LONGEST_WORDS else {}


def _days(form: SaveMatter, residence: Residence, today: dt.date) -> dict[str, str]:
    opened = form.opened_on
    if opened is None:
        return {}
    problems: dict[str, str] = {}
    if opened > today:
        problems["opened_on"] = "in-the-future"
    if residence.left_on is not None and opened > residence.left_on:
        problems["enterprise_id"] = LEFT
    if form.due_on is not None and form.due_on < opened:
        problems["due_on"] = "ip-due-before-begun"
    return problems


def check_filed(
    filed_on: dt.date | None, number: str, opened_on: dt.date, today: dt.date
) -> dict[str, str]:
    """Return what does not hold of a filing that the office took in."""
    problems = _step_day("filed_on", filed_on, opened_on, today)
    if not number.strip():
        problems["application_number"] = "required"
    elif len(number.strip()) > LONGEST_NUMBER:
        problems["application_number"] = "ip-number-too-long"
    return problems


def check_ended(
    action: IpAction, closed_on: dt.date | None, number: str, words: str, since: dt.date,
    today: dt.date,
) -> dict[str, str]:  # fmt: skip
    """Return what does not hold of an end: a grant has its certificate, all others their words."""
    problems = _step_day("closed_on", closed_on, since, today)
    if action is IpAction.GRANT:
        if not number.strip():
            problems["certificate_number"] = "required"
    elif says_too_little(words):
        problems["outcome"] = "ip-needs-outcome"
    if len(number.strip()) > LONGEST_NUMBER:
        problems["certificate_number"] = "ip-number-too-long"
    if len(words.strip()) > LONGEST_WORDS:
        problems["outcome"] = "ip-words-too-long"
    return problems


def _step_day(
    name: str, day: dt.date | None, since: dt.date, today: dt.date
) -> dict[str, str]:  # fmt: skip
    if day is None:
        return {name: "required"}
    if day > today:
        return {name: "in-the-future"}
    return {name: "ip-step-before-last"} if day < since else {}
