"""A class of the training platform brought into the roster at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from parkdesk.domain.identity import Permission
from parkdesk.gui.claims.dialogs import ClaimDialog
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.theme import Tone
from parkdesk.i18n import date_text, number_text, tr, trn
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.class_lists import ClassForClaim, classes_for_claim
from parkdesk.usecases.class_rosters import bring_class
from parkdesk.usecases.rosters import RosterSaved

if TYPE_CHECKING:
    from parkdesk.gui.claims.desk import ClaimDesk


class ClassRosters(QObject):
    """Asks which class, and shows the roster with its people."""

    def __init__(self, desk: ClaimDesk) -> None:
        super().__init__(desk)
        self._desk = desk

    @property
    def may_bring(self) -> bool:
        """Whether the person may read classes and write rosters."""
        runner = self._desk.runner
        return runner.can(bring_class) and runner.can(classes_for_claim) and self._reads_classes()

    def ask(self) -> None:
        """Ask which class is brought, once everything typed is saved."""
        self._desk.settle(lambda: self._desk.steps.with_fresh(self._fetch))

    def _reads_classes(self) -> bool:
        desk = self._desk.runner.desk
        return desk is not None and desk.actor.may(Permission.PLATFORM_READ)

    def _fetch(self, detail: ClaimDetail) -> None:
        def arrived(classes: tuple[ClassForClaim, ...]) -> None:
            if classes:
                self._open(detail, classes)
            else:
                self._desk.banner.show_text(
                    tr(
                        "No class has people for this claim: note their results and who hired"
                        " them in the classes first."
                    ),
                    Tone.WARN,
                )

        self._desk.runner.run(self._desk, classes_for_claim, detail.row.id).done(arrived)

    def _open(self, detail: ClaimDetail, classes: Sequence[ClassForClaim]) -> None:
        desk = self._desk
        dialog = BringClassDialog(desk.runner, desk, detail, classes)
        dialog.saved.connect(lambda saved: self._brought(detail.row.id, saved))
        dialog.open()

    def _brought(self, claim_id: int, saved: RosterSaved) -> None:
        desk = self._desk
        desk.drafts.version = saved.version
        desk.show_claim(claim_id)
        said = trn("{n} person brought", "{n} people brought", saved.changed)
        desk.shell.notify(
            said if saved.changed else tr("Everybody of the class is in the roster already")
        )


class BringClassDialog(ClaimDialog):
    """Brings the people of a class whom the claim is about behind those that are there."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        detail: ClaimDetail,
        classes: Sequence[ClassForClaim],
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Bring a class into {number}", number=detail.row.number),
            save_text=tr("Bring them"),
            intro=tr(
                "An enterprise's claim gets whom it hired, an institution's who passed and signed."
                " Who is in the roster already is not added twice."
            ),
        )
        self._row = detail.row
        offered = [(one.id, _class_text(one)) for one in classes]
        self.choice("class_id", tr("Class"), offered, required=True)
        self.fill({"class_id": classes[0].id})
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Bring them."""
        del confirmed
        chosen = self.fields["class_id"].value()
        return self.runner.run(self, bring_class, self._row.id, self._row.version, chosen)


def _class_text(one: ClassForClaim) -> str:
    return tr(
        "{course}, {first} to {last}, {number}: {people} for this claim",
        course=one.course,
        first=date_text(one.first_on),
        last=date_text(one.last_on),
        number=one.number,
        people=number_text(one.people),
    )
