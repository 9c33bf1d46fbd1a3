"""Working days (工作日): where the State Council's yearly notice differs from a plain week."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record


class CalendarDayRecord(Record):
    """A weekday that is a holiday, or a weekend day that is worked (调休).

    A year of which no day stands here is not known: its weekends are counted and nothing else.
    """

    __tablename__ = "calendar_day"

    code: Mapped[str] = mapped_column(unique=True, comment="The day itself: 2026-10-01")
    day: Mapped[dt.date] = mapped_column(unique=True, comment="The day")
    works: Mapped[bool] = mapped_column(comment="A weekend day that is worked; else a day off")
    name: Mapped[str] = mapped_column(default="", comment="国庆节, …")
    document: Mapped[str] = mapped_column(comment="The notice that orders it")
    mark: Mapped[str] = mapped_column(comment="How well it is known: A, B, C or D")
    source: Mapped[str] = mapped_column(default="", comment="Where the notice was read")
    is_own: Mapped[bool] = mapped_column(default=False, comment="Entered by the park")
