"""The sheet of one enterprise in words: for the screen and for print."""

from __future__ import annotations

from collections.abc import Sequence

from parkdesk.domain.enterprise_sheets import Cap, CertificateLine, Finding, SubsidyLine
from parkdesk.i18n import amount_text, label, language, money_text, problem, tr, trn


def in_language(chinese: str, english: str) -> str:
    """Return the one of two names that the person reads; the Chinese where there is no other."""
    return chinese if language() == "zh_CN" or not english else english


def certificate_name(one: CertificateLine) -> str:
    """Return CMMI V2.0 level 3, or the name of a kind that has no levels."""
    return _certificate(one.type_code, (one.type_zh, one.type_en), one.model, one.level)


def _certificate(code: str, names: tuple[str, str], model: str, level: int | None) -> str:
    if level is None:
        return in_language(*names)
    return tr("{model} level {level}", model=model or code, level=level)


def finding_text(finding: Finding) -> str:
    """Return the sentence of a finding, the certificate named in the language in use."""
    facts: dict[str, object] = dict(finding.facts)
    if "type_zh" in facts:
        level = facts.get("held_level")
        facts["certificate"] = _certificate(
            str(facts["type"]),
            (str(facts["type_zh"]), str(facts["type_en"])),
            str(facts["model"]),
            level if isinstance(level, int) else None,
        )
    return problem(finding.code, **facts)


def programme_name(line: SubsidyLine) -> str:
    """Return the programme's title in the language in use."""
    return in_language(line.programme_zh, line.programme_en)


def cap_text(cap: Cap) -> str:
    """Return the upper limit for a person with its track, and 待核实 where nobody has read it."""
    text = tr("{track}: {amount} a person", track=label(cap.track), amount=money_text(cap.cents))
    return text if cap.confirmed else tr("{text} (to be confirmed)", text=text)


def caps_text(caps: Sequence[Cap]) -> str:
    """Return the limits of a person for a cell: a single one as a bare amount, as its column is."""
    if len(caps) != 1:
        return "；".join(cap_text(cap) for cap in caps) or "—"
    text = amount_text(caps[0].cents)
    return text if caps[0].confirmed else tr("{text} (to be confirmed)", text=text)


def quota_text(line: SubsidyLine) -> str:
    """Return what a programme still allows the enterprise; a dash where it names no limit."""
    if line.left_cents is not None:
        return amount_text(line.left_cents)
    if line.items_left is not None:
        text = trn("{n} certificate", "{n} certificates", line.items_left)
        return text if line.items_confirmed else tr("{text} (to be confirmed)", text=text)
    return "—"
