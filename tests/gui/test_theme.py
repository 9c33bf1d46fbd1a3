"""The fonts and colours of the window."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QApplication

from parkdesk.gui import theme


@pytest.mark.parametrize("quotes", ["“”", "‘’"])
def test_quotes_are_as_wide_as_letters_in_english_and_as_characters_in_chinese(
    qapp: QApplication, quotes: str
) -> None:
    del qapp
    english = QFontMetricsF(theme.screen_font("en"))
    chinese = QFontMetricsF(theme.screen_font("zh_CN"))
    assert english.horizontalAdvance(quotes) < theme.TEXT_PX * 1.2
    assert chinese.horizontalAdvance(quotes) > theme.TEXT_PX * 1.9
    assert english.horizontalAdvance("园务通") == chinese.horizontalAdvance("园务通")
