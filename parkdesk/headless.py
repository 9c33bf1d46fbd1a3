"""The main job without a window: the demonstration park and its quarterly PDF.

For a machine with no display: what a person would see first, done by the command line's own means.
"""

from __future__ import annotations

import sys

from parkdesk import paths
from parkdesk.cli.main import main as command_line

QUARTER = "2026Q3"


def main() -> int:
    """Make the demonstration park afresh, print its last quarter, and say where both are."""
    folder = paths.demo_park()
    paper = folder / f"{QUARTER}.pdf"
    if not (folder / "park.db").exists():
        done = command_line(["demo", "--data", str(folder)])
        if done:
            return done
    return command_line(["report", "quarterly", QUARTER, "-o", str(paper), "--data", str(folder)])


if __name__ == "__main__":
    sys.exit(main())
