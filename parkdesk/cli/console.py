"""What a command writes, so that no console's encoding can stop it."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass, field
from typing import TextIO

_BAR = 24


@dataclass(slots=True)
class Console:
    """Where a command's answers and complaints go; looked up when it is made, not on import."""

    out: TextIO = field(default_factory=lambda: sys.stdout)
    err: TextIO = field(default_factory=lambda: sys.stderr)

    def __post_init__(self) -> None:
        """Write a character that the console does not have as a question mark."""
        for stream in (self.out, self.err):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")

    def say(self, text: str) -> None:
        """Write one line of the answer."""
        self.out.write(f"{text}\n")

    def complain(self, text: str) -> None:
        """Write one sentence that says why something was refused."""
        self.err.write(f"{text}\n")

    def progress(self, done: int, total: int) -> None:
        """Draw how far a long job is; nothing where nobody looks (a file, a scheduled job)."""
        if not self.err.isatty() or not total:
            return
        part = _BAR * done // total
        end = "\n" if done >= total else ""
        self.err.write(f"\r[{'#' * part}{'.' * (_BAR - part)}] {done}/{total}{end}")
        self.err.flush()
