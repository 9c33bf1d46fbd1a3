"""The state machines of the program, each with a way to all of its states.

A machine with a table of steps is walked through that table. What follows from days is asked of
the domain's own function. What use-cases store is brought about by use-cases, in a real park.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from parkdesk.domain import claims, clawbacks, ip_matters, notices, payments, requests
from parkdesk.domain.brand_events import EventState
from parkdesk.domain.brand_events import state_on as event_state
from parkdesk.domain.certifications import CertificationStatus, Standing, Suspension, status_on
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.clawbacks import ClawbackState
from parkdesk.domain.clients import Consent, ConsentState
from parkdesk.domain.enterprise_status import FOLLOWS, EnterpriseStatus
from parkdesk.domain.findings import NO_WAIVER, FindingStanding, FindingState, standing_on
from parkdesk.domain.ip_matters import IpKind, IpState
from parkdesk.domain.ip_templates import IpTemplateState
from parkdesk.domain.ip_templates import state_on as template_state
from parkdesk.domain.market_items import ItemState
from parkdesk.domain.market_items import state_on as item_state
from parkdesk.domain.merges import UNDO_DAYS, UndoState, undo_state
from parkdesk.domain.notices import NoticeState
from parkdesk.domain.offers import Offer, OfferState, OfferUnit
from parkdesk.domain.opportunities import (
    CandidateDays,
    CandidateState,
    OpportunityState,
)
from parkdesk.domain.opportunities import standing as opportunity_standing
from parkdesk.domain.papers import Owner, OwnerKind, ScanState
from parkdesk.domain.payments import BatchState
from parkdesk.domain.person_bars import BarState, PersonBar
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.reminders import (
    LastWord,
    Reminder,
    ReminderAct,
    ReminderKind,
    ReminderRule,
    ReminderState,
)
from parkdesk.domain.reminders import state_on as reminder_state
from parkdesk.domain.requests import RequestState
from parkdesk.domain.statistics import FillState, fill_state
from parkdesk.domain.statistics import ReturnState as FilingState
from parkdesk.domain.stops import Stop, StopEffect, StopState
from parkdesk.domain.surveillance import (
    SurveillanceOutcome,
    SurveillanceState,
    Visit,
    course,
)
from parkdesk.domain.titles import MembershipState, TitleState, membership_state, title_state
from parkdesk.domain.training import ClassState
from parkdesk.domain.training import state_on as class_state
from parkdesk.gui.papers.inbox_rows import InboxRow
from parkdesk.scans.inbox import ScanFile
from parkdesk.usecases.paper_lists import Twin

S = TypeVar("S")
DAY = dt.date(2026, 10, 12)
BEFORE, AFTER = DAY - dt.timedelta(days=1), DAY + dt.timedelta(days=1)
LONG_AGO, FAR = dt.date(2020, 1, 1), dt.date(2030, 1, 1)


def walked(beginnings: Iterable[S], next_of: Callable[[S], Iterable[S]]) -> set[S]:
    """Every state that steps lead to from the beginnings."""
    reached: set[S] = set()
    waiting = list(beginnings)
    while waiting:
        state = waiting.pop()
        if state not in reached:
            reached.add(state)
            waiting += next_of(state)
    return reached


def _claim() -> set[ClaimState]:
    return walked(
        [ClaimState.DRAFT],
        lambda state: [claims.advance(state, action) for action in claims.actions_from(state)],
    )


def _batch() -> set[BatchState]:
    return walked(
        [BatchState.MADE],
        lambda state: [payments.advance_batch(state, one) for one in payments.batch_actions(state)],
    )


def _notice() -> set[NoticeState]:
    return walked(
        [NoticeState.OPEN],
        lambda state: [notices.advance_notice(state, one) for one in notices.notice_actions(state)],
    )


def _clawback() -> set[ClawbackState]:
    return walked(
        [ClawbackState.OPEN],
        lambda state: [
            clawbacks.advance_clawback(state, one) for one in clawbacks.clawback_actions(state)
        ],
    )


def _request() -> set[RequestState]:
    return walked(
        [RequestState.RECEIVED],
        lambda state: [
            requests.after(state, action) for source, action in requests.STEPS if source is state
        ],
    )


def _ip_matter() -> set[IpState]:
    return {
        state
        for kind in IpKind
        for state in walked(
            [IpState.OPEN],
            lambda state, kind=kind: [
                ip_matters.after(kind, state, action)
                for source, action in ip_matters.steps_of(kind)
                if source is state
            ],
        )
    }


def _enterprise() -> set[EnterpriseStatus]:
    return walked([EnterpriseStatus.APPLIED], FOLLOWS.__getitem__)


def _certificate() -> set[CertificationStatus | None]:
    standing = Standing(LONG_AGO, None)
    return {
        status_on(one, DAY)
        for one in (
            standing,
            replace(standing, expires_on=FAR, remind_on=DAY),
            replace(standing, expires_on=BEFORE),
            replace(standing, suspensions=(Suspension(BEFORE),)),
            replace(standing, withdrawn_on=DAY),
            replace(standing, superseded_on=DAY),
        )
    }


def _surveillance() -> set[SurveillanceState]:
    due = (LONG_AGO, dt.date(2022, 1, 1), dt.date(2024, 1, 1), FAR)
    visits = (
        Visit(due[0], SurveillanceOutcome.PASSED, due[0]),
        Visit(due[1], SurveillanceOutcome.MISSED),
    )
    return {step.state for step in course(due, visits, due[0], DAY)}


def _finding() -> set[FindingStanding]:
    open_, far = FindingState.OPEN, FAR
    return {
        standing_on(open_, BEFORE, NO_WAIVER, DAY),
        standing_on(open_, DAY, NO_WAIVER, DAY),
        standing_on(open_, BEFORE, DAY, DAY),
        standing_on(FindingState.ANSWERED, far, NO_WAIVER, DAY),
        standing_on(FindingState.ENDED, far, NO_WAIVER, DAY),
    }


def _reminder() -> set[ReminderState]:
    rule = ReminderRule(ReminderKind.EXPIRY, LONG_AGO, 90, 30, 7, "manager")

    def on(days: int, word: LastWord | None = None) -> ReminderState:
        due = DAY + dt.timedelta(days=days)
        one = Reminder(ReminderKind.EXPIRY, 1, due, due - dt.timedelta(days=90))
        return reminder_state(one, word, rule, DAY)

    return {
        on(-1),
        on(20),
        on(60),
        on(100),
        on(60, LastWord(ReminderAct.CONTACTED)),
        on(60, LastWord(ReminderAct.SNOOZED, AFTER)),
        on(60, LastWord(ReminderAct.SETTLED)),
    }


def _stop() -> set[StopState]:
    def on(first: dt.date, until: dt.date, lifted: dt.date | None = None) -> StopState:
        return Stop("1", frozenset(StopEffect), first, until, lifted).state(DAY)

    return {on(AFTER, FAR), on(DAY, FAR), on(LONG_AGO, BEFORE), on(LONG_AGO, FAR, DAY)}


def _bar() -> set[BarState]:
    def on(first: dt.date, until: dt.date, lifted: dt.date | None = None) -> BarState:
        return PersonBar("1", first, until, lifted).state(DAY)

    return {on(AFTER, FAR), on(DAY, FAR), on(LONG_AGO, BEFORE), on(LONG_AGO, FAR, DAY)}


def _title() -> set[TitleState]:
    return {
        title_state(AFTER, None, None, DAY),
        title_state(DAY, None, None, DAY),
        title_state(LONG_AGO, BEFORE, None, DAY),
        title_state(LONG_AGO, None, DAY, DAY),
    }


def _offer() -> set[OfferState]:
    def on(first: dt.date, until: dt.date | None = None) -> OfferState:
        kind = ServiceKind.TEST_ENVIRONMENT
        unit = OfferUnit.DAY
        return Offer(Platform.TECHNOLOGY, kind, "测试环境", unit, 0, first, until).state(DAY)

    return {on(AFTER), on(DAY), on(LONG_AGO, BEFORE)}


def _consent() -> set[ConsentState]:
    return {
        Consent(given, until, "").state(DAY)
        for given, until in ((None, None), (LONG_AGO, None), (LONG_AGO, BEFORE))
    }


def _opportunity() -> set[OpportunityState]:
    sides = (False, True)
    days = ([], [CandidateDays(DAY)], [CandidateDays(DAY, DAY)])
    reached = {
        opportunity_standing(one, signed=signed, closed=closed)
        for one in days
        for signed in sides
        for closed in sides
    }
    # Money that came in on the contract makes the last of a signed one.
    return {*reached, OpportunityState.EXECUTED}


def _event() -> set[EventState]:
    days = ((AFTER, AFTER), (DAY, DAY), (BEFORE, BEFORE))
    return {event_state(DAY, first, last, off) for first, last in days for off in (None, LONG_AGO)}


def _template() -> set[IpTemplateState]:
    return {template_state(DAY, off) for off in (None, LONG_AGO)}


def _class() -> set[ClassState]:
    days = ((AFTER, AFTER), (DAY, DAY), (BEFORE, BEFORE))
    return {class_state(DAY, first, last, off) for first, last in days for off in (None, LONG_AGO)}


def _candidate() -> set[CandidateState]:
    days = (CandidateDays(DAY), CandidateDays(DAY, DAY), CandidateDays(DAY, DAY, DAY))
    return {one.state(signed=signed) for one in days for signed in (False, True)}


def _membership() -> set[MembershipState]:
    return {
        membership_state(AFTER, None, DAY),
        membership_state(DAY, None, DAY),
        membership_state(LONG_AGO, BEFORE, DAY),
    }


def _fill() -> set[FillState]:
    def on(state: FilingState | None, due: dt.date, *, expected: bool = True) -> FillState:
        return fill_state(state, expected=expected, due_on=due, today=DAY)

    return {
        on(None, DAY, expected=False),
        on(None, DAY),
        on(None, BEFORE),
        on(FilingState.DRAFT, DAY),
        on(FilingState.SUBMITTED, BEFORE),
    }


def _undo() -> set[UndoState]:
    merged = dt.datetime(2026, 10, 12, 1, tzinfo=dt.UTC)
    late = DAY + dt.timedelta(days=UNDO_DAYS + 1)
    return {
        undo_state(merged, None, DAY),
        undo_state(merged, None, late),
        undo_state(merged, merged, late),
    }


def _scan() -> set[ScanState]:
    file = ScanFile(Path("执照.pdf"), 1, 1)
    read = InboxRow(file, sha256="ab", guessed=True)
    ready = replace(read, owner=Owner(OwnerKind.ENTERPRISE, 1), slot="lease")
    noon = dt.datetime(2026, 10, 12, 4, tzinfo=dt.UTC)
    there = Owner(OwnerKind.ENTERPRISE, 2)
    kept = Twin("ab", 1, there, 2, "太湖软件外包有限公司", "", "租约", "Lease", noon, "李芳")
    return {
        one.state
        for one in (
            InboxRow(file),
            replace(read, problem="不能打开"),
            read,
            ready,
            replace(ready, twins=(kept,)),
        )
    }


WALKED: dict[type[StrEnum], Callable[[], set[StrEnum]]] = {
    BarState: _bar,
    BatchState: _batch,
    CandidateState: _candidate,
    CertificationStatus: _certificate,
    ClaimState: _claim,
    ClawbackState: _clawback,
    EnterpriseStatus: _enterprise,
    EventState: _event,
    ClassState: _class,
    IpTemplateState: _template,
    FillState: _fill,
    ConsentState: _consent,
    FindingStanding: _finding,
    ItemState: lambda: {item_state(day, DAY) for day in (BEFORE, DAY)},
    MembershipState: _membership,
    NoticeState: _notice,
    OfferState: _offer,
    OpportunityState: _opportunity,
    ReminderState: _reminder,
    IpState: _ip_matter,
    RequestState: _request,
    ScanState: _scan,
    StopState: _stop,
    SurveillanceState: _surveillance,
    TitleState: _title,
    UndoState: _undo,
}
"""Machines that a table of steps or the days alone decide."""
