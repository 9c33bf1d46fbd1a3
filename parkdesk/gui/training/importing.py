"""How a list of the people in a class is imported."""

from __future__ import annotations

from parkdesk.excel.class_members import CLASS_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import tr, trn
from parkdesk.usecases.class_imports import import_members, preview_member_import
from parkdesk.usecases.class_lists import ClassRow


def member_import(row: ClassRow) -> ImportSpec:
    """Return how a list of the people in this class is imported."""
    return ImportSpec(
        key="class-members",
        title=tr("Import the people of {number}", number=row.number),
        things=tr("people"),
        counted=lambda n: trn("{n} person", "{n} people", n),
        columns=CLASS_COLUMNS,
        preview=preview_member_import,
        apply=import_members,
        template=tr("Class list template"),
        args=(row.id,),
        intro=tr(
            "A row is the person with this identity number: somebody in the class, or somebody new."
            " A blank cell changes nothing, so hours, results and who hired them may come in a"
            " later list."
        ),
    )
