"""Steps of closing a quarter and opening it again, for the tests that need a closed one."""

from parkdesk.domain.identity import Role
from parkdesk.usecases.closing_checks import closing_checks
from parkdesk.usecases.reopenings import answer_to_reopening, ask_reopening
from parkdesk.usecases.summaries import SnapshotRow, freeze_quarter

COMMENT = "已核对，情况属实"


def comments_for(work, quarter) -> dict[str, str]:
    """A comment for whatever the checks ask about."""
    return {one.code.value: COMMENT for one in closing_checks(work, quarter) if one.asks}


def close(work, quarter, signatures=None, reason="") -> SnapshotRow:
    """Close a quarter, with a comment wherever one is asked for."""
    return freeze_quarter(work, quarter, signatures, reason, comments_for(work, quarter))


def open_again(act_as, quarter, reason="更正从业人员") -> None:
    """A clerk asks, the manager agrees."""
    with act_as(Role.CLERK).work(read_only=False) as work:
        asked = ask_reopening(work, quarter, reason)
    with act_as(Role.MANAGER).work(read_only=False) as work:
        answer_to_reopening(work, asked.id, asked.version, agrees=True, words="同意")
