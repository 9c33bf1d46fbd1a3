"""Public notices and the calendar of working days."""
