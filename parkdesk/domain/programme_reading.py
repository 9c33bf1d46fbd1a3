"""Reading a programme from a mapping, as TOML or JSON give it.

Amounts are whole fen and US cents, shares per mille, days dates or ISO text. What cannot be read is
refused by the name of its entry; an entry that is missing is a figure that nobody could read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.errors import Refused
from parkdesk.domain.programme_figures import (
    BarringGround,
    ClaimKind,
    Counting,
    Degree,
    Figure,
    ItemKind,
    Level,
    Mark,
    Repeat,
    Requirement,
    Standing,
    Track,
)
from parkdesk.domain.programme_pack import Programme
from parkdesk.domain.programme_parts import (
    BarringRule,
    CertificationSupport,
    ClaimantBranch,
    Clause,
    HeadCeiling,
    LevelShare,
    Material,
    PackCase,
    PlatformSupport,
)
from parkdesk.domain.shares import WHOLE


def parse_programme(data: Mapping[str, Any]) -> Programme:
    """Read a programme, or refuse it: `programme-not-readable` names the entry at fault."""
    return _Reader(data).programme()


class _Reader:
    """One pass over a mapping; it remembers where it is, for the refusal."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = data
        self._at = ""

    def programme(self) -> Programme:
        try:
            return self._programme()
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            code = self._data.get("code", "")
            raise Refused("programme-not-readable", programme=code, entry=self._at) from error

    def _programme(self) -> Programme:
        return Programme(
            code=self._text("code"),
            version=self._whole("version"),
            year=self._whole("year"),
            title=self._text("title"),
            title_en=self._text("title_en"),
            level=Level(self._text("level")),
            region=self._text("region"),
            document=self._text("document"),
            issued_on=_day(self._optional("issued_on")),
            template=bool(self._optional("template")),
            window=self._figure("window", _window),
            branches=self._branches(),
            graduate_permille=self._figure("graduate_permille", _count),
            clean_years=self._figure("clean_years", _count),
            cap_cents=self._by_track("cap_cents", _count),
            local_match_permille=self._figure("local_match_permille", _count),
            allotment_cents=self._figure("allotment_cents", _count),
            contract_months=self._figure("contract_months", _count),
            counting=self._needed("counting", Counting),
            degree=self._figure("degree", Degree),
            outsourcing_work=self._figure("outsourcing_work", _truth),
            outsourcing_employer=self._figure("outsourcing_employer", _truth),
            assessment=self._by_track("assessment", _truth),
            pass_score=self._figure("pass_score", _count),
            retirement_age=self._figure("retirement_age", _count),
            repeat=self._needed("repeat", Repeat),
            materials=self._materials(),
            certification=self._certification(),
            platform=self._platform(),
            standing=self._figures("standing", Standing),
            head_ceilings=self._figures("head_ceilings", _ceiling),
            review_levels=self._figure("review_levels", _levels),
            shares=self._figure("shares", _shares),
            notice_days=self._figure("notice_days", _count),
            approval_limits=self._by_code("approval_limits", str, _count),
            barring=self._figures("barring", _barring),
            signal_limits=self._by_code("signal_limits", str, _count),
            clauses=self._clauses(),
            cases=self._cases(),
        )

    def _optional(self, key: str) -> Any:  # noqa: ANN401 - whatever TOML holds there
        self._at = key
        return self._data.get(key)

    def _text(self, key: str) -> str:
        self._at = key
        value = self._data[key]
        if not isinstance(value, str):
            raise TypeError(key)
        return value

    def _whole(self, key: str) -> int:
        self._at = key
        return _count(self._data[key])

    def _figure(self, key: str, read: Any) -> Figure[Any] | None:  # noqa: ANN401
        entry = self._optional(key)
        return None if entry is None else self._read_figure(entry, read)

    def _needed(self, key: str, read: Any) -> Figure[Any]:  # noqa: ANN401
        self._at = key
        return self._read_figure(self._data[key], read)

    def _read_figure(self, entry: Mapping[str, Any], read: Any) -> Figure[Any]:  # noqa: ANN401
        return Figure(
            value=read(entry["value"]),
            mark=Mark(entry["mark"]),
            source=entry.get("source", ""),
            document=entry.get("document", ""),
            clause=entry.get("clause", ""),
        )

    def _by_track(self, key: str, read: Any) -> dict[Track, Figure[Any]]:  # noqa: ANN401
        return self._by_code(key, Track, read)

    def _by_code(self, key: str, kind: Any, read: Any) -> dict[Any, Figure[Any]]:  # noqa: ANN401
        entries = self._optional(key) or {}
        return {kind(code): self._read_figure(entry, read) for code, entry in entries.items()}

    def _figures(self, key: str, read: Any) -> tuple[Figure[Any], ...]:  # noqa: ANN401
        return tuple(self._read_figure(entry, read) for entry in self._optional(key) or ())

    def _branches(self) -> tuple[ClaimantBranch, ...]:
        branches = []
        for entry in self._optional("claimant") or ():
            self._at = "claimant"
            turnover, offshore = entry.get("turnover_usd_cents"), entry.get("offshore_permille")
            branches.append(
                ClaimantBranch(
                    None if turnover is None else self._read_figure(turnover, _count),
                    None if offshore is None else self._read_figure(offshore, _count),
                    bool(entry.get("offshore_above")),
                )
            )
        return tuple(branches)

    def _certification(self) -> CertificationSupport | None:
        entry = self._optional("certification")
        return None if entry is None else CertificationSupport(**self._known(entry, _CERTIFICATES))

    def _platform(self) -> PlatformSupport | None:
        entry = self._optional("platform")
        if entry is None:
            return None
        shares = {
            ItemKind(kind): self._read_figure(figure, _count)
            for kind, figure in entry.get("share_permille", {}).items()
        }
        return PlatformSupport(**self._known(entry, _PLATFORMS), share_permille=shares)

    def _known(
        self, entry: Mapping[str, Any], readers: Mapping[str, Callable[[Any], object]]
    ) -> dict[str, Any]:
        return {
            name: self._read_figure(entry[name], read)
            for name, read in readers.items()
            if name in entry
        }

    def _materials(self) -> tuple[Material, ...]:
        return tuple(_material(entry) for entry in self._optional("materials") or ())

    def _clauses(self) -> tuple[Clause, ...]:
        return tuple(
            Clause(
                number=entry["number"],
                text=entry["text"],
                mark=Mark(entry["mark"]),
                source=entry.get("source", ""),
                document=entry.get("document", ""),
            )
            for entry in self._optional("clauses") or ()
        )

    def _cases(self) -> tuple[PackCase, ...]:
        return tuple(
            PackCase(
                name=entry["name"],
                kind=ClaimKind(entry["kind"]),
                facts={str(name): str(text) for name, text in entry["facts"].items()},
                verdict=entry["verdict"],
                amount_cents=_count(entry["amount_cents"]),
            )
            for entry in self._optional("cases") or ()
        )


def _material(entry: Mapping[str, Any]) -> Material:
    # Parks of the first releases name only the two kinds with a roster, under "tracks".
    kinds = entry["kinds"] if "kinds" in entry else entry["tracks"]
    return Material(
        code=entry["code"],
        name=entry["name"],
        name_en=entry["name_en"],
        kinds=frozenset(ClaimKind(name) for name in kinds),
        per_person=bool(entry.get("per_person")),
        mark=Mark(entry["mark"]),
        source=entry.get("source", ""),
        requirement=Requirement(entry.get("requirement", Requirement.REQUIRED.value)),
        condition=entry.get("condition", ""),
        condition_en=entry.get("condition_en", ""),
        document=entry.get("document", ""),
        clause=entry.get("clause", ""),
    )


def _day(value: object) -> dt.date | None:
    if value is None or isinstance(value, dt.date):
        return value
    return dt.date.fromisoformat(str(value))


def _window(value: Mapping[str, object]) -> DateRange:
    first, last = _day(value["first"]), _day(value["last"])
    if first is None or last is None or first > last:
        raise ValueError(value)
    return DateRange(first, last)


def _count(value: object) -> int:
    # A bool is an int to Python; a negative figure is a typing mistake in every one of them.
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise TypeError(value)
    return value


def _codes(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise TypeError(value)
    return tuple(value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise TypeError(value)
    return value


def _levels(value: object) -> tuple[Level, ...]:
    levels = tuple(Level(code) for code in _codes(value))
    if len(set(levels)) != len(levels) or Level.PARK in levels:
        raise ValueError(value)
    return levels


def _shares(value: Mapping[str, object]) -> tuple[LevelShare, ...]:
    shares = tuple(LevelShare(Level(code), _count(part)) for code, part in value.items())
    if sum(share.permille for share in shares) != WHOLE:
        raise ValueError(value)
    return shares


def _ceiling(value: Mapping[str, object]) -> HeadCeiling:
    below = value.get("below_usd_cents")
    first, heads = _count(value["from_usd_cents"]), _count(value["heads"])
    last = None if below is None else _count(below)
    if last is not None and last <= first:
        raise ValueError(value)
    return HeadCeiling(first, last, heads)


def _barring(value: Mapping[str, object]) -> BarringRule:
    years = value.get("years")
    return BarringRule(
        BarringGround(str(value["ground"])), None if years is None else _count(years)
    )


_CERTIFICATES: Mapping[str, Callable[[Any], object]] = {
    "items_a_year": _count,
    "cap_cents": _count,
    "kinds": _codes,
    "share_permille": _count,
    "events": _codes,
    "fee_kinds": _codes,
    "minimum_level": _count,
}
_PLATFORMS: Mapping[str, Callable[[Any], object]] = {
    "cap_cents": _count,
    "minimum_cents": _count,
    "kinds": _codes,
    "cost_kinds": _codes,
}
