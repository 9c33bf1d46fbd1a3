"""The texts of a summary that people typed, and the signs in them that no face has."""

from __future__ import annotations

from collections.abc import Iterable

from parkdesk.domain.summaries import QuarterlySummary
from parkdesk.reports.fonts import missing_signs


def texts_of(summary: QuarterlySummary) -> Iterable[str]:
    """Return the texts that people typed and the paper prints: those a face may not cover."""
    yield from (summary.park, summary.park_en, summary.reason)
    signed = summary.signatures
    yield from (signed.preparer, signed.reviewer, signed.signer)
    for deviation in summary.deviations:
        yield from (deviation.subject, deviation.owner)
        yield from (str(fact.value) for fact in deviation.facts)
    if summary.findings is not None:
        for line in summary.findings.lines:
            yield from (line.enterprise, line.owner)
            yield from (str(fact.value) for fact in (*line.facts, *line.ending))
    if summary.pack is not None:
        yield from (summary.pack.text, summary.pack.text_en)
    yield from (line.name for line in summary.enterprises)
    for contract in summary.contracts:
        yield from (contract.number, contract.enterprise, contract.client)
    for certificate in summary.certificates:
        yield from (certificate.enterprise, certificate.number, certificate.short_name)
    for programme in summary.programmes:
        yield from (programme.name, programme.document_number)


def unprintable(summary: QuarterlySummary) -> tuple[str, ...]:
    """Return the signs of the summary that no face has; they will be printed as 〓."""
    return missing_signs(texts_of(summary))
