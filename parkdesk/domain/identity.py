"""Who is asking, and what they may do."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from parkdesk.domain.errors import NotPermitted


class Permission(StrEnum):
    """`<noun>:<verb>`. Keep alphabetical; `db/seed/roles.csv` grants them."""

    ACCOUNT_EDIT = "account:edit"
    ACCOUNT_READ = "account:read"
    BACKUP_MAKE = "backup:make"
    CERTIFICATION_EDIT = "certification:edit"
    CERTIFICATION_READ = "certification:read"
    CLAIM_APPROVE = "claim:approve"
    CLAIM_EDIT = "claim:edit"
    CLAIM_PAY = "claim:pay"
    CLAIM_PRECHECK = "claim:precheck"
    CLAIM_READ = "claim:read"
    COMPLIANCE_DECIDE = "compliance:decide"
    COMPLIANCE_EDIT = "compliance:edit"
    COMPLIANCE_READ = "compliance:read"
    CONTRACT_EDIT = "contract:edit"
    CONTRACT_READ = "contract:read"
    ENTERPRISE_EDIT = "enterprise:edit"
    ENTERPRISE_READ = "enterprise:read"
    ENTERPRISE_STOP = "enterprise:stop"
    IDENTITY_REVEAL = "identity:reveal"
    PARK_EDIT = "park:edit"
    PARK_READ = "park:read"
    PLATFORM_EDIT = "platform:edit"
    PLATFORM_READ = "platform:read"
    PROGRAMME_EDIT = "programme:edit"
    PROGRAMME_READ = "programme:read"
    PROGRAMME_RELEASE = "programme:release"
    STATISTICS_EDIT = "statistics:edit"
    STATISTICS_READ = "statistics:read"
    SUMMARY_FREEZE = "summary:freeze"
    SUMMARY_READ = "summary:read"
    SUMMARY_REOPEN = "summary:reopen"
    TRAIL_READ = "trail:read"
    VIEW_SHARE = "view:share"


class Role(StrEnum):
    """The five roles a park office starts with; what each may do is data."""

    ADMINISTRATOR = "administrator"
    CLERK = "clerk"
    REVIEWER = "reviewer"
    MANAGER = "manager"
    AUDITOR = "auditor"


class SignInMode(StrEnum):
    """How a person proves who they are."""

    OS_ACCOUNT = "os-account"
    """A single desk: whoever is signed in to this Windows account is the administrator."""
    PASSWORD = "password"  # noqa: S105 (the name of a mode, not a secret)


@dataclass(frozen=True, slots=True)
class Actor:
    """The signed-in person, as plain data."""

    id: int
    name: str
    role: str
    permissions: frozenset[Permission]

    def may(self, permission: Permission) -> bool:
        """Return whether the person's role grants `permission`."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Refuse with `NotPermitted` unless the role grants `permission`."""
        if not self.may(permission):
            raise NotPermitted(permission=permission.value)


SYSTEM = Actor(0, "ParkDesk", "system", frozenset(Permission))
"""The program itself: set-up, seeds and upgrades act as it in the trail."""

FREE_ATTEMPTS = 4
"""Wrong passwords that cost nothing but the next try."""
LONGEST_LOCK = dt.timedelta(hours=1)


def lock_after(failures: int) -> dt.timedelta:
    """Return how long an account waits after this many wrong passwords in a row.

    Nothing for the first four, then 30 s, doubling, an hour at the most.
    """
    if failures <= FREE_ATTEMPTS:
        return dt.timedelta(0)
    doublings = min(failures - FREE_ATTEMPTS - 1, 16)
    return min(dt.timedelta(seconds=30 * (1 << doublings)), LONGEST_LOCK)


SHORTEST_PASSWORD = 8


def password_problem(password: str, login: str) -> str | None:
    """Return the code of what is wrong with a new password, or None."""
    if len(password) < SHORTEST_PASSWORD:
        return "password-too-short"
    if password.casefold() == login.casefold():
        return "password-is-login"
    if len(set(password)) < SHORTEST_PASSWORD // 2:
        return "password-too-simple"
    return None
