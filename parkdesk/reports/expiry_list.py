"""The list of certificates that end within so many months of a day (资质到期清单)."""

from __future__ import annotations

from collections import Counter

from parkdesk.domain.document_facts import ExpiryLine, ExpiryList
from parkdesk.domain.issued_documents import DocumentSnapshot
from parkdesk.i18n import date_text, number_text, tr, trn
from parkdesk.reports.due import certificate_name
from parkdesk.reports.flow import Flow
from parkdesk.reports.tables import Align, Column, Row, Table, draw_table


def write(flow: Flow, snapshot: DocumentSnapshot) -> None:
    """Write how many end in each month, then every certificate, the soonest first."""
    found = snapshot.expiries
    assert found is not None
    flow.paragraph(_told(found))
    flow.space(6)
    if found.lines:
        _months(flow, found)
    _list(flow, found)


def _told(found: ExpiryList) -> str:
    if not found.lines:
        return tr(
            "Of {total} in force on {day}, none ends by {until}.",
            total=_certificates(found.in_force),
            day=date_text(found.day),
            until=date_text(found.until),
        )
    first = found.lines[0]
    return trn(
        "Of {total} in force on {day}, {n} ends by {until}: on {first} ({enterprise}).",
        "Of {total} in force on {day}, {n} end by {until}; the first on {first} ({enterprise}).",
        len(found.lines),
        total=_certificates(found.in_force),
        day=date_text(found.day),
        until=date_text(found.until),
        first=date_text(first.expires_on),
        enterprise=first.enterprise,
    )


def _certificates(count: int) -> str:
    return trn("{n} certificate", "{n} certificates", count)


def _months(flow: Flow, found: ExpiryList) -> None:
    flow.heading(tr("By month"), 0, "months")
    count = Counter((one.expires_on.year, one.expires_on.month) for one in found.lines)
    holders = Counter(
        (year, month)
        for year, month, _name in {
            (one.expires_on.year, one.expires_on.month, one.enterprise) for one in found.lines
        }
    )
    columns = (
        Column(tr("Month"), share=1),
        Column(tr("Certificates that end"), Align.RIGHT),
        Column(tr("Holders"), Align.RIGHT),
    )
    rows = [
        Row((f"{year}-{month:02}", number_text(n), number_text(holders[year, month])))
        for (year, month), n in sorted(count.items())
    ]
    total = Row(
        (
            tr("Total"),
            number_text(len(found.lines)),
            number_text(len({one.enterprise for one in found.lines})),
        ),
        bold=True,
    )
    draw_table(flow, Table(columns, rows, total=total))


def _list(flow: Flow, found: ExpiryList) -> None:
    flow.heading(tr("Every certificate"), 0, "certificates")
    columns = (
        Column(tr("Serial"), Align.RIGHT),
        Column(tr("Last day")),
        Column(tr("Days left"), Align.RIGHT),
        Column(tr("Enterprise"), share=3),
        Column(tr("Certificate"), share=2),
        Column(tr("Number")),
        Column(tr("Issued by"), share=2),
    )
    rows = [_row(place, one, found) for place, one in enumerate(found.lines, 1)]
    draw_table(flow, Table(columns, rows, empty=tr("None ends in this time.")))


def _row(place: int, one: ExpiryLine, found: ExpiryList) -> Row:
    return Row(
        (
            str(place),
            date_text(one.expires_on),
            number_text((one.expires_on - found.day).days),
            one.enterprise,
            certificate_name(one),
            one.number or "—",
            one.issuer or "—",
        )
    )
