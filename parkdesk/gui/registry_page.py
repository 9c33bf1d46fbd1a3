"""A page that is a list with its detail: what most pages of the registers are."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.views import ViewDefinition
from parkdesk.gui.actions import PageAction
from parkdesk.gui.key_names import sequence
from parkdesk.gui.list_filters import ListFilters
from parkdesk.gui.page import Page
from parkdesk.gui.pages import Shell
from parkdesk.gui.seen_list import ask_seen_export
from parkdesk.gui.table_model import Column, Load, WindowedModel
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.views.bar import FilterBar
from parkdesk.gui.views.list_views import ListViews
from parkdesk.gui.widgets.choice_filter import ChoiceFilter
from parkdesk.gui.widgets.detail_splitter import DetailSplitter
from parkdesk.gui.widgets.flow_row import FlowRow
from parkdesk.gui.widgets.record_table import RecordTable
from parkdesk.gui.widgets.search_field import SearchField
from parkdesk.i18n import list_text, tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner

RowT = TypeVar("RowT")
ValueT = TypeVar("ValueT")

_WIDEST_SEARCH = 320
DETAIL_AFTER_MS = 60
"""The detail follows the row after this pause, so that holding Down does not queue queries."""


class RegistryPage(Page, Generic[RowT]):
    """Filters, a table, a detail panel in a splitter.

    A subclass's constructor calls `set_title`, `add_action`, `add_choice` and `add_search`, then
    `set_list`, and `set_detail` where there is one. It overrides `show_detail` to load a record
    into its panel. Rows need an `id`. The loader reads the filters when it is called, and nowhere
    later: the list also counts itself whole and exports itself through it.

    `view_key` names the list of its saved views (`domain.views.LISTS`); without one the columns
    can be chosen and the list exported, but nothing is saved under a name.
    """

    view_key: ClassVar[str] = ""

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.table: RecordTable[RowT] = RecordTable()
        self.table.setObjectName(type(self).__name__)
        self.splitter = DetailSplitter(self.table)
        self.filters = FlowRow()
        self.filter_set = ListFilters()
        self._load_rows: Load[RowT] | None = None
        self._whole: int | None = None
        self._count_words: Callable[[int], str] | None = None
        self._counts_whole = False
        self._asked_for = False
        self._empty_words = (tr("No rows yet"), "", "info")
        self._empty_actions: tuple[QAction, ...] = ()
        self._shown_id: int | None = None
        self._wanted_id: int | None = None
        export = PageAction(
            self, tr("Export as shown…"), self.export_as_shown, key="Ctrl+Shift+X", icon="export"
        )
        printing = PageAction(
            self, tr("Print the list…"), self.print_as_shown, key="Ctrl+Shift+P", icon="print"
        )
        self.list_actions = [self.add_key(export), self.add_key(printing)]
        self.views = ListViews(self, self.view_key)
        self.filter_bar = FilterBar(self.views.show_all, self.views.save_as)
        over = QHBoxLayout()
        over.setSpacing(SPACE * 2)
        over.addLayout(self.filters, 1)
        over.addWidget(self.views.button, alignment=Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(over)
        self.body.addWidget(self.filter_bar)
        self.body.addWidget(self.splitter, 1)
        self._detail_pause = QTimer(self, singleShot=True, interval=DETAIL_AFTER_MS)
        self._detail_pause.timeout.connect(self._follow)
        self._panel: QWidget | None = None
        self._holding = False
        self.table.row_changed.connect(self._row_changed)
        runner.delivered.connect(self._delivered)
        self.table.position_changed.connect(self.position_changed)
        find = QShortcut(sequence("Ctrl+F"), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self._focus_search)

    def set_list(
        self, columns: tuple[Column[RowT], ...], load: Load[RowT], sort: Sort | None = None
    ) -> WindowedModel[RowT]:
        """Give the list its columns and its loader, and fetch the first rows."""
        model = WindowedModel(columns, load, self, sort=sort)
        self._load_rows = load
        self.table.set_model(model)
        model.counted.connect(self._counted)
        self.table.layout_of_columns.changed.connect(self.views.tell)
        self.table.sorted.connect(self.views.tell)
        # After the subclass's constructor: the loader may read filters made below this call.
        QTimer.singleShot(0, self, lambda: self.views.begin(self._begin))
        return model

    def _begin(self, definition: ViewDefinition | None) -> None:
        """Fetch the first rows, as the person's view says unless something else is asked for."""
        if definition is None or self._asked_for:
            self.views.current = None if self._asked_for else self.views.current
            self.table.records.reload()
            self.views.tell()
        else:
            name = self.views.current.name if self.views.current else ""
            self.show_definition(definition, name)

    def set_detail(self, panel: QWidget, *, widths: tuple[int, int] = (820, 380)) -> None:
        """Put the panel at the right: `widths` of the list and of it, in a window with room."""
        self._panel = panel
        self.splitter.add_detail(panel, widths, type(self).__name__)

    def say_count(self, words: Callable[[int], str]) -> None:
        """Let the count beside the title be how many rows the list has, whatever is filtered."""
        self._count_words = words

    def set_empty(self, title: str, text: str, *actions: QAction, icon: str = "info") -> None:
        """Say what an empty register needs first; shown when no filter is set."""
        self._empty_words = (title, text, icon)
        self._empty_actions = actions

    def add_choice(
        self, everything: str, options: list[tuple[ValueT, str]], *, key: str = ""
    ) -> ChoiceFilter[ValueT]:
        """Add a drop-down filter; another choice reloads the list.

        `key` names it in saved views and never changes; without one it is the enumeration's name.
        """
        made: ChoiceFilter[ValueT] = ChoiceFilter(everything, options, key=key)
        made.chosen.connect(self._filter_changed)
        self.filter_set.widgets.append(made)
        self.filters.add(made)
        return made

    def add_search(self, placeholder: str) -> SearchField:
        """Add a field that filters the list as the person types (Ctrl+F goes there)."""
        made = SearchField(placeholder)
        made.setMaximumWidth(max(made.sizeHint().width(), _WIDEST_SEARCH))
        made.setToolTip(tr("Filter this list (Ctrl+F)"))
        made.searched.connect(self._filter_changed)
        self.filter_set.widgets.append(made)
        self.filters.add(made, grows=True)
        return made

    def end_filters(self) -> None:
        """Let Tab go through the filters to the views and the list; call it after the last one."""
        stops = [*self.filter_set.widgets, self.views.button, self.table]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    def reload(self) -> None:
        """Fetch the list from the top: what it is about has changed, such as the quarter."""
        self._whole = None
        self._reload()

    def _reload(self) -> None:
        if self.table.model() is not None:
            self.table.records.reload()

    def _filter_changed(self) -> None:
        self._asked_for = True
        self._reload()
        self.views.tell()

    def clear_filters(self) -> None:
        """Show everything."""
        if self.filter_set.clear():
            self._filter_changed()

    # Views

    def definition(self) -> ViewDefinition:
        """Return what the list shows now: filters, order and columns by their keys."""
        order = self.table.records.order if self.table.model() is not None else None
        return ViewDefinition(self.filter_set.plain(), order, self.table.layout_of_columns.shown())

    def show_definition(self, definition: ViewDefinition | None, name: str) -> None:
        """Show what a view says, None: the list as it came; `name` stands where a part is gone."""
        records = self.table.records
        order = (definition.sort if definition else None) or records.first_order
        self.table.layout_of_columns.show(definition.columns if definition else ())
        self.table.sort_like(order if records.can_sort(order) else records.first_order)
        gone = self.filter_set.set_plain(definition.filters if definition else None)
        if gone:
            self.banner.show_text(
                tr(
                    "The view “{name}” also filters by {what}, which is not there any more; it was"
                    " opened without that.",
                    name=name,
                    what=list_text(gone),
                ),
                Tone.WARN,
            )
        self._reload()
        self.views.tell()

    def export_as_shown(self) -> None:
        """Ask for a file and write the list as it stands here: its rows, order and columns."""
        if self._load_rows is not None:
            ask_seen_export(self, self._load_rows)

    def print_as_shown(self) -> None:
        """Show the list as it stands here on pages: to be looked at, printed or saved as PDF."""
        if self._load_rows is not None:
            from parkdesk.gui.list_print import ListPrintDialog

            dialog = ListPrintDialog(self, self._load_rows)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def _tell_filter(self, total: int) -> None:
        """Say what is filtered, and of how many rows; the whole is counted once."""
        said = self.filter_set.said()
        if not said:
            self._whole = total
            self._say_whole()
        self.filter_bar.say(said, total, self._whole)
        if self._whole is None and self._load_rows is not None and not self._counts_whole:
            self._counts_whole = True
            with self.filter_set.lifted():
                self._load_rows(self.table.records.order, 0, 1, self._counted_whole)

    def _say_whole(self) -> None:
        if self._count_words is not None and self._whole is not None:
            self.set_count(self._count_words(self._whole) if self._whole else "")

    def _counted_whole(self, window: Window[RowT]) -> None:
        self._counts_whole = False
        self._whole = window.total
        self._say_whole()
        self.filter_bar.say(self.filter_set.said(), self.table.records.total, self._whole)

    def choose(self, value: object) -> None:
        """Show one part of the list: clear the filters, then choose `value` where it is offered."""
        self._asked_for = True
        self.clear_filters()
        self.filter_set.choose(value)

    @property
    def is_filtered(self) -> bool:
        """Whether a filter narrows the list."""
        return bool(self.filter_set.plain())

    def show_detail(self, record_id: int | None) -> None:
        """Load a record into the detail panel; None: nothing is chosen."""

    def current_id(self) -> int | None:
        """Return the id of the record in the detail panel."""
        return self._shown_id

    def then_reload(self, slot: Callable[[], object]) -> Callable[[object], None]:
        """Return a handler for `Request.done` that calls `slot` and refreshes the list."""

        def handler(_result: object) -> None:
            slot()
            self.refresh()

        return handler

    def refresh(self) -> None:
        """Fetch the rows in view and the detail again, staying in place."""
        self._whole = None
        if self.table.model() is not None:
            self.table.records.refresh()
        self.show_detail(self._shown_id)

    def blank(self) -> None:
        """Empty rows, detail and count: they are another day's."""
        if self.table.model() is not None:
            self.table.records.blank()
        self.show_detail(None)
        self.set_count("")

    def show_record(self, record_id: int) -> None:
        """Show a record: its row when it is in memory, in the panel in any case."""
        self._asked_for = True
        self._wanted_id = record_id
        self._shown_id = record_id
        self.show_detail(record_id)
        self._find_wanted()

    def focus_first(self) -> None:
        """Put the focus into the table; in an empty register on what it needs first."""
        self.table.setFocus()
        self._go_to_guidance()

    def _go_to_guidance(self) -> None:
        if self.table.hasFocus() and self.table.empty.isVisible() and not self.is_filtered:
            self.table.empty.focus_first()

    def _find_wanted(self) -> None:
        place = self.table.records.loaded_place(
            lambda row: getattr(row, "id", None) == self._wanted_id
        )
        if place >= 0:
            self.table.select_place(place)

    def _follow(self) -> None:
        self._load_detail()
        self._delivered(None)

    def _load_detail(self) -> None:
        row = self.table.current()
        if row is None:
            if self.table.records.total == 0 and self._wanted_id is None:
                self._shown_id = None
                self.show_detail(None)
            return
        record_id = getattr(row, "id", None)
        if self._wanted_id is not None and record_id != self._wanted_id and self._at_first_row():
            # The list has just come and stands on its first row, while another page asked
            # for a record further down: that record stays in the panel.
            return
        self._wanted_id = None
        if record_id != self._shown_id:
            self._shown_id = record_id
            self.show_detail(record_id)

    def _row_changed(self, row: RowT | None) -> None:
        # A late detail must never be taken for the current row's: Enter or F2 right after Down
        # would work on the row before. Until the new one is there, nothing is chosen.
        other = row is not None and getattr(row, "id", None) != self._shown_id
        if other and not (self._wanted_id is not None and self._at_first_row()):
            self._hold()
        self._detail_pause.start()

    def _hold(self) -> None:
        if self._holding or self._panel is None:
            return
        self._holding = True
        # The old picture stays on the screen: a panel that empties for a moment flickers.
        self._panel.setUpdatesEnabled(False)
        self.table.hold_opening(True)
        self._shown_id = None
        self.show_detail(None)

    def _delivered(self, _request: object) -> None:
        if (
            self._holding
            and not self._detail_pause.isActive()
            and not self.runner.is_busy_for(self)
        ):
            self._release()

    def _release(self) -> None:
        self._holding = False
        if self._panel is not None:
            self._panel.setUpdatesEnabled(True)
        self.table.hold_opening(False)

    def _at_first_row(self) -> bool:
        return self.table.currentIndex().row() == 0

    def _counted(self, total: int) -> None:
        self._tell_filter(total)
        if self._wanted_id is not None:
            self._find_wanted()
        if total:
            return
        empty = self.table.empty
        if self.is_filtered:
            empty.say(tr("Nothing matches"), tr("No row of this list fits the filters."), "search")
            empty.offer_button(tr("Clear filters"), self.clear_filters)
        else:
            empty.say(*self._empty_words)
            for place, action in enumerate(self._empty_actions):
                empty.offer(action, primary=place == 0)
            # The guidance is shown in a moment: in an empty list there is nothing else to do.
            QTimer.singleShot(0, self, self._go_to_guidance)
        self._detail_pause.start()

    def _focus_search(self) -> None:
        field = self.filter_set.search()
        if field is not None:
            field.setFocus()
            field.selectAll()
