"""The pages of the public platforms and of the marketplace: one line a feature."""

from __future__ import annotations

from parkdesk.domain.identity import Permission
from parkdesk.gui.page_specs import Group, PageSpec
from parkdesk.gui.platform_money.page_list import PLATFORM_MONEY_PAGES
from parkdesk.i18n import N_

PLATFORM_PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "platforms",
        Group.PLATFORMS,
        "platform",
        N_("Platform services"),
        "parkdesk.gui.platforms.page:PlatformsPage",
        Permission.PLATFORM_READ,
        badge="parkdesk.usecases.request_lists:count_overdue_requests",
        badge_note=N_("Service requests overdue: {n}"),
        also=N_("service log entry"),
    ),
    PageSpec(
        "offers",
        Group.PLATFORMS,
        "book",
        N_("Service catalogue"),
        "parkdesk.gui.platforms.offers_page:OffersPage",
        Permission.PLATFORM_READ,
        behind="platforms",
        also=N_("prices fees"),
    ),
    PageSpec(
        "bookings",
        Group.PLATFORMS,
        "calendar",
        N_("Rooms and equipment"),
        "parkdesk.gui.bookings.page:BookingsPage",
        Permission.PLATFORM_READ,
        behind="platforms",
        also=N_("rooms labs reservations"),
    ),
    PageSpec(
        "booking-list",
        Group.PLATFORMS,
        "calendar",
        N_("Bookings"),
        "parkdesk.gui.bookings.list_page:BookingListPage",
        Permission.PLATFORM_READ,
        behind="bookings",
    ),
    *PLATFORM_MONEY_PAGES,
    PageSpec(
        "requests",
        Group.PLATFORMS,
        "send",
        N_("Service requests"),
        "parkdesk.gui.platforms.requests_page:RequestsPage",
        Permission.PLATFORM_READ,
        behind="platforms",
    ),
    PageSpec(
        "opportunities",
        Group.PLATFORMS,
        "contract",
        N_("Opportunities"),
        "parkdesk.gui.marketplace.opportunities_page:OpportunitiesPage",
        Permission.PLATFORM_READ,
        also=N_("marketplace matching"),
    ),
    PageSpec(
        "clients",
        Group.PLATFORMS,
        "link",
        N_("Clients"),
        "parkdesk.gui.marketplace.clients_page:ClientsPage",
        Permission.PLATFORM_READ,
        also=N_("marketplace buyers"),
        behind="opportunities",
    ),
    PageSpec(
        "market-items",
        Group.PLATFORMS,
        "book",
        N_("Market information"),
        "parkdesk.gui.marketplace.items_page:ItemsPage",
        Permission.PLATFORM_READ,
        behind="clients",
    ),
    PageSpec(
        "credit",
        Group.PLATFORMS,
        "approve",
        N_("Provider credit"),
        "parkdesk.gui.credit.page:CreditPage",
        Permission.CLAIM_READ,
        also=N_("scorecard reputation"),
        behind="opportunities",
    ),
    PageSpec(
        "credit-schemes",
        Group.PLATFORMS,
        "settings",
        N_("Scoring schemes"),
        "parkdesk.gui.credit.schemes_page:CreditSchemesPage",
        Permission.CLAIM_READ,
        also=N_("weights points"),
        behind="credit",
    ),
)
"""In the order of the rail; what is behind another page comes after it."""
