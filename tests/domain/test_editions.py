"""What a file says it is."""

import pytest

from parkdesk.domain.editions import claimed_codes, claimed_number, read_square

NUMBER = "HG-2026-Q3-001"


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


def test_every_short_code_of_a_file_is_found():
    content = b"%PDF 7F3A-91C2-04BE and 0000-1111-2222, not 7F3A-91C2 or 7f3a-91c2-04be"
    assert claimed_codes(content) == {"7F3A-91C2-04BE", "0000-1111-2222"}
    assert claimed_codes(b"nothing") == frozenset()


def test_a_square_says_number_and_code_however_it_was_typed():
    square = f"{NUMBER} 7F3A-91C2-04BE"
    assert read_square(f"  {square.lower()}\n") == (NUMBER, "7F3A-91C2-04BE")
    assert read_square(NUMBER) is None
    assert read_square("weather: 21 °C") is None
