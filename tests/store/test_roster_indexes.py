"""People of all rosters are found by an index that leaves out who has nothing to be found by."""

import pytest
from sqlalchemy import event

from parkdesk.store.signal_sources import attendances_of, bearers_of


@pytest.mark.parametrize(
    ("ask", "index"),
    [
        pytest.param(
            lambda session: attendances_of(session, [1, 2], 3),
            "ix_claim_person_trainee_known",
            id="a person of the ledger",
        ),
        pytest.param(
            lambda session: bearers_of(session, ["a", "b"], 3),
            "ix_claim_person_diploma_named",
            id="a diploma",
        ),
    ],
)
def test_a_partial_index_is_taken(work, ask, index):
    connection = work.session.connection()
    if connection.dialect.name != "sqlite":
        # A server takes an index by what the table holds; that it may is the same condition.
        connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
    asked = []
    event.listen(connection, "before_cursor_execute", lambda *call: asked.append(call[2:4]))
    ask(work.session)
    statement, parameters = asked[0]
    how = "EXPLAIN QUERY PLAN" if connection.dialect.name == "sqlite" else "EXPLAIN"
    plan = connection.exec_driver_sql(f"{how} {statement}", parameters).all()
    assert any(index in str(line) for line in plan), plan
