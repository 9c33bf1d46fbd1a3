"""The checklist of a claim's papers: ticked off by its clerk, originals seen by its reviewers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from parkdesk.domain.claim_papers import PaperLine, PaperState, check_papers
from parkdesk.domain.claims import WAITING, ClaimKind, ClaimState
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Permission
from parkdesk.store.claim_papers import paper_states, papers_of, write_papers
from parkdesk.store.claim_records import editable, key_of, rules_of
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.work import Work
from parkdesk.usecases.claims import ClaimKey
from parkdesk.usecases.core import command, query


@query(Permission.CLAIM_READ)
def claim_papers(work: Work, claim_id: int) -> tuple[PaperLine, ...]:
    """Return the papers that a claim must bring, the missing ones first."""
    return papers_of(work.session, work.get(ClaimRecord, claim_id))


@command(Permission.CLAIM_EDIT)
def save_materials(work: Work, claim_id: int, version: int, handed_in: tuple[str, ...]) -> ClaimKey:
    """Record which of the papers have come, by their codes; what else is known of them stays."""
    claim = editable(work, claim_id, version)
    known = paper_states(work.session, claim.id)
    codes = {*known, *handed_in}
    states = [
        replace(
            known.get(code, PaperState(code)),
            handed_in=code in handed_in,
            original_seen=code in handed_in and known.get(code, PaperState(code)).original_seen,
        )
        for code in sorted(codes)
    ]
    return _write(work, claim, states)


@command(Permission.CLAIM_EDIT)
def save_papers(work: Work, claim_id: int, version: int, states: Sequence[PaperState]) -> ClaimKey:
    """Save the checklist of a claim that may be changed."""
    claim = editable(work, claim_id, version)
    check_papers(rules_of(work, claim).materials_for(ClaimKind(claim.track)), states)
    return _write(work, claim, states)


@command(Permission.CLAIM_PRECHECK)
def see_originals(work: Work, claim_id: int, version: int, seen: frozenset[str]) -> ClaimKey:
    """Record which originals were seen (已核原件) while a claim is under review."""
    claim = work.get(ClaimRecord, claim_id, version=version)
    if ClaimState(claim.state) not in WAITING:
        raise Refused("claim-not-under-review")
    known = paper_states(work.session, claim.id)
    states = [replace(one, original_seen=one.code in seen) for one in known.values()]
    missing = seen - known.keys()
    states += [PaperState(code, handed_in=False, original_seen=True) for code in sorted(missing)]
    check_papers(rules_of(work, claim).materials_for(ClaimKind(claim.track)), states)
    return _write(work, claim, states)


def _write(work: Work, claim: ClaimRecord, states: Sequence[PaperState]) -> ClaimKey:
    write_papers(work, claim, states)
    work.session.flush()  # the caller wants the new version
    return key_of(claim)
