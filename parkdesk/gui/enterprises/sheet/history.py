"""The history of an enterprise: field, old and new, who, when, why; over all its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter

from parkdesk.domain.enterprise_history import HistoryLine, HistorySubject
from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.admin.trail_words import action_text, table_text
from parkdesk.gui.enterprises.sheet.tab import SheetTab, is_gone
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.choice_filter import ChoiceFilter
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.i18n import instant_text, label, tr
from parkdesk.i18n.actors import actor_text
from parkdesk.i18n.enterprise_history import change_text, field_text, told_changes, value_text
from parkdesk.usecases.enterprise_history import HistoryFilter, enterprise_history

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet
    from parkdesk.gui.runner import Runner


class HistoryTab(SheetTab):
    """A windowed list of changes; beside it the fields of the one that is chosen."""

    tables: ClassVar[frozenset[str]] = frozenset({"trail"})

    def __init__(self, runner: Runner, sheet: Sheet) -> None:
        super().__init__(runner, sheet)
        self.subject: ChoiceFilter[HistorySubject] = ChoiceFilter(
            tr("All subjects"), [(one, label(one)) for one in HistorySubject]
        )
        self.subject.chosen.connect(self._other_subject)
        self.table: RecordTable[HistoryLine] = RecordTable()
        self.table.setObjectName("SheetHistory")
        self.table.set_model(WindowedModel(_columns(), self._load, self, sort=Sort("at")))
        self.table.empty.say(tr("No change"), tr("Nothing has been changed yet."), "trail")
        self.table.row_changed.connect(self._show_detail)
        self.panel = DetailPanel(tr("Choose a change to see its fields."))
        self.facts = Facts()
        self.panel.add_tab(tr("What was changed"), self.facts)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE * 2)
        splitter.addWidget(self.table)
        splitter.addWidget(self.panel)
        splitter.setStretchFactor(0, 1)
        splitter.setSizes([780, 300])
        filters = QHBoxLayout()
        filters.addWidget(self.subject)
        filters.addStretch()
        self.body.addLayout(filters)
        self.body.addWidget(splitter, 1)
        self._shown_id: int | None = None

    def refresh(self) -> None:
        """Fetch the changes again; of another enterprise or another day from the top."""
        if self._shown_id == self.enterprise_id:
            self.table.records.refresh()
        else:
            self._shown_id = self.enterprise_id
            self.panel.show_nothing()
            self.table.records.reload()

    def _other_subject(self) -> None:
        self.panel.show_nothing()
        self.table.records.reload()

    def _load(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[HistoryLine]) -> object:
        if self.enterprise_id is None:
            arrived(Window((), 0, 0))
            return None
        criteria = HistoryFilter(self.subject.value(), self.on)
        request = self.runner.run(
            self, enterprise_history, self.enterprise_id, criteria, offset, limit
        )
        return request.done(arrived).refused(is_gone)

    def _show_detail(self, line: HistoryLine | None) -> None:
        if line is None:
            self.panel.show_nothing()
            return
        who = tr("{name} · {when}", name=actor_text(line.actor), when=instant_text(line.at))
        self.panel.show_title(action_text(line.action), who)
        pairs = [(tr("Record"), record_text(line))]
        if line.reason:
            pairs.append((tr("Why"), line.reason))
        for change in told_changes(line):
            name = field_text(line.table, change.field)
            if change.hidden:
                pairs.append((name, tr("changed; the values are not kept here")))
                continue
            new = value_text(line, change.field, change.new)
            old = value_text(line, change.field, change.old)
            pairs.append((name, f"{old} → {new}" if change.old else new))
        self.facts.show_facts(pairs)


def record_text(line: HistoryLine) -> str:
    """Return what kind of record was changed, and what people call it."""
    kind = table_text(line.table)
    return tr("{kind} {name}", kind=kind, name=line.record) if line.record else kind


def _told(line: HistoryLine) -> str:
    told = told_changes(line)
    if not told:
        return tr("follows from another change")
    return tr("; ").join(change_text(line, change) for change in told)


def _columns() -> tuple[Column[HistoryLine], ...]:
    return (
        Column(tr("When"), lambda row: instant_text(row.at), width=140),
        Column(tr("Who"), lambda row: actor_text(row.actor), width=84),
        Column(tr("Action"), lambda row: action_text(row.action), width=130, grows=True),
        Column(tr("Record"), record_text, muted=True, width=140, grows=True),
        Column(tr("Field: old → new"), _told, width=300, grows=True),
        Column(tr("Why"), lambda row: row.reason, width=140, grows=True, yields=1),
    )
