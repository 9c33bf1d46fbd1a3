"""Assets, licences and costs of the platforms: what was bought, from which money, where it is."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.money import major_units
from parkdesk.domain.paging import Sort
from parkdesk.domain.platform_money import Condition, CostKind, OutlayKind
from parkdesk.domain.platforms import Platform
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.platform_money.dialogs import ConditionDialog, OutlayDialog
from parkdesk.gui.platform_money.words import (
    condition_text,
    condition_tone,
    facts_of,
    funding_text,
    validity_text,
)
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, label, list_text, money_text, tr, trn
from parkdesk.usecases.platform_funds import GrantChoices, grant_choices
from parkdesk.usecases.platform_outlays import (
    OutlayFilter,
    OutlayRow,
    add_outlay,
    delete_outlay,
    edit_outlay,
    licences_ending,
    list_outlays,
    outlay_detail,
    set_condition,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Request

_NAMED = 3
_ENDING = "ending"


class AssetsPage(RecordPage[OutlayRow]):
    """Every asset, licence and cost, and one of them at the right."""

    tables: ClassVar[frozenset[str]] = frozenset({"platform_grant", "platform_outlay"})
    view_key: ClassVar[str] = "platform-assets"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self.set_title(tr("Assets and costs of the platforms"))
        self.say_count(lambda n: trn("{n} entry", "{n} entries", n))
        self._make_actions()
        self.platform = self.add_choice(
            tr("All platforms"), [(one, label(one)) for one in Platform], key="platform"
        )
        self.kind = self.add_choice(
            tr("All kinds"), [(one, label(one)) for one in OutlayKind], key="kind"
        )
        self.cost_kind = self.add_choice(
            tr("Building and running"), [(one, label(one)) for one in CostKind], key="cost-kind"
        )
        self.condition = self.add_choice(
            tr("All states"), [(one, label(one)) for one in Condition], key="condition"
        )
        self.ending = self.add_choice(
            tr("All licences"), [(_ENDING, tr("Licences that end soon"))], key="ending"
        )
        self.search = self.add_search(tr("Item, invoice or place"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("bought_on", descending=True))
        self.set_empty(
            tr("Nothing is entered yet"),
            tr("Enter what the platforms bought and paid: the use of funds is counted from it."),
            self.new,
            icon="money",
        )
        for action in (self.edit, self.state, self.delete):
            self.panel.add_foot(action, key_shown=True)
        self.set_detail(self.panel, widths=(790, 370))
        self._open_with_edit()
        self._ask_ending()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.edit = make(edit_outlay, tr("Edit"), self._open_edit, key="F2", icon="edit")
        self.state = make(
            set_condition, tr("State…"), self._open_state, key="Shift+F2", icon="return"
        )
        self.delete = make(delete_outlay, tr("Delete"), self._ask_delete, icon="delete")
        for action in (self.edit, self.state, self.delete):
            self.add_key(action)
        self.new = make(
            add_outlay, tr("New entry"), self._open_new, key="Ctrl+Shift+N", icon="plus"
        )
        self.funds = PageAction(
            self, tr("Use of funds"), lambda: self.shell.open_page("platform-funds"), icon="money"
        )
        self.evaluation = PageAction(
            self,
            tr("Evaluation by quarter"),
            lambda: self.shell.open_page("platform-evaluation"),
            icon="chart",
        )
        self.add_action(self._way_back(tr("To the service log"), "platforms", "platform"))
        self.add_action(self.funds)
        self.add_action(self.evaluation)
        self.add_action(self.new, primary=True, key_shown=True)

    def criteria(self) -> OutlayFilter:
        """Return what the filters say."""
        return OutlayFilter(
            self.search.words(),
            self.platform.value(),
            self.kind.value(),
            self.cost_kind.value(),
            self.condition.value(),
            ends_soon=self.ending.value() == _ENDING,
        )

    def refresh(self) -> None:
        """Fetch rows, the panel and what ends soon again."""
        super().refresh()
        self._ask_ending()

    def _ask(self, record_id: int) -> Request[OutlayRow]:
        return self.runner.run(self, outlay_detail, record_id)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[OutlayRow]) -> object:
        request = self.runner.run(self, list_outlays, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def _say(self, row: OutlayRow) -> None:
        tone = condition_tone(row)
        chip = None if tone is None else (condition_text(row), tone)
        self.panel.show_title(row.item, money_text(row.price_cents), chip)
        self.facts.show_facts([(name, text) for name, text in facts_of(row) if text])

    def _enable(self) -> None:
        row = self._row
        self.edit.setEnabled(row is not None and self.runner.can(edit_outlay))
        kept = row is not None and row.kind is not OutlayKind.EXPENSE
        self.state.setEnabled(kept and self.runner.can(set_condition))
        new = row is not None and row.entered_on == self.shell.today
        self.delete.setEnabled(new and self.runner.can(delete_outlay))

    def _ask_ending(self) -> None:
        self.runner.run(self, licences_ending).done(self._tell_ending)

    def _tell_ending(self, rows: tuple[OutlayRow, ...]) -> None:
        if not rows:
            self.banner.dismiss()
            return
        named = [
            tr("{item}, {day}", item=row.item, day=validity_text(row)) for row in rows[:_NAMED]
        ]
        said = trn(
            "{n} licence ends within 90 days or has ended: {which}",
            "{n} licences end within 90 days or have ended: {which}",
            len(rows),
            which=list_text(named),
        )
        show = partial(self.choose, _ENDING)
        self.banner.show_text(said, Tone.WARN, offers=((tr("Show them"), show),))

    # Dialogs

    def _with_choices(self, edits: OutlayRow | None) -> None:
        def go(choices: GrantChoices) -> None:
            dialog = OutlayDialog(
                self.runner,
                self,
                self.shell.today,
                choices,
                platform=self.platform.value(),
                edits=edits,
            )
            dialog.saved.connect(self._saved)
            dialog.open()

        self.runner.run(self, grant_choices).done(go)

    def _open_new(self) -> None:
        self._with_choices(None)

    def _open_edit(self) -> None:
        if self._row is not None:
            self._with_choices(self._row)

    def _open_state(self) -> None:
        if self._row is not None:
            dialog = ConditionDialog(self.runner, self, self.shell.today, self._row)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("State of the asset noted")))
            dialog.open()

    def _saved(self, outlay_id: object) -> None:
        self.shell.notify(tr("Asset or cost saved"))
        if isinstance(outlay_id, int):
            self.show_record(outlay_id)

    def _ask_delete(self) -> None:
        row = self._row
        if row is None:
            return
        self._confirm_delete(
            tr("Delete “{name}”, entered today by mistake?", name=row.item),
            lambda: self.runner.run(self, delete_outlay, row.id, row.version),
            tr("Asset or cost deleted"),
        )


def _columns() -> tuple[Column[OutlayRow], ...]:
    return (
        Column(tr("Bought on"), lambda row: date_text(row.bought_on), "bought_on", width=92,
               value=lambda row: row.bought_on),
        Column(tr("Item"), lambda row: row.item, "item", width=190, grows=True),
        Column(tr("Platform"), lambda row: label(row.platform), "platform", width=100, yields=3),
        Column(tr("Kind"), lambda row: label(row.kind), width=64, key="kind", yields=5),
        Column(tr("Building or running"), lambda row: label(row.cost_kind), width=80,
               key="cost-kind", yields=2),
        Column(tr("Price paid"), lambda row: money_text(row.price_cents), "price", numeric=True,
               width=110, value=lambda row: major_units(row.price_cents)),
        Column(tr("Source of money"), funding_text, width=130, key="funding", grows=True),
        Column(tr("Invoice number"), lambda row: row.invoice_number, width=110, key="invoice",
               yields=4, muted=True),
        Column(tr("State"), condition_text, tone=condition_tone, width=76, key="condition"),
        Column(tr("Valid until"), validity_text, "valid_until", width=92, yields=1,
               tone=lambda row: Tone.WARN if row.ends_soon else None,
               value=lambda row: row.valid_until),
        Column(tr("Where it stands"), lambda row: row.place, width=120, key="place", hidden=True),
        Column(tr("Remarks"), lambda row: row.note, width=140, key="note", hidden=True),
    )  # fmt: skip
