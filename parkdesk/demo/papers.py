"""Scans of the first enterprises of the demonstration park: printed here, of nobody."""

from __future__ import annotations

import datetime as dt
import hashlib
import struct
import zlib
from collections.abc import Iterator, Sequence

from sqlalchemy import select

from parkdesk.demo import people
from parkdesk.demo.journeys import Team
from parkdesk.demo.size import TODAY
from parkdesk.demo.tenants import Tenant
from parkdesk.domain.papers import MediaType, Owner, OwnerKind, PaperFile
from parkdesk.reports.specimen import Specimen, print_specimen
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.work import Work
from parkdesk.usecases.papers import NewPaper, add_papers

_SCENE = 1
"""The enterprise whose page the pictures show: it has something of everything."""
_BORROWER = 6
"""Handed in the undertaking of the first: the same scan used twice."""
_TOLD = 8
_EARLIER = dt.date(2026, 3, 2)
_OFFICE = "云湖市行政审批局（虚构）"
_PARK = "云湖服务外包园（虚构）"


def enter_papers(team: Team, everybody: Sequence[Tenant]) -> None:
    """Attach papers to the first eight, the most to the first; some are missing, as always."""
    told = everybody[:_TOLD]
    with team.at(people.CLERK, _EARLIER).work(read_only=False) as work:
        for tenant in told:
            if tenant.entered_on <= _EARLIER and tenant.number in {2, _SCENE, 7}:
                add_papers(
                    work, (_paper(tenant, "lease", "租赁合同_旧.pdf", _lease(tenant, 2023)),)
                )
    with team.at(people.CLERK, TODAY).work(read_only=False) as work:
        for tenant in told:
            if tenant.number % 3 != 0:
                add_papers(work, tuple(_usual(tenant)))
            if tenant.number == _SCENE:
                add_papers(work, tuple(_further(work, tenant)))
    _lend(team, told)


def _lend(team: Team, told: Sequence[Tenant]) -> None:
    """Let the same undertaking be with two enterprises."""
    if len(told) < _BORROWER:
        return
    undertaking = _undertaking(told[_SCENE - 1])
    borrowed = _file("承诺书（扫描）.pdf", undertaking, 1)
    owner = Owner(OwnerKind.ENTERPRISE, _BORROWER)
    with team.at(people.CLERK, TODAY, 20).work(read_only=False) as work:
        add_papers(work, (NewPaper(owner, "undertaking", borrowed, twin_confirmed=True),))


def _usual(tenant: Tenant) -> Iterator[NewPaper]:
    name = tenant.company.short
    yield _paper(tenant, "business-licence", f"{name}_营业执照.pdf", _licence(tenant))
    yield _paper(tenant, "lease", f"{name} 租赁合同.pdf", _lease(tenant, 2026), 2)


def _further(work: Work, tenant: Tenant) -> Iterator[NewPaper]:
    name = tenant.company.short
    yield _paper(tenant, "bank-permit", f"{name} 开户许可证.pdf", _permit(tenant))
    yield _paper(tenant, "undertaking", f"{name} 承诺书.pdf", _undertaking(tenant))
    picture = _picture()
    yield NewPaper(
        Owner(OwnerKind.ENTERPRISE, tenant.number),
        "audit-report",
        PaperFile("审计报告_2025_封面.png", picture, MediaType.PNG, 1, _sha256(picture)),
        "封面，正文另附",
    )
    certificates = work.session.execute(
        select(CertificationRecord.id, CertificationRecord.type_code, CertificationRecord.number)
        .where(CertificationRecord.enterprise_id == tenant.number)
        .order_by(CertificationRecord.id)
        .limit(1)
    )
    for id_, kind, number in certificates:
        content = _certificate(tenant, kind, number)
        owner = Owner(OwnerKind.CERTIFICATION, id_)
        yield NewPaper(owner, "certificate", _file(f"{kind} 证书 {number}.pdf", content, 1))


def _paper(tenant: Tenant, slot: str, name: str, content: bytes, pages: int = 1) -> NewPaper:
    return NewPaper(Owner(OwnerKind.ENTERPRISE, tenant.number), slot, _file(name, content, pages))


def _file(name: str, content: bytes, pages: int) -> PaperFile:
    return PaperFile(name, content, MediaType.PDF, pages, _sha256(content))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _licence(tenant: Tenant) -> bytes:
    facts = (
        ("统一社会信用代码", tenant.code),
        ("名称", tenant.company.name),
        ("法定代表人", tenant.legal_representative),
        ("注册资本", f"{tenant.capital_cents // 1_000_000} 万元"),
        ("成立日期", f"{tenant.founded_on:%Y年%m月%d日}"),
        ("住所", tenant.building),
    )
    return print_specimen(Specimen("营业执照", facts, _OFFICE))


def _lease(tenant: Tenant, year: int) -> bytes:
    facts = (
        ("出租方", _PARK),
        ("承租方", tenant.company.name),
        ("房屋", tenant.building),
        ("面积", f"{tenant.area_sqm} 平方米"),
        ("租期", f"{year}年1月1日至{year + 2}年12月31日"),
    )
    clauses = ("第一条　房屋仅用于服务外包业务。（虚构）",) if year == TODAY.year else ()
    return print_specimen(Specimen("房屋租赁合同", facts, _PARK, clauses))


def _permit(tenant: Tenant) -> bytes:
    facts = (
        ("存款人名称", tenant.company.name),
        ("开户银行", tenant.bank),
        ("账号", tenant.account),
    )
    return print_specimen(Specimen("开户许可证", facts, tenant.bank))


def _undertaking(tenant: Tenant) -> bytes:
    facts = (
        ("承诺单位", tenant.company.name),
        ("承诺事项", "所报材料真实、完整，不重复申报。"),
        ("日期", "2026年9月1日"),
    )
    return print_specimen(Specimen("承诺书", facts, tenant.company.short))


def _certificate(tenant: Tenant, kind: str, number: str) -> bytes:
    facts = (("持证单位", tenant.company.name), ("认证种类", kind), ("证书编号", number))
    return print_specimen(Specimen("认证证书", facts, "发证机构（虚构）"))


def _picture() -> bytes:
    """Return a grey page with lines where text would be: a picture as a scanner makes it."""
    width, height, margin = 620, 877, 60
    rows = bytearray()
    for y in range(height):
        inside = margin < y < height - margin
        written = inside and (y % 28) < 9 and y > 3 * margin  # noqa: PLR2004 (height of a line)
        heading = 2 * margin < y < 2 * margin + 26
        line = bytearray(b"\xf4" * width)
        if heading:
            line[200:420] = b"\x30" * 220
        elif written:
            end = width - margin - (y // 28 * 37) % 180
            line[margin:end] = b"\x9a" * (end - margin)
        rows += b"\0" + line
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", header)
        + _chunk(b"IDAT", zlib.compress(bytes(rows), 9))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
