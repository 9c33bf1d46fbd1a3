"""A currency's sign keeps its figure at the end of a line."""

import pytest

from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.texts import label, unbroken
from parkdesk.i18n import money_text


@pytest.mark.parametrize("currency", ["CNY", "USD"])
def test_a_sign_and_its_figure_stand_on_one_line(qtbot, currency):
    text = f"市级 {money_text(1_912_500, currency)}"
    facts = Facts([("By level", text)])
    qtbot.addWidget(facts)
    (shown,) = [one for one in facts.findChildren(type(label(""))) if "19,125" in one.text()]
    assert shown.text() == unbroken(text)
    assert "\u00a019,125.00" in shown.text()
    assert shown.text().replace("\u00a0", " ") == text
