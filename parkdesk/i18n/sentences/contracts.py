"""Sentences and words of contracts."""

from parkdesk.domain.contracts import ContractState, Market, ServiceLine
from parkdesk.i18n import N_

SENTENCES = {
    "below-executed": N_("The new amount is less than what was executed already."),
    "change-before-signature": N_("A change cannot lie before the signature."),
    "contract-has-executions": N_(
        "Contract {number} has executions or changes: it can be closed, not deleted."
    ),
    "end-before-start": N_("The end lies before the beginning."),
    "executed-above-signed": N_(
        "With this, more is executed than contract {number} agrees. Is a change missing?"
    ),
    "execution-before-signature": N_("The contract was signed on {signed_on}: not before that."),
    "moves-by-change": N_("Executed or changed already: this moves by a change only."),
    "not-a-rate": N_("A rate is a plain number above zero, such as 0.1402."),
    "outside-execution-window": N_(
        "The state system now takes executions from {first} to {last} only."
    ),
    "signed-outside-residence": N_("{enterprise} was not in the park on {day}."),
    "unknown-country": N_("This country or region is not in the list."),
    "unknown-currency": N_("A currency is three capitals, such as USD or JPY."),
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
