"""How what was sent to the state system is said, and how it differs from now."""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.contract_reports import ReportDifference, Sent
from parkdesk.domain.contracts import Market, ReportState, ServiceLine
from parkdesk.domain.service_codes import Layer
from parkdesk.gui.theme import Tone
from parkdesk.i18n import amount_text, date_text, label, tr

REPORT_TONES = {
    ReportState.UNREPORTED: Tone.NEUTRAL,
    ReportState.REPORTED: Tone.GOOD,
    ReportState.DIFFERS: Tone.WARN,
}


def difference_text(one: ReportDifference, currency: str) -> str:
    """Return one difference as a line: what, as sent, as it is."""
    return tr(
        "{thing}: sent {sent}, now {now}",
        thing=thing_text(one),
        sent=value_text(one.sent, one.field, currency),
        now=value_text(one.now, one.field, currency),
    )


def thing_text(one: ReportDifference) -> str:
    """Return what differs: a field, or a field of one execution or change."""
    field = field_text(one.field)
    if one.part == "execution":
        return tr("Execution of {day}, {field}", day=date_text(one.day), field=field)
    if one.part == "change":
        return tr("Change of {day}, {field}", day=date_text(one.day), field=field)
    return field


def value_text(value: Sent, field: str, currency: str) -> str:
    """Return a value that was sent as people read it; a dash for none."""
    if value is None or value == "":
        return "—"
    if isinstance(value, dt.date):
        return date_text(value)
    if isinstance(value, int):
        return amount_text(value, currency) if "minor" in field else str(value)
    return label(value) if isinstance(value, Market | ServiceLine | Layer) else str(value)


def field_text(field: str) -> str:
    """Return the name of a field that is sent."""
    return _names().get(field, field)


def _names() -> dict[str, str]:
    return {
        "number": tr("Contract number"),
        "subject": tr("Subject"),
        "client": tr("Client"),
        "country_code": tr("Country or region"),
        "final_customer": tr("Final client"),
        "market": tr("Offshore or onshore"),
        "service_line": tr("Service line"),
        "service_code": tr("Service code"),
        "layer": tr("Layer"),
        "currency": tr("Currency"),
        "signed_minor": tr("Signed amount"),
        "agreed_minor": tr("Amount with changes"),
        "signed_on": tr("Date of signing"),
        "starts_on": tr("Work begins"),
        "ends_on": tr("Work ends"),
        "note": tr("Remarks"),
        "executed_on": tr("Date of execution"),
        "amount_minor": tr("Executed amount"),
        "receipt_no": tr("Receipt number"),
        "changed_on": tr("Date of the change"),
        "amount_minor_before": tr("Amount before"),
        "amount_minor_after": tr("Amount after"),
        "reason": tr("Reason"),
    }
