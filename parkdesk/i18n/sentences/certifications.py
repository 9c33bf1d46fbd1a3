"""Sentences and words of certificates."""

from parkdesk.domain.appraisals import Method
from parkdesk.domain.certifications import (
    CertificationFamily,
    CertificationStatus,
    EventType,
    LastDay,
    Surveillance,
)
from parkdesk.i18n import N_

SENTENCES = {
    "after-renewal": N_("This day lies after the certificate that renews this one."),
    "appraisal-after-acceptance": N_(
        "Appraisals of this model version were no longer accepted on that day."
    ),
    "appraisal-before-acceptance": N_(
        "Appraisals of this model version were not accepted yet on that day."
    ),
    "before-issue": N_("This day lies before the certificate was issued."),
    "before-predecessor": N_("A renewal must end after the certificate that it renews."),
    "expiry-before-issue": N_("The last day lies before the first."),
    "expiry-beyond-cycle": N_(
        "The certificate would hold longer than the cycle of its kind: is the last day right?"
    ),
    "expiry-beyond-limit": N_("A sustainment holds two years at the most."),
    "fixed-in-chain": N_(
        "This certificate belongs to a chain of renewals: its holder and kind stay as they are."
    ),
    "in-the-future": N_("This day is still to come."),
    "issued-after-leaving": N_("{enterprise} had left the park on {day}."),
    "issued-before-founding": N_("{enterprise} had not been founded yet on {day}."),
    "kind-has-no-level": N_("This kind of certificate has no levels."),
    "method-gives-no-expiry": N_("This method gives no validity: leave the last day empty."),
    "method-gives-no-level": N_(
        "This method never gives a level; only SCAMPI A, Benchmark, Sustainment and Action Plan"
        " Reappraisal do."
    ),
    "method-not-of-model": N_("This model version has no such appraisal method."),
    "no-such-level": N_("There is no such level."),
    "number-taken": N_("This number is in the register already."),
    "reason-for-expiry": N_("Say why the last day differs from the computed one."),
    "renewal-gives-no-level": N_(
        "This method gives no level, so it renews no rating: register it as a certificate of its"
        " own."
    ),
    "renewed-already": N_("The rating that this one continues has been renewed already."),
    "sustainment-after-lapse": N_(
        "The rating had expired when this sustainment ended. Nothing published says whether it can"
        " still be sustained."
    ),
    "sustainment-changes-level": N_("A sustainment keeps the level of the benchmark it follows."),
    "sustainment-on-nothing": N_(
        "A sustainment follows a rating: open the certificate that it continues and renew it."
    ),
    "sustainment-over-reappraisal": N_(
        "Three sustainments stand in the chain, with an action plan reappraisal between. Nothing"
        " published says whether it begins a new count."
    ),
    "sustainment-raises-level": N_(
        "A sustainment cannot raise the level; that takes a new benchmark."
    ),
    "sustainment-without-benchmark": N_(
        "A sustainment follows a benchmark; the rating before comes from another method."
    ),
    "too-many-sustainments": N_(
        "At most three sustainments may follow one another; now a new benchmark is due."
    ),
    "unknown": N_("There is no such record."),
    "view-not-of-model": N_("This model version is not known to have such a view: is it right?"),
    "unknown-enterprise": N_("No enterprise of the register is called so: choose one of the list."),
}

LABELS = {
    CertificationStatus.VALID: N_("Valid"),
    CertificationStatus.EXPIRING: N_("Expires soon"),
    CertificationStatus.SUSPENDED: N_("Suspended"),
    CertificationStatus.WITHDRAWN: N_("Withdrawn"),
    CertificationStatus.EXPIRED: N_("Expired"),
    CertificationStatus.SUPERSEDED: N_("Superseded"),
    CertificationFamily.MATURITY: N_("Maturity models"),
    CertificationFamily.MANAGEMENT: N_("Management systems"),
    CertificationFamily.SERVICE: N_("IT services"),
    CertificationFamily.ATTESTATION: N_("Attestation reports"),
    CertificationFamily.INDUSTRY: N_("Trade certificates"),
    EventType.FIRST: N_("First certification"),
    EventType.MAINTENANCE: N_("Maintenance"),
    EventType.UPGRADE: N_("Upgrade"),
    LastDay.ANNIVERSARY: N_("Ends on the same day"),
    LastDay.DAY_BEFORE: N_("Ends the day before"),
    Surveillance.NONE: N_("No surveillance"),
    Surveillance.YEARLY: N_("Yearly surveillance"),
    Method.CBA_IPI: N_("CBA-IPI"),
    Method.SCAMPI_A: N_("SCAMPI A"),
    Method.SCAMPI_B: N_("SCAMPI B"),
    Method.SCAMPI_C: N_("SCAMPI C"),
    Method.BENCHMARK: N_("Benchmark"),
    Method.SUSTAINMENT: N_("Sustainment"),
    Method.ACTION_PLAN_REAPPRAISAL: N_("Action Plan Reappraisal"),
    Method.EVALUATION: N_("Evaluation"),
}
