"""What the park's figures are compared with: published series, thresholds, measures."""

from __future__ import annotations

import datetime as dt

from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record


class PublishedFigureRecord(Record):
    """A figure that was printed somewhere: `db/seed/published_figures.csv`."""

    __tablename__ = "published_figure"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    series: Mapped[str] = mapped_column(comment="training, national or market")
    year: Mapped[int] = mapped_column(comment="The year it is of")
    name_zh: Mapped[str] = mapped_column(comment="指标名称")
    name_en: Mapped[str] = mapped_column(comment="English name")
    kind: Mapped[str] = mapped_column(comment="amount, growth, share, mean or sum")
    printed: Mapped[str] = mapped_column(comment="Decimal text as printed; empty: not seen")
    more_than: Mapped[bool] = mapped_column(comment="Printed as more than this, not as this")
    unit: Mapped[str] = mapped_column(comment="percent, usd-billion, usd-100-million, …")
    parts: Mapped[str] = mapped_column(
        comment="Codes it is worked out from, blanks between; empty: an amount of its own"
    )
    base: Mapped[str] = mapped_column(comment="Code of what it is held against; empty: nothing")
    source_zh: Mapped[str] = mapped_column(comment="出处")
    source: Mapped[str] = mapped_column(comment="Where it was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D are 待核实")
    position: Mapped[int] = mapped_column(comment="Order of the list")


class ConcentrationMeasureRecord(Record):
    """A way to say how concentrated the park is: `db/seed/concentration_measures.csv`."""

    __tablename__ = "concentration_measure"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes: cr5, hhi")
    kind: Mapped[str] = mapped_column(comment="largest or squares")
    largest: Mapped[int] = mapped_column(comment="How many of the largest; squares: 0, all")
    name_zh: Mapped[str] = mapped_column(comment="指标名称")
    name_en: Mapped[str] = mapped_column(comment="English name")
    definition_zh: Mapped[str] = mapped_column(comment="定义")
    definition_en: Mapped[str] = mapped_column(comment="What it is")
    source: Mapped[str] = mapped_column(comment="Where the definition was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D are 待核实")
    position: Mapped[int] = mapped_column(comment="Order of the list")


class ThresholdLineRecord(Record):
    """A line that shares are watched against: `db/seed/threshold_lines.csv`.

    The lines of programmes are in the programmes; these are the ones that stand for themselves.
    """

    __tablename__ = "threshold_line"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    measure: Mapped[str] = mapped_column(comment="offshore or graduates")
    permille: Mapped[int] = mapped_column(comment="The line, in thousandths")
    near_permille: Mapped[int] = mapped_column(comment="So close to it, a share is worth a look")
    name_zh: Mapped[str] = mapped_column(comment="名称")
    name_en: Mapped[str] = mapped_column(comment="English name")
    valid_from: Mapped[dt.date | None] = mapped_column(comment="Holds from this day; empty: unseen")
    valid_to: Mapped[dt.date | None] = mapped_column(comment="… to this day; empty: still")
    source_zh: Mapped[str] = mapped_column(comment="出处")
    source: Mapped[str] = mapped_column(comment="Where it was read")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D are 待核实")
    position: Mapped[int] = mapped_column(comment="Order of the list")
