"""Whether archives and screen readers can take the prints: `python tests/verapdf.py JAR FOLDER`.

Asks veraPDF, the reference validator, about every file in FOLDER, once as PDF/A-2b (ISO 19005-2)
and once as PDF/UA-1 (ISO 14289-1), whose machine checks are a part of what the norm asks. The
tests put the files there: of each kind of print the first and the longest that any test made.
"""

import ast
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

REPORTS = Path(__file__).parents[1] / "parkdesk" / "reports"
PROFILES = {"2b": "PDF/A-2b", "ua1": "PDF/UA-1"}


_SEAL = ("ua1", "7.18.4-1")
"""The seal of a signed file is not in the tag tree (docs/decisions/0052)."""


def kinds() -> set[str]:
    """Return the names of the functions that draw a print."""
    return {
        f"{file.stem}.{node.name}"
        for file in REPORTS.glob("*.py")
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef) and node.name.startswith("render_")
    }


def damaged(files: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield each file in which qpdf finds an error or a warning."""
    for file in files:
        said = subprocess.run(
            ["qpdf", "--check", str(file)], capture_output=True, check=False, encoding="utf-8"
        )
        if said.returncode:
            yield file.name, (said.stderr or said.stdout).strip()


def found(jar: Path, profile: str, files: list[Path]) -> Iterator[tuple[str, str]]:
    """Yield each file that fails, with the clause and what is wrong."""
    command = ["java", "-cp", str(jar), "org.verapdf.apps.GreenfieldCliWrapper"]
    said = subprocess.run(
        [*command, "--flavour", profile, "--format", "json", *map(str, files)],
        capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    jobs = json.loads(said.stdout)["report"]["jobs"]
    if len(jobs) != len(files):
        raise SystemExit(f"veraPDF answered for {len(jobs)} of {len(files)} files: {said.stderr}")
    for job in jobs:
        name = Path(job["itemDetails"]["name"]).name
        results = job.get("validationResult")
        if not results:
            yield name, str(job.get("taskException", "was not examined"))
        for result in results or ():
            for rule in result["details"]["ruleSummaries"]:
                broken = profile, f"{rule['clause']}-{rule['testNumber']}"
                if broken == _SEAL and name.endswith("-signed.pdf"):
                    continue
                yield name, f"{rule['clause']}-{rule['testNumber']} {rule['description']}"


def say(line: str) -> None:
    """Write a line."""
    sys.stdout.write(line + "\n")


def main(jar: Path, folder: Path) -> int:
    """Print what fails, and a line a profile; return 1 when anything does."""
    files = sorted(folder.glob("*.pdf"))
    missing = kinds() - {file.name.rpartition("@")[0] for file in files}
    for kind in sorted(missing):
        say(f"No test printed {kind}.")
    wrong = bool(missing)
    checks = {name: found(jar, profile, files) for profile, name in PROFILES.items()}
    for name, failing in {"qpdf": damaged(files), **checks}.items():
        failures = list(failing)
        for file, text in failures:
            say(f"{name}: {file}: {text}")
        bad = len(Counter(file for file, _text in failures))
        say(f"{name}: {len(files) - bad} of {len(files)} files of {len(kinds())} kinds pass")
        wrong = wrong or bad > 0
    return int(wrong)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
