"""The words of two persons side by side."""

import pytest

from parkdesk.gui.signals.pair_dialog import places_text


@pytest.mark.parametrize(
    ("differing", "said"),
    [
        ((17, 18), "17, and the check digit that follows from it"),
        ((5, 6, 18), "5, 6, and the check digit that follows from it"),
        ((3,), "3"),
        ((), ""),
    ],
)
def test_the_check_digit_is_said_as_what_follows_from_the_others(differing, said):
    assert places_text(differing) == said
