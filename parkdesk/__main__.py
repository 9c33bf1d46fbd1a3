"""Starts the window; with words on the command line, does what they say and ends."""

from __future__ import annotations

import sys


def main() -> int:
    """Return the exit code."""
    words = sys.argv[1:]
    if "--selftest" in words:
        from parkdesk.selftest import run

        return run()
    if words:
        from parkdesk.cli.main import main as command_line

        return command_line(words)
    from parkdesk.gui.app import run as window

    return window()


if __name__ == "__main__":
    sys.exit(main())
