"""Deleting (删除) a contract with its reason, and bringing a deleted one back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.gui.actions import button
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE, Tone
from parkdesk.gui.widgets.callout import Banner
from parkdesk.gui.widgets.texts import label
from parkdesk.i18n import instant_text, tr
from parkdesk.usecases.contract_deletions import (
    DeletedContractRow,
    delete_contract,
    list_deleted_contracts,
    restore_contract,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.contract_details import ContractDetail

_WIDE, _ROWS = 820, 8


class DeleteDialog(FormDialog):
    """Deletes a contract that was entered by mistake."""

    def __init__(self, runner: Runner, parent: QWidget | None, contract: ContractDetail) -> None:
        row = contract.row
        super().__init__(
            runner,
            parent,
            tr("Delete contract"),
            save_text=tr("Delete"),
            width=520,
            intro=tr(
                "Contract {number} ({client}) can be brought back under More, Deleted contracts.",
                number=row.number,
                client=row.client,
            ),
        )
        self._contract = contract
        self.text("reason", tr("Reason"), required=True, longest=500)
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Delete it."""
        del confirmed
        row = self._contract.row
        return self.runner.run(self, delete_contract, row.id, row.version, self.values()["reason"])


class DeletedContractsDialog(QDialog):
    """What was deleted, the newest first; Enter brings one back.

    Signals:
        restored: the contract's id.
    """

    restored = Signal(int)

    def __init__(self, runner: Runner, parent: QWidget) -> None:
        super().__init__(parent)
        self.runner = runner
        self.setWindowTitle(tr("Deleted contracts"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.banner = Banner()
        self.table = ShortTable[DeletedContractRow](
            "DeletedContractsTable", _columns(), least=_ROWS, most=_ROWS
        )
        self.table.empty.say(
            tr("Nothing is deleted"),
            tr("Deleted contracts are listed here until they are brought back."),
        )
        self.restore_button = button(tr("Bring it back"), self._restore, role="primary")
        self.restore_button.setEnabled(False)
        self.table.row_changed.connect(self._follow)
        self.table.opened.connect(lambda _row: self._restore())
        self._lay_out()
        self.refresh()

    def refresh(self) -> None:
        """Fetch the list again."""
        self.runner.run(self, list_deleted_contracts).done(self.table.show_rows)

    def show_fault(
        self, text: str, tone: Tone, offers: tuple[tuple[str, Callable[[], object]], ...]
    ) -> None:
        """Show a problem over the list; `faults` calls it."""
        self.banner.show_text(text, tone, offers=offers)

    def _lay_out(self) -> None:
        foot = QHBoxLayout()
        foot.setSpacing(SPACE * 2)
        foot.addWidget(label(tr("Esc: close"), "muted"))
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.reject))
        foot.addWidget(self.restore_button)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 5, SPACE * 6, SPACE * 5)
        box.setSpacing(SPACE * 3)
        box.addWidget(label(self.windowTitle(), "title"))
        box.addWidget(self.banner)
        box.addWidget(self.table)
        box.addLayout(foot)
        self.setMinimumWidth(_WIDE)

    def _follow(self, row: DeletedContractRow | None) -> None:
        self.restore_button.setEnabled(row is not None and self.runner.can(restore_contract))

    def _restore(self) -> None:
        row = self.table.current()
        if row is None or not self.restore_button.isEnabled():
            return
        request = self.runner.run(self, restore_contract, row.id, row.version)
        request.done(self._restored)

    def _restored(self, contract_id: int) -> None:
        self.restored.emit(contract_id)
        self.accept()


def _columns() -> tuple[Column[DeletedContractRow], ...]:
    return (
        Column(tr("Number"), lambda row: row.number, width=118),
        Column(tr("Enterprise"), lambda row: row.enterprise, width=160, grows=True),
        Column(tr("Client"), lambda row: row.client, width=120, grows=True, yields=2),
        Column(tr("Reason"), lambda row: row.reason, width=140, grows=True, muted=True),
        Column(tr("Deleted"), lambda row: instant_text(row.deleted_at), width=130),
        Column(tr("By"), lambda row: row.deleted_by, width=70, muted=True, yields=1),
    )
