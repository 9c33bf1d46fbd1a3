"""A quarter of an invented park, as the pages need it; sizes are arguments."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.contracts import ServiceLine
from parkdesk.domain.deviations import Deviation, Fact, Rule, ordered_deviations
from parkdesk.domain.eligibility_rules import Rule as EligibilityRule
from parkdesk.domain.findings import FindingStanding, QuarterMark
from parkdesk.domain.indicators import Indicator, IndicatorCode, IndicatorUnit
from parkdesk.domain.pack_content import (
    BudgetLine,
    PackContent,
    WatchedEnterprise,
    WatchedLine,
)
from parkdesk.domain.pack_facts import (
    LevelSum,
    PackFacts,
    PlatformEvaluation,
    PlatformRequests,
    TrainingLine,
)
from parkdesk.domain.platforms import Platform, PlatformTotals
from parkdesk.domain.programme_figures import ClaimKind, Mark
from parkdesk.domain.severity import Level
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import (
    CertificateLine,
    ContractLine,
    EnterpriseLine,
    ExecutedQuarter,
    Figure,
    FigureKey,
    Name,
    ProgrammeLine,
    QuarterlySummary,
    Rejection,
    ReturnLine,
    Signatures,
    Source,
    SourceMarket,
    StaffQuarter,
    Unit,
)
from parkdesk.domain.summary_findings import (
    FindingLine,
    FindingRule,
    QuarterFindings,
    kept_facts,
    ordered_lines,
)
from parkdesk.domain.threshold_watch import WatchMeasure

QUARTER = Quarter(2026, 3)
CUT_OFF = dt.datetime(2026, 10, 12, 10, 0, tzinfo=dt.UTC)
_CITIES = ("苏州", "无锡", "大连", "杭州", "合肥", "南京", "成都", "西安", "济南", "武汉")
_WORDS = ("凌云", "太湖", "海通", "云栖", "量子", "长江", "天府", "丝路", "泉城", "光谷")
_TRADES = ("信息技术", "软件外包", "数据服务", "知识流程服务", "金融后台服务", "医药研发外包")
_MARKETS = {
    "US": Name("美国", "United States"),
    "JP": Name("日本", "Japan"),
    "HK": Name("中国香港", "Hong Kong, China"),
    "DE": Name("德国", "Germany"),
    "SG": Name("新加坡", "Singapore"),
    "KR": Name("韩国", "South Korea"),
}


def make_summary(enterprises: int = 40, contracts: int = 60, **differences) -> QuarterlySummary:
    """Return a frozen summary whose figures add up; `differences` replace fields."""
    chance = random.Random(7)
    names = [_name(chance, number) for number in range(enterprises)]
    contract_lines = tuple(_contract(chance, number, names) for number in range(contracts))
    executed = _executed(chance, contract_lines)
    programmes = _programmes()
    now = executed[-1]
    lines = tuple(_enterprise(chance, name, contract_lines) for name in names)
    markets: dict[str, int] = {}
    for line in contract_lines:
        if line.offshore:
            markets[line.country.en] = markets.get(line.country.en, 0) + line.executed_usd_cents
    approved = sum(line.approved_cents for line in programmes)
    summary = QuarterlySummary(
        park="太湖国际服务外包园",
        quarter=QUARTER,
        edition=1,
        cut_off=CUT_OFF,
        signatures=Signatures("李芳", "王敏", "陈志远"),
        figures=(
            Figure(FigureKey.RESIDENTS, Unit.ENTERPRISES, enterprises, enterprises - 2, 36),
            Figure(
                FigureKey.OFFSHORE_EXECUTED, Unit.USD_CENTS, now.total_usd_cents,
                executed[-2].total_usd_cents, executed[0].total_usd_cents,
            ),
            Figure(FigureKey.CMMI_3_AND_UP, Unit.ENTERPRISES, 14, 12, 11),
            Figure(FigureKey.SUBSIDY_APPROVED, Unit.CNY_CENTS, approved, 240_000_00, None),
            Figure(FigureKey.SIGNED, Unit.USD_CENTS, 5_210_400_00, 4_810_000_00, 4_655_000_00),
            Figure(FigureKey.STAFF, Unit.PERSONS, 8_612, 8_433, 7_905),
            Figure(FigureKey.EXPIRING, Unit.CERTIFICATES, 4, 6, 3),
            Figure(FigureKey.RETURNS_IN, Unit.PERMILLE, 975, 1000, 944),
        ),
        executed=executed,
        markets=tuple(
            SourceMarket(code, name, markets[name.en])
            for code, name in sorted(_MARKETS.items(), key=lambda i: -markets.get(i[1].en, 0))
            if name.en in markets
        ),
        findings=make_findings(names),
        certificates=tuple(_certificate(chance, name) for name in names[::2]),
        enterprises=lines,
        contracts=contract_lines,
        programmes=programmes,
        staff=tuple(
            StaffQuarter(QUARTER.shifted(back), 8_612 + 180 * back, 7_600 + 150 * back, 310, 280)
            for back in range(-4, 1)
        ),
        returns=(
            ReturnLine(names[0], FillState.OVERDUE, dt.date(2026, 10, 15), None),
            ReturnLine(names[1], FillState.SUBMITTED, dt.date(2026, 10, 8), dt.date(2026, 10, 12)),
        ) if names else (),
        returns_expected=enterprises,
        platforms=tuple(
            PlatformTotals(platform, 40 + n, 12 + n, 1285, 300, 12_500_00, 20, 18)
            for n, platform in enumerate(Platform)
        ),
        sources=(
            Source("财企[2013]52号", "2013 年度承接国际服务外包业务发展资金管理工作的通知", True),
            Source("", "本年度政策模板", False),
        ),
        trail_head="1284 " + "9c1e04f2a7" * 6 + "ab01",
        subsidy_persons=638,
        budget_permille=724,
    )  # fmt: skip
    return dataclasses.replace(summary, **differences)


def make_old_summary(enterprises: int = 40, contracts: int = 60) -> QuarterlySummary:
    """Return a summary as it was frozen before findings were kept."""
    summary = make_summary(enterprises, contracts, findings=None)
    names = [line.name for line in summary.enterprises]
    return dataclasses.replace(summary, deviations=_deviations(names) if names else ())


FUND, FUND_EN = "2013 年度承接国际服务外包业务发展资金", "Fund of 2013"
FACTS = PackFacts(
    (
        TrainingLine(FUND, FUND_EN, ClaimKind.ENTERPRISE, 11, 431, 9, 412, 388, 4, 190),
        TrainingLine(FUND, FUND_EN, ClaimKind.INSTITUTION, 2, 57, 0, 0, 0, 1, 0),
        TrainingLine("本年度政策模板", "", ClaimKind.ENTERPRISE, 0, 0, 6, 271, 250, 0, 0),
    ),
    (
        LevelSum(FUND, FUND_EN, "central", 87_300_000, 120_300_050, 45_000_000, 60_000_000),
        LevelSum(FUND, FUND_EN, "province", 52_380_000, 70_000_000, 27_000_000, 27_000_000),
        LevelSum(FUND, FUND_EN, "park", 34_920_000, 50_000_000, 0, 9_000_001),
        LevelSum("本年度政策模板", "", "", 112_500_000, 112_500_000, 0, 0),
    ),
    (
        PlatformRequests(Platform.TECHNOLOGY, 3, 9, 6, 1, 2, 1, 2, 1, 7, 3),
        PlatformRequests(Platform.INTELLECTUAL_PROPERTY, 0, 4, 4, 0, 0, 0, 0, 0, 5, 5),
        PlatformRequests(Platform.TRAINING, 1, 0, 0, 0, 0, 0, 1, 1, 2, 0),
        PlatformRequests(Platform.BRAND),
    ),
    (
        PlatformEvaluation(Platform.TECHNOLOGY, 5, 2, 31, 44, 187, 3_200_000, 451_550, 900_000),
        PlatformEvaluation(Platform.INTELLECTUAL_PROPERTY, 2, 0, 17, 0, 0, 0, 812_300, 0),
        PlatformEvaluation(Platform.TRAINING, None, 0, 6, 12, 96, 1_260_000, 2_040_001, 1_260_000),
        PlatformEvaluation(Platform.BRAND),
    ),
)
MEANINGS = tuple(
    Indicator(
        code.value, dt.date(2006, 1, 1), None, f"指标{code.value}", f"Figure {code.value}",
        f"{code.value} 的含义", f"What {code.value} means", IndicatorUnit.PERSONS,
        f"{code.value} 的算法", f"How {code.value} is computed", "取整数", "whole number",
        "园区自定口径", Mark.DERIVED if place % 2 else Mark.DOCUMENT,
    )
    for place, code in enumerate(IndicatorCode)
)  # fmt: skip
PACK = PackContent(
    "本季经营平稳，在园企业 40 家。",
    "",
    (
        BudgetLine("省级外包资金", "Provincial fund", 2026, "province", 500_000_00, 120_000_00,
                   80_000_50, 40_000_00),
        BudgetLine("本年度政策模板", "", 2026, "", None, 0, 0, 0),
    ),
    (
        WatchedLine("离岸占比", "Offshore share", WatchMeasure.OFFSHORE, 500, True, True, 1, 1, 6,
                    4, (WatchedEnterprise("苏州凌云信息技术有限公司", True, 492, 31_820_00),
                        WatchedEnterprise("大连海通数据服务有限公司", False, 523, 0))),
        WatchedLine("新录用人员培训", "", WatchMeasure.TURNOVER, 50_000_00, False, False, 0, 0, 9,
                    3, ()),
        WatchedLine("大专以上", "Graduates", WatchMeasure.GRADUATES, 700, False, True, 1, 0, 9, 0,
                    (WatchedEnterprise("杭州云栖知识流程服务有限公司", True, 688, 5),)),
    ),
    FACTS,
)  # fmt: skip
OLD_PACK = dataclasses.replace(PACK, facts=None)
"""As it was frozen before there were facts in it."""


def make_pack(enterprises: int = 40, contracts: int = 60, **differences) -> QuarterlySummary:
    """Return a summary as it is frozen today: with what the pack prints besides."""
    kept = {"pack": PACK, "definitions": MEANINGS}
    return make_summary(enterprises, contracts, **(kept | differences))


def make_findings(names: list[str], **differences) -> QuarterFindings:
    """Return the findings of the quarter: every standing and mark, of several people."""
    lines = ordered_lines(_finding(place, names) for place in range(len(FINDINGS) if names else 0))
    found = QuarterFindings(
        QUARTER.last, dt.date(2026, 4, 17), dt.date(2026, 10, 12), lines, 5, RULES
    )
    return dataclasses.replace(found, **differences)


RULES = tuple(
    FindingRule(code, level, f"{code.value} 的要求。", f"What {code.value} asks.", "园区自定",
                "The park's own rule", code is not RuleCode.CERTIFICATE_EXPIRING, days)
    for code, level, days in (
        (RuleCode.CERTIFICATE_EXPIRED, Level.SERIOUS, 15),
        (RuleCode.CERTIFICATE_EXPIRING, Level.WARNING, 20),
        (RuleCode.RETURN_LATE, Level.HINT, 30),
    )
)  # fmt: skip
FINDINGS = (
    (RuleCode.CERTIFICATE_EXPIRED, "李倩", FindingStanding.OVERDUE, QuarterMark.REPEATED),
    (RuleCode.CERTIFICATE_EXPIRED, "李倩", FindingStanding.OPEN, QuarterMark.NEW),
    (RuleCode.CERTIFICATE_EXPIRED, "", FindingStanding.OPEN, QuarterMark.NEW),
    (RuleCode.CERTIFICATE_EXPIRING, "周敏", FindingStanding.OPEN, QuarterMark.NEW),
    (RuleCode.CERTIFICATE_EXPIRING, "周敏", FindingStanding.ANSWERED, QuarterMark.NEW),
    (RuleCode.CERTIFICATE_EXPIRING, "周敏", FindingStanding.WAIVED, QuarterMark.REPEATED),
    (RuleCode.RETURN_LATE, "", FindingStanding.OPEN, QuarterMark.REPEATED),
    (RuleCode.CERTIFICATE_EXPIRING, "李倩", FindingStanding.ENDED, QuarterMark.CLOSED),
    (RuleCode.RETURN_LATE, "李倩", FindingStanding.OPEN, QuarterMark.NEW),
)


def _finding(place: int, names: list[str]) -> FindingLine:
    rule, owner, standing, mark = FINDINGS[place]
    found_on = dt.date(2026, 4, 17) if mark is QuarterMark.REPEATED else dt.date(2026, 9, 10)
    facts = {"certificate": "CMMI 3", "number": f"C-{place}", "expires_on": dt.date(2026, 9, 9)}
    if rule is RuleCode.RETURN_LATE:
        facts = {"quarter": "2026Q1", "received_on": dt.date(2026, 5, 4), "due_on": QUARTER.first}
    ended = {7: dt.date(2026, 9, 20), 8: dt.date(2026, 10, 5)}.get(place)
    ending = {"": "certificate-renewed", "on": ended} if ended else {}
    return FindingLine(
        finding_id=place + 1,
        level=next(one.level for one in RULES if one.code is rule),
        rule=rule,
        enterprise=names[(3 * place) % len(names)],
        facts=kept_facts(facts),
        since_on=found_on,
        found_on=found_on,
        due_on=dt.date(2026, 9, 25) if standing is FindingStanding.OVERDUE
        else dt.date(2026, 10, 20 + place),
        owner=owner,
        standing=standing,
        mark=mark,
        waived_until=dt.date(2026, 12, 31) if standing is FindingStanding.WAIVED else None,
        ended_on=ended,
        ending=kept_facts(ending),
    )  # fmt: skip


def empty_summary() -> QuarterlySummary:
    """Return a draft of a quarter in which nothing happened."""
    return QuarterlySummary(
        park="新园区",
        quarter=QUARTER,
        edition=0,
        cut_off=CUT_OFF,
        signatures=Signatures(),
        figures=(),
        executed=(),
        markets=(),
        findings=make_findings([], looked_on=None, kept_since=None, found_since=0),
    )


def _name(chance: random.Random, number: int) -> str:
    city, word, trade = (chance.choice(part) for part in (_CITIES, _WORDS, _TRADES))
    return f"{city}{word}{trade}{'' if number < 12 else number}有限公司"


def _contract(chance: random.Random, number: int, names: list[str]) -> ContractLine:
    signed = chance.randrange(20_000_00, 900_000_00, 100)
    executed = chance.randrange(0, signed // 3, 100)
    return ContractLine(
        number=f"JB-2026-{number + 1:04}",
        enterprise=chance.choice(names),
        client=chance.choice(
            ["Northwind Analytics Inc.", "株式会社青空システム", "Rhein Logistik GmbH"]
        ),
        country=chance.choice(list(_MARKETS.values())),
        service_line=chance.choice(list(ServiceLine)),
        offshore=number % 5 != 0,
        signed_on=dt.date(2026, 7, 1) - dt.timedelta(days=chance.randrange(300)),
        signed_usd_cents=signed,
        executed_usd_cents=executed,
        executed_to_date_usd_cents=executed + signed // 4,
    )


def _executed(
    chance: random.Random, contracts: tuple[ContractLine, ...]
) -> tuple[ExecutedQuarter, ...]:
    now = {
        line: sum(
            item.executed_usd_cents
            for item in contracts
            if item.offshore and item.service_line is line
        )
        for line in ServiceLine
    }
    earlier = [
        ExecutedQuarter(
            QUARTER.shifted(back),
            *(value * chance.randrange(75, 105) // 100 for value in now.values()),
        )
        for back in range(-4, 0)
    ]
    return (*earlier, ExecutedQuarter(QUARTER, *now.values()))


def _enterprise(
    chance: random.Random, name: str, contracts: tuple[ContractLine, ...]
) -> EnterpriseLine:
    executed = sum(
        line.executed_usd_cents for line in contracts if line.offshore and line.enterprise == name
    )
    code = "9132" + "".join(chance.choice("0123456789") for _ in range(8)) + "MA1XK3"
    return EnterpriseLine(
        name, code, chance.choice(list(ServiceLine)), chance.randrange(20, 600), executed,
        chance.choice(["CMMI 3", "CMMI 5", "ISO 27001", ""]), FillState.SUBMITTED,
    )  # fmt: skip


def _certificate(chance: random.Random, name: str) -> CertificateLine:
    days = chance.choice([-12, 30, 80, 140, 400, 900])
    kind, level = chance.choice([("CMMI", 3), ("CMMI", 5), ("ISO 27001", None), ("ISO 9001", None)])
    expires = CUT_OFF.date() + dt.timedelta(days=days)
    status = CertificationStatus.VALID
    if days < 0:
        status = CertificationStatus.EXPIRED
    elif days < 180:
        status = CertificationStatus.EXPIRING
    return CertificateLine(
        name, name[:8], kind, level, f"C{chance.randrange(10**6):06}",
        expires - dt.timedelta(days=1095), expires, status, days == 140,
    )  # fmt: skip


def _programmes() -> tuple[ProgrammeLine, ...]:
    return (
        ProgrammeLine(
            "2013 年度承接国际服务外包业务发展资金", "财企[2013]52号", True, 9, 412, 388,
            185_400_000, 174_600_000, 90_000_000, 0,
            (Rejection(EligibilityRule.CONTRACT, 16), Rejection(EligibilityRule.DEGREE, 8)),
        ),
        ProgrammeLine("本年度政策模板", "", False, 6, 271, 250, 121_950_000, 112_500_000, 0, 0),
    )  # fmt: skip


def _deviations(names: list[str]) -> tuple[Deviation, ...]:
    def about(number: int) -> str:
        return names[number % len(names)]

    return ordered_deviations(
        (
            Deviation(
                Level.SERIOUS, about(3), Rule.CERTIFICATE_EXPIRED,
                (Fact("certificate", "CMMI 3"), Fact("expired_on", "2026-09-30")),
                "李倩", dt.date(2026, 10, 30),
            ),
            Deviation(
                Level.SERIOUS, about(4), Rule.CLAIM_ROWS_REFUSED,
                (Fact("claim", "PX-2026-0012"), Fact("persons", 2)),
                "李芳", dt.date(2026, 10, 20),
            ),
            Deviation(
                Level.WARNING, about(5), Rule.RECEIPT_MISSING,
                (Fact("executions", 1), Fact("amount_usd_cents", 31_820_000)),
                "周敏", dt.date(2026, 11, 15),
            ),
            Deviation(
                Level.WARNING, about(6), Rule.OFFSHORE_SHARE_LOW,
                (Fact("share_permille", 492), Fact("floor_permille", 500)), "周敏",
            ),
            Deviation(
                Level.HINT, about(7), Rule.RETURN_LATE, (Fact("days", 4),), "周敏",
            ),
            Deviation(
                Level.HINT, about(8), Rule.CERTIFICATE_EXPIRING,
                (Fact("certificate", "ISO 27001"), Fact("expires_on", "2026-12-30")),
                "王敏", dt.date(2026, 12, 30),
            ),
        )
    )  # fmt: skip
