"""A power cut in the middle of a save: the park is whole, and the draft is there, old or new."""

import subprocess
import sys
from pathlib import Path

import pytest
import sqlalchemy as sa

from parkdesk.domain.identity import Role
from parkdesk.usecases.claims import submit_claim
from parkdesk.usecases.rosters import load_roster, save_roster
from parkdesk.usecases.trail import check_trail
from tests.parks import place_of
from tests.usecases import claim_stories as story
from tests.usecases import dying_clerk
from tests.usecases import journey_stories as journey
from tests.usecases.claim_stories import person
from tests.usecases.dying_clerk import BEFORE_COMMIT, DARK, mended

ROOT = Path(__file__).parents[2]
PEOPLE = tuple(person(number) for number in range(1, 9))


@pytest.fixture
def draft(act_as):
    """A draft of eight people."""
    return story.add_claim(act_as(Role.CLERK), PEOPLE)


@pytest.fixture
def save_and_die(act_as, keys, draft):
    """Run the clerk in a process of its own until a statement of the save; return what it said."""
    place = place_of(str(act_as(Role.CLERK).location.url))

    def run(point):
        words = [place, str(keys.folder), str(draft.id), str(point)]
        done = subprocess.run(
            [sys.executable, "-m", dying_clerk.__name__, *words],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == (DARK if point else 0), done.stderr
        return done.stdout

    return run


def rows(desk, claim):
    with desk.work(read_only=True) as work:
        return load_roster(work, claim.id).rows


def whole(desk):
    """Whether the database itself finds nothing wrong, and the trail is one chain."""
    if desk.location.embedded:
        with desk.engine.connect() as connection:
            assert connection.execute(sa.text("PRAGMA integrity_check")).scalars().all() == ["ok"]
            assert connection.execute(sa.text("PRAGMA foreign_key_check")).all() == []
    with desk.work(read_only=True) as work:
        assert check_trail(work).broken_at is None


def goes_on(desk, claim):
    """Type a row more, save and hand in: the draft is none that nothing can be done with."""
    more = (*rows(desk, claim), person(99))
    now = journey.current(desk, claim.id)
    with desk.work(read_only=False) as work:
        saved = save_roster(work, claim.id, now.version, more)
    assert rows(desk, claim) == more
    with desk.work(read_only=False) as work:
        submit_claim(work, claim.id, saved.version, story.ALL)
    journey.amounts(desk, claim.id)


def test_wherever_a_save_is_cut_off_the_draft_is_whole(act_as, draft, save_and_die):
    desk, auditor = act_as(Role.CLERK), act_as(Role.AUDITOR)
    before = rows(desk, draft)
    version = journey.current(desk, draft.id).version
    # The first statement of the save, two in the middle of it, and the commit.
    for point in (1, 4, 9, BEFORE_COMMIT):
        save_and_die(point)
        whole(auditor)
        assert rows(desk, draft) == before, point
        assert journey.current(desk, draft.id).version == version
    sent = int(save_and_die(0))
    assert sent > 9, "the cuts above were all within the save"
    whole(auditor)
    assert rows(desk, draft) == mended(before), "what was committed survives the very next moment"
    goes_on(desk, draft)
