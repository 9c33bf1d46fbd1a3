"""How wide the columns of a roster are: what is usually typed, and never less than the title."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QFont, QFontMetrics
from PySide6.QtWidgets import QTableView

from parkdesk.domain.programmes import Degree
from parkdesk.domain.trainees import Assessment, RosterField, ServiceLine
from parkdesk.gui.claims.model import MARK
from parkdesk.gui.theme import TEXT_PX, sized
from parkdesk.i18n import label

_WIDTHS = {
    RosterField.NAME: 72,
    RosterField.ID_NUMBER: 158,
    RosterField.DEGREE: 62,
    RosterField.SCHOOL: 132,
    RosterField.GRADUATED_ON: 88,
    RosterField.EMPLOYER: 190,
    RosterField.HIRED_ON: 88,
    RosterField.CONTRACT_FIRST: 92,
    RosterField.CONTRACT_LAST: 92,
    RosterField.SERVICE_LINE: 64,
    RosterField.POST: 96,
    RosterField.COURSE: 116,
    RosterField.DIPLOMA_NUMBER: 130,
    RosterField.REQUESTED_CENTS: 112,
    RosterField.NOTE: 140,
}
_USUAL = 84
_CHOICES = {
    RosterField.DEGREE: tuple(Degree),
    RosterField.SERVICE_LINE: tuple(ServiceLine),
    RosterField.ASSESSMENT: tuple(Assessment),
}
_MARGINS = 24
"""What a cell and a title leave free at both sides."""


def widen_columns(view: QTableView, fields: Sequence[RosterField]) -> None:
    """Give the column of the signs and those of the fields behind it their widths."""
    view.setColumnWidth(MARK, 40)
    for place, cell in enumerate(fields, MARK + 1):
        view.setColumnWidth(place, width_of(cell))


def width_of(cell: RosterField) -> int:
    """Return a column's width in pixels, in the language in use: its choices fit, too."""
    bold = QFontMetrics(sized(TEXT_PX, QFont.Weight.DemiBold))
    texts = (label(cell), *(label(one) for one in _CHOICES.get(cell, ())))
    widest = max(bold.horizontalAdvance(text) for text in texts)
    return max(_WIDTHS.get(cell, _USUAL), widest + _MARGINS)
