"""What can be done at the claim desk: the actions with their keys, and which show when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Protocol

from PySide6.QtWidgets import QWidget

from parkdesk.domain.claims import ClaimAction
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.claims.grid import RosterGrid
from parkdesk.gui.claims.scan_actions import ScanActions
from parkdesk.gui.claims.scans import ClaimScans
from parkdesk.gui.claims.step_actions import StepActions
from parkdesk.gui.claims.steps import DeskSteps
from parkdesk.gui.runner import Runner
from parkdesk.i18n import tr
from parkdesk.usecases.claim_prints import claim_print
from parkdesk.usecases.claim_returns import open_returned_claim
from parkdesk.usecases.class_rosters import bring_class
from parkdesk.usecases.rosters import reveal_identity, save_roster

Slot = Callable[[], object]


class DeskSlots(Protocol):
    """What the desk does when an action is chosen."""

    grid: RosterGrid
    scans: ClaimScans
    steps: DeskSteps

    def leave(self) -> None:
        """Go back to the register."""

    def import_list(self) -> None:
        """Ask for a file."""

    def bring_class(self) -> None:
        """Ask which class of the training platform is brought into the roster."""

    def check_all(self) -> None:
        """Judge every row anew."""

    def list_faults(self) -> object:
        """List what has to be looked at."""

    def step(self, action: ClaimAction) -> None:
        """Ask what a step of the workflow needs."""

    def open_papers(self) -> None:
        """Show the required papers."""

    def save_template(self) -> None:
        """Write the empty list."""

    def export(self) -> None:
        """Write the roster."""

    def reveal_number(self) -> None:
        """Show one identity number."""

    def put_today(self) -> None:
        """Type today's date."""


class DeskActions:
    """The desk's actions. Those of the workflow show where the claim and the role allow them."""

    def __init__(self, owner: QWidget, runner: Runner, slots: DeskSlots) -> None:
        make = partial(action_for, owner, runner)
        plain = partial(PageAction, owner)
        self.back = plain(
            tr("Back to the claims"), slots.leave, key="Alt+Left", icon="chevron-left"
        )
        self.import_list = make(
            save_roster, tr("Import Excel…"), slots.import_list, key="Ctrl+Shift+I", icon="import"
        )
        self.bring_class = make(bring_class, tr("Bring a class…"), slots.bring_class, icon="people")
        self.check = plain(tr("Check all"), slots.check_all, key="F9", icon="check")
        self.steps = StepActions(owner, runner, slots.step)
        self.walking = (
            plain(tr("Next problem"), lambda: slots.grid.go_to_problem(1), key="F8"),
            plain(tr("Previous problem"), lambda: slots.grid.go_to_problem(-1), key="Shift+F8"),
            plain(tr("Problem list"), slots.list_faults, key="Ctrl+F8"),
        )
        editing: tuple[tuple[str, Slot, str], ...] = (
            (tr("Undo"), lambda: slots.grid.undo(), "Ctrl+Z"),
            (tr("Redo"), lambda: slots.grid.redo(), "Ctrl+Y"),
            (tr("Fill down"), lambda: slots.grid.fill_down(), "Ctrl+D"),
            (tr("Value above"), lambda: slots.grid.take_above(), "Ctrl+'"),
            (tr("Today's date"), slots.put_today, "Ctrl+;"),
            (tr("Insert a row"), lambda: slots.grid.insert_row(), "Ctrl+Ins"),
            (tr("Remove rows"), lambda: slots.grid.remove_rows(), "Ctrl+Del"),
        )
        self.editing = tuple(plain(text, slot, key=key) for text, slot, key in editing)
        self.papers = plain(tr("Required papers"), slots.open_papers, key="Ctrl+L")
        self.scans = ScanActions(owner, runner, slots.scans)
        self.conditions = plain(
            tr("Conditions of the applicant"), slots.steps.ask_conditions, key="Ctrl+Shift+C"
        )
        self.open_whole = make(
            open_returned_claim, tr("Open the whole claim"), slots.steps.open_whole, icon="edit"
        )
        self.print = make(
            claim_print, tr("Print…"), slots.steps.ask_print, key="Ctrl+P", icon="print"
        )
        self.template = plain(tr("Save an empty Excel template…"), slots.save_template)
        self.export = plain(tr("Export the roster, numbers masked…"), slots.export, icon="export")
        self.reveal = make(
            reveal_identity,
            tr("Show the identity number"),
            slots.reveal_number,
            key="Ctrl+Shift+R",
            icon="eye",
        )

    @property
    def buttons(self) -> tuple[tuple[PageAction, bool], ...]:
        """The actions with a button in the title row, and whether it is the primary one."""
        plain = (self.print, self.import_list, self.check)
        return (*((one, False) for one in plain), *self.steps.buttons)

    @property
    def without_button(self) -> tuple[PageAction, ...]:
        """The actions that are reached by key and from the Ctrl+K box."""
        return (
            self.back,
            *self.walking,
            *self.steps.without_button,
            *self.editing,
            self.bring_class,
            self.papers,
            *self.scans.all,
            self.conditions,
            self.open_whole,
            self.template,
            self.export,
            self.reveal,
        )

    @property
    def menu(self) -> tuple[tuple[PageAction, ...], ...]:
        """The same for the mouse, what belongs together in one group."""
        return (
            (self.print, self.template, self.export, self.bring_class),
            (self.papers, *self.scans.all, self.conditions),
            (self.check, *self.walking, self.reveal),
            self.editing,
            (self.open_whole, *self.steps.without_button),
        )

    def enable(
        self,
        allowed: frozenset[ClaimAction],
        withheld: Mapping[ClaimAction, str],
        *,
        editable: bool,
        partly: bool = False,
        classes: bool = False,
    ) -> None:
        """Show the steps that are allowed and, in a draft, what edits it.

        A withheld step stays in view, greyed, and says why.
        """
        self.steps.enable(allowed, withheld)
        self.import_list.setVisible(editable)
        self.import_list.setEnabled(editable)
        self.bring_class.setEnabled(editable and classes and not partly)
        self.open_whole.setEnabled(editable and partly)
        self.scans.enable(editable=editable)
        for one in self.editing:
            one.setEnabled(editable)
