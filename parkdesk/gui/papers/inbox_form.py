"""Where one file of the inbox goes: enterprise, slot, and whether the same scan is filed twice."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from parkdesk.domain.papers import Owner, OwnerKind
from parkdesk.gui.choice_field import ChoiceField
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.field_form import FieldPanel
from parkdesk.gui.fields import BadText
from parkdesk.gui.papers.dialogs import keep_narrow, places_offered
from parkdesk.gui.papers.inbox_rows import InboxRow
from parkdesk.i18n import tr
from parkdesk.usecases.paper_lists import PaperPlace, paper_places

if TYPE_CHECKING:
    from parkdesk.gui.runner import Runner


class InboxForm(FieldPanel):
    """The fields of the file in view.

    Signals:
        chosen: an `InboxRow` with what the person chose.
    """

    chosen = Signal(object)

    def __init__(self, runner: Runner) -> None:
        super().__init__()
        self._runner = runner
        self._row: InboxRow | None = None
        self._filling = False
        self._offered: int | None = None
        self.enterprise = EnterpriseField(runner, "enterprise", tr("Enterprise"), required=True)
        self.add(self.enterprise)
        self.slot: ChoiceField = self.choice("slot", tr("Slot"), [], required=True, typed=True)
        keep_narrow(self.slot)
        self.twice = self.check("twice", tr("File it all the same"))
        self.enterprise.changed.connect(self._take_enterprise)
        self.slot.changed.connect(self._take)
        self.twice.changed.connect(self._take)
        self.show_row(None)

    def show_row(self, row: InboxRow | None) -> None:
        """Show what is known of a file; the same one again leaves what is being typed."""
        before, self._row = self._row, row
        self.setEnabled(row is not None and bool(row.sha256))
        self.twice.set_visible(row is not None and bool(row.twins))
        if row is not None and before is not None and _choice(row) == _choice(before):
            return
        self._filling = True
        self.enterprise.set_value(None)
        self.enterprise.editor.clear()
        self.slot.set_options([])
        self._offered = None
        self.twice.set_value(row is not None and row.twin_confirmed)
        if row is not None and row.enterprise_id is not None:
            self.enterprise.set_enterprise(row.enterprise_id, row.enterprise)
            self._ask_places(row.enterprise_id)
        self._filling = False

    def focus_missing(self) -> None:
        """Put the cursor where something is missing."""
        row = self._row
        if row is None:
            return
        if row.enterprise_id is None:
            self.enterprise.focus()
        elif row.owner is None or not row.slot:
            self.slot.focus()
        elif row.twins and not row.twin_confirmed:
            self.twice.focus()
        else:
            self.slot.focus()

    def _ask_places(self, enterprise_id: int) -> None:
        self._offered = enterprise_id
        request = self._runner.run(self, paper_places, enterprise_id)
        request.done(partial(self._offer, enterprise_id))

    def _offer(self, enterprise_id: int, places: tuple[PaperPlace, ...]) -> None:
        row = self._row
        if row is None or enterprise_id != self._offered:
            return
        self._filling = True
        self.slot.set_options(places_offered(places))
        owner = row.owner or _usual_owner(row, places)
        self.slot.set_value((owner, row.slot) if owner is not None and row.slot else None)
        self._filling = False
        if owner != row.owner:
            self._take()

    def _take_enterprise(self) -> None:
        if self._filling or self._row is None:
            return
        try:
            enterprise_id = self.enterprise.value()
        except BadText:
            return
        name = self.enterprise.editor.text().strip() if enterprise_id is not None else ""
        row = replace(
            self._row, enterprise_id=enterprise_id, enterprise=name, owner=None, guessed=True
        )
        self._row = row
        if enterprise_id is not None:
            self._ask_places(enterprise_id)
        self.chosen.emit(row)

    def _take(self) -> None:
        if self._filling or self._row is None:
            return
        try:
            target = self.slot.value()
        except BadText:
            return
        owner, slot = target if target is not None else (None, "")
        row = replace(
            self._row,
            owner=owner,
            slot=slot,
            guessed=True,
            twin_confirmed=bool(self.twice.value()),
        )
        if row != self._row:
            self._row = row
            self.chosen.emit(row)


def _choice(row: InboxRow) -> tuple[object, ...]:
    """Return what the fields show of a row."""
    chosen = (row.enterprise_id, row.owner, row.slot, row.twin_confirmed)
    return (row.file, row.sha256, row.guessed, *chosen)


def _usual_owner(row: InboxRow, places: tuple[PaperPlace, ...]) -> Owner | None:
    """Return who has the slot that the name says: the enterprise, or its only certificate."""
    owners = [place.owner for place in places if place.slot.code == row.slot]
    own = [owner for owner in owners if owner.kind is OwnerKind.ENTERPRISE]
    return own[0] if own else owners[0] if len(owners) == 1 else None
