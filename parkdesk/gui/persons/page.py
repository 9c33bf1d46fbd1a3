"""The ledger of persons (人员台账): one person across years, enterprises and institutions."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.paging import Sort
from parkdesk.gui.actions import PageAction
from parkdesk.gui.claims.words import STATE_TONES
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import label, list_text, money_text, number_text, tr
from parkdesk.usecases.trainees import (
    PersonClaim,
    PersonLedger,
    PersonRow,
    count_trainees,
    list_persons,
    person_detail,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell
    from parkdesk.gui.runner import Runner


class PersonsPage(RegistryPage[PersonRow]):
    """Everybody who was ever claimed for; the chosen one's claims at the right."""

    tables: ClassVar[frozenset[str]] = frozenset(
        {"trainee", "claim", "claim_person", "person_pair"}
    )
    view_key: ClassVar[str] = "persons"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._chosen: PersonLedger | None = None
        self.set_title(tr("Persons"))
        self.open_claim = PageAction(
            self, tr("Open claim"), self._open_claim, key="F4", icon="claim"
        )
        self.add_key(self.open_claim)
        self.search = self.add_search(tr("Beginning of the name, or a whole identity number"))
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("id", descending=True))
        self.set_empty(
            tr("Nobody has been claimed for yet"),
            tr("A person comes into the ledger when a claim that names them is handed in."),
            icon="people",
        )
        self.panel = DetailPanel(tr("Choose a person to see every claim for them."))
        self.facts = Facts()
        self.claims: ShortTable[PersonClaim] = ShortTable(
            "person-claims", _claim_columns(), most=12
        )
        self.claims.opened.connect(lambda _row: self.open_claim.trigger())
        self.panel.add_tab(tr("Claims"), _stacked(self.claims, self.facts))
        self.panel.add_foot(self.open_claim, primary=True, key_shown=True)
        self.set_detail(self.panel, widths=(640, 520))
        self.table.opened.connect(lambda _row: self.claims.setFocus())
        self._enable()
        self._count()

    def show_detail(self, record_id: int | None) -> None:
        """Load a person into the panel."""
        self._chosen = None
        self._enable()
        if record_id is None:
            self.panel.show_nothing()
        else:
            self.runner.run(self, person_detail, record_id).done(self._show)

    def refresh(self) -> None:
        """Fetch rows, detail and count again."""
        super().refresh()
        self._count()

    def _load(self, sort: Sort, offset: int, limit: int, arrived: Arrived[PersonRow]) -> object:
        words = self.search.words()
        return self.runner.run(self, list_persons, words, sort, offset, limit).done(arrived)

    def _count(self) -> None:
        self.runner.run(self, count_trainees).done(self._show_count)

    def _show_count(self, count: int) -> None:
        self.set_count(tr("{n} in the ledger", n=number_text(count)))

    def _show(self, ledger: PersonLedger) -> None:
        if ledger.id != self.current_id():
            return
        self._chosen = ledger
        self.panel.show_title(ledger.name, ledger.masked_number)
        hired = list_text(_hired_by(ledger))
        self.facts.show_facts(
            [
                (tr("Born"), "" if ledger.birth_year is None else str(ledger.birth_year)),
                (tr("Sex"), "" if ledger.sex is None else label(ledger.sex)),
                (tr("Other numbers"), list_text(ledger.other_numbers)),
                *([(tr("Hired by"), hired)] if hired else []),
                (tr("Approved in total"), money_text(sum(_approved(ledger)))),
            ]
        )
        self.claims.show_rows(ledger.claims)
        self._enable()

    def _enable(self) -> None:
        self.open_claim.setEnabled(self._chosen is not None and bool(self._chosen.claims))

    def _open_claim(self) -> None:
        if self._chosen is None or not self._chosen.claims:
            return
        row = self.claims.current() or self._chosen.claims[0]
        self.shell.open_page("claims", row.claim_id)


def _approved(ledger: PersonLedger) -> list[int]:
    return [claim.approved_cents or 0 for claim in ledger.claims if claim.state.binding]


def _hired_by(ledger: PersonLedger) -> tuple[str, ...]:
    """Return who hired the person, as institutions' rosters have it, the newest first."""
    return tuple(dict.fromkeys(claim.employer for claim in ledger.claims if claim.employer))


def _stacked(*widgets: QWidget) -> QWidget:
    box = QWidget()
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(SPACE * 3)
    for widget in widgets:
        column.addWidget(widget)
    return box


def _columns() -> tuple[Column[PersonRow], ...]:
    return (
        Column(tr("Full name"), lambda row: row.name, sort="name", width=120, grows=True),
        Column(
            tr("Identity number"),
            lambda row: row.masked_number,
            key="number",
            width=170,
            muted=True,
        ),
        Column(
            tr("Born"),
            lambda row: "" if row.birth_year is None else str(row.birth_year),
            key="born",
            width=70,
            yields=2,
        ),
        Column(
            tr("Sex"),
            lambda row: "" if row.sex is None else label(row.sex),
            key="sex",
            width=60,
            yields=1,
        ),
        Column(
            tr("Claims"),
            lambda row: number_text(row.claims),
            key="claims",
            numeric=True,
            width=70,
            value=lambda row: row.claims,
        ),
        Column(
            tr("Approved in total"),
            lambda row: money_text(row.approved_cents),
            key="approved",
            numeric=True,
            width=110,
        ),
    )


def _claim_columns() -> tuple[Column[PersonClaim], ...]:
    return (
        Column(tr("Year"), lambda row: str(row.year), key="year", width=56, yields=2),
        Column(tr("Claim"), lambda row: row.number, key="number", width=110),
        Column(
            tr("Enterprise"), lambda row: row.enterprise, key="enterprise", width=120, grows=True
        ),
        Column(tr("Track"), lambda row: label(row.track), key="track", width=90, yields=1),
        Column(
            tr("State"),
            lambda row: label(row.state),
            key="state",
            tone=lambda row: STATE_TONES[row.state],
            width=90,
        ),
        Column(
            tr("Approved"),
            lambda row: money_text(row.approved_cents),
            key="approved",
            numeric=True,
            width=100,
        ),
    )
