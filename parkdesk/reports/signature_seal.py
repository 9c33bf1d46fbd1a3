"""The seal that a signature by certificate shows on page 1, in the place of whoever issues.

The place for the wet seal beside it stays free.
"""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from parkdesk.i18n import instant_text, tr
from parkdesk.reports import style
from parkdesk.reports.about import About
from parkdesk.reports.charts import shortened
from parkdesk.reports.paper import Paper, Type
from parkdesk.reports.record_paper import TAGS, quiet
from parkdesk.reports.signature_place import HEIGHT, WIDTH

_PAD = 5.0
_NAME, _SMALL = Type(8.2, bold=True), Type(5.8, colour=style.MUTED)


def seal_page(name: str, serial: str, at: dt.datetime, language: str) -> bytes:
    """Return a PDF of one page, as large as the seal: who signed, when, by which certificate."""
    out = BytesIO()
    about = About(
        title=tr("Electronic signature"), author=name, subject="", language=TAGS[language], at=at,
        keywords="",
    )  # fmt: skip
    paper = Paper(about, (WIDTH, HEIGHT))
    sheet = paper.new_sheet((WIDTH, HEIGHT))
    room = WIDTH - 2 * _PAD
    with sheet.furniture():
        sheet.card(0.4, 0.4, WIDTH - 0.8, HEIGHT - 0.8, style.WHITE, style.ACCENT)
        said = tr("Electronic signature: {name}", name=name)
        sheet.text(_PAD, 18.5, shortened(paper, said, _NAME, room), _NAME)
        sheet.text(_PAD, 10.8, instant_text(at), _SMALL)
        number = tr("Certificate {serial}", serial=serial)
        sheet.text(_PAD, 4.2, shortened(paper, number, _SMALL, room), _SMALL)
    paper.finish(out, quiet)
    return out.getvalue()
