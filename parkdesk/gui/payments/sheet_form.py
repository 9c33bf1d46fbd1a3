"""Editing a template of a bank sheet: what goes out, and how the bank's answer is read."""

from __future__ import annotations

import re
from typing import Any

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parkdesk.domain.bank_sheets import (
    ANSWER_FIELDS,
    ENCODINGS,
    SaveSheet,
    SheetFormat,
    form_of,
)
from parkdesk.gui.actions import button
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.payments.sheet_columns_field import SheetColumnsField
from parkdesk.gui.runner import Request, Runner
from parkdesk.gui.short_table import ShortTable
from parkdesk.gui.table_model import Column
from parkdesk.gui.theme import SPACE
from parkdesk.gui.widgets.texts import label as text_label
from parkdesk.i18n import N_, label, speaking, tr
from parkdesk.usecases.bank_sheets import (
    SheetPreview,
    TemplateRow,
    change_bank_sheet,
    make_bank_sheet,
    preview_bank_sheet,
)

_BETWEEN = re.compile(r"[,，、;；]+")
_ANSWERS = {
    "reference": N_("Reference"),
    "account": N_("Account number"),
    "amount": N_("Amount (yuan)"),
    "status": N_("State of the payment"),
    "paid_on": N_("Paid on"),
    "bank_reference": N_("Bank's serial number"),
    "failure": N_("Why it failed"),
}


class SheetForm(FormDialog):
    """A template of the park's own; a new one begins as a copy of the one that was chosen."""

    def __init__(
        self, runner: Runner, parent: QWidget | None, row: TemplateRow, *, copy: bool
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("New template") if copy else tr("Change the template"),
            width=760,
            intro=tr(
                "Compare it with the sheet that your bank takes: headings, order and kind of file"
                " must be the same. Several words in a field are separated by commas."
            ),
        )
        self._row, self._copy = row, copy
        form = form_of(row.sheet)
        self.text("name", tr("Name"), required=True, longest=60)
        self.text("name_en", tr("English name"), longest=60)
        self.format = self.choice(
            "format",
            tr("Kind of file"),
            [(one, label(one)) for one in SheetFormat],
            required=True,
            typed=False,
        )
        self.encoding = self.choice(
            "encoding",
            tr("Encoding of a text file"),
            [(one, one.upper()) for one in ENCODINGS],
            required=True,
            typed=False,
        )
        self.title = self.text("title", tr("Name of the worksheet"), longest=31)
        self.columns = self.add(SheetColumnsField("columns", tr("Columns")))
        self.previewing = button(tr("Preview (Ctrl+P)"), self.preview, icon="search")
        self.previewing.setShortcut(sequence("Ctrl+P"))
        self.wide(self.previewing)
        self.section(tr("The bank's answer: headings by which it is read"))
        for name in ANSWER_FIELDS:
            needed = name in {"reference", "status"}
            self.text(f"answer_{name}", tr(_ANSWERS[name]), required=needed)
        self.text("paid_words", tr("Words for paid"), required=True)
        self.text("failed_words", tr("Words for failed"), required=True)
        self.check("compared", tr("Compared with the bank's own sheet"))
        self.format.changed.connect(self._fit_format)
        self._show(form)
        self._fit_format()
        self.set_untouched()

    def _fit_format(self) -> None:
        """Ask for the encoding of a text, for the name of a worksheet."""
        self.encoding.set_visible(self.format.value() is SheetFormat.CSV)
        self.title.set_visible(self.format.value() is SheetFormat.XLSX)

    def _show(self, form: SaveSheet) -> None:
        comma = "，"
        self.fill(
            {
                "name": _own_name(form.name, "zh_CN") if self._copy else form.name,
                "name_en": _own_name(form.name_en, "en") if self._copy else form.name_en,
                "format": form.format,
                "encoding": form.encoding,
                "title": form.title,
                "columns": form.columns,
                "paid_words": comma.join(form.paid_words),
                "failed_words": comma.join(form.failed_words),
                "compared": form.compared and not self._copy,
                **{
                    f"answer_{name}": comma.join(form.headings.get(name, ()))
                    for name in ANSWER_FIELDS
                },
            }
        )

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the template."""
        del confirmed
        if self._copy:
            return self.runner.run(self, make_bank_sheet, self.typed_form())
        row = self._row
        return self.runner.run(self, change_bank_sheet, row.id, row.version, self.typed_form())

    def typed_form(self) -> SaveSheet:
        """Return what is typed."""
        values = self.values()
        return SaveSheet(
            values["name"],
            values["format"],
            values["columns"],
            {name: _words(values[f"answer_{name}"]) for name in ANSWER_FIELDS},
            _words(values["paid_words"]),
            _words(values["failed_words"]),
            values["name_en"],
            values["encoding"] or "",
            values["title"],
            values["compared"],
        )

    def preview(self) -> None:
        """Show the newest batch as the template would write it, or what is wrong at its field."""
        request = self.runner.run(self, preview_bank_sheet, self.typed_form())
        request.done(lambda found: PreviewDialog(self, found).open()).refused(self._refused)


def _words(text: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in _BETWEEN.split(text) if one.strip())


class PreviewDialog(QDialog):
    """The first rows of a file as a template would write them; accounts are masked here."""

    def __init__(self, parent: QWidget, found: SheetPreview) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Preview"))
        self.resize(900, 400)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 5, SPACE * 4, SPACE * 5, SPACE * 4)
        box.setSpacing(SPACE * 3)
        said = (
            tr(
                "The first lines of {batch}. Accounts are masked here; the file holds them in"
                " full.",
                batch=found.of_batch,
            )
            if found.of_batch
            else tr("There is no batch yet: only the headings are shown.")
        )
        box.addWidget(text_label(tr("Preview"), "title"))
        box.addWidget(text_label(said, "muted", wrap=True))
        columns = tuple(_column(at, name) for at, name in enumerate(found.headings))
        self.table: ShortTable[tuple[str, ...]] = ShortTable("SheetPreview", columns, most=8)
        box.addWidget(self.table)
        box.addStretch(1)
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(button(tr("Close"), self.accept, role="primary"))
        box.addLayout(foot)
        self.table.show_rows(found.rows)


def _own_name(name: str, code: str) -> str:
    """Return what a copy is called beside its original, in the language of that name."""
    with speaking(code):
        return tr("{name} (own)", name=name) if name else ""


def _column(at: int, heading: str) -> Column[tuple[str, ...]]:
    return Column(heading, lambda row: row[at], width=130, key=str(at))
