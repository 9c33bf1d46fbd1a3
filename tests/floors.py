"""How much of each package the tests go through, held against its floor: `python tests/floors.py`.

Reads the data that `pytest --cov` left. The floors stand in pyproject.toml, lines and branches
together, and only rise: a package that has climbed above its floor is named.
"""

import sys
import tomllib
from collections import defaultdict
from pathlib import Path

import coverage

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "parkdesk"
SLACK = 2.0


def floors() -> dict[str, float]:
    """The least share of each package, in percent."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return dict(settings["tool"]["parkdesk"]["floors"])


def shares() -> dict[str, float]:
    """What the tests have gone through of each package, in percent."""
    data = coverage.Coverage(config_file=str(ROOT / "pyproject.toml"))
    data.load()
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name in data.get_data().measured_files():
        path = Path(name)
        if path.is_relative_to(PACKAGE) and path.exists():
            numbers = data._analyze(name).numbers
            done, there = numbers.ratio_covered
            counted[_package(path)][0] += done
            counted[_package(path)][1] += there
    return {name: 100 * done / there for name, (done, there) in counted.items() if there}


def _package(path: Path) -> str:
    inside = path.relative_to(PACKAGE).parts
    return inside[0] if len(inside) > 1 else "."


def main() -> int:
    """Print a line a package; return 1 when one has sunk below its floor."""
    wanted, found = floors(), shares()
    sunk = False
    for name in sorted(wanted | found):
        floor, share = wanted.get(name, 0.0), found.get(name, 0.0)
        below = share < floor
        sunk |= below
        remark = "BELOW ITS FLOOR" if below else "raise the floor" * (share > floor + SLACK)
        sys.stdout.write(f"{name:<10} {share:6.1f} %  floor {floor:5.1f} %  {remark}\n")
    return int(sunk)


if __name__ == "__main__":
    sys.exit(main())
