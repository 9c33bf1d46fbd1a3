"""Long rosters read in a process of their own: the same, and what happens when that one ends."""

import os
import threading
from multiprocessing.connection import Connection
from pickle import PicklingError, dumps

import pytest
import xlsxwriter

from parkdesk.domain.errors import Cancelled, Refused, StaleRecord, Unavailable
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS
from parkdesk.domain.trainees import RosterField
from parkdesk.excel import own_process, roster_beside
from parkdesk.excel.own_process import parts_of
from parkdesk.excel.roster import read_roster
from parkdesk.excel.roster_beside import read_in_own_process, read_roster_beside
from parkdesk.i18n import message, set_language

PEOPLE = 1_200
HEADINGS = (
    *("姓名", "身份证号码", "学历", "录用日期"),
    *("合同起", "合同止", "业务类型", "工龄", "籍贯"),
)


@pytest.fixture
def book(tmp_path):
    """A list with everything that can be read, and much that cannot."""
    path = tmp_path / "list.xlsx"
    made = xlsxwriter.Workbook(str(path))
    sheet = made.add_worksheet("名单")
    sheet.write_row(0, 0, HEADINGS)
    for place in range(1, PEOPLE + 1):
        hired = "七月初" if place % 7 == 0 else "2026-05-11"
        number = "1101**********002X" if place % 11 == 0 else f"1101051949{place:08d}"
        sheet.write_row(place, 0, (f"王{place % 90}", number, "本科", hired, hired, "+2y", "ITO"))
    sheet.write_formula(3, 1, "=NA()", value="#N/A")
    made.close()
    return path


def test_another_process_reads_the_same(book):
    here = read_roster(book, 2026, fields=ENTERPRISE_FIELDS)
    there = read_in_own_process(book, 2026, fields=ENTERPRISE_FIELDS)
    assert there == here
    assert len(there.rows) == PEOPLE
    assert there.sheet.problems
    assert there.rows[6].unread["hired_on"] == "七月初"


def test_another_process_takes_headings_for_what_they_were_said_to_mean(book):
    meanings = {"籍贯": RosterField.NOTE}
    there = read_in_own_process(book, 2026, meanings=meanings)
    assert there == read_roster(book, 2026, meanings=meanings)
    assert "工龄" in there.sheet.ignored
    assert "籍贯" not in there.sheet.ignored


@pytest.mark.parametrize("spoken", ["zh_CN", "en"])
def test_another_process_refuses_the_same(tmp_path, spoken):
    set_language(spoken)
    path = tmp_path / "list.csv"
    path.write_text("一,二\n三,四\n", "utf-8")
    told = []
    for read in (read_roster, read_in_own_process):
        with pytest.raises(Refused) as refused:
            read(path, 2026)
        told.append((refused.value.code, refused.value.params, message(refused.value)))
    set_language("en")
    assert told[0] == told[1]
    assert told[0][0] == "wrong-headings"


def test_only_a_long_list_is_read_by_another_process(book, monkeypatch):
    asked = []

    def beside(*args, **named):
        asked.append(args)
        return read_roster(*args, **named)

    monkeypatch.setattr(roster_beside, "read_in_own_process", beside)
    short = read_roster_beside(book, 2026)
    assert asked == []
    monkeypatch.setattr(roster_beside, "SHORT_BYTES", 1_000)
    assert read_roster_beside(book, 2026) == short
    assert [path for path, _year in asked] == [book]


def test_a_file_that_is_not_there_is_refused_as_ever(tmp_path):
    with pytest.raises(Refused, match="file-not-found"):
        read_roster_beside(tmp_path / "list.xlsx", 2026)


def dying(*, progress):
    progress(1, 2)
    yield os.getpid()
    os._exit(3)


def test_a_process_that_ends_before_its_work_is_told_in_a_sentence():
    steps = []
    parts = parts_of(dying, name="list.xlsx", progress=lambda *step: steps.append(step))
    assert next(parts) != os.getpid()
    with pytest.raises(Unavailable, match="reading-ended") as ended:
        next(parts)
    assert (1, 2) in steps
    assert "list.xlsx" in message(ended.value)


def dead(*_given, progress):
    progress(1, 2)
    yield from os._exit(3)


def endless(*, progress):
    progress(0, 0)
    yield os.getpid()
    threading.Event().wait()


def test_pressing_cancel_ends_a_process_that_says_nothing():
    pressed = []

    def progress(_done, _total):
        if pressed:
            raise Cancelled

    parts = parts_of(endless, name="list.xlsx", progress=progress)
    other = next(parts)
    pressed.append(True)
    with pytest.raises(Cancelled):
        next(parts)
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def test_who_wants_no_more_ends_the_process():
    parts = parts_of(endless, name="list.xlsx")
    other = next(parts)
    parts.close()
    with pytest.raises(ProcessLookupError):
        os.kill(other, 0)


def refusing(*, progress):
    progress(0, 0)
    yield "begun"
    raise StaleRecord(table="claim", id=7)


def test_an_error_of_ours_comes_back_as_it_was():
    parts = parts_of(refusing, name="list.xlsx")
    assert next(parts) == "begun"
    with pytest.raises(StaleRecord) as stale:
        next(parts)
    assert stale.value.params == {"table": "claim", "id": 7}
    assert stale.value.code == "stale-record"


def faulty(*, progress):
    yield from progress
    yield {}["110105194912310021"]


def test_a_bug_is_told_with_its_place_and_nothing_of_what_was_read():
    with pytest.raises(RuntimeError, match="TypeError") as bug:
        list(parts_of(faulty, name="list.xlsx"))
    assert "in faulty" in str(bug.value)


def leaking(*, progress):
    progress(0, 0)
    yield from ({}[number] for number in ("1101051949" + "1231002X",))


def test_a_number_in_an_error_is_not_told():
    with pytest.raises(RuntimeError, match="KeyError") as bug:
        list(parts_of(leaking, name="list.xlsx"))
    assert "11010519491231002X" not in str(bug.value)


NUMBER = "110105194912310021"


def blurting(*, progress):
    progress(0, 0)
    raise KeyError(NUMBER)
    yield


def unsendable(*, progress):
    progress(0, 0)
    raise Refused("wrong-headings", number=NUMBER, read=lambda: NUMBER)
    yield


@pytest.mark.parametrize("work", [blurting, unsendable])
def test_nothing_of_what_was_read_goes_with_an_error_that_is_a_bug(work, capfd):
    with pytest.raises(RuntimeError) as failed:
        list(parts_of(work, name="list.xlsx"))
    assert NUMBER not in str(failed.value)
    assert NUMBER not in "".join(capfd.readouterr())


class Deaf:
    """The end of a pipe at whose other end nobody is when it comes to telling an error."""

    def __init__(self):
        self.heard = []

    def send(self, told):
        if isinstance(told[1], Exception):
            raise BrokenPipeError
        self.heard.append(told)


def test_an_error_that_nobody_hears_any_more_is_not_printed(monkeypatch):
    monkeypatch.setattr("parkdesk.excel.own_process.signal.signal", lambda *_given: None)
    monkeypatch.setattr("parkdesk.excel.own_process.gc.disable", lambda: None)
    pipe = Deaf()
    own_process._answer(pipe, blurting, ())
    assert len(pipe.heard) == 1


def test_a_message_that_does_not_fit_into_memory_is_told_in_a_sentence(monkeypatch):
    parts = parts_of(endless, name="list.xlsx")
    next(parts)

    def full(_self):
        raise MemoryError

    monkeypatch.setattr("multiprocessing.connection.Connection.poll", lambda *_given: True)
    monkeypatch.setattr("multiprocessing.connection.Connection.recv", full)
    with pytest.raises(Unavailable, match="reading-ended"):
        next(parts)


def test_a_process_that_cannot_be_begun_leaves_no_pipe_open(monkeypatch):
    closed = []
    monkeypatch.setattr(
        "multiprocessing.context.SpawnProcess.start", lambda _self: dumps(lambda: None)
    )
    close = Connection.close

    def note(end):
        closed.append(end)
        close(end)

    monkeypatch.setattr(Connection, "close", note)
    with pytest.raises((PicklingError, AttributeError)):
        next(parts_of(endless, name="list.xlsx"))
    assert len(closed) == 2
