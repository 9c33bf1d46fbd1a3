"""What waits for this person: a number, and the filtered list behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.identity import Actor, Permission
from parkdesk.domain.statistics import NOT_FILED
from parkdesk.i18n import N_

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

Counted = Callable[[dict[str, int]], None]


@dataclass(frozen=True, slots=True)
class Tile:
    """One number of the workbench. `value` is the filter's answer on the page it opens."""

    key: str
    title: str
    note: str
    needs: Permission
    page: str
    value: object
    tone: str = "warn"


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
        None,
    ),
)


def tiles_of(actor: Actor) -> tuple[Tile, ...]:
    """Return the tiles of a person's role."""
    return tuple(tile for tile in TILES if actor.may(tile.needs))


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
    if runner.can(contract_counts):
        runner.run(owner, contract_counts).done(
            lambda found: arrived({"contracts-to-do": found.to_do})
        )
