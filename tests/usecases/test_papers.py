import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    NotPermitted,
    Refused,
    StaleRecord,
    WrongState,
)
from parkdesk.domain.identity import Permission, Role
from parkdesk.domain.merges import MergeRequest
from parkdesk.domain.papers import Owner, OwnerKind, PaperFile, PaperState, PaperUse
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.papers import PaperRecord, PaperSlotRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.merge_undoing import undo_merge
from parkdesk.usecases.merges import merge_enterprises
from parkdesk.usecases.paper_lists import (
    enterprise_papers,
    paper_places,
    paper_slots,
    papers_of,
    same_scans,
)
from parkdesk.usecases.papers import (
    LONGEST_NOTE,
    NewPaper,
    add_papers,
    paper_content,
    remove_paper,
    reveal_paper,
    sort_paper,
)
from parkdesk.usecases.trail import TrailFilter, list_trail
from parkdesk.usecases.upkeep import check_data
from tests import papers
from tests.registers import benchmark, enterprise, iso


def new(owner, slot="lease", text="a", name="scan.pdf", **differences):
    return NewPaper(owner, slot, papers.paper_file(papers.pdf(text=text), name), **differences)


@pytest.fixture
def owner(work):
    return Owner(OwnerKind.ENTERPRISE, enterprise(work, name="云湖青禾信息技术有限公司"))


def only(rows, state=PaperState.PRESENT):
    return [row for row in rows if row.state is state]


def test_a_paper_is_kept_and_comes_back(work, owner):
    (id_,) = add_papers(work, (new(owner, name="租赁合同.pdf"),))
    (row,) = only(papers_of(work, owner))
    assert (row.id, row.slot.code, row.file_name, row.pages) == (id_, "lease", "租赁合同.pdf", 1)
    assert row.added_by == "王敏"
    content = paper_content(work, id_)
    assert content.content == papers.pdf(text="a")
    assert content.file_name == "租赁合同.pdf"


def test_missing_papers_come_first_and_go_when_they_are_there(work, owner):
    before = [row.slot.code for row in papers_of(work, owner) if row.is_missing]
    assert before == ["business-licence", "articles", "lease", "bank-permit"]
    add_papers(work, (new(owner),))
    rows = papers_of(work, owner)
    assert [row.is_missing for row in rows] == [True, True, True, False]
    assert "lease" not in [row.slot.code for row in rows if row.is_missing]


def test_a_newer_paper_replaces_the_older_which_stays(work, owner):
    (first,) = add_papers(work, (new(owner, text="a"),))
    (second,) = add_papers(work, (new(owner, text="b"),))
    rows = papers_of(work, owner)
    assert [row.id for row in only(rows)] == [second]
    assert [row.id for row in only(rows, PaperState.REPLACED)] == [first]
    assert paper_content(work, first).content == papers.pdf(text="a")


def test_where_several_hold_the_newer_stands_beside(work, owner):
    add_papers(work, (new(owner, "audit-report", "a"), new(owner, "audit-report", "b")))
    assert len(only(papers_of(work, owner))) == 2
    first = only(papers_of(work, owner))[-1].id
    add_papers(work, (new(owner, "audit-report", "c", replaces=first),))
    assert len(only(papers_of(work, owner))) == 2


def test_papers_stand_as_they_did_on_a_day(work, owner):
    (first,) = add_papers(work, (new(owner, text="a"),))
    work.now += dt.timedelta(days=3)
    add_papers(work, (new(owner, text="b"),))
    then = papers_of(work, owner, dt.date(2026, 10, 13))
    assert [row.id for row in only(then)] == [first]
    assert only(papers_of(work, owner, dt.date(2026, 10, 11))) == []


def test_the_very_paper_that_is_there_is_refused(work, owner):
    add_papers(work, (new(owner),))
    with pytest.raises(Refused, match="paper-already-here"):
        add_papers(work, (new(owner, twin_confirmed=True),))


def test_the_same_scan_elsewhere_is_shown_and_taken_once_confirmed(work, owner):
    add_papers(work, (new(owner),))
    other = Owner(OwnerKind.ENTERPRISE, enterprise(work))
    with pytest.raises(NeedsConfirmation, match="same-scan"):
        add_papers(work, (new(other),))
    (twin,) = same_scans(work, (papers.paper_file(papers.pdf(text="a")).sha256,))
    assert (twin.owner, twin.enterprise, twin.slot_zh) == (
        owner,
        "云湖青禾信息技术有限公司",
        "租赁合同",
    )
    assert twin.added_by == "王敏"
    add_papers(work, (new(other, twin_confirmed=True),))
    (row,) = only(papers_of(work, other))
    assert [one.owner for one in row.twins] == [owner]


def test_no_number_of_a_person_is_kept_in_a_name(work, owner):
    add_papers(work, (new(owner, name="身份证320211199001011234.pdf"),))
    (row,) = only(papers_of(work, owner))
    assert "19900101" not in row.file_name


def test_all_or_none(desk):
    with desk.work(read_only=False) as work:
        owner = Owner(OwnerKind.ENTERPRISE, enterprise(work))
    with pytest.raises(InvalidInput), desk.work(read_only=False) as work:
        add_papers(work, (new(owner, text="a"), new(owner, "certificate", "b")))
    with desk.work(read_only=True) as work:
        assert only(papers_of(work, owner)) == []


@pytest.mark.parametrize("slot", ["certificate", "identity-card", "no-such"])
def test_a_slot_of_something_else_is_refused(work, owner, slot):
    with pytest.raises(InvalidInput) as refused:
        add_papers(work, (new(owner, slot),))
    assert refused.value.problems == {"slot": "slot-not-of-owner"}


def test_an_owner_that_is_not_there_is_refused(work):
    with pytest.raises(NotFound):
        add_papers(work, (new(Owner(OwnerKind.ENTERPRISE, 9_999)),))


@pytest.mark.parametrize(
    ("differences", "error"),
    [
        ({"name": ""}, InvalidInput),
        ({"name": "a/b.pdf"}, InvalidInput),
        ({"name": "x" * 201}, InvalidInput),
        ({"content": b""}, Refused),
        ({"content": b"MZ program"}, Refused),
        ({"sha256": "ab" * 32}, Refused),
    ],
)
def test_an_unsound_file_is_refused_whatever_its_examiner_said(work, owner, differences, error):
    sound = papers.paper_file(papers.pdf())
    facts = {name: getattr(sound, name) for name in PaperFile.__slots__} | differences
    with pytest.raises(error):
        add_papers(work, (NewPaper(owner, "lease", PaperFile(**facts)),))


def test_a_paper_is_taken_out_with_a_reason_and_stays_in_the_history(work, owner):
    (id_,) = add_papers(work, (new(owner),))
    with pytest.raises(InvalidInput):
        remove_paper(work, id_, 1, "  ")
    remove_paper(work, id_, 1, "错扫")
    (row,) = only(papers_of(work, owner), PaperState.REMOVED)
    assert (row.removal_reason, row.removed_by) == ("错扫", "王敏")
    assert paper_content(work, id_).content
    with pytest.raises(Refused, match="paper-not-current"):
        remove_paper(work, id_, row.version, "again")


def test_a_removed_scan_may_come_again(work, owner):
    (id_,) = add_papers(work, (new(owner),))
    remove_paper(work, id_, 1, "错扫")
    add_papers(work, (new(owner),))
    assert len(only(papers_of(work, owner))) == 1


def test_a_paper_goes_to_another_slot(work, owner):
    (older, id_) = add_papers(work, (new(owner, "articles", "a"), new(owner, "lease", "b")))
    sort_paper(work, id_, 1, owner, "articles", "放错了")
    rows = papers_of(work, owner)
    assert [(row.id, row.note) for row in only(rows)] == [(id_, "放错了")]
    assert [row.id for row in only(rows, PaperState.REPLACED)] == [older]
    with pytest.raises(StaleRecord):
        sort_paper(work, id_, 1, owner, "lease", "")


def test_a_paper_goes_to_a_certificate_of_the_enterprise(work, owner):
    certificate = register_certification(work, benchmark(owner.id))
    place = Owner(OwnerKind.CERTIFICATION, certificate)
    (id_,) = add_papers(work, (new(owner, "other"),))
    sort_paper(work, id_, 1, place, "certificate", "")
    assert [row.id for row in only(papers_of(work, place))] == [id_]
    assert only(papers_of(work, owner)) == []
    assert work.get(CertificationRecord, certificate).document_sha256
    with pytest.raises(InvalidInput):
        sort_paper(work, id_, 2, place, "lease", "")


def test_a_certificate_names_its_newest_scan(work, owner):
    certificate = register_certification(work, benchmark(owner.id))
    place = Owner(OwnerKind.CERTIFICATION, certificate)
    record = work.get(CertificationRecord, certificate)
    (first,) = add_papers(work, (new(place, "certificate", "a"),))
    assert record.document_sha256 == work.get(PaperRecord, first).sha256
    (second,) = add_papers(work, (new(place, "certificate", "b"),))
    assert record.document_sha256 == work.get(PaperRecord, second).sha256
    sort_paper(work, second, 1, place, "register-check", "")
    assert record.document_sha256 is None
    add_papers(work, (new(place, "certificate", "c"),))
    assert record.document_sha256 is not None


def test_an_enterprise_shows_the_papers_of_its_certificates(work, owner):
    certificate = register_certification(work, benchmark(owner.id, number="A-77"))
    place = Owner(OwnerKind.CERTIFICATION, certificate)
    missing = [row for row in enterprise_papers(work, owner.id) if row.is_missing]
    assert (missing[-1].owner, missing[-1].owner_detail) == (place, "CMMI 3 A-77")
    add_papers(work, (new(place, "certificate"),))
    (row,) = only(enterprise_papers(work, owner.id))
    assert row.owner_detail == "CMMI 3 A-77"
    places = paper_places(work, owner.id)
    assert places[0].slot.code == "business-licence"
    assert {one.owner for one in places} == {owner, place}


def test_a_certificate_that_has_run_out_is_asked_for_no_paper(work, owner):
    register_certification(work, iso(owner.id, issued_on=dt.date(2020, 5, 10)))
    kinds = {row.owner.kind for row in enterprise_papers(work, owner.id)}
    assert kinds == {OwnerKind.ENTERPRISE}
    then = enterprise_papers(work, owner.id, dt.date(2021, 5, 10))
    assert OwnerKind.CERTIFICATION in {row.owner.kind for row in then}


def test_slots_have_words_in_both_languages_and_other_comes_last(work):
    slots = paper_slots(work)
    assert slots[-1].code == "other"
    assert all(slot.name_zh and slot.name_en and slot.owners for slot in slots)


def test_a_sensitive_paper_is_shown_only_with_a_note_in_the_trail(act_as):
    clerk = act_as(Role.CLERK)
    with clerk.work(read_only=False) as work:
        owner = Owner(OwnerKind.ENTERPRISE, enterprise(work))
        (id_,) = add_papers(work, (new(owner, "bank-permit"),))
    with pytest.raises(Refused, match="paper-is-sensitive"), clerk.work(read_only=True) as work:
        paper_content(work, id_)
    with pytest.raises(NotPermitted), act_as(Role.MANAGER).work(read_only=False) as work:
        reveal_paper(work, id_, PaperUse.VIEW)
    with clerk.work(read_only=False) as work:
        assert reveal_paper(work, id_, PaperUse.VIEW).content
    with act_as(Role.AUDITOR).work(read_only=True) as work:
        (entry,) = list_trail(work, TrailFilter(action="reveal_paper")).rows
    assert (entry.table, entry.row_id, entry.actor) == ("paper", id_, "李芳")


def test_who_may_only_read_changes_nothing(act_as):
    with act_as(Role.CLERK).work(read_only=False) as work:
        owner = Owner(OwnerKind.ENTERPRISE, enterprise(work))
        (id_,) = add_papers(work, (new(owner),))
    auditor = act_as(Role.AUDITOR)
    for use_case, given in (
        (add_papers, ((new(owner, text="b"),),)),
        (remove_paper, (id_, 1, "x")),
        (sort_paper, (id_, 1, owner, "other", "")),
    ):
        with pytest.raises(NotPermitted), auditor.work(read_only=False) as work:
            use_case(work, *given)
    with auditor.work(read_only=True) as work:
        assert paper_content(work, id_).content


def test_adding_and_removing_stand_in_the_trail(desk):
    with desk.work(read_only=False) as work:
        owner = Owner(OwnerKind.ENTERPRISE, enterprise(work))
        (id_,) = add_papers(work, (new(owner),))
    with desk.work(read_only=False) as work:
        remove_paper(work, id_, 1, "错扫")
    with desk.work(read_only=True) as work:
        entries = list_trail(work, TrailFilter(table="paper", row_id=id_)).rows
    assert [entry.action for entry in entries] == ["remove_paper", "add_papers"]
    assert entries[0].reason == "错扫"


def test_a_paper_whose_bytes_are_gone_is_told(desk, databases):
    if databases.name != "sqlite":
        pytest.skip("only an embedded park keeps documents as files")
    with desk.work(read_only=False) as work:
        owner = Owner(OwnerKind.ENTERPRISE, enterprise(work))
        (id_,) = add_papers(work, (new(owner),))
        sha256 = work.get(PaperRecord, id_).sha256
    with desk.work(read_only=True) as work:
        assert check_data(work).documents == 1
    desk.documents.path(sha256).unlink()
    with pytest.raises(Refused, match="document-missing"), desk.work(read_only=True) as work:
        check_data(work)


def test_papers_follow_their_enterprise_through_a_merge_and_back(work):
    kept = enterprise(work, code="91330100799655058B")
    dropped = enterprise(work)
    for id_ in (kept, dropped):
        add_papers(work, (new(Owner(OwnerKind.ENTERPRISE, id_), text=str(id_)),))
    versions = [work.get(EnterpriseRecord, id_).version for id_ in (kept, dropped)]
    request = MergeRequest(kept, versions[0], dropped, versions[1], frozenset(), "同一家")
    merge = merge_enterprises(work, request, frozenset({"merge-sets-aside"}))
    assert len(only(papers_of(work, Owner(OwnerKind.ENTERPRISE, kept)))) == 2
    undo_merge(work, merge, "确是两家")
    assert len(only(papers_of(work, Owner(OwnerKind.ENTERPRISE, dropped)))) == 1


def test_a_sensitive_paper_is_made_plain_only_by_who_may_see_it(act_as):
    with act_as(Role.ADMINISTRATOR).work(read_only=False) as work:
        owner = Owner(OwnerKind.ENTERPRISE, enterprise(work))
        paper = add_papers(work, (new(owner, slot="representative-id"),))[0]
    desk = act_as(Role.CLERK)
    short = replace(desk.actor, permissions=desk.actor.permissions - {Permission.IDENTITY_REVEAL})
    with (
        pytest.raises(NotPermitted),
        replace(desk, actor=short).work(read_only=False) as work,
    ):
        sort_paper(work, paper, 1, owner, "other", "")
    with desk.work(read_only=False) as work:
        # Within its own slot, or into another sensitive one, nothing is shown to anybody more.
        sort_paper(work, paper, 1, owner, "representative-id", "front")
    with desk.work(read_only=False) as work:
        sort_paper(work, paper, 2, owner, "other", "front")
    with desk.work(read_only=True) as work:
        entries = work.session.scalars(
            select(TrailRecord.change).where(
                TrailRecord.table_name == "paper", TrailRecord.row_id == paper
            )
        ).all()
    assert '{"content":"made-plain"}' in entries


def test_words_about_a_paper_that_are_too_long_change_nothing(work, owner):
    (id_,) = add_papers(work, (new(owner),))
    words = "错" * (LONGEST_NOTE + 1)
    with pytest.raises(InvalidInput) as refused:
        remove_paper(work, id_, 1, words)
    assert refused.value.problems == {"reason": "too-long"}
    with pytest.raises(InvalidInput) as refused:
        sort_paper(work, id_, 1, owner, "articles", words)
    assert refused.value.problems == {"note": "too-long"}
    (row,) = only(papers_of(work, owner))
    assert (row.id, row.slot.code, row.note) == (id_, "lease", "")


def test_a_certificate_names_no_scan_that_was_taken_out(work, owner):
    certificate = register_certification(work, benchmark(owner.id))
    place = Owner(OwnerKind.CERTIFICATION, certificate)
    (id_,) = add_papers(work, (new(place, "certificate"),))
    record = work.get(CertificationRecord, certificate)
    assert record.document_sha256 == work.get(PaperRecord, id_).sha256
    remove_paper(work, id_, 1, "扫错了证书")
    assert record.document_sha256 is None
    assert only(papers_of(work, place)) == []


def test_a_paper_replaces_none_of_another_enterprise(work, owner):
    other = Owner(OwnerKind.ENTERPRISE, enterprise(work))
    (theirs,) = add_papers(work, (new(other, "audit-report", "a"),))
    with pytest.raises(WrongState):
        add_papers(work, (new(owner, "audit-report", "b", replaces=theirs),))
    assert [row.id for row in only(papers_of(work, other))] == [theirs]
    assert only(papers_of(work, owner)) == []


def test_a_slot_takes_papers_until_it_is_retired(work, owner):
    slot = work.session.scalar(select(PaperSlotRecord).filter_by(code="lease"))
    slot.retired_on = work.today + dt.timedelta(days=1)
    work.session.flush()
    (id_,) = add_papers(work, (new(owner),))
    slot.retired_on = work.today
    work.session.flush()
    with pytest.raises(InvalidInput) as refused:
        add_papers(work, (new(owner, text="b"),))
    assert refused.value.problems == {"slot": "slot-retired"}
    assert [row.id for row in only(papers_of(work, owner))] == [id_]
