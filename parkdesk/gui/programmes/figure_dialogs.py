"""The form of one figure: its value by its kind, its mark, document, clause and source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from parkdesk.domain.calendar import DateRange
from parkdesk.domain.certifications import EventType
from parkdesk.domain.platforms import Platform
from parkdesk.domain.programme_keys import ValueKind, figure_at, slot_of, with_figure
from parkdesk.domain.programmes import (
    Counting,
    Degree,
    FeeKind,
    ItemKind,
    Level,
    LevelShare,
    Programme,
    Repeat,
)
from parkdesk.gui.programmes.draft_form import DraftForm
from parkdesk.gui.programmes.percent_field import PercentField
from parkdesk.gui.set_field import SetField
from parkdesk.i18n import label, tr
from parkdesk.i18n.programmes import LEVELS, figure_name

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.programme_drafts import ProgrammeDraft

_CHOICES: Mapping[ValueKind, type[StrEnum]] = {
    ValueKind.COUNTING: Counting,
    ValueKind.DEGREE: Degree,
    ValueKind.REPEAT: Repeat,
}
_SETS: Mapping[ValueKind, tuple[StrEnum, ...]] = {
    ValueKind.EVENTS: tuple(EventType),
    ValueKind.FEES: tuple(FeeKind),
    ValueKind.PLATFORMS: tuple(Platform),
    ValueKind.COSTS: (ItemKind.BUILDING, ItemKind.EQUIPMENT, ItemKind.RUNNING),
    # Reviews go up: from the district to the ministries.
    ValueKind.LEVELS: tuple(reversed(LEVELS)),
}


class FigureDialog(DraftForm):
    """Sets one figure of a draft."""

    def __init__(
        self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, key: str, today: dt.date
    ) -> None:
        super().__init__(runner, parent, draft, figure_name(key))
        self._key = key
        self._kind = slot_of(key).kind
        self._today = today
        self._declare_value()
        self.declare_origin()
        figure = figure_at(draft.programme, key)
        if figure is not None:
            self._show_value(figure.value)
        self.fill_origin(figure)
        self.set_untouched()

    def changed(self) -> Programme:
        """Return the programme with this figure."""
        return with_figure(self.draft.programme, self._key, self.figure(self._value()))

    def _declare_value(self) -> None:
        kind, title = self._kind, tr("Value")
        if kind in _CHOICES:
            options = [(one, label(one)) for one in _CHOICES[kind]]
            self.choice("value", title, options, required=True, typed=False)
        elif kind in _SETS:
            ticks = [(one.value, label(one)) for one in _SETS[kind]]
            # The park may decide alone: no level above it is a value too.
            self.add(SetField("value", title, ticks, required=kind is not ValueKind.LEVELS))
        else:
            _DECLARING[kind](self, title)

    def declare_window(self, _title: str) -> None:
        """Add the days of a window."""
        self.date("first", tr("First day"), today=self._today, required=True)
        self.date("last", tr("Last day"), today=self._today, required=True)

    def declare_truth(self, title: str) -> None:
        """Add a yes or no."""
        options = [(True, tr("Yes")), (False, tr("No"))]
        self.choice("value", title, options, required=True, typed=False)

    def declare_shares(self, _title: str) -> None:
        """Add a share for each level."""
        for level in Level:
            self.add(PercentField(level.value, label(level)))

    def _value(self) -> Any:  # noqa: ANN401 - a value of whichever figure
        kind, values = self._kind, self.values()
        if kind is ValueKind.WINDOW:
            return DateRange(values["first"], values["last"])
        if kind is ValueKind.SHARES:
            return tuple(LevelShare(one, values[one.value]) for one in Level if values[one.value])
        if kind is ValueKind.CERTIFICATES:
            return tuple(
                dict.fromkeys(values["value"].replace("、", " ").replace(",", " ").split())
            )
        if kind is ValueKind.LEVELS:
            return tuple(Level(one.value) for one in _SETS[kind] if one.value in values["value"])
        if kind in _SETS:
            return tuple(one.value for one in _SETS[kind] if one.value in values["value"])
        return values["value"]

    def _show_value(self, value: Any) -> None:  # noqa: ANN401 - a value of whichever figure
        kind = self._kind
        if kind is ValueKind.WINDOW:
            self.fields["first"].set_value(value.first)
            self.fields["last"].set_value(value.last)
        elif kind is ValueKind.SHARES:
            for share in value:
                self.fields[share.level.value].set_value(share.permille)
        elif kind is ValueKind.CERTIFICATES:
            self.fields["value"].set_value(", ".join(value))
        elif kind in _SETS:
            self.fields["value"].set_value(frozenset(str(one) for one in value))
        else:
            self.fields["value"].set_value(value)


def _declare_money(form: FigureDialog, title: str) -> None:
    form.money("value", title, required=True)


def _declare_count(form: FigureDialog, title: str) -> None:
    form.number("value", title, required=True)


def _declare_share(form: FigureDialog, title: str) -> None:
    form.add(PercentField("value", title, required=True))


def _declare_ratio(form: FigureDialog, title: str) -> None:
    hint = tr("One yuan for each yuan of the state's is 100%.")
    form.add(PercentField("value", title, required=True, hint=hint))


def _declare_certificates(form: FigureDialog, title: str) -> None:
    form.text(
        "value",
        title,
        required=True,
        longest=600,
        hint=tr("Short names from the list of kinds, with commas between them."),
    )


_DECLARING: Mapping[ValueKind, Callable[[FigureDialog, str], None]] = {
    ValueKind.WINDOW: FigureDialog.declare_window,
    ValueKind.TRUTH: FigureDialog.declare_truth,
    ValueKind.SHARES: FigureDialog.declare_shares,
    ValueKind.MONEY: _declare_money,
    ValueKind.COUNT: _declare_count,
    ValueKind.SHARE: _declare_share,
    ValueKind.RATIO: _declare_ratio,
    ValueKind.CERTIFICATES: _declare_certificates,
}
