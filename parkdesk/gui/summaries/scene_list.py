"""The names of the pictures of statistics and closings, and their pages.

What each opens is in `scenes`; here is nothing that a window needs to be loaded for.
"""

from __future__ import annotations

QUARTERLY: tuple[tuple[str, str], ...] = (
    ("home-rows", "home"),
    ("returns-asked", "returns"),
    ("returns-correct", "returns"),
    ("returns-corrections", "returns"),
    ("returns-import", "returns"),
    ("returns-overdue", "returns"),
    ("returns-return", "returns"),
    ("returns-rows", "returns"),
    ("returns-take-back", "returns"),
    ("returns-year", "returns"),
    ("statistics-check", "statistics"),
    ("statistics-correct", "statistics"),
    ("statistics-corrections", "statistics"),
    ("statistics-definitions", "statistics"),
    ("statistics-import", "statistics"),
    ("statistics-overdue", "statistics"),
    ("statistics-past", "statistics"),
    ("statistics-return", "statistics"),
    ("statistics-since", "statistics"),
    ("statistics-take-back", "statistics"),
    ("summary-chain", "summaries"),
    ("summary-freeze", "summaries"),
    ("summary-pack", "summaries"),
    ("summary-reopen", "summaries"),
    ("summary-reopen-alone", "summaries"),
    ("summary-reopen-answer", "summaries"),
    ("summary-reopen-own", "summaries"),
    ("summary-rows", "summaries"),
    ("summary-sign", "summaries"),
    ("summary-words", "summaries"),
)
