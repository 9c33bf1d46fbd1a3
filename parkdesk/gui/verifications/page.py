"""After-payment verification (拨付后抽查): who is drawn, what is found, what it says of all."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from parkdesk.domain.calendar import day_in_china
from parkdesk.domain.paging import Sort
from parkdesk.domain.programme_choices import ProgrammeChoice
from parkdesk.domain.verifications import CheckOutcome, VerificationState
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.payments.files import ask_paper
from parkdesk.gui.registry_page import RegistryPage
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Arrived, Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import DetailPanel, Facts
from parkdesk.i18n import instant_text, label, money_text, number_text, tr, trn
from parkdesk.i18n.enterprise_sheets import in_language
from parkdesk.i18n.payments import redraw_text, whole_text
from parkdesk.usecases.payment_prints import verification_paper
from parkdesk.usecases.verification_lists import (
    DrawnRow,
    VerificationDetail,
    VerificationFilter,
    VerificationListRow,
    list_verifications,
    programmes_to_verify,
    verification_detail,
)
from parkdesk.usecases.verifications import (
    DrawSample,
    VerificationKey,
    close_verification,
    draw_verification,
    record_sample_check,
)

if TYPE_CHECKING:
    from parkdesk.domain.payment_papers import SamplePaper
    from parkdesk.gui.pages import Shell

_TONES = {VerificationState.OPEN: Tone.ACCENT, VerificationState.CLOSED: Tone.GOOD}
_OUTCOMES = {CheckOutcome.RIGHT: Tone.GOOD, CheckOutcome.WRONG: Tone.BAD}
_USUAL_SIZE = 30


class VerificationsPage(RegistryPage[VerificationListRow]):
    """Every sample, and one with those drawn at the right."""

    tables: ClassVar[frozenset[str]] = frozenset({"verification", "verification_row"})
    view_key: ClassVar[str] = "verifications"

    def __init__(self, runner: Runner, shell: Shell) -> None:
        super().__init__(runner, shell)
        self._detail: VerificationDetail | None = None
        self.set_title(tr("After-payment checks"))
        self.say_count(lambda n: trn("{n} sample", "{n} samples", n))
        self._make_actions()
        self.state = self.add_choice(
            tr("All states"), [(one, label(one)) for one in VerificationState], key="state"
        )
        self.end_filters()
        self.set_list(_columns(), self._load, Sort("drawn", descending=True))
        self.set_empty(
            tr("Nothing has been drawn yet"),
            tr("Draw at random among those who were paid for; write down what the checks find."),
            self.new,
            icon="search",
        )
        self._make_panel()
        self.table.opened.connect(lambda _row: self.panel.tabs.setCurrentIndex(1))
        self._enable()

    def _make_actions(self) -> None:
        make = partial(action_for, self, self.runner)
        self.back = PageAction(
            self,
            tr("To the batches"),
            lambda: self.shell.open_page("payments"),
            key="Alt+Left",
            icon="chevron-left",
        )
        self.print = PageAction(self, tr("Print the list"), self._print, key="Ctrl+P", icon="print")
        self.new = make(
            draw_verification, tr("Draw a sample"), self._draw, key="Ctrl+Shift+N", icon="plus"
        )
        self.add_action(self.back)
        self.add_action(self.print)
        self.add_action(self.new, primary=True, key_shown=True)
        self.check = make(record_sample_check, tr("Result…"), self._check, key="F2", icon="edit")
        self.close_it = make(close_verification, tr("Close the check"), self._close, icon="check")
        self.add_key(self.check)
        self.add_key(self.close_it)

    def _make_panel(self) -> None:
        self.panel = DetailPanel(tr("Choose a sample to see who was drawn."))
        self.facts, self.whole = Facts(), Callout()
        over = QWidget()
        box = QVBoxLayout(over)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 3)
        box.addWidget(self.whole)
        box.addWidget(self.facts)
        self.rows: ShortTable[DrawnRow] = ShortTable("DrawnRows", _row_columns(), most=14)
        self.rows.row_changed.connect(lambda _row: self._enable())
        self.rows.opened.connect(lambda _row: self.check.trigger())
        self.panel.add_tab(tr("Overview"), over)
        self.panel.add_tab(tr("Those drawn"), self.rows)
        self.panel.add_foot(self.check, primary=True)
        self.panel.add_foot(self.close_it)
        self.set_detail(self.panel, widths=(640, 520))

    def criteria(self) -> VerificationFilter:
        """Return what the filters say."""
        return VerificationFilter(self.state.value())

    def _load(
        self, sort: Sort, offset: int, limit: int, arrived: Arrived[VerificationListRow]
    ) -> object:
        request = self.runner.run(self, list_verifications, self.criteria(), sort, offset, limit)
        return request.done(arrived)

    def show_detail(self, record_id: int | None) -> None:
        """Load a sample into the panel."""
        self._detail = None
        self._enable()
        if record_id is None:
            self.panel.show_nothing()
            return
        request = self.runner.run(self, verification_detail, record_id)
        request.done(self._show).refused(lambda _error: True)

    def _show(self, detail: VerificationDetail) -> None:
        row = detail.row
        if row.id != self.current_id():
            return
        self._detail = detail
        self.panel.show_title(
            row.number,
            in_language(row.programme, row.programme_en),
            (label(row.state), _TONES[row.state]),
        )
        self.facts.show_facts(_facts(detail))
        if detail.whole is None:
            left = number_text(row.size - row.checked)
            self.whole.say(tr("{n} of those drawn have still to be checked.", n=left), Tone.WARN)
        else:
            wrong = bool(detail.whole.wrong)
            self.whole.say(whole_text(detail.whole), Tone.BAD if wrong else Tone.GOOD)
        self.rows.show_rows(detail.rows)
        self.panel.name_tab(1, tr("Those drawn {n}", n=number_text(len(detail.rows))))
        self._enable()

    def _enable(self) -> None:
        detail = self._detail
        is_open = detail is not None and detail.row.state is VerificationState.OPEN
        done = detail is not None and detail.whole is not None
        chosen = self.rows.current() is not None
        self.check.setEnabled(is_open and chosen and self.runner.can(record_sample_check))
        self.close_it.setEnabled(is_open and done and self.runner.can(close_verification))
        self.print.setEnabled(detail is not None)

    def _draw(self) -> None:
        dialog = DrawDialog(self.runner, self)
        dialog.saved.connect(self._drawn)
        dialog.open()

    def _drawn(self, sample: VerificationKey) -> None:
        self.shell.notify(tr("{sample} drawn", sample=sample.number))
        self.show_record(sample.id)

    def _check(self) -> None:
        row = self.rows.current()
        if row is not None:
            CheckDialog(self.runner, self, row).open()

    def _close(self) -> None:
        if self._detail is not None:
            row = self._detail.row
            request = self.runner.run(self, close_verification, row.id, row.version)
            request.done(lambda _key: self.shell.notify(tr("Check closed")))

    def _print(self) -> None:
        if self._detail is not None:
            row = self._detail.row
            ask_paper(self, row.number, verification_paper, row.id, _draw_paper)


class DrawDialog(FormDialog):
    """How many are drawn of which programme; the seed may come from a lottery or a witness."""

    def __init__(self, runner: Runner, parent: QWidget | None) -> None:
        super().__init__(
            runner,
            parent,
            tr("Draw a sample"),
            save_text=tr("Draw"),
            width=560,
            intro=tr("Drawn at random from all persons and items paid for; nobody chooses."),
        )
        self.programme = self.choice(
            "programme_id", tr("Programme"), [], required=True, typed=False
        )
        size = self.number("size", tr("How many"), required=True)
        seed = self.text("seed", tr("Seed"), longest=40)
        seed.set_hint(tr("Empty: the program makes one. It is printed: anybody can draw again."))
        again = self.multiline("reason", tr("Why it is drawn again"), lines=2)
        again.set_hint(
            tr("Only where the same was drawn before: the earlier sample and its seed stay.")
        )
        size.set_value(_USUAL_SIZE)
        runner.run(self, programmes_to_verify).done(self._offer)

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Draw."""
        del confirmed
        return self.runner.run(self, draw_verification, DrawSample(**self.values()))

    def _offer(self, programmes: tuple[ProgrammeChoice, ...]) -> None:
        self.programme.set_options(
            [
                (
                    one.id,
                    tr(
                        "{programme} ({n})",
                        programme=in_language(one.title, one.title_en),
                        n=number_text(one.claims),
                    ),
                )
                for one in programmes
            ]
        )
        if programmes:
            self.programme.set_value(programmes[0].id)
        self.set_untouched()


class CheckDialog(FormDialog):
    """What the check of one drawn person or item found."""

    def __init__(self, runner: Runner, parent: QWidget | None, row: DrawnRow) -> None:
        super().__init__(
            runner,
            parent,
            tr("Result for {name}", name=row.name),
            width=540,
            intro="  ·  ".join((row.claim, row.enterprise, money_text(row.paid_cents))),
        )
        self._row = row
        wrong = self.money("wrong_cents", tr("Wrongly paid"), required=True)
        wrong.set_hint(tr("0: all is right. At most what was paid."))
        self.multiline("finding", tr("What was found"), lines=3)
        self.fill({"wrong_cents": row.wrong_cents, "finding": row.finding})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Record the result."""
        del confirmed
        row, values = self._row, self.values()
        return self.runner.run(
            self, record_sample_check, row.id, row.version, values["wrong_cents"], values["finding"]
        )


def _draw_paper(paper: SamplePaper, code: str) -> bytes:
    # Imported here, as every print is: ReportLab takes its time.
    from parkdesk.reports.payment_papers import render_sample

    return render_sample(paper, code)


def _facts(detail: VerificationDetail) -> list[tuple[str, str]]:
    row, before = detail.row, detail.redraws
    return [
        (tr("Seed"), detail.seed),
        *([(tr("Drawn again"), redraw_text(before))] if before else []),
        (tr("Drawn on"), f"{row.drawn_by}  ·  {instant_text(row.drawn_at)}"),
        (
            tr("Drawn from"),
            tr(
                "{n} paid persons and items, {amount}",
                n=number_text(row.population),
                amount=money_text(detail.population_cents),
            ),
        ),
        (tr("Checked"), f"{number_text(row.checked)} / {number_text(row.size)}"),
        (tr("Wrong"), number_text(row.wrong)),
        (tr("Checksum of these"), detail.population_digest[:16]),
    ]


def _columns() -> tuple[Column[VerificationListRow], ...]:
    return (
        Column(tr("Sample"), lambda row: row.number, width=124, key="number"),
        Column(
            tr("Drawn on"),
            lambda row: instant_text(row.drawn_at),
            "drawn",
            width=126,
            yields=1,
            value=lambda row: day_in_china(row.drawn_at),
        ),
        Column(
            tr("Programme"),
            lambda row: in_language(row.programme, row.programme_en),
            # Programmes are told apart by the ends of their names: the day waits for that room.
            width=260,
            grows=True,
            wraps=True,
            key="programme",
        ),
        Column(
            tr("How many"),
            lambda row: number_text(row.size),
            "size",
            numeric=True,
            width=80,
            value=lambda row: row.size,
        ),
        Column(
            tr("Checked"),
            lambda row: number_text(row.checked),
            numeric=True,
            width=76,
            key="checked",
            value=lambda row: row.checked,
            yields=2,
        ),
        Column(
            tr("Wrong"),
            lambda row: number_text(row.wrong),
            numeric=True,
            width=64,
            key="wrong",
            value=lambda row: row.wrong,
        ),
        Column(
            tr("State"),
            lambda row: label(row.state),
            "state",
            tone=lambda row: _TONES[row.state],
            width=100,
        ),
    )


def _row_columns() -> tuple[Column[DrawnRow], ...]:
    return (
        Column(tr("Serial"), lambda row: str(row.position), numeric=True, width=46),
        Column(tr("Person or item"), lambda row: row.name, width=84, grows=True),
        Column(tr("Claim"), lambda row: f"{row.claim}/{row.place}", width=120),
        Column(tr("Enterprise"), lambda row: row.enterprise, width=130, grows=True, yields=2),
        # The form of the result says the amount, too, where there is no room for it here.
        Column(
            tr("Paid"),
            lambda row: money_text(row.paid_cents),
            numeric=True,
            width=100,
            yields=1,
        ),
        Column(
            tr("Result"),
            lambda row: label(row.outcome) if row.outcome else "—",
            tone=lambda row: _OUTCOMES[row.outcome] if row.outcome else None,
            width=70,
        ),
    )
