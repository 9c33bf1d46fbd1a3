"""What can go wrong, as the person at the desk would sort it."""

from __future__ import annotations

from collections.abc import Mapping
from copyreg import __newobj__  # type: ignore[attr-defined]
from typing import Any


class ParkDeskError(Exception):
    """Anything we expected could happen. What we did not expect is a bug.

    It carries a code and facts, never a sentence: `parkdesk.i18n.message` finds the sentence.
    """

    code = "error"

    def __init__(self, **params: object) -> None:
        super().__init__(self.code, params)
        self.params: dict[str, object] = params

    def __reduce__(self) -> tuple[Any, ...]:
        """Tell how the same error is made in another process, whatever its constructor asks."""
        return __newobj__, (type(self), *self.args), self.__dict__


class UserError(ParkDeskError):
    """The person can put it right; show the message, keep what they typed."""

    code = "refused"


class Refused(UserError):
    """A rule without an error class of its own; `code` names its sentence."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        super().__init__(**params)


class InvalidInput(UserError):
    """One or more fields do not hold; `problems` maps field to message code."""

    code = "invalid-input"

    def __init__(self, problems: Mapping[str, str], **params: object) -> None:
        super().__init__(**params)
        self.problems = dict(problems)


class WrongState(UserError):
    """The record's state does not allow this action."""

    code = "wrong-state"


class NotPermitted(UserError):
    """The person's roles do not grant this."""

    code = "not-permitted"


class NotFound(UserError):
    """The record is gone, or never was."""

    code = "not-found"


class Duplicate(UserError):
    """Another record holds this value already; `field` says which."""

    code = "duplicate"


class StaleRecord(UserError):
    """Someone else saved the record first."""

    code = "stale-record"


class StaleClaim(StaleRecord):
    """Somebody else was first with a claim; `action`, `person` and `at` tell its last step."""

    code = "stale-claim"


class NeedsConfirmation(UserError):
    """Ask the person, then run the same use-case again with `confirmed` holding the code."""

    def __init__(self, code: str, **params: object) -> None:
        self.code = code
        super().__init__(**params)


class Cancelled(ParkDeskError):
    """The person pressed cancel; nothing was written."""

    code = "cancelled"


class Unavailable(ParkDeskError):
    """Nobody's fault here: disk full, database locked, server away. Trying again may help."""

    code = "unavailable"

    def __init__(self, code: str = "unavailable", **params: object) -> None:
        self.code = code
        super().__init__(**params)
