"""The slow way to import a roster: openpyxl, a check, a SELECT a row, and the ORM's add_all."""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from stdnum.cn import ric


class _Base(DeclarativeBase):
    pass


class Person(_Base):
    """A row as a naive importer keeps it."""

    __tablename__ = "person"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    number: Mapped[str] = mapped_column(index=True)
    degree: Mapped[str]
    school: Mapped[str]
    graduated: Mapped[str]
    hired: Mapped[str]
    contract_first: Mapped[str]
    contract_last: Mapped[str]
    line: Mapped[str]
    post: Mapped[str]
    course: Mapped[str]
    assessment: Mapped[str]


_FIELDS = tuple(column.key for column in Person.__table__.columns if column.key != "id")


def bring(target: str, book: Path) -> None:
    """Read the workbook into a fresh table of the database at `target`."""
    engine = create_engine(target)
    _Base.metadata.drop_all(engine)
    _Base.metadata.create_all(engine)
    sheet = load_workbook(book, read_only=True, data_only=True).active
    assert sheet is not None
    with Session(engine) as session:
        people = []
        for row in sheet.iter_rows(min_row=2, values_only=True):
            cells = dict(zip(_FIELDS, map(str, row), strict=True))
            known = select(Person.id).where(Person.number == cells["number"])
            if ric.is_valid(cells["number"]) and session.execute(known).first() is None:
                people.append(Person(**cells))
        session.add_all(people)
        session.commit()
    engine.dispose()
