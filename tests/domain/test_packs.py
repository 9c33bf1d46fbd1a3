import pytest
from hypothesis import given
from hypothesis import strategies as st

from parkdesk.domain.editions import claimed_number
from parkdesk.domain.packs import ANNEXES, STANDARD, Section, places, read, written
from parkdesk.domain.summaries import document_number
from tests.reports.sample import QUARTER

ANY_SECTIONS = st.lists(st.sampled_from(Section)).map(tuple)


@given(ANY_SECTIONS)
def test_what_is_written_is_read_again(sections):
    assert read(written(sections)) == sections


@given(ANY_SECTIONS)
def test_each_section_stands_once_and_annexes_stand_last(sections):
    placed = places(sections)
    assert {one.section for one in placed} == set(sections)
    assert len(placed) == len(set(sections))
    assert sorted(placed, key=lambda one: one.section in ANNEXES) == list(placed)


def test_a_section_of_a_later_program_is_left_out():
    assert read("figures,holograms,method") == (Section.FIGURES, Section.METHOD)
    assert read("") == ()


def test_the_standard_pack_has_every_section_once():
    assert sorted(STANDARD) == sorted(Section)


@pytest.mark.parametrize(
    ("language", "number"),
    [("zh_CN", "HG-2026-Q3-001"), ("en", "HG-2026-Q3-001E"), ("both", "HG-2026-Q3-001B")],
)
def test_a_document_in_both_languages_has_a_number_of_its_own(language, number):
    assert document_number(QUARTER, 1, language) == number
    assert claimed_number(f"No. {number} of the park".encode()) == number
