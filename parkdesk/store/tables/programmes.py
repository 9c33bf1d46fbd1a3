"""Subsidy programmes (政策包): dated rules as data, and who wrote and released each edition."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, Record, Versioned

DRAFT, RELEASED = "draft", "released"


class ProgrammeRecord(Versioned, Record):
    """One edition of a programme; its rules are the parsed content."""

    __tablename__ = "programme"
    __table_args__ = (UniqueConstraint("code", "edition"),)

    code: Mapped[str] = mapped_column(comment="Name that never changes: national-2013")
    edition: Mapped[int] = mapped_column(comment="1, 2, … of the same code")
    year: Mapped[int] = mapped_column(comment="Programme year")
    title: Mapped[str] = mapped_column(comment="Title, as the notice gives it")
    document_number: Mapped[str] = mapped_column(comment="财企…号")
    region: Mapped[str] = mapped_column(comment="Region and level")
    window_first_on: Mapped[dt.date | None] = mapped_column(
        comment="First day of the supported window; empty: not known"
    )
    window_last_on: Mapped[dt.date | None] = mapped_column(comment="Last day of that window")
    open_for_claims: Mapped[bool] = mapped_column(comment="New claims may be made")
    is_template: Mapped[bool] = mapped_column(comment="A template to be completed by the park")
    budget_cents: Mapped[Cents | None] = mapped_column(comment="The park's budget; empty: unknown")
    content: Mapped[str] = mapped_column(Text, comment="The whole programme as TOML, with marks")
    state: Mapped[str] = mapped_column(
        default=RELEASED,
        server_default=RELEASED,
        comment="draft, or released: then its rules are fixed",
    )
    copied_from_id: Mapped[int | None] = mapped_column(
        ForeignKey("programme.id"), comment="The edition that its draft was copied from"
    )


class ProgrammeStepRecord(Record):
    """One step of an edition: begun, changed, released, thrown away."""

    __tablename__ = "programme_step"
    __table_args__ = (Index(None, "programme_id", "id"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), comment="The edition")
    at: Mapped[dt.datetime] = mapped_column(comment="When")
    actor_id: Mapped[int] = mapped_column(comment="Who")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
    action: Mapped[str] = mapped_column(comment="begin, edit or release")
    cases_passed: Mapped[int | None] = mapped_column(
        comment="Test cases that had passed at the release"
    )
    note: Mapped[str] = mapped_column(default="", comment="What the person wrote")
