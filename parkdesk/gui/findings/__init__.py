"""Compliance findings (合规发现): the office's worklist, and the catalogue of rules."""
