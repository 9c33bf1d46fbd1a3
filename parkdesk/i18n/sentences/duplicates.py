"""Sentences and words of duplicates in the registry, and of merging them."""

from parkdesk.domain.likeness import Why
from parkdesk.domain.merges import Obstacle, UndoState
from parkdesk.i18n import N_

SENTENCES = {
    "same-enterprise": N_("Choose two different enterprises."),
    Obstacle.PAID_CLAIM.value: N_(
        "{dropped} has paid claims ({count}), and a paid claim may not change its owner. Keep"
        " {dropped} and give up {kept} instead; where both have paid claims, they stay two records."
    ),
    Obstacle.HEAD_OFFICE.value: N_(
        "One of {kept} and {dropped} is the head office of the other: they are two."
    ),
    Obstacle.BRANCHES.value: N_(
        "One of {kept} and {dropped} is a branch, and the other has branches ({count}): a branch"
        " has none. Put the head offices right first, then merge."
    ),
    Obstacle.GRANT.value: N_(
        "{dropped} has certificates that money was granted for ({count}), and these may not change"
        " their owner. Keep {dropped} and give up {kept} instead."
    ),
    Obstacle.REFERRED_TO.value: N_(
        "Both {kept} and {dropped} have the same entry ({table}, {count}), and further entries"
        " refer to it. Put one of the two right first, then merge."
    ),
    "merge-moves-claims": N_(
        "Claims of {dropped} that are being worked on and will belong to the kept enterprise:"
        " {count}."
    ),
    "merge-sets-aside": N_(
        "Entries of {dropped} that cannot stand beside those of the kept enterprise: {count}. They"
        " are set aside and come back if the merge is undone."
    ),
    "merge-undone": N_("This merge has been undone already."),
    "merge-too-late": N_("A merge can be undone for 30 days; this one could until {last}."),
    "merge-kept-gone": N_(
        "{kept} is no longer in the register: if it was merged itself, undo that merge first."
    ),
    "merge-undo-paid": N_(
        "Claims that came to {kept} by the merge and have been paid since: {count}. A paid claim"
        " may not change its owner, so the merge stays."
    ),
    "merge-undo-needs": N_(
        "{dropped} cannot come back: something that its entries refer to ({table}) has been deleted"
        " since. Nothing was changed."
    ),
    "merge-undo-taken": N_(
        "{other} has the code or the name of {dropped} by now: change it first, then undo."
    ),
}

LABELS = {
    Obstacle.PAID_CLAIM: N_("a paid claim"),
    Obstacle.HEAD_OFFICE: N_("head office and branch"),
    Obstacle.BRANCHES: N_("branches under a branch"),
    Obstacle.GRANT: N_("a certificate that money was granted for"),
    Obstacle.REFERRED_TO: N_("an entry of both that others refer to"),
    Why.SAME_CODE: N_("Same number"),
    Why.SAME_ORGANISATION: N_("Same organisation code"),
    Why.SAME_NAME: N_("Same name"),
    Why.FORMER_NAME: N_("The other's former name"),
    Why.SAME_CORE: N_("Same but for the legal form"),
    Why.SAME_SOUND: N_("Sounds the same"),
    Why.ALIKE: N_("Nearly the same name"),
    UndoState.OPEN: N_("Can be undone"),
    UndoState.UNDONE: N_("Undone"),
    UndoState.TOO_LATE: N_("Final"),
}
