"""The names of the pictures of statistics and closings, and their pages.

What each opens is in `scenes`; here is nothing that a window needs to be loaded for.
"""

from __future__ import annotations

QUARTERLY: tuple[tuple[str, str], ...] = (
    ("statistics-check", "statistics"),
    ("statistics-correct", "statistics"),
    ("statistics-corrections", "statistics"),
    ("statistics-definitions", "statistics"),
    ("statistics-import", "statistics"),
    ("statistics-overdue", "statistics"),
    ("statistics-past", "statistics"),
    ("statistics-return", "statistics"),
    ("statistics-take-back", "statistics"),
    ("summary-chain", "summaries"),
    ("summary-freeze", "summaries"),
    ("summary-reopen", "summaries"),
    ("summary-reopen-answer", "summaries"),
    ("summary-reopen-own", "summaries"),
)
