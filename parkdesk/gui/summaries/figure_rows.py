"""From a figure of the quarterly pack to the rows it was made of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from parkdesk.domain.edition_rows import kept_rows
from parkdesk.domain.packs import BOTH
from parkdesk.domain.park_figures import ParkFigureKey
from parkdesk.domain.summaries import FigureKey
from parkdesk.gui.summaries.page_links import FigureArea, figure_areas

if TYPE_CHECKING:
    from parkdesk.domain.editions import SnapshotRow
    from parkdesk.domain.summaries import QuarterlySummary
    from parkdesk.gui.summaries.page import SummariesPage
    from parkdesk.gui.summaries.pdf_file import PdfFile
    from parkdesk.gui.summaries.viewer import Viewer

SUMMED = {
    FigureKey.RESIDENTS: ParkFigureKey.RESIDENTS,
    FigureKey.OFFSHORE_EXECUTED: ParkFigureKey.EXECUTED_OFFSHORE,
    FigureKey.SIGNED: ParkFigureKey.SIGNED,
    FigureKey.STAFF: ParkFigureKey.HEADCOUNT,
}
"""Figures whose rows add up to them: these rows are shown with their sum."""
LISTED = {
    FigureKey.CMMI_3_AND_UP: "certifications",
    FigureKey.EXPIRING: "certifications",
    FigureKey.SUBSIDY_APPROVED: "claims",
    FigureKey.RETURNS_IN: "statistics",
}
"""Figures that are counted in a list: its page is opened."""


def open_figures(page: SummariesPage, viewer: Viewer) -> None:
    """Let the figures of whatever a viewer shows open their rows."""

    def look(file: PdfFile) -> None:
        chosen = viewer.language.currentData()
        spoken = ("zh_CN", "en") if chosen == BOTH else (chosen,)
        page.runner.call(page, figure_areas, file, spoken).done(partial(show, file))

    def show(file: PdfFile, areas: tuple[FigureArea, ...]) -> None:
        if file is viewer.view.file:
            viewer.show_areas(areas)

    viewer.shown.connect(look)
    viewer.view.figure_wanted.connect(partial(open_figure, page))


def open_figure(page: SummariesPage, key: FigureKey) -> None:
    """Open the rows of a figure: an edition's own, or of the draft those of the registers.

    A role that may not read the rows of the registers has none.
    """
    from parkdesk.gui.figures.rows_dialog import RowsDialog
    from parkdesk.usecases.figure_rows import FigureChoice, figure_rows
    from parkdesk.usecases.summaries import snapshot

    edition = page.choice.edition if page.choice is not None else None
    if edition is not None:
        request = page.runner.run(page, snapshot, edition.id)
        request.done(partial(_show_kept, page, key, edition))
    elif key in LISTED:
        page.shell.open_page(LISTED[key])
    elif page.runner.can(figure_rows):
        choice = FigureChoice(SUMMED[key], page.shell.quarter)
        RowsDialog(page.runner, page, choice).open()


def _show_kept(
    page: SummariesPage, key: FigureKey, edition: SnapshotRow, summary: QuarterlySummary
) -> None:
    from parkdesk.gui.summaries.kept_rows_dialog import KeptRowsDialog

    dialog = KeptRowsDialog(page, edition, kept_rows(summary, key))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
