"""An edition shows the rows of its figures by itself."""

import dataclasses
import datetime as dt

import pytest

from parkdesk.domain.certifications import CertificationStatus
from parkdesk.domain.edition_rows import kept_rows
from parkdesk.domain.statistics import FillState
from parkdesk.domain.summaries import CertificateLine, FigureKey, Unit
from tests.reports.sample import empty_summary, make_pack

PACK = make_pack(20, 30)
ADDED = (FigureKey.RESIDENTS, FigureKey.OFFSHORE_EXECUTED, FigureKey.SUBSIDY_APPROVED)


@pytest.mark.parametrize("key", ADDED)
def test_the_rows_of_an_edition_come_to_its_figure(key):
    found = kept_rows(PACK, key)
    assert found.rows
    assert found.adds_up
    assert found.total == sum(row.value for row in found.rows) == PACK.figure(key).value


@pytest.mark.parametrize("key", FigureKey)
def test_an_edition_of_nothing_has_no_rows(key):
    found = kept_rows(empty_summary(), key)
    assert found.rows == ()
    assert found.total in (0, None)


def test_what_was_not_kept_as_a_row_is_told():
    found = kept_rows(PACK, FigureKey.SIGNED)
    assert (found.adds_up, found.figure) == (False, 5_210_400_00)
    assert {row.day for row in found.rows} <= {one.signed_on for one in PACK.contracts}


def certificate(enterprise, level, number, status=CertificationStatus.VALID, kind="CMMI"):
    day = dt.date(2025, 1, 1)
    return CertificateLine(
        enterprise, enterprise, kind, level, number, day, dt.date(2028, 1, 1), status
    )


def test_an_enterprise_counts_once_by_its_highest_rating_in_force():
    lines = (
        certificate("甲", 3, "A-3"),
        certificate("甲", 5, "A-5"),
        certificate("乙", 2, "B-2"),
        certificate("丙", 4, "C-4", CertificationStatus.SUSPENDED),
        certificate("丁", 3, "D-3", CertificationStatus.EXPIRING),
        certificate("戊", 5, "E-5", kind="CSMM"),
    )
    found = kept_rows(dataclasses.replace(PACK, certificates=lines), FigureKey.CMMI_3_AND_UP)
    assert sorted((row.name, row.number) for row in found.rows) == [("丁", "D-3"), ("甲", "A-5")]
    assert found.total == 2


def test_a_share_is_of_those_who_were_expected():
    lines = tuple(
        dataclasses.replace(one, fill_state=state)
        for one, state in zip(
            PACK.enterprises,
            (FillState.SUBMITTED, FillState.SUBMITTED, FillState.OVERDUE, FillState.NOT_EXPECTED),
            strict=False,
        )
    )
    summary = dataclasses.replace(PACK, enterprises=lines, returns_expected=3)
    found = kept_rows(summary, FigureKey.RETURNS_IN)
    assert [row.value for row in found.rows] == [1, 1, 0]
    assert (found.total, found.unit, found.row_unit) == (667, Unit.PERMILLE, Unit.ENTERPRISES)
    assert kept_rows(summary, FigureKey.RESIDENTS).total == 3
    nobody = dataclasses.replace(summary, returns_expected=0)
    assert kept_rows(nobody, FigureKey.RETURNS_IN).total is None
