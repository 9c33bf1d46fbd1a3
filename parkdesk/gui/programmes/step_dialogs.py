"""The forms of a programme's steps: copied for a year, given its head, released."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from parkdesk.domain.programme_checks import ProgrammeHead, head_of
from parkdesk.domain.programme_editing import with_head
from parkdesk.domain.programmes import ClaimKind, Level, Programme
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.programmes.draft_form import DraftForm
from parkdesk.gui.programmes.year_field import YearField
from parkdesk.gui.set_field import SetField
from parkdesk.gui.widgets.detail_panel import Facts
from parkdesk.i18n import label, number_text, tr
from parkdesk.i18n.claims import programme_title
from parkdesk.usecases.programme_drafts import copy_programme, release_programme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.programme_drafts import ProgrammeDraft


class CopyDialog(FormDialog):
    """Begins a draft for another year."""

    def __init__(
        self, runner: Runner, parent: QWidget, programme_id: int, programme: Programme
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Copy for another year"),
            save_text=tr("Begin the draft"),
            intro=tr(
                "Every figure is carried over as “to be confirmed”, with the document it comes"
                " from; days move to the new year. Nobody can claim under it before its release."
            ),
        )
        self._programme_id = programme_id
        self.wide(Facts([(tr("Copied from"), programme_title(programme))]))
        self.year = self.add(YearField("year", tr("Programme year"), required=True))
        self.code = self.text(
            "code",
            tr("Code"),
            required=True,
            longest=60,
            hint=tr("Small letters, digits and hyphens; it never changes."),
        )
        year = programme.year + 1
        self.fill({"year": year, "code": _next_code(programme, year)})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Begin the draft."""
        del confirmed
        return self.runner.run(
            self, copy_programme, self._programme_id, self.code.value(), self.year.value()
        )


def _next_code(programme: Programme, year: int) -> str:
    if str(programme.year) in programme.code:
        return programme.code.replace(str(programme.year), str(year))
    return f"{programme.code}-{year}"


class HeadDialog(DraftForm):
    """What a programme says of itself."""

    def __init__(
        self, runner: Runner, parent: QWidget, draft: ProgrammeDraft, today: dt.date
    ) -> None:
        super().__init__(runner, parent, draft, tr("Title and document"))
        self._code = draft.programme.code
        self.text("title", tr("Chinese name"), required=True)
        self.text("title_en", tr("English name"), required=True)
        self.add(YearField("year", tr("Programme year"), required=True))
        self.text("document", tr("Document number"), hint=tr("Such as 财企〔2013〕52号."))
        self.date("issued_on", tr("Notice issued on"), today=today)
        levels = [(one, label(one)) for one in Level]
        self.choice("level", tr("Level"), levels, required=True, typed=False)
        self.text("region", tr("Region"))
        kinds = [(one, label(one)) for one in ClaimKind]
        self.add(
            SetField(
                "kinds",
                tr("Pays for claims of"),
                kinds,
                required=True,
                hint=tr("A kind that is taken out loses its figures and test cases."),
            )
        )
        self.check("template", tr("A template: its figures are still to be compared with a notice"))
        head = head_of(draft.programme)
        self.fill({name: getattr(head, name) for name in self.fields})

    def changed(self) -> Programme:
        """Return the programme under this head."""
        return with_head(self.draft.programme, self.head())

    def head(self) -> ProgrammeHead:
        """Return the head as it is typed."""
        return ProgrammeHead(code=self._code, **self.values())

    def found_problems(self) -> dict[str, str]:
        """Return what is wrong; a programme that is no template needs its document."""
        problems = super().found_problems()
        if not problems and not self.head().template and not self.head().document:
            problems["document"] = "required"
        return problems


class ReleaseDialog(FormDialog):
    """Releases a draft that somebody else has written."""

    def __init__(self, runner: Runner, parent: QWidget, draft: ProgrammeDraft) -> None:
        super().__init__(
            runner,
            parent,
            tr("Release the programme"),
            save_text=tr("Release"),
            intro=tr(
                "From then on its rules are fixed: a correction is a new edition, and claims keep"
                " the edition they were begun under. Earlier editions take no new claims."
            ),
        )
        self._draft = draft
        self.wide(Facts(release_facts(draft)))
        self.opening = self.check("is_open", tr("Take new claims at once"))
        self.note = self.multiline("note", tr("Remarks"), hint=tr("What it was compared with."))
        self.fill({"is_open": True})

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Release the draft."""
        del confirmed
        draft = self._draft
        note, is_open = self.note.value(), self.opening.value()
        return self.runner.run(
            self, release_programme, draft.id, draft.version, note, is_open=is_open
        )


def release_facts(draft: ProgrammeDraft) -> list[tuple[str, str]]:
    """Return what a person should know before they release a draft."""
    programme = draft.programme
    passed = sum(result.passed for result in draft.results)
    return [
        (tr("Programme"), programme_title(programme)),
        (tr("Document number"), programme.document or tr("template, no document")),
        (tr("Edition"), str(programme.version)),
        (tr("Figures to be confirmed"), number_text(programme.unconfirmed())),
        (
            tr("Test cases passed"),
            tr("{passed} of {all}", passed=passed, all=len(draft.results)),
        ),
    ]
