"""Choosing what a pack has: its sections in their order, its language, a name to keep it under."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from parkdesk.domain.packs import PACK_LANGUAGES, PackPlan, Section
from parkdesk.gui.actions import button
from parkdesk.gui.forms import FormDialog
from parkdesk.gui.key_names import sequence
from parkdesk.gui.summaries.viewer import PACK_LANGUAGE_NAMES
from parkdesk.gui.theme import SPACE
from parkdesk.i18n import label, tr
from parkdesk.usecases.packs import (
    PackTemplateRow,
    delete_pack_template,
    save_pack_template,
)

if TYPE_CHECKING:
    from parkdesk.gui.runner import Request, Runner

_LIST_HEIGHT = 250


class SectionList(QListWidget):
    """The sections with a check mark each; what is checked is printed, in this order."""

    def __init__(self) -> None:
        super().__init__()
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setAccessibleName(tr("Sections of the pack"))
        self.setMinimumHeight(_LIST_HEIGHT)

    def show_sections(self, chosen: Sequence[Section]) -> None:
        """Show the chosen sections first, then the others."""
        self.clear()
        for section in (*chosen, *(one for one in Section if one not in chosen)):
            item = QListWidgetItem(label(section))
            item.setData(Qt.ItemDataRole.UserRole, section.value)
            item.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
                | Qt.ItemFlag.ItemIsDragEnabled
            )
            states = Qt.CheckState
            item.setCheckState(states.Checked if section in chosen else states.Unchecked)
            self.addItem(item)
        self.setCurrentRow(0)

    def sections(self) -> tuple[Section, ...]:
        """Return the sections that are checked, from above."""
        items = (self.item(place) for place in range(self.count()))
        return tuple(
            Section(one.data(Qt.ItemDataRole.UserRole))
            for one in items
            if one.checkState() is Qt.CheckState.Checked
        )

    def move_row(self, step: int) -> None:
        """Move the current section up or down."""
        place = self.currentRow()
        target = place + step
        if place >= 0 and 0 <= target < self.count():
            self.insertItem(target, self.takeItem(place))
            self.setCurrentRow(target)


class PackDialog(FormDialog):
    """Chooses the sections of what is printed; with a name they are kept as a template.

    `saved` emits the plan, or the template that was kept.
    """

    def __init__(
        self,
        runner: Runner,
        parent: QWidget,
        plan: PackPlan,
        templates: Sequence[PackTemplateRow],
    ) -> None:
        super().__init__(
            runner,
            parent,
            tr("Sections of the pack"),
            save_text=tr("Apply"),
            intro=tr("Space takes a section in or out, Alt+↑ and Alt+↓ move it."),
            width=600,
        )
        self.templates = {row.id: row for row in templates}
        offered = [(row.id, row.plan.name) for row in templates]
        self.template = self.choice(
            "template", tr("Template"), offered, empty=tr("Standard sections")
        )
        self.list = SectionList()
        self.list.show_sections(plan.sections)
        self.wide(self.list)
        self.wide(self._movers())
        names = dict(PACK_LANGUAGE_NAMES)
        self.language = self.choice(
            "language", tr("Language"), [(code, names[code]) for code in PACK_LANGUAGES],
            required=True,
        )  # fmt: skip
        self.name = self.text(
            "name", tr("Keep as template"), hint=tr("A name; empty: for this time only")
        )
        self.name.set_visible(runner.can(save_pack_template))
        known = next((row for row in templates if row.plan.name == plan.name), None)
        self.fill(
            {"template": known.id if known else None, "language": plan.language, "name": plan.name}
        )
        self._enable()
        self.template.changed.connect(self._take)

    def plan(self) -> PackPlan:
        """Return what is chosen; with the version of the template that it is, if it is one."""
        values = self.values()
        name = str(values["name"] or "").strip()
        plan = PackPlan(self.list.sections(), str(values["language"]), name)
        row = self.templates.get(self.template.value() or 0)
        if row is not None and (plan.sections, plan.language, plan.name) == (
            row.plan.sections, row.plan.language, row.plan.name,
        ):  # fmt: skip
            return row.plan
        return plan

    def submit(self) -> None:
        """Apply; keep it first where it has a name and is not as it was kept."""
        plan = self.plan()
        if not plan.sections:
            self.show_problems({"sections": "pack-empty"})
        elif not plan.name or plan.version:
            self.saved.emit(plan)
            self.set_untouched()
            self.done(QDialog.DialogCode.Accepted)
        else:
            super().submit()

    def save(self, confirmed: frozenset[str]) -> Request[Any]:
        """Keep the plan under its name."""
        del confirmed
        plan = self.plan()
        row = self.templates.get(self.template.value() or 0)
        if row is not None and row.plan.name == plan.name:
            return self.runner.run(self, save_pack_template, plan, row.id, row.version)
        return self.runner.run(self, save_pack_template, plan)

    def delete(self) -> None:
        """Delete the template that is chosen."""
        row = self.templates.get(self.template.value() or 0)
        if row is not None:
            request = self.runner.run(self, delete_pack_template, row.id, row.version)
            request.done(lambda _none: self._deleted())

    def _deleted(self) -> None:
        self.saved.emit(PackPlan())
        self.set_untouched()
        self.done(QDialog.DialogCode.Accepted)

    def _take(self) -> None:
        """Show the template that was chosen."""
        row = self.templates.get(self.template.value() or 0)
        plan = PackPlan() if row is None else row.plan
        self.list.show_sections(plan.sections)
        self.language.set_value(plan.language)
        self.name.set_value(plan.name)
        self._enable()

    def _enable(self) -> None:
        can = self.runner.can(delete_pack_template)
        self.deleting.setEnabled(can and bool(self.template.value()))

    def _movers(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE)
        row.addWidget(button(tr("Move up"), lambda: self.list.move_row(-1), tip="Alt+↑"))
        row.addWidget(button(tr("Move down"), lambda: self.list.move_row(1), tip="Alt+↓"))
        row.addStretch()
        self.deleting = button(tr("Delete template"), self.delete, role="link")
        row.addWidget(self.deleting)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            moved = QShortcut(sequence(keys), self)
            moved.activated.connect(lambda step=step: self.list.move_row(step))
        return made
