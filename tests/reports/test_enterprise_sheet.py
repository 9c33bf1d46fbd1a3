"""The printed sheet of an enterprise: what it names, what it leaves out, that it is repeatable."""

import datetime as dt
from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from parkdesk.domain.bank_accounts import AccountPurpose
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.certifications import CertificationStatus, EventType
from parkdesk.domain.chain import Link, Party, Place
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.contacts import Duty
from parkdesk.domain.contracts import ContractState, Market, ServiceLine
from parkdesk.domain.enterprise_facts import (
    AddressFact,
    AddressKind,
    CapitalFact,
    FactKind,
    NumberFact,
    PeopleFact,
    PremisesFact,
)
from parkdesk.domain.enterprise_history import Change, HistoryLine, HistorySubject
from parkdesk.domain.enterprise_print import (
    AccountLine,
    ContactLine,
    EnterprisePrint,
    FactLine,
    GrantLine,
    MembershipLine,
    OfferedLine,
    PaperLine,
    StopLine,
    TitleLine,
)
from parkdesk.domain.enterprise_sheets import (
    Cap,
    CertificateLine,
    ClaimLine,
    ContractLine,
    ContractYear,
    Finding,
    ReturnLine,
    ServiceUsed,
    SheetFacts,
    SubsidyLine,
    YearFigures,
)
from parkdesk.domain.enterprises import EnterpriseStatus, Reach, SaveEnterprise, StatusChange
from parkdesk.domain.errors import Refused
from parkdesk.domain.papers import PaperState
from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.domain.programmes import Track
from parkdesk.domain.severity import Level
from parkdesk.domain.statistics import FillState
from parkdesk.domain.stops import StopEffect, StopState
from parkdesk.domain.titles import AllianceRole, MembershipState, TitleState
from parkdesk.reports.enterprise_sheet import LANGUAGES, render_enterprise_sheet

DAY = dt.date(2026, 6, 30)
AT = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)
FORM = SaveEnterprise(
    name="云湖青禾软件有限公司",
    code="91320000YW0000012M",
    entered_on=dt.date(2020, 7, 18),
    name_en="Yunhu Qinghe Software",
    contact_name="王娟",
    contact_phone="154****8888",
    bank_name="云湖商业银行",
    bank_account="***************1754",
)


def make_sheet(**differences) -> EnterprisePrint:
    """A sheet with one line or two in every section."""
    usd = {"signed_usd_cents": 100_00, "executed_usd_cents": 50_00}
    sheet = EnterprisePrint(
        park_zh="云湖国际服务外包园",
        park_en="Yunhu Park",
        facts=SheetFacts(
            FORM,
            EnterpriseStatus.RESIDENT,
            (
                StatusChange(dt.date(2020, 1, 1), EnterpriseStatus.APPLIED),
                StatusChange(dt.date(2020, 7, 18), EnterpriseStatus.RESIDENT),
            ),
            (("旧名公司", dt.date(2019, 5, 20)),),
        ),
        code=FORM.code,
        day=DAY,
        is_past=True,
        printed_at=AT,
        printed_by="王敏",
        figures=YearFigures(2026, 718_838_73, 615_799_84, 920_625_50, 3, 7_650_000, 0, 2, 1),
        findings=(Finding("older-identifier", Level.SERIOUS, "enterprises", 1),),
        dated=(
            FactLine(FactKind.PEOPLE, PeopleFact(DAY, 60, 43), holds=True),
            FactLine(FactKind.PEOPLE, PeopleFact(DAY, 61), holds=False),
            FactLine(FactKind.CAPITAL, CapitalFact(DAY, 1_000_000_000), holds=True),
            FactLine(
                FactKind.PREMISES,
                PremisesFact(DAY, "C 座", "11 层", area_centi_sqm=48_050, lease_to=DAY),
                holds=True,
            ),
            FactLine(
                FactKind.ADDRESS, AddressFact(DAY, AddressKind.OFFICE, "青禾路 2 号"), holds=True
            ),
            FactLine(FactKind.NUMBER, NumberFact("320500000012345"), holds=True),
        ),
        certificates=(
            CertificateLine(
                1, "CMMI", "能力成熟度", "CMMI", 5, "CMMI V3.0", "CMMI-75991", "评估机构",
                dt.date(2026, 2, 12), dt.date(2029, 2, 11), CertificationStatus.VALID, False,
            ),
            CertificateLine(
                2, "ISO9001", "质量管理体系", "ISO 9001", None, "", "YH-1", "", DAY, None, None,
                False,
            ),
        ),
        grants=(GrantLine(DAY, "CMMI 5", EventType.FIRST, 2026, "财〔2026〕1号", 3_800_000),),
        subsidies=(
            SubsidyLine(
                1, 2026, "2026 政策", "Programme 2026", "财企1号", 1, 18, 7_650_000, 7_650_000, 0,
                caps=(Cap(Track.ENTERPRISE, 450_000, confirmed=False),), granted_cents=100,
                granted_items=1, items_left=2,
            ),
        ),
        claims=(
            ClaimLine(
                1, "PX-2026-0001", 2026, "2026 政策", "Programme 2026", Track.ENTERPRISE,
                ClaimState.APPROVED, 18, 7_650_000, 7_650_000, 7_650_000, None, None,
            ),
        ),
        years=(
            ContractYear(2026, 1, **usd, unconverted=1),
            ContractYear(2025, 2, **usd),
        ),
        contracts=(
            ContractLine(
                1, "JB-1", "Hoshikage Motors", "日本", "Japan", Market.OFFSHORE, ServiceLine.ITO,
                "JPY", 36_000_000, 23_780_000, DAY, ContractState.REGISTERED,
            ),
        ),
        services=(
            ServiceUsed(1, Platform.TRAINING, ServiceKind.COURSE, DAY, 475, 28, 0, 5),
            ServiceUsed(
                2, Platform.BRAND, ServiceKind.EXHIBITION, DAY, 240, 2, 824_000, None, "联合参展"
            ),
        ),
        returns=(
            ReturnLine(Quarter(2026, 1), FillState.SUBMITTED, DAY, dt.date(2026, 7, 9), 60, 43, 2),
            ReturnLine(Quarter(2025, 4), FillState.OVERDUE, DAY, None),
        ),
        titles=(
            TitleLine("示范企业", "Model", "云1号", "区商务局", DAY, None, TitleState.HELD),
        ),
        memberships=(
            MembershipLine("数字联盟", AllianceRole.CHAIR, DAY, None, MembershipState.MEMBER),
        ),
        stops=(
            StopLine("云停1号", "核查", tuple(StopEffect)[:1], DAY, None, DAY, StopState.LIFTED),
            StopLine("云停2号", "核查", tuple(StopEffect)[:1], DAY, None, None, StopState.HOLDING),
        ),
        offered=(OfferedLine("0101", "系统操作", "", Reach.BOTH, None, True, DAY, None),),
        works_for=(
            Link(Party("Hoshikage", "JP"), Party("甲"), Place.FINAL_CLIENT, 100_00, 2),
            Link(Party("Hanbit", "KR"), Party("甲"), Place.FINAL_CLIENT, 50_00, 1),
        ),
        gives_to=(Link(Party("甲"), Party("乙"), Place.GENERAL_PROVIDER, 10_00, 1),),
        links_year=2026,
        contacts=(ContactLine("王娟", "主任", "154****8888", "", "", (Duty.SUBSIDIES,)),),
        accounts=(
            AccountLine("云湖商业银行", "支行", "青禾", "********1754", AccountPurpose.BASIC, True),
        ),
        papers=(
            PaperLine("营业执照", "Licence", "", "执照.pdf", 1, AT, PaperState.PRESENT),
            PaperLine("公司章程", "Articles", "", "", None, None, PaperState.MISSING),
        ),
        history=(
            HistoryLine(
                9, AT, "李芳", "edit_enterprise", "执照变更", HistorySubject.ENTERPRISE,
                "enterprise", 1, "", "",
                (Change("name", "旧名公司", FORM.name), Change("contact_phone", "", "", True)),
            ),
        ),
        history_total=71,
    )  # fmt: skip
    return replace(sheet, **differences)


def rendered(sheet, code="zh_CN") -> bytes:
    out = BytesIO()
    render_enterprise_sheet(sheet, out, code)
    return out.getvalue()


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_section_is_there(code):
    text = text_of(rendered(make_sheet(), code))
    for fact in (
        FORM.name, FORM.code, "2026-06-30", "CMMI-75991", "PX-2026-0001", "76,500.00", "JB-1",
        "36,000,000", "47.5", "320500000012345", "云停2号", "数字联盟", "执照.pdf", "旧名公司",
        "Hoshikage", "王敏", "480.50", "联合参展",
    ):  # fmt: skip
        assert fact in text, fact


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_cards_say_their_sums_whole(code):
    first = PdfReader(BytesIO(rendered(make_sheet(), code))).pages[0].extract_text()
    assert "…" not in first
    for amount in ("718,838.73", "615,799.84", "920,625.50", "76,500.00"):
        assert amount in first, amount


def test_it_says_what_no_programme_limits_and_what_is_not_confirmed():
    text = text_of(rendered(make_sheet()))
    assert "待核实" in text
    assert "未规定单个企业的限额" in text


def test_no_number_is_whole_and_a_hidden_change_keeps_its_value():
    text = text_of(rendered(make_sheet()))
    assert "154****8888" in text
    assert "****1754" in text
    assert "联系人电话：已修改" in text


def test_every_page_has_its_number_and_the_day():
    pages = PdfReader(BytesIO(rendered(make_sheet(), "en"))).pages
    for number, page in enumerate(pages, 1):
        text = page.extract_text()
        assert f"Page {number} of {len(pages)}" in text
        assert "As at 2026-06-30" in text


def test_the_same_sheet_gives_the_same_bytes():
    assert rendered(make_sheet()) == rendered(make_sheet())


def test_what_may_not_be_read_is_left_out_and_said_to_be():
    words = (
        "certificates grants subsidies claims years contracts services returns works_for gives_to"
    )
    hidden = dict.fromkeys(words.split())
    text = text_of(rendered(make_sheet(**hidden), "en"))
    assert "Left out, because the person may not read it" in text
    assert "PX-2026-0001" not in text


def test_an_enterprise_with_nothing_prints_one_page():
    words = (
        "findings dated certificates grants subsidies claims years contracts services returns"
        " titles memberships stops offered works_for gives_to contacts accounts papers history"
    )
    nothing = dict.fromkeys(words.split(), ())
    sheet = make_sheet(**nothing, history_total=0, is_past=False)
    pages = PdfReader(BytesIO(rendered(sheet))).pages
    assert len(pages) == 1


def test_a_long_list_goes_on_over_the_pages_with_its_head():
    many = tuple(replace(make_sheet().contracts[0], number=f"JB-{n:04}", id=n) for n in range(200))
    pdf = rendered(make_sheet(contracts=many))
    text = text_of(pdf)
    assert all(f"JB-{n:04}" in text for n in range(200))
    assert text.count("续合同") >= 3


def test_signs_that_no_face_has_are_told():
    sheet = make_sheet(facts=replace(make_sheet().facts, form=replace(FORM, name="甲\U0001f600乙")))
    out = BytesIO()
    assert render_enterprise_sheet(sheet, out, "zh_CN") == ("\U0001f600",)


def test_a_language_that_is_not_printed_is_refused():
    with pytest.raises(Refused):
        render_enterprise_sheet(make_sheet(), BytesIO(), "fr")
