"""Links of the industry chain (产业链) that no contract of the register tells."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Minor, Record, Versioned


class ChainLinkRecord(Versioned, Record):
    """Who gave work to whom, for how much, as a person entered it.

    Either side is an enterprise of the park or an outside name with its country; one of the two
    is an enterprise. What the register of contracts holds is never copied here.
    """

    __tablename__ = "chain_link"
    __table_args__ = (
        Index(None, "from_on", "id"),
        Index(None, "giver_id", "from_on"),
        Index(None, "taker_id", "from_on"),
    )

    giver_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"))
    giver_name: Mapped[str] = mapped_column(default="", comment="发包方 outside the park")
    giver_country: Mapped[str | None] = mapped_column(ForeignKey("country.code"))
    giver_place: Mapped[str] = mapped_column(
        comment="final-client, general-provider or subcontractor"
    )
    taker_id: Mapped[int | None] = mapped_column(ForeignKey("enterprise.id"))
    taker_name: Mapped[str] = mapped_column(default="", comment="接包方 outside the park")
    taker_country: Mapped[str | None] = mapped_column(ForeignKey("country.code"))
    taker_place: Mapped[str] = mapped_column(comment="general-provider or subcontractor")
    service_line: Mapped[str] = mapped_column(comment="ITO, BPO or KPO")
    measure: Mapped[str] = mapped_column(comment="signed or executed: what the amount is")
    currency: Mapped[str] = mapped_column(comment="ISO 4217")
    amount_minor: Mapped[Minor] = mapped_column(comment="Amount, minor units of the currency")
    amount_usd_cents: Mapped[Minor] = mapped_column(
        comment="Amount in US cents at the month's rate; 0 while there is no rate"
    )
    usd_rate: Mapped[str] = mapped_column(
        comment="USD for one unit, decimal text; empty: not converted yet"
    )
    from_on: Mapped[dt.date] = mapped_column(comment="First day of what the amount is for")
    to_on: Mapped[dt.date | None] = mapped_column(comment="Last day of it; empty: open")
    source: Mapped[str] = mapped_column(comment="Who or which paper says so")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
