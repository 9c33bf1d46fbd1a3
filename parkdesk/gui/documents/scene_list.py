"""The names of the pictures of registered documents, their pages, and what opens them there.

What needs a record that fits is opened by the scenes of its own page.
"""

from __future__ import annotations

DOCUMENTS: tuple[tuple[str, str, str], ...] = (
    ("document-check-page", "documents", "check_page"),
    ("document-expiries", "documents", "open_expiries"),
    ("document-file", "documents", "open_file"),
)
