"""The form of a test case: the facts of one row, and what must come of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parkdesk.domain.eligibility_rules import Verdict
from parkdesk.domain.programme_cases import CHOICES, FACTS_OF, CaseFact, run_case
from parkdesk.domain.programme_editing import with_part
from parkdesk.domain.programmes import ClaimKind, ItemKind, PackCase, Programme
from parkdesk.domain.trainees import DATE_FIELDS, RosterField
from parkdesk.gui.programmes.draft_form import DraftForm
from parkdesk.gui.programmes.part_dialogs import part_at
from parkdesk.i18n import label, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.programme_drafts import ProgrammeDraft

_DAYS = frozenset(
    {
        *(one.value for one in DATE_FIELDS),
        CaseFact.BORN.value,
        CaseFact.LAST_VIOLATION.value,
        CaseFact.PAID_ON.value,
        CaseFact.JUDGED_ON.value,
    }
)
_PAPERS = frozenset({CaseFact.INVOICE.value, CaseFact.BANK_SLIP.value})


class CaseDialog(DraftForm):
    """A row of facts with the verdict and the amount that the rules must give."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        draft: ProgrammeDraft,
        kind: ClaimKind,
        place: int,
    ) -> None:
        super().__init__(
            runner,
            parent,
            draft,
            tr("Test case: {kind}", kind=label(kind)),
            tr("What is left empty is not known to the rules; days as 2026-05-11 or 0511."),
        )
        self._kind = kind
        self._place = place
        self.text("name", tr("What it shows"), required=True, longest=120)
        verdicts = [(one.value, label(one)) for one in Verdict]
        self.choice("verdict", tr("Verdict expected"), verdicts, required=True, typed=False)
        self.money("amount", tr("Amount expected"), required=True)
        self.section(tr("Facts of the row"))
        for fact in FACTS_OF[kind]:
            self._declare(fact)
        case = part_at(draft.programme.cases, place)
        if case is not None:
            self._show(case)
        self.set_untouched()

    def changed(self) -> Programme:
        """Return the programme with this case."""
        return with_part(self.draft.programme, "cases", self._place, self.case())

    def case(self) -> PackCase:
        """Return the case as it is typed."""
        typed = {fact.value: self.fields[fact.value].value() for fact in FACTS_OF[self._kind]}
        return PackCase(
            name=self.fields["name"].value(),
            kind=self._kind,
            facts={name: text for name, text in typed.items() if text},
            verdict=self.fields["verdict"].value(),
            amount_cents=self.fields["amount"].value() or 0,
        )

    def found_problems(self) -> dict[str, str]:
        """Return what is wrong before the draft is saved: a fact that cannot be read too."""
        problems = super().found_problems()
        if problems:
            return problems
        unread = run_case(self.draft.programme, self.case()).unread
        return {unread: "fact-not-readable"} if unread else {}

    def _declare(self, fact: RosterField | CaseFact) -> None:
        name, title = fact.value, label(fact)
        if name == CaseFact.COST_KIND.value:
            kinds = (ItemKind.BUILDING, ItemKind.EQUIPMENT, ItemKind.RUNNING)
            self.choice(name, title, [(one.value, label(one)) for one in kinds], typed=False)
        elif name in CHOICES:
            options = [(one.value, label(one)) for one in CHOICES[name]]
            self.choice(name, title, options, typed=False)
        elif name in _PAPERS:
            self.text(name, title, hint=tr("Empty: it is there; - for one that is missing."))
        else:
            placeholder = tr("YYYY-MM-DD") if name in _DAYS else ""
            self.text(name, title, longest=60, placeholder=placeholder)

    def _show(self, case: PackCase) -> None:
        self.fields["name"].set_value(case.name)
        self.fields["verdict"].set_value(case.verdict)
        self.fields["amount"].set_value(case.amount_cents)
        for name, text in case.facts.items():
            if name in self.fields:
                self.fields[name].set_value(text)
