"""Every state of every state machine can be reached, and every machine is among those looked at."""

import datetime as dt
import importlib
import pkgutil
from enum import StrEnum

import pytest
import sqlalchemy as sa

import parkdesk.domain
import parkdesk.store.tables
from parkdesk.domain import programme_figures
from parkdesk.domain.bookings import BookingState
from parkdesk.domain.claims import ClaimState
from parkdesk.domain.clawbacks import ClawbackState
from parkdesk.domain.closing import ReopeningState
from parkdesk.domain.contracts import ContractState, ReportState
from parkdesk.domain.enterprise_status import EnterpriseStatus
from parkdesk.domain.enterprises import CertificateState
from parkdesk.domain.findings import FindingState
from parkdesk.domain.identity import Role
from parkdesk.domain.ip_matters import IpState
from parkdesk.domain.notices import ListedState, NoticeState, ObjectionState
from parkdesk.domain.opportunities import OpportunityState
from parkdesk.domain.paging import Sort
from parkdesk.domain.papers import Owner, OwnerKind, PaperState
from parkdesk.domain.payment_returns import ReturnState as TransferState
from parkdesk.domain.payments import BatchState, LineState
from parkdesk.domain.requests import RequestState
from parkdesk.domain.service_codes import MappingState
from parkdesk.domain.signals import SignalState
from parkdesk.domain.statistics import ReturnState as FilingState
from parkdesk.domain.verifications import VerificationState
from parkdesk.store.base import Record
from parkdesk.store.tables.programmes import DRAFT, RELEASED
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.enterprise_lists import EnterpriseFilter, list_enterprises
from parkdesk.usecases.paper_lists import papers_of
from parkdesk.usecases.papers import add_papers, remove_paper
from parkdesk.usecases.service_code_imports import import_service_codes
from parkdesk.usecases.service_code_lists import service_code_mapping
from parkdesk.usecases.service_codes import Decision, decide_mapping, register_edition
from tests.conformance.state_journeys import STORED
from tests.conformance.state_machines import WALKED, walked
from tests.registers import benchmark, enterprise
from tests.usecases.test_papers import new as new_paper
from tests.usecases.test_service_codes import NEW, SEED, TABLE

COLUMNS = {
    "booking.state": BookingState,
    "claim.state": ClaimState,
    "claim_return.from_state": ClaimState,
    "claim_signal.state": SignalState,
    "claim_step.state": ClaimState,
    "clawback.state": ClawbackState,
    "contract.report_state": ReportState,
    "contract.state": ContractState,
    "enterprise.status": EnterpriseStatus,
    "enterprise_status.status": EnterpriseStatus,
    "finding.state": FindingState,
    "ip_matter.state": IpState,
    "notice.state": NoticeState,
    "notice_claim.state": ListedState,
    "notice_objection.state": ObjectionState,
    "payment_batch.state": BatchState,
    "opportunity.state": OpportunityState,
    "payment_line.state": LineState,
    "payment_return.state": TransferState,
    "period_return.state": FilingState,
    "platform_request.state": RequestState,
    "programme.state": (DRAFT, RELEASED),
    "quarter_return.state": FilingState,
    "reopening.state": ReopeningState,
    "service_code_mapping.state": MappingState,
    "verification.state": VerificationState,
}
"""Every column that holds a state, with what it may hold."""

SHOWN = {CertificateState, MappingState, PaperState}
"""Machines that only a list shows as they are; each has a test of its own here."""

NO_MACHINES = {programme_figures.Standing: "conditions of a claimant, which do not follow another"}

JOURNEYS = {column: journey for journey, columns in STORED.items() for column in columns}


def _machines() -> set[type[StrEnum]]:
    found = set()
    for info in pkgutil.iter_modules(parkdesk.domain.__path__):
        module = importlib.import_module(f"parkdesk.domain.{info.name}")
        found |= {
            one
            for one in vars(module).values()
            if isinstance(one, type)
            and issubclass(one, StrEnum)
            and one.__module__ == module.__name__
            and one.__name__.endswith(("State", "Status", "Standing"))
        }
    return found


def test_every_machine_of_the_domain_is_looked_at():
    stored = {COLUMNS[column] for column in JOURNEYS} - {COLUMNS["programme.state"]}
    assert set(WALKED) | stored | SHOWN == _machines() - set(NO_MACHINES)


def test_every_column_that_holds_a_state_is_looked_at():
    columns = {
        f"{table.name}.{column.name}"
        for table in Record.metadata.sorted_tables
        for column in table.columns
        if column.name.endswith(("state", "status"))
    }
    assert set(COLUMNS) == columns
    left = {COLUMNS[column] for column in columns - set(JOURNEYS)}
    assert left <= set(WALKED) | SHOWN


def test_a_state_that_no_step_leads_to_would_be_seen():
    steps = {1: [2], 2: [1], 3: [1]}
    assert walked([1], steps.__getitem__) == {1, 2}


@pytest.mark.parametrize("machine", WALKED, ids=lambda machine: machine.__name__)
def test_every_state_is_reached_by_the_steps_or_the_days(machine):
    assert WALKED[machine]() == set(machine)


@pytest.mark.parametrize("journey", STORED, ids=lambda journey: journey.__name__)
def test_every_state_is_reached_by_use_cases(journey, act_as):
    reached = {column: set() for column in STORED[journey]}
    desk = act_as(Role.ADMINISTRATOR)
    for _step in journey(act_as):
        with desk.work(read_only=True) as work:
            for column, states in reached.items():
                table, _, name = column.partition(".")
                held = Record.metadata.tables[table].c[name]
                states |= set(work.session.scalars(sa.select(held).distinct()))
    assert reached == {column: {str(one) for one in COLUMNS[column]} for column in reached}


def test_a_paper_is_missing_present_replaced_and_removed(work):
    owner = Owner(OwnerKind.ENTERPRISE, enterprise(work))
    seen = set()
    for text in ("a", "b"):
        seen |= {row.state for row in papers_of(work, owner)}
        (id_,) = add_papers(work, (new_paper(owner, text=text),))
        work.session.flush()
    seen |= {row.state for row in papers_of(work, owner)}
    remove_paper(work, id_, 1, "扫描不清")
    work.session.flush()
    seen |= {row.state for row in papers_of(work, owner)}
    assert seen == set(PaperState)


def test_an_enterprise_has_no_certificate_a_valid_an_expiring_or_an_expired_one(work):
    expiring = work.today.replace(year=work.today.year - 3) + dt.timedelta(days=20)
    for issued_on in (None, expiring, dt.date(2026, 1, 5), dt.date(2020, 1, 6)):
        owner = enterprise(work)
        if issued_on is not None:
            register_certification(work, benchmark(owner, issued_on=issued_on))
    work.session.flush()
    rows = list_enterprises(work, EnterpriseFilter(), Sort("name"), 0, 10).rows
    assert {row.certificates for row in rows} == set(CertificateState)
    for state in CertificateState:
        wanted = EnterpriseFilter(certificates=state)
        found = list_enterprises(work, wanted, Sort("name"), 0, 10).rows
        assert {row.certificates for row in found} == {state}


def test_a_class_of_service_waits_is_suggested_confirmed_or_has_no_successor(work):
    edition = register_edition(work, NEW)
    import_service_codes(work, edition, TABLE)
    work.session.flush()
    rows = {row.code: row for row in service_code_mapping(work, SEED, edition).rows}
    seen = {row.state for row in rows.values()}
    suggested, waiting = rows["ITO-OPER"], rows["KPO"]
    said = (Decision(suggested.from_id, suggested.to_id), Decision(waiting.from_id, None))
    decide_mapping(work, edition, said)
    work.session.flush()
    seen |= {row.state for row in service_code_mapping(work, SEED, edition).rows}
    assert seen == set(MappingState)
