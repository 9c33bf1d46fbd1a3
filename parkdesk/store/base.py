"""The declarative base: naming, column types and what every record carries."""

from __future__ import annotations

import datetime as dt
from enum import Enum as PyEnum
from typing import Annotated, Any, ClassVar

from sqlalchemy import BigInteger, Date, DateTime, Dialect, Enum, LargeBinary, MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, declared_attr, mapped_column
from sqlalchemy.types import TypeDecorator, TypeEngine

from parkdesk.domain.errors import StaleRecord
from parkdesk.store.vault import Vault

# Named constraints are what lets a migration drop them, on SQLite above all.
NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

UNTRAILED: dict[str, Any] = {"trail": False}
"""`info` of a column whose values must not stand in the trail: only that they changed does."""


class UtcDateTime(TypeDecorator[dt.datetime]):
    """Aware UTC in Python, naive UTC in the database, on both backends."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse a naive instant; store UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError("a naive datetime reached the store")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Return aware UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


class EncryptedText(TypeDecorator[str]):
    """Text that lies encrypted in the database; `context` is its `table.column`.

    The key is the engine's: `make_engine` hangs the vault on the dialect, which is what a type
    is handed with every value.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, context: str) -> None:
        super().__init__()
        self.context = context

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:
        """Encrypt on the way in."""
        return None if value is None else vault_of(dialect).encrypt(value, self.context)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:
        """Decrypt on the way out."""
        return None if value is None else vault_of(dialect).decrypt(value, self.context)


def vault_of(dialect: Dialect) -> Vault:
    """Return the vault that `make_engine` hung on this dialect."""
    vault = getattr(dialect, "parkdesk_vault", None)
    if not isinstance(vault, Vault):
        raise TypeError("this engine was made without a vault")
    return vault


Cents = Annotated[int, "money in CNY: whole fen, never a float or a NUMERIC"]
Minor = Annotated[int, "money in whole minor units of the row's currency"]
Day = dt.date


class Record(DeclarativeBase):
    """Base of every table. Records hold data; rules live in `parkdesk.domain`."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, TypeEngine[Any]]] = {
        dt.datetime: UtcDateTime(),
        dt.date: Date(),
        Cents: BigInteger(),
        Minor: BigInteger(),
        str: String(),
        # By value, as text: a new state must not need ALTER TYPE.
        PyEnum: Enum(
            PyEnum,
            native_enum=False,
            length=32,
            values_callable=lambda cls: [member.value for member in cls],
        ),
    }

    id: Mapped[int] = mapped_column(primary_key=True, comment="Number of the row")


class Versioned:
    """Optimistic lock: a stale save fails instead of overwriting."""

    version: Mapped[int] = mapped_column(
        default=1, comment="Rises with every save; a save of an older one is refused"
    )

    def stale(self, session: Session) -> StaleRecord:
        """Return the refusal of a save of an older version, with what is known of the newer one."""
        del session
        return StaleRecord(table=self.__tablename__, id=self.id)  # type: ignore[attr-defined]

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, object]:  # noqa: N805 (SQLAlchemy's own convention)
        return {"version_id_col": cls.version}
