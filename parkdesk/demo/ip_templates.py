"""Templates of the demonstration park: specimens that say so, one of them in two editions."""

from __future__ import annotations

import datetime as dt
import hashlib

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.domain.ip_templates import IpTemplateKind, SaveIpTemplate
from parkdesk.domain.papers import MediaType, PaperFile
from parkdesk.reports.specimen import Specimen, print_specimen
from parkdesk.usecases.ip_templates import add_template, retire_template

D = dt.date
_PARK = "云湖服务外包园（虚构）"
_TOLD = (
    (D(2025, 4, 7), IpTemplateKind.NDA, "员工保密协议", "2025版"),
    (D(2025, 4, 7), IpTemplateKind.NDA, "发包项目保密协议（中英文）", "2025版"),
    (D(2025, 9, 15), IpTemplateKind.TRADE_SECRET, "商业秘密管理制度", "试行"),
    (D(2026, 2, 9), IpTemplateKind.NDA, "员工保密协议", "2026版"),
    (D(2026, 3, 16), IpTemplateKind.OWNERSHIP, "外包成果归属条款", "2026版"),
)


def offer_templates(team: Team) -> None:
    """Put the templates here; one has a newer edition since, one is handed out no more."""
    ids = []
    for day, kind, title, edition in _TOLD:
        with team.at(people.CLERK, day).work(read_only=False) as work:
            form = SaveIpTemplate(title, kind, "园区知识产权服务窗口", edition)
            ids.append(add_template(work, form, _file(title, edition)))
    with team.at(people.CLERK, D(2026, 2, 9)).work(read_only=False) as work:
        retire_template(work, ids[2], 1, retired=True)


def _file(title: str, edition: str) -> PaperFile:
    facts = (("文本", title), ("版本", edition), ("说明", "演示样张，正文从略。"))
    content = print_specimen(Specimen(title, facts, _PARK))
    digest = hashlib.sha256(content).hexdigest()
    return PaperFile(f"{title}_{edition}.pdf", content, MediaType.PDF, 1, digest)
