"""Titles that enterprises hold (称号), and alliances that they are members of (联盟)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class TitleKindRecord(Versioned, Record):
    """A kind of title: `db/seed/title_kinds.csv`, and what the park has added."""

    __tablename__ = "title_kind"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes: model")
    name_zh: Mapped[str] = mapped_column(comment="Chinese name: 示范企业")
    name_en: Mapped[str] = mapped_column(comment="English name")
    basis: Mapped[str] = mapped_column(default="", comment="Number of the document it rests on")
    valid_months: Mapped[int | None] = mapped_column(
        comment="Months that a title holds; empty: as its document says"
    )
    own: Mapped[bool] = mapped_column(comment="Added by the park; the program never changes it")
    source: Mapped[str] = mapped_column(default="", comment="Where it was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    retired_on: Mapped[dt.date | None] = mapped_column(comment="Not offered from this day on")


class TitleRecord(Versioned, Record):
    """One title of one enterprise; granted again is a new record."""

    __tablename__ = "title"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "kind_code", "granted_on"),
        Index(None, "granted_on", "id"),
        Index(None, "valid_key", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "kind_code", "id"),
        Index(None, "number", "id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Holder")
    enterprise_sort_key: Mapped[str] = mapped_column(
        comment="Copy of the holder's dictionary order"
    )
    kind_code: Mapped[str] = mapped_column(ForeignKey("title_kind.code"), comment="Kind of title")
    number: Mapped[str] = mapped_column(default="", comment="文号 or certificate number")
    authority: Mapped[str] = mapped_column(default="", comment="认定机关")
    granted_on: Mapped[dt.date] = mapped_column(comment="First day it is held")
    valid_until: Mapped[dt.date | None] = mapped_column(comment="Last day; empty: no end is named")
    valid_key: Mapped[dt.date] = mapped_column(comment="valid_until, or 9999-12-31: for sorting")
    withdrawn_on: Mapped[dt.date | None] = mapped_column(comment="Withdrawn from this day on")
    withdrawal: Mapped[str] = mapped_column(default="", comment="Why, and by which document")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class AllianceMembershipRecord(Versioned, Record):
    """A membership of an alliance or association of the trade."""

    __tablename__ = "alliance_membership"
    __table_args__ = (UniqueConstraint("enterprise_id", "alliance", "since_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Member")
    alliance: Mapped[str] = mapped_column(index=True, comment="Name of the alliance")
    role: Mapped[str] = mapped_column(comment="chair, vice-chair, council or member")
    since_on: Mapped[dt.date] = mapped_column(comment="First day of the membership")
    until_on: Mapped[dt.date | None] = mapped_column(comment="Last day; empty: still a member")
    number: Mapped[str] = mapped_column(default="", comment="Number of the paper or the member")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
