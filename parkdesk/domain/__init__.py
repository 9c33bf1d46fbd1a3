"""The rules of the field. Pure: the standard library only, no clock, no session, no text."""
