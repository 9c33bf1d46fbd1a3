"""What the fields of an enterprise's rows are called, and how their values are said.

The trail keeps the names of columns and the stored values, which never change; people read these.
"""

from __future__ import annotations

import datetime as dt
import json
from enum import StrEnum

from parkdesk.domain.appraisals import Method
from parkdesk.domain.bank_accounts import AccountPurpose
from parkdesk.domain.bookings import BookingState
from parkdesk.domain.certifications import EventType
from parkdesk.domain.chain import Measure, Place
from parkdesk.domain.claims import ClaimKind, ClaimState
from parkdesk.domain.contacts import Duty
from parkdesk.domain.contracts import ContractState, Market, ReportState
from parkdesk.domain.enterprise_facts import AddressKind, FactOrigin
from parkdesk.domain.enterprise_history import Change, HistoryLine
from parkdesk.domain.enterprises import EnterpriseStatus, IdentifierKind, Reach
from parkdesk.domain.findings import FindingState
from parkdesk.domain.register_checks import CheckResult, Register
from parkdesk.domain.reminders import ReminderAct, ReminderKind
from parkdesk.domain.service_codes import Layer
from parkdesk.domain.statistics import ReturnState
from parkdesk.domain.stops import StopEffect
from parkdesk.domain.surveillance import SurveillanceOutcome
from parkdesk.domain.titles import AllianceRole
from parkdesk.i18n import (
    N_,
    amount_text,
    claim_history,
    date_text,
    label,
    marketplace_history,
    money_text,
    number_text,
    payment_history,
    tr,
    trn,
)
from parkdesk.i18n.findings import kept_ending_text

FIELDS = {
    "accepted_on": N_("Accepted on"),
    "account": N_("Bank account"),
    "act": N_("What was done"),
    "address": N_("Address"),
    "alliance": N_("Alliance"),
    "amount_cents": N_("Amount"),
    "amount_minor": N_("Amount"),
    "amount_minor_after": N_("Amount after"),
    "amount_minor_before": N_("Amount before"),
    "amount_usd_cents": N_("Amount in US$"),
    "answer": N_("Answer"),
    "answered_on": N_("Answered on"),
    "appraisal_ended_on": N_("End of the appraisal"),
    "appraisal_id": N_("Appraisal ID"),
    "approved_cents": N_("Approved"),
    "area_centi_sqm": N_("Area, m²"),
    "area_sqm": N_("Area, m²"),
    "ats_cents": N_("Income of advanced technology services"),
    "attested_on": N_("Attested on"),
    "authority": N_("Authority"),
    "bank": N_("Bank"),
    "bank_account": N_("Bank account"),
    "bank_branch": N_("Branch of the bank"),
    "bank_holder": N_("Account holder"),
    "bank_name": N_("Bank"),
    "bank_purpose": N_("Purpose of the account"),
    "begun_on": N_("Work begun on"),
    "branch": N_("Branch of the bank"),
    "building": N_("Building"),
    "changed_amount_minor": N_("Amount after changes"),
    "changed_on": N_("Day of the change"),
    "check_result": N_("Result of the register check"),
    "checked_on": N_("Looked up on"),
    "client": N_("Client"),
    "closed_on": N_("Closed on"),
    "code": N_("Number"),
    "company_type": N_("Type of company"),
    "contact_duties": N_("Duties of the contact"),
    "contact_email": N_("E-mail of the contact"),
    "contact_mobile": N_("Mobile of the contact"),
    "contact_name": N_("Contact"),
    "contact_phone": N_("Telephone of the contact"),
    "contact_post": N_("Post of the contact"),
    "contacted_on": N_("Contacted on"),
    "cost_cents": N_("Fees"),
    "country_code": N_("Country or region"),
    "counted_on": N_("Counted on"),
    "currency": N_("Currency"),
    "day": N_("Day"),
    "document_number": N_("Document number"),
    "done_on": N_("Done on"),
    "due_on": N_("Due on"),
    "duties": N_("Duties"),
    "edition": N_("Edition"),
    "effects": N_("What is stopped"),
    "eligible_heads": N_("Payable people"),
    "email": N_("E-mail"),
    "ended_on": N_("Ended on"),
    "ends_on": N_("End of the work"),
    "ends_on_after": N_("End of the work"),
    "entered_on": N_("Day of entry"),
    "event_type": N_("Kind of event"),
    "evidence_name": N_("Evidence"),
    "executed_on": N_("Executed on"),
    "expires_on": N_("Last day"),
    "expiry_reason": N_("Reason for another last day"),
    "fee_cents": N_("Fee"),
    "file_name": N_("File"),
    "final_customer": N_("Final client"),
    "first_on": N_("First day"),
    "first_slot": N_("From (half hour of the day)"),
    "floor": N_("Floor"),
    "form": N_("Form"),
    "found": N_("Found in the register"),
    "founded_on": N_("Day of foundation"),
    "from_on": N_("From"),
    "giver_country": N_("Country of the client"),
    "giver_name": N_("Client"),
    "giver_place": N_("Client's place in the chain"),
    "graduates": N_("Junior college or above"),
    "graduates_before": N_("Junior college or above, before"),
    "granted_on": N_("Granted on"),
    "head_office_code": N_("Code of the head office"),
    "head_office_name": N_("Head office"),
    "headcount": N_("People employed"),
    "headcount_before": N_("People employed, before"),
    "heads": N_("People"),
    "holder": N_("Account holder"),
    "hours_tenths": N_("Hours"),
    "is_current": N_("In use"),
    "is_main": N_("Main service"),
    "is_taken_back": N_("Taken back"),
    "issued_on": N_("Issued on"),
    "issuer": N_("Issuer"),
    "kind": N_("Kind"),
    "last_surveillance_on": N_("Last surveillance"),
    "layer": N_("Layer"),
    "lead_appraiser": N_("Lead appraiser"),
    "lead_days_own": N_("Own lead time, days"),
    "lease_to": N_("Lease to"),
    "left_on": N_("Last day in the park"),
    "legal_representative": N_("Legal representative"),
    "level": N_("Level"),
    "lifted_on": N_("Lifted on"),
    "lifted_reason": N_("Why it was lifted"),
    "lifting": N_("Why it was lifted"),
    "looked_up": N_("Name looked up"),
    "market": N_("Offshore or onshore"),
    "materials": N_("Papers handed in"),
    "measure": N_("Measure"),
    "measure_code": N_("Measure attested"),
    "method": N_("Method"),
    "mobile": N_("Mobile"),
    "model": N_("Model"),
    "name": N_("Name"),
    "name_en": N_("English name"),
    "new_graduates": N_("New, junior college or above"),
    "new_graduates_before": N_("New, junior college or above, before"),
    "new_hires": N_("New people"),
    "new_hires_before": N_("New people, before"),
    "note": N_("Remarks"),
    "number": N_("Number"),
    "office_address": N_("Office address"),
    "offshore_cents": N_("Income from offshore"),
    "org_code": N_("Organisation code"),
    "org_unit": N_("Organisational unit"),
    "origin": N_("Origin"),
    "outcome": N_("Outcome"),
    "pages": N_("Pages"),
    "paid_cents": N_("Paid"),
    "paid_on": N_("Paid on"),
    "paper": N_("Paper"),
    "partner": N_("Partner"),
    "people": N_("People"),
    "period": N_("Period"),
    "person": N_("Person"),
    "persons": N_("People expected"),
    "phone": N_("Telephone"),
    "platform": N_("Platform"),
    "post": N_("Post"),
    "purpose": N_("Purpose"),
    "quarter": N_("Quarter"),
    "reason": N_("Reason"),
    "receipt_no": N_("Receipt number"),
    "received_on": N_("Handed in on"),
    "recommended_cents": N_("Recommended"),
    "register": N_("Register"),
    "registered_address": N_("Registered address"),
    "registered_capital_cents": N_("Registered capital"),
    "registration_no": N_("Registration number"),
    "removal_reason": N_("Why it was taken out"),
    "report_state": N_("Reporting"),
    "reported_on": N_("Reported on"),
    "requested_cents": N_("Applied for"),
    "result": N_("Result"),
    "revoked_on": N_("Ended early on"),
    "revoked_reason": N_("Why it was ended early"),
    "role": N_("Role"),
    "room": N_("Room"),
    "rule_code": N_("Rule"),
    "satisfaction": N_("Satisfaction"),
    "scope": N_("Scope"),
    "served_on": N_("Day of the service"),
    "service_line": N_("Service line"),
    "service_trade_cents": N_("Of these, service-trade class"),
    "short_name": N_("Short name"),
    "signed_on": N_("Signed on"),
    "since_on": N_("Since"),
    "site": N_("Site"),
    "source": N_("Source"),
    "sponsor": N_("Sponsor"),
    "starts_on": N_("Start of the work"),
    "state": N_("State"),
    "status": N_("Status"),
    "stop_reason": N_("Reason of the stop"),
    "subject": N_("Subject"),
    "superseded_on": N_("Replaced on"),
    "suspended_on": N_("Suspended on"),
    "taker_country": N_("Country of the contractor"),
    "taker_name": N_("Contractor"),
    "taker_place": N_("Contractor's place in the chain"),
    "to_on": N_("To"),
    "told_in": N_("Told in the closing of"),
    "total_cents": N_("Total income"),
    "track": N_("Track"),
    "type_code": N_("Kind"),
    "unit_confirmed": N_("Unit confirmed"),
    "until_on": N_("Until"),
    "until_slot": N_("To (half hour of the day)"),
    "usd_rate": N_("US$ rate"),
    "valid_until": N_("Valid until"),
    "view": N_("Model view"),
    "waived_until": N_("Waived until"),
    "withdrawal": N_("Why it was withdrawn"),
    "withdrawal_reason": N_("Why it was withdrawn"),
    "withdrawn_on": N_("Withdrawn on"),
    "words": N_("Words"),
    "year": N_("Year"),
    **marketplace_history.FIELDS,
    **claim_history.FIELDS,
    **payment_history.FIELDS,
}
"""By the column's name; what is not here is not told: others, or the entry itself, say it."""

_TABLE_FIELDS = {
    ("enterprise", "code"): N_("Unified social credit code"),
    ("enterprise", "name"): N_("Enterprise name"),
    ("enterprise_name", "name"): N_("Former name"),
    **marketplace_history.TABLE_FIELDS,
}
_MEMBERS: dict[tuple[str, str], type[StrEnum]] = {
    ("alliance_membership", "role"): AllianceRole,
    ("bank_account", "purpose"): AccountPurpose,
    ("certification", "check_result"): CheckResult,
    ("certification", "event_type"): EventType,
    ("certification", "method"): Method,
    ("certification_check", "register"): Register,
    ("certification_check", "result"): CheckResult,
    ("certification_funding", "event_type"): EventType,
    ("certification_surveillance", "outcome"): SurveillanceOutcome,
    ("chain_link", "giver_place"): Place,
    ("chain_link", "measure"): Measure,
    ("chain_link", "taker_place"): Place,
    ("claim", "state"): ClaimState,
    ("claim", "track"): ClaimKind,
    ("contract", "market"): Market,
    ("contract", "report_state"): ReportState,
    ("contract", "state"): ContractState,
    ("enterprise", "bank_purpose"): AccountPurpose,
    ("enterprise", "contact_duties"): Duty,
    ("enterprise", "market"): Reach,
    ("enterprise", "status"): EnterpriseStatus,
    ("enterprise_address", "kind"): AddressKind,
    ("enterprise_address", "origin"): FactOrigin,
    ("enterprise_capital", "origin"): FactOrigin,
    ("enterprise_contact", "duties"): Duty,
    ("enterprise_headcount", "origin"): FactOrigin,
    ("enterprise_identifier", "kind"): IdentifierKind,
    ("enterprise_premises", "origin"): FactOrigin,
    ("enterprise_service", "layer"): Layer,
    ("enterprise_service", "market"): Reach,
    ("enterprise_status", "status"): EnterpriseStatus,
    ("enterprise_stop", "effects"): StopEffect,
    ("finding", "state"): FindingState,
    ("period_return", "state"): ReturnState,
    ("booking", "state"): BookingState,
    ("quarter_return", "state"): ReturnState,
    ("reminder_note", "act"): ReminderAct,
    ("reminder_note", "kind"): ReminderKind,
    **payment_history.MEMBERS,
    **marketplace_history.MEMBERS,
}
"""Fields that hold a member of an enumeration, or a list of them."""
_HUNDREDTHS = frozenset({"area_centi_sqm"})
_COUNTED = ("graduates", "headcount", "new_graduates", "new_hires")
_COUNTS = frozenset({*_COUNTED, *(f"{name}_before" for name in _COUNTED), "heads", "people"})


def told_changes(line: HistoryLine) -> tuple[Change, ...]:
    """Return the changes of a line that people have words for: the others only follow."""
    return tuple(
        change
        for change in line.changes
        if change.field in FIELDS and (change.hidden or change.old or change.new)
    )


def field_text(table: str, field: str) -> str:
    """Return what a field is called."""
    return tr(_TABLE_FIELDS.get((table, field)) or FIELDS.get(field, field))


def value_text(line: HistoryLine, field: str, stored: str) -> str:
    """Return a stored value as people write it; a dash for nothing."""
    if stored == "":
        return "—"
    if (line.table, field) == ("finding", "ending"):
        return kept_ending_text(stored)
    members = _MEMBERS.get((line.table, field))
    if members is not None:
        return _member(members, stored)
    if stored in ("true", "false"):
        return tr("Yes") if stored == "true" else tr("No")
    return _plain(line, field, stored)


def change_text(line: HistoryLine, change: Change) -> str:
    """Return one field's change: field, old → new; of an encrypted one only that it changed."""
    name = field_text(line.table, change.field)
    if change.hidden:
        return tr("{field}: changed", field=name)
    old, new = (value_text(line, change.field, one) for one in (change.old, change.new))
    if not change.old:
        return tr("{field}: {new}", field=name, new=new)
    return tr("{field}: {old} → {new}", field=name, old=old, new=new)


def _member(members: type[StrEnum], stored: str) -> str:
    codes = _codes(stored)
    if not codes:
        return "—"
    return tr(", ").join(label(members(one)) if one in set(members) else one for one in codes)


def _plain(line: HistoryLine, field: str, stored: str) -> str:
    if stored.lstrip("-").isdigit():
        return _number(line, field, stored)
    if field.endswith("_on") or field in {"lease_to", "valid_until"}:
        return _day(stored)
    return _several(stored) if field == "materials" else stored


def _number(line: HistoryLine, field: str, stored: str) -> str:
    number = int(stored)
    if field == "amount_usd_cents":
        return money_text(number, "USD")
    if field.endswith("_cents"):
        return money_text(number)
    if "_minor" in field:
        return amount_text(number, line.currency or "CNY")
    if field.endswith("_tenths"):
        return f"{number // 10:,}.{number % 10}"
    if field in _HUNDREDTHS:
        return f"{number // 100:,}.{number % 100:02d}"
    # What is no amount is a number of a paper, and keeps the zeros that it begins with.
    return number_text(number) if field in _COUNTS else stored


def _day(stored: str) -> str:
    try:
        return date_text(dt.date.fromisoformat(stored))
    except ValueError:
        return stored


def _several(stored: str) -> str:
    codes = _codes(stored)
    return trn("{n} paper", "{n} papers", len(codes)) if codes else "—"


def _codes(stored: str) -> list[str]:
    """Return the codes of a stored list, written as JSON or with commas; of one code that one."""
    if not stored.startswith("["):
        return [one for one in stored.split(",") if one]
    try:
        return [str(one) for one in json.loads(stored)]
    except ValueError:
        return [stored]
