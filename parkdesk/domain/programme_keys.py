"""The figures of a programme one by one: by which key each is named, read and replaced.

A key is what `Programme.figures` gives; the editor, the print and the checks go by them, so that
none of them can forget a figure that the others know.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from parkdesk.domain.errors import Refused
from parkdesk.domain.programme_figures import Figure, ItemKind, Track
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import CertificationSupport, PlatformSupport
from parkdesk.domain.signals import SignalLimits


class Section(StrEnum):
    """The parts in which a programme is shown, edited and printed."""

    GENERAL = "general"
    CLAIMANT = "claimant"
    TRAINING = "training"
    CERTIFICATION = "certification"
    PLATFORM = "platform"
    FLOW = "flow"


class ValueKind(StrEnum):
    """How a figure's value is typed and shown."""

    WINDOW = "window"
    MONEY = "money"
    COUNT = "count"
    SHARE = "share"
    """Per mille, at most everything."""
    RATIO = "ratio"
    """Per mille of another amount; may be more than everything."""
    TRUTH = "truth"
    COUNTING = "counting"
    DEGREE = "degree"
    REPEAT = "repeat"
    CERTIFICATES = "certificates"
    EVENTS = "events"
    FEES = "fees"
    PLATFORMS = "platforms"
    COSTS = "costs"
    LEVELS = "levels"
    SHARES = "shares"


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one figure; `path` is where it lies in the programme."""

    key: str
    section: Section
    kind: ValueKind
    path: tuple[str, ...]
    needed: bool = False


APPROVING_ROLES = ("reviewer", "manager", "administrator")
"""Roles that may approve, by their codes: each may have a limit for one claim."""

SIGNAL_CODES = tuple(one.name.replace("_", "-") for one in fields(SignalLimits))
"""The limits of signals that a programme may set for its own claims."""

_CERTIFICATION, _PLATFORM, _FLOW = Section.CERTIFICATION, Section.PLATFORM, Section.FLOW
_TRAINING, _GENERAL = Section.TRAINING, Section.GENERAL


def _slots() -> tuple[Slot, ...]:
    kind = ValueKind
    return (
        Slot("window", _GENERAL, kind.WINDOW, ("window",)),
        Slot("local-match", _GENERAL, kind.RATIO, ("local_match_permille",)),
        Slot("allotment", _GENERAL, kind.MONEY, ("allotment_cents",)),
        Slot("graduates", Section.CLAIMANT, kind.SHARE, ("graduate_permille",)),
        Slot("clean-years", Section.CLAIMANT, kind.COUNT, ("clean_years",)),
        *(
            Slot(f"cap-{track.value}", _TRAINING, kind.MONEY, ("cap_cents", track.value))
            for track in Track
        ),
        Slot("contract-months", _TRAINING, kind.COUNT, ("contract_months",)),
        Slot("counting", _TRAINING, kind.COUNTING, ("counting",), needed=True),
        Slot("degree", _TRAINING, kind.DEGREE, ("degree",)),
        Slot("outsourcing-work", _TRAINING, kind.TRUTH, ("outsourcing_work",)),
        Slot("outsourcing-employer", _TRAINING, kind.TRUTH, ("outsourcing_employer",)),
        *(
            Slot(f"assessment-{track.value}", _TRAINING, kind.TRUTH, ("assessment", track.value))
            for track in Track
        ),
        Slot("pass-score", _TRAINING, kind.COUNT, ("pass_score",)),
        Slot("retirement-age", _TRAINING, kind.COUNT, ("retirement_age",)),
        Slot("repeat", _TRAINING, kind.REPEAT, ("repeat",), needed=True),
        *(
            Slot(f"certification-{key}", _CERTIFICATION, value, ("certification", name))
            for key, value, name in _CERTIFICATES
        ),
        *(
            Slot(f"platform-{key}", _PLATFORM, value, ("platform", name))
            for key, value, name in _PLATFORMS
        ),
        *(
            Slot(
                f"platform-share-{one.value}",
                _PLATFORM,
                kind.SHARE,
                ("platform", "share_permille", one.value),
            )
            for one in (ItemKind.BUILDING, ItemKind.EQUIPMENT, ItemKind.RUNNING)
        ),
        Slot("review-levels", _FLOW, kind.LEVELS, ("review_levels",)),
        Slot("shares", _FLOW, kind.SHARES, ("shares",)),
        Slot("notice-days", _FLOW, kind.COUNT, ("notice_days",)),
        *(
            Slot(f"approval-limit-{role}", _FLOW, kind.MONEY, ("approval_limits", role))
            for role in APPROVING_ROLES
        ),
        *(
            Slot(f"signal-{code}", _FLOW, kind.COUNT, ("signal_limits", code))
            for code in SIGNAL_CODES
        ),
    )


_CERTIFICATES = (
    ("items", ValueKind.COUNT, "items_a_year"),
    ("cap", ValueKind.MONEY, "cap_cents"),
    ("share", ValueKind.SHARE, "share_permille"),
    ("kinds", ValueKind.CERTIFICATES, "kinds"),
    ("events", ValueKind.EVENTS, "events"),
    ("fees", ValueKind.FEES, "fee_kinds"),
    ("level", ValueKind.COUNT, "minimum_level"),
)
_PLATFORMS = (
    ("kinds", ValueKind.PLATFORMS, "kinds"),
    ("costs", ValueKind.COSTS, "cost_kinds"),
    ("minimum", ValueKind.MONEY, "minimum_cents"),
    ("cap", ValueKind.MONEY, "cap_cents"),
)
_CODES: Mapping[str, type[StrEnum | str]] = {
    "cap_cents": Track,
    "assessment": Track,
    "approval_limits": str,
    "signal_limits": str,
    "share_permille": ItemKind,
}
SLOTS = _slots()
"""Every place for one figure, in the order in which they are shown."""
_BY_KEY = {slot.key: slot for slot in SLOTS}


def slot_of(key: str) -> Slot:
    """Return the place of a key."""
    return _BY_KEY[key]


def slots_of(programme: Programme, section: Section) -> tuple[Slot, ...]:
    """Return the places of a section that the programme can fill."""
    if section is Section.CERTIFICATION and programme.certification is None:
        return ()
    if section is Section.PLATFORM and programme.platform is None:
        return ()
    return tuple(slot for slot in SLOTS if slot.section is section)


def figure_at(programme: Programme, key: str) -> Figure[Any] | None:
    """Return the figure of a key; None where it is not known."""
    found: Any = programme
    for name in slot_of(key).path:
        if found is None:
            return None
        found = found.get(name) if isinstance(found, Mapping) else getattr(found, name)
    assert found is None or isinstance(found, Figure)
    return found


def with_figure(programme: Programme, key: str, figure: Figure[Any] | None) -> Programme:
    """Return the programme with the figure of a key replaced, or not known any more."""
    slot = slot_of(key)
    if figure is None and slot.needed:
        raise Refused("figure-needed")
    return replace(programme, **{slot.path[0]: _placed(programme, slot.path, figure)})


def _placed(holder: Any, path: tuple[str, ...], figure: Figure[Any] | None) -> Any:  # noqa: ANN401
    """Return what `holder` has under the first name of `path`, with the figure at its end."""
    name, rest = path[0], path[1:]
    held = getattr(holder, name)
    if not rest:
        return figure
    if isinstance(held, CertificationSupport | PlatformSupport):
        return replace(held, **{rest[0]: _placed(held, rest, figure)})
    code = _CODES[name](rest[0])
    if figure is not None:
        return {**held, code: figure}
    return {one: known for one, known in held.items() if one != code}
