"""Programmes (政策包): the dated rules of one year's subsidy, read from data.

The rules change in almost every year and in every city, so the code knows the kinds of rule and
never a figure. A figure carries the mark of its source; one that nobody has read in a document is
待核实 and is shown and printed so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, TypeVar

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.errors import Refused

ValueT = TypeVar("ValueT", covariant=True)  # noqa: PLC0105 - the short name reads better below


class Mark(StrEnum):
    """How well a figure is known."""

    DOCUMENT = "A"
    """Read in the document itself, or in an official notice that restates it."""
    REPORT = "B"
    """Read in a press report, a translation or a third party's page."""
    UNVERIFIED = "C"
    """General knowledge; to be confirmed by the park."""
    DERIVED = "D"
    """Worked out from other figures; to be confirmed by the park."""

    @property
    def confirmed(self) -> bool:
        """Whether a source was read; the others are 待核实."""
        return self in {Mark.DOCUMENT, Mark.REPORT}


class Track(StrEnum):
    """Who asks for the money for a person."""

    ENTERPRISE = "enterprise"
    """The enterprise that newly hired the person (录用)."""
    INSTITUTION = "institution"
    """The institution that trained the person (培训机构)."""


class Level(StrEnum):
    """Which government's money it is."""

    CENTRAL = "central"
    PROVINCE = "province"
    CITY = "city"
    PARK = "park"


class Counting(StrEnum):
    """How the months of a labour contract are counted."""

    BOTH_DAYS = "both-days"
    """First and last day inside: 11 May to 10 May of the next year is twelve months."""
    FULL_DATES = "full-dates"
    """The same date must come round: 11 May to 11 May of the next year is twelve months."""


class Repeat(StrEnum):
    """How often one person may be claimed for on one track."""

    ONCE_A_PROGRAMME = "once-a-programme"
    """Once in this programme; an earlier programme needs a human decision."""
    ONCE_EVER = "once-ever"


class Degree(StrEnum):
    """Highest education finished (学历)."""

    BELOW_JUNIOR_COLLEGE = "below-junior-college"
    JUNIOR_COLLEGE = "junior-college"
    BACHELOR = "bachelor"
    MASTER = "master"
    DOCTOR = "doctor"

    @property
    def rank(self) -> int:
        """Its place from the lowest, 0, to the highest."""
        return _DEGREES[self]


_DEGREES = {degree: rank for rank, degree in enumerate(Degree)}


@dataclass(frozen=True, slots=True)
class Figure(Generic[ValueT]):
    """A value of a rule, with where it was read.

    `document` is the official number that screens and prints name; `clause` the article where it
    is known; `source` the register mark of our own reading (S5 and the like).
    """

    value: ValueT
    mark: Mark
    source: str = ""
    document: str = ""
    clause: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the figure may be shown without 待核实."""
        return self.mark.confirmed


@dataclass(frozen=True, slots=True)
class Budget:
    """A programme's money in the park, in fen; `total_cents` is None where none has been set.

    `pending_cents` is asked for or recommended and not decided; `committed_cents` approved, paid
    or not.
    """

    total_cents: int | None
    committed_cents: int = 0
    pending_cents: int = 0

    @property
    def left_cents(self) -> int | None:
        """What may still be approved."""
        return None if self.total_cents is None else self.total_cents - self.committed_cents


@dataclass(frozen=True, slots=True)
class ClaimantBranch:
    """One of the alternative thresholds for the enterprise that claims.

    `turnover_usd_cents` is a year's outsourcing turnover; `offshore_permille` the share of it
    delivered to final customers abroad, exclusive where `offshore_above` holds.
    """

    turnover_usd_cents: Figure[int] | None
    offshore_permille: Figure[int] | None
    offshore_above: bool = False


@dataclass(frozen=True, slots=True)
class CertificationSupport:
    """What a programme pays for certificates (国际认证资助); a figure nobody could read is None.

    `items_a_year` counts the funded events of one enterprise, `cap_cents` is the most for one of
    them, `kinds` the codes of the certificates that the notice names.
    """

    items_a_year: Figure[int] | None = None
    cap_cents: Figure[int] | None = None
    kinds: Figure[tuple[str, ...]] | None = None


@dataclass(frozen=True, slots=True)
class Material:
    """A paper that a claim must bring (申报材料)."""

    code: str
    name: str
    name_en: str
    tracks: frozenset[Track]
    per_person: bool
    mark: Mark
    source: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """One year's rules of one level; a figure nobody could read is None."""

    code: str
    version: int
    year: int
    title: str
    title_en: str
    level: Level
    region: str
    document: str
    issued_on: dt.date | None
    template: bool
    window: Figure[DateRange] | None
    branches: tuple[ClaimantBranch, ...]
    graduate_permille: Figure[int] | None
    clean_years: Figure[int] | None
    cap_cents: Mapping[Track, Figure[int]]
    local_match_permille: Figure[int] | None
    allotment_cents: Figure[int] | None
    contract_months: Figure[int] | None
    counting: Figure[Counting]
    degree: Figure[Degree] | None
    outsourcing_work: Figure[bool] | None
    assessment: Mapping[Track, Figure[bool]]
    pass_score: Figure[int] | None
    retirement_age: Figure[int] | None
    repeat: Figure[Repeat]
    materials: tuple[Material, ...] = ()
    certification: CertificationSupport | None = None

    def figures(self) -> tuple[tuple[str, Figure[Any]], ...]:
        """Return every figure that is known, with the key of its label, in the order shown."""
        support = self.certification or CertificationSupport()
        named: list[tuple[str, Figure[Any] | None]] = [("window", self.window)]
        for branch in self.branches:
            named.append(("turnover", branch.turnover_usd_cents))
            key = "offshore-above" if branch.offshore_above else "offshore"
            named.append((key, branch.offshore_permille))
        named += [
            ("graduates", self.graduate_permille),
            ("clean-years", self.clean_years),
            *((f"cap-{track.value}", figure) for track, figure in self.cap_cents.items()),
            ("local-match", self.local_match_permille),
            ("allotment", self.allotment_cents),
            ("contract-months", self.contract_months),
            ("counting", self.counting),
            ("degree", self.degree),
            ("outsourcing-work", self.outsourcing_work),
            *((f"assessment-{track.value}", figure) for track, figure in self.assessment.items()),
            ("pass-score", self.pass_score),
            ("retirement-age", self.retirement_age),
            ("repeat", self.repeat),
            ("certification-items", support.items_a_year),
            ("certification-cap", support.cap_cents),
            ("certification-kinds", support.kinds),
        ]
        return tuple((key, figure) for key, figure in named if figure is not None)

    def unconfirmed(self) -> int:
        """Return how many of its figures the park must still check (待核实)."""
        return sum(not figure.confirmed for _key, figure in self.figures())

    def materials_for(self, track: Track) -> tuple[Material, ...]:
        """Return the papers that a claim of `track` must bring."""
        return tuple(material for material in self.materials if track in material.tracks)


def parse_programme(data: Mapping[str, Any]) -> Programme:
    """Read a programme from a mapping, as TOML or JSON give it.

    Raises `Refused("programme-not-readable")` that names the entry at fault; amounts are whole
    fen and US cents, shares per mille, days dates or ISO text.
    """
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
            assessment=self._by_track("assessment", _truth),
            pass_score=self._figure("pass_score", _count),
            retirement_age=self._figure("retirement_age", _count),
            repeat=self._needed("repeat", Repeat),
            materials=self._materials(),
            certification=self._certification(),
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
        entries = self._optional(key) or {}
        return {Track(name): self._read_figure(entry, read) for name, entry in entries.items()}

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
        if entry is None:
            return None
        readers = {"items_a_year": _count, "cap_cents": _count, "kinds": _codes}
        return CertificationSupport(
            **{
                name: self._read_figure(entry[name], read)
                for name, read in readers.items()
                if name in entry
            }
        )

    def _materials(self) -> tuple[Material, ...]:
        return tuple(
            Material(
                code=entry["code"],
                name=entry["name"],
                name_en=entry["name_en"],
                tracks=frozenset(Track(name) for name in entry["tracks"]),
                per_person=bool(entry.get("per_person")),
                mark=Mark(entry["mark"]),
                source=entry.get("source", ""),
            )
            for entry in self._optional("materials") or ()
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
