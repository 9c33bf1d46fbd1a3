"""What the import dialog needs to know of enterprises."""

from __future__ import annotations

from parkdesk.excel.enterprises import ENTERPRISE_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import tr, trn
from parkdesk.usecases.imports import import_enterprises, preview_enterprise_import


def enterprise_import() -> ImportSpec:
    """Return the import of a list of enterprises: its columns, its words, its use-cases."""
    return ImportSpec(
        key="enterprises",
        title=tr("Import enterprises"),
        things=tr("enterprises"),
        counted=lambda n: trn("{n} enterprise", "{n} enterprises", n),
        columns=ENTERPRISE_COLUMNS,
        preview=preview_enterprise_import,
        apply=import_enterprises,
        template=tr("Enterprises, template"),
        intro=tr(
            "A row is found by its credit code, then by its name; blank cells change nothing."
        ),
    )
