"""Run, test or set up ParkDesk from a fresh clone: `python dev.py run | test | setup`.

Needs nothing but Python and a package index. It keeps to the standard library, because it runs
before there is anything else, and its text parses on Python 3.6, so that an old Python is told
what is needed instead of being shown a syntax error.
"""

import sys

if sys.version_info < (3, 11):
    sys.exit("ParkDesk needs Python 3.11 or newer; this is " + sys.version.split()[0] + ".")

import argparse
import ctypes
import hashlib
import io
import os
import re
import shutil
import subprocess
import sysconfig
import tempfile
import time
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

# What Qt loads on Linux and no wheel can carry, with Debian's and Ubuntu's package for each.
# The first lines draw anything at all, the rest serve windows on X11 and Wayland and printers.
QT_LIBRARIES = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libcups.so.2": "libcups2",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}

_APT_INSTALL = "apt-get install -y --no-install-recommends "
_CLUSTER_RULE = "/etc/postgresql-common/createcluster.d/parkdesk.conf"
# Debian's package would leave a running server behind; the tests start one of their own.
_INSTALL_POSTGRESQL = (
    _APT_INSTALL + "postgresql-common && mkdir -p $(dirname {0})"
    " && echo create_main_cluster = false > {0}; " + _APT_INSTALL + "postgresql;"
    " code=$?; rm -f {0}; exit $code"
).format(_CLUSTER_RULE)  # fmt: skip

# The reference validator of PDF/A and PDF/UA, one file; requirements/verapdf.txt pins it.
_INSTALL_MAVEN = ["maven", "default-jre-headless", "qpdf"]
_MOST_IN_VAIN = 3
"""More waits of windows that ran out than this are no chance."""

# What speaks to a database is tested once more on PostgreSQL.
ON_POSTGRESQL = ("tests/store", "tests/usecases", "tests/cli", "tests/scenarios")


class ProblemError(Exception):
    """Something the person at the terminal can put right; its text says what, in one sentence."""


class NotRunError(Exception):
    """A check could not be made here; its text says why."""


def main(words: "list[str]") -> int:
    """Carry out one command line and return the exit code."""
    parser = argparse.ArgumentParser(prog="python dev.py", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("run", help="open ParkDesk; further words are handed to it")
    test = commands.add_parser("test", help="everything CI does; further words go to pytest")
    test.add_argument("--quick", action="store_true", help="leave out the built program")
    commands.add_parser("setup", help="make the environment and stop there")
    if isinstance(sys.stdout, io.TextIOWrapper):
        # A console without a sign that somebody's folder is named with must not end the work.
        sys.stdout.reconfigure(errors="replace")
    given, rest = parser.parse_known_args(words)
    rest = rest[1:] if rest[:1] == ["--"] else rest
    try:
        if given.command == "run":
            return run_program(rest)
        if given.command == "test":
            return run_checks(quick=given.quick, rest=rest)
        set_up("dev")
        say("Ready: {}".format(PYTHON))
    except ProblemError as problem:
        say(str(problem))
        return 1
    except OSError as error:
        say("The system refused: {} ({}).".format(error.strerror or error, error.filename or "-"))
        return 1
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return 0


def say(text: str) -> None:
    """Print a line at once, so that it stands in order with what the children print."""
    print(text, flush=True)


# The environment


def set_up(lock: str, *, windows: bool = True) -> None:
    """Make `.venv`, install `requirements/<lock>.txt` if it changed since, bring Qt's libraries."""
    if not answers(PYTHON):
        create_environment()
    stamp = VENV / "parkdesk-locks.txt"
    stamped = read_stamp(stamp.read_text("utf-8") if stamp.exists() else "")
    # dev.txt holds everything that run.txt does.
    if all(stamped.get(name) != digest(name) for name in (lock, "dev")):
        started = time.monotonic()
        say("Installing the libraries of requirements/{}.txt into .venv ...".format(lock))
        install(ROOT / "requirements" / (lock + ".txt"))
        stamp.write_text("{} {}\n".format(lock, digest(lock)), "utf-8")
        say("Installed in {:.0f} s.".format(time.monotonic() - started))
    write_command(PYTHON.parent, sys.platform)
    missing = missing_packages(can_load) if windows and sys.platform == "linux" else []
    if missing:
        bring(missing, "shared libraries that Qt needs")


def write_command(programs: Path, platform: str) -> None:
    """Write the command `parkdesk`, which runs this checkout, beside the environment's Python."""
    script = (
        "#!{}\nimport sys\n\nsys.path.insert(0, {!r})\n"
        "from parkdesk.__main__ import main\n\n"
        # A process that reads a long list imports this file again: only the first one begins.
        'if __name__ == "__main__":\n    sys.exit(main())\n'
    ).format(PYTHON, str(ROOT))
    command = programs / ("parkdesk-script.py" if platform == "win32" else "parkdesk")
    if platform == "win32":
        words = '@"%~dp0python.exe" "%~dp0parkdesk-script.py" %*\r\n'
        (programs / "parkdesk.cmd").write_bytes(words.encode())
    command.write_text(script, "utf-8")
    command.chmod(0o755)


def digest(lock: str) -> str:
    """Return the SHA-256 of a lock file's text, whatever line ends the checkout gave it."""
    text = (ROOT / "requirements" / (lock + ".txt")).read_text("utf-8")
    return hashlib.sha256(text.encode()).hexdigest()


def read_stamp(text: str) -> "dict[str, str]":
    """Return the lock digests an environment was made from; a damaged line says nothing."""
    return dict(re.findall(r"^(\w+) ([0-9a-f]{64})$", text, re.MULTILINE))


def answers(python: Path) -> bool:
    """Tell whether an environment is there and works: its Python may have been removed since."""
    question = "import sys, pip; sys.exit(sys.version_info < (3, 11))"
    if not python.exists():
        return False
    return subprocess.run([str(python), "-I", "-c", question], capture_output=True).returncode == 0


def create_environment() -> None:
    """Make an empty `.venv`; on Debian and Ubuntu the module for it is a package of its own."""
    say("Making the environment .venv with Python {} ...".format(sys.version.split()[0]))
    alone = [sys.executable, "-I"]
    if subprocess.run([*alone, "-c", "import ensurepip, venv"], capture_output=True).returncode:
        bring(["python{}.{}-venv".format(*sys.version_info[:2])], "Python's module venv")
    command = [*alone, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True)
    if made.returncode:
        raise ProblemError("No environment: {}".format(last_line(made.stdout + made.stderr)))


def install(lock: Path) -> None:
    """Install a lock file with pip, showing what is being fetched."""
    words = "-m pip install --require-hashes --no-deps --no-input --disable-pip-version-check"
    process = subprocess.Popen(
        [str(PYTHON), "-I", *words.split(), "--no-warn-script-location", "-r", str(lock)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=dict(os.environ, PIP_USER="0", PYTHONUTF8="1"),
        encoding="utf-8",
        errors="replace",
    )
    heard = []
    for line in process.stdout or ():
        heard.append(line)
        if re.search(r"Downloading .*(MB|GB)|Installing ", line):
            say("  " + line.strip()[:100])
    if process.wait():
        raise ProblemError(explain_pip("".join(heard)))


def explain_pip(heard: str) -> str:
    """Say in one sentence why pip could not install."""
    causes = {
        "No space left": "The disk is full; the libraries need about 1 GB.",
        "DO NOT MATCH THE HASHES": "A library that arrived is not the one that was locked.",
        "Permission denied": "The folder .venv may not be written to.",
        "CERTIFICATE_VERIFY|SSLError": "The package index's certificate is not trusted here.",
        "NewConnection|ConnectTimeout|ReadTimeout|resolution|getaddrinfo|ProxyError|Retrying":
            "The package index does not answer: is this machine online, or behind a proxy?",
        "No matching distribution|not a supported wheel":
            "A library has no build for this system: 64-bit Windows 10, macOS 13 or a Linux with"
            " glibc 2.34 is the least that Qt asks for.",
    }  # fmt: skip
    sentences = [say for pattern, say in causes.items() if re.search(pattern, heard)]
    return "{} pip said: {}".format((sentences or ["No libraries."])[0], last_line(heard))


def last_line(text: str) -> str:
    """Return the last line that says something, an error where there is one."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if re.match("(ERROR|E):", line)]
    return (errors or lines or ["nothing"])[-1]


# What the system has to bring


def missing_packages(loads: "Callable[[str], bool]") -> "list[str]":
    """Return the packages of those of Qt's libraries that `loads` does not find."""
    return sorted(package for name, package in QT_LIBRARIES.items() if not loads(name))


def can_load(name: str) -> bool:
    """Tell whether the system has a shared library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def bring(packages: "list[str]", what: str, install: str = "") -> None:
    """Install Debian packages where this person may, otherwise give the line to type."""
    line = _APT_INSTALL + " ".join(packages)
    by_hand = "Missing: {}. Type this, then try again:\n  sudo {}".format(what, line)
    if not shutil.which("apt-get"):
        raise ProblemError("Missing: {}: {}.".format(what, ", ".join(packages)))
    prefix = root_prefix()
    if prefix is None:
        raise ProblemError(by_hand)
    say("Installing {}: {} ...".format(what, " ".join(packages)))
    # A fresh image has no lists of packages, and an old list names versions that are gone.
    script = "export DEBIAN_FRONTEND=noninteractive; apt-get update -q; " + (install or line)
    done = subprocess.run(
        [*prefix, "sh", "-c", script],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        raise ProblemError("apt-get said: {}. {}".format(last_line(done.stdout), by_hand))


def root_prefix() -> "list[str] | None":
    """Return what to put before a command of root's, or None where this person may not."""
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    asked = subprocess.run(["sudo", "-n", "true"], capture_output=True)
    return None if asked.returncode else ["sudo", "-n"]


# python dev.py run


def run_program(rest: "list[str]") -> int:
    """Open the window; where there is no display, do the main job without one."""
    shown = has_display(sys.platform, os.environ)
    set_up("run", windows=shown)
    if shown:
        return child("-m", "parkdesk", *rest)
    say("There is no display here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window.")
    say("Doing the main job without one: the demonstration park and its quarterly PDF.")
    return child("-m", "parkdesk.headless", *rest)


def has_display(platform: str, environment: "os._Environ[str] | dict[str, str]") -> bool:
    """Tell whether windows can be shown; Windows and macOS always have a display."""
    return platform != "linux" or any(
        environment.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY")
    )


def child(*words: str, **settings: str) -> int:
    """Run the environment's Python in the program's folder and return its exit code."""
    return subprocess.run(
        [str(PYTHON), *words], cwd=ROOT, env=dict(os.environ, **settings)
    ).returncode


# python dev.py test


def run_checks(*, quick: bool, rest: "list[str]") -> int:
    """Make every check, go on after a failure, and sum up."""
    started = time.monotonic()
    heading("The environment")
    set_up("dev")
    counts = Counts()
    prints = tempfile.mkdtemp(prefix="parkdesk-prints-")
    checks = {
        "ruff: rules": lambda: child("-m", "ruff", "check"),
        "ruff: layout": lambda: child("-m", "ruff", "format", "--check"),
        "mypy": lambda: child("-m", "mypy"),
        "tests on SQLite": lambda: run_tests(
            counts,
            "sqlite",
            ["tests"],
            ["--cov", "--cov-report=", *rest],
            PARKDESK_TEST_PRINTS=prints,
        ),
        "PDF/A and PDF/UA": lambda: test_prints(prints, rest),
        "what they go through": lambda: check_floors(rest),
        "tests on PostgreSQL": lambda: test_on_postgresql(counts, rest),
        "the built program": lambda: test_built_program(quick=quick),
    }
    try:
        lines = [make_check(title, check) for title, check in checks.items()]
    finally:
        shutil.rmtree(prints, ignore_errors=True)
    heading("Summary ({:.0f} s)".format(time.monotonic() - started))
    for line in lines:
        say("  " + line)
    say("tests: {0.passed} passed, {0.failed} failed, {0.skipped} skipped".format(counts))
    for name in counts.unsteady:
        say("unsteady, to be mended: {} (its wait ran out, by itself it passed)".format(name))
    return int(any(line.endswith("FAILED") for line in lines))


class Counts:
    """How many tests passed, failed and were skipped, over all runs."""

    def __init__(self) -> None:
        self.passed = self.failed = self.skipped = 0
        self.unsteady: "list[str]" = []

    def add(self, report: str) -> None:
        """Add what a JUnit report says."""
        for suite in ET.fromstring(report).iter("testsuite"):  # noqa: S314 - our own pytest wrote it
            total, *wrong, skipped = (
                int(suite.get(name, 0)) for name in ("tests", "failures", "errors", "skipped")
            )
            self.failed += sum(wrong)
            self.skipped += skipped
            self.passed += total - sum(wrong) - skipped

    def add_repeated(self, tests: "list[str]") -> None:
        """Count tests that failed at first and passed when they were run again by themselves."""
        self.unsteady += tests
        self.failed -= len(tests)
        self.passed += len(tests)


def make_check(title: str, check: "Callable[[], int]") -> str:
    """Make one check under a heading of its own and return its line for the summary."""
    heading(title)
    started = time.monotonic()
    try:
        outcome = "FAILED" if check() else "ok"
    except (NotRunError, ProblemError) as reason:
        outcome = "NOT RUN: {}".format(str(reason).splitlines()[0])
        say(str(reason))
    line = "{:<20} {:>5.0f} s  {}".format(title, time.monotonic() - started, outcome)
    say("-- " + line)
    return line


def heading(title: str) -> None:
    """Print a heading that is found in a long log."""
    say("\n==== {} {}".format(title, "=" * (72 - len(title))))


def run_tests(
    counts: Counts, backend: str, folders: "list[str]", rest: "list[str]", **settings: str
) -> int:
    """Run pytest on one kind of database, two tests at a time."""
    named = [word for word in rest if (ROOT / word.partition("::")[0]).exists()]
    present = [folder for folder in folders if (ROOT / folder).exists()] if not named else []
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        words = ["-m", "pytest", "-q", "-n", "2", "--backend", backend, "--junitxml", str(report)]
        # The laws take the same examples in every run by this word, and no clock judges one of
        # them: how fast a busy machine draws them is no finding.
        code = child(*words, *present, *rest, QT_QPA_PLATFORM="offscreen", CI="true", **settings)
        if report.exists():
            counts.add(report.read_text("utf-8"))
            again = tests_that_waited_in_vain(report.read_text("utf-8"))
            if code == 1 and again:
                heading("Once more by themselves")
                code = child(
                    "-m", "pytest", "-q", "--backend", backend, *again,
                    QT_QPA_PLATFORM="offscreen", CI="true", **settings,
                )  # fmt: skip
                counts.add_repeated([] if code else again)
    return code


def tests_that_waited_in_vain(report: str) -> "list[str]":
    """Name the failed tests of a JUnit report if each is a wait for a window that ran out.

    None are named where anything else failed too, or more of them than a busy machine explains:
    then nothing is run again (decision 0053).
    """
    names = []
    for case in ET.fromstring(report).iter("testcase"):  # noqa: S314 - our own pytest wrote it
        wrong = case.findall("failure") + case.findall("error")
        if any("pytestqt.exceptions.TimeoutError" not in one.get("message", "") for one in wrong):
            return []
        if wrong:
            path = case.get("classname", "").replace(".", "/") + ".py"
            names.append("{}::{}".format(path, case.get("name")))
    return names if len(names) <= _MOST_IN_VAIN else []


def check_floors(rest: "list[str]") -> int:
    """Hold what the tests on SQLite went through against each package's floor."""
    if rest:
        raise NotRunError("only a part of the tests was asked for.")
    return child("tests/floors.py")


def test_prints(folder: str, rest: "list[str]") -> int:
    """Let veraPDF examine what the tests printed, as PDF/A-2b and as PDF/UA-1."""
    if rest:
        raise NotRunError("only a part of the tests was asked for.")
    if not all(shutil.which(name) for name in ("java", "mvn", "qpdf")):
        if sys.platform != "linux":
            raise NotRunError("Java, Maven and qpdf are not installed here.")
        bring(_INSTALL_MAVEN, "Java for the validator of PDF/A, and qpdf")
    jar = validator()
    if jar is None:
        say("The validator is not the file that requirements/verapdf.txt names.")
        return 1
    return child("tests/verapdf.py", str(jar), folder)


def validator() -> "Path | None":
    """Return the validator's file, fetched once, or None where another one came.

    NotRunError where none can be had.
    """
    artifact, wanted = (ROOT / "requirements" / "verapdf.txt").read_text("utf-8").split()
    _group, name, version = artifact.split(":")
    jar = VENV / "verapdf" / "{}-{}.jar".format(name, version)
    if not jar.exists():
        words = ["mvn", "-q", "-B", "dependency:copy", "-Dartifact=" + artifact]
        done = subprocess.run(
            [*words, "-DoutputDirectory=" + str(jar.parent)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            encoding="utf-8", errors="replace",
        )  # fmt: skip
        if done.returncode:
            said = [line for line in done.stdout.splitlines() if "[ERROR]" in line]
            raise NotRunError("Maven could not bring veraPDF: {}".format((said or ["no word"])[0]))
    found = hashlib.sha256(jar.read_bytes()).hexdigest()
    return jar if found == wanted else None


def test_on_postgresql(counts: Counts, rest: "list[str]") -> int:
    """Run what speaks to a database on a server that the tests start and stop themselves."""
    if not has_postgresql():
        if sys.platform != "linux":
            raise NotRunError("no PostgreSQL server programs are installed here.")
        bring(
            ["postgresql"], "the PostgreSQL server for its part of the tests", _INSTALL_POSTGRESQL
        )
    return run_tests(counts, "postgresql", list(ON_POSTGRESQL), rest)


def has_postgresql() -> bool:
    """Tell whether tests/postgres.py finds the programs of a PostgreSQL server."""
    question = "import sys; from tests.postgres import find_programs; sys.exit(not find_programs())"
    return child("-c", question) == 0


def missing_for_building() -> "list[str]":
    """Return the Debian packages that PyInstaller lacks: objdump, and Python's shared library."""
    packages = [] if shutil.which("objdump") else ["binutils"]
    library = str(sysconfig.get_config_var("INSTSONAME") or "")
    beside = Path(str(sysconfig.get_config_var("LIBDIR") or "")) / library
    if library.endswith(".a") or beside.exists() or can_load(library):
        return packages
    return [*packages, "libpython{}.{}".format(*sys.version_info)]


def test_built_program(*, quick: bool) -> int:
    """Build the program with PyInstaller and let it examine itself."""
    if quick:
        raise NotRunError("left out by --quick.")
    if sys.platform == "linux":
        lacking = missing_for_building()
        if lacking:
            bring(lacking, "what the program is built with")
    words = "-m PyInstaller --noconfirm --log-level WARN build_installer.spec"
    if child(*words.split(), PYTHONHASHSEED="1"):
        return 1
    program = ROOT / "dist" / "parkdesk" / ("parkdesk.exe" if os.name == "nt" else "parkdesk")
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    # Far from the sources, so that nothing is found that was not built in.
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run([str(program), "--selftest"], cwd=folder, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
