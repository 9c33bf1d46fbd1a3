"""The platforms' money in the demonstration park: invented, one grant spent beyond its sum."""

from __future__ import annotations

import datetime as dt

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.domain.calendar import Quarter
from parkdesk.domain.platform_money import Condition, CostKind, OutlayKind
from parkdesk.domain.platforms import Platform
from parkdesk.usecases.platform_evaluation import set_platform_staff
from parkdesk.usecases.platform_funds import SaveGrant, add_grant
from parkdesk.usecases.platform_outlays import (
    OWN_MONEY,
    SaveOutlay,
    add_outlay,
    set_condition,
)

D = dt.date
_ENTERED = D(2026, 10, 9)
_TECHNOLOGY, _PROPERTY, _TRAINING, _BRAND = Platform
_GRANTS = (
    SaveGrant("演示批复〔2026〕3号", "公共技术平台建设与运行", _TECHNOLOGY, 600_000_00,
              D(2026, 1, 1), D(2026, 12, 31)),
    SaveGrant("演示批复〔2026〕5号", "培训平台设备更新", _TRAINING, 200_000_00,
              D(2026, 3, 1), D(2026, 9, 30)),
)  # fmt: skip
# Platform, item, kind, cost, fen, day, which grant (0: own money), invoice, place, valid until.
_OUTLAYS = (
    (_TECHNOLOGY, "测试服务器 2 台", OutlayKind.ASSET, CostKind.BUILDING, 286_000_00,
     D(2026, 3, 12), 1, "24512000000081", "共享测试实验室", None),
    (_TECHNOLOGY, "自动化测试软件许可 20 席", OutlayKind.LICENCE, CostKind.BUILDING, 168_000_00,
     D(2026, 4, 2), 1, "24512000000117", "共享测试实验室", D(2027, 4, 1)),
    (_TECHNOLOGY, "代码扫描工具年度订阅", OutlayKind.LICENCE, CostKind.RUNNING, 36_000_00,
     D(2025, 12, 1), 0, "24512000000029", "", D(2026, 11, 30)),
    (_TECHNOLOGY, "机房电费 第3季度", OutlayKind.EXPENSE, CostKind.RUNNING, 21_480_00,
     D(2026, 9, 28), 1, "24512000000306", "", None),
    (_TECHNOLOGY, "移动端测试机 12 部", OutlayKind.ASSET, CostKind.BUILDING, 54_600_00,
     D(2026, 5, 20), 0, "24512000000164", "设备间 203", None),
    (_PROPERTY, "专利检索数据库年费", OutlayKind.LICENCE, CostKind.RUNNING, 48_000_00,
     D(2026, 1, 15), 0, "24512000000012", "", D(2027, 1, 14)),
    (_TRAINING, "多媒体教学设备 3 套", OutlayKind.ASSET, CostKind.BUILDING, 158_000_00,
     D(2026, 4, 22), 2, "24512000000139", "一号培训教室", None),
    (_TRAINING, "学员用机 15 台", OutlayKind.ASSET, CostKind.BUILDING, 61_500_00,
     D(2026, 8, 18), 2, "", "一号培训教室", None),
    (_TRAINING, "投影机(旧)", OutlayKind.ASSET, CostKind.BUILDING, 12_800_00,
     D(2026, 1, 8), 0, "24512000000007", "一号培训教室", None),
    (_BRAND, "展位搭建件", OutlayKind.ASSET, CostKind.BUILDING, 33_900_00,
     D(2026, 2, 26), 0, "24512000000066", "仓库 B1", None),
)  # fmt: skip
_STAFF = {_TECHNOLOGY: 6, _PROPERTY: 2, _TRAINING: 4}


def spend_on_platforms(team: Team) -> None:
    """Enter grants, what was bought, what became of some of it, and who works there."""
    with team.at(people.CLERK, _ENTERED).work(read_only=False) as work:
        sources = [OWN_MONEY, *(add_grant(work, one) for one in _GRANTS)]
        ids = {}
        for platform, item, kind, cost, cents, day, source, invoice, place, until in _OUTLAYS:
            form = SaveOutlay(platform, item, kind, cost, cents, day, sources[source], invoice,
                              place, until)  # fmt: skip
            ids[item] = add_outlay(work, form)
        for item, condition, on, words in (
            ("投影机(旧)", Condition.RETIRED, D(2026, 8, 20), "光源老化，由新教学设备替换"),
            ("展位搭建件", Condition.LENT, D(2026, 9, 24), "借给软件交易会联合展团"),
        ):
            set_condition(work, ids[item], 1, condition, on, words)
        for platform, count in _STAFF.items():
            set_platform_staff(work, platform, Quarter(2026, 3), 0, count)
