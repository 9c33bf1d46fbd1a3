"""The views of one list: the button with its menu, and what each entry does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QPushButton

from parkdesk.domain.errors import InvalidInput
from parkdesk.domain.views import ViewDefinition
from parkdesk.gui.actions import PageAction, button
from parkdesk.gui.theme import Tone
from parkdesk.gui.views.columns_dialog import ColumnsDialog
from parkdesk.gui.views.name_dialog import NameDialog
from parkdesk.i18n import message, tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.registry_page import RegistryPage
    from parkdesk.usecases.views import ListViews as Found
    from parkdesk.usecases.views import ViewRow

_LONGEST = 18
"""Characters of a view's name on the button."""


class ListViews(QObject):
    """Belongs to a `RegistryPage`; `key` names its list, empty where views are not saved."""

    def __init__(self, page: RegistryPage[Any], key: str) -> None:
        super().__init__(page)
        self._page = page
        self.key = key
        self.views: tuple[ViewRow, ...] = ()
        self.default_id: int | None = None
        self.current: ViewRow | None = None
        action = partial(PageAction, page)
        self.choose = action(tr("Views of this list"), self.show_menu, key="Alt+V")
        self.choose_columns = action(tr("Columns…"), self.open_columns, key="Alt+C")
        self.show_all = action(tr("Show all"), page.clear_filters, key="Alt+A")
        self.save_as = action(
            tr("Save as view…"), self.ask_name, key="Ctrl+Shift+S", allowed=bool(key)
        )
        for one in (self.choose, self.choose_columns, self.show_all, self.save_as):
            page.add_key(one)
        self.button: QPushButton = button("", self.show_menu, icon="columns", role="flat")
        self.button.setToolTip(self.choose.toolTip())
        page.table.columns_wanted.connect(lambda at, where: self.header_menu(at).popup(where))
        self.tell()

    # Opening

    def begin(self, ready: Callable[[ViewDefinition | None], object]) -> None:
        """Fetch the views, then call `ready` with what the list opens with."""
        if not self.key:
            ready(None)
            return
        from parkdesk.usecases.views import list_views

        def arrived(found: Found) -> None:
            self._take(found)
            view = next((one for one in self.views if one.id == found.default_id), None)
            ready(self._opened(view) if view is not None else None)

        def refused(_error: Exception) -> bool:
            # Without its views a list is still a list.
            ready(None)
            return True

        self._page.runner.run(self._page, list_views, self.key).done(arrived).refused(refused)

    def _take(self, found: Found) -> None:
        self.views, self.default_id = found.views, found.default_id
        current = self.current
        self.current = next((v for v in self.views if current and v.id == current.id), None)
        self.tell()

    def _opened(self, view: ViewRow) -> ViewDefinition | None:
        self.current = view
        if view.definition is None:
            self.current = None
            self._page.banner.show_text(
                tr("The view “{name}” was saved by another edition of the program.", name=view.name)
            )
        self.tell()
        return view.definition

    # The button

    def tell(self) -> None:
        """Say on the button which view is open, and whether the list has been changed since."""
        if not self.key:
            self.button.setText(tr("List ▾"))
            return
        name = self.current.name if self.current is not None else tr("Default")
        short = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}…"
        changed = self.current is not None and self._page.definition() != self.current.definition
        star = " *" if changed else ""
        self.button.setText(tr("View: {name} ▾", name=f"{short}{star}"))

    def show_menu(self) -> None:
        """Drop the menu under the button."""
        self.menu().popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def menu(self) -> QMenu:
        """Return the menu as it is now: the views, and what can be done with this list."""
        menu = QMenu(self.button)
        menu.aboutToHide.connect(menu.deleteLater)
        if self.key:
            self._add_views(menu)
            menu.addSeparator()
            menu.addAction(self.save_as)
            self._add_work_on_view(menu)
            menu.addSeparator()
        menu.addAction(self.choose_columns)
        for one in self._page.list_actions:
            menu.addAction(one)
        return menu

    def _add_views(self, menu: QMenu) -> None:
        came = menu.addAction(tr("Default"))
        came.setCheckable(True)
        came.setChecked(self.current is None)
        came.triggered.connect(lambda: self.open_view(None))
        for shared in (False, True):
            some = [view for view in self.views if view.shared == shared]
            if some:
                menu.addSection(tr("Shared views") if shared else tr("My views"))
            for view in some:
                star = tr("{name} (opens first)", name=view.name)
                entry = menu.addAction(star if view.id == self.default_id else view.name)
                entry.setCheckable(True)
                entry.setChecked(self.current is not None and self.current.id == view.id)
                entry.triggered.connect(partial(self.open_view, view))

    def _add_work_on_view(self, menu: QMenu) -> None:
        from parkdesk.usecases.views import share_view

        view = self.current
        opens = menu.addAction(tr("Open this list so"))
        opens.setCheckable(True)
        opens.setChecked((view.id if view else None) == self.default_id)
        opens.triggered.connect(lambda: self.make_default(view))
        if view is None or not view.may_edit:
            return
        menu.addAction(tr("Save changes to “{name}”", name=view.name)).triggered.connect(
            self.update_view
        )
        menu.addAction(tr("Rename…")).triggered.connect(self.ask_other_name)
        if self._page.runner.can(share_view):
            words = tr("Keep for myself") if view.shared else tr("Share with everybody")
            menu.addAction(words).triggered.connect(self.share)
        menu.addAction(tr("Delete view")).triggered.connect(self.ask_delete)

    def header_menu(self, place: int) -> QMenu:
        """Return the menu of a column's heading; `place` is the column's in the model."""
        columns = self._page.table.layout_of_columns
        menu = QMenu(self._page.table)
        menu.aboutToHide.connect(menu.deleteLater)
        laid = columns.laid()
        listed = [one.key for one in laid if one.shown or one.waits]
        waiting = [one.key for one in laid if one.waits]
        under = columns.key_at(place)
        title = next((one.title for one in laid if one.key == under), "")
        may_hide = len(listed) - len(waiting) > 1
        if under and may_hide:
            hide = menu.addAction(tr("Hide “{column}”", column=title))
            rest = [key for key in listed if key != under]
            hide.triggered.connect(lambda: columns.choose(rest, waiting))
            menu.addSeparator()
        for one in laid:
            words = tr("{column} (no room)", column=one.title) if one.waits else one.title
            entry = menu.addAction(words)
            entry.setCheckable(True)
            entry.setChecked(one.shown)
            entry.setEnabled(may_hide or not one.shown)
            others = [key for key in listed if key != one.key]
            wanted = others if one.shown else listed if one.waits else [*listed, one.key]
            still = [key for key in waiting if key != one.key]
            entry.triggered.connect(partial(columns.choose, wanted, still))
        menu.addSeparator()
        menu.addAction(self.choose_columns)
        menu.addAction(tr("Columns as they came")).triggered.connect(columns.reset)
        return menu

    # What the entries do

    def open_view(self, view: ViewRow | None) -> None:
        """Show the list as a view says; None: as it came."""
        if view is None:
            self.current = None
            self._page.show_definition(None, "")
        else:
            definition = self._opened(view)
            if definition is not None:
                self._page.show_definition(definition, view.name)
        self.tell()

    def open_columns(self) -> ColumnsDialog:
        """Open the choice of columns."""
        dialog = ColumnsDialog(self._page.table.layout_of_columns, self._page)
        dialog.open()
        return dialog

    def ask_name(self) -> NameDialog:
        """Ask for a name and save what the list shows under it."""
        from parkdesk.usecases.views import save_view

        definition = self._page.definition()
        dialog = NameDialog(
            self._page.runner,
            self._page,
            tr("Save as view"),
            lambda name: self._page.runner.run(dialog, save_view, self.key, name, definition),
            intro=tr("Filter, order and columns of this list, under a name of your own."),
        )
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    def ask_other_name(self) -> NameDialog | None:
        """Ask for another name of the view that is open."""
        from parkdesk.usecases.views import rename_view

        view = self.current
        if view is None:
            return None
        dialog = NameDialog(
            self._page.runner,
            self._page,
            tr("Rename view"),
            lambda name: self._page.runner.run(dialog, rename_view, view.id, view.version, name),
            name=view.name,
        )
        dialog.saved.connect(self._saved)
        dialog.open()
        return dialog

    def update_view(self) -> None:
        """Let the view that is open say what the list shows now."""
        from parkdesk.usecases.views import update_view

        view = self.current
        if view is not None:
            self._change(update_view, view.id, view.version, self._page.definition())

    def share(self) -> None:
        """Share the view that is open, or take it back."""
        from parkdesk.usecases.views import share_view

        view = self.current
        if view is not None:
            self._change(share_view, view.id, view.version, shared=not view.shared)

    def make_default(self, view: ViewRow | None) -> None:
        """Let the list open with a view; None: as it came."""
        from parkdesk.usecases.views import set_default_view

        run = self._page.runner.run
        request = run(self._page, set_default_view, self.key, view.id if view else None)
        request.done(lambda _none: self._fetch())

    def ask_delete(self) -> None:
        """Ask, then delete the view that is open; the list stays as it is."""
        from parkdesk.usecases.views import delete_view

        view = self.current
        if view is None:
            return

        def delete() -> None:
            request = self._page.runner.run(self._page, delete_view, view.id, view.version)
            request.done(lambda _none: self._fetch())

        self._page.banner.show_text(
            tr("Delete the view “{name}”?", name=view.name)
            if not view.shared
            else tr("Delete the view “{name}” for everybody?", name=view.name),
            Tone.WARN,
            offers=((tr("Delete"), delete),),
        )

    def _change(self, use_case: Any, *args: Any, **named: Any) -> None:  # noqa: ANN401
        request = self._page.runner.run(self._page, use_case, *args, **named)
        request.done(self._saved).refused(self._refused)

    def _refused(self, error: Exception) -> bool:
        # There is no form to show a taken name in.
        if isinstance(error, InvalidInput):
            self._page.banner.show_text(message(error))
        return isinstance(error, InvalidInput)

    def _saved(self, view: ViewRow) -> None:
        self.current = view
        self._page.shell.notify(tr("View “{name}” saved", name=view.name))
        self._fetch()

    def _fetch(self) -> None:
        from parkdesk.usecases.views import list_views

        self._page.runner.run(self._page, list_views, self.key).done(self._take)
