"""The kinds of titles: those of the program, and the park's own."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.titles import SaveTitleKind
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.sheet.rows_section import RowsSection
from parkdesk.gui.enterprises.sheet.title_dialogs import kind_name
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.table_model import Column
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.titles import (
    TitleKind,
    add_title_kind,
    edit_title_kind,
    list_title_kinds,
    offer_title_kind,
)


class TitleKindsDialog(FormDialog):
    """Every kind with where it was read; the fields below add one, or correct the chosen one."""

    def __init__(self, runner: Runner, parent: QWidget | None) -> None:
        super().__init__(
            runner, parent, tr("Kinds of title"), save_text=tr("Add the kind"), width=960
        )
        self._edits: TitleKind | None = None
        self.list: RowsSection[TitleKind] = RowsSection(
            tr("Kinds in use"),
            "title-kinds",
            (
                Column(tr("Kind"), kind_name, width=200, grows=True),
                Column(
                    tr("Rests on"),
                    lambda kind: kind.basis or "—",
                    width=190,
                    muted=True,
                    grows=True,
                ),
                Column(tr("Months"), _months, numeric=True, width=70),
                Column(
                    tr("Standing"),
                    lambda kind: tr("the park's own") if kind.own else label(kind.mark),
                    width=140,
                    grows=True,
                ),
                Column(tr("Offered"), _offered, width=90),
            ),
            empty=tr("There is no kind of title yet."),
            actions=self._actions(),
        )
        self.wide(self.list)
        self.section(tr("A kind of the park's own"))
        self.text("name_zh", tr("Chinese name"), required=True)
        self.text("name_en", tr("English name"))
        self.text("basis", tr("Rests on"), hint=tr("The number of the document that grants it."))
        self.number(
            "valid_months",
            tr("Months"),
            hint=tr("How long a title holds; empty where its document says."),
        )
        self.list.when_chosen(self._enable)
        self._load()

    def _actions(self) -> tuple[PageAction, ...]:
        make = partial(action_for, self, self.runner)
        self.correct = make(edit_title_kind, tr("Correct"), self._correct)
        self.offer = make(offer_title_kind, tr("Offer no longer"), self._offer)
        return (self.correct, self.offer)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Add the kind, or save the corrected one."""
        del confirmed
        form = SaveTitleKind(**self.values())
        if self._edits is None:
            return self.runner.run(self, add_title_kind, form)
        return self.runner.run(self, edit_title_kind, self._edits.id, self._edits.version, form)

    def _load(self) -> None:
        self.runner.run(self, list_title_kinds, retired=True).done(self._show)

    def _show(self, kinds: tuple[TitleKind, ...]) -> None:
        self.list.show_rows(kinds)
        self._enable()
        self._grow()

    def _enable(self) -> None:
        kind = self.list.current()
        can = self.runner.can(edit_title_kind)
        self.correct.setEnabled(can and kind is not None and kind.own)
        self.offer.setEnabled(can and kind is not None)
        gone = kind is not None and kind.retired_on is not None
        self.offer.setText(tr("Offer again") if gone else tr("Offer no longer"))

    def _correct(self) -> None:
        kind = self.list.current()
        if kind is not None:
            self._edits = kind
            names = ("name_zh", "name_en", "basis", "valid_months")
            self.fill({name: getattr(kind, name) for name in names})
            self.save_button.setText(tr("Save the kind"))
            self.fields["name_zh"].focus()

    def _offer(self) -> None:
        kind = self.list.current()
        if kind is not None:
            offered = kind.retired_on is not None
            request = self.runner.run(
                self, offer_title_kind, kind.id, kind.version, offered=offered
            )
            request.done(lambda _none: self._load())


def _months(kind: TitleKind) -> str:
    return "—" if kind.valid_months is None else number_text(kind.valid_months)


def _offered(kind: TitleKind) -> str:
    if kind.retired_on is None:
        return tr("Yes")
    return tr("not since {day}", day=date_text(kind.retired_on))
