"""Where a list goes on after an import: on the first record that has come."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from parkdesk.domain.imports import Imported
    from parkdesk.gui.imports.dialog import ImportDialog
    from parkdesk.gui.registry_page import RegistryPage


def go_on_with_first(page: RegistryPage[Any], dialog: ImportDialog) -> None:
    """Let the list of `page` have the focus, and its cursor, once the import is closed."""
    told: list[Imported] = []
    dialog.imported.connect(told.append)
    dialog.finished.connect(partial(_go_on, page, told))


def _go_on(page: RegistryPage[Any], told: list[Imported], _result: int) -> None:
    page.table.setFocus()
    if told and told[-1].first_id is not None:
        page.show_record(told[-1].first_id)
