"""Claims in every state, with every kind of refusal and warning the rules know.

A claim is told as a journey: who did what on which day. The verdicts, amounts and states are not
told: they follow from the programme's rules and the workflow when the claim is written.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from parkdesk.demo.draw import stream
from parkdesk.demo.facts import head_office
from parkdesk.demo.rosters import FLAWS, Setting, person, with_employers
from parkdesk.demo.size import TODAY, Size
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.calendar import DateRange
from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainees import Trainee

P2009, P2011 = "central-training-2009", "central-training-2011"
P2013, P2015 = "central-training-2013", "central-training-2015"
P2026 = "template-training-2026"
# The windows in which people are hired here; all lie inside the programme's own where it has one.
_WINDOWS = {
    P2013: DateRange(dt.date(2012, 7, 1), dt.date(2013, 3, 31)),
    P2015: DateRange(dt.date(2014, 1, 1), dt.date(2014, 12, 31)),
    P2026: DateRange(dt.date(2026, 1, 1), dt.date(2026, 12, 31)),
}
_SUBMIT, _PRECHECK = ClaimAction.SUBMIT, ClaimAction.PRECHECK
_APPROVE, _PAY = ClaimAction.APPROVE, ClaimAction.PAY
_RETURN, _REJECT = ClaimAction.RETURN, ClaimAction.REJECT
_ARCHIVE = ClaimAction.ARCHIVE
_BULK_HEADS = 500
"""People of one claim in a park of very many."""
_CROWD = 50_000
"""They are numbered from here on: before them come those of the levels' fund."""


@dataclass(frozen=True, slots=True)
class Step:
    """Something done with a claim; the reason is what the person wrote.

    `cut_cents` is what a pre-check or an approval takes off the amount before it.
    """

    action: ClaimAction
    day: dt.date
    reason: str = ""
    cut_cents: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim: whose, under which programme, its roster, and its journey."""

    enterprise: int
    programme: str
    track: Track
    begun_on: dt.date
    rows: tuple[Trainee, ...]
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """A claim before its people are drawn. `again` are rows of earlier claims, claimed again."""

    enterprise: int
    programme: str
    begun_on: dt.date
    heads: int
    steps: tuple[Step, ...] = ()
    flaws: tuple[str, ...] = ()
    again: tuple[tuple[int, int], ...] = ()
    twice: bool = False
    track: Track = Track.ENTERPRISE


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


_ToldStep = (
    tuple[ClaimAction, str] | tuple[ClaimAction, str, str] | tuple[ClaimAction, str, str, int]
)


def _way(*steps: _ToldStep) -> tuple[Step, ...]:
    return tuple(Step(step[0], _day(step[1]), *step[2:]) for step in steps)


_TOLD = (
    # Of years gone by: paid, kept because a person must not be claimed for twice.
    _Told(
        1,
        P2013,
        _day("2013-04-18"),
        12,
        _way(
            (_SUBMIT, "2013-04-19"),
            (_PRECHECK, "2013-04-26"),
            (_APPROVE, "2013-05-20"),
            (_PAY, "2013-11-08"),
            (_ARCHIVE, "2014-01-15", "2013-PX-001"),
        ),
        ("degree-too-low",),
    ),
    _Told(
        10,
        P2013,
        _day("2013-04-20"),
        9,
        _way(
            (_SUBMIT, "2013-04-20"),
            (_PRECHECK, "2013-04-27"),
            (_APPROVE, "2013-05-21"),
            (_PAY, "2013-11-08"),
        ),
        ("graduation-after-hire",),
    ),
    # This year's: paid in the second and third quarter.
    _Told(
        1,
        P2026,
        _day("2026-04-07"),
        18,
        _way(
            (_SUBMIT, "2026-04-08"),
            (_PRECHECK, "2026-04-16"),
            (_APPROVE, "2026-05-11"),
            (_PAY, "2026-06-18"),
        ),
        ("contract-too-short", "graduation-missing"),
    ),
    _Told(
        6,
        P2026,
        _day("2026-04-21"),
        22,
        _way(
            (_SUBMIT, "2026-04-22"),
            (_PRECHECK, "2026-05-06"),
            (_APPROVE, "2026-05-25"),
            (_PAY, "2026-07-09"),
        ),
        ("amount-asked", "training-before-hire"),
        again=((0, 3),),
    ),
    _Told(
        15,
        P2026,
        _day("2026-06-03"),
        26,
        _way(
            (_SUBMIT, "2026-06-04"),
            (_RETURN, "2026-06-09", "第 7 行劳动合同缺终止日期页，请补正后再提交。"),
            (_SUBMIT, "2026-06-15"),
            (_PRECHECK, "2026-06-24"),
            (_APPROVE, "2026-07-14"),
            (_PAY, "2026-08-27"),
        ),
        ("contract-on-the-edge", "work-not-outsourcing", "degree-too-low"),
    ),
    _Told(
        3,
        P2026,
        _day("2026-07-02"),
        16,
        _way(
            (_SUBMIT, "2026-07-03"),
            (_PRECHECK, "2026-07-13", "1 人社会保险缴纳证明缺页，本次核减。", 450_000),
            (_APPROVE, "2026-08-05"),
            (_PAY, "2026-09-17"),
        ),
        ("id-wrong-check", "amount-cut-to-cap"),
    ),
    _Told(
        13,
        P2026,
        _day("2026-07-15"),
        20,
        _way(
            (_SUBMIT, "2026-07-16"),
            (_PRECHECK, "2026-07-27"),
            (_APPROVE, "2026-08-19", "按就低原则核定，核减 1 人。", 450_000),
        ),
        ("hired-outside-window", "age-of-retirement"),
        again=((2, 4),),
    ),
    _Told(
        31,
        P2026,
        _day("2026-07-20"),
        24,
        _way((_SUBMIT, "2026-07-21"), (_PRECHECK, "2026-08-03"), (_APPROVE, "2026-09-08")),
        ("assessment-missing", "assessment-failed", "assessment-score-only"),
        track=Track.INSTITUTION,
    ),
    _Told(
        22,
        P2026,
        _day("2026-08-11"),
        14,
        _way((_SUBMIT, "2026-08-12"), (_PRECHECK, "2026-08-24"), (_APPROVE, "2026-10-09")),
    ),
    _Told(
        5,
        P2026,
        _day("2026-08-26"),
        15,
        _way((_SUBMIT, "2026-08-27"), (_PRECHECK, "2026-09-07")),
        ("contract-end-missing", "training-outside-window"),
    ),
    _Told(
        18,
        P2026,
        _day("2026-09-02"),
        21,
        _way((_SUBMIT, "2026-09-03"), (_PRECHECK, "2026-09-15")),
        ("id-ends-in-zeros", "work-missing", "id-old-form"),
        twice=True,
    ),
    _Told(
        9,
        P2026,
        _day("2026-09-14"),
        28,
        _way((_SUBMIT, "2026-09-15")),
        ("assessment-failed-not-asked", "contract-too-short", "hired-missing"),
        again=((4, 2), (5, 1)),
    ),
    _Told(
        33,
        P2026,
        _day("2026-09-22"),
        12,
        _way((_SUBMIT, "2026-09-23")),
        ("graduation-after-hire",),
    ),
    _Told(2, P2026, _day("2026-10-08"), 19, _way((_SUBMIT, "2026-10-09")), ("hired-in-future",)),
    _Told(
        19,
        P2026,
        _day("2026-08-19"),
        13,
        _way(
            (_SUBMIT, "2026-08-20"),
            (_RETURN, "2026-08-31", "3 人劳动合同期限不足 12 个月，请核对合同或调整名单。"),
        ),
        ("contract-too-short", "contract-start-missing", "contract-ends-before-start"),
    ),
    _Told(
        37,
        P2026,
        _day("2026-09-10"),
        17,
        _way(
            (_SUBMIT, "2026-09-11"),
            (_PRECHECK, "2026-09-18"),
            (_RETURN, "2026-09-29", "花名册与社会保险缴纳名单有 2 人不一致，请补充说明。"),
        ),
        ("id-wrong-check",),
    ),
    _Told(
        26,
        P2026,
        _day("2026-07-08"),
        7,
        _way(
            (_SUBMIT, "2026-07-09"),
            (_REJECT, "2026-07-22", "抽查 3 人均不在岗，申报材料与实际不符，不予支持。"),
        ),
        ("work-not-outsourcing",) * 3,
    ),
    # On the clerk's desk: one draft with every slip a roster can have, one fresh, one empty.
    _Told(
        11,
        P2026,
        _day("2026-10-10"),
        38,
        (),
        tuple(FLAWS)[:22],
        again=((9, 5), (2, 6)),
        twice=True,
    ),
    _Told(
        17,
        P2026,
        _day("2026-10-12"),
        16,
        (),
        ("graduation-missing", "training-ends-first"),
        again=((17, 31),),
    ),
    _Told(35, P2026, _day("2026-10-12"), 0),
)


def claims(size: Size, tenants: list[Tenant]) -> tuple[tuple[Claim, ...], Iterator[Claim]]:
    """Return the claims told, in order, and large ones without flaws where more are wanted."""
    rng = stream(size.seed, "claims")
    made: dict[int, Claim] = {}
    number = 0
    for place, told in enumerate(_TOLD):
        if told.enterprise <= len(tenants):
            made[place], number = _drawn(told, tenants, rng, number, made)
    return tuple(made.values()), _bulk(size, tenants, rng, number)


def _drawn(
    told: _Told, tenants: Sequence[Tenant], rng: Random, number: int, made: dict[int, Claim]
) -> tuple[Claim, int]:
    tenant = tenants[told.enterprise - 1]
    setting = Setting(tenant, told.track, _WINDOWS[told.programme], told.begun_on)
    fresh = told.heads - len(told.again) - told.twice
    rows = [person(number + at, rng, setting) for at in range(max(fresh, 0))]
    # Slips are spread over the roster, not heaped at its head.
    places = sorted(rng.sample(range(len(rows)), len(told.flaws)))
    for place, flaw in zip(places, told.flaws, strict=True):
        rows[place] = FLAWS[flaw](rows[place], setting)
    for claim_at, row_at in told.again:
        if claim_at in made:
            rows.insert(rng.randrange(len(rows)), _claimed_again(made[claim_at].rows[row_at], rows))
    if told.twice:
        rows.append(replace(next(row for row in rows if row.id_number), note="重复"))
    if told.track is Track.INSTITUTION:
        rows = with_employers(rows, setting, tenants)
    claim = Claim(
        told.enterprise, told.programme, told.track, told.begun_on, tuple(rows), told.steps
    )
    return claim, number + max(fresh, 0)


def _claimed_again(row: Trainee, among: list[Trainee]) -> Trainee:
    """Return somebody of another claim as a newcomer of this one, hired like a colleague."""
    like = next(one for one in among if one.hired_on and one.contract_last and not one.unread)
    return replace(
        like,
        name=row.name,
        id_number=row.id_number,
        degree=row.degree,
        school=row.school,
        graduated_on=row.graduated_on,
        diploma_number=row.diploma_number,
    )


def _bulk(size: Size, tenants: list[Tenant], rng: Random, number: int) -> Iterator[Claim]:
    # A branch claims through its head office.
    residents = [
        one for one in tenants if one.fate in {Fate.STAYS, Fate.NEW} and head_office(one) is None
    ]
    at = len(_TOLD)
    while number < size.trainees and residents:
        tenant = residents[at % len(residents)]
        at += 1
        heads = min(_BULK_HEADS, size.trainees - number)
        begun = TODAY - dt.timedelta(days=rng.randint(5, 120))
        setting = Setting(tenant, Track.ENTERPRISE, _WINDOWS[P2026], begun)
        people = range(_CROWD + number, _CROWD + number + heads)
        rows = tuple(person(one, rng, setting) for one in people)
        number += heads
        submitted = Step(_SUBMIT, begun + dt.timedelta(days=1))
        yield Claim(tenant.number, P2026, Track.ENTERPRISE, begun, rows, (submitted,))
