"""A whole list is read page by page: every row once, and an end even where rows have gone."""

import pytest

from parkdesk.domain.paging import Window
from parkdesk.store.list_pages import PAGE, list_pages


class Steps:
    def __init__(self):
        self.told = []

    def step(self, done, total):
        self.told.append((done, total))


@pytest.mark.parametrize("length", [0, 1, PAGE - 1, PAGE, PAGE + 1, 2 * PAGE + 7])
def test_every_row_is_read_once_and_in_order(work, length):
    rows, work.progress = tuple(range(length)), Steps()

    def load(offset, limit):
        return Window(rows[offset : offset + limit], length)

    pages = list(list_pages(work, load))
    assert [row for page in pages for row in page] == list(rows)
    assert work.progress.told[-1] == (length, length)
    assert len(pages) == max(-(-length // PAGE), 1)


def test_a_list_that_became_shorter_ends_where_nothing_more_is_found(work):
    windows = [Window(tuple(range(PAGE)), PAGE + 3), Window((), PAGE)]
    pages = list_pages(work, lambda _offset, _limit: windows.pop(0))
    assert [len(page) for page in pages] == [PAGE, 0]
    assert windows == []
