"""The marketplace (接发包): clients that give work."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class ClientRecord(Versioned, Record):
    """One client (发包商) that the park knows; contracts name theirs by its name."""

    __tablename__ = "client"
    __table_args__ = (
        UniqueConstraint("name_key", "country_code"),
        Index(None, "name", "id"),
        Index(None, "country_code", "id"),
        Index(None, "verified_key", "id"),
    )

    name: Mapped[str] = mapped_column(comment="发包商")
    name_key: Mapped[str] = mapped_column(comment="The name as two spellings of it are equal")
    country_code: Mapped[str] = mapped_column(ForeignKey("country.code"), comment="国家(地区)")
    field: Mapped[str] = mapped_column(default="", comment="Its trade: 汽车电子, 保险, …")
    people: Mapped[int | None] = mapped_column(comment="People it employs; empty: not known")
    needs: Mapped[str] = mapped_column(default="", comment="What it has done outside")
    history: Mapped[str] = mapped_column(default="", comment="Earlier dealings, in words")
    contact: Mapped[str] = mapped_column(default="", comment="Department or office to turn to")
    source: Mapped[str] = mapped_column(comment="Where this was learnt")
    verified_on: Mapped[dt.date | None] = mapped_column(comment="Day somebody last made sure")
    verified_by: Mapped[str] = mapped_column(default="", comment="Who made sure")
    verified_key: Mapped[dt.date] = mapped_column(comment="verified_on, or 0001-01-01: for sorting")
    consent_on: Mapped[dt.date | None] = mapped_column(comment="May be published from this day on")
    consent_until: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    consent_basis: Mapped[str] = mapped_column(default="", comment="The paper that says so")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class MarketItemRecord(Versioned, Record):
    """One item of market information (市场信息)."""

    __tablename__ = "market_item"
    __table_args__ = (
        UniqueConstraint("title_key", "source", "published_on"),
        Index(None, "title", "id"),
        Index(None, "published_on", "id"),
        Index(None, "useful_until", "id"),
    )

    title: Mapped[str] = mapped_column(comment="What it is about, in a line")
    title_key: Mapped[str] = mapped_column(comment="The title as two spellings of it are equal")
    source: Mapped[str] = mapped_column(comment="Who published it, or who told it")
    published_on: Mapped[dt.date] = mapped_column(comment="Day of the publication")
    useful_until: Mapped[dt.date] = mapped_column(comment="Last day on which it is of use")
    language: Mapped[str] = mapped_column(comment="zh, en, ja, …: ISO 639-1; other")
    country_code: Mapped[str | None] = mapped_column(
        ForeignKey("country.code"), index=True, comment="国家(地区); empty: of no one country"
    )
    service_code_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_code.id"), index=True, comment="业务分类代码; empty: not said"
    )
    summary: Mapped[str] = mapped_column(default="", comment="What it says")
    link: Mapped[str] = mapped_column(default="", comment="Where it stands: an address, a shelf")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
