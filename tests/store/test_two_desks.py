"""Two people at once: their entries form one chain, and nobody overwrites anybody."""

from concurrent.futures import ThreadPoolExecutor

from parkdesk.store.tables.enterprises import EnterpriseRecord
from parkdesk.usecases.trail import check_trail
from tests.store.test_trail import enterprise


def test_entries_written_at_once_form_one_chain(act_as):
    desks = {"administrator": act_as("administrator"), "clerk": act_as("clerk")}

    def register(case):
        role, number = case
        with desks[role].work(read_only=False) as work:
            work.add(enterprise(code=f"{role}{number}"))

    cases = [(role, number) for number in range(20) for role in desks]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(register, cases))
    with desks["administrator"].work(read_only=True) as work:
        check = check_trail(work)
        assert check.broken_at is None
        assert work.session.query(EnterpriseRecord).count() == 40
