"""Draws the golden pages anew: `python tests/write_golden.py [NAME …]`; then look at each."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.reports.golden import FOLDER, drawn, pages


def main(wanted: list[str]) -> None:
    """Write the pictures that were named, or all, and say what each takes."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, page in pages().items():
        if not wanted or name in wanted:
            path = FOLDER / f"{name}.png"
            drawn(page()).quantize(16).save(path, optimize=True)
            sys.stdout.write(f"{path.stat().st_size // 1024:>4} kB  {name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
