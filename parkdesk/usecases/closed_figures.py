"""The figures of a closed quarter beside those of now, and what came since that explains them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from parkdesk.domain.calendar import Quarter
from parkdesk.domain.closing import ContractMoves, Restatement
from parkdesk.domain.identity import Permission
from parkdesk.domain.summaries import FigureKey, QuarterlySummary, snapshot_code
from parkdesk.store import trail
from parkdesk.store.chain_contracts import contracts_moved
from parkdesk.store.closed_quarters import closed_quarters
from parkdesk.store.closings import newest_snapshot
from parkdesk.store.return_corrections import corrected_since
from parkdesk.store.work import Work
from parkdesk.usecases.core import query
from parkdesk.usecases.statistics import quarter_figures
from parkdesk.usecases.summaries import snapshot

_KEYS: dict[str, FigureKey | None] = {
    "signed_usd_cents": FigureKey.SIGNED,
    "executed_usd_cents": None,
    "executed_offshore_usd_cents": FigureKey.OFFSHORE_EXECUTED,
    "headcount": FigureKey.STAFF,
}
"""The figures of the page, with the key under which an edition of before kept it; None: not."""


@dataclass(frozen=True, slots=True)
class ClosedFigure:
    """One figure as it was closed and as it would be now; `name` is that of `Totals`."""

    name: str
    closed: int | None
    """None: the edition does not keep it."""
    now: int

    @property
    def differs(self) -> bool:
        """Whether something came since, as far as is known."""
        return self.closed is not None and self.closed != self.now


@dataclass(frozen=True, slots=True)
class ClosedFigures:
    """A quarter as its newest edition says it, beside now; what came since stands under it."""

    quarter: Quarter
    edition: int
    code: str
    closed_at: dt.datetime
    closed_by: str
    figures: tuple[ClosedFigure, ...]
    late: tuple[Restatement, ...]
    """Returns that came, were changed or taken back since."""
    contracts: ContractMoves
    """What was done to the quarter's contracts since; nothing that it counted moves."""

    @property
    def differs(self) -> bool:
        """Whether any figure is another one by now."""
        return any(one.differs for one in self.figures)


@query(Permission.SUMMARY_READ)
def closed_figures(work: Work, quarter: Quarter) -> ClosedFigures | None:
    """Return what a closed quarter was closed with, and what it would be now; None: it is open."""
    record = newest_snapshot(work.session, quarter)
    if record is None or quarter not in closed_quarters(work.session).quarters:
        return None
    summary, totals = snapshot(work, record.id), quarter_figures(work, quarter).totals
    head = int(record.trail_head.partition(" ")[0] or 0)
    return ClosedFigures(
        quarter,
        record.edition,
        snapshot_code(record.sha256),
        record.frozen_at,
        record.frozen_by,
        tuple(
            ClosedFigure(name, value, int(getattr(totals, name)))
            for name, value in _closed(summary).items()
        ),
        corrected_since(work.session, quarter, record.edition),
        contracts_moved(work, quarter, head, trail.head(work.session)[0]),
    )


def _closed(summary: QuarterlySummary) -> dict[str, int | None]:
    """Return the page's figures as an edition keeps them: its totals, or its printed figures."""
    if summary.totals is not None:
        return {name: int(getattr(summary.totals, name)) for name in _KEYS}
    printed = {name: summary.figure(key) if key else None for name, key in _KEYS.items()}
    # No value of people: nobody had handed in a return.
    return {name: (figure.value or 0) if figure else None for name, figure in printed.items()}
