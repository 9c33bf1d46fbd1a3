"""The rules of compliance, held against one enterprise: pure, from facts and a day alone.

Each check says what it finds, what is settled by which fact, and when it would say something else
though nobody saves anything. So after a change only the enterprises that it touches are looked at,
and on a new day only those whose day has come.
"""

from __future__ import annotations

import datetime as dt

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.compliance_claims import look_at_claims
from parkdesk.domain.compliance_facts import (
    CertificateFacts,
    EnterpriseFacts,
    ParkFacts,
    ReturnFacts,
)
from parkdesk.domain.compliance_look import DAY, Look
from parkdesk.domain.compliance_rules import (
    Measure,
    ParameterName,
    RuleBook,
    RuleCode,
    day_of_year,
)
from parkdesk.domain.compliance_thresholds import look_at_thresholds
from parkdesk.domain.findings import EVERY_PAPER, Ending, Facts, Outcome

_LEFT_PARK = "left-park"


def evaluate(facts: EnterpriseFacts, park: ParkFacts, book: RuleBook) -> Outcome:
    """Return what one enterprise's findings are on a day.

    Who has left the park is asked for nothing any more, money that was granted aside.
    """
    look = Look(facts, park, book)
    look_at_claims(look)
    if facts.in_park(look.day):
        _returns(look)
        _certificates(look)
        _contracts(look)
        look_at_thresholds(look)
        _leases(look)
        _papers(look)
        _attestations(look)
        look.later(None if facts.left_on is None else facts.left_on + DAY)
        return look.outcome()
    look.later(facts.entered_on)
    if facts.left_on is not None and facts.left_on < look.day:
        return look.outcome(Ending(_LEFT_PARK, {"left_on": facts.left_on}))
    return look.outcome()


def _returns(look: Look) -> None:
    handed_in = {one.quarter: one for one in look.facts.returns}
    for quarter, due_on in look.park.due.items():
        if look.facts.in_park(quarter.last):
            _return(look, quarter, due_on, handed_in.get(quarter))
    _return_without_people(look, handed_in.get(Quarter.of(look.park.year.last)))


def _return(look: Look, quarter: Quarter, due_on: dt.date, one: ReturnFacts | None) -> None:
    missing, late, subject = RuleCode.RETURN_MISSING, RuleCode.RETURN_LATE, str(quarter)
    received = None if one is None else one.received_on
    said: Facts = {"quarter": subject, "due_on": due_on}
    if received is None:
        over = due_on + look.days(missing, ParameterName.KEPT_DAYS) + DAY
        look.later(due_on + DAY)
        look.later(over)
        if due_on < look.day < over:
            look.finds(missing, subject, "statistics", look.facts.id, due_on + DAY, said)
        return
    look.settles(missing, subject, "return-received", quarter=subject, received_on=received)
    over = received + look.days(late, ParameterName.KEPT_DAYS) + DAY
    if received > due_on and look.day < over:
        look.later(over)
        said["received_on"] = received
        look.finds(late, subject, "statistics", look.facts.id, received, said)


def _return_without_people(look: Look, one: ReturnFacts | None) -> None:
    executed = look.facts.executed.get(look.park.year)
    rule = RuleCode.RETURN_WITHOUT_PEOPLE
    if one is None or one.received_on is None or one.headcount is None:
        return
    if executed is None or not executed.whole:
        return
    subject = str(one.quarter)
    if one.headcount:
        look.settles(rule, subject, "return-corrected", quarter=subject)
    else:
        said: Facts = {"quarter": subject, "amount_usd_cents": executed.whole}
        look.finds(rule, subject, "statistics", look.facts.id, one.received_on, said)


def _certificates(look: Look) -> None:
    for one in look.facts.certificates:
        if one.superseded_on is not None and one.superseded_on <= look.day:
            _no_more(look, one, "certificate-renewed", one.superseded_on)
        elif one.withdrawn_on is not None and one.withdrawn_on <= look.day:
            _no_more(look, one, "certificate-withdrawn", one.withdrawn_on)
        else:
            look.later(one.superseded_on)
            look.later(one.withdrawn_on)
            _expiry(look, one)
            _surveillance(look, one)
            _suspension(look, one)


_OF_CERTIFICATES = (
    RuleCode.CERTIFICATE_EXPIRED,
    RuleCode.CERTIFICATE_EXPIRING,
    RuleCode.CERTIFICATE_STOPPED,
    RuleCode.CERTIFICATE_UNCHECKED,
)


def _no_more(look: Look, one: CertificateFacts, code: str, on: dt.date) -> None:
    for rule in _OF_CERTIFICATES:
        look.settles(rule, str(one.id), code, on=on)


def _expiry(look: Look, one: CertificateFacts) -> None:
    expired, expiring, last = (
        RuleCode.CERTIFICATE_EXPIRED,
        RuleCode.CERTIFICATE_EXPIRING,
        one.expires_on,
    )
    if last is None:
        return
    first = last - look.days(expiring, ParameterName.LEAD_DAYS)
    over = last + look.days(expired, ParameterName.KEPT_DAYS) + DAY
    for day in (first, last + DAY, over):
        look.later(day)
    said: Facts = {"certificate": one.title, "number": one.number, "expires_on": last}
    if last < look.day:
        look.settles(expiring, str(one.id), "certificate-ran-out", on=last)
        if look.day < over:
            look.finds(expired, str(one.id), "certifications", one.id, last + DAY, said)
    elif look.day >= first and not one.renewal_said:
        look.finds(expiring, str(one.id), "certifications", one.id, first, said)
    elif one.renewal_said:
        look.settles(expiring, str(one.id), "renewal-under-way")


def _surveillance(look: Look, one: CertificateFacts) -> None:
    rule, due_on = RuleCode.CERTIFICATE_UNCHECKED, one.surveillance_on
    if due_on is None or (one.expires_on is not None and one.expires_on < look.day):
        return
    look.later(due_on + DAY)
    if due_on < look.day:
        said: Facts = {"certificate": one.title, "number": one.number, "due_on": due_on}
        look.finds(rule, str(one.id), "certifications", one.id, due_on + DAY, said)
    else:
        look.settles(rule, str(one.id), "surveillance-passed", due_on=due_on)


def _suspension(look: Look, one: CertificateFacts) -> None:
    rule, since = RuleCode.CERTIFICATE_STOPPED, one.suspended_on
    if one.expires_on is not None and one.expires_on < look.day:
        return
    look.later(since)
    if since is not None and since <= look.day:
        said: Facts = {"certificate": one.title, "number": one.number, "since_on": since}
        look.finds(rule, str(one.id), "certifications", one.id, since, said)
    else:
        look.settles(rule, str(one.id), "suspension-lifted")


def _contracts(look: Look) -> None:
    facts = look.facts
    look.finds_contracts(RuleCode.RECEIPT_MISSING, facts.receipts)
    look.finds_contracts(RuleCode.CONTRACT_UNREPORTED, facts.unreported)
    look.finds_contracts(RuleCode.CONTRACT_DIFFERS, facts.differing)
    look.finds_contracts(RuleCode.EXECUTED_ABOVE, facts.above)
    _window(look)


def _window(look: Look) -> None:
    """Name what the state system takes no more after a day that is near.

    The days and the last day are a dated rule of their own (`execution_window`).
    """
    rule, window, rows = RuleCode.WINDOW_CLOSES, look.park.window, look.facts.closing.rows
    if window is None:
        return
    loss = window.next_loss(look.day)
    lead = look.days(rule, ParameterName.LEAD_DAYS)
    look.later(loss.last_day - lead)
    look.later(loss.last_day + DAY)
    since = loss.last_day - lead
    found = rows if since <= look.day else ()
    for one in found:
        said: Facts = {
            "contract": one.number,
            "count": one.count,
            "first_on": loss.days.first,
            "until_on": loss.days.last,
            "last_day_on": loss.last_day,
        }
        look.finds(rule, f"{loss.last_day}:{one.id}", "contracts", one.id, since, said)
    look.settles_others(rule, "nothing-left")
    look.replaces(rule, str(loss.last_day), bool(found))


def _leases(look: Look) -> None:
    rule = RuleCode.LEASE_ENDED
    for one in look.facts.leases:
        look.later(one.lease_to + DAY)
        look.later(None if one.until_on is None else one.until_on + DAY)
        if one.lease_to < look.day:
            said: Facts = {"place": one.place, "lease_to_on": one.lease_to}
            since = one.lease_to + DAY
            look.finds(rule, str(one.id), "enterprise", look.facts.id, since, said)
        else:
            look.settles(rule, str(one.id), "lease-renewed", on=one.lease_to)


def _papers(look: Look) -> None:
    """Name each paper that every enterprise is asked for and that is not there."""
    rule = RuleCode.PAPER_MISSING
    first = look.facts.entered_on + look.days(rule, ParameterName.GRACE_DAYS) + DAY
    look.later(first)
    asked = look.facts.papers if first <= look.day else ()
    missing = [one for one in asked if one.added_on is None]
    for one in missing:
        said: Facts = {"name_zh": one.name_zh, "name_en": one.name_en}
        look.finds(rule, one.slot, "enterprise", look.facts.id, first, said)
    for there in look.facts.papers:
        if there.added_on is not None:
            look.settles(rule, there.slot, "paper-attached", on=there.added_on)
    look.settles(rule, EVERY_PAPER, "papers-attached")
    look.replaces(rule, EVERY_PAPER, bool(missing))


def _attestations(look: Look) -> None:
    for one in look.book.measures:
        if one.rule is not RuleCode.PERSONAL_DATA_UNATTESTED or look.facts.has_persons:
            _attestation(look, one)


def _attestation(look: Look, measure: Measure) -> None:
    """Ask for the year whose day has passed; until then for the year before."""
    mmdd = look.figure(measure.rule, ParameterName.DUE_MMDD)
    due_on, year = day_of_year(mmdd, look.day.year), look.day.year
    look.later(due_on + DAY)
    look.later(day_of_year(mmdd, year + 1) + DAY)
    if look.day <= due_on:
        year -= 1
        due_on = day_of_year(mmdd, year)
    attested = {one.year: one for one in look.facts.attested if one.measure == measure.code}
    for earlier in (year - 1, year):
        given = attested.get(earlier)
        subject = f"{measure.code}:{earlier}"
        if given is not None:
            said: Facts = {"year": earlier, "on": given.attested_on, "by": given.attested_by}
            look.settles(measure.rule, subject, "attested", **said)
        elif earlier < year:
            look.settles(measure.rule, subject, "asked-for-next-year", year=year)
    asked = measure.valid_from <= due_on and (
        measure.valid_to is None or due_on <= measure.valid_to
    )
    if asked and year not in attested and look.facts.in_park(due_on):
        names: Facts = {"name_zh": measure.name_zh, "name_en": measure.name_en, "year": year}
        subject, since = f"{measure.code}:{year}", due_on + DAY
        look.finds(measure.rule, subject, "enterprise", look.facts.id, since, names)
