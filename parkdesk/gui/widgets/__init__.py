"""Pieces of a window that more than one page uses."""
