"""Provider credit: scorecards, entries and replies, schemes."""
