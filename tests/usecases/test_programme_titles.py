"""Lists, offers and papers of the money name their programme in both languages."""

import datetime as dt

import pytest

from parkdesk.domain.claims import ClaimState
from parkdesk.domain.identity import Role
from parkdesk.domain.notices import PublishNotice
from parkdesk.domain.paging import Sort
from parkdesk.store.enterprise_lines import claims_of
from parkdesk.store.programme_choices import programmes_with
from parkdesk.store.rosters import programme_of
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.budgets import programme_budgets
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.notice_lists import NoticeFilter, list_notices
from parkdesk.usecases.notices import publish_notice
from parkdesk.usecases.payment_lists import BatchFilter, list_batches
from parkdesk.usecases.payment_prints import batch_paper, notice_paper, verification_paper
from parkdesk.usecases.verification_lists import VerificationFilter, list_verifications
from parkdesk.usecases.verifications import DrawSample, draw_verification
from tests.usecases import claim_stories as story
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP

PUBLISHED = dt.date(2026, 9, 28)


@pytest.fixture
def titles(desk):
    with desk.work(read_only=True) as work:
        record = work.get(ProgrammeRecord, story.programme_id(desk))
        found = (record.title, programme_of(record.content).title_en)
    assert found[0] != found[1]
    return found


def named(row):
    return row.programme, row.programme_en


def listed(work, list_them, criteria, by):
    (row,) = list_them(work, criteria, Sort(by), 0, 10).rows
    return named(row)


def test_what_waits_is_offered_and_budgeted_under_both_titles(act_as, titles):
    claim = pay.approved_claim(act_as)
    manager = act_as(Role.MANAGER)
    enterprise = pay.claim_record(manager, claim).enterprise_id
    with manager.work(read_only=True) as work:
        (offered,) = programmes_with(work, ClaimState.APPROVED, ClaimState.PAYABLE)
        budgets = {(one.title, one.title_en) for one in programme_budgets(work)}
        (made,) = claims_of(work, enterprise, None)
    assert (offered.title, offered.title_en, offered.claims) == (*titles, 1)
    assert titles in budgets
    assert named(made) == titles


def test_a_notice_and_its_paper_bear_both_titles(act_as, titles):
    pay.with_rules(act_as(Role.ADMINISTRATOR), pay.NOTICE)
    claim = pay.decided(act_as(Role.ADMINISTRATOR), pay.approved_claim(act_as), PUBLISHED)
    reviewer = act_as(Role.REVIEWER)
    form = PublishNotice(story.programme_id(reviewer), (claim.id,), PUBLISHED, 5, "门户网站")
    with reviewer.work(read_only=False) as work:
        notice = publish_notice(work, form)
    with reviewer.work(read_only=True) as work:
        assert listed(work, list_notices, NoticeFilter(), "created") == titles
        assert named(notice_paper(work, notice.id).head) == titles


def test_a_batch_and_its_paper_bear_both_titles(act_as, titles):
    maker, _payer = pay.cashiers(act_as)
    batch = pay.make(maker, pay.approved_claim(act_as))
    with maker.work(read_only=True) as work:
        assert listed(work, list_batches, BatchFilter(), "made") == titles
        assert named(batch_paper(work, batch.id).head) == titles


def test_a_sample_and_its_paper_bear_both_titles(act_as, titles):
    pay.cashiers(act_as)
    claim = pay.approved_claim(act_as)
    with act_as(pay.PAYER).work(read_only=False) as work:
        pay_claim(work, claim.id, claim.version, pay.TODAY, 2 * CAP)
    reviewer = act_as(Role.REVIEWER)
    form = DrawSample(story.programme_id(reviewer), 1, "7F3A19C2", "")
    with reviewer.work(read_only=False) as work:
        sample = draw_verification(work, form)
    with reviewer.work(read_only=True) as work:
        assert listed(work, list_verifications, VerificationFilter(), "drawn") == titles
        assert named(verification_paper(work, sample.id).head) == titles
