"""The scoring schemes of provider credit: which weights and points hold from which day on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.credit import CreditCriterion, CreditRule
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import action_for
from parkdesk.gui.credit.columns import scheme_columns
from parkdesk.gui.credit.dialogs import SchemeDialog
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.i18n.credit import points_text, source_text
from parkdesk.usecases.credit import add_credit_scheme, edit_credit_scheme
from parkdesk.usecases.credit_lists import SchemeRow, credit_scheme_detail, list_credit_schemes

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request


class CreditSchemesPage(RecordPage[SchemeRow]):
    """The schemes, the newest first; what was issued by an older one stays as it was issued."""

    tables: ClassVar[frozenset[str]] = frozenset({"credit_scheme", "document_print"})
    view_key: ClassVar[str] = "credit-schemes"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Scoring schemes"))
        self.say_count(lambda n: trn("{n} scheme", "{n} schemes", n))
        make = partial(action_for, self, runner)
        self.edit = make(edit_credit_scheme, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.new = make(
            add_credit_scheme, tr("New scheme"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self._way_back(tr("To provider credit"), "credit", "approve"))
        self.add_action(self.edit)
        self.add_action(self.new, primary=True, key_shown=True)
        self.end_filters()
        self.set_list(scheme_columns(), self._load, Sort("from_on", descending=True))
        self.set_empty(
            tr("No scoring scheme yet"),
            tr("Enter weights and points, and where they come from. No official scheme is known."),
            self.new,
            icon="settings",
        )
        self.set_detail(self.panel, widths=(740, 440))
        self._open_with_edit()

    def _ask(self, record_id: int) -> Request[SchemeRow]:
        return self.runner.run(self, credit_scheme_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[SchemeRow]) -> object:
        return self.runner.run(self, list_credit_schemes, sort, offset, limit).done(arrived)

    def _say(self, row: SchemeRow) -> None:
        chip = (tr("Sheets issued by it"), Tone.NEUTRAL) if row.used else None
        self.panel.show_title(row.scheme.name, source_text(row.scheme), chip)
        self.facts.show_facts(_facts(row))

    def _enable(self) -> None:
        row = self._row
        self.edit.setEnabled(
            row is not None and not row.used and self.runner.can(edit_credit_scheme)
        )

    def _open_edit(self) -> None:
        if self._row is not None:
            self._open(SchemeDialog(self.runner, self, self.shell.today, self._row))

    def _open_new(self) -> None:
        before = self._row.scheme if self._row is not None else None
        self._open(SchemeDialog(self.runner, self, self.shell.today, before=before))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(self._saved)
        dialog.open()

    def _saved(self, scheme_id: object) -> None:
        self.shell.notify(tr("Scheme saved"))
        if isinstance(scheme_id, int):
            self.show_record(scheme_id)


def _facts(row: SchemeRow) -> list[tuple[str, str]]:
    scheme = row.scheme
    return [
        (tr("Holds from"), date_text(scheme.from_on)),
        (tr("Holds until"), date_text(row.until)),
        (tr("Months counted"), number_text(scheme.months)),
        *(
            (label(one), tr("up to {n}", n=number_text(scheme.most(one))))
            for one in CreditCriterion
        ),
        *((label(one), points_text(scheme.points(one))) for one in CreditRule),
    ]
