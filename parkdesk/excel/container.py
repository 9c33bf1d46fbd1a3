"""Opening a file that a person picked: what it is, and whether it is safe to read.

The whole file is read at once and closed again, so nothing stays locked. A workbook is a zip whose
entries may unpack to any size; they are unpacked here first, counted, and never believed.
"""

from __future__ import annotations

import os
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from io import BytesIO
from itertools import islice
from pathlib import Path
from posixpath import normpath
from xml.parsers import expat

from parkdesk.domain.errors import Refused, Unavailable
from parkdesk.excel import ole

MEGABYTE = 1 << 20
_SHARING_VIOLATIONS = frozenset({32, 33})
"""Windows errors ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION."""
_PIECE = 1 << 18
_TOP_PIECES = 4
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_MARKUP = re.compile(rb"\s*(?:<!doctype|<html|<\?xml|<table|<meta)", re.IGNORECASE)
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b[^>]*>")
_NUMBERED = re.compile(r"&#(?:x([0-9A-Fa-f]{1,6})|([0-9]{1,7}));")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*>")

DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    ValueError,
    struct.error,
)
"""What the standard library raises over a zip that is cut off or changed."""
Step = Callable[[], None]
"""Called now and then; raises `Cancelled` when the person has pressed cancel."""


class Kind(Enum):
    """What a file is, by its bytes, not by its name."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is read before a file is refused. Far above any list of a park."""

    file_bytes: int = 60 * MEGABYTE
    unpacked_bytes: int = 600 * MEGABYTE
    ratio: int = 400
    """Unpacked to packed; a sheet of equal cells reaches about 100."""
    entries: int = 5_000
    sheets: int = 30
    """More than these are not searched: the person names the sheet."""
    rows: int = 200_000
    columns: int = 120
    seconds: float = 120.0


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Container:
    """A file's bytes, known to be of `kind` and within the limits."""

    name: str
    kind: Kind
    data: bytes


def open_container(path: Path, limits: Limits = LIMITS, step: Step = lambda: None) -> Container:
    """Return the file's bytes, or refuse it with one code that says why.

    Raises `Unavailable` while another program holds the file, `Refused` for everything else.
    """
    data = _read(path, limits)
    name = path.name
    if not data:
        raise Refused("file-empty", name=name)
    if data.startswith(b"PK"):
        return Container(name, _kind_of_zip(name, data, limits, step), data)
    if data.startswith(ole.MAGIC):
        return Container(name, _kind_of_ole(name, data), data)
    if _MARKUP.match(data):
        raise Refused("html-not-workbook", name=name)
    if b"\0" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Refused("not-a-workbook", name=name)
    return Container(name, Kind.TEXT, data)


def _read(path: Path, limits: Limits) -> bytes:
    try:
        size = path.stat().st_size
        if size > limits.file_bytes:
            raise Refused(
                "file-too-large",
                name=path.name,
                size_mb=-(-size // MEGABYTE),
                limit_mb=limits.file_bytes // MEGABYTE,
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused("file-not-found", name=path.name) from None
    except IsADirectoryError:
        raise Refused("not-a-workbook", name=path.name) from None
    except OSError as error:
        raise Unavailable(_why_not(path, error), name=path.name) from error


def _why_not(path: Path, error: OSError) -> str:
    """Return the code for a file that does not open: in use, or not ours to read."""
    if getattr(error, "winerror", None) in _SHARING_VIOLATIONS:
        return "file-in-use"
    if isinstance(error, PermissionError) and (_is_held_by_default() or _has_owner_file(path)):
        return "file-in-use"
    return "file-not-readable"


def _is_held_by_default() -> bool:
    # On Windows open() loses the reason and says "permission denied" for a file that another
    # program holds; files of one's own that are forbidden are rare beside that.
    return os.name == "nt"


def _has_owner_file(path: Path) -> bool:
    # Excel and WPS leave an owner file beside a workbook that they have open.
    return path.with_name(f"~${path.name}").exists()


def _kind_of_ole(name: str, data: bytes) -> Kind:
    try:
        compound = ole.CompoundFile(data)
        if "EncryptedPackage" in compound.entries:
            raise Refused("workbook-password", name=name)
        stream = next((one for one in ("Workbook", "Book") if one in compound.entries), None)
        if stream is None:
            raise Refused("not-a-workbook", name=name)
        workbook = compound.stream(stream)
        if ole.has_password(workbook):
            raise Refused("workbook-password", name=name)
        ole.check_extent(workbook)
    except (ValueError, struct.error) as error:
        raise Refused("workbook-damaged", name=name) from error
    return Kind.XLS


def _kind_of_zip(name: str, data: bytes, limits: Limits, step: Step) -> Kind:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            kind = _kind_by_entries(name, archive, data)
            _measure(name, archive, data, limits, step)
            if kind is Kind.ODS:
                _require_whole(unpack(data, archive.NameToInfo["content.xml"]))
    except DAMAGE as error:
        raise Refused("workbook-damaged", name=name) from error
    return kind


def _kind_by_entries(name: str, archive: zipfile.ZipFile, data: bytes) -> Kind:
    names = set(archive.namelist())
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise Refused("workbook-password", name=name)
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "mimetype" in names and _top(archive, "mimetype", data).startswith(_ODS):
        manifest = "META-INF/manifest.xml"
        if manifest in names and b"encryption-data" in _top(archive, manifest, data):
            raise Refused("workbook-password", name=name)
        return Kind.ODS
    if "xl/workbook.bin" in names:
        raise Refused("workbook-binary", name=name)
    raise Refused("not-a-workbook", name=name)


def _top(archive: zipfile.ZipFile, part: str, data: bytes) -> bytes:
    """Return the first megabytes of a part: nothing is measured yet."""
    return b"".join(islice(unpack(data, archive.NameToInfo[part]), _TOP_PIECES))


def _measure(name: str, archive: zipfile.ZipFile, data: bytes, limits: Limits, step: Step) -> None:
    """Unpack every part that the reader may open, and count what really comes out."""
    if len(archive.infolist()) > limits.entries:
        raise Refused("zip-bomb", name=name, limit_mb=limits.unpacked_bytes // MEGABYTE)
    ceiling = min(limits.unpacked_bytes, max(len(data) * limits.ratio, 20 * MEGABYTE))
    unpacked = 0
    for info in archive.infolist():
        checksum = 0
        for piece in unpack(data, info):
            unpacked += len(piece)
            if unpacked > ceiling:
                raise Refused("zip-bomb", name=name, limit_mb=limits.unpacked_bytes // MEGABYTE)
            checksum = zlib.crc32(piece, checksum)
            step()
        # A flipped bit may leave a workbook that opens, with another figure in a cell.
        if checksum != info.CRC:
            raise zipfile.BadZipFile(info.filename)


def _require_whole(pieces: Iterator[bytes]) -> None:
    """Raise ValueError for XML that is not whole: the library would wait for its end for ever."""
    parser = expat.ParserCreate()
    try:
        for piece in pieces:
            parser.Parse(piece)
        parser.Parse(b"", True)
    except (expat.ExpatError, LookupError) as error:
        raise ValueError(str(error)) from error


def unpack(data: bytes, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """Yield an entry's bytes as they come out, whatever size its directory claims."""
    start = info.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04":  # noqa: PLR2004
        raise zipfile.BadZipFile(info.filename)
    start += 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = memoryview(data)[start : start + info.compress_size]
    if len(packed) < info.compress_size:
        raise zipfile.BadZipFile(info.filename)
    if info.compress_type == zipfile.ZIP_STORED:
        yield bytes(packed)
        return
    if info.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile(info.filename)
    inflate = zlib.decompressobj(-15)
    for at in range(0, len(packed), _PIECE):
        piece = inflate.decompress(packed[at : at + _PIECE], 4 * _PIECE)
        yield piece
        while inflate.unconsumed_tail:
            yield inflate.decompress(inflate.unconsumed_tail, 4 * _PIECE)
    if not inflate.eof:
        raise zipfile.BadZipFile(info.filename)


def parts_of_sheets(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return the zip entry of each worksheet of an .xlsx by the sheet's name."""
    book = archive.read("xl/workbook.xml").decode("utf-8", "replace")
    relations = archive.read("xl/_rels/workbook.xml.rels").decode("utf-8", "replace")
    targets = {}
    for tag in _RELATION.findall(relations):
        target = _attribute(tag, "Target")
        absolute = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        targets[_attribute(tag, "Id")] = normpath(absolute)
    found = {}
    for tag in _SHEET.findall(book):
        key = _attribute(tag, r"\w+:id")
        if key in targets:
            found[_attribute(tag, "name")] = targets[key]
    return found


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\s{name}=[\"']([^\"']*)[\"']", tag)
    return _unescape(found[1]) if found else ""


def _unescape(text: str) -> str:
    text = _NUMBERED.sub(_character, text)
    for entity, character in (("lt", "<"), ("gt", ">"), ("quot", '"'), ("apos", "'"), ("amp", "&")):
        text = text.replace(f"&{entity};", character)
    return text


def _character(entity: re.Match[str]) -> str:
    return chr(int(entity[1], 16) if entity[1] else int(entity[2]))
