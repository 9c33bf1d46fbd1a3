"""What the indicators mean: as they hold today, or as they held on a day that is named."""

import csv
import datetime as dt
import hashlib
from io import BytesIO

from sqlalchemy import select

from parkdesk.domain.calendar import Quarter
from parkdesk.paths import database_files
from parkdesk.reports import quarterly_definitions
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.store.tables.indicators import IndicatorRecord
from parkdesk.usecases.indicators import list_indicators
from parkdesk.usecases.summaries import snapshot
from tests.usecases.closing_stories import close

SEED = database_files() / "seed"


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


def test_an_edition_keeps_the_english_words_of_its_sources(desk, monkeypatch):
    with desk.work(read_only=False) as work:
        kept = snapshot(work, close(work, Quarter(2026, 3)).id)
    assert kept.definitions
    assert all(one.source_en for one in kept.definitions)

    def drawn() -> bytes:
        out = BytesIO()
        render_quarterly(kept, out, "en")
        return out.getvalue()

    before = drawn()
    monkeypatch.setattr(quarterly_definitions, "indicator_source", lambda text: f"other {text}")
    assert drawn() == before


def test_the_words_that_editions_of_before_are_printed_with_never_change():
    with (SEED / "indicator_sources.csv").open(encoding="utf-8", newline="") as file:
        words = {row["source"]: row["source_en"] for row in csv.DictReader(file)}
    with (SEED / "indicators.csv").open(encoding="utf-8", newline="") as file:
        sources = sorted({row["source"] for row in csv.DictReader(file)})
    said = "\n".join(f"{one}\t{words[one]}" for one in sources)
    assert hashlib.sha256(said.encode()).hexdigest()[:32] == "69fa552f9d4d286d7df392dd400f46cc"
