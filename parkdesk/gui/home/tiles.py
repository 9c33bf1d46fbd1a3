"""What waits for this person: a number, and the filtered list behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.clawbacks import ClawbackState
from parkdesk.domain.contracts import TO_DO
from parkdesk.domain.identity import Actor, Permission, Role
from parkdesk.domain.notices import NoticeState
from parkdesk.domain.paging import Sort
from parkdesk.domain.payments import BatchState
from parkdesk.domain.signals import SignalState
from parkdesk.domain.statistics import NOT_FILED
from parkdesk.domain.threshold_watch import Side
from parkdesk.i18n import N_, number_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

Counted = Callable[[dict[str, int]], None]


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of the workbench. `value` is the filter's answer on the page it opens.

    `roles` are those whose work it is; empty: of everybody who has the permission. `part` says how
    many of them are what the rail counts; its number is counted under the key of `part_key`.
    """

    key: str
    title: str
    note: str
    needs: Permission
    page: str
    value: object
    tone: str = "warn"
    roles: frozenset[Role] = frozenset()
    part: str = ""

    @property
    def part_key(self) -> str:
        """The key under which the number in `part` is counted."""
        return f"{self.key}-part"

    def said(self, counts: Mapping[str, int]) -> str:
        """Return what stands under the number."""
        part = counts.get(self.part_key, 0)
        return tr(self.part, n=number_text(part)) if self.part and part else tr(self.note)


_LOOKING = frozenset({Role.REVIEWER, Role.MANAGER, Role.AUDITOR})
_DECIDING = frozenset({Role.MANAGER, Role.AUDITOR})
WATCHED_LINE = "offshore-50"
"""The line that the workbench counts; the page watches all of them."""

TILES = (
    Tile(
        "claims-returned",
        N_("Claims returned"),
        N_("To correct and hand in again"),
        Permission.CLAIM_EDIT,
        "claims",
        ClaimState.RETURNED,
        "bad",
    ),
    Tile(
        "claims-draft",
        N_("Drafts of claims"),
        N_("Not handed in yet"),
        Permission.CLAIM_EDIT,
        "claims",
        ClaimState.DRAFT,
        "muted",
    ),
    Tile(
        "claims-submitted",
        N_("Claims to pre-check"),
        N_("Handed in, nobody has looked yet"),
        Permission.CLAIM_PRECHECK,
        "claims",
        ClaimState.SUBMITTED,
    ),
    Tile(
        "claims-prechecked",
        N_("Claims to approve"),
        N_("Pre-checked by another person"),
        Permission.CLAIM_APPROVE,
        "claims",
        ClaimState.PRECHECKED,
    ),
    Tile(
        "claims-approved",
        N_("Claims to publish"),
        N_("Granted, not published yet"),
        Permission.CLAIM_APPROVE,
        "claims",
        ClaimState.APPROVED,
    ),
    Tile(
        "claims-payable",
        N_("Claims to pay"),
        N_("Released, not paid yet"),
        Permission.CLAIM_PAY,
        "claims",
        ClaimState.PAYABLE,
    ),
    Tile(
        "reminders",
        N_("Reminders of today"),
        N_("Enterprises with something due"),
        Permission.CERTIFICATION_READ,
        "reminders",
        None,
    ),
    Tile(
        "returns-missing",
        N_("Returns missing"),
        N_("Of the last quarter, due or not yet"),
        Permission.STATISTICS_READ,
        "statistics",
        NOT_FILED,
    ),
    Tile(
        "contracts-to-do",
        N_("Contracts to complete"),
        N_("Without a rate or a receipt"),
        Permission.CONTRACT_READ,
        "contracts",
        TO_DO,
    ),
    Tile(
        "signals-open",
        N_("Signals to answer"),
        N_("In claims under way"),
        Permission.CLAIM_READ,
        "signals",
        SignalState.OPEN,
        "bad",
        _LOOKING,
    ),
    Tile(
        "findings",
        N_("Compliance findings to answer"),
        N_("By the office or the enterprises"),
        Permission.COMPLIANCE_READ,
        "findings",
        "worklist",
        "bad",
        part=N_("{n} of them overdue"),
    ),
    Tile(
        "notices-open",
        N_("Notices running"),
        N_("Public, objections may come"),
        Permission.CLAIM_READ,
        "notices",
        NoticeState.OPEN,
        "muted",
        _DECIDING,
    ),
    Tile(
        "batches-made",
        N_("Batches to approve"),
        N_("Payments made up, not approved"),
        Permission.CLAIM_READ,
        "payments",
        BatchState.MADE.value,
        roles=_DECIDING,
    ),
    Tile(
        "clawbacks-open",
        N_("Clawbacks under way"),
        N_("Asked back, not all returned"),
        Permission.CLAIM_READ,
        "clawbacks",
        ClawbackState.OPEN,
        "bad",
        frozenset({Role.AUDITOR}),
    ),
    Tile(
        "below-line",
        N_("Below one half offshore"),
        N_("Offshore share of the year so far"),
        Permission.STATISTICS_READ,
        "figures",
        f"watch/{WATCHED_LINE}/{Side.BELOW}",
        roles=frozenset({Role.CLERK, Role.REVIEWER, Role.AUDITOR}),
    ),
)
"""A tile's list has as many rows as the tile says."""


def tiles_of(actor: Actor) -> tuple[Tile, ...]:
    """Return the tiles of a person's role."""
    return tuple(
        tile
        for tile in TILES
        if actor.may(tile.needs) and (not tile.roles or actor.role in tile.roles)
    )


def count_tiles(runner: Runner, owner: QObject, arrived: Counted) -> None:
    """Ask for the numbers; `arrived` is called with some of them as they come."""
    from parkdesk.usecases.claim_lists import claim_counts
    from parkdesk.usecases.contract_lists import contract_counts
    from parkdesk.usecases.reminder_lists import count_reminders
    from parkdesk.usecases.return_counts import return_counts

    if runner.can(claim_counts):
        runner.run(owner, claim_counts).done(
            lambda found: arrived({f"claims-{state}": n for state, n in found.items()})
        )
    if runner.can(count_reminders):
        runner.run(owner, count_reminders).done(lambda n: arrived({"reminders": n}))
    if runner.can(return_counts):
        runner.run(owner, return_counts).done(
            lambda found: arrived({"returns-missing": found.missing})
        )
    _count_lists(runner, owner, arrived)
    _count_findings(runner, owner, arrived)
    if runner.can(contract_counts):
        runner.run(owner, contract_counts).done(
            lambda found: arrived({"contracts-to-do": found.to_do})
        )


def _count_findings(runner: Runner, owner: QObject, arrived: Counted) -> None:
    """Count the findings that wait; the registers are looked at when their page opens."""
    from parkdesk.usecases.finding_lists import findings_to_answer

    if runner.can(findings_to_answer):
        runner.run(owner, findings_to_answer).done(
            lambda found: arrived({"findings": found.waiting, "findings-part": found.overdue})
        )


def _count_lists(runner: Runner, owner: QObject, arrived: Counted) -> None:
    """Count what stands behind the tiles of some roles alone, by the lists they open."""
    from parkdesk.usecases.clawback_lists import ClawbackFilter, list_clawbacks
    from parkdesk.usecases.notice_lists import NoticeFilter, list_notices
    from parkdesk.usecases.payment_lists import BatchFilter, list_batches
    from parkdesk.usecases.signals import count_open_signals
    from parkdesk.usecases.threshold_watch import count_below

    assert runner.desk is not None
    keys = {tile.key for tile in tiles_of(runner.desk.actor)}
    if "signals-open" in keys:
        runner.run(owner, count_open_signals).done(lambda n: arrived({"signals-open": n}))
    if "notices-open" in keys:
        notices = NoticeFilter(state=NoticeState.OPEN)
        found = runner.run(owner, list_notices, notices, Sort("created"), 0, 1)
        found.done(lambda window: arrived({"notices-open": window.total}))
    if "batches-made" in keys:
        batches = BatchFilter(state=BatchState.MADE)
        made = runner.run(owner, list_batches, batches, Sort("made"), 0, 1)
        made.done(lambda window: arrived({"batches-made": window.total}))
    if "clawbacks-open" in keys:
        open_ones = ClawbackFilter(state=ClawbackState.OPEN)
        back = runner.run(owner, list_clawbacks, open_ones, Sort("opened"), 0, 1)
        back.done(lambda window: arrived({"clawbacks-open": window.total}))
    if "below-line" in keys:
        below = runner.run(owner, count_below, None, WATCHED_LINE)
        below.done(lambda n: arrived({"below-line": n}))
