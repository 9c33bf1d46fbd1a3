"""Provider credit (资信): every enterprise with its last sheet; one scorecard at the right."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.credit.columns import enterprise_columns
from parkdesk.gui.credit.dialogs import EntryDialog, ReplyDialog, StrikeDialog
from parkdesk.gui.credit.panel import POINTS, CreditPanel
from parkdesk.gui.documents.dialog import DocumentDialog, open_document
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived
from parkdesk.i18n import tr, trn
from parkdesk.usecases.credit import (
    add_credit_entry,
    record_credit_reply,
    strike_credit_entry,
)
from parkdesk.usecases.credit_lists import CreditFilter, CreditRow, credit_detail, list_credit
from parkdesk.usecases.issued_documents import freeze_document

if TYPE_CHECKING:
    from parkdesk.domain.credit import CreditFact, IssuedCredit
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

_PAGES = {
    "certification": "certifications",
    "contract": "contracts",
    "clawback": "clawbacks",
    "claim": "claims",
}
"""Where the record of a point is opened; any other is a row of the enterprise's own page."""
_TABS = {"enterprise_stop": "titles"}
_ISSUED, _NONE = "issued", "none"


class CreditPage(RecordPage[CreditRow]):
    """The enterprises of the park; each point of the one in view opens its record."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {
            *("credit_entry", "credit_reply", "credit_scheme", "document_print", "enterprise"),
            *("certification", "clawback", "contract_execution", "enterprise_stop"),
            *("quarter_return", "claim"),
        }
    )
    view_key: ClassVar[str] = "credit"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Provider credit"))
        self.say_count(lambda n: trn("{n} enterprise", "{n} enterprises", n))
        self._make_actions()
        self.standing = self.add_choice(
            tr("With and without a sheet"),
            [(_ISSUED, tr("Sheet issued")), (_NONE, tr("No sheet issued"))],
            key="standing",
        )
        self.search = self.add_search(tr("Enterprise or credit code"))
        self.end_filters()
        self.set_list(enterprise_columns(), self._load, Sort("name"))
        self.set_empty(
            tr("No enterprises yet"), tr("The register of enterprises is empty."), icon="approve"
        )
        self.shown = CreditPanel(self.panel, self.facts)
        self.shown.points.opened.connect(lambda _row: self._open_record())
        self.shown.points.row_changed.connect(lambda _row: self._enable())
        self.shown.entries.row_changed.connect(lambda _row: self._enable())
        self.shown.issued.opened.connect(self._open_issued)
        self.panel.tabs.currentChanged.connect(lambda _place: self._enable())
        self.panel.add_foot(self.issue, primary=True)
        self.panel.add_foot(self.open_record)
        self.panel.add_foot(self.reply)
        self.panel.add_foot(self.strike)
        self.set_detail(self.panel, widths=(560, 620))
        self.table.opened.connect(lambda _row: self._go_to_points())
        self._enable()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.open_record = PageAction(
            self, tr("Open record"), self._open_record, key="F4", icon="eye"
        )
        self.reply = make(
            record_credit_reply, tr("Record reply…"), self._ask_reply, key="F2", icon="edit"
        )
        self.strike = make(
            strike_credit_entry, tr("Strike out…"), self._ask_strike, key="Ctrl+Del", icon="delete"
        )
        self.issue = make(
            freeze_document, tr("Issue sheet…"), self._issue, key="Ctrl+Shift+G", icon="approve"
        )
        self.new = make(
            add_credit_entry, tr("New credit entry"), self._open_new, key="Ctrl+Shift+N",
            icon="plus",
        )  # fmt: skip
        for action in (self.open_record, self.reply, self.strike, self.issue):
            self.add_key(action)
        schemes = PageAction(
            self, tr("Scoring schemes"), lambda: self.shell.open_page("credit-schemes"),
            icon="settings",
        )  # fmt: skip
        self.add_action(self._way_back(tr("To the opportunities"), "opportunities", "contract"))
        self.add_action(schemes)
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> CreditFilter:
        """Return what the filters say."""
        standing = self.standing.value()
        return CreditFilter(self.search.words(), None if standing is None else standing == _ISSUED)

    def _ask(self, record_id: int) -> Request[CreditRow]:
        return self.runner.run(self, credit_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[CreditRow]) -> object:
        request = self.runner.run(self, list_credit, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: CreditRow) -> None:
        self.shown.show(row)

    def _enable(self) -> None:
        row = self._row
        point = self.shown.point() if row is not None else None
        entry = self.shown.entry() if row is not None else None
        self.issue.setEnabled(
            row is not None and row.sheet is not None and self.runner.can(freeze_document)
        )
        self.open_record.setEnabled(point is not None)
        self.reply.setEnabled(point is not None and self.runner.can(record_credit_reply))
        self.strike.setEnabled(
            entry is not None and entry.struck_on is None and self.runner.can(strike_credit_entry)
        )
        self.panel.fit_foot()

    # Steps

    def _go_to_points(self) -> None:
        self.panel.tabs.setCurrentIndex(POINTS)
        self.shown.points.setFocus()

    def _open_record(self) -> None:
        point = self.shown.point()
        if point is not None and self._row is not None:
            self._open_fact(point.fact, self._row.id)

    def _open_fact(self, fact: CreditFact, enterprise_id: int) -> None:
        """Open the record behind a point; an entry is a row of this page."""
        if fact.table == "credit_entry":
            self.shown.go_to_entry(fact.record_id)
            return
        if fact.table in _PAGES:
            self.shell.open_page(_PAGES[fact.table], fact.record_id)
            return
        page = self.shell.open_page("enterprise", enterprise_id)
        if page is not None:
            page.choose(_TABS.get(fact.table, "returns"))

    def _open_issued(self, row: IssuedCredit) -> None:
        self.shell.open_page("documents", row.document_id)

    def _issue(self) -> DocumentDialog | None:
        if self._row is None:
            return None
        asked = DocumentRequest(DocumentKind.CREDIT, self._row.id)
        return open_document(self.runner, self, asked, self.shell.notify)

    def _open_new(self) -> None:
        self._open(EntryDialog(self.runner, self, self.shell.today, self._row))

    def _ask_reply(self) -> None:
        point = self.shown.point()
        if point is not None and self._row is not None:
            self._open(ReplyDialog(self.runner, self, self.shell.today, self._row, point))

    def _ask_strike(self) -> None:
        entry = self.shown.entry()
        if entry is not None:
            self._open(StrikeDialog(self.runner, self, entry))

    def _open(self, dialog: FormDialog) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(tr("Credit saved")))
        dialog.open()
