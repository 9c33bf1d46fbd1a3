"""Who fits an opportunity, on real databases: order, near misses, and every reason followed."""

import datetime as dt
import random
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from parkdesk.domain.certifications import IN_FORCE, status_on
from parkdesk.domain.identity import Permission
from parkdesk.domain.matching import Criterion
from parkdesk.domain.opportunities import SaveOpportunity
from parkdesk.domain.stops import StopEffect, StopState
from parkdesk.store.standing import standings
from parkdesk.store.stops import stop_of
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.store.tables.contracts import ContractExecutionRecord, ContractRecord
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.store.tables.service_codes import EnterpriseServiceRecord
from parkdesk.store.tables.stops import StopRecord
from parkdesk.usecases.certifications import register_certification
from parkdesk.usecases.contract_executions import SaveExecution, record_execution
from parkdesk.usecases.contracts import register_contract
from parkdesk.usecases.matching import match_enterprises
from parkdesk.usecases.opportunities import add_opportunity
from parkdesk.usecases.recommendations import recommend
from parkdesk.usecases.service_code_lists import usable_service_codes
from tests.registers import benchmark, contract, enterprise

D = dt.date
FORM = SaveOpportunity("车载软件测试", "对日工作组", D(2026, 9, 1), None)


def stop(work, firm, until=None):
    return work.add(
        StopRecord(
            enterprise_id=firm,
            document_number="云园办〔2026〕18号",
            reason="欠报",
            effects=f'["{StopEffect.CONTRACTS.value}"]',
            from_on=D(2026, 10, 1),
            until_on=until,
            set_at=work.now,
            set_by_id=work.actor.id,
            set_by_name=work.actor.name,
        )
    ).id


def code(work):
    return usable_service_codes(work)[0].id


def offered(work, firm, code_id):
    work.add(
        EnterpriseServiceRecord(
            enterprise_id=firm, service_code_id=code_id, market="offshore", from_on=D(2026, 1, 1)
        )
    )


def executed(work, firm, code_id, cents):
    line = next(one.line for one in usable_service_codes(work) if one.id == code_id)
    number = register_contract(
        work, contract(firm, service_code_id=code_id, service_line=line, signed_on=D(2026, 7, 6))
    )
    record_execution(work, number, SaveExecution(D(2026, 8, 20), cents))
    return number


def found(work, **asked):
    id_ = add_opportunity(work, replace(FORM, **asked))
    work.session.flush()
    return match_enterprises(work, id_)


def names(work, **asked):
    return [one.enterprise for one in found(work, **asked).matches]


def test_what_nothing_is_asked_of_has_no_matches(work):
    enterprise(work, headcount=90)
    matching = found(work)
    assert (matching.criteria, matching.matches, matching.considered) == ((), (), 0)


def test_the_nearest_misses_stand_where_nobody_meets_all(work):
    wide = enterprise(work, name="甲", headcount=200)
    enterprise(work, name="乙", headcount=10)
    register_certification(work, benchmark(wide, level=3))
    matching = found(work, people=100, certification_type="CMMI", least_level=5)
    assert [one.enterprise for one in matching.matches] == ["甲"]
    assert (matching.full, matching.considered) == (0, 1)
    certificate, people, standing = matching.matches[0].answers
    assert (certificate.fits, certificate.table) == (False, "")
    assert (people.fits, people.figure, standing.fits) == (True, 200, True)


def test_who_meets_more_comes_first_then_who_executed_more(work):
    codes = code(work)
    small, large, both = (enterprise(work, name=name, headcount=50) for name in "甲乙丙")
    executed(work, small, codes, 1_000_000)
    executed(work, large, codes, 2_000_000)
    executed(work, both, codes, 500_000)
    offered(work, both, codes)
    matching = found(work, service_code_id=codes, people=50)
    assert [one.enterprise for one in matching.matches] == ["丙", "乙", "甲"]
    assert (matching.full, matching.considered) == (1, 3)
    money = [one.executed_usd_cents for one in matching.matches]
    assert money == [500_000, 2_000_000, 1_000_000]


def test_a_stop_speaks_against_and_names_its_document(work):
    held = enterprise(work, name="甲", headcount=50)
    over = enterprise(work, name="乙", headcount=50)
    stop(work, held)
    stop(work, over, until=D(2026, 10, 11))
    matching = found(work, people=40)
    assert [(one.enterprise, one.met) for one in matching.matches] == [("乙", 2), ("甲", 1)]
    against = matching.matches[1].answers[-1]
    assert (against.fits, against.said) == (False, "云园办〔2026〕18号")


def test_who_may_not_read_scorecards_is_shown_none(work):
    enterprise(work, name="甲", headcount=50)
    kept = work.actor.permissions - {Permission.CLAIM_READ}
    work.actor = replace(work.actor, permissions=kept)
    assert [one.credit for one in found(work, people=40).matches] == [None]


def test_who_left_and_who_is_recommended_already_is_not_proposed(work):
    enterprise(work, name="甲", headcount=50, status="left", left_on=D(2026, 9, 30))
    firm = enterprise(work, name="乙", headcount=50)
    id_ = add_opportunity(work, replace(FORM, people=40))
    work.session.flush()
    assert [one.enterprise for one in match_enterprises(work, id_).matches] == ["乙"]
    recommend(work, id_, 1, [firm])
    work.session.flush()
    assert match_enterprises(work, id_).matches == ()


def _random_park(work, seed):
    """Fill a park by chance; return what an opportunity asks of it."""
    draw = random.Random(seed)
    codes = code(work)
    for _ in range(12):
        firm = enterprise(
            work,
            headcount=draw.randrange(0, 120),
            status=draw.choice(["resident", "resident", "left"]),
        )
        if draw.random() < 0.6:
            register_certification(
                work,
                benchmark(
                    firm,
                    level=draw.randrange(2, 6),
                    issued_on=draw.choice([D(2022, 5, 10), D(2024, 5, 10), D(2026, 3, 2)]),
                ),
            )
        if draw.random() < 0.5:
            offered(work, firm, codes)
        for _ in range(draw.randrange(0, 3)):
            executed(work, firm, codes, draw.randrange(1, 5_000_000))
        if draw.random() < 0.3:
            stop(work, firm, draw.choice([None, D(2026, 10, 11), D(2026, 10, 12)]))
    return {
        "certification_type": "CMMI",
        "least_level": draw.choice([None, 3, 5]),
        "service_code_id": codes,
        "people": draw.randrange(1, 100),
    }


def _holds(work, asked, firm, answer):
    """Follow an answer to its record, or to there being none, by other means than the matching."""
    return {
        Criterion.PEOPLE: _people_hold,
        Criterion.STANDING: _standing_holds,
        Criterion.CERTIFICATE: _certificate_holds,
        Criterion.SERVICE: _service_holds,
        Criterion.EXECUTED: _execution_holds,
    }[answer.criterion](work, asked, firm, answer)


def _people_hold(work, asked, firm, answer):
    people = work.session.get(EnterpriseRecord, firm).headcount
    return answer.figure == people and answer.fits is (people >= asked["people"])


def _standing_holds(work, _asked, firm, answer):
    stops = work.session.scalars(select(StopRecord).filter_by(enterprise_id=firm)).all()
    holding = [one.id for one in stops if stop_of(one).state(work.today) is StopState.HOLDING]
    return answer.record_id in holding if holding else answer.fits


def _certificate_holds(work, asked, firm, answer):
    records = work.session.scalars(select(CertificationRecord).filter_by(enterprise_id=firm)).all()
    good = {
        one.id: one
        for one in records
        if status_on(standings(work.session, [one])[one.id], work.today) in IN_FORCE
        and (one.level or 0) >= (asked["least_level"] or 0)
    }
    if not answer.fits:
        return not good
    top = max(one.level for one in good.values())
    return good[answer.record_id].number == answer.said and answer.figure == top


def _service_holds(work, _asked, firm, answer):
    query = select(EnterpriseServiceRecord.id).filter_by(enterprise_id=firm)
    ids = work.session.scalars(query).all()
    return answer.record_id in ids if answer.fits else not ids


def _execution_holds(work, _asked, firm, answer):
    total = work.session.scalar(
        select(func.coalesce(func.sum(ContractExecutionRecord.amount_usd_cents), 0))
        .join(ContractRecord, ContractRecord.id == ContractExecutionRecord.contract_id)
        .where(ContractRecord.enterprise_id == firm)
    )
    if not answer.fits:
        return total == 0
    record = work.session.get(ContractRecord, answer.record_id)
    return (answer.figure, answer.said, record.enterprise_id) == (total, record.number, firm)


@pytest.mark.parametrize("seed", range(8))
def test_every_reason_followed_to_its_record_holds(work, seed):
    asked = _random_park(work, seed)
    matching = found(work, **asked)
    wrong = [
        (one.enterprise, answer)
        for one in matching.matches
        for answer in one.answers
        if not _holds(work, asked, one.enterprise_id, answer)
    ]
    assert wrong == []
    assert [one.met for one in matching.matches] == sorted(
        (one.met for one in matching.matches), reverse=True
    )
    here = set(work.session.scalars(select(EnterpriseRecord.id).filter_by(status="resident")))
    assert {one.enterprise_id for one in matching.matches} <= here
