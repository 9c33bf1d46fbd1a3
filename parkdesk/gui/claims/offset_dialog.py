"""How far a printer's forms are moved (套打): kept for this person on this computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from parkdesk.gui import remembered
from parkdesk.gui.actions import button
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.summaries.outputs import Outputs
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.gui.theme import Tone
from parkdesk.gui.widgets.callout import Callout
from parkdesk.i18n import language, tr

if TYPE_CHECKING:
    import datetime as dt

    from parkdesk.gui.runner import Request, Runner

FARTHEST = 300
"""Tenths of a millimetre: farther than 3 cm no tray is out of place."""


def offset_of(printer: str) -> tuple[int, int]:
    """Return a printer's offset in tenths of a millimetre, right and down."""
    right, _comma, down = remembered.text(_key(printer), "0,0").partition(",")
    try:
        return int(right), int(down)
    except ValueError:
        return 0, 0


def keep_offset(printer: str, offset: tuple[int, int]) -> None:
    """Remember a printer's offset."""
    remembered.keep_text(_key(printer), f"{offset[0]},{offset[1]}")


def _key(printer: str) -> str:
    # A shared printer's name has signs that the settings file takes for its own.
    return f"print-offset/{printer.encode().hex()}"


class ShiftedOutputs(Outputs):
    """Prints every page moved by the offset of the printer that was chosen."""

    def offset_of(self, printer: str) -> tuple[int, int]:
        """Return the offset that was kept for a printer."""
        return offset_of(printer)


class OffsetDialog(FormDialog):
    """Asks for one printer's offset and prints its test page."""

    def __init__(self, runner: Runner, parent: QWidget, printers: tuple[str, ...]) -> None:
        super().__init__(
            runner,
            parent,
            tr("Printer offset"),
            intro=tr(
                "Moves what is printed onto ready-made forms by this much. It is kept for you on"
                " this computer, for each printer."
            ),
            width=560,
        )
        self.printer = self.choice(
            "printer", tr("Printer"), [(name, name) for name in printers], typed=False
        )
        hint = tr("Tenths of a millimetre; minus moves to the left, or up")
        self.right = self.number("right", tr("To the right"), hint=hint)
        self.down = self.number("down", tr("Downwards"))
        key = sequence("Ctrl+P")
        shown = key.toString(QKeySequence.SequenceFormat.NativeText)
        self.test = button(f"{tr('Print the test page')}  {shown}", self.print_test, icon="print")
        self.test_key = QShortcut(key, self)
        self.test_key.activated.connect(self.print_test)
        self.wide(self.test)
        self.printer.changed.connect(self._show)
        if printers:
            usual = QPrinterInfo.defaultPrinterName()
            self.printer.set_value(usual if usual in printers else printers[0])
            self._show()
        else:
            self._forbid()
        self.set_untouched()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the offset."""
        del confirmed
        return self.runner.call(self, keep_offset, str(self.printer.value()), self.typed_offset())

    def found_problems(self) -> dict[str, str]:
        """Return what cannot be an offset."""
        found = super().found_problems()
        for name, field in (("right", self.right), ("down", self.down)):
            if name not in found and abs(field.value() or 0) > FARTHEST:
                found[name] = "field-offset"
        return found

    def typed_offset(self) -> tuple[int, int]:
        """Return the offset as it is typed, once nothing is wrong with it."""
        return (self.right.value() or 0, self.down.value() or 0)

    def print_test(self) -> None:
        """Print the crosshairs, moved by what is typed."""
        problems = self.found_problems()
        self.show_problems(problems)
        if problems:
            return
        offset = self.typed_offset()
        name = str(self.printer.value())
        desk = self.runner.desk
        assert desk is not None, "somebody is signed in"
        request = self.runner.call(self, _test_page, name, offset, desk.clock(), language())
        request.done(lambda file: self._print(name, offset, file))

    def _print(self, name: str, offset: tuple[int, int], file: PdfFile) -> None:
        from parkdesk.gui.summaries.printing import new_printer, print_pages

        printer: QPrinter = new_printer()
        printer.setPrinterName(name)
        request = self.runner.call(
            self, print_pages, file.content, printer, range(1), offset=offset
        )
        request.named(tr("Printing")).done(lambda _n: file.close())

    def _show(self) -> None:
        right, down = offset_of(str(self.printer.value()))
        self.right.set_value(right)
        self.down.set_value(down)
        self.set_untouched()

    def _forbid(self) -> None:
        self.wide(Callout(tr("This computer has no printer."), Tone.WARN))
        self.test.hide()
        self.test_key.setEnabled(False)
        self.save_button.setEnabled(False)
        for field in (self.printer, self.right, self.down):
            field.set_enabled(False)


def _test_page(printer: str, offset: tuple[int, int], at: dt.datetime, spoken: str) -> PdfFile:
    """Draw the test page; run in a thread."""
    from parkdesk.reports.offset_page import render_offset_page

    return PdfFile(render_offset_page(printer, offset, at, spoken))
