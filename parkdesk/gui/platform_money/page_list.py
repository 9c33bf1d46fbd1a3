"""The pages of the platforms' money: one line each in the list of all pages."""

from __future__ import annotations

from parkdesk.domain.identity import Permission
from parkdesk.gui.page_specs import Group, PageSpec
from parkdesk.i18n import N_

PLATFORM_MONEY_PAGES = (
    PageSpec(
        "platform-assets",
        Group.PLATFORMS,
        "money",
        N_("Assets and costs of the platforms"),
        "parkdesk.gui.platform_money.assets_page:AssetsPage",
        Permission.PLATFORM_READ,
        behind="platforms",
        also=N_("equipment licences invoices grants"),
    ),
    PageSpec(
        "platform-funds",
        Group.PLATFORMS,
        "money",
        N_("Use of platform funds"),
        "parkdesk.gui.platform_money.funds_page:FundsPage",
        Permission.PLATFORM_READ,
        behind="platform-assets",
    ),
    PageSpec(
        "platform-evaluation",
        Group.PLATFORMS,
        "chart",
        N_("Evaluation of the platforms"),
        "parkdesk.gui.platform_money.evaluation_page:EvaluationPage",
        Permission.PLATFORM_READ,
        behind="platform-assets",
    ),
)
