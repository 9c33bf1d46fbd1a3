"""Sentences and words of contracts."""

from parkdesk.domain.assist import AssistForm
from parkdesk.domain.contracts import ContractState, Market, ReportState, ServiceLine
from parkdesk.i18n import N_

SENTENCES = {
    "below-executed": N_("The new amount is less than what was executed already."),
    "change-before-last": N_("The last change is later than this day: changes follow each other."),
    "change-before-signature": N_("A change cannot lie before the signature."),
    "code-not-of-the-day": N_("This code was not in force on the day of signing."),
    "code-of-another-line": N_("This code belongs to another service line."),
    "contract-has-executions": N_(
        "Contract {number} has executions or changes: it can be closed, not deleted."
    ),
    "contract-in-closed-quarter": N_(
        "Contract {number} stands in the figures of {quarter}, which is closed: open that"
        " quarter again first."
    ),
    "contract-is-back": N_("Contract {number} was brought back already."),
    "contract-is-reported": N_(
        "Contract {number} was reported: it is changed, or the reporting is taken back first."
    ),
    "contract-not-in-force": N_(
        "Contract {number} is not in force: nothing more is executed of it."
    ),
    "counts-in-next-period": N_(
        "{day} lies in {quarter}, which is closed: it would count in {next_quarter}."
    ),
    "currency-of-contract": N_("The contract is in {currency}: executions are, too."),
    "end-before-start": N_("The end lies before the beginning."),
    "executed-above-signed": N_(
        "With this, more is executed than contract {number} agrees. Is a change missing?"
    ),
    "execution-before-signature": N_("The contract was signed on {signed_on}: not before that."),
    "execution-has-papers": N_(
        "Papers hang on the execution of {day}: it is corrected, not deleted."
    ),
    "execution-in-closed-quarter": N_(
        "The execution of {day} stands in the figures of {quarter}, which is closed: open"
        " that quarter again first."
    ),
    "execution-needs-reason": N_(
        "Say why an execution is corrected: the trail and the closing chain tell it."
    ),
    "in-closed-quarter": N_(
        "It stands in the figures of a closed quarter: open that quarter again first."
    ),
    "moves-by-change": N_("Already executed or changed: this can be altered only by a change."),
    "never-reported": N_("Contract {number} was never reported."),
    "no-rate-yet": N_(
        "There is no rate for {currency} in {month} yet: the amount is in no figure"
        " until it is entered."
    ),
    "not-a-rate": N_("A rate is a plain number above zero, such as 0.1402."),
    "nothing-moved": N_("The change changes nothing."),
    "number-given-again": N_("Number {number} was given to another contract meanwhile."),
    "outside-execution-window": N_(
        "The state system now accepts only executions from {first} to {last}."
    ),
    "report-before-signature": N_(
        "A reporting lies neither before the signature nor before the last reporting."
    ),
    "report-before-one": N_(
        "The day lies before contract {number} was signed or last reported: leave that one out, or"
        " choose a later day."
    ),
    "reported-as-it-stands": N_("Contract {number} was reported on {day} and has not moved since."),
    "reported-moves-by-change": N_("Already reported: this can be altered only by a change."),
    "signed-outside-residence": N_("{enterprise} was not in the park on {day}."),
    "unknown-contract": N_("No contract of the register has this number."),
    "unknown-country": N_("This country or region is not in the list."),
    "unknown-currency": N_("A currency is three capitals, such as USD or JPY."),
    "unknown-service-code": N_("This code is in no edition in force on the day of signing."),
}

LABELS_OF_ASSIST = {
    AssistForm.CONTRACT: N_("Contract"),
    AssistForm.CHANGE: N_("Change"),
    AssistForm.EXECUTION: N_("Execution"),
}
LABELS_OF_REPORTING = {
    ReportState.UNREPORTED: N_("Not reported"),
    ReportState.REPORTED: N_("Reported"),
    ReportState.DIFFERS: N_("Differs"),
}
LABELS = {
    ContractState.DRAFT: N_("Draft"),
    ContractState.REGISTERED: N_("In force"),
    ContractState.FINISHED: N_("Finished"),
    ContractState.TERMINATED: N_("Terminated"),
    Market.OFFSHORE: N_("Offshore"),
    Market.ONSHORE: N_("Onshore"),
    ServiceLine.ITO: N_("ITO"),
    ServiceLine.BPO: N_("BPO"),
    ServiceLine.KPO: N_("KPO"),
}
