"""Sentences and words of the registry of enterprises."""

from parkdesk.domain.enterprise_facts import AddressKind, FactKind, FactOrigin
from parkdesk.domain.enterprises import (
    CertificateState,
    EnterpriseStatus,
    IdentifierKind,
    Reach,
)
from parkdesk.i18n import N_

SENTENCES = {
    "account-characters": N_("A bank account has digits only."),
    "credit-code-characters": N_(
        "A credit code has digits and capitals only, without I, O, S, V and Z."
    ),
    "credit-code-check": N_("The credit code's last character does not fit the others: mistyped?"),
    "credit-code-check-wanted": N_(
        "The credit code's last character should be {wanted}: look for a mistyped one."
    ),
    "credit-code-inner-check": N_(
        "The 17th character of the credit code does not fit the organisation code inside it."
    ),
    "credit-code-length": N_("A credit code has 18 characters."),
    "credit-code-region": N_(
        "The credit code begins with an unknown department, or its region is not six digits."
    ),
    "day-in-future": N_("The day cannot be later than today."),
    "certificate-expiring": N_("{certificate} expires in {days} days; no renewal is registered."),
    "certificate-suspended": N_("{certificate} is suspended."),
    "certificates-all-expired": N_("No certificate is in force any more."),
    "return-missing": N_("The return of {quarter} has not been handed in."),
    "enterprise-in-use": N_(
        "{enterprise} has certificates, claims, contracts or returns ({count}); change its status"
        " instead of deleting it."
    ),
    "entered-before-founded": N_("The day of entry lies before the day of foundation."),
    "graduates-exceed-headcount": N_("More graduates than people."),
    "left-before-entered": N_("The last day lies before the day of entry."),
    "left-day-needed": N_("An enterprise that has left needs its last day in the park."),
    "left-day-not-expected": N_("An enterprise with this status has no last day in the park."),
    "name-taken": N_("Another enterprise in the register has this name."),
    "code-taken": N_("{enterprise} in the register has this number already."),
    "number-of-another": N_(
        "{enterprise} in the register has the number {number}: is it the same enterprise?"
    ),
    "number-known-already": N_("{enterprise} has this number already."),
    "credit-code-not-enterprise": N_(
        "The credit code does not begin with 91: by it this is no enterprise (92 is a sole trader,"
        " 93 a farmers' co-operative, 1 to 8 an institution)."
    ),
    "organisation-code-differs": N_("The organisation code is not the one inside the credit code."),
    "head-office-is-itself": N_("An enterprise cannot be its own head office."),
    "head-office-is-branch": N_("This one is a branch itself: choose its head office."),
    "branch-has-branches": N_("It has branches itself, so it cannot be a branch."),
    "head-office-code-doubtful": N_("The head office's code does not hold: mistyped?"),
    "rename-day-needed": N_(
        "From which day on does the new name hold? If the old one was mistyped, tick that."
    ),
    "renamed-before-founded": N_("The new name cannot begin before the day after foundation."),
    "renamed-before-former-name": N_(
        "A former name ended on that day or later: correct the former names first."
    ),
    "several-premises": N_(
        "The enterprise has several premises: change them one by one under its dated facts."
    ),
    "status-day-taken": N_(
        "On {earlier_on} it has the status “{earlier}” already: one day has one status."
    ),
    "status-repeats": N_(
        "It has been “{earlier}” since {earlier_on}: the same again on {later_on} says nothing new."
    ),
    "status-cannot-follow": N_(
        "“{later}” ({later_on}) cannot follow “{earlier}” ({earlier_on}): one of the two is wrong."
    ),
    "status-before-founded": N_("This status lies before the day of foundation."),
    "last-status": N_("{enterprise} has no other status: correct this one instead."),
    "claim-through-head-office": N_(
        "A branch claims through its head office: choose {head_office}."
    ),
    "claim-of-branch": N_(
        "A branch claims through its head office, and {head_office} is not in the register."
        " Begin the claim in the branch's name all the same?"
    ),
    "fact-day-taken": N_("There is one for this day already: correct that one."),
    "ends-before-it-begins": N_("The last day is before the first day."),
    "former-name-needs-day": N_("A former name needs the day of renaming (更名日期) in its row."),
    "former-name-day-taken": N_("Another former name ended on this day."),
    "former-names-overlap": N_("Another former name ended within these days."),
    "older-identifier": N_(
        "An older number: ask the enterprise for its unified social credit code (18 characters)."
    ),
    "organisation-code-check": N_("The organisation code's check character does not fit."),
    "phone-characters": N_("This does not look like a telephone number."),
    "registration-number-length": N_("A registration number has 15 digits."),
    "status-before-entered": N_("The new status cannot begin before the day of entry."),
    "status-unchanged": N_("The enterprise has this status already."),
    "twice-in-file": N_("Row {row} of the file is the same enterprise."),
    "name-of-another": N_(
        "The code is new, but {enterprise} in the register has this name and the code {code}."
    ),
    "further-number": N_(
        "{number} is a further number of {enterprise}, perhaps of a record that was merged into it:"
        " the row is taken for this enterprise, and its code stays."
    ),
    "name-changes": N_("The register calls this enterprise “{enterprise}”; it will be renamed."),
}

LABELS = {
    EnterpriseStatus.APPLIED: N_("Applied"),
    EnterpriseStatus.RESIDENT: N_("In the park"),
    EnterpriseStatus.GRADUATED: N_("Graduated"),
    EnterpriseStatus.MOVED_OUT: N_("Moved out"),
    EnterpriseStatus.REVOKED: N_("Licence revoked"),
    EnterpriseStatus.DEREGISTERED: N_("Deregistered"),
    CertificateState.EXPIRING: N_("Expires soon"),
    CertificateState.VALID: N_("Valid"),
    CertificateState.EXPIRED: N_("All expired"),
    CertificateState.NONE: N_("None held"),
    Reach.OFFSHORE: N_("Offshore"),
    Reach.ONSHORE: N_("Onshore"),
    Reach.BOTH: N_("Both markets"),
    IdentifierKind.CREDIT_CODE: N_("Unified social credit code"),
    IdentifierKind.ORGANISATION_CODE: N_("Organisation code"),
    IdentifierKind.REGISTRATION_NUMBER: N_("Registration number"),
    AddressKind.REGISTERED: N_("Registered address"),
    AddressKind.OFFICE: N_("Office address"),
    FactKind.STATUS: N_("Status"),
    FactKind.PEOPLE: N_("People"),
    FactKind.CAPITAL: N_("Registered capital"),
    FactKind.PREMISES: N_("Premises"),
    FactKind.ADDRESS: N_("Addresses"),
    FactKind.FORMER_NAME: N_("Former names"),
    FactKind.NUMBER: N_("Older numbers"),
    FactOrigin.ENTERED: N_("entered"),
    FactOrigin.IMPORTED: N_("imported"),
    FactOrigin.CARRIED_OVER: N_("carried over"),
}
