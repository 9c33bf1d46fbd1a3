"""Which returns the office asks for besides the quarterly ones, and what their forms hold."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.periods import PeriodKind, period_of
from parkdesk.gui.fields import CheckField, TextField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.statistics.period_words import figure_word
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import list_text, tr
from parkdesk.i18n.indicator_sources import indicator_source
from parkdesk.usecases.asked_returns import AskedKind, SaveAsked, save_asked

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner


class AskedDialog(FormDialog):
    """Switches months and years on from a period, and off after one; quarters are always asked."""

    def __init__(self, runner: Runner, parent: QWidget, known: Sequence[AskedKind]) -> None:
        super().__init__(
            runner,
            parent,
            tr("What is asked for"),
            intro=tr(
                "Quarterly returns are always asked for. Monthly and yearly ones can be asked for"
                " as well."
            ),
            width=640,
        )
        self._known = tuple(known)
        self._parts = {one.kind: self._declare(one) for one in known}
        self.set_untouched()

    def _declare(self, known: AskedKind) -> tuple[CheckField, TextField, TextField]:
        key, monthly = known.kind.value, known.kind is PeriodKind.MONTH
        self.section(tr("Monthly returns") if monthly else tr("Yearly returns"))
        words = tr("Ask for the return of every month") if monthly else tr("Ask for one every year")
        asked = self.check(f"{key}_asked", words)
        example = "2026-07" if monthly else "2026"
        first = self.text(
            f"{key}_first",
            tr("First period"),
            hint=tr("Such as {example}", example=example),
        )
        last = self.text(f"{key}_last", tr("Last period"), hint=tr("Blank: until further notice"))
        self.wide(label(_form_text(known), "muted", wrap=True))
        asked.set_value(known.asked is not None)
        if known.asked is not None:
            first.set_value(str(period_of(known.kind, known.asked.first)))
            if known.asked.last is not None:
                last.set_value(str(period_of(known.kind, known.asked.last)))
        return asked, first, last

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep what is asked for."""
        del confirmed
        values = self.values()
        forms = tuple(
            SaveAsked(
                one.kind,
                one.version,
                values[f"{one.kind.value}_first"] or "",
                values[f"{one.kind.value}_last"] or "",
                values[f"{one.kind.value}_asked"],
            )
            for one in self._known
        )
        return self.runner.run(self, save_asked, forms)


def _form_text(known: AskedKind) -> str:
    figures = list_text(figure_word(one) for one in known.form.fields)
    form = tr("Form {code}: {figures}.", code=known.form.code, figures=figures)
    if not known.form.certainty.confirmed:
        form += " " + tr("To be confirmed: {source}.", source=indicator_source(known.form.source))
    due = tr(
        "Due on day {day} of the month after it ends ({source}).",
        day=known.due_day,
        source=indicator_source(known.due_source),
    )
    return f"{form}\n{due}"
