"""A register with the facts of one of its records at the right."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from parkdesk.gui.actions import PageAction
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request, Runner


class Record(Protocol):
    """A row that can be changed."""

    @property
    def id(self) -> int:
        """Its id."""

    @property
    def version(self) -> int:
        """Counts its changes."""


RecordT = TypeVar("RecordT", bound=Record)


class RecordPage(RegistryPage[RecordT], Generic[RecordT]):
    """A register; the panel has the facts of the record that is chosen.

    A subclass asks for a record in `_ask`, says it in `_say`, and offers what it allows in
    `_enable`, each time that another one, or none, is in view.
    """

    edit: PageAction

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._row: RecordT | None = None
        self.panel = DetailPanel()
        self.facts = Facts()
        self.panel.add_tab(tr("Overview"), self.facts)
        self.panel.tabs.tabBar().hide()

    def show_detail(self, record_id: int | None) -> None:
        """Load a record into the panel."""
        if record_id is None:
            self._show_none()
        else:
            self._ask(record_id).done(self.of_day(self._show)).refused(self._gone)

    def _ask(self, record_id: int) -> Request[RecordT]:
        raise NotImplementedError

    def _say(self, row: RecordT) -> None:
        raise NotImplementedError

    def _enable(self) -> None:
        raise NotImplementedError

    def _way_back(self, text: str, page: str, icon: str) -> PageAction:
        """Return the action that leads to the page that this one is behind."""
        return PageAction(self, text, lambda: self.shell.open_page(page), key="Alt+Left", icon=icon)

    def _open_with_edit(self) -> None:
        """Let the list's Enter correct the record in view."""
        self.table.opened.connect(lambda _row: self.edit.trigger())
        self._enable()

    def _show(self, row: RecordT) -> None:
        if row.id == self.current_id():
            self._row = row
            self._say(row)
            self._enable()

    def _show_none(self) -> None:
        self._row = None
        self.panel.show_nothing()
        self._enable()

    def _gone(self, _error: Exception) -> bool:
        # Deleted meanwhile, by this desk or another one: the list tells the same.
        self._show_none()
        return True

    def _confirm_delete(
        self, question: str, delete: Callable[[], Request[None]], said: str
    ) -> None:
        """Ask in the banner, delete, and say that it is done."""

        def go() -> None:
            delete().done(lambda _none: self.shell.notify(said))

        self.banner.show_text(question, Tone.WARN, offers=((tr("Delete"), go),))
