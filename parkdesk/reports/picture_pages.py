"""A scanned picture as PDF pages: one a frame, upright as the camera meant it, at most A4."""

from __future__ import annotations

import struct
import warnings
from io import BytesIO
from typing import Any, cast

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from parkdesk.domain.errors import Refused
from parkdesk.domain.papers import MOST_PIXELS
from parkdesk.reports import style

_ORIENTATION = 0x0112
_TURNS = {3: 180, 6: 270, 8: 90}
"""EXIF orientation → degrees against the clock that put the picture upright."""

TOO_MANY_PIXELS = "scan-too-many-pixels"
_UNREADABLE = (OSError, ValueError, SyntaxError, EOFError, LookupError, TypeError, struct.error)
"""What Pillow's decoders raise over bytes that are no sound picture."""


def picture_pages(content: bytes) -> bytes:
    """Return the frames of a PNG, JPEG, TIFF or BMP as a PDF.

    One that is damaged is refused, and one that says it has more pixels than a scan can have: it
    is not unpacked, since a file of some kilobytes may ask for gigabytes.
    """
    out = BytesIO()
    try:
        picture = _opened(content)
        canvas = cast("Any", Canvas)(out, (style.PAGE_WIDTH, style.PAGE_HEIGHT), invariant=1)
        for frame in range(getattr(picture, "n_frames", 1)):
            picture.seek(frame)
            _require_size(picture)
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


def _opened(content: bytes) -> Any:  # noqa: ANN401 (Pillow's pictures of several frames)
    """Return a picture whose pixels are not unpacked yet."""
    with warnings.catch_warnings():
        # Pillow warns of what is refused here anyway.
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(BytesIO(content))
        except Image.DecompressionBombError as error:
            raise _too_large() from error
    _require_size(picture)
    return picture


def _require_size(picture: Any) -> None:  # noqa: ANN401
    width, height = picture.size
    if width * height > MOST_PIXELS:
        raise _too_large()


def _too_large() -> Refused:
    return Refused(TOO_MANY_PIXELS)
