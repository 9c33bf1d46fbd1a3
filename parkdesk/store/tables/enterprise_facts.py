"""Facts of enterprises by date (按日期的事实): people, capital, premises, addresses, old numbers.

The newest of each is repeated in `enterprise` as "last known", for lists; `store.enterprise_steps`
alone keeps the two in step.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Minor, Record, Versioned

ORIGIN = "entered, imported, or carried-over from the time before facts had days"


class EnterpriseHeadcountRecord(Versioned, Record):
    """How many people an enterprise employed (从业人员) from a day on."""

    __tablename__ = "enterprise_headcount"
    __table_args__ = (UniqueConstraint("enterprise_id", "from_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    from_on: Mapped[dt.date] = mapped_column(comment="The day on which they were counted")
    headcount: Mapped[int] = mapped_column(comment="从业人员")
    graduates: Mapped[int | None] = mapped_column(
        comment="其中大学(含大专)以上; empty: not known, which is not none"
    )
    origin: Mapped[str] = mapped_column(default="entered", comment=ORIGIN)
    source: Mapped[str] = mapped_column(default="", comment="Paper or return it was read from")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class EnterpriseCapitalRecord(Versioned, Record):
    """The registered capital (注册资本) from a day on."""

    __tablename__ = "enterprise_capital"
    __table_args__ = (UniqueConstraint("enterprise_id", "from_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    from_on: Mapped[dt.date] = mapped_column(comment="First day of that capital")
    currency: Mapped[str] = mapped_column(default="CNY", comment="ISO 4217")
    amount_minor: Mapped[Minor] = mapped_column(comment="In whole minor units of the currency")
    origin: Mapped[str] = mapped_column(default="entered", comment=ORIGIN)
    source: Mapped[str] = mapped_column(default="", comment="Paper it was read from")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class EnterprisePremisesRecord(Versioned, Record):
    """Rooms that an enterprise has in the park (场地); it may have several at a time."""

    __tablename__ = "enterprise_premises"
    __table_args__ = (
        Index(None, "enterprise_id", "from_on"),
        Index(None, "lease_to"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    building: Mapped[str] = mapped_column(default="", comment="楼宇")
    floor: Mapped[str] = mapped_column(default="", comment="楼层")
    room: Mapped[str] = mapped_column(default="", comment="房号")
    area_centi_sqm: Mapped[int | None] = mapped_column(
        comment="Area in hundredths of a square metre"
    )
    from_on: Mapped[dt.date] = mapped_column(comment="First day: the lease's, or moving in")
    lease_to: Mapped[dt.date | None] = mapped_column(comment="租赁到期: last day of the lease")
    until_on: Mapped[dt.date | None] = mapped_column(
        comment="Last day in these rooms; empty: still there, also after the lease's end"
    )
    origin: Mapped[str] = mapped_column(default="entered", comment=ORIGIN)
    source: Mapped[str] = mapped_column(default="", comment="Lease or other paper it was read from")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class EnterpriseAddressRecord(Versioned, Record):
    """An address from a day on (住所、办公地址); the older ones are its former addresses."""

    __tablename__ = "enterprise_address"
    __table_args__ = (UniqueConstraint("enterprise_id", "kind", "from_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    kind: Mapped[str] = mapped_column(comment="registered (住所) or office (办公地址)")
    address: Mapped[str] = mapped_column(comment="As the licence or the enterprise writes it")
    from_on: Mapped[dt.date] = mapped_column(comment="First day of that address")
    origin: Mapped[str] = mapped_column(default="entered", comment=ORIGIN)
    source: Mapped[str] = mapped_column(default="", comment="Paper it was read from")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class EnterpriseIdentifierRecord(Versioned, Record):
    """A further number that an enterprise was known by, beside those in `enterprise`."""

    __tablename__ = "enterprise_identifier"
    __table_args__ = (
        UniqueConstraint("enterprise_id", "code"),
        Index(None, "code", "id"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    kind: Mapped[str] = mapped_column(
        comment="credit-code, organisation-code or registration-number"
    )
    code: Mapped[str] = mapped_column(comment="Bare: without blanks and hyphens, in capitals")
    until_on: Mapped[dt.date | None] = mapped_column(comment="Last day it was in use, if known")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
