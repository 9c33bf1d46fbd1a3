"""Market information of the demonstration park: invented, some of it out of date."""

from __future__ import annotations

import datetime as dt

from parkdesk.demo.rows import Row
from parkdesk.domain.enterprises import name_key
from parkdesk.domain.market_items import ItemLanguage

D = dt.date
# Title, source, published, of use until, language, country, what it says.
_LEARNT = (
    ("日本地方银行共用核心系统，测试外包增加", "园区对日工作组", D(2026, 9, 10), D(2027, 3, 10),
     ItemLanguage.JAPANESE, "JP", "多家地方银行拟共用系统，测试和运维由外包方承担。"),
    ("Nearshore rates in Central Europe", "软件交易会资料", D(2026, 6, 22), D(2026, 12, 22),
     ItemLanguage.ENGLISH, "DE", "中东欧近岸报价上涨，德国中小制造企业询问亚洲团队。"),
    ("英国保险理赔单据处理招标预告", "驻外商务机构转来", D(2026, 8, 3), D(2026, 11, 30),
     ItemLanguage.ENGLISH, "GB", "理赔单据处理，英语，需信息安全管理体系认证。"),
    ("韩国动画制作外包需求", "赴韩考察报告", D(2025, 5, 20), D(2025, 11, 20),
     ItemLanguage.KOREAN, "KR", "两家工作室寻找中期动画制作团队。"),
    ("国内银行信用卡数据录入集中采购", "采购公告", D(2026, 9, 28), D(2026, 10, 31),
     ItemLanguage.CHINESE, "CN", "三年期，要求驻场与保密隔离。"),
    ("全球服务外包市场半年观察", "行业月刊", D(2026, 7, 15), D(2027, 1, 15),
     ItemLanguage.CHINESE, None, "研发外包占比继续上升。"),
)  # fmt: skip


def learnt() -> tuple[Row, ...]:
    """Return the rows of `market_item`."""
    return tuple(
        {
            "version": 1,
            "title": title,
            "title_key": name_key(title),
            "source": source,
            "published_on": published,
            "useful_until": until,
            "language": language.value,
            "country_code": country,
            "service_code_id": None,
            "summary": summary,
            "link": "",
            "note": "",
        }
        for title, source, published, until, language, country, summary in _LEARNT
    )
