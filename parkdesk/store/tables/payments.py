"""Payment batches (拨付批次): who is paid what, to which account, and what became of it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, text
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Cents, EncryptedText, Record, Versioned

_LIVE = text("state IN ('pending', 'paid')")
_ENTERED = text("state = 'entered'")


class PaymentBatchRecord(Versioned, Record):
    """Payments of one programme that are released together."""

    __tablename__ = "payment_batch"
    __table_args__ = (
        Index(None, "made_at", "id"),
        Index(None, "state", "id"),
        Index(None, "total_cents", "id"),
        Index(None, "programme_id", "state"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="BF-2026-0001")
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), comment="Programme")
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment_batch.id"), index=True, comment="The batch whose failures it pays again"
    )
    state: Mapped[str] = mapped_column(comment="made, approved, sent, settled or cancelled")
    lines: Mapped[int] = mapped_column(comment="Lines of the batch")
    total_cents: Mapped[Cents] = mapped_column(comment="Sum of its lines")
    paid_cents: Mapped[Cents] = mapped_column(default=0, comment="Sum of its paid lines")
    failed_cents: Mapped[Cents] = mapped_column(default=0, comment="Sum of its failed lines")
    made_at: Mapped[dt.datetime] = mapped_column(comment="When it was made")
    made_by_id: Mapped[int] = mapped_column(comment="Who made it")
    made_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    approved_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was approved")
    approved_by_id: Mapped[int | None] = mapped_column(comment="Who approved it")
    approved_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    ended_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was settled or cancelled")
    ending: Mapped[str] = mapped_column(default="", comment="Why it was cancelled")
    exceptions: Mapped[str] = mapped_column(
        Text, default="", comment="The two-person exceptions that were used, as they print"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class PaymentLineRecord(Record):
    """One transfer: a claim's money of one level to the account that stood there at the making.

    A claim's money of a level is pending or paid once at most: the database itself refuses more.
    """

    __tablename__ = "payment_line"
    __table_args__ = (
        Index(None, "batch_id", "position"),
        Index(None, "claim_id"),
        Index(None, "account_hash"),
        Index(
            "uq_payment_line_live",
            "claim_id",
            "level",
            unique=True,
            sqlite_where=_LIVE,
            postgresql_where=_LIVE,
        ),
    )

    batch_id: Mapped[int] = mapped_column(ForeignKey("payment_batch.id"), comment="The batch")
    position: Mapped[int] = mapped_column(comment="1, 2, … in the batch")
    reference: Mapped[str] = mapped_column(unique=True, comment="BF-2026-0001-001, for the bank")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    enterprise_id: Mapped[int] = mapped_column(
        ForeignKey("enterprise.id"), index=True, comment="Who is paid"
    )
    level: Mapped[str] = mapped_column(
        default="", comment="Whose money: central, province, …; empty: levels are not known"
    )
    amount_cents: Mapped[Cents] = mapped_column(comment="What is transferred")
    holder: Mapped[str] = mapped_column(comment="户名 at the making")
    bank_name: Mapped[str] = mapped_column(comment="银行 at the making")
    bank_branch: Mapped[str] = mapped_column(default="", comment="开户行 at the making")
    account: Mapped[str] = mapped_column(
        EncryptedText("payment_line.account"), comment="银行账号 at the making, encrypted"
    )
    account_hash: Mapped[bytes] = mapped_column(
        LargeBinary(16), info=UNTRAILED, comment="Keyed hash of the number"
    )
    state: Mapped[str] = mapped_column(comment="pending, paid, failed or cancelled")
    paid_on: Mapped[dt.date | None] = mapped_column(comment="Day of the bank's payment")
    bank_reference: Mapped[str] = mapped_column(default="", comment="流水号 of the bank")
    failure: Mapped[str] = mapped_column(default="", comment="Why it failed, in the bank's words")
    follows_id: Mapped[int | None] = mapped_column(
        ForeignKey("payment_line.id"), unique=True, comment="The failed line that it pays again"
    )


class PaymentPartRecord(Record):
    """What a line pays for one row or item of its claim: the parts of a line sum to it."""

    __tablename__ = "payment_part"
    __table_args__ = (Index(None, "line_id", "id"), Index(None, "claim_id"))

    line_id: Mapped[int] = mapped_column(ForeignKey("payment_line.id"), comment="The line")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="Copy of its claim")
    row_id: Mapped[int] = mapped_column(comment="Row of the roster, or item, of that claim")
    amount_cents: Mapped[Cents] = mapped_column(comment="Its share of the line")


class PaymentHoldRecord(Record):
    """A person or item whose verdict changed after the approval: the batch does not pay them."""

    __tablename__ = "payment_hold"
    __table_args__ = (Index(None, "batch_id", "id"), Index(None, "claim_id"))

    batch_id: Mapped[int] = mapped_column(ForeignKey("payment_batch.id"), comment="The batch")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    row_id: Mapped[int] = mapped_column(comment="Row of the roster, or item, of that claim")
    amount_cents: Mapped[Cents] = mapped_column(comment="What is not paid of the approved sum")
    difference: Mapped[str] = mapped_column(
        Text, default="[]", comment="JSON: the findings before and now"
    )


class PaymentClaimHoldRecord(Record):
    """A claim whose claimant came to fail a condition after the approval: nothing of it is paid."""

    __tablename__ = "payment_claim_hold"
    __table_args__ = (Index(None, "batch_id", "id"), Index(None, "claim_id"))

    batch_id: Mapped[int] = mapped_column(ForeignKey("payment_batch.id"), comment="The batch")
    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    amount_cents: Mapped[Cents] = mapped_column(comment="What the batch does not pay of it")
    cause: Mapped[str] = mapped_column(
        comment="claimant: a condition fails; rows: persons of it get less than the batch paid"
    )
    at_approval: Mapped[bool] = mapped_column(
        comment="It was taken out when the batch was approved; else left out when it was made"
    )
    difference: Mapped[str] = mapped_column(
        Text, default="[]", comment="JSON: the conditions as found at the approval and now"
    )
    held_at: Mapped[dt.datetime] = mapped_column(comment="When")
    held_by_name: Mapped[str] = mapped_column(comment="Name of who made or approved the batch")


class PaymentReturnRecord(Versioned, Record):
    """A transfer that came back after it was recorded as paid (银行退票).

    One person enters it from the bank's paper, another confirms it: only then has the line failed.
    """

    __tablename__ = "payment_return"
    __table_args__ = (
        Index(None, "line_id", "id"),
        Index(None, "state", "id"),
        Index(
            "uq_payment_return_entered",
            "line_id",
            unique=True,
            sqlite_where=_ENTERED,
            postgresql_where=_ENTERED,
        ),
    )

    line_id: Mapped[int] = mapped_column(ForeignKey("payment_line.id"), comment="The transfer")
    batch_id: Mapped[int] = mapped_column(
        ForeignKey("payment_batch.id"), index=True, comment="Copy of its batch"
    )
    state: Mapped[str] = mapped_column(comment="entered, confirmed or dismissed")
    amount_cents: Mapped[Cents] = mapped_column(comment="What came back: the whole transfer")
    paid_on: Mapped[dt.date] = mapped_column(comment="Day of the payment that came back")
    returned_on: Mapped[dt.date] = mapped_column(comment="Day on which it came back")
    reason: Mapped[str] = mapped_column(comment="Why, in the bank's words")
    bank_reference: Mapped[str] = mapped_column(default="", comment="流水号 of the return")
    entered_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    entered_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    entered_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    decided_at: Mapped[dt.datetime | None] = mapped_column(
        comment="When it was confirmed or dismissed"
    )
    decided_by_id: Mapped[int | None] = mapped_column(comment="Who confirmed or dismissed it")
    decided_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    ending: Mapped[str] = mapped_column(default="", comment="Why it was dismissed")


class PaymentSheetRecord(Record):
    """A bank sheet (银行代发表) that was written: the only place with whole account numbers."""

    __tablename__ = "payment_sheet"
    __table_args__ = (Index(None, "batch_id", "id"),)

    batch_id: Mapped[int] = mapped_column(ForeignKey("payment_batch.id"), comment="The batch")
    template_code: Mapped[str] = mapped_column(comment="Template that it follows")
    written_at: Mapped[dt.datetime] = mapped_column(comment="When it was written")
    written_by_id: Mapped[int] = mapped_column(comment="Who wrote it")
    written_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    reason: Mapped[str] = mapped_column(comment="Why it was written")
    lines: Mapped[int] = mapped_column(comment="Lines in it")
    total_cents: Mapped[Cents] = mapped_column(comment="Sum of those lines")
    sha256: Mapped[str] = mapped_column(comment="Checksum of the file, as printed on paper")


class BankSheetRecord(Versioned, Record):
    """A template of a bank's sheet, for sending and for reading what the bank answers."""

    __tablename__ = "bank_sheet"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes")
    name: Mapped[str] = mapped_column(comment="Name, in Chinese")
    name_en: Mapped[str] = mapped_column(default="", comment="Name, in English")
    content: Mapped[str] = mapped_column(Text, comment="The whole template as TOML")
    is_own: Mapped[bool] = mapped_column(default=False, comment="Made or changed by the park")
