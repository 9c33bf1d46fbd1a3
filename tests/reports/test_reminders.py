"""The calendar file, the timeline and the year on paper."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pypdfium2
import pytest
from icalendar import Calendar

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.gantt import Bar, BarRow, Check, Span, TimelineSheet, Zoom
from parkdesk.domain.reminders import (
    DueItem,
    Reminder,
    ReminderCalendar,
    ReminderKind,
    ReminderState,
)
from parkdesk.domain.year_calendar import YearSheet, year_counts
from parkdesk.i18n import speaking
from parkdesk.reports.calendar_file import calendar_file, identity
from parkdesk.reports.gantt import render_timeline
from parkdesk.reports.year_calendar import render_year

D = dt.date
NOW = dt.datetime(2026, 10, 12, 2, 0, tzinfo=dt.UTC)
TODAY = D(2026, 10, 12)
LONG_NAME = "太湖国际服务外包园示范企业信息技术与业务流程外包服务（江苏）股份有限公司"


LAST = D(2027, 5, 10)


def item(subject_id=7, kind=ReminderKind.EXPIRY, due=LAST, **differences):
    reminder = Reminder(kind, subject_id, due, due - dt.timedelta(days=180))
    made = DueItem(
        reminder, ReminderState.DUE, (due - TODAY).days, 3, LONG_NAME, "CMMI 能力成熟度模型集成",
        "CMMI", "CMMI", 3, "CMMI V2.0", "A-77，一号；二,三", 1, 180, None, None,
    )  # fmt: skip
    return replace(made, **differences)


def calendar_of(*items, park_key="abc"):
    return ReminderCalendar("太湖国际服务外包园", "Taihu Park", park_key, NOW, items)


def read_back(content):
    return Calendar.from_ical(content)


def test_a_calendar_file_reads_back_as_it_was_written():
    check = item(8, ReminderKind.SURVEILLANCE, D(2026, 11, 1), level=None)
    with speaking("zh_CN"):
        file = read_back(calendar_file(calendar_of(item(), check)))
    first, second = file.walk("VEVENT")
    assert str(first["summary"]) == f"{LONG_NAME}：CMMI V2.0 3 级 到期"
    assert first.decoded("dtstart") == D(2027, 5, 10)
    assert first.decoded("dtend") == D(2027, 5, 11)
    assert first.decoded("dtstamp") == NOW
    assert "A-77，一号；二,三" in str(first["description"])
    (alarm,) = first.walk("VALARM")
    assert alarm.decoded("trigger") == dt.timedelta(days=-180, hours=9)
    assert str(second["summary"]).endswith("CMMI 能力成熟度模型集成 监督审核")
    assert str(file["x-wr-calname"]) == "太湖国际服务外包园到期提醒"


def test_lines_are_folded_between_signs_and_end_as_the_format_asks():
    content = calendar_file(calendar_of(item()))
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # no sign is cut in two
    assert b"\n" not in content.replace(b"\r\n", b"")


def test_an_event_keeps_its_identity_when_its_day_moves():
    moved = item(due=D(2027, 6, 1))
    assert identity(item(), "abc") == identity(moved, "abc") == "expiry-7@abc.parkdesk"
    assert identity(item(), "xyz") != identity(item(), "abc")
    checks = {
        identity(item(kind=ReminderKind.SURVEILLANCE, due=D(year, 5, 10)), "abc")
        for year in (2025, 2026)
    }
    assert len(checks) == 2


def test_a_calendar_file_speaks_english_too():
    with speaking("en"):
        file = read_back(calendar_file(calendar_of(item())))
    assert str(file["x-wr-calname"]) == "Taihu Park: reminders"
    assert str(file.walk("VEVENT")[0]["summary"]).endswith("CMMI V2.0 level 3: last day")


def test_no_reminders_make_a_calendar_without_events():
    assert read_back(calendar_file(calendar_of())).walk("VEVENT") == []


def row(number, enterprise_id, **bar):
    facts = {
        "issued_on": D(2024, 5, 10),
        "expires_on": D(2027, 5, 10),
        "remind_on": D(2026, 11, 11),
        "status": CertificationStatus.VALID,
        "checks": (Check(D(2026, 9, 10), done=True), Check(D(2027, 1, 10), done=False)),
    }
    return BarRow(
        number, enterprise_id, f"试验{enterprise_id}软件有限公司", "CMMI", "CMMI", "CMMI", 3,
        "CMMI V2.0", f"A-{number}", Bar(**(facts | bar)),
    )  # fmt: skip


def pages_of(content):
    document = pypdfium2.PdfDocument(BytesIO(content))
    return document, [page.get_textpage().get_text_bounded() for page in document]


LOOKS = (
    row(1, 1),
    row(2, 1, status=CertificationStatus.SUSPENDED),
    row(3, 2, expires_on=D(2026, 9, 1), status=CertificationStatus.EXPIRED),
    row(4, 2, expires_on=None, remind_on=None),
    row(5, 3, issued_on=D(2026, 12, 1), status=None),
)


@pytest.mark.parametrize(("size", "width"), [("A4", 841.89), ("A3", 1190.55)])
@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_timeline_says_in_words_what_its_bars_show(size, width, language):
    sheet = TimelineSheet("太湖园区", "Taihu Park", NOW, LOOKS)
    span = Span.around(TODAY, Zoom.YEAR)
    document, (text,) = pages_of(render_timeline(sheet, span, TODAY, size, language))
    assert document[0].get_width() == pytest.approx(width, abs=0.1)
    words = {"zh_CN": ["证书时间轴", "有效 · 2027-05-10", "暂停", "已过期"], "en": ["Suspended"]}
    for word in [*words[language], "A-3", "2027"]:
        assert word in text


def test_a_timeline_of_a_past_day_names_it_instead_of_today():
    day = D(2026, 3, 31)
    sheet, span = TimelineSheet("太湖园区", "", NOW, LOOKS, day), Span.around(day, Zoom.YEAR)
    _document, (text,) = pages_of(render_timeline(sheet, span, day, "A4", "zh_CN"))
    assert text.count("2026-03-31") == 2
    assert "今日" not in text


def test_a_year_of_a_past_day_names_it():
    day = D(2026, 3, 31)
    sheet = YearSheet("太湖园区", "", NOW, year_counts(2026, []), day)
    _document, texts = pages_of(render_year(sheet, day, "zh_CN"))
    assert "2026-03-31" in texts[0]


def test_a_long_timeline_goes_on_over_sheets_that_count_themselves():
    rows = tuple(row(number, number // 3) for number in range(500))
    sheet = TimelineSheet("太湖园区", "", NOW, rows)
    span = Span.around(TODAY, Zoom.CYCLE)
    _document, texts = pages_of(render_timeline(sheet, span, TODAY, "A4", "zh_CN"))
    assert 15 <= len(texts) <= 25
    assert f"第 {len(texts)} 页 / 共 {len(texts)} 页" in texts[-1]
    assert all("试验" in text for text in texts)


def test_a_timeline_without_rows_is_a_sheet_that_says_so():
    sheet = TimelineSheet("太湖园区", "", NOW, ())
    span = Span.around(TODAY, Zoom.YEAR)
    _document, (text,) = pages_of(render_timeline(sheet, span, TODAY, "A4", "en"))
    assert "No certificates yet" in text


def test_the_same_timeline_gives_the_same_bytes():
    sheet, span = TimelineSheet("太湖园区", "", NOW, LOOKS), Span.around(TODAY, Zoom.YEAR)
    first = render_timeline(sheet, span, TODAY, "A4", "zh_CN")
    assert first == render_timeline(sheet, span, TODAY, "A4", "zh_CN")


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_year_stands_on_one_page(language):
    due = [
        (ReminderKind.EXPIRY, D(2026, 11, 3), 12),
        (ReminderKind.SURVEILLANCE, D(2026, 2, 1), 1),
    ]
    sheet = YearSheet("太湖园区", "Taihu Park", NOW, year_counts(2026, due))
    _document, texts = pages_of(render_year(sheet, TODAY, language))
    assert len(texts) == 1
    assert {"zh_CN": "12 项", "en": "12 due"}[language] in texts[0]
