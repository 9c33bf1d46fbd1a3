"""The command line: reads it, does one thing, and says with its exit code how it went.

0 is done, 1 is refused with a reason on the error stream, 2 is wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable, Sequence

from parkdesk.cli.arguments import WrongUse, read
from parkdesk.cli.console import Console
from parkdesk.domain.errors import ParkDeskError
from parkdesk.i18n import message, problem, set_language, tr
from parkdesk.settings import LANGUAGES, load

DONE, REFUSED, WRONG = 0, 1, 2

Command = Callable[[argparse.Namespace, Console], int]

# Imported when asked for: a search need not wait for the library that writes PDFs.
_COMMANDS = {
    "demo": "parkdesk.cli.demo",
    "import": "parkdesk.cli.imports",
    "export": "parkdesk.cli.exports",
    "documents": "parkdesk.cli.documents",
    "report": "parkdesk.cli.report",
    "reminders": "parkdesk.cli.reminders",
    "search": "parkdesk.cli.search",
    "verify": "parkdesk.cli.verify",
    "db": "parkdesk.cli.db",
    "screenshots": "parkdesk.cli.screenshots",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Do what a command line asks for; return the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    console = Console()
    set_language(_language(words))
    try:
        asked = read(words)
    except WrongUse as wrong:
        console.complain(f"{wrong.usage}{wrong.sentence}")
        return WRONG
    except SystemExit:  # --help and --version have said what they had to say
        return DONE
    if not asked.command:
        console.complain(tr("Say what is to be done; --help lists the commands."))
        return WRONG
    return _run(asked, console)


def _run(asked: argparse.Namespace, console: Console) -> int:
    command: Command = importlib.import_module(_COMMANDS[asked.command]).run
    try:
        return command(asked, console)
    except ParkDeskError as error:
        console.complain(" ".join(message(error).split("\n")))
    except KeyboardInterrupt:
        console.complain(problem("cancelled"))
    return REFUSED


def _language(words: Sequence[str]) -> str:
    """Return the language asked for, before anything else is read: mistakes are told in it."""
    for at, word in enumerate(words):
        name, _, value = word.partition("=")
        if name == "--lang":
            value = value or next(iter(words[at + 1 : at + 2]), "")
            if value in LANGUAGES:
                return value
    return load().language
