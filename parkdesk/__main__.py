"""Starts the window; with a command on the command line, does what it says and ends."""

from __future__ import annotations

import sys


def main() -> int:
    """Return the exit code."""
    words = sys.argv[1:]
    if "--selftest" in words:
        from parkdesk.selftest import run as examine

        return examine()
    # A place alone is a park to open in the window: what a shortcut on the desktop says.
    place = words[-1] if words[:-1] in (["--data"], ["--url"]) else ""
    if words and not place:
        from parkdesk.cli.main import main as command_line

        return command_line(words)
    from parkdesk.gui.app import run as open_window

    return open_window(place)


if __name__ == "__main__":
    sys.exit(main())
