"""The page of one enterprise (企业页): its head, the day as at which it is read, its tabs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from parkdesk.domain.enterprises import SaveEnterprise
from parkdesk.domain.issued_documents import DocumentKind, DocumentRequest
from parkdesk.domain.paging import Sort
from parkdesk.domain.stops import StopState
from parkdesk.gui.actions import PageAction, action_for, button
from parkdesk.gui.date_field import DateField
from parkdesk.gui.documents.dialog import open_document
from parkdesk.gui.enterprises.dialog import EnterpriseDialog
from parkdesk.gui.enterprises.sheet.print_dialog import SheetPrintDialog
from parkdesk.gui.enterprises.sheet.tab import is_gone
from parkdesk.gui.enterprises.sheet.tab_book import TabBook
from parkdesk.gui.enterprises.words import STATUS_TONES
from parkdesk.gui.fields import BadText
from parkdesk.gui.page import Page
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.chip import Chip
from parkdesk.gui.widgets.empty_state import EmptyState
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import date_text, label, number_text, tr
from parkdesk.usecases.enterprise_details import enterprise_form
from parkdesk.usecases.enterprise_lists import EnterpriseFilter
from parkdesk.usecases.enterprise_prints import enterprise_print
from parkdesk.usecases.enterprise_sheet import (
    Beside,
    EnterpriseHead,
    enterprise_beside,
    enterprise_head,
)
from parkdesk.usecases.enterprise_tab_counts import enterprise_tab_counts
from parkdesk.usecases.enterprises import edit_enterprise
from parkdesk.usecases.issued_documents import draft_document

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import SheetTab
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner

DAY_AFTER_MS = 400
"""The tabs follow a day that is being typed or stepped through after this pause."""
Wanted = tuple[int, dt.date | None]
"""An enterprise and the day as at which it was asked for."""


class EnterpriseSheet(Page):
    """Everything the park knows of one enterprise; tabs are made when first opened."""

    reads_quarter: ClassVar[bool] = False
    tables: ClassVar[frozenset[str]] = frozenset(
        {"enterprise", "enterprise_name", "enterprise_status", "enterprise_stop"}
    )

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.enterprise_id: int | None = None
        self.as_at_note = tr("Every tab shows what was so on that day, and what was known of it.")
        self.detail: EnterpriseHead | None = None
        self._order: tuple[EnterpriseFilter, Sort] = (EnterpriseFilter(), Sort("name"))
        self._beside = Beside(0, 0, None, None)
        self._make_head()
        self._make_actions()
        self._make_tabs()
        self._show_nothing()

    # Making

    def _make_head(self) -> None:
        self.chip = Chip()
        self.head.insertWidget(1, self.chip, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.stop_chip = Chip()
        self.head.insertWidget(2, self.stop_chip, alignment=Qt.AlignmentFlag.AlignVCenter)
        self.day = DateField("on", tr("As at"), today=self.shell.today)
        self.day.editor.setPlaceholderText(tr("Today"))
        self.day.editor.setToolTip(
            tr("Everything on this page as it stood on a day; empty is today (Alt+D)")
        )
        self.day.editor.setFixedWidth(130)
        self.day.box.setFixedWidth(130)
        self.day.changed.connect(self._day_typed)
        self.day.editor.editingFinished.connect(self._take_day)
        self._day_pause = QTimer(self, singleShot=True, interval=DAY_AFTER_MS)
        self._day_pause.timeout.connect(self._take_day)
        self.day.set_value(self.on)
        self.add_key(PageAction(self, tr("As at a day"), self.day.focus, key="Alt+D", icon="clock"))

    def _make_actions(self) -> None:
        self.back = PageAction(
            self, tr("To the register"), self.go_back, key="Alt+Left", icon="chevron-left"
        )
        self.before = PageAction(self, tr("The enterprise before"), self.go_before, key="Alt+Up")
        self.after = PageAction(self, tr("The enterprise after"), self.go_after, key="Alt+Down")
        self.edit = action_for(
            self, self.runner, edit_enterprise, tr("Edit"), self._open_edit, key="F2", icon="edit"
        )
        for action in (self.back, self.before, self.after):
            self.add_key(action)
        self.printing = action_for(
            self,
            self.runner,
            enterprise_print,
            tr("Print…"),
            self._open_print,
            key="Ctrl+P",
            icon="print",
        )
        self.pack = action_for(
            self,
            self.runner,
            draft_document,
            tr("Pack…"),
            lambda: self.open_pack(),
            key="Ctrl+Shift+G",
            icon="report",
        )
        self.add_action(self.pack)
        self.add_action(self.printing)
        self.add_action(self.edit)
        self._place = text_label("", "muted")
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        link = button(tr("Enterprises"), self.go_back, icon="chevron-left", role="link")
        link.setToolTip(self.back.toolTip())
        row.addWidget(link)
        row.addWidget(self._place)
        row.addStretch()
        row.addWidget(text_label(tr("As at"), "label"))
        row.addWidget(self.day.box)
        self.body.addLayout(row)

    def _make_tabs(self) -> None:
        self.tabs = TabBook(self.runner, self)
        self.empty = EmptyState()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.tabs)
        self.body.addWidget(self._stack, 1)

    @property
    def tabs_made(self) -> dict[str, SheetTab]:
        """The tabs that have been opened, by their keys."""
        return self.tabs.made

    def every_action(self) -> list[PageAction]:
        """Return what can be done here, in every tab of it."""
        self.tabs.make_all()
        return self.page_actions

    # What a tab asks of its page

    def name_tab(self, key: str, count: int | None) -> None:
        """Write a count beside a tab's name; None and nothing write none."""
        self.tabs.name(key, count)

    def show_tab(self, key: str) -> None:
        """Bring a tab into view."""
        self.tabs.choose(key)

    # Showing

    def show_record(self, record_id: int) -> None:
        """Show an enterprise, in the tab that is in view."""
        self._when_free(partial(self._show_enterprise, record_id))

    def follow(self, criteria: EnterpriseFilter, order: Sort) -> None:
        """Let Alt+Up and Alt+Down walk through the register as it is filtered and ordered."""
        self._order = (criteria, order)
        self._find_place()

    @property
    def on(self) -> dt.date | None:
        """The day as at which the page is read, as the whole window is; None is today."""
        return self.shell.on

    def follow_day(self) -> None:
        """Read as at the window's other day."""
        if not self.day.editor.hasFocus():
            self.day.set_value(self.on)
        if self.enterprise_id is not None:
            self._load_head()
            self.tabs.show_enterprise(self.enterprise_id, self.on)

    def refresh(self) -> None:
        """Fetch head and tabs again."""
        self._load_head()
        self.tabs.refresh()

    def focus_first(self) -> None:
        """Put the focus on the tabs: left and right choose one."""
        if self.enterprise_id is None:
            self.empty.focus_first()
        else:
            self.tabs.tabBar().setFocus()

    def may_leave(self) -> bool:
        """Whether no tab would lose anything typed."""
        return not self.tabs.unsettled()

    def when_settled(self, go_on: Callable[[], object], stay: Callable[[str], object]) -> None:
        """Call `go_on` when no tab would lose anything typed, else say which one would."""
        key = self.tabs.unsettled()
        if key:
            self.show_tab(key)
            stay(tr("Something that was typed here is not saved yet."))
        else:
            go_on()

    def go_back(self) -> None:
        """Go to the register, to this enterprise's row."""
        self.shell.open_page("enterprises", self.enterprise_id)

    def go_before(self) -> None:
        """Show the enterprise before this one in the register."""
        if self._beside.previous is not None:
            self.show_record(self._beside.previous)

    def go_after(self) -> None:
        """Show the enterprise after this one in the register."""
        if self._beside.next is not None:
            self.show_record(self._beside.next)

    def _when_free(self, go_on: Callable[[], object]) -> None:
        def stay(words: str) -> None:
            self.banner.show_text(words, Tone.WARN, offers=((tr("Discard"), go_on),))

        self.when_settled(go_on, stay)

    def _show_enterprise(self, enterprise_id: int) -> None:
        if enterprise_id != self.enterprise_id:
            self.banner.dismiss()
        self.enterprise_id = enterprise_id
        if self._stack.currentWidget() is not self.tabs:
            self._stack.setCurrentWidget(self.tabs)
            # The page was opened without an enterprise: what had the focus is gone.
            self.focus_first()
        self._load_head()
        self._find_place()
        self.tabs.show_enterprise(enterprise_id, self.on)

    def _show_nothing(self) -> None:
        self.detail = None
        self.enterprise_id = None
        self.tabs.show_nothing()
        self.set_title(tr("Enterprise page"))
        self.chip.say("", Tone.NEUTRAL)
        self.stop_chip.say("", Tone.NEUTRAL)
        self._place.setText("")
        self._enable()
        self.empty.say(
            tr("No enterprise is open"),
            tr("Choose one in the register and press Enter, or find it with Ctrl+K."),
            "building",
        )
        self.empty.offer(self.back)
        self._stack.setCurrentWidget(self.empty)

    def _load_head(self) -> None:
        if self.enterprise_id is not None:
            wanted = (self.enterprise_id, self.on)
            request = self.runner.run(self, enterprise_head, *wanted)
            request.done(partial(self._show_head, wanted)).refused(partial(self._gone, wanted))
            counting = self.runner.run(self, enterprise_tab_counts, *wanted)
            counting.done(partial(self._show_counts, wanted)).refused(is_gone)

    def _show_counts(self, wanted: Wanted, counts: Mapping[str, int]) -> None:
        if wanted == (self.enterprise_id, self.on):
            for key, count in counts.items():
                self.name_tab(key, count)

    def _show_head(self, wanted: Wanted, head: EnterpriseHead) -> None:
        if wanted != (self.enterprise_id, self.on):
            return
        self.detail = head
        parts = [head.code]
        if head.name != head.present_name:
            parts.append(tr("now {name}", name=head.present_name))
        if self.on is not None:
            parts.append(tr("as at {day}", day=date_text(self.on)))
        self.set_title(head.name, " · ".join(parts))
        if head.status is not None:
            self.chip.say(label(head.status), STATUS_TONES[head.status])
        else:
            self.chip.say(tr("Not yet in the register"), Tone.NEUTRAL)
        self.stop_chip.say(label(StopState.HOLDING) if head.stopped else "", Tone.BAD)
        self._enable()

    def _gone(self, wanted: Wanted, error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one.
        if is_gone(error) and wanted[0] == self.enterprise_id:
            self._show_nothing()
        return is_gone(error)

    def _enable(self) -> None:
        here = self.detail is not None
        self.edit.setEnabled(here and self.runner.can(edit_enterprise))
        self.printing.setEnabled(here)
        self.pack.setEnabled(here)
        self.before.setEnabled(here and self._beside.previous is not None)
        self.after.setEnabled(here and self._beside.next is not None)

    def _find_place(self) -> None:
        if self.enterprise_id is not None:
            request = self.runner.run(self, enterprise_beside, self.enterprise_id, *self._order)
            request.done(self._show_place).refused(is_gone)

    def _show_place(self, beside: Beside) -> None:
        self._beside = beside
        self.position_changed.emit(beside.place, beside.total)
        words = ""
        if beside.place:
            words = tr(
                "{place} of {total}",
                place=number_text(beside.place),
                total=number_text(beside.total),
            )
        self._place.setText(words)
        self._enable()

    # The day

    def _day_typed(self) -> None:
        self._day_pause.start()

    def _take_day(self) -> None:
        self._day_pause.stop()
        try:
            on = self.day.value()
        except BadText:
            return
        self.shell.read_as_at(on)
        if not self.day.editor.hasFocus():
            # Today and any later day are no day to read as at.
            self.day.set_value(self.on)

    # Dialogs

    def _open_print(self) -> None:
        if self.enterprise_id is not None:
            dialog = SheetPrintDialog(
                self.runner, self, self.enterprise_id, self.on, self.shell.notify
            )
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def open_pack(self, record_id: int | None = None) -> None:
        """Show everything of the enterprise, or of another, as it would be issued."""
        id_ = record_id or self.enterprise_id
        if id_ is not None:
            asked = DocumentRequest(DocumentKind.ENTERPRISE, id_, self.on)
            open_document(self.runner, self, asked, self.shell.notify)

    def _open_edit(self) -> None:
        if self.detail is None:
            return
        id_ = self.detail.id

        def opened(found: tuple[int, SaveEnterprise]) -> None:
            version, form = found
            dialog = EnterpriseDialog(
                self.runner, self, self.shell.today, edits=(id_, version, form)
            )
            dialog.saved.connect(lambda _id: self.shell.notify(tr("Enterprise saved")))
            dialog.open()

        self.runner.run(self, enterprise_form, id_).done(opened)
