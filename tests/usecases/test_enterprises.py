"""The registry: saving, its status, deleting, and what the list and the panel show."""

import datetime as dt
from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.enterprises import (
    CertificateState,
    EnterpriseStatus,
    IdentifierKind,
    Reach,
    Rename,
    SaveEnterprise,
)
from parkdesk.domain.errors import (
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    NotPermitted,
    Refused,
    StaleRecord,
)
from parkdesk.domain.identity import Role
from parkdesk.domain.paging import Sort
from parkdesk.domain.stops import SaveStop, StopEffect
from parkdesk.store.tables.certification_history import CertificationSuspensionRecord
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord, EnterpriseStatusRecord
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.enterprise_details import (
    enterprise_detail,
    enterprise_form,
    reveal_enterprise_numbers,
)
from parkdesk.usecases.enterprise_lists import (
    EnterpriseFilter,
    enterprise_counts,
    enterprise_place,
    export_enterprises,
    list_enterprises,
)
from parkdesk.usecases.enterprises import (
    change_enterprise_status,
    create_enterprise,
    delete_enterprise,
    edit_enterprise,
)
from parkdesk.usecases.stops import set_stop

FORM = SaveEnterprise(
    name="苏州凌云信息技术有限公司",
    code="91330100799655058B",
    entered_on=dt.date(2020, 5, 11),
    service_line=ServiceLine.ITO,
    reach=Reach.BOTH,
    headcount=35,
    graduates=30,
    contact_phone="13800002291",
    bank_account="1102 0202 0930 0001",
)
OTHER = SaveEnterprise(
    name="重庆银行软件有限公司", code="91440300708461136T", entered_on=dt.date(2021, 1, 4)
)
THIRD = SaveEnterprise(
    name="ABC（中国）有限公司", code="9111000071093123XX", entered_on=dt.date(2022, 1, 4)
)


def names(work, criteria=EnterpriseFilter(), sort=Sort("name")):  # noqa: B008
    return [row.name for row in list_enterprises(work, criteria, sort, 0, 100).rows]


def certificate(work, enterprise_id, number, expires_on, **differences):
    record = work.session.get(EnterpriseRecord, enterprise_id)
    return work.add(
        CertificationRecord(
            **{
                "enterprise_id": enterprise_id,
                "enterprise_sort_key": record.sort_key,
                "type_code": "CMMI",
                "level": 3,
                "number": number,
                "issued_on": expires_on - dt.timedelta(days=1096),
                "expires_on": expires_on,
                "expires_key": expires_on,
                "remind_key": expires_on - dt.timedelta(days=90),
            }
            | differences
        )
    )


def contract(work, enterprise_id, number="HT-1"):
    record = work.session.get(EnterpriseRecord, enterprise_id)
    return work.add(
        ContractRecord(
            number=number,
            enterprise_id=enterprise_id,
            enterprise_sort_key=record.sort_key,
            client="Acme",
            country_code="JP",
            market="offshore",
            service_line="ITO",
            currency="USD",
            amount_minor=100,
            amount_usd_cents=100,
            signed_on=dt.date(2026, 1, 1),
        )
    )


def test_a_saved_enterprise_comes_back_with_its_numbers_masked(work):
    id_ = create_enterprise(work, replace(FORM, name=f" {FORM.name} ", code="91330100 799655058b"))
    version, form = enterprise_form(work, id_)
    assert version == 1
    assert form == replace(FORM, contact_phone="138****2291", bank_account="***************0001")
    record = work.get(EnterpriseRecord, id_)
    assert (record.initials, record.pinyin[:8]) == ("szlyxxjsyxgs", "suzhouli")


def test_a_masked_number_that_comes_back_keeps_what_is_stored(work):
    id_ = create_enterprise(work, FORM)
    version, form = enterprise_form(work, id_)
    edit_enterprise(work, id_, version, replace(form, note="x"))
    assert reveal_enterprise_numbers(work, id_) == ("13800002291", "1102 0202 0930 0001")
    edit_enterprise(
        work, id_, work.get(EnterpriseRecord, id_).version, replace(form, contact_phone="")
    )
    work.session.flush()
    assert reveal_enterprise_numbers(work, id_)[0] == ""


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"name": OTHER.name}, {"name": "name-taken"}),
        ({"code": OTHER.code}, {"code": "code-taken"}),
        ({"code": "91330100799655058C"}, {"code": "credit-code-check-wanted"}),
        ({"headcount": -1}, {"headcount": "negative"}),
    ],
)
def test_what_does_not_hold_is_told_at_its_field(work, differences, problems):
    create_enterprise(work, OTHER)
    with pytest.raises(InvalidInput) as caught:
        create_enterprise(work, replace(FORM, **differences))
    assert caught.value.problems == problems


def test_an_older_number_is_asked_about_once(work):
    form = replace(FORM, code="320500000012345")
    with pytest.raises(NeedsConfirmation):
        create_enterprise(work, form)
    id_ = create_enterprise(work, form, frozenset({"older-identifier"}))
    edit_enterprise(work, id_, 1, replace(form, note="x"))
    assert enterprise_detail(work, id_).identifier is IdentifierKind.REGISTRATION_NUMBER


def test_a_renamed_enterprise_keeps_its_former_name_and_its_lists_their_order(work):
    id_ = create_enterprise(work, FORM)
    held = certificate(work, id_, "C1", dt.date(2028, 1, 1))
    day = dt.date(2026, 9, 1)
    edit_enterprise(work, id_, 1, replace(FORM, name="阿里软件有限公司"), rename=Rename(day))
    work.session.flush()
    work.session.refresh(held)
    assert held.enterprise_sort_key.startswith("a1 li3")
    assert enterprise_detail(work, id_).former_names == ((FORM.name, dt.date(2026, 8, 31)),)


@pytest.mark.parametrize(
    ("rename", "problem"),
    [
        (Rename(), "rename-day-needed"),
        (Rename(dt.date(2026, 10, 13)), "day-in-future"),
        (Rename(dt.date(2009, 1, 1)), "renamed-before-founded"),
    ],
)
def test_a_new_name_asks_for_its_day(work, rename, problem):
    form = replace(FORM, founded_on=dt.date(2009, 1, 1))
    id_ = create_enterprise(work, form)
    with pytest.raises(InvalidInput) as caught:
        edit_enterprise(work, id_, 1, replace(form, name="阿里软件有限公司"), rename=rename)
    assert caught.value.problems == {"renamed_on": problem}


def test_a_mistyped_name_leaves_no_former_name(work):
    id_ = create_enterprise(work, FORM)
    mended = replace(FORM, name="苏州凌云信息科技有限公司")
    edit_enterprise(work, id_, 1, mended, rename=Rename(mistyped=True))
    work.session.flush()
    detail = enterprise_detail(work, id_)
    assert (detail.row.name, detail.former_names) == (mended.name, ())


def test_two_people_at_one_enterprise(work):
    id_ = create_enterprise(work, FORM)
    edit_enterprise(work, id_, 1, replace(FORM, note="first"))
    work.session.flush()
    with pytest.raises(StaleRecord):
        edit_enterprise(work, id_, 1, replace(FORM, note="second"))


def test_leaving_the_park_and_what_the_history_says(work):
    id_ = create_enterprise(work, FORM)
    day = dt.date(2026, 8, 31)
    change_enterprise_status(work, id_, 1, EnterpriseStatus.GRADUATED, day, "长大了")
    work.session.flush()
    row = list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 10).rows[0]
    assert (row.status, row.left_on) == (EnterpriseStatus.GRADUATED, day)
    statuses = work.session.scalars(select(EnterpriseStatusRecord.status)).all()
    assert statuses == ["resident", "graduated"]
    again = day + dt.timedelta(days=1)
    change_enterprise_status(work, id_, row.version, EnterpriseStatus.RESIDENT, again, "")
    assert work.get(EnterpriseRecord, id_).left_on is None


@pytest.mark.parametrize(
    ("status", "day", "problems"),
    [
        (EnterpriseStatus.RESIDENT, dt.date(2026, 1, 1), {"status": "status-unchanged"}),
        (EnterpriseStatus.MOVED_OUT, None, {"from_on": "required"}),
        (EnterpriseStatus.MOVED_OUT, dt.date(2026, 10, 13), {"from_on": "day-in-future"}),
        (EnterpriseStatus.MOVED_OUT, dt.date(2020, 5, 10), {"from_on": "status-before-entered"}),
    ],
)
def test_a_status_that_cannot_be(work, status, day, problems):
    id_ = create_enterprise(work, FORM)
    with pytest.raises(InvalidInput) as caught:
        change_enterprise_status(work, id_, 1, status, day, "")
    assert caught.value.problems == problems


def test_an_applicant_enters_on_the_day_it_is_admitted(work):
    id_ = create_enterprise(work, replace(FORM, status=EnterpriseStatus.APPLIED))
    day = dt.date(2026, 9, 1)
    change_enterprise_status(work, id_, 1, EnterpriseStatus.RESIDENT, day, "")
    assert work.get(EnterpriseRecord, id_).entered_on == day


def test_only_what_nothing_refers_to_is_deleted(work):
    id_ = create_enterprise(work, FORM)
    held = contract(work, id_)
    with pytest.raises(Refused) as caught:
        delete_enterprise(work, id_, 1)
    assert (caught.value.code, caught.value.params["count"]) == ("enterprise-in-use", 1)
    work.session.delete(held)
    work.session.flush()
    delete_enterprise(work, id_, 1)
    work.session.flush()
    with pytest.raises(NotFound):
        enterprise_detail(work, id_)


def test_names_stand_in_dictionary_order(work):
    for form in (FORM, OTHER, THIRD):
        create_enterprise(work, form)
    assert names(work) == [THIRD.name, OTHER.name, FORM.name]
    assert names(work, sort=Sort("entered_on", descending=True)) == [
        THIRD.name,
        OTHER.name,
        FORM.name,
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("凌云", [FORM.name]),
        ("lyxx", [FORM.name]),
        ("lingyun", [FORM.name]),
        ("cqyh", [OTHER.name]),
        ("yinhang", [OTHER.name]),
        ("9133", [FORM.name]),
        ("799655058b", [FORM.name]),
        ("abc", [THIRD.name]),
        ("有限公司", [THIRD.name, OTHER.name, FORM.name]),
        ("100%", []),
    ],
)
def test_finding_by_any_spelling(work, text, found):
    for form in (FORM, OTHER, THIRD):
        create_enterprise(work, form)
    assert names(work, EnterpriseFilter(text=text)) == found


def test_filters_narrow_together(work):
    create_enterprise(work, FORM)
    other = create_enterprise(
        work, replace(OTHER, reach=Reach.OFFSHORE, service_line=ServiceLine.BPO)
    )
    create_enterprise(work, replace(THIRD, status=EnterpriseStatus.APPLIED))
    assert names(work, EnterpriseFilter(reach=Reach.OFFSHORE)) == [OTHER.name, FORM.name]
    assert names(work, EnterpriseFilter(reach=Reach.ONSHORE)) == [FORM.name]
    assert names(work, EnterpriseFilter(service_line=ServiceLine.BPO)) == [OTHER.name]
    assert names(work, EnterpriseFilter(status=EnterpriseStatus.APPLIED)) == [THIRD.name]
    counts = enterprise_counts(work)
    assert (counts.resident, counts.offshore, counts.unrecorded, counts.all) == (2, 2, 0, 3)
    work.session.get(EnterpriseRecord, other).market = ""
    counts = enterprise_counts(work)
    assert (counts.resident, counts.offshore, counts.unrecorded, counts.all) == (2, 1, 1, 3)


def test_the_certificates_of_a_row_and_their_filter(work):
    ids = [create_enterprise(work, form) for form in (FORM, OTHER, THIRD)]
    certificate(work, ids[0], "A1", dt.date(2026, 12, 20), level=3)
    certificate(work, ids[0], "A2", dt.date(2028, 12, 20), level=5)
    certificate(work, ids[1], "B1", dt.date(2026, 9, 30))
    rows = {
        row.id: row for row in list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 9).rows
    }
    first, second, third = (rows[id_] for id_ in ids)
    assert (first.certificates, first.expires_on) == (
        CertificateState.EXPIRING,
        dt.date(2026, 12, 20),
    )
    assert first.certificate.level == 5
    assert (second.certificates, second.certificate) == (CertificateState.EXPIRED, None)
    assert second.expires_on == dt.date(2026, 9, 30)
    assert third.certificates is CertificateState.NONE
    for id_ in ids:
        row = rows[id_]
        assert row.name in names(work, EnterpriseFilter(certificates=row.certificates))
    assert names(work, EnterpriseFilter(certificates=CertificateState.VALID)) == []


def test_the_place_of_an_enterprise_in_a_sorted_list(work):
    ids = {form.name: create_enterprise(work, form) for form in (FORM, OTHER, THIRD)}
    for sort in (Sort("name"), Sort("status"), Sort("headcount", descending=True)):
        for place, name in enumerate(names(work, sort=sort)):
            assert enterprise_place(work, EnterpriseFilter(), sort, ids[name]) == place
    hidden = EnterpriseFilter(text="凌云")
    assert enterprise_place(work, hidden, Sort("name"), ids[OTHER.name]) is None


def test_the_panel_of_an_enterprise(work):
    id_ = create_enterprise(work, FORM)
    certificate(work, id_, "A1", dt.date(2026, 12, 20))
    contract(work, id_)
    work.session.flush()
    detail = enterprise_detail(work, id_)
    assert [one.number for one in detail.certificates] == ["A1"]
    assert [one.number for one in detail.contracts] == ["HT-1"]
    codes = {notice.code: notice.facts for notice in detail.notices}
    assert codes["certificate-expiring"]["days"] == 69
    assert str(codes["return-missing"]["quarter"]) == "2026Q3"


def test_the_panel_of_one_in_trouble(work):
    form = replace(FORM, code="320500000012345")
    id_ = create_enterprise(work, form, frozenset({"older-identifier"}))
    certificate(work, id_, "A1", dt.date(2026, 9, 30))
    held = certificate(work, id_, "A2", dt.date(2028, 9, 30), suspended_on=dt.date(2026, 9, 1))
    work.add(CertificationSuspensionRecord(certification_id=held.id, first_on=held.suspended_on))
    programme = work.session.scalar(select(ProgrammeRecord.id).limit(1))
    work.add(
        ClaimRecord(
            number="PX-2026-0001",
            enterprise_id=id_,
            enterprise_sort_key="x",
            programme_id=programme,
            track="enterprise",
            state="approved",
            heads=3,
            requested_cents=1_350_000,
            approved_cents=900_000,
            created_at=work.now,
            created_by_id=1,
        )
    )
    detail = enterprise_detail(work, id_)
    assert [(one.number, one.amount_cents) for one in detail.claims] == [("PX-2026-0001", 900_000)]
    assert [notice.code for notice in detail.notices] == [
        "certificate-suspended",
        "certificates-all-expired",
        "return-missing",
        "older-identifier",
    ]
    row = list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 1).rows[0]
    assert row.certificates is CertificateState.EXPIRED


def test_an_edited_status_is_kept_in_the_history(work):
    id_ = create_enterprise(work, FORM)
    day = dt.date(2026, 8, 31)
    left = replace(FORM, status=EnterpriseStatus.DEREGISTERED, left_on=day)
    edit_enterprise(work, id_, 1, left)
    work.session.flush()
    assert [one.status for one in enterprise_detail(work, id_).statuses] == [
        "resident",
        "deregistered",
    ]
    assert enterprise_detail(work, id_).notices == ()
    gone = replace(OTHER, status=EnterpriseStatus.MOVED_OUT, left_on=day)
    other = create_enterprise(work, gone)
    assert [one.from_on for one in enterprise_detail(work, other).statuses] == [
        OTHER.entered_on,
        day,
    ]


def test_the_history_names_who_changed_what_and_hides_numbers(desk):
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FORM)
    with desk.work(read_only=False) as work:
        edit_enterprise(
            work, id_, 1, replace(FORM, contact_name="李倩", contact_phone="13900001111")
        )
    with desk.work(read_only=True) as work:
        history = enterprise_detail(work, id_).history
    assert [one.action for one in history] == ["edit_enterprise", "create_enterprise"]
    changed = {one.field: (one.old, one.new, one.hidden) for one in history[0].changes}
    assert changed["contact_name"] == ("", "李倩", False)
    assert changed["contact_phone"][2]
    assert "13900001111" not in repr(history)


def test_an_export_has_the_rows_of_the_list_with_masked_numbers(work):
    for form in (FORM, OTHER):
        create_enterprise(work, form)
    rows = export_enterprises(work, EnterpriseFilter(), Sort("name", descending=True))
    assert [row.name for row in rows] == [FORM.name, OTHER.name]
    assert rows[0].contact_phone == "138****2291"


def test_an_auditor_reads_and_changes_nothing(act_as):
    desk = act_as(Role.AUDITOR)
    with desk.work(read_only=True) as work:
        assert enterprise_counts(work).all == 0
    with pytest.raises(NotPermitted), desk.work(read_only=False) as work:
        create_enterprise(work, FORM)


def test_no_number_is_given_twice(desk):
    with desk.work(read_only=False) as work:
        first = create_enterprise(work, FORM)
    with desk.work(read_only=False) as work:
        delete_enterprise(work, first, 1)
    with desk.work(read_only=False) as work:
        # The history of the first one is not that of the second.
        assert create_enterprise(work, FORM) > first


def test_struck_off_after_having_left_it_left_when_it_left(work):
    id_ = create_enterprise(work, FORM)
    left, struck = dt.date(2026, 3, 31), dt.date(2026, 8, 31)
    change_enterprise_status(work, id_, 1, EnterpriseStatus.MOVED_OUT, left, "")
    work.session.flush()
    change_enterprise_status(work, id_, 2, EnterpriseStatus.DEREGISTERED, struck, "")
    record = work.get(EnterpriseRecord, id_)
    assert (record.status, record.left_on) == ("deregistered", left)
    assert [one.from_on for one in enterprise_detail(work, id_).statuses] == [
        FORM.entered_on,
        left,
        struck,
    ]


def test_a_name_is_not_given_before_the_one_that_it_follows(work):
    id_ = create_enterprise(work, FORM)
    day = dt.date(2026, 9, 1)
    second = replace(FORM, name="阿里软件有限公司")
    edit_enterprise(work, id_, 1, second, rename=Rename(day))
    work.session.flush()
    with pytest.raises(InvalidInput) as caught:
        edit_enterprise(work, id_, 2, replace(FORM, name="凌云软件有限公司"), rename=Rename(day))
    assert caught.value.problems == {"renamed_on": "renamed-before-former-name"}


def test_the_panel_says_until_when_and_to_what_a_stop_holds(work):
    id_ = create_enterprise(work, FORM)
    first, last = dt.date(2026, 10, 1), dt.date(2026, 12, 31)
    ends = SaveStop("云停1号", "专项核查中", frozenset({StopEffect.NEW_CLAIMS}), first, last)
    stays = SaveStop("云停2号", "专项核查中", frozenset(StopEffect), first)
    set_stop(work, id_, ends)
    set_stop(work, id_, stays)
    work.session.flush()
    found = {one.code: one for one in enterprise_detail(work, id_).notices if one.urgent}
    assert found["stop-holds-until"].facts == {
        "document": "云停1号",
        "first": first,
        "effects": (StopEffect.NEW_CLAIMS,),
        "last": last,
    }
    assert found["stop-holds"].facts == {
        "document": "云停2号",
        "first": first,
        "effects": tuple(StopEffect),
    }
