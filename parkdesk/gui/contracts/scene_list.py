"""The names of the pictures of contracts: what each opens is in `scenes`.

Nothing that a window needs is loaded for them.
"""

from __future__ import annotations

CONTRACTS: tuple[str, ...] = (
    "contract-assist",
    "contract-change",
    "contract-changes",
    "contract-code",
    "contract-delete",
    "contract-deleted",
    "contract-differs",
    "contract-edit",
    "contract-end",
    "contract-evidence",
    "contract-execute",
    "contract-execution-correct",
    "contract-execution-delete",
    "contract-executions",
    "contract-import-executions",
    "contract-new",
    "contract-print",
    "contract-rates",
    "contract-report",
    "contract-report-many",
    "contract-withdraw",
)
