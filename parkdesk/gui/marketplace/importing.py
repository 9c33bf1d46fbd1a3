"""How a list of clients is imported."""

from __future__ import annotations

from parkdesk.excel.clients import CLIENT_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import tr, trn
from parkdesk.usecases.client_imports import import_clients, preview_client_import


def client_import() -> ImportSpec:
    """Return how a list of clients is imported."""
    return ImportSpec(
        key="clients",
        title=tr("Import clients"),
        things=tr("clients"),
        counted=lambda n: trn("{n} client", "{n} clients", n),
        columns=CLIENT_COLUMNS,
        preview=preview_client_import,
        apply=import_clients,
        template=tr("Clients template"),
        intro=tr(
            "A row is the client of this name in this country: the one that is known already, or a"
            " new one. A blank cell changes nothing."
        ),
    )
