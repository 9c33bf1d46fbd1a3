"""Programmes in the making: copied, edited, released by another person, fixed from then on."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.errors import Duplicate, InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.programme_keys import figure_at, with_figure
from parkdesk.domain.programmes import ClaimKind, Figure, Level, Mark, PackCase
from parkdesk.store.budgets import budget_of
from parkdesk.store.level_budgets import level_budgets
from parkdesk.store.signals import limits_of, limits_under
from parkdesk.store.tables.budgets import LevelBudgetRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.budgets import SaveLevelBudget, programme_budgets, set_level_budget
from parkdesk.usecases.programme_drafts import (
    begin_edition,
    copy_programme,
    discard_draft,
    programme_draft,
    release_programme,
    save_programme,
)
from parkdesk.usecases.programme_prints import programme_print
from parkdesk.usecases.programmes import (
    list_programmes,
    open_programme,
    open_programmes,
    set_programme_budget,
)
from tests.usecases.claim_stories import add_claim, add_enterprise, person, programme_id
from tests.usecases.payment_stories import change_rules

D = dt.date
TEMPLATE = "template-training-2026"
NOTICE = "宁园〔2027〕3号"


@pytest.fixture
def next_year(desk):
    """The key of a draft for 2027, begun by the administrator."""
    source = programme_id(desk)
    with desk.work(read_only=False) as work:
        return copy_programme(work, source, "park-2027", 2027)


def draft(desk, key):
    with desk.work(read_only=True) as work:
        return programme_draft(work, key.id)


def save(desk, key, programme):
    with desk.work(read_only=False) as work:
        return save_programme(work, key.id, key.version, programme)


def release(desk, key, *, is_open=True):
    with desk.work(read_only=False) as work:
        return release_programme(work, key.id, key.version, "按通知核对", is_open=is_open)


def test_a_copy_confirms_nothing_and_moves_its_days(desk, next_year):
    found = draft(desk, next_year)
    programme = found.programme
    assert found.draft
    assert found.own
    assert (programme.code, programme.version, programme.year) == ("park-2027", 1, 2027)
    assert "2027" in programme.title
    assert programme.document == ""
    assert programme.unconfirmed() == len(programme.figures())
    assert programme.window.value.first.year == 2027
    assert [step.action for step in found.steps] == ["begin"]
    assert found.results
    assert all(result.passed for result in found.results)


def test_a_copy_says_which_document_its_figures_come_from(desk):
    source = programme_id(desk, "central-training-2013")
    with desk.work(read_only=False) as work:
        key = copy_programme(work, source, "central-2014", 2014)
    cap = figure_at(draft(desk, key).programme, "cap-institution")
    assert (cap.document, cap.mark) == ("财企〔2013〕52号", Mark.UNVERIFIED)


@pytest.mark.parametrize(
    ("code", "year", "field"),
    [("Park 2027", 2027, "code"), ("", 2027, "code"), ("ok", None, "year"), ("ok", 202, "year")],
)
def test_a_copy_needs_a_name_and_a_year(desk, code, year, field):
    source = programme_id(desk)
    with desk.work(read_only=False) as work, pytest.raises(InvalidInput) as refusal:
        copy_programme(work, source, code, year)
    assert field in refusal.value.problems


def test_a_name_is_given_once(desk, next_year):
    source = programme_id(desk)
    with desk.work(read_only=False) as work, pytest.raises(Duplicate):
        copy_programme(work, source, next_year.code, 2028)


def test_what_is_saved_is_read_again(desk, next_year):
    programme = draft(desk, next_year).programme
    changed = with_figure(programme, "notice-days", Figure(7, Mark.DOCUMENT, "", NOTICE, "第八条"))
    changed = replace(changed, document=NOTICE, template=False)
    key = save(desk, next_year, changed)
    found = draft(desk, key)
    assert found.programme == changed
    assert found.programme.noticed_for == 7
    assert key.version > next_year.version
    with desk.work(read_only=True) as work:
        record = work.get(ProgrammeRecord, key.id)
        assert (record.document_number, record.is_template) == (NOTICE, False)


def test_a_draft_takes_one_hand_at_a_time(desk, next_year):
    programme = draft(desk, next_year).programme
    save(desk, next_year, replace(programme, region="本园"))
    with pytest.raises(StaleRecord):
        save(desk, next_year, replace(programme, region="别处"))


@pytest.mark.parametrize(
    ("key", "figure", "field"),
    [
        ("notice-days", Figure(7, Mark.DOCUMENT), "source"),
        ("certification-share", Figure(1001, Mark.UNVERIFIED), "value"),
        ("certification-events", Figure((), Mark.UNVERIFIED), "value"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(desk, next_year, key, figure, field):
    programme = with_figure(draft(desk, next_year).programme, key, figure)
    with pytest.raises(InvalidInput) as refusal:
        save(desk, next_year, programme)
    assert field in refusal.value.problems


def test_another_person_releases_and_claims_may_begin(desk, act_as, next_year):
    with pytest.raises(Refused) as refusal:
        release(desk, next_year)
    assert refusal.value.code == "programme-own-release"
    key = release(act_as(Role.MANAGER), next_year)
    found = draft(desk, key)
    assert not found.draft
    assert found.open_for_claims
    assert (found.steps[-1].action, found.steps[-1].cases_passed) == (
        "release",
        len(found.results),
    )
    with desk.work(read_only=True) as work:
        codes = [row.programme.code for row in open_programmes(work)]
    assert codes[0] == "park-2027"
    assert TEMPLATE in codes


def test_whoever_wrote_a_line_cannot_release(desk, act_as, next_year):
    manager = act_as(Role.MANAGER)
    key = save(manager, next_year, draft(manager, next_year).programme)
    with pytest.raises(Refused):
        release(manager, key)
    with pytest.raises(Refused):
        release(desk, key)


def test_test_cases_must_pass_before_the_release(desk, act_as, next_year):
    programme = draft(desk, next_year).programme
    wrong = PackCase("算错的", ClaimKind.PLATFORM, {}, "pass", 1)
    key = save(desk, next_year, replace(programme, cases=(*programme.cases, wrong)))
    with pytest.raises(Refused) as refusal:
        release(act_as(Role.MANAGER), key)
    assert refusal.value.code == "programme-cases-fail"
    assert refusal.value.params["failed"] == 1
    kept = tuple(case for case in programme.cases if case.kind is ClaimKind.ENTERPRISE)
    key = save(desk, key, replace(programme, cases=kept))
    with pytest.raises(Refused) as refusal:
        release(act_as(Role.MANAGER), key)
    assert refusal.value.code == "programme-cases-missing"
    assert refusal.value.params["kinds"] == (
        ClaimKind.INSTITUTION,
        ClaimKind.CERTIFICATION,
        ClaimKind.PLATFORM,
    )


def test_a_released_edition_is_fixed_and_corrected_by_a_new_one(desk, act_as, next_year):
    first = release(act_as(Role.MANAGER), next_year)
    programme = draft(desk, first).programme
    for again in (save, None):
        with pytest.raises(Refused) as refusal:
            save(desk, first, programme) if again else release(act_as(Role.MANAGER), first)
        assert refusal.value.code == "programme-is-released"
    with desk.work(read_only=False) as work:
        second = begin_edition(work, first.id)
    assert (second.code, second.edition) == ("park-2027", 2)
    with desk.work(read_only=False) as work, pytest.raises(Refused) as refusal:
        begin_edition(work, first.id)
    assert refusal.value.code == "programme-has-draft"
    assert draft(desk, second).programme == replace(programme, version=2)
    assert draft(desk, first).open_for_claims
    second = release(act_as(Role.MANAGER), second)
    assert not draft(desk, first).open_for_claims
    assert draft(desk, second).open_for_claims


def test_a_draft_takes_no_claims_and_can_be_thrown_away(desk, next_year):
    with desk.work(read_only=False) as work, pytest.raises(Refused) as refusal:
        open_programme(work, next_year.id, next_year.version, is_open=True)
    assert refusal.value.code == "programme-is-draft"
    with desk.work(read_only=True) as work:
        rows = list_programmes(work, Sort("year", descending=True), 0, 50).rows
        assert [row.draft for row in rows if row.id == next_year.id] == [True]
        assert next_year.id not in [row.id for row in open_programmes(work)]
    with desk.work(read_only=False) as work:
        discard_draft(work, next_year.id, next_year.version)
    with desk.work(read_only=True) as work:
        assert work.session.scalar(select(ProgrammeRecord).filter_by(code="park-2027")) is None
    released = programme_id(desk)
    with desk.work(read_only=True) as work:
        version = work.get(ProgrammeRecord, released).version
    with desk.work(read_only=False) as work, pytest.raises(Refused):
        discard_draft(work, released, version)


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR])
def test_who_may_only_read_changes_nothing(act_as, role):
    with act_as(role).work(read_only=True) as work:
        for use_case in (copy_programme, begin_edition, save_programme, discard_draft):
            with pytest.raises(NotPermitted):
                use_case(work)
        with pytest.raises(NotPermitted):
            release_programme(work)


def test_a_reviewer_writes_and_does_not_release(act_as, next_year):
    reviewer = act_as(Role.REVIEWER)
    programme = draft(reviewer, next_year).programme
    key = save(reviewer, next_year, replace(programme, level=Level.CITY))
    with reviewer.work(read_only=True) as work, pytest.raises(NotPermitted):
        release_programme(work, key.id, key.version, "", is_open=True)


def test_a_seeded_programme_has_no_hands_yet(desk):
    source = programme_id(desk)
    with desk.work(read_only=True) as work:
        found = programme_draft(work, source)
        assert (found.draft, found.own, found.steps) == (False, False, ())
        assert programme_print(work, source).programme == found.programme


def test_many_changes_in_a_row_are_one_step(desk, act_as, next_year):
    key = next_year
    for hand in (desk, desk, act_as(Role.MANAGER), desk):
        key = save(hand, key, draft(hand, key).programme)
    assert [step.action for step in draft(desk, key).steps] == ["begin", "edit", "edit", "edit"]


def test_a_claim_keeps_its_edition_and_the_money_is_one(desk, act_as, next_year):
    manager = act_as(Role.MANAGER)
    first = release(manager, next_year)
    key = add_claim(desk, [person(1, hired_on=D(2027, 5, 11))], programme=first.id)
    with desk.work(read_only=False) as work:
        version = work.get(ProgrammeRecord, first.id).version
        set_programme_budget(work, first.id, version, 1_000_000)
        work.add(LevelBudgetRecord(programme_id=first.id, level="city", allocated_cents=700_000))
        work.session.get_one(ClaimRecord, key.id).state = "approved"
        work.session.get_one(ClaimRecord, key.id).approved_cents = 450_000
    with desk.work(read_only=False) as work:
        second = begin_edition(work, first.id)
    with desk.work(read_only=False) as work, pytest.raises(Refused) as refusal:
        set_programme_budget(work, second.id, second.version, 1)
    assert refusal.value.code == "programme-is-draft"
    dearer = with_figure(
        draft(desk, second).programme, "cap-enterprise", Figure(500_000, Mark.UNVERIFIED)
    )
    cases = tuple(
        replace(case, amount_cents=500_000) if case.amount_cents == 450_000 else case
        for case in dearer.cases
    )
    second = release(manager, save(desk, second, replace(dearer, cases=cases)))
    with desk.work(read_only=True) as work:
        assert work.session.get_one(ClaimRecord, key.id).programme_id == first.id
        for id_ in (first.id, second.id):
            record = work.get(ProgrammeRecord, id_)
            assert budget_of(work.session, record).left_cents == 550_000
            city = {one.level: one for one in level_budgets(work.session, record)}["city"]
            assert city.allocated_cents == 700_000
        rows = {row.id: row for row in list_programmes(work, Sort("year"), 0, 50).rows}
        assert [rows[id_].claims for id_ in (first.id, second.id)] == [1, 0]
        assert {rows[id_].budget.left_cents for id_ in (first.id, second.id)} == {550_000}
        shown = [one.programme_id for one in programme_budgets(work)]
        assert second.id in shown
        assert first.id not in shown
    with desk.work(read_only=False) as work:
        version = work.get(ProgrammeRecord, first.id).version
        with pytest.raises(Refused) as refusal:
            set_programme_budget(work, first.id, version, 1)
        assert refusal.value.code == "programme-newer-edition"
        with pytest.raises(Refused):
            set_level_budget(work, SaveLevelBudget(first.id, "city", 1), 0)


def test_as_at_a_day_the_edition_of_then_is_in_force(desk, act_as, next_year):
    manager = act_as(Role.MANAGER)
    early = draft(desk, next_year).programme
    key = save(desk, next_year, replace(early, issued_on=D(2026, 1, 5)))
    first = release(manager, key)
    with desk.work(read_only=True) as work:
        today = work.today
        before = list_programmes(work, Sort("year"), 0, 50, today - dt.timedelta(days=1)).rows
        now = list_programmes(work, Sort("year"), 0, 50, today).rows
    assert first.id not in [row.id for row in before]
    assert first.id in [row.id for row in now]


def test_a_programme_may_set_limits_of_signals_for_its_own_claims(desk, act_as, next_year):
    programme = with_figure(
        draft(desk, next_year).programme, "signal-run-length", Figure(3, Mark.UNVERIFIED)
    )
    strict = release(act_as(Role.MANAGER), save(desk, next_year, programme))
    firm = add_enterprise(desk)
    claims = [
        add_claim(desk, [person(number)], enterprise=firm, programme=id_)
        for number, id_ in ((1, strict.id), (2, programme_id(desk)))
    ]
    with desk.work(read_only=True) as work:
        found = [limits_under(work, work.get(ClaimRecord, claim.id)) for claim in claims]
        usual = limits_of(work.session)
    assert found == [replace(usual, run_length=3), usual]


def test_a_draft_keeps_its_code_and_edition(desk, next_year):
    programme = draft(desk, next_year).programme
    for other in (replace(programme, code="park-2028"), replace(programme, version=2)):
        with pytest.raises(Refused, match="programme-is-released"):
            save(desk, next_year, other)
    assert draft(desk, next_year).programme == programme


def test_a_programme_without_notice_and_window_is_known_from_its_years_first_day(desk):
    change_rules(desk, issued_on=None, window=None)
    template = programme_id(desk)

    def known(day):
        with desk.work(read_only=True) as work:
            rows = list_programmes(work, Sort("year"), 0, 50, day).rows
        return template in [row.id for row in rows]

    assert [known(D(2025, 12, 31)), known(D(2026, 1, 1))] == [False, True]
