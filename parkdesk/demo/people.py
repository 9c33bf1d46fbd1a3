"""The six people of the demonstration park, and the one password that all of them share.

The password is no secret: the sign-in page of the demonstration park shows it.
"""

from __future__ import annotations

from dataclasses import dataclass

from parkdesk.domain.identity import Role

PASSWORD = "parkdesk-demo"  # noqa: S105 (shown on the sign-in page)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the office."""

    login: str
    name: str
    role: Role


ADMINISTRATOR = Person("wangmin", "王敏", Role.ADMINISTRATOR)
CLERK = Person("lifang", "李芳", Role.CLERK)
REVIEWER = Person("zhoumin", "周敏", Role.REVIEWER)
MANAGER = Person("chenzhiyuan", "陈志远", Role.MANAGER)
TREASURER = Person("linwei", "林伟", Role.MANAGER)
"""Approves payments: nobody who had a claim in hand may."""
AUDITOR = Person("shenji", "审计", Role.AUDITOR)
PEOPLE = (ADMINISTRATOR, CLERK, REVIEWER, MANAGER, AUDITOR, TREASURER)
