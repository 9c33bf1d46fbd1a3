"""Templates of the pack and the manager's words on a quarter (汇总模板, 经营综述)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.errors import InvalidInput, NeedsConfirmation
from parkdesk.domain.identity import Permission
from parkdesk.domain.packs import (
    LONGEST_NAME,
    LONGEST_TEXT,
    PACK_LANGUAGES,
    PackPlan,
    read,
    written,
)
from parkdesk.domain.text_figures import UNKNOWN_FIGURES, unfounded
from parkdesk.store.tables.packs import PackTemplateRecord, QuarterTextRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import command, query
from parkdesk.usecases.quarter_summaries import quarter_summary


@dataclass(frozen=True, slots=True)
class PackTemplateRow:
    """A template: a plan with a name."""

    id: int
    version: int
    plan: PackPlan


@query(Permission.SUMMARY_READ)
def list_pack_templates(work: Work) -> tuple[PackTemplateRow, ...]:
    """Return the park's templates by name."""
    found = work.session.scalars(select(PackTemplateRecord).order_by(PackTemplateRecord.name))
    return tuple(_row(record) for record in found)


@command(Permission.SUMMARY_FREEZE)
def save_pack_template(
    work: Work, plan: PackPlan, template_id: int = 0, version: int = 0
) -> PackTemplateRow:
    """Keep a plan under its name: a new template where `template_id` is 0, else the same anew.

    What was issued by it keeps the sections that it had then.
    """
    name = plan.name.strip()
    problems = _problems(work, dataclasses.replace(plan, name=name), template_id)
    if problems:
        raise InvalidInput(problems)
    if template_id:
        record = work.get(PackTemplateRecord, template_id, version=version)
        record.name = name
        record.sections = written(plan.sections)
        record.language = plan.language
    else:
        record = work.add(
            PackTemplateRecord(name=name, sections=written(plan.sections), language=plan.language)
        )
    work.session.flush()  # the row goes out with its new version
    return _row(record)


@command(Permission.SUMMARY_FREEZE)
def delete_pack_template(work: Work, template_id: int, version: int) -> None:
    """Delete a template; documents that were issued by it stay as they are."""
    work.session.delete(work.get(PackTemplateRecord, template_id, version=version))


def _problems(work: Work, plan: PackPlan, template_id: int) -> dict[str, str]:
    problems = {}
    if not plan.name:
        problems["name"] = "required"
    elif len(plan.name) > LONGEST_NAME:
        problems["name"] = "pack-name-long"
    else:
        same = work.session.scalar(select(PackTemplateRecord).filter_by(name=plan.name))
        if same is not None and same.id != template_id:
            problems["name"] = "pack-name-taken"
    if not plan.sections:
        problems["sections"] = "pack-empty"
    if plan.language not in PACK_LANGUAGES:
        problems["language"] = "language-not-printed"
    return problems


def _row(record: PackTemplateRecord) -> PackTemplateRow:
    plan = PackPlan(read(record.sections), record.language, record.name, record.version)
    return PackTemplateRow(record.id, record.version, plan)


@dataclass(frozen=True, slots=True)
class QuarterText:
    """The words on a quarter as they are now; version 0: nobody has written any."""

    text: str
    text_en: str
    version: int


@query(Permission.SUMMARY_READ)
def quarter_text(work: Work, quarter: Quarter) -> QuarterText:
    """Return the manager's words on a quarter, which its next edition is frozen with."""
    record = _text_of(work, quarter)
    if record is None:
        return QuarterText("", "", 0)
    return QuarterText(record.text, record.text_en, record.version)


@command(Permission.SUMMARY_FREEZE)
def save_quarter_text(
    work: Work,
    quarter: Quarter,
    text: str,
    text_en: str,
    version: int,
    confirmed: frozenset[str] = frozenset(),
) -> QuarterText:
    """Keep the manager's words on a quarter.

    Figures in them that the quarter's summary does not have are named: `text-figures-unknown` in
    `confirmed` keeps the words all the same.
    """
    text, text_en = text.strip(), text_en.strip()
    fields = {"text": text, "text_en": text_en}
    long = {name: "text-long" for name, said in fields.items() if len(said) > LONGEST_TEXT}
    if long:
        raise InvalidInput(long, most=LONGEST_TEXT)
    if UNKNOWN_FIGURES not in confirmed:
        unknown = unfounded(f"{text}\n{text_en}", quarter_summary(work, quarter))
        if unknown:
            raise NeedsConfirmation(UNKNOWN_FIGURES, figures="、".join(unknown))
    record = _text_of(work, quarter)
    if record is None:
        record = work.add(QuarterTextRecord(quarter=str(quarter), text=text, text_en=text_en))
    else:
        record = work.get(QuarterTextRecord, record.id, version=version)
        record.text, record.text_en = text, text_en
    work.session.flush()  # the words go out with their new version
    return QuarterText(record.text, record.text_en, record.version)


def _text_of(work: Work, quarter: Quarter) -> QuarterTextRecord | None:
    return work.session.scalar(select(QuarterTextRecord).filter_by(quarter=str(quarter)))
