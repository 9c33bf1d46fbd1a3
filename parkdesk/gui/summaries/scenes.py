"""What the pictures of statistics and closings open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import CheckCode, ReopeningState, Restatement
from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.domain.periods import Year
from parkdesk.domain.statistics import NOT_FILED, FillState
from parkdesk.domain.summaries import FigureKey
from parkdesk.gui.scene_steps import afterwards, press, sought
from parkdesk.gui.summaries.figure_rows import open_figure
from parkdesk.gui.summaries.reopen_dialogs import reopening_dialog
from parkdesk.usecases.reopenings import ReopeningRow

_CORRECTED_BACK = 2
"""The quarter of the demonstration park that was opened again lies so many before the last."""
_PEOPLE_AMISS = 12
_FIGURE = FigureKey.OFFSHORE_EXECUTED
_ASKED_AT = dt.datetime(2026, 10, 12, 1, 30, tzinfo=dt.UTC)


def open_quarterly(name: str, page: Any) -> None:  # noqa: ANN401
    """Open what a picture of `scene_list` shows, on the whole list."""
    if name.startswith(("statistics", "returns")):
        page.clear_filters()
    _STEPS[name](page)


def _filed(page: Any, act: Callable[[Any], object]) -> None:  # noqa: ANN401
    """Choose an enterprise whose return is handed in, then act."""
    page.fill.set_value(FillState.SUBMITTED)

    def then() -> None:
        sought(page.table.records.row(0), "a return that is handed in")
        page.table.select_place(0)
        afterwards(lambda: act(page))

    afterwards(then)


def _missing(page: Any, act: Callable[[Any], object]) -> None:  # noqa: ANN401
    """Choose an enterprise whose return is missing, then act."""
    page.fill.set_value(NOT_FILED)

    def then() -> None:
        sought(page.table.records.row(0), "a return that is missing")
        page.table.select_place(0)
        afterwards(lambda: act(page))

    afterwards(then)


def _in_corrected(page: Any, act: Callable[[Any], object]) -> None:  # noqa: ANN401
    """Go to the quarter that was opened again, act, and leave the picker where it was."""
    shell, now = page.shell, page.shell.quarter
    shell.quarter_picker.pick(Quarter(2026, 3).shifted(-_CORRECTED_BACK))

    def then() -> None:
        act(page)
        afterwards(lambda: shell.quarter_picker.pick(now))

    afterwards(then)


def _in_closed(page: Any, act: Callable[[Any], object]) -> None:  # noqa: ANN401
    """Go to the newest closed quarter, act, and leave the picker where it was."""
    shell, now = page.shell, page.shell.quarter
    shell.quarter_picker.pick(now.previous())

    def then() -> None:
        act(page)
        afterwards(lambda: shell.quarter_picker.pick(now))

    afterwards(then)


def _in_issued(page: Any, act: Callable[[Any], object]) -> None:  # noqa: ANN401
    """Show a document that was issued of the newest closed quarter, then act."""

    def then(page: Any) -> None:  # noqa: ANN401
        issued = next((one for one in page.panel.choices if one.issued is not None), None)
        page.panel.choose(sought(issued, "a document that was issued"))
        afterwards(lambda: act(page))

    _in_closed(page, then)


def _asked(page: Any, by: int) -> None:  # noqa: ANN401
    """Open the form about a request that somebody made; nothing is written for it."""
    asked = ReopeningRow(
        1, 1, page.shell.quarter.previous(), ReopeningState.ASKED,
        "两家子公司的人员重复计算，需更正从业人员", _ASKED_AT, by, "李芳", None, "", "",
    )  # fmt: skip
    dialog = reopening_dialog(page.runner, page, asked.quarter, asked)
    sought(dialog, "a request to answer").open()


def _alone(page: Any) -> None:  # noqa: ANN401
    """Open the form of an office with nobody else; nothing is written for it."""
    quarter = page.shell.quarter.previous()
    dialog = reopening_dialog(page.runner, page, quarter, None, 0)
    sought(dialog, "a form for an office of one person").open()


def _since(page: Any) -> None:  # noqa: ANN401
    """Show what came since a quarter was closed; nothing is written for it."""
    found = sought(page.closed.found, "a closed quarter")
    row = sought(page.table.current(), "an enterprise of the quarter")
    after = sought(row.entered, "a return of the quarter")
    told = Restatement(
        row.enterprise,
        found.quarter,
        replace(after, headcount=(after.headcount or 0) - _PEOPLE_AMISS),
        after,
        "补入漏报的人员",
        _ASKED_AT,
        "李芳",
        found.edition,
        found.quarter.shifted(1),
    )
    figures = tuple(
        replace(one, now=one.now + _PEOPLE_AMISS) if one.name == "headcount" else one
        for one in found.figures
    )
    page.closed.found = replace(found, figures=figures, late=(told,))
    page.closed.open()
    page.closed.found = found


def _corrected(page: Any) -> None:  # noqa: ANN401
    """Show a correction of the return in view; nothing is written for it."""
    row = sought(page.table.current(), "a return that was corrected")
    after = sought(row.entered, "a return that was corrected")
    before = replace(after, headcount=(after.headcount or 0) + _PEOPLE_AMISS)
    quarter = page.shell.quarter
    told = Restatement(
        row.enterprise,
        quarter,
        before,
        after,
        "重复计算的人员已剔除",
        _ASKED_AT,
        "李芳",
        0,
        quarter,
    )
    page.panel.tabs.setCurrentIndex(2)
    page.panel.show_corrections((told,))


_STEPS: Mapping[str, Callable[[Any], object]] = {
    "home-rows": lambda page: page.open_rows(ParkFigureKey.SIGNED_OFFSHORE),
    "returns-asked": lambda page: page.open_asked(),
    "returns-correct": lambda page: _filed(page, lambda page: press(page.acts.enter)),
    "returns-corrections": lambda page: page.panel.tabs.setCurrentIndex(1),
    "returns-import": lambda page: press(page.acts.import_list),
    "returns-overdue": lambda page: press(page.calling),
    "returns-return": lambda page: _missing(page, lambda page: press(page.acts.enter)),
    "returns-rows": lambda page: page.open_rows(ParkFigureKey.HEADCOUNT),
    "returns-take-back": lambda page: _filed(page, lambda page: press(page.acts.delete)),
    "returns-year": lambda page: page.show_period(Year(2025)),
    "statistics-check": lambda page: page.show_check(CheckCode.RETURNS_MISSING),
    "statistics-correct": lambda page: _filed(page, lambda page: press(page.enter)),
    "statistics-corrections": lambda page: _filed(page, _corrected),
    "statistics-definitions": lambda page: page.explain("executed_usd_cents"),
    "statistics-import": lambda page: press(page.import_list),
    "statistics-overdue": lambda page: press(page.calling),
    "statistics-past": lambda page: page.panel.tabs.setCurrentIndex(1),
    "statistics-return": lambda page: _missing(page, lambda page: press(page.enter)),
    "statistics-since": lambda page: _in_closed(page, _since),
    "statistics-take-back": lambda page: _filed(page, lambda page: press(page.delete)),
    "summary-chain": lambda page: _in_corrected(page, lambda page: press(page.chaining)),
    "summary-freeze": lambda page: press(page.freezing),
    "summary-pack": lambda page: press(page.pack.choosing),
    "summary-reopen": lambda page: _in_corrected(page, lambda page: press(page.opening)),
    "summary-reopen-alone": _alone,
    "summary-reopen-answer": lambda page: _asked(page, -1),
    "summary-reopen-own": lambda page: _asked(page, page.runner.desk.actor.id),
    "summary-rows": lambda page: _in_closed(page, lambda page: open_figure(page, _FIGURE)),
    "summary-sign": lambda page: _in_issued(page, lambda page: press(page.copies.signing)),
    "summary-words": lambda page: press(page.pack.writing),
}
