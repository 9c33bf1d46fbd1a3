"""The forms of what a programme has several of: thresholds, conditions, tiers, clauses, papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from parkdesk.domain.programme_editing import with_part
from parkdesk.domain.programmes import (
    BarringGround,
    BarringRule,
    ClaimantBranch,
    ClaimKind,
    Clause,
    Figure,
    HeadCeiling,
    Material,
    Programme,
    Requirement,
    Standing,
)
from parkdesk.gui.programmes.draft_form import DraftForm
from parkdesk.gui.programmes.percent_field import PercentField
from parkdesk.gui.set_field import SetField
from parkdesk.i18n import label, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from parkdesk.gui.runner import Runner
    from parkdesk.usecases.programme_drafts import ProgrammeDraft

PartT = TypeVar("PartT")


def part_at(parts: tuple[PartT, ...], place: int) -> PartT | None:
    """Return the part at a place; None where it is none of them."""
    return parts[place] if 0 <= place < len(parts) else None


class BranchDialog(DraftForm):
    """One of the alternative thresholds; both figures have one source."""

    def __init__(self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, place: int) -> None:
        super().__init__(
            runner,
            parent,
            draft,
            tr("Threshold"),
            tr("Thresholds are alternatives: a claimant who meets one of them may claim."),
        )
        self._place = place
        self.money("turnover", tr("Turnover a year, at least"), currency="USD")
        self.add(PercentField("offshore", tr("Offshore share")))
        self.check("above", tr("More than this share; the share itself is not enough"))
        self.declare_origin()
        branch = part_at(draft.programme.branches, place)
        if branch is not None:
            turnover, offshore = branch.turnover_usd_cents, branch.offshore_permille
            self.fields["turnover"].set_value(turnover.value if turnover else None)
            self.fields["offshore"].set_value(offshore.value if offshore else None)
            self.fields["above"].set_value(branch.offshore_above)
            self.fill_origin(turnover or offshore)
        else:
            self.fill_origin(None)
        self.set_untouched()

    def changed(self) -> Programme:
        """Return the programme with this threshold."""
        values = self.values()
        turnover, offshore = values["turnover"], values["offshore"]
        branch = ClaimantBranch(
            None if turnover is None else self.figure(turnover),
            None if offshore is None else self.figure(offshore),
            offshore_above=values["above"],
        )
        return with_part(self.draft.programme, "branches", self._place, branch)


class _SeveralDialog(DraftForm):
    """A figure that there can be several of, in the field of the programme named `holder`."""

    holder = ""

    def __init__(
        self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, place: int, title: str
    ) -> None:
        super().__init__(runner, parent, draft, title)
        self._place = place
        self.declare_value()
        self.declare_origin()
        figure: Figure[Any] | None = part_at(getattr(draft.programme, self.holder), place)
        if figure is not None:
            self.show_value(figure.value)
        self.fill_origin(figure)
        self.set_untouched()

    def declare_value(self) -> None:
        """Add the fields of the value."""
        raise NotImplementedError

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - a value of whichever figure
        """Show a value."""
        raise NotImplementedError

    def value(self) -> object:
        """Return the value that is typed."""
        raise NotImplementedError

    def changed(self) -> Programme:
        """Return the programme with this figure."""
        figure = self.figure(self.value())
        return with_part(self.draft.programme, self.holder, self._place, figure)


class StandingDialog(_SeveralDialog):
    """A condition that is met or not."""

    holder = "standing"

    def __init__(self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, place: int) -> None:
        super().__init__(runner, parent, draft, place, tr("Basic condition"))

    def declare_value(self) -> None:
        """Add the condition."""
        options = [(one, label(one)) for one in Standing]
        self.choice("value", tr("The claimant"), options, required=True, typed=False)

    def show_value(self, value: Standing) -> None:
        """Show a condition."""
        self.fields["value"].set_value(value)

    def value(self) -> Standing:
        """Return the condition chosen."""
        chosen: Standing = self.fields["value"].value()
        return chosen


class TierDialog(_SeveralDialog):
    """How many persons a claimant of a certain turnover may claim for."""

    holder = "head_ceilings"

    def __init__(self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, place: int) -> None:
        super().__init__(runner, parent, draft, place, tr("Heads of one claimant, at most"))

    def declare_value(self) -> None:
        """Add the bounds of the tier and its heads."""
        self.money("from_usd", tr("Turnover from"), currency="USD", required=True)
        self.money("below", tr("To below"), currency="USD", hint=tr("Empty: the tier has no end."))
        self.number("heads", tr("Persons, at most"), required=True)

    def show_value(self, value: HeadCeiling) -> None:
        """Show a tier."""
        self.fields["from_usd"].set_value(value.from_usd_cents)
        self.fields["below"].set_value(value.below_usd_cents)
        self.fields["heads"].set_value(value.heads)

    def value(self) -> HeadCeiling:
        """Return the tier."""
        values = self.values()
        return HeadCeiling(values["from_usd"], values["below"], values["heads"])


class BarringDialog(_SeveralDialog):
    """For what, and for how long, a claimant loses the right to claim."""

    holder = "barring"

    def __init__(self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, place: int) -> None:
        super().__init__(runner, parent, draft, place, tr("Loss of the right to claim"))

    def declare_value(self) -> None:
        """Add ground and years."""
        options = [(one, label(one)) for one in BarringGround]
        self.choice("ground", tr("Ground"), options, required=True, typed=False)
        self.number("years", tr("Years"), hint=tr("Empty: the notice names no number."))

    def show_value(self, value: BarringRule) -> None:
        """Show a rule."""
        self.fields["ground"].set_value(value.ground)
        self.fields["years"].set_value(value.years)

    def value(self) -> BarringRule:
        """Return the rule."""
        values = self.values()
        return BarringRule(values["ground"], values["years"])


class ClauseDialog(DraftForm):
    """A clause of the notice, word by word."""

    def __init__(self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, place: int) -> None:
        super().__init__(runner, parent, draft, tr("Clause"))
        self._place = place
        self.text("number", tr("Clause number"), required=True, longest=60)
        self.multiline(
            "text", tr("Wording"), lines=7, hint=tr("As the notice has it, word by word.")
        )
        self.declare_origin()
        self.fields["clause"].set_visible(False)
        clause = part_at(draft.programme.clauses, place)
        self.fill_origin(None)
        if clause is not None:
            for name in ("number", "text", "mark", "document", "source"):
                self.fields[name].set_value(getattr(clause, name))
        self.set_untouched()

    def changed(self) -> Programme:
        """Return the programme with this clause."""
        values = self.values()
        names = ("number", "text", "mark", "source", "document")
        clause = Clause(**{name: values[name] for name in names})
        return with_part(self.draft.programme, "clauses", self._place, clause)


class MaterialDialog(DraftForm):
    """A paper that claims must bring."""

    _NAMES = (
        "code",
        "name",
        "name_en",
        "kinds",
        "per_person",
        "requirement",
        "condition",
        "condition_en",
    )

    def __init__(self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, place: int) -> None:
        super().__init__(runner, parent, draft, tr("Required paper"))
        self._place = place
        self.text("name", tr("Chinese name"), required=True)
        self.text("name_en", tr("English name"), required=True)
        self.text(
            "code",
            tr("Code"),
            required=True,
            longest=60,
            hint=tr("Claims remember the paper by it."),
        )
        kinds = [(one, label(one)) for one in draft.programme.kinds]
        self.add(SetField("kinds", tr("For claims of"), kinds, required=True))
        self.check("per_person", tr("One for each person"))
        needs = [(one, label(one)) for one in Requirement]
        self.choice("requirement", tr("Requirement"), needs, required=True, typed=False)
        self.text("condition", tr("Condition in Chinese"))
        self.text("condition_en", tr("Condition in English"))
        self.declare_origin()
        self.fill_origin(None)
        self.fields["requirement"].set_value(Requirement.REQUIRED)
        self._other_kinds: frozenset[ClaimKind] = frozenset()
        material = part_at(draft.programme.materials, place)
        if material is not None:
            for name in (*self._NAMES, "mark", "document", "clause", "source"):
                self.fields[name].set_value(getattr(material, name))
            self._other_kinds = material.kinds - frozenset(draft.programme.kinds)
        self.set_untouched()

    def changed(self) -> Programme:
        """Return the programme with this paper; kinds that it does not pay for are kept."""
        values = {name: self.fields[name].value() for name in self._NAMES}
        values["kinds"] |= self._other_kinds
        material = Material(**values, **self.origin())
        return with_part(self.draft.programme, "materials", self._place, material)
