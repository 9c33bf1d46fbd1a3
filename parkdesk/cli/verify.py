"""`parkdesk verify`: say whether a PDF is a document that this park issued."""

from __future__ import annotations

import argparse
from pathlib import Path

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.domain.editions import Authenticity
from parkdesk.domain.errors import Unavailable
from parkdesk.i18n import label
from parkdesk.i18n.issued import checked_text
from parkdesk.reports.signature_check import checked_signature
from parkdesk.usecases.document_checks import check_document


def run(asked: argparse.Namespace, console: Console) -> int:
    """Say it in a sentence; 0 where it is genuine and no later edition followed, otherwise 1."""
    content = _read(asked.file)
    signature = checked_signature(content, map(_read, asked.authority))
    desk = open_park(asked)
    try:
        with desk.work(read_only=True) as work:
            found = check_document(work, content, signature)
    finally:
        desk.close()
    # What a script looks at stands first.
    console.say(f"{label(found.verdict)}\t{checked_text(found)}")
    return 0 if found.verdict is Authenticity.GENUINE else 1


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unavailable("cannot-read", reason=error.strerror or str(error)) from error
