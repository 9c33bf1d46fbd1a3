"""Starts the window; with a command on the command line, does what it says and ends."""

from __future__ import annotations

import sys

from parkdesk import collector


def main() -> int:
    """Return the exit code."""
    collector.set_pace()
    words = sys.argv[1:]
    if "--selftest" in words:
        from parkdesk.selftest import run as examine

        return examine()
    # A place alone is a park to open in the window: what a shortcut on the desktop says.
    place = words[-1] if words[:-1] in (["--data"], ["--url"]) else ""
    if words and not place:
        from parkdesk.cli.main import main as command_line

        return command_line(words)
    from parkdesk.gui.app import has_display
    from parkdesk.gui.app import run as open_window

    if not has_display():
        return _without_a_display()
    return open_window(place)


def _without_a_display() -> int:
    """Say so, with a way on; Qt would end the process with a message for developers."""
    from parkdesk.cli.console import Console
    from parkdesk.i18n import problem, set_language
    from parkdesk.settings import load

    set_language(load().language)
    Console().complain(problem("no-display"))
    return 1


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        # The built program starts itself for work in a process of its own, which ends here.
        from multiprocessing import freeze_support

        freeze_support()
    sys.exit(main())
