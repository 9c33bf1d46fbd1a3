"""Subsidy claims (补贴申报), their rosters, and the people in them; items are in `claim_items`."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.errors import StaleClaim, StaleRecord
from parkdesk.store.base import UNTRAILED, Cents, EncryptedText, Record, Versioned

_NAMED = text("diploma_no <> ''")
_KNOWN = text("trainee_id IS NOT NULL")


class TraineeRecord(Record):
    """One person (学员) across years, enterprises and institutions."""

    __tablename__ = "trainee"
    __table_args__ = (Index(None, "name", "id"), Index(None, "born_on"))

    name: Mapped[str] = mapped_column(comment="Name")
    id_number: Mapped[str] = mapped_column(
        EncryptedText("trainee.id_number"), comment="公民身份号码, encrypted"
    )
    id_hash: Mapped[bytes] = mapped_column(
        LargeBinary(16), unique=True, info=UNTRAILED, comment="Keyed hash of the number"
    )
    born_on: Mapped[dt.date | None] = mapped_column(comment="Birth date, from the number")
    sex: Mapped[str] = mapped_column(default="", comment="male, female or empty")


class ClaimRecord(Versioned, Record):
    """A claim of one enterprise of one kind under one programme.

    Its amounts are the sums of its rows' (persons or items) at every stage.
    """

    __tablename__ = "claim"
    __table_args__ = (
        Index(None, "created_at", "id"),
        Index(None, "state", "id"),
        Index(None, "enterprise_id", "id"),
        Index(None, "requested_cents", "id"),
        Index(None, "enterprise_sort_key", "id"),
        Index(None, "programme_id", "state"),
    )

    number: Mapped[str] = mapped_column(unique=True, comment="PX-2026-0001; RZ-…, PT-… with items")
    enterprise_id: Mapped[int] = mapped_column(ForeignKey("enterprise.id"), comment="Claimant")
    enterprise_sort_key: Mapped[str] = mapped_column(comment="Copy of its dictionary order")
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), comment="Programme")
    track: Mapped[str] = mapped_column(
        comment="Kind of claim: enterprise, institution, certification or platform"
    )
    state: Mapped[str] = mapped_column(comment="Where the claim is in its workflow")
    heads: Mapped[int] = mapped_column(default=0, comment="Rows of the roster, or items")
    eligible_heads: Mapped[int] = mapped_column(default=0, comment="Rows that may be paid")
    asked_cents: Mapped[Cents] = mapped_column(
        default=0, server_default="0", comment="申报金额: what the application asks for"
    )
    requested_cents: Mapped[Cents] = mapped_column(
        default=0, comment="测算金额: what the rules give, fixed at submission"
    )
    recommended_cents: Mapped[Cents | None] = mapped_column(comment="预审金额")
    approved_cents: Mapped[Cents | None] = mapped_column(comment="核定金额")
    paid_cents: Mapped[Cents | None] = mapped_column(comment="实拨金额")
    recovered_cents: Mapped[Cents | None] = mapped_column(
        comment="追回金额: what has come back; empty: nothing was asked back"
    )
    materials: Mapped[str] = mapped_column(
        Text, default="[]", comment="JSON of releases before 0003; now in claim_material"
    )
    created_at: Mapped[dt.datetime] = mapped_column(comment="When the draft was begun")
    created_by_id: Mapped[int] = mapped_column(comment="Who began it")
    submitted_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was submitted")
    submitted_by_id: Mapped[int | None] = mapped_column(comment="Who submitted it")
    prechecked_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was pre-checked")
    prechecked_by_id: Mapped[int | None] = mapped_column(comment="Who pre-checked it")
    decided_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was decided")
    decided_by_id: Mapped[int | None] = mapped_column(comment="Who decided it")
    paid_on: Mapped[dt.date | None] = mapped_column(comment="Day of payment")
    reviewer_id: Mapped[int | None] = mapped_column(
        comment="Who asked for corrections: a claim that goes straight back is theirs"
    )
    archive_number: Mapped[str] = mapped_column(
        default="", server_default="", comment="档号 of the file; empty: not archived"
    )
    archived_on: Mapped[dt.date | None] = mapped_column(comment="Day of archiving")
    answer: Mapped[str] = mapped_column(default="", comment="What the last decision said")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")

    def stale(self, session: Session) -> StaleRecord:
        """Say which step of the claim was the last one: whoever comes second sees what happened."""
        step = session.scalars(
            select(ClaimStepRecord)
            .where(ClaimStepRecord.claim_id == self.id)
            .order_by(ClaimStepRecord.id.desc())
            .limit(1)
        ).first()
        # Whoever had a hand in the roster is kept among the steps, and is none of the workflow.
        if step is None or step.action not in frozenset(ClaimAction):
            return super().stale(session)
        action = ClaimAction(step.action)
        return StaleClaim(
            table=self.__tablename__, id=self.id, action=action, person=step.actor_name, at=step.at
        )


class ClaimPersonRecord(Record):
    """One row of a claim's roster (花名册)."""

    __tablename__ = "claim_person"
    __table_args__ = (
        Index(None, "claim_id", "position"),
        Index(None, "id_hash", "claim_id"),
        # A list that comes in has neither yet: a hundred thousand blanks need not be entered.
        Index(
            "ix_claim_person_diploma_named",
            "diploma_no",
            sqlite_where=_NAMED,
            postgresql_where=_NAMED,
        ),
        Index(
            "ix_claim_person_trainee_known",
            "trainee_id",
            sqlite_where=_KNOWN,
            postgresql_where=_KNOWN,
        ),
    )

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    position: Mapped[int] = mapped_column(comment="1, 2, … in the roster")
    trainee_id: Mapped[int | None] = mapped_column(
        ForeignKey("trainee.id"), comment="The person, once the number holds"
    )
    name: Mapped[str] = mapped_column(default="", comment="姓名")
    id_number: Mapped[str | None] = mapped_column(
        EncryptedText("claim_person.id_number"), comment="身份证号 as typed, encrypted"
    )
    id_hash: Mapped[bytes | None] = mapped_column(
        LargeBinary(16), info=UNTRAILED, comment="Keyed hash of the number, once it holds"
    )
    education: Mapped[str] = mapped_column(default="", comment="学历: the degree's code or empty")
    school: Mapped[str] = mapped_column(default="", comment="毕业院校")
    major: Mapped[str] = mapped_column(default="", comment="专业")
    graduated_on: Mapped[dt.date | None] = mapped_column(comment="毕业时间")
    diploma_no: Mapped[str] = mapped_column(default="", comment="毕业证书编号")
    job: Mapped[str] = mapped_column(default="", comment="岗位")
    service_line: Mapped[str] = mapped_column(
        default="", comment="Kind of outsourcing work: ito, bpo, kpo, none or empty"
    )
    employer: Mapped[str] = mapped_column(
        default="", server_default="", comment="录用企业 of an institution's trainee, as written"
    )
    hired_on: Mapped[dt.date | None] = mapped_column(comment="入职日期")
    contract_first_on: Mapped[dt.date | None] = mapped_column(comment="劳动合同起")
    contract_last_on: Mapped[dt.date | None] = mapped_column(comment="劳动合同止")
    institution: Mapped[str] = mapped_column(default="", comment="培训机构")
    course: Mapped[str] = mapped_column(default="", comment="培训内容")
    course_hours: Mapped[int | None] = mapped_column(comment="课时")
    trained_first_on: Mapped[dt.date | None] = mapped_column(comment="培训开始")
    trained_last_on: Mapped[dt.date | None] = mapped_column(comment="培训结束")
    assessment: Mapped[str] = mapped_column(default="", comment="考核: passed, failed or empty")
    score_tenths: Mapped[int | None] = mapped_column(comment="考核成绩 in tenths of a point")
    raw: Mapped[str | None] = mapped_column(
        EncryptedText("claim_person.raw"),
        comment="JSON: cells that could not be read, as typed; anything may be typed there",
    )
    verdict: Mapped[str] = mapped_column(default="", comment="pass, warn, fail, duplicate or empty")
    trace: Mapped[str] = mapped_column(Text, default="[]", comment="JSON: every rule's finding")
    asked_cents: Mapped[Cents | None] = mapped_column(
        comment="Amount typed for the row; empty: the programme's upper limit"
    )
    applied_cents: Mapped[Cents] = mapped_column(
        default=0,
        server_default="0",
        comment="申报金额 of the row, fixed at submission: typed, else the upper limit",
    )
    requested_cents: Mapped[Cents] = mapped_column(
        default=0, comment="测算金额 of the row, as the rules give it"
    )
    recommended_cents: Mapped[Cents | None] = mapped_column(comment="预审金额 of the row")
    recommended_reason: Mapped[str] = mapped_column(
        default="", server_default="", comment="Code of why it is below the computed amount"
    )
    approved_cents: Mapped[Cents | None] = mapped_column(comment="核定金额 of the row")
    approved_reason: Mapped[str] = mapped_column(
        default="", server_default="", comment="Code of why it is below the recommended amount"
    )
    paid_cents: Mapped[Cents | None] = mapped_column(comment="实拨金额 of the row")
    paid_reason: Mapped[str] = mapped_column(
        default="", server_default="", comment="Code of why less than approved is paid"
    )
    recovered_cents: Mapped[Cents | None] = mapped_column(comment="追回金额 of the row")
    note: Mapped[str] = mapped_column(default="", comment="备注")


class ClaimStepRecord(Record):
    """One step of a claim through its workflow."""

    __tablename__ = "claim_step"
    __table_args__ = (Index(None, "claim_id", "id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    at: Mapped[dt.datetime] = mapped_column(comment="When")
    actor_id: Mapped[int] = mapped_column(comment="Who")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
    action: Mapped[str] = mapped_column(comment="submit, return, precheck, approve, …")
    state: Mapped[str] = mapped_column(comment="The state it led to")
    amount_cents: Mapped[Cents | None] = mapped_column(comment="The amount decided")
    recommended_cents: Mapped[Cents | None] = mapped_column(
        comment="What stayed recommended where an answer passed over the pre-check"
    )
    reason: Mapped[str] = mapped_column(default="", comment="What the person wrote")
    level: Mapped[str] = mapped_column(
        default="", server_default="", comment="Whose finding it is, where a higher level reviewed"
    )
    document_number: Mapped[str] = mapped_column(
        default="", server_default="", comment="文号 of that finding"
    )
    exemption_id: Mapped[int | None] = mapped_column(
        comment="The exception to the rule of two persons that the step needed"
    )
