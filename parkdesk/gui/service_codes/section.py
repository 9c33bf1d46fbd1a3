"""The list of services among the settings of the park: editions at the left, the tree beside."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from parkdesk.domain.paging import Sort, Window
from parkdesk.excel.service_codes import SERVICE_CODE_COLUMNS
from parkdesk.gui.actions import ActionButton, action_for
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.page import Page
from parkdesk.gui.service_codes.dialogs import CodeDialog, EditionDialog
from parkdesk.gui.service_codes.importing import service_code_import
from parkdesk.gui.service_codes.mapping_dialog import MappingDialog, moved_text
from parkdesk.gui.service_codes.words import (
    edition_state,
    edition_text,
    keys_text,
    name_text,
    period_text,
)
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Arrived, Column, WindowedModel
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.service_code_imports import (
    export_service_codes,
    import_service_codes,
)
from parkdesk.usecases.service_code_lists import (
    CodeRow,
    EditionRow,
    list_editions,
    list_service_codes,
)
from parkdesk.usecases.service_codes import (
    decide_mapping,
    delete_service_code,
    register_edition,
    save_service_code,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class ServiceCodesSection(Page):
    """Which editions there are, what each holds, how a newer one is taken over."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"service_code", "service_code_edition", "service_code_mapping", "enterprise_service"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title("")
        self.editions_known: tuple[EditionRow, ...] = ()
        self.codes_known: tuple[CodeRow, ...] = ()
        self._wanted = ""
        self._filling = False
        self._make_actions()
        self._make_views()
        self._enable()
        self.refresh()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(
            register_edition, tr("Correct edition"), self._edit_edition, key="F2", icon="edit"
        )
        self.import_list = make(
            import_service_codes,
            tr("Import table"),
            self.open_import,
            key="Ctrl+Shift+I",
            icon="import",
        )
        self.export = make(
            export_service_codes, tr("Export"), self._export, key="Ctrl+Shift+E", icon="export"
        )
        self.map = make(decide_mapping, tr("Take over…"), self._map, key="Ctrl+Return", icon="send")
        self.new = make(
            register_edition,
            tr("New edition"),
            self._new_edition,
            key="Ctrl+Shift+N",
            icon="plus",
        )
        for action in (self.edit, self.import_list, self.export, self.map):
            self.add_action(action)
        self.add_action(self.new, primary=True)
        self.add_code = make(save_service_code, tr("New class"), self._new_code, icon="plus")
        self.edit_code = make(
            save_service_code, tr("Correct class"), self._edit_code, key="Shift+F2"
        )
        self.delete_code = make(delete_service_code, tr("Delete class"), self._ask_delete)
        for action in (self.add_code, self.edit_code, self.delete_code):
            self.add_key(action)

    def _make_views(self) -> None:
        self.editions = ShortTable[EditionRow]("ServiceEditionsTable", _edition_columns(), most=16)
        self.editions.row_changed.connect(self._choose)
        self.editions.records.settled.connect(self._filled)
        self.editions.opened.connect(lambda _row: self.edit.trigger())
        self.codes: RecordTable[CodeRow] = RecordTable()
        self.codes.setObjectName("ServiceCodesTable")
        self.codes.set_model(WindowedModel(_code_columns(), self._serve, self))
        self.codes.row_changed.connect(lambda _row: self._enable())
        self.codes.opened.connect(lambda _row: self.edit_code.trigger())
        self.codes.empty.say(
            tr("No codes yet"),
            tr("Import the table of this edition from Excel: two levels, a row for each class."),
            "import",
        )
        self.codes.empty.offer(self.import_list)
        self.heading = text_label("", "subtitle", wrap=True)
        self.facts = text_label("", "muted", wrap=True, selectable=True)
        self.doubt = Callout("", Tone.WARN)
        splitter = QSplitter(Qt.Orientation.Horizontal)
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(SPACE * 3)
        left, right = _column(self.editions), _column(self.heading, self.facts, self.doubt)
        _box(left).addStretch()
        _box(right).addWidget(self._foot())
        _box(right).addWidget(self.codes, 1)
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setSizes([420, 620])
        self.body.addWidget(splitter, 1)

    def _foot(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        for action in (self.add_code, self.edit_code, self.delete_code):
            row.addWidget(ActionButton(action))
        row.addStretch()
        return holder

    def refresh(self) -> None:
        """Fetch editions and codes again."""
        self.runner.run(self, list_editions).done(self._show_editions)

    def focus_first(self) -> None:
        """Put the focus on the editions."""
        self.editions.setFocus()

    def current_edition(self) -> EditionRow | None:
        """Return the edition whose codes are in view."""
        return next((one for one in self.editions_known if one.code == self._wanted), None)

    def _show_editions(self, rows: tuple[EditionRow, ...]) -> None:
        self.editions_known = rows
        used = next((one.code for one in rows if one.in_use), rows[0].code if rows else "")
        known = {one.code for one in rows}
        wanted = self._wanted if self._wanted in known else used
        self._filling = True
        self.editions.show_rows(rows)
        self._show_edition(wanted)

    def _filled(self) -> None:
        """Go to the edition in view, once the rows are there: a list begins on its first row."""
        codes = [one.code for one in self.editions_known]
        if self._filling and self._wanted in codes:
            self._filling = False
            self.editions.select_place(codes.index(self._wanted))

    def _choose(self, row: EditionRow | None) -> None:
        if row is not None and row.code != self._wanted and not self._filling:
            self._show_edition(row.code)

    def _show_edition(self, code: str) -> None:
        self._wanted = code
        edition = self.current_edition()
        if edition is None:
            return
        self.heading.setText(edition_text(edition))
        facts = [edition.document, period_text(edition.period), keys_text(edition)]
        self.facts.setText(" · ".join([*filter(None, facts), edition.source]))
        text = "" if edition.certainty.confirmed else label(edition.certainty)
        self.doubt.say(text, Tone.WARN)
        self.doubt.setVisible(bool(text))
        self._enable()
        self.runner.run(self, list_service_codes, code).done(partial(self._show_codes, code))

    def _show_codes(self, code: str, rows: tuple[CodeRow, ...]) -> None:
        if code == self._wanted:
            self.codes_known = rows
            self.codes.records.reload()
            self._enable()

    def _serve(self, _sort: Sort, offset: int, limit: int, arrived: Arrived[CodeRow]) -> None:
        rows = self.codes_known
        arrived(Window(rows[offset : offset + limit], len(rows), offset))

    def _enable(self) -> None:
        edition, code = self.current_edition(), self.codes.current()
        can = self.runner.can
        has_codes = edition is not None and edition.size > 0
        self.edit.setEnabled(edition is not None and can(register_edition))
        self.import_list.setEnabled(edition is not None and can(import_service_codes))
        self.export.setEnabled(has_codes)
        self.map.setEnabled(has_codes and self._older() is not None and can(decide_mapping))
        self.add_code.setEnabled(edition is not None and can(save_service_code))
        self.edit_code.setEnabled(code is not None and can(save_service_code))
        free = code is not None and not code.used
        self.delete_code.setEnabled(free and can(delete_service_code))

    def _older(self) -> EditionRow | None:
        """Return the edition with codes that comes before the one in view."""
        edition = self.current_edition()
        if edition is None or edition.period.first is None:
            return None
        before = [
            one
            for one in self.editions_known
            if one.size and one.period.first and one.period.first < edition.period.first
        ]
        return max(before, key=lambda one: (str(one.period.first), one.code), default=None)

    # Dialogs

    def _new_edition(self) -> None:
        self._open_edition(None)

    def _edit_edition(self) -> None:
        self._open_edition(self.current_edition())

    def _open_edition(self, edits: EditionRow | None) -> None:
        dialog = EditionDialog(self.runner, self, self.shell.today, edits=edits)
        dialog.saved.connect(self._edition_saved)
        dialog.open()

    def _edition_saved(self, code: object) -> None:
        self._wanted = str(code)
        self.shell.notify(tr("Edition saved"))
        self.refresh()

    def open_import(self) -> ImportDialog | None:
        """Open the import of the table of the edition in view."""
        edition = self.current_edition()
        if edition is None:
            return None
        dialog = ImportDialog(self.runner, self, service_code_import(edition))
        dialog.open()
        return dialog

    def _export(self) -> None:
        edition = self.current_edition()
        if edition is not None:
            export = Export(
                edition_text(edition), SERVICE_CODE_COLUMNS, export_service_codes, (edition.code,)
            )
            ask_export(self, export)

    def _map(self) -> None:
        older, newer = self._older(), self.current_edition()
        if older is not None and newer is not None:
            dialog = MappingDialog(self.runner, self, older, newer, self.shell.today)
            dialog.saved.connect(lambda moved: self.shell.notify(moved_text(moved)))
            dialog.open()

    def _new_code(self) -> None:
        self._open_code(None)

    def _edit_code(self) -> None:
        self._open_code(self.codes.current())

    def _open_code(self, edits: CodeRow | None) -> None:
        edition, code = self.current_edition(), self.codes.current()
        if edition is None:
            return
        above = "" if code is None else code.parent_code or code.code
        dialog = CodeDialog(
            self.runner,
            self,
            edition,
            self.codes_known,
            self.shell.today,
            edits=edits,
            above=above,
        )
        dialog.saved.connect(lambda _id: self.shell.notify(tr("Class saved")))
        dialog.open()

    def _ask_delete(self) -> None:
        code = self.codes.current()
        if code is None:
            return

        def delete() -> None:
            request = self.runner.run(self, delete_service_code, code.id, code.version)
            request.done(lambda _none: self.shell.notify(tr("Class deleted")))

        self.banner.show_text(
            tr("Delete the class {code} {name}?", code=code.code, name=name_text(code)),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )


def _column(*parts: QWidget) -> QWidget:
    holder = QWidget()
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(SPACE * 2)
    for part in parts:
        box.addWidget(part)
    return holder


def _box(holder: QWidget) -> QVBoxLayout:
    box = holder.layout()
    assert isinstance(box, QVBoxLayout)
    return box


def _edition_columns() -> tuple[Column[EditionRow], ...]:
    return (
        Column(tr("Edition"), edition_text, width=160, grows=True),
        Column(
            tr("State"),
            lambda row: edition_state(row)[0],
            tone=lambda row: edition_state(row)[1],
            width=104,
        ),
        Column(
            tr("Validity"), lambda row: period_text(row.period), muted=True, width=104, yields=1
        ),
    )


_INDENT = "\N{NO-BREAK SPACE}" * 4
"""Before the code of a class within another."""


def _code_columns() -> tuple[Column[CodeRow], ...]:
    return (
        Column(
            tr("Code"),
            lambda row: f"{_INDENT}{row.code}" if row.parent_code else row.code,
            width=104,
        ),
        Column(tr("Name of the class"), name_text, width=166, grows=True),
        Column(tr("Service line"), lambda row: label(row.line), width=68),
        Column(
            tr("Standing"),
            lambda row: tr("confirmed") if row.certainty.confirmed else tr("to be confirmed"),
            tone=lambda row: None if row.certainty.confirmed else Tone.WARN,
            width=96,
        ),
        Column(
            tr("Enterprises' services"),
            lambda row: number_text(row.used),
            numeric=True,
            width=80,
            tip=tr("All that ever had the code, those that have ended too"),
            yields=2,
        ),
        Column(
            tr("Validity"),
            lambda row: "" if row.valid_from is None and row.valid_to is None else _days(row),
            muted=True,
            width=80,
            yields=1,
        ),
    )


def _days(row: CodeRow) -> str:
    return tr("{first} to {last}", first=date_text(row.valid_from), last=date_text(row.valid_to))
