"""Sections of an enterprise's sheet: certificates, subsidies, contracts, services, returns.

An empty section says so in a line; one that the person may not read is not drawn at all.
"""

from __future__ import annotations

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.charts import Tone
from parkdesk.domain.enterprise_print import EnterprisePrint
from parkdesk.domain.enterprise_sheets import ContractYear, subsidy_sums, total_of
from parkdesk.domain.statistics import FillState
from parkdesk.i18n import (
    amount_text,
    date_text,
    label,
    number_text,
    period_text,
    tr,
)
from parkdesk.i18n.enterprise_sheets import (
    cap_text,
    certificate_name,
    in_language,
    programme_name,
    quota_text,
)
from parkdesk.reports import style
from parkdesk.reports.flow import NOTE, Flow
from parkdesk.reports.paper import Type
from parkdesk.reports.tables import Align, Cell, Column, Row, Table, draw_table

_STATUS_TONES = {
    CertificationStatus.VALID: Tone.GOOD,
    CertificationStatus.EXPIRING: Tone.WARN,
    CertificationStatus.SUSPENDED: Tone.WARN,
    CertificationStatus.WITHDRAWN: Tone.BAD,
    CertificationStatus.EXPIRED: Tone.BAD,
    CertificationStatus.SUPERSEDED: Tone.NEUTRAL,
}


def certificates(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write the certificates with what each is worth on the day, and the grants for them."""
    if sheet.certificates is None:
        return
    flow.heading(tr("Certificates"), 0, "certificates")
    columns = (
        Column(tr("Certificate"), share=2),
        Column(tr("Number"), share=1),
        Column(tr("Issued on")),
        Column(tr("Last day")),
        Column(tr("Status")),
    )
    rows = [
        Row(
            (
                certificate_name(one),
                one.number,
                date_text(one.issued_on),
                date_text(one.expires_on),
                _status(one.status),
            )
        )
        for one in sheet.certificates
    ]
    empty = tr("The enterprise holds no registered certificate.")
    draw_table(flow, Table(columns, rows, empty=empty))
    if sheet.grants:
        _grants(flow, sheet)


def _status(status: CertificationStatus | None) -> Cell:
    if status is None:
        return Cell(tr("Not yet in force"))
    colour = style.TONES[_STATUS_TONES[status]]
    return Cell(label(status), Type(style.CELL, bold=True, colour=colour))


def _grants(flow: Flow, sheet: EnterprisePrint) -> None:
    columns = (
        Column(tr("Granted on")),
        Column(tr("Certificate"), share=2),
        Column(tr("Kind of event")),
        Column(tr("Year")),
        Column(tr("Document number"), share=1),
        Column(tr("Amount"), Align.POINT),
    )
    grants = sheet.grants or ()
    rows = [
        Row(
            (
                date_text(one.granted_on),
                one.certificate,
                label(one.event_type),
                str(one.programme_year),
                one.document_number,
                amount_text(one.amount_cents),
            )
        )
        for one in grants
    ]
    sum_ = amount_text(sum(one.amount_cents for one in grants))
    total = Row((tr("Total"), "", "", "", "", sum_), bold=True)
    caption = tr("Grants for certificates")
    draw_table(flow, Table(columns, rows, caption, tr("yuan"), total))


def subsidies(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write the subsidy account of all years, and the claims it comes from."""
    if sheet.subsidies is None or sheet.claims is None:
        return
    flow.heading(tr("Subsidy account"), 0, "subsidies")
    _account(flow, sheet)
    columns = (
        Column(tr("Claim")),
        Column(tr("Kind of claim"), share=1),
        Column(tr("State")),
        Column(tr("Heads or items"), Align.RIGHT),
        Column(tr("Applied for"), Align.POINT),
        Column(tr("Recommended"), Align.POINT),
        Column(tr("Approved"), Align.POINT),
        Column(tr("Paid"), Align.POINT),
        Column(tr("Paid on")),
    )
    rows = [
        Row(
            (
                one.number,
                label(one.kind),
                label(one.state),
                number_text(one.heads),
                _yuan(one.requested_cents),
                _yuan(one.recommended_cents),
                _yuan(one.approved_cents),
                _yuan(one.paid_cents),
                date_text(one.paid_on),
            )
        )
        for one in sheet.claims
    ]
    table = Table(columns, rows, tr("Claims"), tr("yuan"), empty=tr("No claim has been made."))
    draw_table(flow, table)


def _account(flow: Flow, sheet: EnterprisePrint) -> None:
    lines = sheet.subsidies or ()
    columns = (
        Column(tr("Year")),
        Column(tr("Programme"), share=1),
        Column(tr("Applied for"), Align.POINT),
        Column(tr("Approved"), Align.POINT),
        Column(tr("Paid"), Align.POINT),
        Column(tr("Came back"), Align.POINT),
        Column(tr("For certificates"), Align.POINT),
        Column(tr("Quota left"), Align.RIGHT),
    )
    rows = [
        Row(
            (
                str(one.year),
                programme_name(one),
                _yuan(one.requested_cents),
                _yuan(one.approved_cents),
                _yuan(one.paid_cents),
                _yuan(one.returned_cents),
                _yuan(one.granted_cents or None),
                quota_text(one),
            )
        )
        for one in lines
    ]
    sums = subsidy_sums(lines)
    total = Row(
        (
            tr("Total"),
            "",
            _yuan(sums.requested_cents),
            _yuan(sums.approved_cents),
            _yuan(sums.paid_cents),
            _yuan(sums.returned_cents),
            _yuan(sums.granted_cents or None),
            "",
        ),
        bold=True,
    )
    caption = tr("By programme year")
    empty = tr("No programme was asked, and none has granted anything.")
    draw_table(flow, Table(columns, rows, caption, tr("yuan"), total if rows else None, empty))
    if rows:
        flow.paragraph(
            tr(
                "A dash under the quota: the programme names no limit for one enterprise. A dash"
                " under what came back: nothing did."
            ),
            NOTE,
        )
        caps = dict.fromkeys(f"{one.year} {cap_text(cap)}" for one in lines for cap in one.caps)
        if caps:
            flow.paragraph(tr("Limits for a person: {limits}.", limits=tr("; ").join(caps)), NOTE)
        flow.space(8)


def contracts(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write what was signed and executed by year, and every contract in its currency."""
    if sheet.contracts is None or sheet.years is None:
        return
    flow.heading(tr("Contracts"), 0, "contracts")
    columns = (
        Column(tr("Year"), share=1),
        Column(tr("Contracts"), Align.RIGHT),
        Column(tr("Signed"), Align.POINT),
        Column(tr("Executed"), Align.POINT),
        Column(tr("of it offshore"), Align.POINT),
    )
    years = list(sheet.years)
    rows = [Row(_year(str(one.year), one)) for one in years]
    total = Row(_year(tr("Total"), total_of(years)), bold=True) if len(years) > 1 else None
    empty = tr("Nothing has been signed or executed.")
    caption = tr("By calendar year")
    draw_table(flow, Table(columns, rows, caption, tr("US$"), total, empty))
    waiting = total_of(years).unconverted
    if waiting:
        flow.paragraph(
            tr(
                "{count} contracts and executions wait for the rate of their month: they are in"
                " no sum.",
                count=number_text(waiting),
            ),
            NOTE,
        )
        flow.space(6)
    if sheet.contracts:
        _contract_table(flow, sheet)


def _year(title: str, one: ContractYear) -> tuple[str, ...]:
    return (
        title,
        number_text(one.contracts),
        amount_text(one.signed_usd_cents),
        amount_text(one.executed_usd_cents),
        amount_text(one.executed_offshore_usd_cents),
    )


def _contract_table(flow: Flow, sheet: EnterprisePrint) -> None:
    columns = (
        Column(tr("Number")),
        Column(tr("Client"), share=2),
        Column(tr("Country or region"), share=1),
        Column(tr("Signed on")),
        Column(tr("Currency")),
        Column(tr("Amount with changes"), Align.RIGHT),
        Column(tr("Executed"), Align.RIGHT),
        Column(tr("State today")),
    )
    rows = [
        Row(
            (
                one.number,
                one.client,
                in_language(one.country_zh, one.country_en),
                date_text(one.signed_on),
                one.currency,
                amount_text(one.amount_minor, one.currency),
                amount_text(one.executed_minor, one.currency),
                label(one.state),
            )
        )
        for one in sheet.contracts or ()
    ]
    draw_table(flow, Table(columns, rows, tr("Contracts, each in its currency")))


def services(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write the services of the public platforms."""
    if sheet.services is None:
        return
    flow.heading(tr("Services used"), 0, "services")
    columns = (
        Column(tr("Day")),
        Column(tr("Platform"), share=1),
        Column(tr("Service"), share=1),
        Column(tr("Hours"), Align.POINT),
        Column(tr("People"), Align.RIGHT),
        Column(tr("Fee, ¥"), Align.POINT),
        Column(tr("Satisfaction"), Align.RIGHT),
    )
    rows = [
        Row(
            (
                date_text(one.served_on),
                label(one.platform),
                one.offer or label(one.kind),
                f"{one.hours_tenths // 10:,}.{one.hours_tenths % 10}",
                number_text(one.people),
                amount_text(one.fee_cents),
                "—" if one.satisfaction is None else str(one.satisfaction),
            )
        )
        for one in sheet.services
    ]
    tenths = sum(one.hours_tenths for one in sheet.services)
    total = Row(
        (
            tr("Total"),
            "",
            number_text(len(rows)),
            f"{tenths // 10:,}.{tenths % 10}",
            number_text(sum(one.people for one in sheet.services)),
            amount_text(sum(one.fee_cents for one in sheet.services)),
            "",
        ),
        bold=True,
    )
    empty = tr("No service of a public platform is recorded.")
    draw_table(flow, Table(columns, rows, total=total if rows else None, empty=empty))


def returns(flow: Flow, sheet: EnterprisePrint) -> None:
    """Write the quarterly returns: handed in, late, missing."""
    if sheet.returns is None:
        return
    flow.heading(tr("Quarterly returns"), 0, "returns")
    columns = (
        Column(tr("Quarter"), share=1),
        Column(tr("State")),
        Column(tr("Due on")),
        Column(tr("Handed in on")),
        Column(tr("People"), Align.RIGHT),
        Column(tr("Junior college or above"), Align.RIGHT),
        Column(tr("New people"), Align.RIGHT),
    )
    bad = Type(style.CELL, bold=True, colour=style.TONES[Tone.BAD])
    late = Type(style.CELL, bold=True, colour=style.TONES[Tone.WARN])
    rows = []
    for one in sheet.returns:
        state = Cell(label(one.fill))
        if one.is_late:
            state = Cell(tr("Filed late"), late)
        elif one.fill is FillState.OVERDUE:
            state = Cell(label(one.fill), bad)
        rows.append(
            Row(
                (
                    period_text(one.period),
                    state,
                    date_text(one.due_on),
                    date_text(one.received_on),
                    _count(one.headcount),
                    _count(one.graduates),
                    _count(one.new_hires),
                )
            )
        )
    empty = tr("The park keeps no quarterly return of the time of this enterprise.")
    draw_table(flow, Table(columns, rows, empty=empty))


def _yuan(cents: int | None) -> str:
    return "—" if cents is None else amount_text(cents)


def _count(value: int | None) -> str:
    return "—" if value is None else number_text(value)
