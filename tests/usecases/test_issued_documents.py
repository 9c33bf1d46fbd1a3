"""Documents handed out under a number: frozen once, printed alike, corrected with a reason."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from parkdesk.domain import canonical
from parkdesk.domain.credit_forms import PROPOSED, SaveCreditScheme
from parkdesk.domain.editions import Authenticity
from parkdesk.domain.errors import InvalidInput, NotFound, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.issued_documents import (
    DocumentKind,
    DocumentRequest,
    DocumentSnapshot,
)
from parkdesk.domain.notices import PublishNotice
from parkdesk.domain.paging import Sort
from parkdesk.reports.issued_document import LANGUAGES, TEMPLATE, render_document
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.credit import add_credit_scheme
from parkdesk.usecases.document_checks import check_document, check_square
from parkdesk.usecases.document_facts import notice_by_number, programme_by_code
from parkdesk.usecases.issued_documents import (
    DocumentFilter,
    document_bytes,
    document_snapshot,
    draft_document,
    freeze_document,
    issue_document,
    issued_of_edition,
    list_documents,
)
from parkdesk.usecases.notices import publish_notice
from parkdesk.usecases.upkeep import check_data
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.payment_stories import NOTICE

TODAY = dt.date(2026, 10, 12)
PUBLISHED = dt.date(2026, 9, 28)
HOLDER = "苏州凌云信息技术有限公司"
NEWEST = Sort("issued", descending=True)


@pytest.fixture
def desk(act_as):
    return act_as(Role.ADMINISTRATOR)


@pytest.fixture
def holder(desk):
    """An enterprise with a certificate that ends in half a year."""
    id_ = story.add_enterprise(desk, HOLDER, "91320594MA1TESTX09", initials="szly")
    with desk.work(read_only=False) as work:
        work.add(certificate(id_, "CMMI-1", dt.date(2027, 4, 30)))
    return id_


def certificate(enterprise_id, number, expires_on):
    return CertificationRecord(
        enterprise_id=enterprise_id,
        enterprise_sort_key="",
        type_code="CMMI",
        level=3,
        number=number,
        issued_on=expires_on - dt.timedelta(days=1095),
        expires_on=expires_on,
        expires_key=expires_on,
        remind_key=expires_on - dt.timedelta(days=180),
    )


@pytest.fixture
def noticed(act_as, desk):
    """A notice of one approved claim of two persons."""
    pay.with_rules(desk, NOTICE)
    claim = pay.decided(desk, pay.approved_claim(act_as, (1, 2)), PUBLISHED)
    form = PublishNotice(story.programme_id(desk), (claim.id,), PUBLISHED, 5, "园区门户网站")
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        return publish_notice(work, form)


def of_enterprise(id_, day=None):
    return DocumentRequest(DocumentKind.ENTERPRISE, id_, day)


def expiries(months=12, day=None):
    return DocumentRequest(DocumentKind.EXPIRIES, day=day, months=months)


def freeze(desk, asked, reason=""):
    with desk.work(read_only=False) as work:
        return freeze_document(work, asked, reason)


def drawn(desk, edition_id, language="zh_CN"):
    with desk.work(read_only=True) as work:
        found = document_snapshot(work, edition_id)
    out = io.BytesIO()
    assert render_document(found, out, language) == ()
    return out.getvalue()


def hand_out(desk, asked, reason="", language="zh_CN"):
    edition = freeze(desk, asked, reason)
    pdf = drawn(desk, edition.id, language)
    with desk.work(read_only=False) as work:
        return issue_document(work, edition.id, pdf, language, TEMPLATE), pdf


def rename(desk, enterprise_id):
    with desk.work(read_only=False) as work:
        work.get(EnterpriseRecord, enterprise_id).contact_name = "新联系人"


def words(pdf):
    return "".join(
        "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split()
    )


def checked(desk, content):
    with desk.work(read_only=True) as work:
        return check_document(work, content)


def squared(desk, said):
    with desk.work(read_only=True) as work:
        return check_square(work, said)


# Freezing and printing


@pytest.fixture
def requests(holder, noticed, desk):
    with desk.work(read_only=False) as work:
        add_credit_scheme(
            work, SaveCreditScheme("试行办法", "园区自拟", dt.date(2026, 1, 1), **PROPOSED)
        )
    return {
        DocumentKind.ENTERPRISE: of_enterprise(holder),
        DocumentKind.PROGRAMME: DocumentRequest(
            DocumentKind.PROGRAMME, story.programme_id(desk)
        ),
        DocumentKind.EXPIRIES: expiries(),
        DocumentKind.NOTICE: DocumentRequest(DocumentKind.NOTICE, noticed.id),
        DocumentKind.CREDIT: DocumentRequest(DocumentKind.CREDIT, holder),
    }  # fmt: skip


@pytest.mark.parametrize("kind", [one for one in DocumentKind if one is not DocumentKind.QUARTERLY])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_is_read_back_as_frozen_and_drawn_in_the_same_bytes(
    desk, requests, kind, language
):
    document, pdf = hand_out(desk, requests[kind], language=language)
    with desk.work(read_only=True) as work:
        found = document_snapshot(work, document.edition_id)
        assert canonical.decode(DocumentSnapshot, canonical.encode(found)) == found
        assert document_bytes(work, document.id) == pdf
        assert issued_of_edition(work, document.edition_id, language) == document
    assert drawn(desk, document.edition_id, language) == pdf
    text_of = words(pdf)
    assert document.number in text_of
    assert document.code in text_of
    assert found.code == document.code
    assert document.number == found.number(language)
    assert checked(desk, pdf).verdict is Authenticity.GENUINE


@pytest.mark.parametrize(
    ("kind", "number"),
    [
        (DocumentKind.ENTERPRISE, "QY-2026-0001-01"),
        (DocumentKind.PROGRAMME, "ZJ-2026-0001-01"),
        (DocumentKind.EXPIRIES, "DQ-2026-0001-01"),
        (DocumentKind.NOTICE, "GD-2026-0001-01"),
        (DocumentKind.CREDIT, "ZX-2026-0001-01"),
    ],
)
def test_kinds_are_numbered_apart(desk, requests, kind, number):
    assert hand_out(desk, requests[kind])[0].number == number
    assert hand_out(desk, requests[kind], language="en")[0].number == f"{number}E"


def test_a_notice_list_masks_the_numbers_and_sums_to_what_was_approved(desk, requests):
    document, pdf = hand_out(desk, requests[DocumentKind.NOTICE])
    with desk.work(read_only=True) as work:
        found = document_snapshot(work, document.edition_id).notice
    assert sum(line.amount_cents for line in found.lines) == found.amount_cents
    assert {line.id_number for line in found.lines}
    for number in (1, 2):
        assert story.person(number).id_number not in words(pdf)
        assert story.person(number).id_number not in canonical.encode(found).decode()


def test_a_programme_account_foots(desk, requests):
    with desk.work(read_only=True) as work:
        account = draft_document(work, requests[DocumentKind.PROGRAMME]).snapshot.programme
    claims = account.claims
    assert len(claims) == sum(one.claims for one in account.states) == 1
    for name in ("asked_cents", "requested_cents"):
        assert sum(getattr(one, name) for one in claims) == sum(
            getattr(one, name) for one in account.states
        )
    approved = sum(one.approved_cents or 0 for one in claims)
    assert approved == sum(one.approved_cents for one in account.states) > 0
    assert approved == sum(one.unpaid_cents + one.paid_cents for one in account.levels)


def test_a_list_of_expiries_takes_both_its_ends_and_nothing_beyond(desk, holder):
    days = (TODAY, dt.date(2026, 11, 12), dt.date(2026, 11, 13))
    with desk.work(read_only=False) as work:
        for at, day in enumerate(days):
            work.add(certificate(holder, f"ISO-{at}", day))
    with desk.work(read_only=True) as work:
        found = draft_document(work, expiries(1)).snapshot.expiries
    assert [line.expires_on for line in found.lines] == list(days[:2])
    assert found.until == days[1]
    assert found.in_force == 4


@pytest.mark.parametrize("months", [0, -1, 37])
def test_a_list_looks_one_month_to_three_years_ahead(desk, months):
    with desk.work(read_only=True) as work, pytest.raises(InvalidInput) as refused:
        draft_document(work, expiries(months))
    assert refused.value.problems == {"months": "months-out-of-range"}


def test_no_document_tells_of_a_day_to_come(desk, holder):
    with desk.work(read_only=True) as work, pytest.raises(InvalidInput) as refused:
        draft_document(work, of_enterprise(holder, TODAY + dt.timedelta(days=1)))
    assert refused.value.problems == {"day": "day-in-future"}


def test_a_draft_says_so_and_names_no_number(desk, holder):
    with desk.work(read_only=True) as work:
        drafted = draft_document(work, of_enterprise(holder))
    assert drafted.edition_id is None
    assert drafted.newest is None
    out = io.BytesIO()
    render_document(drafted.snapshot, out)
    assert "QY-2026" not in words(out.getvalue())
    assert "本件为草稿" in words(out.getvalue())
    assert checked(desk, out.getvalue()).verdict is Authenticity.UNKNOWN


def test_past_days_leave_out_what_is_known_for_today_alone(desk, holder):
    with desk.work(read_only=True) as work:
        now = draft_document(work, of_enterprise(holder)).snapshot.enterprise
        then = draft_document(work, of_enterprise(holder, dt.date(2026, 6, 30)))
    assert now.findings is not None
    assert then.snapshot.enterprise.findings is None


# Editions


def test_what_has_not_changed_is_the_edition_that_there_is(desk, holder):
    document, pdf = hand_out(desk, of_enterprise(holder))
    again, same = hand_out(desk, of_enterprise(holder))
    assert again == document
    assert same == pdf
    with desk.work(read_only=True) as work:
        drafted = draft_document(work, of_enterprise(holder))
    assert drafted.edition_id == document.edition_id
    assert drafted.kept("zh_CN").content == pdf
    assert drafted.kept("en") is None


def test_a_correction_needs_a_reason_and_takes_the_place(desk, holder):
    first, before = hand_out(desk, of_enterprise(holder))
    rename(desk, holder)
    with pytest.raises(InvalidInput) as refused:
        freeze(desk, of_enterprise(holder))
    assert refused.value.problems == {"reason": "edition-needs-reason"}
    second, after = hand_out(desk, of_enterprise(holder), "联系人已更换")
    assert second.number == "QY-2026-0001-02"
    assert second.matter.key == first.matter.key
    assert "联系人已更换" in words(after)
    assert first.code in words(after)
    old = checked(desk, before)
    assert old.verdict is Authenticity.SUPERSEDED
    assert old.superseded_by.reason == "联系人已更换"
    assert old.superseded_by.edition == 2
    assert checked(desk, after).verdict is Authenticity.GENUINE


def test_another_day_is_another_document(desk, holder):
    today, _ = hand_out(desk, of_enterprise(holder))
    earlier, _ = hand_out(desk, of_enterprise(holder, dt.date(2026, 6, 30)))
    assert earlier.number == "QY-2026-0002-01"
    assert not today.corrected


def test_other_bytes_under_a_number_are_refused(desk, holder):
    document, pdf = hand_out(desk, of_enterprise(holder))
    with desk.work(read_only=False) as work, pytest.raises(Refused) as refused:
        issue_document(work, document.edition_id, pdf + b"\n", "zh_CN", TEMPLATE)
    assert refused.value.code == "number-issued-already"


def test_an_edition_has_no_print_until_it_is_handed_out_in_the_language(desk, holder):
    edition = freeze(desk, of_enterprise(holder))
    with desk.work(read_only=True) as work:
        assert issued_of_edition(work, edition.id, "zh_CN") is None
    hand_out(desk, of_enterprise(holder))
    with desk.work(read_only=True) as work:
        assert issued_of_edition(work, edition.id, "zh_CN").edition_id == edition.id
        assert issued_of_edition(work, edition.id, "en") is None


def test_only_languages_that_are_printed_are_registered(desk, holder):
    edition = freeze(desk, of_enterprise(holder))
    with desk.work(read_only=False) as work, pytest.raises(Refused) as refused:
        issue_document(work, edition.id, b"%PDF", "fr", TEMPLATE)
    assert refused.value.code == "language-not-printed"


def test_a_document_outlives_what_it_is_of(desk, holder):
    document, pdf = hand_out(desk, of_enterprise(holder))
    with desk.work(read_only=False) as work:
        work.session.execute(text("DELETE FROM certification"))
        work.session.execute(text("DELETE FROM enterprise"))
    assert drawn(desk, document.edition_id) == pdf
    assert checked(desk, pdf).verdict is Authenticity.GENUINE


def test_an_edition_whose_bytes_were_touched_is_refused(desk, holder):
    edition = freeze(desk, of_enterprise(holder))
    with desk.work(read_only=False) as work:
        changed = "UPDATE document_edition SET content = replace(content, 'QY-', 'QX-')"
        work.session.execute(text(changed))
    with desk.work(read_only=True) as work:
        for ask in (lambda: document_snapshot(work, edition.id), lambda: check_data(work)):
            with pytest.raises(Refused) as refused:
                ask()
            assert refused.value.code == "snapshot-changed"


def test_the_check_of_the_data_counts_documents_and_editions(desk, holder):
    hand_out(desk, of_enterprise(holder))
    with desk.work(read_only=True) as work:
        found = check_data(work)
    assert (found.documents, found.snapshots) == (1, 1)


# The register


def test_the_register_is_narrowed_by_kind_and_by_words(desk, requests):
    for asked in requests.values():
        hand_out(desk, asked)
    with desk.work(read_only=True) as work:

        def numbers(**criteria):
            found = list_documents(work, DocumentFilter(**criteria), NEWEST, 0, 50)
            assert found.total == len(found.rows)
            return {row.number[:2] for row in found.rows}

        assert numbers() == {"QY", "ZJ", "DQ", "GD", "ZX"}
        assert numbers(kind=DocumentKind.NOTICE) == {"GD"}
        assert numbers(text="凌云") == {"QY", "ZX"}
        assert numbers(text="DQ-2026") == {"DQ"}
        assert numbers(text="没有") == set()


def test_the_register_says_what_was_corrected(desk, holder):
    hand_out(desk, of_enterprise(holder))
    rename(desk, holder)
    hand_out(desk, of_enterprise(holder), "联系人已更换")
    with desk.work(read_only=True) as work:
        found = list_documents(work, DocumentFilter(), Sort("number"), 0, 50)
    assert [row.corrected for row in found.rows] == [True, False]


def test_whoever_reads_need_not_be_whoever_hands_out(act_as, desk, requests):
    auditor = act_as(Role.AUDITOR)
    for asked in requests.values():
        with auditor.work(read_only=True) as work:
            assert draft_document(work, asked).snapshot.draft
        with auditor.work(read_only=False) as work, pytest.raises(NotPermitted):
            freeze_document(work, asked)
    clerk = act_as(Role.CLERK)
    assert hand_out(clerk, requests[DocumentKind.ENTERPRISE])[0].edition == 1
    with clerk.work(read_only=False) as work, pytest.raises(NotPermitted):
        freeze_document(work, requests[DocumentKind.NOTICE])


def test_who_may_not_read_a_kind_sees_none_of_it(desk, holder):
    document, _ = hand_out(desk, expiries())
    own = desk.actor.permissions
    poor = desk.signed_in(
        replace(desk.actor, permissions=frozenset(p for p in own if "certification" not in p))
    )
    with poor.work(read_only=True) as work:
        assert list_documents(work, DocumentFilter(), NEWEST, 0, 50).total == 0
        for ask in (
            lambda: document_bytes(work, document.id),
            lambda: document_snapshot(work, document.edition_id),
            lambda: issued_of_edition(work, document.edition_id, "zh_CN"),
            lambda: draft_document(work, expiries()),
        ):
            with pytest.raises(NotPermitted):
                ask()


# Checking


def test_one_byte_makes_it_altered(desk, holder):
    document, pdf = hand_out(desk, of_enterprise(holder))
    for at in (len(pdf) // 3, len(pdf) // 2, len(pdf) - 2):
        touched = bytearray(pdf)
        touched[at] ^= 1
        found = checked(desk, bytes(touched))
        assert found.verdict is Authenticity.ALTERED
        assert found.document == document


def test_a_document_of_another_park_under_the_same_number_is_unknown_here(desk, holder):
    document, pdf = hand_out(desk, of_enterprise(holder))
    foreign = pdf.replace(document.code.encode(), b"AAAA-BBBB-CCCC")
    assert foreign != pdf
    found = checked(desk, foreign)
    assert found.verdict is Authenticity.UNKNOWN
    assert found.claims == document.number


def test_bytes_of_nothing_are_unknown(desk):
    for content in (b"", b"%PDF-1.7", b"QY-2026-0009-01"):
        found = checked(desk, content)
        assert found.verdict is Authenticity.UNKNOWN
        assert found.document is None


def test_the_square_is_answered_from_the_register(desk, holder):
    document, _ = hand_out(desk, of_enterprise(holder))
    said = f"  {document.number.lower()}   {document.code.lower()} "
    assert squared(desk, said).verdict is Authenticity.GENUINE
    rename(desk, holder)
    hand_out(desk, of_enterprise(holder), "联系人已更换")
    assert squared(desk, said).verdict is Authenticity.SUPERSEDED
    other = squared(desk, f"{document.number} 0000-1111-2222")
    assert other.verdict is Authenticity.UNKNOWN
    assert other.claims == document.number
    unknown = squared(desk, "QY-2026-0099-01 0000-1111-2222")
    assert unknown.verdict is Authenticity.UNKNOWN
    assert unknown.claims == ""


@pytest.mark.parametrize("said", ["", "QY-2026-0001-01", "https://example.com/", "0000-1111-2222"])
def test_what_is_no_square_is_said_to_be_none(desk, said):
    with pytest.raises(InvalidInput) as refused:
        squared(desk, said)
    assert refused.value.problems == {"square": "square-unreadable"}


# Named on a command line


def test_programmes_and_notices_are_found_by_what_they_are_called(desk, noticed):
    with desk.work(read_only=True) as work:
        newest = programme_by_code(work, " TEMPLATE-training-2026 ")
        assert newest == story.programme_id(desk)
        assert notice_by_number(work, noticed.number.lower()) == noticed.id
        for ask in (
            lambda: programme_by_code(work, "no-such"),
            lambda: programme_by_code(work, "template-training-2026@99"),
            lambda: notice_by_number(work, "GS-2026-9999"),
        ):
            with pytest.raises(NotFound):
                ask()
