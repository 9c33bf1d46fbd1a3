"""Sentences and words of closing a quarter, opening it again, and correcting returns."""

from parkdesk.domain.closing import ChainStep, CheckCode, CheckSeverity, ReopeningState
from parkdesk.domain.indicators import IndicatorUnit
from parkdesk.domain.return_checks import Presence
from parkdesk.i18n import N_

SENTENCES = {
    "approver-is-oneself": N_("Whoever opens the quarter cannot have approved it: name who did."),
    "asked-by-another": N_("Only the person who asked can take it back."),
    "check-needs-comment": N_("Say what is known about it: the comment is kept in the edition."),
    "closing-blocked": N_(
        "{check}: {count} ({names}). Nothing was closed: put this right, then close."
    ),
    "correction-needs-reason": N_(
        "This return was handed in: say why it is corrected. What stood there is kept."
    ),
    "form-of-another-enterprise": N_(
        "This form was made for another enterprise than {enterprise}: use that one's own."
    ),
    "form-of-another-quarter": N_(
        "This form was made for another quarter than {quarter}: use that quarter's."
    ),
    "form-of-another-version": N_(
        "This form is of another version; the one in use is version {version}: hand out a new one."
    ),
    "not-a-return-form": N_(
        "This is no code of a return's form: leave it as the program wrote it, or blank."
    ),
    "decline-needs-reason": N_("Say why it is not opened."),
    "quarter-closed": N_(
        "{quarter} is closed as edition {edition}: ask for it to be opened again, then close anew."
    ),
    "quarter-not-closed": N_("{quarter} has never been closed: there is nothing to open again."),
    "quarter-open-already": N_("{quarter} is open already: correct, then close it anew."),
    "reopening-asked-already": N_(
        "{person} has already asked for {quarter} to be opened: another person has to answer."
    ),
    "reopening-has-another": N_(
        "Somebody else may close quarters here: that person answers in the program."
    ),
    "reopening-needs-another": N_(
        "Whoever asks for a quarter to be opened cannot agree to it: another person has to."
    ),
    "reopening-needs-reason": N_("Say what has to be corrected, and why."),
    "return-after-leaving": N_(
        "{enterprise} left the park on {left_on}, before {quarter} began: it has no return to hand"
        " in."
    ),
    "return-of-closed-quarter": N_(
        "{quarter} is closed as edition {edition}. The return of {enterprise} is in no figure of"
        " it: the closing of {told_in} tells of it, unless {quarter} is opened again."
    ),
    "return-of-closed-quarter-in-list": N_(
        "{quarter} is closed: what {enterprise} hands in now waits for the next closing."
    ),
}

LABELS = {
    CheckSeverity.BLOCKS: N_("Blocks"),
    CheckSeverity.ASKS: N_("Asks for a comment"),
    Presence.HERE: N_("In the park"),
    Presence.NOT_YET: N_("Not here yet"),
    Presence.LEFT: N_("Left the park"),
}

LABELS_OF_CHECKS = {
    CheckCode.FIGURES_DO_NOT_ADD_UP: N_("Figures do not add up"),
    CheckCode.UNCONVERTED: N_("Enterprises with amounts that wait for a rate"),
    CheckCode.RETURNS_MISSING: N_("Returns not entered"),
    CheckCode.RETURNS_DRAFT: N_("Returns that are drafts"),
    CheckCode.PEOPLE_ABOVE_HIRES: N_("More people than before and newly hired"),
    CheckCode.EXECUTED_WITHOUT_PEOPLE: N_("Execution without people employed"),
    CheckCode.EXECUTED_ABOVE_SIGNED: N_("Contracts executed above what was signed"),
    CheckCode.HEADCOUNT_JUMP: N_("People doubled or halved"),
    CheckCode.EXECUTED_JUMP: N_("Execution doubled or halved"),
    CheckCode.MONTHS_MISSING: N_("Enterprises with a month's return not handed in"),
    CheckCode.MONTHS_DISAGREE: N_("Quarterly returns that differ from their months"),
    CheckCode.SIGNALS_OPEN: N_("Claims with open signals"),
    CheckCode.BATCHES_UNPAID: N_("Payment batches not settled"),
}

LABELS_OF_REOPENINGS = {
    ReopeningState.ASKED: N_("Reopening requested"),
    ReopeningState.AGREED: N_("Reopened"),
    ReopeningState.DECLINED: N_("Reopening declined"),
    ReopeningState.WITHDRAWN: N_("Request taken back"),
    ReopeningState.CLOSED: N_("Closed anew"),
}

LABELS_OF_STEPS = {
    ChainStep.CLOSED: N_("Closed"),
    ChainStep.ISSUED: N_("Document issued"),
    ChainStep.LATE: N_("Return changed while closed"),
    ChainStep.ASKED: N_("Reopening requested"),
    ChainStep.DECLINED: N_("Reopening declined"),
    ChainStep.WITHDRAWN: N_("Request taken back"),
    ChainStep.AGREED: N_("Reopened"),
    ChainStep.APPROVED_OUTSIDE: N_("Reopened on a written approval"),
    ChainStep.CORRECTED: N_("Return corrected"),
}

LABELS_OF_UNITS = {
    IndicatorUnit.ENTERPRISES: N_("enterprises (unit)"),
    IndicatorUnit.CERTIFICATES: N_("certificates (unit)"),
    IndicatorUnit.CONTRACTS: N_("contracts (unit)"),
    IndicatorUnit.PERSONS: N_("persons"),
    IndicatorUnit.USD_CENTS: N_("US dollars, kept to the cent"),
    IndicatorUnit.CNY_CENTS: N_("yuan, kept to the fen"),
    IndicatorUnit.PERMILLE: N_("thousandths, shown in per cent"),
    IndicatorUnit.PER_CENT: N_("per cent"),
}
