"""What the pictures of the claims page open: desks by state, and what their steps ask."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage, QPainter

from parkdesk.domain.claims import ClaimAction, ClaimState
from parkdesk.domain.papers import PaperFile
from parkdesk.domain.programmes import Track
from parkdesk.domain.trainees import RosterField, Trainee
from parkdesk.excel.roster_headings import free_fields, unknown_headings
from parkdesk.gui.claims.desk import ClaimDesk
from parkdesk.gui.claims.dialogs import PaymentDialog
from parkdesk.gui.claims.pasting import HeadingQuestion
from parkdesk.gui.claims.print_dialog import ClaimPrintDialog
from parkdesk.gui.claims.printing import Document
from parkdesk.gui.claims.scan_files import FilesRead
from parkdesk.gui.claims.stage_dialogs import ReleaseDialog
from parkdesk.gui.claims.step_rows import StepRows
from parkdesk.gui.papers.reading import read_picture
from parkdesk.gui.scene_steps import NothingToShowError, afterwards, press, sought

if TYPE_CHECKING:
    from collections.abc import Callable

    from parkdesk.gui.claims.item_desk import ItemDesk
    from parkdesk.gui.claims.page import ClaimsPage
    from parkdesk.usecases.claim_lists import ClaimDetail, ClaimRow


def open_desk(page: ClaimsPage, state: str, action: str = "") -> None:
    """Open the desk of the fullest claim of people in a state, and what an action of it asks."""
    wanted = ClaimState[state]
    if action == "employers":
        _with_all_rows(page, lambda: _open_employers(_open_of_institution(page)))
    elif action == "release":
        _with_all_rows(page, lambda: _open(_open_of_oldest_programme(page), action))
    elif action == ClaimAction.PAY.name:
        # What waits for payment in the demonstration park is in a batch, or held.
        _with_all_rows(
            page,
            lambda: _open(page.open_claim(_fullest(page, ClaimState.PAID, items=False)), "pay"),
        )
    elif action == ClaimAction.REVIEW.name:
        _with_all_rows(page, lambda: _open(_open_of_newest_programme(page, wanted), action))
    else:
        _with_all_rows(
            page, lambda: _open(page.open_claim(_fullest(page, wanted, items=False)), action)
        )


def open_item_desk(page: ClaimsPage, state: str, action: str = "") -> None:
    """Open the desk of the fullest claim of items in a state, and what an action of it asks."""
    wanted = ClaimState[state]
    _with_all_rows(page, lambda: _open(page.open_items(_fullest(page, wanted, items=True)), action))


def _with_all_rows(page: ClaimsPage, act: Callable[[], object]) -> None:
    """Act once every claim of the register is in memory: it is there that one is looked for.

    After a picture of a row far down, the register keeps the rows around that one alone.
    """
    records = page.register.table.records
    rows = [records.row(place) for place in range(records.total)]
    if None not in rows:
        act()
        return
    if page.current() is not page.register:
        # A list that nobody sees is not waited for.
        page.show_register()
    afterwards(lambda: _with_all_rows(page, act))


def _in_state(page: ClaimsPage, state: ClaimState, *, items: bool) -> list[ClaimRow]:
    records = page.register.table.records
    loaded = (records.row(place) for place in range(records.total))
    return [
        row
        for row in loaded
        if row is not None and row.state is state and row.heads and (row.track is None) == items
    ]


def _fullest(page: ClaimsPage, state: ClaimState, *, items: bool) -> int:
    """Return the claim with the most people or items: there is the most to be seen."""
    rows = _in_state(page, state, items=items)
    return sought(max(rows, key=lambda row: (row.heads, row.id), default=None), state.value).id


def _open_of_newest_programme(page: ClaimsPage, state: ClaimState) -> ClaimDesk:
    """Open a claim of the programme released last: in the demonstration park, one with levels."""
    rows = _in_state(page, state, items=False)
    newest = max(rows, key=lambda row: (row.programme_id, row.id), default=None)
    return page.open_claim(sought(newest, state.value).id)


def _open_of_oldest_programme(page: ClaimsPage) -> ClaimDesk:
    """Open a claim of the programme released first: in the demonstration park, one of no notice."""
    rows = [row for state in ClaimState for row in _in_state(page, state, items=False)]
    oldest = min(
        (row for row in rows if row.approved_cents),
        key=lambda row: (row.year, row.programme_id, row.id),
        default=None,
    )
    return page.open_claim(sought(oldest, "release").id)


def _open_of_institution(page: ClaimsPage) -> ClaimDesk:
    """Open the newest claim of an institution: its roster says who hired each person."""
    found = (
        row
        for state in ClaimState
        for row in _in_state(page, state, items=False)
        if row.track is Track.INSTITUTION
    )
    newest = max(found, key=lambda row: row.id, default=None)
    return page.open_claim(sought(newest, "institution").id)


_LISTS = ("faults", "list-headings", "long-list")
_MANY = 23_456
_PRINTS = ("print", "print-forms", "headings", "offset")
_MORE_MS = 20
"""Asked again after so long, until the pages are there."""


def _when_drawn(desk: ClaimDesk | ItemDesk, action: str) -> None:
    dialog = desk.findChild(ClaimPrintDialog)
    if dialog is None or dialog.file() is None:
        QTimer.singleShot(_MORE_MS, desk, lambda: _when_drawn(desk, action))
    elif action == "print-forms":
        dialog.choose(Document.FORMS)
    elif action == "headings":
        dialog.choose(Document.FORMS)
        dialog.ask_headings()
    elif action == "offset":
        dialog.open_offset(("HP LaserJet M405", "FUJIFILM Apeos"))


def _ask_lists(desk: ClaimDesk, action: str) -> None:
    if action == "faults":
        desk.list_faults()
        return
    if action == "long-list":
        desk.long.ask((Trainee(name="学员"),) * _MANY)
        return
    table = [["员工名字", "身份证件号", "职级"], ["王小明", "11010519491231002X", "P5"]]
    question = HeadingQuestion(unknown_headings(table, {}), free_fields(table[0], {}))
    desk.headings.ask(question, lambda _meanings: None)


def _scanned(desk: ClaimDesk | ItemDesk) -> FilesRead:
    """Return what a clerk may have scanned: most names tell, one does not, one sheet is twice."""
    roster = desk.sheet if isinstance(desk, ClaimDesk) else None
    people = [row.name for row in roster.rows[:2]] if roster is not None else []
    folder = [f"{name}/身份证.png" for name in people if name]
    names = ["01 申请表.png", "02 人员汇总表.png", *folder, "毕业证书合订.png"]
    names += ["IMG_0007.png", "汇总表 再扫.png"]
    files: list[PaperFile] = []
    for place, name in enumerate(names):
        sheet = QImage(420, 594, QImage.Format.Format_RGB32)
        sheet.fill(Qt.GlobalColor.white)
        painter = QPainter(sheet)
        painter.drawText(40, 60, names[1] if place == len(names) - 1 else name)
        painter.end()
        files += read_picture(sheet, name.rsplit("/", 1)[-1]).files
    return FilesRead(tuple(files), tuple(names), (), ())


def _ask_release(desk: ClaimDesk | ItemDesk) -> None:
    """Show what the release of an older claim asks, on one that needs none.

    Approving a claim releases it at once where its programme knows no public notice: only what an
    earlier release had approved still waits for it, and no park that is made now holds such a one.
    One of a programme without a notice is shown as it stood when it was approved.
    """
    then = _as_it_stood(desk, ClaimState.APPROVED, ClaimAction.CLEAR)
    ReleaseDialog(desk.runner, desk, then).open()


def _ask_payment(desk: ClaimDesk | ItemDesk) -> None:
    """Show what the payment of one claim asks, on one that was paid outside a batch."""
    then = _as_it_stood(desk, ClaimState.PAYABLE, ClaimAction.PAY)
    PaymentDialog(desk.runner, desk, then, StepRows(), desk.shell.today).open()


def _as_it_stood(desk: ClaimDesk | ItemDesk, state: ClaimState, action: ClaimAction) -> ClaimDetail:
    """Show a claim as it stood before a step that has been taken since, money and all."""
    detail = sought(desk.detail, action.value)
    row = replace(
        detail.row,
        state=state,
        paid_cents=None,
        paid_on=None,
        recovered_cents=None,
        archive_number="",
    )
    then = replace(detail, row=row, actions=(action,), withheld={})
    desk.desk_head.show(then)
    if isinstance(desk, ClaimDesk) and desk.sheet is not None:
        desk.figures.show_figures(then, desk.sheet.totals, row.requested_cents)
    return then


_BESIDE: dict[str, Callable[[ClaimDesk | ItemDesk], object]] = {
    "papers": lambda desk: desk.open_papers(),
    "conditions": lambda desk: desk.steps.ask_conditions(),
    "scans": lambda desk: desk.scans.sort(_scanned(desk)),
    "scan-list": lambda desk: desk.scans.show_scans(),
    "release": lambda desk: _ask_release(desk),
    "pay": lambda desk: _ask_payment(desk),
}


def _ask(desk: ClaimDesk | ItemDesk, action: str) -> None:
    if action in _BESIDE:
        _BESIDE[action](desk)
    elif action in _LISTS:
        if isinstance(desk, ClaimDesk):
            _ask_lists(desk, action)
    elif action in _PRINTS:
        desk.steps.ask_print()
        _when_drawn(desk, action)
    elif action and action != "add":
        _step(desk, ClaimAction[action])


def _step(desk: ClaimDesk | ItemDesk, action: ClaimAction) -> None:
    detail = sought(desk.detail, action.value)
    if action not in detail.actions or action in detail.withheld:
        raise NothingToShowError(f"{detail.row.number}: {action.value}")
    desk.step(action)


def _open(desk: ClaimDesk | ItemDesk, action: str) -> None:
    def shown() -> None:
        desk.shown.disconnect(shown)
        if isinstance(desk, ClaimDesk):
            desk.grid.go_to_problem(1)
        elif action == "add":
            desk.add_item()
        _ask(desk, action)

    desk.shown.connect(shown)


def _open_employers(desk: ClaimDesk) -> None:
    """Go to the first cell of who hired a person that needs a look."""

    def shown() -> None:
        desk.shown.disconnect(shown)
        sheet = sought(desk.sheet, "roster")
        places = [
            place
            for place, verdict in enumerate(sheet.verdicts)
            if any(line.cell is RosterField.EMPLOYER for line in verdict.problems)
        ]
        desk.grid.go(sought(next(iter(places), None), "employer"), RosterField.EMPLOYER)

    desk.shown.connect(shown)


def show_register(page: ClaimsPage, what: str) -> None:
    """Show the course of a paid claim, or what a new one asks."""
    page.show_register()
    if what == "exemptions":
        press(page.register.exemptions)
        return
    if what == "new":
        press(page.register.new)
        return
    _with_all_rows(page, lambda: _show_course(page))


def _show_course(page: ClaimsPage) -> None:
    page.register.show_record(_fullest(page, ClaimState.PAID, items=False))
    page.register.panel.tabs.setCurrentIndex(1)
