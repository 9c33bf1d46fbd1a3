"""What the rules are held against: the facts of one enterprise, and of the park.

They are read from the registers as they stand; nothing here is kept.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from parkdesk.domain.calendar import DateRange, Quarter
from parkdesk.domain.contracts import ExecutionWindow
from parkdesk.domain.threshold_watch import WatchLine


@dataclass(frozen=True, slots=True)
class CertificateFacts:
    """A certificate that nothing has taken the place of, or that was followed by another."""

    id: int
    title: str
    """Kind and level: CMMI 3."""
    number: str
    expires_on: dt.date | None
    surveillance_on: dt.date | None
    """The day by which the next yearly check is due; None: none is."""
    suspended_on: dt.date | None = None
    withdrawn_on: dt.date | None = None
    superseded_on: dt.date | None = None
    renewal_said: bool = False
    """Somebody spoke with the enterprise about its renewal, or settled it."""


@dataclass(frozen=True, slots=True)
class ReturnFacts:
    """A quarterly return as it was handed in; `received_on` None: a draft."""

    quarter: Quarter
    headcount: int | None
    """None: its form did not ask."""
    graduates: int | None
    received_on: dt.date | None


@dataclass(frozen=True, slots=True)
class OfContract:
    """What a rule says of one contract: since when, and by how many executions."""

    id: int
    number: str
    oldest_on: dt.date
    count: int = 1


@dataclass(frozen=True, slots=True)
class OfContracts:
    """The contracts that a rule says something of, and when the next one is."""

    rows: tuple[OfContract, ...] = ()
    next_on: dt.date | None = None
    """The day of the earliest that is not due yet."""


@dataclass(frozen=True, slots=True)
class ClaimFacts:
    """A claim of the enterprise, as far as rules look at it."""

    id: int
    number: str
    programme: str
    """Code of its programme."""
    is_platform: bool
    is_open: bool
    """Handed in and not decided, or sent back."""
    is_granted: bool
    paid_on: dt.date | None
    submitted_on: dt.date | None
    refused_rows: int = 0
    left_early: int = 0
    """Persons that a signal says left before their contract's end, with no clawback of the claim
    and not explained."""
    left_since: dt.date | None = None
    wrong_rows: int = 0
    """Drawn persons or items that a check found wrong, with no clawback of the claim."""
    wrong_since: dt.date | None = None
    checked_on: dt.date | None = None
    """The last day on which a check after the payment was written down."""


@dataclass(frozen=True, slots=True)
class AttestedFacts:
    """A measure that was attested for a year."""

    measure: str
    year: int
    attested_on: dt.date
    attested_by: str


@dataclass(frozen=True, slots=True)
class Executed:
    """What was executed in a period, in US cents."""

    whole: int = 0
    offshore: int = 0


@dataclass(frozen=True, slots=True)
class LeaseFacts:
    """Rooms that the enterprise still has."""

    id: int
    place: str
    lease_to: dt.date
    until_on: dt.date | None = None
    """The last day there; None: still there."""


@dataclass(frozen=True, slots=True)
class PaperSlotName:
    """A slot that every enterprise is asked for."""

    code: str
    name_zh: str
    name_en: str


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """A slot that every enterprise is asked for; `added_on` None: there is no paper."""

    slot: str
    name_zh: str
    name_en: str
    added_on: dt.date | None


@dataclass(frozen=True, slots=True)
class EnterpriseFacts:
    """All that rules look at in one enterprise, on one day."""

    id: int
    is_applied: bool
    entered_on: dt.date
    left_on: dt.date | None
    certificates: tuple[CertificateFacts, ...] = ()
    returns: tuple[ReturnFacts, ...] = ()
    claims: tuple[ClaimFacts, ...] = ()
    supported: tuple[tuple[dt.date, int], ...] = ()
    """Persons whom paid claims support, by the last day of their labour contract."""
    receipts: OfContracts = OfContracts()
    unreported: OfContracts = OfContracts()
    differing: OfContracts = OfContracts()
    above: OfContracts = OfContracts()
    closing: OfContracts = OfContracts()
    """Executions of days that the state system soon does not take, in contracts not reported."""
    executed: Mapping[DateRange, Executed] = field(default_factory=dict)
    leases: tuple[LeaseFacts, ...] = ()
    papers: tuple[PaperFacts, ...] = ()
    attested: tuple[AttestedFacts, ...] = ()
    has_persons: bool = False
    """Claims with persons' data were handed in."""

    def in_park(self, day: dt.date) -> bool:
        """Return whether it is in the park on a day: its last day there counts."""
        if self.is_applied or self.entered_on > day:
            return False
        return self.left_on is None or self.left_on >= day


@dataclass(frozen=True, slots=True)
class ProgrammeBranch:
    """One way to meet a programme's conditions: all of these lines."""

    lines: tuple[WatchLine, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeLines:
    """What a programme asks of a claimant: one of these branches."""

    code: str
    title: str
    title_en: str
    branches: tuple[ProgrammeBranch, ...]


@dataclass(frozen=True, slots=True)
class ParkFacts:
    """What holds for every enterprise on one day."""

    day: dt.date
    due: Mapping[Quarter, dt.date]
    """The quarters whose returns are looked at, with the day by which each is due."""
    year: DateRange
    """From 1 January to the end of the last full quarter: what shares are worked out from."""
    offshore: tuple[WatchLine, ...]
    graduates: WatchLine | None
    programmes: tuple[ProgrammeLines, ...]
    window: ExecutionWindow | None
    slots: tuple[PaperSlotName, ...] = ()
    """The papers that every enterprise is asked for."""
