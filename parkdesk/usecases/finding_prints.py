"""The findings of one enterprise, gathered for the sheet that is handed over (企业合规告知单)."""

from __future__ import annotations

from sqlalchemy import select

from parkdesk.domain.findings_print import FindingsSheet, PrintedAttestation, PrintedFinding
from parkdesk.domain.identity import Permission
from parkdesk.store.compliance_rules import rule_book
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.identity import ParkRecord
from parkdesk.store.work import Work
from parkdesk.usecases.attestations import enterprise_attestations
from parkdesk.usecases.core import query
from parkdesk.usecases.finding_lists import findings_of_enterprise


@query(Permission.COMPLIANCE_READ)
def findings_sheet(work: Work, enterprise_id: int) -> FindingsSheet:
    """Return what is printed: every finding that stands, and what is attested this year."""
    enterprise = work.get(EnterpriseRecord, enterprise_id)
    park = work.session.scalars(select(ParkRecord)).one()
    book = rule_book(work.session)
    rows = findings_of_enterprise.function(work, enterprise_id)
    known = enterprise_attestations.function(work, enterprise_id)
    year = work.today.year
    given = {
        one.measure.code: one for one in known.rows if one.year == year and one.withdrawn_on is None
    }
    return FindingsSheet(
        park.name,
        park.name_en,
        enterprise.name,
        enterprise.code,
        work.today,
        tuple(
            PrintedFinding(
                book.rules[row.rule],
                row.facts,
                row.standing,
                row.since_on,
                row.due_on,
                row.owner,
                row.waived_until,
            )
            for row in rows
        ),
        tuple(
            PrintedAttestation(
                one,
                given[one.code].attested_on if one.code in given else None,
                given[one.code].attested_by if one.code in given else "",
            )
            for one in known.measures
        ),
        work.now,
        work.actor.name,
    )
