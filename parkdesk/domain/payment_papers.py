"""What the papers of notices, batches and samples say; numbers of persons and accounts masked."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.payment_holds import HoldRow
from parkdesk.domain.payment_returns import Returned
from parkdesk.domain.payments import BatchState, LineState
from parkdesk.domain.sampling import Extrapolation
from parkdesk.domain.verifications import CheckOutcome, EarlierDraw


@dataclass(frozen=True, slots=True)
class PaperHead:
    """What stands on every paper: whose it is, which record, printed when and by whom."""

    park_zh: str
    park_en: str
    number: str
    programme: str
    programme_en: str
    document: str
    printed_at: dt.datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class NoticeLine:
    """One person or item as the public reads it."""

    claim: str
    enterprise: str
    name: str
    id_number: str
    """Masked; empty for an item."""
    amount_cents: int


@dataclass(frozen=True, slots=True)
class NoticePaper:
    """A public notice (公示); its lines sum to its amount."""

    head: PaperHead
    published_on: dt.date
    last_on: dt.date
    working_days: int
    calendar_known: bool
    place: str
    claims: int
    amount_cents: int
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True, slots=True)
class BatchPaperLine:
    """One transfer."""

    reference: str
    enterprise: str
    bank: str
    account: str
    """Masked."""
    level: str
    amount_cents: int
    state: LineState
    returned: Returned | None = None


@dataclass(frozen=True, slots=True)
class SheetMark:
    """A bank sheet that was written, by its checksum."""

    written_at: dt.datetime
    by: str
    lines: int
    total_cents: int
    sha256: str


@dataclass(frozen=True, slots=True)
class BatchPaper:
    """A payment batch (拨付清单)."""

    head: PaperHead
    state: BatchState
    total_cents: int
    made_at: dt.datetime
    made_by: str
    approved_at: dt.datetime | None
    approved_by: str
    exceptions: str
    lines: tuple[BatchPaperLine, ...]
    """Without what was taken out when the batch was approved; they sum to the total."""
    sheets: tuple[SheetMark, ...]
    holds: tuple[HoldRow, ...] = ()


@dataclass(frozen=True, slots=True)
class SampleLine:
    """One drawn person or item; `key` is what the draw ordered: PX-2026-0001/3."""

    position: int
    key: str
    enterprise: str
    name: str
    paid_cents: int
    outcome: CheckOutcome | None
    wrong_cents: int
    finding: str


@dataclass(frozen=True, slots=True)
class SamplePaper:
    """A sample of what was paid (拨付后抽查), with the seed it can be drawn again from."""

    head: PaperHead
    seed: str
    drawn_at: dt.datetime
    drawn_by: str
    population: int
    population_cents: int
    population_digest: str
    lines: tuple[SampleLine, ...]
    whole: Extrapolation | None
    redraws: EarlierDraw | None = None
