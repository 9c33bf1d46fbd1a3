"""The marketplace (接发包): clients, market information, opportunities and who was recommended."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Minor, Record, Versioned


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


class OpportunityRecord(Versioned, Record):
    """One opportunity (商机): what somebody wants done."""

    __tablename__ = "opportunity"
    __table_args__ = (
        Index(None, "posted_on", "id"),
        Index(None, "answer_key", "id"),
        Index(None, "title", "id"),
        Index(None, "state", "posted_on"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="SJ-2026-0001")
    title: Mapped[str] = mapped_column(comment="What is wanted, in a line")
    source: Mapped[str] = mapped_column(comment="Where it was learnt")
    client_id: Mapped[int | None] = mapped_column(
        ForeignKey("client.id"), index=True, comment="发包商; empty: not in the register"
    )
    posted_on: Mapped[dt.date] = mapped_column(comment="发布日期")
    answer_by: Mapped[dt.date | None] = mapped_column(comment="Last day for offers; empty: none")
    answer_key: Mapped[dt.date] = mapped_column(comment="answer_by, or 9999-12-31: for sorting")
    service_code_id: Mapped[int | None] = mapped_column(
        ForeignKey("service_code.id"), index=True, comment="业务分类代码; empty: not said"
    )
    field: Mapped[str] = mapped_column(default="", comment="Trade it is for: 汽车电子, 保险, …")
    language: Mapped[str] = mapped_column(default="", comment="Working language; empty: any")
    certification_type: Mapped[str | None] = mapped_column(
        ForeignKey("certification_type.code"), comment="Certificate asked for; empty: none"
    )
    least_level: Mapped[int | None] = mapped_column(comment="Its lowest level; empty: any")
    people: Mapped[int | None] = mapped_column(comment="People the work needs; empty: not said")
    starts_on: Mapped[dt.date | None] = mapped_column(comment="Start of the work; empty: open")
    budget_usd_cents: Mapped[Minor | None] = mapped_column(comment="Budget, US cents; empty: none")
    needs: Mapped[str] = mapped_column(default="", comment="What is wanted, at length")
    state: Mapped[str] = mapped_column(
        default="posted", comment="posted, recommended, talks, signed or closed"
    )
    closed_on: Mapped[dt.date | None] = mapped_column(comment="Closed without a contract on")
    reason: Mapped[str] = mapped_column(default="", comment="Why it was closed")
    contract_id: Mapped[int | None] = mapped_column(
        ForeignKey("contract.id"), unique=True, comment="The contract that came of it; empty: none"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class OpportunityCandidateRecord(Versioned, Record):
    """An enterprise that was recommended (推荐) for an opportunity."""

    __tablename__ = "opportunity_candidate"
    __table_args__ = (
        UniqueConstraint("opportunity_id", "enterprise_id"),
        Index(None, "enterprise_id"),
    )

    opportunity_id: Mapped[int] = mapped_column(ForeignKey("opportunity.id"), comment="For which")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Who")
    recommended_on: Mapped[dt.date] = mapped_column(comment="推荐日期")
    recommended_by: Mapped[str] = mapped_column(comment="Who recommended it")
    basis: Mapped[str] = mapped_column(default="", comment="Why this one")
    talks_on: Mapped[dt.date | None] = mapped_column(comment="洽谈 from this day on; empty: no")
    dropped_on: Mapped[dt.date | None] = mapped_column(comment="Dropped out on; empty: still in")
    drop_reason: Mapped[str] = mapped_column(default="", comment="Why it dropped out")
