"""What a PDF says of itself."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """Title, author, subject, language; the instant comes from the data, never from a clock."""

    title: str
    author: str
    subject: str
    language: str
    at: dt.datetime
    keywords: str = ""
