"""What the indicators mean: as they hold today, or as they held on a day that is named."""

import datetime as dt

from sqlalchemy import select

from parkdesk.store.tables.indicators import IndicatorRecord
from parkdesk.usecases.indicators import list_indicators


def test_a_meaning_holds_for_its_days_and_gives_way_to_the_next(work):
    rows = work.session.scalars(select(IndicatorRecord).order_by(IndicatorRecord.position)).all()
    before = list_indicators(work)
    assert [one.code for one in before] == list(dict.fromkeys(one.code for one in rows))
    assert before == list_indicators(work, work.today)
    first = rows[0]
    columns = {one.key: getattr(first, one.key) for one in IndicatorRecord.__table__.columns}
    since = work.today
    later = {"id": work.last_id(IndicatorRecord) + 1, "valid_from": since, "name_zh": "新口径"}
    first.valid_to = since - dt.timedelta(days=1)
    work.session.flush()
    work.insert_many(IndicatorRecord, [columns | later])
    assert list_indicators(work)[0].name_zh == "新口径"
    assert list_indicators(work, since - dt.timedelta(days=1))[0].name_zh == before[0].name_zh
    assert list_indicators(work)[1:] == before[1:]
