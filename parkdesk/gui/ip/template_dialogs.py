"""The forms of a template: put here or replaced, and handed to an enterprise."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from parkdesk.domain.ip_templates import (
    LONGEST_TITLE,
    LONGEST_WORDS,
    IpTemplateKind,
    SaveIpTemplate,
)
from parkdesk.domain.papers import MediaType, PaperFile
from parkdesk.gui.actions import button
from parkdesk.gui.enterprise_field import EnterpriseField
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.platforms.hours_field import HoursField
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.summaries import folders
from parkdesk.i18n import label, tr
from parkdesk.scans.reading import read_paper
from parkdesk.usecases.ip_templates import (
    HandOut,
    IpTemplateRow,
    add_template,
    edit_template,
    hand_out_template,
)

_ENDS = " ".join(f"*{one.suffix}" for one in MediaType)


class TemplateDialog(FormDialog):
    """Puts a template here; with `edits` it corrects that one, its file on its first day alone."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget | None,
        today: dt.date,
        edits: IpTemplateRow | None = None,
    ) -> None:
        title = tr("Correct template") if edits else tr("New template")
        super().__init__(runner, parent, title)
        self._edits = edits
        self._file: PaperFile | None = None
        self.text("title", tr("Template"), required=True, longest=LONGEST_TITLE)
        kinds = [(one, label(one)) for one in IpTemplateKind]
        self.choice("kind", tr("Kind"), kinds, required=True)
        self.text("source", tr("Written by"), required=True, longest=LONGEST_WORDS)
        self.text("edition", tr("Edition"), longest=LONGEST_WORDS)
        self.file = self.text("file", tr("File"), required=edits is None)
        self.file.editor.setReadOnly(True)
        if edits is None or edits.added_on == today:
            self.file.add_button(button(tr("Choose…"), self.choose_file))
        self.multiline("note", tr("Remarks"), lines=2)
        if edits is not None:
            names = ("title", "kind", "source", "edition", "note")
            self.fill({name: getattr(edits.form, name) for name in names})
            self.file.set_value(edits.file_name)
        self.set_untouched()

    def choose_file(self) -> QFileDialog:
        """Ask which file it is."""
        dialog = QFileDialog(self, tr("Choose the template"), str(folders.last_folder()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(f"{tr('Documents')} ({_ENDS})")
        dialog.fileSelected.connect(lambda name: self.read_file(Path(name)))
        dialog.open()
        return dialog

    def read_file(self, path: Path) -> None:
        """Read and examine the file in a thread; one that cannot be taken says why."""
        folders.keep_folder(path.parent)
        self.runner.call(self, read_paper, path).done(self._took)

    def _took(self, file: PaperFile) -> None:
        self._file = file
        self.file.set_value(file.name)
        self.file.typed()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Put it here, or correct it."""
        del confirmed
        values = self.values()
        del values["file"]
        form = SaveIpTemplate(**values)
        if self._edits is not None:
            one = self._edits
            return self.runner.run(self, edit_template, one.id, one.version, form, self._file)
        assert self._file is not None, "the field says that there is a file"
        return self.runner.run(self, add_template, form, self._file)


class HandOutDialog(FormDialog):
    """Puts a line in the service log that an enterprise was given the template."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, today: dt.date, row: IpTemplateRow
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Hand out {title}", title=row.form.title),
            intro=tr("It becomes a consultation in the service log."),
        )
        self._row = row
        self.enterprise = self.add(
            EnterpriseField(runner, "enterprise_id", tr("Enterprise"), required=True)
        )
        self.date("day", tr("Date"), today=today, required=True).set_value(today)
        self.hours = self.add(HoursField("hours_tenths", tr("Hours of advice")))
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Put it in the log."""
        enterprise, day = (self.fields[name].value() for name in ("enterprise_id", "day"))
        form = HandOut(enterprise, day, self.hours.tenths())
        return self.runner.run(self, hand_out_template, self._row.id, form, confirmed)
