"""Scans of a claim: sorted by their names, filed with the checklist, taken back; they follow."""

import pytest
from sqlalchemy import select

from parkdesk.domain.claim_papers import PaperState as ChecklistState
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation, NotPermitted, Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import Owner, OwnerKind, PaperState
from parkdesk.store.tables.claims import ClaimPersonRecord
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_papers import claim_papers, save_materials, save_papers
from parkdesk.usecases.claim_scans import (
    MOST_PEOPLE,
    ClaimScan,
    claim_scans,
    count_scans,
    file_scans,
    prepare_scans,
    reviewed_scans,
    take_back_scans,
)
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.paper_lists import papers_of_all
from parkdesk.usecases.rosters import load_roster, save_roster
from tests import papers
from tests.usecases import claim_stories as story
from tests.usecases.claim_stories import person

MEI, LEI = person(1, name="王小梅"), person(2, name="李雷")


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


@pytest.fixture
def claim(clerk):
    return story.add_claim(clerk, [MEI, LEI])


def read(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


def do(desk, use_case, *args):
    with desk.work(read_only=False) as work:
        return use_case(work, *args)


def people(desk, claim):
    table = ClaimPersonRecord
    with desk.work(read_only=True) as work:
        return [
            Owner(OwnerKind.CLAIM_PERSON, id_)
            for id_ in work.session.scalars(
                select(table.id).where(table.claim_id == claim.id).order_by(table.position)
            )
        ]


def whole(claim):
    return Owner(OwnerKind.CLAIM, claim.id)


def scan(owner, material, text, *, confirmed=False):
    file = papers.paper_file(papers.pdf(text=text), f"{text}.pdf")
    return ClaimScan(owner, material, file, confirmed)


def version_of(desk, claim):
    return read(desk, claim_detail, claim.id).row.version


def state(desk, claim, code):
    lines = read(desk, claim_papers, claim.id)
    return next(line.state for line in lines if line.material.code == code)


def there(desk, claim):
    rows = read(desk, claim_scans, claim.id)
    return [row for row in rows if row.state is PaperState.PRESENT]


def test_names_say_which_paper_and_whose(clerk, claim):
    names = ("申请表.pdf", "王小梅/身份证.jpg", "李雷 劳动合同.pdf", "身份证合订.pdf", "IMG_1.jpg")
    filing = read(clerk, prepare_scans, claim.id, names, ("0" * 64,)).filing
    first, second = people(clerk, claim)
    assert [(one.owner, one.slot) for one in filing.guesses] == [
        (whole(claim), "application-forms"),
        (first, "id-copy"),
        (second, "contract-page"),
        (whole(claim), "id-copy"),
        (None, ""),
    ]
    offered = {(one.owner, one.slot.code): one.owner_detail for one in filing.places}
    assert offered[first, "id-copy"] == "1 王小梅"
    assert (first, "application-forms") not in offered
    assert filing.twins == ()


def test_a_filed_scan_ticks_its_paper_and_the_same_scan_is_asked_about(clerk, claim):
    filed = do(
        clerk, file_scans, claim.id, claim.version, (scan(whole(claim), "personnel-summary", "a"),)
    )
    assert state(clerk, claim, "personnel-summary").handed_in
    assert not state(clerk, claim, "application-forms").handed_in
    again = scan(whole(claim), "application-forms", "a")
    with pytest.raises(NeedsConfirmation, match="same-scan"):
        do(clerk, file_scans, claim.id, filed.key.version, (again,))
    sure = scan(whole(claim), "application-forms", "a", confirmed=True)
    do(clerk, file_scans, claim.id, filed.key.version, (sure,))
    assert read(clerk, count_scans, claim.id)["application-forms"] == 1
    assert all(row.twins for row in there(clerk, claim))


def test_a_paper_of_each_person_has_come_with_the_last_of_them(clerk, claim):
    first, second = people(clerk, claim)
    filed = do(clerk, file_scans, claim.id, claim.version, (scan(first, "id-copy", "a"),))
    assert not state(clerk, claim, "id-copy").handed_in
    filed = do(clerk, file_scans, claim.id, filed.key.version, (scan(second, "id-copy", "b"),))
    assert state(clerk, claim, "id-copy").handed_in
    do(clerk, file_scans, claim.id, filed.key.version, (scan(whole(claim), "diploma-copy", "c"),))
    assert state(clerk, claim, "diploma-copy").handed_in
    assert [row.owner_detail for row in there(clerk, claim)] == ["", "1 王小梅", "2 李雷"]


def test_a_filing_is_taken_back_with_what_it_replaced_and_ticked(clerk, claim):
    owner = whole(claim)
    filed = do(
        clerk, file_scans, claim.id, claim.version, (scan(owner, "application-forms", "old"),)
    )
    states = [state(clerk, claim, "application-forms")]
    found = read(clerk, prepare_scans, claim.id, ("new.pdf",), ())
    assert found.kept == {(owner, "application-forms"): "old.pdf"}
    second = do(
        clerk,
        file_scans,
        claim.id,
        filed.key.version,
        (scan(owner, "application-forms", "new"), scan(owner, "personnel-summary", "x")),
    )
    assert [row.file_name for row in there(clerk, claim)] == ["new.pdf", "x.pdf"]
    do(clerk, take_back_scans, claim.id, second.key.version, second, "放错了")
    assert [row.file_name for row in there(clerk, claim)] == ["old.pdf"]
    assert [state(clerk, claim, "application-forms")] == states
    assert not state(clerk, claim, "personnel-summary").handed_in
    with pytest.raises(Refused, match="paper-not-current"):
        do(clerk, take_back_scans, claim.id, version_of(clerk, claim), second, "放错了")


def test_a_filing_of_another_claim_is_not_taken_back_here(clerk, claim):
    filed = do(
        clerk, file_scans, claim.id, claim.version, (scan(whole(claim), "personnel-summary", "a"),)
    )
    other = story.add_claim(clerk, enterprise=story.add_enterprise(clerk, "乙公司", "9" * 18))
    with pytest.raises(Refused, match="paper-not-current"):
        do(clerk, take_back_scans, other.id, other.version, filed, "x")


@pytest.mark.parametrize(
    ("material", "of_person", "code"),
    [
        ("no-such", False, "paper-not-asked"),
        ("training-plan", False, "paper-not-asked"),
        ("personnel-summary", True, "slot-not-of-owner"),
    ],
)
def test_what_the_programme_does_not_ask_for_is_refused(clerk, claim, material, of_person, code):
    owner = people(clerk, claim)[0] if of_person else whole(claim)
    with pytest.raises(InvalidInput) as refused:
        do(clerk, file_scans, claim.id, claim.version, (scan(owner, material, "a"),))
    assert refused.value.problems == {"slot": code}
    assert there(clerk, claim) == []


def test_a_person_of_another_claim_is_no_place(clerk, claim):
    other = story.add_claim(
        clerk, [person(9)], enterprise=story.add_enterprise(clerk, "乙公司", "9" * 18)
    )
    with pytest.raises(InvalidInput):
        do(
            clerk,
            file_scans,
            claim.id,
            claim.version,
            (scan(people(clerk, other)[0], "id-copy", "a"),),
        )


def test_a_claim_under_review_takes_no_scans_and_reviewers_file_none(clerk, act_as, claim):
    with pytest.raises(NotPermitted):
        do(act_as(Role.REVIEWER), file_scans, claim.id, claim.version, ())
    handed_in = story.submit(clerk, claim)
    with pytest.raises(Refused, match="claim-not-editable"):
        do(
            clerk,
            file_scans,
            claim.id,
            handed_in.version,
            (scan(whole(claim), "personnel-summary", "a"),),
        )


def test_a_claim_of_items_has_its_own_papers(clerk):
    form = NewClaim(story.add_enterprise(clerk), story.programme_id(clerk), ClaimKind.PLATFORM)
    claim = do(clerk, create_claim, form)
    names = ("平台项目审计报告.pdf", "设备清单.xlsx", "对外服务证明.pdf", "身份证.pdf")
    filing = read(clerk, prepare_scans, claim.id, names, ()).filing
    assert [one.slot for one in filing.guesses] == [
        "platform-audit",
        "equipment-list",
        "public-use",
        "",
    ]
    do(clerk, file_scans, claim.id, claim.version, (scan(whole(claim), "platform-audit", "a"),))
    assert read(clerk, count_scans, claim.id)["platform-audit"] == 1


def test_every_released_paper_of_a_claim_has_a_slot(clerk):
    enterprise = story.add_enterprise(clerk)
    for kind in ClaimKind:
        claim = do(clerk, create_claim, NewClaim(enterprise, story.programme_id(clerk), kind))
        lines = read(clerk, claim_papers, claim.id)
        new = tuple(scan(whole(claim), line.material.code, f"{claim.id}{i}")
                    for i, line in enumerate(lines))  # fmt: skip
        do(clerk, file_scans, claim.id, claim.version, new)
        assert {row.slot.code for row in there(clerk, claim)}.isdisjoint({"other"})
        assert read(clerk, claim_detail, claim.id).lacking == ()


def test_a_conditional_paper_that_comes_is_needed_after_all(clerk):
    form = NewClaim(story.add_enterprise(clerk), story.programme_id(clerk), ClaimKind.PLATFORM)
    claim = do(clerk, create_claim, form)
    said = ChecklistState("equipment-list", not_applicable=True)
    key = do(clerk, save_papers, claim.id, claim.version, (said,))
    do(clerk, file_scans, claim.id, key.version, (scan(whole(claim), "equipment-list", "a"),))
    assert state(clerk, claim, "equipment-list") == ChecklistState("equipment-list", handed_in=True)


def test_papers_follow_their_people_through_the_roster(clerk, claim):
    first, second = people(clerk, claim)
    filed = do(
        clerk,
        file_scans,
        claim.id,
        claim.version,
        (scan(first, "id-copy", "mei"), scan(second, "id-copy", "lei")),
    )
    between = person(3, name="赵六")
    saved = do(clerk, save_roster, claim.id, filed.key.version, (MEI, between, LEI))
    assert [(row.owner_detail, row.file_name) for row in there(clerk, claim)] == [
        ("1 王小梅", "mei.pdf"),
        ("3 李雷", "lei.pdf"),
    ]
    saved = do(clerk, save_roster, claim.id, saved.version, (LEI,))
    assert [(row.owner_detail, row.file_name) for row in there(clerk, claim)] == [
        ("", "mei.pdf"),
        ("1 李雷", "lei.pdf"),
    ]
    assert len(read(clerk, load_roster, claim.id).rows) == 1
    assert saved.changed


def test_a_reviewer_reads_what_the_checklist_lacks_and_every_scan(clerk, act_as, claim):
    first, _second = people(clerk, claim)
    filed = do(clerk, file_scans, claim.id, claim.version, (scan(first, "id-copy", "mei"),))
    codes = [line.material.code for line in read(clerk, claim_papers, claim.id)]
    come = tuple(code for code in codes if code != "diploma-copy")
    key = do(clerk, save_materials, claim.id, filed.key.version, come)
    story.submit(clerk, key)
    rows = read(act_as(Role.REVIEWER), reviewed_scans, claim.id)
    assert [(row.is_missing, row.slot.code) for row in rows] == [
        (True, "diploma-copy"),
        (False, "identity-card"),
    ]


def test_papers_of_several_owners_come_in_their_order_each_with_its_name(clerk, claim):
    first, second = people(clerk, claim)
    new = (scan(second, "diploma-copy", "lei"), scan(first, "diploma-copy", "mei"))
    do(clerk, file_scans, claim.id, claim.version, new)
    rows = read(clerk, papers_of_all, {first: "one", second: "two"})
    assert [(row.owner_detail, row.file_name) for row in rows if not row.is_missing] == [
        ("one", "mei.pdf"),
        ("two", "lei.pdf"),
    ]


def test_a_scan_of_one_of_two_people_of_one_name_is_nobodys_yet(clerk):
    namesake = person(2, name=MEI.name)
    shared = story.add_claim(clerk, [MEI, namesake, person(3, name="李雷")])
    names = (f"{MEI.name}/身份证.pdf", "李雷/身份证.pdf", f"{namesake.id_number} 身份证.pdf")
    guesses = read(clerk, prepare_scans, shared.id, names, ()).filing.guesses
    one, other, last = people(clerk, shared)
    assert [guess.owner for guess in guesses] == [None, last, other]
    assert one not in [guess.owner for guess in guesses]


def test_of_a_long_roster_only_the_people_that_a_name_means_are_places(clerk):
    crowd = [person(number, name=f"学员{number:03d}") for number in range(1, MOST_PEOPLE + 2)]
    claim = story.add_claim(clerk, crowd)
    filing = read(clerk, prepare_scans, claim.id, ("学员007/身份证.jpg", "申请表.pdf"), ()).filing
    meant = people(clerk, claim)[6]
    assert [one.owner for one in filing.guesses] == [meant, whole(claim)]
    assert {one.owner for one in filing.places} == {meant, whole(claim)}
