"""The register of titles (称号): who holds which, imported from and exported to Excel."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.paging import Sort
from parkdesk.domain.titles import TitleState
from parkdesk.excel.titles import TITLE_COLUMNS
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.enterprises.sheet.title_dialogs import kind_name, title_name
from parkdesk.gui.enterprises.sheet.title_kinds import TitleKindsDialog
from parkdesk.gui.enterprises.sheet.titles import TITLE_TONES
from parkdesk.gui.exporting import Export, ask_export
from parkdesk.gui.imports.dialog import ImportDialog
from parkdesk.gui.imports.following import go_on_with_first
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.widgets.choice_filter import ChoiceFilter
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import date_text, label, tr, trn
from parkdesk.usecases.title_imports import import_titles, preview_title_import
from parkdesk.usecases.title_lists import (
    TitleFilter,
    count_titles_held,
    export_titles,
    list_titles,
    title_detail,
)
from parkdesk.usecases.titles import TitleKind, TitleRow, add_title_kind, list_title_kinds

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell


class TitlesPage(RegistryPage[TitleRow]):
    """Every title of every enterprise, and one of them at the right."""

    reads_quarter: ClassVar[bool] = False
    tables: ClassVar[frozenset[str]] = frozenset({"title", "title_kind", "enterprise"})
    view_key: ClassVar[str] = "titles"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.as_at_note = tr("Titles granted by that day, with what they were on it.")
        self._row: TitleRow | None = None
        self.set_title(tr("Titles"))
        self._make_actions()
        self._make_filters()
        self.set_list(_columns(), self._load, Sort("granted_on", descending=True))
        self.set_empty(
            tr("No titles yet"),
            tr("Import the office's list, or grant one on an enterprise's page."),
            self.import_list,
            icon="approve",
        )
        self.panel = DetailPanel()
        self.facts = Facts()
        self.panel.add_tab(tr("Overview"), self.facts)
        self.panel.tabs.tabBar().hide()
        self.panel.add_foot(self.open, primary=True)
        self.set_detail(self.panel, widths=(780, 360))
        self.table.opened.connect(lambda _row: self.open.trigger())
        self._count()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.open = PageAction(self, tr("Open the enterprise page"), self._open, key="F4")
        self.open.setEnabled(False)
        self.add_key(self.open)
        self.kinds = make(add_title_kind, tr("Kinds of title…"), self._open_kinds, icon="settings")
        self.import_list = make(
            import_titles, tr("Import Excel"), self.open_import, key="Ctrl+Shift+I", icon="import"
        )
        self.export = make(
            export_titles, tr("Export"), self._ask_export, key="Ctrl+Shift+E", icon="export"
        )
        for action in (self.kinds, self.import_list, self.export):
            self.add_action(action)

    def _make_filters(self) -> None:
        self.kind: ChoiceFilter[str] = self.add_choice(tr("All titles"), [], key="kind")
        self.kind.await_options()
        # What is granted later than the day in view is not listed: nothing is to come.
        listed = (one for one in TitleState if one is not TitleState.COMING)
        self.state = self.add_choice(tr("All states"), [(one, label(one)) for one in listed])
        self.search = self.add_search(tr("Enterprise or document number"))
        self.end_filters()
        self.runner.run(self, list_title_kinds, retired=True).done(self._offer_kinds)

    def _offer_kinds(self, kinds: tuple[TitleKind, ...]) -> None:
        self.kind.set_options([(one.code, kind_name(one)) for one in kinds])

    def criteria(self) -> TitleFilter:
        """Return what the filters say."""
        return TitleFilter(self.search.words(), self.kind.value(), self.state.value())

    # Showing

    def show_detail(self, record_id: int | None) -> None:
        """Load a title into the panel."""
        self._row = None
        self.open.setEnabled(False)
        if record_id is None:
            self.panel.show_nothing()
            return
        request = self.runner.run(self, title_detail, record_id, self.shell.on)
        request.done(self.of_day(self._show)).refused(lambda _error: True)

    def refresh(self) -> None:
        """Fetch rows, detail and count again."""
        super().refresh()
        self._count()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[TitleRow]) -> object:
        asked = (self.criteria(), sort, offset, limit, self.shell.on)
        return self.runner.run(self, list_titles, *asked).done(arrived)

    def _show(self, row: TitleRow) -> None:
        if row.id != self.current_id():
            return
        self._row = row
        self.open.setEnabled(True)
        chip = (label(row.state), TITLE_TONES[row.state])
        self.panel.show_title(title_name(row), row.enterprise, chip)
        pairs = [
            (tr("Document number"), row.number),
            (tr("Authority"), row.authority),
            (tr("Granted on"), date_text(row.granted_on)),
            (tr("Valid until"), date_text(row.valid_until)),
            (tr("Remarks"), row.note),
        ]
        if row.withdrawn_on is not None:
            pairs.insert(4, (tr("Withdrawn"), f"{date_text(row.withdrawn_on)} {row.withdrawal}"))
        self.facts.show_facts(pairs)

    def _count(self) -> None:
        request = self.runner.run(self, count_titles_held, self.shell.on)
        request.done(self.of_day(self._show_count))

    def _show_count(self, held: int) -> None:
        self.set_count(trn("{n} title held", "{n} titles held", held))

    # Doing

    def _open(self) -> None:
        if self._row is not None:
            page = self.shell.open_page("enterprise", self._row.enterprise_id)
            show_tab = getattr(page, "show_tab", None)
            if show_tab is not None:
                show_tab("titles")

    def _open_kinds(self) -> None:
        dialog = TitleKindsDialog(self.runner, self)
        dialog.saved.connect(lambda _code: self.shell.notify(tr("Kind saved")))
        dialog.open()

    def open_import(self) -> ImportDialog:
        """Open the import of a list of titles."""
        dialog = ImportDialog(self.runner, self, title_import())
        go_on_with_first(self, dialog)
        dialog.open()
        return dialog

    def export_spec(self) -> Export:
        """Return what an export of the list as it is filtered and ordered now is."""
        order = self.table.records.order
        args = (self.criteria(), order, self.shell.on)
        return Export(tr("Titles"), TITLE_COLUMNS, export_titles, args)

    def _ask_export(self) -> None:
        ask_export(self, self.export_spec())


def title_import() -> ImportSpec:
    """Return how a list of titles is imported."""
    return ImportSpec(
        key="titles",
        title=tr("Import titles"),
        things=tr("titles"),
        counted=lambda n: trn("{n} title", "{n} titles", n),
        columns=TITLE_COLUMNS,
        preview=preview_title_import,
        apply=import_titles,
        template=tr("Titles template"),
        intro=tr(
            "A row is the title of this kind that the enterprise was granted on that day. A blank"
            " cell changes nothing; kinds are never added by a list."
        ),
    )


def _columns() -> tuple[Column[TitleRow], ...]:
    return (
        Column(tr("Enterprise"), lambda row: row.enterprise, "enterprise", width=204, grows=True),
        Column(tr("Title held"), title_name, "kind", width=150, grows=True, wraps=True),
        Column(
            tr("State"),
            lambda row: label(row.state),
            tone=lambda row: TITLE_TONES[row.state],
            width=84,
            key="state",
        ),
        Column(
            tr("Granted on"),
            lambda row: date_text(row.granted_on),
            "granted_on",
            width=96,
            yields=1,
        ),
        Column(tr("Valid until"), lambda row: date_text(row.valid_until), "valid_until", width=96),
        Column(tr("Document number"), lambda row: row.number or "—", "number", width=190, yields=2),
        Column(
            tr("Authority"),
            lambda row: row.authority or "—",
            width=170,
            muted=True,
            key="authority",
            grows=True,
            yields=3,
        ),
    )
