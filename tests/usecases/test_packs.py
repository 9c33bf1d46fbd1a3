"""Templates of the pack, the words on a quarter, and what is kept of both with a document."""

import dataclasses
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    Refused,
    StaleRecord,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.packs import PackPlan, Section, written
from parkdesk.domain.summaries import Signatures
from parkdesk.domain.text_figures import UNKNOWN_FIGURES
from parkdesk.reports.quarterly import TEMPLATE, render_quarterly, template_of
from parkdesk.usecases.budgets import programme_budgets
from parkdesk.usecases.pack_contents import pack_content
from parkdesk.usecases.packs import (
    delete_pack_template,
    list_pack_templates,
    quarter_text,
    save_pack_template,
    save_quarter_text,
)
from parkdesk.usecases.summaries import (
    freeze_quarter,
    issue_quarterly,
    issued_bytes,
    list_issued,
    list_snapshots,
    quarter_summary,
    snapshot,
    verify_document,
)
from parkdesk.usecases.threshold_watch import threshold_watch
from tests.usecases.test_summaries import QUARTER

SHORT = PackPlan((Section.FINDINGS, Section.TEXT, Section.ENTERPRISES), "both", "领导版")
SIGNED = Signatures("王敏", "周敏", "陈志远")


def test_a_template_is_kept_under_its_name(work):
    row = save_pack_template(work, dataclasses.replace(SHORT, name=" 领导版 "))
    assert list_pack_templates(work) == (row,)
    assert row.plan == dataclasses.replace(SHORT, version=row.version)
    shorter = PackPlan((Section.FIGURES,), "en", "领导版")
    again = save_pack_template(work, shorter, row.id, row.version)
    assert (again.plan.sections, again.plan.language) == ((Section.FIGURES,), "en")
    assert again.version > row.version
    with pytest.raises(StaleRecord):
        save_pack_template(work, shorter, row.id, row.version)
    delete_pack_template(work, row.id, again.version)
    assert list_pack_templates(work) == ()


@pytest.mark.parametrize(
    ("plan", "problem"),
    [
        (PackPlan(name=" "), {"name": "required"}),
        (PackPlan(name="名" * 61), {"name": "pack-name-long"}),
        (PackPlan(name="领导版"), {"name": "pack-name-taken"}),
        (PackPlan((), name="空"), {"sections": "pack-empty"}),
        (PackPlan(language="fr", name="法文"), {"language": "language-not-printed"}),
    ],
)
def test_a_template_that_cannot_be_is_named_at_its_field(work, plan, problem):
    save_pack_template(work, SHORT)
    with pytest.raises(InvalidInput) as refused:
        save_pack_template(work, plan)
    assert refused.value.problems == problem


def test_a_clerk_may_choose_a_template_and_keep_none(act_as, desk):
    with desk.work(read_only=False) as work:
        save_pack_template(work, SHORT)
    with act_as(Role.CLERK).work(read_only=False) as work:
        assert len(list_pack_templates(work)) == 1
        with pytest.raises(NotPermitted):
            save_pack_template(work, dataclasses.replace(SHORT, name="我的"))
        with pytest.raises(NotPermitted):
            save_quarter_text(work, QUARTER, "话", "", 0)


def test_the_words_are_kept_and_frozen_with_the_quarter(work):
    assert quarter_text(work, QUARTER).version == 0
    row = save_quarter_text(work, QUARTER, " 本季平稳。\n下季关注续证。 ", "A calm quarter.", 0)
    assert quarter_text(work, QUARTER) == row
    assert quarter_summary(work, QUARTER).pack.text == "本季平稳。\n下季关注续证。"
    edition = freeze_quarter(work, QUARTER, SIGNED)
    save_quarter_text(work, QUARTER, "另写。", "", row.version)
    frozen = snapshot(work, edition.id)
    assert (frozen.pack.text, frozen.pack.text_en) == (
        "本季平稳。\n下季关注续证。",
        "A calm quarter.",
    )
    with pytest.raises(StaleRecord):
        save_quarter_text(work, QUARTER, "旧的", "", row.version)


def test_figures_that_the_quarter_does_not_have_are_named_and_may_be_kept(work):
    with pytest.raises(NeedsConfirmation) as asked:
        save_quarter_text(work, QUARTER, "在园企业 77 家，执行额 12.5 万美元。", "77 people", 0)
    assert asked.value.code == UNKNOWN_FIGURES
    assert asked.value.params["figures"] == "77 家、12.5 万美元、77 people"
    sure = frozenset({UNKNOWN_FIGURES})
    assert save_quarter_text(work, QUARTER, "在园企业 77 家", "", 0, sure).text == "在园企业 77 家"


def test_words_that_are_too_long_are_refused_at_their_field(work):
    assert save_quarter_text(work, QUARTER, "字" * 5000, "", 0).text == "字" * 5000
    with pytest.raises(InvalidInput) as refused:
        save_quarter_text(work, QUARTER, "字" * 20_001, "", 1)
    assert refused.value.problems == {"text": "text-long"}


def issued(work, plan, confirmed=frozenset()):
    row = save_pack_template(work, plan)
    edition = freeze_quarter(work, QUARTER, SIGNED)
    summary = snapshot(work, edition.id)
    out = BytesIO()
    chosen = row.plan.sections
    render_quarterly(summary, out, row.plan.language, chosen=chosen)
    template = template_of(summary, chosen)
    return issue_quarterly(
        work, edition.id, out.getvalue(), row.plan.language, template, row.plan, confirmed
    )


def test_a_document_is_kept_with_its_sections_and_the_version_of_its_template(work):
    row = issued(work, SHORT)
    assert row.number == "HG-2026-Q3-001B"
    assert (row.template, row.sections, row.pack) == (TEMPLATE, written(SHORT.sections), "领导版")
    assert row.pack_version == list_pack_templates(work)[0].version
    assert list_issued(work, QUARTER) == (row,)
    # What the register has draws the same bytes, whatever became of the template.
    (template,) = list_pack_templates(work)
    delete_pack_template(work, template.id, template.version)
    out = BytesIO()
    render_quarterly(snapshot(work, row.snapshot_id), out, row.language, chosen=SHORT.sections)
    assert out.getvalue() == issued_bytes(work, row.id)
    assert verify_document(work, out.getvalue()).document == row
    titles = [one.title for one in PdfReader(out).outline if not isinstance(one, list)]
    assert len(titles) == 2 * 5


def test_words_with_unknown_figures_are_issued_only_when_that_is_wanted(work):
    save_quarter_text(work, QUARTER, "77 家", "", 0, frozenset({UNKNOWN_FIGURES}))
    with pytest.raises(NeedsConfirmation) as asked:
        issued(work, SHORT)
    assert asked.value.params["figures"] == "77 家"
    edition = list_snapshots(work)[0].id
    row = issue_quarterly(
        work, edition, b"%PDF", "zh_CN", TEMPLATE, None, frozenset({UNKNOWN_FIGURES})
    )
    assert row.sections == ""
    # Where the words are not printed nobody has to ask.
    without = PackPlan((Section.FIGURES,), "en")
    assert issue_quarterly(work, edition, b"%PDF-", "en", TEMPLATE, without).pack == ""


def test_another_language_is_not_issued(work):
    edition = freeze_quarter(work, QUARTER, SIGNED)
    with pytest.raises(Refused) as refused:
        issue_quarterly(work, edition.id, b"%PDF", "fr", TEMPLATE)
    assert refused.value.code == "language-not-printed"


def test_what_the_watch_and_the_budgets_say_is_frozen_with_the_quarter(work):
    found = pack_content(work, QUARTER)
    watched = threshold_watch(work, QUARTER)
    counts = [(one.line.name_zh, one.below, one.near, one.above, one.apart) for one in watched]
    assert [(w.name, w.below, w.near, w.above, w.apart) for w in found.watch] == counts
    assert counts != []
    for line in found.watch:
        assert sum(1 for one in line.enterprises if one.is_below) == line.below
        assert len(line.enterprises) == line.below + line.near
    released = [one for one in programme_budgets(work) if one.year == QUARTER.year]
    sums = [(one.title, row.budget.level, row.budget.left_cents)
            for one in released for row in one.levels]  # fmt: skip
    assert sorted((b.programme, b.level, b.left_cents) for b in found.budgets) == sorted(sums)
    edition = freeze_quarter(work, QUARTER, SIGNED)
    assert snapshot(work, edition.id).pack == found
