"""Matching on parks by chance: every "why" and "why not" is what the records say, none is left out.

What is expected is read record by record, never by the questions that the matching asks.
"""

import datetime as dt

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parkdesk.domain.matching import Criterion, Need
from parkdesk.domain.opportunities import SaveOpportunity
from parkdesk.store.matching import best_matches
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.usecases.matching import match_enterprises
from parkdesk.usecases.opportunities import add_opportunity
from parkdesk.usecases.service_code_lists import usable_service_codes
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

D = dt.date
EVER = D(1900, 1, 1)
ASKED = st.tuples(
    st.sampled_from([("", None), ("CMMI", None), ("CMMI", 3), ("CMMI", 5), ("ISO27001", None)]),
    st.sampled_from([None, 0, 0, 1]),
    st.sampled_from([None, 1, 60, 101]),
)


def _certificate(work, firm, need, day):
    good = [
        one
        for one in certificates_in_force(work, firm, day)
        if one.type_code == need.certification_type and (one.level or 0) >= (need.least_level or 0)
    ]
    top = max((one.level or 0 for one in good), default=0)
    return {
        (True, one.__tablename__, one.id, one.number, one.level)
        for one in good
        if (one.level or 0) == top
    }


def _service(work, firm, need, day):
    return {
        (True, one.__tablename__, one.id, "", None)
        for one in records_of(work, EnterpriseServiceRecord, firm)
        if one.service_code_id == need.service_code_id
        and one.from_on <= day <= (one.to_on or dt.date.max)
    }


def _executed(work, firm, need, day):
    found = {
        one: executions
        for one, executions in executed_on_contracts(work, firm, EVER, day).items()
        if one.service_code_id == need.service_code_id
    }
    total = sum(one.amount_usd_cents for executions in found.values() for one in executions)
    newest = max((one.signed_on for one in found), default=None)
    return {
        (True, one.__tablename__, one.id, one.number, total)
        for one in found
        if one.signed_on == newest
    }


def _people(work, firm, need, _day):
    people = work.get(EnterpriseRecord, firm).headcount
    return {(people >= need.people, "enterprise", firm, "", people)}


def _standing(work, firm, _need, day):
    holding = stops_holding(work, firm, day)
    if not holding:
        return {(True, "enterprise", firm, "", None)}
    last = max(one.from_on for one in holding)
    return {
        (False, one.__tablename__, one.id, one.document_number, None)
        for one in holding
        if one.from_on == last
    }


SAYS = {
    Criterion.CERTIFICATE: _certificate,
    Criterion.SERVICE: _service,
    Criterion.EXECUTED: _executed,
    Criterion.PEOPLE: _people,
    Criterion.STANDING: _standing,
}
"""Of each criterion, from a firm's records to the answers that hold; none: no record speaks."""
NOTHING = {(False, "", 0, "", None)}


def expected(work, firms, need, day):
    """Who is to be proposed, each with the answers that hold for every criterion."""
    found = {}
    for firm in firms:
        said = {one: SAYS[one](work, firm, need, day) or NOTHING for one in need.criteria()}
        meets = any(
            fits
            for one, answers in said.items()
            if one is not Criterion.STANDING
            for fits, *_ in answers
        )
        if meets and work.get(EnterpriseRecord, firm).status == "resident":
            found[firm] = said
    return found


def _rank(work, firm, said):
    """What the order goes by: criteria met, money executed, name."""
    one_of = {criterion: next(iter(answers)) for criterion, answers in said.items()}
    money = one_of.get(Criterion.EXECUTED, (0,) * 5)[4] or 0
    met = sum(fits for fits, *_ in one_of.values())
    return -met, -money, work.get(EnterpriseRecord, firm).sort_key, firm


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(FIRM, min_size=1, max_size=4), ASKED, DAYS)
def test_each_answer_is_its_records_and_nobody_who_fits_is_missing(desk, said, asked, day):
    (kind, level), place, people = asked
    with undone(desk) as work:
        codes = usable_service_codes(work)[:2]
        firms = [settle(work, one, codes) for one in said]
        code = None if place is None else codes[place].id
        need = Need(kind, level, code, people)
        id_ = add_opportunity(
            work,
            SaveOpportunity(
                "车载软件测试", "对日工作组", D(2026, 6, 1), None, service_code_id=code,
                certification_type=kind, least_level=level, people=people,
            ),
        )  # fmt: skip
        work.now = dt.datetime.combine(day, dt.time(4), dt.UTC)
        found = match_enterprises(work, id_)
        wanted = expected(work, firms, need, day)
        assert (found.need, found.criteria) == (need, need.criteria())
        order = sorted(wanted, key=lambda firm: _rank(work, firm, wanted[firm]))
        assert [one.enterprise_id for one in found.matches] == order
        for one in found.matches:
            assert tuple(answer.criterion for answer in one.answers) == need.criteria()
            for answer in one.answers:
                told = (answer.fits, answer.table, answer.record_id, answer.said, answer.figure)
                assert told in wanted[one.enterprise_id][answer.criterion], answer
            assert one.enterprise == work.get(EnterpriseRecord, one.enterprise_id).name
        assert found.considered == len(wanted)
        full = [one for one in wanted if -_rank(work, one, wanted[one])[0] == len(need.criteria())]
        assert found.full == len(full)
        whole = best_matches(work.session, need, day, (), 50)
        first = best_matches(work.session, need, day, (), 2)
        assert (first.matches, first.full) == (whole.matches[:2], whole.full)
        assert first.considered == whole.considered == len(wanted)
        rest = best_matches(work.session, need, day, order[:1], 50)
        assert rest.matches == whole.matches[1:]
