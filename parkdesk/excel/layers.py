"""The layer of the client's business that a service is for, as lists spell it: 战略, 职能, 操作."""

from __future__ import annotations

from parkdesk.domain.service_codes import Layer
from parkdesk.excel.cells import Cell, CellFault, plain, read_text

WORDS = ("战略层", "职能层", "操作层")
"""What a refusal names, and what a person chooses from."""
_KNOWN = {
    plain(word): layer
    for layer, words in {
        Layer.STRATEGIC: ("战略层", "战略", "strategic"),
        Layer.FUNCTIONAL: ("职能层", "职能", "functional"),
        Layer.OPERATIONAL: ("操作层", "操作", "operational"),
    }.items()
    for word in words
}


def read_layer(cell: Cell) -> Layer | None:
    """Return the layer that the cell names; None for a blank one."""
    text = read_text(cell)
    if text is None:
        return None
    layer = _KNOWN.get(plain(text))
    if layer is None:
        raise CellFault("not-in-list", allowed=WORDS)
    return layer
