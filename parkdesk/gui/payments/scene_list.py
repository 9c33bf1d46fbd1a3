"""The names of the pictures of notices, payments, clawbacks, budgets and samples, and their pages.

What each opens is in `scenes`; here is nothing that a window needs to be loaded for.
"""

from __future__ import annotations

MONEY: tuple[tuple[str, str], ...] = (
    ("budget-allotment", "budgets"),
    ("clawback-bar", "clawbacks"),
    ("clawback-bars", "clawbacks"),
    ("clawback-lift", "clawbacks"),
    ("clawback-new", "clawbacks"),
    ("clawback-plan", "clawbacks"),
    ("clawback-receipt", "clawbacks"),
    ("clawback-receipts", "clawbacks"),
    ("notice-calendar", "notices"),
    ("notice-claims", "notices"),
    ("notice-list", "notices"),
    ("notice-new", "notices"),
    ("notice-objection", "notices"),
    ("notice-objections", "notices"),
    ("notice-withdraw", "notices"),
    ("payment-answer", "payments"),
    ("payment-answers", "payments"),
    ("payment-approve", "payments"),
    ("payment-cancel", "payments"),
    ("payment-finish", "payments"),
    ("payment-holds", "payments"),
    ("payment-lines", "payments"),
    ("payment-new", "payments"),
    ("payment-return", "payments"),
    ("payment-return-decide", "payments"),
    ("payment-sheet", "payments"),
    ("payment-sheets", "payments"),
    ("payment-template", "payments"),
    ("payment-templates", "payments"),
    ("verification-drawn", "verifications"),
    ("verification-new", "verifications"),
)
