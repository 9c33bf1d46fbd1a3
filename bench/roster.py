"""Import of a roster, from the workbook to committed rows, against openpyxl and the ORM's add_all.

Ours does more: every row is judged with its trace, its number is encrypted and hashed, people
claimed for elsewhere are found, and the trail is written. The peer reads, checks the number, looks
for it and adds records.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable
from pathlib import Path

from bench import slow_roster
from bench.measure import Line, alternately
from bench.park import Scale, administrator, made_park
from parkdesk.demo import codes
from parkdesk.domain.claims import ClaimKind
from parkdesk.excel.roster import read_roster
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.programmes import open_programmes
from parkdesk.usecases.rosters import MOST_ROWS, import_roster

_ROWS_A_SECOND, _TIMES_FASTER = 25_000.0, 12.0
_NEWCOMERS = 20_000_000
"""People with numbers from here on are in no park of the generator."""
_HEADINGS = (
    *("姓名", "身份证号", "学历", "毕业院校", "毕业时间", "录用日期"),
    *("劳动合同起", "劳动合同止", "业务类型", "岗位", "培训课程", "考核结果"),
)


def measure(folder: Path, scale: Scale, rounds: int) -> list[Line]:
    """Return rows a second of both, into a park of the scale."""
    made, _ = made_park(folder, scale)
    place = folder / "roster-park"
    rows = min(scale.roster, MOST_ROWS)
    book = _workbook(folder, rows)
    peer = folder / "roster-peer.db"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(made, place)
    claims = iter(range(rounds))
    ours, theirs = alternately(
        rounds,
        _rate(rows, lambda: _ours(place, book, next(claims))),
        _rate(rows, lambda: slow_roster.bring(peer, book)),
    )
    shutil.rmtree(place)
    return [
        Line(
            name=f"roster of {rows:,}, read, judged and kept",
            value=ours,
            unit="rows/s",
            limit=_ROWS_A_SECOND,
            at_most=False,
            peer_name="openpyxl + add_all",
            peer=theirs,
            wanted=_TIMES_FASTER,
        )
    ]


def _rate(rows: int, way: Callable[[], object]) -> Callable[[], float]:
    def run() -> float:
        started = time.perf_counter()
        way()
        return rows / (time.perf_counter() - started)

    return run


def _ours(place: Path, book: Path, turn: int) -> None:
    desk = administrator(place)
    file = read_roster(book, 2026)
    with desk.work(read_only=False) as work:
        programme = open_programmes(work)[0].id
        key = create_claim(work, NewClaim(1 + turn, programme, ClaimKind.ENTERPRISE))
        import_roster(work, key.id, key.version, file.rows)
    desk.close()


def _workbook(folder: Path, rows: int) -> Path:
    import xlsxwriter

    path = folder / f"roster-{rows}.xlsx"
    if path.exists():
        return path
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("花名册")
    sheet.write_row(0, 0, _HEADINGS)
    for number in range(1, rows + 1):
        id_number, born, _man = codes.resident(_NEWCOMERS + number)
        row = ("林晓雨", id_number, "本科", "云湖大学", f"{born.year + 22}-06-30", "2026-03-02")
        more = ("2026-03-02", "2029-03-01", "ITO", "开发工程师", "软件测试工程师", "合格")
        sheet.write_row(number, 0, (*row, *more))
    book.close()
    return path
