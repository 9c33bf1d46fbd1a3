"""Numbers of enterprises: domain.md §5, and what the check characters promise and do not."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.identifiers import (
    IdentifierKind,
    bare,
    credit_check,
    credit_code_problem,
    identify,
    is_enterprise_code,
    organisation_check,
    organisation_code_holds,
    organisation_code_of,
    registration_number_holds,
)

CODE = "91330100799655058B"
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
DEPARTMENTS = "123456789ANY"
ORG_ALPHABET = string.digits + string.ascii_uppercase


def code_of(department, body):
    """A whole code from a department and class, a region and eight characters."""
    inner = body[8:] + organisation_check(body[8:])
    start = department + body[len(department) : 8] + inner
    return start + credit_check(start)


def valid_codes():
    """Any code that holds: every department and class, any region, any subject."""
    return st.builds(
        lambda department, kind, region, subject: code_of(
            department + kind, department + kind + region + subject
        ),
        st.sampled_from(DEPARTMENTS),
        st.sampled_from(string.digits),
        st.text(string.digits, min_size=6, max_size=6),
        st.text(ALPHABET, min_size=8, max_size=8),
    )


@pytest.mark.parametrize(
    "code",
    [
        CODE,
        "91440300708461136T",
        "9111000071093123XX",
        "91 3301-00 799655058b",
        "９１３３０１００７９９６５５０５８Ｂ",
    ],
)
def test_known_codes_hold(code):
    found = identify(code)
    assert (found.kind, found.problem) == (IdentifierKind.CREDIT_CODE, "")


@pytest.mark.parametrize("department", "123456789ANY")
def test_every_department_is_known(department):
    assert credit_code_problem(code_of(department, "91330100" + "79965505")) == ""


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("", "credit-code-length"),
        (CODE[:-1], "credit-code-length"),
        (CODE[:-1] + "C", "credit-code-check"),
        (CODE.replace("1", "I"), "credit-code-characters"),
        ("9133010079965505中B", "credit-code-characters"),
        ("B" + CODE[1:], "credit-code-region"),
        ("91A3010079965505", "credit-code-length"),
        ("91A30100799655058B", "credit-code-region"),
    ],
)
def test_what_is_wrong_with_a_code(code, problem):
    assert credit_code_problem(code) == problem


def test_the_inner_check_is_looked_at_too():
    body = CODE[:16] + ("7" if CODE[16] != "7" else "6")
    assert credit_code_problem(body + credit_check(body)) == "credit-code-inner-check"


def test_the_right_check_character_is_told():
    assert identify(CODE[:-1] + "C").should_end_with == "B"


@given(valid_codes(), st.integers(0, 17), st.sampled_from(ALPHABET))
def test_one_wrong_character_of_a_credit_code_is_always_found(code, place, other):
    changed = code[:place] + other + code[place + 1 :]
    assert credit_code_problem(code) == ""
    assert changed == code or credit_code_problem(changed)


@given(valid_codes(), st.integers(0, 17), st.characters())
def test_no_foreign_character_passes(code, place, other):
    changed = code[:place] + other + code[place + 1 :]
    assert changed == code or credit_code_problem(changed)


@given(valid_codes(), st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_always_found(code, place):
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert swapped == code or credit_code_problem(swapped)


@given(valid_codes())
def test_the_inside_of_a_code_is_an_organisation_code(code):
    assert organisation_code_holds(organisation_code_of(code))
    assert identify(f" {code[:8]}-{code[8:17].lower()}-{code[17]} ").problem == ""


@given(st.text(string.digits, min_size=8, max_size=8), st.integers(0, 7), st.integers(1, 9))
def test_one_wrong_digit_of_an_organisation_code_is_always_found(body, place, by):
    other = str((int(body[place]) + by) % 10)
    changed = body[:place] + other + body[place + 1 :]
    assert organisation_check(changed) != organisation_check(body)


@pytest.mark.parametrize("place", range(8))
def test_what_the_organisation_codes_check_does_not_find(place):
    """GB 11714 reckons modulo 11 with characters worth 0 to 35: 11, 22 and 33 apart look alike.

    Proved by trying every pair of characters at every place.
    """
    for right in ORG_ALPHABET:
        for wrong in ORG_ALPHABET:
            body = "1" * place + right + "1" * (7 - place)
            other = "1" * place + wrong + "1" * (7 - place)
            found = organisation_check(body) != organisation_check(other)
            assert found == bool((int(right, 36) - int(wrong, 36)) % 11)


def test_what_is_not_found_outside_is_found_inside_a_credit_code():
    body = "91330100" + "7996550B"
    alike = "91330100" + "79965500"
    assert organisation_check(body[8:]) == organisation_check(alike[8:])
    code = code_of("91", body)
    assert credit_code_problem(code[:15] + "0" + code[16:]) == "credit-code-check"


@pytest.mark.parametrize(
    ("typed", "kind", "problem"),
    [
        ("59467239-9", IdentifierKind.ORGANISATION_CODE, ""),
        ("59467239-8", IdentifierKind.ORGANISATION_CODE, "organisation-code-check"),
        ("320500000012345", IdentifierKind.REGISTRATION_NUMBER, ""),
    ],
)
def test_older_identifiers(typed, kind, problem):
    found = identify(typed)
    assert (found.kind, found.problem) == (kind, problem)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("59467239－9", "594672399"),
        ("59467239–9", "594672399"),
        ("59467239\u22129", "594672399"),
        ("9133 0100\u200b799655058b", CODE),
        ("\ufeff" + CODE, CODE),
        ("", ""),
    ],
)
def test_what_pasting_brings_with_it_is_no_part_of_a_number(typed, code):
    assert bare(typed) == code


@pytest.mark.parametrize(
    ("code", "inner"), [(CODE, "799655058"), ("594672399", ""), ("320500000012345", ""), ("", "")]
)
def test_the_number_inside_a_credit_code(code, inner):
    assert organisation_code_of(code) == inner


def test_whose_number_it_is():
    assert is_enterprise_code(CODE)
    assert not is_enterprise_code("92" + CODE[2:])


@pytest.mark.parametrize(
    ("number", "holds"),
    [("320500000012345", True), ("32050000001234", False), ("32050000001234A", False), ("", False)],
)
def test_the_length_of_a_registration_number(number, holds):
    assert registration_number_holds(number) is holds


def test_check_characters_of_foreign_texts_are_empty():
    assert credit_check("短") == ""
    assert organisation_check("短") == ""
    assert organisation_check("中国中国中国中国") == ""
