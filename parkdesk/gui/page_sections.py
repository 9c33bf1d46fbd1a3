"""Parts of pages that are looked for by names of their own: what the Ctrl+K box knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from parkdesk.domain.identity import Permission
from parkdesk.i18n import N_

if TYPE_CHECKING:
    from parkdesk.domain.identity import Actor


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A tab or a dialog of the page `page`, which its `choose(key)` opens.

    `also` holds the other words people have for it, blanks between them: each finds it too.
    """

    page: str
    key: str
    title: str
    needs: Permission
    also: str = ""


SECTIONS = (
    SectionSpec(
        "admin",
        "settings",
        N_("Settings"),
        Permission.PARK_READ,
        N_("language colours dark light contrast"),
    ),
    SectionSpec(
        "admin", "park", N_("The park"), Permission.PARK_READ, N_("region sign-in recovery-code")
    ),
    SectionSpec(
        "admin",
        "people",
        N_("People and roles"),
        Permission.ACCOUNT_READ,
        N_("users accounts passwords permissions"),
    ),
    SectionSpec("admin", "service-codes", N_("Service code list"), Permission.ENTERPRISE_READ),
    SectionSpec(
        "admin",
        "backups",
        N_("Backups"),
        Permission.BACKUP_MAKE,
        N_("restore drill recovery copies"),
    ),
    SectionSpec(
        "admin",
        "trail",
        N_("Trail"),
        Permission.TRAIL_READ,
        N_("log history audit changes"),
    ),
    SectionSpec(
        "contracts",
        "rates",
        N_("Exchange rates"),
        Permission.CONTRACT_EDIT,
        N_("dollars conversion currencies"),
    ),
    SectionSpec(
        "findings",
        "worklist",
        N_("Worklist of findings"),
        Permission.COMPLIANCE_READ,
        N_("compliance answer waive owner"),
    ),
    SectionSpec(
        "findings",
        "rules",
        N_("Compliance rules"),
        Permission.COMPLIANCE_READ,
        N_("catalogue source clause parameters"),
    ),
    SectionSpec(
        "figures",
        "overview",
        N_("Figures of the quarter"),
        Permission.STATISTICS_READ,
        N_("growth signed executed"),
    ),
    SectionSpec(
        "figures",
        "markets",
        N_("Markets"),
        Permission.STATISTICS_READ,
        N_("countries concentration largest"),
    ),
    SectionSpec(
        "figures",
        "watch",
        N_("Threshold watch"),
        Permission.STATISTICS_READ,
        N_("offshore share floor limit distance"),
    ),
    SectionSpec("figures", "charts", N_("Charts"), Permission.STATISTICS_READ),
    SectionSpec(
        "figures",
        "published",
        N_("Published series"),
        Permission.STATISTICS_READ,
        N_("national white-paper training comparison"),
    ),
    SectionSpec(
        "returns",
        "asked",
        N_("What is asked for"),
        Permission.STATISTICS_READ,
        N_("returns settings"),
    ),
    SectionSpec("reminders", "worklist", N_("Worklist"), Permission.CERTIFICATION_READ),
    SectionSpec("reminders", "timeline", N_("Timeline"), Permission.CERTIFICATION_READ),
    SectionSpec("reminders", "year", N_("Year calendar"), Permission.CERTIFICATION_READ),
)


def offered_sections(actor: Actor, page: str = "") -> tuple[SectionSpec, ...]:
    """Return the sections that a person's role opens, of one page or of all."""
    return tuple(one for one in SECTIONS if actor.may(one.needs) and (not page or one.page == page))
