"""Papers (材料): scans and files attached to what they prove, each in a slot that names it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from parkdesk.store.base import Record, Versioned


class PaperSlotRecord(Record):
    """A kind of paper that something may have: reference data, `db/seed/paper_slots.csv`."""

    __tablename__ = "paper_slot"

    code: Mapped[str] = mapped_column(unique=True, comment="Name that never changes: lease")
    name_zh: Mapped[str] = mapped_column(comment="Chinese name")
    name_en: Mapped[str] = mapped_column(comment="English name")
    owners: Mapped[str] = mapped_column(
        comment="What may have it, with blanks between: enterprise, certification, claim, …"
    )
    expected: Mapped[str] = mapped_column(
        comment="Which of its owners are asked for it: a missing one is shown there"
    )
    several: Mapped[bool] = mapped_column(
        comment="Several hold side by side; otherwise a newer one replaces the older"
    )
    sensitive: Mapped[bool] = mapped_column(
        comment="Shows numbers of persons or accounts: who looks at it is noted in the trail"
    )
    words: Mapped[str] = mapped_column(
        comment="Words of file names that mean this slot, with | between"
    )
    position: Mapped[int] = mapped_column(comment="Order in lists")
    source: Mapped[str] = mapped_column(comment="Where it was read that this paper is asked for")
    certainty: Mapped[str] = mapped_column(comment="A, B, C or D: C and D are 待核实")
    retired_on: Mapped[dt.date | None] = mapped_column(comment="Not offered from this day on")


class PaperRecord(Versioned, Record):
    """One file as it was attached; its bytes are a document by content, and never change.

    Exactly one of the columns of owners is filled. A row is never deleted: a newer version
    replaces it, or somebody removes it with a reason, and its bytes stay.
    """

    __tablename__ = "paper"
    __table_args__ = (
        CheckConstraint(
            "(CASE WHEN enterprise_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN certification_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN claim_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN claim_person_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN contract_execution_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="one_owner",
        ),
        Index(None, "enterprise_id", "slot_code"),
        Index(None, "certification_id", "slot_code"),
        Index(None, "claim_id", "slot_code"),
        Index(None, "claim_person_id", "slot_code"),
        Index(None, "contract_execution_id", "slot_code"),
        Index(None, "sha256", "id"),
    )

    enterprise_id: Mapped[int | None] = mapped_column(
        ForeignKey("enterprise.id"), comment="The enterprise that it belongs to"
    )
    certification_id: Mapped[int | None] = mapped_column(
        ForeignKey("certification.id"), comment="… or the certificate"
    )
    claim_id: Mapped[int | None] = mapped_column(ForeignKey("claim.id"), comment="… or the claim")
    claim_person_id: Mapped[int | None] = mapped_column(
        ForeignKey("claim_person.id"), comment="… or the person of a claim"
    )
    contract_execution_id: Mapped[int | None] = mapped_column(
        ForeignKey("contract_execution.id"), comment="… or the execution of a contract"
    )
    slot_code: Mapped[str] = mapped_column(
        ForeignKey("paper_slot.code"), index=True, comment="What kind of paper it is"
    )
    file_name: Mapped[str] = mapped_column(comment="Name of the file as it came, without a folder")
    sha256: Mapped[str] = mapped_column(comment="SHA-256 of the bytes, in hex")
    size: Mapped[int] = mapped_column(comment="Bytes")
    media_type: Mapped[str] = mapped_column(comment="Found from the bytes, never from the name")
    pages: Mapped[int | None] = mapped_column(comment="Pages or frames; empty: not to be counted")
    note: Mapped[str] = mapped_column(default="", comment="Remarks")
    added_at: Mapped[dt.datetime] = mapped_column(comment="When it was attached")
    added_by: Mapped[str] = mapped_column(comment="Who attached it")
    replaced_by_id: Mapped[int | None] = mapped_column(
        ForeignKey("paper.id"), index=True, comment="The newer version that took its place"
    )
    removed_at: Mapped[dt.datetime | None] = mapped_column(comment="When it was taken out")
    removed_by: Mapped[str] = mapped_column(default="", comment="Who took it out")
    removal_reason: Mapped[str] = mapped_column(default="", comment="Why it was taken out")


class ScanFolderRecord(Versioned, Record):
    """Where scans come in (扫描收件夹): one row for the park, number 1.

    A person may have a folder of their own on their computer, which comes before this one.
    """

    __tablename__ = "scan_folder"

    path: Mapped[str] = mapped_column(comment="Folder as every computer of the office names it")
    move_when_filed: Mapped[bool] = mapped_column(
        comment="A filed scan is moved to a subfolder; otherwise it is left where it is"
    )
