import datetime as dt

import pytest

from parkdesk.domain.enterprise_facts import FormerNameFact
from parkdesk.domain.errors import InvalidInput, NotPermitted, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.paper_inbox import (
    ScanFolder,
    ScanLook,
    guess_scans,
    look_at_scans,
    scan_folder,
    set_scan_folder,
)
from parkdesk.usecases.paper_lists import same_scans
from parkdesk.usecases.papers import NewPaper, add_papers
from tests import papers
from tests.registers import benchmark, enterprise, iso


@pytest.fixture
def qinghe(work):
    return enterprise(
        work,
        name="云湖青禾信息技术有限公司",
        short_name="云湖青禾",
        initials="yhqhxxjsyxgs",
        pinyin="yunhuqinghexinxijishuyouxiangongsi",
        code="91330100799655058C",
    )


@pytest.mark.parametrize(
    ("name", "slot"),
    [
        ("云湖青禾_营业执照.pdf", "business-licence"),
        ("租赁合同-云湖青禾信息技术有限公司.pdf", "lease"),
        ("yhqh yyzz.pdf", "business-licence"),
        ("yunhuqinghe lease.pdf", "lease"),
        ("91330100799655058C 章程.pdf", "articles"),
        ("云湖青禾 IMG_0001.jpg", ""),
    ],
)
def test_a_scan_is_known_by_its_name(work, qinghe, name, slot):
    enterprise(work, name="沧宁远山数据服务有限公司")
    (guess,) = guess_scans(work, (name,))
    assert (guess.enterprise_id, guess.slot) == (qinghe, slot)
    assert guess.owner == Owner(OwnerKind.ENTERPRISE, qinghe)


@pytest.mark.parametrize("name", ["IMG_0001.jpg", "营业执照.pdf", "有限公司 租赁合同.pdf", ""])
def test_a_name_that_says_nothing_names_nobody(work, qinghe, name):
    enterprise(work, name="云湖远山数据服务有限公司")
    (guess,) = guess_scans(work, (name,))
    assert guess.enterprise_id is None
    assert guess.owner is None


def test_what_fits_two_fits_none_unless_one_is_called_so(work, qinghe):
    other = enterprise(work, name="云湖青禾云计算有限公司", initials="yhqhyjsyxgs")
    assert guess_scans(work, ("yhqh 章程.pdf",))[0].enterprise_id is None
    assert guess_scans(work, ("云湖青禾 章程.pdf",))[0].enterprise_id == qinghe
    assert guess_scans(work, ("云湖青禾云计算有限公司 章程.pdf",))[0].enterprise_id == other


def test_a_certificate_is_found_by_number_kind_or_being_the_only_one(work, qinghe):
    cmmi = register_certification(work, benchmark(qinghe, number="A-5511"))
    (guess,) = guess_scans(work, ("云湖青禾 认证证书.pdf",))
    assert guess.owner == Owner(OwnerKind.CERTIFICATION, cmmi)
    safety = register_certification(work, iso(qinghe, number="ISMS-0042"))
    for name, expected in (
        ("云湖青禾 CMMI 证书.pdf", cmmi),
        ("云湖青禾 ISO27001 证书.pdf", safety),
        ("云湖青禾 证书 A5511.pdf", cmmi),
    ):
        (guess,) = guess_scans(work, (name,))
        assert guess.owner == Owner(OwnerKind.CERTIFICATION, expected), name
    (guess,) = guess_scans(work, ("云湖青禾 证书.pdf",))
    assert (guess.enterprise_id, guess.owner) == (qinghe, None)


def test_a_known_enterprise_is_kept(work, qinghe):
    other = enterprise(work)
    (guess,) = guess_scans(work, ("云湖青禾 章程.pdf",), other)
    assert (guess.enterprise_id, guess.slot) == (other, "articles")


def test_the_parks_folder_is_kept_once(work):
    assert scan_folder(work) == ScanFolder(0, "", move_when_filed=True)
    set_scan_folder(work, ScanFolder(0, r"\\server\scans", move_when_filed=False))
    kept = scan_folder(work)
    assert (kept.path, kept.move_when_filed) == (r"\\server\scans", False)
    with pytest.raises(StaleRecord):
        set_scan_folder(work, ScanFolder(0, "elsewhere", move_when_filed=True))
    set_scan_folder(work, ScanFolder(kept.version, "", move_when_filed=True))
    assert scan_folder(work).path == ""
    with pytest.raises(InvalidInput):
        set_scan_folder(work, ScanFolder(2, "x" * 501, move_when_filed=True))


def test_a_clerk_reads_the_parks_folder_and_does_not_move_it(act_as):
    clerk = act_as(Role.CLERK)
    with clerk.work(read_only=True) as work:
        assert scan_folder(work).version == 0
    with pytest.raises(NotPermitted), clerk.work(read_only=False) as work:
        set_scan_folder(work, ScanFolder(0, "x", move_when_filed=True))


def test_of_two_that_a_name_fits_the_one_that_was_once_called_so_is_meant(work):
    renamed = enterprise(work, name="沧宁云帆科技有限公司")
    add_fact(work, renamed, FormerNameFact(dt.date(2020, 1, 1), "云湖启明"))
    enterprise(work, name="云湖启明数据有限公司", initials="yhqmsj")
    work.session.flush()
    (guess,) = guess_scans(work, ("云湖启明 章程.pdf",))
    assert (guess.enterprise_id, guess.slot) == (renamed, "articles")


def test_a_look_at_the_inbox_says_whose_the_scans_are_and_where_they_lie_already(work, qinghe):
    scan = papers.paper_file(papers.pdf(text="a"), "章程.pdf")
    add_papers(work, (NewPaper(Owner(OwnerKind.ENTERPRISE, qinghe), "articles", scan),))
    names = ("IMG_0001.jpg", "云湖青禾 章程.pdf")
    hashes = (scan.sha256, "ab" * 32)
    look = look_at_scans(work, names, hashes)
    assert look == ScanLook(guess_scans(work, names), same_scans(work, hashes))
    assert [guess.enterprise_id for guess in look.guesses] == [None, qinghe]
    assert [twin.sha256 for twin in look.twins] == [scan.sha256]
