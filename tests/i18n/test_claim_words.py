"""A claim's size is said in what it counts."""

import pytest

from parkdesk.domain.programmes import ClaimKind
from parkdesk.i18n import speaking
from parkdesk.i18n.claims import size_text


@pytest.mark.parametrize(
    ("kind", "chinese", "english"),
    [
        (ClaimKind.ENTERPRISE, "3 人", "3 people"),
        (ClaimKind.INSTITUTION, "3 人", "3 people"),
        (ClaimKind.CERTIFICATION, "3 项", "3 items"),
        (ClaimKind.PLATFORM, "3 项", "3 items"),
    ],
)
def test_a_claim_has_people_or_items(kind, chinese, english):
    with speaking("zh_CN"):
        assert size_text(kind, 3) == chinese
    with speaking("en"):
        assert size_text(kind, 3) == english
