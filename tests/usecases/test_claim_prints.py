"""Gathering a claim's prints: what was marked and why, who may see numbers, whose headings."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.claim_forms import FIELDS, LONGEST_HEADING, TITLE, ClaimForm, FormHeadings
from parkdesk.domain.claim_returns import Mark, MarkSubject
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.eligibility_rules import Rule
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Permission, Role
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.i18n.claim_forms import usual_heading
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases import claim_prints
from parkdesk.usecases.claim_prints import (
    claim_file,
    claim_file_whole,
    claim_print,
    claim_print_whole,
    correction_notice,
)
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.form_headings import form_wording, save_form_wording
from parkdesk.usecases.papers import NewPaper, add_papers
from tests.papers import paper_file, pdf
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import CAP, person

SHORT = person(2, contract_last=dt.date(2026, 12, 31))


def submitted(act_as):
    claim = story.add_claim(act_as(Role.CLERK), (person(1), SHORT))
    return story.submit(act_as(Role.CLERK), claim)


def returned(act_as, marks=(), answer_by=None):
    claim = submitted(act_as)
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        return return_claim(work, claim.id, claim.version, "请补正后重新提交", marks, answer_by)


def notice(desk, claim):
    with desk.work(read_only=True) as work:
        return correction_notice(work, claim.id)


def test_a_notice_names_the_rule_and_its_clause(act_as, desk):
    claim = submitted(act_as)
    row = journey.rows_of(desk, claim.id)[1]
    with desk.work(read_only=True) as work:
        asked = claim_print(work, claim.id).head.programme.materials_for(ClaimKind.ENTERPRISE)
    code = asked[0].code
    marks = (
        Mark(MarkSubject.PERSON, "contract-unproven", row=row, words="合同不足一年"),
        Mark(MarkSubject.PAPER, "paper-missing", paper=code),
    )
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        day = dt.date(2026, 10, 30)
        return_claim(work, claim.id, claim.version, "请补正后再交", marks, day)
    found = notice(desk, claim)
    assert found.answer_by == dt.date(2026, 10, 30)
    assert not found.whole_open
    paper, row_mark = found.marks
    assert paper.material is not None
    assert paper.material.code == code
    assert (row_mark.position, row_mark.name) == (2, SHORT.name)
    assert [line.rule for line in row_mark.lines] == [Rule.CONTRACT]
    assert row_mark.lines[0].basis is found.head.programme.contract_months


def test_a_reason_in_words_tells_what_was_found_when_it_was_handed_in(act_as, desk):
    claim = submitted(act_as)
    row = journey.rows_of(desk, claim.id)[1]
    marks = (Mark(MarkSubject.PERSON, "as-stated", row=row),)
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        return_claim(work, claim.id, claim.version, "请补正后再交", marks)
    (mark,) = notice(desk, claim).marks
    assert Rule.CONTRACT in {line.rule for line in mark.lines}
    assert Rule.DEGREE not in {line.rule for line in mark.lines}


def test_a_reason_that_no_rule_judges_borrows_nothing_from_what_the_rules_found(act_as, desk):
    claim = submitted(act_as)
    row = journey.rows_of(desk, claim.id)[1]
    marks = (Mark(MarkSubject.PERSON, "insurance-unproven", row=row),)
    with act_as(Role.REVIEWER).work(read_only=False) as work:
        return_claim(work, claim.id, claim.version, "请补交社保缴纳证明", marks)
    (mark,) = notice(desk, claim).marks
    assert (mark.mark.reason, mark.lines) == ("insurance-unproven", ())


def test_without_marks_everything_is_open(act_as, desk):
    found = notice(desk, returned(act_as))
    assert found.whole_open
    assert found.marks == ()
    assert found.answer_by is None


def test_a_day_that_has_passed_is_no_day_to_answer_by(act_as):
    with pytest.raises(InvalidInput) as caught:
        returned(act_as, answer_by=dt.date(2026, 10, 11))
    assert caught.value.problems == {"answer_by": "answer-by-past"}


def test_a_claim_that_was_never_returned_has_no_notice(act_as, desk):
    claim = submitted(act_as)
    with desk.work(read_only=True) as work, pytest.raises(Refused) as caught:
        correction_notice(work, claim.id)
    assert caught.value.code == "claim-never-returned"


def test_numbers_are_masked_unless_somebody_who_may_asks(act_as, desk):
    claim = submitted(act_as)
    number = person(1).id_number
    with desk.work(read_only=True) as work:
        row = claim_print(work, claim.id).rows[0]
    assert row.person.id_number == f"3201{'*' * 10}{number[-4:]}"
    assert row.born == "1998-**", "the month would give back what the mask took"
    with desk.work(read_only=False) as work:
        whole = claim_print_whole(work, claim.id)
    assert whole.whole
    assert whole.rows[0].person.id_number == number
    assert whole.rows[0].born == "1998-05"
    with desk.work(read_only=True) as work:
        told = work.session.scalars(
            select(TrailRecord).where(TrailRecord.action == "claim_print_whole")
        ).all()
    assert len(told) == 1
    assert "revealed" in told[0].change
    assert number not in told[0].change


def test_the_manager_prints_no_whole_number(act_as):
    claim = submitted(act_as)
    for use_case in (claim_print_whole, claim_file_whole):
        with act_as(Role.MANAGER).work(read_only=False) as work, pytest.raises(NotPermitted):
            use_case(work, claim.id)


def test_the_sums_of_the_print_are_those_of_its_rows(act_as, desk):
    claim = submitted(act_as)
    claim = story.precheck(act_as(Role.REVIEWER), claim, CAP - 1, "按就低原则")
    with desk.work(read_only=True) as work:
        found = claim_print(work, claim.id)
    assert found.sums.computed == sum(row.line.requested_cents for row in found.rows) == CAP
    assert found.sums.recommended == sum(row.line.recommended_cents for row in found.rows)
    assert found.sums.approved is None


def test_a_programme_words_its_forms_and_its_copy_takes_them_over(desk):
    here = story.programme_id(desk)
    words = {TITLE: "2026年度录用人员汇总表", "name": " 人员姓名 ", "note": ""}
    headings = FormHeadings(ClaimForm.HIRED, words, confirmed=True)
    with desk.work(read_only=False) as work:
        saved = save_form_wording(work, here, 0, headings)
    assert dict(saved.headings.words) == {TITLE: "2026年度录用人员汇总表", "name": "人员姓名"}
    with desk.work(read_only=False) as work:
        record = work.get(ProgrammeRecord, here)
        values = {
            column.name: getattr(record, column.name)
            for column in ProgrammeRecord.__table__.columns
            if column.name not in {"id", "version", "edition", "copied_from_id"}
        }
        copy = work.add(ProgrammeRecord(**values, edition=2, copied_from_id=here)).id
    with desk.work(read_only=True) as work:
        found = form_wording(work, copy, ClaimForm.HIRED)
        assert found.version == 0
        assert dict(found.headings.words) == dict(saved.headings.words)
        assert not found.headings.confirmed, "last year's annex is not this year's"
        assert form_wording(work, copy, ClaimForm.PERSON).headings.words == {}


def test_two_who_word_a_form_at_once_do_not_write_over_each_other(desk):
    here = story.programme_id(desk)
    headings = FormHeadings(ClaimForm.OPINIONS, {TITLE: "意见表"})
    with desk.work(read_only=False) as work:
        saved = save_form_wording(work, here, 0, headings)
    with desk.work(read_only=False) as work, pytest.raises(StaleRecord):
        save_form_wording(work, here, 0, headings)
    with desk.work(read_only=False) as work:
        other = FormHeadings(ClaimForm.OPINIONS, {TITLE: "审定意见表"})
        assert save_form_wording(work, here, saved.version, other).version > saved.version


def test_a_heading_that_is_too_long_or_of_no_field_is_refused(desk):
    here = story.programme_id(desk)
    words = {"name": "字" * (LONGEST_HEADING + 1), "diplom": "证"}
    with desk.work(read_only=False) as work, pytest.raises(InvalidInput) as caught:
        save_form_wording(work, here, 0, FormHeadings(ClaimForm.HIRED, words))
    assert caught.value.problems == {"name": "too-long", "diplom": "no-such-field"}


def test_a_clerk_reads_the_headings_and_changes_none(act_as, desk):
    here = story.programme_id(desk)
    with act_as(Role.CLERK).work(read_only=True) as work:
        assert form_wording(work, here, ClaimForm.HIRED).version == 0
    with act_as(Role.CLERK).work(read_only=False) as work, pytest.raises(NotPermitted):
        save_form_wording(work, here, 0, FormHeadings(ClaimForm.HIRED))


def test_every_field_of_every_form_has_its_words():
    for form, names in FIELDS.items():
        assert all(usual_heading(form, name) for name in names)


def test_the_file_has_every_scan_or_says_why_not(act_as, desk):
    claim = submitted(act_as)
    row = journey.rows_of(desk, claim.id)[0]
    with desk.work(read_only=False) as work:
        add_papers(work, _papers(claim.id, row))
    with desk.work(read_only=True) as work:
        masked = claim_file(work, claim.id)
    with desk.work(read_only=False) as work:
        whole = claim_file_whole(work, claim.id)
    assert len(masked.scans) == len(whole.scans) == 2
    assert all(scan.content for scan in whole.scans)
    assert {scan.why for scan in masked.scans} == {"", "scan-withheld"}
    assert all(bool(scan.content) != bool(scan.why) for scan in masked.scans)


def _papers(claim_id, row):
    return (
        NewPaper(Owner(OwnerKind.CLAIM, claim_id), "training-plan", paper_file(pdf(), "计划.pdf")),
        NewPaper(
            Owner(OwnerKind.CLAIM_PERSON, row),
            "identity-card",
            paper_file(pdf(2, "id"), "证件.pdf", 2),
        ),
    )


def test_a_file_that_no_reader_opens_is_refused_before_it_is_gathered(act_as, desk, monkeypatch):
    claim = submitted(act_as)
    with desk.work(read_only=False) as work:
        add_papers(work, _papers(claim.id, journey.rows_of(desk, claim.id)[0])[:1])
    size = len(pdf())
    monkeypatch.setattr(claim_prints, "MOST_BYTES", size)
    with desk.work(read_only=True) as work:
        assert len(claim_file(work, claim.id).scans) == 1
    monkeypatch.setattr(claim_prints, "MOST_BYTES", size - 1)
    with desk.work(read_only=True) as work, pytest.raises(Refused) as refused:
        claim_file(work, claim.id)
    assert refused.value.code == "claim-file-too-large"


def test_a_scan_whose_pages_cannot_be_shown_is_named_without_them(act_as, desk):
    claim = submitted(act_as)
    content = b"PK\x03\x04....OFD.xml"
    plan = NewPaper(
        Owner(OwnerKind.CLAIM, claim.id), "training-plan", paper_file(content, "计划.ofd", 0)
    )
    with desk.work(read_only=False) as work:
        add_papers(work, (plan,))
    with desk.work(read_only=True) as work:
        (found,) = claim_file(work, claim.id).scans
    assert (found.file_name, found.why, found.content) == ("计划.ofd", "scan-without-pages", b"")


def test_papers_of_certificates_are_left_out_for_who_may_not_read_them(act_as, desk):
    clerk = act_as(Role.CLERK)
    owner = story.add_enterprise(clerk)
    held = journey.add_certificate(desk, owner)
    claim = journey.begin(clerk, ClaimKind.CERTIFICATION, [journey.fee(held)], enterprise=owner)
    invoice = NewPaper(
        Owner(OwnerKind.CERTIFICATION, held), "certification-invoice", paper_file(pdf(), "票.pdf")
    )
    with desk.work(read_only=False) as work:
        add_papers(work, (invoice,))
    own = desk.actor.permissions
    poor = desk.signed_in(replace(desk.actor, permissions=own - {Permission.CERTIFICATION_READ}))
    for reader, names in ((desk, ["票.pdf"]), (poor, [])):
        with reader.work(read_only=True) as work:
            assert [one.file_name for one in claim_file(work, claim.id).scans] == names
