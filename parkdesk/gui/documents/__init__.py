"""Documents handed out under a number."""
