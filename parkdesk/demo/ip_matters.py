"""Filings and disputes of the demonstration park: invented, one in each state, one past due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.tenants import Fate, Tenant
from parkdesk.domain.ip_matters import IpAction, IpKind, SaveMatter
from parkdesk.usecases.ip_matters import add_matter, end_matter, file_matter

D = dt.date
_TOLD = 40


@dataclass(frozen=True, slots=True)
class _Story:
    kind: IpKind
    title: str
    opened_on: dt.date
    due_on: dt.date | None = None
    other_side: str = ""
    filed: tuple[dt.date, str] | None = None
    ended: tuple[IpAction, dt.date, str, str] | None = None


_STORIES = (
    _Story(IpKind.SOFTWARE_COPYRIGHT, "对账引擎软件V2.0", D(2026, 3, 9), None, "",
           (D(2026, 3, 25), "2026R11L0300001"),
           (IpAction.GRANT, D(2026, 5, 11), "软著登字第00000001号", "")),
    _Story(IpKind.SOFTWARE_COPYRIGHT, "语音质检平台V1.3", D(2026, 9, 14), D(2026, 10, 9)),
    _Story(IpKind.INVENTION, "一种票据影像去重方法", D(2026, 2, 2), D(2027, 2, 20), "",
           (D(2026, 2, 26), "202610000001.X")),
    _Story(IpKind.UTILITY_MODEL, "机柜温度采集装置", D(2026, 4, 13), None, "",
           (D(2026, 4, 30), "202620000002.1"),
           (IpAction.REFUSE, D(2026, 9, 18), "", "现有设备已公开同样结构。")),
    _Story(IpKind.DESIGN, "手持终端外观", D(2026, 6, 1), None, "", None,
           (IpAction.WITHDRAW, D(2026, 7, 6), "", "企业改用通用终端，不再申请。")),
    _Story(IpKind.DISPUTE, "离职人员带走源代码", D(2026, 7, 13), D(2026, 10, 30),
           "前员工两人"),
    _Story(IpKind.DISPUTE, "外包合同中成果归属", D(2026, 1, 12), None, "境外发包商一家", None,
           (IpAction.SETTLE, D(2026, 4, 20), "", "双方约定成果归发包商，保留署名。")),
    _Story(IpKind.DISPUTE, "软件界面抄袭", D(2025, 11, 3), None, "市内软件企业一家", None,
           (IpAction.DECIDE, D(2026, 8, 28), "(2026)虚构知初1号", "判决停止使用，赔偿企业损失。")),
)  # fmt: skip


def follow_matters(team: Team, everybody: Sequence[Tenant]) -> None:
    """Take the matters on and go their steps, each on its day."""
    here = [one for one in everybody[:_TOLD] if one.fate is Fate.STAYS and one.left_on is None]
    for tenant, story in zip(reversed(here), _STORIES, strict=False):
        form = SaveMatter(tenant.number, story.kind, story.title, story.opened_on,
                          story.other_side, story.due_on)  # fmt: skip
        with team.at(people.CLERK, story.opened_on).work(read_only=False) as work:
            id_ = add_matter(work, form)
        version = 1
        if story.filed is not None:
            day, number = story.filed
            with team.at(people.CLERK, day).work(read_only=False) as work:
                file_matter(work, id_, version, day, number)
            version += 1
        if story.ended is not None:
            action, day, number, words = story.ended
            with team.at(people.CLERK, day).work(read_only=False) as work:
                end_matter(work, id_, version, action, day, number, words)
