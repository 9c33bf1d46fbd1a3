"""What the forms of a programme have in common: they change one thing of a draft and save it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from parkdesk.domain.programmes import Figure, Mark, Programme
from parkdesk.gui.forms import FormDialog
from parkdesk.i18n import label, tr
from parkdesk.i18n.programme_sources import source_text, sources_of
from parkdesk.usecases.programme_drafts import ProgrammeDraft, save_programme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from parkdesk.gui.runner import Request, Runner


class DraftForm(FormDialog):
    """Changes one thing of a draft; a subclass says what with `changed`."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        draft: ProgrammeDraft,
        title: str,
        intro: str = "",
    ) -> None:
        super().__init__(runner, parent, title, intro=intro)
        self.draft = draft

    def changed(self) -> Programme:
        """Return the programme with what the form holds; may raise `InvalidInput`."""
        raise NotImplementedError

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the draft."""
        del confirmed
        draft = self.draft
        return self.runner.run(self, save_programme, draft.id, draft.version, self.changed())

    def declare_origin(self) -> None:
        """Add the fields of where something was read."""
        self.section(tr("Where it was read"))
        marks = [(one, label(one)) for one in Mark]
        self.choice("mark", tr("Standing"), marks, required=True, typed=False)
        self.text(
            "document",
            tr("Document number"),
            hint=tr("Empty: the programme's own document."),
        )
        self.text("clause", tr("Clause"), longest=60)
        self.text("source", tr("Source"), hint=tr("Page, link of the file, or who said so."))

    def fill_origin(self, figure: Figure[Any] | None) -> None:
        """Show where a figure was read; a new one is to be confirmed."""
        known = figure or Figure(None, Mark.UNVERIFIED)
        for name in ("mark", "document", "clause", "source"):
            self.fields[name].set_value(getattr(known, name))
        if sources_of(known.source):
            self.fields["source"].editor.setToolTip(source_text(known.source))

    def figure(self, value: Any) -> Figure[Any]:  # noqa: ANN401 - a value of whichever figure
        """Return a value with what the form says of its origin."""
        return Figure(value, **self.origin())

    def origin(self) -> dict[str, Any]:
        """Return what the form says of the origin."""
        names = ("mark", "document", "clause", "source")
        return {name: self.fields[name].value() for name in names}
