"""The four cards over the roster: people, money asked for, budget left, papers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from parkdesk.domain.eligibility import RosterTotals
from parkdesk.gui.claims.dialogs import lacking_papers
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.figure_card import FigureCard
from parkdesk.i18n import money_text, number_text, tr, trn
from parkdesk.i18n.claims import capitals_text, size_text
from parkdesk.usecases.claim_lists import ClaimDetail

_HEIGHT = 106
_LONGEST_NAME = 22
"""A longer one would need a second line, for which the card has no room."""


class ClaimFigures(QWidget):
    """Follows the roster while it is typed. `papers_wanted` opens the list of papers."""

    def __init__(self, papers_wanted: Callable[[], object]) -> None:
        super().__init__()
        self.heads = FigureCard(tr("People"))
        self.requested = FigureCard(tr("Computed"))
        self.budget = FigureCard(tr("Budget left this year"))
        self.papers = FigureCard(tr("Papers"), opened=papers_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        for card in (self.heads, self.requested, self.budget, self.papers):
            # Ignored, so that the four are equally wide whatever they say.
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
            card.setMaximumHeight(_HEIGHT)
            row.addWidget(card, 1)

    def show_figures(self, detail: ClaimDetail, sums: RosterTotals, asked_cents: int) -> None:
        """Show a claim; `asked_cents` is what it asks for now, or asked for when submitted."""
        people = detail.row.track is not None
        self.heads.title.setText(tr("People") if people else tr("Items"))
        self.heads.say(
            size_text(detail.row.kind, sums.heads),
            tr(
                "{payable} payable ({warned} to check) · {refused} not",
                payable=number_text(sums.payable),
                warned=number_text(sums.warned),
                refused=number_text(sums.refused),
            ),
        )
        self._show_amount(detail, asked_cents)
        self._show_budget(detail, asked_cents)
        papers, lacking = detail.papers, lacking_papers(detail)
        self.papers.say(
            tr("{come} of {all}", come=len(papers) - len(lacking), all=len(papers)),
            _missing_text(lacking),
            "warn" if lacking else "good",
        )
        self.papers.setToolTip("\n".join(lacking))

    def _show_amount(self, detail: ClaimDetail, asked_cents: int) -> None:
        """Show the amount of the claim's stage; the tip has those of all stages."""
        row = detail.row
        told = (
            (tr("Paid"), row.paid_cents),
            (tr("Approved"), row.approved_cents),
            (tr("Recommended"), row.recommended_cents),
            (tr("Computed"), asked_cents),
        )
        title, cents = next((one, cents) for one, cents in told if cents is not None)
        self.requested.title.setText(title)
        decided = (row.recommended_cents, row.approved_cents, row.paid_cents) != (None, None, None)
        note = capitals_text(cents) or _sum_text(cents, asked_cents, decided=decided)
        self.requested.say(money_text(cents), note)
        stages = (
            (tr("Applied for"), row.asked_cents or None),
            (tr("Computed"), asked_cents),
            (tr("Recommended"), row.recommended_cents),
            (tr("Approved"), row.approved_cents),
            (tr("Paid"), row.paid_cents),
            (tr("Recovered"), row.recovered_cents),
        )
        self.requested.setToolTip(
            "\n".join(
                tr("{what}: {said}", what=name, said=money_text(one))
                for name, one in stages
                if one is not None
            )
        )

    def _show_budget(self, detail: ClaimDetail, asked_cents: int) -> None:
        left = detail.budget.left_cents
        if left is None:
            self.budget.say(tr("not set"), tr("set it on the programme's page"))
        elif detail.row.approved_cents is not None:
            self.budget.say(money_text(left), tr("this claim is counted"))
        else:
            after = left - asked_cents
            note = tr("after this claim {amount}", amount=money_text(after))
            self.budget.say(money_text(left), note, "bad" if after < 0 else "muted")


def _sum_text(cents: int, computed_cents: int, *, decided: bool) -> str:
    """Return how an amount follows from what the rules computed for the payable rows."""
    if not decided:
        return tr("the sum of the payable rows")
    if cents == computed_cents:
        return tr("as computed")
    return tr("computed: {amount}", amount=money_text(computed_cents))


def _missing_text(lacking: tuple[str, ...]) -> str:
    if not lacking:
        return tr("complete")
    if len(lacking) == 1 and len(lacking[0]) <= _LONGEST_NAME:
        return tr("missing: {papers}", papers=lacking[0])
    return trn("{n} paper missing", "{n} papers missing", len(lacking))
