"""Templates of bank sheets: the park's own, checked, previewed with masked accounts, kept."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from parkdesk.domain.bank_sheets import SheetColumn, SheetField, SheetFormat, form_of
from parkdesk.domain.errors import InvalidInput, NotPermitted, Refused, StaleRecord
from parkdesk.domain.identity import Role
from parkdesk.store.tables.trail import TrailRecord
from parkdesk.usecases.bank_sheets import (
    change_bank_sheet,
    delete_bank_sheet,
    list_bank_sheets,
    make_bank_sheet,
    preview_bank_sheet,
)
from parkdesk.usecases.payment_lists import batch_detail
from parkdesk.usecases.payment_sheets import bank_sheets, keep_bank_sheet, open_bank_sheet
from tests.usecases import payment_stories as pay
from tests.usecases.payment_stories import ACCOUNT


def rows(desk):
    with desk.work(read_only=True) as work:
        return list_bank_sheets(work)


def own_form(desk, **differences):
    (given,) = [one for one in rows(desk) if one.sheet.code == "general-csv"]
    return replace(form_of(given.sheet), name="江苏银行代发", compared=True, **differences)


def make(desk, **differences):
    form = own_form(desk, **differences)
    with desk.work(read_only=False) as work:
        return make_bank_sheet(work, form)


def test_the_programs_templates_are_made_ones_own(desk):
    made = make(desk, columns=tuple(reversed(own_form(desk).columns)))
    first, *others = rows(desk)
    assert (first.id, first.is_own, first.sheet.mark.confirmed) == (made, True, True)
    assert first.sheet.columns[-1].field is SheetField.REFERENCE
    assert [one.is_own for one in others] == [False, False]
    with desk.work(read_only=True) as work:
        assert bank_sheets(work)[0].name == "江苏银行代发"


def test_what_came_with_the_program_is_not_changed(desk):
    given = rows(desk)[-1]
    refused = pytest.raises(Refused, match="bank-sheet-of-the-program")
    with refused, desk.work(read_only=False) as work:
        change_bank_sheet(work, given.id, given.version, own_form(desk))


def test_a_change_stands_in_the_trail_and_two_at_once_are_told(desk):
    make(desk)
    row = rows(desk)[0]
    form = replace(form_of(row.sheet), name="江苏银行代发（新）", format=SheetFormat.XLSX)
    with desk.work(read_only=False) as work:
        change_bank_sheet(work, row.id, row.version, form)
    with pytest.raises(StaleRecord), desk.work(read_only=False) as work:
        change_bank_sheet(work, row.id, row.version, form)
    with desk.work(read_only=True) as work:
        entry = work.session.scalars(
            select(TrailRecord)
            .where(TrailRecord.action == "change_bank_sheet")
            .order_by(TrailRecord.id.desc())
        ).first()
    assert "江苏银行代发（新）" in str(entry.change)
    assert rows(desk)[0].sheet.format is SheetFormat.XLSX


@pytest.mark.parametrize(
    ("differences", "problems"),
    [
        ({"name": " "}, {"name": "required"}),
        ({"format": None}, {"format": "required"}),
        ({"encoding": "latin-1"}, {"encoding": "required"}),
        ({"columns": ()}, {"columns": "sheet-columns-lacking"}),
        ({"paid_words": ()}, {"paid_words": "required"}),
        ({"failed_words": ("成功",)}, {"failed_words": "sheet-word-twice"}),
        ({"headings": {"status": ("状态",)}}, {"answer_reference": "required"}),
    ],
)
def test_a_template_that_no_bank_could_use_is_refused(desk, differences, problems):
    form = replace(own_form(desk), **differences)
    with pytest.raises(InvalidInput) as refused, desk.work(read_only=False) as work:
        make_bank_sheet(work, form)
    assert refused.value.problems == problems


def test_headings_are_there_and_differ(desk):
    for heading in ("", "金额", "长" * 61):
        columns = (*own_form(desk).columns, SheetColumn(SheetField.CLAIM, heading))
        with pytest.raises(InvalidInput) as refused:
            make(desk, columns=columns)
        assert refused.value.problems["columns"].startswith("sheet-heading")


def test_a_preview_shows_a_batch_with_masked_accounts(act_as, desk):
    form = own_form(desk)
    with desk.work(read_only=True) as work:
        empty = preview_bank_sheet(work, form)
    assert (empty.of_batch, empty.rows) == ("", ())
    maker, _payer = pay.cashiers(act_as)
    batch = pay.make(maker, pay.approved_claim(act_as))
    with maker.work(read_only=True) as work:
        shown = preview_bank_sheet(work, form, batch.id)
    assert shown.of_batch == batch.number
    assert shown.headings[:2] == ("业务参考号", "收款人账号")
    assert ACCOUNT not in str(shown)
    assert shown.rows[0][1].endswith(ACCOUNT[-4:])


def test_a_template_by_which_something_was_written_stays(act_as, desk):
    unused, used = make(desk), make(desk)
    maker, payer = pay.cashiers(act_as)
    batch = pay.approve(payer, pay.make(maker, pay.approved_claim(act_as)))
    code = next(one.sheet.code for one in rows(desk) if one.id == used)
    with payer.work(read_only=False) as work:
        found = open_bank_sheet(work, batch.id, batch.version, code, "送银行拨付")
    with payer.work(read_only=False) as work:
        keep_bank_sheet(work, batch.id, found.version, code, "送银行拨付", "ab" * 32)
    assert {one.id: one.written for one in rows(desk)}[used] == 1
    with pytest.raises(Refused, match="bank-sheet-used"), desk.work(read_only=False) as work:
        delete_bank_sheet(work, used, 1)
    with desk.work(read_only=False) as work:
        delete_bank_sheet(work, unused, 1)
    assert unused not in {one.id for one in rows(desk)}


@pytest.mark.parametrize("role", [Role.CLERK, Role.AUDITOR])
def test_only_who_may_pay_changes_templates(act_as, role):
    desk = act_as(role)
    with pytest.raises(NotPermitted), desk.work(read_only=False) as work:
        make_bank_sheet(work, own_form(desk))


def test_what_is_written_beside_the_checksum_comes_from_the_batch(act_as):
    maker, payer = pay.cashiers(act_as)
    batch = pay.approve(payer, pay.make(maker, pay.approved_claim(act_as)))
    with payer.work(read_only=False) as work:
        found = open_bank_sheet(work, batch.id, batch.version, "general-csv", "送银行拨付")
    for sha256 in ("", "xyz", "AB" * 32):
        with pytest.raises(InvalidInput), payer.work(read_only=False) as work:
            keep_bank_sheet(work, batch.id, found.version, "general-csv", "送银行拨付", sha256)
    with payer.work(read_only=False) as work:
        keep_bank_sheet(work, batch.id, found.version, "general-csv", "送银行拨付", "ab" * 32)
    with payer.work(read_only=True) as work:
        (sheet,) = batch_detail(work, batch.id).sheets
    assert (sheet.lines, sheet.total_cents) == (1, batch.total_cents)
