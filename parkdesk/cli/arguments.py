"""The command line's grammar: commands, options, and what is said when it is used wrongly."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from parkdesk import __version__
from parkdesk.demo import size
from parkdesk.i18n import N_, tr
from parkdesk.settings import LANGUAGES, SCHEMES

IMPORTS = ("enterprises", "roster", "certifications", "contracts", "executions")
REPORTS = ("quarterly", "enterprise", "enterprise-pack", "programme", "expiries", "notice")
DATABASE_JOBS = ("upgrade", "check", "backup", "restore")
_SIZE = re.compile(r"(\d{3,5})[xX×](\d{3,5})")

# What argparse says, so that it can be said in the language chosen.
_WRONG: tuple[tuple[re.Pattern[str], str], ...] = (
    (
        re.compile(r"the following arguments are required: (?P<names>.+)"),
        N_("Something is missing from the command line: {names}."),
    ),
    (
        re.compile(r"one of the arguments (?P<names>.+) is required"),
        N_("Something is missing from the command line: {names}."),
    ),
    (
        re.compile(r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)"),
        N_("{name} and {other} exclude each other."),
    ),
    (
        re.compile(r"unrecognized arguments: (?P<names>.+)"),
        N_("Nothing here is called {names}."),
    ),
    (
        re.compile(r"argument .+?: invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)"),
        N_("{value} is not one of {choices}."),
    ),
    (
        re.compile(r"argument (?P<name>.+?): expected (?:one|at least one) argument"),
        N_("Something has to follow {name}."),
    ),
    (
        re.compile(r"argument (?P<name>.+?): (?P<problem>.+)"),
        N_("{name}: {problem}"),
    ),
    (
        re.compile(r"(?P<problem>.+)"),
        N_("This command line cannot be read: {problem}"),
    ),
)


class WrongUse(Exception):
    """The command line cannot be read; `sentence` says why, `usage` how it should look."""

    def __init__(self, sentence: str, usage: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.usage = usage


class _Formatter(argparse.HelpFormatter):
    """Help whose own words are in the language chosen too."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Begin with our word for usage."""
        super().add_usage(usage, actions, groups, tr("Usage: ") if prefix is None else prefix)

    def start_section(self, heading: str | None) -> None:
        """Head the list of words and the list of options in our words."""
        ours = {"positional arguments": tr("Words"), "options": tr("Options")}
        super().start_section(ours.get(heading or "", heading))


class _Parser(argparse.ArgumentParser):
    """An argument parser that raises instead of ending the process."""

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 (argparse's own)
        with_help = settings.pop("add_help", True)
        super().__init__(add_help=False, formatter_class=_Formatter, **settings)
        if with_help:
            self.add_argument("-h", "--help", action="help", help=tr("show this help"))

    def error(self, message: str) -> NoReturn:
        """Raise `WrongUse` with the sentence for argparse's message."""
        readings = ((pattern.fullmatch(message), sentence) for pattern, sentence in _WRONG)
        told = (tr(sentence, **found.groupdict()) for found, sentence in readings if found)
        # The last pattern takes everything but line breaks.
        raise WrongUse(next(told, message), self.format_usage())


# The class has no public name; argparse documents only what it does.
_Commands: TypeAlias = "argparse._SubParsersAction[_Parser]"  # noqa: SLF001


def window_size(text: str) -> tuple[int, int]:
    """Read 1440x900."""
    found = _SIZE.fullmatch(text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(tr("a size looks like 1440x900"))
    return int(found[1]), int(found[2])


def whole(text: str) -> int:
    """Read a whole number that is not negative."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(tr("a whole number is wanted here"))
    return int(text)


def day(text: str) -> dt.date:
    """Read 2026-06-30."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("a day looks like 2026-06-30")) from error


def read(argv: Sequence[str]) -> argparse.Namespace:
    """Return what a command line asks for; raise `WrongUse` where it asks for nothing sensible."""
    return _parser().parse_args(argv)


def _parser() -> _Parser:
    parser = _Parser(
        prog="parkdesk",
        description=tr("ParkDesk without a window. Started with nothing, it opens the window."),
        epilog=tr("Exit codes: 0 done, 1 refused with a reason, 2 used wrongly."),
        parents=[_shared(default=None)],
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"ParkDesk {__version__}",
        help=tr("show the program's version"),
    )
    parser.add_argument(
        "--selftest",
        action="store_true",
        help=tr("check that the program is whole: database, fonts, words, a page, a print"),
    )
    commands = parser.add_subparsers(dest="command", metavar=tr("COMMAND"))
    _add_demo(commands)
    _add_import(commands)
    _add_export(commands)
    _add_documents(commands)
    _add_report(commands)
    _add_verify(commands)
    _add_reminders(commands)
    _add_search(commands)
    _add_database(commands)
    _add_screenshots(commands)
    return parser


def _shared(default: object) -> _Parser:
    """Return the options of every command, which may stand before or after its name.

    After the name they have no default of their own: it would undo what stood before it.
    """
    shared = _Parser(add_help=False, argument_default=default)
    where = shared.add_mutually_exclusive_group()
    where.add_argument(
        "--data",
        type=Path,
        metavar=tr("DIR"),
        help=tr("the park's data folder (otherwise PARKDESK_DATA, otherwise the usual one)"),
    )
    where.add_argument("--url", metavar="URL", help=tr("a PostgreSQL server instead of a folder"))
    shared.add_argument(
        "--user",
        metavar=tr("NAME"),
        help=tr("who acts, in a park with accounts; PARKDESK_PASSWORD holds the password"),
    )
    shared.add_argument("--lang", choices=LANGUAGES, help=tr("the language of all words"))
    return shared


def _command(commands: _Commands, name: str, about: str) -> _Parser:
    return commands.add_parser(
        name, help=about, description=about, parents=[_shared(argparse.SUPPRESS)]
    )


def _add_demo(commands: _Commands) -> None:
    demo = _command(commands, "demo", tr("make the demonstration park in an empty folder"))
    demo.add_argument("--enterprises", type=whole, default=size.DEFAULT_ENTERPRISES, metavar="N")
    demo.add_argument("--trainees", type=whole, default=None, metavar="N")
    demo.add_argument("--seed", type=whole, default=size.DEFAULT_SEED, metavar="S")


def _add_import(commands: _Commands) -> None:
    importer = _command(commands, "import", tr("bring an Excel or CSV list into the park"))
    importer.add_argument("what", choices=IMPORTS)
    importer.add_argument("file", type=Path, metavar=tr("FILE"))
    importer.add_argument(
        "--check", action="store_true", help=tr("only say what would happen; write nothing")
    )
    importer.add_argument(
        "--sheet",
        default="",
        metavar=tr("SHEET"),
        help=tr("the sheet of a workbook that has several"),
    )
    importer.add_argument(
        "--yes", action="store_true", help=tr("take the rows that are only asked about")
    )
    roster = importer.add_argument_group(tr("for a roster"))
    roster.add_argument(
        "--claim", metavar=tr("NUMBER"), help=tr("the claim whose roster it is: PX-2026-0001")
    )
    roster.add_argument(
        "--enterprise", metavar=tr("CODE"), help=tr("whose new claim it is: credit code or name")
    )
    roster.add_argument(
        "--programme", metavar=tr("CODE"), help=tr("the new claim's programme: its code or year")
    )
    roster.add_argument(
        "--track",
        choices=("enterprise", "institution"),
        default="enterprise",
        help=tr("who asks: the enterprise that hired, or the institution that trained"),
    )


def _add_export(commands: _Commands) -> None:
    exporter = _command(commands, "export", tr("write a list of the park as an Excel file"))
    exporter.add_argument("what", choices=("enterprises",))
    exporter.add_argument("file", type=Path, metavar=tr("FILE"))


def _add_documents(commands: _Commands) -> None:
    documents = _command(commands, "documents", tr("list, add or save an enterprise's papers"))
    jobs: _Commands = documents.add_subparsers(dest="job", required=True, metavar=tr("JOB"))
    listing = _command(jobs, "list", tr("list them, the missing ones first"))
    adding = _command(jobs, "add", tr("add a file; its name says what it is"))
    saving = _command(jobs, "export", tr("save them all in a folder"))
    for job in (listing, adding, saving):
        job.add_argument(
            "enterprise", metavar=tr("CODE"), help=tr("of one enterprise: credit code or name")
        )
    adding.add_argument("file", type=Path, metavar=tr("FILE"))
    adding.add_argument("--slot", metavar=tr("SLOT"), help=tr("what it is, such as lease"))
    adding.add_argument("--note", metavar=tr("TEXT"), help=tr("remarks"))
    adding.add_argument(
        "--yes", action="store_true", help=tr("add it though the same scan is kept elsewhere")
    )
    saving.add_argument("directory", type=Path, metavar=tr("DIR"))


def _add_report(commands: _Commands) -> None:
    report = _command(commands, "report", tr("print a report as a PDF"))
    report.add_argument("what", choices=REPORTS)
    report.add_argument(
        "which",
        metavar=tr("WHICH"),
        help=tr(
            "the quarter (2026Q3, or last), the enterprise (credit code or whole name), the"
            " programme (its code), the months to look ahead (12), or the notice (GS-2026-0001)"
        ),
    )
    report.add_argument(
        "--on",
        type=day,
        default=None,
        metavar=tr("DAY"),
        help=tr("an enterprise or a list of expiries as at a day: 2026-06-30"),
    )
    report.add_argument(
        "--draft", action="store_true", help=tr("a draft, without a number and not registered")
    )
    report.add_argument(
        "--reason",
        default="",
        metavar=tr("TEXT"),
        help=tr("why there is another edition of a document that was issued before"),
    )
    where = report.add_mutually_exclusive_group(required=True)
    where.add_argument("-o", "--output", type=Path, metavar=tr("FILE.pdf"))
    where.add_argument(
        "--outbox",
        type=Path,
        nargs="?",
        # Nothing named is the folder of the settings. None would count as not asked for, and an
        # empty text would be read as the folder in which the command runs.
        const=False,
        metavar=tr("DIR"),
        help=tr("into the outbox, under the document's number; the window tells of it"),
    )


def _add_verify(commands: _Commands) -> None:
    verify = _command(commands, "verify", tr("say whether a PDF is one that this park issued"))
    verify.add_argument("file", type=Path, metavar=tr("FILE.pdf"))
    verify.add_argument(
        "--authority",
        type=Path,
        action="append",
        default=[],
        metavar=tr("FILE.crt"),
        help=tr("a certificate of an authority that you trust, for a signature in the file"),
    )


def _add_reminders(commands: _Commands) -> None:
    reminders = _command(commands, "reminders", tr("write what is due as a calendar file (.ics)"))
    reminders.add_argument("file", type=Path, metavar=tr("FILE.ics"))
    reminders.add_argument(
        "--within",
        type=whole,
        metavar="N",
        help=tr("what is due within N days, whether or not its lead time has begun"),
    )
    reminders.add_argument(
        "--enterprise", metavar=tr("CODE"), help=tr("of one enterprise: credit code or name")
    )


def _add_search(commands: _Commands) -> None:
    search = _command(commands, "search", tr("find records by name, pinyin initials or code"))
    search.add_argument("text", metavar=tr("TEXT"))


def _add_database(commands: _Commands) -> None:
    database = _command(commands, "db", tr("look after the database"))
    jobs: _Commands = database.add_subparsers(dest="job", required=True, metavar=tr("JOB"))
    _command(jobs, "upgrade", tr("bring it to this program's version, after a backup"))
    _command(
        jobs,
        "check",
        tr("check that the file, the documents, the frozen editions and the trail are sound"),
    )
    backup = _command(jobs, "backup", tr("make a backup and verify it"))
    backup.add_argument("--to", type=Path, metavar=tr("DIR"), help=tr("where the backup goes"))
    restore = _command(jobs, "restore", tr("make a park out of a backup, in an empty folder"))
    restore.add_argument("backup", type=Path, metavar=tr("BACKUP"))


def _add_screenshots(commands: _Commands) -> None:
    shots = _command(commands, "screenshots", tr("save a picture of every page and dialogue"))
    shots.add_argument("directory", type=Path, metavar=tr("DIR"))
    shots.add_argument("--size", type=window_size, default=(1440, 900), metavar="WxH")
    shots.add_argument("--scheme", choices=SCHEMES[1:], default="light")
    shots.add_argument(
        "--check",
        action="store_true",
        help=tr("also print what is cut or scrolls sideways, and fail if anything does"),
    )
