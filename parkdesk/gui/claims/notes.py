"""What stands over a claim's rows: the last answer, what a return has opened, what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from parkdesk.domain.claims import WAITING, ClaimAction, ClaimState, stage_of, stages
from parkdesk.gui.claims.words import said_of
from parkdesk.gui.runner import Runner
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.gui.widgets.stage_line import StageLine
from parkdesk.i18n import label, list_text, number_text, tr
from parkdesk.i18n.claims import condition_name, material_name
from parkdesk.usecases.claim_lists import ClaimDetail
from parkdesk.usecases.claim_returns import ToldChange, told_changes

_MOST = 12


def show_stages(line: StageLine, detail: ClaimDetail) -> None:
    """Show the way of a claim: one without a public notice has no stage of it."""
    state = detail.row.state
    way = stages(notice=bool(detail.programme.noticed_for) or state is ClaimState.NOTICED)
    line.say(tuple(label(stage) for stage in way), way.index(stage_of(state)))


class DeskNotes:
    """Keeps the box over the rows; what it says grows as it is learnt."""

    def __init__(self, box: Callout, runner: Runner) -> None:
        self._box = box
        self._runner = runner
        self._detail: ClaimDetail | None = None
        self._said = ""
        self._tone = Tone.NEUTRAL
        self._open = ""
        self._changed = ""
        box.hide()

    def show(self, detail: ClaimDetail) -> None:
        """Say how a claim stands; what came back from a return is looked up for reviewers."""
        if self._detail is None or self._detail.row.id != detail.row.id:
            self._open = self._changed = ""
        self._detail = detail
        self._said, self._tone = said_of(detail)
        if detail.row.state is not ClaimState.RETURNED:
            self._open = ""
        returned = any(step.action is ClaimAction.RETURN for step in detail.steps)
        if returned and detail.row.state in WAITING:
            self._runner.run(self._box, told_changes, detail.row.id).done(self._changes_arrived)
        else:
            self._changed = ""
        self._show()

    def say_open(self, places: Iterable[int] | None) -> None:
        """Name the rows that a return has opened, from 0; None where everything is open."""
        self._open = ""
        if places is not None:
            named = list_text(number_text(place + 1) for place in sorted(places)) or tr("none")
            self._open = tr("Rows open for correction: {rows}.", rows=named)
        self._show()

    def _changes_arrived(self, changes: Sequence[ToldChange]) -> None:
        if self._detail is not None and self._detail.row.state in WAITING:
            self._changed = changes_text(self._detail, changes)
            self._show()

    def _show(self) -> None:
        text = "\n".join(one for one in (self._said, self._open, self._changed) if one)
        self._box.say(text, self._tone)
        self._box.setVisible(bool(text))


def changes_text(detail: ClaimDetail, changes: Sequence[ToldChange]) -> str:
    """Return what was changed since the return, what nobody had asked for named so."""
    if not changes:
        return tr("Nothing was changed since the return.")
    papers = {line.material.code: material_name(line.material) for line in detail.papers}
    told = [_change_text(one, papers) for one in changes[:_MOST]]
    if len(changes) > _MOST:
        told.append(tr("and {n} more", n=number_text(len(changes) - _MOST)))
    return tr("Changed since the return: {changes}", changes="；".join(told))


def _change_text(one: ToldChange, papers: dict[str, str]) -> str:
    difference = one.difference
    if difference.paper:
        what = papers.get(difference.paper, difference.paper)
    elif difference.condition:
        what = condition_name(difference.condition)
    elif difference.scans:
        what = tr("scans of {owner}", owner=_row_text(one) if difference.row else tr("the claim"))
    else:
        what = _row_text(one)
    text = tr("{what} ({change})", what=what, change=label(difference.change))
    return text if difference.marked else tr("{change}, not asked for", change=text)


def _row_text(one: ToldChange) -> str:
    if one.position:
        return tr("row {row} {name}", row=one.position, name=one.name)
    return tr("a row")
