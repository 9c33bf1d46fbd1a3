"""The files of the inbox as the page shows them: what was read, what was guessed or chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from parkdesk.domain.errors import ParkDeskError
from parkdesk.domain.papers import MediaType, Owner, ScanState
from parkdesk.i18n import message
from parkdesk.scans.inbox import ScanFile
from parkdesk.scans.reading import bare_name, read_paper
from parkdesk.usecases.paper_inbox import ScanGuess
from parkdesk.usecases.paper_lists import Twin

if TYPE_CHECKING:
    from parkdesk.desk import Progress  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A file, what it is, and where it goes."""

    file: ScanFile
    sha256: str = ""
    media_type: MediaType | None = None
    pages: int | None = None
    problem: str = ""
    """Why it cannot be taken."""
    enterprise_id: int | None = None
    enterprise: str = ""
    owner: Owner | None = None
    slot: str = ""
    guessed: bool = False
    """Whether its name was looked at, or a person chose."""
    twins: tuple[Twin, ...] = ()
    twin_confirmed: bool = False

    @property
    def name(self) -> str:
        """The file's name as it may be shown."""
        return bare_name(self.file.name)

    @property
    def state(self) -> ScanState:
        """What is to be done with it."""
        if self.problem:
            return ScanState.REFUSED
        if not self.sha256 or not self.guessed:
            return ScanState.WAITING
        if self.twins and not self.twin_confirmed:
            return ScanState.TWIN
        return ScanState.READY if self.owner is not None and self.slot else ScanState.UNSURE


def examine_scans(files: Sequence[ScanFile], progress: Progress) -> tuple[InboxRow, ...]:
    """Read files and keep what they are, not their bytes; run in a thread."""
    rows = []
    for done, file in enumerate(files):
        progress.step(done, len(files))
        try:
            paper = read_paper(file.path)
        except ParkDeskError as error:
            rows.append(InboxRow(file, problem=message(error)))
        else:
            rows.append(InboxRow(file, paper.sha256, paper.media_type, paper.pages))
    return tuple(rows)


def with_guess(row: InboxRow, guess: ScanGuess, twins: Sequence[Twin]) -> InboxRow:
    """Return the row with what its name says; what a person chose stays."""
    found = tuple(twin for twin in twins if twin.sha256 == row.sha256)
    if row.guessed:
        return replace(row, twins=found)
    return replace(
        row,
        enterprise_id=guess.enterprise_id,
        enterprise=guess.enterprise,
        owner=guess.owner,
        slot=guess.slot,
        guessed=True,
        twins=found,
    )
