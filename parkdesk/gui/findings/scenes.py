"""What the pictures of findings, rules and attestations open."""

from __future__ import annotations

from typing import Any

from parkdesk.domain.findings import FindingStanding
from parkdesk.gui.scene_steps import afterwards, press


def open_findings(page: Any, what: str) -> None:  # noqa: ANN401
    """Open what a picture of the page is named after."""
    if what in {"rules", "figures", "figure"}:
        show_rules(page, what)
    elif what == "back":
        take_back(page)
    elif what == "history":
        show_history(page)
    else:
        open_finding(page, what)


def open_finding(page: Any, what: str) -> None:  # noqa: ANN401
    """Show the worklist as it comes, and open one form of it on the first finding."""
    page.show_section("worklist")
    section = page.worklist
    if what == "several":
        section.table.selectAll()
        afterwards(lambda: press(section.assign))
        return
    actions = {
        "answer": section.answer,
        "assign": section.assign,
        "waive": section.waive,
        "due": section.due,
    }
    section.table.select_place(0)
    afterwards(lambda: press(actions[what]))


def take_back(page: Any) -> None:  # noqa: ANN401
    """Take back the answer of a finding that was answered."""
    page.show_section("worklist")
    section = page.worklist
    section.standing.set_value(FindingStanding.ANSWERED)
    section.reload()
    afterwards(lambda: section.table.select_place(0))
    afterwards(lambda: press(section.back))


def show_history(page: Any) -> None:  # noqa: ANN401
    """Show what was said to a finding."""
    page.show_section("worklist")
    page.worklist.standing.set_value(FindingStanding.ANSWERED)
    page.worklist.reload()
    afterwards(lambda: page.worklist.table.select_place(0))
    afterwards(lambda: page.worklist.panel.tabs.setCurrentIndex(1))


def show_rules(page: Any, what: str) -> None:  # noqa: ANN401
    """Show the catalogue; with `figure` the form of one of its figures."""
    page.show_section("rules")
    if what == "figures":
        afterwards(lambda: page.rules.panel.tabs.setCurrentIndex(1))
        return
    # Another picture may have left the second tab open.
    page.rules.panel.tabs.setCurrentIndex(0)
    if what == "figure":
        afterwards(lambda: press(page.rules.figure))


def open_on_sheet(page: Any, what: str) -> None:  # noqa: ANN401
    """Open a form of the enterprise's tab of findings, once its rows are there."""
    from parkdesk.gui.scenes import show_sheet

    show_sheet(page, "findings")
    afterwards(lambda: _act_on_sheet(page, what))


def _act_on_sheet(page: Any, what: str) -> None:  # noqa: ANN401
    tab = page.tabs_made["findings"]
    actions = {
        "attest": tab.attestations.add,
        "withdraw": tab.attestations.back,
        "print": tab.hand_over,
    }
    press(actions[what])
