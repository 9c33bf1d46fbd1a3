"""Headings of the printed forms of a claim (附件表), as a programme words them."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class FormHeadingRecord(Versioned, Record):
    """The title and the column headings of one form under one edition of a programme.

    An edition without a row of its own prints those of the edition that it was copied from.
    """

    __tablename__ = "form_heading"
    __table_args__ = (UniqueConstraint("programme_id", "form"),)

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), comment="The edition")
    form: Mapped[str] = mapped_column(comment="person, hired, training, certification, opinions")
    words: Mapped[str] = mapped_column(
        Text, comment="JSON: field of the form → words; a field not named has the usual ones"
    )
    confirmed: Mapped[bool] = mapped_column(
        comment="Somebody compared them with the official annex; else 待核实 stands on the form"
    )
    changed_at: Mapped[dt.datetime] = mapped_column(comment="When they were last changed")
    changed_by: Mapped[str] = mapped_column(comment="Who changed them")
