"""How a list of services is imported."""

from __future__ import annotations

from parkdesk.excel.service_log import SERVICE_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import tr, trn
from parkdesk.usecases.service_imports import import_services, preview_service_import


def service_import() -> ImportSpec:
    """Return how a list of services is imported."""
    return ImportSpec(
        key="services",
        title=tr("Import services"),
        things=tr("service entries"),
        counted=lambda n: trn("{n} service entry", "{n} service entries", n),
        columns=SERVICE_COLUMNS,
        preview=preview_service_import,
        apply=import_services,
        template=tr("Services template"),
        intro=tr(
            "A row is one service for the enterprise on that day: the one that is in the log"
            " already, or a new one. A blank cell changes nothing."
        ),
    )
