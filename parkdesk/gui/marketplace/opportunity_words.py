"""Words of opportunities that list, panel and forms share."""

from __future__ import annotations

from parkdesk.domain.opportunities import CandidateState, OpportunityState
from parkdesk.gui.contracts.words import usd_text
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, language, number_text, tr, trn
from parkdesk.usecases.opportunity_lists import Candidate, MarketYield, OpportunityRow

TONES = {
    OpportunityState.POSTED: Tone.ACCENT,
    OpportunityState.RECOMMENDED: Tone.ACCENT,
    OpportunityState.TALKS: Tone.WARN,
    OpportunityState.SIGNED: Tone.GOOD,
    OpportunityState.EXECUTED: Tone.GOOD,
    OpportunityState.CLOSED: Tone.NEUTRAL,
}
CANDIDATE_TONES = {
    CandidateState.RECOMMENDED: Tone.ACCENT,
    CandidateState.TALKS: Tone.WARN,
    CandidateState.SIGNED: Tone.GOOD,
    CandidateState.DROPPED: Tone.NEUTRAL,
}


def certificate_text(row: OpportunityRow) -> str:
    """Return the certificate that is asked for with its lowest level; empty: none."""
    name = row.certificate_zh if language() == "zh_CN" else row.certificate_en
    level = row.form.least_level
    if not name or level is None:
        return name
    return tr("{certificate}, level {level} or higher", certificate=name, level=level)


def service_text(row: OpportunityRow) -> str:
    """Return the code of what is wanted with its name; empty: not said."""
    chinese = language() == "zh_CN" or not row.service_en
    return f"{row.service_code} {row.service_zh if chinese else row.service_en}".strip()


def answer_text(row: OpportunityRow) -> str:
    """Return the last day for offers, and whether it is over."""
    day = row.form.answer_by
    if day is None:
        return tr("no day named")
    return tr("{day}, over", day=date_text(day)) if row.is_past else date_text(day)


def yield_text(said: MarketYield, year: int) -> str:
    """Return what the opportunities of a year brought, in money."""
    return tr(
        "{year}: {posted}, {signed} signed over {amount}, {executed} of it executed.",
        year=year,
        posted=trn("{n} opportunity posted", "{n} opportunities posted", said.posted),
        signed=number_text(said.signed),
        amount=usd_text(said.signed_usd_cents),
        executed=usd_text(said.executed_usd_cents),
    )


def facts_of(row: OpportunityRow) -> list[tuple[str, str]]:
    """Return what is asked and what came of it, as pairs for the panel."""
    form = row.form
    budget = "" if form.budget_usd_cents is None else usd_text(form.budget_usd_cents)
    facts = [
        (tr("Client"), row.client),
        (tr("Source"), form.source),
        (tr("Posted on"), date_text(form.posted_on)),
        (tr("Offers until"), answer_text(row)),
        (tr("Service code"), service_text(row)),
        (tr("Trade"), form.field),
        (tr("Working language"), "" if form.language is None else label(form.language)),
        (tr("Certificate asked for"), certificate_text(row)),
        (tr("People needed"), "" if form.people is None else number_text(form.people)),
        (tr("Work to begin"), date_text(form.starts_on)),
        (tr("Budget of the client"), budget),
        (tr("At length"), form.needs),
    ]
    if row.state is OpportunityState.CLOSED:
        facts += [(tr("Closed on"), date_text(row.closed_on)), (tr("Reason"), row.reason)]
    return [*facts, *_contract_facts(row), (tr("Remarks"), form.note)]


def _contract_facts(row: OpportunityRow) -> list[tuple[str, str]]:
    contract = row.contract
    if contract is None:
        return []
    return [
        (tr("Contract"), f"{contract.number} · {contract.enterprise}"),
        (tr("Date of signing"), date_text(contract.signed_on)),
        (tr("Signed amount"), usd_text(contract.amount_usd_cents)),
        (tr("Executed in all"), usd_text(contract.executed_usd_cents)),
    ]


def since_text(one: Candidate) -> str:
    """Return the day of what an enterprise did last."""
    return date_text(one.dropped_on or one.talks_on or one.recommended_on)


def why_text(one: Candidate) -> str:
    """Return why an enterprise was recommended, or why it is out."""
    return one.drop_reason if one.state is CandidateState.DROPPED else one.basis
