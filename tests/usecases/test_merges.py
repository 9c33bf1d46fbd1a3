"""Merging two records of one enterprise: what moves, what stands in the way, and undoing it."""

import datetime as dt

import pytest
from sqlalchemy import func, select, text

from parkdesk.domain.chain import Measure, Place, SaveLink
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotPermitted,
    Refused,
    StaleRecord,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.merges import MergeRequest, Obstacle, UndoState
from parkdesk.domain.paging import Sort
from parkdesk.store import trail
from parkdesk.store.base import Record
from parkdesk.store.enterprise_as_at import facts_on
from parkdesk.store.enterprise_rows import columns_of, form_of
from parkdesk.store.subsidy_accounts import current_accounts, holders_of_account
from parkdesk.store.tables.certification_history import CertificationFundingRecord
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.duplicates import EnterpriseMergeRecord
from parkdesk.store.tables.enterprises import EnterpriseNameRecord, EnterpriseRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.chain_links import enter_chain_link
from parkdesk.usecases.chain_picture import ChainFilter, chain_picture
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.enterprises import create_enterprise
from parkdesk.usecases.merge_undoing import list_merges, undo_merge
from parkdesk.usecases.merges import merge_enterprises, merge_preview
from tests.registers import benchmark, contract, iso
from tests.usecases.test_enterprises import OTHER, THIRD

ACCOUNT = "6222020200112233445"
EVERYTHING = frozenset({"merge-sets-aside", "merge-moves-claims"})


def form(name, code, **differences):
    facts = {"name": name, "code": code, "entered_on": dt.date(2009, 6, 18)}
    return SaveEnterprise(**(facts | differences))


@pytest.fixture
def two(work):
    """The same firm twice: the second one typed from an older paper, with an account."""
    kept = create_enterprise(work, form("云湖青禾信息技术有限公司", "91330100799655058B"))
    dropped = create_enterprise(
        work,
        form(
            "云湖青禾信息技术股份有限公司",
            "330100000012345",
            legal_representative="周建国",
            contact_phone="13800002291",
            bank_account=ACCOUNT,
            headcount=128,
        ),
        frozenset({"older-identifier"}),
    )
    return kept, dropped


def request(work, two, take=frozenset(), reason="同一家企业，两次登记"):
    kept, dropped = (work.get(EnterpriseRecord, id_) for id_ in two)
    return MergeRequest(kept.id, kept.version, dropped.id, dropped.version, frozenset(take), reason)


def claim(work, enterprise_id, state, **differences):
    programme = work.session.scalar(select(ProgrammeRecord.id).limit(1))
    facts = {
        "number": f"PX-{enterprise_id}-{state}",
        "enterprise_id": enterprise_id,
        "enterprise_sort_key": "x",
        "programme_id": programme,
        "track": "enterprise",
        "state": state,
        "created_at": work.now,
        "created_by_id": 1,
    }
    return work.add(ClaimRecord(**(facts | differences)))


def returned(work, enterprise_id, quarter="2026Q2", headcount=5):
    return work.add(
        QuarterReturnRecord(
            enterprise_id=enterprise_id,
            quarter=quarter,
            state="submitted",
            headcount=headcount,
            graduates=0,
            new_hires=0,
            new_graduates=0,
        )
    )


def test_the_kept_one_gets_what_belongs_to_the_other(work, two):
    kept, dropped = two
    certificate = register_certification(work, iso(dropped))
    signed = register_contract(work, contract(dropped))
    mine = register_certification(work, benchmark(kept))
    merge_enterprises(work, request(work, two), EVERYTHING)
    assert work.session.get(EnterpriseRecord, dropped) is None
    for record, id_ in (
        (CertificationRecord, certificate),
        (CertificationRecord, mine),
        (ContractRecord, signed),
    ):
        moved = work.get(record, id_)
        assert moved.enterprise_id == kept
        assert moved.enterprise_sort_key == work.get(EnterpriseRecord, kept).sort_key


def test_nothing_in_any_table_refers_to_the_record_given_up(work, two):
    _kept, dropped = two
    register_certification(work, iso(dropped))
    returned(work, dropped)
    work.add(EnterpriseNameRecord(enterprise_id=dropped, name="旧名", until_on=dt.date(2012, 1, 1)))
    merge_enterprises(work, request(work, two), EVERYTHING)
    for table in Record.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == "enterprise" for key in column.foreign_keys):
                count = select(func.count()).where(column == dropped)
                assert work.session.scalar(count) == 0, f"{table.name}.{column.name}"


def test_chosen_fields_come_from_the_other_and_the_rest_stays(work, two):
    take = {"legal_representative", "bank_account", "contact_phone"}
    merge_enterprises(work, request(work, two, take), EVERYTHING)
    record = work.get(EnterpriseRecord, two[0])
    assert record.legal_representative == "周建国"
    assert record.bank_account == ACCOUNT
    assert (record.name, record.code) == ("云湖青禾信息技术有限公司", "91330100799655058B")


def test_the_kept_one_may_take_code_and_name_of_the_other(work, two):
    merge_enterprises(work, request(work, two, {"code", "name"}), EVERYTHING)
    record = work.get(EnterpriseRecord, two[0])
    assert (record.name, record.code) == ("云湖青禾信息技术股份有限公司", "330100000012345")
    assert "gu3 fen4" in record.sort_key


def test_a_contact_goes_whole_with_what_the_form_does_not_show(work, two):
    other = work.get(EnterpriseRecord, two[1])
    other.contact_name, other.contact_email, other.contact_post = "李倩", "li@example.cn", "经理"
    work.session.flush()
    merge = merge_enterprises(work, request(work, two, {"contact_name"}), EVERYTHING)
    record = work.get(EnterpriseRecord, two[0])
    assert (record.contact_email, record.contact_post) == ("li@example.cn", "经理")
    undo_merge(work, merge)
    assert work.get(EnterpriseRecord, two[0]).contact_email is None
    assert work.get(EnterpriseRecord, two[1]).contact_email == "li@example.cn"


def test_a_status_is_never_merged(work, two):
    preview = merge_preview(work, *two)
    assert not {"status", "entered_on", "left_on"} & {pair.field for pair in preview.fields}


def test_the_preview_shows_differences_masked_and_suggests_what_only_one_knows(work, two):
    preview = merge_preview(work, *two)
    by_field = {pair.field: pair for pair in preview.fields}
    assert by_field["bank_account"].suggested
    assert by_field["legal_representative"].suggested
    assert not by_field["name"].suggested
    assert ACCOUNT not in str(preview)
    assert "13800002291" not in str(preview)


def test_a_paid_claim_never_changes_its_owner(work, two):
    claim(work, two[1], "paid", paid_cents=450_000, paid_on=dt.date(2026, 3, 1))
    assert merge_preview(work, *two).obstacles == ((Obstacle.PAID_CLAIM, "claim", 1),)
    with pytest.raises(Refused) as refused:
        merge_enterprises(work, request(work, two), EVERYTHING)
    assert refused.value.code == "merge-paid-claim"
    assert work.get(EnterpriseRecord, two[1])
    other_way = request(work, (two[1], two[0]))
    merge_enterprises(work, other_way, EVERYTHING)


def test_a_granted_certificate_never_changes_its_owner(work, two):
    certificate = register_certification(work, iso(two[1]))
    programme = work.session.scalar(select(ProgrammeRecord.id).limit(1))
    work.add(
        CertificationFundingRecord(
            certification_id=certificate,
            programme_id=programme,
            event_type="first",
            amount_cents=100,
            granted_on=dt.date(2025, 1, 1),
            document_number="X",
            recorded_at=work.now,
            actor_id=1,
            actor_name="x",
        )
    )
    with pytest.raises(Refused) as refused:
        merge_enterprises(work, request(work, two), EVERYTHING)
    assert refused.value.code == "merge-grant"


@pytest.mark.parametrize("turned", [False, True])
def test_no_branch_gets_branches(work, two, turned):
    kept, dropped = reversed(two) if turned else two
    head = create_enterprise(work, form("总公司有限公司", OTHER.code))
    work.get(EnterpriseRecord, kept).head_office_id = head
    branch = create_enterprise(work, form("分公司", THIRD.code))
    work.get(EnterpriseRecord, branch).head_office_id = dropped
    work.session.flush()
    assert (Obstacle.BRANCHES, "enterprise", 1) in merge_preview(work, *two).obstacles


@pytest.mark.parametrize("turned", [False, True])
def test_a_branch_is_not_merged_with_its_own_head_office(work, two, turned):
    head, branch = reversed(two) if turned else two
    work.get(EnterpriseRecord, branch).head_office_id = head
    work.session.flush()
    assert (Obstacle.HEAD_OFFICE, "enterprise", 1) in merge_preview(work, *two).obstacles
    with pytest.raises(Refused) as refused:
        merge_enterprises(work, request(work, two), EVERYTHING)
    assert refused.value.code == "merge-head-office"
    assert work.get(EnterpriseRecord, branch).head_office_id == head


def test_claims_in_work_are_asked_about(work, two):
    claim(work, two[1], "submitted")
    with pytest.raises(NeedsConfirmation) as asked:
        merge_enterprises(work, request(work, two), frozenset({"merge-sets-aside"}))
    assert (asked.value.code, asked.value.params["count"]) == ("merge-moves-claims", 1)


def test_an_entry_that_both_have_is_set_aside_after_asking(work, two):
    kept_return = returned(work, two[0], headcount=10)
    returned(work, two[1], headcount=11)
    alone = returned(work, two[1], "2026Q1")
    with pytest.raises(NeedsConfirmation):
        merge_enterprises(work, request(work, two))
    merge_enterprises(work, request(work, two), EVERYTHING)
    rows = work.session.scalars(select(QuarterReturnRecord)).all()
    assert {(row.id, row.enterprise_id) for row in rows} == {
        (kept_return.id, two[0]),
        (alone.id, two[0]),
    }


def test_an_entry_of_both_that_others_refer_to_waits_for_a_person(work, two):
    register_certification(work, iso(two[0], number="X-1"))
    first = register_certification(work, iso(two[1], number="X-1"))
    work.add(
        CertificationRecord(
            enterprise_id=two[1],
            enterprise_sort_key="x",
            type_code="ISO27001",
            number="X-2",
            issued_on=dt.date(2025, 1, 1),
            expires_key=dt.date(2028, 1, 1),
            remind_key=dt.date(2027, 10, 1),
            renews_id=first,
        )
    )
    with pytest.raises(Refused) as refused:
        merge_enterprises(work, request(work, two), EVERYTHING)
    assert refused.value.code == "merge-referred-to"


def test_a_merge_needs_a_reason_two_records_and_their_last_versions(work, two):
    with pytest.raises(InvalidInput):
        merge_enterprises(work, request(work, two, reason=" "), EVERYTHING)
    with pytest.raises(InvalidInput):
        merge_preview(work, two[0], two[0])
    stale = request(work, two)
    work.get(EnterpriseRecord, two[1]).note = "changed"
    work.session.flush()
    with pytest.raises(StaleRecord):
        merge_enterprises(work, stale, EVERYTHING)


def test_undoing_brings_back_the_very_same(work, two):
    kept, dropped = two
    certificate = register_certification(work, iso(dropped))
    returned(work, kept)
    returned(work, dropped, headcount=77)
    before = {id_: form_of(work.get(EnterpriseRecord, id_)) for id_ in two}
    merge = merge_enterprises(
        work, request(work, two, {"code", "name", "bank_account", "headcount"}), EVERYTHING
    )
    undone = undo_merge(work, merge)
    assert (undone.enterprise_id, undone.left, undone.kept_values) == (dropped, 0, ())
    assert {id_: form_of(work.get(EnterpriseRecord, id_)) for id_ in two} == before
    assert work.get(CertificationRecord, certificate).enterprise_id == dropped
    theirs = select(QuarterReturnRecord.headcount).where(
        QuarterReturnRecord.enterprise_id == dropped
    )
    assert work.session.scalar(theirs) == 77


def test_what_came_since_stays_with_the_kept_one(work, two):
    merge = merge_enterprises(work, request(work, two, {"legal_representative"}), EVERYTHING)
    later = register_certification(work, iso(two[0]))
    work.get(EnterpriseRecord, two[0]).legal_representative = "王晓"
    work.session.flush()
    undone = undo_merge(work, merge)
    assert work.get(CertificationRecord, later).enterprise_id == two[0]
    assert undone.kept_values == ("legal_representative",)
    assert work.get(EnterpriseRecord, two[0]).legal_representative == "王晓"


def test_a_merge_is_undone_once_and_for_thirty_days(work, two):
    merge = merge_enterprises(work, request(work, two), EVERYTHING)
    record = work.get(EnterpriseMergeRecord, merge)
    record.merged_at = work.now - dt.timedelta(days=31)
    with pytest.raises(Refused) as late:
        undo_merge(work, merge)
    assert late.value.code == "merge-too-late"
    record.merged_at = work.now - dt.timedelta(days=30)
    undo_merge(work, merge)
    with pytest.raises(Refused) as twice:
        undo_merge(work, merge)
    assert twice.value.code == "merge-undone"
    assert [row.state for row in list_merges(work, Sort("id"), 0, 10).rows] == [UndoState.UNDONE]


def test_a_claim_paid_since_keeps_the_merge(work, two):
    moved = claim(work, two[1], "approved")
    merge = merge_enterprises(work, request(work, two), EVERYTHING)
    moved.state, moved.paid_cents = "paid", 100
    work.session.flush()
    with pytest.raises(Refused) as refused:
        undo_merge(work, merge)
    assert refused.value.code == "merge-undo-paid"


def test_a_name_that_somebody_took_since_keeps_the_merge(work, two):
    merge = merge_enterprises(work, request(work, two), EVERYTHING)
    # Its number is that of the kept one now: nobody else is registered with it by mistake.
    sure = frozenset({"older-identifier"})
    with pytest.raises(InvalidInput) as refused_form:
        create_enterprise(work, form("又一家有限公司", "330100000012345"), sure)
    assert set(refused_form.value.problems) == {"code"}
    create_enterprise(work, form("云湖青禾信息技术股份有限公司", "330100000099999"), sure)
    with pytest.raises(Refused) as refused:
        undo_merge(work, merge)
    assert refused.value.code == "merge-undo-taken"


def test_no_number_stands_in_the_trail_or_in_plain_text(work, two):
    merge = merge_enterprises(work, request(work, two, {"bank_account"}), EVERYTHING)
    work.session.flush()
    trail.write(work)
    for change in work.session.scalars(select(TrailRecord.change)):
        assert ACCOUNT not in change
    raw = work.session.execute(
        text("select set_aside, replaced from enterprise_merge where id = :id"), {"id": merge}
    )
    assert all(ACCOUNT.encode() not in bytes(value) for value in raw.one())


def test_a_reviewer_may_not_merge(act_as):
    with act_as(Role.REVIEWER).work(read_only=False) as work, pytest.raises(NotPermitted):
        merge_enterprises(work, MergeRequest(1, 1, 2, 1, frozenset(), "x"))


def test_undoing_finds_the_number_in_use_and_takes_another(work, two):
    merge = merge_enterprises(work, request(work, two), EVERYTHING)
    form_of_third = form("第三家有限公司", "330100000012346")
    third = work.add(EnterpriseRecord(id=two[1], **columns_of(form_of_third))).id
    back = undo_merge(work, merge).enterprise_id
    assert back not in {two[0], third}
    assert work.get(EnterpriseRecord, third).name == "第三家有限公司"
    record = work.get(EnterpriseRecord, back)
    assert (record.name, record.bank_account) == ("云湖青禾信息技术股份有限公司", ACCOUNT)
    assert facts_on(work.session, [back], work.today)[back].headcount == 128


def test_a_row_that_took_the_number_of_a_moved_one_stays(desk):
    with desk.work(read_only=False) as work:
        kept = create_enterprise(work, form("云湖青禾信息技术有限公司", "91330100799655058B"))
        other = form("云湖青禾信息技术股份有限公司", "330100000012345")
        dropped = create_enterprise(work, other, frozenset({"older-identifier"}))
        moved = returned(work, dropped)
        number = moved.id
    with desk.work(read_only=False) as work:
        merge = merge_enterprises(work, request(work, (kept, dropped)), EVERYTHING)
    with desk.work(read_only=False) as work:
        work.session.delete(work.get(QuarterReturnRecord, number))
        work.session.flush()
        facts = {"quarter": "2026Q1", "state": "submitted", "headcount": 9, "graduates": 0}
        facts |= {"new_hires": 0, "new_graduates": 0, "enterprise_id": kept}
        work.add(QuarterReturnRecord(id=number, **facts))
    with desk.work(read_only=False) as work:
        undone = undo_merge(work, merge)
        assert work.get(QuarterReturnRecord, number).enterprise_id == kept
        assert undone.left == 1


def test_undoing_gives_facts_and_account_back_untouched(work, two):
    kept, dropped = two
    merge = merge_enterprises(work, request(work, two, {"headcount"}), EVERYTHING)
    assert current_accounts(work, [kept])[kept].account is None
    undo_merge(work, merge)
    assert facts_on(work.session, [dropped], work.today)[dropped].headcount == 128
    assert current_accounts(work, [dropped])[dropped].account == ACCOUNT
    assert holders_of_account(work, ACCOUNT, kept) == ("云湖青禾信息技术股份有限公司",)


def test_a_figure_goes_with_the_dated_facts_that_tell_it(work, two):
    kept, _dropped = two
    merge_enterprises(work, request(work, two), EVERYTHING)
    assert facts_on(work.session, [kept], work.today)[kept].headcount == 128
    assert work.get(EnterpriseRecord, kept).headcount == 128


def test_what_the_two_gave_each_other_is_no_link_of_the_chain_any_more(work, two):
    kept, dropped = two
    terms = {
        "giver_place": Place.GENERAL_PROVIDER,
        "measure": Measure.EXECUTED,
        "service_line": ServiceLine.ITO,
        "currency": "USD",
        "amount_minor": 500_000,
        "from_on": dt.date(2026, 1, 1),
        "to_on": dt.date(2026, 6, 30),
        "source": "分包合同复印件",
    }
    enter_chain_link(work, SaveLink(giver_id=kept, taker_id=dropped, **terms))
    outside = {"taker_name": "外协软件工作室", "taker_country": "CN"}
    enter_chain_link(work, SaveLink(giver_id=dropped, **outside, **terms))
    criteria = ChainFilter(Measure.EXECUTED, 2026)
    assert len(chain_picture(work, criteria).links) == 2
    merge_enterprises(work, request(work, two), EVERYTHING)
    (left,) = chain_picture(work, criteria).links
    assert (left.giver.enterprise_id, left.taker.name) == (kept, "外协软件工作室")
