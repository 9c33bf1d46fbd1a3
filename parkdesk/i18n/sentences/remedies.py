"""What would make a rule pass: a sentence for every remedy of `domain.remedies`."""

from parkdesk.i18n import N_

SENTENCES = {
    "remedy-after-payment": N_("Claim for it once it has been paid."),
    "remedy-answer": N_(
        "Look it up and write the answer down under “Conditions of the applicant”."
    ),
    "remedy-ask": N_("Enter an amount, or take the item out."),
    "remedy-assessment": N_("A passed assessment would do."),
    "remedy-bar": N_("After {until} the person can be claimed for again."),
    "remedy-choose": N_("Choose “{what}”."),
    "remedy-cost": N_("Enter what was paid."),
    "remedy-degree": N_("“{limit}” or higher would do, as the diploma proves it."),
    "remedy-employer": N_(
        "Correct the name if it is an enterprise of the park; else compare the labour contract."
    ),
    "remedy-enter": N_("Enter “{what}”."),
    "remedy-event-once": N_(
        "Nothing in this claim helps: one occasion is paid for once under a programme."
    ),
    "remedy-executions": N_("Enter the contract executions of the enterprise in that year."),
    "remedy-from-card": N_("Type it anew from the identity card."),
    "remedy-graduates": N_("{needed} of {staff} would do."),
    "remedy-hire": N_(
        "A hire between {first} and {last} would do: compare the day with the labour contract."
    ),
    "remedy-invoice-once": N_("Take out the item that stands here twice."),
    "remedy-items": N_("Take out an item: at most {limit} a year are paid for."),
    "remedy-level": N_("Level {limit} or higher would do."),
    "remedy-not-supported": N_("The programme does not pay for it: take the item out."),
    "remedy-nothing-left": N_("Take the item out: the others use up the limit."),
    "remedy-offshore": N_("An offshore share that reaches {limit_permille} would do."),
    "remedy-one-row": N_("Take one of the two rows out."),
    "remedy-other-claim": N_(
        "Nothing in this claim helps: only once {number} is withdrawn, returned or refused can the"
        " person be claimed for here."
    ),
    "remedy-place": N_("A place becomes free when another person of the enterprise is taken out."),
    "remedy-programme": N_("The programme's figure has to be entered and released first."),
    "remedy-score": N_("{limit} points or more would do."),
    "remedy-staff": N_("Enter the staff of the enterprise with its graduates."),
    "remedy-standing": N_(
        "Once it is met, write that down under “Conditions of the applicant” with its proof."
    ),
    "remedy-stop": N_("It ends on the last day of that document, or when it is lifted."),
    "remedy-threshold": N_(
        "Both have to be reached: US$ {limit_usd_cents} and an offshore share of {limit_permille}."
    ),
    "remedy-training-days": N_("Put the days right: the last one cannot lie before the first."),
    "remedy-work": N_("Only outsourcing work (ITO, BPO, KPO) is supported: correct it if it is."),
}
