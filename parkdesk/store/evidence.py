"""A file that proves something, kept by its content."""

from __future__ import annotations

from pathlib import Path

from parkdesk.domain.errors import InvalidInput
from parkdesk.store.work import Work


def keep_evidence(work: Work, path: Path | None) -> dict[str, str | None]:
    """Keep a file and return the columns that name it; nothing for None.

    Raises `InvalidInput` at `evidence` where the file cannot be read or is empty.
    """
    if path is None:
        return {"evidence_sha256": None, "evidence_name": ""}
    try:
        content = path.read_bytes()
    except OSError:
        raise InvalidInput({"evidence": "evidence-unreadable"}) from None
    if not content:
        raise InvalidInput({"evidence": "empty-file"})
    return {"evidence_sha256": work.documents.put(content), "evidence_name": path.name}
