"""Rosters too long for typing: as their file has them, shown for reading, imported as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from parkdesk.domain.eligibility import Judge, RosterTotals
from parkdesk.domain.employers import employers_by_key
from parkdesk.domain.roster_faults import Fault, roster_faults
from parkdesk.domain.trainee_columns import fields_of
from parkdesk.domain.trainees import Trainee
from parkdesk.excel.roster import RosterFile
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.claims.faults_dialog import FaultsDialog
from parkdesk.gui.claims.sheet import RosterSheet
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.i18n import number_text, tr, trn
from parkdesk.usecases.claim_lists import ClaimDetail, ClaimRow
from parkdesk.usecases.rosters import MOST_TYPED, Roster, replace_roster

if TYPE_CHECKING:
    from parkdesk.gui.claims.desk import ClaimDesk


@dataclass(slots=True)
class LongSheet(RosterSheet):
    """A long roster as it was loaded: nothing of it is worked out in the window's thread."""

    sums: RosterTotals = field(default_factory=RosterTotals)
    to_look_at: Sequence[int] = ()

    @property
    def totals(self) -> RosterTotals:
        """The roster in figures, blank rows apart."""
        return self.sums

    def problem_after(self, place: int, step: int) -> int:
        """Return the nearest row with a problem in direction `step`, going round; -1 for none."""
        found = self.to_look_at
        if not found:
            return -1
        beyond = [one for one in found if (one - place) * step > 0]
        return (beyond or found)[0 if step > 0 else -1]


def sheet_of(roster: Roster, detail: ClaimDetail, today: dt.date) -> RosterSheet:
    """Return what the grid shows of a loaded roster."""
    assert detail.row.track is not None, "a claim without a roster has no rows to judge"
    employers = employers_by_key(roster.employers)
    judge = Judge(detail.programme, detail.row.track, today, employers)
    is_long = len(roster.rows) > MOST_TYPED
    kind = LongSheet if is_long else RosterSheet
    fields = fields_of(detail.row.track)
    sheet = kind(judge, detail.programme.year, detail.service_line, fields, roster.employers)
    if roster.open_ids is not None:
        opened = (at for at, id_ in enumerate(roster.ids) if id_ in roster.open_ids)
        sheet.open_places = frozenset(opened)
    if isinstance(sheet, LongSheet):
        sheet.rows, sheet.verdicts = list(roster.rows), list(roster.verdicts)
        sheet.sums, sheet.to_look_at = roster.totals, roster.to_look_at
    else:
        sheet.load(roster.rows, roster.verdicts, roster.others)
    return sheet


class LongRosters(QObject):
    """What the claim desk does otherwise where a roster or a file is too long for typing."""

    def __init__(self, desk: ClaimDesk) -> None:
        super().__init__(desk)
        self._desk = desk
        self.by_file = False
        """Whether the claim shown is changed by importing its file again."""

    @property
    def is_shown(self) -> bool:
        """Whether the claim shown has such a roster."""
        return isinstance(self._desk.sheet, LongSheet)

    def follow(self, roster: Roster) -> None:
        """Take note of what was loaded, and say how it is changed."""
        self.by_file = roster.by_file
        if roster.by_file:
            self._desk.banner.show_text(_how_changed(), Tone.NEUTRAL)

    def enable(self) -> None:
        """Offer the import where it is the way to change the roster."""
        if self.by_file and self.is_shown:
            self._desk.actions_.import_list.setVisible(True)
            self._desk.actions_.import_list.setEnabled(True)

    def take(self, file: RosterFile) -> None:
        """Put a file's people into the grid; a list too long for it is asked about."""
        desk = self._desk
        if desk.sheet is None or not (desk.is_editable or self.by_file):
            return
        if self.by_file or len(desk.sheet.rows) + len(file.rows) > MOST_TYPED:
            desk.drafts.when_settled(lambda: self.ask(file.rows))
        else:
            desk.grid.add_people(file.rows, desk.headings.untold(file.sheet.ignored))

    def ask(self, rows: tuple[Trainee, ...]) -> ImportDialog | None:
        """Ask whether a file's people become the roster."""
        desk = self._desk
        if desk.detail is None or desk.sheet is None:
            return None
        row, version, there = desk.detail.row, desk.drafts.version, len(desk.sheet.rows)
        dialog = ImportDialog(desk.runner, desk.window(), row, version, rows, there)
        dialog.saved.connect(lambda _saved: desk.show_claim(row.id))
        dialog.open()
        return dialog

    def list_faults(self) -> None:
        """List everything that has to be looked at; found out beside the window's thread."""
        desk, sheet = self._desk, self._desk.sheet
        if sheet is not None:
            request = desk.runner.call(self, roster_faults, sheet.rows, sheet.verdicts)
            request.done(lambda faults: show_faults(desk, faults))


def show_faults(desk: ClaimDesk, faults: Sequence[Fault]) -> FaultsDialog:
    """Show the list of what has to be looked at; Enter goes there."""
    dialog = FaultsDialog(desk, faults)
    dialog.chosen.connect(lambda fault: desk.grid.go(fault.place, fault.cell))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
    return dialog


class ImportDialog(ClaimDialog):
    """Asks whether a long list takes the place of the people who are there."""

    grave = True

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        claim: ClaimRow,
        version: int,
        rows: tuple[Trainee, ...],
        there: int,
    ) -> None:
        count = trn("{n} person", "{n} people", len(rows))
        super().__init__(
            runner,
            parent,
            tr("Import the whole roster: {number}", number=claim.number),
            save_text=tr("Import"),
            intro=_how_changed(),
        )
        self._claim, self._version, self._rows = claim, version, rows
        now = trn("{n} person", "{n} people", there)
        self.wide(Facts([(tr("In the file"), count), (tr("In the draft now"), now)]))
        if there:
            text = tr("The people in the file replace everyone now in the draft.")
            self.wide(Callout(text, Tone.WARN))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Put the file's people into the draft."""
        request = self.runner.run(self, replace_roster, self._claim.id, self._version, self._rows)
        return request.named(tr("Importing the roster…"))

    def done(self, outcome: int) -> None:
        """Close; the people are in the draft, or nobody wants them."""
        self._rows = ()
        super().done(outcome)


def _how_changed() -> str:
    return tr(
        "A roster of more than {limit} people is kept as its file has it and shown for reading;"
        " to change somebody, change the file and import it again.",
        limit=number_text(MOST_TYPED),
    )
