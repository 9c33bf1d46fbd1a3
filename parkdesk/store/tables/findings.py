"""Compliance findings (合规发现): what was found, what was said to it, how it ended."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class FindingRecord(Versioned, Record):
    """One thing that is not as a rule asks, from the day it was found to the day it ended.

    A finding that comes back after it ended is a new row that follows the old one: what was said
    to the first is not said to the second. What stands is kept once (`standing_for`): of two desks
    that look at the same moment one is refused. The key names no owner, for two records of one
    enterprise may be merged: it is free until the next look.
    """

    __tablename__ = "finding"
    __table_args__ = (
        UniqueConstraint("standing_for", "rule_code", "subject"),
        Index(None, "state", "due_on", "id"),
        Index(None, "due_on", "id"),
        Index(None, "rank", "id"),
        Index(None, "found_on", "id"),
        Index(None, "rule_code", "id"),
        Index(None, "enterprise_id", "state", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "owner_id", "state"),
        Index(None, "ended_key", "id"),
    )

    rule_code: Mapped[str] = mapped_column(
        ForeignKey("compliance_rule.code"), comment="The rule that it rests on"
    )
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    subject: Mapped[str] = mapped_column(comment="What it is about: the same is found once")
    page: Mapped[str] = mapped_column(comment="The page that shows what it is about")
    record_id: Mapped[int] = mapped_column(comment="The record there")
    facts: Mapped[str] = mapped_column(Text, comment="JSON: what its sentence names")
    rank: Mapped[int] = mapped_column(comment="0 serious, 1 warning, 2 hint: as the rule says")
    since_on: Mapped[dt.date] = mapped_column(comment="The day from which it is so")
    found_on: Mapped[dt.date] = mapped_column(comment="The day on which it was found")
    due_on: Mapped[dt.date] = mapped_column(comment="Until when it is to be answered")
    due_set: Mapped[bool] = mapped_column(
        default=False, comment="Somebody set the day; otherwise the rule did"
    )
    state: Mapped[str] = mapped_column(comment="open, answered or ended")
    owner_id: Mapped[int | None] = mapped_column(comment="Who looks after it")
    owner_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    answer: Mapped[str] = mapped_column(
        default="", comment="explained, under-way or settled; empty: none"
    )
    words: Mapped[str] = mapped_column(default="", comment="The answer in words")
    answered_on: Mapped[dt.date | None] = mapped_column(comment="When it was answered")
    answered_by: Mapped[str] = mapped_column(default="", comment="Who answered it")
    paper_id: Mapped[int | None] = mapped_column(
        ForeignKey("paper.id"), index=True, comment="The paper that the answer rests on"
    )
    waived_until: Mapped[dt.date] = mapped_column(
        comment="Last day of the waiver that holds, or 0001-01-01"
    )
    ended_on: Mapped[dt.date | None] = mapped_column(comment="The day on which it was over")
    ended_key: Mapped[dt.date] = mapped_column(comment="ended_on, or 9999-12-31: for filters")
    ending: Mapped[str] = mapped_column(Text, default="", comment="JSON: the fact that ended it")
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("finding.id"), index=True, comment="The one that ended before it came back"
    )
    standing_for: Mapped[int | None] = mapped_column(
        comment="Number of its enterprise while it stands; empty once it ended, or after a merge"
    )


class FindingStepRecord(Record):
    """What happened to a finding, step by step."""

    __tablename__ = "finding_step"
    __table_args__ = (Index(None, "finding_id", "id"),)

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), comment="The finding")
    at: Mapped[dt.datetime] = mapped_column(comment="When")
    actor_name: Mapped[str] = mapped_column(comment="Who: name at that time")
    act: Mapped[str] = mapped_column(comment="assigned, answered, reopened, waived, …")
    words: Mapped[str] = mapped_column(default="", comment="What was said")
    day: Mapped[dt.date | None] = mapped_column(comment="The day it names: due, end of a waiver")


class FindingWaiverRecord(Versioned, Record):
    """Leave for a finding to stand (豁免), given by a named person to a day."""

    __tablename__ = "finding_waiver"
    __table_args__ = (Index(None, "finding_id", "id"),)

    finding_id: Mapped[int] = mapped_column(ForeignKey("finding.id"), comment="The finding")
    from_on: Mapped[dt.date] = mapped_column(comment="First day")
    until_on: Mapped[dt.date] = mapped_column(comment="Last day")
    reason: Mapped[str] = mapped_column(comment="Why")
    given_at: Mapped[dt.datetime] = mapped_column(comment="When it was given")
    given_by_id: Mapped[int] = mapped_column(comment="Who gave it")
    given_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    revoked_on: Mapped[dt.date | None] = mapped_column(comment="It ended on this day instead")
    revoked_by_name: Mapped[str] = mapped_column(default="", comment="Who ended it")
    revoked_reason: Mapped[str] = mapped_column(default="", comment="Why it was ended")


class FindingRunRecord(Record):
    """How far the findings are up to date: one row, derived, never in the trail."""

    __tablename__ = "finding_run"

    trail_id: Mapped[int] = mapped_column(comment="Newest entry of the trail that was looked at")
    day: Mapped[dt.date] = mapped_column(comment="The day as at which it was looked")
    digest: Mapped[str] = mapped_column(
        comment="SHA-256 of the rules and of what else holds for every enterprise"
    )
    at: Mapped[dt.datetime] = mapped_column(comment="When")


class FindingDayRecord(Record):
    """The next day on which an enterprise's findings change by themselves: derived, no trail."""

    __tablename__ = "finding_day"
    __table_args__ = (UniqueConstraint("enterprise_id"), Index(None, "next_on", "id"))

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    next_on: Mapped[dt.date] = mapped_column(comment="That day, or 9999-12-31")
