"""How an enterprise is said and toned: list, panel and history speak alike."""

from __future__ import annotations

from parkdesk.domain.enterprises import (
    CertificateState,
    EnterpriseStatus,
    Notice,
)
from parkdesk.domain.shares import permille
from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.gui.theme import Tone
from parkdesk.i18n import N_, arrow_text, label, language, problem, tr
from parkdesk.i18n.enterprises import capital_text
from parkdesk.usecases.enterprise_lists import EnterpriseRow, NamedCertificate
from parkdesk.usecases.trail import FieldChange

CERTIFICATE_TONES = {
    CertificateState.VALID: Tone.GOOD,
    CertificateState.EXPIRING: Tone.WARN,
    CertificateState.EXPIRED: Tone.BAD,
    CertificateState.NONE: Tone.NEUTRAL,
}
STATUS_TONES = {
    EnterpriseStatus.APPLIED: Tone.WARN,
    EnterpriseStatus.RESIDENT: Tone.GOOD,
    EnterpriseStatus.GRADUATED: Tone.ACCENT,
    EnterpriseStatus.MOVED_OUT: Tone.NEUTRAL,
    EnterpriseStatus.REVOKED: Tone.BAD,
    EnterpriseStatus.DEREGISTERED: Tone.NEUTRAL,
}
_TITLES = {column.field: column for column in ENTERPRISE_COLUMNS}
_ACTIONS = {
    "change_enterprise_status": N_("changed the status"),
    "create_enterprise": N_("registered it"),
    "edit_enterprise": N_("edited it"),
    "import_enterprises": N_("imported a list"),
    "reveal_enterprise_numbers": N_("looked at the numbers"),
}
# Columns of the record that are called otherwise than the form's fields.
_COLUMN_FIELDS = {"market": "reach"}
_DERIVED = frozenset({"sort_key", "pinyin", "initials", "version", "id"})


def certificate_text(one: NamedCertificate | None) -> str:
    """Return CMMI V2.0 level 3, or the name of a kind without levels."""
    if one is None:
        return "—"
    if one.level is None:
        return one.type_zh if language() == "zh_CN" else one.type_en
    return tr("{model} level {level}", model=one.model or one.type_code, level=one.level)


def short_certificate(row: EnterpriseRow) -> str:
    """Return the best certificate as briefly as a list needs it: CMMI 3 级, ISO27001."""
    one = row.certificate
    if one is None:
        return "—"
    if one.level is None:
        return one.type_code
    return tr("{model} level {level}", model=one.type_code, level=one.level)


def notice_text(notice: Notice) -> str:
    """Return the sentence of a notice, the certificate named in the person's language."""
    facts: dict[str, object] = dict(notice.facts)
    if "type_zh" in facts:
        name = str(facts["type_zh"] if language() == "zh_CN" else facts["type_en"])
        level = facts.get("level")
        facts["certificate"] = (
            tr("{model} level {level}", model=facts["type"], level=level) if level else name
        )
    return problem(notice.code, **facts)


def action_text(action: str) -> str:
    """Return what was done, in words; a use-case of another feature under its own name."""
    return tr(_ACTIONS[action]) if action in _ACTIONS else action


def change_text(change: FieldChange) -> str:
    """Return one changed field of the history; an empty text for what only follows."""
    if change.field in _DERIVED or "key" in change.field:
        return ""
    column = _TITLES.get(_COLUMN_FIELDS.get(change.field, change.field))
    name = column.title if column is not None else change.field
    if change.hidden:
        return tr("{field}: changed", field=name)
    old, new = _value(change.field, change.old), _value(change.field, change.new)
    if not old:
        return tr("{field}: {new}", field=name, new=new)
    return tr("{field}: {old} → {new}", field=name, old=old, new=new or "—")


def _value(field: str, text: str) -> str:
    if field == "status" and text in {one.value for one in EnterpriseStatus}:
        return label(EnterpriseStatus(text))
    if field == "registered_capital_cents" and text.lstrip("-").isdigit():
        return capital_text(int(text))
    return text


def summary_line(row: EnterpriseRow) -> str:
    """Return the line under the name: code, status, kind of service, market."""
    parts = [row.code, label(row.status)]
    if row.service_line is not None:
        parts.append(row.service_line.value)
    if row.reach is not None:
        parts.append(label(row.reach))
    return " · ".join(parts)


def growth_text(now: int, before: int) -> str:
    """Return the change against the year before, in words where there was nothing."""
    if before <= 0:
        return tr("(nothing in the year before)")
    return arrow_text(permille(now - before, before))
