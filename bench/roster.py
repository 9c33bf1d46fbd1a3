"""Import of a roster, from the workbook to committed rows, against openpyxl and the ORM's add_all.

Ours does more: every row is judged with its trace, its number is encrypted and hashed, people
claimed for elsewhere are found, and the trail is written. The peer reads, checks the number, looks
for it and adds records. Both are measured on an embedded database and on a server.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import time
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

from bench import slow_roster
from bench.measure import Line, alternately, milliseconds
from bench.park import Scale, made_park
from bench.server_park import server_with_park
from bench.somebody import administrator
from parkdesk.demo import codes, names
from parkdesk.desk import Desk
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.eligibility import Judge
from parkdesk.domain.programmes import Track, parse_programme
from parkdesk.domain.roster_faults import roster_faults
from parkdesk.domain.trainees import Trainee
from parkdesk.excel.roster_beside import read_roster_beside
from parkdesk.store.tables.claims import ClaimPersonRecord
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.programmes import open_programmes
from parkdesk.usecases.rosters import import_roster

_EMBEDDED, _SERVER, _TIMES_FASTER = 25_000.0, 15_000.0, 12.0
_MOST_ROUNDS = 3
"""The peer takes a minute for each."""
_JUDGED, _FAULTY = 10_000, 10
_PEER = "openpyxl + add_all"
_NEWCOMERS = 20_000_000
"""People with numbers from here on are in no park of the generator."""
_SEED = 4
_TODAY = dt.date(2026, 10, 12)
_PROGRAMMES = Path(__file__).parents[1] / "db" / "seed" / "programmes"
_TEMPLATE = _PROGRAMMES / "template-training-2026.toml"
_HEADINGS = (
    *("姓名", "身份证号", "学历", "毕业院校", "毕业时间", "录用日期"),
    *("劳动合同起", "劳动合同止", "业务类型", "岗位", "培训课程", "考核结果"),
)


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return rows a second of both, into parks of the scale, and what the window makes of it."""
    made, _ = made_park(folder, scale)
    book, some = _workbook(folder, scale.roster), min(rounds, _MOST_ROUNDS)
    place = folder / "roster-park"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
    peer = folder / "roster-peer.db"
    embedded = _rates(str(place), f"sqlite:///{peer}", book, some)
    with server_with_park(scale.trainees) as (park, beside):
        server = _rates(park, beside, book, some)
    window = _window(place, book)
    shutil.rmtree(place)
    peer.unlink()
    return [
        *_import_lines("embedded", scale, embedded, _EMBEDDED),
        *_import_lines("PostgreSQL", scale, server, _SERVER),
        Line("the window's longest wait meanwhile", window["longest_wait"], "ms", 50.0),
        Line("the same by the program's processor time", window["longest_wait_at_work"], "ms"),
        Line("the program's memory before it", window["memory_before"], "MB"),
        Line("the same at the most", window["memory"], "MB", 350.0),
        Line("paste of 300 rows, with all checks", window["paste"], "ms", 150.0),
        *_eligibility(rounds),
    ]


def _import_lines(where: str, scale: Scale, rates: _Rates, limit: float) -> tuple[Line, Line]:
    """Return the budget's line, and the same by processor time: what a shared machine can say."""
    by_clock = Line(
        name=f"roster of {scale.roster:,} among {scale.trainees:,}, {where}",
        value=rates.ours,
        unit="rows/s",
        limit=limit,
        at_most=False,
        peer_name=_PEER,
        peer=rates.theirs,
        wanted=_TIMES_FASTER,
    )
    by_processor = replace(
        by_clock,
        name=f"the same by the program's processor time, {where}",
        value=rates.ours_at_work,
        peer=rates.theirs_at_work,
        limit=None,
    )
    return by_clock, by_processor


@dataclass(frozen=True, slots=True)
class _Rates:
    """Rows a second of ours and of the peer, by the clock and by the program's processor time."""

    ours: float
    theirs: float
    ours_at_work: float
    theirs_at_work: float


def _rates(park: str, peer: str, book: Path, rounds: int) -> _Rates:
    rows = _rows_of(book)
    at_work: tuple[list[float], list[float]] = ([], [])

    def ours() -> float:
        desk = administrator(park)
        started, worked = time.perf_counter(), _at_work()
        claim = _bring(desk, book)
        taken = time.perf_counter() - started
        at_work[0].append(rows / (_at_work() - worked))
        with desk.work(read_only=False) as work:
            # The next round meets nobody of them.
            work.delete_many(ClaimPersonRecord, ClaimPersonRecord.claim_id == claim)
        desk.close()
        return rows / taken

    def theirs() -> float:
        started, worked = time.perf_counter(), _at_work()
        slow_roster.bring(peer, book)
        at_work[1].append(rows / (_at_work() - worked))
        return rows / (time.perf_counter() - started)

    clock = alternately(rounds, ours, theirs)
    return _Rates(*clock, *map(statistics.median, at_work))


def _at_work() -> float:
    """Return the processor seconds of this process, and of those that it started and that ended."""
    return sum(os.times()[:4])


def _bring(desk: Desk, book: Path) -> int:
    file = read_roster_beside(book, 2026)
    with desk.work(read_only=False) as work:
        programme = open_programmes(work)[0].id
        key = create_claim(work, NewClaim(1, programme, ClaimKind.ENTERPRISE))
        import_roster(work, key.id, key.version, file.rows)
    return key.id


def _window(place: Path, book: Path) -> dict[str, float]:
    """Return what an import through the window costs, in a process of its own.

    It has no main module: one of the program's own imports that again, and the program's is small.
    """
    run = "from bench.one_roster import main; main()"
    words = [sys.executable, "-c", run, str(place), str(book)]
    ran = subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True)  # noqa: S603 (our own program)
    found: dict[str, float] = json.loads(ran.stdout.splitlines()[-1])
    return found


def _eligibility(rounds: int) -> list[Line]:
    """Return what judging ten thousand people with their whole trace takes, one in ten at fault."""
    programme = parse_programme(tomllib.loads(_TEMPLATE.read_text("utf-8")))
    roster = _people()

    def judged() -> float:
        judge = Judge(programme, Track.ENTERPRISE, _TODAY)
        return milliseconds(lambda: roster_faults(roster, judge.judge_roster(roster)))

    def first() -> float:
        judge = Judge(programme, Track.ENTERPRISE, _TODAY)
        screen = roster[: _FAULTY * 40]
        return milliseconds(lambda: roster_faults(screen, judge.judge_roster(screen)))

    whole, shown = alternately(rounds, judged, first)
    return [
        Line(f"eligibility of {_JUDGED:,}, with every problem", whole, "ms", 500.0),
        Line("the same to the first forty problems", shown, "ms", 100.0),
    ]


def _people() -> list[Trainee]:
    """Return people of many days of hire and of graduation; one in ten has too short a contract."""
    rng = random.Random(_SEED)  # noqa: S311 - invented people
    found = []
    for place in range(_JUDGED):
        hired = dt.date(2026, 1, 1) + dt.timedelta(days=rng.randrange(280))
        row = Trainee(
            name="林晓雨",
            id_number=codes.resident(_NEWCOMERS + place)[0],
            graduated_on=hired - dt.timedelta(days=rng.randrange(30, 900)),
            hired_on=hired,
            contract_first=hired,
            contract_last=hired + dt.timedelta(days=1094),
        )
        short = place % _FAULTY == 0
        found.append(replace(row, contract_last=hired) if short else row)
    return found


def _rows_of(book: Path) -> int:
    return int(book.stem.rpartition("-")[2])


def _workbook(folder: Path, rows: int) -> Path:
    import xlsxwriter

    path = folder / f"roster-{rows}.xlsx"
    if path.exists():
        return path
    rng = random.Random(_SEED)  # noqa: S311 - invented names
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, _HEADINGS)
    for number in range(1, rows + 1):
        id_number, born, man = codes.resident(_NEWCOMERS + number)
        name = names.person(rng, man=man)
        row = (name, id_number, "本科", "云湖大学", f"{born.year + 22}-06-30", "2026-03-02")
        more = ("2026-03-02", "2029-03-01", "ITO", "开发工程师", "软件测试工程师", "合格")
        sheet.write_row(number, 0, (*row, *more))
    book.close()
    return path
