"""Nothing of a claim is paid beside the batch that has it, whole or in part."""

import pytest

from parkdesk.domain.claims import ClaimAction
from parkdesk.domain.errors import Refused
from parkdesk.domain.identity import Role
from parkdesk.domain.payments import BatchState
from parkdesk.gui.claims.words import withheld_words
from parkdesk.i18n import message
from parkdesk.usecases.claim_lists import claim_detail
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.payments import follow_up_batch
from tests.usecases import payment_stories as pay
from tests.usecases.claim_stories import CAP
from tests.usecases.payment_stories import TODAY


@pytest.fixture
def cashiers(act_as):
    """Two people who may pay."""
    return pay.cashiers(act_as)


def test_a_claim_in_a_batch_is_not_paid_outside_of_it(act_as, cashiers):
    maker, payer = cashiers
    claim = pay.approved_claim(act_as)
    pay.make(maker, claim)
    version = pay.claim_record(maker, claim).version
    with pytest.raises(Refused) as refused, payer.work(read_only=False) as work:
        pay_claim(work, claim.id, version, TODAY, 2 * CAP)
    assert refused.value.code == "claim-in-batch"


def test_of_a_claim_that_a_batch_has_paid_in_part_nothing_is_paid_outside_of_it(act_as, cashiers):
    maker, payer = cashiers
    pay.with_rules(act_as(Role.ADMINISTRATOR), pay.SHARES)
    claim = pay.approved_claim(act_as)
    with payer.work(read_only=True) as work:
        assert claim_detail(work, claim.id).barred_by_batch == frozenset()
    batch = pay.answer(payer, pay.sent(payer, pay.make(maker, claim)), city="户名不符")
    assert batch.state is BatchState.SETTLED
    assert pay.claim_record(maker, claim).state == "payable"
    with payer.work(read_only=True) as work:
        detail = claim_detail(work, claim.id)
    assert detail.barred_by_batch == {ClaimAction.PAY, ClaimAction.RETURN, ClaimAction.REJECT}
    assert withheld_words(detail)[ClaimAction.PAY] == message(Refused("claim-in-batch"))
    for cents in (2 * CAP, CAP // 2):
        version = pay.claim_record(maker, claim).version
        refused = pytest.raises(Refused, match="claim-in-batch")
        with refused, payer.work(read_only=False) as work:
            pay_claim(work, claim.id, version, TODAY, cents)
    with maker.work(read_only=False) as work:
        again = follow_up_batch(work, batch.id, frozenset({"batch-same-account"}))
    pay.answer(payer, pay.sent(payer, again))
    assert pay.claim_record(maker, claim).paid_cents == 2 * CAP
    assert pay.foots(maker, claim)
