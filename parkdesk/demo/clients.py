"""Clients of the demonstration park: those of its contracts, and two that gave no work yet.

Every name, number and office is invented.
"""

from __future__ import annotations

import datetime as dt

from parkdesk.demo.rows import Row
from parkdesk.domain.enterprises import name_key

D = dt.date
_CLERK = "李芳"
# Name, country, trade, people, what it gives out, source, last verified, consent from and until.
_KNOWN = (
    ("Kitanagi Systems K.K.", "JP", "金融信息系统", 3_200, "核心业务系统维护、测试外包",
     "接包合同", D(2026, 9, 15), D(2025, 4, 1), None),
    ("Harbourline Software Inc.", "US", "企业软件", 1_100, "产品本地化、自动化测试",
     "接包合同", D(2026, 6, 3), D(2026, 1, 15), None),
    ("Rheinwerk Daten GmbH", "DE", "工业数据", 640, "设备数据标注、报表开发",
     "2025年软件交易会", D(2025, 8, 20), D(2024, 6, 1), D(2026, 5, 31)),
    ("Cedar & Vale Insurance plc", "GB", "保险", 8_700, "理赔单据处理、客户服务",
     "接包合同", D(2026, 7, 9), None, None),
    ("Hoshikage Motors K.K.", "JP", "汽车电子", 12_500, "车载软件测试、嵌入式开发",
     "接包合同", D(2026, 9, 28), D(2026, 9, 28), D(2027, 9, 27)),
    ("Hanbit Studio Inc.", "KR", "动漫游戏", 260, "美术外包、动画制作",
     "赴韩考察", D(2025, 5, 16), None, None),
    ("沧宁银行股份有限公司", "CN", "银行", 21_000, "信用卡数据录入、灾备运维",
     "接包合同", D(2026, 8, 11), D(2025, 11, 1), None),
    ("岫川医院管理集团有限公司", "CN", "医疗", 4_300, "病案数字化、人力资源外包",
     "接包合同", D(2026, 3, 24), None, None),
    ("Loxbridge Bioassay Ltd.", "GB", "生物医药", 350, "临床数据管理",
     "2026年软件交易会", D(2026, 6, 19), D(2026, 6, 19), None),
    ("Tundra Peak Retail AB", "SE", "零售", 5_400, "电商客服（英语、瑞典语）",
     "市商务局转来", None, None, None),
)  # fmt: skip


def known() -> tuple[Row, ...]:
    """Return the rows of `client`."""
    return tuple(
        {
            "version": 1,
            "name": name,
            "name_key": name_key(name),
            "country_code": country,
            "field": field,
            "people": people,
            "needs": needs,
            "history": "",
            "contact": "",
            "source": source,
            "verified_on": verified,
            "verified_by": _CLERK if verified else "",
            "verified_key": verified or dt.date.min,
            "consent_on": since,
            "consent_until": until,
            "consent_basis": f"{since.year}年{since.month}月{since.day}日邮件" if since else "",
            "note": "",
        }
        for name, country, field, people, needs, source, verified, since, until in _KNOWN
    )
