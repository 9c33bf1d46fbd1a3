"""Provider credit on real databases: every point followed to its record, sheets that stay."""

import datetime as dt
import io
import random
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.certifications import IN_FORCE, status_on
from parkdesk.domain.credit import CreditCriterion, CreditRule
from parkdesk.domain.credit_forms import (
    PROPOSED,
    SaveCreditEntry,
    SaveCreditReply,
    SaveCreditScheme,
)
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.domain.paging import Sort
from parkdesk.domain.statistics import ReturnState
from parkdesk.domain.stops import StopState
from parkdesk.reports.issued_document import TEMPLATE, render_document
from parkdesk.store.standing import standings
from parkdesk.store.stops import stop_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import ClawbackRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.credit import CreditEntryRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.credit import (
    add_credit_entry,
    add_credit_scheme,
    edit_credit_scheme,
    record_credit_reply,
    strike_credit_entry,
)
from parkdesk.usecases.credit_lists import (
    SCHEME_SORTS,
    SORTS,
    CreditFilter,
    credit_detail,
    credit_scheme_detail,
    list_credit,
    list_credit_schemes,
)
from parkdesk.usecases.credit_sheets import credit_sheet
from parkdesk.usecases.issued_documents import (
    document_snapshot,
    draft_document,
    freeze_document,
    issue_document,
)
from parkdesk.usecases.matching import match_enterprises
from parkdesk.usecases.opportunities import add_opportunity
from tests.registers import benchmark, contract, enterprise, iso
from tests.usecases.test_clawbacks import begin, paid  # noqa: F401 (a fixture)
from tests.usecases.test_matching import FORM as OPPORTUNITY
from tests.usecases.test_matching import stop

D = dt.date
TODAY = D(2026, 10, 12)
JUNE = D(2026, 6, 1)
CONFIRMED = frozenset({"outside-execution-window"})
FORM = SaveCreditScheme("试行办法", "园区自拟", D(2026, 1, 1), **PROPOSED)
PEOPLE = {"headcount": 100, "graduates": 70, "new_hires": 3, "new_graduates": 2}


def entry(firm, rule=CreditRule.DISPUTE, day=JUNE, **more):
    values = {"said_by": "周国栋", "basis": "仲裁裁决书"} | more
    return SaveCreditEntry(firm, rule, day, **values)


def filed(work, firm, quarter, received_on):
    return work.add(
        QuarterReturnRecord(
            enterprise_id=firm,
            quarter=quarter,
            state=ReturnState.SUBMITTED.value,
            received_on=received_on,
            **PEOPLE,
        )
    ).id


def points(sheet, rule):
    return [one for one in sheet.points if one.fact.rule is rule]


def issue(desk, firm, day=None, reason=""):
    asked = DocumentRequest(DocumentKind.CREDIT, firm, day)
    with desk.work(read_only=False) as work:
        edition = freeze_document(work, asked, reason)
    with desk.work(read_only=True) as work:
        snapshot = document_snapshot(work, edition.id)
    paper = io.BytesIO()
    assert render_document(snapshot, paper, "zh_CN") == ()
    with desk.work(read_only=False) as work:
        return issue_document(work, edition.id, paper.getvalue(), "zh_CN", TEMPLATE)


@pytest.fixture
def firm(desk):
    with desk.work(read_only=False) as work:
        add_credit_scheme(work, FORM)
        return enterprise(work, name="云湖青禾信息技术有限公司")


# Every point, followed to its record


def _random_park(work, dice):
    firms = [enterprise(work) for _number in range(4)]
    for id_ in firms:
        _random_registers(work, dice, id_)
        for _times in range(dice.randrange(3)):
            rule = dice.choice((CreditRule.DISPUTE, CreditRule.COMMENDATION))
            add_credit_entry(work, entry(id_, rule, D(dice.choice((2022, 2026)), 6, 1)))
    work.session.flush()
    for record in work.session.scalars(select(CreditEntryRecord)):
        if dice.random() < 0.3:
            strike_credit_entry(work, record.id, record.version, "查无实据")
    return firms


def _random_registers(work, dice, id_):
    for _times in range(dice.randrange(3)):
        register_certification(work, benchmark(id_))
    if dice.random() < 0.5:
        register_certification(work, iso(id_, issued_on=D(2020, 5, 10)))
    for _times in range(dice.randrange(3)):
        signed = D(dice.choice((2023, 2026)), 3, 4)
        number = register_contract(work, contract(id_, signed_on=signed))
        for month in range(dice.randrange(3)):
            day = signed + dt.timedelta(days=30 * (month + 1))
            record_execution(work, number, SaveExecution(day, 1_000_000), CONFIRMED)
    for quarter, day in (("2026Q1", D(2026, 4, 10)), ("2026Q2", D(2026, 9, 2))):
        if dice.random() < 0.7:
            filed(work, id_, quarter, day)
    if dice.random() < 0.5:
        stop(work, id_, dice.choice((None, D(2026, 10, 3))))


def _holds(work, fact, firm, since):
    """Whether the record that a point names says what the point says, read by other means."""
    if fact.rule is CreditRule.MISSING_RETURN:
        handed = select(QuarterReturnRecord.received_on).filter_by(
            enterprise_id=firm, quarter=fact.period
        )
        return work.session.scalar(handed) is None and since <= fact.day < TODAY
    kind = {
        CreditRule.STOP: StopRecord,
        CreditRule.CERTIFICATE: CertificationRecord,
        CreditRule.CONTRACT: ContractRecord,
        CreditRule.LATE_RETURN: QuarterReturnRecord,
        CreditRule.DISPUTE: CreditEntryRecord,
        CreditRule.COMMENDATION: CreditEntryRecord,
    }[fact.rule]
    record = work.get(kind, fact.record_id)
    assert fact.table == kind.__tablename__
    assert record.enterprise_id == firm
    if kind is StopRecord:
        return stop_of(record).state(TODAY) is StopState.HOLDING
    if kind is CertificationRecord:
        return status_on(standings(work.session, [record])[record.id], TODAY) in IN_FORCE
    if kind is ContractRecord:
        executed = select(ContractExecutionRecord.executed_on).filter_by(contract_id=record.id)
        days = list(work.session.scalars(executed))
        return fact.day in days and fact.day == max(one for one in days if one <= TODAY)
    if kind is QuarterReturnRecord:
        return record.quarter == fact.said and record.received_on == fact.day
    return record.struck_on is None and record.rule == fact.rule.value and fact.day >= since


@pytest.mark.parametrize("seed", range(6))
def test_every_point_of_random_parks_holds_in_its_record_and_none_is_missing(desk, seed):
    dice = random.Random(seed)
    with desk.work(read_only=False) as work:
        add_credit_scheme(work, FORM)
        firms = _random_park(work, dice)
    seen = 0
    with desk.work(read_only=True) as work:
        for id_ in firms:
            sheet = credit_sheet(work, id_)
            assert sheet.since == D(2024, 10, 13)
            for one in sheet.points:
                assert _holds(work, one.fact, id_, sheet.since), one
                assert one.fact.author or one.fact.table == "enterprise"
                assert one.points == sheet.scheme.points(one.fact.rule)
            keys = [one.fact.key for one in sheet.points]
            assert len(keys) == len(set(keys))
            seen += len(keys)
            _none_is_missing(work, id_, sheet)
    assert seen > 8


def _none_is_missing(work, firm, sheet):
    ids = {
        rule: {one.fact.record_id for one in points(sheet, rule)}
        for rule in (CreditRule.STOP, CreditRule.CERTIFICATE, CreditRule.CONTRACT)
    }
    held = list(work.session.scalars(select(CertificationRecord).filter_by(enterprise_id=firm)))
    status = standings(work.session, held)
    assert ids[CreditRule.CERTIFICATE] == {
        one.id for one in held if status_on(status[one.id], TODAY) in IN_FORCE
    }
    stops = work.session.scalars(select(StopRecord).filter_by(enterprise_id=firm))
    active = {one.id for one in stops if stop_of(one).state(TODAY) is StopState.HOLDING}
    assert ids[CreditRule.STOP] == active
    executed = work.session.execute(
        select(ContractRecord.id, ContractExecutionRecord.executed_on)
        .join(ContractExecutionRecord, ContractExecutionRecord.contract_id == ContractRecord.id)
        .where(ContractRecord.enterprise_id == firm)
    )
    paid_since = {id_ for id_, day in executed if sheet.since <= day <= TODAY}
    assert ids[CreditRule.CONTRACT] == paid_since
    entered = work.session.scalars(select(CreditEntryRecord).filter_by(enterprise_id=firm))
    counted = {
        one.id for one in entered if one.struck_on is None and one.happened_on >= sheet.since
    }
    of_entries = {one.fact.record_id for one in sheet.points if one.fact.table == "credit_entry"}
    assert of_entries == counted


def test_a_clawback_and_a_rejected_claim_count_with_their_records(paid, desk):  # noqa: F811
    claim, payer = paid
    with desk.work(read_only=True) as work:
        rows = work.get(ClaimRecord, claim.id)
        firm, claim_number = rows.enterprise_id, rows.number
        person = credit_rows(work, claim.id)
    begin(payer, claim, {person: 100_000})
    with desk.work(read_only=False) as work:
        add_credit_scheme(work, FORM)
        found = credit_sheet(work, firm)
        (taken,) = points(found, CreditRule.CLAWBACK)
        record = work.get(ClawbackRecord, taken.fact.record_id)
        assert (record.enterprise_id, record.number) == (firm, taken.fact.said)
        assert taken.fact.author == record.opened_by_name
        assert "离职" not in taken.fact.basis
        rejected = work.get(ClaimRecord, claim.id)
        rejected.state, rejected.decided_at = "rejected", work.now
        work.session.flush()
        (refused,) = points(credit_sheet(work, firm), CreditRule.REJECTED_CLAIM)
        assert (refused.fact.said, refused.fact.record_id) == (claim_number, claim.id)


def credit_rows(work, claim_id):
    from parkdesk.usecases.clawbacks import recoverable_rows

    return recoverable_rows(work, claim_id)[0].row_id


def test_a_return_that_is_late_and_one_that_is_missing(desk, firm):
    with desk.work(read_only=False) as work:
        filed(work, firm, "2026Q1", D(2026, 4, 10))
        late = filed(work, firm, "2026Q2", D(2026, 9, 2))
        sheet = credit_sheet(work, firm, D(2026, 10, 12))
        (one,) = points(sheet, CreditRule.LATE_RETURN)
        assert (one.fact.record_id, one.fact.said, one.fact.day) == (late, "2026Q2", D(2026, 9, 2))
        before = credit_sheet(work, firm, D(2026, 9, 1))
        assert [one.fact.said for one in points(before, CreditRule.MISSING_RETURN)] == ["2026Q2"]
        assert points(before, CreditRule.LATE_RETURN) == []
        (missing,) = points(before, CreditRule.MISSING_RETURN)
        on_its_day = credit_sheet(work, firm, missing.fact.day)
        assert points(on_its_day, CreditRule.MISSING_RETURN) == []


def test_a_return_in_time_and_a_claim_that_was_refused_before_count_nothing(paid, desk):  # noqa: F811
    claim, _payer = paid
    with desk.work(read_only=False) as work:
        add_credit_scheme(work, FORM)
        rejected = work.get(ClaimRecord, claim.id)
        filed(work, rejected.enterprise_id, "2026Q2", D(2026, 7, 2))
        for decided_at in (None, dt.datetime(2024, 10, 1, tzinfo=dt.UTC)):
            rejected.state, rejected.decided_at = "rejected", decided_at
            work.session.flush()
            sheet = credit_sheet(work, rejected.enterprise_id)
            assert points(sheet, CreditRule.REJECTED_CLAIM) == []
            assert "2026Q2" not in {one.fact.said for one in sheet.points}


# Entries and replies


def test_a_struck_entry_counts_until_it_was_struck(desk, firm):
    with desk.work(read_only=False) as work:
        id_ = add_credit_entry(work, entry(firm))
        work.session.flush()
        before = credit_sheet(work, firm).total
        with pytest.raises(InvalidInput):
            strike_credit_entry(work, id_, 1, "误")
        strike_credit_entry(work, id_, 1, "经核实为同名企业")
        work.session.flush()
        assert credit_sheet(work, firm).total == before + 5
        assert credit_sheet(work, firm, D(2026, 10, 11)).total == before
        with pytest.raises(Refused):
            strike_credit_entry(work, id_, 2, "经核实为同名企业")
        with pytest.raises(StaleRecord):
            strike_credit_entry(work, id_, 1, "经核实为同名企业")
        (kept,) = credit_detail(work, firm).entries
        assert (kept.struck_by, kept.strike_reason) == (work.actor.name, "经核实为同名企业")


def test_the_newest_reply_stands_beside_its_point(desk, firm):
    with desk.work(read_only=False) as work:
        id_ = add_credit_entry(work, entry(firm))
        work.session.flush()
        for day, text in ((D(2026, 9, 1), "正在仲裁"), (D(2026, 9, 20), "已付清")):
            form = SaveCreditReply(firm, f"dispute:{id_}", day, "人事经理", text)
            record_credit_reply(work, form)
        work.session.flush()
        (point,) = points(credit_sheet(work, firm), CreditRule.DISPUTE)
        assert (point.reply.text, point.reply.by) == ("已付清", "人事经理")
        (then,) = points(credit_sheet(work, firm, D(2026, 9, 10)), CreditRule.DISPUTE)
        assert then.reply.text == "正在仲裁"
        with pytest.raises(Refused) as caught:
            record_credit_reply(work, replace(form, point_key="dispute:999"))
        assert caught.value.code == "credit-no-such-point"
        with pytest.raises(InvalidInput):
            record_credit_reply(work, replace(form, text=" "))


def test_what_is_wrong_in_an_entry_is_named(desk, firm):
    with desk.work(read_only=False) as work, pytest.raises(InvalidInput) as caught:
        add_credit_entry(work, entry(firm + 99))
    assert caught.value.problems == {"enterprise_id": "unknown"}


# Schemes and sheets


def test_without_a_scheme_there_is_no_scorecard(work):
    id_ = enterprise(work)
    with pytest.raises(Refused) as caught:
        credit_sheet(work, id_)
    assert caught.value.code == "credit-no-scheme"
    assert credit_detail(work, id_).sheet is None


def test_weights_changed_later_never_change_an_issued_sheet(desk, firm):
    with desk.work(read_only=False) as work:
        add_credit_entry(work, entry(firm))
        register_certification(work, benchmark(firm))
    issued = issue(desk, firm)
    assert issued.number == "ZX-2026-0001-01"
    with desk.work(read_only=True) as work:
        before = document_snapshot(work, issued.edition_id)
    later = replace(FORM, name="新办法", from_on=TODAY, dispute_points=7, most_claims=20,
                    most_delivery=15)  # fmt: skip
    with desk.work(read_only=False) as work:
        add_credit_scheme(work, later)
    with desk.work(read_only=True) as work:
        assert document_snapshot(work, issued.edition_id) == before
        assert before.credit.scheme.name == "试行办法"
        now = draft_document(work, DocumentRequest(DocumentKind.CREDIT, firm)).snapshot.credit
        assert now.scheme.name == "新办法"
        assert now.total != before.credit.total
    with desk.work(read_only=False) as work, pytest.raises(InvalidInput):
        freeze_document(work, DocumentRequest(DocumentKind.CREDIT, firm))
    again = issue(desk, firm, reason="评分办法已改")
    assert again.number == "ZX-2026-0001-02"
    with desk.work(read_only=True) as work:
        row = credit_detail(work, firm)
    assert [one.number for one in row.issued] == [again.number, issued.number]
    assert row.last.reason == "评分办法已改"
    assert (row.last.total, row.last.most) == (now.total, 100)


def test_a_scheme_by_which_a_sheet_was_issued_is_not_corrected(desk, firm):
    with desk.work(read_only=False) as work:
        edit_credit_scheme(work, 1, 1, replace(FORM, name="试行办法（修正）"))
        add_credit_scheme(work, replace(FORM, from_on=D(2026, 12, 1)))
        with pytest.raises(InvalidInput) as caught:
            add_credit_scheme(work, replace(FORM, from_on=D(2026, 11, 1)))
        assert caught.value.problems == {"from_on": "credit-scheme-not-later"}
        with pytest.raises(InvalidInput) as caught:
            edit_credit_scheme(work, 1, 2, replace(FORM, from_on=D(2026, 12, 1)))
        assert caught.value.problems == {"from_on": "credit-scheme-not-earlier"}
        with pytest.raises(InvalidInput) as caught:
            edit_credit_scheme(work, 1, 2, replace(FORM, months=0))
        assert caught.value.problems == {"months": "credit-months"}
    issue(desk, firm)
    with desk.work(read_only=False) as work:
        with pytest.raises(Refused) as refused:
            edit_credit_scheme(work, 1, 2, FORM)
        assert refused.value.code == "credit-scheme-was-used"
        edit_credit_scheme(work, 2, 1, replace(FORM, from_on=D(2026, 12, 31)))
        first, second = credit_scheme_detail(work, 1), credit_scheme_detail(work, 2)
        assert (first.used, first.until) == (True, D(2026, 12, 30))
        assert (second.used, second.until) == (False, None)
        rows = list_credit_schemes(work, Sort("from_on", descending=True), 0, 10).rows
        assert [one.id for one in rows] == [2, 1]


def test_the_printed_sheet_has_every_point_and_the_reply(desk, firm):
    from pypdf import PdfReader

    with desk.work(read_only=False) as work:
        id_ = add_credit_entry(work, entry(firm))
        work.session.flush()
        form = SaveCreditReply(firm, f"dispute:{id_}", D(2026, 9, 1), "人事经理", "款项已付清")
        record_credit_reply(work, form)
        register_certification(work, benchmark(firm, number="A-70011"))
    issued = issue(desk, firm)
    with desk.work(read_only=True) as work:
        content = work.documents.get(issued.sha256)
    pages = PdfReader(io.BytesIO(content)).pages
    said = "".join("".join(page.extract_text() for page in pages).split())
    for words in (issued.number, "A-70011", "仲裁裁决书", "款项已付清", "周国栋", "待核实"):
        assert words in said


def test_the_list_tells_who_has_a_sheet(desk, firm):
    with desk.work(read_only=False) as work:
        enterprise(work, name="静安数据有限公司")
        enterprise(work, name="已离园公司", status="left")
    issue(desk, firm)
    with desk.work(read_only=True) as work:

        def names(**asked):
            found = list_credit(work, CreditFilter(**asked), Sort("name"), 0, 10)
            return {one.name for one in found.rows}

        assert names() == {"云湖青禾信息技术有限公司", "静安数据有限公司"}
        assert names(has_sheet=True) == {"云湖青禾信息技术有限公司"}
        assert names(has_sheet=False) == {"静安数据有限公司"}
        assert names(text="静安") == {"静安数据有限公司"}
        code = work.get(EnterpriseRecord, firm).code
        assert names(text=code.lower()) == {"云湖青禾信息技术有限公司"}
    assert (set(SORTS), set(SCHEME_SORTS)) == ({"name"}, {"from_on"})


def test_matching_shows_the_last_issued_sheet_and_ranks_by_it_nothing(desk, firm):
    with desk.work(read_only=False) as work:
        register_certification(work, benchmark(firm))
        other = enterprise(work, name="静安数据有限公司")
        register_certification(work, benchmark(other))
        id_ = add_opportunity(work, replace(OPPORTUNITY, certification_type="CMMI"))
        before = [one.enterprise_id for one in match_enterprises(work, id_).matches]
    issued = issue(desk, firm)
    with desk.work(read_only=True) as work:
        found = {one.enterprise_id: one for one in match_enterprises(work, id_).matches}
        assert list(found) == before
        assert found[other].credit is None
        seen = found[firm].credit
        frozen = document_snapshot(work, issued.edition_id).credit
        assert (seen.number, seen.total, seen.most) == (issued.number, frozen.total, frozen.most)


def test_whoever_may_not_answer_for_it_enters_nothing(act_as, firm):
    with act_as(Role.AUDITOR).work(read_only=False) as work:
        assert credit_sheet(work, firm).most == 100
        for act in (
            lambda: add_credit_entry(work, entry(firm)),
            lambda: add_credit_scheme(work, FORM),
            lambda: strike_credit_entry(work, 1, 1, "查无实据"),
        ):
            with pytest.raises(NotPermitted):
                act()


def test_each_criterion_has_its_weight(desk, firm):
    with desk.work(read_only=True) as work:
        sheet = credit_sheet(work, firm)
    assert [one.criterion for one in sheet.scores] == list(CreditCriterion)
    assert [one.most for one in sheet.scores] == [20, 20, 20, 15, 15, 10]
