"""How the lists of the park call their columns: answered once for each kind of list."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class ImportHeadingRecord(Versioned, Record):
    """One heading that the program does not know by itself, and what it heads in such lists."""

    __tablename__ = "import_heading"
    __table_args__ = (UniqueConstraint("list_key", "heading"),)

    list_key: Mapped[str] = mapped_column(comment="The kind of list: enterprises, contracts")
    heading: Mapped[str] = mapped_column(
        comment="As the list writes it, without blanks and case: 单位名全称"
    )
    field: Mapped[str] = mapped_column(
        comment="The column of the list that it heads; empty: left out on purpose"
    )
    unit: Mapped[str] = mapped_column(
        server_default="",
        comment="The known heading whose unit its cells are in; empty: the usual unit",
    )
