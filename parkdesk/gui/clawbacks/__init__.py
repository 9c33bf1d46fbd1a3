"""Clawbacks: plans and receipts."""
