import datetime as dt
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from pypdf import PdfReader, PdfWriter

from parkdesk.domain.errors import InvalidInput, Refused
from parkdesk.i18n import set_language
from parkdesk.reports.certificates import KeyFile
from parkdesk.reports.digital_signing import sign
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.reports.signature_check import checked_signature
from tests.certificates import FIRST, LAST, PASSPHRASE, authority, key_file
from tests.kept_prints import FOLDER
from tests.reports.sample import make_summary

AT = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def issued() -> bytes:
    out = BytesIO()
    render_quarterly(make_summary(), out)
    return out.getvalue()


@pytest.fixture(scope="module")
def of():
    return authority()


@pytest.fixture(scope="module")
def file(of) -> bytes:
    return key_file(of)


@pytest.fixture(scope="module")
def signed(issued, file):
    return sign(issued, KeyFile(file, PASSPHRASE), AT, "zh_CN")


def refused_at(field: str, content: bytes, file: bytes, passphrase=PASSPHRASE, at=AT) -> str:
    with pytest.raises(InvalidInput) as refused:
        sign(content, KeyFile(file, passphrase), at, "zh_CN")
    assert set(refused.value.problems) == {field}
    assert PASSPHRASE not in f"{refused.value!r} {refused.value.params}"
    return refused.value.problems[field]


def test_what_is_signed_begins_with_every_byte_that_was_issued(issued, signed):
    assert signed.content.startswith(issued)
    found = checked_signature(signed.content)
    assert found.whole
    assert (found.facts, found.trusted_by, found.authorities_named) == (signed.facts, "", False)
    assert (found.facts.name, found.facts.serial) == ("陈志远", "A1B2C3D4E5")
    assert found.facts.algorithm == "RSA-2048, SHA-256"
    assert (found.facts.valid_from, found.facts.valid_to) == (FIRST, LAST)


def test_the_signature_is_a_pades_one_and_says_neither_passphrase_nor_machine(signed):
    appended = signed.content[signed.content.rfind(b"/ByteRange") - 400_000 :]
    assert b"/SubFilter /ETSI.CAdES.detached" in appended or b"/ETSI.CAdES.detached" in appended
    assert PASSPHRASE.encode() not in signed.content
    field = PdfReader(BytesIO(signed.content)).get_fields()["ParkDeskSignature"]
    assert field["/V"]["/SubFilter"] == "/ETSI.CAdES.detached"


def test_an_authority_that_is_named_vouches_and_another_does_not(signed, of):
    assert "云湖测试认证" in checked_signature(signed.content, [of.pem]).trusted_by
    other = checked_signature(signed.content, [authority("别处").pem])
    assert (other.trusted_by, other.authorities_named, other.whole) == ("", True, True)
    with pytest.raises(Refused) as refused:
        checked_signature(signed.content, [b"no certificate"])
    assert refused.value.code == "authority-unreadable"


def test_a_key_on_a_curve_signs_too(issued, of):
    file = key_file(of, key=ec.generate_private_key(ec.SECP256R1()), usage=("content_commitment",))
    made = sign(issued, KeyFile(file, PASSPHRASE), AT, "en")
    assert made.facts.algorithm == "ECDSA-secp256r1, SHA-256"
    assert checked_signature(made.content, [of.pem]).trusted_by


def test_an_identity_number_in_a_certificate_is_masked(issued, of):
    file = key_file(of, "051@陈志远@320211198804171234@1")
    made = sign(issued, KeyFile(file, PASSPHRASE), AT, "en")
    assert made.facts.name == "051@陈志远@3202**********1234@1"
    assert "320211198804171234" not in made.facts.subject


@pytest.mark.parametrize("place", ["first", "middle", "figures", "appended"])
def test_one_byte_changed_is_told(issued, signed, place):
    at = {
        "first": 12,
        "middle": len(issued) // 2,
        "figures": issued.index(b"stream\n") + 40,
        "appended": len(issued) + 300,
    }[place]
    changed = bytearray(signed.content)
    changed[at] ^= 1
    found = checked_signature(bytes(changed))
    assert found is None or not found.whole


def test_what_is_appended_to_a_signed_file_is_told(signed):
    found = checked_signature(signed.content + b"\n% later\n")
    assert found is None or not found.whole


def test_a_change_before_somebody_else_signs_is_told(issued, of):
    writer = PdfWriter(BytesIO(issued), incremental=True)
    writer.pages[1].rotate(180)
    out = BytesIO()
    writer.write(out)
    made = out.getvalue()
    assert made.startswith(issued)
    with pytest.raises(Exception, match="signature-failed"):
        sign(made, KeyFile(key_file(of), PASSPHRASE), AT, "zh_CN")


def test_a_file_is_signed_once(signed, file):
    with pytest.raises(Refused) as refused:
        sign(signed.content, KeyFile(file, PASSPHRASE), AT, "zh_CN")
    assert refused.value.code == "signed-already"


def test_each_file_that_cannot_sign_is_refused_at_its_field(issued, of, file):
    assert refused_at("passphrase", issued, file, "wrong") == "certificate-passphrase-wrong"
    assert refused_at("passphrase", issued, file, "") == "certificate-passphrase-wrong"
    for content in (b"", b"no file of a certificate", issued, of.pem, file[:200]):
        assert refused_at("key_file", issued, content) == "certificate-not-a-file"
    alone = key_file(of, with_key=False)
    assert refused_at("key_file", issued, alone) == "certificate-no-key"
    encrypting = key_file(of, usage=("key_encipherment",))
    assert refused_at("key_file", issued, encrypting) == "certificate-not-for-signing"
    edwards = key_file(of, key=ed25519.Ed25519PrivateKey.generate())
    assert refused_at("key_file", issued, edwards) == "certificate-key-kind"


def test_a_certificate_signs_only_while_it_is_valid(issued, file):
    second = dt.timedelta(seconds=1)
    assert refused_at("key_file", issued, file, at=FIRST - second) == "certificate-not-yet-valid"
    assert refused_at("key_file", issued, file, at=LAST + second) == "certificate-expired"


def test_a_key_file_does_not_tell_what_is_in_it(file):
    assert PASSPHRASE not in repr(KeyFile(file, PASSPHRASE))


def test_what_is_no_signed_file_has_no_signature(issued):
    for content in (issued, b"", b"%PDF /ByteRange", issued + b"/ByteRange"):
        assert checked_signature(content) is None


def test_the_seal_is_on_page_1_and_the_facts_of_the_file_stay(issued, signed):
    before, after = PdfReader(BytesIO(issued)), PdfReader(BytesIO(signed.content))
    assert after.metadata == before.metadata
    assert after.xmp_metadata.stream.get_data() == before.xmp_metadata.stream.get_data()
    (seal,) = [
        one for one in (each.get_object() for each in after.pages[0]["/Annots"])
        if one.get("/FT") == "/Sig"
    ]  # fmt: skip
    assert len(after.pages) == len(before.pages)
    assert [page.extract_text() for page in after.pages] == [
        page.extract_text() for page in before.pages
    ]
    assert seal["/AP"]["/N"]


def test_pyhanko_is_not_loaded_before_somebody_signs():
    code = (
        "import sys, parkdesk.reports.digital_signing, parkdesk.reports.signature_check;"
        "print([one for one in ('pyhanko', 'cryptography', 'aiohttp') if one in sys.modules])"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert said.stdout.strip() == "[]"


@pytest.mark.parametrize("language", ["zh_CN", "en"])
def test_a_signed_file_goes_to_the_validators(issued, file, language):
    """Written where `tests/verapdf.py` looks, when the run names that folder."""
    set_language(language)
    made = sign(issued, KeyFile(file, PASSPHRASE), AT, language).content
    folder = os.environ.get(FOLDER)
    if folder:
        (Path(folder) / f"quarterly.render_quarterly@{language}-signed.pdf").write_bytes(made)
    assert re.search(rb"/Type\s*/Sig\b", made[len(issued) :])
