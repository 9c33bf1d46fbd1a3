"""Sentences and words of claims, their rosters and the rules that judge them."""

from enum import Enum

from parkdesk.domain.claims import ClaimAction, ClaimKind, ClaimState
from parkdesk.domain.eligibility import Rule, Verdict
from parkdesk.domain.id_number import IdDoubt, IdKind, IdProblem, Sex
from parkdesk.domain.programmes import Counting, Degree, Level, Mark, Repeat, Track
from parkdesk.domain.trainees import Assessment, RosterField, ServiceLine
from parkdesk.i18n import N_

_ID_PROBLEMS = {
    IdProblem.MISSING: N_("The identity number is missing."),
    IdProblem.EXCEL_DAMAGED: N_(
        "Excel has damaged this identity number: its last digits are lost. Type it from the card."
    ),
    IdProblem.OLD_FORM: N_("15-digit identity numbers are no longer valid: use the 18-digit one."),
    IdProblem.WRONG_LENGTH: N_("An identity number has 18 characters; this one has {length}."),
    IdProblem.WRONG_CHARACTER: N_(
        "An identity number has 17 digits and a last digit or X; this one has another character."
    ),
    IdProblem.NO_SUCH_DATE: N_("The birth date in the identity number is no day of the calendar."),
    IdProblem.BORN_TOO_EARLY: N_("The birth date in the identity number lies before 1900."),
    IdProblem.BORN_IN_FUTURE: N_("The birth date in the identity number lies in the future."),
    IdProblem.WRONG_CHECK: N_("The identity number's check character does not fit the others."),
}
_ID_DOUBTS = {
    IdDoubt.UNKNOWN_REGION: N_(
        "The identity number begins with an unknown region: compare it with the card."
    ),
    IdDoubt.ENDS_IN_ZEROS: N_(
        "The identity number ends in 000, as Excel writes damaged ones: compare it with the card."
    ),
}

SENTENCES = {
    # The workflow.
    "above-budget": N_("The budget has only {limit_cents} yuan left."),
    "above-recommended": N_("At most {limit_cents} yuan were recommended at the pre-check."),
    "above-requested": N_("At most {limit_cents} yuan were asked for."),
    "budget-below-committed": N_("{limit_cents} yuan have been approved already."),
    "claim-has-refused-rows": N_(
        "Rows that cannot be paid: {refused}. They stay in the roster with nothing asked for them."
    ),
    "claim-lacks-materials": N_("Required papers not handed in yet: {lacking}."),
    "claim-not-editable": N_("This claim is “{state}”: its roster can no longer be changed."),
    "claim-nothing-payable": N_("None of the {rows} rows can be paid: correct at least one first."),
    "claim-roster-empty": N_("The roster is empty: enter or paste the people first."),
    "claim-same-person": N_(
        "You have had this claim in hand yourself ({step}): another person must take this step."
    ),
    "claim-without-roster": N_("A claim of this kind has items, not a roster of people."),
    "paid-differs": N_("The approved sum is {approved_cents} yuan: exactly that is paid."),
    "paid-in-future": N_("This day is still to come."),
    "programme-closed": N_("This programme takes no new claims."),
    "programme-not-readable": N_("The programme {programme} cannot be read at “{entry}”."),
    "reason-missing": N_("Say why, in words that the enterprise will understand."),
    "roster-too-long": N_("A claim has at most {limit} rows; this one has {rows}: split it."),
    "roster-too-long-to-type": N_(
        "A roster is typed here up to {limit} rows; a longer one, such as this of {rows}, is"
        " imported from a file."
    ),
    "rules-now-give-less": N_(
        "By the rules as they stand now only {limit_cents} yuan can be approved: look at the"
        " roster again."
    ),
    # Cells as they are typed.
    "no-start-day": N_("There is no day yet from which this could be counted."),
    "not-an-amount": N_("This is not an amount in yuan with at most two decimals."),
    "score-enough": N_("Assessment: {score} points, not below the pass mark of {limit}."),
    "score-over-hundred": N_("A score is at most 100."),
    "score-too-low": N_("Assessment: {score} points, below the pass mark of {limit}."),
    "score-too-low-not-asked": N_(
        "Assessment: {score} points, below the pass mark of {limit}; the rules do not ask for it."
    ),
    # The rules, one line each.
    "amount-asked": N_("Amount: {amount_cents} yuan asked for, within the limit of {limit_cents}."),
    "amount-cap": N_("Amount: the upper limit of {limit_cents} yuan."),
    "amount-cut-to-cap": N_(
        "Amount: {asked_cents} yuan asked for, cut to the upper limit of {limit_cents}."
    ),
    "amount-withheld": N_("Amount: 0.00 yuan."),
    "age-of-retirement": N_(
        "Age: {age} at the hire, {limit} or more: check that the person is not retired."
    ),
    "assessment-failed": N_("Assessment: not passed."),
    "assessment-failed-not-asked": N_("Assessment: not passed; the rules do not ask for it."),
    "assessment-missing": N_("Assessment: the result is missing."),
    "assessment-passed": N_("Assessment: passed."),
    "assessment-passed-score": N_("Assessment: passed ({score} points)."),
    "assessment-score-only": N_(
        "Assessment: {score} points, but the programme names no pass mark: enter the result."
    ),
    "cap-unknown": N_("Amount: the programme has no upper limit per head yet."),
    "cell-not-readable": N_("“{field}” cannot be read: correct what is typed there."),
    "contract-end-missing": N_("Labour contract: the last day is missing."),
    "contract-ends-before-start": N_("Labour contract: {last} lies before its start {first}."),
    "contract-long-enough": N_(
        "Labour contract: {first} to {last}, {months} months, at least {limit}."
    ),
    "contract-on-the-edge": N_(
        "Labour contract: {first} to {last} is exactly {limit} months with both days counted:"
        " compare it with the paper."
    ),
    "contract-open-ended": N_("Labour contract: from {first}, without a fixed term."),
    "contract-start-missing": N_("Labour contract: the first day is missing."),
    "contract-too-short": N_(
        "Labour contract: {first} to {last}, {months} months, fewer than {limit}."
    ),
    "contract-until": N_("A contract to {until} or later would do."),
    "contract-until-pays": N_(
        "With a contract to {until} or later, {amount_cents} yuan can be paid."
    ),
    "degree-enough": N_("Degree: {degree}, at least {limit}."),
    "degree-missing": N_("Degree: missing; at least {limit} is needed."),
    "degree-too-low": N_("Degree: {degree}, below {limit}."),
    "employer-missing": N_(
        "Hired by: missing; the contract must be with an outsourcing enterprise."
    ),
    "employer-not-in-register": N_(
        "Hired by: {employer}, not in the park's register: check that it is an outsourcing"
        " enterprise."
    ),
    "employer-outsourcing": N_("Hired by: {employer}, {line} in the park's register."),
    "graduation-after-hire": N_(
        "Graduation: {graduated}, after the hire on {hired}: check that the person was no student."
    ),
    "graduation-before-hire": N_("Graduation: {graduated}, before the hire."),
    "graduation-missing": N_("Graduation: the date is missing."),
    "hired-in-future": N_("New hire: {hired} is still to come."),
    "hired-in-window": N_("New hire: {hired}, in the supported window {first} to {last}."),
    "hired-missing": N_("New hire: the date of hire is missing."),
    "hired-outside-window": N_("New hire: {hired}, outside the window {first} to {last}."),
    "id-check-would-be": N_("It should be {expected}: look for a mistyped digit."),
    "id-check-would-be-pays": N_(
        "It should be {expected}: look for a mistyped digit; then {amount_cents} yuan can be paid."
    ),
    "id-right": N_("Identity number: right; born in {year}, {sex}."),
    "name-missing": N_("The name is missing."),
    "repeat-claimed": N_(
        "Duplicate: in {number} of {enterprise} already ({state}, {amount_cents} yuan, {on})."
    ),
    "repeat-earlier-programme": N_(
        "Claimed before: {number} of {enterprise}, {year} ({state}, {amount_cents} yuan, {on}):"
        " decide whether it is a new hire."
    ),
    "repeat-in-draft": N_("Also in the draft {number} of {enterprise}: only one can be submitted."),
    "repeat-in-roster": N_("Duplicate: the same identity number as in row {row}."),
    "repeat-none": N_("No duplicate: nobody else has claimed for this person."),
    "training-before-hire": N_("Training: {first} to {last}, before the hire on {hired}."),
    "training-dates-right": N_("Training: {first} to {last}."),
    "training-ends-first": N_("Training: {first} to {last}; it ends before it begins."),
    "training-outside-window": N_(
        "Training: {first} to {last}, outside the window {window_first} to {window_last}."
    ),
    "window-unknown": N_(
        "New hire: {hired}; the programme's window is not known: compare it with the notice."
    ),
    "work-missing": N_("Work: ITO, BPO or KPO is not given."),
    "work-not-outsourcing": N_("Work: not outsourcing work."),
    "work-outsourcing": N_("Work: outsourcing ({line})."),
    **{problem.value: sentence for problem, sentence in _ID_PROBLEMS.items()},
    **{doubt.value: sentence for doubt, sentence in _ID_DOUBTS.items()},
}

# Members of different enums may be equal, so each enum has words of its own.
LABELS_CLAIM_STATE: dict[Enum, str] = {
    ClaimState.DRAFT: N_("Draft"),
    ClaimState.SUBMITTED: N_("Submitted"),
    ClaimState.PRECHECKED: N_("Pre-checked"),
    ClaimState.APPROVED: N_("Granted"),
    ClaimState.NOTICED: N_("On public notice"),
    ClaimState.PAYABLE: N_("To be paid"),
    ClaimState.PAID: N_("Paid out"),
    ClaimState.ARCHIVED: N_("Filed away"),
    ClaimState.RETURNED: N_("Returned"),
    ClaimState.REJECTED: N_("Rejected"),
    ClaimState.WITHDRAWN: N_("Withdrawn by the applicant"),
    ClaimState.RECOVERING: N_("Money asked back"),
}
LABELS_CLAIM_KIND: dict[Enum, str] = {
    ClaimKind.ENTERPRISE: N_("Newly hired staff"),
    ClaimKind.INSTITUTION: N_("Institution trainees"),
    ClaimKind.CERTIFICATION: N_("International certificates"),
    ClaimKind.PLATFORM: N_("Public platform"),
}
LABELS_CLAIM_ACTION: dict[Enum, str] = {
    ClaimAction.SUBMIT: N_("Submit"),
    ClaimAction.PRECHECK: N_("Pass the pre-check"),
    ClaimAction.RESUBMIT: N_("Hand back to the reviewer"),
    ClaimAction.REVIEW: N_("Record a higher level's finding"),
    ClaimAction.APPROVE: N_("Approve"),
    ClaimAction.PUBLISH: N_("Begin the public notice"),
    ClaimAction.UNPUBLISH: N_("Take the public notice back"),
    ClaimAction.CLEAR: N_("Release for payment"),
    ClaimAction.PAY: N_("Record payment"),
    ClaimAction.BOUNCE: N_("Transfer came back"),
    ClaimAction.ARCHIVE: N_("File away"),
    ClaimAction.RETURN: N_("Return for correction"),
    ClaimAction.REJECT: N_("Reject"),
    ClaimAction.WITHDRAW: N_("Withdraw the claim"),
    ClaimAction.RECOVER: N_("Ask money back"),
    ClaimAction.SETTLE: N_("Close the recovery"),
}
LABELS_RULE: dict[Enum, str] = {
    Rule.CELLS: N_("Readable cells"),
    Rule.NAME: N_("Full name"),
    Rule.ID_NUMBER: N_("Identity number"),
    Rule.DEGREE: N_("Degree"),
    Rule.NEW_HIRE: N_("New hire"),
    Rule.CONTRACT: N_("Labour contract"),
    Rule.EMPLOYER: N_("Hiring enterprise"),
    Rule.WORK: N_("Outsourcing work"),
    Rule.ASSESSMENT: N_("Assessment"),
    Rule.AGE: N_("Age"),
    Rule.GRADUATION: N_("Graduation"),
    Rule.TRAINING: N_("Training"),
    Rule.REPEAT: N_("Duplicate"),
    Rule.BARRED: N_("Barred person"),
    Rule.AMOUNT: N_("Amount"),
}
LABELS_VERDICT: dict[Enum, str] = {
    Verdict.PASS: N_("Payable"),
    Verdict.WARN: N_("Payable, to check"),
    Verdict.FAIL: N_("Not payable"),
    Verdict.DUPLICATE: N_("Duplicate, not payable"),
}
LABELS_TRACK: dict[Enum, str] = {
    Track.ENTERPRISE: N_("Newly hired staff"),
    Track.INSTITUTION: N_("Institution trainees"),
}
LABELS_LEVEL: dict[Enum, str] = {
    Level.CENTRAL: N_("Central government"),
    Level.PROVINCE: N_("Province"),
    Level.CITY: N_("City"),
    Level.PARK: N_("Park"),
}
LABELS_MARK: dict[Enum, str] = {
    Mark.DOCUMENT: N_("confirmed, read in the document"),
    Mark.REPORT: N_("confirmed, read in a report"),
    Mark.UNVERIFIED: N_("to be confirmed"),
    Mark.DERIVED: N_("derived, to be confirmed"),
}
LABELS_COUNTING: dict[Enum, str] = {
    Counting.BOTH_DAYS: N_("first and last day counted"),
    Counting.FULL_DATES: N_("to the same date"),
}
LABELS_REPEAT: dict[Enum, str] = {
    Repeat.ONCE_A_PROGRAMME: N_("once in a programme"),
    Repeat.ONCE_EVER: N_("once ever"),
}
LABELS_DEGREE: dict[Enum, str] = {
    Degree.BELOW_JUNIOR_COLLEGE: N_("Below junior college"),
    Degree.JUNIOR_COLLEGE: N_("Junior college"),
    Degree.BACHELOR: N_("Bachelor"),
    Degree.MASTER: N_("Master"),
    Degree.DOCTOR: N_("Doctor"),
}
LABELS_SERVICE_LINE: dict[Enum, str] = {
    ServiceLine.ITO: N_("ITO"),
    ServiceLine.BPO: N_("BPO"),
    ServiceLine.KPO: N_("KPO"),
    ServiceLine.NONE: N_("Not outsourcing"),
}
LABELS_ASSESSMENT: dict[Enum, str] = {
    Assessment.PASSED: N_("Passed"),
    Assessment.FAILED: N_("Not passed"),
}
LABELS_SEX: dict[Enum, str] = {
    Sex.FEMALE: N_("female"),
    Sex.MALE: N_("male"),
}
LABELS_ID_KIND: dict[Enum, str] = {
    IdKind.CITIZEN: N_("Citizen's identity card"),
    IdKind.RESIDENCE_PERMIT: N_("Residence permit"),
    IdKind.FOREIGN_RESIDENT: N_("Foreigner's permanent-resident card"),
}
LABELS_ROSTER_FIELD: dict[Enum, str] = {
    RosterField.NAME: N_("Full name"),
    RosterField.ID_NUMBER: N_("Identity number"),
    RosterField.DEGREE: N_("Degree"),
    RosterField.SCHOOL: N_("School"),
    RosterField.GRADUATED_ON: N_("Graduated on"),
    RosterField.HIRED_ON: N_("Hired on"),
    RosterField.CONTRACT_FIRST: N_("Contract from"),
    RosterField.CONTRACT_LAST: N_("Contract to"),
    RosterField.SERVICE_LINE: N_("Work"),
    RosterField.POST: N_("Post"),
    RosterField.COURSE: N_("Course"),
    RosterField.TRAINING_FIRST: N_("Training from"),
    RosterField.TRAINING_LAST: N_("Training to"),
    RosterField.ASSESSMENT: N_("Assessment"),
    RosterField.SCORE_TENTHS: N_("Score"),
    RosterField.EMPLOYER: N_("Hired by"),
    RosterField.DIPLOMA_NUMBER: N_("Diploma number"),
    RosterField.REQUESTED_CENTS: N_("Amount applied for (yuan)"),
    RosterField.NOTE: N_("Remarks"),
}
LABELS_ID_PROBLEMS = dict(_ID_PROBLEMS)
LABELS_ID_DOUBTS = dict(_ID_DOUBTS)
