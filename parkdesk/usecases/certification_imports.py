"""Importing a list of certificates.

A row is a certificate of the register if enterprise, kind and number are the same. A blank cell
changes nothing. A sustainment follows the newest earlier rating of its enterprise, in the register
or farther up in the file.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy import select

from parkdesk.domain.appraisals import Method
from parkdesk.domain.certification_forms import (
    CertificationRules,
    SaveCertification,
    examine,
    followed_problems,
)
from parkdesk.domain.certification_kinds import OWN
from parkdesk.domain.certifications import EventType
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.identity import Permission
from parkdesk.domain.imports import (
    Change,
    Difference,
    Imported,
    Preview,
    Problem,
    RowPreview,
    Severity,
    Sheet,
    SheetRow,
)
from parkdesk.store.certification_rows import (
    appraisals_of,
    columns_of,
    confirmation_of,
    form_of,
    holder_of,
    unit_changed,
)
from parkdesk.store.enterprise_finding import EnterprisesByName
from parkdesk.store.new_rows import first_since
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.work import Work
from parkdesk.usecases.certification_rules import certification_rules
from parkdesk.usecases.core import command, query

_EVERY = 100
_FIELDS = (
    "level",
    "issued_on",
    "expires_on",
    "model",
    "view",
    "method",
    "issuer",
    "event_type",
    "last_surveillance_on",
    "scope",
    "org_unit",
    "site",
    "name_en",
    "appraisal_id",
    "lead_appraiser",
    "sponsor",
    "partner",
    "expiry_reason",
    "note",
)
"""The columns that fill a form by themselves."""
_SHOWN = {"enterprise_id": "enterprise"}
"""The column where a problem of a field of the form is shown."""
_ASKED_AT = {
    "expiry-beyond-cycle": "expires_on",
    "sustainment-over-reappraisal": "method",
    "sustainment-without-benchmark": "method",
    "view-not-of-model": "view",
}
"""The column where a question is shown; any other stands at the day."""
_UNPLACED = "?"
"""What a word begins with that names none of the program's own kinds."""
_NOTHING_CONFIRMED: frozenset[str] = frozenset()
Key = tuple[int, str, str]


@dataclass(slots=True)
class _Planned:
    """What one row comes to."""

    row: SheetRow
    form: SaveCertification
    name: str
    record: CertificationRecord | None = None
    predecessor: CertificationRecord | None = None
    columns: dict[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    """What is wrong with the row before any rule is asked."""
    fresh: CertificationRecord | None = None
    """The record of a new row, not in the session until the import is applied."""

    @property
    def change(self) -> Change:
        if self.record is None:
            return Change.NEW
        return Change.CHANGED if self.differences else Change.SAME


@query(Permission.CERTIFICATION_EDIT)
def preview_certification_import(work: Work, sheet: Sheet) -> Preview:
    """Return what the list would change, and everything that forbids it."""
    return _Plan(work, sheet).preview()


@command(Permission.CERTIFICATION_EDIT)
def import_certifications(
    work: Work, sheet: Sheet, confirmed: frozenset[str] = _NOTHING_CONFIRMED
) -> Imported:
    """Write the whole list, or nothing of it."""
    plan = _Plan(work, sheet)
    preview = plan.preview()
    if preview.stops:
        raise Refused("import-has-problems", count=preview.stops)
    if preview.asks and "import-has-doubts" not in confirmed:
        raise NeedsConfirmation("import-has-doubts", count=preview.asks)
    before = work.last_id(CertificationRecord)
    for one in plan.planned:
        _apply(work, one)
    touched = (one.record.id for one in plan.planned if one.record and one.differences)
    first = first_since(work, CertificationRecord, before) or next(touched, None)
    new, changed, same = map(preview.count, (Change.NEW, Change.CHANGED, Change.SAME))
    return Imported(new, changed, same, first)


class _Plan:
    """The rows of a list, each with what it would do."""

    def __init__(self, work: Work, sheet: Sheet) -> None:
        self._work = work
        self._sheet = sheet
        self._rules: CertificationRules = certification_rules(work)
        self._enterprises = EnterprisesByName(work.session)
        self._chains: dict[tuple[int, str], list[CertificationRecord]] = {}
        self._seen: dict[Key, int] = {}
        self._followed: set[int] = set()
        """The identities of the records that a row of the file renews."""
        self.problems: list[Problem] = list(sheet.problems)
        self.planned: list[_Planned] = []
        unread = {(problem.row, problem.field) for problem in sheet.problems}
        # By date, so that a chain in the file is met in its order.
        ordered = sorted(sheet.rows, key=lambda row: str(row.values.get("issued_on") or ""))
        for done, row in enumerate(ordered, 1):
            for problem in self._take(row):
                if (problem.row, problem.field) not in unread:
                    self.problems.append(sheet.located(problem))
            if done % _EVERY == 0:
                work.progress.step(done, len(ordered))
        self.problems += map(sheet.located, self._torn())
        self.planned.sort(key=lambda one: one.row.number)
        self.problems.sort(key=lambda problem: problem.row)

    def preview(self) -> Preview:
        """Return what a person is shown."""
        rows = tuple(
            RowPreview(one.row.number, one.change, one.name, one.differences)
            for one in self.planned
        )
        return Preview(rows, tuple(self.problems))

    def _take(self, row: SheetRow) -> Iterator[Problem]:
        number = row.number
        planned = self._form(row)
        self.planned.append(planned)
        form = planned.form
        yield from planned.problems
        code, name = (str(row.values.get(one) or "") for one in ("code", "enterprise"))
        yield from self._enterprises.contradiction(number, code, name)
        if form.enterprise_id is None:
            yield from self._examine_stranger(planned)
            return
        first = self._seen.setdefault((form.enterprise_id, form.type_code, form.number), number)
        if first != number and form.number:
            yield Problem(number, "number", "twice-in-file", {"row": first})
            return
        yield from self._examine(planned)

    def _form(self, row: SheetRow) -> _Planned:
        values = row.values
        name = str(values.get("enterprise") or "")
        enterprise_id = self._enterprises.find(str(values.get("code") or ""), name)
        kind, level, problems = self._kind(row)
        form = SaveCertification(
            enterprise_id, kind, str(values.get("number") or "").strip(), issued_on=None
        )
        record = self._stored(form)
        if record is not None:
            form = form_of(record)
        given: dict[str, Any] = {
            name: values[name] for name in _FIELDS if values.get(name) not in (None, "")
        }
        if "event_type" in given:
            given["event_type"] = EventType(given["event_type"])
        if level and "level" not in given:
            given["level"] = int(level)
        form = self._completed(replace(form, **given))
        if record is not None and unit_changed(form, record):
            # What somebody confirmed was another unit; a list confirms nothing.
            form = replace(form, unit_confirmed=False)
        planned = _Planned(row, form, f"{name} · {form.number}", record, problems=problems)
        if record is not None:
            planned.differences = tuple(_differences(form_of(record), form))
        return planned

    def _kind(self, row: SheetRow) -> tuple[str, str, tuple[Problem, ...]]:
        """Return the code of the row's kind, the level written with it, and what is wrong."""
        written = str(row.values.get("type_code") or "")
        if not written.startswith(_UNPLACED):
            code, _, level = written.partition("#")
            return code, level, ()
        word = _folded(written.removeprefix(_UNPLACED))
        for kind in self._rules.types:
            names = (kind.code, kind.code.removeprefix(OWN), kind.name_zh, kind.name_en)
            if kind.code.startswith(OWN) and word in map(_folded, names):
                return kind.code, "", ()
        allowed = tuple(kind.code.removeprefix(OWN) for kind in self._rules.offered)
        found = Problem(row.number, "type_code", "not-in-list", {"allowed": allowed})
        return "", "", (found,)

    def _completed(self, form: SaveCertification) -> SaveCertification:
        """Return the form with what a list leaves out because there is only one answer."""
        models = self._rules.models_of(form.type_code)
        if not form.model and len(models) == 1:
            form = replace(form, model=models[0])
        giving = [
            one
            for one in self._rules.methods_of(form.model)
            if (rule := self._rules.rule_of(form.model, one)) and rule.gives_level
        ]
        if not form.method and len(giving) == 1:
            form = replace(form, method=giving[0].value)
        return form

    def _stored(self, form: SaveCertification) -> CertificationRecord | None:
        if form.enterprise_id is None or not form.number:
            return None
        chain = self._chain(form.enterprise_id, form.type_code)
        return next((one for one in chain if one.number == form.number and one.id), None)

    def _chain(self, enterprise_id: int, type_code: str) -> list[CertificationRecord]:
        key = (enterprise_id, type_code)
        if key not in self._chains:
            found = self._work.session.scalars(
                select(CertificationRecord)
                .filter_by(enterprise_id=enterprise_id, type_code=type_code)
                .order_by(CertificationRecord.issued_on, CertificationRecord.id)
            )
            self._chains[key] = list(found)
        return self._chains[key]

    def _examine_stranger(self, planned: _Planned) -> Iterator[Problem]:
        """Yield what is wrong with a row whose enterprise is not known, beside just that.

        What it may continue is not known either: nothing is said of chains.
        """
        row, form = planned.row, planned.form
        if row.values.get("enterprise"):
            yield Problem(row.number, "enterprise", "unknown-enterprise")
        found = examine(form, None, self._rules, (), self._work.today)
        for name, code in found.problems.items():
            known = name == "enterprise_id" or code == "sustainment-on-nothing"
            if not known and not (name == "type_code" and planned.problems):
                yield Problem(row.number, _SHOWN.get(name, name), code)

    def _before(self, planned: _Planned) -> list[CertificationRecord]:
        """Return the ratings that a sustainment continues; nothing for what stands alone."""
        form = planned.form
        if form.method != Method.SUSTAINMENT or form.issued_on is None:
            return []
        chain = self._chain(form.enterprise_id or 0, form.type_code)
        earlier = [
            one
            for one in chain
            if one.level is not None
            and one.issued_on < form.issued_on
            and one is not planned.record
            and one.withdrawn_on is None
        ]
        return sorted(_alike(form, earlier) or earlier, key=lambda one: one.issued_on)

    def _is_followed(self, record: CertificationRecord) -> bool:
        """Whether another certificate, stored or farther up in the file, renews this one."""
        if id(record) in self._followed:
            return True
        chain = self._chain(record.enterprise_id, record.type_code)
        return any(one.renews_id == record.id for one in chain if one.renews_id is not None)

    def _torn(self) -> Iterator[Problem]:
        """Yield what changed rows do to the certificates that follow theirs.

        Those count as the file leaves them, where rows of their own change or bring them.
        """
        forms = {id(one.record): one.form for one in self.planned if one.record is not None}
        later: dict[int, list[SaveCertification]] = defaultdict(list)
        for one in self.planned:
            if one.predecessor is not None:
                later[id(one.predecessor)].append(one.form)
        for planned in self.planned:
            record = planned.record
            if record is None or planned.change is Change.SAME:
                continue
            chain = self._chain(record.enterprise_id, record.type_code)
            stored = (one for one in chain if one.renews_id == record.id)
            following = [forms.get(id(one)) or form_of(one) for one in stored]
            found: dict[str, str] = {}
            for form in (*following, *later[id(record)]):
                found |= followed_problems(planned.form, form)
            for name, code in found.items():
                yield Problem(planned.row.number, name, code)

    def _examine(self, planned: _Planned) -> Iterator[Problem]:
        form, number = planned.form, planned.row.number
        enterprise = self._work.session.get(EnterpriseRecord, form.enterprise_id or 0)
        before = self._before(planned)
        found = examine(
            form, holder_of(enterprise), self._rules, appraisals_of(before), self._work.today
        )
        kind = self._rules.type_of(form.type_code)
        if kind is not None and kind.retired and planned.record is None:
            yield Problem(number, "type_code", "kind-retired")
        for name, code in found.problems.items():
            if not (name == "type_code" and planned.problems):
                yield Problem(number, _SHOWN.get(name, name), code)
        facts = {"enterprise": enterprise.name if enterprise else "", "day": form.issued_on}
        for code in found.questions if planned.change is not Change.SAME else ():
            yield Problem(number, _ASKED_AT.get(code, "issued_on"), code, facts, Severity.ASK)
        if planned.record is None and before and self._is_followed(before[-1]):
            yield Problem(number, "issued_on", "renewed-already")
            return
        if found.problems or enterprise is None or kind is None:
            return
        planned.columns = columns_of(
            form, enterprise, kind, self._rules, found.expires_on, planned.record
        )
        planned.columns |= confirmation_of(
            form, planned.record, self._work.actor.name, self._work.now
        )
        if planned.record is None:
            planned.predecessor = before[-1] if before else None
            self._followed.add(id(planned.predecessor))
            # Not added to the session: the next row of the chain has to see it all the same.
            planned.fresh = CertificationRecord(**planned.columns)
            self._chain(enterprise.id, form.type_code).append(planned.fresh)


def _folded(word: str) -> str:
    return re.sub(r"[\s\-]+", "", unicodedata.normalize("NFKC", word)).casefold()


def _alike(
    form: SaveCertification, ratings: list[CertificationRecord]
) -> list[CertificationRecord]:
    """Return the ratings of the same unit and view: an enterprise may keep chains side by side."""
    return [
        one
        for one in ratings
        if form.org_unit.strip() in {"", one.org_unit} and form.view.strip() in {"", one.view}
    ]


def _differences(before: SaveCertification, after: SaveCertification) -> Iterator[Difference]:
    for name in _FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Difference(name, old, new)


def _apply(work: Work, planned: _Planned) -> None:
    if planned.fresh is not None:
        predecessor = planned.predecessor
        if predecessor is not None:
            work.session.add(predecessor)
            work.session.flush()  # the new record names its predecessor by id
            planned.fresh.renews_id = predecessor.id
            predecessor.superseded_on = planned.fresh.issued_on
        work.session.add(planned.fresh)
        return
    record = planned.record
    if record is not None and planned.differences:
        for name, value in planned.columns.items():
            if name != "renews_id" and getattr(record, name) != value:
                setattr(record, name, value)
