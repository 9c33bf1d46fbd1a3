"""What a person can ask for. Every public callable here is a guarded use-case."""
