"""All that is chosen is acted on, or the person is told that the list is another one by now."""

from types import SimpleNamespace

import pytest

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.whole_choice import with_chosen

ROWS = tuple(SimpleNamespace(id=number) for number in range(5))


@pytest.mark.parametrize(
    ("found", "acted", "told"),
    [
        pytest.param(Window(ROWS, 5), [1, 3, 4], [], id="the same list"),
        pytest.param(Window(ROWS[:4], 4), None, ["changed"], id="one row less"),
        pytest.param(Window(ROWS[:4], 5), None, ["changed"], id="one went meanwhile"),
        pytest.param(Window(ROWS[::-1], 5), None, ["changed"], id="another order"),
    ],
)
def test_only_rows_that_are_still_where_they_were_chosen_are_acted_on(found, acted, told):
    said, gone = [], []
    page = SimpleNamespace(
        table=SimpleNamespace(
            chosen_places=lambda: [1, 3, 4],
            records=SimpleNamespace(
                # No more than the first two rows are in memory.
                total=5,
                order=Sort("name"),
                loaded_rows=lambda at, _last: ROWS[at:2],
            ),
        ),
        shell=SimpleNamespace(notify=said.append),
    )
    request = SimpleNamespace(named=lambda _words: request, done=lambda take: take(found))
    with_chosen(page, lambda _order: request, lambda rows: gone.append([one.id for one in rows]),
                "changed")  # fmt: skip
    assert said == told
    assert gone == ([acted] if acted else [])
