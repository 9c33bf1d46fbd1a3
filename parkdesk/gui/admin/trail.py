"""The trail: who did what to which record, and the proof that nobody changed it since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.paging import Sort, Window
from parkdesk.gui.actions import action_for
from parkdesk.gui.admin.trail_actions import ACTIONS
from parkdesk.gui.admin.trail_words import (
    TABLES,
    action_text,
    field_text,
    table_text,
    value_text,
)
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import instant_text, number_text, tr
from parkdesk.i18n.actors import actor_named, actor_text
from parkdesk.usecases.trail import TrailCheck, TrailFilter, TrailRow, check_trail, list_trail

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class TrailSection(RegistryPage[TrailRow]):
    """Read only: nothing here can be changed by anybody."""

    view_key = "trail"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._entries: dict[int, TrailRow] = {}
        self.set_title("")
        self.check = action_for(
            self, runner, check_trail, tr("Check the whole trail"), self._check, icon="approve"
        )
        self.add_action(self.check, primary=True)
        self.actor = self.add_search(tr("Name of a person, in full"))
        self.action = self.add_choice(
            tr("All actions"),
            sorted(((name, action_text(name)) for name in ACTIONS), key=_words),
            key="action",
        )
        self.table_name = self.add_choice(
            tr("All kinds of record"),
            sorted(((name, table_text(name)) for name in TABLES), key=_words),
            key="table",
        )
        self.end_filters()
        self.set_empty(tr("Nothing in the trail yet"), tr("Every change is written here."))
        self.set_list(
            (
                Column(
                    tr("When"), lambda row: instant_text(row.at), sort="id", width=140, key="at"
                ),
                Column(
                    tr("Who"), lambda row: actor_text(row.actor), sort="actor", width=110, yields=1
                ),
                Column(
                    tr("Action"),
                    lambda row: action_text(row.action),
                    sort="action",
                    width=180,
                    grows=True,
                ),
                Column(tr("Record"), record_text, muted=True, width=150, key="record", grows=True),
                Column(
                    tr("Rows touched"),
                    lambda row: number_text(row.count),
                    numeric=True,
                    width=90,
                    key="count",
                    hidden=True,
                    value=lambda row: row.count,
                ),
                Column(
                    tr("Reason"),
                    lambda row: row.reason,
                    width=160,
                    key="reason",
                    grows=True,
                    yields=2,
                ),
            ),
            self._load,
            Sort("id", descending=True),
        )
        self.panel = DetailPanel(tr("Choose an entry to see what was changed."))
        self.facts = Facts()
        self.panel.add_tab(tr("What was changed"), self.facts)
        self.set_detail(self.panel)

    def show_detail(self, record_id: int | None) -> None:
        """Show an entry's changes."""
        row = self._entries.get(record_id or 0)
        if row is None:
            self.panel.show_nothing()
            return
        who = tr("{name} · {when}", name=actor_text(row.actor), when=instant_text(row.at))
        self.panel.show_title(action_text(row.action), who)
        pairs = [(tr("Record"), record_text(row))]
        if row.reason:
            pairs.append((tr("Reason"), row.reason))
        for change in row.changes:
            name = field_text(row.table, change.field)
            old, new = (value_text(change.field, one) for one in (change.old, change.new))
            if change.hidden:
                pairs.append((name, tr("changed; the values are not kept here")))
            else:
                pairs.append((name, f"{old} → {new}" if change.old else new))
        self.facts.show_facts(pairs)

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[TrailRow]) -> None:
        criteria = TrailFilter(
            actor=actor_named(self.actor.words()),
            action=self.action.value() or "",
            table=self.table_name.value() or "",
        )
        request = self.runner.run(self, list_trail, criteria, sort, offset, limit)

        def found(window: Window[TrailRow]) -> None:
            self._entries |= {row.id: row for row in window.rows}
            arrived(window)

        request.done(found)

    def _check(self) -> None:
        self.check.setEnabled(False)
        request = self.runner.run(self, check_trail).named(tr("Checking the trail…"))
        request.done(self._checked).refused(self._not_checked)

    def _not_checked(self, _error: Exception) -> bool:
        self.check.setEnabled(True)
        return False

    def _checked(self, outcome: TrailCheck) -> None:
        self.check.setEnabled(True)
        if outcome.broken_at is None:
            text = tr(
                "The trail is whole: {n} entries, each sealed by the one before. Head: {head}.",
                n=number_text(outcome.entries),
                head=outcome.head[:16],
            )
            self.banner.show_text(text, Tone.GOOD)
        else:
            text = tr(
                "The trail is broken at entry {n}: something was changed outside ParkDesk."
                " Keep this database as it is, and compare it with the backups.",
                n=number_text(outcome.broken_at),
            )
            self.banner.show_text(text, Tone.BAD)


def record_text(row: TrailRow) -> str:
    """Return what kind of record an entry is about, and what people call it.

    Where nothing names it, and nothing that it hangs on, its number in the database is said.
    """
    kind = table_text(row.table)
    kind = kind[:1].upper() + kind[1:]
    if row.record:
        return tr("{kind} {name}", kind=kind, name=row.record)
    if row.row_id is None:
        return kind
    return tr("{kind} no. {id}", kind=kind, id=number_text(row.row_id))


def _words(option: tuple[str, str]) -> str:
    return option[1]
