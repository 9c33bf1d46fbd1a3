"""The file of a case: its sheets drawn, and the pages of every scan put on theirs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import BinaryIO

from parkdesk.domain.claim_print import ClaimPrint, Scan
from parkdesk.domain.errors import Refused
from parkdesk.scans.placing import Placed, page_sizes, place_pages


def render_case_file(
    claim: ClaimPrint, out: BinaryIO, language: str, progress: Callable[[int, int], None]
) -> tuple[str, ...]:
    """Write the whole file; a scan that cannot be read is named on the cover with the reason."""
    from parkdesk.reports.claim_file import write_case_file

    read = [_opened(scan) for scan in claim.scans]
    scans = tuple(scan for scan, _content, _sizes in read)
    sizes = [pages for _scan, _content, pages in read]
    base = BytesIO()
    claim = replace(claim, scans=scans)
    frames, missing = write_case_file(claim, sizes, base, language, progress)
    placed = [Placed(one.sheet, one.scan, one.page, one.rect) for one in frames]
    contents = [content for _scan, content, _sizes in read]
    out.write(place_pages(base.getvalue(), contents, placed, progress))
    return missing


def _opened(scan: Scan) -> tuple[Scan, bytes, tuple[tuple[float, float], ...]]:
    """Return a scan as a PDF with the sizes of its pages; without pages where none can be read."""
    from parkdesk.reports.picture_pages import TOO_MANY_PIXELS, picture_pages

    if not scan.content:
        return scan, b"", ()
    try:
        content = picture_pages(scan.content) if scan.media_type.is_picture else scan.content
        return scan, content, page_sizes(content)
    except Refused as refused:
        why = refused.code if refused.code == TOO_MANY_PIXELS else "scan-unreadable"
        return replace(scan, why=why), b"", ()
