"""The tabs of an enterprise's page: one line a subject."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from parkdesk.domain.identity import Permission
from parkdesk.i18n import N_

if TYPE_CHECKING:
    from parkdesk.gui.enterprises.sheet.tab import Sheet, SheetTab
    from parkdesk.gui.runner import Runner


@dataclass(frozen=True, slots=True)
class TabSpec:
    """A tab: `factory` is "module:Class", imported when the tab is first opened.

    The class is called with `(runner, sheet)`; the tab is offered to whom the role grants `needs`.
    """

    key: str
    title: str
    factory: str
    needs: Permission
    short: str = ""
    """The name where a window has no room for all the whole ones."""
    counted: bool = True
    """Whether the tab tells a count, which stands beside its name.

    One of lists that are not of one kind tells none: it would be read as that of them all.
    """

    def make(self, runner: Runner, sheet: Sheet) -> SheetTab:
        """Import the tab's class and make the tab."""
        module, _, name = self.factory.partition(":")
        return cast("SheetTab", getattr(importlib.import_module(module), name)(runner, sheet))


# Ordered as on the page; each subject's owner keeps its own line.
SHEET_TABS: tuple[TabSpec, ...] = (
    TabSpec(
        "overview",
        N_("Overview"),
        "parkdesk.gui.enterprises.sheet.overview:OverviewTab",
        Permission.ENTERPRISE_READ,
        counted=False,
    ),
    TabSpec(
        "facts",
        N_("Facts by date"),
        "parkdesk.gui.enterprises.sheet.facts:FactsTab",
        Permission.ENTERPRISE_READ,
        N_("By date"),
        counted=False,
    ),
    TabSpec(
        "certificates",
        N_("Certificates"),
        "parkdesk.gui.enterprises.sheet.certificates:CertificatesTab",
        Permission.CERTIFICATION_READ,
    ),
    TabSpec(
        "grants",
        N_("Grants for certificates"),
        "parkdesk.gui.enterprises.sheet.grants:GrantsTab",
        Permission.CERTIFICATION_READ,
        N_("Grants"),
    ),
    TabSpec(
        "claims",
        N_("Claims"),
        "parkdesk.gui.enterprises.sheet.claims:ClaimsTab",
        Permission.CLAIM_READ,
    ),
    TabSpec(
        "contracts",
        N_("Contracts"),
        "parkdesk.gui.enterprises.sheet.contracts:ContractsTab",
        Permission.CONTRACT_READ,
    ),
    TabSpec(
        "chain",
        N_("Services and chain"),
        "parkdesk.gui.enterprises.sheet.chain:ChainTab",
        Permission.ENTERPRISE_READ,
        N_("Chain"),
        counted=False,
    ),
    TabSpec(
        "services",
        N_("Services used"),
        "parkdesk.gui.enterprises.sheet.services_used:ServicesUsedTab",
        Permission.PLATFORM_READ,
    ),
    TabSpec(
        "returns",
        N_("Returns"),
        "parkdesk.gui.enterprises.sheet.returns:ReturnsTab",
        Permission.STATISTICS_READ,
    ),
    TabSpec(
        "titles",
        N_("Titles and stops"),
        "parkdesk.gui.enterprises.sheet.titles:TitlesTab",
        Permission.ENTERPRISE_READ,
        N_("Titles"),
        counted=False,
    ),
    TabSpec(
        "contacts",
        N_("Contacts and accounts"),
        "parkdesk.gui.enterprises.sheet.contacts:ContactsTab",
        Permission.ENTERPRISE_READ,
        N_("Contacts"),
    ),
    TabSpec(
        "papers",
        N_("Papers"),
        "parkdesk.gui.enterprises.sheet.papers:PapersTab",
        Permission.ENTERPRISE_READ,
    ),
    TabSpec(
        "findings",
        N_("Findings"),
        "parkdesk.gui.enterprises.sheet.findings:FindingsTab",
        Permission.ENTERPRISE_READ,
    ),
    TabSpec(
        "history",
        N_("History"),
        "parkdesk.gui.enterprises.sheet.history:HistoryTab",
        Permission.ENTERPRISE_READ,
        counted=False,
    ),
)
