"""What one claimant may have in all: no second limit by a second claim, no other's certificate."""

from parkdesk.domain.claims import ClaimKind
from parkdesk.domain.identity import Role
from parkdesk.store.tables.programmes import ProgrammeRecord
from parkdesk.usecases.claim_items import load_items
from tests.usecases import claim_stories as story
from tests.usecases import journey_stories as journey

CAP_OF_PLATFORM = 70_000_000
LIMITED = f"\n[platform]\ncap_cents = {{ value = {CAP_OF_PLATFORM}, mark = 'C' }}\n"


def limit_platforms(desk):
    """Give the template an upper limit for platforms."""
    with desk.work(read_only=False) as work:
        record = work.get(ProgrammeRecord, journey.programme_of_kind(work, ClaimKind.PLATFORM))
        head, _mark, rest = record.content.partition("[platform]")
        tail = rest.partition("\n[")[2]
        record.content = head + (f"[{tail}" if tail else "") + LIMITED


def items(desk, claim):
    with desk.work(read_only=True) as work:
        return load_items(work, claim.id)


def test_two_claims_for_a_platform_share_one_limit(act_as):
    clerk = act_as(Role.CLERK)
    limit_platforms(act_as(Role.ADMINISTRATOR))
    owner = story.add_enterprise(clerk)
    kind = ClaimKind.PLATFORM
    first = story.submit(clerk, journey.begin(clerk, kind, [journey.cost(1)], enterprise=owner))
    second = journey.begin(clerk, kind, [journey.cost(2)], enterprise=owner)
    given = [items(clerk, claim).totals.amount_cents for claim in (first, second)]
    assert given[0] == 60_000_000
    assert sum(given) == CAP_OF_PLATFORM


def test_nobody_is_paid_for_the_certificate_of_another_enterprise(act_as):
    clerk, admin = act_as(Role.CLERK), act_as(Role.ADMINISTRATOR)
    owner = story.add_enterprise(clerk)
    other = story.add_enterprise(clerk, "无锡蠡湖信息技术有限公司", "91320213MA1TESTX28")
    own, foreign = (journey.add_certificate(admin, who, "C-1") for who in (owner, other))
    content = [journey.fee(own, 1), journey.fee(foreign, 2)]
    claim = journey.begin(clerk, ClaimKind.CERTIFICATION, content, enterprise=owner)
    found = items(clerk, claim).verdicts
    assert [one.verdict.payable for one in found] == [True, False]
    assert "certificate-missing" in {line.code for line in found[1].lines}
