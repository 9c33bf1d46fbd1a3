"""What `parkdesk screenshots` opens: every page, and every dialog on the page it belongs to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from operator import methodcaller
from typing import Any

from parkdesk.gui.brand.scene_list import BRAND
from parkdesk.gui.contracts.scene_list import CONTRACTS
from parkdesk.gui.documents.scene_list import DOCUMENTS
from parkdesk.gui.findings.scene_list import FINDINGS
from parkdesk.gui.marketplace.scene_list import MARKETPLACE
from parkdesk.gui.payments.scene_list import MONEY
from parkdesk.gui.platforms.scene_list import PLATFORMS
from parkdesk.gui.reminders.scene_list import REMINDERS
from parkdesk.gui.scene_steps import afterwards, press, sought
from parkdesk.gui.summaries.scene_list import QUARTERLY

Opens = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture: a page, and what is opened on it.

    `opens` is called with the page once everything is loaded; it opens a dialog, a tab or a
    record. What it starts is waited for as well.
    """

    name: str
    page: str
    opens: Opens | None = None


def _enterprise_tab(page: Any, tab: int) -> None:  # noqa: ANN401
    # The fourth of the demonstration park: it has certificates, one about to expire.
    page.table.select_place(3)
    page.panel.tabs.setCurrentIndex(tab)


def _certificate_tab(page: Any, tab: int) -> None:  # noqa: ANN401
    from parkdesk.gui.certifications.scenes import open_tab

    open_tab(page, tab)


def _programme_budget(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.programmes.scenes import open_budget

    open_budget(page)


def _rules(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.programmes.scenes import open_rules

    open_rules(page, what)


def _kinds(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.certifications.scenes import open_kind

    open_kind(page, what)


def _surveillance(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.certifications.scenes import open_surveillance

    open_surveillance(page)


def _import_preview(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.enterprises.scenes import open_import_preview

    open_import_preview(page)


def _import_headings(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.enterprises.scenes import open_import_headings

    open_import_headings(page)


def _claim(page: Any, state: str, action: str = "") -> None:  # noqa: ANN401
    from parkdesk.gui.claims.scenes import open_desk

    open_desk(page, state, action)


def _claim_items(page: Any, state: str, action: str = "") -> None:  # noqa: ANN401
    from parkdesk.gui.claims.scenes import open_item_desk

    open_item_desk(page, state, action)


def _claims_register(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.claims.scenes import show_register

    show_register(page, what)


def show_sheet(page: Any, tab: str) -> None:  # noqa: ANN401
    """Show a tab of the enterprise page: the demonstration park's first has something in each."""
    page.show_record(1)
    page.show_tab(tab)


_LAST_YEAR = dt.date(2025, 12, 31)
"""A day on which some of the demonstration park's tenants were not there yet, or not yet gone."""


def _choose_day(page: Any) -> None:  # noqa: ANN401
    page.shell.read_as_at(None)
    page.shell.ask_day()


def _chain(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.chain.scenes import show

    show(page, what)


def _service_codes(page: Any, what: str = "") -> None:  # noqa: ANN401
    from parkdesk.gui.service_codes.scenes import show

    show(page, what)


def _sheet_service(page: Any) -> None:  # noqa: ANN401
    show_sheet(page, "chain")
    press(page.tabs_made["chain"].new)


def _on_tab(page: Any, tab: str, act: Opens) -> None:  # noqa: ANN401
    """Show a tab of the enterprise page, and act on it once its rows are there."""
    shown = tab in page.tabs_made
    show_sheet(page, tab)
    if shown:
        act(page.tabs_made[tab])
    else:
        afterwards(lambda: act(page.tabs_made[tab]))


def _paper(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.papers import scenes

    acts: dict[str, Opens] = {
        "show": scenes.show_present,
        "file": scenes.drop_files,
        "sort": lambda tab: scenes.on_present(tab, lambda: press(tab.sorting)),
        "remove": lambda tab: scenes.on_present(tab, lambda: press(tab.removing)),
    }
    _on_tab(page, "papers", acts[what])


def _inbox(page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.papers.scenes import fill_inbox

    fill_inbox(page)


def print_sheet(page: Any) -> None:  # noqa: ANN401
    """Open the preview of the enterprise page's print, once its head is there."""
    if page.enterprise_id == 1 and page.printing.isEnabled():
        page.printing.trigger()
        return
    if page.enterprise_id != 1:
        page.show_record(1)
    afterwards(lambda: print_sheet(page))


def _money(name: str, page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.payments.scenes import open_money

    open_money(name, page)


def _quarterly(name: str, page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.summaries.scenes import open_quarterly

    open_quarterly(name, page)


def on_second_row(act: Opens) -> Opens:
    """Return what chooses the second row, waits for its panel, then acts: the first is a draft."""

    def opens(page: Any) -> None:  # noqa: ANN401
        if page.table.currentIndex().row() == 1:
            act(page)
            return
        sought(page.table.records.row(1), "a second row")
        page.table.select_place(1)
        afterwards(lambda: act(page))

    return opens


def _contracts(name: str, page: Any) -> None:  # noqa: ANN401
    from parkdesk.gui.contracts.scenes import show

    show(page, name)


def _figures(page: Any, what: str) -> None:  # noqa: ANN401
    from parkdesk.gui.figures.scenes import show

    show(page, what)


_section = partial(methodcaller, "show_section")
_FIGURES = ("by", "chart-print", "chart-table", "charts", "meaning", "rows")
_SHEET_TABS = (
    *("certificates", "chain", "claims", "contacts", "contracts", "facts", "findings", "grants"),
    *("history", "overview", "papers", "returns", "services", "titles"),
)

# Every page has a scene by itself; here stand the dialogs, alphabetical by name.
SCENES: tuple[Scene, ...] = (
    *(Scene(name, "contracts", partial(_contracts, name)) for name in CONTRACTS),
    *(Scene(name, page, partial(_money, name)) for name, page in MONEY),
    *(Scene(name, page, partial(_quarterly, name)) for name, page in QUARTERLY),
    *(Scene(name, page, methodcaller(act)) for name, page, act in DOCUMENTS),
    Scene("document-enterprise", "enterprise", lambda page: page.open_pack(1)),
    Scene("document-programme", "programmes", lambda page: _rules(page, "account")),
    Scene("admin-account", "admin", lambda page: press(page.sections["people"].add)),
    *(Scene(f"admin-{one}", "admin", _section(one)) for one in ("backups", "park", "people")),
    Scene("admin-service-code", "admin", lambda page: _service_codes(page, "add_code")),
    Scene("admin-service-codes", "admin", lambda page: _service_codes(page)),
    Scene("admin-service-edition", "admin", lambda page: _service_codes(page, "new")),
    Scene("admin-service-mapping", "admin", lambda page: _service_codes(page, "mapping")),
    Scene("admin-trail", "admin", _section("trail")),
    Scene("certification-check", "certifications", lambda page: press(page.check)),
    Scene("certification-checks", "certifications", lambda page: _certificate_tab(page, 2)),
    Scene("certification-edit", "certifications", lambda page: press(page.edit)),
    Scene("certification-funding", "certifications", lambda page: _certificate_tab(page, 3)),
    Scene("certification-grant", "certifications", lambda page: press(page.fund)),
    Scene("certification-kind", "certifications", lambda page: _kinds(page, "edit")),
    Scene("certification-kind-own", "certifications", lambda page: _kinds(page, "own")),
    Scene("certification-kinds", "certifications", lambda page: _kinds(page, "kinds")),
    Scene("certification-new", "certifications", lambda page: press(page.new)),
    Scene("certification-renew", "certifications", lambda page: press(page.renew)),
    Scene("certification-rule", "certifications", lambda page: _kinds(page, "rule")),
    Scene("certification-rules", "certifications", lambda page: _kinds(page, "rules")),
    Scene("certification-scope", "certifications", lambda page: _certificate_tab(page, 1)),
    Scene("certification-stop", "certifications", lambda page: press(page.stop)),
    Scene("certification-surveillance", "certifications", _surveillance),
    Scene("certification-views", "certifications", lambda page: _kinds(page, "views")),
    Scene("chain-chosen", "chain", lambda page: _chain(page, "chosen")),
    Scene("chain-entered", "chain", lambda page: _chain(page, "entered")),
    Scene("chain-link-new", "chain", lambda page: press(page.new)),
    Scene("chain-table", "chain", lambda page: _chain(page, "table")),
    Scene("claim-approve", "claims", lambda page: _claim(page, "PRECHECKED", "APPROVE")),
    Scene("claim-archive", "claims", lambda page: _claim(page, "PAID", "ARCHIVE")),
    Scene("claim-conditions", "claims", lambda page: _claim(page, "RETURNED", "conditions")),
    Scene("claim-course", "claims", lambda page: _claims_register(page, "course")),
    Scene("claim-desk", "claims", lambda page: _claim(page, "DRAFT")),
    Scene("claim-employers", "claims", lambda page: _claim(page, "DRAFT", "employers")),
    Scene("claim-exemptions", "claims", lambda page: _claims_register(page, "exemptions")),
    Scene("claim-faults", "claims", lambda page: _claim(page, "DRAFT", "faults")),
    Scene("claim-item", "claims", lambda page: _claim_items(page, "DRAFT", "add")),
    Scene("claim-items", "claims", lambda page: _claim_items(page, "DRAFT")),
    Scene("claim-items-pass", "claims", lambda page: _claim_items(page, "PRECHECKED", "APPROVE")),
    Scene("claim-items-returned", "claims", lambda page: _claim_items(page, "RETURNED")),
    Scene("claim-list-headings", "claims", lambda page: _claim(page, "DRAFT", "list-headings")),
    Scene("claim-new", "claims", lambda page: _claims_register(page, "new")),
    Scene("claim-papers", "claims", lambda page: _claim(page, "RETURNED", "papers")),
    Scene("claim-pay", "claims", lambda page: _claim(page, "PAYABLE", "PAY")),
    Scene("claim-precheck", "claims", lambda page: _claim(page, "SUBMITTED", "PRECHECK")),
    Scene("claim-print", "claims", lambda page: _claim_items(page, "RETURNED", "print")),
    Scene("claim-print-forms", "claims", lambda page: _claim(page, "PAYABLE", "print-forms")),
    Scene("claim-print-headings", "claims", lambda page: _claim(page, "PAYABLE", "headings")),
    Scene("claim-print-offset", "claims", lambda page: _claim(page, "PAYABLE", "offset")),
    Scene("claim-release", "claims", lambda page: _claim(page, "PAYABLE", "release")),
    Scene("claim-return", "claims", lambda page: _claim(page, "SUBMITTED", "RETURN")),
    Scene("claim-returned", "claims", lambda page: _claim(page, "RETURNED")),
    Scene("claim-review", "claims", lambda page: _claim(page, "PRECHECKED", "REVIEW")),
    Scene("claim-scan-list", "claims", lambda page: _claim(page, "DRAFT", "scan-list")),
    Scene("claim-long-list", "claims", lambda page: _claim(page, "DRAFT", "long-list")),
    Scene("claim-scans", "claims", lambda page: _claim(page, "DRAFT", "scans")),
    Scene("claim-submit", "claims", lambda page: _claim(page, "RETURNED", "SUBMIT")),
    Scene("claim-withdraw", "claims", lambda page: _claim(page, "RETURNED", "WITHDRAW")),
    Scene("duplicates-merge", "duplicates", lambda page: press(page.merge)),
    Scene(
        "enterprise-account",
        "enterprise",
        lambda page: _on_tab(page, "contacts", lambda tab: press(tab.open_account)),
    ),
    Scene(
        "enterprise-alliance",
        "enterprise",
        lambda page: _on_tab(page, "titles", lambda tab: press(tab.join)),
    ),
    Scene("enterprise-certificates", "enterprises", lambda page: _enterprise_tab(page, 1)),
    Scene(
        "enterprise-contact",
        "enterprise",
        lambda page: _on_tab(page, "contacts", lambda tab: press(tab.new)),
    ),
    Scene("enterprise-contracts", "enterprises", lambda page: _enterprise_tab(page, 3)),
    Scene("enterprise-edit", "enterprises", lambda page: press(page.edit)),
    Scene("enterprise-import", "enterprises", lambda page: press(page.import_list)),
    Scene("enterprise-import-headings", "enterprises", _import_headings),
    Scene("enterprise-import-preview", "enterprises", _import_preview),
    Scene(
        "enterprise-income",
        "enterprise",
        lambda page: _on_tab(page, "titles", lambda tab: press(tab.atse.income)),
    ),
    Scene("enterprise-new", "enterprises", lambda page: press(page.new)),
    Scene("enterprise-notices", "enterprises", lambda page: _enterprise_tab(page, 0)),
    *(
        Scene(f"enterprise-sheet-{tab}", "enterprise", partial(show_sheet, tab=tab))
        for tab in _SHEET_TABS
    ),
    Scene("enterprise-sheet-chain-service", "enterprise", _sheet_service),
    Scene(
        "enterprise-sheet-fact-add",
        "enterprise",
        lambda page: _on_tab(page, "facts", lambda tab: press(tab.add)),
    ),
    Scene(
        "enterprise-sheet-fact-correct",
        "enterprise",
        lambda page: _on_tab(page, "facts", lambda tab: tab.correct("premises")),
    ),
    Scene("enterprise-sheet-print", "enterprise", print_sheet),
    Scene("enterprises-print", "enterprises", lambda page: page.print_as_shown()),
    Scene("enterprises-as-at", "enterprises", lambda page: page.shell.read_as_at(_LAST_YEAR)),
    Scene("enterprises-as-at-day", "enterprises", _choose_day),
    Scene("enterprise-status", "enterprises", lambda page: press(page.status_change)),
    Scene(
        "enterprise-stop",
        "enterprise",
        lambda page: _on_tab(page, "titles", lambda tab: press(tab.stops.set)),
    ),
    Scene(
        "enterprise-stop-lift",
        "enterprise",
        lambda page: _on_tab(page, "titles", lambda tab: press(tab.stops.lift)),
    ),
    Scene(
        "enterprise-title",
        "enterprise",
        lambda page: _on_tab(page, "titles", lambda tab: press(tab.grant)),
    ),
    Scene(
        "enterprise-title-withdraw",
        "enterprise",
        lambda page: _on_tab(page, "titles", lambda tab: press(tab.withdraw)),
    ),
    *(Scene(f"figures-{one}", "figures", partial(_figures, what=one)) for one in _FIGURES),
    *(
        Scene(f"figures-{one}", "figures", _section(one))
        for one in ("markets", "published", "watch")
    ),
    Scene("list-columns", "certifications", lambda page: page.views.open_columns()),
    Scene("list-filtered", "contracts", lambda page: page.search.set_plain("2026")),
    Scene("list-view-new", "contracts", lambda page: page.views.ask_name()),
    Scene("paper-filing", "enterprise", lambda page: _paper(page, "file")),
    Scene("paper-present", "enterprise", lambda page: _paper(page, "show")),
    Scene("paper-remove", "enterprise", lambda page: _paper(page, "remove")),
    Scene("paper-sort", "enterprise", lambda page: _paper(page, "sort")),
    *(Scene(*one) for one in (*PLATFORMS, *BRAND, *MARKETPLACE)),
    Scene("programme-budget", "programmes", lambda page: _programme_budget(page)),
    Scene("programme-case", "programmes", lambda page: _rules(page, "case")),
    Scene("programme-cases", "programmes", lambda page: _rules(page, "cases")),
    Scene("programme-clause", "programmes", lambda page: _rules(page, "clause")),
    Scene("programme-clauses", "programmes", lambda page: _rules(page, "clauses")),
    Scene("programme-copy", "programmes", lambda page: press(page.copy)),
    Scene("programme-figure", "programmes", lambda page: _rules(page, "figure")),
    Scene("programme-figures", "programmes", lambda page: _rules(page, "figures")),
    Scene("programme-head", "programmes", lambda page: _rules(page, "head")),
    Scene("programme-history", "programmes", lambda page: _rules(page, "history")),
    Scene("programme-paper", "programmes", lambda page: _rules(page, "paper")),
    Scene("programme-papers", "programmes", lambda page: page.panel.tabs.setCurrentIndex(2)),
    Scene("programme-print", "programmes", lambda page: page.open_print()),
    Scene("programme-release", "programmes", lambda page: _rules(page, "release")),
    Scene("programme-threshold", "programmes", lambda page: _rules(page, "threshold")),
    *(Scene(*one) for one in REMINDERS),
    *(Scene(*one) for one in FINDINGS),
    Scene("review-cut", "review", lambda page: press(page.cut)),
    Scene("review-group", "review", lambda page: press(page.group)),
    Scene("review-note", "review", lambda page: press(page.note)),
    Scene("review-pass", "review", lambda page: press(page.passing)),
    Scene("scan-folder", "scans", lambda page: press(page.choosing)),
    Scene("scan-inbox", "scans", _inbox),
    Scene("signal-answer", "signals", lambda page: press(page.answer)),
    Scene("signal-assign", "signals", lambda page: press(page.assign)),
    Scene("signal-limits", "signals", lambda page: press(page.limits)),
    Scene("signal-pair", "signals", on_second_row(lambda page: press(page.answer))),
    Scene("title-import", "titles", lambda page: press(page.import_list)),
    Scene(
        "title-kinds",
        "enterprise",
        lambda page: _on_tab(page, "titles", lambda tab: press(tab.kinds)),
    ),
)
