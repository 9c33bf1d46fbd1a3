"""Fields of provider credit, as the history of an enterprise and the trail name them."""

from parkdesk.domain.credit import CreditCriterion, CreditRule, most_field, points_field
from parkdesk.i18n import N_
from parkdesk.i18n.sentences.credit import LABELS

FIELDS = {
    "entered_by": N_("Entered by"),
    "happened_on": N_("Day"),
    "point_key": N_("Point"),
    "replied_by": N_("Replied by"),
    "replied_on": N_("Replied on"),
    "said_by": N_("Said by"),
    "strike_reason": N_("Why it was struck"),
    "struck_by": N_("Struck by"),
    "struck_on": N_("Struck on"),
    **{most_field(one): LABELS[one] for one in CreditCriterion},
    **{points_field(one): LABELS[one] for one in CreditRule},
}
TABLE_FIELDS = {
    ("credit_entry", "rule"): N_("What counts"),
    ("credit_reply", "text"): N_("What it says"),
    ("credit_scheme", "confirmed"): N_("The document was seen"),
    ("credit_scheme", "months"): N_("Months counted"),
}
"""Columns whose names mean something else in other tables."""
