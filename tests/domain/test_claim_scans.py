"""What the names of scans say: which required paper, and whose."""

import pytest

from parkdesk.domain.claim_scans import (
    ScanPerson,
    guess_place,
    meant_people,
    place_of,
    slot_of,
)
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.papers import OwnerKind, PaperSlot
from parkdesk.domain.programme_figures import Mark
from parkdesk.domain.programme_parts import Material


def material(code, name, name_en="", *, per_person=False):
    return Material(
        code, name, name_en, frozenset({ClaimKind.ENTERPRISE}), per_person, Mark.UNVERIFIED
    )


def slot(code, words, *, of_person=False):
    owners = {OwnerKind.CLAIM} | ({OwnerKind.CLAIM_PERSON} if of_person else set())
    return PaperSlot(
        code,
        code,
        code,
        frozenset(owners),
        frozenset(),
        several=True,
        sensitive=False,
        words=words,
        position=1,
    )


SLOTS = {
    one.code: one
    for one in (
        slot("application-form", ("申请表", "sqb")),
        slot("identity-card", ("身份证",), of_person=True),
        slot("diploma", ("毕业证", "学历证书"), of_person=True),
        slot("other", ()),
    )
}
FORMS = material("application-forms", "资金申请表及汇总表", "Application forms")
CARDS = material("id-copy", "身份证复印件", "Identity cards", per_person=True)
DIPLOMAS = material("diploma-copy", "毕业证书复印件", "Diplomas", per_person=True)
OWN = material("local-letter", "街道推荐函", "Letter of the street")
PLACES = [place_of(one, SLOTS) for one in (FORMS, CARDS, DIPLOMAS, OWN)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("2026 申请表 盖章.pdf", "application-forms"),
        ("sqb_0001.pdf", "application-forms"),
        ("张三-身份证正反面.jpg", "id-copy"),
        ("学历证书扫描件.pdf", "diploma-copy"),
        ("街道推荐函.pdf", "local-letter"),
        ("张三/身份证.jpg", "id-copy"),
        ("IMG_0001.jpg", None),
        ("申请表和身份证.pdf", None),
    ],
)
def test_a_name_means_one_paper_or_none(name, code):
    found = guess_place(name, PLACES)
    assert (found.code if found else None) == code


def test_a_paper_without_a_slot_of_its_own_lies_among_the_others():
    assert slot_of(OWN, SLOTS).code == "other"
    assert slot_of(CARDS, SLOTS).code == "identity-card"
    assert place_of(OWN, SLOTS).owners == {OwnerKind.CLAIM}
    assert place_of(CARDS, SLOTS).owners == {OwnerKind.CLAIM, OwnerKind.CLAIM_PERSON}


PEOPLE = [
    ScanPerson(1, 1, "张三", "110105194912310021"),
    ScanPerson(2, 2, "张三丰", "11010519491231002X"),
    ScanPerson(3, 3, "李雷", "320106199805110010"),
    ScanPerson(4, 4, "李雷", "320106199805110029"),
    ScanPerson(5, 5, "王", ""),
]


@pytest.mark.parametrize(
    ("name", "people"),
    [
        ("张三 身份证.pdf", [1]),
        ("张三丰 身份证.pdf", [2]),
        ("李雷 身份证.pdf", [3, 4]),
        ("李雷 320106199805110029.pdf", [4]),
        ("11010519491231002x.pdf", [2]),
        ("王 身份证.pdf", []),
        ("张三/毕业证.pdf", [1]),
        ("毕业证.pdf", []),
    ],
)
def test_a_name_means_these_people(name, people):
    assert [one.id for one in meant_people(name, PEOPLE)] == people
