"""Which form a step of the workflow opens."""

from __future__ import annotations

import datetime as dt

from PySide6.QtWidgets import QWidget

from parkdesk.domain.claims import ClaimAction
from parkdesk.gui.claims.amount_dialog import AmountDialog
from parkdesk.gui.claims.dialogs import PaymentDialog, ReasonDialog, SubmitDialog
from parkdesk.gui.claims.return_dialog import ReturnDialog
from parkdesk.gui.claims.stage_dialogs import ArchiveDialog, ReleaseDialog, ReviewDialog
from parkdesk.gui.claims.step_rows import StepRows
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.runner import Runner
from parkdesk.usecases.claim_lists import ClaimDetail

PLACES = {ClaimAction.PUBLISH: "notices", ClaimAction.RECOVER: "clawbacks"}
"""Steps that are taken on a page of their own, with other claims beside."""


def step_dialog(
    runner: Runner,
    parent: QWidget,
    detail: ClaimDetail,
    action: ClaimAction,
    rows: StepRows,
    today: dt.date,
    words: str = "",
) -> FormDialog:
    """Return what is asked before a step of the workflow; `words` are added to a return's."""
    if action in {ClaimAction.PRECHECK, ClaimAction.APPROVE}:
        return AmountDialog(runner, parent, detail, action, rows)
    if action is ClaimAction.SUBMIT:
        return SubmitDialog(runner, parent, detail, rows)
    if action is ClaimAction.PAY:
        return PaymentDialog(runner, parent, detail, rows, today)
    if action is ClaimAction.RETURN:
        return ReturnDialog(runner, parent, detail, rows, words)
    if action in {ClaimAction.REJECT, ClaimAction.WITHDRAW}:
        return ReasonDialog(runner, parent, detail, action)
    made = {
        ClaimAction.REVIEW: ReviewDialog,
        ClaimAction.CLEAR: ReleaseDialog,
        ClaimAction.ARCHIVE: ArchiveDialog,
    }
    return made[action](runner, parent, detail)
