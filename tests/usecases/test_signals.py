"""Signals of claims: found, kept, gone, answered; pairs of persons; the review of a group."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain import id_number
from parkdesk.domain.errors import InvalidInput, Refused, StaleRecord, WrongState
from parkdesk.domain.identity import Role
from parkdesk.domain.likely_same import PairAnswer, Resemblance
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Track
from parkdesk.domain.reviews import LeftOut, NotClean
from parkdesk.domain.signals import SignalAnswer, SignalKind, SignalState
from parkdesk.domain.trainees import Assessment
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.claim_papers import claim_papers, save_materials
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.person_pairs import answer_pair, pair_detail
from parkdesk.usecases.review_cases import review_case
from parkdesk.usecases.reviews import (
    add_review_note,
    draw_sample,
    open_sampled,
    pass_group,
    review_notes,
    review_queue,
)
from parkdesk.usecases.rosters import save_roster
from parkdesk.usecases.signals import (
    SignalFilter,
    answer_signal,
    assign_signals,
    count_open_signals,
    list_signals,
    refresh_signals,
    reopen_signal,
    set_signal_limits,
    signal_detail,
    signal_limits,
    signal_owners,
    signals_of_claim,
)
from parkdesk.usecases.trainees import list_persons, person_detail
from tests.usecases.claim_stories import CAP, add_claim, add_enterprise, person, precheck, submit

OTHER_CODE = "91320213MA1TESTX28"


def ask(desk, use_case, *args):
    with desk.work(read_only=True) as work:
        return use_case(work, *args)


def do(desk, use_case, *args):
    with desk.work(read_only=False) as work:
        return use_case(work, *args)


def kinds(desk, claim, state=SignalState.OPEN):
    return [row.kind for row in ask(desk, signals_of_claim, claim.id) if row.state is state]


def other_firm(desk):
    return add_enterprise(desk, "无锡蠡湖数据有限公司", OTHER_CODE)


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


@pytest.fixture
def reviewer(act_as):
    return act_as(Role.REVIEWER)


@pytest.fixture
def old_graduate(clerk):
    """A submitted claim with one person whose graduation is not known."""
    return submit(clerk, add_claim(clerk, [person(1, graduated_on=None), person(2)]))


def test_a_claim_without_doubt_has_no_signal(clerk):
    claim = submit(clerk, add_claim(clerk, [person(1), person(2)]))
    assert ask(clerk, signals_of_claim, claim.id) == ()
    assert ask(clerk, count_open_signals) == 0


def test_a_row_that_the_rules_mark_is_asked_about_and_named(clerk, old_graduate):
    (row,) = ask(clerk, signals_of_claim, old_graduate.id)
    assert (row.kind, row.position, row.facts) == (SignalKind.STILL_STUDENT, 1, {"name": "学员1"})
    assert (row.state, row.number) == (SignalState.OPEN, old_graduate.number)
    assert ask(clerk, signal_detail, row.id) == row


def test_two_classes_on_one_day_are_asked_about_in_both_claims(clerk, reviewer):
    class_ = {"training_first": dt.date(2026, 6, 1), "training_last": dt.date(2026, 6, 30)}
    first = submit(clerk, add_claim(clerk, [person(1, **class_)]))
    assert kinds(clerk, first) == []
    other = other_firm(clerk)
    # The other track: on the same one the person would be refused outright.
    rows = [person(1, course="软件测试", assessment=Assessment.PASSED, **class_)]
    second = submit(clerk, add_claim(clerk, rows, enterprise=other, track=Track.INSTITUTION))
    assert SignalKind.CLASSES_OVERLAP in kinds(clerk, second)
    assert do(reviewer, refresh_signals) == 1
    assert kinds(clerk, first) == [SignalKind.CLASSES_OVERLAP]
    (asked,) = ask(clerk, signals_of_claim, first.id)
    assert asked.facts["first"] == dt.date(2026, 6, 1)
    assert asked.facts["enterprise"] == "无锡蠡湖数据有限公司"
    assert do(reviewer, refresh_signals) == 0


def test_one_diploma_for_two_people_is_asked_about(clerk):
    rows = [person(1, diploma_number="1066"), person(2, diploma_number="1066")]
    claim = submit(clerk, add_claim(clerk, rows))
    # One question for the two of them.
    assert kinds(clerk, claim) == [SignalKind.DIPLOMA_REUSED]


def test_numbers_in_a_row_follow_the_parks_own_limit(act_as, clerk, reviewer):
    rows = [person(n, diploma_number=f"D{n:04}") for n in range(1, 5)]
    claim = submit(clerk, add_claim(clerk, rows))
    assert kinds(clerk, claim) == []
    limits = {row.code: row for row in ask(clerk, signal_limits)}
    run = limits["run-length"]
    assert (run.value, run.own_value, run.certainty) == (5, None, "C")
    manager = act_as(Role.ADMINISTRATOR)
    with pytest.raises(InvalidInput) as told:
        do(manager, set_signal_limits, {run.id: (run.version, 0)})
    assert told.value.problems == {"run-length": "limit-not-positive"}
    assert do(manager, set_signal_limits, {run.id: (run.version, 4)}) == 1
    assert do(reviewer, refresh_signals) == 1
    assert kinds(clerk, claim) == [SignalKind.NUMBERS_RUN]


def test_more_people_than_staff_are_asked_about_until_the_staff_is_put_right(clerk, reviewer):
    firm = add_enterprise(clerk)
    with clerk.work(read_only=False) as work:
        work.get(EnterpriseRecord, firm).headcount = 1
    claim = submit(clerk, add_claim(clerk, [person(1), person(2)], enterprise=firm))
    assert kinds(clerk, claim) == [SignalKind.HEADS_ABOVE_STAFF]
    with clerk.work(read_only=False) as work:
        work.get(EnterpriseRecord, firm).headcount = 2
    assert do(reviewer, refresh_signals) == 1
    assert kinds(clerk, claim) == []
    assert kinds(clerk, claim, SignalState.GONE) == [SignalKind.HEADS_ABOVE_STAFF]


def test_a_shared_account_is_asked_about_without_naming_the_number(clerk):
    from parkdesk.store.subsidy_accounts import follow_accounts

    firm, other = add_enterprise(clerk), other_firm(clerk)
    with clerk.work(read_only=False) as work:
        for id_ in (firm, other):
            work.get(EnterpriseRecord, id_).bank_account = "6222 0000 1111 2222"
        follow_accounts(work, [firm, other])
    claim = submit(clerk, add_claim(clerk, [person(1)], enterprise=firm))
    (row,) = ask(clerk, signals_of_claim, claim.id)
    assert (row.kind, row.facts) == (
        SignalKind.ACCOUNT_SHARED,
        {"enterprise": "无锡蠡湖数据有限公司"},
    )


def test_an_answer_is_kept_when_the_claim_is_looked_through_again(clerk, reviewer, old_graduate):
    (row,) = ask(clerk, signals_of_claim, old_graduate.id)
    do(reviewer, answer_signal, row.id, row.version, SignalAnswer.EXPLAINED, "已核对毕业证书原件")
    claim = _returned_and_submitted(clerk, reviewer, old_graduate)
    (again,) = ask(clerk, signals_of_claim, claim.id)
    assert (again.state, again.answer) == (SignalState.ANSWERED, SignalAnswer.EXPLAINED)
    assert (again.words, again.answered_by) == ("已核对毕业证书原件", "周敏")
    version = again.version
    do(reviewer, reopen_signal, row.id, version, "原件存疑")
    assert kinds(clerk, claim) == [SignalKind.STILL_STUDENT]


def _returned_and_submitted(clerk, reviewer, claim):
    with reviewer.work(read_only=False) as work:
        back = return_claim(work, claim.id, claim.version, "请补充材料")
    return submit(clerk, replace(claim, version=back.version))


def test_an_answer_needs_words_an_open_signal_and_another_person(act_as, clerk, old_graduate):
    (row,) = ask(clerk, signals_of_claim, old_graduate.id)
    reviewer = act_as(Role.REVIEWER)
    with pytest.raises(InvalidInput):
        do(reviewer, answer_signal, row.id, row.version, SignalAnswer.EXPLAINED, " ")
    with pytest.raises(StaleRecord):
        do(reviewer, answer_signal, row.id, row.version + 1, SignalAnswer.EXPLAINED, "已核实")
    version = do(reviewer, answer_signal, row.id, row.version, SignalAnswer.CONFIRMED, "属实")
    with pytest.raises(WrongState):
        do(reviewer, answer_signal, row.id, version, SignalAnswer.EXPLAINED, "已核实")


def test_nobody_answers_for_a_claim_of_their_own(act_as):
    administrator = act_as(Role.ADMINISTRATOR)
    claim = submit(administrator, add_claim(administrator, [person(1, graduated_on=None)]))
    (row,) = ask(administrator, signals_of_claim, claim.id)
    with pytest.raises(Refused) as told:
        do(administrator, answer_signal, row.id, row.version, SignalAnswer.EXPLAINED, "已核实")
    assert told.value.code == "claim-same-person"


def test_a_signal_is_given_to_somebody_who_may_decide(clerk, reviewer, old_graduate):
    (row,) = ask(clerk, signals_of_claim, old_graduate.id)
    owners = dict(ask(reviewer, signal_owners))
    assert "李芳" not in owners.values()
    mine = reviewer.actor.id
    assert do(reviewer, assign_signals, {row.id: row.version}, mine) == 1
    (taken,) = ask(clerk, signals_of_claim, old_graduate.id)
    assert (taken.owner_id, taken.owner) == (mine, "周敏")
    window = ask(
        reviewer, list_signals, SignalFilter(mine=True), Sort("found", descending=True), 0, 10
    )
    assert [one.id for one in window.rows] == [row.id]
    with pytest.raises(InvalidInput):
        do(reviewer, assign_signals, {row.id: taken.version}, clerk.actor.id)


def test_the_worklist_finds_by_number_enterprise_kind_and_state(clerk, old_graduate):
    order = Sort("kind")
    for text in (old_graduate.number, "太湖", "thrj"):
        assert ask(clerk, list_signals, SignalFilter(text), order, 0, 10).total == 1
    assert ask(clerk, list_signals, SignalFilter("蠡湖"), order, 0, 10).total == 0
    other = SignalFilter(kind=SignalKind.YOUNG_FIRM)
    assert ask(clerk, list_signals, other, order, 0, 10).total == 0
    gone = SignalFilter(state=SignalState.GONE)
    assert ask(clerk, list_signals, gone, Sort("claim"), 0, 10).total == 0


# One person or two


def nearly(number):
    """Return a person whose number is another's but for one digit, and whose name sounds alike."""
    known = person(number)
    body = f"{known.id_number[:15]}{(int(known.id_number[15]) + 5) % 10}{known.id_number[16]}"
    return replace(known, name="学圆1", id_number=body + id_number.check_character(body))


@pytest.fixture
def pair(clerk):
    """Two claims of two firms for persons whose numbers are one digit apart; the second claim."""
    submit(clerk, add_claim(clerk, [person(1)]))
    return submit(clerk, add_claim(clerk, [nearly(1)], enterprise=other_firm(clerk)))


def test_a_number_one_digit_off_is_asked_about_once(clerk, reviewer, pair):
    (row,) = ask(clerk, signals_of_claim, pair.id)
    assert (row.kind, row.facts["resemblance"]) == (SignalKind.LIKELY_SAME, "one-digit")
    with pytest.raises(InvalidInput) as told:
        do(reviewer, answer_signal, row.id, row.version, SignalAnswer.EXPLAINED, "已核实")
    assert told.value.problems == {"answer": "signal-asks-about-pair"}
    detail = ask(reviewer, pair_detail, row.facts["pair"])
    assert (detail.resemblance, detail.differing) == (Resemblance.ONE_DIGIT, (16, 18))
    assert person(1).id_number not in repr(detail)
    do(reviewer, answer_pair, detail.id, detail.version, PairAnswer.DIFFERENT, "双胞胎，户口簿为证")
    again = _returned_and_submitted(clerk, reviewer, pair)
    assert kinds(clerk, again) == []
    with pytest.raises(WrongState):
        do(reviewer, answer_pair, detail.id, detail.version + 1, PairAnswer.SAME, "改口")


def test_nobody_answers_about_a_pair_of_their_own_claim(act_as, clerk):
    admin = act_as(Role.ADMINISTRATOR)
    submit(clerk, add_claim(clerk, [person(1)]))
    claim = submit(admin, add_claim(admin, [nearly(1)], enterprise=other_firm(clerk)))
    (row,) = ask(clerk, signals_of_claim, claim.id)
    detail = ask(admin, pair_detail, row.facts["pair"])
    with pytest.raises(Refused, match="claim-same-person"):
        do(admin, answer_pair, detail.id, detail.version, PairAnswer.DIFFERENT, "双胞胎，已核实")


def test_two_numbers_of_one_person_count_as_one_from_then_on(clerk, reviewer, pair):
    (row,) = ask(clerk, signals_of_claim, pair.id)
    detail = ask(reviewer, pair_detail, row.facts["pair"])
    do(reviewer, answer_pair, detail.id, detail.version, PairAnswer.SAME, "身份证号换发过")
    with reviewer.work(read_only=False) as work:
        back = return_claim(work, pair.id, pair.version, "与另一申报重复")
    claim = replace(pair, version=back.version)
    with pytest.raises(Refused) as told:
        submit(clerk, claim)
    assert told.value.code == "claim-nothing-payable"
    ledger = ask(clerk, person_detail, detail.first.id)
    assert len(ledger.claims) == 2
    assert len(ledger.other_numbers) == 1


def test_the_same_name_and_birth_is_asked_about(clerk):
    body = "320202" + "19980511" + "777"
    twin = replace(person(1), id_number=body + id_number.check_character(body))
    submit(clerk, add_claim(clerk, [person(1)]))
    claim = submit(clerk, add_claim(clerk, [twin], enterprise=other_firm(clerk)))
    (row,) = ask(clerk, signals_of_claim, claim.id)
    assert row.facts["resemblance"] == "name-and-birth"


def test_an_old_number_of_a_known_person_is_asked_about(clerk):
    old_body = "32010619790511301"
    known = replace(person(1), id_number=old_body + id_number.check_character(old_body))
    submit(clerk, add_claim(clerk, [known]))
    old = replace(person(2), id_number=old_body[:6] + old_body[8:])
    claim = submit(clerk, add_claim(clerk, [old, person(3)], enterprise=other_firm(clerk)))
    assert kinds(clerk, claim) == [SignalKind.OLD_NUMBER]


def test_people_are_found_by_name_and_by_whole_number_only(clerk):
    submit(clerk, add_claim(clerk, [person(1), person(2)]))
    order = Sort("name")
    assert ask(clerk, list_persons, "学员", order, 0, 10).total == 2
    found = ask(clerk, list_persons, person(2).id_number, order, 0, 10)
    assert [(one.name, one.claims) for one in found.rows] == [("学员2", 1)]
    assert ask(clerk, list_persons, person(2).id_number[:10], order, 0, 10).total == 0
    assert person(2).id_number not in repr(found)


# The review of a group


@pytest.fixture
def waiting(clerk):
    """Six clean claims and one with an open signal, of seven firms."""
    claims = []
    for number in range(7):
        firm = add_enterprise(clerk, f"无锡第{number}软件有限公司", f"9132021300000{number:05}")
        rows = [person(number + 1, graduated_on=None if number == 6 else dt.date(2025, 6, 30))]
        claims.append(submit(clerk, add_claim(clerk, rows, enterprise=firm)))
    return claims


def test_the_queue_says_what_is_clean_and_what_is_the_persons_own(act_as, clerk, waiting):
    queue = ask(act_as(Role.REVIEWER), review_queue)
    assert [row.id for row in queue] == [claim.id for claim in waiting]
    assert [row.cleanness.open_signals for row in queue] == [0] * 6 + [1]
    assert {row.cleanness.why for row in queue[:6]} <= {None, NotClean.LACKS_PAPERS}
    assert ask(act_as(Role.MANAGER), review_queue) == ()
    administrator = act_as(Role.ADMINISTRATOR)
    own = submit(
        administrator, add_claim(administrator, [person(50)], enterprise=other_firm(clerk))
    )
    assert own.id not in {row.id for row in ask(administrator, review_queue)}


def test_notes_of_reviewers_are_kept_and_not_in_the_trail(act_as, reviewer, old_graduate):
    with pytest.raises(InvalidInput):
        do(reviewer, add_review_note, old_graduate.id, 1, "  ")
    do(reviewer, add_review_note, old_graduate.id, 1, "已电话联系，号码 13800001111")
    (note,) = ask(act_as(Role.MANAGER), review_notes, old_graduate.id)
    assert (note.actor, note.position, note.words) == ("周敏", 1, "已电话联系，号码 13800001111")
    with reviewer.work(read_only=True) as work:
        texts = work.session.scalars(select(TrailRecord.change)).all()
    assert not any("13800001111" in str(text) for text in texts)


def with_papers(desk, claim):
    """Hand in every paper of a draft, so that nothing but signals stands against it."""
    codes = tuple(line.material.code for line in ask(desk, claim_papers, claim.id))
    return do(desk, save_materials, claim.id, claim.version, codes)


@pytest.fixture
def clean(clerk):
    """Six clean claims of six firms."""
    claims = []
    for number in range(6):
        firm = add_enterprise(clerk, f"无锡第{number}软件有限公司", f"9132021300000{number:05}")
        claim = add_claim(clerk, [person(number + 11)], enterprise=firm)
        claims.append(submit(clerk, with_papers(clerk, claim)))
    return claims


def test_a_group_passes_only_after_its_sample_was_opened(reviewer, clean):
    versions = {claim.id: claim.version for claim in clean}
    sample = do(reviewer, draw_sample, versions)
    assert len(sample.drawn) == 2
    assert set(sample.drawn) <= set(versions) == set(sample.group)
    with pytest.raises(Refused) as told:
        do(reviewer, pass_group, sample.id, sample.version)
    assert (told.value.code, told.value.params) == ("sample-not-opened", {"missing": 2})
    for id_ in sample.drawn:
        sample = do(reviewer, open_sampled, sample.id, sample.version, id_)
    outcome = do(reviewer, pass_group, sample.id, sample.version)
    assert outcome.passed == tuple(claim.number for claim in clean)
    assert outcome.skipped == ()
    assert ask(reviewer, review_queue) == ()
    with pytest.raises(Refused) as told:
        do(reviewer, pass_group, sample.id, sample.version + 1)
    assert told.value.code == "sample-used"


def test_nobody_draws_until_the_sample_suits_them(act_as, reviewer, clean):
    versions = {claim.id: claim.version for claim in clean}
    first = do(reviewer, draw_sample, versions)
    first = do(reviewer, open_sampled, first.id, first.version, first.drawn[0])
    assert do(reviewer, draw_sample, versions) == first
    # Leaving one out, or asking somebody else, brings no other seed.
    fewer = dict(list(versions.items())[1:])
    assert do(reviewer, draw_sample, fewer).seed == first.seed
    other = do(act_as(Role.ADMINISTRATOR), draw_sample, versions)
    assert (other.seed, set(other.drawn)) == (first.seed, set(first.drawn))
    assert other.opened == frozenset()
    for id_ in set(first.drawn) - first.opened:
        first = do(reviewer, open_sampled, first.id, first.version, id_)
    do(reviewer, pass_group, first.id, first.version)


def test_a_claim_that_changed_since_the_draw_is_left_out(clerk, reviewer, clean):
    versions = {claim.id: claim.version for claim in clean}
    sample = do(reviewer, draw_sample, versions)
    changed = clean[0]
    _returned_and_submitted(clerk, reviewer, changed)
    for id_ in sample.drawn:
        sample = do(reviewer, open_sampled, sample.id, sample.version, id_)
    outcome = do(reviewer, pass_group, sample.id, sample.version)
    assert outcome.skipped == (LeftOut(changed.number, NotClean.CHANGED),)
    assert len(outcome.passed) == 5


def test_a_doubtful_claim_is_in_no_group(reviewer, clerk, old_graduate, clean):
    versions = {claim.id: claim.version for claim in (*clean, old_graduate)}
    with pytest.raises(Refused) as told:
        do(reviewer, draw_sample, versions)
    assert told.value.code == "group-not-clean"
    with pytest.raises(Refused) as told:
        do(reviewer, draw_sample, {clean[0].id: clean[0].version + 1})
    assert told.value.code == "group-changed"


def test_nobody_passes_a_group_on_a_sample_of_somebody_else(act_as, reviewer, clean):
    sample = do(reviewer, draw_sample, {claim.id: claim.version for claim in clean})
    administrator = act_as(Role.ADMINISTRATOR)
    for use_case, more in ((open_sampled, (sample.drawn[0],)), (pass_group, ())):
        with pytest.raises(Refused) as told:
            do(administrator, use_case, sample.id, sample.version, *more)
        assert told.value.code == "sample-of-another-person"


def test_a_case_has_what_its_reviewer_looks_at(reviewer, clerk):
    rows = [person(1), person(2, graduated_on=None), person(3, degree=None)]
    claim = submit(clerk, add_claim(clerk, rows))
    case = ask(reviewer, review_case, claim.id)
    assert [row.position for row in case.rows] == [2, 3, 1]
    assert [row.signals for row in case.rows] == [1, 0, 0]
    assert [row.before_cents for row in case.rows] == [CAP, 0, CAP]
    assert person(2).id_number not in repr(case)
    precheck(reviewer, claim, 2 * CAP)


def test_a_second_look_shows_what_changed_first(reviewer, clerk):
    rows = [person(1), person(2), person(3)]
    claim = submit(clerk, add_claim(clerk, rows))
    with reviewer.work(read_only=False) as work:
        back = return_claim(work, claim.id, claim.version, "请核对第三人")
    changed = (rows[0], rows[1], person(3, school="东南大学"))
    with clerk.work(read_only=False) as work:
        saved = save_roster(work, claim.id, back.version, changed)
    submit(clerk, replace(claim, version=saved.version))
    case = ask(reviewer, review_case, claim.id)
    assert [(row.position, row.changed) for row in case.rows] == [(3, True), (1, False), (2, False)]
