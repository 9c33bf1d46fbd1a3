"""How lists of clients, of market information and of opportunities are imported."""

from __future__ import annotations

from parkdesk.excel.clients import CLIENT_COLUMNS
from parkdesk.excel.market_items import ITEM_COLUMNS
from parkdesk.excel.opportunities import OPPORTUNITY_COLUMNS
from parkdesk.gui.imports.spec import ImportSpec
from parkdesk.i18n import tr, trn
from parkdesk.usecases.client_imports import import_clients, preview_client_import
from parkdesk.usecases.market_item_imports import import_items, preview_item_import
from parkdesk.usecases.opportunity_imports import (
    import_opportunities,
    preview_opportunity_import,
)


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


def item_import() -> ImportSpec:
    """Return how a list of market information is imported."""
    return ImportSpec(
        key="market-items",
        title=tr("Import market information"),
        things=tr("market items"),
        counted=lambda n: trn("{n} item", "{n} items", n),
        columns=ITEM_COLUMNS,
        preview=preview_item_import,
        apply=import_items,
        template=tr("Market information template"),
        intro=tr(
            "A row is the item of this title and source of that day: the one that is known already,"
            " or a new one. A blank cell changes nothing; a new item without a last day is of use"
            " for six months."
        ),
    )


def opportunity_import() -> ImportSpec:
    """Return how a list of opportunities is imported."""
    return ImportSpec(
        key="opportunities",
        title=tr("Import opportunities"),
        things=tr("opportunities"),
        counted=lambda n: trn("{n} opportunity", "{n} opportunities", n),
        columns=OPPORTUNITY_COLUMNS,
        preview=preview_opportunity_import,
        apply=import_opportunities,
        template=tr("Opportunities template"),
        intro=tr(
            "A row is the opportunity of this title and source posted on that day: the one that is"
            " known already, or a new one. A blank cell changes nothing. A client is named as the"
            " register of clients has it."
        ),
    )
