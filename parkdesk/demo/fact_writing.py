"""Writing down what the demonstration park knows of its tenants by days."""

from __future__ import annotations

from parkdesk.demo import facts, plan
from parkdesk.demo.returns import Return
from parkdesk.store.tables.enterprise_facts import (
    EnterpriseAddressRecord,
    EnterpriseCapitalRecord,
    EnterpriseHeadcountRecord,
    EnterpriseIdentifierRecord,
    EnterprisePremisesRecord,
)
from parkdesk.store.work import Work


def write_facts(work: Work, batch: plan.Batch) -> None:
    """Write people, capital, rooms, addresses and older numbers of a batch of tenants."""
    filed: dict[int, list[Return]] = {}
    for one in batch.returns:
        filed.setdefault(one.enterprise, []).append(one)
    tenants = batch.tenants
    work.insert_many(
        EnterpriseHeadcountRecord,
        [row for one in tenants for row in facts.headcounts(one, filed.get(one.number, ()))],
    )
    work.insert_many(
        EnterpriseCapitalRecord, [row for one in tenants for row in facts.capitals(one)]
    )
    work.insert_many(
        EnterprisePremisesRecord, [row for one in tenants for row in facts.premises(one)]
    )
    work.insert_many(
        EnterpriseAddressRecord, [row for one in tenants for row in facts.addresses(one)]
    )
    work.insert_many(
        EnterpriseIdentifierRecord, [row for one in tenants for row in facts.numbers(one)]
    )
