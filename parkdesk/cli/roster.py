"""`parkdesk import roster`: the people of one training claim, a new one or a draft there is."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from parkdesk.cli.console import Console
from parkdesk.cli.problems import told
from parkdesk.cli.sheets import named_by_option
from parkdesk.desk import Desk
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.errors import Refused
from parkdesk.domain.imports import Severity
from parkdesk.domain.paging import Sort
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainee_columns import fields_of
from parkdesk.excel.roster import RosterFile
from parkdesk.excel.roster_beside import read_roster_beside
from parkdesk.i18n import money_text, tr, trn
from parkdesk.i18n.claims import line_text
from parkdesk.usecases.claim_lists import ClaimFilter, ClaimRow, list_claims
from parkdesk.usecases.claims import NewClaim, create_claim
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.programmes import ProgrammeRow, open_programmes, programme_detail
from parkdesk.usecases.rosters import RosterCheck, check_roster, import_roster

_FEW = 2


def bring(desk: Desk, asked: argparse.Namespace, console: Console) -> int:
    """Judge the roster and say what is wrong with it; unless it is only a check, keep it.

    Rows that cannot be paid for are kept: the claim is a draft, and its clerk mends them there.
    """
    claim = _claim(desk, asked.claim) if asked.claim else None
    programme = _programme(desk, claim, asked)
    enterprise_id = claim.enterprise_id if claim else _enterprise(desk, asked)
    track = claim.track if claim else Track(asked.track)
    if track is None:
        raise Refused("claim-without-roster")
    year, fields = programme.programme.year, fields_of(track)
    with named_by_option():
        file = read_roster_beside(
            asked.file, year, fields=fields, sheet=asked.sheet, progress=console.progress
        )
    with desk.work(read_only=True) as work:
        checked = check_roster(work, programme.id, track, file.rows)
    _tell(file, checked, console)
    stops = [one for one in file.sheet.problems if one.severity is Severity.STOP]
    if stops and not asked.yes:
        raise Refused("import-has-problems", count=len(stops))
    if asked.check:
        return 0
    number = _write(desk, file, claim, NewClaim(enterprise_id, programme.id, ClaimKind(track)))
    console.say(tr("The roster is in the draft {number}.", number=number))
    return 0


def _claim(desk: Desk, number: str) -> ClaimRow:
    with desk.work(read_only=True) as work:
        found = list_claims(work, ClaimFilter(text=number.strip()), Sort("number"), 0, _FEW).rows
    exact = [row for row in found if row.number == number.strip().upper()]
    if not exact:
        raise Refused("claim-unknown", number=number)
    return exact[0]


def _programme(desk: Desk, claim: ClaimRow | None, asked: argparse.Namespace) -> ProgrammeRow:
    with desk.work(read_only=True) as work:
        if claim is not None:
            return programme_detail(work, claim.programme_id)
        rows = open_programmes(work)
    if asked.programme is None:
        found: Sequence[ProgrammeRow] = rows
    else:
        names = (asked.programme, asked.programme.casefold())
        found = [
            row
            for row in rows
            if row.programme.code in names or str(row.programme.year) == asked.programme
        ]
    if not found:
        raise Refused(
            "programme-not-open", named=asked.programme or "", codes=", ".join(_codes(rows))
        )
    return found[0]


def _codes(rows: Sequence[ProgrammeRow]) -> list[str]:
    return [row.programme.code for row in rows]


def _enterprise(desk: Desk, asked: argparse.Namespace) -> int | None:
    """Return whose claim it is; a check alone needs nobody."""
    if asked.enterprise is None:
        if asked.check:
            return None
        raise Refused("roster-needs-enterprise")
    criteria = EnterpriseFilter(text=asked.enterprise.strip())
    with desk.work(read_only=True) as work:
        rows = list_enterprises(work, criteria, Sort("name"), 0, _FEW).rows
    exact = [row for row in rows if asked.enterprise.strip() in {row.code, row.name}]
    rows = tuple(exact) or rows
    if len(rows) != 1:
        code = "enterprise-ambiguous" if rows else "enterprise-unknown"
        raise Refused(code, named=asked.enterprise)
    return rows[0].id


def _tell(file: RosterFile, checked: RosterCheck, console: Console) -> None:
    for problem in file.sheet.problems:
        console.say(told(problem))
    for number, verdict in zip(file.row_numbers, checked.verdicts, strict=True):
        for sentence in _sentences(verdict):
            console.say(tr("Row {row}: {sentence}", row=number, sentence=sentence))
    sums = checked.totals
    console.say(
        trn(
            "{n} person, {payable} payable ({warned} to look at), {refused} not; {amount}.",
            "{n} people, {payable} payable ({warned} to look at), {refused} not; {amount}.",
            sums.heads,
            payable=sums.payable,
            warned=sums.warned,
            refused=sums.refused,
            amount=money_text(sums.amount_cents),
        )
    )


def _sentences(verdict: RowVerdict) -> list[str]:
    return [line_text(line) for line in verdict.problems]


def _write(desk: Desk, file: RosterFile, claim: ClaimRow | None, form: NewClaim) -> str:
    with desk.work(read_only=False) as work:
        if claim is None:
            key = create_claim(work, form)
            import_roster(work, key.id, key.version, file.rows)
            return key.number
        import_roster(work, claim.id, claim.version, file.rows)
        return claim.number
