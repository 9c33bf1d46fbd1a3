"""Who is above the ceiling of heads: the last of the order, and nobody else."""

from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.eligibility import RowVerdict
from parkdesk.domain.eligibility_rules import Rule, TraceLine, Verdict
from parkdesk.domain.head_ceilings import head_limit, stop_above
from parkdesk.domain.programme_figures import Figure, Mark
from parkdesk.domain.programme_parts import HeadCeiling

LIMIT = Figure(3, Mark.DOCUMENT, "S5", "商服贸发[2011]1号", "三")


def row(cents):
    verdict = Verdict.PASS if cents else Verdict.FAIL
    return RowVerdict(verdict, cents, (TraceLine(Rule.AMOUNT, verdict, "amount-cap"),))


def test_the_last_of_the_order_are_stopped_with_their_place_and_the_clause():
    found = stop_above([row(9), row(9), row(9)], [True] * 3, 1, LIMIT)
    assert [one.amount_cents for one in found] == [9, 9, 0]
    (said,) = [line for line in found[2].lines if line.rule is Rule.HEADS]
    assert (said.code, dict(said.facts)) == ("heads-place-above", {"place": 4, "limit": 3})
    assert said.basis.clause == "三"
    assert found[2].verdict is Verdict.FAIL


def test_who_is_given_nothing_takes_no_place():
    rows = [row(9), row(0), row(9), row(9)]
    found = stop_above(rows, [True, True, False, True], 1, LIMIT)
    assert [one.amount_cents for one in found] == [9, 0, 9, 9]


def test_a_turnover_in_no_tier_has_no_ceiling():
    tiers = (Figure(HeadCeiling(100, 200, 5), Mark.UNVERIFIED),)
    assert head_limit(tiers, None) is head_limit(tiers, 99) is head_limit(tiers, 200) is None
    assert head_limit(tiers, 150).value == 5


@given(st.lists(st.integers(0, 2)), st.integers(0, 9), st.integers(0, 9))
def test_as_many_stay_as_there_are_places(cents, taken, heads):
    limit = Figure(heads, Mark.UNVERIFIED)
    found = stop_above([row(one) for one in cents], [True] * len(cents), taken, limit)
    stayed = sum(1 for one in found if one.amount_cents)
    assert stayed == min(sum(1 for one in cents if one), max(heads - taken, 0))
