"""Signals found by looking through claims: those that `test_signals` has no story of."""

import datetime as dt
from dataclasses import replace

import pytest

from parkdesk.domain import id_number
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.identity import Role
from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.domain.signals import SignalKind, SignalState
from parkdesk.i18n import speaking
from parkdesk.i18n.signals import question_text
from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.claim_scans import ClaimScan, file_scans
from parkdesk.usecases.signals import refresh_signals, signals_of_claim
from tests import papers
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import person

OTHER = ("无锡蠡湖数据有限公司", "91320213MA1TESTX28")


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


def asked(desk, claim):
    """The open questions of a claim: kind, row and facts."""
    with desk.work(read_only=True) as work:
        found = signals_of_claim(work, claim.id)
    return [(one.kind, one.position, one.facts) for one in found if one.state is SignalState.OPEN]


def refreshed(desk):
    with desk.work(read_only=False) as work:
        refresh_signals(work)


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"birth": "19660101"}, SignalKind.RETIREMENT_AGE),
        ({"graduated_on": dt.date(2026, 7, 1)}, SignalKind.STILL_STUDENT),
        (
            {"training_first": dt.date(2026, 5, 1), "training_last": dt.date(2026, 5, 20)},
            SignalKind.TRAINING_BEFORE_HIRE,
        ),
        (
            {"training_first": dt.date(2026, 12, 1), "training_last": dt.date(2027, 1, 9)},
            SignalKind.TRAINING_OUTSIDE_WINDOW,
        ),
    ],
)
def test_what_the_rules_mark_is_asked_and_refuses_nothing(clerk, cells, kind):
    row = person(2, **{name: value for name, value in cells.items() if name != "birth"})
    if "birth" in cells:
        body = f"320106{cells['birth']}002"
        row = replace(row, id_number=body + id_number.check_character(body))
    claim = story.submit(clerk, story.add_claim(clerk, [person(1), row]))
    assert asked(clerk, claim) == [(kind, 2, {"name": "学员2"})]


def test_a_later_employer_is_asked_about_in_both_claims(act_as, clerk):
    # Under two programmes: under one of them the second claim would be refused outright.
    began = dt.date(2013, 1, 7)
    earlier = person(1, hired_on=began, contract_first=began, graduated_on=dt.date(2012, 6, 30))
    programme = story.programme_id(clerk, "central-training-2013")
    first = story.submit(clerk, story.add_claim(clerk, [earlier], programme=programme))
    second = story.submit(
        clerk, story.add_claim(clerk, [person(1)], enterprise=story.add_enterprise(clerk, *OTHER))
    )
    kinds = [kind for kind, _row, _facts in asked(clerk, second)]
    assert kinds == [SignalKind.CONTRACT_ELSEWHERE]
    refreshed(act_as(Role.REVIEWER))
    ((kind, _row, facts),) = asked(clerk, first)
    assert (kind, facts["hired"]) == (SignalKind.LEFT_EARLY, dt.date(2026, 5, 11))


def test_a_young_firm_with_a_large_first_claim_is_asked_about(clerk):
    firm = story.add_enterprise(clerk)
    with clerk.work(read_only=False) as work:
        work.get(EnterpriseRecord, firm).founded_on = dt.date(2026, 3, 1)
    people = [person(number, diploma_number="") for number in range(1, 21)]
    claim = story.submit(clerk, story.add_claim(clerk, people, enterprise=firm))
    found = {kind: facts for kind, _row, facts in asked(clerk, claim)}
    assert found[SignalKind.YOUNG_FIRM] == {
        "founded": dt.date(2026, 3, 1),
        "months": 7,
        "heads": 20,
    }
    again = story.submit(clerk, story.add_claim(clerk, [person(99)], enterprise=firm))
    assert SignalKind.YOUNG_FIRM not in {kind for kind, _row, _facts in asked(clerk, again)}


def test_a_young_firm_with_a_large_first_claim_for_items_is_asked_about(clerk):
    firm = story.add_enterprise(clerk)
    with clerk.work(read_only=False) as work:
        work.get(EnterpriseRecord, firm).founded_on = dt.date(2026, 3, 1)
    large = journey.cost(1, cost_cents=120_000_000)
    claim = journey.begin(clerk, ClaimKind.PLATFORM, [large], enterprise=firm)
    claim = story.submit(clerk, claim)
    ((kind, _row, facts),) = asked(clerk, claim)
    assert (kind, facts["months"]) == (SignalKind.YOUNG_FIRM, 7)
    assert facts["amount_cents"] >= 50_000_000
    with speaking("en"):
        assert "yuan, by a firm founded on 2026-03-01" in question_text(kind, facts)


def test_an_invoice_of_another_claim_is_asked_about(clerk):
    first = begun(clerk, [journey.cost(1), journey.cost(2)], OTHER)
    story.submit(clerk, first)
    second = begun(clerk, [journey.cost(3), journey.cost(2)])
    second = story.submit(clerk, second)
    assert asked(clerk, second) == [
        (
            SignalKind.INVOICE_REUSED,
            2,
            {"invoice": "EQ00000002", "number": first.number, "enterprise": OTHER[0]},
        )
    ]


def test_a_scan_of_another_claim_is_asked_about(clerk):
    first = filed(clerk, begun(clerk, [journey.cost(1)], OTHER))
    story.submit(clerk, first)
    second = story.submit(clerk, filed(clerk, begun(clerk, [journey.cost(2)]), again=True))
    assert asked(clerk, second) == [
        (SignalKind.SCAN_REUSED, 0, {"file": "审计.pdf", "number": first.number})
    ]


def begun(desk, items, firm=None):
    enterprise = story.add_enterprise(desk, *firm) if firm else story.add_enterprise(desk)
    return journey.begin(desk, ClaimKind.PLATFORM, items, enterprise=enterprise)


def filed(desk, claim, *, again=False):
    """File the same scan with a claim; `again` confirms that it is known."""
    file = papers.paper_file(papers.pdf(text="审计"), "审计.pdf")
    scan = ClaimScan(Owner(OwnerKind.CLAIM, claim.id), "platform-audit", file, again)
    claim = journey.current(desk, claim.id)
    with desk.work(read_only=False) as work:
        file_scans(work, claim.id, claim.version, (scan,))
    return journey.current(desk, claim.id)
