"""Sentences and words of stops."""

from parkdesk.domain.stops import StopEffect, StopState
from parkdesk.i18n import N_

SENTENCES = {
    "lifted-before-begun": N_("A stop cannot be lifted before its first day."),
    "stop-ends-first": N_("The last day of the stop lies before its first."),
    "stop-holds": N_("Stopped by {document} from {first} until it is lifted: {effects}"),
    "stop-holds-until": N_("Stopped by {document} from {first} to {last}: {effects}"),
    "stop-lifted-already": N_("This stop was lifted from {day} on already."),
    "stop-reason-missing": N_("Say why, as the document says it."),
    "stop-without-effect": N_("Choose at least one thing that the stop forbids."),
    "stopped-until": N_(
        "{effect}: stopped for {enterprise} by {document}, from {first} to {last}."
    ),
    "stopped-until-lifted": N_(
        "{effect}: stopped for {enterprise} by {document}, from {first} until it is lifted."
    ),
}

LABELS = {
    StopEffect.NEW_CLAIMS: N_("Beginning a claim"),
    StopEffect.SUBMISSION: N_("Handing in a claim"),
    StopEffect.APPROVAL: N_("Approving a claim"),
    StopEffect.PAYMENT: N_("Paying a claim"),
    StopEffect.CONTRACTS: N_("Registering a contract"),
    StopEffect.SERVICES: N_("Recording a platform service"),
    StopState.COMING: N_("To come"),
    StopState.HOLDING: N_("Stopped"),
    StopState.OVER: N_("Over"),
    StopState.LIFTED: N_("Lifted"),
}
