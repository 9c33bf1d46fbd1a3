"""Fields of the training platform, as the history of an enterprise and the trail name them."""

from enum import StrEnum

from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import Assessment, ServiceLine
from parkdesk.domain.training import InstitutionCondition
from parkdesk.i18n import N_

FIELDS = {
    "assessment": N_("Assessment"),
    "capacity": N_("Seats"),
    "conditions": N_("Conditions met"),
    "contract_first_on": N_("Contract from"),
    "contract_last_on": N_("Contract to"),
    "diploma_no": N_("Diploma number"),
    "graduated_on": N_("Graduated on"),
    "hired_on": N_("Hired on"),
    "job": N_("Post"),
    "licence_authority": N_("Issued by"),
    "licence_number": N_("Licence number"),
    "licence_until": N_("Licence until"),
    "outcome": N_("What the review said"),
    "passed": N_("Review passed"),
    "plan_on": N_("Plan handed in on"),
    "present_tenths": N_("Hours present"),
    "recognised_on": N_("Recognised on"),
    "retired_on": N_("Not offered since"),
    "reviewed_on": N_("Reviewed on"),
    "school": N_("School"),
    "score_tenths": N_("Score"),
    "teacher": N_("Teacher"),
}
TABLE_FIELDS = {
    ("class_member", "dropped_on"): N_("Left the class on"),
    ("class_member", "education"): N_("Degree"),
    ("class_member", "employer"): N_("Hired by"),
    ("class_member", "id_number"): N_("Identity number"),
    ("class_member", "name"): N_("Name of a person"),
    ("class_member", "reason"): N_("Why the class was left"),
    ("class_member", "service_line"): N_("Work"),
    ("training_class", "first_on"): N_("Class begins"),
    ("training_class", "last_on"): N_("Class ends"),
    ("training_course", "content"): N_("What is taught"),
    ("training_course", "hours_tenths"): N_("Hours of lessons"),
    ("training_course", "title"): N_("Course"),
    ("training_year", "budget_cents"): N_("Budget of the plan"),
    ("training_year", "people"): N_("People to be trained"),
    ("training_year", "words"): N_("Projects and directions"),
}
"""Columns whose names mean something else in other tables."""
MEMBERS: dict[tuple[str, str], type[StrEnum]] = {
    ("class_member", "assessment"): Assessment,
    ("class_member", "education"): Degree,
    ("class_member", "service_line"): ServiceLine,
    ("training_institution", "conditions"): InstitutionCondition,
}
"""Fields of these tables that hold a member of an enumeration, or a list of them."""
