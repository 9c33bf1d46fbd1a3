"""A reason says something."""

import pytest

from parkdesk.domain.reasons import says_too_little


@pytest.mark.parametrize(
    ("reason", "too_little"),
    [
        ("", True),
        ("    ", True),
        ("已核实", True),
        ("  核实  ", True),
        ("材料不符", False),
        (" 合同缺页，已退企业 ", False),
        ("none", False),
    ],
)
def test_a_reason_has_four_signs_at_least(reason, too_little):
    assert says_too_little(reason) == too_little
