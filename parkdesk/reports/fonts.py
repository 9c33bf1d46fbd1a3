"""The faces every print uses, and what they can write.

Noto Sans SC has the signs of GB 2312, GBK and Extension A; HanaMinB has the 60,000 rarer ones that
people and places are named with, and is read only when a text has one.

ReportLab draws an empty box for a sign that a face does not have, without a word. So every text
is measured here first, and a sign without a glyph becomes 〓 (the typesetter's mark for a missing
sort) and is remembered, for the list that is shown before printing. No sign is ever dropped.
"""

from __future__ import annotations

import hashlib
import threading
import unicodedata
from collections import ChainMap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from parkdesk import resources
from parkdesk.domain.errors import Unavailable

MISSING_SORT = "〓"
_FILES = {
    "NotoSansSC": "fonts/NotoSansSC_400Regular.ttf",
    "NotoSansSC-Bold": "fonts/NotoSansSC_700Bold.ttf",
}
_RARE = ("HanaMinB", "fonts/HanaMinB.ttf")
_DIGESTS = {
    "NotoSansSC": "d45f67f0a7c0ca3f256950777ce6a61cc7ce5f9696d02900cbbaac25f8aa7d16",
    "NotoSansSC-Bold": "9a38ae0ab28cd5a256f9ea8e00dedc688aac17f7915fcb000572990afa956b96",
    "HanaMinB": "829543436cdf7b4c6730e2af5806fa406f8ddf0d4b656e0cd49c58d4db1c8d3c",
}
"""The SHA-256 of each file: ReportLab reads a file that is cut short, and draws nothing from it."""
_BLOCK = 100
"""The most lines one bfchar block may have."""
_loading = threading.Lock()
_loaded: list[Faces] = []
_rare: list[Face] = []


@dataclass(frozen=True, slots=True)
class Face:
    """One weight: the name ReportLab knows it by, and the widths of its signs (1/1000 em)."""

    name: str
    widths: dict[int, int]

    def covers(self, sign: str) -> bool:
        """Return whether the face has a glyph for `sign`."""
        return ord(sign) in self.widths


@dataclass(frozen=True, slots=True)
class Faces:
    """The regular and the bold weight."""

    regular: Face
    bold: Face


def faces() -> Faces:
    """Return the two faces, read from the resources once; Unavailable names a damaged file."""
    with _loading:
        if not _loaded:
            regular, bold = (_read(name, file) for name, file in _FILES.items())
            _loaded.append(Faces(regular, bold))
    return _loaded[0]


def rare_face() -> Face:
    """Return the face of the rare signs, read once; it has one weight."""
    with _loading:
        if not _rare:
            _rare.append(_read(*_RARE))
    return _rare[0]


def widths_for(text: str, face: Face) -> Mapping[int, int]:
    """Return the widths of all signs of a printable text, those of the rare ones among them."""
    if all(ord(sign) in face.widths for sign in text):
        return face.widths
    return ChainMap(face.widths, rare_face().widths)


def missing_signs(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the signs in `texts` that no face has, each once, in code order.

    To be shown with their records before printing: a rare sign in a person's name is common.
    """
    regular = faces().regular
    signs = {sign for sign in set().union(*map(_composed, texts)) if not regular.covers(sign)}
    return tuple(
        sorted(sign for sign in signs if not _invisible(sign) and not rare_face().covers(sign))
    )


def printable(text: str, face: Face) -> tuple[str, tuple[str, ...]]:
    """Return `text` with 〓 for what neither `face` nor the rare one has, and what was replaced.

    Line ends and tabs become spaces; marks without a width of their own (joiners, direction
    marks) are no signs and leave. An accent that stands by itself is put on its letter.
    """
    kept = []
    missing = []
    for sign in _composed(text):
        if face.covers(sign):
            kept.append(sign)
        elif sign.isspace():
            kept.append(" ")
        elif _invisible(sign):
            continue
        elif rare_face().covers(sign):
            kept.append(sign)
        else:
            kept.append(MISSING_SORT)
            missing.append(sign)
    return "".join(kept), tuple(missing)


def _composed(text: str) -> str:
    """Return `text` with letters and their accents in one sign each, where there is such a sign.

    Nothing else is normalised: an ideograph of a name may have a twin that is not the same sign.
    """
    if not any(unicodedata.combining(sign) for sign in text):
        return text
    parts: list[str] = []
    for sign in text:
        whole = unicodedata.normalize("NFC", parts[-1] + sign) if parts else sign
        if parts and unicodedata.combining(sign) and len(whole) == 1:
            parts[-1] = whole
        else:
            parts.append(sign)
    return "".join(parts)


def _invisible(sign: str) -> bool:
    return sign.isspace() or unicodedata.category(sign) in {"Cc", "Cf"} or _selects(sign)


def _selects(sign: str) -> bool:
    """Return whether a sign only chooses among the shapes of the one before it."""
    return "\ufe00" <= sign <= "\ufe0f" or "\U000e0100" <= sign <= "\U000e01ef"


def _read(name: str, file: str) -> Face:
    path = resources.path(file)
    # ReportLab 5.1 writes a sign beyond U+FFFF as five hex digits, which no reader understands:
    # the text of the whole subset is then lost to search. Ours writes UTF-16, as PDF asks.
    ttfonts.makeToUnicodeCMap = to_unicode  # type: ignore[assignment]
    try:
        if hashlib.sha256(path.read_bytes()).hexdigest() != _DIGESTS[name]:
            raise Unavailable("font-unreadable", file=path.name)
        font = TTFont(name, str(path))
    except (TTFError, OSError) as error:
        raise Unavailable("font-unreadable", file=path.name) from error
    _mend_widths(font.face)
    pdfmetrics.registerFont(font)
    return Face(name, font.face.charWidths)


def _mend_widths(face: Any) -> None:  # noqa: ANN401
    """Give the glyphs that share the last width of the file that width in the file's own unit.

    ReportLab 5.1 keeps it for them in thousandths, so that a subset of a face with another unit
    says other widths than its file.
    """
    own = [width for width, _bearing in face.hmetrics if isinstance(width, int)]
    face.hmetrics = [
        (width if isinstance(width, int) else own[-1], bearing) for width, bearing in face.hmetrics
    ]


def to_unicode(name: str, subset: Sequence[int]) -> str:
    """Return the map from the codes of a subset to Unicode (PDF 1.7, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(subset), _BLOCK):
        block = subset[start : start + _BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [
            f"<{start + place:02X}> <{chr(sign).encode('utf-16-be').hex().upper()}>"
            for place, sign in enumerate(block)
        ]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
