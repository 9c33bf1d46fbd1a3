"""A wrong code, days out of order, an amount below nothing: shown at the field, nothing is lost."""

import datetime as dt

import pytest

from parkdesk.gui.contracts.dialog import ContractDialog
from parkdesk.gui.enterprises.dialog import EnterpriseDialog
from parkdesk.usecases.contracts import register_contract
from tests.pages import dialog_of, opened
from tests.registers import contract, enterprise

D = dt.date
LONG = 20_000


def told(dialog):
    """Field → the sentence under it, as far as it is in view."""
    return {
        name: one._problem.text()
        for name, one in dialog.fields.items()
        if one._problem.isVisible() and one._problem.text()
    }


def save(dialog, qtbot):
    dialog.save_button.click()
    qtbot.waitUntil(lambda: dialog.runner.is_idle, timeout=LONG)


@pytest.fixture
def new_enterprise(qtbot, runner):
    """The form of a new enterprise, empty."""
    page = opened(qtbot, runner, "enterprises")
    page.new.trigger()
    dialog = dialog_of(qtbot, page, EnterpriseDialog)
    qtbot.waitUntil(lambda: runner.is_idle, timeout=LONG)
    return dialog


@pytest.fixture
def one_contract(qtbot, runner, desk):
    """The form of a contract, as it was registered."""
    with desk.work(read_only=False) as work:
        register_contract(work, contract(enterprise(work), starts_on=D(2026, 7, 6)))
    page = opened(qtbot, runner, "contracts")
    page.edit.trigger()
    dialog = dialog_of(qtbot, page, ContractDialog)
    qtbot.waitUntil(lambda: runner.is_idle, timeout=LONG)
    return dialog


@pytest.mark.parametrize(
    ("code", "words"),
    [("91330100799655058C", "B"), ("9133010079965505", "18"), ("91330100799655058I", "I")],
)
def test_a_wrong_credit_code_is_shown_at_its_field(new_enterprise, qtbot, code, words):
    dialog = new_enterprise
    typed = {"code": code, "name": "云湖青禾信息技术有限公司", "entered_on": D(2020, 1, 1)}
    for name, value in typed.items():
        dialog.fields[name].set_value(value)
    save(dialog, qtbot)
    assert list(told(dialog)) == ["code"]
    assert words in told(dialog)["code"]
    assert dialog.isVisible()
    assert dialog.focusWidget() is dialog.fields["code"].editor
    assert {name: dialog.fields[name].value() for name in typed} == typed


def test_days_out_of_order_and_counts_below_nothing_are_shown_at_theirs(new_enterprise, qtbot):
    dialog = new_enterprise
    typed = {
        "code": "91330100799655058B",
        "name": "云湖青禾信息技术有限公司",
        "founded_on": D(2021, 1, 1),
        "entered_on": D(2020, 1, 1),
        "headcount": -3,
    }
    for name, value in typed.items():
        dialog.fields[name].set_value(value)
    save(dialog, qtbot)
    assert list(told(dialog)) == ["entered_on", "headcount"]
    assert {name: dialog.fields[name].value() for name in typed} == typed


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("ends_on", D(2026, 6, 30), id="ends before it begins"),
        pytest.param("signed_on", D(2099, 1, 1), id="signed in the future"),
        pytest.param("amount_minor", -5_000, id="an amount below nothing"),
        pytest.param("amount_minor", 0, id="an amount of nothing"),
    ],
)
def test_a_day_or_an_amount_that_cannot_be_is_shown_at_its_field(one_contract, qtbot, name, value):
    dialog = one_contract
    dialog.fields[name].set_value(value)
    save(dialog, qtbot)
    assert list(told(dialog)) == [name]
    assert dialog.isVisible()
    assert dialog.fields[name].value() == value
    assert dialog.focusWidget() is dialog.fields[name].editor
