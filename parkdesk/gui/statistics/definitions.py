"""F1 on a figure: what it means, how it is computed and rounded, and who says so."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QListWidget, QVBoxLayout, QWidget

from parkdesk.domain.concentration import Measure, MeasureKind
from parkdesk.domain.indicators import OF_FIGURE, Indicator, IndicatorCode, IndicatorUnit
from parkdesk.gui.actions import button
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.gui.widgets.reading_area import ReadingArea
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import N_, date_text, language, period_text, tr
from parkdesk.i18n import label as word
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.indicator_sources import indicator_source
from parkdesk.usecases.indicators import list_indicators

if TYPE_CHECKING:
    from parkdesk.domain.periods import Period
    from parkdesk.gui.runner import Runner

_OF_COLUMN = OF_FIGURE | {
    "signed": IndicatorCode.SIGNED,
    "executed": IndicatorCode.EXECUTED,
    "quarter_growth": IndicatorCode.QUARTER_ON_QUARTER,
    "year_growth": IndicatorCode.YEAR_ON_YEAR,
    "fill": IndicatorCode.RETURNS_IN,
}
"""The indicator of a figure, a field of the form or a column, by its name."""

_SOURCES_OF_MEASURES = (
    N_("Park's own choice of a measure in general use"),
    N_("Measure in general use; no threshold is taken from it"),
)
"""The words of `db/seed/concentration_measures.csv` that are translated when they are shown."""


class DefinesFigures(QObject):
    """Hears F1 on a figure, before the window takes it for the help of its keys."""

    def __init__(self, parent: QObject, explain: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._explain = explain
        self._names: dict[QObject, Callable[[], str]] = {}

    def watch(self, widget: QWidget, name: Callable[[], str]) -> None:
        """Take in a widget that shows a figure; `name` says which one at the moment."""
        self._names[widget] = name
        widget.installEventFilter(self)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        wanted = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if event.type() not in wanted or not isinstance(event, QKeyEvent):
            return False
        name = self._names.get(watched)
        if event.key() != Qt.Key.Key_F1 or event.modifiers() or name is None:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self._explain(name())
        event.accept()
        return True


class DefinitionsDialog(QDialog):
    """Every indicator at the left, what the chosen one means at the right."""

    def __init__(
        self,
        parent: QWidget,
        found: Sequence[Indicator],
        quarter: Period,
        code: str,
        measures: Sequence[Measure] = (),
    ) -> None:
        super().__init__(parent)
        self.found = tuple(found)
        self.measures = tuple(measures)
        """Of concentration, below the indicators that they are taken of."""
        title = tr("What the figures of {quarter} mean", quarter=period_text(quarter))
        self.setWindowTitle(title)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Indicators"))
        self.list.addItems([one.said("name", language()) for one in self.found])
        self.list.addItems([in_language(one.name_zh, one.name_en) for one in self.measures])
        self.name = label("", "subtitle", wrap=True)
        self.chip = Chip()
        self.facts = Facts()
        self._lay_out(title)
        self.list.currentRowChanged.connect(self._show)
        codes = [*(one.code for one in self.found), *(one.code for one in self.measures)]
        self.list.setCurrentRow(codes.index(code) if code in codes else 0)
        self.resize(860, 560)

    def _lay_out(self, title: str) -> None:
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.chip)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(SPACE * 3, 0, SPACE * 3, 0)
        column.setSpacing(SPACE * 3)
        column.addLayout(head)
        column.addWidget(self.facts)
        column.addStretch()
        area = ReadingArea()
        area.setWidget(inner)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedWidth(self.list.sizeHintForColumn(0) + SPACE * 12)
        middle = QHBoxLayout()
        middle.setSpacing(SPACE * 3)
        middle.addWidget(self.list)
        middle.addWidget(area, 1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.reject, role="primary"))
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 5)
        box.setSpacing(SPACE * 4)
        box.addWidget(label(title, "title", wrap=True))
        box.addLayout(middle, 1)
        box.addLayout(foot)
        self.list.setFocus()

    def _show(self, place: int) -> None:
        if place < 0:
            return
        if place < len(self.found):
            self._show_indicator(self.found[place])
        else:
            self._show_measure(self.measures[place - len(self.found)])

    def _show_head(self, name: str, *, confirmed: bool) -> None:
        self.name.setText(name)
        if confirmed:
            self.chip.say(tr("Source read"), Tone.GOOD)
        else:
            self.chip.say(tr("To be confirmed"), Tone.WARN)

    def _show_measure(self, one: Measure) -> None:
        self._show_head(in_language(one.name_zh, one.name_en), confirmed=one.mark.confirmed)
        unit, rounding = word(IndicatorUnit.PER_CENT), tr("One decimal, half up, rounded once")
        if one.kind is MeasureKind.SQUARES:
            unit, rounding = tr("index, 10,000 at most"), tr("Whole number, half up, rounded once")
        taken_of = [
            (tr("Taken of"), of.said("name", language()))
            for of in self.found
            if of.code == IndicatorCode.EXECUTED
        ]
        self.facts.show_facts(
            [
                (tr("Definition"), in_language(one.definition_zh, one.definition_en)),
                *taken_of,
                (tr("Unit"), unit),
                (tr("Rounding"), rounding),
                (tr("Source"), tr(one.source)),
            ]
        )

    def _show_indicator(self, one: Indicator) -> None:
        spoken = language()
        self._show_head(one.said("name", spoken), confirmed=one.confirmed)
        holds = tr("from {day}", day=date_text(one.valid_from))
        if one.valid_to is not None:
            holds = tr(
                "{first} to {last}", first=date_text(one.valid_from), last=date_text(one.valid_to)
            )
        self.facts.show_facts(
            [
                (tr("Definition"), one.said("definition", spoken)),
                (tr("Unit"), word(one.unit)),
                (tr("Formula"), one.said("formula", spoken)),
                (tr("Rounding"), one.said("rounding", spoken)),
                (tr("Source"), indicator_source(one.source)),
                (tr("Valid from and to"), holds),
            ]
        )


def open_definitions(
    runner: Runner,
    owner: QWidget,
    quarter: Period,
    name: str,
    measures: Sequence[Measure] = (),
) -> None:
    """Show the meanings that hold at a period's end, that of the figure `name` first.

    A name that is no column's is the code of an indicator, or of one of the measures.
    """

    def show(found: tuple[Indicator, ...]) -> None:
        code = _OF_COLUMN.get(name, name)
        dialog = DefinitionsDialog(owner, found, quarter, code, measures)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    runner.run(owner, list_indicators, quarter.last).done(show)
