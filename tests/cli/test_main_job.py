"""The main job without a window: a park, lists into it, a quarter on paper, a backup."""

import datetime as dt
import hashlib

import pytest
import xlsxwriter
from icalendar import Calendar
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from parkdesk.reports.certificates import KeyFile
from parkdesk.reports.digital_signing import sign
from tests.certificates import PASSPHRASE, authority, key_file
from tests.cli.books import (
    CERTIFICATES,
    CONTRACTS,
    HEADINGS,
    ROSTER,
    enterprise,
    person,
    write_book,
)
from tests.parks import place_of

SIGNED_AT = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)


def test_the_demonstration_park_is_made_where_it_is_asked_for(parkdesk, tmp_path):
    folder = tmp_path / "demo"
    answer = parkdesk("demo", "--data", folder, "--enterprises", 5, "--trainees", 40)
    assert (answer.code, answer.err) == (0, "")
    assert "parkdesk-demo" in answer.out
    assert (folder / "park.db").exists()


def test_the_main_job_is_done_on_either_kind_of_database(parkdesk, databases, tmp_path):
    place = place_of(databases.empty())
    where = ("--url" if "://" in place else "--data", place)
    size = ("--enterprises", 12, "--trainees", 60)
    assert parkdesk("demo", *where, *size).code == 0
    book = write_book(tmp_path / "list.xlsx", HEADINGS, [enterprise(1)])
    assert parkdesk("import", "enterprises", book, *where).code == 0
    assert "试验1" in parkdesk("search", "yhsy1", *where).out
    paper = tmp_path / "q.pdf"
    assert parkdesk("report", "quarterly", "2026Q3", "-o", paper, *where).code == 0
    assert paper.read_bytes().startswith(b"%PDF")
    assert parkdesk("db", "check", *where).code == 0


def test_a_second_park_in_one_place_is_refused(parkdesk, demo):
    answer = parkdesk("demo", "--data", demo)
    assert answer.code == 1
    assert "already" in answer.sentence


def test_a_quarter_is_frozen_once_and_printed_the_same_again(parkdesk, demo, tmp_path):
    papers = [tmp_path / "one.pdf", tmp_path / "two.pdf"]
    answers = [
        parkdesk("report", "quarterly", "2026Q3", "-o", one, "--data", demo) for one in papers
    ]
    assert [answer.code for answer in answers] == [0, 0]
    assert "edition 1" in answers[1].out
    assert len({hashlib.sha256(one.read_bytes()).hexdigest() for one in papers}) == 1


def test_what_was_issued_by_an_older_layout_is_given_as_it_is(
    parkdesk, demo, tmp_path, monkeypatch
):
    from parkdesk.cli import report

    words = ("report", "quarterly", "2026Q3", "--data", demo, "-o")
    assert parkdesk(*words, tmp_path / "one.pdf").code == 0

    def another_layout(_summary, out, _language, _progress):
        out.write(b"%PDF of a newer layout")

    monkeypatch.setattr(report, "render_quarterly", another_layout)
    answer = parkdesk(*words, tmp_path / "two.pdf")
    assert (answer.code, answer.err) == (0, "")
    assert (tmp_path / "two.pdf").read_bytes() == (tmp_path / "one.pdf").read_bytes()
    # The other language was not issued: the newer layout draws it.
    assert parkdesk(*words, tmp_path / "zh.pdf", "--lang", "zh_CN").code == 0
    assert (tmp_path / "zh.pdf").read_bytes() == b"%PDF of a newer layout"


def test_the_paper_speaks_the_language_chosen(parkdesk, demo, tmp_path):
    for language, title in (("zh_CN", "季度合规汇总"), ("en", "Quarterly compliance summary")):
        paper = tmp_path / f"{language}.pdf"
        words = ("report", "quarterly", "2026Q3", "-o", paper, "--data", demo, "--lang", language)
        assert parkdesk(*words).code == 0
        assert title in PdfReader(paper).pages[0].extract_text()


def test_the_sheet_of_an_enterprise_is_printed_as_at_a_day(parkdesk, demo, tmp_path):
    paper = tmp_path / "sheet.pdf"
    words = ("report", "enterprise", "91320000YW0000012M", "--data", demo, "-o", paper)
    answer = parkdesk(*words, "--on", "2026-06-30", "--lang", "en")
    assert (answer.code, answer.err) == (0, "")
    assert "2026-06-30" in answer.out
    text = "".join(page.extract_text() for page in PdfReader(paper).pages)
    assert "91320000YW0000012M" in text
    assert "As at 2026-06-30" in text
    assert parkdesk(*words[:2], "云湖青禾软件有限公司", *words[3:]).code == 0


def test_an_enterprise_that_is_not_there_is_not_printed(parkdesk, demo, tmp_path):
    paper = tmp_path / "sheet.pdf"
    answer = parkdesk("report", "enterprise", "nobody", "-o", paper, "--data", demo)
    assert answer.code == 1
    assert answer.sentence
    assert not paper.exists()


def test_what_the_command_line_does_is_in_the_trail(parkdesk, demo, tmp_path):
    parkdesk("report", "quarterly", "2026Q3", "-o", tmp_path / "q.pdf", "--data", demo)
    import sqlite3

    with sqlite3.connect(demo / "park.db") as connection:
        done = connection.execute("SELECT DISTINCT action, actor_name FROM trail").fetchall()
    connection.close()
    assert {("freeze_quarter", "王敏"), ("issue_quarterly", "王敏")} <= set(done)


def test_a_list_makes_a_park_where_there_is_none(parkdesk, tmp_path):
    book = write_book(tmp_path / "list.xlsx", HEADINGS, [enterprise(1), enterprise(2)])
    answer = parkdesk("import", "enterprises", book, "--data", tmp_path / "new")
    assert answer.code == 0
    assert "recovery code" in answer.out
    assert "New: 2" in answer.out
    again = parkdesk("import", "enterprises", book, "--data", tmp_path / "new")
    assert "New: 0, changed: 0, as they are: 2" in again.out


def test_a_check_leaves_nothing_behind(parkdesk, tmp_path):
    book = write_book(tmp_path / "list.xlsx", HEADINGS, [enterprise(1)])
    answer = parkdesk("import", "enterprises", book, "--check", "--data", tmp_path / "new")
    assert (answer.code, "New: 1" in answer.out) == (0, True)
    assert not (tmp_path / "new").exists()


@pytest.mark.parametrize("check", [(), ("--check",)], ids=["import", "check"])
def test_a_list_with_mistakes_is_refused_whole_with_every_place(parkdesk, tmp_path, check):
    rows = [enterprise(1), enterprise(2, entered_on="2026-02-31"), enterprise(3, heads=-4)]
    book = write_book(tmp_path / "list.xlsx", HEADINGS, rows)
    answer = parkdesk("import", "enterprises", book, "--data", tmp_path / "new", *check)
    assert answer.code == 1
    assert "Problems to fix first: 2" in answer.sentence
    assert "C3" in answer.out
    assert "E4" in answer.out
    assert not (tmp_path / "new").exists()


def test_a_list_with_mistakes_changes_nothing_in_a_park(parkdesk, demo, tmp_path):
    rows = [enterprise(1), enterprise(2, code="91320000YW0000012X")]
    book = write_book(tmp_path / "list.xlsx", HEADINGS, rows)
    assert parkdesk("import", "enterprises", book, "--data", demo).code == 1
    assert parkdesk("search", "试验1", "--data", demo).code == 1


def test_the_register_is_written_as_a_workbook_with_masked_numbers(parkdesk, demo, tmp_path):
    book = tmp_path / "all.xlsx"
    answer = parkdesk("export", "enterprises", book, "--data", demo)
    assert (answer.code, "41 enterprises" in answer.out) == (0, True)
    rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
    assert len(rows) == 42
    assert any("****" in str(cell) for cell in rows[1])


def test_certificates_come_from_a_list(parkdesk, demo, tmp_path):
    row = ("云湖朝露网络科技有限公司", "ISO27001", "YH-TEST-001", "2026-05-11")
    book = write_book(tmp_path / "certificates.xlsx", CERTIFICATES, [row])
    words = ("import", "certifications", book, "--data", demo)
    assert "New: 1" in parkdesk(*words, "--check").out
    assert parkdesk(*words).code == 0
    assert "YH-TEST-001" in parkdesk("search", "YH-TEST-001", "--data", demo).out
    assert "as they are: 1" in parkdesk(*words).out


def test_contracts_come_from_a_list(parkdesk, demo, tmp_path):
    row = ("JB-TEST-1", "云湖青禾软件有限公司", "Harbourline Software Inc.", "美国", "ITO")
    row = (*row, "2026-08-03", "2026-08-03", "2027-08-02", "USD", 120_000)
    book = write_book(tmp_path / "contracts.xlsx", CONTRACTS, [row])
    words = ("import", "contracts", book, "--data", demo)
    assert "New: 1" in parkdesk(*words, "--check").out
    assert parkdesk(*words).code == 0
    assert "JB-TEST-1" in parkdesk("search", "JB-TEST-1", "--data", demo).out


def test_a_list_with_doubts_wants_a_word(parkdesk, demo, tmp_path):
    """A certificate from before the enterprise was founded may be right: somebody must say so."""
    row = ("云湖朝露网络科技有限公司", "ISO27001", "YH-TEST-002", "1999-05-11")
    book = write_book(tmp_path / "certificates.xlsx", CERTIFICATES, [row])
    words = ("import", "certifications", book, "--data", demo)
    answer = parkdesk(*words)
    assert answer.code == 1
    assert "--yes" in answer.sentence
    assert parkdesk(*words, "--yes").code == 0


def test_a_field_without_a_column_is_named_by_the_column_that_is_wanted(parkdesk, tmp_path):
    book = write_book(tmp_path / "a.xlsx", HEADINGS[:2], [enterprise(1)[:2]])
    answer = parkdesk("import", "enterprises", book, "--check", "--data", tmp_path / "park")
    assert answer.code == 1
    assert "row 2 (no column Day of entry): This is needed" in answer.out


def _write_sheets(path, sheets):
    book = xlsxwriter.Workbook(str(path))
    for name, rows in sheets.items():
        page = book.add_worksheet(name)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    book.close()
    return path


def test_of_several_sheets_that_fit_one_is_named(parkdesk, tmp_path):
    sheets = {"2025": [HEADINGS, enterprise(1)], "2026": [HEADINGS, enterprise(1), enterprise(2)]}
    book = _write_sheets(tmp_path / "a.xlsx", sheets)
    words = ("import", "enterprises", book, "--check", "--data", tmp_path / "park")
    asked = parkdesk(*words)
    assert asked.code == 1
    assert "2 sheets that may be meant, such as “2025”: name one with --sheet" in asked.sentence
    assert "New: 2" in parkdesk(*words, "--sheet", "2026").out
    assert "2024" in parkdesk(*words, "--sheet", "2024").sentence


def test_of_several_rosters_in_a_workbook_one_is_named(parkdesk, demo, tmp_path):
    sheets = {"一班": [ROSTER, person(1)], "二班": [ROSTER, person(2), person(3)]}
    book = _write_sheets(tmp_path / "a.xlsx", sheets)
    words = ("import", "roster", book, "--check", "--data", demo)
    assert "name one with --sheet" in parkdesk(*words).sentence
    assert "2 people" in parkdesk(*words, "--sheet", "二班").out


def test_a_roster_begins_a_claim(parkdesk, demo, tmp_path):
    book = write_book(tmp_path / "roster.xlsx", ROSTER, [person(1), person(2, last="2026-12-01")])
    words = ("import", "roster", book, "--data", demo)
    checked = parkdesk(*words, "--check")
    assert checked.code == 0
    assert "2 people, 1 payable" in checked.out
    assert "Row 3" in checked.out
    answer = parkdesk(*words, "--enterprise", "云湖青禾软件有限公司")
    assert answer.code == 0
    number = answer.out.rstrip(".\n").rpartition(" ")[2]
    more = write_book(tmp_path / "more.xlsx", ROSTER, [person(3)])
    assert parkdesk("import", "roster", more, "--data", demo, "--claim", number).code == 0
    assert number in parkdesk("search", number, "--data", demo).out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param((), "--enterprise", id="nobody named"),
        pytest.param(("--enterprise", "没有这家"), "没有这家", id="nobody of that name"),
        pytest.param(("--enterprise", "云湖"), "several", id="too many of that name"),
        pytest.param(("--claim", "PX-1999-0001"), "PX-1999-0001", id="no such claim"),
        pytest.param(("--enterprise", "青禾", "--programme", "1999"), "1999", id="no programme"),
        pytest.param(("--claim", "PX-2026-0001"), "", id="claim is paid already"),
    ],
)
def test_a_roster_without_a_place_is_refused(parkdesk, demo, tmp_path, options, said):
    book = write_book(tmp_path / "roster.xlsx", ROSTER, [person(1)])
    answer = parkdesk("import", "roster", book, "--data", demo, *options)
    assert answer.code == 1
    assert said in answer.sentence


def test_search_finds_by_name_initials_and_code(parkdesk, demo):
    for text in ("青禾", "qhrj", "91320000YW0000012M"):
        answer = parkdesk("search", text, "--data", demo)
        assert answer.code == 0
        assert "云湖青禾软件有限公司" in answer.out


def test_a_search_without_a_hit_is_refused(parkdesk, demo):
    answer = parkdesk("search", "龘龘", "--data", demo)
    assert (answer.code, answer.out) == (1, "")
    assert "龘龘" in answer.sentence


def test_a_park_is_backed_up_checked_and_made_again(parkdesk, demo, tmp_path):
    backup = parkdesk("db", "backup", "--to", tmp_path / "safe", "--data", demo)
    assert backup.code == 0
    (file,) = (tmp_path / "safe").iterdir()
    assert str(file) in backup.out
    restored = tmp_path / "restored"
    assert parkdesk("db", "restore", file, "--data", restored).code == 0
    assert parkdesk("db", "check", "--data", restored).code == 0
    assert "云湖青禾" in parkdesk("search", "qhrj", "--data", restored).out


def test_a_backup_goes_beside_the_data_by_itself(parkdesk, demo):
    # The park's own are those that were made before its quarters were closed.
    before = set((demo / "backups").glob("*.zip"))
    assert parkdesk("db", "backup", "--data", demo).code == 0
    (made,) = set((demo / "backups").glob("*.zip")) - before
    assert made.name.startswith("parkdesk-")


def test_an_up_to_date_park_needs_no_upgrade(parkdesk, demo):
    answer = parkdesk("db", "upgrade", "--data", demo)
    assert (answer.code, "Nothing to do" in answer.out) == (0, True)


def test_a_changed_trail_is_found(parkdesk, demo):
    import sqlite3

    with sqlite3.connect(demo / "park.db") as connection:
        connection.execute("UPDATE trail SET actor_name = '某人' WHERE id = 30")
    connection.close()
    answer = parkdesk("db", "check", "--data", demo)
    assert answer.code == 1
    assert "30" in answer.sentence


def test_a_document_that_is_gone_is_found(parkdesk, demo, tmp_path):
    parkdesk("report", "quarterly", "2026Q3", "-o", tmp_path / "q.pdf", "--data", demo)
    kept = [path for path in (demo / "documents").rglob("*") if path.is_file()]
    said = f"documents: {len(kept)}; frozen editions: 9"
    assert said in parkdesk("db", "check", "--data", demo).out
    kept[0].unlink()
    answer = parkdesk("db", "check", "--data", demo)
    assert answer.code == 1
    assert "no longer there" in answer.sentence


def test_the_folder_may_stand_before_the_command_or_in_the_environment(parkdesk, demo, monkeypatch):
    assert parkdesk("--data", demo, "search", "qhrj").code == 0
    monkeypatch.setenv("PARKDESK_DATA", str(demo))
    assert parkdesk("search", "qhrj").code == 0


def test_what_is_due_becomes_a_calendar_file(parkdesk, demo, tmp_path):
    everybody, one = tmp_path / "all.ics", tmp_path / "one.ics"
    answer = parkdesk("reminders", everybody, "--within", 365, "--data", demo)
    assert (answer.code, answer.err) == (0, "")
    events = Calendar.from_ical(everybody.read_bytes()).walk("VEVENT")
    assert f"{len(events)} reminders were written" in answer.out
    name = str(events[0]["summary"]).split(":")[0]
    assert parkdesk("reminders", one, "--enterprise", name, "--data", demo).code == 0
    assert 0 < len(Calendar.from_ical(one.read_bytes()).walk("VEVENT")) < len(events)
    answer = parkdesk("reminders", one, "--enterprise", "nobody", "--data", demo)
    assert answer.code == 1


def test_a_summary_is_known_again_and_a_changed_one_is_not(parkdesk, demo, tmp_path):
    paper = tmp_path / "q.pdf"
    parkdesk("report", "quarterly", "2026Q3", "-o", paper, "--data", demo)
    answer = parkdesk("verify", paper, "--data", demo)
    assert (answer.code, answer.err) == (0, "")
    assert "Genuine: HG-2026-Q3-001" in answer.out
    paper.write_bytes(paper.read_bytes() + b"\n")
    answer = parkdesk("verify", paper, "--data", demo)
    assert answer.code == 1
    assert "Altered" in answer.out
    answer = parkdesk("verify", tmp_path / "nothing.pdf", "--data", demo)
    assert answer.code == 1
    assert "cannot" in answer.sentence.lower()


def test_a_signed_copy_is_vouched_for_by_the_authority_that_is_named(parkdesk, demo, tmp_path):
    of, paper, trusted = authority(), tmp_path / "q.pdf", tmp_path / "authority.pem"
    parkdesk("report", "quarterly", "2026Q3", "-o", paper, "--data", demo)
    signed = sign(paper.read_bytes(), KeyFile(key_file(of), PASSPHRASE), SIGNED_AT, "zh_CN")
    paper.write_bytes(signed.content)
    trusted.write_bytes(of.pem)
    answer = parkdesk("verify", paper, "--authority", trusted, "--data", demo)
    assert (answer.code, answer.err) == (0, "")
    assert "Genuine: HG-2026-Q3-001" in answer.out
    assert "vouches for the certificate." in answer.out
    assert "云湖测试认证" in answer.out
    trusted.write_bytes(authority("别处").pem)
    answer = parkdesk("verify", paper, "--authority", trusted, "--data", demo)
    assert answer.code == 0
    assert "None of the authorities that were named vouches" in answer.out
    assert "was not looked at" in parkdesk("verify", paper, "--data", demo).out
    paper.write_bytes(signed.content[:-9] + b"x" + signed.content[-8:])
    answer = parkdesk("verify", paper, "--authority", trusted, "--data", demo)
    assert answer.code == 1
    assert "Genuine" not in answer.out


def test_an_authority_that_is_no_certificate_is_refused(parkdesk, demo, tmp_path):
    paper, other = tmp_path / "q.pdf", tmp_path / "authority.pem"
    parkdesk("report", "quarterly", "2026Q3", "-o", paper, "--data", demo)
    signed = sign(paper.read_bytes(), KeyFile(key_file(authority()), PASSPHRASE), SIGNED_AT, "en")
    paper.write_bytes(signed.content)
    other.write_bytes(b"no certificate")
    answer = parkdesk("verify", paper, "--authority", other, "--data", demo)
    assert (answer.code, answer.out) == (1, "")
    assert "authority" in answer.sentence
    answer = parkdesk("verify", paper, "--authority", tmp_path / "none.pem", "--data", demo)
    assert answer.code == 1
    assert "cannot" in answer.sentence.lower()
