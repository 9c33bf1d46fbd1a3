"""The park itself, its accounts and roles."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.domain.identity import SignInMode
from parkdesk.store.base import UNTRAILED, Record, Versioned


class ParkRecord(Versioned, Record):
    """The park (园区): one row, number 1."""

    __tablename__ = "park"

    name: Mapped[str] = mapped_column(comment="Name of the park")
    name_en: Mapped[str] = mapped_column(default="", comment="English name")
    region_code: Mapped[str] = mapped_column(default="", comment="GB/T 2260 code of the district")
    sign_in_mode: Mapped[SignInMode] = mapped_column(comment="How people sign in")
    is_demo: Mapped[bool] = mapped_column(default=False, comment="The demonstration park")
    fixed_now: Mapped[dt.datetime | None] = mapped_column(
        comment="The demonstration park's clock stands here"
    )
    # Random, so it stays out of the trail: the demonstration park's trail is the same on any day.
    key_id: Mapped[str] = mapped_column(
        info=UNTRAILED, comment="Name of the data key in the system's store"
    )
    key_check: Mapped[bytes] = mapped_column(info=UNTRAILED, comment="Recognises the data key")
    key_wrapped: Mapped[bytes] = mapped_column(
        info=UNTRAILED, comment="The data key, sealed by the recovery code"
    )
    last_backup_at: Mapped[dt.datetime | None] = mapped_column(comment="Last backup that was made")
    last_off_machine_at: Mapped[dt.datetime | None] = mapped_column(
        comment="Last backup that was made to another medium"
    )


class RoleRecord(Record):
    """A role (角色)."""

    __tablename__ = "role"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    name_zh: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(comment="English name")
    position: Mapped[int] = mapped_column(comment="Order in lists")


class RolePermissionRecord(Record):
    """A permission that a role grants."""

    __tablename__ = "role_permission"
    __table_args__ = (UniqueConstraint("role_code", "permission"),)

    role_code: Mapped[str] = mapped_column(ForeignKey("role.code"), comment="The role")
    permission: Mapped[str] = mapped_column(comment="`<noun>:<verb>`")


class AccountRecord(Versioned, Record):
    """A person who works with the program (账户)."""

    __tablename__ = "account"

    login: Mapped[str] = mapped_column(unique=True, comment="What the person types to sign in")
    name: Mapped[str] = mapped_column(comment="The person's name, as it stands in the trail")
    role_code: Mapped[str] = mapped_column(ForeignKey("role.code"), index=True, comment="Role")
    password_hash: Mapped[str | None] = mapped_column(
        info=UNTRAILED, comment="Argon2id; empty where the Windows account signs in"
    )
    os_account: Mapped[str | None] = mapped_column(
        unique=True, comment="Windows account that signs in as this person"
    )
    active: Mapped[bool] = mapped_column(default=True, comment="May sign in")
    failures: Mapped[int] = mapped_column(default=0, comment="Wrong passwords in a row")
    locked_until: Mapped[dt.datetime | None] = mapped_column(comment="No sign-in before this")
    last_sign_in_at: Mapped[dt.datetime | None] = mapped_column(comment="Last sign-in")
