"""Time and memory against the budgets, each with its peer in the same run."""
