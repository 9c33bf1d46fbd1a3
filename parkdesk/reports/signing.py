"""Where people sign and the wet seal goes."""

from __future__ import annotations

from parkdesk.domain.summaries import Signatures
from parkdesk.i18n import tr
from parkdesk.reports import style
from parkdesk.reports.paper import Sheet, Type


def draw_signatures(sheet: Sheet, signed: Signatures, height: float) -> None:
    """Draw the three places to sign (编制, 复核, 签发) and the one for the seal, at the foot."""
    y = style.FOOT + 14
    width = style.TEXT_WIDTH / 4
    places: tuple[tuple[str, str], ...] = (
        (tr("Prepared"), signed.preparer),
        (tr("Reviewed"), signed.reviewer),
        (tr("Issued"), signed.signer),
    )
    sheet.card(style.MARGIN, y, style.TEXT_WIDTH, height, style.WHITE, style.LINE)
    for number, (role, name) in enumerate(places):
        left = style.MARGIN + number * width
        sheet.text(left + 8, y + height - 14, role, Type(style.SMALL, colour=style.MUTED))
        sheet.text(left + 8, y + height - 29, name, Type(9.5, bold=True))
        _blank(sheet, left + 8, y + 10, width - 20, tr("signature, day"))
        sheet.line(left + width, y + 8, left + width, y + height - 8, style.HAIR)
    seal = style.MARGIN + 3.5 * width
    sheet.text_centred(seal, y + height / 2 - 3, tr("(place for the seal)"),
                       Type(style.SMALL, colour=style.LINE))  # fmt: skip


def _blank(sheet: Sheet, x: float, y: float, width: float, says: str) -> None:
    sheet.line(x, y + 6, x + width, y + 6, style.LINE)
    sheet.text(x, y - 2, says, Type(5.8, colour=style.MUTED))
