"""Programmes: the seeds are read, and say honestly what is not confirmed."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.errors import Refused
from parkdesk.domain.programme_writing import programme_data
from parkdesk.domain.programmes import (
    Budget,
    ClaimKind,
    Counting,
    Degree,
    Figure,
    HeadCeiling,
    Level,
    Mark,
    Repeat,
    Track,
    parse_programme,
)

SEEDS = sorted((Path(__file__).parents[2] / "db" / "seed" / "programmes").glob("*.toml"))


def seed(name):
    path = next(path for path in SEEDS if path.stem == name)
    return tomllib.loads(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: path.stem)
def test_every_seed_is_read(path):
    programme = parse_programme(tomllib.loads(path.read_text(encoding="utf-8")))
    assert programme.code == path.stem
    assert all(figure.source or not figure.confirmed for _key, figure in programme.figures())
    assert programme.materials_for(Track.ENTERPRISE)
    assert programme.materials_for(Track.INSTITUTION)


def test_the_seeds_are_the_years_of_the_brief():
    assert sorted(tomllib.loads(path.read_text("utf-8"))["year"] for path in SEEDS) == [
        2009,
        2011,
        2013,
        2015,
        2026,
    ]


def test_the_notice_of_2009():
    programme = parse_programme(seed("central-training-2009"))
    assert programme.document == "财企〔2009〕44号"
    assert programme.issued_on == dt.date(2009, 3, 27)
    assert programme.window is not None
    assert programme.window.value == DateRange(dt.date(2008, 8, 1), dt.date(2009, 7, 31))
    assert programme.cap_cents[Track.ENTERPRISE].value == 450_000
    assert programme.cap_cents[Track.INSTITUTION].value == 50_000
    assert programme.cap_cents[Track.ENTERPRISE].confirmed
    assert programme.graduate_permille is not None
    assert programme.graduate_permille.mark is Mark.UNVERIFIED
    assert programme.counting.value is Counting.BOTH_DAYS
    assert programme.repeat.value is Repeat.ONCE_A_PROGRAMME
    assert programme.degree is not None
    assert programme.degree.value is Degree.JUNIOR_COLLEGE


def test_2013_has_two_branches_of_which_the_lower_is_exclusive():
    lower, higher = parse_programme(seed("central-training-2013")).branches
    assert lower.offshore_above
    assert not higher.offshore_above
    assert higher.turnover_usd_cents is not None
    assert higher.turnover_usd_cents.value == 500_000_000
    assert not higher.turnover_usd_cents.confirmed


def test_what_nobody_could_read_is_not_there():
    assert parse_programme(seed("central-training-2011")).window is None
    assert parse_programme(seed("central-training-2015")).cap_cents == {}


def test_a_template_confirms_nothing_and_names_no_document():
    programme = parse_programme(seed("template-training-2026"))
    assert programme.template
    assert programme.document == ""
    assert programme.unconfirmed() == len(programme.figures())


def test_days_may_be_text_as_json_gives_them():
    data = seed("central-training-2009")
    data["issued_on"] = "2009-03-27"
    data["window"]["value"] = {"first": "2008-08-01", "last": "2009-07-31"}
    assert parse_programme(data) == parse_programme(seed("central-training-2009"))


@pytest.mark.parametrize(
    ("change", "entry"),
    [
        pytest.param({"code": 7}, "code", id="a code that is no text"),
        pytest.param({"version": True}, "version", id="a truth for a number"),
        pytest.param({"year": -1}, "year", id="a negative year"),
        pytest.param({"level": "moon"}, "level", id="an unknown level"),
        pytest.param({"counting": None}, "counting", id="a needed figure that is empty"),
        pytest.param({"degree": {"value": "bachelor"}}, "degree", id="a figure without a mark"),
        pytest.param(
            {"window": {"value": {"first": "2009-08-01"}, "mark": "A"}},
            "window",
            id="half a window",
        ),
        pytest.param(
            {"window": {"value": {"first": "2010-01-01", "last": "2009-01-01"}, "mark": "A"}},
            "window",
            id="a window that ends first",
        ),
        pytest.param({"window": {"value": {"first": None, "last": None}, "mark": "A"}}, "window"),
        pytest.param({"outsourcing_work": {"value": 1, "mark": "A"}}, "outsourcing_work"),
        pytest.param({"claimant": [{"turnover_usd_cents": {"value": "x"}}]}, "claimant"),
        pytest.param({"materials": [{"code": "x"}]}, "materials", id="half a material"),
        pytest.param({"degree": {"value": "doctor of all", "mark": "A"}}, "degree"),
        pytest.param(
            {"review_levels": {"value": "city", "mark": "A"}}, "review_levels", id="no list"
        ),
        pytest.param(
            {"review_levels": {"value": ["city", "city"], "mark": "A"}},
            "review_levels",
            id="a level twice",
        ),
        pytest.param(
            {"review_levels": {"value": ["park"], "mark": "A"}},
            "review_levels",
            id="the park reviews first anyway",
        ),
        pytest.param(
            {"shares": {"value": {"central": 500, "city": 499}, "mark": "A"}},
            "shares",
            id="shares that do not make everything",
        ),
        pytest.param(
            {
                "head_ceilings": [
                    {
                        "value": {"from_usd_cents": 5, "below_usd_cents": 5, "heads": 1},
                        "mark": "A",
                    }
                ]
            },
            "head_ceilings",
            id="a tier that ends where it begins",
        ),
    ],
)
def test_a_programme_that_cannot_be_read_names_the_entry(change, entry):
    with pytest.raises(Refused) as refusal:
        parse_programme({**seed("central-training-2009"), **change})
    assert refusal.value.code == "programme-not-readable"
    assert refusal.value.params["entry"] == entry


def test_a_branch_may_know_only_one_figure():
    data = {**seed("central-training-2009"), "claimant": [{}]}
    branch = parse_programme(data).branches[0]
    assert branch.turnover_usd_cents is None
    assert branch.offshore_permille is None


def test_a_programme_may_support_no_platforms():
    data = seed("central-training-2009")
    data.pop("platform", None)
    programme = parse_programme(data)
    assert programme.platform is None
    assert ClaimKind.PLATFORM not in programme.kinds
    assert parse_programme(programme_data(programme)) == programme


def test_shares_by_level_and_tiers_of_heads_are_read():
    tier = {"from_usd_cents": 5, "heads": 1}
    data = seed("central-training-2009") | {
        "shares": {"value": {"central": 500, "city": 500}, "mark": "A"},
        "head_ceilings": [
            {"value": tier | {"below_usd_cents": 6}, "mark": "A"},
            {"value": tier, "mark": "A"},
        ],
        "review_levels": {"value": ["city", "province"], "mark": "A"},
    }
    programme = parse_programme(data)
    assert programme.share_of == {Level.CENTRAL: 500, Level.CITY: 500}
    ceilings = [figure.value for figure in programme.head_ceilings]
    assert ceilings == [HeadCeiling(5, 6, 1), HeadCeiling(5, None, 1)]
    assert programme.reviewed_by == (Level.CITY, Level.PROVINCE)
    assert parse_programme(programme_data(programme)) == programme


def test_what_a_programme_does_not_say_has_an_answer_all_the_same():
    programme = replace(
        parse_programme(seed("central-training-2009")),
        review_levels=None, shares=None, notice_days=None, approval_limits={},
    )  # fmt: skip
    assert programme.reviewed_by == ()
    assert programme.share_of is None
    assert programme.noticed_for == 0
    assert programme.approval_limit("manager") is None
    limited = replace(programme, approval_limits={"manager": Figure(5_000, Mark.DOCUMENT)})
    assert limited.approval_limit("manager").value == 5_000
    assert limited.approval_limit("clerk") is None


def test_what_is_left_of_a_budget():
    assert Budget(1000, 300, 500).left_cents == 700
    assert Budget(None, 300).left_cents is None
