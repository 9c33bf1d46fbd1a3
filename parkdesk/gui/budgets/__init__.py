"""Budgets by programme and level."""
