"""A programme that is written reads back equal, whatever stands in it."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given

from parkdesk.domain.programme_writing import FORMAT, programme_data, programme_text, toml_text
from parkdesk.domain.programmes import parse_programme
from tests.domain.invented import PROGRAMMES
from tests.domain.packs import FOLDER, seeded

SEEDS = sorted(path.stem for path in FOLDER.glob("*.toml"))


@pytest.mark.parametrize("name", SEEDS)
def test_every_seed_reads_back(name):
    programme = seeded(name)
    text = programme_text(programme)
    assert tomllib.loads(text)["format"] == FORMAT
    assert parse_programme(tomllib.loads(text)) == programme


@given(PROGRAMMES)
def test_every_programme_reads_back(programme):
    assert parse_programme(tomllib.loads(programme_text(programme))) == programme
    assert parse_programme(programme_data(programme)) == programme


def test_a_claimant_may_be_asked_for_nothing_but_its_offshore_share():
    programme, branch = next(
        (one, branch)
        for one in map(seeded, SEEDS)
        for branch in one.branches
        if branch.offshore_permille is not None
    )
    without = replace(branch, turnover_usd_cents=None)
    alone = (without, replace(without, offshore_permille=None))
    asked = replace(programme, branches=alone, certification=None, platform=None)
    assert "turnover_usd_cents" not in programme_data(asked)["claimant"][0]
    assert parse_programme(tomllib.loads(programme_text(asked))) == asked


def test_signs_that_mean_something_in_the_text_are_kept():
    data = {"a b": 'x"\\\n\t\x7f\x01', "empty": {}, "table": {"名": ["甲", 'y"']}}
    assert tomllib.loads(toml_text(data)) == data


def test_a_name_may_have_any_sign_too():
    data = {"facts": {"\x7f": "\x7f", 'a"b': "\n", "人 数": 1}}
    assert tomllib.loads(toml_text({"cases": [data]})) == {"cases": [data]}
