"""Signals of claims (疑点) with their answers, pairs of persons, and samples of a group review."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, EncryptedText, Record, Versioned


class SignalRecord(Versioned, Record):
    """One question about a claim; it stays when it was answered, and when it is no longer so."""

    __tablename__ = "claim_signal"
    __table_args__ = (
        UniqueConstraint("claim_id", "kind", "subject"),
        Index(None, "state", "found_at", "id"),
        Index(None, "found_at", "id"),
        Index(None, "kind", "id"),
        Index(None, "claim_id", "id"),
        Index(None, "owner_id", "state"),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    kind: Mapped[str] = mapped_column(comment="What is asked: classes-overlap, …")
    subject: Mapped[str] = mapped_column(comment="What it asks about: the same is asked once")
    position: Mapped[int] = mapped_column(comment="Row of the roster; 0: the claim as a whole")
    facts: Mapped[str] = mapped_column(Text, comment="JSON: what the question says")
    state: Mapped[str] = mapped_column(comment="open, answered or gone")
    found_at: Mapped[dt.datetime] = mapped_column(comment="When it was first seen")
    owner_id: Mapped[int | None] = mapped_column(comment="Who looks into it")
    owner_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    answer: Mapped[str] = mapped_column(default="", comment="explained, corrected or confirmed")
    words: Mapped[str] = mapped_column(default="", comment="What was found out")
    answered_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was answered")
    answered_by_id: Mapped[int | None] = mapped_column(comment="Who answered it")
    answered_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")


class SignalRunRecord(Record):
    """What a claim was when it was last looked through: a change asks for another look."""

    __tablename__ = "claim_signal_run"

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), unique=True, comment="The claim")
    claim_version: Mapped[int] = mapped_column(comment="Its version then; 0 asks for another look")
    enterprise_version: Mapped[int] = mapped_column(comment="Version of its enterprise then")
    paper_id: Mapped[int] = mapped_column(comment="Its newest paper then; 0: none")
    run_at: Mapped[dt.datetime] = mapped_column(comment="When")


class SignalLimitRecord(Versioned, Record):
    """Where a question begins: reference data, `db/seed/signal_limits.csv`, or the park's own."""

    __tablename__ = "signal_limit"

    code: Mapped[str] = mapped_column(unique=True, comment="Which limit: run-length, …")
    value: Mapped[int] = mapped_column(comment="The value that ParkDesk comes with")
    own_value: Mapped[int | None] = mapped_column(comment="The park's own value, before it")
    source: Mapped[str] = mapped_column(comment="Where the value comes from")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D are 待核实")


class PersonPairRecord(Versioned, Record):
    """Two persons of the ledger who may be one (疑似同一人), and what somebody found out."""

    __tablename__ = "person_pair"
    __table_args__ = (UniqueConstraint("first_id", "second_id"), Index(None, "answer", "id"))

    first_id: Mapped[int] = mapped_column(
        ForeignKey("trainee.id"), comment="The one with the smaller number"
    )
    second_id: Mapped[int] = mapped_column(
        ForeignKey("trainee.id"), index=True, comment="The other one"
    )
    resemblance: Mapped[str] = mapped_column(comment="name-and-birth or one-digit")
    found_at: Mapped[dt.datetime] = mapped_column(comment="When it was first seen")
    answer: Mapped[str] = mapped_column(default="", comment="same, different, or empty: open")
    words: Mapped[str] = mapped_column(default="", comment="How that was found out")
    answered_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was answered")
    answered_by_id: Mapped[int | None] = mapped_column(comment="Who answered it")
    answered_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")


class ReviewSampleRecord(Versioned, Record):
    """A sample that was drawn before a group of claims was passed (抽查): who opened what."""

    __tablename__ = "review_sample"

    drawn_at: Mapped[dt.datetime] = mapped_column(index=True, comment="When it was drawn")
    drawn_by_id: Mapped[int] = mapped_column(comment="Who reviews")
    drawn_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    seed: Mapped[str] = mapped_column(comment="Seed of the draw: the same gives the same sample")
    claims: Mapped[str] = mapped_column(Text, comment="JSON: the group, by the claims' ids")
    drawn: Mapped[str] = mapped_column(Text, comment="JSON: the ids that must be opened")
    opened: Mapped[str] = mapped_column(Text, default="[]", comment="JSON: those opened so far")
    passed_at: Mapped[dt.datetime | None] = mapped_column(comment="When the group was passed")
    outcome: Mapped[str] = mapped_column(
        Text, default="[]", comment="JSON: what became of each claim of the group"
    )


class ReviewNoteRecord(Record):
    """What a reviewer wrote down for the next one (审核备注); the enterprise does not see it."""

    __tablename__ = "review_note"
    __table_args__ = (Index(None, "claim_id", "id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    position: Mapped[int] = mapped_column(comment="Row of the roster; 0: the claim as a whole")
    at: Mapped[dt.datetime] = mapped_column(comment="When")
    actor_id: Mapped[int] = mapped_column(comment="Who")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
    words: Mapped[str] = mapped_column(
        EncryptedText("review_note.words"),
        info=UNTRAILED,
        comment="The note, encrypted: a number may be typed there",
    )
