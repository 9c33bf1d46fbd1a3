"""The accounts of subsidies in a park that an older program wrote."""

import pytest
from sqlalchemy import select

from parkdesk.desk import upgrade_park
from parkdesk.store.subsidy_accounts import holders_of_account
from parkdesk.store.tables.contacts import SubsidyAccountRecord
from parkdesk.store.vault import FileKeyStore
from tests.registers import enterprise

ACCOUNT = "1103020309200012345"


@pytest.fixture
def older(desk):
    with desk.work(read_only=False) as work:
        # A record by itself: no use-case has kept its account.
        enterprise(work, name="甲软件有限公司", bank_account=ACCOUNT)
        enterprise(work)
    return desk


def place_of(desk):
    return str(desk.location.folder) if desk.location.embedded else desk.location.url


def test_an_upgrade_keeps_the_accounts_that_are_there(older, keys):
    for _time in range(2):
        upgrade_park(place_of(older), keys)
    with older.work(read_only=True) as work:
        kept = work.session.scalars(select(SubsidyAccountRecord)).all()
        assert [(one.account, one.since_at, one.is_current) for one in kept] == [
            (ACCOUNT, None, True)
        ]
        assert holders_of_account(work, "1103 0203 0920 0012 345", None) == ("甲软件有限公司",)


def test_without_the_key_an_upgrade_leaves_them_for_later(older, tmp_path):
    upgrade_park(place_of(older), FileKeyStore(tmp_path))
    with older.work(read_only=True) as work:
        assert work.session.scalars(select(SubsidyAccountRecord)).all() == []
