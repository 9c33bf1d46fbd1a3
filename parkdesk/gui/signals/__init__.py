"""Signals of claims (疑点): the worklist, answers, pairs of persons."""
