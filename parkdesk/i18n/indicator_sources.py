"""Where the program's meanings, forms, days and figures of rules were read, in the language spoken.

Each keeps its source in Chinese; the words of those that come with the program stand in
`db/seed/indicator_sources.csv` in English too. What a park wrote itself stays as it is written.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache

from parkdesk.i18n import language
from parkdesk.paths import database_files


@cache
def english_sources() -> Mapping[str, str]:
    """Return the English words of the sources that come with the program."""
    path = database_files() / "seed" / "indicator_sources.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {row["source"]: row["source_en"] for row in csv.DictReader(file)}


def indicator_source(text: str) -> str:
    """Return the source of a meaning, a form or a figure in the language being spoken."""
    return text if language() == "zh_CN" else english_sources().get(text, text)
