"""Firms made by chance, with certificates, services, contracts and stops in every state."""

import datetime as dt
from contextlib import contextmanager, suppress

from hypothesis import strategies as st
from sqlalchemy import select

from parkdesk.domain.certifications import IN_FORCE, status_on
from parkdesk.domain.contracts import COUNTED
from parkdesk.domain.stops import StopEffect, StopState
from parkdesk.store.standing import standings
from parkdesk.store.stops import stop_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.usecases.certification_stops import suspend_certification, withdraw_certification
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from tests.registers import benchmark, contract, enterprise, iso

D = dt.date
TODAY = D(2026, 10, 12)
DAYS = st.sampled_from([TODAY, D(2026, 10, 1), D(2026, 6, 15)])
"""Days on which it is asked: today, before some ends, before some beginnings."""
_CONFIRMED = frozenset({"outside-execution-window"})
_ENDS = st.sampled_from([None, D(2026, 6, 10), D(2026, 9, 30), D(2026, 10, 12)])

CERTIFICATE = st.tuples(
    st.sampled_from(["CMMI", "CMMI", "ISO27001"]),
    st.integers(2, 5),
    st.sampled_from([D(2022, 5, 10), D(2024, 5, 10), D(2024, 5, 10), D(2026, 7, 2)]),
    st.sampled_from([None, None, None, suspend_certification, withdraw_certification]),
)
_CODES = st.sampled_from([0, 0, 1])
SERVICE = st.tuples(_CODES, st.sampled_from([D(2026, 1, 1), D(2026, 7, 1), D(2026, 11, 1)]), _ENDS)
CONTRACT = st.tuples(
    _CODES,
    st.sampled_from([D(2024, 3, 4), D(2026, 3, 4)]),
    st.sampled_from(["registered", "registered", "finished", "terminated", "draft"]),
    st.lists(
        st.tuples(
            st.sampled_from([D(2024, 9, 3), D(2026, 5, 8), D(2026, 8, 20), TODAY]),
            st.integers(1, 4_000_000),
        ),
        max_size=2,
    ),
)
STOP = st.tuples(st.sampled_from([D(2026, 3, 1), D(2026, 10, 1)]), _ENDS, _ENDS)
FIRM = st.fixed_dictionaries(
    {
        "headcount": st.sampled_from([0, 20, 60, 100]),
        "status": st.sampled_from(["resident", "resident", "resident", "left"]),
        "certificates": st.lists(CERTIFICATE, min_size=1, max_size=3),
        "services": st.lists(SERVICE, min_size=1, max_size=2),
        "contracts": st.lists(CONTRACT, min_size=1, max_size=2),
        "stops": st.lists(STOP, max_size=2),
    }
)


def settle(work, said, codes):
    """Write a firm with everything that was drawn for it; return its id."""
    firm = enterprise(work, headcount=said["headcount"], status=said["status"])
    for one in said["certificates"]:
        _certificate(work, firm, *one)
    for code, first, last in said["services"]:
        if last is None or last >= first:
            work.add(
                EnterpriseServiceRecord(
                    enterprise_id=firm, service_code_id=codes[code].id, market="offshore",
                    from_on=first, to_on=last,
                )
            )  # fmt: skip
    for one in said["contracts"]:
        _contract(work, firm, codes, *one)
    for first, last, lifted in said["stops"]:
        _stop(work, firm, first, last, lifted)
    work.session.flush()
    return firm


def _certificate(work, firm, kind, level, issued, fate):
    form = benchmark(firm, level=level, issued_on=issued) if kind == "CMMI" else None
    id_ = register_certification(work, form or iso(firm, issued_on=issued))
    if fate is not None:
        work.session.flush()
        fate(work, id_, work.get(CertificationRecord, id_).version, D(2026, 9, 1), "发证机构通知")


def _contract(work, firm, codes, code, signed, state, executions):
    form = contract(
        firm, service_code_id=codes[code].id, service_line=codes[code].line, signed_on=signed
    )
    id_ = register_contract(work, form)
    for day, cents in executions:
        if day >= signed:
            record_execution(work, id_, SaveExecution(day, cents), _CONFIRMED)
    work.get(ContractRecord, id_).state = state


def _stop(work, firm, first, last, lifted):
    work.add(
        StopRecord(
            enterprise_id=firm, document_number="云园办〔2026〕18号", reason="欠报",
            effects=f'["{StopEffect.CONTRACTS.value}"]', from_on=first,
            until_on=last if last is None or last >= first else None,
            lifted_on=lifted if lifted is None or lifted > first else None,
            set_at=work.now, set_by_id=work.actor.id, set_by_name=work.actor.name,
        )
    )  # fmt: skip


# What the records of a firm say on a day, read one by one


def records_of(work, kind, firm):
    return work.session.scalars(select(kind).filter_by(enterprise_id=firm).order_by(kind.id)).all()


def certificates_in_force(work, firm, day):
    return [
        one
        for one in records_of(work, CertificationRecord, firm)
        if status_on(standings(work.session, [one])[one.id], day) in IN_FORCE
    ]


def stops_holding(work, firm, day):
    found = records_of(work, StopRecord, firm)
    return [one for one in found if stop_of(one).state(day) is StopState.HOLDING]


def executed_on_contracts(work, firm, first, last):
    """Of each counted contract with executions in these days: the record and those executions."""
    found = {}
    for one in records_of(work, ContractRecord, firm):
        table = ContractExecutionRecord
        executions = work.session.scalars(select(table).filter_by(contract_id=one.id)).all()
        within = [e for e in executions if first <= e.executed_on <= last]
        if one.state in COUNTED and within:
            found[one] = within
    return found


class Undone(Exception):
    """Ends a unit of work so that nothing of it stays."""


@contextmanager
def undone(desk):
    """A unit of work of which nothing stays: the next example begins in an empty park."""
    with suppress(Undone), desk.work(read_only=False) as work:
        yield work
        raise Undone
