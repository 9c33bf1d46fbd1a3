"""Returned claims with what was marked, papers that came, reasons, and exceptions of hands."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import UNTRAILED, Record, Versioned


class ClaimReturnRecord(Record):
    """One return for correction (退回补正), with how the claim stood then."""

    __tablename__ = "claim_return"
    __table_args__ = (Index(None, "claim_id", "id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    at: Mapped[dt.datetime] = mapped_column(comment="When it was returned")
    actor_id: Mapped[int] = mapped_column(comment="Who returned it")
    actor_name: Mapped[str] = mapped_column(comment="Name at that time")
    from_state: Mapped[str] = mapped_column(comment="The state it was returned from")
    words: Mapped[str] = mapped_column(comment="What the enterprise reads")
    answer_by_on: Mapped[dt.date | None] = mapped_column(comment="Day to answer by; empty: none")
    fingerprint: Mapped[str] = mapped_column(
        Text,
        info=UNTRAILED,
        comment="JSON: keyed hash of every row, item and paper as it was returned",
    )
    opened_whole: Mapped[bool] = mapped_column(
        default=False, comment="The clerk opened what was not marked: it is reviewed anew"
    )
    answered_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was handed in again")
    straight_back: Mapped[bool] = mapped_column(
        default=False, comment="It went back to the same reviewer: nothing else had changed"
    )


class ClaimReturnMarkRecord(Record):
    """One thing to be put right: a person, an item, a paper, or the claim as a whole."""

    __tablename__ = "claim_return_mark"
    __table_args__ = (Index(None, "return_id", "id"),)

    return_id: Mapped[int] = mapped_column(ForeignKey("claim_return.id"), comment="The return")
    subject: Mapped[str] = mapped_column(comment="person, item, paper or claim")
    row_id: Mapped[int | None] = mapped_column(comment="The roster's row or the item")
    position: Mapped[int | None] = mapped_column(comment="Its place in the list then")
    name: Mapped[str] = mapped_column(default="", comment="Its name then, of a person or item")
    paper_code: Mapped[str] = mapped_column(default="", comment="The paper of the checklist")
    reason: Mapped[str] = mapped_column(comment="Code of the reason")
    words: Mapped[str] = mapped_column(default="", comment="What exactly, in words")


class ClaimMaterialRecord(Record):
    """What is known of one paper that a claim must bring (申报材料)."""

    __tablename__ = "claim_material"
    __table_args__ = (UniqueConstraint("claim_id", "code"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    code: Mapped[str] = mapped_column(comment="The paper's code in the programme")
    handed_in: Mapped[bool] = mapped_column(default=False, comment="It has come")
    original_seen: Mapped[bool] = mapped_column(default=False, comment="已核原件")
    not_applicable: Mapped[bool] = mapped_column(
        default=False, comment="The condition of a conditional paper does not hold here"
    )
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    changed_at: Mapped[dt.datetime] = mapped_column(comment="When this was last said")
    changed_by: Mapped[str] = mapped_column(comment="Who said it")


class ClaimConditionRecord(Record):
    """What somebody found out about a condition of the claimant (基本条件) that no record tells."""

    __tablename__ = "claim_condition"
    __table_args__ = (UniqueConstraint("claim_id", "code"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    code: Mapped[str] = mapped_column(comment="The condition's code: registered, …, violations")
    met: Mapped[bool] = mapped_column(comment="It is met; of violations: none was found")
    found_on: Mapped[dt.date | None] = mapped_column(comment="Day of the last violation")
    note: Mapped[str] = mapped_column(default="", comment="Where that was read")
    changed_at: Mapped[dt.datetime] = mapped_column(comment="When this was last said")
    changed_by: Mapped[str] = mapped_column(comment="Who said it")


class ClaimantFindingRecord(Record):
    """What the conditions of the claimant said when the claim was approved."""

    __tablename__ = "claimant_finding"
    __table_args__ = (Index(None, "claim_id", "id"),)

    claim_id: Mapped[int] = mapped_column(ForeignKey("claim.id"), comment="The claim")
    step_id: Mapped[int] = mapped_column(
        ForeignKey("claim_step.id"), index=True, comment="The step that they were judged for"
    )
    failing: Mapped[int] = mapped_column(comment="How many were not met")
    lines: Mapped[str] = mapped_column(
        Text, comment="JSON: every condition with its facts, limit and clause as found then"
    )


class ClaimReasonRecord(Record):
    """A reason for a cut, a return or a refusal: reference data, `db/seed/claim_reasons.csv`."""

    __tablename__ = "claim_reason"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes: lower-of")
    uses: Mapped[str] = mapped_column(comment="cut, return, reject, with blanks between")
    name_zh: Mapped[str] = mapped_column(comment="Chinese words")
    name_en: Mapped[str] = mapped_column(comment="English words")
    position: Mapped[int] = mapped_column(comment="Order in lists")
    retired_on: Mapped[dt.date | None] = mapped_column(comment="Not offered from this day on")


class TwoPersonExemptionRecord(Versioned, Record):
    """A named exception to the rule of two persons (双人复核例外), for an office of two.

    It holds once a second person has confirmed it; every step that needs it names it.
    """

    __tablename__ = "two_person_exemption"
    __table_args__ = (Index(None, "account_id", "first_on"),)

    account_id: Mapped[int] = mapped_column(comment="Whose steps it allows")
    account_name: Mapped[str] = mapped_column(comment="Name at that time")
    first_on: Mapped[dt.date] = mapped_column(comment="First day")
    last_on: Mapped[dt.date] = mapped_column(comment="Last day")
    document_number: Mapped[str] = mapped_column(comment="文号 of the document that allows it")
    reason: Mapped[str] = mapped_column(comment="Why the office cannot do without")
    made_at: Mapped[dt.datetime] = mapped_column(comment="When it was entered")
    made_by_id: Mapped[int] = mapped_column(comment="Who entered it")
    made_by_name: Mapped[str] = mapped_column(comment="Name at that time")
    confirmed_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was confirmed")
    confirmed_by_id: Mapped[int | None] = mapped_column(comment="Who confirmed it")
    confirmed_by_name: Mapped[str] = mapped_column(default="", comment="Name at that time")
    ended_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was taken back")
    ended_by_name: Mapped[str] = mapped_column(default="", comment="Who took it back")
