"""Single parts of a programme: put in, replaced, taken out, and what cannot be refused."""

from dataclasses import replace

import pytest

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.programme_checks import check_copy, check_programme, check_source
from parkdesk.domain.programme_editing import with_part, without_part
from parkdesk.domain.programme_keys import Section, slots_of
from parkdesk.domain.programme_parts import ClaimantBranch
from parkdesk.domain.programmes import ClaimKind, Clause, Figure, ItemKind, Mark, Track
from tests.domain.packs import for_certificates, for_platforms, known, seeded

THIS_YEAR = seeded()
FIRST, SECOND = Clause("第一条", "总则", Mark.DOCUMENT), Clause("第二条", "范围", Mark.DOCUMENT)


def test_a_part_is_added_replaced_and_taken_out():
    empty = replace(THIS_YEAR, clauses=())
    both = with_part(with_part(empty, "clauses", -1, FIRST), "clauses", 9, SECOND)
    assert both.clauses == (FIRST, SECOND)
    mended = replace(FIRST, text="总则（修订）")
    assert with_part(both, "clauses", 0, mended).clauses == (mended, SECOND)
    assert without_part(both, "clauses", 0).clauses == (SECOND,)


def test_a_clause_is_found_by_its_number():
    programme = replace(THIS_YEAR, clauses=(FIRST, SECOND))
    assert programme.clause_text("第二条") == "范围"
    assert programme.clause_text("第九条") == ""


def test_a_programme_has_no_places_for_what_it_does_not_support():
    training = replace(THIS_YEAR, certification=None, platform=None)
    assert slots_of(training, Section.CERTIFICATION) == ()
    assert slots_of(training, Section.PLATFORM) == ()
    certificates, platforms = for_certificates(), for_platforms()
    for programme, section in (
        (certificates, Section.CERTIFICATION),
        (platforms, Section.PLATFORM),
    ):
        places = slots_of(programme, section)
        assert places
        assert {slot.section for slot in places} == {section}


def test_a_paper_of_two_tracks_is_a_paper_of_both():
    kinds = {one for paper in THIS_YEAR.materials for one in paper.kinds}
    assert ClaimKind.INSTITUTION in kinds
    for paper in THIS_YEAR.materials:
        assert paper.tracks == {one.track for one in paper.kinds if one.track is not None}
        assert paper.tracks <= set(Track)


@pytest.mark.parametrize(
    ("code", "year", "problems"),
    [
        ("next", 2027, {}),
        ("Next Year", 2027, {"code": "programme-code-wrong"}),
        ("n" * 200, 2027, {"code": "programme-code-wrong"}),
        ("next", None, {"year": "programme-year-wrong"}),
        ("next", 202, {"year": "programme-year-wrong"}),
    ],
)
def test_a_copy_has_a_name_and_a_year(code, year, problems):
    if not problems:
        assert check_copy(code, year) == year
        return
    with pytest.raises(InvalidInput) as refused:
        check_copy(code, year)
    assert refused.value.problems == problems


@pytest.mark.parametrize("mark", Mark)
def test_a_confirmed_figure_says_where_it_was_read(mark):
    figure = Figure(5, mark)
    if not figure.confirmed:
        assert check_source(figure) is None
        return
    with pytest.raises(InvalidInput) as refused:
        check_source(figure)
    assert refused.value.problems == {"source": "mark-needs-source"}
    assert check_source(Figure(5, mark, document="财企〔2013〕52号")) is None


@pytest.mark.parametrize(
    ("share", "problems"), [(1000, {}), (1001, {"offshore": "not-a-permille"}), (None, {})]
)
def test_a_branch_asks_for_no_more_than_everything(share, problems):
    figure = None if share is None else known(share)
    branch = ClaimantBranch(None, offshore_permille=figure)
    programme = replace(THIS_YEAR, branches=(branch,))
    if not problems:
        assert check_programme(programme) is None
        return
    with pytest.raises(InvalidInput) as refused:
        check_programme(programme)
    assert refused.value.problems == problems


def test_the_share_of_every_kind_of_cost_is_a_figure_of_the_programme():
    programme = for_platforms(shares={ItemKind.BUILDING: 500, ItemKind.RUNNING: 300})
    shares = {
        key: figure.value
        for key, figure in programme.figures()
        if key.startswith("platform-share-")
    }
    assert shares == {"platform-share-building": 500, "platform-share-running": 300}
