"""`parkdesk documents`: list an enterprise's papers, add one, save them all."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from parkdesk.cli.console import Console
from parkdesk.cli.opening import open_park
from parkdesk.desk import Desk
from parkdesk.domain.errors import NeedsConfirmation, Refused
from parkdesk.domain.papers import PaperState, PaperUse, fitting_name
from parkdesk.excel.saving import saved
from parkdesk.i18n import instant_text, label, language, tr, trn
from parkdesk.scans.reading import read_paper
from parkdesk.usecases.enterprise_prints import enterprise_by_code
from parkdesk.usecases.paper_inbox import prepare_filing
from parkdesk.usecases.paper_lists import PaperRow, enterprise_papers
from parkdesk.usecases.papers import (
    NewPaper,
    PaperContent,
    add_papers,
    paper_content,
    reveal_paper,
)


def run(asked: argparse.Namespace, console: Console) -> int:
    """Do what is asked with the papers of one enterprise."""
    jobs: dict[str, Callable[[Desk, int, argparse.Namespace, Console], None]] = {
        "list": _list,
        "add": _add,
        "export": _export,
    }
    desk = open_park(asked)
    try:
        with desk.work(read_only=True) as work:
            enterprise_id = enterprise_by_code(work, asked.enterprise)
        jobs[asked.job](desk, enterprise_id, asked, console)
    finally:
        desk.close()
    return 0


def _list(desk: Desk, enterprise_id: int, _asked: argparse.Namespace, console: Console) -> None:
    """Write a line for each paper, the missing ones first."""
    for row in _papers(desk, enterprise_id):
        facts = (label(row.state), _name(row), row.file_name, row.added_by)
        when = instant_text(row.added_at) if row.added_at is not None else ""
        console.say("\t".join((*facts, when)))


def _add(desk: Desk, enterprise_id: int, asked: argparse.Namespace, console: Console) -> None:
    """Attach one file; its slot is the one asked for, else the one that its name says."""
    file = read_paper(asked.file)
    with desk.work(read_only=True) as work:
        filing = prepare_filing(work, (file.name,), (file.sha256,), enterprise_id)
    (guess,) = filing.guesses
    places = {(one.owner, one.slot.code): one for one in filing.places}
    owner = guess.owner
    slot = asked.slot or guess.slot
    if asked.slot and (owner, slot) not in places:
        owner = next((one for one, code in places if code == slot), None)
    if owner is None or (owner, slot) not in places:
        known = sorted({code for _owner, code in places})
        raise Refused("documents-no-slot", file=file.name, slots=", ".join(known))
    paper = NewPaper(owner, slot, file, asked.note or "", twin_confirmed=asked.yes)
    _attach(desk, paper)
    console.say(tr("{file} was added.", file=file.name))


def _attach(desk: Desk, paper: NewPaper) -> None:
    try:
        with desk.work(read_only=False) as work:
            add_papers(work, (paper,))
    except NeedsConfirmation as doubt:
        raise Refused("documents-same-scan", **doubt.params) from None


def _export(desk: Desk, enterprise_id: int, asked: argparse.Namespace, console: Console) -> None:
    """Save every paper that is there; sensitive ones only by who may, and noted."""
    folder: Path = asked.directory
    folder.mkdir(parents=True, exist_ok=True)
    left, written = 0, 0
    for row in _papers(desk, enterprise_id):
        if row.state is not PaperState.PRESENT:
            continue
        if row.slot.sensitive and not desk.actor.may(reveal_paper.needs):
            left += 1
            continue
        content = _content(desk, row)
        name = fitting_name(f"{row.id:05}-{row.slot.code}", content.media_type)
        with saved(folder / name) as beside:
            beside.write_bytes(content.content)
        written += 1
    console.say(
        trn(
            "{n} paper was written to {folder}.",
            "{n} papers were written to {folder}.",
            written,
            folder=folder,
        )
    )
    if left:
        console.say(tr("Left out, because your role may not see them: {n}.", n=left))


def _content(desk: Desk, row: PaperRow) -> PaperContent:
    if row.slot.sensitive:
        with desk.work(read_only=False) as work:
            return reveal_paper(work, row.id, PaperUse.SAVE)
    with desk.work(read_only=True) as work:
        return paper_content(work, row.id)


def _papers(desk: Desk, enterprise_id: int) -> tuple[PaperRow, ...]:
    with desk.work(read_only=True) as work:
        return enterprise_papers(work, enterprise_id)


def _name(row: PaperRow) -> str:
    name = row.slot.name_zh if language() == "zh_CN" else row.slot.name_en
    return f"{name} · {row.owner_detail}" if row.owner_detail else name
