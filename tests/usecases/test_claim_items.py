"""Items of a claim without a roster on a real database: what is saved, refused and offered."""

import datetime as dt

import pytest

from parkdesk.domain.claim_items import MOST_ITEMS
from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Role
from parkdesk.store.tables.certifications import CertificationRecord
from parkdesk.usecases.claim_items import certificate_choices, load_items, save_items
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey


@pytest.fixture
def clerk(act_as):
    return act_as(Role.CLERK)


def save(desk, claim, items):
    with desk.work(read_only=False) as work:
        return save_items(work, claim.id, claim.version, tuple(items))


def stored(desk, claim):
    with desk.work(read_only=True) as work:
        return load_items(work, claim.id)


def test_a_claim_with_a_roster_takes_no_items(clerk):
    claim = story.add_claim(clerk, [story.person(1)])
    with pytest.raises(Refused) as refused:
        save(clerk, claim, [journey.cost(1)])
    assert refused.value.code == "claim-with-roster"
    assert stored(clerk, claim).items == ()


def test_more_items_than_a_claim_may_have_are_refused_and_none_is_written(clerk):
    claim = journey.begin(clerk, ClaimKind.PLATFORM, [journey.cost(1)])
    with pytest.raises(Refused) as refused:
        save(clerk, claim, map(journey.cost, range(MOST_ITEMS + 1)))
    assert (refused.value.code, refused.value.params) == ("too-many-items", {"limit": MOST_ITEMS})
    assert stored(clerk, claim).items == (journey.cost(1),)


def test_the_same_items_once_more_are_no_change(clerk):
    items = (journey.cost(1), journey.cost(2))
    claim = journey.begin(clerk, ClaimKind.PLATFORM, items)
    before = stored(clerk, claim)
    saved = save(clerk, claim, items)
    assert (saved.changed, saved.version) == (0, claim.version)
    assert stored(clerk, claim) == before


def test_certificates_of_the_enterprise_are_offered_the_newest_first(act_as, clerk):
    owner = story.add_enterprise(clerk)
    other = story.add_enterprise(clerk, "别家软件有限公司", "91320213MA1TESTX02")
    admin = act_as(Role.ADMINISTRATOR)
    older = journey.add_certificate(admin, owner, "C-1")
    newer = journey.add_certificate(admin, owner, "I-1", "ISO27001", None)
    journey.add_certificate(admin, other, "C-2")
    with admin.work(read_only=False) as work:
        work.get(CertificationRecord, newer).issued_on = dt.date(2026, 4, 1)
    claim = journey.begin(clerk, ClaimKind.CERTIFICATION, [], enterprise=owner)
    with clerk.work(read_only=True) as work:
        found = certificate_choices(work, claim.id)
    assert [(one.id, one.number, one.level) for one in found] == [
        (newer, "I-1", None),
        (older, "C-1", 3),
    ]
    assert all(one.kind_zh and one.kind_en for one in found)
