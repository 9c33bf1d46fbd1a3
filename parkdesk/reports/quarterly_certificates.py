"""The section of certificates: how many of each kind hold, what runs out when, and the list."""

from __future__ import annotations

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.charts import Tone
from parkdesk.domain.packs import Section
from parkdesk.domain.summaries import EXPIRY_HORIZON, QuarterlySummary
from parkdesk.i18n import N_, date_text, label, number_text, tr, trn
from parkdesk.reports import style
from parkdesk.reports.paper import Type
from parkdesk.reports.quarterly_expiries import running_out
from parkdesk.reports.quarterly_facts import facts_of
from parkdesk.reports.quarterly_numbers import PackFlow
from parkdesk.reports.tables import Align, Cell, Column, Row, Table, draw_table

_TONES = {
    CertificationStatus.EXPIRED: Tone.BAD,
    CertificationStatus.EXPIRING: Tone.WARN,
    CertificationStatus.SUSPENDED: Tone.WARN,
    CertificationStatus.WITHDRAWN: Tone.BAD,
}


def certificates(flow: PackFlow, summary: QuarterlySummary) -> None:
    """Write how many certificates of each kind hold, what runs out, and every one of them.

    Where the list is an annex, it is there alone.
    """
    note = trn("{n} expires within 180 days", "{n} expire within 180 days",
               len(summary.expiring()))  # fmt: skip
    flow.section(N_("{number} Certificates"), "certificates", note)
    _by_kind(flow, summary)
    if facts_of(summary) is not None:
        running_out(flow, summary)
        if flow.name_of(Section.CERTIFICATE_LIST):
            return
    flow.part(N_("{number} Certificates, one by one"), "certificate-list")
    draw_table(flow, certificate_table(flow, summary))


def certificate_table(flow: PackFlow, summary: QuarterlySummary) -> Table:
    """Return every certificate with its state on the day of the cut-off."""
    columns = (
        Column(tr("Enterprise"), share=3),
        Column(tr("Certificate")),
        Column(tr("Number"), share=1),
        Column(tr("Issued on")),
        Column(tr("Expires on")),
        Column(tr("Days left"), Align.RIGHT),
        Column(tr("State")),
        Column(tr("Renewal")),
    )
    today = day_in_china(summary.cut_off)
    rows = []
    for line in summary.certificates:
        left = "—" if line.expires_on is None else number_text((line.expires_on - today).days)
        rows.append(
            Row(
                (
                    line.enterprise, line.title, line.number, date_text(line.issued_on),
                    date_text(line.expires_on), left, _state(line.status),
                    tr("registered") if line.renewal else "—",
                )
            )
        )  # fmt: skip
    caption = flow.caption(N_("Table {number}  Certificates on the day of the cut-off"))
    empty = tr("No certificate is registered.")
    return Table(columns, rows, caption, empty=empty)


def _by_kind(flow: PackFlow, summary: QuarterlySummary) -> None:
    kinds: dict[str, list[int]] = {}
    today = day_in_china(summary.cut_off)
    for line in summary.certificates:
        row = kinds.setdefault(line.title, [0, 0, 0, 0])
        holds = line.status in {CertificationStatus.VALID, CertificationStatus.EXPIRING}
        row[0] += 1
        row[1] += holds
        expires = line.expires_on
        row[2] += holds and expires is not None and expires <= today + EXPIRY_HORIZON
        row[3] += line.status is CertificationStatus.EXPIRED
    columns = (
        Column(tr("Certificate"), share=2),
        Column(tr("Registered"), Align.RIGHT, 1),
        Column(tr("in force"), Align.RIGHT, 1),
        Column(tr("expiring within 180 days"), Align.RIGHT, 1),
        Column(tr("expired"), Align.RIGHT, 1),
    )
    rows = [Row((kind, *map(number_text, row))) for kind, row in sorted(kinds.items())]
    sums = [sum(row[index] for row in kinds.values()) for index in range(4)]
    total = Row((tr("Total"), *map(number_text, sums)), bold=True) if rows else None
    flow.part(N_("{number} By kind and level"), "certificate-kinds")
    caption = flow.caption(N_("Table {number}  Certificates by kind and level"))
    draw_table(flow, Table(columns, rows, caption, tr("certificates"), total))


def _state(status: CertificationStatus) -> Cell:
    tone = _TONES.get(status)
    return Cell(label(status), Type(style.CELL, colour=style.TONES[tone] if tone else style.INK))
