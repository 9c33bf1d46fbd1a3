"""`parkdesk search`: find records."""

from __future__ import annotations

import argparse

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.domain.errors import Refused
from parkdesk.i18n import label
from parkdesk.usecases.search import search


def run(asked: argparse.Namespace, console: Console) -> int:
    """Write a line for each record that fits; refused where none does."""
    desk = open_park(asked)
    try:
        with desk.work(read_only=True) as work:
            hits = search(work, asked.text)
    finally:
        desk.close()
    if not hits:
        raise Refused("nothing-found", text=asked.text)
    for hit in hits:
        console.say("\t".join((label(hit.kind), hit.title, hit.detail)))
    return 0
