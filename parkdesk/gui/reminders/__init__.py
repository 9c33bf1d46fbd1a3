"""Reminders: the worklist, the timeline and the year calendar of what is due."""
