"""A program of its own for the tests: a clerk's save that the power cuts off at a chosen point.

Counts what the save sends to the database and leaves without a word after the statement of the
number that was asked for, as a process does whose computer has gone dark. 0 lets it end.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event

from parkdesk.desk import open_desk
from parkdesk.store.tables.claims import ClaimRecord
from parkdesk.store.vault import FileKeyStore
from parkdesk.usecases.identity import sign_in
from parkdesk.usecases.rosters import load_roster, save_roster
from tests.parks import PASSWORD, clock
from tests.usecases.claim_stories import person

DARK = 9
BEFORE_COMMIT = -1


def mended(rows):
    """What the clerk saves: the first row changed, the last one taken out, two new ones."""
    return (replace(rows[0], note="改过"), *rows[1:-1], person(91), person(92))


def main():
    place, keys, claim_id, point = sys.argv[1:]
    opened = open_desk(place, clock, FileKeyStore(Path(keys)))
    with opened.work(read_only=False) as work:
        actor = sign_in(work, "clerk", PASSWORD).actor
    desk = opened.signed_in(actor)
    with desk.work(read_only=True) as work:
        found = load_roster(work, int(claim_id))
    sent = [0]

    def count(*_args):
        sent[0] += 1
        if sent[0] == int(point):
            os._exit(DARK)

    def commit(_connection):
        if int(point) == BEFORE_COMMIT:
            os._exit(DARK)

    event.listen(desk.engine, "after_cursor_execute", count)
    event.listen(desk.engine, "commit", commit)
    with desk.work(read_only=False) as work:
        version = work.get(ClaimRecord, int(claim_id)).version
        save_roster(work, int(claim_id), version, mended(found.rows))
    # Not a moment later: nothing is closed, nothing is tidied up.
    sys.stdout.write(f"{sent[0]}\n")
    sys.stdout.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
