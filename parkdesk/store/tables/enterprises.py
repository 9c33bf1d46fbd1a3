"""Enterprises of the park (企业档案)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Cents, EncryptedText, Record, Versioned

VERSION = "Rises with every save; a save of an older one is refused"


class EnterpriseRecord(Versioned, Record):
    """An enterprise that applied to, is in, or was in the park."""

    __tablename__ = "enterprise"
    __table_args__ = (
        Index(None, "sort_key", "id"),
        Index(None, "code", "id"),
        Index(None, "status", "id"),
        Index(None, "service_line", "id"),
        Index(None, "entered_on", "id"),
        # Who came and who left is counted from this alone.
        Index(None, "entered_on", "left_on", "status"),
        Index(None, "headcount", "id"),
        Index(None, "market", "id"),
        # What is typed into the register's search is looked for in these.
        Index(None, "initials", "pinyin", "code"),
        # All that words are looked for in: a search in a list reads this instead of the rows.
        Index(
            "ix_enterprise_words",
            "name",
            "initials",
            "pinyin",
            "code",
            "org_code",
            "registration_no",
        ),
    )

    code: Mapped[str] = mapped_column(
        unique=True, comment="统一社会信用代码 (GB 32100), or the older number where none was given"
    )
    org_code: Mapped[str] = mapped_column(default="", comment="组织机构代码 of older files")
    registration_no: Mapped[str] = mapped_column(
        default="", comment="15-digit 注册号 of older files"
    )
    name: Mapped[str] = mapped_column(index=True, comment="Registered Chinese name")
    name_en: Mapped[str] = mapped_column(default="", comment="English legal name")
    short_name: Mapped[str] = mapped_column(default="", comment="Short name for charts and lists")
    sort_key: Mapped[str] = mapped_column(
        comment="Pinyin with tones: the dictionary order of names"
    )
    pinyin: Mapped[str] = mapped_column(comment="Full pinyin without tones and spaces")
    initials: Mapped[str] = mapped_column(comment="Pinyin initials")
    status: Mapped[str] = mapped_column(comment="applied, resident, graduated, moved-out, …")
    service_line: Mapped[str] = mapped_column(comment="ITO, BPO or KPO")
    market: Mapped[str] = mapped_column(comment="offshore, onshore or both")
    legal_representative: Mapped[str] = mapped_column(default="", comment="法定代表人")
    registered_capital_cents: Mapped[Cents | None] = mapped_column(comment="注册资本 in fen")
    founded_on: Mapped[dt.date | None] = mapped_column(comment="成立日期")
    entered_on: Mapped[dt.date] = mapped_column(comment="入园日期")
    left_on: Mapped[dt.date | None] = mapped_column(comment="Last day in the park")
    building: Mapped[str] = mapped_column(default="", comment="Building and floor")
    area_sqm: Mapped[int | None] = mapped_column(comment="Premises in square metres")
    headcount: Mapped[int] = mapped_column(default=0, comment="从业人员, last known")
    graduates: Mapped[int] = mapped_column(default=0, comment="其中大学(含大专)以上")
    contact_name: Mapped[str] = mapped_column(default="", comment="Contact person")
    contact_phone: Mapped[str | None] = mapped_column(
        EncryptedText("enterprise.contact_phone"), comment="Telephone of the contact, encrypted"
    )
    contact_post: Mapped[str] = mapped_column(
        default="", server_default="", comment="职务 of the contact"
    )
    contact_mobile: Mapped[str | None] = mapped_column(
        EncryptedText("enterprise.contact_mobile"), comment="Mobile of the contact, encrypted"
    )
    contact_email: Mapped[str | None] = mapped_column(
        EncryptedText("enterprise.contact_email"), comment="E-mail of the contact, encrypted"
    )
    contact_duties: Mapped[str] = mapped_column(
        default="[]", server_default="[]", comment="JSON: what the contact is there for"
    )
    bank_name: Mapped[str] = mapped_column(default="", comment="开户银行")
    bank_account: Mapped[str | None] = mapped_column(
        EncryptedText("enterprise.bank_account"), comment="银行账号, encrypted"
    )
    bank_branch: Mapped[str] = mapped_column(
        default="", server_default="", comment="开户行: the branch that keeps the account"
    )
    bank_holder: Mapped[str] = mapped_column(
        default="", server_default="", comment="户名; empty: not known"
    )
    bank_purpose: Mapped[str] = mapped_column(
        default="", server_default="", comment="Kind of account: basic, general, …"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    company_type: Mapped[str] = mapped_column(
        default="", server_default="", comment="类型, as the licence writes it"
    )
    registered_address: Mapped[str] = mapped_column(
        default="", server_default="", comment="住所, last known"
    )
    office_address: Mapped[str] = mapped_column(
        default="", server_default="", comment="办公地址 where it is another, last known"
    )
    head_office_id: Mapped[int | None] = mapped_column(
        ForeignKey("enterprise.id"), index=True, comment="总公司 of a branch, where registered here"
    )
    head_office_name: Mapped[str] = mapped_column(
        default="", server_default="", comment="Name of a head office outside of the register"
    )
    head_office_code: Mapped[str] = mapped_column(
        default="", server_default="", comment="Code of a head office outside of the register"
    )


class EnterpriseNameRecord(Versioned, Record):
    """A former name (曾用名)."""

    __tablename__ = "enterprise_name"

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), index=True)
    name: Mapped[str] = mapped_column(comment="The former name")
    until_on: Mapped[dt.date] = mapped_column(comment="Last day of that name")
    from_on: Mapped[dt.date | None] = mapped_column(comment="First day of that name, if known")
    source: Mapped[str] = mapped_column(
        default="", server_default="", comment="Paper it was read from"
    )
    note: Mapped[str] = mapped_column(default="", server_default="", comment="Remarks")
    version: Mapped[int] = mapped_column(default=1, server_default="1", comment=VERSION)


class EnterpriseStatusRecord(Versioned, Record):
    """A status from a day on: what the enterprise was as at any date."""

    __tablename__ = "enterprise_status"
    __table_args__ = (Index(None, "enterprise_id", "from_on"),)

    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"))
    status: Mapped[str] = mapped_column(comment="The status from that day on")
    from_on: Mapped[dt.date] = mapped_column(comment="First day of the status")
    note: Mapped[str] = mapped_column(default="", comment="Why")
    source: Mapped[str] = mapped_column(
        default="", server_default="", comment="Paper it was read from"
    )
    version: Mapped[int] = mapped_column(default=1, server_default="1", comment=VERSION)
