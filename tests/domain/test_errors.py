"""Errors on their way from another process: the same class, code and facts."""

import copy

import pytest

from parkdesk.domain.errors import (
    Cancelled,
    InvalidInput,
    NeedsConfirmation,
    NotFound,
    Refused,
    Unavailable,
)


@pytest.mark.parametrize(
    "error",
    [
        Refused("fixed-headings", row=3),
        InvalidInput({"name": "required"}, name="太湖"),
        NotFound(table="claim", id=7),
        NeedsConfirmation("import-has-doubts", count=2),
        Unavailable("disk-full"),
        Cancelled(),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_arrives_as_it_was_raised(error):
    # A copy is made as one that comes through a pipe is: by what the error tells of itself.
    arrived = copy.copy(error)
    assert arrived is not error
    assert type(arrived) is type(error)
    assert (arrived.code, arrived.params, arrived.args) == (error.code, error.params, error.args)
    assert getattr(arrived, "problems", None) == getattr(error, "problems", None)
