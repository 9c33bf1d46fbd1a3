"""The printed forms of a claim (附件表): which there are, and the headings that each has.

The notice of 2011 (财企[2011]69号) names the annexes; their exact headings could not be read.
What stands here is a workable set (certainty C): a programme may word every heading itself, and
until somebody has compared them with the official annex a form says 待核实.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.programme_figures import ClaimKind

LONGEST_HEADING = 40
TITLE = "title"
"""The field that is the title of a form."""


class ClaimForm(StrEnum):
    """A form, in the order of the annexes."""

    PERSON = "person"
    """服务外包人才培训资金补助申请表, one sheet a person."""
    HIRED = "hired"
    """服务外包企业录用人员汇总表"""
    TRAINING = "training"
    """服务外包人才培训资助汇总表"""
    CERTIFICATION = "certification"
    """服务外包企业国际认证资助汇总表"""
    PLATFORM = "platform"
    """平台项目资金使用明细: the park's own, for no official form of platform claims is known."""
    OPINIONS = "opinions"
    """服务外包业务发展资金材料审定部门意见表"""


FORMS_OF: Mapping[ClaimKind, tuple[ClaimForm, ...]] = {
    ClaimKind.ENTERPRISE: (
        ClaimForm.PERSON,
        ClaimForm.HIRED,
        ClaimForm.TRAINING,
        ClaimForm.OPINIONS,
    ),
    ClaimKind.INSTITUTION: (ClaimForm.PERSON, ClaimForm.TRAINING, ClaimForm.OPINIONS),
    ClaimKind.CERTIFICATION: (ClaimForm.CERTIFICATION, ClaimForm.OPINIONS),
    ClaimKind.PLATFORM: (ClaimForm.PLATFORM, ClaimForm.OPINIONS),
}
"""The forms that a kind of claim brings."""

OWN_FORMS = frozenset({ClaimForm.PLATFORM})
"""Forms that are the park's own and say so: no notice that could be read has an annex for them."""

_PERSON = (
    "serial", "name", "sex", "born", "id_number", "degree", "school", "graduated",
    "diploma", "employer", "post", "hired", "contract", "institution", "training", "course",
    "assessment", "asked", "computed", "approved", "note",
)  # fmt: skip
FIELDS: Mapping[ClaimForm, tuple[str, ...]] = {
    ClaimForm.PERSON: (TITLE, *_PERSON),
    ClaimForm.HIRED: (
        TITLE, "serial", "name", "sex", "id_number", "degree", "school", "graduated", "diploma",
        "post", "hired", "contract", "asked", "note",
    ),
    ClaimForm.TRAINING: (
        TITLE, "serial", "name", "id_number", "degree", "employer", "institution", "training",
        "course", "assessment", "asked", "computed", "approved",
    ),
    ClaimForm.CERTIFICATION: (
        TITLE, "serial", "certificate", "event", "certifier", "fee", "invoice", "slip", "cost",
        "asked", "computed", "approved", "note",
    ),
    ClaimForm.PLATFORM: (
        TITLE, "serial", "use", "subject", "certifier", "invoice", "slip", "cost", "asked",
        "computed", "approved", "note",
    ),
    ClaimForm.OPINIONS: (TITLE, "amount", "person", "seal"),
}  # fmt: skip
"""The fields of each form in their order, the title first."""


@dataclass(frozen=True, slots=True)
class FormHeadings:
    """The headings that a programme gives one form; a field not named has the usual words."""

    form: ClaimForm
    words: Mapping[str, str] = field(default_factory=dict)
    confirmed: bool = False
    """Somebody compared them with the official annex."""


def checked_headings(headings: FormHeadings) -> FormHeadings:
    """Return the headings without blanks and without what is left empty; refuse what is no field.

    Raises InvalidInput at the field that is too long.
    """
    known = set(FIELDS[headings.form])
    words = {name: text.strip() for name, text in headings.words.items() if text.strip()}
    problems = {name: "too-long" for name, text in words.items() if len(text) > LONGEST_HEADING}
    problems |= {name: "no-such-field" for name in words if name not in known}
    if problems:
        raise InvalidInput(problems)
    return FormHeadings(headings.form, words, headings.confirmed)
