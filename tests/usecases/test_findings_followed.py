"""A look takes only what changed, and finds what a look from nothing finds."""

import datetime as dt

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from parkdesk.domain.findings import NEVER
from parkdesk.store.compliance_park import park_facts
from parkdesk.store.compliance_rules import rule_book
from parkdesk.store.findings import outcomes
from parkdesk.store.signals import facts_text
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.findings import FindingRecord
from parkdesk.usecases.attestations import (
    RecordAttestation,
    enterprise_attestations,
    record_attestation,
)
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.findings import refresh_findings
from tests import registers
from tests.usecases.test_findings import MEASURES, ODDITIES, TODAY, add_enterprise, ask, at, do

LAW = settings(
    max_examples=12,
    deadline=None,
    # A whole park is written for each step: what fails is told as it was drawn.
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def _standing(work):
    record = FindingRecord
    rows = work.session.execute(
        select(record.enterprise_id, record.rule_code, record.subject, record.facts).where(
            record.ended_key == NEVER
        )
    )
    return sorted(tuple(row) for row in rows)


def _from_nothing(work):
    book, park = rule_book(work.session), park_facts(work.session, work.today)
    ids = work.session.scalars(select(EnterpriseRecord.id)).all()
    found = outcomes(work.session, ids, park, book)
    return sorted(
        (id_, one.rule.value, one.subject, facts_text(one.facts))
        for id_, outcome in found.items()
        for one in outcome.found
    )


def _change(desk, ids, kind, which, days):
    """Do one of the things that an office does, to one of the enterprises."""
    id_ = ids[which % len(ids)]
    day = dt.date(2023, 6, 1) + dt.timedelta(days=days)
    if kind == "enterprise":
        ids.append(add_enterprise(desk, entered_on=day))
    elif kind == "certificate":
        form = registers.benchmark(id_, issued_on=day)
        do(desk, register_certification, form, ODDITIES)
    elif kind == "contract":
        _add_contract(desk, id_, day)
    elif kind == "attest":
        _attest_if_open(desk, id_)
    elif kind == "leave":
        _edit(desk, EnterpriseRecord, id_, left_on=day)
    elif kind == "move":
        with desk.work(read_only=True) as work:
            first = work.session.scalar(select(CertificationRecord.id).limit(1))
        if first is not None:
            _edit(desk, CertificationRecord, first, enterprise_id=id_)


def _add_contract(desk, id_, day):
    with desk.work(read_only=False) as work:
        work.action = "register_contract"
        form = registers.contract(id_)
        work.add(
            ContractRecord(
                number=form.number,
                enterprise_id=id_,
                enterprise_sort_key="",
                client=form.client,
                country_code=form.country_code,
                market="offshore",
                service_line="ITO",
                currency="USD",
                amount_minor=form.amount_minor,
                amount_usd_cents=form.amount_minor,
                signed_on=day,
            )
        )


def _change_many(desk, ids, kind, which, days):
    """Do to many rows at once what an office does: each leaves one entry in the trail."""
    day = dt.date(2023, 6, 1) + dt.timedelta(days=days)
    if kind == "import":
        ids += _import_enterprises(desk, 1 + which % 3, day)
    elif kind == "rename":
        _update_many(desk, EnterpriseRecord, ids[: 1 + which % 3], sort_key=f"x{day}")
    elif kind == "import-contracts":
        _import_contracts(desk, ids[which % len(ids) :], day)
    elif kind == "report-many":
        _update_contracts(desk, report_state="reported", reported_on=day)
    elif kind == "hand-over-many":
        _update_contracts(desk, enterprise_id=ids[which % len(ids)])


def _import_enterprises(desk, count, day):
    """Enter several enterprises at once; return their numbers."""
    rows = [
        registers.enterprise_row(entered_on=day, founded_on=dt.date(2009, 1, 1))
        for _ in range(count)
    ]
    with desk.work(read_only=False) as work:
        before = work.last_id(EnterpriseRecord)
        work.action = "import"
        work.insert_many(EnterpriseRecord, rows)
        return list(
            work.session.scalars(select(EnterpriseRecord.id).where(EnterpriseRecord.id > before))
        )


def _import_contracts(desk, ids, day):
    with desk.work(read_only=False) as work:
        work.action = "import"
        rows = [
            {
                "number": registers.contract(id_).number, "enterprise_id": id_,
                "enterprise_sort_key": "", "client": "Northwind", "country_code": "US",
                "market": "offshore", "service_line": "ITO", "currency": "USD",
                "amount_minor": 100, "amount_usd_cents": 100, "signed_on": day, "counted_on": day,
            }
            for id_ in ids
        ]  # fmt: skip
        work.insert_many(ContractRecord, rows)


def _update_contracts(desk, **values):
    with desk.work(read_only=True) as work:
        ids = work.session.scalars(select(ContractRecord.id).order_by(ContractRecord.id)).all()
    _update_many(desk, ContractRecord, ids[::2], **values)


def _update_many(desk, record, ids, **values):
    with desk.work(read_only=False) as work:
        work.action = "edit"
        work.update_many(record, [{"id": id_, **values} for id_ in ids])


def _edit(desk, record, id_, **values):
    with desk.work(read_only=False) as work:
        work.action = "edit"
        found = work.get(record, id_)
        for name, value in values.items():
            setattr(found, name, value)


def _attest_if_open(desk, id_):
    if not ask(desk, enterprise_attestations, id_).rows:
        do(desk, record_attestation, id_, RecordAttestation(2026, MEASURES, TODAY, "王"))


BULK = ("import", "rename", "import-contracts", "report-many", "hand-over-many")
KINDS = ("enterprise", "certificate", "contract", "attest", "leave", "move", "day", *BULK)
CHANGES = st.lists(
    st.tuples(st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 1_200)), max_size=8
)


def test_an_import_is_followed_to_its_enterprises_alone(desk):
    for _ in range(5):
        add_enterprise(desk)
    do(desk, refresh_findings)
    new = _import_enterprises(desk, 3, dt.date(2020, 5, 1))
    assert do(desk, refresh_findings).enterprises == 3
    _import_contracts(desk, new[:2], dt.date(2026, 1, 5))
    assert do(desk, refresh_findings).enterprises == 2
    _update_many(desk, EnterpriseRecord, new[1:], sort_key="z")
    assert do(desk, refresh_findings).enterprises == 2
    # Whose contracts they were before is not known: everybody is looked at.
    _update_contracts(desk, enterprise_id=new[0])
    assert do(desk, refresh_findings).enterprises == 8


@LAW
@given(CHANGES)
def test_looking_at_what_changed_finds_what_looking_at_everything_finds(desk, changes):
    """After any changes, and as days pass, what is kept is what the registers say from nothing."""
    now, ids = desk, [add_enterprise(desk)]
    day = TODAY
    for kind, which, days in changes:
        if kind == "day":
            day += dt.timedelta(days=days // 4)
            now = at(desk, day)
        elif kind in BULK:
            _change_many(now, ids, kind, which, days)
        else:
            _change(now, ids, kind, which, days)
        do(now, refresh_findings)
        with now.work(read_only=True) as work:
            assert _standing(work) == _from_nothing(work)
    # The park outlives an example, and a clock never goes back in it.
    do(desk, refresh_findings)
