"""The pages of the window: one line a feature, and what a page may ask of its window."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Protocol

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.identity import Permission
from parkdesk.gui.page_specs import Group, PageSpec
from parkdesk.gui.platform_pages import PLATFORM_PAGES
from parkdesk.i18n import N_

if TYPE_CHECKING:
    from PySide6.QtCore import SignalInstance

    from parkdesk.desk import ParkFacts
    from parkdesk.gui.page import Page
    from parkdesk.settings import Settings


class SettingsHost(Protocol):
    """Who keeps this person's settings and puts them into force."""

    settings: Settings

    def change_language(self, language: str) -> None:
        """Speak another language from now on."""

    def change_scheme(self, scheme: str) -> None:
        """Use another scheme from now on."""

    def keep(self, **changes: str) -> None:
        """Store settings."""


class Shell(Protocol):
    """The window, as a page sees it."""

    quarter_changed: SignalInstance
    day_changed: SignalInstance
    settings_host: SettingsHost | None
    """Who keeps language, scheme and folders; None where a window has no start, as in tests."""

    @property
    def quarter(self) -> Quarter:
        """The quarter in view."""

    @property
    def on(self) -> dt.date | None:
        """The day as at which lists and records are read; None is today."""

    @property
    def park(self) -> ParkFacts:
        """Facts of the park in view."""

    @property
    def today(self) -> dt.date:
        """The day of the park's clock, China time."""

    def open_page(self, key: str, record_id: int | None = None) -> Page | None:
        """Go to a page, and to one record of it."""

    def read_as_at(self, on: dt.date | None) -> None:
        """Read lists and records as at a day; None, and any day that is not past, is today."""

    def notify(self, text: str) -> None:
        """Say briefly, in the status bar, what has been done; nothing takes away what was said."""


# Ordered as in the rail; each feature's owner keeps its own lines.
PAGES: tuple[PageSpec, ...] = (
    PageSpec(
        "home",
        Group.TODAY,
        "home",
        N_("Workbench"),
        "parkdesk.gui.home.page:HomePage",
        Permission.PARK_READ,
    ),
    PageSpec(
        "enterprises",
        Group.REGISTERS,
        "building",
        N_("Enterprises"),
        "parkdesk.gui.enterprises.page:EnterprisesPage",
        Permission.ENTERPRISE_READ,
    ),
    PageSpec(
        "enterprise",
        Group.REGISTERS,
        "building",
        N_("Enterprise page"),
        "parkdesk.gui.enterprises.sheet.page:EnterpriseSheet",
        Permission.ENTERPRISE_READ,
        behind="enterprises",
        of_record=True,
    ),
    PageSpec(
        "duplicates",
        Group.REGISTERS,
        "copy",
        N_("Duplicates"),
        "parkdesk.gui.duplicates.page:DuplicatesPage",
        Permission.ENTERPRISE_READ,
        behind="enterprises",
    ),
    PageSpec(
        "titles",
        Group.REGISTERS,
        "approve",
        N_("Titles"),
        "parkdesk.gui.titles.page:TitlesPage",
        Permission.ENTERPRISE_READ,
        behind="enterprises",
    ),
    PageSpec(
        "scans",
        Group.REGISTERS,
        "folder",
        N_("Scan inbox"),
        "parkdesk.gui.papers.inbox_page:InboxPage",
        Permission.ENTERPRISE_READ,
        behind="enterprises",
    ),
    PageSpec(
        "certifications",
        Group.REGISTERS,
        "certificate",
        N_("Certificates"),
        "parkdesk.gui.certifications.page:CertificationsPage",
        Permission.CERTIFICATION_READ,
    ),
    PageSpec(
        "reminders",
        Group.REGISTERS,
        "calendar",
        N_("Expiry calendar"),
        "parkdesk.gui.reminders.page:RemindersPage",
        Permission.CERTIFICATION_READ,
        badge="parkdesk.usecases.reminder_lists:count_reminders",
    ),
    PageSpec(
        "contracts",
        Group.REGISTERS,
        "contract",
        N_("Contract register"),
        "parkdesk.gui.contracts.page:ContractsPage",
        Permission.CONTRACT_READ,
    ),
    PageSpec(
        "chain",
        Group.REGISTERS,
        "link",
        N_("Industry chain"),
        "parkdesk.gui.chain.page:ChainPage",
        Permission.CONTRACT_READ,
    ),
    PageSpec(
        "claims",
        Group.CLAIMS,
        "claim",
        N_("Subsidy claims"),
        "parkdesk.gui.claims.page:ClaimsPage",
        Permission.CLAIM_READ,
        badge="parkdesk.usecases.claim_lists:count_waiting_claims",
    ),
    PageSpec(
        "review",
        Group.CLAIMS,
        "approve",
        N_("Review desk"),
        "parkdesk.gui.reviews.page:ReviewPage",
        Permission.CLAIM_APPROVE,
        badge="parkdesk.usecases.reviews:count_reviews",
    ),
    PageSpec(
        "signals",
        Group.CLAIMS,
        "signal",
        N_("Signals"),
        "parkdesk.gui.signals.page:SignalsPage",
        Permission.CLAIM_READ,
        badge="parkdesk.usecases.signals:count_open_signals",
    ),
    PageSpec(
        "persons",
        Group.CLAIMS,
        "people",
        N_("Persons"),
        "parkdesk.gui.persons.page:PersonsPage",
        Permission.CLAIM_READ,
    ),
    PageSpec(
        "notices",
        Group.CLAIMS,
        "eye",
        N_("Public notices"),
        "parkdesk.gui.notices.page:NoticesPage",
        Permission.CLAIM_READ,
        badge="parkdesk.usecases.notice_lists:count_notices_over",
    ),
    PageSpec(
        "payments",
        Group.CLAIMS,
        "money",
        N_("Payment batches"),
        "parkdesk.gui.payments.page:PaymentsPage",
        Permission.CLAIM_READ,
        badge="parkdesk.usecases.payment_lists:count_batches_to_approve",
    ),
    PageSpec(
        "clawbacks",
        Group.CLAIMS,
        "return",
        N_("Clawbacks"),
        "parkdesk.gui.clawbacks.page:ClawbacksPage",
        Permission.CLAIM_READ,
    ),
    PageSpec(
        "budgets",
        Group.CLAIMS,
        "statistics",
        N_("Budgets"),
        "parkdesk.gui.budgets.page:BudgetsPage",
        Permission.PROGRAMME_READ,
        behind="payments",
    ),
    PageSpec(
        "verifications",
        Group.CLAIMS,
        "search",
        N_("After-payment checks"),
        "parkdesk.gui.verifications.page:VerificationsPage",
        Permission.CLAIM_READ,
        behind="payments",
    ),
    PageSpec(
        "programmes",
        Group.CLAIMS,
        "programme",
        N_("Programmes"),
        "parkdesk.gui.programmes.page:ProgrammesPage",
        Permission.PROGRAMME_READ,
    ),
    *PLATFORM_PAGES,
    PageSpec(
        "statistics",
        Group.STATISTICS,
        "statistics",
        N_("Quarterly statistics"),
        "parkdesk.gui.statistics.page:StatisticsPage",
        Permission.STATISTICS_READ,
        badge="parkdesk.usecases.return_counts:count_overdue",
    ),
    PageSpec(
        "returns",
        Group.STATISTICS,
        "statistics",
        N_("Periodic returns"),
        "parkdesk.gui.statistics.period_page:PeriodReturnsPage",
        Permission.STATISTICS_READ,
        also=N_("monthly yearly"),
    ),
    PageSpec(
        "figures",
        Group.STATISTICS,
        "chart",
        N_("Park figures"),
        "parkdesk.gui.figures.page:FiguresPage",
        Permission.STATISTICS_READ,
    ),
    PageSpec(
        "findings",
        Group.STATISTICS,
        "problem",
        N_("Compliance findings"),
        "parkdesk.gui.findings.page:FindingsPage",
        Permission.COMPLIANCE_READ,
        badge="parkdesk.usecases.finding_lists:count_overdue_findings",
        badge_note=N_("Answers overdue: {n}"),
    ),
    PageSpec(
        "summaries",
        Group.STATISTICS,
        "report",
        N_("Reports"),
        "parkdesk.gui.summaries.page:SummariesPage",
        Permission.SUMMARY_READ,
        badge="parkdesk.usecases.reopenings:count_reopenings_asked",
    ),
    PageSpec(
        "documents",
        Group.STATISTICS,
        "folder",
        N_("Issued documents"),
        "parkdesk.gui.documents.page:DocumentsPage",
        Permission.SUMMARY_READ,
        badge="parkdesk.usecases.scheduled_runs:count_unseen_runs",
        badge_note=N_("Written by the schedule, not looked at yet: {n}"),
        also=N_("verify genuine outbox"),
    ),
    PageSpec(
        "admin",
        Group.SYSTEM,
        "settings",
        N_("Administration"),
        "parkdesk.gui.admin.page:AdminPage",
        Permission.PARK_READ,
    ),
)


def spec(key: str) -> PageSpec:
    """Return the page with this key; raises KeyError for one that is not there."""
    return next(page for page in PAGES if page.key == key)


def rail_key(key: str) -> str:
    """Return the page whose line the rail marks while the page with this key is in view."""
    behind = spec(key).behind
    return rail_key(behind) if behind else key
