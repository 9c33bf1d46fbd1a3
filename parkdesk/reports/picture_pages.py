"""A scanned picture as PDF pages: one a frame, upright as the camera meant it, at most A4."""

from __future__ import annotations

import struct
from io import BytesIO
from typing import Any, cast

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parkdesk.domain.errors import Refused
from parkdesk.reports import style

_ORIENTATION = 0x0112
_TURNS = {3: 180, 6: 270, 8: 90}
"""EXIF orientation → degrees against the clock that put the picture upright."""

_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, struct.error)
"""What Pillow's decoders raise over bytes that are no sound picture."""


def picture_pages(content: bytes) -> bytes:
    """Return the frames of a PNG, JPEG, TIFF or BMP as a PDF; a damaged one is refused."""
    out = BytesIO()
    try:
        # Any, because ReportLab does not say what it holds: a picture of Pillow.
        picture: Any = cast("Any", ImageReader(BytesIO(content)))._image  # noqa: SLF001
        canvas = cast("Any", Canvas)(out, (style.PAGE_WIDTH, style.PAGE_HEIGHT), invariant=1)
        for frame in range(getattr(picture, "n_frames", 1)):
            picture.seek(frame)
            turn = _TURNS.get(picture.getexif().get(_ORIENTATION, 1), 0)
            upright = picture.convert("RGB")
            if turn:
                upright = upright.rotate(turn, expand=True)
            width, height = upright.size
            lying = width > height
            sides = (style.PAGE_HEIGHT, style.PAGE_WIDTH)
            room = sides if lying else sides[::-1]
            scale = min(room[0] / width, room[1] / height)
            size = (width * scale, height * scale)
            canvas.setPageSize(size)
            canvas.drawImage(ImageReader(upright), 0, 0, *size)
            canvas.showPage()
        canvas.save()
    except _UNREADABLE as error:
        raise Refused("paper-damaged") from error
    return out.getvalue()
