"""Opportunities (商机) of the marketplace: what somebody wants done, and what became of it.

发布 → 推荐 → 洽谈 → 签约 → 执行, or closed with a reason. Where one stands is not typed: it
follows from whom the park recommended, who is in talks, and what was signed and executed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.bounds import LARGEST_MINOR, MOST_COUNTED
from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.market_items import ItemLanguage
from parkdesk.domain.reasons import says_too_little

LONGEST_TITLE = 200


class OpportunityState(StrEnum):
    """Where an opportunity is."""

    POSTED = "posted"
    """发布"""
    RECOMMENDED = "recommended"
    """推荐: the park named enterprises to whoever asks."""
    TALKS = "talks"
    """洽谈"""
    SIGNED = "signed"
    """签约: a registered contract came of it."""
    EXECUTED = "executed"
    """执行: money came in on that contract."""
    CLOSED = "closed"
    """关闭"""


OPEN_STATES = (OpportunityState.POSTED, OpportunityState.RECOMMENDED, OpportunityState.TALKS)


class CandidateState(StrEnum):
    """Where an enterprise is that was recommended."""

    RECOMMENDED = "recommended"
    TALKS = "talks"
    SIGNED = "signed"
    DROPPED = "dropped"
    """Either side said no."""


@dataclass(frozen=True, slots=True)
class CandidateDays:
    """When an enterprise was recommended, began to talk and dropped out, as far as it did."""

    recommended_on: dt.date
    talks_on: dt.date | None = None
    dropped_on: dt.date | None = None

    def state(self, *, signed: bool) -> CandidateState:
        """Return where it is; `signed`: the contract that came of it is this enterprise's."""
        if signed:
            return CandidateState.SIGNED
        if self.dropped_on is not None:
            return CandidateState.DROPPED
        return CandidateState.RECOMMENDED if self.talks_on is None else CandidateState.TALKS


def standing(
    candidates: Iterable[CandidateDays], *, signed: bool, closed: bool
) -> OpportunityState:
    """Return where an opportunity is; what was executed is the contract's to say."""
    if signed:
        return OpportunityState.SIGNED
    if closed:
        return OpportunityState.CLOSED
    live = [one for one in candidates if one.dropped_on is None]
    if any(one.talks_on is not None for one in live):
        return OpportunityState.TALKS
    return OpportunityState.RECOMMENDED if live else OpportunityState.POSTED


@dataclass(frozen=True, slots=True)
class SaveOpportunity:
    """An opportunity as typed."""

    title: str
    source: str
    posted_on: dt.date | None
    answer_by: dt.date | None
    """Last day on which an offer is taken; None: nobody named one."""
    client_id: int | None = None
    """Who asks, where the register of clients has it."""
    service_code_id: int | None = None
    field: str = ""
    language: ItemLanguage | None = None
    certification_type: str = ""
    """Code of the kind of certificate that is asked for; empty: none."""
    least_level: int | None = None
    people: int | None = None
    starts_on: dt.date | None = None
    budget_usd_cents: int | None = None
    needs: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What the registers hold that a form may refer to."""

    clients: Container[int]
    service_codes: Container[int]
    top_levels: Mapping[str, int]
    """Highest level by kind of certificate; 0 where the kind has none."""


def check_opportunity(form: SaveOpportunity, known: Known, today: dt.date) -> dict[str, str]:
    """Return what does not hold: field to code."""
    needed = {"title": form.title, "source": form.source}
    problems = {name: "required" for name, value in needed.items() if not value.strip()}
    if len(form.title.strip()) > LONGEST_TITLE:
        problems["title"] = "opportunity-title-too-long"
    for name, value, held in (
        ("client_id", form.client_id, known.clients),
        ("service_code_id", form.service_code_id, known.service_codes),
    ):
        if value is not None and value not in held:
            problems[name] = "unknown"
    return problems | _asked(form, known) | _days(form, today)


def _asked(form: SaveOpportunity, known: Known) -> dict[str, str]:
    problems: dict[str, str] = {}
    top = known.top_levels.get(form.certification_type, 0)
    if form.certification_type and form.certification_type not in known.top_levels:
        problems["certification_type"] = "unknown"
    if form.least_level is not None:
        if not form.certification_type:
            problems["least_level"] = "level-without-certificate"
        elif not 1 <= form.least_level <= top:
            problems["least_level"] = "no-such-level" if top else "kind-has-no-level"
    for name, value, most, least in (
        ("people", form.people, MOST_COUNTED, "limit-not-positive"),
        ("budget_usd_cents", form.budget_usd_cents, LARGEST_MINOR, "amount-not-positive"),
    ):
        if value is not None and not 0 < value <= most:
            problems[name] = "number-too-large" if value > most else least
    return problems


def _days(form: SaveOpportunity, today: dt.date) -> dict[str, str]:
    posted = form.posted_on
    if posted is None:
        return {"posted_on": "required"}
    problems: dict[str, str] = {}
    if posted > today:
        problems["posted_on"] = "day-in-future"
    if form.answer_by is not None and form.answer_by < posted:
        problems["answer_by"] = "end-before-start"
    if form.starts_on is not None and form.starts_on < posted:
        problems["starts_on"] = "starts-before-posting"
    return problems


def is_past(answer_by: dt.date | None, day: dt.date) -> bool:
    """Return whether no offer is taken any more; the last day still counts."""
    return answer_by is not None and answer_by < day


def check_close(reason: str) -> None:
    """Refuse to close or drop without saying why."""
    if says_too_little(reason):
        raise InvalidInput({"reason": "opportunity-needs-reason"})
