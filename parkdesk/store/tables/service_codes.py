"""The list of outsourcing services in its editions, and the services of enterprises."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class ServiceCodeEditionRecord(Versioned, Record):
    """One edition of the list: `db/seed/service_code_editions.csv`, or a list that was imported.

    An edition may be known by its document alone and hold no codes: then it is waiting for its
    table, and the one before it goes on being used.
    """

    __tablename__ = "service_code_edition"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    title: Mapped[str] = mapped_column(comment="What people call the list, Chinese")
    title_en: Mapped[str] = mapped_column(default="", comment="… in English; empty: as in Chinese")
    document: Mapped[str] = mapped_column(default="", comment="Number of the document it stands in")
    valid_from: Mapped[dt.date] = mapped_column(comment="In force from this day")
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    official_codes: Mapped[bool] = mapped_column(
        comment="Whether the codes are the document's; otherwise they are keys of our own"
    )
    source: Mapped[str] = mapped_column(comment="Where the list was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")


class ServiceCodeRecord(Versioned, Record):
    """One line of an edition: a class of services on the first or the second level."""

    __tablename__ = "service_code"
    __table_args__ = (UniqueConstraint("edition_code", "code"),)

    edition_code: Mapped[str] = mapped_column(ForeignKey("service_code_edition.code"))
    code: Mapped[str] = mapped_column(comment="Code in its edition")
    parent_code: Mapped[str] = mapped_column(
        default="", comment="Code of the class it is a part of; empty: first level"
    )
    line: Mapped[str] = mapped_column(comment="ITO, BPO or KPO")
    name: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(default="", comment="English name; empty: as in Chinese")
    valid_from: Mapped[dt.date | None] = mapped_column(
        comment="May be used from this day; empty: as long as the edition"
    )
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    position: Mapped[int] = mapped_column(default=0, comment="Order within the edition")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D print as 待核实")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class ServiceCodeMappingRecord(Versioned, Record):
    """What a code of an older edition becomes in a newer one."""

    __tablename__ = "service_code_mapping"
    __table_args__ = (UniqueConstraint("from_code_id", "to_edition_code"),)

    from_code_id: Mapped[int] = mapped_column(ForeignKey("service_code.id"))
    to_edition_code: Mapped[str] = mapped_column(ForeignKey("service_code_edition.code"))
    to_code_id: Mapped[int | None] = mapped_column(ForeignKey("service_code.id"))
    state: Mapped[str] = mapped_column(
        comment="suggested (nobody has looked yet), confirmed, or none: it has no successor"
    )
    basis: Mapped[str] = mapped_column(comment="equal-name, equal-code, similar-name or by-hand")


class EnterpriseServiceRecord(Versioned, Record):
    """A service that an enterprise offers, for a time; the main one is in its own record too."""

    __tablename__ = "enterprise_service"
    __table_args__ = (
        Index(None, "enterprise_id", "from_on"),
        Index(None, "service_code_id", "enterprise_id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    service_code_id: Mapped[int] = mapped_column(ForeignKey("service_code.id"))
    market: Mapped[str] = mapped_column(comment="offshore, onshore or both")
    layer: Mapped[str] = mapped_column(
        default="", comment="strategic, functional or operational; empty: not said"
    )
    is_main: Mapped[bool] = mapped_column(
        default=False, comment="Whether it is the main one of its time"
    )
    from_on: Mapped[dt.date] = mapped_column(comment="Offered from this day")
    to_on: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
