"""Saved views of the lists: a filter, an order and the columns, under a name."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Record, Versioned


class SavedViewRecord(Versioned, Record):
    """A view of one list (视图): one person's, or shared by everybody who may read the list."""

    __tablename__ = "saved_view"
    __table_args__ = (Index(None, "list_key", "owner_id"),)

    list_key: Mapped[str] = mapped_column(comment="The list, such as enterprises")
    name: Mapped[str] = mapped_column(comment="What people call it")
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("account.id"), index=True, comment="Whose it is; empty: shared"
    )
    # Widths change with every drag: the trail says that a view was changed, not by how many pixels.
    definition: Mapped[str] = mapped_column(
        info=UNTRAILED,
        comment="JSON: format, filters by key, order, columns by key with widths in pixels",
    )
    created_at: Mapped[dt.datetime] = mapped_column(comment="First saved")
    changed_at: Mapped[dt.datetime] = mapped_column(comment="Saved last")


class DefaultViewRecord(Record):
    """The view with which a person's list opens."""

    __tablename__ = "default_view"
    __table_args__ = (UniqueConstraint("account_id", "list_key"),)

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), comment="The person")
    list_key: Mapped[str] = mapped_column(comment="The list, such as enterprises")
    view_id: Mapped[int] = mapped_column(
        ForeignKey("saved_view.id"), index=True, comment="The view"
    )
