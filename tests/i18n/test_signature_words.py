import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.editions import Authenticity, IssuedRow, Verification
from parkdesk.domain.signatures import SignatureCheck, SignatureFacts, SignedCopyRow, masked_name
from parkdesk.i18n import set_language
from parkdesk.i18n.issued import checked_text

AT = dt.datetime(2026, 10, 12, 10, tzinfo=dt.UTC)
FACTS = SignatureFacts("陈志远", "CN=陈志远", "CN=云湖测试认证", "A1", "RSA-2048, SHA-256", AT, AT)
ROW = IssuedRow(1, "HG-2026-Q3-001", 1, Quarter(2026, 3), 1, "zh_CN", "0" * 64, "q", AT, "王敏")
WHOLE = SignatureCheck(FACTS, whole=True)


def said(verdict, check, kept=None) -> list[str]:
    set_language("en")
    found = Verification(verdict, ROW, signature=check, kept=kept)
    return checked_text(found).splitlines()


def test_a_whole_signature_is_told_with_its_certificate_and_what_nobody_asked():
    first, signed, authority, revoked = said(Authenticity.GENUINE, WHOLE)
    assert first.startswith("Genuine: HG-2026-Q3-001")
    assert "陈志远 (certificate A1 of CN=云湖测试认证, RSA-2048, SHA-256)" in signed
    assert authority == "Which authority vouches for the certificate was not looked at."
    assert revoked.startswith("Whether the certificate was revoked is not known")


def test_who_vouches_is_told_as_it_was_found():
    named = replace(WHOLE, authorities_named=True)
    assert said(Authenticity.GENUINE, named)[2].startswith("None of the authorities")
    vouched = replace(named, trusted_by="云湖测试认证")
    assert said(Authenticity.GENUINE, vouched)[2].startswith("云湖测试认证 vouches")


def test_a_signature_that_does_not_cover_the_file_is_told_beside_the_alteration():
    first, second = said(Authenticity.ALTERED, replace(WHOLE, whole=False))
    assert first.startswith("Altered")
    assert "does not cover the whole file" in second


def test_a_copy_that_was_kept_is_told_as_kept():
    kept = SignedCopyRow(1, 1, ROW.number, "1" * 64, "0" * 64, FACTS, AT, "王敏")
    assert "王敏 was signed in" in said(Authenticity.GENUINE, WHOLE, kept)[1]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("051@陈志远@320211198804171234@1", "051@陈志远@3202**********1234@1"),
        ("陈志远 32021119880417123X", "陈志远 3202**********123X"),
        ("云湖园区 2026", "云湖园区 2026"),
        ("320211880417123", "3202*******7123"),
    ],
)
def test_identity_numbers_in_names_are_masked(name, shown):
    assert masked_name(name) == shown
