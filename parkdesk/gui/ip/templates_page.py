"""Templates that the intellectual-property platform hands out: agreements, rules, clauses."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from parkdesk.domain.ip_templates import IpTemplateKind, IpTemplateState
from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import action_for
from parkdesk.gui.faults import tell
from parkdesk.gui.ip.template_dialogs import HandOutDialog, TemplateDialog
from parkdesk.gui.papers.copies import copy_name, copy_to_open, save_copy
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.summaries import folders
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, number_text, tr, trn
from parkdesk.usecases.ip_templates import (
    IpTemplateFilter,
    IpTemplateRow,
    add_template,
    delete_template,
    edit_template,
    hand_out_template,
    list_templates,
    retire_template,
    template_content,
    template_detail,
)
from parkdesk.usecases.papers import PaperContent

if TYPE_CHECKING:
    from parkdesk.gui.forms import FormDialog
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

_KILOBYTE = 1_024
_TONES = {IpTemplateState.OFFERED: Tone.GOOD, IpTemplateState.RETIRED: Tone.NEUTRAL}


class IpTemplatesPage(RecordPage[IpTemplateRow]):
    """Every template; one at the right, to be opened, saved or handed out."""

    tables: ClassVar[frozenset[str]] = frozenset({"ip_template"})
    view_key: ClassVar[str] = "ip-templates"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("IP templates"))
        self.say_count(lambda n: trn("{n} template", "{n} templates", n))
        self._make_actions()
        self.kind = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in IpTemplateKind], key="kind"
        )
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in IpTemplateState], key="state"
        )
        self.search = self.add_search(tr("Template or author"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("title"))
        self.set_empty(
            tr("No templates yet"),
            tr("Put the confidentiality agreements here that enterprises ask for."),
            self.new,
            icon="book",
        )
        self.panel.add_foot(self.hand_out, primary=True, key_shown=True)
        for action in (self.open_it, self.save_it):
            self.panel.add_foot(action)
        self.panel.add_seldom(self.retire, self.offer)
        self.set_detail(self.panel, widths=(760, 420))
        self._open_with_edit()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.hand_out = make(
            hand_out_template, tr("Hand out…"), self._open_hand_out, key="Ctrl+Ins", icon="send"
        )
        self.open_it = make(template_content, tr("Open"), self._open_elsewhere, icon="eye")
        self.save_it = make(
            template_content, tr("Save a copy…"), self._ask_where, key="Ctrl+S", icon="save"
        )
        self.retire = make(
            retire_template, tr("Hand it out no more"), partial(self._retire, retired=True),
            icon="reject",
        )  # fmt: skip
        self.offer = make(
            retire_template, tr("Hand it out again"), partial(self._retire, retired=False),
            icon="restore",
        )  # fmt: skip
        self.edit = make(edit_template, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.delete = make(delete_template, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.hand_out, self.open_it, self.save_it, self.retire, self.offer):
            self.add_key(action)
        back = self._way_back(tr("To filings and disputes"), "ip-matters", "certificate")
        for action in (back, self.edit, self.delete):
            self.add_action(action)
        self.new = make(
            add_template, tr("New template"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.new, primary=True, key_shown=True)

    def _ask(self, record_id: int) -> Request[IpTemplateRow]:
        return self.runner.run(self, template_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[IpTemplateRow]) -> object:
        criteria = IpTemplateFilter(self.search.words(), self.kind.value(), self.state.value())
        request = self.runner.run(self, list_templates, criteria, sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: IpTemplateRow) -> None:
        self.panel.show_title(row.form.title, row.file_name, (label(row.state), _TONES[row.state]))
        facts = [
            (tr("Kind"), label(row.form.kind) if row.form.kind else ""),
            (tr("Written by"), row.form.source),
            (tr("Edition"), row.form.edition),
            (tr("Size"), _size_text(row)),
            (tr("Put here on"), date_text(row.added_on)),
            (tr("Handed out until"), date_text(row.retired_on) if row.retired_on else ""),
            (tr("Remarks"), row.form.note),
        ]
        self.facts.show_facts([(name, text) for name, text in facts if text])

    def _enable(self) -> None:
        """Offer what is left to do with the template in view."""
        row = self._row
        there = row is not None
        offered = row is not None and row.state is IpTemplateState.OFFERED
        of_today = row is not None and row.added_on == self.shell.today
        for action, use_case, fits in (
            (self.hand_out, hand_out_template, offered),
            (self.open_it, template_content, there),
            (self.save_it, template_content, there),
            (self.retire, retire_template, offered),
            (self.offer, retire_template, there and not offered),
            (self.edit, edit_template, there),
            (self.delete, delete_template, of_today),
        ):
            action.setEnabled(fits and self.runner.can(use_case))
        self.panel.fit_foot()

    def _open(self, dialog: FormDialog, said: str) -> None:
        dialog.saved.connect(lambda _result: self.shell.notify(said))
        dialog.open()

    def _open_new(self) -> None:
        dialog = TemplateDialog(self.runner, self, self.shell.today)
        dialog.saved.connect(self._put_here)
        dialog.open()

    def _put_here(self, template_id: object) -> None:
        self.shell.notify(tr("IP template saved"))
        if isinstance(template_id, int):
            self.show_record(template_id)

    def _open_edit(self) -> None:
        if self._row is not None and self.edit.isEnabled():
            dialog = TemplateDialog(self.runner, self, self.shell.today, self._row)
            self._open(dialog, tr("IP template saved"))

    def _open_hand_out(self) -> None:
        if self._row is not None:
            dialog = HandOutDialog(self.runner, self, self.shell.today, self._row)
            self._open(dialog, tr("Handed out; it is in the service log"))

    def _retire(self, *, retired: bool) -> None:
        row = self._row
        if row is not None:
            said = tr("Handed out no more") if retired else tr("Handed out again")
            request = self.runner.run(self, retire_template, row.id, row.version, retired=retired)
            request.done(lambda _none: self.shell.notify(said))

    def _ask_delete(self) -> None:
        row = self._row
        if row is not None:
            self._confirm_delete(
                tr("Delete the template {title}?", title=row.form.title),
                lambda: self.runner.run(self, delete_template, row.id, row.version),
                tr("IP template deleted"),
            )

    # The file

    def _open_elsewhere(self) -> None:
        if self._row is not None:
            self.runner.run(self, template_content, self._row.id).done(self._copy_and_open)

    def _copy_and_open(self, content: PaperContent) -> None:
        def opened(path: Path) -> None:
            if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                words = tr("This computer knows no program for {file}: save a copy.",
                           file=path.name)  # fmt: skip
                tell(self, words, Tone.WARN)

        self.runner.call(self, copy_to_open, content).done(opened)

    def _ask_where(self) -> None:
        if self._row is not None:
            self.runner.run(self, template_content, self._row.id).done(self._ask_place)

    def _ask_place(self, content: PaperContent) -> None:
        place = folders.last_folder() / copy_name(content)
        dialog = QFileDialog(self, tr("Save a copy"), str(place))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(content.media_type.suffix)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name), content))
        dialog.open()

    def save_to(self, path: Path, content: PaperContent) -> None:
        """Save a copy."""

        def saved(path: Path) -> None:
            folders.keep_folder(path.parent)
            self.shell.notify(tr("Saved as {path}", path=path))

        self.runner.call(self, save_copy, path, content.content).done(saved)


def _size_text(row: IpTemplateRow) -> str:
    return tr("{n} KB", n=number_text(-(-row.size // _KILOBYTE)))


def _columns() -> tuple[Column[IpTemplateRow], ...]:
    return (
        Column(tr("Template"), lambda row: row.form.title, "title", width=240, grows=True),
        Column(tr("Kind"), lambda row: label(row.form.kind) if row.form.kind else "", width=130,
               key="kind"),
        Column(tr("State"), lambda row: label(row.state), tone=lambda row: _TONES[row.state],
               width=96, key="state"),
        Column(tr("Edition"), lambda row: row.form.edition, width=90, key="edition", yields=1),
        Column(tr("Written by"), lambda row: row.form.source, width=150, key="source", yields=2),
        Column(tr("Put here on"), lambda row: date_text(row.added_on), "added_on", width=110,
               value=lambda row: row.added_on),
        Column(tr("File"), lambda row: row.file_name, width=160, key="file", hidden=True),
        Column(tr("Remarks"), lambda row: row.form.note, width=160, key="note", hidden=True),
    )  # fmt: skip
