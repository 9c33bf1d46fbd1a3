"""Asking what a view is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from parkdesk.gui.forms import FormDialog
from parkdesk.i18n import tr

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner
    from parkdesk.usecases.views import ViewRow


class NameDialog(FormDialog):
    """One field; `start` is called with the name and starts the use-case."""

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        title: str,
        start: Callable[[str], Request[ViewRow]],
        *,
        name: str = "",
        intro: str = "",
    ) -> None:
        super().__init__(runner, parent, title, width=420, intro=intro)
        self._save_as = start
        self.name = self.text("name", tr("Name"), required=True)
        self.fill({"name": name})

    def save(self, confirmed: frozenset[str]) -> Request[ViewRow]:
        """Save under the name that is typed."""
        del confirmed
        return self._save_as(str(self.values()["name"]))
