"""The forms of each kind of claim on its way: its list foots, every opinion stands on its sheet."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.claim_amounts import Cut
from parkdesk.domain.claim_forms import ClaimForm
from parkdesk.domain.claim_lines import Stage
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.identity import Role
from parkdesk.domain.money import rmb_capitals
from parkdesk.domain.programme_figures import Level
from parkdesk.domain.programme_print import ProgrammePrint
from parkdesk.i18n import amount_text
from parkdesk.reports.claim_prints import render_forms
from parkdesk.reports.programme import render_programme
from parkdesk.usecases.claim_prints import claim_print
from parkdesk.usecases.claim_stages import record_review
from parkdesk.usecases.claims import approve_claim, precheck_claim, submit_claim
from parkdesk.usecases.programme_drafts import copy_programme, release_programme
from parkdesk.usecases.programme_prints import programme_print
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases.test_subsidy_journeys import do

LEVELS = "\n[review_levels]\nvalue = ['district', 'city']\nmark = 'C'\n"
LIST = {
    ClaimKind.ENTERPRISE: ClaimForm.TRAINING,
    ClaimKind.INSTITUTION: ClaimForm.TRAINING,
    ClaimKind.CERTIFICATION: ClaimForm.CERTIFICATION,
    ClaimKind.PLATFORM: ClaimForm.PLATFORM,
}


def drawn(render, *args):
    out = BytesIO()
    assert render(args[0], out, *args[1:]) == ()
    return out.getvalue()


def plain(content):
    """The text of a PDF without blanks and line ends: paper breaks lines where it likes."""
    pages = PdfReader(BytesIO(content)).pages
    return "".join("".join(page.extract_text() for page in pages).split())


@pytest.fixture(params=ClaimKind, ids=[kind.value for kind in ClaimKind])
def kind(request):
    """Each kind of claim."""
    return request.param


@pytest.fixture
def submitted(act_as, kind):
    """A claim of three rows under a programme that two levels review, handed in."""
    clerk = act_as(Role.CLERK)
    journey.with_rules(act_as(Role.ADMINISTRATOR), LEVELS)
    owner = story.add_enterprise(clerk)
    content = journey.good_content(act_as, kind, owner)
    claim = journey.begin(clerk, kind, content, enterprise=owner)
    return do(clerk, submit_claim, claim, story.ALL)


@pytest.fixture
def approved(act_as, submitted):
    """The same, cut by a row, by a level and as a whole; what it was approved with, in fen."""
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    first, *others = journey.lines_of(clerk, submitted.id)
    left = first.requested_cents - 12_345 + sum(line.requested_cents for line in others)
    cut = Cut(first.id, first.requested_cents - 12_345, "cost-not-eligible")
    do(reviewer, precheck_claim, submitted, left, "首项部分费用不予支持", [cut])
    do(reviewer, record_review, submitted, Level.DISTRICT, left - 100, "区商务〔2026〕8号")
    do(reviewer, record_review, submitted, Level.CITY, left - 200, "市商务〔2026〕9号")
    do(act_as(Role.MANAGER), approve_claim, submitted, left - 300, "就低原则核定", (), "lower-of")
    return left - 300


def print_of(desk, claim):
    with desk.work(read_only=True) as work:
        return claim_print(work, claim.id)


def test_the_list_of_a_kind_foots_at_what_was_computed_and_approved(
    act_as, kind, submitted, approved
):
    printed = print_of(act_as(Role.AUDITOR), submitted)
    text = plain(drawn(render_forms, printed, "zh_CN", (LIST[kind],)))
    computed = journey.amounts(act_as(Role.AUDITOR), submitted.id)[Stage.COMPUTED]
    for row in printed.rows:
        assert amount_text(row.line.requested_cents) in text
        assert amount_text(row.line.approved_cents) in text
    assert sum(row.line.requested_cents for row in printed.rows) == computed
    assert sum(row.line.approved_cents for row in printed.rows) == approved
    total = text[text.rindex("合计") :]
    assert amount_text(computed) in total
    assert amount_text(approved) in total


def test_every_opinion_stands_on_its_sheet_with_its_sum(act_as, submitted, approved):
    printed = print_of(act_as(Role.AUDITOR), submitted)
    text = plain(drawn(render_forms, printed, "zh_CN", (ClaimForm.OPINIONS,)))
    for words in (
        *("首项部分费用不予支持", "区商务〔2026〕8号", "市商务〔2026〕9号", "就低原则核定"),
        *("李芳", "周敏", "陈志远", "负责人签字"),
    ):
        assert words in text, words
    left = approved + 300
    places = [text.index(amount_text(cents)) for cents in (left, left - 100, left - 200, approved)]
    assert min(places) > 0
    assert rmb_capitals(approved) in text
    order = [text.rindex(words) for words in ("首项部分", "区商务", "市商务", "就低原则核定")]
    assert order == sorted(order), "the opinions stand in the order in which they were given"


def test_before_anybody_decided_the_boxes_are_empty_to_be_written_in(act_as, submitted):
    printed = print_of(act_as(Role.AUDITOR), submitted)
    text = plain(drawn(render_forms, printed, "zh_CN", (ClaimForm.OPINIONS,)))
    for words in ("区县", "市", "负责人签字"):
        assert words in text
    assert "陈志远" not in text
    assert "核定金额大写" not in text


def test_a_released_programme_says_who_drafted_and_who_released_it(act_as):
    reviewer, manager = act_as(Role.REVIEWER), act_as(Role.MANAGER)
    template = story.programme_id(reviewer)
    with reviewer.work(read_only=False) as work:
        key = copy_programme(work, template, "park-2027", 2027)
    with reviewer.work(read_only=True) as work:
        draft = programme_print(work, key.id)
    assert "草稿" in plain(drawn(render_programme, draft, "zh_CN"))
    with manager.work(read_only=False) as work:
        release_programme(work, key.id, key.version, "按通知逐条核对", is_open=True)
    with manager.work(read_only=True) as work:
        released = programme_print(work, key.id)
    assert isinstance(released, ProgrammePrint)
    text = plain(drawn(render_programme, released, "zh_CN"))
    for words in ("周敏", "陈志远", "按通知逐条核对", "2026-10-12"):
        assert words in text, words
    assert text.index("周敏") < text.index("陈志远")
    assert "草稿：" not in text
