"""Before anybody works: the first run, opening a park, signing in."""
