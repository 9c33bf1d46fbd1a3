"""A new name of an enterprise is followed by every list that is ordered by it."""

import datetime as dt

from sqlalchemy import select

from parkdesk.domain.platforms import Platform, ServiceKind
from parkdesk.store.base import Record
from parkdesk.store.enterprise_names import _copies, follow_names
from parkdesk.store.tables.platforms import PlatformRequestRecord, PlatformServiceRecord
from parkdesk.usecases.platforms import SaveService, record_service
from parkdesk.usecases.requests import SaveRequest, add_request
from tests.registers import enterprise

D = dt.date
KIND = ServiceKind.TEST_ENVIRONMENT


def test_every_table_with_a_copy_is_followed():
    kept = {
        table.name for table in Record.metadata.tables.values() if "enterprise_sort_key" in table.c
    }
    assert {one.__tablename__ for one in _copies()} == kept
    assert {"claim", "contract", "platform_request", "platform_service"} <= kept


def test_services_and_requests_are_ordered_by_the_new_name(work):
    owner = enterprise(work, name="太湖软件外包有限公司")
    other = enterprise(work, name="凌云信息有限公司")
    for id_ in (owner, other):
        record_service(work, SaveService(id_, Platform.TECHNOLOGY, KIND, D(2026, 10, 8), 10))
        asked = SaveRequest(id_, Platform.TECHNOLOGY, KIND, "借用", D(2026, 10, 8), D(2026, 10, 30))
        add_request(work, asked)
    work.session.flush()
    follow_names(work, {owner: "a1 new"})
    for record in (PlatformRequestRecord, PlatformServiceRecord):
        keys = dict(
            work.session.execute(select(record.enterprise_id, record.enterprise_sort_key)).all()
        )
        assert keys[owner] == "a1 new"
        assert keys[other] != "a1 new"
