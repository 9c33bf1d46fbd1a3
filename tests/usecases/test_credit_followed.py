"""Scorecards of firms made by chance: every point is what its record says, and none is left out.

The records of each rule are read one by one, never by the questions that the scorecard asks.
"""

import datetime as dt
import itertools

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import inspect

from parkdesk.domain.calendar import Quarter, day_in_china
from parkdesk.domain.credit import EARNED, CreditRule
from parkdesk.store.quarters import due_rule
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.tables.clawbacks import ClawbackRecord
from parkdesk.store.tables.credit import CreditEntryRecord
from parkdesk.store.tables.statistics import QuarterReturnRecord
from parkdesk.usecases.credit import add_credit_entry, add_credit_scheme, strike_credit_entry
from parkdesk.usecases.credit_sheets import credit_sheet
from parkdesk.usecases.service_code_lists import usable_service_codes
from tests.registers import enterprise
from tests.usecases.chance_stories import (
    DAYS,
    FIRM,
    certificates_in_force,
    executed_on_contracts,
    records_of,
    settle,
    stops_holding,
    undone,
)
from tests.usecases.test_clawbacks import begin, paid  # noqa: F401 (a fixture)
from tests.usecases.test_credit import FORM, credit_rows, entry, filed

D = dt.date
QUARTERS = ("2026Q1", "2026Q2", "2026Q3")
HAPPENED = st.sampled_from([D(2022, 6, 1), D(2024, 10, 13), D(2026, 6, 1), D(2026, 10, 1)])
RECEIVED = st.sampled_from([None, D(2026, 4, 10), D(2026, 9, 2), D(2026, 10, 11)])
FACTS = st.fixed_dictionaries(
    {
        "returns": st.tuples(*(RECEIVED for _ in QUARTERS)),
        "entries": st.lists(
            st.tuples(
                st.sampled_from([CreditRule.DISPUTE, CreditRule.COMMENDATION]),
                HAPPENED,
                st.booleans(),
            ),
            max_size=3,
        ),
        "claims": st.lists(
            st.tuples(st.sampled_from(["rejected", "approved"]), st.one_of(st.none(), HAPPENED)),
            max_size=2,
        ),
        "clawbacks": st.lists(
            st.tuples(st.sampled_from(["open", "settled", "withdrawn"]), HAPPENED), max_size=2
        ),
    }
)
_numbers = itertools.count(7_000)


def _copied(work, original, **differences):
    """Add a record like one there is, with other facts."""
    columns = (one.key for one in inspect(type(original)).column_attrs)
    said = {one: getattr(original, one) for one in columns if one not in {"id", "version"}}
    return work.add(type(original)(**(said | differences)))


def _enter(work, firm, said, claim, clawback):
    """Write the returns, entries, claims and clawbacks that were drawn for a firm."""
    for quarter, received in zip(QUARTERS, said["returns"], strict=True):
        if received is not None and received > Quarter.parse(quarter).last:
            filed(work, firm, quarter, received)
    for rule, day, struck in said["entries"]:
        id_ = add_credit_entry(work, entry(firm, rule, day))
        if struck:
            strike_credit_entry(work, id_, 1, "经核实为同名企业")
    for state, day in said["claims"]:
        noon = day and dt.datetime.combine(day, dt.time(4), dt.UTC)
        number = f"PX-2026-{next(_numbers)}"
        _copied(work, claim, number=number, enterprise_id=firm, state=state, decided_at=noon)
    for state, day in said["clawbacks"]:
        number = f"ZH-2026-{next(_numbers)}"
        _copied(work, clawback, number=number, enterprise_id=firm, state=state, decided_on=day)
    work.session.flush()


def _registers(work, firm, since, day):
    """Yield what certificates, stops and contracts say: rule, record, day of the fact."""
    for one in certificates_in_force(work, firm, day):
        yield CreditRule.CERTIFICATE, one, one.issued_on
    for one in stops_holding(work, firm, day):
        yield CreditRule.STOP, one, one.from_on
    for one, executions in executed_on_contracts(work, firm, since, day).items():
        yield CreditRule.CONTRACT, one, max(each.executed_on for each in executions)


def _decisions(work, firm, since, day):
    """Yield what entries, claims and clawbacks say."""
    for one in records_of(work, CreditEntryRecord, firm):
        if since <= one.happened_on <= day and (one.struck_on is None or one.struck_on > day):
            yield CreditRule(one.rule), one, one.happened_on
    for one in records_of(work, ClaimRecord, firm):
        decided = one.decided_at and day_in_china(one.decided_at)
        if one.state == "rejected" and decided and since <= decided <= day:
            yield CreditRule.REJECTED_CLAIM, one, decided
    for one in records_of(work, ClawbackRecord, firm):
        if one.state != "withdrawn" and since <= one.decided_on <= day:
            yield CreditRule.CLAWBACK, one, one.decided_on


def _returns(work, firm, since, day):
    """Return the points of returns: rule, table, record, period, day."""
    due = due_rule(work.session)
    held = {one.quarter: one for one in records_of(work, QuarterReturnRecord, firm)}
    found = set()
    for quarter in QUARTERS:
        due_on, record = due.due_on(Quarter.parse(quarter)), held.get(quarter)
        if not since <= due_on <= day:
            continue
        if record is None or record.received_on > day:
            if due_on < day:
                missing = (CreditRule.MISSING_RETURN, "enterprise", firm, quarter, due_on)
                found.add(missing)
        elif record.received_on > due_on:
            late = (CreditRule.LATE_RETURN, record.__tablename__, record.id, quarter)
            found.add((*late, record.received_on))
    return found


def _told(fact):
    is_return = fact.rule in {CreditRule.MISSING_RETURN, CreditRule.LATE_RETURN}
    said = fact.said if is_return else ""
    return fact.rule, fact.table, fact.record_id, said, fact.day


def _sheet_adds_up(sheet):
    for one in sheet.scores:
        begun = 0 if one.criterion in EARNED else one.most
        reached = begun + sum(sheet.scheme.points(point.fact.rule) for point in one.points)
        assert one.score == min(max(reached, 0), one.most), one
    assert sheet.total == sum(one.score for one in sheet.scores)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.tuples(FIRM, FACTS), min_size=1, max_size=2), DAYS)
def test_the_points_of_a_sheet_are_its_records_and_no_others(paid, desk, drawn, day):  # noqa: F811
    claim, payer = paid
    with desk.work(read_only=True) as work:
        begun = work.session.query(ClawbackRecord).count()
        rows = credit_rows(work, claim.id) if not begun else 0
    if not begun:
        begin(payer, claim, {rows: 100_000})
    with undone(desk) as work:
        add_credit_scheme(work, FORM)
        filed(work, enterprise(work), "2026Q1", D(2026, 4, 10))
        originals = work.get(ClaimRecord, claim.id), work.session.query(ClawbackRecord).first()
        codes = usable_service_codes(work)[:2]
        firms = [settle(work, one | {"status": "resident"}, codes) for one, _facts in drawn]
        for firm, (_firm, facts) in zip(firms, drawn, strict=True):
            _enter(work, firm, facts, *originals)
        for firm in firms:
            sheet = credit_sheet(work, firm, day)
            since = sheet.since
            records = (*_registers(work, firm, since, day), *_decisions(work, firm, since, day))
            wanted = {(rule, one.__tablename__, one.id, "", on) for rule, one, on in records}
            wanted |= _returns(work, firm, since, day)
            told = [_told(one.fact) for one in sheet.points]
            assert len(told) == len(wanted)
            assert set(told) == wanted
            for one in sheet.points:
                assert one.points == sheet.scheme.points(one.fact.rule)
            _sheet_adds_up(sheet)
