"""The evaluation (绩效评价) of the platforms in the quarter in view, from their own records."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from parkdesk.domain.bookings import TENTHS_OF_A_SLOT
from parkdesk.domain.money import major_units
from parkdesk.domain.paging import Sort, Window
from parkdesk.domain.platform_evaluation import PlatformIndicators
from parkdesk.gui.actions import action_for
from parkdesk.gui.platform_money.dialogs import StaffDialog
from parkdesk.gui.platforms.words import hours_text
from parkdesk.gui.record_page import RecordPage
from parkdesk.gui.runner import Runner
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.i18n import (
    amount_text,
    label,
    money_text,
    number_text,
    percent_text,
    quarter_text,
    tr,
)
from parkdesk.usecases.platform_evaluation import (
    Evaluated,
    evaluate_platforms,
    set_platform_staff,
)

if TYPE_CHECKING:
    from parkdesk.gui.pages import Shell


@dataclass(frozen=True, slots=True)
class EvaluationRow:
    """One platform, numbered as it stands."""

    id: int
    found: Evaluated

    @property
    def one(self) -> PlatformIndicators:
        """Its indicators."""
        return self.found.indicators

    @property
    def version(self) -> int:
        """Of the number of its people."""
        return self.found.staff_version


class EvaluationPage(RecordPage[EvaluationRow]):
    """The four platforms with their indicators."""

    view_key: ClassVar[str] = "platform-evaluation"
    tables: ClassVar[frozenset[str]] = frozenset(
        {"booking", "contract", "opportunity", "platform_outlay", "platform_service",
         "platform_staff"}
    )  # fmt: skip

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._rows: tuple[EvaluationRow, ...] = ()
        self.edit = action_for(
            self, runner, set_platform_staff, tr("Full-time staff…"), self._open_staff,
            key="F2", icon="edit",
        )  # fmt: skip
        back = self._way_back(tr("To assets and costs"), "platform-assets", "money")
        self.add_action(back)
        self.add_action(self.edit, primary=True, key_shown=True)
        self.end_filters()
        self.set_list(_columns(), self._load)
        self.set_detail(self.panel, widths=(850, 320))
        self._open_with_edit()
        shell.quarter_changed.connect(self._quarter_changed)
        self._name_quarter()

    def _name_quarter(self) -> None:
        quarter = quarter_text(self.shell.quarter)
        self.set_title(tr("Evaluation of the platforms, {quarter}", quarter=quarter))

    def _quarter_changed(self) -> None:
        self._name_quarter()
        self.reload()

    def _load(
        self, _sort: Sort, offset: int, limit: int, arrived: Arrived[EvaluationRow]
    ) -> object:
        def serve(found: tuple[Evaluated, ...]) -> None:
            self._rows = tuple(EvaluationRow(at, one) for at, one in enumerate(found, 1))
            arrived(Window(self._rows[offset : offset + limit], len(self._rows), offset))

        return self.runner.run(self, evaluate_platforms, self.shell.quarter).done(serve)

    def show_detail(self, record_id: int | None) -> None:
        """Show a platform in the panel."""
        row = next((one for one in self._rows if one.id == record_id), None)
        if row is None:
            self._show_none()
        else:
            self._show(row)

    def _say(self, row: EvaluationRow) -> None:
        one = row.one
        self.panel.show_title(label(one.platform), quarter_text(self.shell.quarter))
        self.facts.show_facts(
            [
                (tr("Enterprises served"), number_text(one.totals.enterprises)),
                (tr("Services"), number_text(one.totals.services)),
                (tr("Hours of service"), hours_text(one.totals.hours_tenths)),
                (tr("People"), number_text(one.totals.people)),
                (tr("Full-time staff"), _staff(row)),
                (tr("Contracts of opportunities"), number_text(one.contracts)),
                (tr("Consultations"), number_text(one.diagnoses)),
                (tr("Satisfied"), _satisfied(row)),
                (tr("Answers on satisfaction"), number_text(one.totals.answers)),
                (tr("Bookings of its places"), number_text(one.bookings)),
                (tr("Hours its places were used"), _used(row)),
                (tr("Building cost"), money_text(one.building_cents)),
                (tr("Running cost"), money_text(one.running_cents)),
                (tr("Of it paid by grants"), money_text(one.grant_cents)),
            ]
        )

    def _enable(self) -> None:
        self.edit.setEnabled(self._row is not None and self.runner.can(set_platform_staff))

    def _open_staff(self) -> None:
        if self._row is not None:
            dialog = StaffDialog(self.runner, self, self.shell.quarter, self._row.found)
            dialog.saved.connect(lambda _none: self.shell.notify(tr("Full-time staff saved")))
            dialog.open()


def _staff(row: EvaluationRow) -> str:
    found = row.one.full_time
    return tr("not entered") if found is None else number_text(found)


def _satisfied(row: EvaluationRow) -> str:
    found = row.one.totals.satisfied_permille
    return tr("not asked") if found is None else percent_text(found)


def _used(row: EvaluationRow) -> str:
    return hours_text(row.one.used_slots * TENTHS_OF_A_SLOT)


def _count(title: str, of: Callable[[PlatformIndicators], int], key: str, yields: int = 0
           ) -> Column[EvaluationRow]:  # fmt: skip
    return Column(title, lambda row: number_text(of(row.one)), numeric=True, width=78, key=key,
                  yields=yields, value=lambda row: of(row.one))  # fmt: skip


def _money(title: str, of: Callable[[PlatformIndicators], int], key: str, yields: int = 0
           ) -> Column[EvaluationRow]:  # fmt: skip
    return Column(title, lambda row: amount_text(of(row.one)), numeric=True, width=100, key=key,
                  yields=yields, value=lambda row: major_units(of(row.one)))  # fmt: skip


def _columns() -> tuple[Column[EvaluationRow], ...]:
    return (
        Column(tr("Platform"), lambda row: label(row.one.platform), width=150, key="platform",
               grows=True),
        _count(tr("Enterprises served"), lambda one: one.totals.enterprises, "enterprises"),
        _count(tr("Services"), lambda one: one.totals.services, "services", 6),
        Column(tr("Hours of service"), lambda row: hours_text(row.one.totals.hours_tenths),
               numeric=True, width=78, key="hours"),
        Column(tr("Full-time staff"), _staff, numeric=True, width=78, key="staff",
               value=lambda row: row.one.full_time),
        _count(tr("Contracts of opportunities"), lambda one: one.contracts, "contracts", 4),
        _count(tr("Consultations"), lambda one: one.diagnoses, "diagnoses", 5),
        Column(tr("Satisfied"), _satisfied, numeric=True, width=78, key="satisfied"),
        Column(tr("Hours its places were used"), _used, numeric=True, width=90, key="used",
               yields=3),
        _money(tr("Building cost"), lambda one: one.building_cents, "building", 1),
        _money(tr("Running cost"), lambda one: one.running_cents, "running", 2),
    )  # fmt: skip
