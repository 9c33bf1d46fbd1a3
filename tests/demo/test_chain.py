"""The chain of the demonstration park: believable, deterministic, nobody's claim is touched."""

from parkdesk.demo import chain, plan, rows
from parkdesk.demo.size import Size
from parkdesk.domain.service_codes import Layer

SIZE = Size()


def test_subcontracts_are_contracts_between_tenants():
    everybody = plan.all_tenants(SIZE)
    names = {one.company.name for one in everybody}
    made = list(chain.contracts(SIZE.seed, everybody))
    assert made == list(chain.contracts(SIZE.seed, everybody))
    assert sum(one.contract.client in names for one in made) >= 10
    assert any(one.final_customer for one in made)
    for one in made:
        executed = sum(part.amount_minor for part in one.contract.executions)
        assert 0 < executed <= one.contract.amount_minor
        assert all(part.executed_on >= one.contract.signed_on for part in one.contract.executions)
        assert everybody[one.contract.enterprise - 1].company.name != one.contract.client


def test_a_small_park_has_no_chain_of_its_own():
    size = Size(enterprises=10, trainees=10)
    assert not list(chain.contracts(size.seed, plan.all_tenants(size)))
    assert not list(chain.links(plan.all_tenants(size), rows.Rates(plan.rates(size))))


def test_every_tenant_has_one_main_service_of_its_line():
    everybody = plan.all_tenants(SIZE)
    codes = {"ITO-OPER": 1, "ITO-APPL": 2, "ITO-BASE": 3, "BPO-INTL": 4, "BPO-OPER": 5}
    codes |= {"BPO-SUPP": 6, "KPO": 7}
    made = list(chain.services(SIZE.seed, everybody, codes))
    mains = [one["enterprise_id"] for one in made if one["is_main"]]
    assert sorted(mains) == [one.number for one in everybody]
    assert {one["layer"] for one in made} == {one.value for one in Layer}
