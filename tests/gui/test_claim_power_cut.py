"""Power cuts: what was typed two seconds ago is in the draft, whatever the clerk does meanwhile."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from parkdesk.domain.identity import Role
from parkdesk.domain.trainee_columns import ENTERPRISE_FIELDS
from parkdesk.i18n.claims import cell_text
from parkdesk.usecases.rosters import load_roster
from tests.gui import typing_clerk
from tests.gui.typing_clerk import CELLS, cell_words
from tests.parks import place_of
from tests.usecases import claim_stories as story

ROOT = Path(__file__).parents[2]
PROMISED_S = 2.0


@pytest.fixture
def typing(act_as, keys):
    """A clerk in a process of their own, typing the first row of a new claim; and their claim."""
    park = act_as(Role.CLERK)
    claim = story.add_claim(park)
    place = place_of(str(park.location.url))
    command = [sys.executable, "-m", typing_clerk.__name__, place, str(keys.folder), str(claim.id)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield process, park, claim
        process.kill()


def wait_for(process, line):
    """Wait until the clerk says this."""
    for said in process.stdout:
        if said.strip() == line:
            return
    raise AssertionError(line)


def stored_cells(park, claim):
    """What a program started again finds in the first row, cell by cell."""
    with park.work(read_only=True) as work:
        rows = load_roster(work, claim.id).rows
    return [cell_text(rows[0], cell).casefold() for cell in ENTERPRISE_FIELDS] if rows else []


def words(count):
    return [cell_words(number) for number in range(count)]


def test_a_row_that_is_not_left_survives_with_the_cell_that_is_open(typing):
    process, park, claim = typing
    wait_for(process, "stays")
    time.sleep(PROMISED_S)
    process.kill()
    process.wait()
    assert stored_cells(park, claim)[: CELLS + 1] == words(CELLS + 1)


def test_typing_without_a_pause_holds_up_no_cell(typing):
    process, park, claim = typing
    wait_for(process, "left 3")
    time.sleep(PROMISED_S)
    process.kill()
    process.wait()
    assert stored_cells(park, claim)[:3] == words(3)
