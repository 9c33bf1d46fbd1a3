"""A scorecard in words: points with their sign, what they rest on, the scheme, the replies."""

from __future__ import annotations

from parkdesk.domain.credit import CreditFact, CreditReply, CreditScheme, CreditSheet
from parkdesk.i18n import date_text, number_text, tr, trn


def points_text(points: int) -> str:
    """Return points with their sign: +5, −10."""
    return f"+{points}" if points > 0 else f"−{-points}"


def total_text(total: int, most: int) -> str:
    """Return 86/100."""
    return f"{number_text(total)}/{number_text(most)}"


def author_text(fact: CreditFact) -> str:
    """Return who entered the record that a point rests on."""
    return fact.author or tr("entered in bulk")


def basis_text(fact: CreditFact) -> str:
    """Return what a point rests on, and who entered it."""
    if not fact.basis:
        return author_text(fact)
    return tr("{basis} (entered by {name})", basis=fact.basis, name=author_text(fact))


def reply_text(reply: CreditReply | None) -> str:
    """Return a reply with who gave it and when; a dash where there is none."""
    if reply is None:
        return "—"
    return tr("{text} ({name}, {day})", text=reply.text, name=reply.by, day=date_text(reply.on))


def source_text(scheme: CreditScheme) -> str:
    """Return where a scheme comes from, marked where nobody saw the document."""
    if scheme.confirmed:
        return scheme.source
    return tr("{source} (unconfirmed)", source=scheme.source)


def scheme_text(sheet: CreditSheet) -> str:
    """Return by which scheme a sheet was counted, from which source, over which time."""
    scheme = sheet.scheme
    source = source_text(scheme)
    return trn(
        "By the scheme “{name}”, in force since {day}; source: {source}. What happened counts for"
        " {n} month: from {first} to {last}.",
        "By the scheme “{name}”, in force since {day}; source: {source}. What happened counts for"
        " {n} months: from {first} to {last}.",
        scheme.months,
        name=scheme.name,
        day=date_text(scheme.from_on),
        source=source,
        first=date_text(sheet.since),
        last=date_text(sheet.day),
    )
