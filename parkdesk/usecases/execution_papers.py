"""The evidence of an execution: which papers it may have, and what the names of files say."""

from __future__ import annotations

from parkdesk.domain.identity import Permission
from parkdesk.domain.paper_names import guess_slot
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.store.paper_owners import owner_words
from parkdesk.store.tables.contracts import ContractExecutionRecord
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.paper_inbox import Filing, ScanGuess
from parkdesk.usecases.paper_lists import PaperPlace, paper_slots, same_scans

RECEIPT = "exchange-receipt"
"""What a file is taken for whose name says nothing: executions are proved by bank receipts."""


@query(Permission.CONTRACT_EDIT)
def prepare_evidence(
    work: Work, execution_id: int, names: tuple[str, ...], hashes: tuple[str, ...]
) -> Filing:
    """Return which paper of an execution each new file may be, and where the same scans are."""
    work.get(ContractExecutionRecord, execution_id)
    owner = Owner(OwnerKind.CONTRACT_EXECUTION, execution_id)
    words = owner_words(work.session, [owner])[owner]
    slots = [one for one in paper_slots.function(work) if owner.kind in one.owners]
    guesses = []
    for name in names:
        slot = guess_slot(name, slots)
        code = slot.code if slot is not None else RECEIPT
        guesses.append(ScanGuess(name, words.enterprise_id, words.enterprise, owner, code))
    places = tuple(PaperPlace(owner, "", slot) for slot in slots)
    return Filing(tuple(guesses), same_scans.function(work, hashes), places)
