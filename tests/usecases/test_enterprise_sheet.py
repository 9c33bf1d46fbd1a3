"""The page of one enterprise: its head, its holdings, subsidies, returns and findings by a day."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.contracts import ContractState
from parkdesk.domain.enterprise_facts import PremisesFact
from parkdesk.domain.enterprise_sheets import SubsidyLine, subsidy_sums, total_of
from parkdesk.domain.enterprises import EnterpriseStatus
from parkdesk.domain.errors import NotFound, NotPermitted
from parkdesk.domain.identity import Actor, Permission, Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.periods import Month, PeriodKind
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.severity import Level
from parkdesk.domain.statistics import FillState, Return
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.i18n import speaking
from parkdesk.i18n.enterprise_sheets import quota_text
from parkdesk.store.tables.certification_history import CertificationSuspensionRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.asked_returns import SaveAsked, save_asked
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.contract_changes import ChangeContract, change_contract
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.enterprise_facts import add_fact
from parkdesk.usecases.enterprise_findings import enterprise_findings
from parkdesk.usecases.enterprise_holdings import (
    certificates_held,
    contract_years,
    contracts_taken,
    services_used,
)
from parkdesk.usecases.enterprise_lists import EnterpriseFilter
from parkdesk.usecases.enterprise_overview import enterprise_year_figures
from parkdesk.usecases.enterprise_returns import returns_handed_in, returns_of_all_periods
from parkdesk.usecases.enterprise_sheet import enterprise_beside, enterprise_head
from parkdesk.usecases.enterprise_subsidies import claims_made, subsidy_lines
from parkdesk.usecases.enterprise_tab_counts import enterprise_tab_counts
from parkdesk.usecases.enterprises import change_enterprise_status, create_enterprise
from parkdesk.usecases.platforms import SaveService, record_service
from parkdesk.usecases.returns import SaveReturn, save_return
from parkdesk.usecases.stops import set_stop
from tests import registers
from tests.usecases import claim_stories as stories
from tests.usecases.test_enterprises import FORM, OTHER, THIRD, certificate

QUESTIONS = frozenset({"outside-execution-window"})
DAY = dt.date(2026, 9, 30)
BEFORE = dt.date(2026, 1, 1)


def test_the_head_is_that_of_the_day(work):
    id_ = create_enterprise(work, FORM)
    work.add(
        EnterpriseNameRecord(enterprise_id=id_, name="旧名公司", until_on=dt.date(2023, 6, 30))
    )
    change_enterprise_status(work, id_, 1, EnterpriseStatus.MOVED_OUT, DAY, "迁往外地")
    now = enterprise_head(work, id_, None)
    assert (now.name, now.status) == (FORM.name, EnterpriseStatus.MOVED_OUT)
    then = enterprise_head(work, id_, dt.date(2023, 6, 30))
    assert (then.name, then.present_name) == ("旧名公司", FORM.name)
    assert then.status is EnterpriseStatus.RESIDENT
    assert enterprise_head(work, id_, dt.date(2023, 7, 1)).name == FORM.name
    assert enterprise_head(work, id_, dt.date(2019, 1, 1)).status is None
    with pytest.raises(NotFound):
        enterprise_head(work, 99, None)


@pytest.mark.parametrize(
    ("place", "beside"), [(0, (1, 3, None, 2)), (1, (2, 3, 3, 1)), (2, (3, 3, 2, None))]
)
def test_who_stands_beside_it_in_the_register(work, place, beside):
    # In the order of names: THIRD, OTHER, FORM.
    ids = [create_enterprise(work, form) for form in (FORM, OTHER, THIRD)]
    id_ = ids[2 - place]
    found = enterprise_beside(work, id_, EnterpriseFilter(), Sort("name"))
    assert (found.place, found.total, found.previous, found.next) == beside


def test_an_enterprise_that_the_filter_hides_stands_nowhere(work):
    id_ = create_enterprise(work, FORM)
    found = enterprise_beside(work, id_, EnterpriseFilter(text="zzz"), Sort("name"))
    assert (found.place, found.previous, found.next) == (0, None, None)


def test_certificates_are_those_of_the_day(work):
    id_ = create_enterprise(work, FORM)
    old = certificate(work, id_, "C1", dt.date(2026, 3, 1))
    certificate(work, id_, "C2", dt.date(2029, 3, 1), renews_id=old.id)
    today = certificates_held(work, id_)
    assert [(one.number, one.status, one.renewed) for one in today] == [
        ("C2", CertificationStatus.VALID, False),
        ("C1", CertificationStatus.EXPIRED, True),
    ]
    (then,) = certificates_held(work, id_, BEFORE)
    assert (then.number, then.status, then.renewed) == ("C1", CertificationStatus.EXPIRING, False)


def taken(work, id_, **differences):
    form = registers.contract(id_, signed_on=dt.date(2025, 7, 1), **differences)
    return register_contract(work, form)


def execute(work, contract, day, minor, receipt="R-1"):
    form = SaveExecution(executed_on=day, amount_minor=minor, receipt_no=receipt)
    return record_execution(work, contract, form, QUESTIONS)


def test_contracts_have_the_amounts_of_the_day(work):
    id_ = create_enterprise(work, FORM)
    first = taken(work, id_)
    execute(work, first, dt.date(2026, 2, 1), 30_000)
    execute(work, first, dt.date(2026, 8, 1), 20_000)
    (now,) = contracts_taken(work, id_)
    assert (now.amount_minor, now.executed_minor) == (10_000_000, 50_000)
    assert now.state is ContractState.REGISTERED
    (then,) = contracts_taken(work, id_, dt.date(2026, 2, 1))
    assert then.executed_minor == 30_000
    assert contracts_taken(work, id_, dt.date(2025, 6, 30)) == ()
    version = work.get(ContractRecord, first).version
    form = ChangeContract(dt.date(2026, 9, 1), 12_000_000, None, "工作量增加")
    change_contract(work, first, version, form)
    assert contracts_taken(work, id_)[0].amount_minor == 12_000_000
    assert contracts_taken(work, id_, dt.date(2026, 9, 1))[0].amount_minor == 12_000_000
    assert contracts_taken(work, id_, dt.date(2026, 8, 31))[0].amount_minor == 10_000_000


def test_years_add_up_and_drafts_do_not_count(work):
    id_ = create_enterprise(work, FORM)
    first = taken(work, id_)
    execute(work, first, dt.date(2026, 2, 1), 30_000)
    years = contract_years(work, id_)
    assert [(one.year, one.contracts, one.signed_usd_cents) for one in years] == [
        (2026, 0, 0),
        (2025, 1, 10_000_000),
    ]
    assert years[0].executed_offshore_usd_cents == 30_000
    total = total_of(years)
    assert (total.contracts, total.executed_usd_cents) == (1, 30_000)
    assert contract_years(work, id_, BEFORE) == (years[1],)


def test_services_until_the_day(work):
    id_ = create_enterprise(work, FORM)
    form = SaveService(
        id_, Platform.TRAINING, ServiceKind.COURSE, dt.date(2026, 4, 1), 80, 12, 0, 5
    )
    record_service(work, form)
    (used,) = services_used(work, id_)
    assert (used.platform, used.kind, used.people) == (Platform.TRAINING, ServiceKind.COURSE, 12)
    assert services_used(work, id_, BEFORE) == ()


def test_returns_begin_with_the_first_that_the_park_keeps(work):
    id_ = create_enterprise(work, FORM)
    other = create_enterprise(work, OTHER)
    figures = SaveReturn(Return(10, 8, 1, 1))
    save_return(work, other, Quarter(2026, 1), None, figures)
    save_return(work, id_, Quarter(2026, 2), None, figures, frozenset({"headcount-jump"}))
    found = returns_handed_in(work, id_)
    assert [(str(one.period), one.fill) for one in found] == [
        ("2026Q3", FillState.MISSING if found[0].due_on >= work.today else FillState.OVERDUE),
        ("2026Q2", FillState.SUBMITTED),
        ("2026Q1", FillState.OVERDUE),
    ]
    assert found[1].is_late
    assert found[1].headcount == 10
    # As at a day before it came, it was missing.
    then = returns_handed_in(work, id_, dt.date(2026, 9, 1))
    assert [one.fill for one in then] == [FillState.OVERDUE, FillState.OVERDUE]
    assert then[0].headcount is None


def test_months_and_years_stand_beside_the_quarters(work):
    asked = (SaveAsked(PeriodKind.MONTH, 0, "2026-08"), SaveAsked(PeriodKind.YEAR, 0, "2025"))
    save_asked(work, asked)
    id_ = create_enterprise(work, FORM)
    figures = SaveReturn(Return(10, 8, 1, 1))
    save_return(work, id_, Quarter(2026, 3), None, figures)
    save_return(work, id_, Month(2026, 8), None, figures)
    found = returns_of_all_periods(work, id_)
    assert [str(one.period) for one in found] == ["2026Q3", "2026-09", "2026-08", "2025"]
    assert [one.fill for one in found] == [
        FillState.SUBMITTED,
        FillState.OVERDUE,
        FillState.SUBMITTED,
        FillState.OVERDUE,
    ]
    assert [str(one.period) for one in returns_handed_in(work, id_)] == ["2026Q3"]
    counts = enterprise_tab_counts(work, id_)
    assert counts["returns"] == 2
    # As at a day before August's return came, it was missing.
    then = returns_of_all_periods(work, id_, dt.date(2026, 9, 20))
    assert [(str(one.period), one.fill) for one in then] == [
        ("2026Q3", FillState.MISSING),
        ("2026-08", FillState.OVERDUE),
        ("2025", FillState.OVERDUE),
    ]


def test_without_any_return_nothing_is_missing(work):
    assert returns_handed_in(work, create_enterprise(work, FORM)) == ()


def test_the_account_says_what_was_known_on_the_day(act_as):
    desk = act_as(Role.CLERK)
    key = stories.paid_claim(act_as, [stories.person()])
    with desk.work(read_only=True) as work:
        enterprise = work.session.get_one(EnterpriseRecord, 1).id
        (line,) = subsidy_lines(work, enterprise)
        (claim,) = claims_made(work, enterprise)
        assert claim.number == key.number
        assert claim.state is ClaimState.PAID
        assert line.requested_cents == line.approved_cents == line.paid_cents == stories.CAP
        assert (line.limit_cents, line.left_cents, line.returned_cents) == (None, None, 0)
        assert line.open_cents == 0
        assert [cap.cents for cap in line.caps] == [stories.CAP]
        yesterday = work.today - dt.timedelta(days=1)
        assert claims_made(work, enterprise, yesterday) == ()
        assert subsidy_lines(work, enterprise, yesterday) == ()


def test_the_quota_of_certificates_is_what_the_programme_names_and_how_well_it_is_known(act_as):
    desk = act_as(Role.CLERK)
    stories.paid_claim(act_as, [stories.person()])
    with desk.work(read_only=True) as work:
        (line,) = subsidy_lines(work, 1)
    # The template names three items a year, which nobody has read in a document.
    assert (line.granted_items, line.items_left, line.items_confirmed) == (0, 3, False)
    with speaking("zh_CN"):
        assert "待核实" in quota_text(line)
    assert quota_text(replace(line, items_left=None)) == "—"
    assert quota_text(replace(line, limit_cents=10_000, approved_cents=4_000)) == "60.00"


def test_sums_foot_with_what_came_back():
    line = SubsidyLine(1, 2026, "甲", "A", "", 2, 5, 300, 200, 100)
    assert subsidy_sums([line, line]).returned_cents == 0
    sums = subsidy_sums([line, replace(line, returned_cents=40, limit_cents=500)])
    assert (sums.claims, sums.requested_cents, sums.returned_cents) == (4, 600, 40)
    assert replace(line, limit_cents=500).left_cents == 300


def test_findings_are_the_gravest_first_and_have_a_place(work):
    id_ = create_enterprise(work, FORM)
    certificate(work, id_, "C1", dt.date(2026, 3, 1))
    certificate(work, id_, "C2", dt.date(2026, 11, 1), type_code="ISO27001", level=None)
    contract = taken(work, id_)
    execute(work, contract, dt.date(2026, 2, 1), 30_000, receipt="")
    found = enterprise_findings(work, id_)
    assert [(one.code, one.level) for one in found] == [
        ("finding-certificate-expired", Level.SERIOUS),
        ("certificate-expiring", Level.WARNING),
        ("finding-receipts-missing", Level.WARNING),
    ]
    assert {one.page for one in found} == {"certifications", "contracts"}
    assert enterprise_findings(work, id_, dt.date(2025, 1, 1)) == ()


def test_a_stop_and_a_lease_that_has_ended_are_findings(work):
    id_ = create_enterprise(work, FORM)
    form = SaveStop("云停1号", "专项核查中", frozenset(StopEffect), work.today)
    set_stop(work, id_, form)
    rooms = PremisesFact(dt.date(2020, 5, 11), "C 座", "11 层", lease_to=dt.date(2026, 8, 31))
    add_fact(work, id_, rooms)
    found = {one.code: one for one in enterprise_findings(work, id_)}
    assert found["finding-stopped"].level is Level.SERIOUS
    assert found["finding-lease-ended"].facts["lease_to"] == dt.date(2026, 8, 31)
    assert enterprise_findings(work, id_, dt.date(2026, 8, 31)) == ()


def test_findings_rest_only_on_what_the_person_may_read(desk, work):
    id_ = create_enterprise(work, FORM)
    certificate(work, id_, "C1", dt.date(2026, 3, 1))
    work.actor = Actor(9, "甲", "auditor", frozenset({Permission.ENTERPRISE_READ}))
    assert enterprise_findings(work, id_) == ()
    with pytest.raises(NotPermitted):
        certificates_held(work, id_)


def test_the_figures_of_the_year_go_up_to_the_day(work):
    id_ = create_enterprise(work, FORM)
    contract = taken(work, id_)
    for day, minor in ((dt.date(2025, 8, 1), 10), (dt.date(2026, 2, 1), 20), (DAY, 40)):
        execute(work, contract, day, minor)
    now = enterprise_year_figures(work, id_)
    assert (now.year, now.executed_offshore_usd_cents) == (2026, 60)
    assert now.executed_offshore_before_usd_cents == 10
    then = enterprise_year_figures(work, id_, dt.date(2025, 12, 31))
    assert (then.year, then.executed_offshore_usd_cents, then.signed_usd_cents) == (
        2025,
        10,
        10_000_000,
    )


def test_a_certificate_that_does_not_hold_is_a_finding_and_so_is_having_none_that_does(work):
    id_ = create_enterprise(work, FORM)
    rested = certificate(work, id_, "C1", dt.date(2028, 9, 30), suspended_on=dt.date(2026, 9, 1))
    certificate(work, id_, "C2", dt.date(2028, 3, 1), withdrawn_on=dt.date(2026, 8, 1))
    first_on = rested.suspended_on
    work.add(CertificationSuspensionRecord(certification_id=rested.id, first_on=first_on))
    found = {one.code: one for one in enterprise_findings(work, id_)}
    assert {code: one.level for code, one in found.items()} == {
        "finding-certificate-withdrawn": Level.SERIOUS,
        "certificates-all-expired": Level.SERIOUS,
        "certificate-suspended": Level.WARNING,
    }
    assert found["certificate-suspended"].facts["number"] == "C1"
    assert found["finding-certificate-withdrawn"].facts["number"] == "C2"
    # Before either was stopped, both held.
    assert enterprise_findings(work, id_, dt.date(2026, 7, 31)) == ()


def test_a_return_that_is_late_or_came_late_and_an_older_number_are_findings(work):
    older = replace(FORM, code="320500000012345")
    id_ = create_enterprise(work, older, frozenset({"older-identifier"}))
    figures = SaveReturn(Return(10, 8, 1, 1))
    save_return(work, create_enterprise(work, OTHER), Quarter(2026, 1), None, figures)
    save_return(work, id_, Quarter(2026, 2), None, figures)
    found = enterprise_findings(work, id_)
    assert [(one.code, str(one.facts.get("quarter", "")), one.level) for one in found] == [
        ("finding-return-overdue", "2026Q1", Level.WARNING),
        ("finding-return-was-late", "2026Q2", Level.HINT),
        ("older-identifier", "", Level.HINT),
    ]
    assert found[1].facts["received_on"] == work.today


def test_a_claim_that_waits_is_a_finding_until_it_is_answered_and_until_it_is_paid(act_as):
    clerk, reviewer = act_as(Role.CLERK), act_as(Role.REVIEWER)
    claim = stories.submit(clerk, stories.add_claim(clerk, [stories.person()]))

    def findings():
        with clerk.work(read_only=True) as work:
            found = enterprise_findings(work, 1)
        return [(one.code, one.record_id, one.facts) for one in found if one.page == "claims"]

    assert findings() == []
    with reviewer.work(read_only=False) as work:
        claim = return_claim(work, claim.id, claim.version, "缺少社保缴纳证明")
    named = {"number": claim.number}
    assert findings() == [("finding-claim-waits-for-correction", claim.id, named)]
    claim = stories.precheck(reviewer, stories.submit(clerk, claim), stories.CAP)
    claim = stories.approve(act_as(Role.MANAGER), claim, stories.CAP)
    facts = {**named, "approved_cents": stories.CAP}
    assert findings() == [("finding-claim-approved-not-paid", claim.id, facts)]
    stories.pay(act_as(Role.ADMINISTRATOR), claim, stories.CAP)
    assert findings() == []


def test_contracts_that_wait_for_a_rate_are_counted_once_each(work):
    id_ = create_enterprise(work, FORM)
    form = registers.contract(id_, signed_on=dt.date(2025, 7, 1), currency="JPY")
    waiting = register_contract(work, form, frozenset({"no-rate-yet"}))
    sure = QUESTIONS | {"no-rate-yet"}
    record_execution(work, waiting, SaveExecution(dt.date(2026, 2, 1), 5_000, "R-1"), sure)
    (found,) = enterprise_findings(work, id_)
    assert (found.code, found.level) == ("finding-contracts-without-rate", Level.HINT)
    assert (found.page, found.record_id, found.facts) == ("contracts", waiting, {"count": 1})


def test_the_tab_of_findings_counts_what_the_day_and_the_person_let_be_seen(work):
    id_ = create_enterprise(work, FORM)
    certificate(work, id_, "C1", dt.date(2026, 3, 1))
    past = dt.date(2026, 2, 1)
    assert [one.code for one in enterprise_findings(work, id_, past)] == ["certificate-expiring"]
    assert enterprise_tab_counts(work, id_, past)["findings"] == 1
    work.actor = Actor(9, "甲", "auditor", frozenset({Permission.ENTERPRISE_READ}))
    counts = enterprise_tab_counts(work, id_)
    assert counts["findings"] == 0
    assert counts.keys().isdisjoint({"certificates", "contracts", "returns"})


def test_of_periods_that_are_not_owed_only_returns_are_told_and_a_draft_as_one(work):
    save_asked(work, (SaveAsked(PeriodKind.MONTH, 0, "2026-07", "2026-07"),))
    save_asked(work, (SaveAsked(PeriodKind.MONTH, 1, "2026-09"),))
    id_, other = create_enterprise(work, FORM), create_enterprise(work, OTHER)
    figures = SaveReturn(Return(10, 8, 1, 1))
    save_return(work, other, Quarter(2026, 1), None, figures)
    change_enterprise_status(
        work, other, 1, EnterpriseStatus.MOVED_OUT, dt.date(2026, 3, 31), "迁往外地"
    )
    save_return(work, id_, Quarter(2026, 3), None, replace(figures, submit=False))
    work.session.flush()
    assert [str(one.period) for one in returns_of_all_periods(work, other)] == ["2026Q1"]
    found = {str(one.period): one for one in returns_of_all_periods(work, id_)}
    assert found.keys() == {"2026Q3", "2026-09", "2026-07", "2026Q2", "2026Q1"}
    draft = found["2026Q3"]
    assert (draft.fill, draft.received_on, draft.headcount) == (FillState.DRAFT, None, None)


def brought_in(work, enterprise_id):
    """A claim that was brought in as it stood: paid, and nothing known of its course."""
    programme = work.session.scalar(select(ProgrammeRecord.id).limit(1))
    return work.add(
        ClaimRecord(
            number="PX-2019-0001",
            enterprise_id=enterprise_id,
            enterprise_sort_key="x",
            programme_id=programme,
            track="enterprise",
            state="paid",
            heads=3,
            requested_cents=1_350_000,
            recommended_cents=1_000_000,
            approved_cents=900_000,
            paid_cents=800_000,
            created_at=dt.datetime(2026, 3, 1, tzinfo=dt.UTC),
            created_by_id=1,
        )
    )


def test_a_claim_without_a_course_stands_on_every_day_as_it_was_brought_in(work):
    id_ = create_enterprise(work, FORM)
    brought_in(work, id_)
    for day in (None, dt.date(2026, 3, 1)):
        (claim,) = claims_made(work, id_, day)
        assert (claim.state, claim.requested_cents, claim.recommended_cents) == (
            ClaimState.PAID,
            1_350_000,
            1_000_000,
        )
        assert (claim.approved_cents, claim.paid_cents) == (900_000, 800_000)
    assert claims_made(work, id_, dt.date(2026, 2, 28)) == ()


def test_what_is_granted_for_certificates_is_left_out_for_who_may_not_read_them(work):
    id_ = create_enterprise(work, FORM)
    brought_in(work, id_)
    (whole,) = subsidy_lines(work, id_)
    assert whole.items_left == 3
    kept = work.actor.permissions - {Permission.CERTIFICATION_READ}
    work.actor = replace(work.actor, permissions=kept)
    (line,) = subsidy_lines(work, id_)
    assert (line.granted_items, line.granted_cents, line.items_left) == (0, 0, None)
    assert line.paid_cents == whole.paid_cents == 800_000
