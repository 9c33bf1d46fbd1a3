"""`parkdesk demo`: make the demonstration park."""

from __future__ import annotations

import argparse
import os

from parkdesk import paths
from parkdesk.cli.console import Console
from parkdesk.cli.opening import DATA, place
from parkdesk.demo.people import ADMINISTRATOR, PASSWORD
from parkdesk.demo.size import DEFAULT_TRAINEES, Size
from parkdesk.demo.writing import make_demo
from parkdesk.i18n import tr


def run(asked: argparse.Namespace, console: Console) -> int:
    """Make the park; its place is the usual one of the demonstration where none is named."""
    named = asked.url or asked.data or os.environ.get(DATA)
    where = place(asked) if named else str(paths.demo_park())
    trainees = DEFAULT_TRAINEES if asked.trainees is None else asked.trainees
    size = Size(asked.enterprises, trainees, asked.seed)
    created = make_demo(where, size, console.progress)
    try:
        console.say(
            tr(
                "The demonstration park is in {folder}. Sign in as {login} with the password"
                " {password}.",
                folder=created.desk.location.shown,
                login=ADMINISTRATOR.login,
                password=PASSWORD,
            )
        )
    finally:
        created.desk.close()
    return 0
