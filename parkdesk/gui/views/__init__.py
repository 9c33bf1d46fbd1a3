"""Views of a list: what is filtered, which columns, saved under a name."""
