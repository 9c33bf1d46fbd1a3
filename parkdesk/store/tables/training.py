"""The talent training platform: institutions with their years, courses, classes, members."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Cents, EncryptedText, Record, Versioned


class TrainingInstitutionRecord(Versioned, Record):
    """An enterprise that trains (培训机构)."""

    __tablename__ = "training_institution"
    __table_args__ = (Index(None, "enterprise_sort_key", "id"),)

    enterprise_id: Mapped[int] = mapped_column(
        ForeignKey("enterprise.id"), unique=True, comment="Which enterprise of the register"
    )
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    licence_number: Mapped[str] = mapped_column(default="", comment="办学许可证号")
    licence_authority: Mapped[str] = mapped_column(default="", comment="发证机关")
    licence_until: Mapped[dt.date | None] = mapped_column(
        comment="Last day of the licence; empty: no end is named"
    )
    recognised_on: Mapped[dt.date | None] = mapped_column(comment="认定日期; empty: not yet")
    conditions: Mapped[str] = mapped_column(
        default="", comment="Those met, with commas: licence, premises, experience, accounts, …"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class TrainingYearRecord(Versioned, Record):
    """The plan (年度培训计划) of an institution's year, and its review (年审)."""

    __tablename__ = "training_year"
    __table_args__ = (UniqueConstraint("institution_id", "year"),)

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("training_institution.id"), comment="Of which institution"
    )
    year: Mapped[int] = mapped_column(comment="Calendar year")
    plan_on: Mapped[dt.date | None] = mapped_column(comment="Handed in on; empty: it was not")
    people: Mapped[int | None] = mapped_column(comment="People to be trained")
    budget_cents: Mapped[Cents | None] = mapped_column(comment="Budget of the plan")
    words: Mapped[str] = mapped_column(default="", comment="Projects, directions, enterprises")
    reviewed_on: Mapped[dt.date | None] = mapped_column(comment="Reviewed on; empty: not yet")
    passed: Mapped[bool | None] = mapped_column(comment="Whether it passed; empty: no review")
    outcome: Mapped[str] = mapped_column(default="", comment="What the review said")


class TrainingCourseRecord(Versioned, Record):
    """A course (课程) that an institution offers."""

    __tablename__ = "training_course"
    __table_args__ = (UniqueConstraint("institution_id", "title"), Index(None, "title", "id"))

    institution_id: Mapped[int] = mapped_column(
        ForeignKey("training_institution.id"), comment="Who offers it"
    )
    title: Mapped[str] = mapped_column(comment="What it is called")
    hours_tenths: Mapped[int] = mapped_column(comment="Lessons, in tenths of an hour")
    content: Mapped[str] = mapped_column(default="", comment="What is taught")
    retired_on: Mapped[dt.date | None] = mapped_column(comment="Not offered from this day on")


class TrainingClassRecord(Versioned, Record):
    """A class (班次) of a course, with its days and seats."""

    __tablename__ = "training_class"
    __table_args__ = (Index(None, "first_on", "id"), Index(None, "course_id", "id"))

    number: Mapped[str] = mapped_column(unique=True, comment="BC-2026-0001")
    course_id: Mapped[int] = mapped_column(ForeignKey("training_course.id"), comment="Of which")
    first_on: Mapped[dt.date] = mapped_column(comment="First day")
    last_on: Mapped[dt.date] = mapped_column(comment="Last day")
    capacity: Mapped[int] = mapped_column(comment="Seats")
    room: Mapped[str] = mapped_column(default="", comment="Where")
    teacher: Mapped[str] = mapped_column(default="", comment="Who teaches")
    cancelled_on: Mapped[dt.date | None] = mapped_column(comment="Called off on; empty: it stands")
    reason: Mapped[str] = mapped_column(default="", comment="Why it was called off")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")


class ClassMemberRecord(Versioned, Record):
    """Somebody in a class (学员)."""

    __tablename__ = "class_member"
    __table_args__ = (
        UniqueConstraint("class_id", "id_hash"),
        Index(None, "id_hash", "class_id"),
        Index(None, "enterprise_id"),
    )

    class_id: Mapped[int] = mapped_column(ForeignKey("training_class.id"), comment="In which")
    name: Mapped[str] = mapped_column(comment="姓名")
    id_number: Mapped[str] = mapped_column(
        EncryptedText("class_member.id_number"), comment="身份证号, encrypted"
    )
    id_hash: Mapped[bytes] = mapped_column(
        LargeBinary(16), info=UNTRAILED, comment="Keyed hash of the number"
    )
    education: Mapped[str] = mapped_column(default="", comment="学历: the degree's code or empty")
    school: Mapped[str] = mapped_column(default="", comment="毕业院校")
    graduated_on: Mapped[dt.date | None] = mapped_column(comment="毕业时间")
    diploma_no: Mapped[str] = mapped_column(default="", comment="毕业证书编号")
    present_tenths: Mapped[int] = mapped_column(default=0, comment="出勤课时, in tenths of an hour")
    assessment: Mapped[str] = mapped_column(default="", comment="考核: passed, failed or empty")
    score_tenths: Mapped[int | None] = mapped_column(comment="考核成绩 in tenths of a point")
    enterprise_id: Mapped[int | None] = mapped_column(
        ForeignKey("enterprise.id"), comment="录用企业, where it is in the register"
    )
    employer: Mapped[str] = mapped_column(default="", comment="录用企业 as it is called")
    hired_on: Mapped[dt.date | None] = mapped_column(comment="入职日期; empty: not placed yet")
    contract_first_on: Mapped[dt.date | None] = mapped_column(comment="劳动合同起")
    contract_last_on: Mapped[dt.date | None] = mapped_column(comment="劳动合同止")
    service_line: Mapped[str] = mapped_column(default="", comment="ito, bpo, kpo, none or empty")
    job: Mapped[str] = mapped_column(default="", comment="岗位")
    dropped_on: Mapped[dt.date | None] = mapped_column(comment="退学日期; empty: still there")
    reason: Mapped[str] = mapped_column(default="", comment="Why somebody left")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
