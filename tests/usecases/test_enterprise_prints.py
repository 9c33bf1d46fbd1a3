"""Gathering the printed sheet: every section that the person may read, and no number in full."""

import datetime as dt

import pytest

from parkdesk.domain.compliance_rules import RuleCode
from parkdesk.domain.contacts import SaveContact
from parkdesk.domain.errors import NotFound
from parkdesk.domain.identity import Actor, Permission
from parkdesk.usecases.contacts import add_contact
from parkdesk.usecases.enterprise_prints import (
    HISTORY_PRINTED,
    enterprise_by_code,
    enterprise_print,
)
from parkdesk.usecases.enterprise_tab_counts import enterprise_tab_counts
from parkdesk.usecases.enterprises import create_enterprise
from parkdesk.usecases.finding_lists import findings_of_enterprise
from parkdesk.usecases.findings import refresh_findings
from tests.usecases.test_enterprises import FORM, OTHER, certificate, contract


@pytest.fixture
def filled(work):
    id_ = create_enterprise(work, FORM)
    create_enterprise(work, OTHER)
    certificate(work, id_, "C1", dt.date(2026, 12, 20))
    contract(work, id_)
    return id_


def test_every_section_is_gathered(work, filled):
    sheet = enterprise_print(work, filled)
    assert (sheet.code, sheet.day, sheet.is_past) == (FORM.code, work.today, False)
    assert (sheet.printed_at, sheet.printed_by) == (work.now, "王敏")
    assert [one.number for one in sheet.certificates] == ["C1"]
    assert len(sheet.contracts) == 1
    assert sheet.subsidies == sheet.claims == sheet.services == ()
    assert {one.code for one in sheet.findings} == {"certificate-expiring"}
    assert sheet.works_for == ()  # nothing was executed yet
    assert sheet.dated
    assert sheet.papers


def test_the_sheet_says_as_many_findings_as_the_page(work, filled):
    """Until the rules were looked at, and for a past day, everything is what is noted."""
    assert enterprise_print(work, filled).ruled is None
    refresh_findings(work)
    work.session.flush()
    sheet = enterprise_print(work, filled)
    rows = findings_of_enterprise(work, filled)
    assert [one.rule.code for one in sheet.ruled] == [one.rule for one in rows]
    assert RuleCode.CERTIFICATE_EXPIRING in {one.rule for one in rows}
    assert sheet.findings == ()
    counted = enterprise_tab_counts(work, filled)["findings"]
    assert counted == len(sheet.ruled) + len(sheet.findings)
    past = work.today - dt.timedelta(days=1)
    assert enterprise_print(work, filled, past).ruled is None
    assert {one.code for one in enterprise_print(work, filled, past).findings} == {
        "certificate-expiring"
    }


def test_as_at_a_day_before_nothing_was_there(work, filled):
    sheet = enterprise_print(work, filled, dt.date(2021, 1, 1))
    assert (sheet.day, sheet.is_past) == (dt.date(2021, 1, 1), True)
    assert sheet.certificates == sheet.contracts == sheet.years == ()
    assert sheet.history_total == 0


def test_no_number_is_whole(work, filled):
    sheet = enterprise_print(work, filled)
    assert "13800002291" not in repr(sheet)
    assert "1102 0202 0930 0001" not in repr(sheet)
    assert "110202020930" not in repr(sheet)
    assert sheet.contacts[0].phone == "138****2291"
    assert sheet.accounts[0].account.endswith("0001")


def test_what_the_person_may_not_read_is_none(work, filled):
    work.actor = Actor(9, "甲", "auditor", frozenset({Permission.ENTERPRISE_READ}))
    sheet = enterprise_print(work, filled)
    for part in ("certificates", "grants", "subsidies", "claims", "years", "contracts",
                 "services", "returns", "works_for", "gives_to"):  # fmt: skip
        assert getattr(sheet, part) is None, part
    assert sheet.findings == ()


def test_the_newest_changes_are_printed_and_all_are_counted(desk):
    with desk.work(read_only=False) as work:
        id_ = create_enterprise(work, FORM)
    for number in range(HISTORY_PRINTED + 5):
        with desk.work(read_only=False) as work:
            add_contact(work, id_, contact_form(number))
    with desk.work(read_only=True) as work:
        sheet = enterprise_print(work, id_)
    assert len(sheet.history) == HISTORY_PRINTED
    assert sheet.history_total > HISTORY_PRINTED
    assert sheet.history[0].id > sheet.history[-1].id


def contact_form(number):
    return SaveContact(name=f"联系人{number}", post="经理", phone="0512-62880000")


def test_an_enterprise_is_found_by_code_or_name(work, filled):
    assert enterprise_by_code(work, f" {FORM.code.lower()} ") == filled
    assert enterprise_by_code(work, FORM.name) == filled
    with pytest.raises(NotFound):
        enterprise_by_code(work, "nobody")
    with pytest.raises(NotFound):
        enterprise_print(work, 99)
