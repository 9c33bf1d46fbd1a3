"""Part of a text is found whatever its case, and what looks like a wildcard is none."""

import pytest
from sqlalchemy import select

from parkdesk.store.containing import containing
from parkdesk.store.tables.enterprises import EnterpriseRecord
from tests.registers import enterprise

NAMES = ("Abc/软件", "ABCDEF", "100%_x", "100% y")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("abc", {"Abc/软件", "ABCDEF"}),
        ("bCdE", {"ABCDEF"}),
        ("软件", {"Abc/软件"}),
        ("/", {"Abc/软件"}),
        ("%", {"100%_x", "100% y"}),
        ("_", {"100%_x"}),
        ("0% ", {"100% y"}),
        ("nothing", set()),
    ],
)
def test_what_contains_it(work, text, found):
    for name in NAMES:
        enterprise(work, name=name)
    fits = containing(EnterpriseRecord.name, text)
    assert set(work.session.scalars(select(EnterpriseRecord.name).where(fits))) == found
