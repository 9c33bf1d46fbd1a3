"""The steps of the workflow as actions: one key leads on, whatever stage a claim is at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from parkdesk.domain.claims import ClaimAction
from parkdesk.gui.actions import PageAction, action_for
from parkdesk.gui.key_names import sequence
from parkdesk.gui.runner import Runner
from parkdesk.i18n import label
from parkdesk.usecases.claim_payments import pay_claim
from parkdesk.usecases.claim_returns import return_claim
from parkdesk.usecases.claim_stages import archive_claim, record_review, release_claim
from parkdesk.usecases.claims import (
    approve_claim,
    precheck_claim,
    reject_claim,
    submit_claim,
    withdraw_claim,
)
from parkdesk.usecases.clawbacks import open_clawback
from parkdesk.usecases.notices import publish_notice

if TYPE_CHECKING:
    from parkdesk.usecases.core import UseCase

NEXT_STEP = "Ctrl+Enter"
"""The way forward: only one such step is enabled at a time."""
_QUIET = (ClaimAction.REJECT, ClaimAction.RETURN)
_RARE = (ClaimAction.WITHDRAW, ClaimAction.RECOVER)
"""Steps without a button: they are found by name in the Ctrl+K box."""
_PRIMARY = (
    ClaimAction.PRECHECK,
    ClaimAction.REVIEW,
    ClaimAction.APPROVE,
    ClaimAction.PUBLISH,
    ClaimAction.CLEAR,
    ClaimAction.PAY,
    ClaimAction.ARCHIVE,
    ClaimAction.SUBMIT,
)


class StepActions:
    """The steps that show where the claim and the role allow them."""

    def __init__(
        self, owner: QWidget, runner: Runner, step: Callable[[ClaimAction], object]
    ) -> None:
        steps: dict[ClaimAction, tuple[UseCase[..., Any], str, str]] = {
            ClaimAction.SUBMIT: (submit_claim, NEXT_STEP, "send"),
            ClaimAction.PRECHECK: (precheck_claim, NEXT_STEP, "approve"),
            ClaimAction.REVIEW: (record_review, NEXT_STEP, "approve"),
            ClaimAction.APPROVE: (approve_claim, NEXT_STEP, "approve"),
            ClaimAction.PUBLISH: (publish_notice, NEXT_STEP, "send"),
            ClaimAction.CLEAR: (release_claim, NEXT_STEP, "approve"),
            ClaimAction.PAY: (pay_claim, NEXT_STEP, "money"),
            ClaimAction.ARCHIVE: (archive_claim, NEXT_STEP, "folder"),
            ClaimAction.RETURN: (return_claim, "", "return"),
            ClaimAction.REJECT: (reject_claim, "", "reject"),
            ClaimAction.WITHDRAW: (withdraw_claim, "", "return"),
            ClaimAction.RECOVER: (open_clawback, "", "money"),
        }
        self.steps = {
            action: action_for(
                owner, runner, use_case, label(action), partial(step, action), key=key, icon=icon
            )
            for action, (use_case, key, icon) in steps.items()
        }
        for made in self.steps.values():
            if not made.shortcut().isEmpty():
                made.setShortcuts([made.shortcut(), sequence("Ctrl+Return")])
            # A key held down would confirm the dialog that it has opened.
            made.setAutoRepeat(False)
        self._tips = {action: made.toolTip() for action, made in self.steps.items()}

    def __getitem__(self, action: ClaimAction) -> PageAction:
        """Return the action of a step."""
        return self.steps[action]

    @property
    def buttons(self) -> tuple[tuple[PageAction, bool], ...]:
        """The steps in the order of their buttons, and whether each is a primary one."""
        quiet = tuple((self.steps[one], False) for one in _QUIET)
        return (*quiet, *((self.steps[one], True) for one in _PRIMARY))

    @property
    def without_button(self) -> tuple[PageAction, ...]:
        """The steps that are found by name alone."""
        return tuple(self.steps[one] for one in _RARE)

    def enable(self, allowed: frozenset[ClaimAction], withheld: Mapping[ClaimAction, str]) -> None:
        """Show the steps that are allowed; a withheld one stays in view, greyed, and says why."""
        for action, shown in self.steps.items():
            shown.setVisible(action in allowed)
            shown.setEnabled(action in allowed and action not in withheld)
            shown.setToolTip(withheld.get(action, self._tips[action]))
