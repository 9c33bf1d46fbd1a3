"""The pages of a quarter in the window: what a click opens, and what goes to a printer."""

from io import BytesIO
from types import SimpleNamespace

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QPoint, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.edition_rows import kept_rows
from parkdesk.domain.errors import Cancelled
from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.domain.statistics import Return
from parkdesk.domain.summaries import FigureKey
from parkdesk.gui.figures.rows_dialog import RowsDialog
from parkdesk.gui.summaries import printing
from parkdesk.gui.summaries.figure_rows import LISTED, SUMMED, open_figure
from parkdesk.gui.summaries.kept_rows_dialog import KeptRowsDialog
from parkdesk.gui.summaries.page_links import figure_areas
from parkdesk.gui.summaries.pdf_file import PdfFile
from parkdesk.reports.quarterly import render_quarterly
from parkdesk.usecases.returns import SaveReturn, save_return
from tests.pages import dialog_of
from tests.registers import enterprise
from tests.reports.sample import make_pack
from tests.usecases.closing_stories import close


@pytest.fixture
def reports(workspace, qtbot, runner):
    page = workspace.open_page("summaries")
    qtbot.waitUntil(lambda: page.file() is not None and runner.is_idle, timeout=20_000)
    return page


def drawn(qtbot, page):
    qtbot.waitUntil(lambda: page.runner.is_idle and page.file() is not None, timeout=20_000)


def printer_into(path, copies=1) -> QPrinter:
    """A printer into a file: one that cannot repeat a job by itself."""
    printer = printing.new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    printer.setResolution(72)
    printer.setCopyCount(copies)
    return printer


@pytest.mark.parametrize(
    ("copies", "collated", "sheets"),
    [(1, True, [0, 1]), (3, True, [0, 1, 0, 1, 0, 1]), (2, False, [0, 0, 1, 1])],
)
def test_as_many_copies_are_printed_as_were_asked_for(qapp, tmp_path, copies, collated, sheets):
    printer = printer_into(tmp_path / "paper.pdf", copies)
    printer.setCollateCopies(collated)
    assert not printer.supportsMultipleCopies()
    assert printing.sides_of(printer, range(2)) == sheets
    out = BytesIO()
    render_quarterly(make_pack(4, 4), out)
    told = []
    progress = SimpleNamespace(step=lambda done, total: told.append((done, total)))
    assert printing.print_pages(out.getvalue(), printer, range(2), progress) == len(sheets)
    assert len(PdfReader(tmp_path / "paper.pdf").pages) == len(sheets)
    assert told == [(done, len(sheets)) for done in range(len(sheets) + 1)]


@pytest.mark.parametrize(
    ("pages", "repeats", "collated", "sides"),
    [
        (3, False, True, [0, 1, 2, None, 0, 1, 2]),
        (2, False, True, [0, 1, 0, 1]),
        (3, True, True, [0, 1, 2]),
        (3, False, False, [0, 1, 0, 1, 2, None, 2]),
        (3, True, False, [0, 1, 2]),
    ],
)
def test_on_both_sides_a_copy_begins_a_sheet_of_its_own(pages, repeats, collated, sides):
    printer = SimpleNamespace(
        supportsMultipleCopies=lambda: repeats,
        copyCount=lambda: 2,
        collateCopies=lambda: collated,
        duplex=lambda: QPrinter.DuplexMode.DuplexLongSide,
    )
    assert printing.sides_of(printer, range(pages)) == sides


def test_printing_can_be_stopped(qapp, tmp_path, monkeypatch):
    printer = printer_into(tmp_path / "paper.pdf")
    aborted = []
    monkeypatch.setattr(printer, "abort", lambda: aborted.append(True))
    out = BytesIO()
    render_quarterly(make_pack(4, 4), out)

    def stop(done, _total):
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        printing.print_pages(out.getvalue(), printer, range(3), SimpleNamespace(step=stop))
    assert aborted


def test_drawing_can_be_stopped_and_begun_again(reports, qtbot, monkeypatch):
    drawing = []
    call = reports.runner.call

    def noted(owner, function, *args, **named):
        request = call(owner, function, *args, **named)
        if function.__name__ == "print_summary":
            drawing.append(request)
            request.cancel()
        return request

    monkeypatch.setattr(reports.runner, "call", noted)
    reports.viewer.language.setCurrentIndex(0)
    qtbot.waitUntil(lambda: bool(drawing) and reports.runner.is_idle, timeout=20_000)
    assert reports.file() is None
    assert not reports.saving.isEnabled()
    assert "not drawn" in reports.viewer.waiting.title.text()
    monkeypatch.undo()
    reports.refresh()
    drawn(qtbot, reports)
    assert reports.saving.isEnabled()


def click_at(view, page, rect):
    """Click into the middle of a rectangle of a page."""
    view.go_to(page + 1)
    place = view._place(page)
    left, top, width, height = rect
    x, y = place.x() + (left + width / 2) * view.scale, place.y() + (top + height / 2) * view.scale
    QTest.mouseMove(view.viewport(), QPoint(int(x), int(y)))
    QTest.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        QPoint(int(x), int(y)),
    )  # fmt: skip


@pytest.mark.parametrize("code", ["zh_CN", "en", "both"])
def test_every_figure_of_page_1_is_found_where_it_stands(code):
    out = BytesIO()
    render_quarterly(make_pack(8, 8), out, code)
    file = PdfFile(out.getvalue())
    areas = figure_areas(file, ("zh_CN", "en") if code == "both" else (code,))
    file.close()
    first = [one for one in areas if one.page == 0]
    assert {one.key for one in first} == set(FigureKey)
    reader = PdfReader(BytesIO(out.getvalue()))
    height = float(reader.pages[0].mediabox.height)
    for one in first:
        left, top, wide, high = one.rect
        assert 50 < left < left + wide < 545
        assert 0 < top < top + high < height / 3
    corners = {(round(one.rect[0]), round(one.rect[1])) for one in first}
    assert len(corners) == len(FigureKey)
    in_table = {one.key for one in areas if one.page}
    assert in_table == set(FigureKey)


def test_a_click_on_a_figure_opens_its_rows(reports, qtbot):
    view = reports.viewer.view
    qtbot.waitUntil(lambda: bool(view.areas) and view.is_drawn, timeout=20_000)
    area = next(one for one in view.areas if one.key is FigureKey.SIGNED and not one.page)
    click_at(view, area.page, area.rect)
    dialog = dialog_of(qtbot, reports, RowsDialog)
    assert dialog.choice.key is ParkFigureKey.SIGNED
    assert dialog.choice.period == reports.shell.quarter
    dialog.accept()


@pytest.mark.parametrize("key", FigureKey)
def test_every_figure_has_its_rows_also_by_the_menu(reports, qtbot, key):
    qtbot.waitUntil(lambda: bool(reports.viewer.view.areas), timeout=20_000)
    entries = reports.viewer.rows.actions()
    assert len(entries) == len(FigureKey)
    entries[list(FigureKey).index(key)].trigger()
    if key in LISTED:
        assert reports.shell.page is not reports
        assert type(reports.shell.page).__name__.lower().startswith(LISTED[key])
    else:
        assert dialog_of(qtbot, reports, RowsDialog).choice.key is SUMMED[key]


@pytest.fixture
def closed(workspace, qtbot, runner):
    """The page of a quarter that was closed with one return, which was corrected since."""
    quarter = Quarter(2026, 3)
    with runner.desk.work(read_only=False) as work:
        owner = enterprise(work, name="太湖软件外包有限公司")
        save_return(work, owner, quarter, None, SaveReturn(Return(100, 90, 10, 9)))
    with runner.desk.work(read_only=False) as work:
        close(work, quarter)
    with runner.desk.work(read_only=False) as work:
        enterprise(work, name="后来补录有限公司")
    page = workspace.open_page("summaries")
    qtbot.waitUntil(lambda: page.file() is not None and runner.is_idle, timeout=20_000)
    assert page.choice.edition is not None
    return page


@pytest.mark.parametrize("key", FigureKey)
def test_a_figure_of_a_closed_edition_opens_what_the_edition_kept(closed, qtbot, key):
    open_figure(closed, key)
    dialog = dialog_of(qtbot, closed, KeptRowsDialog)
    qtbot.waitUntil(lambda: closed.runner.is_idle)
    assert dialog.found.key is key
    assert dialog.table.records.total == len(dialog.found.rows)
    names = {row.name for row in dialog.found.rows}
    assert "后来补录有限公司" not in names
    assert closed.choice.edition.code in " ".join(one.text() for one in dialog.findChildren(QLabel))
    if key is FigureKey.STAFF:
        assert (names, dialog.found.total) == ({"太湖软件外包有限公司"}, 100)
        assert "100" in dialog.foot.text()
    dialog.accept()


def test_rows_that_do_not_come_to_the_figure_say_so(closed, qtbot):
    (edition,) = closed.editions
    kept = kept_rows(make_pack(4, 4), FigureKey.SIGNED)
    dialog = KeptRowsDialog(closed, edition, kept)
    qtbot.addWidget(dialog)
    dialog.show()
    said = " ".join(one.text() for one in dialog.findChildren(QLabel))
    assert "no day on which a contract was counted" in said


def test_many_kept_rows_are_scrolled_and_do_not_make_the_window_taller(closed, qtbot):
    (edition,) = closed.editions
    dialog = KeptRowsDialog(closed, edition, kept_rows(make_pack(500, 4), FigureKey.RESIDENTS))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.table.records.total == 500)
    assert dialog.minimumSizeHint().height() < 520
    assert dialog.height() <= 520


def test_a_link_of_the_pages_is_followed(reports, qtbot):
    view = reports.viewer.view
    view.go_to(2)
    qtbot.waitUntil(lambda: bool(view.file.links.get(1)), timeout=20_000)
    last = max(view.file.links[1], key=lambda one: one.page)
    click_at(view, 1, last.rect)
    assert last.page > 1
    assert abs(view.page() - 1 - last.page) <= 1
