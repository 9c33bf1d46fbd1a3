"""How the table of an edition of the service codes is imported."""

from __future__ import annotations

from parkdesk.excel.service_codes import SERVICE_CODE_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.gui.service_codes.words import edition_text
from parkdesk.i18n import tr, trn
from parkdesk.usecases.service_code_imports import (
    import_service_codes,
    preview_service_code_import,
)
from parkdesk.usecases.service_code_lists import EditionRow


def service_code_import(edition: EditionRow) -> ImportSpec:
    """Return how the table of an edition is imported."""
    return ImportSpec(
        key="service-codes",
        title=tr("Import the table of “{edition}”", edition=edition_text(edition)),
        things=tr("classes"),
        counted=lambda n: trn("{n} class", "{n} classes", n),
        columns=SERVICE_CODE_COLUMNS,
        preview=preview_service_code_import,
        apply=import_service_codes,
        template=tr("Service codes template"),
        args=(edition.code,),
        intro=tr(
            "A row is a class with its code; a part of it names the code above. A blank cell"
            " changes nothing, and what the file leaves out stays."
        ),
    )
