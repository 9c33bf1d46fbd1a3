"""Further contacts of an enterprise, its bank accounts, and which account it was paid to when.

The main contact and the account that subsidies are paid to stand on the enterprise's own record.
"""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, EncryptedText, Record, Versioned


class ContactRecord(Versioned, Record):
    """A person of an enterprise beside its main contact."""

    __tablename__ = "enterprise_contact"

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    name: Mapped[str] = mapped_column(comment="Name")
    post: Mapped[str] = mapped_column(default="", comment="职务")
    phone: Mapped[str | None] = mapped_column(
        EncryptedText("enterprise_contact.phone"), comment="Telephone, encrypted"
    )
    mobile: Mapped[str | None] = mapped_column(
        EncryptedText("enterprise_contact.mobile"), comment="Mobile telephone, encrypted"
    )
    email: Mapped[str | None] = mapped_column(
        EncryptedText("enterprise_contact.email"), comment="E-mail, encrypted"
    )
    duties: Mapped[str] = mapped_column(
        Text, default="[]", comment="JSON: statistics, subsidies, certificates, emergency"
    )


class BankAccountRecord(Versioned, Record):
    """A bank account beside the one that subsidies are paid to."""

    __tablename__ = "bank_account"
    __table_args__ = (Index(None, "account_hash"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    bank: Mapped[str] = mapped_column(comment="银行")
    branch: Mapped[str] = mapped_column(default="", comment="开户行")
    holder: Mapped[str] = mapped_column(comment="户名")
    account: Mapped[str] = mapped_column(
        EncryptedText("bank_account.account"), comment="银行账号, encrypted"
    )
    account_hash: Mapped[bytes] = mapped_column(
        LargeBinary(16), info=UNTRAILED, comment="Keyed hash of the number"
    )
    purpose: Mapped[str] = mapped_column(
        default="", comment="basic, general, special, foreign, other; empty: not known"
    )
    from_on: Mapped[dt.date | None] = mapped_column(comment="First day it is used")
    until_on: Mapped[dt.date | None] = mapped_column(comment="Last day it is used")


class SubsidyAccountRecord(Record):
    """The account of an enterprise's record from an instant on: written whenever it changes."""

    __tablename__ = "subsidy_account"
    __table_args__ = (
        Index(None, "enterprise_id", "id"),
        Index(None, "account_hash", "is_current"),
    )

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Whose")
    since_at: Mapped[dt.datetime | None] = mapped_column(
        comment="When it was entered; empty: before this was kept"
    )
    actor_id: Mapped[int] = mapped_column(comment="Who entered it")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
    bank_name: Mapped[str] = mapped_column(default="", comment="开户银行 then")
    account: Mapped[str | None] = mapped_column(
        EncryptedText("subsidy_account.account"), comment="银行账号, encrypted; empty: none"
    )
    account_hash: Mapped[bytes | None] = mapped_column(
        LargeBinary(16), info=UNTRAILED, comment="Keyed hash of the number"
    )
    is_current: Mapped[bool] = mapped_column(comment="The one that stands on the record")
