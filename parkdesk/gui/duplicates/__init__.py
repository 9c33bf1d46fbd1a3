"""Duplicates of the registry: told while typing, found over all, merged, undone."""
