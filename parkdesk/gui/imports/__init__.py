"""Importing a list from a file: choose, preview with its problems, apply. For every feature."""
