"""The programmes' page: marks of the sources, the park's budget, taking claims or not."""

from PySide6.QtWidgets import QApplication

from parkdesk.gui.forms import FormDialog


def dialog_of(kind):
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if isinstance(widget, kind) and widget.isVisible()
    )


def test_the_programmes_are_shown_with_their_marks(workspace, still, qtbot):
    page = workspace.open_page("programmes")
    still()
    qtbot.waitUntil(lambda: page._row is not None)
    assert page.table.records.total == 5
    assert "template" in page.panel.title.text()
    page.budget.trigger()
    dialog = dialog_of(FormDialog)
    dialog.total.set_value(100_000_000)
    dialog.submit()
    still()
    qtbot.waitUntil(lambda: page._row.budget.total_cents == 100_000_000)
    page.opening.trigger()
    still()
    qtbot.waitUntil(lambda: not page._row.open_for_claims)
