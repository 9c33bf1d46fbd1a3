"""What a change of an enterprise's rows says to people: fields, values, money, lists."""

import datetime as dt

import pytest

from parkdesk.domain.enterprise_history import Change, HistoryLine, HistorySubject
from parkdesk.i18n import set_language
from parkdesk.i18n.enterprise_history import _TABLE_FIELDS, FIELDS, change_text, told_changes
from parkdesk.store.base import Record
from parkdesk.store.enterprise_belongings import ROOT, belongings

AT = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def english():
    set_language("en")


def line(table, *changes, currency=""):
    return HistoryLine(
        1, AT, "王敏", "x", "", HistorySubject.OTHER, table, 1, "", currency, tuple(changes)
    )


@pytest.mark.parametrize(
    ("table", "change", "currency", "text"),
    [
        ("enterprise", Change("name", "甲", "乙"), "", "Enterprise name: 甲 → 乙"),
        ("enterprise", Change("status", "applied", "resident"), "",
         "Status: Applied → In the park"),
        ("enterprise", Change("left_on", "", "2026-09-30"), "", "Last day in the park: 2026-09-30"),
        ("enterprise", Change("contact_phone", "", "", hidden=True), "",
         "Telephone of the contact: changed"),
        ("enterprise", Change("contact_duties", "", "statistics,emergency"), "",
         "Duties of the contact: Statistics and returns, Emergencies"),
        ("enterprise_stop", Change("effects", "", '["contracts"]'), "", "What is stopped: "),
        ("contract_execution", Change("amount_minor", "5000", "450000"), "USD",
         "Amount: 50.00 → 4,500.00"),
        ("contract", Change("amount_minor", "", "36000000"), "JPY", "Amount: 36,000,000"),
        ("contract", Change("amount_usd_cents", "", "12345"), "JPY", "Amount in US$: US$ 123.45"),
        ("claim", Change("paid_cents", "", "450000"), "", "Paid: ¥ 4,500.00"),
        ("claim", Change("materials", "[]", '["id-copy","audit"]'), "",
         "Papers handed in: — → 2 papers"),
        ("platform_service", Change("hours_tenths", "15", "195"), "", "Hours: 1.5 → 19.5"),
        ("enterprise_premises", Change("area_centi_sqm", "", "48050"), "", "Area, m²: 480.50"),
        ("certification", Change("unit_confirmed", "false", "true"), "",
         "Unit confirmed: No → Yes"),
        ("finding", Change("state", "answered", "ended"), "",
         "State: Answered → Closed automatically"),
        ("finding", Change("ending", "", '{"": "paper-attached", "on": {"day": "2026-10-12"}}'), "",
         "Why it ended: The paper was put into the file on 2026-10-12."),
        ("quarter_return", Change("headcount", "12", ""), "", "People employed: 12 → —"),
        ("certification", Change("number", "", "000123"), "", ": 000123"),
        ("enterprise_status", Change("status", "", "gone-by"), "", "Status: gone-by"),
        ("certification", Change("issued_on", "", "soon"), "", "soon"),
    ],
)  # fmt: skip
def test_a_change_is_said_in_words(table, change, currency, text):
    said = change_text(line(table, change, currency=currency), change)
    assert text in said


def test_what_only_follows_is_not_told():
    changes = (
        Change("sort_key", "a", "b"),
        Change("version", "1", "2"),
        Change("note", "", ""),
        Change("name", "甲", "乙"),
    )
    assert told_changes(line("enterprise", *changes)) == changes[-1:]


FOLLOWS = ("id", "version", "pinyin", "initials", "sort_key", "enterprise_sort_key", "newest")
# What a change of a contract moved besides the amount is told by the contract's own entry.
MOVED = ("moved",)
# What the program remembers for itself, or what the entry itself says.
OWN = (
    "at", "claim_version", "due_set", "enterprise_version", "facts", "fingerprint", "next_on",
    "page", "rank", "slot", "standing_for", "trace",
)  # fmt: skip
ENDS = ("_id", "_key", "_hash", "_at", "_by", "_sha256", "_by_name")


def test_every_field_of_an_enterprises_rows_has_a_name_or_only_follows():
    tables = [Record.metadata.tables[name] for name in (ROOT, *belongings())]
    unnamed = {
        column.name
        for table in tables
        for column in table.columns
        if column.name not in FIELDS
        and (table.name, column.name) not in _TABLE_FIELDS
        and column.name not in (*FOLLOWS, *MOVED, *OWN)
        and column.info.get("trail", True)
        and not column.name.endswith(ENDS)
    }
    # The entry itself says who, when and of what kind.
    assert unnamed <= {"actor_name", "kind_code", "media_type", "sha256", "size", "slot_code"}
