"""What a file says it is."""

import pytest

from parkdesk.domain.editions import claimed_number


@pytest.mark.parametrize(
    ("content", "number"),
    [
        (b"/Subject (HG-2026-Q3-001) /Title", "HG-2026-Q3-001"),
        (b"<rdf:li>HG-2026-Q3-012E</rdf:li>", "HG-2026-Q3-012E"),
        (b"HG-2026-Q4-1234", "HG-2026-Q4-1234"),
        (b"HG-2026-Q5-001", None),
        (b"hg-2026-q3-001", None),
        (b"", None),
    ],
)
def test_a_file_names_the_document_that_it_says_it_is(content, number):
    assert claimed_number(content) == number
