"""What the park keeps about its packs: named choices of sections, and the words of a quarter."""

from __future__ import annotations

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Record, Versioned


class PackTemplateRecord(Versioned, Record):
    """A named choice of sections in their order (汇总模板); a document keeps its own copy."""

    __tablename__ = "pack_template"

    name: Mapped[str] = mapped_column(unique=True, comment="What people call it")
    sections: Mapped[str] = mapped_column(comment="Their codes in order, joined by commas")
    language: Mapped[str] = mapped_column(comment="zh_CN, en or both")


class QuarterTextRecord(Versioned, Record):
    """The manager's own words on a quarter (经营综述), until its edition is frozen with them."""

    __tablename__ = "quarter_text"

    quarter: Mapped[str] = mapped_column(unique=True, comment="2026Q3")
    # The trail says that the words were changed, not five thousand characters twice.
    text: Mapped[str] = mapped_column(Text, info=UNTRAILED, comment="In Chinese")
    text_en: Mapped[str] = mapped_column(
        Text, default="", info=UNTRAILED, comment="In English; empty: there is none"
    )
