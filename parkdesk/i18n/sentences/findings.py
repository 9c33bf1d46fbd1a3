"""Sentences and words of compliance findings, rules and attestations."""

from parkdesk.domain.compliance_rules import Concerned, ParameterName, RuleArea
from parkdesk.domain.findings import (
    FindingAct,
    FindingAnswer,
    FindingStanding,
    FindingState,
    QuarterMark,
)
from parkdesk.i18n import N_

SENTENCES = {
    "attestation-year": N_("Type a year from 2000 to this one."),
    "attested-already": N_(
        "One of these measures is attested for that year already. Take that back first."
    ),
    "finding-owner-may-not-answer": N_("Only somebody who may answer findings can be given one."),
    "paper-of-another": N_("This paper belongs to another enterprise. Choose one of its own."),
    "rule-days-out-of-range": N_("Type a number of days from 0 to 3,660."),
    "rule-has-no-such-figure": N_("This rule has no such figure."),
    "rule-not-a-day-of-the-year": N_("Type month and day as one number: 331 is 31 March."),
    "waiver-in-the-past": N_("A waiver ends today or later."),
    "waiver-too-long": N_("A waiver holds for a year at most; give another one then."),
    # What each rule finds.
    "finding:T-01": N_("The return of {quarter} was due on {due_on} and is not here."),
    "finding:T-02": N_("The return of {quarter} came on {received_on}; it was due on {due_on}."),
    "finding:T-03": N_(
        "Offshore executions without a bank receipt: {count}, the oldest of {oldest_on}."
    ),
    "finding:T-04": N_(
        "The return of {quarter} tells of no people, while {amount_usd_cents} were executed this"
        " year."
    ),
    "finding:Z-01": N_("{certificate} ({number}) ran out on {expires_on}; none has followed it."),
    "finding:Z-02": N_(
        "{certificate} ({number}) runs out on {expires_on}; nobody has noted its renewal."
    ),
    "finding:Z-03": N_("{certificate} ({number}) is suspended since {since_on}."),
    "finding:Z-04": N_(
        "The yearly check of {certificate} ({number}) was due on {due_on} and is not recorded."
    ),
    "finding:P-01": N_("Claim {number}: persons who do not qualify, {count}."),
    "finding:P-02": N_(
        "The return of {quarter} tells of {headcount} people, while labour contracts of {supported}"
        " supported persons still run."
    ),
    "finding:P-03": N_(
        "Claim {number}: persons who left before the end of their contract, {count}."
    ),
    "finding:P-04": N_(
        "Claim {number}: found wrong by a check after the payment and not asked back, {count}."
    ),
    "finding:P-05": N_("Claim {number} was paid on {paid_on}; no check of its use is recorded."),
    "finding:H-01": N_("Contracts not reported: {count}, the oldest signed on {oldest_on}."),
    "finding:H-02": N_(
        "Contracts that changed since they were reported: {count}, the oldest report of"
        " {oldest_on}."
    ),
    "finding:H-03": N_(
        "Executions of {first_on} to {until_on} in contracts not reported as they stand: {count}."
        " The state system accepts them until {last_day_on}."
    ),
    "finding:H-04": N_(
        "Contracts of which more was executed than agreed: {count}, the oldest signed on"
        " {oldest_on}."
    ),
    "finding:M-01": N_(
        "The offshore share of the year is {share_permille}, below {floor_permille}."
    ),
    "finding:M-02": N_(
        "The offshore share of the year is {share_permille}, below {floor_permille}."
    ),
    "finding:M-03": N_(
        "The offshore share of the year is {share_permille}, below {floor_permille}."
    ),
    "finding:M-04": N_(
        "The share of junior college or above is {share_permille}, below {floor_permille}."
    ),
    "finding:M-05": N_("Claim {number}: floor and share of “{name}” are not reached."),
    "finding:D-01": N_("The lease of {place} ran out on {lease_to_on}."),
    "finding:D-02": N_("Papers that are not in the file: {names}."),
    "finding:T-03:each": N_(
        "Contract {contract}: {count} offshore executions without a bank receipt, the oldest of"
        " {oldest_on}."
    ),
    "finding:H-01:each": N_("Contract {contract}, signed on {oldest_on}, is not reported."),
    "finding:H-02:each": N_("Contract {contract} changed since it was reported on {oldest_on}."),
    "finding:H-03:each": N_(
        "Contract {contract} is not reported as it stands: of {first_on} to {until_on} it has"
        " {count} executions, which the state system accepts until {last_day_on}."
    ),
    "finding:H-04:each": N_(
        "Of contract {contract}, signed on {oldest_on}, more was executed than agreed."
    ),
    "finding:D-02:each": N_("“{name}” is not in the file."),
    "finding:S-01": N_("“{name}” is not attested for {year}."),
    "finding:S-02": N_("“{name}” is not attested for {year}."),
    # The facts that end a finding.
    "ending:no-longer-so": N_("The registers no longer show it."),
    "ending:rule-ended": N_("The rule is no longer asked."),
    "ending:left-park": N_("The enterprise left the park on {left_on}."),
    "ending:nothing-left": N_("Nothing of it is left in the register."),
    "ending:return-received": N_("The return of {quarter} came on {received_on}."),
    "ending:return-corrected": N_("The return of {quarter} tells of people now."),
    "ending:certificate-renewed": N_("Another certificate followed it on {on}."),
    "ending:certificate-withdrawn": N_("It was withdrawn on {on}."),
    "ending:certificate-ran-out": N_("It ran out on {on}."),
    "ending:renewal-under-way": N_("The renewal is noted as under way."),
    "ending:surveillance-passed": N_("The check is recorded; the next is due on {due_on}."),
    "ending:suspension-lifted": N_("The suspension is over."),
    "ending:claim-corrected": N_("Claim {number} has no such persons any more."),
    "ending:claim-decided": N_("Claim {number} was decided or withdrawn."),
    "ending:claim-checked": N_("The use was checked on {on}."),
    "ending:explained-or-asked-back": N_("It was explained, or asked back, in claim {number}."),
    "ending:asked-back": N_("It is asked back in claim {number}, or was found right."),
    "ending:people-enough": N_("The return of {quarter} tells of enough people."),
    "ending:line-reached": N_("The line is reached: {share_permille}."),
    "ending:below-another-line": N_("It is below a lower line now."),
    "ending:conditions-met": N_("Claim {number} meets the programme's figures."),
    "ending:lease-renewed": N_("The lease runs until {on}."),
    "ending:paper-attached": N_("The paper was put into the file on {on}."),
    "ending:found-one-by-one": N_("Each contract or paper has a finding of its own now."),
    "ending:papers-attached": N_("All papers are in the file."),
    "ending:attested": N_("Attested for {year} on {on} by {by}."),
    "ending:asked-for-next-year": N_("It is asked for {year} now."),
}
LABELS_AREA = {
    RuleArea.RETURNS: N_("Returns"),
    RuleArea.CERTIFICATES: N_("Certificates"),
    RuleArea.CLAIMS: N_("Claims"),
    RuleArea.CONTRACTS: N_("Contracts"),
    RuleArea.THRESHOLDS: N_("Threshold watch"),
    RuleArea.DOCUMENTS: N_("Documents"),
    RuleArea.SECURITY: N_("Security and personal data"),
}
LABELS_CONCERNED = {
    Concerned.RESIDENTS: N_("Enterprises in the park"),
    Concerned.HOLDERS: N_("Holders of certificates"),
    Concerned.CLAIMANTS: N_("Claimants"),
    Concerned.CONTRACTORS: N_("Enterprises with contracts"),
}
LABELS_PARAMETER = {
    ParameterName.ANSWER_DAYS: N_("Days to answer"),
    ParameterName.LEAD_DAYS: N_("Days before"),
    ParameterName.GRACE_DAYS: N_("Days of grace"),
    ParameterName.KEPT_DAYS: N_("Days in the list"),
    ParameterName.DUE_MMDD: N_("Day of the year"),
}
LABELS_STATE = {
    FindingState.OPEN: N_("To be answered"),
    FindingState.ANSWERED: N_("Answered"),
    FindingState.ENDED: N_("Closed automatically"),
}
LABELS_STANDING = {
    FindingStanding.OVERDUE: N_("Answer overdue"),
    FindingStanding.OPEN: N_("To be answered"),
    FindingStanding.ANSWERED: N_("Answered"),
    FindingStanding.WAIVED: N_("Waived"),
    FindingStanding.ENDED: N_("Closed automatically"),
}
LABELS_ANSWER = {
    FindingAnswer.UNDER_WAY: N_("Being put right"),
    FindingAnswer.SETTLED: N_("Put right"),
    FindingAnswer.EXPLAINED: N_("Explained"),
}
LABELS_ACT = {
    FindingAct.ASSIGNED: N_("Assigned"),
    FindingAct.ANSWERED: N_("Answered"),
    FindingAct.REOPENED: N_("Answer taken back"),
    FindingAct.WAIVED: N_("Waived"),
    FindingAct.REVOKED: N_("Waiver ended"),
    FindingAct.DUE_MOVED: N_("Due day moved"),
    FindingAct.NOTED: N_("Noted"),
}
LABELS_MARK = {
    QuarterMark.NEW: N_("New in the quarter"),
    QuarterMark.REPEATED: N_("Repeated"),
    QuarterMark.CLOSED: N_("Closed in the quarter"),
}
